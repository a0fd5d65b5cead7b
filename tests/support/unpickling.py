"""Notices bytes that reach an unpickler while morgue works.

Python audits each class that an unpickler looks up, but not pickles of plain data, so `pickle.load` and `pickle.loads`
say so themselves from here on. What other people's code unpickles by itself (`whoosh.index.open_dir` in a test) is no
business of ours; neither is what never stood in an archive: results between processes, and the models in a package.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

OURS = ("indexer", "search")
ELSEWHERE = ("multiprocessing", "concurrent", "py3langid")
"""Packages that unpickle what they themselves pickled, or brought along."""

_EVENTS = ("pickle.find_class", "morgue.unpickles")
_noticed: list[str] = []


def install() -> None:
    """Watch this process from now on, until it ends: an audit hook can't be removed."""
    pickle.load, pickle.loads = _saying(pickle.load), _saying(pickle.loads)
    sys.addaudithook(_hook)


def taken() -> list[str]:
    """Where it happened since this was last asked."""
    found = _noticed.copy()
    _noticed.clear()
    return found


def _saying(real: Callable[..., Any]) -> Callable[..., Any]:
    def unpickling(*arguments: Any, **options: Any) -> Any:
        sys.audit("morgue.unpickles")
        return real(*arguments, **options)

    return unpickling


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event in _EVENTS and (where := _ours(sys._getframe(1))):
        _noticed.append(where)
        raise RuntimeError(f"bytes reach an unpickler in {where}")


def _ours(frame: FrameType | None) -> str | None:
    # The innermost frame of ours; None if there is none, or somebody of ELSEWHERE stands between.
    while frame is not None:
        package = str(frame.f_globals.get("__name__")).partition(".")[0]
        if package in ELSEWHERE:
            return None
        if package in OURS:
            return f"{frame.f_globals['__name__']}:{frame.f_lineno}"
        frame = frame.f_back
    return None

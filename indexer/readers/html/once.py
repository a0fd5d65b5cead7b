"""What was found out about an element of a page, kept: hundreds of captions ask the same of what holds them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from lxml.etree import _Element

_Answer = TypeVar("_Answer")


class Once:
    """Answers about elements, each worked out when it is first asked for, so that asking for all that stands in an
    element costs once what is in it, however many ask. They hold until something is taken out of the page."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, _Element], object] = {}

    def __call__(self, ask: Callable[[_Element], _Answer], element: _Element) -> _Answer:
        """What `ask` says of `element`."""
        key = (ask, element)
        try:
            return cast(_Answer, self._known[key])
        except KeyError:
            answer = self._known[key] = ask(element)
            return answer

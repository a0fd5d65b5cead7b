"""Settings: one frozen value, resolved once, at the edge.

Defaults < the archive's `morgue.toml` < the environment (`MORGUE_*`) < the command line.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from math import isnan
from numbers import Integral, Real
from pathlib import Path
from typing import Any, Literal

from indexer.errors import UsageError
from indexer.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Config:
    """An archive's settings. Each field says its default and what changing it does.

    - `access` ("private"): who may read the archive. "group" makes its files readable by its folder's group, so that a
      cron account can write and a newsroom read.
    - `lock_timeout` (30 seconds): how long a writer waits for another one before it gives up with exit code 75.
    - `memory` (256 MB): how much a run may hold in buffers before it writes them out.
    - `jobs` (0: one per core): how many processes read and clean. The result is the same whatever it is.
    """

    access: Literal["private", "group"] = "private"
    lock_timeout: float = 30.0
    memory: int = 256
    jobs: int = 0


_Kind = type | tuple[type, ...]
_TABLES: dict[str, dict[str, _Kind]] = {
    "archive": {"access": str},
    "index": {"lock_timeout": (int, float), "memory": int, "jobs": int},
}


def load(archive: Path, environ: Mapping[str, str] | None = None) -> Config:
    """The settings of `archive`. An unknown key or a value of the wrong kind raises UsageError that names it."""
    environ = os.environ if environ is None else environ
    config = Config()
    path = archive / "morgue.toml"
    if path.exists():
        import tomllib

        try:
            data = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: not TOML ({error}); mend it or remove it") from None
        for table, values in data.items():
            known = _TABLES.get(table)
            if home := next((name for name, keys in _TABLES.items() if table in keys), None):
                raise UsageError(f"{path}: {table} stands below [{home}]; put that line above it")
            if known is None or not isinstance(values, dict):
                raise UsageError(f"{path}: unknown table [{table}]; known are {', '.join(sorted(_TABLES))}")
            for key, value in values.items():
                config = _set(config, key, value, known.get(key), where=f"{path}: [{table}] {key}")
    for key, kind in {key: kind for table in _TABLES.values() for key, kind in table.items()}.items():
        text = environ.get(f"MORGUE_{key.upper()}")
        if text is not None:
            number: Any = text
            if kind is not str:
                try:
                    number = int(text) if kind is int else float(text)
                except ValueError:
                    raise UsageError(f"MORGUE_{key.upper()}: {text!r} is not a number") from None
            config = _set(config, key, number, kind, where=f"MORGUE_{key.upper()}")
    return config


def _set(config: Config, key: str, value: object, kind: _Kind | None, *, where: str) -> Config:
    if kind is None:
        raise UsageError(f"{where}: unknown setting")
    if not isinstance(value, kind) or isinstance(value, bool):
        raise UsageError(f"{where}: {value!r} is not of the right kind")
    if key == "access" and value not in ("private", "group"):
        raise UsageError(f'{where}: "private" or "group", not {value!r}')
    if isinstance(value, int | float):
        require_seconds(**{f"{where}:": value})
    from dataclasses import replace

    change: dict[str, Any] = {key: value}
    return replace(config, **change)


def require_numbers(**given: object) -> None:
    """UsageError for a value, given by its name, that isn't a whole number from 0 on; None is left to the settings."""
    for name, value in given.items():
        if value is not None:
            if not isinstance(value, Integral) or isinstance(value, bool):
                raise UsageError(f"{name} must be a whole number, not {value!r}")
            _require_positive(name, value)


def require_seconds(**given: object) -> None:
    """UsageError for a value, given by its name, that isn't a number from 0 on; it may be infinite, or None."""
    for name, value in given.items():
        if value is not None:
            if not isinstance(value, Real) or isinstance(value, bool) or isnan(value):
                raise UsageError(f"{name} must be a number, not {value!r}")
            _require_positive(name, value)


def _require_positive(name: str, value: Real) -> None:
    if value < 0:
        raise UsageError(f"{name} must not be negative: {value}")

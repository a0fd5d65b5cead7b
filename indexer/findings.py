"""What the doctor's checks come to, and by what they are measured."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, NamedTuple

State = Literal["ok", "warn", "fail", "damage"]


class Finding(NamedTuple):
    """What one check came to: its name, `ok`, `warn` (it works, and may not for long), `fail` (a promise isn't kept, or
    a threshold is passed) or `damage`, what was found, and what to do next ("" where nothing is to be done)."""

    check: str
    state: State
    found: str
    advice: str = ""


class Thresholds(NamedTuple):
    """How old the last good run may be (None: as old as it is), and how many bytes have to be free."""

    age: timedelta | None = None
    free: int = 64 << 20

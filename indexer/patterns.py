"""Regular expressions that are compiled when they are first used: a module full of them costs nothing to import, and a
search pays for those that its query and its articles need."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)  # where the next use finds it without coming by here
        return found


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, or so it looks: its methods are the pattern's own from their second use on.

    >>> lazy("rail|road").sub("path", "railroad")
    'pathpath'
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))

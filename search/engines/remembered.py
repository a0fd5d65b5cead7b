"""What was worked out for the words of earlier queries, as long as there is room for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

BYTES = 96 * 1024 * 1024
"""Room for what a process remembers: of a hundred thousand articles, a hundred of the most frequent words, or tens of
thousands of rare ones."""


class Remembered:
    """A cache with a limit in bytes; what wasn't asked for the longest goes first."""

    def __init__(self, limit: int = BYTES) -> None:
        self._left = limit
        self._known: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Any], size: Callable[[Any], int]) -> Any:
        """What is known under `key`, or else what `make` makes, which takes `size` of it bytes."""
        known = self._known.get(key)
        if known is not None:
            self._known.move_to_end(key)
            return known[0]
        made = make()
        room = size(made)
        self._known[key] = made, room
        self._left -= room
        while self._left < 0:
            _, (_, freed) = self._known.popitem(last=False)
            self._left += freed
        return made

"""What was worked out for the words of earlier queries, as long as there is room for it.

Once there is none left, a newcomer takes the place of what wasn't asked for the longest, but only if it was asked for
more often than that was lately: else a few hundred words that are each asked for once, or again and again in the same
order, would take the place of everything that is asked for daily, and then of each other (the admission of G. Einziger,
R. Friedman and B. Manes, "TinyLFU", 2017, counted exactly).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Any

BYTES = 96 * 1024 * 1024
"""Room for what a process remembers: of a hundred thousand articles, five hundred of the most frequent words, or tens
of thousands of rare ones."""

STRANGERS = 4096
"""Keys of which nothing is remembered but how often they were asked for."""

_LATELY = 10
"""All counts are halved after so many times as many things were worked out as are remembered."""


class _Entry:
    __slots__ = ("asked", "made", "room")

    def __init__(self, made: Any, room: float, asked: int) -> None:
        self.made, self.room, self.asked = made, room, asked


class Remembered:
    """A cache with a limit in bytes."""

    def __init__(self, limit: int = BYTES) -> None:
        self._left: float = limit
        self._known: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._strangers: OrderedDict[Hashable, int] = OrderedDict()
        self._made = 0

    def get(
        self,
        key: Hashable,
        make: Callable[[], Any],
        size: Callable[[Any], float],
        keep: Callable[[Any], Any] = lambda made: made,
    ) -> Any:
        """What is known under `key`, or else what `make` makes; of that, what `keep` makes of it is remembered, which
        takes `size` of it bytes; infinitely many: it isn't remembered."""
        entry = self._known.get(key)
        return self._again(key, entry) if entry is not None else self._made_now(key, make(), size, keep)

    def get_each(
        self,
        keys: Sequence[Hashable],
        make: Callable[[list[int]], Sequence[Any]],
        size: Callable[[Any], float],
        keep: Callable[[Any], Any],
    ) -> list[Any]:
        """`get` for several keys; `make` makes those of which nothing is known, by their places, at once."""
        if len(keys) == 1:
            return [self.get(keys[0], lambda: make([0])[0], size, keep)]
        entries = [*map(self._known.get, keys)]
        if None not in entries:
            return [self._again(key, entry) for key, entry in zip(keys, entries, strict=True) if entry]
        missing: dict[Hashable, int] = {}
        for place, entry in enumerate(entries):
            if entry is None:
                missing.setdefault(keys[place], place)
        places = [*missing.values()]
        made = dict(zip(missing, make(places), strict=True))
        found = []
        for place, (key, entry) in enumerate(zip(keys, entries, strict=True)):
            if entry is not None:
                found.append(self._again(key, entry) if key in self._known else entry.made)
            elif missing[key] == place:
                found.append(self._made_now(key, made[key], size, keep))
            else:
                found.append(made[key])
        return found

    def _again(self, key: Hashable, entry: _Entry) -> Any:
        self._known.move_to_end(key)
        entry.asked += 1
        return entry.made

    def _made_now(self, key: Hashable, made: Any, size: Callable[[Any], float], keep: Callable[[Any], Any]) -> Any:
        kept = keep(made)
        room, asked = size(kept), self._strangers.pop(key, 0) + 1
        if self._left >= room or self._can_have(room, asked):
            self._known[key] = _Entry(kept, room, asked)
            self._left -= room
        else:
            self._strangers[key] = asked
            if len(self._strangers) > STRANGERS:
                self._strangers.popitem(last=False)
        self._grow_old()
        return made

    def _can_have(self, room: float, asked: int) -> bool:
        """Whether there is so much room, after what was asked for less was forgotten for it."""
        left, forgotten = self._left, []
        for key, entry in self._known.items():
            if left >= room:
                break
            if entry.asked >= asked:
                return False
            forgotten.append(key)
            left += entry.room
        if left < room:
            return False
        for key in forgotten:
            del self._known[key]
        self._left = left
        return True

    def _grow_old(self) -> None:
        self._made += 1
        if self._made > _LATELY * max(len(self._known), 100):
            self._made = 0
            for entry in self._known.values():
                entry.asked //= 2
            for key, asked in self._strangers.items():
                self._strangers[key] = asked // 2

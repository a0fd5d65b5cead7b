"""Where in an article several hundred words stand that rules can't do without: looked for once, together.

One needle after the other, and line by line, looking for them would take longer than all the rules that ask.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from indexer.text import signs

_WINDOW = 4
_BITS = 18
"""Of a number in the table: with 16, one place in two hundred would be taken for a needle's."""
_COMMON = "etaoinsrhldcumfpgwybvkxjqz"
"""The letters of English, the most frequent first."""
_USUAL = (
    " with this that their there here other would about the public the people the company and the president of the "
    "commission in an important meeting during the last evening that the potential center took over the leading party "
    "saying the right things can change this week including the former consumers considering many different reports "
    "before the first court readers said was where in the news from their own social community to be told their "
    "support will have been working for your come back is willing to the special political officials read more and "
    "over the vote in the full election at the time he wants them to get the children following a national financial "
    "campaign never mind the other video than made this month when they visit another place to do it is what they "
    "show and the employees off the record also cover the former prime minister's communications for the most part in "
    "our view republicans and democrats continue to argue about the second version of the order that they had "
    "provided to share with those who stay in with the assistant editor while they inform the rest of the story about "
    "what happened after that they think of the women who appeared to be charged a moment later than the candidates "
    "they have known much longer and the director and all members of the program were making moves though it looked "
    "as if donald promised to prove it if you are still allowed to play a number of proposed rules you should speak "
    "about the left at least with your friends get it out of the mail down the line once this poll is out a couple of "
    "hours without a question of course books and products missing from the list keep failing the test of success or "
    "produce correct and applied results access to the entire report on the account of the police is not to be "
    "offered to the broadcast media in two words whatever is so late to several people and what they already watched "
    "in a report and will promise a professional distribution and let go of after every email and more of a role in "
    "the central tradition than mere reputation "
)
"""English as it mostly is: what stands here stands in every article."""


class Seen(NamedTuple):
    """An article's `lines` as bytes, in small letters as far as they are ASCII, and together (`low`); its characters
    beyond ASCII, each once (`odd`); where in `low` each line begins, and the end; and for each needle that stands in
    it, the numbers of the lines that it stands in."""

    lines: Sequence[bytes]
    low: bytes
    odd: str
    starts: Sequence[int]
    needles: Mapping[str, Collection[int]]

    def with_some(self, needles: Iterable[str]) -> set[int]:
        """The numbers of the lines in which one of these needles stands."""
        return {line for needle in self.needles.keys() & needles for line in self.needles[needle]}


def lines_with(letters: bytes, text: bytes, starts: Sequence[int]) -> Iterator[int]:
    """The numbers of the lines in which these letters stand in a text, of which each line begins at one of `starts`."""
    place = text.find(letters)
    while place >= 0:
        line = bisect_right(starts, place) - 1
        yield line
        place = text.find(letters, starts[line + 1])


class Needles:
    """Needles, in ASCII and small letters, that are looked for together.

    Four letters of each are looked for, all at once: a number for each place of the text is looked up in a table in
    which most numbers are none of theirs.
    """

    def __init__(self, needles: Iterable[str]) -> None:
        import numpy as np

        self._short: list[tuple[str, bytes]] = []
        # By the number of the four rarest letters in a row of a needle: the needle, and where these begin in it.
        self._windows: dict[int, list[tuple[str, bytes, int]]] = {}
        for needle in dict.fromkeys(needles):
            if len(needle) < _WINDOW:
                self._short.append((needle, needle.encode()))
                continue
            offset = max(
                range(len(needle) - _WINDOW + 1),
                key=lambda at: _rarity(needle[at : at + _WINDOW]),
            )
            code = int.from_bytes(needle[offset : offset + _WINDOW].encode(), "little")
            self._windows.setdefault(code, []).append((needle, needle.encode(), offset))
        self._table = np.zeros(1 << _BITS, dtype=bool)
        self._table[_slots(np.array(list(self._windows), dtype=np.uint32))] = True

    def seen(self, lines: Sequence[str]) -> Seen:
        """An article, and where the needles stand in it."""
        low = "\n".join(lines).encode("utf-8", "surrogatepass").lower()
        if len(low_lines := low.split(b"\n")) != len(lines):  # there are none, or one isn't a single line
            low_lines = [line.encode("utf-8", "surrogatepass").lower() for line in lines]
        starts = list(accumulate(map(len, low_lines), lambda start, size: start + size + 1, initial=0))
        found: defaultdict[str, set[int]] = defaultdict(set)
        for needle, place in self._places(low):
            found[needle].add(bisect_right(starts, place) - 1)
        for needle, letters in self._short:
            if letters in low:
                found[needle] = set(lines_with(letters, low, starts))
        odd = "" if low.isascii() else "".join(set(signs.odd_in(low)))
        return Seen(low_lines, low, odd, starts, dict(found))

    def _places(self, low: bytes) -> Iterator[tuple[str, int]]:
        """Where needles that aren't short stand in a text in small letters; not in the order of the text."""
        import numpy as np

        if len(low) < _WINDOW:
            return
        # Four copies of the text, each without one letter more at its beginning, have all its places as whole numbers.
        padded = low + b"\n" * (-len(low) % _WINDOW)
        quarter = len(padded) // _WINDOW
        shifted = (padded, padded[1:], b"\n", padded[2:], b"\n\n", padded[3:], b"\n\n\n")
        numbers = np.frombuffer(b"".join(shifted), "<u4")
        places = self._table.take(_slots(numbers)).nonzero()[0]
        for place, number in zip(places.tolist(), numbers[places].tolist(), strict=True):
            for needle, letters, offset in self._windows.get(number, ()):
                begins = place % quarter * _WINDOW + place // quarter - offset
                if begins >= 0 and low.startswith(letters, begins):
                    yield needle, begins


def _rarity(window: str) -> tuple[int, int]:
    return -_USUAL.count(window), sum(_COMMON.find(letter) for letter in window)


def _slots(numbers: Any) -> Any:
    # Knuth's multiplicative hash, to so many bits.
    import numpy as np

    return (numbers * np.uint32(2654435761)) >> np.uint32(32 - _BITS)

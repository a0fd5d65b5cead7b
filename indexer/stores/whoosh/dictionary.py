"""The terms of one field in a container: sorted by their bytes, found by a hash table or by bisection.

| part | what it holds |
|---|---|
| `<name>.text` | the terms, one after the other |
| `<name>.ends` | where each term's text ends (`steps`) |
| `<name>.slots` | u32 a term, in the order of their crc32: its number, in as many bits as numbers take, and above them
the lowest bits of its crc32 |
| `<name>.slots.buckets` | how many terms begin in each bucket (`steps`) |

A term's bucket is its crc32 times the number of buckets, by 2^32: a handful of slots, most of which are seen not to be
its own without a look at their texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from indexer.stores.whoosh.container import Container
from indexer.stores.whoosh.steps import Steps, steps_parts

if TYPE_CHECKING:
    from indexer.stores.whoosh.terms import Terms


BUCKET = 4
"""Terms of a bucket, on average: of its slots each takes some 50 nanoseconds to look at, and its number of them a
byte."""


class Dictionary:
    """A field's terms, numbered from 0 in the order of their bytes. Every method raises DamagedArchive."""

    def __init__(self, file: Container, name: str) -> None:
        self._file = file
        self._text = f"{name}.text"
        self._ends = Steps(file, f"{name}.ends")
        self._slots = Slots(file, f"{name}.slots", len(self._ends))
        self._whole: tuple[memoryview, memoryview] | None = None

    def load(self) -> None:
        """Compare all of it with its checksums now, so that every `find` is spared that: for who asks often."""
        self._slots.load()
        self._ends.load()
        ends, text = self._ends.array().data, self._file.bytes(self._text)
        if ends[-1] > len(text):
            raise self._file.damaged(f"{self._text} ends before its terms")
        self._whole = ends, text

    def __len__(self) -> int:
        return len(self._ends)

    def find(self, term: bytes) -> int:
        """The number of a term; -1 if it isn't there."""
        for number in self._slots.perhaps(crc32(term)):
            if self.term(number) == term:
                return number
        return -1

    def term(self, number: int) -> bytes:
        """The term of this number."""
        if self._whole is not None:
            ends, text = self._whole
            return bytes(text[ends[number] : ends[number + 1]])
        return bytes(self._file.bytes(self._text, *self._ends.step(number)))

    def span(self, prefix: bytes) -> tuple[int, int]:
        """The numbers of the terms that begin with `prefix`: the first, and the one after the last."""
        return self._first_from(prefix), self._first_from(prefix + b"\xff")

    def all(self) -> Terms:
        """All terms, of which none is an object yet."""
        import numpy as np

        from indexer.stores.whoosh.terms import Terms

        ends, text = self._ends.array().astype(np.int64), self._file.bytes(self._text)
        if ends[-1] > len(text):
            raise self._file.damaged(f"{self._text} ends before its terms")
        return Terms(text[: ends[-1]], ends)

    def terms(self, first: int = 0, last: int | None = None) -> list[bytes]:
        """The terms from number `first` to before `last` (None: the end), in order."""
        stop = len(self) if last is None else last
        if first >= stop:
            return []
        base, ends = self._ends.before(first), self._ends.numbers(first, stop)
        text = bytes(self._file.bytes(self._text, base, ends[-1]))
        terms, at = [], 0
        for end in ends:
            terms.append(text[at : end - base])
            at = end - base
        return terms

    def _first_from(self, key: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low


class Slots:
    """The numbers from 0 to before `count` by the crc32 of what they stand for."""

    def __init__(self, file: Container, name: str, count: int) -> None:
        self._file = file
        self._name = name
        self._buckets = Steps(file, f"{name}.buckets")
        if file.size(name) != 4 * count or (count and not len(self._buckets)):
            raise file.damaged(f"{name} has no size that a table has")
        self._count = count
        self._bucket_count = len(self._buckets)
        self._bits = _bits(count)
        self._whole: tuple[memoryview, memoryview] | None = None

    def load(self) -> None:
        """Compare all of it with its checksums now."""
        self._whole = self._buckets.array().data, self._file.numbers(self._name, "I")

    def perhaps(self, sum: int) -> Sequence[int]:
        """The numbers of what may have this crc32: hardly ever one that hasn't."""
        if not self._count:
            return ()
        bucket = sum * self._bucket_count >> 32
        if self._whole is not None:
            ends, slots = self._whole
            slots = slots[ends[bucket] : ends[bucket + 1]]
        else:
            slots = self._file.numbers(self._name, "I", *self._buckets.step(bucket))
        bits = self._bits
        wanted, number = sum & (1 << 32 - bits) - 1, (1 << bits) - 1
        return [slot & number for slot in slots.tolist() if slot >> bits == wanted]


def _bits(count: int) -> int:
    """How many bits of a slot hold its number; the others hold the lowest of its crc32."""
    return max(count - 1, 1).bit_length()


def dictionary_parts(name: str, terms: Sequence[bytes]) -> Iterator[tuple[str, list[Any]]]:
    """The parts of a dictionary of these terms, which ascend: names and buffers, for `ContainerWriter.add`."""
    import numpy as np

    from indexer.stores.whoosh.terms import Terms

    held = Terms.of(terms)
    yield f"{name}.text", [held.text]
    yield from steps_parts(f"{name}.ends", np.diff(held.ends))
    yield from slots_parts(f"{name}.slots", held)


def slots_parts(name: str, terms: Sequence[bytes]) -> Iterator[tuple[str, list[Any]]]:
    """The parts of a table of these terms' numbers. Raises ValueError for more of them than a u32 has numbers."""
    import numpy as np

    if not terms:
        return
    if len(terms) > 1 << 31:
        raise ValueError("a dictionary holds at most 2,147,483,648 terms")
    buckets = -(-len(terms) // BUCKET)
    sums = np.fromiter(map(crc32, terms), np.uint64, len(terms))
    keys = sums << np.uint64(32) | np.arange(len(terms), dtype=np.uint64)
    keys.sort()
    sums = keys >> np.uint64(32)
    slots = (sums << np.uint64(_bits(len(terms)))) & np.uint64(0xFFFFFFFF) | keys & np.uint64(0xFFFFFFFF)
    yield name, [slots.astype(np.uint32)]
    counts = np.bincount((sums * np.uint64(buckets) >> np.uint64(32)).astype(np.intp), minlength=buckets)
    yield from steps_parts(f"{name}.buckets", counts)

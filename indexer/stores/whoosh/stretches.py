"""Where the values of a field (the body's paragraphs, single captions) and their sentences begin, kept in a segment.

| part | what it holds |
|---|---|
| `<field>.sentences` | codes, document by document, seven bits a byte from the lowest on, the eighth set in all but a
code's last byte |
| `<field>.sentences.of` | how many bytes each document has (`steps`) |

A code is how many words on from the beginning before it (from the first document's word on, counted from 1) a sentence
begins, doubled, and 1 more where it is the first of its value. A value without words is the code 1; those behind a
document's last word aren't kept. Sentences without words aren't, either. Most documents' headlines are one sentence:
the code 3 alone isn't written, nor a part of such documents alone. An address has one value, which is one sentence.

Words are counted through all values; their positions are those numbers and `schema.gap` for each value before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from indexer.fields import Field
from indexer.stores.whoosh.container import Container
from indexer.stores.whoosh.schema import gap
from indexer.stores.whoosh.steps import Steps, steps_parts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_BYTES = 5
"""Of a code: words are counted in 32 bits, and one more tells values apart."""

_FAR = 1 << 33
"""Behind every position."""


class Beginnings(NamedTuple):
    """All values and sentences of a field that have words, by where they begin: document by document, ascending.

    `documents`: of the segment. `positions`: of their first words. `values`: the number of each one's value in its
    document. `new`: whether it is the first of its value."""

    documents: NDArray[np.intp]
    positions: NDArray[np.int64]
    values: NDArray[np.int64]
    new: NDArray[np.bool_]


class Beginning(NamedTuple):
    """The position of a sentence's first word, and the number of its value."""

    position: int
    value: int


class Stretches:
    """The values and sentences of one field in an open container of so many documents. Its methods raise
    DamagedArchive."""

    def __init__(self, file: Container, field: Field, documents: int) -> None:
        self._file = file
        self._name = f"{field.name}.sentences"
        self._gap = gap(field)
        self._steps = Steps(file, f"{self._name}.of")
        if len(self._steps) not in (0, documents):
            raise file.damaged(f"{self._name} has another number of documents")

    def of(self, document: int) -> list[Beginning]:
        """Where sentences begin in a document that has words, ascending."""
        start, end = self._steps.step(document) if len(self._steps) else (0, 0)
        if start == end:
            return [Beginning(0, 0)]
        found: list[Beginning] = []
        word, value, code, shift = -1, -1, 0, 0
        for byte in self._file.bytes(self._name, start, end):
            code |= (byte & 0x7F) << shift
            shift += 7
            if byte & 0x80:
                continue
            value += code & 1
            if code >> 1:
                word += code >> 1
                found.append(Beginning(word + self._gap * value, value))
            code = shift = 0
        if shift or value < 0 or not found:
            raise self._wrong()
        return found

    def all(self, words: NDArray[Any]) -> Beginnings:
        """Where all begin; `words` says how many words each document has, and those that have none have no sentence."""
        import numpy as np

        ends = self._steps.array().astype(np.int64) if len(self._steps) else np.zeros(len(words) + 1, np.int64)
        data = np.asarray(self._file.bytes(self._name))
        if ends[-1] != len(data):
            raise self._wrong()
        lasts = np.flatnonzero(data < 0x80)
        starts = np.concatenate(([0], lasts + 1))
        if starts[-1] != len(data) or not np.isin(ends, starts).all():
            raise self._wrong()
        codes = _codes(data, starts, self._wrong)
        counts = np.diff(np.searchsorted(starts, ends))  # by document
        plain = np.flatnonzero((counts == 0) & (words > 0))
        documents = np.repeat(np.arange(len(words)), counts)
        if len(plain):
            order = np.argsort(np.concatenate((documents, plain)), kind="stable")
            documents = np.concatenate((documents, plain)).take(order)
            codes = np.concatenate((codes, np.full(len(plain), 3, np.int64))).take(order)
        firsts = np.searchsorted(documents, documents)
        word = _running(codes >> 1, firsts)
        values = _running(codes & 1, firsts) - 1
        kept = codes > 1
        documents, word, values, new = (
            some.compress(kept) for some in (documents, word, values, (codes & 1).astype(np.bool_))
        )
        positions = word - 1 + self._gap * values
        if (values < 0).any() or (word > words.take(documents)).any() or (positions >= _FAR).any():
            raise self._wrong()
        return Beginnings(documents, positions, values, new)

    def pieces(self, documents: int) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """The codes as they stand, and how many bytes each of so many documents has."""
        import numpy as np

        sizes = np.diff(self._steps.array()).astype(np.int64) if len(self._steps) else np.zeros(documents, np.int64)
        data = np.asarray(self._file.bytes(self._name))
        if int(sizes.sum()) != len(data):
            raise self._wrong()
        return data, sizes

    def _wrong(self) -> Exception:
        return self._file.damaged(f"{self._name} has no sentences that can be")


def _running(numbers: NDArray[np.int64], firsts: NDArray[np.intp]) -> NDArray[np.int64]:
    """Sums up to each of them from the first of its document on."""
    import numpy as np

    sums = np.cumsum(numbers)
    found: NDArray[np.int64] = sums - (sums.take(firsts) - numbers.take(firsts))
    return found


def _codes(data: NDArray[np.uint8], starts: NDArray[np.intp], wrong: Any) -> NDArray[np.int64]:
    import numpy as np

    widths = np.diff(starts)
    if int(widths.max(initial=0)) > _MOST_BYTES:
        raise wrong()
    found = (data.take(starts[:-1]) & 0x7F).astype(np.int64)
    for byte in range(1, int(widths.max(initial=0))):
        more = np.flatnonzero(widths > byte)
        found[more] |= (data.take(starts.take(more) + byte) & 0x7F).astype(np.int64) << 7 * byte
    return found


def encoded(
    values: NDArray[np.int64], counts: NDArray[np.int64], begins: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The codes of a field, and how many bytes each document has.

    The values of document i are [values[i]:values[i + 1]], value v has counts[v] words, and `begins` (ascending, each
    once) are the words, counted through all documents, that begin a sentence which isn't the first of its value.
    """
    import numpy as np

    documents = len(values) - 1
    before = np.cumsum(counts) - counts
    spoken = np.flatnonzero(counts)
    last = np.full(documents, -1, np.int64)  # by document: the last of its values that has words
    of = np.repeat(np.arange(documents), np.diff(values))
    last[of.take(spoken)] = spoken
    kept = np.flatnonzero(np.arange(len(counts)) <= last.take(of))
    which = np.searchsorted(before, begins, "right") - 1  # by sentence: its value
    order = np.argsort(np.concatenate((kept * 2, which * 2 + 1)), kind="stable")
    words = np.concatenate((before.take(kept), begins)).take(order)
    new = np.concatenate((np.ones(len(kept), np.int64), np.zeros(len(begins), np.int64))).take(order)
    its = np.concatenate((of.take(kept), of.take(which))).take(order)
    real = np.flatnonzero(np.concatenate((counts.take(kept) > 0, np.ones(len(begins), np.bool_))).take(order))
    deltas = np.zeros(len(words), np.int64)
    steps = np.diff(words.take(real), prepend=0)
    first = np.ones(len(real), np.bool_)
    np.not_equal(its.take(real)[1:], its.take(real)[:-1], out=first[1:])
    steps[first] = 1
    deltas[real] = steps
    codes = deltas << 1 | new
    alone = np.bincount(its, minlength=documents) == 1
    written = ~(alone.take(its) & (codes == 3))
    codes, its = codes.compress(written), its.compress(written)
    widths = np.ones(len(codes), np.int64)
    for byte in range(1, _MOST_BYTES):
        widths += codes >> 7 * byte > 0
    ends = np.cumsum(widths)
    data = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    for byte in range(int(widths.max(initial=0))):
        some = np.flatnonzero(widths > byte)
        more = (widths.take(some) > byte + 1).astype(np.int64) << 7
        data[(ends - widths).take(some) + byte] = codes.take(some) >> 7 * byte & 0x7F | more
    sizes = np.bincount(its, weights=widths, minlength=documents).astype(np.int64)
    return data, sizes


def stretches_parts(name: str, data: list[Any], sizes: NDArray[np.int64]) -> Iterator[tuple[str, list[Any]]]:
    """The parts of a field's codes: names and buffers, for `ContainerWriter.add`. Raises ValueError beyond 4 GiB."""
    if sizes.any():
        yield f"{name}.sentences", data
        yield from steps_parts(f"{name}.sentences.of", sizes)

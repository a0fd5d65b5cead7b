"""The articles of the next segment: gathered as they come, inverted together, written at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from indexer import analysis
from indexer.article import Article, Head
from indexer.fields import BY_NAME, NOTHING, Known
from indexer.stores.manifest import SegmentEntry
from indexer.stores.whoosh import texts
from indexer.stores.whoosh.inversion import Inverted, Postings, invert
from indexer.stores.whoosh.segment import ID_BYTES
from indexer.stores.whoosh.shingles import Words, signatures
from indexer.stores.whoosh.stems import Spoken
from indexer.stores.whoosh.writing import LONGEST_PHRASE, Languages, Packed, SegmentWriter, writing


class Records(NamedTuple):
    """An article's head and the rest of it (`texts`), and what is asked of it most."""

    head: bytes
    rest: bytes
    id: str
    language: str | None

    @classmethod
    def of(cls, article: Article) -> Records:
        """The records of an article."""
        return cls(*texts.encode(article), article.id, article.language)


class Articles(Sequence[Article]):
    """Articles, each as the records that its segment will have of it, and made again when it is asked for. So they take
    half the memory, and all of it goes back to the system: thousands of small pieces, among which a few are kept, would
    keep the room of all."""

    def __init__(self, records: Iterable[Records]) -> None:
        self.heads, texts, self.ids, self.languages = zip(*records, strict=True)
        self.texts = list(texts)

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, which: int) -> Article: ...
    @overload
    def __getitem__(self, which: slice) -> list[Article]: ...
    def __getitem__(self, which: int | slice) -> Article | list[Article]:
        if isinstance(which, slice):
            return list(map(texts.decode_own, self.heads[which], self.texts[which]))
        return texts.decode_own(self.heads[which], self.texts[which])

    def __iter__(self) -> Iterator[Article]:
        return map(texts.decode_own, self.heads, self.texts)

    def headline(self, which: int) -> str | None:
        """The headline of one."""
        return Head._make(texts.decode_head(self.heads[which])).headline


class _Packing:
    # Articles that are gone through once, in order: behind that their texts are packed, by the `helper` if there is
    # one, and gone.
    def __init__(self, articles: Articles, dictionary: bytes, helper: Executor | None) -> None:
        self._articles = articles
        self._pack = texts.packer(dictionary)
        self._helper = helper
        self._packed: list[Future[list[bytes]]] = []

    def __len__(self) -> int:
        return len(self._articles)

    def __iter__(self) -> Iterator[Article]:
        heads, rests = self._articles.heads, self._articles.texts
        waiting: list[bytes] = []
        size = 0
        for number, head in enumerate(heads):
            rest = rests[number]
            yield texts.decode_own(head, rest)
            rests[number] = b""
            waiting.append(rest)
            size += len(rest)
            if size >= _TOGETHER:
                self._submit(waiting)
                waiting, size = [], 0
        if waiting:
            self._submit(waiting)

    def _submit(self, records: list[bytes]) -> None:
        if self._helper is not None:
            self._packed.append(self._helper.submit(self._pack, records))
        else:
            done: Future[list[bytes]] = Future()
            done.set_result(self._pack(records))
            self._packed.append(done)

    def frames(self) -> list[bytes]:
        """The packed texts, once all articles were gone through."""
        return [frame for some in self._packed for frame in some.result()]


class Batch:
    """Articles of the next segment. `size` estimates the bytes of memory that writing them will take."""

    def __init__(self) -> None:
        self._records: dict[str, Records] = {}
        self._known: dict[str, Known] = {}
        self.size = 0

    def __len__(self) -> int:
        return len(self._records)

    def add(self, article: Article, known: Known = NOTHING) -> None:
        """Append an article, and what the archive knows about it. Raises ValueError for an id that is no id."""
        if not 0 < len(article.id.encode("utf-8", "replace")) <= ID_BYTES or not article.id.isprintable():
            raise ValueError(f"an article's id has 1 to {ID_BYTES} printable bytes, not {article.id!r}")
        self._records[article.id] = Records.of(article)
        if known:
            self._known[article.id] = known
        characters = sum(map(len, article.body)) + len(article.headline or "") + sum(map(len, article.keywords))
        characters += sum(len(caption.text) for caption in article.captions)
        self.size += 2_000 + BYTES_PER_CHARACTER * characters

    def delete(self, id: str) -> None:
        """Take back the article of this id, if it was added."""
        self._records.pop(id, None)
        self._known.pop(id, None)

    def articles(self) -> Articles:
        """What it holds, in the order in which it came."""
        return Articles(self._records.values())

    def known(self) -> list[Known]:
        """What is known about each of them."""
        return [self._known.get(id, NOTHING) for id in self._records]


BYTES_PER_CHARACTER = 9
"""Of text, while a batch is written. Four of them are the text itself, its words, postings and positions (35 million
characters take 116 MB beside the records); the others are for what a run holds by then: the ledger's cache, parsers and
patterns, a worker that waits with its file, and room that the C library can't give back."""

_PIECE = 1 << 20
"""Numbers that are packed together."""

_TOGETHER = 1 << 19
"""Bytes of texts that are packed together."""


def write(
    index: Path,
    articles: Sequence[Article],
    dictionary: bytes,
    known: Sequence[Known] | None = None,
    *,
    helper: Executor | None = None,
    bare: bool = False,
) -> SegmentEntry:
    """Write a segment of these articles (best as `Articles`, which are used up) and of what is `known` about each;
    return its entry. Where there is a `helper`, it compresses the texts. A `bare` segment is good for merging alone.

    `dictionary` (see `texts`) is that of the archive's other segments; where it is empty and the articles are enough,
    one is made. Raises OutputError.
    """
    records = articles if isinstance(articles, Articles) else Articles(map(Records.of, articles))
    dictionary = dictionary or texts.train(records.texts)
    packing = _Packing(records, dictionary, helper)
    inverted = invert(packing, known)
    with writing(index, bare=bare) as writer:
        tags = list(map(analysis.stem_language, records.languages))
        languages = writer.documents([id.encode() for id in records.ids], tags)
        for name in sorted(inverted.postings):
            _write_field(writer, name, inverted.postings[name], languages, bare=bare)
        writer.stem_table()
        _write_columns(writer, inverted)
        body = inverted.postings.get("body")
        words = Words.of(body.terms if body else (), inverted.words, inverted.lengths["body"])
        writer.signatures(signatures(records.headline, words))
        del inverted, body, words  # what takes most of the memory
        writer.texts(Packed.of(records.heads, packing.frames(), dictionary))
        return writer.finish()


def _write_field(writer: SegmentWriter, name: str, postings: Postings, languages: Languages, *, bare: bool) -> None:
    positions = postings.positions
    writer.dictionary(name, postings.terms)
    writer.array(f"{name}.starts", [postings.starts], np.uint32)
    writer.standing(name, postings.starts, [postings.documents])
    writer.frequencies(name, _pieces(postings.frequencies))
    if positions is not None:
        writer.array(f"{name}.at", [postings.at], np.uint32)
        bits = 16 if int(positions.max(initial=0)) + LONGEST_PHRASE < 1 << 16 else 32
        writer.positions(name, _pieces(positions), bits=bits)
    if BY_NAME[name].stemmed and not bare:
        spoken = Spoken.of(postings.starts, postings.documents, languages.numbers)
        writer.stems(name, postings.terms, spoken, languages.tags)


def _pieces(numbers: NDArray[Any]) -> Iterator[NDArray[Any]]:
    return (numbers[start : start + _PIECE] for start in range(0, len(numbers), _PIECE))


def _write_columns(writer: SegmentWriter, inverted: Inverted) -> None:
    for name, words in inverted.lengths.items():
        writer.column(f"{name}.words", words, np.uint32)
    for name, (data, sizes) in inverted.sentences.items():
        writer.stretches(name, [data], sizes)
    for name, (first, last) in inverted.seconds.items():
        writer.column(f"{name}.first", first, np.int64)
        writer.column(f"{name}.last", last, np.int64)

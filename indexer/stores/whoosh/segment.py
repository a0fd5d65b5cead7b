"""One segment, open for reading with the standard library alone: a search must not wait for numpy or Whoosh.

A segment is one file, `MAIN_<id>.seg`, a `container`; its id is 64 bits of its digest. Its documents are numbered from
0, at most 65,536 of them, so that a document's number takes two bytes. For each field of the schema it holds

| part | what it holds |
|---|---|
| `<field>.text`, `.ends`, `.slots` | the field's terms (`dictionary`) |
| `<field>.starts` | u32 a term and one more: where its postings begin |
| `<field>.docs`, `<field>.tf` | u16, u8 a posting: document and frequency; documents ascend within a term |
| `<field>.tf.rows`, `.tf.real` | u32, u32 a posting whose frequency is 255 or more: its number, the frequency |
| `<field>.at` | u32 a term and one more: where its positions begin |
| `<field>.pos` | u16 (u32) an occurrence: its position, in the order of the postings |
| `<field>.words` | u32 a document: how many words the field has |
| `<field>.stems.text`, `.ends`, `.slots` | the stems of a stemmed field (`en:strike`) as a dictionary |
| `<field>.stems.starts`, `.stems.forms` | u32 a stem and one more, u32: the numbers of the forms that have the stem |

and, for the documents, `ids` (16 bytes each) and `ids.order` (u16: documents by id), `languages` (u8: number in the
fact `languages`), `<date field>.first` and `.last` (i64), what they are compared by (`shingles.PART`) and the articles
(`texts`). The fact `types` says how wide a field's positions are. Stems have no postings: one is answered by those of
its forms.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from indexer.article import Article
from indexer.errors import DamagedArchive
from indexer.stores.manifest import SegmentEntry
from indexer.stores.whoosh.container import Container, Typecode
from indexer.stores.whoosh.dictionary import Dictionary
from indexer.stores.whoosh.texts import Texts, decode

ID_BYTES = 16
"""Bytes of an article's id in its column."""

MAX_DOCUMENTS = 65_536
"""Documents of a segment: their numbers are u16."""

_WIDTHS: dict[str, Typecode] = {"H": "H", "I": "I"}


def file_name(id: str) -> str:
    """The name of a segment's file.

    >>> file_name("0123456789abcdef")
    'MAIN_0123456789abcdef.seg'
    """
    return f"MAIN_{id}.seg"


class Postings:
    """One field of a segment: its terms, and where they stand."""

    def __init__(self, file: Container, name: str, position_type: str) -> None:
        self._file = file
        self.name = name
        self.terms = Dictionary(file, name)
        self.stems = Dictionary(file, f"{name}.stems")
        if position_type not in _WIDTHS:
            raise file.damaged(f"{name} has positions of type {position_type}")
        self._pos = _WIDTHS[position_type]
        self._starts: memoryview | None = None

    def load(self) -> None:
        """Compare all of its dictionaries with their checksums now: for who asks often."""
        self.terms.load()
        self.stems.load()
        self._starts = self.starts()

    @property
    def positional(self) -> bool:
        """Whether it says where in a document a term stands, not only that it does."""
        return f"{self.name}.pos" in self._file

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the postings of the terms from number `first` to before `last` are."""
        if self._starts is not None:
            return self._starts[first], self._starts[last]
        return self._pair(f"{self.name}.starts", first, last)

    @cached_property
    def _frequent(self) -> memoryview:
        return self._file.numbers(f"{self.name}.tf.rows", "I")

    def documents(self, start: int, end: int) -> memoryview:
        """The documents of postings, as u16."""
        return self._file.numbers(f"{self.name}.docs", "H", start, end)

    def frequencies(self, start: int, end: int) -> list[int]:
        """The frequencies of postings."""
        found = list(self.frequency_bytes(start, end))
        for row, count in self.frequent(start, end):
            found[row - start] = count
        return found

    def frequency_bytes(self, start: int, end: int) -> memoryview:
        """The frequencies of postings, 255 where they are that or more (`frequent`)."""
        return self._file.bytes(f"{self.name}.tf", start, end)

    def frequent(self, start: int, end: int) -> list[tuple[int, int]]:
        """Of these postings those that are more frequent than `<field>.tf` can say: their numbers and frequencies."""
        rows = self._frequent
        first = bisect_left(rows, start)
        if first == len(rows) or rows[first] >= end:
            return []
        last = bisect_left(rows, end, first)
        counts = self._file.numbers(f"{self.name}.tf.real", "I", first, last)
        return list(zip(rows[first:last], counts, strict=True))

    def parts(self) -> tuple[tuple[str, Typecode], ...]:
        """The names and types of its arrays of documents, frequencies and positions."""
        return (f"{self.name}.docs", "H"), (f"{self.name}.tf", "B"), (f"{self.name}.pos", self._pos)

    def place(self, term: int) -> tuple[int, int]:
        """Where the positions of a term are."""
        return self._pair(f"{self.name}.at", term, term + 1)

    def positions(self, term: int) -> memoryview:
        """All positions of a term, posting by posting, as many for each as its frequency says."""
        start, end = self.place(term)
        return self._file.numbers(f"{self.name}.pos", self._pos, start, end)

    def starts(self, part: str = "starts") -> memoryview:
        """Where the postings (`starts`) or positions (`at`) of all terms begin: u32, one more than terms."""
        return self._file.numbers(f"{self.name}.{part}", "I")

    def occurrences(self) -> memoryview:
        """The positions of all terms, one after the other."""
        return self._file.numbers(f"{self.name}.pos", self._pos)

    def forms_of(self, stem: int) -> list[int]:
        """The numbers of the terms that have this stem, ascending."""
        start, end = self._pair(f"{self.name}.stems.starts", stem, stem + 1)
        forms: list[int] = self._file.numbers(f"{self.name}.stems.forms", "I", start, end).tolist()
        if forms and forms[-1] >= len(self.terms):
            raise self._file.damaged(f"{self.name} has a stem of a term that isn't there")
        return forms

    def _pair(self, part: str, first: int, last: int) -> tuple[int, int]:
        numbers = self._file.numbers(part, "I", first, last + 1)
        return numbers[0], numbers[-1]


class Segment:
    """One segment of a generation; `dead` are the documents that this generation deleted.

    Raises FileNotFoundError when the file is gone (a newer generation was published), UnsupportedFormat, DamagedArchive
    for everything that isn't as it was written.
    """

    def __init__(self, index: Path, entry: SegmentEntry) -> None:
        self.entry = entry
        self.dead = frozenset(entry.deleted)
        self.path = index / file_name(entry.id)
        if [file.name for file in entry.files] != [self.path.name]:
            raise DamagedArchive(
                f"{self.path} is damaged: the manifest names other files than a segment has; "
                "make the index again with: morgue rebuild"
            )
        (file,) = entry.files
        self.file = Container(self.path, size=file.size, digest=file.checksum)
        facts = self.file.facts
        try:
            self.documents = int(facts["documents"])
            self.languages = [str(tag) for tag in facts["languages"]]
            self._fields = {str(name): Postings(self.file, str(name), str(t)) for name, t in facts["types"].items()}
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise self.file.damaged(f"its facts can't be read ({error})") from error
        if self.documents != entry.documents or not 0 < self.documents <= MAX_DOCUMENTS:
            raise self.file.damaged(f"it has {self.documents} articles instead of {entry.documents}")
        sizes = {"ids": ID_BYTES, "ids.order": 2, "languages": 1}
        if any(self.file.size(name) != width * self.documents for name, width in sizes.items()):
            raise self.file.damaged("a column of another length than the segment")
        self.texts = Texts(self.file, self.documents)

    @property
    def fields(self) -> dict[str, Postings]:
        """Its fields that have terms, by name."""
        return self._fields

    def numbers(self, column: str, typecode: Typecode) -> memoryview | None:
        """A column, one number a document; None for one that is 0 throughout."""
        if column not in self.file:
            return None
        numbers = self.file.numbers(column, typecode)
        if len(numbers) != self.documents:
            raise self.file.damaged("a column of another length than the segment")
        return numbers

    @cached_property
    def language_numbers(self) -> memoryview:
        """The stem language of each document: its number in `languages`."""
        return self.file.bytes("languages")

    def id(self, document: int) -> str:
        """The article id of a document."""
        return _id(self.file.bytes("ids", ID_BYTES * document, ID_BYTES * (document + 1)))

    def ids(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The ids of living documents that begin with `prefix`, ascending, and their documents."""
        order = self.file.numbers("ids.order", "H")
        low, high = 0, self.documents
        while low < high:
            middle = (low + high) // 2
            if self.id(order[middle]) < prefix:
                low = middle + 1
            else:
                high = middle
        for document in order[low:]:
            id = self.id(document)
            if not id.startswith(prefix):
                return
            if document not in self.dead:
                yield id, document

    def document(self, id: str) -> int | None:
        """The document of the article with this id, if it isn't deleted."""
        for found, document in self.ids(id):
            if found == id:
                return document
            return None
        return None

    def article(self, document: int) -> Article:
        """The article of a document, as it was added."""
        try:
            return decode(self.texts.head(document), self.texts.record(document))
        except ValueError as error:
            raise self.file.damaged(f"the text of document {document} isn't an article ({error})") from error

    def verify(self) -> Iterator[str]:
        """Read every byte, and yield what is wrong."""
        yield from self.file.verify()
        for document in range(self.documents):
            try:
                self.article(document)
            except DamagedArchive as error:
                yield str(error)

    def close(self) -> None:
        """Let go of its file."""
        self.file.close()


def _id(data: memoryview) -> str:
    return bytes(data).rstrip(b"\0").decode("utf-8", "replace")

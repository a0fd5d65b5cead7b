"""One segment, open for reading with the standard library alone: a search must not wait for numpy or Whoosh.

A segment is one file, `MAIN_<id>.seg`, a `container`; its id is 64 bits of its digest. Its documents are numbered from
0, at most 65,536 of them, so that a document's number takes two bytes. For each field of the schema it holds

| part | what it holds |
|---|---|
| `<field>.text`, `.ends`, `.slots`, ... | the field's terms (`dictionary`) |
| `<field>.starts` | u32 a term and one more: where its postings begin |
| `<field>.docs`, `.docs.*` | the documents of its postings (`documents`) |
| `<field>.tf.*` | a posting's frequency (`narrow`) |
| `<field>.at` | u32 a term and one more: where its positions begin |
| `<field>.pos.*` | an occurrence's position (`narrow`), in the order of the postings |
| `<field>.words` | u32 a document: how many words the field has |

for all stemmed fields together

| part | what it holds |
|---|---|
| `stems.slots`, `stems.languages` | the stems as a table of slots (`dictionary`) of `en:strike`, and u8 a stem: the
number of its language. A stem has no text: it is the stem of its first form |
| `stems.starts`, `stems.forms` | how many forms have the stem (`steps`), and u32: their numbers, in how many languages
each stands, and in which field, by number in the fact `stemmed` (`FORM_BITS`) |

where values and sentences begin (`stretches`), and, for the documents, `ids` (16 bytes each) and `ids.order` (u16:
documents by id), `languages` (u8: number in the fact `languages`), `<date field>.first` and `.last` (i64), what they
are compared by (`shingles.PART`) and the articles (`texts`). The fact `types` says how wide a field's positions are.
Stems have no postings: one is answered by those of its forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from indexer import analysis
from indexer.article import Article
from indexer.errors import DamagedArchive
from indexer.fields import Field
from indexer.stores.manifest import SegmentEntry
from indexer.stores.whoosh.container import Container, Typecode
from indexer.stores.whoosh.dictionary import Dictionary, Slots
from indexer.stores.whoosh.documents import Documents
from indexer.stores.whoosh.narrow import Narrow, NarrowArray, Packing
from indexer.stores.whoosh.steps import Steps
from indexer.stores.whoosh.stretches import Stretches
from indexer.stores.whoosh.texts import Texts, decode

ID_BYTES = 16
"""Bytes of an article's id in its column."""

MAX_DOCUMENTS = 65_536
"""Documents of a segment: their numbers are u16."""

MOST_LANGUAGES = 62
"""Stem languages of a segment, at most: as bits, some of them are one signed number of 64. There are half as many."""

_BITS = {"H": 16, "I": 32}

FORM_BITS = 27
"""Bits of a form's number in `stems.forms`, and so what a stemmed field has terms at most. Of the five others, the
lower two say in how many languages it stands (0: more than three), the upper three its field."""

FORM_NUMBER, FIELD_SHIFT = (1 << FORM_BITS) - 1, FORM_BITS + 2

FREQUENCIES = Packing(bits=4, least=1)
POSITIONS = Packing(bits=12, least=0)
"""How `<field>.tf` and `<field>.pos` are packed: nine of ten words stand in an article less than four times, and few
articles have 4,095 words."""


def file_name(id: str) -> str:
    """The name of a segment's file.

    >>> file_name("0123456789abcdef")
    'MAIN_0123456789abcdef.seg'
    """
    return f"MAIN_{id}.seg"


class Stem(NamedTuple):
    """A stem as `analysis.stem` makes it in the language `tag`, and the crc32 by which it is found."""

    text: str
    tag: str
    sum: int

    @classmethod
    def of(cls, text: str, tag: str) -> Stem:
        """The stem of this text."""
        return cls(text, tag, crc32(text.encode("utf-8", "surrogatepass")))


class Postings:
    """One field of a segment: its terms, and where they stand."""

    def __init__(self, file: Container, name: str, position_type: str, documents: int) -> None:
        self._file = file
        self.name = name
        self.terms = Dictionary(file, name)
        self.standing = Documents(file, f"{name}.docs", documents)
        """In which documents its terms stand."""
        if position_type not in _BITS:
            raise file.damaged(f"{name} has positions of type {position_type}")
        self.position_bits = _BITS[position_type]
        """How many bits a position takes, and one that is as much greater as a phrase is long: 16 or 32."""
        self._starts: memoryview | None = None

    def load(self) -> None:
        """Compare all of its dictionaries with their checksums now: for who asks often."""
        self.terms.load()
        self._starts = self.starts()

    @property
    def positional(self) -> bool:
        """Whether it says where in a document a term stands, not only that it does."""
        return f"{self.name}.at" in self._file

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the postings of the terms from number `first` to before `last` are."""
        if self._starts is not None:
            return self._starts[first], self._starts[last]
        return self._pair(f"{self.name}.starts", first, last)

    def documents(self, start: int, end: int) -> memoryview:
        """The documents of postings, as u16."""
        return self.standing.numbers(start, end)

    def frequencies(self, start: int, end: int) -> list[int]:
        """The frequencies of postings."""
        assert self._frequencies_are_possible
        return Narrow(self._file, f"{self.name}.tf", **FREQUENCIES).numbers(start, end)

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where the positions of the terms from number `first` to before `last` are."""
        return self._pair(f"{self.name}.at", first, last)

    def positions(self, term: int) -> list[int]:
        """All positions of a term, posting by posting, as many for each as its frequency says."""
        return Narrow(self._file, f"{self.name}.pos", **POSITIONS).numbers(*self.place(term, term + 1))

    def starts(self, part: str = "starts") -> memoryview:
        """Where the postings (`starts`) or positions (`at`) of all terms begin: u32, one more than terms."""
        return self._file.numbers(f"{self.name}.{part}", "I")

    @cached_property
    def arrays(self) -> tuple[NarrowArray, NarrowArray]:
        """The frequencies of all postings and the positions of all occurrences, as arrays."""
        assert self._frequencies_are_possible
        return (
            NarrowArray(self._file, f"{self.name}.tf", **FREQUENCIES),
            NarrowArray(self._file, f"{self.name}.pos", **POSITIONS),
        )

    @cached_property
    def _frequencies_are_possible(self) -> bool:
        # Arrays of their sum's size would be made to count with.
        apart = Narrow(self._file, f"{self.name}.tf", **FREQUENCIES).apart()
        if sum(apart) > 2 * self._file.size(f"{self.name}.pos.high"):
            raise self._file.damaged(f"{self.name} has frequencies of more occurrences than there are")
        return True

    def _pair(self, part: str, first: int, last: int) -> tuple[int, int]:
        numbers = self._file.numbers(part, "I", first, last + 1)
        return numbers[0], numbers[-1]


class StemTable:
    """The stems of a segment, with their forms in all stemmed `fields`. Its methods raise DamagedArchive."""

    def __init__(self, file: Container, fields: Sequence[Postings], tags: Sequence[str]) -> None:
        self._file = file
        self._dictionaries = [postings.terms for postings in fields]
        self.names = [postings.name for postings in fields]
        """The stemmed fields, by their places in entries."""
        self._counts = [len(postings.terms) for postings in fields]
        self._tags = tags
        self._starts = Steps(file, "stems.starts")
        self._slots = Slots(file, "stems.slots", len(self._starts))
        if file.size("stems.languages") != len(self._starts):
            raise file.damaged("it has languages of another number than stems")
        self._languages: memoryview | None = None
        self._entries: memoryview | None = None

    def load(self) -> None:
        """Compare all of it with its checksums now: for who asks often."""
        if self._entries is None:
            self._slots.load()
            self._starts.load()
            self._languages = self._file.bytes("stems.languages")
            self._entries = self._file.numbers("stems.forms", "I")

    def forms(self, stems: Sequence[Stem], form: bytes) -> dict[str, list[tuple[int, int | None]]]:
        """By field, the forms that have one of these stems, each of which is that of `form` in another language: their
        numbers, and in which of these languages, as bits; None for a form that stands in no others."""
        spoken: dict[int, int] = {}
        known = spoken.get
        bit = 1
        for stem in stems:
            for entry in self.entries(stem, form):
                spoken[entry] = known(entry, 0) | bit
            bit <<= 1
        found: dict[str, list[tuple[int, int | None]]] = {}
        names, counts = self.names, self._counts
        for entry, bits in spoken.items():
            place, number = entry >> FIELD_SHIFT, entry & FORM_NUMBER
            if place >= len(counts) or number >= counts[place]:
                raise self._beyond()
            its = number, None if bits.bit_count() == entry >> FORM_BITS & 3 else bits
            name = names[place]
            if name in found:
                found[name].append(its)
            else:
                found[name] = [its]
        return found

    def entries(self, stem: Stem, form: bytes) -> list[int]:
        """The forms that have this stem, which is that of `form`: those of a field after those of the fields before it,
        by their numbers (`FORM_BITS`)."""
        text, tag, sum = stem
        languages, entries = self._languages, self._entries
        for number in self._slots.perhaps(sum):
            if self._tags[self._language(number) if languages is None else languages[number]] == tag:
                start, end = self._starts.step(number)
                some = self._file.numbers("stems.forms", "I", start, end) if entries is None else entries[start:end]
                found: list[int] = some.tolist()
                if not found:
                    raise self._file.damaged("it has a stem without forms")
                place, first = found[0] >> FIELD_SHIFT, found[0] & FORM_NUMBER
                if place >= len(self._counts) or first >= self._counts[place]:
                    raise self._beyond()
                other = self._dictionaries[place].term(first)
                if other == form or analysis.stem(other.decode("utf-8", "surrogatepass"), tag) == text:
                    return found
        return []

    def _beyond(self) -> DamagedArchive:
        return self._file.damaged("it has a stem of a term that isn't there")

    def _language(self, stem: int) -> int:
        return self._file.bytes("stems.languages", stem, stem + 1)[0]


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
            self.languages = tuple(str(tag) for tag in facts["languages"])
            self._fields = {
                str(name): Postings(self.file, str(name), str(width), self.documents)
                for name, width in facts["types"].items()
            }
            self.stems = StemTable(self.file, [self._fields[name] for name in facts["stemmed"]], self.languages)
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise self.file.damaged(f"its facts can't be read ({error})") from error
        if self.documents != entry.documents or not 0 < self.documents <= MAX_DOCUMENTS:
            raise self.file.damaged(f"it has {self.documents} articles instead of {entry.documents}")
        if len(self.languages) > MOST_LANGUAGES:
            raise self.file.damaged(f"it has {len(self.languages)} languages")
        sizes = {"ids": ID_BYTES, "ids.order": 2, "languages": 1}
        if any(self.file.size(name) != width * self.documents for name, width in sizes.items()):
            raise self.file.damaged("a column of another length than the segment")
        self.texts = Texts(self.file, self.documents)
        self._stretches: dict[str, Stretches] = {}

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

    def stretches(self, field: Field) -> Stretches:
        """Where the values and sentences of a field begin."""
        if field.name not in self._stretches:
            self._stretches[field.name] = Stretches(self.file, field, self.documents)
        return self._stretches[field.name]

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
        """Read every byte, and yield what is wrong; the articles too, where the bytes are right."""
        wrong = list(self.file.verify())
        yield from wrong
        for document in range(0 if wrong else self.documents):
            try:
                self.article(document)
            except DamagedArchive as error:
                yield str(error)

    def close(self) -> None:
        """Let go of its file."""
        self.file.close()


def _id(data: memoryview) -> str:
    return bytes(data).rstrip(b"\0").decode("utf-8", "replace")

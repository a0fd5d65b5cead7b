"""The segments as Whoosh sees them: other people's code opens the index with `whoosh.index.open_dir` and asks it.

morgue itself uses none of this. Reading only: an index that somebody else's writer changed would no longer be what the
manifest says. Scores are Whoosh's own, with field lengths rounded to a byte as its codec rounds them, so that they
equal those of an index that Whoosh built of the same terms. No block qualities are reported: with them Whoosh 2.7.4
skips documents that belong into nested And, Or and Not.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from pickle import dumps
from typing import Any

from whoosh import columns, fields
from whoosh.analysis import IDAnalyzer, LowercaseFilter, RegexTokenizer
from whoosh.codec import base
from whoosh.filedb.filestore import ReadOnlyError
from whoosh.formats import Existence
from whoosh.formats import Positions as PositionsFormat
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.fields import FIELDS
from indexer.stores.manifest import File, SegmentEntry
from indexer.stores.whoosh.schema import ID, INDEX_NAME
from indexer.stores.whoosh.segment import Postings, Segment
from indexer.stores.whoosh.texts import HEAD, decode_head

_DATES = {
    f"{field.name}_{end}": f"{field.name}.{end}"
    for field in FIELDS
    if field.kind == "date"
    for end in ("first", "last")
}
_STORED = tuple(name for name in HEAD if name in ("headline", "url", "publisher", "section", "language", "guid"))


def schema() -> fields.Schema:
    """The schema that the table of contents carries: Whoosh's own field types and nothing of ours. Its analyzers come
    close to `indexer.analysis` but are not it. Dates are columns of seconds (see `indexer.dates.bounds`)."""
    words = RegexTokenizer(r"\w+(?:[-'&./]\w+)*") | LowercaseFilter()
    found = fields.Schema()
    found.add(ID, fields.ID(unique=True, stored=True))
    for field in FIELDS:
        stored = field.name in _STORED
        if field.kind in ("text", "address"):
            found.add(field.name, fields.FieldType(PositionsFormat(), words, scorable=True, stored=stored))
        elif field.kind == "value":
            found.add(field.name, fields.FieldType(Existence(), IDAnalyzer() | LowercaseFilter(), stored=stored))
    for name in _DATES:
        # No terms: the column sorts and filters. A shift step of 0 keeps Whoosh from asking for them.
        found.add(name, fields.COLUMN(columns.NumericColumn("q", default=0)))
    return found


class MorgueCodec(base.Codec):
    """Reads; what would write is refused as Whoosh refuses it of any store that may only be read."""

    length_stats = False

    def per_document_reader(self, storage: Any, segment: MorgueSegment) -> PerDocumentReader:
        """Lengths, columns, stored fields."""
        return PerDocumentReader(_open(storage, segment), segment)

    def terms_reader(self, storage: Any, segment: MorgueSegment) -> TermsReader:
        """Terms and postings."""
        return TermsReader(_open(storage, segment))

    def new_segment(self, storage: Any, indexname: str) -> Any:
        """Refused: the index is written by `morgue index` alone."""
        raise ReadOnlyError("this index is written by `morgue index`; Whoosh's writer may only read it")


class MorgueSegment(base.Segment):
    """What a table of contents keeps of a segment: plain numbers and names."""

    def __init__(self, entry: SegmentEntry) -> None:
        self.indexname = INDEX_NAME
        self.segid = entry.id
        self.compound = False
        self._documents = entry.documents
        self._deleted = sorted(entry.deleted)
        self._files = [(file.name, file.size, file.checksum) for file in entry.files]

    def entry(self) -> SegmentEntry:
        """The manifest's entry again."""
        files = tuple(File(*file) for file in self._files)
        return SegmentEntry(self.segid, self._documents, tuple(self._deleted), {}, files)

    def codec(self) -> MorgueCodec:
        return MorgueCodec()

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, doccount: int) -> None:
        raise ReadOnlyError("this index is written by `morgue index`")

    def doc_count_all(self) -> int:
        return self._documents

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> list[int]:
        return list(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        place = bisect_left(self._deleted, docnum)  # asked of every hit; a set would be pickled in no certain order
        return place < len(self._deleted) and self._deleted[place] == docnum

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """In memory; becomes true of the index only if somebody writes the table of contents."""
        if delete != self.is_deleted(docnum):
            self._deleted = sorted({*self._deleted} ^ {docnum})


def _open(storage: Any, segment: MorgueSegment) -> Segment:
    return Segment(Path(storage.folder), segment.entry())


class _Field:
    # One field as Whoosh asks for it: sorted terms with their postings.
    def __init__(self, segment: Segment, postings: Postings) -> None:
        self._postings = postings
        self._words = segment.numbers(f"{postings.name}.words", "I")

    @cached_property
    def terms(self) -> list[bytes]:
        return self._postings.terms.terms()

    def find(self, term: bytes) -> int:
        return self._postings.terms.find(term)

    def documents(self, number: int) -> list[int]:
        found: list[int] = self._postings.documents(*self._postings.span(number, number + 1)).tolist()
        return found

    def frequencies(self, number: int) -> list[int]:
        return self._postings.frequencies(*self._postings.span(number, number + 1))

    def positions(self, number: int) -> list[list[int]]:
        if not self._postings.positional:
            return [[] for _ in self.documents(number)]
        every = self._postings.positions(number)
        ends = list(accumulate(self.frequencies(number)))
        return [every[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def info(self, number: int) -> TermInfo:
        documents, frequencies = self.documents(number), self.frequencies(number)
        lengths = [length_to_byte(self._words[d]) for d in documents] if self._words is not None else [0]
        return TermInfo(
            weight=float(sum(frequencies)),
            df=len(documents),
            minlength=byte_to_length(min(lengths)),
            maxlength=byte_to_length(max(lengths)),
            maxweight=max(frequencies),
            minid=documents[0],
            maxid=documents[-1],
        )


class _Ids:
    # The articles' ids as a field of one term a document.
    def __init__(self, segment: Segment) -> None:
        pairs = sorted((segment.id(document).encode(), document) for document in range(segment.documents))
        self.terms = [id for id, _ in pairs]
        self._documents = [document for _, document in pairs]

    def find(self, term: bytes) -> int:
        number = bisect_left(self.terms, term)
        return number if number < len(self.terms) and self.terms[number] == term else -1

    def documents(self, number: int) -> list[int]:
        return [self._documents[number]]

    def frequencies(self, number: int) -> list[int]:
        return [1]

    def positions(self, number: int) -> list[list[int]]:
        return [[]]

    def info(self, number: int) -> TermInfo:
        document = self._documents[number]
        return TermInfo(weight=1.0, df=1, minlength=0, maxlength=0, maxweight=1.0, minid=document, maxid=document)


class TermsReader(base.TermsReader):
    """The terms of a segment, by field name and then by bytes."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        found: dict[str, _Field | _Ids] = {name: _Field(segment, p) for name, p in segment.fields.items()}
        found[ID] = _Ids(segment)
        self._fields = dict(sorted(found.items()))

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) >= 0

    def cursor(self, fieldname: str, fieldobj: Any) -> FieldCursor:
        return FieldCursor(self._fields.get(fieldname))

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for name, field in self._fields.items():
            yield from ((name, term) for term in field.terms)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for name, number in self._from(fieldname, prefix):
            yield name, self._fields[name].terms[number]

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        yield from self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for name, number in self._from(fieldname, prefix):
            yield (name, self._fields[name].terms[number]), self._fields[name].info(number)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Raises TermNotFound."""
        number = self._number(fieldname, text)
        if number < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return self._fields[fieldname].info(number)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Raises KeyError, which is the one that Whoosh's readers expect here."""
        return float(sum(self._fields[fieldname].frequencies(self._known(fieldname, text))))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Raises KeyError."""
        return len(self._fields[fieldname].documents(self._known(fieldname, text)))

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Matcher:
        """Raises TermNotFound."""
        number = self._number(fieldname, text)
        if number < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return Matcher(self._fields[fieldname], number, format_, scorer, (fieldname, text))

    def indexed_field_names(self) -> list[str]:
        return list(self._fields)

    def close(self) -> None:
        self._fields.clear()
        self._segment.close()

    def _number(self, fieldname: str, text: bytes) -> int:
        field = self._fields.get(fieldname)
        return -1 if field is None else field.find(text)

    def _known(self, fieldname: str, text: bytes) -> int:
        number = self._number(fieldname, text)
        if number < 0:
            raise KeyError(fieldname, text)
        return number

    def _from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, int]]:
        for name, field in self._fields.items():
            if name >= fieldname:
                first = bisect_left(field.terms, prefix) if name == fieldname else 0
                yield from ((name, number) for number in range(first, len(field.terms)))


class FieldCursor(base.FieldCursor):
    """Goes through the terms of one field. They are decoded here, since Whoosh's own fields can't read half a
    surrogate pair, and one such value would end every search that goes through the field."""

    def __init__(self, field: _Field | _Ids | None) -> None:
        self._field = field
        self._terms = [] if field is None else field.terms
        self._at = 0

    def first(self) -> str | None:
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        term = string if isinstance(string, bytes) else string.encode("utf-8", "surrogatepass")
        self._at = bisect_left(self._terms, term)
        return self.text()

    def next(self) -> str | None:
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        return self._terms[self._at].decode("utf-8", "surrogatepass") if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        return self._field.info(self._at) if self._field is not None and self.is_valid() else None

    def is_valid(self) -> bool:
        return self._at < len(self._terms)


class Matcher(LeafMatcher):
    """The postings of one term."""

    def __init__(self, field: _Field | _Ids, number: int, format_: Any, scorer: Any, term: tuple[str, bytes]) -> None:
        self._field, self._number = field, number
        self.format, self.scorer, self._term = format_, scorer, term
        self._documents = field.documents(number)
        self._frequencies = field.frequencies(number)
        self._at = 0

    @cached_property
    def _positions(self) -> list[list[int]]:
        return self._field.positions(self._number)

    def is_active(self) -> bool:
        return self._at < len(self._documents)

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> Matcher:
        other = Matcher(self._field, self._number, self.format, self.scorer, self._term)
        other._at = self._at
        return other

    def id(self) -> int:
        return self._documents[self._at]

    def all_ids(self) -> Iterator[int]:
        return iter(self._documents[self._at :])

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return False

    def skip_to(self, id: int) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at = max(bisect_left(self._documents, id), self._at)
        return False

    def weight(self) -> float:
        return float(self._frequencies[self._at])

    def value(self) -> bytes:
        """A posting's value in Whoosh's own form, for its writers; nothing here ever reads one."""
        positions = self._positions[self._at]
        steps = [b - a for a, b in zip([0, *positions], positions, strict=False)]
        return struct.pack("!I", len(steps)) + dumps(steps, 2)

    def value_as(self, astype: str) -> Any:
        """As Whoosh's format would decode it, without unpickling."""
        positions = self._positions[self._at]
        match astype:
            case "positions":
                return list(positions)
            case "position_boosts":
                return [(position, 1) for position in positions]
            case "frequency" | "weight":
                return self._frequencies[self._at]
            case _:
                raise ValueError(f"no {astype} in this index")

    def supports(self, astype: str) -> bool:
        return bool(self.format.supports(astype))

    def supports_block_quality(self) -> bool:
        return False

    def max_quality(self) -> float:
        return float("inf")

    def block_quality(self) -> float:
        return float("inf")

    def skip_to_quality(self, minquality: float) -> int:
        return 0

    def block_max_weight(self) -> float:
        return float(max(self._frequencies))

    def block_min_length(self) -> int:
        return int(self._field.info(self._number).min_length())

    def block_max_length(self) -> int:
        return int(self._field.info(self._number).max_length())


class PerDocumentReader(base.PerDocumentReader):
    """What a segment keeps by document."""

    def __init__(self, segment: Segment, theirs: MorgueSegment) -> None:
        self._segment = segment
        self._theirs = theirs
        self._lengths: dict[str, bytes] = {}

    def close(self) -> None:
        self._segment.close()

    def doc_count(self) -> int:
        return int(self._theirs.doc_count())

    def doc_count_all(self) -> int:
        return self._segment.documents

    def has_deletions(self) -> bool:
        return bool(self._theirs.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return self._theirs.is_deleted(docnum)

    def deleted_docs(self) -> list[int]:
        return self._theirs.deleted_docs()

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in _DATES  # without one of its own a segment knows no date; there is still a column of those

    def column_reader(self, fieldname: str, column: Any) -> DateColumn:
        return DateColumn(self._segment.numbers(_DATES[fieldname], "q"), self._segment.documents)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        lengths = self._bytes(fieldname)
        return int(byte_to_length(lengths[docnum])) if lengths else default

    def field_length(self, fieldname: str) -> int:
        return sum(self._segment.numbers(f"{fieldname}.words", "I") or ())

    def min_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(min(self._bytes(fieldname), default=0)))

    def max_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(max(self._bytes(fieldname), default=0)))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        head = dict(zip(HEAD, decode_head(self._segment.texts.head(docnum)), strict=True))
        return {name: head[name] for name in (ID, *_STORED) if head[name] is not None}

    def _bytes(self, fieldname: str) -> bytes:
        if fieldname not in self._lengths:
            self._lengths[fieldname] = bytes(
                map(length_to_byte, self._segment.numbers(f"{fieldname}.words", "I") or ())
            )
        return self._lengths[fieldname]


class DateColumn(columns.ColumnReader):
    """A column of seconds."""

    def __init__(self, numbers: memoryview | None, documents: int) -> None:
        self._numbers = numbers
        self._documents = documents
        self._sign = 1

    def __len__(self) -> int:
        return self._documents

    def __getitem__(self, docnum: int) -> int:
        return 0 if self._numbers is None else int(self._numbers[docnum])

    def sort_key(self, docnum: int) -> int:
        return self._sign * self[docnum]

    def set_reverse(self) -> None:
        self._sign = -1

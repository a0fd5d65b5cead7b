"""The postings of a bare word, straight from the entries of its stem.

Most leaves are words in the default fields of an archive of one segment. `asks` would make for each a record of each of
its forms, fields and languages, which takes as long as to read its postings.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import repeat

from indexer.fields import Field
from indexer.stores.whoosh.segment import FIELD_SHIFT, FORM_BITS, FORM_NUMBER, Segment
from search.engines.asks import numbers, stemmed
from search.engines.bm25f import ORDER
from search.engines.gathering import Part
from search.engines.occurrences import HOLE, FieldArrays, Span, Stretch
from search.query import terms

_DEFAULT = {field.name: field for field in ORDER}


class Stems:
    """The stems of a generation of one segment; `field` makes one of its fields."""

    def __init__(self, segment: Segment, field: Callable[[str], FieldArrays]) -> None:
        self._table = segment.stems
        self._languages = segment.languages
        # By place in entries; None for a field that isn't searched by default.
        self._fields = [(_DEFAULT[name], field(name)) if name in _DEFAULT else None for name in segment.stems.names]

    def parts(self, word: str) -> list[Part] | None:
        """The postings of a word; None for a compound. Raises LookupError for entries that point beyond the end."""
        alternatives = terms.word_alternatives(word)
        if len(alternatives) != 1 or len(alternatives[0]) != 1:
            return None
        form = alternatives[0][0]
        entries, spoken = self._entries(form)
        each = repeat(spoken) if isinstance(spoken, int) else spoken
        parts: list[Part] = []
        place = start = end = -1
        its_field: tuple[Field, FieldArrays] | None = None
        languages: frozenset[int] | None = None
        holes: list[Span] = []
        for entry, bits in zip(entries, each):  # noqa: B905 - a repeated one has no end
            if entry >> FIELD_SHIFT != place:
                place = entry >> FIELD_SHIFT
                its_field = self._fields[place]
                if its_field is not None:
                    field, arrays = its_field
                    starts, stretches = arrays.starts, list[Stretch]()
                    parts.append(Part(field, 0, stretches))
                    end = -1
            if its_field is None:
                continue
            number = entry & FORM_NUMBER
            these = None if entry >> FORM_BITS & 3 == bits.bit_count() else numbers(bits)
            begin = starts[number]
            if end >= 0 and 0 <= begin - end <= HOLE and these == languages:
                if begin > end:
                    holes.append((end, begin))
                end = starts[number + 1]
                stretches[-1] = arrays, start, end, languages, holes
            else:
                holes = []
                start, end, languages = begin, starts[number + 1], these
                stretches.append((arrays, start, end, languages, holes))
        return parts

    def _entries(self, form: str) -> tuple[list[int], int | list[int]]:
        """The entries of the stems that a form has, by field and number, and in which languages each has the form's, as
        bits; one number for all of them, where it has a stem in one language."""
        encoded = form.encode("utf-8", "surrogatepass")
        entries: list[int] = []
        spoken: dict[int, int] | None = None
        bit = only = 1
        for stem in stemmed(form, self._languages):
            its = self._table.entries(stem, encoded)
            if its and not entries:
                entries, only = its, bit
            elif its:
                spoken = spoken or dict.fromkeys(entries, only)
                for entry in its:
                    spoken[entry] = spoken.get(entry, 0) | bit
            bit <<= 1
        if spoken is None:
            return entries, only
        entries = sorted(spoken, key=_WHICH)
        return entries, [*map(spoken.__getitem__, entries)]


_WHICH = (~(3 << FORM_BITS)).__and__
"""The field and the number of an entry."""

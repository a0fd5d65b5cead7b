"""Counting and scoring by numpy: see `scoring.Arithmetic`, and `scalar`, which gives the same scores to the last bit.

Documents are ascending arrays, frequencies and scores arrays beside them. Sets are put together either by sorting what
is little, or by going over all documents once where that is less work; nothing is done document by document.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from indexer.fields import Field
from indexer.stores.whoosh.container import Typecode
from indexer.stores.whoosh.segment import Segment
from search.engines import Match, Matches, Sort, made, seldom
from search.engines.asks import Ask, Row
from search.engines.bm25f import K1, ORDER, STEPS, TOP, B, idf, slope
from search.engines.bydate import ByDate
from search.engines.found import (
    MOST_NEAR,
    SPARSE,
    Array,
    Docs,
    Floats,
    Found,
    Recipe,
    Summed,
    both,
    is_large,
)
from search.engines.gathering import Gathered, Part, Rates, every_sum, gather, summed, summed_each
from search.engines.generation import Generation
from search.engines.occurrences import Counts, FieldArrays, added, count, grouped, joined
from search.engines.phrases import FIELD_BITS, Line, standing
from search.engines.scoring import Asked, Counted, Held, Span, weighed
from search.engines.stemmed import Stems
from search.query.operands import Alternatives
from search.standing import Steps

_FEW = 50
"""Numbers that Python counts sooner than numpy."""

_DENSE = 8
"""Where a word has more than one posting in so many documents, counting goes over all documents."""

_SORTED = 100
"""Matches that Python puts in order sooner than numpy."""

_BISECTIONS = 8
"""Looking a document up among the matches takes as long as going past so many of them."""

_KEPT = 24 << 20
"""Bytes of a block that is allocated, never touched, and freed at once, twice. glibc takes the largest block that was
freed for a measure of what a program needs again: without the first, arrays of a hundred thousand documents went back
to the system after each sum and came again page by page, and scoring a frequent word took 600 microseconds instead of
70. The second is cut from the heap, stays there, and numpy has asked for large pages for it: what is remembered of a
frequent word is in memory at once, instead of page by page, which took 35 microseconds. glibc's limit is 32 MiB."""


if TYPE_CHECKING:
    from search.engines.positions import Asking
    from search.engines.positions.words import Words


class Arrays:
    """See `search.engines.scoring.Arithmetic`."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._size = generation.documents
        self._rates: dict[str, Floats] = {}
        self._rates_of = Rates(self._rate, self._size)
        self._rows = list(generation.rows())
        self._columns: dict[str, Array] = {}
        self._fields: dict[tuple[int, str], FieldArrays] = {}
        self._dates: dict[Sort, ByDate] = {}
        self._alive = np.ones(self._size, np.bool_)
        self._alive[sorted(generation.dead)] = False
        self._whole = not generation.dead
        self._nothing = Found(self._size, docs=np.zeros(0, np.intp))
        for _ in range(2):
            np.empty(_KEPT, np.uint8)  # see there

    def weigh(self, asked: Sequence[Asked], weight: float) -> Found:
        """What a leaf matches in any of these fields."""
        return self.weigh_each([asked], weight)[0]

    def weigh_each(self, asked: Sequence[Sequence[Asked]], weight: float) -> list[Found]:
        """What each of some leaves matches in any of its fields; what is made of postings is made of all at once."""
        every = [self._parts(its) if its else None for its in asked]
        found = self._weighed(every, weight)
        for number, (its, one) in enumerate(zip(asked, found, strict=True)):
            if one is None:
                found[number] = self._phrase(its, weight) or weighed(self, its, weight)
        return cast("list[Found]", found)  # none is None now

    def weigh_words(self, words: Sequence[str], weight: float) -> list[Found] | None:
        """`weigh_each` for bare words in the default fields, if there is one segment and none is a compound: their
        stems' entries say which postings they ask for (`stemmed`)."""
        if len(self._rows) != 1:
            return None
        every: list[list[Part] | None] = []
        for word in words:
            parts = self._stems.parts(word)
            if parts is None:
                return None
            every.append(parts)
        return cast("list[Found]", self._weighed(every, weight))  # of parts, all are found

    @cached_property
    def _stems(self) -> Stems:
        ((_, segment),) = self._rows
        return Stems(segment, lambda name: self._field(0, segment, name))

    def _weighed(self, every: Sequence[list[Part] | None], weight: float) -> list[Found | None]:
        """What has these postings; None for None."""
        found: list[Found | None] = [None] * len(every)
        waiting: list[tuple[int, list[Part], int]] = []
        for number, parts in enumerate(every):
            if parts is None:
                continue
            postings = sum([end - start for part in parts for _, start, end, _, _ in part.stretches])
            if postings <= seldom.FEW:
                found[number] = self._singly(parts, weight)
            elif is_large(self._size) and postings * _DENSE > self._size and any(p.field is ORDER[-1] for p in parts):
                found[number] = self._scored(self._mostly(parts), weight)
            else:
                waiting.append((number, parts, postings))
        if waiting:
            gathered = gather([parts for _, parts, _ in waiting], self._rates_of, None if self._whole else self._alive)
            if any([postings * _DENSE > self._size for _, _, postings in waiting]):  # noqa: C419 - sooner
                each = [self._frequent(one, its[2]) for one, its in zip(gathered, waiting, strict=True)]
            else:
                each = [self._found(*one) for one in summed_each(gathered, self._size)]
            for (number, _, _), one in zip(waiting, each, strict=True):
                found[number] = self._scored(one, weight)
        return found

    def _phrase(self, asked: Sequence[Asked], weight: float) -> Found | None:
        """What has a phrase that is spelled in one way; None for anything else."""
        lines: dict[int, list[tuple[Field, Line]]] = {}
        for field, every, once, whole in asked:
            if once or whole:
                return None
            for (base, segment), asks in zip(self._rows, every, strict=True):
                if len(asks) > 1 or (asks and not isinstance(asks[0], Row)):
                    return None
                if asks:
                    lines.setdefault(base, []).append(
                        (field, Line(self._field(base, segment, field.name), cast("Row", asks[0])))
                    )
        if not lines:
            return None
        each = []
        for base, its in lines.items():
            its.reverse()  # the body, in which most stand, comes first, where nothing has to be added to its documents
            docs, counts = standing([line for _, line in its])
            sizes = np.bincount(docs >> FIELD_BITS, minlength=len(its)).tolist()
            docs = (docs & ((1 << FIELD_BITS) - 1)).astype(np.intp) + base
            frequencies = self._rates_of.at(docs, [field for field, _ in its], sizes) * counts
            if not self._whole:
                frequencies *= self._alive.take(docs)
            each.append(Gathered(docs, frequencies))
        gathered = Gathered(joined([one.docs for one in each]), joined([one.frequencies for one in each]))
        return (
            self._scored(self._frequent(gathered, len(gathered.docs)), weight) if len(gathered.docs) else self._nothing
        )

    def _frequent(self, gathered: Gathered, postings: int) -> Found:
        """The frequencies that so many postings sum up to."""
        if postings * _DENSE <= self._size:
            return self._found(*summed(gathered, self._size))
        values = every_sum(gathered, self._size)
        return Found(self._size, hit=values > 0, values=values)

    def _parts(self, asked: Sequence[Asked]) -> list[Part] | None:
        """The postings of a leaf; None if it isn't a word that counts as often as it stands there."""
        parts = []
        for field, every, once, whole in asked:
            if once or whole:
                return None
            for (base, segment), asks in zip(self._rows, every, strict=True):
                if asks:
                    stretches = self._field(base, segment, field.name).stretches(asks)
                    if stretches is None:
                        return None
                    parts.append(Part(field, base, stretches))
        return parts

    def _found(self, docs: Docs, scores: Floats) -> Found:
        return Found(self._size, docs=docs, scores=scores)

    def _scored(self, frequencies: Found, weight: float) -> Found:
        """What was found with these frequencies."""
        if not frequencies.count:
            return self._nothing
        return frequencies.settled().saturate(weight * idf(self._generation.articles, frequencies.count) * TOP)

    def _mostly(self, parts: Sequence[Part]) -> Found:
        """The frequencies of a word that stands often in the body, and how they came about."""
        body = ORDER[-1]
        tf, rates = self._counts_of_all([part for part in parts if part.field is body]), self._rate(body)
        values = tf * rates
        others, apart = self._nothing.docs, [part for part in parts if part.field is not body]
        if apart:
            (gathered,) = gather([apart], self._rates_of, None if self._whole else self._alive)
            others, more = summed(gathered, self._size)
            values[others] += more
        found = Found(self._size, hit=values > 0, values=values)
        found.recipe = Recipe(tf, rates, others)
        return found

    def _singly(self, parts: Sequence[Part], weight: float) -> Found:
        """What has a word that has a few postings."""
        sums = seldom.singly(parts, self._rate, self._generation.dead)
        docs, factor = sorted(sums), weight * idf(self._generation.articles, len(sums)) * TOP
        scores = [factor * frequency / (frequency + K1) for frequency in map(sums.__getitem__, docs)]
        return self._found(np.array(docs, np.intp), np.array(scores, np.float64))

    def count(self, field: Field, asks: Sequence[tuple[Ask, ...]], *, once: bool) -> Counts:
        """How often any of a leaf's spellings stands in each document; `asks` has those of each segment."""
        parts = [
            (base, self._field(base, segment, field.name), spellings)
            for (base, segment), spellings in zip(self._generation.rows(), asks, strict=True)
            if spellings
        ]
        runs = None if once else self._parts([Asked(field, asks, once=False, whole=False)])
        if runs and sum([end - start for part in runs for _, start, end, _, _ in part.stretches]) * _DENSE > self._size:
            return self._count_all(runs)
        docs: list[Docs] = []
        tf: list[Array] = []
        for base, its, spellings in parts:
            found = count(its, spellings)
            docs.append(found.docs + base if base else found.docs)
            tf.append(found.tf)
        counts = Counts(joined(docs), joined(tf))
        if not self._whole:
            alive = self._alive[counts.docs]
            counts = Counts(counts.docs[alive], counts.tf[alive])
        return Counts(counts.docs, np.ones(len(counts.docs), np.intp)) if once else counts

    def _count_all(self, parts: Sequence[Part]) -> Counts:
        """How often terms of a field stand in every document there is."""
        every = self._counts_of_all(parts)
        return Counts(self._nothing.docs, every, hit=every > 0)

    def _counts_of_all(self, parts: Sequence[Part]) -> Floats:
        if len(self._generation.segments) == 1:
            (part,) = parts
            every = part.stretches[0][0].counts_of_all(part.stretches)
        else:
            every = np.zeros(self._size)
            for _, base, stretches in parts:
                its = stretches[0][0]
                every[base : base + its.size] = its.counts_of_all(stretches)
        if not self._whole:
            every *= self._alive
        return every

    def score(self, counted: Sequence[Counted], weight: float) -> Found:
        """What stands in any of these fields; see `bm25f`."""
        parts = [self._frequencies(field, counts, whole=whole) for field, counts, whole in counted]
        return self._scored(self._summed(parts, spent=True), weight)

    def frequencies(self, counted: Counted) -> dict[int, float]:
        """By document, what a leaf's occurrences in this field add to its frequency."""
        field, counts, whole = counted
        found = self._frequencies(field, counts, whole=whole)
        docs = found.docs
        return dict(zip(docs.tolist(), found.scores(docs).tolist(), strict=True))

    def _frequencies(self, field: Field, counts: Counts, *, whole: bool = False) -> Found:
        """What counts in a field add to frequencies."""
        rates: Any = field.boost if whole else self._rate(field)
        if counts.hit is None:
            return self._found(counts.docs, counts.tf * (rates if whole else rates.take(counts.docs)))
        found = Found(self._size, hit=counts.hit, values=counts.tf * rates)
        if is_large(self._size) and not whole:
            found.recipe = Recipe(counts.tf, rates, self._nothing.docs)
        return found

    def any_of(self, parts: Sequence[Found]) -> Found:
        """What any of them matches, with the sum of their scores."""
        parts = [part for part in parts if part.count]
        if len(parts) < 2:
            return parts[0].settled() if parts else self.nothing()
        are_many = self._are_many(parts)
        if are_many and len(parts) <= MOST_NEAR:
            nears = [near for part in parts if (near := part.near) is not None]
            if len(nears) == len(parts):
                return Summed(self._size, parts, nears)
        return self._added(parts, are_many=are_many)

    def _are_many(self, parts: Sequence[Found]) -> bool:
        return sum([part.count for part in parts]) * SPARSE > self._size

    def _summed(self, parts: Sequence[Found], *, spent: bool = False) -> Found:
        """What any of them matches, with the sum of their scores or frequencies. `spent`: nobody else has the parts, so
        that their memory may be used."""
        parts = [part for part in parts if part.count]
        if len(parts) < 2:
            return parts[0] if parts else self._nothing
        return self._added(parts, are_many=self._are_many(parts), spent=spent)

    def _added(self, parts: Sequence[Found], *, are_many: bool, spent: bool = False) -> Found:
        """The same of two parts or more, none of which is nothing."""
        if are_many:
            # Of the first two, one may be added to the other: that gives the same to the last bit.
            first, second, *others = parts
            if first.hit is None and second.hit is not None:
                first, second = second, first
            if spent:
                hit, values = first.owned()
                second.add_to(hit, values)
            else:
                hit, values = first.plus(second)
            for part in others:
                part.add_to(hit, values)
            found = Found(self._size, hit=hit, values=values)
            if spent and first.recipe is not None and all(part.hit is None for part in (second, *others)):
                apart = np.unique(np.concatenate([part.docs for part in (second, *others)]))
                found.recipe = first.recipe._replace(others=apart)
            return found
        docs = np.concatenate([part.docs for part in parts])
        order, begins = grouped(docs)
        firsts = begins.nonzero()[0]
        scores = np.concatenate([part.scores(part.docs) for part in parts])
        return self._found(docs.take(order.take(firsts)), added(scores.take(order), begins, firsts))

    def all_of(self, wanted: Sequence[Found], unwanted: Sequence[Found]) -> Found:
        """What all the wanted and none of the unwanted match, with the sum of the scores."""
        marked: list[NDArray[np.bool_]] = []
        listed: list[Found] = []
        for part in wanted or [self.every()]:
            if part.hit is None:
                listed.append(part)
            else:
                marked.append(part.hit)
        if listed:
            listed.sort(key=lambda part: part.count)
            docs = listed[0].docs
            if len(wanted) == len(listed) == 2 and not unwanted and listed[0].scored and listed[1].scored:
                return self._found(*both(*listed))
            for part in listed[1:]:
                docs = docs[part.among(docs)]
            for hit in marked:
                docs = docs[hit.take(docs)]
        else:
            docs = np.flatnonzero(_all(marked))
        for part in unwanted:
            if part.count:
                docs = docs[~part.among(docs)]
        scores: Floats | None = None
        for part in wanted:
            if part.scored:
                its = part.scores(docs)
                scores = its if scores is None else scores + its
        return Found(self._size, docs=docs, scores=scores)

    def met(self, found: Found, wanted: Alternatives, asking: Asking, unsettled: set[int], steps: Steps) -> Found:
        """What is found, at 0, where what is wanted meets."""
        from search.engines.positions.joined import Question

        return Found(self._size, docs=Question(self._words, asking, found.docs, unsettled, steps).met(wanted))

    @cached_property
    def _words(self) -> Words:
        from search.engines.positions.words import Words

        def rows(name: str) -> list[tuple[int, FieldArrays]]:
            return [(base, self._field(base, segment, name)) for base, segment in self._rows if name in segment.fields]

        return Words(self._generation, rows)

    def every(self) -> Found:
        """Every article."""
        return Found(self._size, hit=self._alive)

    def these(self, docs: Collection[int]) -> Found:
        """These articles, at 0."""
        return Found(self._size, docs=np.array(sorted(docs), np.intp))

    def among(self, found: Found, docs: Collection[int]) -> frozenset[int]:
        """Which of these documents are found."""
        some = np.array(sorted(docs), np.intp)
        return frozenset(some.compress(found.among(some)).tolist())

    def dated(self, field: str, low: int, high: int) -> Found:
        """The articles whose date lies between these seconds."""
        first, last = self._column(f"{field}.first", "q"), self._column(f"{field}.last", "q")
        return self._where((first != 0) & (first >= low) & (last <= high))

    def having(self, field: Field) -> Found:
        """The articles that have words in a text field."""
        return self._where(self._column(f"{field.name}.words", "I") > 0)

    def nothing(self) -> Found:
        """No article."""
        return self._nothing

    def size(self, found: Found) -> int:
        """How many articles are found."""
        return found.count

    def held(self, found: Found, field: str, spans: Sequence[Span]) -> Held:
        """Which of these terms anything found has."""
        hit = found.copied()[0] if found.hit is None else found.hit
        having = np.zeros(self._size, np.bool_)
        every: list[tuple[int, int, int, int]] = []
        for place, ((base, segment), (first, last)) in enumerate(zip(self._rows, spans, strict=True)):
            if first < last:
                within = slice(base, base + segment.documents)
                its = self._field(base, segment, field)
                terms, counts, docs = its.held(first, last, hit[within], having[within])
                every += zip([place] * len(terms), terms.tolist(), counts.tolist(), (docs + base).tolist(), strict=True)
        return Held(every, int(np.count_nonzero(having)))

    def periods(self, found: Found, field: str, divisor: int) -> dict[int, int]:
        """How many of what is found have dates within which year, month or day."""
        docs = found.docs
        first, last = (self._column(f"{field}.{end}", "q").take(docs) for end in ("first", "last"))
        periods = first // divisor
        numbers, counts = np.unique(periods[(first != 0) & (periods == last // divisor)], return_counts=True)
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True))

    def bytes(self, found: Found) -> int:
        """The bytes of memory that it takes."""
        return found.nbytes()

    def kept(self, found: Found) -> Found:
        """The same as it should be remembered."""
        return found.kept()

    def page(self, found: Found, sort: Sort, page: slice, *, stories: bool = False) -> Matches:
        """The matches on one page."""
        total, copies = found.count, self._copies(found)
        if copies is None:
            return Matches(total, self._shown(found, sort, page))
        docs, numbers = copies
        if stories and len(docs):
            found = self._told_once(found, docs, numbers, sort)
        shown = self._shown(found, sort, page)
        return Matches(total, shown, total - len(docs) + self._told(numbers))

    def _told(self, numbers: Array) -> int:
        """How many different stories these numbers are."""
        if len(numbers) < _FEW:
            return len(set(numbers.tolist()))
        stories = self._generation.stories
        told = np.zeros(0 if stories is None else len(stories), np.bool_)
        told[numbers] = True
        return int(np.count_nonzero(told))

    def _copies(self, found: Found) -> tuple[Docs, Array] | None:
        """The matches that have copies, ascending, and the numbers of their stories."""
        if self._copied is None:
            return None
        docs, numbers = self._copied
        if found.hit is not None or len(docs) * _BISECTIONS < found.count:
            places = found.among(docs).nonzero()[0]
            return docs.take(places), numbers.take(places)
        every = found.docs
        stories = self._story_of.take(every)
        places = (stories >= 0).nonzero()[0]
        return every.take(places), stories.take(places)

    @cached_property
    def _copied(self) -> tuple[Docs, Array] | None:
        """All documents that have copies, ascending, and the numbers of their stories."""
        stories = self._generation.stories
        if stories is None:
            return None
        return np.asarray(stories.docs).astype(np.intp), np.asarray(stories.numbers)

    @cached_property
    def _story_of(self) -> NDArray[np.int32]:
        """The number of each document's story; -1 for one without copies."""
        return np.frombuffer(self._generation.story_numbers, np.int32)

    def _told_once(self, found: Found, docs: Docs, numbers: Array, sort: Sort) -> Found:
        """What is found, and of these documents, which have copies, the first of each story."""
        every = found.docs
        scores = found.scores(every)
        places = np.searchsorted(every, docs)
        order = self._ordered(docs, self._keys(docs, scores[places], sort))
        first = order[np.unique(numbers[order], return_index=True)[1]]
        kept = np.ones(found.count, np.bool_)
        kept[places] = False
        kept[places[first]] = True
        return Found(self._size, docs=every[kept], scores=scores[kept] if found.scored else None)

    def _keys(self, docs: Docs, scores: Floats, sort: Sort) -> list[Array]:
        if sort == "relevance":
            return [-scores]
        return [-scores, -self._by_date(sort).ranks[docs]]

    def _shown(self, found: Found, sort: Sort, page: slice) -> tuple[Match, ...]:
        if page.start >= found.count or (page.stop is not None and page.stop <= page.start):
            return ()
        everything = page.stop is None or page.stop >= found.count
        if everything:
            docs = found.docs
            scores = found.scores(docs)
        elif sort == "relevance":
            docs, scores = found.best(page.stop)
        else:
            docs = self._by_date(sort).best(found, page.stop)
            scores = found.scores(docs)
        if len(docs) <= _SORTED:
            return self._sorted(docs, scores, sort, page)
        order = self._ordered(docs, self._keys(docs, scores, sort))[page]
        return tuple(map(Match._make, zip(docs[order].tolist(), scores[order].tolist(), strict=True)))

    def _sorted(self, docs: Docs, scores: Floats, sort: Sort, page: slice) -> tuple[Match, ...]:
        """Of a few matches in their order those on one page; as by `_ordered`, without a dozen calls of numpy."""
        its, values = docs.tolist(), scores.tolist()
        keys: list[Any] = values  # numbers, or pairs of them
        if sort != "relevance":
            keys = [*zip(self._by_date(sort).ranks.take(docs).tolist(), values, strict=True)]
        order = [*range(len(keys))]
        if len(set(keys)) < len(keys):
            order.sort(key=lambda place: self._generation.id(its[place]))
        order.sort(key=keys.__getitem__, reverse=True)  # stable: what is equal stays by id
        return tuple([made(Match, (its[place], values[place])) for place in order[page]])

    def _by_date(self, sort: Sort) -> ByDate:
        if sort not in self._dates:
            self._dates[sort] = ByDate(self._column("date.first", "q"), oldest=sort == "oldest")
        return self._dates[sort]

    def _ordered(self, docs: Docs, keys: list[Array]) -> Docs:
        """The order of these documents by the last of `keys`, then by those before it, then by id."""
        order = np.lexsort(keys)
        best = [key[order] for key in keys]
        if np.logical_and.reduce([key[1:] == key[:-1] for key in best]).any():
            low, high = self._ids
            order = np.lexsort((low[docs], high[docs], *keys))
        return order

    @cached_property
    def _ids(self) -> tuple[Array, Array]:
        # Sixteen bytes as two numbers that sort as they do.
        columns = [np.frombuffer(s.file.bytes("ids"), ">u8").astype(np.uint64) for s in self._generation.segments]
        both = np.concatenate(columns).reshape(-1, 2)
        return both[:, 1], both[:, 0]

    def _field(self, base: int, segment: Segment, name: str) -> FieldArrays:
        field = self._fields.get((base, name))
        if field is None:
            segment.stems.load()
            field = self._fields[base, name] = FieldArrays(segment, segment.fields[name])
        return field

    def _where(self, holds: NDArray[np.bool_]) -> Found:
        return Found(self._size, hit=holds if self._whole else holds & self._alive)

    def _column(self, name: str, typecode: Typecode) -> Array:
        if name not in self._columns:
            pieces = []
            for segment in self._generation.segments:
                its = segment.numbers(name, typecode)
                pieces.append(np.zeros(segment.documents, typecode) if its is None else np.asarray(its))
            self._columns[name] = joined(pieces)
        return self._columns[name]

    def _rate(self, field: Field) -> Floats:
        """What one of its words adds to a word's frequency, in each document."""
        if field.name not in self._rates:
            lengths = self._column(f"{field.name}.words", "I").astype(np.float64)
            alive = lengths if self._whole else lengths * self._alive
            lengths *= slope(int(alive.sum()), int(np.count_nonzero(alive)))
            lengths += 1 - B
            np.divide(field.boost * STEPS, lengths, out=lengths)
            np.maximum(np.rint(lengths, out=lengths), 1, out=lengths)
            lengths /= STEPS
            self._rates[field.name] = lengths
        return self._rates[field.name]


def _all(marks: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """What is marked in all of them, which are one or more."""
    first, *others = marks
    both = first & others[0] if others else first
    for one in others[1:]:
        both &= one
    return both

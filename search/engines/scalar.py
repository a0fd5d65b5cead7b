"""Counting and scoring without numpy: what a single search from a shell is answered with, since importing numpy takes
longer than going through some hundred thousand postings. `arrays` does the same to the last bit, many times faster.

Words become mappings from documents to frequencies, the tree becomes set operations and sums over those.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from heapq import nsmallest
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from indexer.fields import Field
from indexer.stores.whoosh.container import Typecode
from indexer.stores.whoosh.segment import Postings, Segment
from search.engines import Match, Matches, Sort
from search.engines.asks import Ask, Row, Run
from search.engines.bm25f import K1, STEPS, TOP, B, idf, slope
from search.engines.generation import Generation
from search.engines.scoring import Asked, Counted, Held, Span, weighed
from search.query.operands import Alternatives
from search.standing import Steps

if TYPE_CHECKING:
    from search.engines.positions import Asking

Counts = Mapping[int, int]
"""How often a leaf stands in one field, by document."""

Found = Mapping[int, float]
"""What a node matches: documents and their scores."""


_BISECTIONS = 8
"""Looking a document up among those that have copies takes as long as going past so many of them."""


class Scalar:
    """See `search.engines.scoring.Arithmetic`."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._columns: dict[str, array[int]] = {}
        self._slopes: dict[str, float] = {}

    def weigh(self, asked: Sequence[Asked], weight: float) -> Found:
        """What a leaf matches in any of these fields."""
        found: Found = weighed(self, asked, weight)
        return found

    def weigh_words(self, words: Sequence[str], weight: float) -> None:
        """None: there is no shorter way."""

    def weigh_each(self, asked: Sequence[Sequence[Asked]], weight: float) -> list[Found]:
        """What each of some leaves matches in any of its fields."""
        return [self.weigh(its, weight) for its in asked]

    def count(self, field: Field, asks: Sequence[tuple[Ask, ...]], *, once: bool) -> Counts:
        """How often any of a leaf's spellings stands in each document; `asks` has those of each segment."""
        counts: dict[int, int] = {}
        for (base, segment), spellings in zip(self._generation.rows(), asks, strict=True):
            its = _count(segment, field, spellings)
            for document, count in its.items():
                if document not in segment.dead:
                    counts[base + document] = 1 if once else count
        return counts

    def score(self, counted: Sequence[Counted], weight: float) -> Found:
        """What stands in any of these fields; see `bm25f`."""
        sums: dict[int, float] = {}
        for one in counted:
            for doc, frequency in self.frequencies(one).items():
                sums[doc] = sums.get(doc, 0.0) + frequency
        factor = weight * idf(self._generation.articles, len(sums)) * TOP
        return {doc: factor * frequency / (frequency + K1) for doc, frequency in sums.items()}

    def frequencies(self, counted: Counted) -> dict[int, float]:
        """By document, what a leaf's occurrences in this field add to its frequency."""
        field, counts, whole = counted
        boost = field.boost
        if whole:
            return {doc: tf * boost for doc, tf in counts.items()}
        lengths = self._column(f"{field.name}.words", "I")
        least, each = 1 - B, self._slope(field)
        most = boost * STEPS
        return {doc: tf * (max(round(most / (least + each * lengths[doc])), 1) / STEPS) for doc, tf in counts.items()}

    def any_of(self, parts: Sequence[Found]) -> Found:
        """What any of them matches, with the sum of their scores."""
        if len(parts) == 1:
            return parts[0]
        scores: dict[int, float] = {}
        for part in parts:
            for doc, score in part.items():
                scores[doc] = scores.get(doc, 0.0) + score
        return scores

    def all_of(self, wanted: Sequence[Found], unwanted: Sequence[Found]) -> Found:
        """What all the wanted and none of the unwanted match, with the sum of the scores."""
        first, *others = sorted(wanted, key=len) if wanted else [self.every()]
        docs: Collection[int] = first.keys()
        for part in others:
            docs = [doc for doc in docs if doc in part]
        for part in unwanted:
            docs = [doc for doc in docs if doc not in part]
        scores = dict.fromkeys(docs, 0.0)
        for part in wanted:  # one after the other: `sum` rounds otherwise from Python 3.12 on
            for doc in scores:
                scores[doc] += part[doc]
        return scores

    def met(self, found: Found, wanted: Alternatives, asking: Asking, unsettled: set[int], steps: Steps) -> Found:
        """What is found, at 0, where what is wanted meets."""
        from search.engines.positions import plain

        return dict.fromkeys(plain.met(self._generation, found.keys(), wanted, asking, unsettled, steps), 0.0)

    def every(self) -> Found:
        """Every article."""
        return self._where(lambda doc: True)

    def these(self, docs: Collection[int]) -> Found:
        """These articles, at 0."""
        return dict.fromkeys(docs, 0.0)

    def among(self, found: Found, docs: Collection[int]) -> frozenset[int]:
        """Which of these documents are found."""
        return frozenset(doc for doc in docs if doc in found)

    def dated(self, field: str, low: int, high: int) -> Found:
        """The articles whose date lies between these seconds."""
        first, last = self._column(f"{field}.first", "q"), self._column(f"{field}.last", "q")
        return self._where(lambda doc: first[doc] != 0 and low <= first[doc] and last[doc] <= high)

    def having(self, field: Field) -> Found:
        """The articles that have words in a text field."""
        lengths = self._column(f"{field.name}.words", "I")
        return self._where(lambda doc: lengths[doc] > 0)

    def nothing(self) -> Found:
        """No article."""
        return {}

    def size(self, found: Found) -> int:
        """How many articles are found."""
        return len(found)

    def held(self, found: Found, field: str, spans: Sequence[Span]) -> Held:
        """Which of these terms anything found has."""
        terms: list[tuple[int, int, int, int]] = []
        having: set[int] = set()
        rows = self._generation.rows() if found else ()
        for place, ((base, segment), (first, last)) in enumerate(zip(rows, spans, strict=False)):
            for term in range(first, last):
                documents = segment.fields[field].documents(*segment.fields[field].span(term, term + 1))
                if docs := [base + document for document in documents if base + document in found]:
                    terms.append((place, term, len(docs), docs[0]))
                    having.update(docs)
        return Held(terms, len(having))

    def periods(self, found: Found, field: str, divisor: int) -> dict[int, int]:
        """How many of what is found have dates within which year, month or day."""
        first, last = self._column(f"{field}.first", "q"), self._column(f"{field}.last", "q")
        numbers = (
            first[doc] // divisor for doc in found if first[doc] and first[doc] // divisor == last[doc] // divisor
        )
        return Counter(numbers)

    def bytes(self, found: Found) -> int:
        """About the bytes of memory that it takes."""
        return 100 * (len(found) + 1)

    def kept(self, found: Found) -> Found:
        """As it is."""
        return found

    def page(self, found: Found, sort: Sort, page: slice, *, stories: bool = False) -> Matches:
        """The matches on one page. Ids, which settle ties, are looked up only for those that may be on it."""
        total, copies = len(found), self._copies(found)
        if stories and copies:
            found = self._told_once(found, copies, sort)
        shown = self._shown(found, sort, page)
        if copies is None:
            return Matches(total, shown)
        return Matches(total, shown, total - len(copies) + len(set(copies.values())))

    def _copies(self, found: Found) -> dict[int, int] | None:
        """The matches that have copies, and the numbers of their stories."""
        stories = self._generation.stories
        if stories is None:
            return None
        if len(found) * _BISECTIONS < len(stories.docs):
            numbered = ((doc, stories.number(doc)) for doc in found)
            return {doc: number for doc, number in numbered if number is not None}
        return {doc: number for doc, number in zip(stories.docs, stories.numbers, strict=True) if doc in found}

    def _told_once(self, found: Found, copies: dict[int, int], sort: Sort) -> Found:
        """What is found, and of those with copies the first of each story."""
        keys = self._keys({doc: found[doc] for doc in copies}, sort)
        first: dict[int, int] = {}
        for doc in sorted(copies, key=lambda doc: (keys[doc], self._generation.id(doc))):
            first.setdefault(copies[doc], doc)
        kept = set(first.values())
        return {doc: score for doc, score in found.items() if doc in kept or doc not in copies}

    def _shown(self, found: Found, sort: Sort, page: slice) -> tuple[Match, ...]:
        keys = self._keys(found, sort)
        docs = list(keys)
        if page.stop is not None and page.stop < len(keys):
            if page.stop <= page.start:
                return ()
            last = nsmallest(page.stop, keys.values())[-1]
            docs = [doc for doc, key in keys.items() if key <= last]
        ordered = sorted(docs, key=lambda doc: (keys[doc], self._generation.id(doc)))[page]
        return tuple(Match(doc, found[doc]) for doc in ordered)

    def _where(self, holds: Callable[[int], bool]) -> Found:
        dead = self._generation.dead
        return {doc: 0.0 for doc in range(self._generation.documents) if doc not in dead and holds(doc)}

    def _keys(self, found: Found, sort: Sort) -> dict[int, Any]:
        if sort == "relevance":
            return {doc: -score for doc, score in found.items()}
        sign = -1 if sort == "newest" else 1
        seconds = self._column("date.first", "q")
        return {doc: (not seconds[doc], sign * seconds[doc], -score) for doc, score in found.items()}

    def _column(self, name: str, typecode: Typecode) -> array[int]:
        if name not in self._columns:
            whole = array(typecode)
            for segment in self._generation.segments:
                its = segment.numbers(name, typecode)
                whole.extend(array(typecode, bytes(whole.itemsize * segment.documents)) if its is None else its)
            self._columns[name] = whole
        return self._columns[name]

    def _slope(self, field: Field) -> float:
        if field.name not in self._slopes:
            lengths = self._column(f"{field.name}.words", "I")
            dead = self._generation.dead
            words = sum(lengths) - sum(lengths[doc] for doc in dead)
            having = len(lengths) - lengths.count(0) - sum(lengths[doc] > 0 for doc in dead)
            self._slopes[field.name] = slope(words, having)
        return self._slopes[field.name]


def _count(segment: Segment, field: Field, spellings: tuple[Ask, ...]) -> Counts:
    counts: dict[int, int] = {}
    for ask in spellings:
        postings = segment.fields[field.name]
        if isinstance(ask, Row):
            _add(counts, _in_a_row(postings, ask.terms).items())
        else:
            for run in ask.runs:
                _add(counts, _run(segment, postings, run))
    return counts


def _add(counts: dict[int, int], more: Collection[tuple[int, int]]) -> None:
    if not counts:
        counts.update(more)
        if len(counts) == len(more):
            return
        counts.clear()  # a run of several terms has a document several times
    for document, count in more:
        counts[document] = counts.get(document, 0) + count


def _run(segment: Segment, postings: Postings, run: Run) -> list[tuple[int, int]]:
    start, end = postings.span(run.first, run.last)
    documents = postings.documents(start, end).tolist()
    pairs = zip(documents, postings.frequencies(start, end), strict=True)
    if run.languages is None:
        return list(pairs)
    languages = segment.language_numbers
    return [pair for pair in pairs if languages[pair[0]] in run.languages]


def _in_a_row(postings: Postings, terms: Sequence[int]) -> dict[int, int]:
    """How often these terms stand side by side in each document."""
    where = {term: _Where(postings, term) for term in set(terms)}
    rarest = sorted(where, key=lambda term: len(where[term].rows))
    docs: Collection[int] = where[rarest[0]].rows
    for term in rarest[1:]:
        docs = [doc for doc in docs if doc in where[term].rows]
    counts: dict[int, int] = {}
    offsets = sorted(range(len(terms)), key=lambda offset: rarest.index(terms[offset]))
    for doc in docs:
        starts: set[int] | None = None
        for offset in offsets:
            here = {position - offset for position in where[terms[offset]].positions(doc)}
            starts = here if starts is None else starts & here
            if not starts:
                break
        if starts:
            counts[doc] = len(starts)
    return counts


class _Where:
    # The positions of a term, by document.
    def __init__(self, postings: Postings, term: int) -> None:
        start, end = postings.span(term, term + 1)
        self.rows = {doc: row for row, doc in enumerate(postings.documents(start, end).tolist())}
        self._ends = list(accumulate(postings.frequencies(start, end), initial=0))
        self._positions = postings.positions(term)

    def positions(self, document: int) -> list[int]:
        row = self.rows[document]
        return self._positions[self._ends[row] : self._ends[row + 1]]

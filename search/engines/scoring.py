"""What a query tree matches in an open generation, and what each match is worth.

Term by term, not document by document: the postings of each word become a mapping from documents to frequencies, and
the tree becomes set operations and sums over those. So totals are exact, and no optimisation for the best ten can
leave one of them out.

A leaf is scored in each field as one word by the BM25F of Whoosh 2.7.4 (`whoosh.scoring.BM25F`, B = 0.75, K1 = 1.2):

    idf = ln(N / (df + 1)) + 1
    score = boost * idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / average))

`tf` is how often any of its spellings (stems, compounds written apart, forms of a pattern) stands in the field, `df` in
how many articles, `length` the field's words, `average` their mean over all N articles. Whoosh counts deleted articles
until it merges and rounds lengths to a byte; here N, df and average are those of the living and lengths are exact, so
a score doesn't depend on how the archive came about. A whole value counts as tf 1 at average length. Articles get the
sum over fields and over the parts of the query that they match; `*`, NOT and dates add nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from math import log
from typing import Protocol, assert_never

from indexer import analysis, dates
from indexer.errors import QueryError, UnsupportedQuery
from indexer.fields import BY_NAME, DEFAULT_FIELDS, FIELDS, Field
from indexer.stores.whoosh.schema import (
    WHOLE_TEXT,
    date_fields,
    stem_field,
    value_term,
    whole_term,
)
from search.engines.expand import Expansion
from search.engines.postings import Reader
from search.engines.unsupported import unsupported
from search.query import ast, terms

DEEPEST = 200
"""Levels of brackets in a tree; the parser allows fewer, a tree made by a program may not."""

_NO_DOCUMENTS: dict[int, int] = {}


class Found(Protocol):
    """What a node matches: its documents, and its share of their scores."""

    @property
    def docs(self) -> Set[int]:
        """The matching documents."""

    def add(self, scores: dict[int, float]) -> None:
        """Add its share to each of these documents that it matches."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One word in one field: documents with frequencies; `lengths` is None where length doesn't count."""

    counts: dict[int, int]
    weight: float
    lengths: Sequence[int] | None
    average: float

    @property
    def docs(self) -> Set[int]:
        return self.counts.keys()

    def add(self, scores: dict[int, float]) -> None:
        counts, factor = self.counts, self.weight * 2.2
        docs = counts.keys() & scores.keys() if len(scores) < len(counts) else counts
        if self.lengths is None:
            for doc in docs:
                if doc in scores:
                    scores[doc] += factor * counts[doc] / (counts[doc] + 1.2)
            return
        lengths, slope = self.lengths, 0.9 / self.average
        for doc in docs:
            if doc in scores:
                count = counts[doc]
                scores[doc] += factor * count / (count + 0.3 + slope * lengths[doc])


@dataclass(frozen=True, slots=True)
class Filter:
    """Documents that match without being worth anything."""

    docs: Set[int]

    def add(self, scores: dict[int, float]) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class All:
    """Documents that all parts match, less some."""

    docs: Set[int]
    parts: tuple[Found, ...]

    def add(self, scores: dict[int, float]) -> None:
        # What a part alone matches is no match of the whole: b adds nothing in `a OR (b c)` where c is missing.
        own = dict.fromkeys(self.docs & scores.keys(), 0.0)
        for part in self.parts:
            part.add(own)
        for doc, score in own.items():
            scores[doc] += score


@dataclass(frozen=True, slots=True)
class Any:
    """Documents that any part matches."""

    docs: Set[int]
    parts: tuple[Found, ...]

    def add(self, scores: dict[int, float]) -> None:
        for part in self.parts:
            part.add(scores)


def any_of(parts: Sequence[Found]) -> Found:
    """What any of `parts` matches."""
    if len(parts) == 1:
        return parts[0]
    docs: set[int] = set()
    for part in parts:
        docs |= part.docs
    return Any(docs, tuple(parts))


class Evaluation:
    """One query over a reader. Raises QueryError for what it may not ask, UnsupportedQuery for what can't be
    answered."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._expansion = Expansion(reader.segments)
        self._leaves: dict[tuple[ast.Node, str], dict[int, int]] = {}

    def find(
        self, node: ast.Node, fields: Sequence[Field] = DEFAULT_FIELDS, boost: float = 1.0, depth: int = 0
    ) -> Found:
        """What `node` matches in any of `fields`, its scores multiplied by `boost`."""
        if depth > DEEPEST:
            raise QueryError(f"the query is more than {DEEPEST} brackets deep; make it flatter")
        match node:
            case ast.Word() | ast.Form() | ast.Phrase() | ast.Pattern() | ast.Fuzzy() | ast.Whole():
                if isinstance(node, ast.Form) and node.exact:
                    raise unsupported(node)
                return any_of([self._leaf(node, field, boost) for field in fields])
            case ast.DateRange():
                return self._dates(node)
            case ast.Field():
                return self.find(node.node, (_field(node.name),), boost, depth + 1)
            case ast.And():
                return self._all(node.nodes, fields, boost, depth)
            case ast.Or():
                return any_of([self.find(part, fields, boost, depth + 1) for part in node.nodes])
            case ast.Not():
                return self._all((node,), fields, boost, depth)
            case ast.Boost():
                return self.find(node.node, fields, boost * node.weight, depth + 1)
            case ast.Every():
                return self._every(fields)
            case ast.Nothing():
                return Filter(frozenset())
            case ast.Near() | ast.Within() | ast.AtLeast() | ast.First():
                raise unsupported(node)
            case _:
                assert_never(node)

    def _all(self, nodes: Sequence[ast.Node], fields: Sequence[Field], boost: float, depth: int) -> Found:
        wanted = [self.find(n, fields, boost, depth + 1) for n in nodes if not isinstance(n, ast.Not)]
        unwanted = [self.find(n.node, fields, boost, depth + 1) for n in nodes if isinstance(n, ast.Not)]
        docs: Set[int] = self._reader.live
        for part in sorted(wanted, key=lambda part: len(part.docs)):
            docs = docs & part.docs if docs is not self._reader.live else part.docs
        for part in unwanted:
            docs = docs - part.docs
        return All(docs, tuple(wanted))

    def _leaf(self, node: ast.Node, field: Field, boost: float) -> Found:
        if field.kind == "date":
            raise QueryError(f"{field.name}: takes a date or a range of dates, such as {field.name}:2017-03")
        key = (node, field.name)
        if key not in self._leaves:
            self._leaves[key] = self._count(node, field)
        counts = self._leaves[key]
        if not counts:
            return Filter(_NO_DOCUMENTS.keys())
        reader = self._reader
        weight = boost * field.boost * (log(reader.articles / (len(counts) + 1)) + 1)
        if field.kind == "value" or isinstance(node, ast.Whole):
            return Leaf(counts, weight, None, 1.0)
        return Leaf(counts, weight, reader.lengths(field.name), reader.average(field.name))

    def _count(self, node: ast.Node, field: Field) -> dict[int, int]:
        name = field.name
        if isinstance(node, ast.Pattern | ast.Fuzzy):
            return self._reader.count(name, self._expansion.forms(node, name))
        assert isinstance(node, ast.Word | ast.Form | ast.Phrase | ast.Whole)
        if field.kind == "value":
            return _once(self._reader.count(name, (value_term(node.text),)))
        if isinstance(node, ast.Whole):
            if name not in WHOLE_TEXT:
                message = f'{name}: has no whole values; search a phrase, such as {name}:"rail strike"'
                raise UnsupportedQuery(message, node=node)
            return _once(self._reader.count(name, (whole_term(node.text),)))
        if field.kind == "address":
            return self._sequences(name, (terms.address_forms(node.text),), self._forms)
        if isinstance(node, ast.Word) and field.stemmed:
            return self._sequences(name, terms.word_alternatives(node.text), self._stems)
        spellings = terms.phrase_alternatives if isinstance(node, ast.Phrase) else terms.word_alternatives
        return self._sequences(name, spellings(node.text), self._forms)

    def _sequences(
        self, field: str, spellings: Sequence[Sequence[str]], single: Callable[[str, str], dict[int, int]]
    ) -> dict[int, int]:
        # The spellings of one leaf, counted together: it is one word, however it is written.
        counts: dict[int, int] = {}
        for forms in spellings:
            if forms:
                found = single(field, forms[0]) if len(forms) == 1 else self._reader.count_sequence(field, forms)
                if not counts:
                    counts = found
                else:
                    for doc, count in found.items():
                        counts[doc] = counts.get(doc, 0) + count
        return counts

    def _forms(self, field: str, form: str) -> dict[int, int]:
        return self._reader.count(field, (form,))

    def _stems(self, field: str, form: str) -> dict[int, int]:
        stems = dict.fromkeys(analysis.stem(form, language) for language in self._reader.languages)
        return self._reader.count(stem_field(field), tuple(stems))

    def _dates(self, node: ast.DateRange) -> Found:
        if _field(node.field).kind != "date":
            raise QueryError(f"{node.field}: is not a date field")
        try:
            low = dates.bounds(node.first)[0] if node.first else dates.EARLIEST
            high = dates.bounds(node.last)[1] if node.last else dates.LATEST
        except ValueError as error:
            raise QueryError(f"{node.field}: {error}; write it as 2017, 2017-03 or 2017-03-22") from None
        firsts, lasts = (self._reader.numbers(name, "q") for name in date_fields(node.field))
        pairs = enumerate(zip(firsts, lasts, strict=True))
        return Filter(
            {doc for doc, (first, last) in pairs if first and low <= first and last <= high} & self._reader.live
        )

    def _every(self, fields: Sequence[Field]) -> Found:
        """Every article; inside a `Field`, every article that has the field."""
        if fields is DEFAULT_FIELDS:
            return Filter(self._reader.live)
        return any_of([self._having(field) for field in fields])

    def _having(self, field: Field) -> Found:
        reader = self._reader
        if field.kind == "date":
            return self._dates(ast.DateRange(field.name, None, None))
        if field.kind == "value":
            texts = {text for segment in reader.segments for text in segment.texts(field.name)}
            return Filter(reader.count(field.name, sorted(texts)).keys())
        return Filter(reader.living({doc for doc, words in enumerate(reader.lengths(field.name)) if words}))


def _once(counts: dict[int, int]) -> dict[int, int]:
    return dict.fromkeys(counts, 1)


def _field(name: str) -> Field:
    try:
        return BY_NAME[name]
    except KeyError:
        known = ", ".join(field.name for field in FIELDS)
        raise QueryError(f"there is no field {name}:; the fields are {known}") from None

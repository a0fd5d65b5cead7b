"""The slowest engine: articles in a list, every query answered by looking at every word. What others must equal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log

from indexer import analysis, dates
from indexer.article import Article
from indexer.errors import UsageError
from indexer.fields import BY_NAME, DEFAULT_FIELDS, Field
from indexer.stores.whoosh.schema import value_term
from search.engines import Copies, Facet, Head, Match, Matches, Sort, Unit, Value, head_of
from search.engines.facets import FACETED
from search.query import ast, terms
from tests.support.brute_meeting import Met
from tests.support.brute_stories import stories

Forms = list[set[str]]


class BruteEngine:
    """Implements `search.engines.Engine` over a list."""

    grouped = True

    def __init__(self, articles: Iterable[Article], generation: int = 1) -> None:
        self.generation = generation
        self._articles = sorted(articles, key=lambda article: article.id)
        self.articles = len(self._articles)
        docs = {article.id: doc for doc, article in enumerate(self._articles)}
        self._stories = [[docs[article.id] for article in story] for story in stories(self._articles)]
        self._lead = {doc: story[0] for story in self._stories for doc in story}
        self.languages = frozenset(analysis.stem_language(article.language) for article in self._articles)

    def search(
        self, query: ast.Node, *, limit: int | None, offset: int = 0, sort: Sort = "relevance", stories: bool = False
    ) -> Matches:
        scored = [(doc, self._score(query, article, DEFAULT_FIELDS)) for doc, article in enumerate(self._articles)]
        matches = [Match(doc, score) for doc, score in scored if score is not None]

        def key(match: Match) -> tuple[object, ...]:
            second = first_second(self._articles[match.doc].published)
            by_date = {"relevance": (), "newest": (not second, -second), "oldest": (not second, second)}[sort]
            return (*by_date, -match.score, self._articles[match.doc].id)

        matches.sort(key=key)
        total, firsts = len(matches), list({self._lead[match.doc]: match for match in reversed(matches)}.values())
        if stories:
            matches = sorted(firsts, key=key)
        page = tuple(matches[offset : None if limit is None else offset + limit])
        return Matches(total, page, len(firsts))

    def story(self, doc: int) -> list[int] | None:
        return next(story for story in self._stories if doc in story)

    def copies(self, docs: Sequence[int]) -> list[Copies | None]:
        stories = [next(story for story in self._stories if doc in story) for doc in docs]
        return [Copies(self._articles[s[0]].id, len(s)) if len(s) > 1 else None for s in stories]

    def stories(self) -> list[list[int]] | None:
        return [story for story in self._stories if len(story) > 1]

    def doc(self, id: str) -> int | None:
        return next((doc for doc, article in enumerate(self._articles) if article.id == id), None)

    def facet(self, query: ast.Node, field: str, *, limit: int | None = None, unit: Unit = "month") -> Facet:
        """By looking at every article found."""
        its = BY_NAME[field]
        if field not in FACETED:
            raise UsageError(f"{field} is not a field to count by")
        found = [self._articles[match.doc] for match in self.search(query, limit=None).page]
        found.sort(key=lambda article: article.id)
        if its.kind == "date":
            length = {"year": 4, "month": 6, "day": 8}[unit]
            bounds = [_bounds(date) for article in found for date in its.values(article)]
            ends = [(f"{first:014}"[:length], f"{last:014}"[:length]) for first, last in bounds if first]
            counts = Counter("-".join(re.findall("^....|..", first)) for first, last in ends if first == last)
            values = tuple(Value(period, count) for period, count in sorted(counts.items()))
            return Facet(field, len(found), len(found) - counts.total(), values, len(values))
        written: dict[str, str] = {}
        having: Counter[str] = Counter()
        for article in found:
            for value in {_folded(one): one for one in reversed(its.values(article)) if _folded(one)}.values():
                written.setdefault(_folded(value), " ".join(value.split()))
                having[_folded(value)] += 1
        ranked = sorted(having.items(), key=lambda one: (-one[1], value_term(one[0])))
        without = sum(not any(_folded(value) for value in its.values(article)) for article in found)
        values = tuple(Value(written[value], count) for value, count in ranked[:limit])
        return Facet(field, len(found), without, values, len(ranked))

    def forms(self, node: ast.Pattern | ast.Fuzzy, field: str) -> list[str]:
        """The written forms of `field`, parts of compounds among them, that `node` stands for."""
        values = [value for article in self._articles for value in BY_NAME[field].values(article)]
        written = {one for value in values for word in analysis.words(value) for one in (word.form, *word.parts)}
        return sorted(form for form in written if _stands_for(node, form))

    def fetch(self, docs: Sequence[int]) -> list[Article]:
        return [self._articles[doc] for doc in docs]

    def heads(self, docs: Sequence[int]) -> list[Head]:
        return [head_of(self._articles[doc]) for doc in docs]

    def ids(self, prefix: str, limit: int = 10) -> list[str]:
        return [article.id for article in self._articles if article.id.startswith(prefix)][:limit]

    def get(self, id: str) -> Article | None:
        return next((article for article in self._articles if article.id == id), None)

    def close(self) -> None:
        pass

    def _score(self, node: ast.Node, article: Article, fields: Sequence[Field]) -> float | None:
        """What the article is worth, or None if it doesn't match."""
        match node:
            case ast.Near() | ast.Within() | ast.AtLeast() | ast.First() | ast.Form(exact=True):
                met = Met(article, self.languages, _stands_for).is_met(node, fields)
                return self._score(_loose(node), article, fields) if met else None
            case ast.Nothing():
                return None
            case ast.Every():
                having = fields is DEFAULT_FIELDS or any(_has(field, article) for field in fields)
                return 0.0 if having else None
            case ast.Field():
                return self._score(node.node, article, (BY_NAME[node.name],))
            case ast.Boost():
                score = self._score(node.node, article, fields)
                return None if score is None else score * node.weight
            case ast.Not():
                return 0.0 if self._score(node.node, article, fields) is None else None
            case ast.And() | ast.Or():
                scores = [self._score(part, article, fields) for part in node.nodes]
                if (None in scores) if isinstance(node, ast.And) else not any(s is not None for s in scores):
                    return None
                return sum(score for score in scores if score is not None)
            case ast.DateRange():
                return 0.0 if _in_range(node, article) else None
            case ast.Word() | ast.Form() | ast.Phrase() | ast.Pattern() | ast.Fuzzy() | ast.Whole():
                return self._word(node, article, fields)
        raise NotImplementedError(node)

    def _word(self, node: ast.Node, article: Article, fields: Sequence[Field]) -> float | None:
        """BM25F: one word over all of the fields."""
        frequency = sum(self._frequencies(node, article, fields).values())
        if not frequency:
            return None
        having = sum(any(self._count(node, other, field) for field in fields) for other in self._articles)
        idf = log(1 + (self.articles - having + 0.5) / (having + 0.5))
        return idf * 3 * frequency / (frequency + 2)

    def _frequencies(self, node: ast.Node, article: Article, fields: Sequence[Field]) -> dict[str, float]:
        found = {}
        for field in fields:
            if count := self._count(node, article, field):
                length, average = 1.0, 1.0
                if field.kind != "value" and not isinstance(node, ast.Whole):
                    lengths = [_length(field, other) for other in self._articles if _length(field, other)]
                    length, average = _length(field, article), sum(lengths) / len(lengths)
                found[field.name] = field.boost * count / (0.25 + 0.75 * length / average)
        return found

    def shares(self, leaf: ast.Node, docs: Sequence[int]) -> list[dict[str, float]]:
        fields: Sequence[Field] = DEFAULT_FIELDS
        if isinstance(leaf, ast.Field):
            fields, leaf = (BY_NAME[leaf.name],), leaf.node
        every = [self._frequencies(leaf, self._articles[doc], fields) for doc in docs]
        return [{name: one / sum(its.values()) for name, one in its.items()} for its in every]

    def _count(self, node: ast.Node, article: Article, field: Field) -> int:
        values = field.values(article)
        if isinstance(node, ast.Whole) or field.kind == "value":
            if isinstance(node, ast.Pattern | ast.Fuzzy):
                return sum(_stands_for(node, value) for value in {_folded(value) for value in values if value.strip()})
            assert isinstance(node, ast.Word | ast.Form | ast.Phrase | ast.Whole)
            asked, tagged = _folded(node.text), field.tagged and not isinstance(node, ast.Whole)
            said = [_folded(value) for value in values]
            return int(bool(asked) and any(v == asked or (tagged and v.startswith(f"{asked}-")) for v in said))
        texts = [_forms(field, value) for value in values]
        if isinstance(node, ast.Pattern | ast.Fuzzy):
            return sum(_stands_for(node, form) for text in texts for forms in text for form in forms)
        assert isinstance(node, ast.Word | ast.Form | ast.Phrase)
        if field.kind == "address":
            return sum(_side_by_side(text, terms.address_forms(node.text)) for text in texts)
        spellings = terms.phrase_alternatives(node.text)
        stemmed = isinstance(node, ast.Word) and field.stemmed
        total = 0
        for spelling in spellings:
            if stemmed and len(spelling) == 1:
                wanted = {analysis.stem(spelling[0], language) for language in self.languages}
                language = analysis.stem_language(article.language)
                total += sum(analysis.stem(f, language) in wanted for text in texts for forms in text for f in forms)
            else:
                total += sum(_side_by_side(text, spelling) for text in texts)
        return total


def _loose(node: ast.Node) -> ast.Node:
    """What a positional operator is worth: its words joined by AND."""

    def loose(here: ast.Node) -> ast.Node:
        match here:
            case ast.Near(left, right, negated=negated):
                return left if negated else ast.And((left, right))
            case ast.Within(left, right):
                return ast.And((left, right))
            case ast.AtLeast(_, inner) | ast.First(_, inner):
                return inner
            case ast.Form(text):
                return ast.Form(text)
        return here

    return ast.map_nodes(node, loose)


@lru_cache(maxsize=4096)  # it looks at every word of every article for each query
def _forms(field: Field, value: str) -> Forms:
    if field.kind == "address":
        return [{form} for word in analysis.words(value) for form in (word.parts or (word.form,))]
    return [{word.form, *word.parts} for word in analysis.words(value)]


def _side_by_side(text: Forms, forms: Sequence[str]) -> int:
    return sum(
        all(form in text[start + offset] for offset, form in enumerate(forms))
        for start in range(len(text) - len(forms) + 1)
        if forms
    )


def _length(field: Field, article: Article) -> int:
    return sum(len(_forms(field, value)) for value in field.values(article))


def _has(field: Field, article: Article) -> bool:
    if field.kind == "date":
        return any(_bounds(value)[0] for value in field.values(article))
    if field.kind == "value":
        return any(value.strip() for value in field.values(article))
    return _length(field, article) > 0


def _folded(value: str) -> str:
    return analysis.fold(" ".join(value.split()))


def _stands_for(node: ast.Pattern | ast.Fuzzy, form: str) -> bool:
    if isinstance(node, ast.Fuzzy):
        return _edits(analysis.fold(node.text), form) <= node.edits
    pieces = re.split(r"([*?])", node.text)
    source = "".join({"*": ".*", "?": "."}.get(piece) or re.escape(analysis.fold(piece)) for piece in pieces)
    return re.fullmatch(source, form, re.DOTALL) is not None


@lru_cache(maxsize=100_000)
def _edits(one: str, other: str) -> int:
    if not one or not other:
        return len(one or other)
    rest = _edits(one[1:], other[1:])
    return rest if one[0] == other[0] else 1 + min(rest, _edits(one[1:], other), _edits(one, other[1:]))


def first_second(date: str | None) -> int:
    """The beginning of a date, 0 if it is unknown."""
    return _bounds(date)[0]


def _bounds(date: str | None) -> tuple[int, int]:
    try:
        return dates.bounds(date or "")
    except ValueError:
        return 0, 0


def _in_range(node: ast.DateRange, article: Article) -> bool:
    first, last = _bounds(next(iter(BY_NAME[node.field].values(article)), None))
    low = dates.bounds(node.first)[0] if node.first else 0
    high = dates.bounds(node.last)[1] if node.last else dates.LATEST
    return bool(first) and low <= first and last <= high

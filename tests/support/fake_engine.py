"""An engine of forty lines: articles in a list, words found by looking. What is tested with it is everything above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer.analysis import stem_language, words
from indexer.article import Article
from indexer.errors import UnsupportedQuery
from indexer.fields import BY_NAME
from search.engines import Copies, Facet, Head, Match, Matches, Sort, Unit, Value, head_of
from search.query.ast import And, Boost, Every, Field, Form, Fuzzy, Node, Not, Nothing, Or, Pattern, Phrase, Word
from search.query.terms import within_edits


def _forms(*lines: str) -> str:
    return "".join(f" {word.form} " for line in lines for word in words(line))


class FakeEngine:
    """Knows words, phrases (as any text), AND, OR, NOT and *; scores by the number of times."""

    generation = 7
    grouped = False

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = list(articles)
        self.articles = len(articles)
        self.languages = frozenset(stem_language(article.language) for article in articles)
        self.closed = False

    def search(
        self, query: Node, *, limit: int | None, offset: int = 0, sort: Sort = "relevance", stories: bool = False
    ) -> Matches:
        scored = [(self._score(query, article), doc) for doc, article in enumerate(self._articles)]
        found = [(score, doc) for score, doc in scored if score]
        dates = [article.published or "" for article in self._articles]
        if sort == "relevance":
            found.sort(key=lambda pair: (-pair[0], self._articles[pair[1]].id))
        else:
            found.sort(key=lambda pair: dates[pair[1]], reverse=sort == "newest")
        end = None if limit is None else offset + limit
        return Matches(len(found), tuple(Match(doc, score) for score, doc in found[offset:end]))

    def _score(self, node: Node, article: Article) -> float:
        match node:
            case Word(text) | Form(text) | Phrase(text):
                return _forms(article.headline or "", *article.body).count(_forms(text))
            case And(nodes):
                scores = [self._score(one, article) for one in nodes]
                return sum(scores) * all(scores)
            case Or(nodes):
                return sum(self._score(one, article) for one in nodes)
            case Not(one):
                return float(not self._score(one, article))
            case Every():
                return 1.0
            case Nothing():
                return 0.0
            case Field(_, one) | Boost(one):
                return self._score(one, article)
            case _:
                raise UnsupportedQuery(f"this engine can't answer {node}", node=node)

    def shares(self, leaf: Node, docs: Sequence[int]) -> list[dict[str, float]]:
        return [{"body": 1.0} for _ in docs]

    def facet(self, query: Node, field: str, *, limit: int | None = None, unit: Unit = "month") -> Facet:
        found = [article for article in self._articles if self._score(query, article)]
        length = {"year": 4, "month": 7, "day": 10}[unit] if field == "date" else None
        counts = Counter(value[:length] for article in found for value in BY_NAME[field].values(article))
        values = tuple(Value(*pair) for pair in counts.most_common(limit))
        return Facet(field, len(found), len(found) - counts.total(), values, len(counts))

    def forms(self, node: Pattern | Fuzzy, field: str) -> list[str]:
        assert isinstance(node, Fuzzy)
        written = {word.form for one in self._articles for line in one.body for word in words(line)}
        return sorted(form for form in written if within_edits(form, node.text, node.edits))

    def fetch(self, docs: Sequence[int]) -> list[Article]:
        return [self._articles[doc] for doc in docs]

    def heads(self, docs: Sequence[int]) -> list[Head]:
        return [head_of(self._articles[doc]) for doc in docs]

    def story(self, doc: int) -> list[int] | None:
        return None

    def copies(self, docs: Sequence[int]) -> list[Copies | None]:
        return [None] * len(docs)

    def stories(self) -> list[list[int]] | None:
        return None

    def doc(self, id: str) -> int | None:
        return next((doc for doc, article in enumerate(self._articles) if article.id == id), None)

    def ids(self, prefix: str, limit: int = 10) -> list[str]:
        return sorted(article.id for article in self._articles if article.id.startswith(prefix))[:limit]

    def get(self, id: str) -> Article | None:
        return next((article for article in self._articles if article.id == id), None)

    def close(self) -> None:
        self.closed = True

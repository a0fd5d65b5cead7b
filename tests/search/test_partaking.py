"""Words of positional operators are marked where they meet, and the passage that is shown is the one where they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, reject, settings

from indexer import analysis
from indexer.article import Article, Caption
from indexer.errors import QueryError
from indexer.fields import BY_NAME, DEFAULT_FIELDS
from search import standing
from search.partaking import Partaking
from search.query import ast
from search.query.parser import parse
from search.snippets import highlight, highlights, snippets
from search.standing import Place
from tests.support import corpora
from tests.support.brute import _stands_for
from tests.support.brute_meeting import Met

LANGUAGES = frozenset({"en"})


def marked(query: str, *paragraphs: str, field: str = "body") -> list[str]:
    """The paragraphs, with what is marked in brackets."""
    node = parse(query).node
    shown = []
    for text, spans in zip(
        paragraphs, highlights(paragraphs, node, field=field, language="en", languages=LANGUAGES), strict=True
    ):
        for start, end in reversed(spans):
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        shown.append(text)
    return shown


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        (
            "rail NEAR/2 strike",
            "Rail. A rail strike. Strike one and two.",
            "Rail. A [rail] [strike]. [Strike] one and two.",
        ),
        ("rail NEAR/1 strike", "Rail. A rail strike. Strike one.", "Rail. A [rail] [strike]. Strike one."),
        ("rail PRE/1 strike", "Strike, rail, strike, rail", "Strike, [rail], [strike], rail"),
        ("rail NEAR/1 rail", "Rail rail one rail", "[Rail] [rail] one rail"),
        ('"the rail" NEAR/2 strike', "The rail, the strike, rail", "[The rail], the [strike], rail"),
        ("rail NOT NEAR/2 strike", "Rail strike one two rail", "Rail strike one two [rail]"),
        ("rail SENTENCE strike", "Rail. Rail is on strike. Strike.", "Rail. [Rail] is on [strike]. Strike."),
        ("FIRST/2 rail", "Rail, rail, rail", "[Rail], [rail], rail"),
        ("ATLEAST/9 rail", "Rail, rail", "[Rail], [rail]"),
        ("strike OR rail NEAR/1 strike", "Rail one strike two rail strike", "Rail one [strike] two [rail] [strike]"),
        (
            "(rail NEAR/2 pay) PRE/2 strike",
            "pay rail strike, rail strike, pay",
            "[pay] [rail] [strike], rail strike, pay",
        ),
        ("strik* NEAR/1 (rail OR pay)", "strikers pay, strikes one, rail", "[strikers] [pay], [strikes] one, rail"),
        ("rail -(pay NEAR/1 strike)", "Rail pay strike", "[Rail] pay strike"),
        ("==US NEAR/1 rail", "US rail, us rail", "[US] [rail], us rail"),
        ("==US NEAR/1 strike", "US strike, then us strike", "[US] [strike], then us strike"),
        ("al-Abadi NEAR/1 met", "Mr al-Abadi met, Abadi, al Abadi met", "Mr [al-Abadi] [met], Abadi, [al Abadi] [met]"),
        ("京 NEAR/1 北", "北京 北 京", "[北京] [北] [京]"),
        ("headline:(rail NEAR/1 strike)", "Rail strike", "Rail strike"),
    ],
)
def test_words_are_marked_where_they_meet(query: str, text: str, expected: str) -> None:
    assert marked(query, text) == [expected]


def test_words_meet_across_paragraphs() -> None:
    assert marked("rail NEAR/3 strike", "Rail one rail", "", "A strike") == ["Rail one rail", "", "A strike"]
    assert marked("rail NEAR/3 strike", "Rail one rail", "A strike") == ["Rail one [rail]", "A [strike]"]
    assert marked("rail PARAGRAPH strike", "Rail", "A strike, rail") == ["Rail", "A [strike], [rail]"]
    assert marked("FIRST/3 rail", "One two", "Rail rail") == ["One two", "[Rail] rail"]
    assert marked("rail NEAR/500 strike", "Rail", "A strike", field="caption") == ["Rail", "A strike"]


def test_the_passage_is_the_one_where_words_meet() -> None:
    body = (
        "Rail. Strike.",
        "Rail " + "word " * 40 + "strike",
        "At last a rail walk. A strike of rail.",
        "Rail strike, no: rail.",
    )
    article = Article(headline="Rail and strike", body=body, captions=(Caption("rail strike"),), language="en")
    (first, *_) = snippets(article, parse("rail SENTENCE walk").node, languages=LANGUAGES)
    assert (first.paragraph, [first.text[a:b] for a, b in first.spans]) == (3, ["rail", "walk"])
    (first, *others) = snippets(article, parse("strike NEAR/2 rail PRE/2 no").node, languages=LANGUAGES)
    assert (first.paragraph, others) == (4, [])
    assert [first.text[a:b] for a, b in first.spans] == ["Rail", "strike", "no"]
    (first, *_) = snippets(article, parse("caption:(rail NEAR/1 strike)").node, languages=LANGUAGES)
    assert first.field == "caption"


def test_too_many_ways_to_meet_mark_every_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MOST_STEPS", 10)
    assert marked("rail NEAR/5 strike", "Rail strike " * 9) == ["[Rail] [strike] " * 9]


class _TooManyWays(Exception):
    """Not the error that is taken for an answer."""


def _taking(self: Partaking, *arguments: Any, real: Callable[..., set[Place]] = Partaking._taking) -> set[Place]:
    try:
        return real(self, *arguments)
    except QueryError as error:
        raise _TooManyWays from error


@settings(max_examples=400, deadline=None)
@given(corpora.told(identity=1), corpora.positional())
def test_what_takes_part_is_marked_and_nothing_else(article: Article, query: ast.Node) -> None:
    # Whether ATLEAST has enough is the article's business, and AND is taken apart first.
    query = ast.map_nodes(query, lambda node: node.node if isinstance(node, ast.AtLeast) else node)
    query = ast.map_nodes(query, lambda node: node.nodes[0] if isinstance(node, ast.And) else node)
    language = analysis.stem_language(article.language)
    met = Met(article, frozenset({language}), _stands_for)
    for name in ("headline", "body", "caption"):
        values = BY_NAME[name].values(article)
        rows = met.rows(query, name, DEFAULT_FIELDS)
        places = {position for row in rows for start, end in row for position in range(start, end + 1)}
        words = [(number, word) for number, value in enumerate(values) for word in analysis.words(value)]
        expected = {
            (number, word.start)
            for (number, word), token in zip(words, met.tokens[name], strict=True)
            if token.position in places
        }
        try:
            with mock.patch.object(Partaking, "_taking", _taking):
                spans = highlights(
                    values, query, field=name, language=article.language, languages=frozenset({language})
                )
        except _TooManyWays:
            reject()  # then every word is marked
        found = {(number, word.start) for number, word in words if any(a <= word.start < b for a, b in spans[number])}
        assert found == expected, name


def test_one_value_alone_is_marked_as_well() -> None:
    node = parse("rail NEAR/1 strike").node
    assert highlight("A rail strike", node, field="headline", language="en", languages=LANGUAGES) == ((2, 6), (7, 13))

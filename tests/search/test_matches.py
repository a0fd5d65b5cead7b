"""Words are found without reading all the others, and nothing is found or shown that reading all of them wouldn't."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer import analysis
from indexer.article import Article, Caption
from indexer.errors import QueryError
from search import cutting, matches, snippets
from search.query.ast import Node
from search.query.parser import parse
from tests.support import slow_snippets

LANGUAGES = frozenset(analysis.STEMMERS)


def check(article: Article, query: Node, *, limit: int = 3, width: int = 240) -> None:
    """The article's snippets and highlights are those of the slow definition."""
    for languages in (LANGUAGES, frozenset[str]()):
        with slow_snippets.slowly():
            expected = shown(article, query, languages, limit=limit, width=width)
        assert shown(article, query, languages, limit=limit, width=width) == expected


def shown(article: Article, query: Node, languages: frozenset[str], *, limit: int, width: int) -> tuple[object, ...]:
    """The article's snippets, and what is marked in its headline and paragraphs."""
    passages = snippets.snippets(article, query, languages=languages, limit=limit, width=width)
    values = [("headline", article.headline or ""), *(("body", text) for text in article.body)]
    return passages, [
        snippets.highlight(value, query, field=field, language=article.language, languages=languages)
        for field, value in values
    ]


# --- Any text

TERMS = [
    "strike", "strikes", "striking", "rail", "al-Abadi", "Abadi", "al", "die", "dying", "hopping", "hope", "happy",
    "AT&T", "U.S", "don't", "don’t", "1,000", "000", "a_b", "__", "_a", "Müller", "muller", "naïve", "ﬁne", "İstanbul",
    "ıl", "ß", "北京", "京", "カナ", "ประเทศ", "й", "край", "häuser", "haus", "l'État", "état", "ﷺ", "x", "and/or",
]  # fmt: skip
GLUE = [" ", " ", " ", "  ", ", ", ". ", "-", "'", "’", "&", ".", "/", ",", "—", " “", "” ", "\n", "\u00a0", "\u3000"]
GLUE += ["\u0301", "\u200c", "\u00ad", "👩‍👩‍👧", "_", "（", "", "..", "--", "?", "「", "\u2028", "\x1c", "ﬂ", "‐"]
VALUES = st.lists(st.tuples(st.sampled_from(TERMS), st.sampled_from(GLUE)), max_size=14).map(
    lambda pairs: "".join(term + glue for term, glue in pairs)
)
MARKED = ["{}", "{}", "{}", '"{} {}"', '"{}"', "={}", "=={}", "{}*", "*{}", "{}?{}", "{}~", "body:{}", "-{}", "{}*{}"]
QUERIES = st.lists(st.tuples(st.sampled_from(MARKED), st.sampled_from(TERMS), st.sampled_from(TERMS)), max_size=4).map(
    lambda terms: " ".join(mark.format(one, other) for mark, one, other in terms)
)


@settings(max_examples=1200, deadline=None)
@given(
    QUERIES,
    st.lists(VALUES, max_size=4),
    VALUES,
    st.sampled_from(["en", "de", "fr", "ru", "tr", None]),
    st.sampled_from([240, 60, 25, 12]),
)
@example("==don't", ["x don’t "], "", "en", 60)
@example("北", ["\u3000\u3000北京，"], "", "en", 12)
@example('"strike Abadi"', ["A strike al-Abadi ended."], "", "en", 240)
@example("strike", ["__ strike's"], "strike", "en", 240)
def test_any_text_is_marked_and_shown_as_if_all_was_read(
    query: str, body: list[str], headline: str, language: str | None, width: int
) -> None:
    try:
        node = parse(query).node
    except QueryError:
        return
    article = Article(language=language, body=tuple(body), headline=headline, captions=(Caption(headline + " rail"),))
    check(article, node, width=width)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(VALUES, min_size=1, max_size=5).map(" ".join),
    st.integers(0, 200),
    st.integers(0, 60),
    st.integers(1, 90),
)
def test_passages_are_cut_as_if_all_pieces_were_known(text: str, start: int, length: int, width: int) -> None:
    words = list(analysis.words(text))
    if words:
        first = words[start % len(words)]
        end = next((word.end for word in words if word.end >= first.start + length), first.end)
        assert cutting.cut(text, first.start, end, width) == slow_snippets.cut(text, first.start, end, width)


@example("1,1 a,1 a.b_")
@given(st.lists(st.sampled_from("ab1_-'&./, \n"), max_size=30).map("".join))
def test_a_word_is_found_from_any_of_its_letters(text: str) -> None:
    for word in analysis.ASCII_WORD.finditer(text):
        for at in range(word.start(), word.end()):
            if text[at].isalnum() or text[at] == "_":
                assert matches._beginning(text, at) == word.start()


@given(VALUES)
def test_the_forms_of_a_text_stand_in_the_folded_text(text: str) -> None:
    if text and max(text) < matches._PRESENTATION:
        folded = analysis.fold(text)
        for word in analysis.words(text):
            assert word.form in folded


# --- What the forms of a stem begin with

SUFFIXES = [
    "s", "es", "ed", "ing", "ly", "y", "ies", "ied", "e", "er", "est", "'s", "edly", "ingly", "ying", "tional",
    "ational", "ation", "ator", "alism", "aliti", "fulness", "ousness", "iveness", "iviti", "biliti", "bility", "ogi",
    "fulli", "lessli", "eedly", "enci", "ancy", "izer", "ization", "ement", "ment", "ent", "ion", "al", "ence",
    "able", "ible", "ant", "ive", "ize", "ically", "icate", "ative", "alize", "iciti", "ical", "ful", "ness", "d",
    "'ll", "n't",
]  # fmt: skip


def kept(form: str, language: str) -> bool:
    """Whether the form begins as its index term says."""
    return form.startswith(analysis.beginnings(analysis.stem(form, language)))


@pytest.mark.parametrize("language", sorted(analysis._KEEPING))
@settings(max_examples=400, deadline=None)
@given(
    st.text("abcdefghilmnoprstuvxyzøåäöæéñçабвгдежикностуыь", min_size=1, max_size=6),
    st.lists(st.sampled_from(SUFFIXES), max_size=2).map("".join),
)
@example("d", "ying")
@example("sk", "ies")
@example("feas", "ibility")
def test_a_form_begins_as_its_stem(language: str, stem: str, suffix: str) -> None:
    assert kept(analysis.fold(stem + suffix), language)


def test_a_stemmer_that_takes_from_the_front_promises_nothing() -> None:
    assert not analysis.beginnings(analysis.stem("wanakula", "ar"))
    assert not analysis.beginnings(analysis.stem("l'etat", "it"))
    assert analysis.beginnings("und:strikes") == ("strikes",)


def articles(data: Path, every: int) -> Iterator[Article]:
    """Some real articles, of many languages."""
    with gzip.open(data / "news-2012-2020.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, islice(lines, 0, None, every)):
            yield _article(record | {"lang": "en"})
    for file in sorted((data / "multilingual").glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, islice(lines, 0, None, 10)):
                yield _article(record)


def _article(record: dict[str, str]) -> Article:
    body = tuple(line for line in record["text"].split("\n") if line.strip())
    return Article(headline=record.get("title"), language=record["lang"], body=body)


def test_the_forms_of_real_articles_begin_as_their_stems(data: Path) -> None:
    seen: set[tuple[str, str]] = set()
    for article in articles(data, 40):
        language = analysis.stem_language(article.language)
        if language in analysis._KEEPING:
            for word in analysis.words("\n".join(article.body)):
                seen |= {(form, language) for form in (word.form, *word.parts)}
    assert len(seen) > 20_000
    assert [pair for pair in seen if not kept(*pair)] == []


def test_real_articles_are_marked_and_shown_as_if_all_was_read(data: Path) -> None:
    chance = random.Random(5)
    number = 0
    for article in articles(data, 150):
        text = " ".join(article.body)[:20_000]
        words = list(analysis.words(text))
        if not words:
            continue
        for _ in range(3):
            terms = []
            for at in chance.choices(range(len(words)), k=chance.randint(1, 3)):
                word = text[words[at].start : words[at].end]
                phrase = text[words[at].start : words[min(at + 2, len(words) - 1)].end].replace('"', " ")
                terms.append(chance.choice([word, word, f'"{phrase}"', f"{word[:3]}*", f"=={word}", f"*{word[-3:]}"]))
            try:
                node = parse(" ".join(terms)).node
            except QueryError:
                continue
            check(replace(article, body=article.body[:40]), node, width=chance.choice([240, 90]))
            number += 1
    assert number > 200


def test_a_long_article_is_shown_as_if_all_was_read() -> None:
    paragraphs = tuple(f"The rail strike, day {day}; Müller said no. " * 20 for day in range(600))
    article = Article(language="en", headline="Rail", body=paragraphs)
    assert sum(map(len, paragraphs)) > matches.ENOUGH
    article = replace(article, body=(*paragraphs, "x " * 15_000 + "strike"))
    for query in ("strike", '"day 7"', "nowhere", "muller day"):
        node = parse(query).node
        with slow_snippets.slowly():
            expected = snippets.snippets(article, node, languages=LANGUAGES)
        assert snippets.snippets(article, node, languages=LANGUAGES) == expected

"""What is highlighted, and which passages are shown."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import analysis
from indexer.article import Article, Caption
from search import matches as module
from search.query.ast import Node, Phrase, leaves
from search.query.parser import parse
from search.query.terms import phrase_alternatives
from search.results import Snippet, Span
from search.snippets import highlight, snippets

ENGLISH = frozenset({"en"})


def marked(
    query: str, text: str, *, field: str = "body", language: str | None = "en", languages: frozenset[str] = ENGLISH
) -> list[str]:
    spans = highlight(text, parse(query).node, field=field, language=language, languages=languages)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    return [text[start:end] for start, end in spans]


def shown(query: str, article: Article, *, limit: int = 3, width: int = 240) -> tuple[Snippet, ...]:
    return snippets(article, parse(query).node, languages=ENGLISH, limit=limit, width=width)


def english(*body: str, captions: tuple[Caption, ...] = (), headline: str | None = None) -> Article:
    return Article(language="en", body=body, captions=captions, headline=headline)


MARKED = [
    ("strike", "Strikes, striking; the STRIKE.", ["Strikes", "striking", "STRIKE"]),
    ("cafe", "The Café’s tables; the café", ["Café’s", "café"]),
    ("abadi", "Haider al-Abadi met Abadi", ["al-Abadi", "Abadi"]),
    ("al-Abadi", "al-Abadi, al Abadi, Abadi al", ["al-Abadi", "al Abadi"]),
    ("Covid-19", "Covid 19 and covid-19, not 19 covid", ["Covid 19", "covid-19"]),
    ("rail strike", "rail strike", ["rail", "strike"]),
    ("rail-strike", "rail strike, rail strikes, rail-strikes", ["rail strike", "rail-strikes"]),
    ('"rail strike"', "rail strike; a strike on rail; Rail Strike", ["rail strike", "Rail Strike"]),
    ('"rail strike"', "rail strikes", []),
    ('"strike"', "strikes and strike", ["strike"]),
    ('"a b a"', "a b a b a", ["a b a b a"]),
    ('"to be or not"', "To be, or not to be", ["To be, or not"]),
    ('"met al-Abadi today"', "met al Abadi today", ["met al Abadi today"]),
    ('"abadi met"', "al-Abadi met", ["al-Abadi met"]),
    ("strik*", "strike, striking, stroke", ["strike", "striking"]),
    ("wom?n", "woman women womn", ["woman", "women"]),
    ("abad*", "al-Abadi", ["al-Abadi"]),
    ("tillersen~", "Tillerson said tiller", ["Tillerson"]),
    ("=strikes", "strike STRIKES", ["STRIKES"]),
    ("==AIDS", "aids AIDS AIDS-related Aids", ["AIDS", "AIDS-related"]),
    ("==café", "cafe café CAFÉ cafe\u0301", ["café", "cafe\u0301"]),
    ("headline:strike", "strike", []),
    ("body:strike", "strike", ["strike"]),
    ("rail -strike", "rail strike", ["rail"]),
    ("rail NOT (strike NOT pay)", "rail strike pay", ["rail", "pay"]),
    ("rail NOT NEAR/3 strike", "rail strike one two three rail", ["rail"]),
    ("rail NEAR/3 strike^2", "rail strike", ["rail", "strike"]),
    ("ATLEAST/2 rail FIRST/5 strike", "rail strike", ["rail", "strike"]),
    ("date:2017 *", "2017 rail", []),
    ("北京", "在北京大学", ["北京"]),
    ("北 京", "北京", ["北京"]),
    ("rail OR strike", "no such", []),
    ("!!!", "!!!", []),
]


@pytest.mark.parametrize(("query", "text", "expected"), MARKED, ids=[f"{q} in {t}" for q, t, _ in MARKED])
def test_marked(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_stems_are_those_of_the_articles_language() -> None:
    both = frozenset({"en", "de"})
    assert marked("häuser", "Haus Häuser", language="de", languages=both) == ["Haus", "Häuser"]
    assert marked("häuser", "Haus Häuser", language="en", languages=both) == ["Häuser"]
    assert marked("strike", "strikes", language="en", languages=frozenset({"und"})) == []
    assert marked("strike", "strikes strike", language=None) == ["strike"]


def test_fields_without_stems_match_what_is_written() -> None:
    assert marked("byline:reporter", "Reporters Reporter", field="byline") == ["Reporter"]
    assert marked("reporter", "Reporter", field="byline") == []
    assert marked('publisher:="bbc news"', "BBC News", field="publisher") == ["BBC News"]
    assert marked('publisher:="bbc"', "BBC News", field="publisher") == []
    assert marked("strike", "strike", field="no such field") == []


def test_a_long_text_is_marked_as_a_short_one() -> None:
    text = "Rail strikes hit al-Abadi; naïve. " * 1000
    query = '"rail strikes" abadi na*'
    assert len(text) > module._SHORT
    assert marked(query, text) == marked(query, "Rail strikes hit al-Abadi; naïve. ") * 1000


# --- Passages


def test_the_passage_with_the_most_different_words_comes_first_and_the_others_in_reading_order() -> None:
    article = english(
        "A strike.", "Nothing.", "Strike, strike, strike.", "The rail strike.", "By rail.", "A strike again."
    )
    found = shown("rail strike", article)
    assert [(s.paragraph, s.text) for s in found] == [
        (4, "The rail strike."),
        (1, "A strike."),
        (3, "Strike, strike, strike."),
    ]
    assert found[0].spans == ((4, 8), (9, 15))
    assert not any(s.before or s.after for s in found)


def test_a_phrase_is_shown_where_it_is_a_phrase() -> None:
    article = english("A strike on rail.", "No.", "The rail strike of May.")
    assert [s.paragraph for s in shown('"rail strike"', article)] == [3]


def test_a_phrase_does_not_cross_paragraphs() -> None:
    assert shown('"rail strike"', english("By rail", "strike"))[0].spans == ()


def test_never_a_caption_where_the_body_matches() -> None:
    caption = Caption("Rail strike, rail strike")
    assert [s.field for s in shown("rail strike", english("A rail.", captions=(caption,)))] == ["body"]
    assert shown("rail strike", english("No.", captions=(Caption("No"), caption))) == (
        Snippet("caption", 2, "Rail strike, rail strike", (Span(0, 4), Span(5, 11), Span(13, 17), Span(18, 24))),
    )


def test_a_match_in_the_headline_alone_had_no_spans_to_show_for_it() -> None:
    article = english("", "The lead.", "More.", headline="Rail strike")
    expected = (Snippet("headline", None, "Rail strike", (Span(5, 11),)), Snippet("body", 2, "The lead.", ()))
    assert shown("strike", article) == expected
    assert shown("strike", article, limit=1) == expected[:1]
    assert shown("strike", replace(article, keywords=("strike",))) == expected
    assert shown("strike", replace(article, body=())) == expected[:1]
    assert [s.field for s in shown("strike", replace(article, body=("A strike.",)))] == ["body"]


def test_a_heading_that_stands_again_in_the_body_was_the_first_passage() -> None:
    article = english("RAIL STRIKE!", "A strike.", "The rail strike.", "By rail.", headline="Rail strike")
    assert [s.paragraph for s in shown("rail strike", article)] == [3, 2, 4]
    assert [s.paragraph for s in shown("strike", article)] == [2, 3]
    without = replace(article, body=("Rail strike", "A strike.", "By rail."))
    assert [s.paragraph for s in shown("rail strike", without)] == [1, 2, 3]
    assert [s.paragraph for s in shown("rail strike", replace(article, body=("Rail strike", "No.")))] == [1]
    more = replace(article, body=("Rail strike over", "A rail strike."))
    assert [s.paragraph for s in shown("rail strike", more)] == [1, 2]


def test_a_heading_that_stands_again_in_the_body_was_the_lead() -> None:
    article = english("", "Rail strike.", "The lead.", headline="Rail strike")
    assert [s.paragraph for s in shown("date:2017", article)] == [3]
    assert [s.paragraph for s in shown("date:2017", replace(article, body=("Rail strike", " ")))] == [1]


def test_other_fields_show_themselves() -> None:
    article = Article(body=("The lead.",), byline=("A. Nother", "Jane Roe"), keywords=("rail", "pay"), dateline="LEEDS")
    assert shown("byline:roe", article) == (Snippet("byline", 2, "Jane Roe", (Span(5, 8),)),)
    assert shown("pay", article) == (Snippet("keyword", 2, "pay", (Span(0, 3),)),)
    assert shown("dateline:leeds", article) == (Snippet("dateline", None, "LEEDS", (Span(0, 5),)),)


def test_no_match_in_the_text_shows_the_lead_up_to_a_word() -> None:
    (lead,) = shown("date:2017", english("One two three, “four five”.", "Six."), width=21)
    assert lead == Snippet("body", 1, "One two three, “four", (), after=True)


def test_an_article_without_text_has_no_snippet() -> None:
    assert shown("date:2017", english()) == ()
    assert shown("date:2017", english("", " ")) == ()


def test_limits() -> None:
    article = english(*["strike"] * 5)
    assert len(shown("strike", article, limit=2)) == 2
    assert shown("strike", article, limit=0) == ()


def test_more_matches_are_better_than_earlier_ones() -> None:
    article = english("A strike.", "A strike, a strike.", "Strike.")
    assert [s.paragraph for s in shown("strike", article, limit=1)] == [2]


def test_passages_are_cut_between_words_around_the_match() -> None:
    text = f"{'before ' * 40}(the rail strike), {'after ' * 40}".strip()
    (found,) = shown("rail strike", english(text), width=60)
    assert found.before
    assert found.after
    assert len(found.text) <= 60
    assert found.text == "before before (the rail strike), after after after after"
    assert [found.text[a:b] for a, b in found.spans] == ["rail", "strike"]


def test_no_compound_is_taken_apart_at_the_edge() -> None:
    text = "x " * 30 + "Rolls-Royce's strike al-Abadi's " + "x " * 30
    for width in range(6, 60):
        for there in (text, "x " * 30 + "Rolls-Royce's al-Abadi's strike"):
            (found,) = shown("strike", english(there), width=width)
            assert set(found.text.split()) <= {"x", "Rolls-Royce's", "strike", "al-Abadi's"}


def test_no_endless_compound_is_taken_apart_at_the_edge() -> None:
    (found,) = shown("strike", english("ab-" * 200 + "end strike " + "cd-" * 200 + "end"), width=80)
    assert found.text == "strike"
    assert found.before
    assert found.after


def test_blanks_cut_off_are_nothing_cut_off() -> None:
    assert shown("strike", english("  A strike. ")) == (Snippet("body", 1, "A strike.", (Span(2, 8),)),)


def test_the_paragraphs_beginning_is_kept_if_the_match_is_near() -> None:
    (found,) = shown("strike", english("At first there was a strike " + "and more " * 50), width=80)
    assert found.text.startswith("At first")
    assert found.after


def test_the_paragraphs_end_gives_its_room_to_the_other_side() -> None:
    (found,) = shown("strike", english("more " * 50 + "and a strike."), width=80)
    assert found.text.endswith("and a strike.")
    assert len(found.text) > 70


def test_scripts_without_spaces_are_cut_between_characters() -> None:
    text = "ผู้ที่นี่" * 30 + "北京" + "ผู้ที่นี่" * 30
    for width in range(2, 80):
        (found,) = shown("北京", english(text), width=width)
        assert 2 <= len(found.text) <= width
        start = text.index(found.text[: found.spans[0].start] + "北京")
        assert not analysis._ACCENTS.match(text[start])
        assert text[start] not in "ู้ี่"
        assert text[start + len(found.text)] not in "ู้ี่"


def test_a_word_longer_than_the_passage_is_cut_between_characters() -> None:
    (found,) = shown("y*", english("y" + "e\u0301" * 500 + " end"), width=50)
    assert found.text == "y" + "e\u0301" * 24
    assert found.spans == ((0, 49),)
    (lead,) = shown("date:2017", english("👩‍👩‍👧" * 100), width=7)
    assert lead.text == "👩‍👩‍👧"


@pytest.mark.parametrize(("query", "bound"), [("strike", module.ENOUGH), ("nowhere", module.MAX_READ)])
def test_cost_is_bounded_on_a_huge_article(query: str, bound: int, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(text: str) -> str:
        read.append(len(text))
        return analysis.plain(text)

    monkeypatch.setattr(module, "plain", counted)
    paragraph = "The rail strike went on. " * 40
    assert shown(query, english(*[paragraph] * 5_000))
    assert bound <= sum(read) <= bound + 2 * len(paragraph)


@pytest.mark.parametrize(
    ("query", "bound"), [("strike", module.ENOUGH), ("nowhere~", module.MAX_READ), ("nowhere", -module.MAX_READ)]
)
def test_one_huge_paragraph_is_read_no_further(query: str, bound: int, monkeypatch: pytest.MonkeyPatch) -> None:
    read = looked_at = 0

    def counted(text: str) -> Iterator[analysis.Word]:
        nonlocal read
        for word in analysis.words(text):
            read = max(read, word.end)
            yield word

    def seen(text: str) -> str:
        nonlocal looked_at
        looked_at = max(looked_at, len(text))
        return analysis.plain(text)

    monkeypatch.setattr(module, "words", counted)
    monkeypatch.setattr(module, "plain", seen)
    (found,) = shown(query, english("A long strike went on here. " * 200_000))
    assert looked_at <= module.MAX_READ
    assert bound <= read <= max(bound + 100, 0), "where the letters don't stand, no word is read"
    assert bool(found.spans) == (query == "strike")


# --- Against brute force


def brute(article: Article, query: Node, width: int) -> int:
    """The most different leaves in any stretch of words of one body paragraph, by trying them all."""
    wanted = {leaf for leaf, field, positive in leaves(query) if positive and field in (None, "body")}
    language = analysis.stem_language(article.language)
    most = 0
    for paragraph in article.body:
        tokens = list(analysis.words(paragraph))
        places: list[tuple[int, int, object]] = []
        for leaf in wanted:
            assert hasattr(leaf, "text")
            for forms in phrase_alternatives(leaf.text):
                for at in range(len(tokens) - len(forms) + 1):
                    stretch = tokens[at : at + len(forms)]
                    if all(
                        _matches(form, word, language, isinstance(leaf, Phrase) or len(forms) > 1)
                        for form, word in zip(forms, stretch, strict=True)
                    ):
                        places.append((stretch[0].start, stretch[-1].end, leaf))
        for start, _, _ in places:
            inside = {leaf for first, last, leaf in places if start <= first and last <= start + width}
            most = max(most, len(inside))
    return most


def _matches(form: str, word: analysis.Word, language: str, written: bool) -> bool:
    forms = (word.form, *word.parts)
    return form in forms if written else any(analysis.stem(form, language) == analysis.stem(f, language) for f in forms)


def check(article: Article, query: Node, width: int) -> tuple[int, int]:
    """The different leaves in the first snippet, counted anew from its text's spans, and the most there could be."""
    found = snippets(article, query, languages=ENGLISH, width=width)
    for snippet in found:
        value = article.body[(snippet.paragraph or 0) - 1]
        assert snippet.text in value
        assert len(snippet.text) <= width
        assert list(snippet.spans) == sorted(snippet.spans)
        assert all(0 <= a < b <= len(snippet.text) for a, b in snippet.spans)
    in_first = brute(Article(language=article.language, body=(found[0].text,)), query, width) if found else 0
    return in_first, brute(article, query, width)


PARAGRAPHS = st.lists(
    st.lists(
        st.sampled_from(["rail", "rails", "strike", "al-Abadi", "al", "Abadi", "pay,", "—", "x", "longer", "北京"]),
        max_size=25,
    ).map(" ".join),
    min_size=1,
    max_size=4,
)  # fmt: skip
QUERIES = st.lists(
    st.sampled_from(
        ["rail", "strikes", "al-Abadi", "abadi", '"rail strike"', "pay", '"al-Abadi rail"', "北京", '"x x"']
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(max_examples=300)
@given(PARAGRAPHS, QUERIES, st.integers(12, 80))
def test_the_first_snippet_holds_all_that_any_passage_holds(body: list[str], query: str, width: int) -> None:
    article = english(*body)
    node = parse(query).node
    in_first, most = check(article, node, width)
    assert in_first == most


@settings(max_examples=200)
@given(PARAGRAPHS, QUERIES, st.integers(len("al-Abadi rail"), 80), st.integers(0, 3))  # a longer phrase is cut
def test_a_repeated_headline_is_first_only_where_it_holds_more_than_any_other_passage(
    body: list[str], query: str, width: int, repeated: int
) -> None:
    headline = body[repeated % len(body)]
    article = replace(english(*body), headline=headline)
    node = parse(query).node
    most = brute(article, node, width)
    if not most:
        return
    in_first, _ = check(article, node, width)
    assert in_first == most
    number = snippets(article, node, languages=ENGLISH, width=width)[0].paragraph or 0
    forms = [word.form for word in analysis.words(headline)]
    others = [text for text in body if [word.form for word in analysis.words(text)] != forms]
    if [word.form for word in analysis.words(body[number - 1])] == forms:
        assert brute(english(*others), node, width) < most


def test_the_first_snippet_of_real_articles_holds_all_that_any_passage_holds(data: Path) -> None:
    chance = random.Random(21)
    with gzip.open(data / "news-2012-2020.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, 0, 4000, 20)]
    held = 0
    for record in records:
        article = english(*[line for line in record["text"].split("\n") if line.strip()][:30])
        tokens = [word.form for line in article.body for word in analysis.words(line)]
        asked = [f'"{tokens[at]} {tokens[at + 1]}"' for at in chance.sample(range(len(tokens) - 1), 1)]
        asked += chance.sample(tokens, min(len(tokens), chance.randint(1, 4)))
        in_first, most = check(article, parse(" ".join(asked)).node, 240)
        held += in_first == most
    assert len(records) == 200
    assert held >= 190

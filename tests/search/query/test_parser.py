"""What a searcher types, and what it is understood as."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.fields import BY_NAME
from search import query
from search.query import parser as module
from search.query.ast import (
    AtLeast,
    Boost,
    DateRange,
    Every,
    Field,
    First,
    Form,
    Fuzzy,
    Near,
    Node,
    Not,
    Nothing,
    Pattern,
    Phrase,
    Whole,
    Within,
    Word,
    all_of,
    any_of,
    depth,
)
from search.query.leaf import PROSE
from search.query.parser import MAX_DEPTH, MAX_TERMS, MAX_TEXT, Parsed, parse

TODAY = datetime.date(2017, 3, 22)
A, B, C = Word("a"), Word("b"), Word("c")


def read(text: str, *, any_word: bool = False) -> Parsed:
    return parse(text, any_word=any_word, today=TODAY)


UNDERSTOOD: list[tuple[str, Node]] = [
    ("rail strike", all_of([Word("rail"), Word("strike")])),
    ('"rail strike"', Phrase("rail strike")),
    ("“rail strike”", Phrase("rail strike")),
    ("«rail strike»", Phrase("rail strike")),
    ("„rail strike“", Phrase("rail strike")),
    ('"rail strike”', Phrase("rail strike")),
    ('"strike"', Phrase("strike")),
    ("=strikes", Form("strikes")),
    ("==AIDS", Form("AIDS", exact=True)),
    ('=="AIDS"', Form("AIDS", exact=True)),
    ("a OR b", any_of([A, B])),
    ("a AND b", all_of([A, B])),
    ("a and b or c", all_of([A, Word("and"), B, Word("or"), C])),
    ("a b OR c", any_of([all_of([A, B]), C])),
    ("a (b OR c)", all_of([A, any_of([B, C])])),
    ("NOT a", Not(A)),
    ("-a", Not(A)),
    ("- a", A),
    ("--a", A),
    ("a -b", all_of([A, Not(B)])),
    ("a-b", Word("a-b")),
    ("-(a b)", Not(all_of([A, B]))),
    ('-"a b"', Not(Phrase("a b"))),
    ("-headline:a", Not(Field("headline", A))),
    ("a NOT b", all_of([A, Not(B)])),
    ("a AND NOT b", all_of([A, Not(B)])),
    ("*", Every()),
    ("* -a", all_of([Every(), Not(A)])),
    ("headline:a b", all_of([Field("headline", A), B])),
    ("HEADLINE:a", Field("headline", A)),
    ("headline: a", Field("headline", A)),
    ("headline:(a OR b)", Field("headline", any_of([A, B]))),
    ('headline:"a b"', Field("headline", Phrase("a b"))),
    ("headline:-a", Field("headline", Not(A))),
    ("headline:=strikes", Field("headline", Form("strikes"))),
    ('publisher:="BBC News"', Field("publisher", Whole("BBC News"))),
    ("publisher:=Reuters", Field("publisher", Whole("Reuters"))),
    ("publisher:(=Reuters OR BBC)", Field("publisher", any_of([Whole("Reuters"), Word("BBC")]))),
    ("publisher:Reuters", Field("publisher", Word("Reuters"))),
    ("language:en", Field("language", Word("en"))),
    ("language:en-GB", Field("language", Word("en-GB"))),
    ("language:en_GB", Field("language", Word("en-GB"))),
    ("language:=en", Field("language", Whole("en"))),
    ("language:=en_GB", Field("language", Whole("en-GB"))),
    ('language:"en_GB"', Field("language", Whole("en_GB"))),
    ('language:"en"', Field("language", Whole("en"))),
    ("guid:urn:newsml:example.org:1", Field("guid", Whole("urn:newsml:example.org:1"))),
    ("guid:url:x", Field("guid", Whole("url:x"))),
    ("guid:urn:*", Field("guid", Pattern("urn:*"))),
    ("url:example.org", Field("url", Word("example.org"))),
    ("url:example.org/*", Field("url", Word("example.org"))),
    ("url:https://example.org/a?b=c", Field("url", Phrase("https://example.org/a?b=c"))),
    ("url:exampl*", Field("url", Pattern("exampl*"))),
    ("date:2017", DateRange("date", "2017", "2017")),
    ("date: 2017", DateRange("date", "2017", "2017")),
    ('date:"last month"', DateRange("date", "2017-02", "2017-02")),
    ("date:(2016 OR 2017)", any_of([DateRange("date", "2016", "2016"), DateRange("date", "2017", "2017")])),
    ("date:2017, date:2017;", all_of([DateRange("date", "2017", "2017")] * 2)),
    ("date:2017.", DateRange("date", "2017", "2017")),
    ("date:2016..2017-03?", DateRange("date", "2016", "2017-03")),
    ("date:2017..", DateRange("date", "2017", None)),
    ('date:"last month."', DateRange("date", "2017-02", "2017-02")),
    ("updated:..2016", DateRange("updated", None, "2016")),
    ("strik*", Pattern("strik*")),
    ("wom?n", Pattern("wom?n")),
    ("what now?", all_of([Word("what"), Word("now")])),
    ("abadi~", Fuzzy("abadi", 1)),
    ("tillersen~2", Fuzzy("tillersen", 2)),
    ("strike~0", Fuzzy("strike", 0)),
    ("rail NEAR/10 strike", Near(Word("rail"), Word("strike"), 10)),
    ("rail PRE/3 strike", Near(Word("rail"), Word("strike"), 3, ordered=True)),
    ("a NOT NEAR/5 b", Near(A, B, 5, negated=True)),
    ("a NEAR/1 b NEAR/2 c", Near(Near(A, B, 1), C, 2)),
    ("a NEAR/1 (b OR c)", Near(A, any_of([B, C]), 1)),
    ("a b NEAR/1 c", all_of([A, Near(B, C, 1)])),
    ("NOT a OR b NEAR/1 c", any_of([Not(A), Near(B, C, 1)])),
    ("a b NEAR/1 c PRE/2 a OR b", any_of([all_of([A, Near(Near(B, C, 1), A, 2, ordered=True)]), B])),
    ("a NEAR/1 b AND c", all_of([Near(A, B, 1), C])),
    ("a NEAR/1 b OR c", any_of([Near(A, B, 1), C])),
    ("a SENTENCE b PARAGRAPH c", Within(Within(A, B, "sentence"), C, "paragraph")),
    ("ATLEAST/2 a NEAR/1 FIRST/9 b", Near(AtLeast(2, A), First(9, B), 1)),
    ("headline:(a NEAR/1 b)^2", Field("headline", Boost(Near(A, B, 1), 2.0))),
    ('"a b" NEAR/1 strik*', Near(Phrase("a b"), Pattern("strik*"), 1)),
    ("a NEAR/1 foo,bar", Near(A, all_of([Word("foo"), Word("bar")]), 1)),
    ("a near b", all_of([A, Word("near"), B])),
    ("a sentence b", all_of([A, Word("sentence"), B])),
    (r"a \NEAR/5 b", all_of([A, Word("NEAR/5"), B])),
    ("a SENTENCE b", Within(A, B, "sentence")),
    ("a PARAGRAPH b", Within(A, B, "paragraph")),
    ("ATLEAST/5 strike a", all_of([AtLeast(5, Word("strike")), A])),
    ("FIRST/50 (a b)", First(50, all_of([A, B]))),
    ("strike^3", Boost(Word("strike"), 3.0)),
    ('"a b"^2', Boost(Phrase("a b"), 2.0)),
    ("(a b)^0.5", Boost(all_of([A, B]), 0.5)),
    ("headline:a^2", Field("headline", Boost(A, 2.0))),
    ("foo,bar", all_of([Word("foo"), Word("bar")])),
    ("-foo,bar", Not(all_of([Word("foo"), Word("bar")]))),
    ("al-Abadi", Word("al-Abadi")),
    ("U.S.", Word("U.S")),
    ("北京大学", Phrase("北京大学")),
    ("北", Word("北")),
    ("北京*", Phrase("北京")),
    ("12:30", all_of([Word("12"), Word("30")])),
    ("http://example.org/a?b", all_of([Word("http"), Word("example.org/a"), B])),
    ("rail !!! strike", all_of([Word("rail"), Word("strike")])),
    ("+a +b", all_of([A, B])),
    (r"\AND a", all_of([Word("AND"), A])),
    ("DEATH SENTENCE", all_of([Word("DEATH"), Word("SENTENCE")])),
    ("a AND OR b", any_of([A, B])),
    ("OR a AND", A),
    ("a ) b", all_of([A, B])),
    ("a:b:c", all_of([A, B, C])),
]


@pytest.mark.parametrize(("text", "node"), UNDERSTOOD, ids=[text for text, _ in UNDERSTOOD])
def test_understood(text: str, node: Node) -> None:
    assert read(text).node == node


@pytest.mark.parametrize(
    "text", ["", " ", "!!!", "(", ")", "()", "-", '"', '""', "AND", "NOT", "a AND"[1:], "^", "::", "?"]
)
def test_stray_punctuation_asks_for_nothing(text: str) -> None:
    parsed = read(text)
    assert (parsed.node, parsed.notices) == (Nothing(), ())


NOTICED = [
    ('"rail strike', "quote at character 1 was closed"),
    ("a (b OR c", "bracket at character 3 was closed"),
    ("a b OR c", "read as (a b) OR c"),
    ("foo:bar", "foo: is no field"),
    ('foo:"a b"', "the fields are headline, body"),
    ("headline:", "nothing follows headline:"),
    ("a NEAR", "NEAR needs a number to be an operator: NEAR/10; here it is read as a word"),
    ("PRE WAR", "PRE needs a number"),
    ("FIRST LADY", "FIRST needs a number"),
    ("a near/5 b", "near/5 is read as words; the operator is NEAR/5"),
    ("a w/7 b", "the operator is NEAR/7, as in rail NEAR/10 strike"),
    ("atleast/3 a", "the operator is ATLEAST/3"),
    ("headline:a NEAR/5 body:b", "the sides of NEAR/5 look into different fields"),
    ("headline:a SENTENCE FIRST/5 b", "the sides of SENTENCE look into different fields"),
    ("DEATH SENTENCE", "SENTENCE joins two words"),
    ('=="Rail strike"', "a phrase ignores them"),
    ('"a b"~3', "~ after a phrase does nothing"),
    ("strik*~", "~ counts edits of plain words"),
    ("title:rail", "write headline:"),
    ('author:"Ann Lee"', "write byline:"),
    ("since:2017", "write date:2017.."),
    ("rail before:2017", "write date:..2017"),
    ("HEADLINE(rail)", "write headline:(...)"),
    ("hlead(rail strike)", "write headline:(...)"),
    ("a /5 b", "/5 is read as words; the operator is NEAR/5"),
    ("a near5 b", "the operator is NEAR/5"),
    ("a adj5 b", "the operator is PRE/5, as in rail PRE/3 strike"),
    ("ATLEAST3(a)", "the operator is ATLEAST/3"),
    ("a /s b", "the operator is SENTENCE"),
    ("a W/P b", "the operator is PARAGRAPH"),
    ("a ADJ b", "the operator is PRE/1"),
    ("a SAME b", "the operator is PARAGRAPH"),
    ("a || b", "the operator is OR"),
    ("!a b", "-a leaves a word out"),
    ("terroris! attack", "terroris* finds all that begins so"),
    ("rail or bus", "OR in capitals finds either"),
    ('rail or "bus lane"', "OR in capitals finds either"),
    ("not rail", "NOT in capitals, or -, leaves a word out"),
    ("rail not strike", "NOT in capitals"),
    ("date:2016 to 2018", "a stretch of time is date:2016..2018"),
    ('"white hou*"', "no wildcards; write white PRE/1 hou*"),
    ('"wom?n in white"', "no wildcards"),
    ("publisher:BBC News rail", 'publisher:"BBC News" takes both'),
    ("language:English", "languages are tags: language:en"),
    ("'rail strike'", "a phrase stands in double ones"),
    ("‘rail strike’", "a phrase stands in double ones"),
]


@pytest.mark.parametrize(("text", "part"), NOTICED, ids=[text for text, _ in NOTICED])
def test_noticed(text: str, part: str) -> None:
    assert part in "\n".join(read(text).notices)


@pytest.mark.parametrize(
    "text",
    [
        "(a b) OR c",
        "12:30",
        "http://example.org",
        "Trump: no",
        "a:b:c",
        "a !!! OR b",
        "(a OR b) c",
        "5*3",
        "to be or not to be",
        "Help! the ferry",
        "don't the dogs' owners",
        '"who? when?"',
        "N95 masks",
        "from 2016 to 2018",
        r"a \NEAR/5 b",
        r"a \ADJ b",
        "guid:title:x",
        "url:a/5",
        "or",
        "rail or",
        "w/o",
        "/etc/p",
        "a long sentence about whether or when a ferry that is late may or may be early",
    ],
)
def test_nothing_to_notice(text: str) -> None:
    assert read(text).notices == ()


WRONG = [
    ("x date:banana", "date:banana", 7, 6),
    ("date:2018..2017", "2017..2018", 5, 10),
    ("date:22/03/2017", "year first", 5, 10),
    ("updated:2017-13", "no such date", 8, 7),
    ("rail NEAR/9999 strike", "from 1 to 500", 5, 9),
    ("a NEAR/" + "9" * 5000 + " b", "from 1 to 500", 2, 5005),
    ("a NEAR/0 b", "from 1 to 500", 2, 6),
    ("a PRE/-1 b", "from 1 to 500", 2, 6),
    ("rail NEAR strike", "NEAR needs a number: rail NEAR/10 strike", 5, 4),
    ("rail NEAR/ strike", "NEAR needs a number", 5, 5),
    ("rail PRE (a OR b)", "PRE needs a number", 5, 3),
    ("language:(a NEAR/2 b)", "language: has no words with places", 12, 6),
    ("a NEAR/2 guid:b*", "guid: has no words with places", 2, 6),
    ("language:(FIRST/2 b)", "language: has no words with places", 10, 7),
    ("NEAR/5 b", "needs words before it", 0, 6),
    ("a NEAR/5 OR b", "needs words after it", 2, 6),
    ("a NEAR/5 NEAR/5 b", "needs words after it", 2, 6),
    ("(a NEAR/5) b", "needs words after it", 3, 6),
    ("a NEAR/501 b", "from 1 to 500", 2, 8),
    ("a NEAR/5", "needs words after it", 2, 6),
    ("a NEAR/5 !!!", "a word on each side", 2, 6),
    ("a NEAR/5 NOT", "needs words after it", 2, 6),
    ("NOT a NEAR/5 b", "not NOT a", 6, 6),
    ("a NEAR/5 date:2017", "not date:2017", 2, 6),
    ("ATLEAST/5", "needs a word after it", 0, 9),
    ("ATLEAST/5 !!!", "a word on each side", 0, 9),
    ("strike^0", "above 0", 6, 2),
    ("strike^-1", "above 0", 6, 3),
    ("strike^1e9"[:8] + "0000", "above 0", 6, 6),
    ("abadi~3", "at most 2 edits", 5, 2),
    ("url:exampl*.org", "one part of an address", 4, 11),
]


@pytest.mark.parametrize(("text", "part", "position", "length"), WRONG, ids=[case[0][:30] for case in WRONG])
def test_wrong_and_said_where(text: str, part: str, position: int, length: int) -> None:
    with pytest.raises(QueryError) as caught:
        read(text)
    assert part in str(caught.value)
    assert (caught.value.query, caught.value.position, caught.value.length) == (text, position, length)


def test_limits_are_clear_errors() -> None:
    for text, part in [
        ("a" * (MAX_TEXT + 1), "characters"),
        ("a " * (MAX_TERMS + 1), "terms"),
        ("a," * (MAX_TERMS + 1), "terms"),
        ("(" * (MAX_DEPTH + 1) + "a", "brackets"),
        ("NOT " * 10_000 + "a", "deep"),
        ("headline:" * 7_000 + "a", "deep"),
        ("a NEAR/1 " * 4_000 + "a", "deep"),
        ("a" + "^2" * 5_000, "deep"),
    ]:
        with pytest.raises(QueryError, match=part):
            read(text)


def test_as_deep_and_as_long_as_the_limits_is_fine() -> None:
    assert read("(" * MAX_DEPTH + "a").node == A
    assert depth(read("NOT " * (MAX_DEPTH - 1) + "a").node) == MAX_DEPTH
    long = read("a " * MAX_TERMS).node
    assert read(str(long)).node == long


ANY = [
    ("a b", any_of([A, B])),
    ("a b -c", all_of([any_of([A, B]), Not(C)])),
    ("a b date:2017", all_of([any_of([A, B]), DateRange("date", "2017", "2017")])),
    ("a b publisher:c", all_of([any_of([A, B]), Field("publisher", C)])),
    ("a headline:b", any_of([A, Field("headline", B)])),
    ("a b AND c", any_of([A, all_of([B, C])])),
    ("a NEAR/2 b c", any_of([Near(A, B, 2), C])),
    ("a NEAR/2 (b c)", Near(A, any_of([B, C]), 2)),
    ("a FIRST/2 b", any_of([A, First(2, B)])),
    ("-(a NEAR/2 b) c", all_of([C, Not(Near(A, B, 2))])),
    ("-a", Not(A)),
    ("foo,bar", any_of([Word("foo"), Word("bar")])),
]


@pytest.mark.parametrize(("text", "node"), ANY, ids=[text for text, _ in ANY])
def test_any_word_joins_by_or(text: str, node: Node) -> None:
    assert read(text, any_word=True).node == node


def test_relative_dates_print_as_the_dates_they_meant() -> None:
    assert str(read('strike date:"last month"').node) == "strike date:2017-02"


PRINTED = [
    ("a AND b", "a b"),
    ("(a AND b) OR c", "(a b) OR c"),
    ("((a))", "a"),
    ("-a", "NOT a"),
    ("(headline:(a))^2", "(headline:a)^2"),
    ("headline:((a)^2)", "headline:a^2"),
    ("a NEAR/5 (b NEAR/2 c)", "a NEAR/5 (b NEAR/2 c)"),
    ("(a NEAR/5 b) NEAR/2 c", "a NEAR/5 b NEAR/2 c"),
    ('guid:"urn:x"', 'guid:="urn:x"'),
]


@pytest.mark.parametrize(("text", "printed"), PRINTED, ids=[text for text, _ in PRINTED])
def test_printed_with_no_more_brackets_than_needed(text: str, printed: str) -> None:
    assert str(read(text).node) == printed


def test_real_queries_print_themselves(data: Path) -> None:
    with (data / "queries" / "web-queries.jsonl").open(encoding="utf-8") as lines:
        queries = [json.loads(line)["query"] for line in lines]
    assert len(queries) > 400
    for text in queries:
        parsed = read(text)
        assert parsed.node != Nothing()
        assert parsed.notices == ()
        assert read(str(parsed)) == parsed
        assert read(str(parsed)).notices == ()


@pytest.mark.parametrize("text", ["rail strike", 'a b OR "c', "a NEAR/5 ==B", "!!!"])
def test_what_was_parsed_printed_itself_as_a_dataclass(text: str) -> None:
    parsed = query.parse(text)
    assert str(parsed) == str(parsed.node)
    assert query.parse(str(parsed)) == parsed


def test_the_package_of_queries_stays_light() -> None:
    code = "import sys, search.query; assert 'search.query.parser' not in sys.modules; search.query.parse"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
    with pytest.raises(AttributeError):
        _ = query.nonsense


WORDS = st.sampled_from(["rail", "al-Abadi", "U.S", "AND", "NEAR/5", "AT&T", "naïve", "北", "1,000", "or", "FIRST"])
TEXTUAL: st.SearchStrategy[Node] = st.one_of(
    WORDS.map(Word),
    st.builds(Form, WORDS, st.booleans()),
    st.sampled_from(["rail strike", "AND", "to be, or not", "北京", "(x -y*)"]).map(Phrase),
    st.sampled_from(["strik*", "wom?n", "*gate", "a*-b", "AN?D"]).map(Pattern),
    st.builds(Fuzzy, WORDS, st.integers(0, 2)),
)
PROSE_FIELDS = st.sampled_from(sorted(PROSE))
GROUPED = st.recursive(
    TEXTUAL,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(all_of),
        st.lists(inner, min_size=2, max_size=3).map(any_of),
        st.builds(Field, PROSE_FIELDS, inner),
        st.builds(Boost, inner, st.sampled_from([0.5, 1.0, 3.0, 0.1 + 0.2, 1000.0])),
        st.builds(Near, inner, inner, st.integers(1, 500), st.booleans(), st.booleans()),
        st.builds(Within, inner, inner, st.sampled_from(["sentence", "paragraph"])),
        st.builds(AtLeast, st.integers(1, 1000), inner),
        st.builds(First, st.integers(1, 10_000), inner),
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(
    [name for name, field in BY_NAME.items() if field.kind == "text" and name not in ("headline", "body", "caption")]
)
WHOLE = st.builds(Field, NAMES, st.sampled_from(["BBC News", "Reuters", "a (b) -c*", "AND"]).map(Whole))
VALUES = st.builds(
    Field, st.sampled_from(["language", "guid"]), st.sampled_from(["en", "urn:newsml:x", "a b"]).map(Whole)
) | st.builds(Field, st.just("language"), st.sampled_from(["en", "en-GB", "zh-Hant-TW"]).map(Word))
DATES = st.sampled_from(
    [DateRange("date", "2017", "2017"), DateRange("date", "2016-02", None), DateRange("updated", None, "2017-03-22"),
     DateRange("date", None, None), DateRange("date", "2017-03-22T14:05+01:00", "2018")]
)  # fmt: skip
TREES = st.recursive(
    st.one_of(GROUPED, WHOLE, VALUES, DATES, st.just(Every())),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(all_of),
        st.lists(inner, min_size=2, max_size=3).map(any_of),
        st.builds(Not, inner),
        st.builds(Boost, inner, st.sampled_from([0.5, 3.0])),
        st.builds(Field, PROSE_FIELDS, inner),
    ),
    max_leaves=8,
)


@settings(max_examples=400)
@given(TREES)
def test_every_tree_is_read_back_from_its_print(tree: Node) -> None:
    assert read(str(tree)).node == tree


PIECES = (
    'a strike foo,bar al-Abadi 北京 ประเทศ date:2017 date: url: guid: headline: publisher: foo: - ( ) " “ » * ? ~ ~2'
)
OPERATING = "^ ^3 = == AND OR NOT NEAR/5 PRE/2 SENTENCE ATLEAST/2 FIRST/9 NEAR . : _ \\ \u200d \u0301 ' / İ"
SALAD = st.lists(st.sampled_from([*PIECES.split(), *OPERATING.split(), *" " * 6]), max_size=14).map("".join)


@settings(max_examples=1500)
@given(st.one_of(SALAD, SALAD, st.text(max_size=40)), st.booleans())
@example("\x00\x1b[31m‮", False)
@example("\ud800", False)
@example("ß?が", False)
@example("京?_\u200c", False)
@example("url: guid:x", False)
def test_any_text_is_read_or_refused_and_reads_the_same_from_its_print(text: str, any_word: bool) -> None:
    parsed = wrong = None
    try:
        parsed = read(text, any_word=any_word)
    except QueryError as error:
        wrong = error
    if parsed is None:
        assert wrong is not None
        assert wrong.query == text
        assert 0 <= wrong.position < wrong.position + wrong.length <= len(text)
        return
    assert read(str(parsed.node)).node == parsed.node
    assert str(read(str(parsed.node)).node) == str(parsed.node)


PLAIN = st.lists(
    st.one_of(
        st.sampled_from(["rail", "rail", "al-Abadi", "AT&T", "U.S", "it's", "24-7", "A1", "and", "NEARLY", "PREP"]),
        st.sampled_from([*PIECES.split(), *OPERATING.split(), "FIRST", "PRE", "1,000", "a-", "-a", "a--b", "x_y", "é"]),
        st.from_regex(r"[A-Za-z0-9][A-Za-z0-9&'.,/-]{0,5}", fullmatch=True),
        st.sampled_from(['"rail strike"', '"a"', '" U.S  rail "', '"rail"s', '"1,000"', '"OR"', '""', '"a b"~2', '"a']),
        st.sampled_from(["strik*", "a*", "1*", "al-a*", "a*b", "*", "*a", "OR*", "x_*"]),
        st.sampled_from(["date:2017", "date:2017-03", "date:2017-03-22-1", "updated:2017-03-22"]),
        st.sampled_from(["date:2017", "date:2017-13", "date:2017-3", "date:0000",
                         "date:2017-02-30", "Date:2017", "date:2017..2018", "date:", "-date:2017"]),
    ),
    max_size=4,
).flatmap(lambda terms: st.sampled_from([terms, [part for term in terms for part in ("OR", term)][1:]]))  # fmt: skip
SPACES = st.sampled_from([" ", " ", "  ", "\n", "\t", "\u3000", "\x1c", "\x85", "\u200b"])


@settings(max_examples=1500)
@example(["0."], " ", False)
@example(["rail", "or", "bus"], "\n", False)
@example(["rail", "ADJ", "near5", "not", "bus"], "  ", True)
@example(["date:2016", "to", "2018"], " ", False)
@given(PLAIN, SPACES, st.booleans())
def test_words_alone_are_read_as_the_whole_parser_reads_them(terms: list[str], space: str, any_word: bool) -> None:
    for text in (space.join(terms), space + space.join(terms) + space):
        quick = module._plain(text, any_word)
        if quick is not None:
            whole = module._parsed(text, any_word, None)  # raises for what the quick way must not take
            assert quick == whole
            assert (quick.notices, quick.places) == (whole.notices, whole.places)
            assert all(quick.place(place.node) == place for place in quick.places)


@pytest.mark.parametrize(
    "text",
    [
        "rail",
        " rail  strike ",
        "Covid-19 U.S AT&T don't",
        "to be or not to be",
        '"rail" strik* date:2017-03',
        "a OR b*",
    ],
)
def test_words_alone_are_read_the_quick_way(text: str) -> None:
    quick = module._plain(text, False)
    assert quick is not None
    typed = [text[at : at + length] for _, at, length in quick.places]
    assert typed == [term.removeprefix("date:") for term in text.split() if term != "OR"]


def test_words_alone_are_told_from_operators_and_from_too_many() -> None:
    for operator in ("AND", "NOT", "SENTENCE", "PARAGRAPH", *module.COUNTS):
        assert module._plain(f"rail {operator} strike", False) is None
    for text in (
        "OR",
        "OR rail",
        "rail OR",
        "rail OR OR strike",
        "rail OR strike pay",
        "pay rail OR strike",
        "a OR NOT",
    ):
        assert module._plain(text, False) is None, text
    assert module._plain("rail OR strike OR pay", False) == module._parsed("rail OR strike OR pay", False, None)
    assert module._plain("rail " * module.MAX_PLAIN, False) is None
    assert module._plain(" ", False) is None
    assert module.MAX_PLAIN / 2 < MAX_TERMS

"""Small random archives and query trees, made of words that meet in every way that words can."""

from __future__ import annotations

from hypothesis import strategies as st

from indexer.article import Article, Caption, article_id
from search.query import ast

WORDS = (
    "strike", "strikes", "Striking", "rail", "rails", "the", "of", "al-Abadi", "abadi", "al", "Covid-19", "covid", "19",
    "U.S.", "Müller", "muller", "l’État", "die", "sterben", "北京", "京", "bye-bye", "1,000", "running", "run",
)  # fmt: skip
_CASES = (*"ani", "ssa", "sta", "lla", "lta", "lle", "na", "ksi", "tta", "issa", "ista", "illa", "ilta", "ille")
# What Finnish makes one word of, with a form among them that English alone takes for the same.
FORMS: tuple[str, ...] = (
    "metro",
    "metros",
    *(f"metro{case}{asked}" for case in _CASES for asked in ("", "kin", "han", "ko")),
)
# Everything that decides where a word ends, in many scripts, with what can stand between and behind letters.
CHARACTERS = (
    "aB1_ -'&./,‐‑’＇＆‘“”–—…•\u00a0\n\t·‧״éÉßŒøЙйЖ\u0301\u0306Σςİıأهـ١٢\u064bשלום한글हिन्दी१२አማ"
    "\u200b\u200c\u200d\u00ad\u2060\ufeff北京大カナｶﾞ\uff9eｰーか\u3099กำ็๑๒ລາວ\u0eb3ខ្មែរក\u17d2\u094dक"
    "ⅷ①½\ufefcﷺ㎏𝔘😀👨\u200d👩𠀀\ud800\udc00\0=#"
)
DATES = (None, "2016", "2017", "2017-03", "2017-03-22", "2017-03-22T23:30:00-05:00", "2018-01-01", "a Tuesday")
PUBLISHERS = (None, "BBC News", "bbc  news", "Strike Weekly", "x" * 120)

_texts = st.lists(st.sampled_from((*WORDS, *FORMS[:3])), max_size=8).map(" ".join)


@st.composite
def articles(draw: st.DrawFn, *, identity: int) -> Article:
    """One article, whose id is that of this identity."""
    return Article(
        id=article_id(f"test:{identity}"),
        guid=draw(st.sampled_from((None, "A-1", "tag:example.org,2017:1"))),
        url=draw(st.sampled_from((None, "https://www.example.org/rail-strike", "http://bbc.co.uk/al-abadi/1"))),
        headline=draw(st.none() | _texts),
        byline=tuple(draw(st.lists(st.sampled_from(("Ann Müller", "J. al-Abadi")), max_size=2))),
        published=draw(st.sampled_from(DATES)),
        updated=draw(st.sampled_from(DATES)),
        publisher=draw(st.sampled_from(PUBLISHERS)),
        section=draw(st.sampled_from((None, "World", "Rail"))),
        language=draw(st.sampled_from(("en", "en-GB", "de", "fi", "zh", None))),
        body=tuple(draw(st.lists(_texts, max_size=3))),
        captions=tuple(Caption(text) for text in draw(st.lists(_texts, max_size=2))),
        keywords=tuple(draw(st.lists(_texts, max_size=2))),
        locator=f"articles/{identity}.txt",
        reader="text",
    )


def archives(*, most: int = 8) -> st.SearchStrategy[list[Article]]:
    """Some articles with different ids."""
    return st.integers(0, most).flatmap(
        lambda count: st.tuples(*(articles(identity=n) for n in range(count))).map(list)
    )


_words = st.sampled_from((*WORDS, *FORMS[:3], "strik", "unheard", "!!!"))
_leaves: st.SearchStrategy[ast.Node] = st.one_of(
    _words.map(ast.Word),
    _words.map(ast.Form),
    st.lists(_words, min_size=1, max_size=3).map(" ".join).map(ast.Phrase),
    st.sampled_from(("strik*", "*", "r?il*", "*a*", "?", "co*9", "北*", "=*", "zz*")).map(ast.Pattern),
    st.builds(ast.Fuzzy, st.sampled_from(("strke", "rial", "abadi", "al", "a", "müler")), st.integers(0, 2)),
    st.builds(
        ast.DateRange,
        st.sampled_from(("date", "updated")),
        st.sampled_from((None, "2016", "2017-03", "2017-03-22")),
        st.sampled_from((None, "2017", "2017-03", "2018-06-01")),
    ),
    st.just(ast.Every()),
    st.just(ast.Nothing()),
)
_fielded: st.SearchStrategy[ast.Node] = st.one_of(
    st.builds(
        ast.Field,
        st.sampled_from(
            ("headline", "body", "caption", "keyword", "byline", "publisher", "section", "language", "guid")
        ),
        st.one_of(_leaves, st.sampled_from(("BBC", "World", "en", "a-1", "Ann Muller")).map(ast.Word)),
    ),
    st.builds(ast.Field, st.just("url"), st.sampled_from(("rail-strike", "bbc.co.uk", "abadi/1", "1")).map(ast.Word)),
    st.builds(
        ast.Field,
        st.sampled_from(("publisher", "headline", "section", "language", "guid", "keyword")),
        st.sampled_from(("BBC News", "bbc news", "world", "strike", "EN", "A-1", "x" * 120, "x" * 119, "")).map(
            ast.Whole
        ),
    ),
)


# Few words, so that they meet, in sentences, in capitals and small letters.
_MET = (
    "rail",
    "rail",
    "strike",
    "strikes",
    "Strike",
    "the",
    "al-Abadi",
    "abadi",
    "北京",
    "京",
    "AIDS",
    "aids",
    "bye-bye",
)
_prose = st.lists(
    st.tuples(st.sampled_from(_MET), st.sampled_from((" ", " ", " ", ", ", ". The ", "! ", "。"))), max_size=12
).map(lambda pairs: "".join(word + mark for word, mark in pairs))


@st.composite
def told(draw: st.DrawFn, *, identity: int) -> Article:
    """An article of a few words that meet often."""
    return Article(
        id=article_id(f"told:{identity}"),
        headline=draw(st.none() | _prose),
        published=draw(st.sampled_from(DATES)),
        language=draw(st.sampled_from(("en", "de", None))),
        body=tuple(draw(st.lists(_prose, max_size=4))),
        captions=tuple(Caption(text) for text in draw(st.lists(_prose, max_size=2))),
        keywords=tuple(draw(st.lists(_prose, max_size=2))),
        byline=tuple(draw(st.lists(_prose, max_size=1))),
        locator=f"told/{identity}.txt",
    )


def told_archives(*, most: int = 6) -> st.SearchStrategy[list[Article]]:
    """Some of them."""
    return st.integers(0, most).flatmap(lambda count: st.tuples(*(told(identity=n) for n in range(count))).map(list))


_met = st.sampled_from(_MET)
_operands: st.SearchStrategy[ast.Node] = st.one_of(
    _met.map(ast.Word),
    _met.map(ast.Word),
    st.builds(
        ast.Form, st.sampled_from(("rail", "Strike", "AIDS", "aids", "al-Abadi", "Abadi", "bye", "京")), st.booleans()
    ),
    st.lists(_met, min_size=1, max_size=3).map(" ".join).map(ast.Phrase),
    st.sampled_from(("strik*", "a*", "r?il", "*")).map(ast.Pattern),
    st.builds(ast.Fuzzy, st.sampled_from(("rial", "aid")), st.integers(0, 2)),
)


def _operating(nodes: st.SearchStrategy[ast.Node]) -> st.SearchStrategy[ast.Node]:
    several = st.lists(nodes, min_size=2, max_size=2).map(tuple)
    near = st.sampled_from((1, 2, 3, 5, 20))
    return st.one_of(
        st.builds(ast.Near, nodes, nodes, near, st.booleans(), st.booleans()),
        st.builds(ast.Near, nodes, nodes, near, st.booleans()),
        st.builds(_of_the_same, nodes, nodes, near, near),
        st.builds(ast.Within, nodes, nodes, st.sampled_from(("sentence", "paragraph"))),
        st.builds(ast.AtLeast, st.integers(1, 4), nodes),
        st.builds(ast.First, st.integers(1, 12), nodes),
        several.map(ast.Or),
        several.map(ast.And),
        st.builds(ast.Boost, nodes, st.just(3.0)),
        st.builds(ast.Field, st.sampled_from(("headline", "body", "caption", "keyword", "byline")), nodes),
    )


def _of_the_same(one: ast.Node, other: ast.Node, first: int, second: int) -> ast.Node:
    """What isn't near to the same words the other way round."""
    return ast.Near(ast.Near(one, other, first), ast.Near(other, one, first), second, negated=True)


def positional() -> st.SearchStrategy[ast.Node]:
    """A positional operator, with others among its operands."""
    return st.recursive(_operands, _operating, max_leaves=4)


def _branches(nodes: st.SearchStrategy[ast.Node]) -> st.SearchStrategy[ast.Node]:
    several = st.lists(nodes, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        several.map(ast.And),
        several.map(ast.Or),
        nodes.map(ast.Not),
        st.builds(ast.Boost, nodes, st.sampled_from((0.5, 3.0))),
        st.builds(ast.Field, st.sampled_from(("headline", "body")), nodes),
    )


def trees() -> st.SearchStrategy[ast.Node]:
    """A query tree of any operators."""
    return st.recursive(st.one_of(_leaves, _fielded, positional()), _branches, max_leaves=8)

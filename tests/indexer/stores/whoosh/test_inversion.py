"""A batch turned into arrays says what its articles say one by one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Caption, article_id
from indexer.stores.whoosh import inversion, vocabulary
from indexer.stores.whoosh.inversion import Inverted, invert
from tests.support import corpora, one_by_one

LONG = st.tuples(st.sampled_from("aé北-"), st.integers(1, 50)).map(lambda pair: pair[0] * pair[1])
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from(corpora.CHARACTERS), max_size=40),
    st.lists(st.one_of(st.sampled_from(corpora.WORDS), LONG), max_size=8).map(" ".join),
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article of any characters in every field."""
    several = st.lists(TEXTS, max_size=3).map(tuple)
    one = st.none() | TEXTS
    return Article(
        id=draw(st.text("0123456789abcdef", min_size=1, max_size=3)),
        guid=draw(one),
        url=draw(one),
        headline=draw(one),
        byline=draw(several),
        dateline=draw(one),
        published=draw(st.sampled_from(corpora.DATES)),
        updated=draw(st.sampled_from(corpora.DATES)),
        publisher=draw(st.sampled_from(corpora.PUBLISHERS)),
        section=draw(one),
        language=draw(st.sampled_from(("en", "de", "th", None))),
        body=draw(several),
        captions=tuple(map(Caption, draw(several))),
        keywords=draw(several),
    )


@dataclass
class Said:
    """What one article says, in the same words for both."""

    postings: dict[str, dict[str, tuple[int, list[int]]]] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, tuple[int, int]] = field(default_factory=dict)


def alone(article: Article) -> Said:
    """Inverted by itself, word by word."""
    found = one_by_one.invert(article)
    said = Said(lengths=found.lengths, seconds={name: both for name, both in found.seconds.items() if any(both)})
    for name, forms in found.forms.items():
        if forms:
            said.postings[name] = {term: (count, list(where)) for term, (count, where) in forms.items()}
    for name, counts in found.stems.items():
        if counts and name != "id" and not name.endswith("_stem"):
            said.postings[name] = {term: (count, []) for term, count in counts.items()}
    said.lengths = {name: words for name, words in found.lengths.items() if words}
    return said


def together(found: Inverted, count: int) -> list[Said]:
    """A batch's arrays, by article; what the arrays promise is asserted on the way."""
    said = [Said() for _ in range(count)]
    for name, postings in found.postings.items():
        assert postings.terms == sorted(set(postings.terms)) != []
        assert postings.starts[0] == 0
        assert postings.starts[-1] == len(postings.documents) == len(postings.frequencies)
        assert postings.positions is None or len(postings.positions) == postings.frequencies.sum()
        where = iter([] if postings.positions is None else postings.positions.tolist())
        for number, raw in enumerate(postings.terms):
            term = raw.decode("utf-8", "surrogatepass")
            some = slice(postings.starts[number], postings.starts[number + 1])
            documents = postings.documents[some].tolist()
            assert documents == sorted(set(documents)) != []
            for document, times in zip(documents, postings.frequencies[some].tolist(), strict=True):
                places = [] if postings.positions is None else [next(where) for _ in range(times)]
                # A whole value stands where it begins; nobody asks where, and one by one it has no position.
                said[document].postings.setdefault(name, {})[term] = (times, [] if term[0] == "=" else places)
    for name, lengths in found.lengths.items():
        for document, words in enumerate(lengths.tolist()):
            if words:
                said[document].lengths[name] = words
    for name, (first, last) in found.seconds.items():
        for document, both in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
            if any(both):
                said[document].seconds[name] = both
    return said


@given(st.lists(articles(), max_size=4))
def test_a_batch_says_what_its_articles_say(batch: list[Article]) -> None:
    assert together(invert(batch), len(batch)) == [alone(article) for article in batch]


@given(st.lists(articles(), max_size=4))
def test_texts_read_in_pieces_say_the_same(batch: list[Article]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "CHUNK", 16)
        patch.setattr(inversion, "_KEY_BITS", 10)
        assert together(invert(batch), len(batch)) == [alone(article) for article in batch]


def real(data: Path) -> Iterator[Article]:
    """Some news in English, all in other languages."""
    for path in (data / "news-2012-2020.jsonl.gz", *sorted((data / "multilingual").glob("*.jsonl.gz"))):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number == 300:
                    break
                record = json.loads(line)
                yield Article(
                    id=article_id(f"{path.name}:{number}"),
                    url=record.get("url") or None,
                    headline=record["title"] or None,
                    byline=tuple(record.get("authors") or ()),
                    published=record["date"] or None,
                    publisher=record["source"],
                    section=record.get("section") or None,
                    language=record.get("lang", "en"),
                    body=tuple(line for line in record["text"].splitlines() if line.strip()),
                    captions=tuple(map(Caption, record.get("captions") or ())),
                )


def test_real_news_says_the_same(data: Path) -> None:
    batch = list(real(data))
    for article, said in zip(batch, together(invert(batch), len(batch)), strict=True):
        assert said == alone(article), article.headline


def test_paragraphs_begin_at_their_first_word() -> None:
    batch = [Article(id="a", body=("One two.", "!", "Three")), Article(id="b"), Article(id="c", body=("Four",))]
    found = invert(batch)
    assert found.paragraphs.tolist() == [0, 3, 4, 0]
    assert found.paragraph_starts.tolist() == [0, 3, 3, 4]


def test_a_grapheme_that_neighbours_dont_decide_is_one_word() -> None:
    batch = [Article(id="a", body=("rail ក្ក", "ខ្មែរ strike")), Article(id="b", body=("rail",))]
    assert together(invert(batch), 2) == [alone(article) for article in batch]
    assert "ក្ក".encode() in invert(batch).postings["body"].terms


def test_a_whole_value_stands_where_it_first_begins() -> None:
    article = Article(id="a", keywords=("Ferry strike", "port", "ferry  strike"))
    postings = invert([article]).postings["keyword"]
    whole = postings.terms.index(b"=ferry strike")
    assert postings.frequencies[postings.starts[whole]] == 1
    assert postings.positions is not None
    assert postings.positions[postings.frequencies[: postings.starts[whole]].sum()] == 0


def test_too_many_articles_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 65536 articles"):
        invert([Article(id="a")] * (inversion.MOST_ARTICLES + 1))

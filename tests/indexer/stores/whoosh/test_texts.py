"""The articles of a segment: what was added comes back, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.article import Article, Caption
from indexer.stores.whoosh.texts import HEAD, decode, decode_head, decode_own, encode, train

_text = st.text(st.characters(codec=None), max_size=20)
_some = st.none() | _text


@given(
    st.builds(
        Article,
        id=_text, guid=_some, url=_some, headline=_some, byline=st.lists(_text).map(tuple), dateline=_some,
        published=_some, updated=_some, publisher=_some, section=_some, language=_some,
        body=st.lists(_text).map(tuple),
        captions=st.lists(st.builds(Caption, _text, _some, st.integers(1, 9))).map(tuple),
        credit=_some, keywords=st.lists(_text).map(tuple), locator=_text, reader=_text,
    )
)  # fmt: skip
@settings(max_examples=50, deadline=None)
def test_articles_come_back_whatever_their_text(article: Article) -> None:
    head, rest = encode(article)
    assert decode(head, rest) == decode_own(head, rest) == article
    assert decode_head(head) == [getattr(article, name) for name in HEAD]


def test_half_a_surrogate_pair_survives() -> None:
    assert decode(*encode(Article(headline="\ud800"))).headline == "\ud800"


HEAD_RECORD, REST_RECORD = encode(Article(headline="Rail strike"))
NOT_RECORDS = [b"", b"{}", b"[]", b"[" * 100_000, b"[1,2]", HEAD_RECORD[:-4]]


@pytest.mark.parametrize("record", NOT_RECORDS)
def test_what_is_no_article_is_a_value_error(record: bytes) -> None:
    with pytest.raises(ValueError):
        decode(record, REST_RECORD)
    with pytest.raises(ValueError):
        decode(HEAD_RECORD, record)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"Rail strike"', b"5"),
        (b'"Rail strike"', b'["Rail strike"]'),
        (b'["Ann"]', b"[1]"),
        (b'["Ann"]', b"[[]]"),
        (b'["Ann"]', b'"Ann"'),
        (b'"a body"', b"{}"),
        (b'"a body"', b"null"),
        (b'["a caption",null,1]', b'["a caption",null,"1"]'),
        (b'["a caption",null,1]', b"[null,null,1]"),
        (b'["a keyword"]', b"[2]"),
        (b'"a credit"', b"1.5"),
    ],
)
def test_what_is_no_text_was_found_out_by_whoever_printed_it(before: bytes, after: bytes) -> None:
    captions = (Caption("a caption"),)
    article = Article(
        headline="Rail strike", byline=("Ann",), body=("a body",), captions=captions, credit="a credit",
        keywords=("a keyword",),
    )  # fmt: skip
    head, rest = encode(article)
    assert before in head + rest
    with pytest.raises(ValueError):
        decode(head.replace(before, after), rest.replace(before, after))


def test_a_dictionary_is_made_of_many_records_alone_and_the_same_each_time() -> None:
    records = [b"The strike of day %d, by our own correspondent in Port Ellery. " % n * 9 for n in range(600)]
    assert train(records[:100]) == b""
    assert train(records) == train(records) != b""

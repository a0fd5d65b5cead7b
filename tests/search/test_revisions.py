"""What lies between two revisions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Caption
from indexer.ledger import Version
from indexer.text import boilerplate
from search.revisions import Piece, compare, compare_articles

WORDS = st.lists(st.sampled_from(["rail", "strike", "the", "ends,", "today", "港口", "a"]), max_size=12)
BODY = st.lists(WORDS.map(" ".join), max_size=5).map(tuple)


def test_the_words_that_changed_are_told_and_counted() -> None:
    before = Article(headline="Strike", body=("The crews stopped work on Tuesday.", "Nobody was hurt.", "It rained."))
    after = Article(headline="Strike", body=("The crews stopped work on Monday.", "It rained.", "They went home."))
    found = compare_articles(before, after)
    assert (found.gone, found.new) == (4, 4)
    assert [(p.field, p.paragraph, p.pieces) for p in found.passages] == [
        (
            "body",
            1,
            (Piece("same", "The crews stopped work on "), Piece("gone", "Tuesday. "), Piece("new", "Monday. ")),
        ),
        ("body", 2, (Piece("gone", "Nobody was hurt."),)),
        ("body", 3, (Piece("new", "They went home."),)),
    ]


def test_dates_and_names_are_told_but_are_no_words_of_the_text() -> None:
    before = Article(byline=("Ann Tern",), updated="2024-03-05", captions=(Caption("The quay"),))
    after = Article(byline=("Ann Tern", "Bo Gull"), updated="2024-03-06", captions=(Caption("The pier"),))
    found = compare_articles(before, after)
    assert [passage.field for passage in found.passages] == ["updated", "byline", "caption"]
    assert (found.gone, found.new) == (1, 1)


def test_words_without_spaces_are_compared_by_character() -> None:
    found = compare_articles(Article(body=("港口渡轮停航。",)), Article(body=("港口渡轮复航。",)))
    assert found.passages[0].pieces == (
        Piece("same", "港口渡轮"), Piece("gone", "停"), Piece("new", "复"), Piece("same", "航。 "),
    )  # fmt: skip


def test_a_paragraph_that_was_split_lost_no_word() -> None:
    before = Article(body=("The crews stopped work on Tuesday. Nobody was hurt.", "It rained."))
    found = compare_articles(before, Article(body=(*before.body[0].split(". "), "It rained.")))
    assert (found.gone, found.new) == (1, 1), "but for its full stop"
    assert found.passages


@given(BODY, BODY)
def test_pieces_give_both_texts_back(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    found = compare_articles(Article(body=old), Article(body=new))
    assert bool(found.passages) == (old != new)
    for fate, body in (("new", new), ("gone", old)):
        told = {
            p.paragraph: "".join(piece.text for piece in p.pieces if piece.fate in ("same", fate)).split()
            for p in found.passages
            if any(piece.fate in ("same", fate) for piece in p.pieces)
        }
        if fate == "new":
            assert all(told[n] == body[n - 1].split() for n in told if n)
        texts = [line.split() for line in body]
        assert all(words in texts for words in told.values())


def test_boilerplate_is_no_word_of_either() -> None:
    plug = "Jo Tern covers the harbour for the Daily."
    story = "The crews stopped work on Tuesday."
    old, new = (
        Version(n, n, "", n == 2, True, True, Article(publisher="Daily", body=body), "a.jsonl")
        for n, body in ((1, (story,)), (2, (story, plug)))
    )
    assert compare(old, new, lambda keys: ()).new == 8
    key = boilerplate.line_key(plug) ^ boilerplate.key("Daily")
    assert compare(old, new, lambda keys: {key} & set(keys)) == ((0, 0, ()))

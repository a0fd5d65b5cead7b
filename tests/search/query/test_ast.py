"""Walks over a tree."""

from __future__ import annotations

from search.query.ast import (
    Boost,
    Every,
    Field,
    Near,
    Node,
    Not,
    Nothing,
    Phrase,
    Placed,
    Word,
    all_of,
    any_of,
    children,
    depth,
    leaves,
    map_nodes,
)
from search.query.parser import parse

A, B, C = Word("a"), Word("b"), Word("c")


def test_leaves_know_their_field_and_whether_they_are_wanted() -> None:
    node = parse('a headline:(b OR body:"c d") -e NOT (f -g) h NOT NEAR/2 i').node
    assert list(leaves(node)) == [
        Placed(A, None, True),
        Placed(B, "headline", True),
        Placed(Phrase("c d"), "body", True),
        Placed(Word("e"), None, False),
        Placed(Word("f"), None, False),
        Placed(Word("g"), None, True),
        Placed(Word("h"), None, True),
        Placed(Word("i"), None, False),
    ]


def test_map_nodes_keeps_the_shape_and_changes_leaves_first() -> None:
    node = parse("headline:a^2 (b NEAR/3 c OR NOT d) ATLEAST/2 e FIRST/9 f g SENTENCE h").node
    assert map_nodes(node, lambda here: here) == node

    def louder(here: Node) -> Node:
        return Word(here.text.upper()) if isinstance(here, Word) else here

    assert str(map_nodes(node, louder)) == "headline:A^2 (B NEAR/3 C OR NOT D) ATLEAST/2 E FIRST/9 F G SENTENCE H"


def test_joins_have_one_shape() -> None:
    assert all_of([A, all_of([B, C])]) == all_of([all_of([A, B]), C])
    assert any_of([A, any_of([B, C])]) == any_of([any_of([A, B]), C])
    assert all_of([A, Nothing()]) == A
    assert all_of([]) == any_of([]) == Nothing()
    assert children(all_of([A, any_of([B, C])])) == (A, any_of([B, C]))


def test_depth_is_safe_on_any_tree() -> None:
    node: Node = Every()
    for _ in range(5_000):
        node = Not(node)
    assert depth(node) == 5_001
    assert [placed.positive for placed in leaves(node)] == [True]
    assert depth(A) == 1
    assert depth(Boost(Field("body", Near(A, B, 1)), 2.0)) == 4

"""What positional operators ask for, taken apart."""

from __future__ import annotations

import pytest

from indexer.errors import QueryError
from search.query import ast
from search.query.operands import (
    DEFAULT,
    MAX_ALTERNATIVES,
    Early,
    Either,
    Joined,
    Often,
    Relation,
    Sought,
    alternatives,
    is_positional,
    loosened,
    never_met,
    sought,
)
from search.query.parser import parse

A, B, C = (Sought(ast.Word(name), DEFAULT) for name in "abc")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a NEAR/5 b", ((Joined(((A,),), ((B,),), Relation("near", 5)),),)),
        ("a PRE/5 (b OR c)", ((Joined(((A,),), ((Either((B, C)),),), Relation("pre", 5)),),)),
        ("a SENTENCE (b c)", ((Joined(((A,),), ((B, C),), Relation("sentence")),),)),
        ("a NEAR/5 (b OR (b c))", ((Joined(((A,),), ((B,), (B, C)), Relation("near", 5)),),)),
        (
            "(a b) NOT NEAR/5 c",
            (tuple(Joined(((one,),), ((C,),), Relation("near", 5), negated=True) for one in (A, B)),),
        ),
        ("ATLEAST/2 (a OR b)", ((Often(2, Either((A, B))),),)),
        ("ATLEAST/2 (a b)", ((Often(2, A), Often(2, B)),)),
        ("FIRST/2 a", ((Early(2, Sought(ast.Word("a"), ("body",))),),)),
        ("FIRST/2 headline:a", ((Early(2, Sought(ast.Word("a"), ("headline",))),),)),
        ("a^2 NEAR/1 b", ((Joined(((A,),), ((B,),), Relation("near", 1)),),)),
    ],
)
def test_alternatives(query: str, expected: object) -> None:
    assert alternatives(parse(query).node) == expected


@pytest.mark.parametrize(
    ("query", "loose"),
    [
        ("a NEAR/5 b PRE/2 c", "a b c"),
        ("a NOT NEAR/5 b", "a"),
        ("a PARAGRAPH (b OR c)", "a (b OR c)"),
        ("FIRST/2 headline:(a NEAR/1 b)^2", "headline:(a b)^2"),
        ("ATLEAST/3 ==Ab NEAR/1 b", "=Ab b"),
        ("-(a NEAR/1 b) c", "NOT (a NEAR/1 b) c"),
    ],
)
def test_loosened_asks_for_the_words(query: str, loose: str) -> None:
    assert str(loosened(parse(query).node)) == loose


def test_what_is_positional() -> None:
    for query in ("a NEAR/1 b", "a SENTENCE b", "ATLEAST/2 a", "FIRST/2 a", "==A", "a NOT PRE/2 b"):
        assert is_positional(parse(query).node), query
    for query in ("a", '"a b"', "=a", "headline:(a NEAR/1 b)", "a b", "*", "-a", "date:2017"):
        assert not is_positional(parse(query).node), query


@pytest.mark.parametrize(
    "node",
    [
        ast.Not(ast.Word("a")),
        ast.Every(),
        ast.Nothing(),
        ast.DateRange("date", "2017", None),
        ast.Field("language", ast.Pattern("e*")),
        ast.Field("date", ast.Word("a")),
    ],
)
def test_what_has_no_place_is_refused(node: ast.Node) -> None:
    with pytest.raises(QueryError, match="place"):
        alternatives(ast.Near(ast.Word("b"), node, 5))


def test_too_many_combinations_are_refused() -> None:
    some = ast.Or((ast.And((ast.Word("a"), ast.Word("b"))), ast.Word("c")))
    assert len(alternatives(ast.And((some,) * 8))) == MAX_ALTERNATIVES
    with pytest.raises(QueryError, match=f"{MAX_ALTERNATIVES} combinations"):
        alternatives(ast.And((some,) * 9))
    side = ast.And((some,) * 5)
    alternatives(ast.Near(side, side, 5))
    with pytest.raises(QueryError, match="1,024 combinations"):
        alternatives(ast.Near(side, ast.And((some,) * 6), 5))
    deep: ast.Node = ast.Word("a")
    for _ in range(300):
        deep = ast.Boost(deep, 2.0)
    with pytest.raises(QueryError, match="deep"):
        alternatives(ast.First(5, deep))


def test_sides_in_different_fields_never_meet() -> None:
    assert len(never_met(parse("headline:a NEAR/2 body:b").node)) == 1
    assert len(never_met(parse("x OR -(caption:(c NEAR/1 body:b) NEAR/3 caption:a)").node)) == 1
    for query in ("a NEAR/2 b", "headline:(a NEAR/2 b)", "headline:a NEAR/2 b", "headline:a NOT NEAR/2 body:b", "a b"):
        assert never_met(parse(query).node) == []


def test_every_leaf_is_sought() -> None:
    ((unit,),) = alternatives(parse("a NEAR/2 (b OR ATLEAST/2 FIRST/3 c)").node)
    assert [str(one.leaf) for one in sought(unit)] == ["a", "b", "c"]

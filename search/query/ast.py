"""A query is a value: small frozen nodes that print themselves, and free functions over them.

The tree holds what the searcher meant, in the searcher's words; folding and stemming happen where it is compiled.
Every operator of the query language has its node here. What an engine can't answer (whole values of a field that it
keeps words of alone) is `UnsupportedQuery`.

`str(node)` is the query back, with no more brackets than it needs, and `parser.parse` reads it as the same tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias, assert_never, cast

from indexer.frozen import dataclass
from indexer.patterns import lazy


class _Printed:
    __slots__ = ()

    def __str__(self) -> str:
        return _printed(cast("Node", self))  # every subclass is one


@dataclass(frozen=True, slots=True)
class Word(_Printed):
    """A bare word: matches by stem, in the default fields unless a `Field` stands around it."""

    text: str


@dataclass(frozen=True, slots=True)
class Form(_Printed):
    """`=strikes`: this written form, case and accents folded; `==AIDS` (`exact`): case and accents too."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase(_Printed):
    """`"rail strike"`: these written forms side by side in one paragraph. `text` is what stands between the quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Pattern(_Printed):
    """`strik*`, `wom?n`: written forms by prefix (`*` at the end or inside) and single character (`?`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy(_Printed):
    """`abadi~`, `tillersen~2`: written forms within this many edits."""

    text: str
    edits: int = 1


@dataclass(frozen=True, slots=True)
class Whole(_Printed):
    """`publisher:="BBC News"`: the field's whole value, case and accents folded. Stands inside a `Field`."""

    text: str


@dataclass(frozen=True, slots=True)
class DateRange(_Printed):
    """`date:2017-03..2017-04`: articles whose date lies wholly in the range; None is an open end.

    The ends are dates in the sense of `indexer.dates`; `field` is `date` or `updated`. With both ends open: articles
    whose date is known.
    """

    field: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Field(_Printed):
    """`headline:strike`, `body:(a OR b)`: the node, in this field alone."""

    name: str
    node: Node


@dataclass(frozen=True, slots=True)
class And(_Printed):
    """All of them. At least two."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(_Printed):
    """Any of them. At least two."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(_Printed):
    """Every article but these."""

    node: Node


@dataclass(frozen=True, slots=True)
class Near(_Printed):
    """`a NEAR/10 b`: within so many words in any order; `PRE/3` (`ordered`): in this order; `NOT NEAR/5` (`negated`):
    some `a` has no `b` within so many words."""

    left: Node
    right: Node
    distance: int
    ordered: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Within(_Printed):
    """`a SENTENCE b`, `a PARAGRAPH b`: both in one of them."""

    left: Node
    right: Node
    unit: Literal["sentence", "paragraph"]


@dataclass(frozen=True, slots=True)
class AtLeast(_Printed):
    """`ATLEAST/5 strike`: at least so many times, over all the fields that the node searches."""

    count: int
    node: Node


@dataclass(frozen=True, slots=True)
class First(_Printed):
    """`FIRST/50 strike`: among the first so many words."""

    count: int
    node: Node


@dataclass(frozen=True, slots=True)
class Boost(_Printed):
    """`strike^3`: the node's share of the score, multiplied; by 0 or more."""

    node: Node
    weight: float


@dataclass(frozen=True, slots=True)
class Every(_Printed):
    """`*`: every article."""


@dataclass(frozen=True, slots=True)
class Nothing(_Printed):
    """A query with no word in it (`!!!`): no article."""


Node: TypeAlias = (
    Word
    | Form
    | Phrase
    | Pattern
    | Fuzzy
    | Whole
    | DateRange
    | Field
    | And
    | Or
    | Not
    | Near
    | Within
    | AtLeast
    | First
    | Boost
    | Every
    | Nothing
)

Leaf: TypeAlias = Word | Form | Phrase | Pattern | Fuzzy | Whole | DateRange | Every | Nothing


class Placed(NamedTuple):
    """A leaf in its place: the name of the field around it (None: the default fields), and whether it stands under an
    even number of negations, so that its matches are what the searcher wants to see."""

    leaf: Leaf
    field: str | None
    positive: bool


def all_of(nodes: Iterable[Node]) -> Node:
    """The `And` of `nodes` in its one shape: flat, without `Nothing`, and never of fewer than two.

    >>> str(all_of([Word("rail"), all_of([Word("strike"), Nothing(), Word("pay")])]))
    'rail strike pay'
    """
    flat = tuple(
        part
        for node in nodes
        for part in (node.nodes if isinstance(node, And) else (node,))
        if not isinstance(part, Nothing)
    )
    return And(flat) if len(flat) > 1 else flat[0] if flat else Nothing()


def any_of(nodes: Iterable[Node]) -> Node:
    """The `Or` of `nodes`, in the same shape."""
    flat = tuple(
        part
        for node in nodes
        for part in (node.nodes if isinstance(node, Or) else (node,))
        if not isinstance(part, Nothing)
    )
    return Or(flat) if len(flat) > 1 else flat[0] if flat else Nothing()


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below, from left to right."""
    match node:
        case And(nodes) | Or(nodes):
            return nodes
        case Near() | Within():
            return (node.left, node.right)
        case Field() | Not() | AtLeast() | First() | Boost():
            return (node.node,)
        case Word() | Form() | Phrase() | Pattern() | Fuzzy() | Whole() | DateRange() | Every() | Nothing():
            return ()
        case _:
            assert_never(node)


def map_nodes(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with every node replaced by `change` of it, leaves first."""
    match node:
        case And(nodes):
            return change(And(tuple(map_nodes(part, change) for part in nodes)))
        case Or(nodes):
            return change(Or(tuple(map_nodes(part, change) for part in nodes)))
        case Near(left, right, distance, ordered, negated):
            return change(Near(map_nodes(left, change), map_nodes(right, change), distance, ordered, negated))
        case Within(left, right, unit):
            return change(Within(map_nodes(left, change), map_nodes(right, change), unit))
        case Field(name, inner):
            return change(Field(name, map_nodes(inner, change)))
        case Not(inner):
            return change(Not(map_nodes(inner, change)))
        case AtLeast(count, inner):
            return change(AtLeast(count, map_nodes(inner, change)))
        case First(count, inner):
            return change(First(count, map_nodes(inner, change)))
        case Boost(inner, weight):
            return change(Boost(map_nodes(inner, change), weight))
        case Word() | Form() | Phrase() | Pattern() | Fuzzy() | Whole() | DateRange() | Every() | Nothing():
            return change(node)
        case _:
            assert_never(node)


def leaves(node: Node) -> Iterator[Placed]:
    """Every leaf in its place, from left to right."""
    waiting: list[tuple[Node, str | None, bool]] = [(node, None, True)]
    while waiting:
        here, field, positive = waiting.pop()
        match here:
            case Word() | Form() | Phrase() | Pattern() | Fuzzy() | Whole() | DateRange() | Every() | Nothing():
                yield Placed(here, field, positive)
            case Field(name, inner):
                waiting.append((inner, name, positive))
            case Not(inner):
                waiting.append((inner, field, not positive))
            case Near(left, right, negated=negated):
                waiting += [(right, field, positive is not negated), (left, field, positive)]
            case And() | Or() | Within() | AtLeast() | First() | Boost():
                waiting += [(part, field, positive) for part in reversed(children(here))]
            case _:
                assert_never(here)


def walked(node: Node) -> Iterator[Node]:
    """The node and all below it, in no order that matters."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += children(here)


def depth(node: Node) -> int:
    """How many nodes stand above each other, at most; a leaf alone is 1. Safe on trees of any depth."""
    deepest, level = 0, [node]
    while level:
        deepest += 1
        level = [part for here in level for part in children(here)]
    return deepest


# How tightly a node's printed form holds together; a child looser than its place asks for stands in brackets.
_LOOSE, _POSITIONAL, _PREFIX, _BOOSTED, _TIGHT = range(5)

OPERATORS = lazy(r"AND|OR|NOT|SENTENCE|PARAGRAPH|(?:NEAR|PRE|ATLEAST|FIRST)(?:/(?:[+-]?\d+)?)?")
"""Terms that the parser doesn't read as words. A backslash before one makes it a word, as any punctuation does."""


def _printed(node: Node) -> str:
    match node:
        case Word(text):
            return "\\" + text if OPERATORS.fullmatch(text) else text
        case And(nodes):
            return " ".join([_bracketed(part, _POSITIONAL) for part in nodes])
        case Or(nodes):
            return " OR ".join([_bracketed(part, _POSITIONAL) for part in nodes])
        case Form(text, exact):
            return f"=={text}" if exact else f"={text}"
        case Phrase(text):
            return f'"{text}"'
        case Pattern(text):
            return text
        case Fuzzy(text, edits):
            return f"{text}~" if edits == 1 else f"{text}~{edits}"
        case Whole(text):
            return f"={text}" if _PLAIN.fullmatch(text) else f'="{text}"'
        case DateRange(field, first, last):
            return f"{field}:{first}" if first and first == last else f"{field}:{first or ''}..{last or ''}"
        case Field(name, inner):
            return f"{name}:{_bracketed(inner, _BOOSTED)}"
        case Not(inner):
            return f"NOT {_bracketed(inner, _PREFIX)}"
        case Near(left, right, distance, ordered, negated):
            operator = f"{'NOT ' if negated else ''}{'PRE' if ordered else 'NEAR'}/{distance}"
            return f"{_bracketed(left, _POSITIONAL)} {operator} {_bracketed(right, _PREFIX)}"
        case Within(left, right, unit):
            return f"{_bracketed(left, _POSITIONAL)} {unit.upper()} {_bracketed(right, _PREFIX)}"
        case AtLeast(count, inner):
            return f"ATLEAST/{count} {_bracketed(inner, _PREFIX)}"
        case First(count, inner):
            return f"FIRST/{count} {_bracketed(inner, _PREFIX)}"
        case Boost(inner, weight):
            return f"{_bracketed(inner, _TIGHT)}^{int(weight) if weight == int(weight) else weight!r}"
        case Every():
            return "*"
        case Nothing():
            return ""
        case _:
            assert_never(node)


_PLAIN = lazy(r"[^\W_]\w*")


def _bracketed(node: Node, place: int) -> str:
    return f"({_printed(node)})" if _tightness(node) < place else _printed(node)


def _tightness(node: Node) -> int:
    match node:
        case Word() | Form() | Phrase() | Pattern() | Fuzzy() | Whole() | Every() | Nothing():  # the most, so first
            return _TIGHT
        case And() | Or():
            return _LOOSE
        case Near() | Within():
            return _POSITIONAL
        case Not() | AtLeast() | First() | Field() | DateRange():
            return _PREFIX
        case Boost():
            return _BOOSTED
        case _:
            assert_never(node)

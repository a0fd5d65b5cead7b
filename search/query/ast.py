"""A query is a value: small frozen nodes that print themselves, and free functions over them.

The tree holds what the searcher meant, in the searcher's words; folding and stemming happen where it is compiled.
Every operator of the query language has its node here. An engine that can't answer one raises `UnsupportedQuery`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word: matches by stem, in the default fields unless a `Field` stands around it."""

    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """`=strikes`: this written form, case and accents folded; `==AIDS` (`exact`): case and accents too."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """`"rail strike"`: these written forms side by side in one paragraph. `text` is what stands between the quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """`strik*`, `wom?n`: written forms by prefix (`*` at the end or inside) and single character (`?`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """`abadi~`, `tillersen~2`: written forms within this many edits."""

    text: str
    edits: int = 1


@dataclass(frozen=True, slots=True)
class Whole:
    """`publisher:="BBC News"`: the field's whole value, case and accents folded. Stands inside a `Field`."""

    text: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """`date:2017-03..2017-04`: articles whose date lies wholly in the range; None is an open end.

    The ends are dates in the sense of `indexer.dates`; `field` is `date` or `updated`.
    """

    field: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Field:
    """`headline:strike`, `body:(a OR b)`: the node, in this field alone."""

    name: str
    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """All of them. At least two."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them. At least two."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Every article but these."""

    node: Node


@dataclass(frozen=True, slots=True)
class Near:
    """`a NEAR/10 b`: within so many words in any order; `PRE/3` (`ordered`): in this order; `NOT NEAR/5` (`negated`):
    some `a` has no `b` within so many words."""

    left: Node
    right: Node
    distance: int
    ordered: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """`a SENTENCE b`, `a PARAGRAPH b`: both in one of them."""

    left: Node
    right: Node
    unit: Literal["sentence", "paragraph"]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """`ATLEAST/5 strike`: at least so many times, over all the fields that the node searches."""

    count: int
    node: Node


@dataclass(frozen=True, slots=True)
class First:
    """`FIRST/50 strike`: among the first so many words."""

    count: int
    node: Node


@dataclass(frozen=True, slots=True)
class Boost:
    """`strike^3`: the node's share of the score, multiplied."""

    node: Node
    weight: float


@dataclass(frozen=True, slots=True)
class Every:
    """`*`: every article."""


@dataclass(frozen=True, slots=True)
class Nothing:
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

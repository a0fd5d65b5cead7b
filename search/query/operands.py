"""What the operands of a positional operator ask for: which words, in which fields, and how they have to lie.

A *unit* matches as a whole: a word, a phrase, either of several units, or units that were found together. What it
matches is a *row*: the places of the words that take part, all in one field.

| query | units |
|---|---|
| `rail NEAR/5 strike` | one: the two together |
| `(rail OR bus) NEAR/5 strike` | the same, and the left one is either of two |
| `strike NEAR/5 (rail pay)` | one: a `strike`, a `rail` near it, a `pay` near it |
| `FIRST/50 (a b)`, `ATLEAST/2 (a b)`, `(a b) NOT NEAR/5 c` | two: `FIRST/50 a`, `FIRST/50 b` |

AND hands the operator on to each of its words. So a group is taken apart into *alternatives*, any of which will do,
each of some units, all of which are needed.

What an article is worth is a question for `loosened`: the same query without what it asks of places. It finds at least
as much, and its scores are the query's: an operator says which articles are found, and never changes their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple, TypeAlias, assert_never

from indexer.errors import QueryError
from indexer.fields import BY_NAME, DEFAULT_FIELDS
from indexer.frozen import dataclass
from search.query import ast

MAX_ALTERNATIVES = 256
"""Ways to take the groups within one operator apart."""

MAX_PAIRS = 1_024
"""Of the ways of the one side of an operator each with one of the other: in an article that has all these words they
are gone through in turn."""

MAX_DEPTH = 200
"""Nodes within each other; the parser allows fewer, a tree made by a program may not."""

DEFAULT = tuple(field.name for field in DEFAULT_FIELDS)
"""The fields that a bare word is searched in."""

BODY = ("body",)
"""Those in which FIRST counts words, unless the query names one."""

Text: TypeAlias = ast.Word | ast.Form | ast.Phrase | ast.Pattern | ast.Fuzzy


class Relation(NamedTuple):
    """How two rows must lie: within so many words (`near`), the second after the first (`pre`), or in one unit."""

    kind: Literal["near", "pre", "sentence", "paragraph"]
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Sought:
    """A leaf, in any of these fields."""

    leaf: Text
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """What any of these units matches."""

    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A row of every unit of one alternative from each side, all those of the left in this relation to all those of the
    right; `negated`: a row of the left (which is one unit) that has none of the right in this relation."""

    left: Alternatives
    right: Alternatives
    relation: Relation
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Early:
    """What the unit matches within the first so many words."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Often:
    """What the unit matches, if it does so at least so many times, over all its fields."""

    count: int
    unit: Unit


Unit: TypeAlias = Sought | Either | Joined | Early | Often
Alternatives: TypeAlias = tuple[tuple[Unit, ...], ...]


def is_positional(node: ast.Node) -> bool:
    """Whether which articles `node` matches is a question of places or of letters, that sets of articles can't answer.

    >>> is_positional(ast.First(5, ast.Word("rail"))), is_positional(ast.Phrase("rail strike"))
    (True, False)
    """
    return isinstance(node, _POSITIONAL) and (not isinstance(node, ast.Form) or node.exact)


_POSITIONAL = (ast.Near, ast.Within, ast.AtLeast, ast.First, ast.Form)


def loosened(node: ast.Node) -> ast.Node:
    """`node` without what it asks of places: operands joined by AND, what follows NOT NEAR left out.

    >>> print(loosened(ast.Near(ast.Word("rail"), ast.First(5, ast.Form("BBC", exact=True)), 5)))
    rail =BBC
    """
    match node:
        case ast.Near(left, right, negated=negated):
            return loosened(left) if negated else ast.all_of((loosened(left), loosened(right)))
        case ast.Within(left, right):
            return ast.all_of((loosened(left), loosened(right)))
        case ast.AtLeast(_, inner) | ast.First(_, inner):
            return loosened(inner)
        case ast.Form(text, exact=True):
            return ast.Form(text)
        case ast.Field(name, inner):
            return ast.Field(name, loosened(inner))
        case ast.Boost(inner, weight):
            return ast.Boost(loosened(inner), weight)
        case ast.And(nodes):
            return ast.And(tuple(map(loosened, nodes)))
        case ast.Or(nodes):
            return ast.Or(tuple(map(loosened, nodes)))
        case _:
            return node


def alternatives(node: ast.Node, fields: tuple[str, ...] = DEFAULT, depth: int = 0) -> Alternatives:
    """What `node`, a positional operator or an operand of one, asks for in `fields`.

    Raises QueryError for what has no places (NOT, dates, values), for a field that isn't there, and for more groups
    within each other than can be taken apart.
    """
    if depth > MAX_DEPTH:
        raise QueryError(f"the query is more than {MAX_DEPTH} brackets deep; make it flatter")
    match node:
        case ast.Word() | ast.Form() | ast.Phrase() | ast.Pattern() | ast.Fuzzy():
            return ((Sought(node, fields if fields is DEFAULT else tuple(map(_with_places, fields))),),)
        case ast.Field(name, inner):
            return alternatives(inner, (name,), depth + 1)
        case ast.Boost(inner):
            return alternatives(inner, fields, depth + 1)
        case ast.Or(nodes):
            parts = [alternatives(part, fields, depth + 1) for part in nodes]
            if all(len(part) == 1 == len(part[0]) for part in parts):
                return ((Either(tuple(part[0][0] for part in parts)),),)
            return _few(tuple(alternative for part in parts for alternative in part))
        case ast.And(nodes):
            every: Alternatives = ((),)
            for part in nodes:
                more = alternatives(part, fields, depth + 1)
                every = _few(tuple((*one, *other) for one, other in product(every, more)))
            return every
        case ast.Near(left, right, distance, ordered, negated):
            relation = Relation("pre" if ordered else "near", distance)
            return _joined(
                alternatives(left, fields, depth + 1), alternatives(right, fields, depth + 1), relation, negated
            )
        case ast.Within(left, right, unit):
            one, other = alternatives(left, fields, depth + 1), alternatives(right, fields, depth + 1)
            return _joined(one, other, Relation(unit), negated=False)
        case ast.First(count, inner):
            inside = alternatives(inner, BODY if fields is DEFAULT else fields, depth + 1)
            return _early(inside, count)
        case ast.AtLeast(count, inner):
            inside = alternatives(inner, fields, depth + 1)
            return tuple(tuple(Often(count, unit) for unit in some) for some in inside)
        case ast.Not() | ast.DateRange() | ast.Every() | ast.Whole() | ast.Nothing():
            raise QueryError(f"{node or 'nothing'} has no place in a text; put it outside of the operator, in brackets")
        case _:
            assert_never(node)


def fields_of(unit: Unit) -> tuple[str, ...]:
    """The fields in which rows of `unit` may stand, in the order in which the query has them."""
    match unit:
        case Sought(_, fields):
            return fields
        case Either(units):
            return tuple(dict.fromkeys(name for one in units for name in fields_of(one)))
        case Joined(left, right, negated=negated):
            every = [
                fields_of(one) for side in ((left,) if negated else (left, right)) for some in side for one in some
            ]
            return tuple(dict.fromkeys(name for names in every for name in names))
        case Early(_, inner) | Often(_, inner):
            return fields_of(inner)
        case _:
            assert_never(unit)


def sought(unit: Unit) -> list[Sought]:
    """All leaves of a unit, from left to right."""
    return [unit] if isinstance(unit, Sought) else [leaf for one in _inside(unit) for leaf in sought(one)]


def operators(query: ast.Node) -> list[Alternatives]:
    """What a query's positional operators that aren't operands of others ask for. Raises as `alternatives` does."""
    found: list[Alternatives] = []
    waiting: list[tuple[ast.Node, tuple[str, ...]]] = [(query, DEFAULT)]
    while waiting:
        node, fields = waiting.pop()
        if is_positional(node):
            found.append(alternatives(node, fields))
        elif isinstance(node, ast.Field):
            waiting.append((node.node, (node.name,)))
        else:
            waiting += [(part, fields) for part in ast.children(node)]
    return found


def never_met(query: ast.Node) -> list[Joined]:
    """Units whose sides look into different fields, so that they can't meet. Raises as `alternatives` does."""
    found: list[Joined] = []
    waiting = [unit for wanted in operators(query) for some in wanted for unit in some]
    while waiting:
        unit = waiting.pop()
        if isinstance(unit, Joined):
            left, right = (
                {name for some in side for one in some for name in fields_of(one)} for side in (unit.left, unit.right)
            )
            if not unit.negated and left.isdisjoint(right):
                found.append(unit)
        waiting += _inside(unit)
    return found


def within(unit: Unit) -> list[Unit]:
    """All units within a unit."""
    return [each for one in _inside(unit) for each in (one, *within(one))]


@lru_cache(1 << 8)
def needed(unit: Unit) -> Mapping[Unit, int]:
    """How many places, at least, a row of a unit has of each of its words (`Sought`, and `Either` for any of several).
    Those of one side of an operator may be the same; of a side that has alternatives it isn't said what any needs.

    >>> (((chain,),),) = [alternatives(ast.Near(ast.Near(ast.Word("a"), ast.Word("b"), 5), ast.Word("a"), 5))]
    >>> list(needed(chain).values())
    [2, 1]
    """
    match unit:
        case Sought() | Either():
            return {unit: 1}
        case Early(_, inner) | Often(_, inner):
            return needed(inner)
        case Joined(((left,),), _, negated=True):
            return needed(left)
        case Joined(left, right):
            return _of_side(left) + _of_side(right)
        case _:
            assert_never(unit)


def _inside(unit: Unit) -> list[Unit]:
    match unit:
        case Sought():
            return []
        case Either(units):
            return list(units)
        case Joined(left, right):
            return [one for side in (left, right) for some in side for one in some]
        case Early(_, inner) | Often(_, inner):
            return [inner]
        case _:
            assert_never(unit)


def _of_side(side: Alternatives) -> Counter[Unit]:
    found: Counter[Unit] = Counter()
    if len(side) == 1:
        for unit in side[0]:
            found |= Counter(needed(unit))
    return found


def _joined(left: Alternatives, right: Alternatives, relation: Relation, negated: bool) -> Alternatives:
    if not negated:
        if len(left) * len(right) > MAX_PAIRS:
            raise QueryError(
                f"the groups on both sides of an operator may stand for {MAX_PAIRS:,} combinations at most; take the "
                "query apart"
            )
        return ((Joined(left, right, relation),),)
    return tuple(tuple(Joined(((unit,),), right, relation, negated=True) for unit in some) for some in left)


def _early(wanted: Alternatives, count: int) -> Alternatives:
    """All of it among the first so many words. That is asked of single words, so that less has to be joined."""

    def early(unit: Unit) -> Unit:
        match unit:
            case Either(units):
                return Either(tuple(map(early, units)))
            case Joined(left, right, relation, negated):
                return Joined(_early(left, count), right if negated else _early(right, count), relation, negated)
            case Sought() | Early() | Often():
                return Early(count, unit)
            case _:
                assert_never(unit)

    return tuple(tuple(map(early, some)) for some in wanted)


def _few(found: Alternatives) -> Alternatives:
    if len(found) > MAX_ALTERNATIVES:
        raise QueryError(
            f"groups within one operator may stand for {MAX_ALTERNATIVES} combinations at most; take the query apart"
        )
    return found


def _with_places(name: str) -> str:
    field = BY_NAME.get(name)
    if field is not None and field.kind not in ("text", "address"):
        raise QueryError(f"{name}: has no words with places; put it outside of the operator, in brackets")
    return name

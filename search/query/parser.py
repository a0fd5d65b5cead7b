"""A query's text, read as a tree.

    parse('rail strike OR "pay talks" date:2017').node

Reading is forgiving: stray punctuation is ignored, what was left open is closed, and a notice says so. Errors are for
what is really wrong (`date:banana`, `NEAR/9999`), and say what to write instead. Operators are upper case.

The parser keeps its own stack (one `_Level` a bracket), so that no query is too deep for Python; precedence is NOT and
the other prefixes, then the positional operators (chaining to the left), then AND, then OR.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from indexer.dates import is_date
from indexer.errors import QueryError
from indexer.fields import BY_NAME
from indexer.fields import Field as Schema
from indexer.frozen import dataclass
from indexer.patterns import lazy
from search.query.ast import (
    And,
    AtLeast,
    Boost,
    DateRange,
    Every,
    Field,
    First,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Whole,
    Within,
    Word,
    all_of,
    any_of,
    children,
    depth,
)
from search.query.leaf import read_leaves
from search.query.operands import Relation, never_met
from search.query.tokens import Token, tokens

if TYPE_CHECKING:
    import datetime

MAX_TEXT = 65_536
"""Characters of a query."""

MAX_TERMS = 4_096
"""Leaves of a tree."""

MAX_DEPTH = 100
"""Nodes above each other, and brackets within each other: walks over a tree may recurse."""

MAX_WEIGHT = 1_000.0

COUNTS = {"NEAR": 500, "PRE": 500, "ATLEAST": 1_000, "FIRST": 10_000}
"""The operators that count, and how far."""


class Place(NamedTuple):
    """Where a node was typed: its term, or its operator without what that takes. In characters."""

    node: Node
    position: int
    length: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree, and what the searcher should know about how the text was understood.

    Two are equal if their trees are; `str` is the query back, so that `parse(str(parsed)) == parsed`.
    """

    node: Node
    notices: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    def __eq__(self, other: object) -> bool:
        return self.node == other.node if isinstance(other, Parsed) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.node)

    def __str__(self) -> str:
        return str(self.node)

    def place(self, node: object) -> Place | None:
        """Where this very node was typed, else where the first one like it was; None for one that is not of this tree,
        or has no place of its own (AND)."""
        alike = [place for place in self.places if place.node == node]
        return next((place for place in alike if place.node is node), next(iter(alike), None))


def parse(text: str, *, any_word: bool = False, today: datetime.date | None = None) -> Parsed:
    """What `text` asks for. A text without a word in it is `Nothing`.

    `any_word` joins words without operators by OR; what narrows a search (negations, dates, fields that a bare word
    doesn't search) still holds for all of them. `today` is what relative dates start from. Raises QueryError.
    """
    return _plain(text, any_word) or _parsed(text, any_word, today)


def _plain(text: str, any_word: bool) -> Parsed | None:
    """A query of nothing but words, phrases, beginnings of words and dates, or of those with OR between each two, as
    most are, read in a tenth of the time; None for any other."""
    if len(text) > MAX_PLAIN or not _ITEMS.fullmatch(text) or _SUSPECT.search(text):
        return None
    places: list[Place] = []
    ors = dates = 0
    for match in _ITEM.finditer(text):
        kind, start, end = match.lastgroup, *match.span()
        node: Node
        if kind == "word":
            term = match.group()
            if term in _OPERATORS:
                # Between each two items, or it isn't as simple as that.
                if term != "OR" or len(places) != ors + 1:
                    return None
                ors += 1
                continue
            node = Word(term)
        elif kind == "date":
            field, _, term = match.group().partition(":")
            start += len(field) + 1
            if not is_date(term):
                return None
            node, dates = DateRange(field, term, term), dates + 1
        else:
            node = Pattern(match.group()) if kind == "prefix" else Phrase(" ".join(match.group()[1:-1].split()))
        places.append(Place(node, start, end - start))
        if ors and len(places) != ors + 1:
            return None
    either = any_word or ors > 0
    if (ors and len(places) != ors + 1) or (either and dates) or not places:
        return None  # dates narrow a search for any of its words
    nodes = tuple([place.node for place in places])
    tree = nodes[0] if len(nodes) == 1 else Or(nodes) if either else And(nodes)
    return Parsed(tree, (), tuple(places))


MAX_PLAIN = 2_000
"""Characters of a query that is looked at as nothing but words; so few that they can't be too many terms."""

# Words and compounds that the tokeniser of `indexer.analysis` keeps whole, and nothing that means anything in a query.
# Python before 3.11.5 goes wrong in possessive groups (`(?:...)*+`); these plain ones have only one way to match.
_WORD = r"[A-Za-z0-9]++(?:[-'&.][A-Za-z0-9]++)*"
_ONE = (
    rf"(?:(?P<word>{_WORD})|(?P<prefix>[A-Za-z0-9]++\*)|(?P<phrase>\"\s*+{_WORD}(?:\s++{_WORD})*\s*+\")"
    r"|(?P<date>(?:date|updated):[0-9]{4}(?:-[0-9]{2}){0,2}))(?!\S)"
)
_ITEM = lazy(_ONE)
_ANY = re.sub(r"\?P<\w+>", "?:", _ONE)
_ITEMS = lazy(rf"\s*+{_ANY}(?:\s++{_ANY})*\s*+")
_SUSPECT = lazy(
    r"(?<!\S)(?:or(?!\s+not\b)|(?<!or\s)not|ADJ|SAME|ANDNOT|BUTNOT|(?i:near|pre|onear|adj|atleast|atl)[0-9]+)(?!\S)|[0-9]\s+to\s+[0-9]"
)
"""Finds the habits (`search.query.habits`) that a query of nothing but words, phrases and dates can show."""
_OPERATORS = frozenset({"AND", "OR", "NOT", "SENTENCE", "PARAGRAPH", *COUNTS})


def _parsed(text: str, any_word: bool, today: datetime.date | None) -> Parsed:
    try:
        if len(text) > MAX_TEXT:
            raise QueryError(f"a query has at most {MAX_TEXT:,} characters; this one has {len(text):,}")
        found = list(tokens(text))
        parser = _Parser(found, any_word=any_word, today=today)
        tree = parser.tree()
        from search.query import habits

        noticed = [*parser.notices, *habits.notices(found, any_word=any_word)]
        return Parsed(tree, tuple(dict.fromkeys(noticed)), tuple(parser.places))
    except QueryError as error:
        error.query = text
        raise


@dataclass(frozen=True, slots=True)
class _Item:
    node: Node
    chained: bool  # an AND stands before it


class _Level:
    """What has been read since a bracket opened (or the query began)."""

    def __init__(self, context: Schema | None = None, opened: Token | None = None) -> None:
        self.context = context
        self.opened = opened
        self.runs: list[list[_Item]] = [[]]  # one between each OR and the next
        self.prefixes: list[Token] = []
        self.positional: Token | None = None
        self.negated: Token | None = None  # the NOT before it
        self.chained = False

    def schema(self) -> Schema | None:
        """The field that the next term stands in."""
        named = [prefix for prefix in self.prefixes if prefix.kind == "field"]
        return BY_NAME[named[-1].text] if named else self.context


class _Parser:
    def __init__(self, found: list[Token], *, any_word: bool, today: datetime.date | None) -> None:
        self.notices: list[str] = []
        self.places: list[Place] = []
        self._tokens = found
        self._at = 0
        self._any_word = any_word
        self._today = today
        self._terms = 0
        self._levels = [_Level()]

    def tree(self) -> Node:
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            self._take(token)
        while len(self._levels) > 1:
            opened = self._levels[-1].opened
            assert opened is not None
            node = self._closed()
            if node != Nothing():
                self.notices.append(f"the bracket at character {opened.start + 1} was closed at the end")
            self._operand(node, opened)
        node = self._closed()
        if depth(node) > MAX_DEPTH:
            raise QueryError(f"the query is nested more than {MAX_DEPTH} deep; take it apart into several searches")
        self.notices += [
            f"the sides of {_operator(unit.relation)} look into different fields, where they can't meet"
            for unit in never_met(node)
        ]
        return node

    def _take(self, token: Token) -> None:
        level = self._levels[-1]
        match token.kind:
            case "open":
                if len(self._levels) > MAX_DEPTH:
                    raise _wrong(f"brackets within brackets, more than {MAX_DEPTH} deep; leave some out", token)
                self._levels.append(_Level(context=level.schema(), opened=token))
            case "close":
                if len(self._levels) > 1:
                    self._operand(self._closed(), token)
                else:
                    self._skip_weights()
            case "minus":
                level.prefixes.append(token)
            case "field":
                if self._operand_follows():
                    level.prefixes.append(token)
                else:
                    self.notices.append(f"nothing follows {token.text}: so it is read as a word")
                    self._term(token)
            case "operator":
                self._operator(token, level)
            case "term" | "phrase":
                self._term(token)
            case "weight":
                raise AssertionError("a weight is taken with what stands before it")

    def _operator(self, token: Token, level: _Level) -> None:
        name, _, count = token.text.partition("/")
        match name:
            case "AND":
                level.chained = True
            case "OR":
                level.runs.append([])
                level.chained = False
            case "NOT" if self._next_is("operator", r"(?:NEAR|PRE)/.*"):
                level.negated = token
            case "NOT":
                level.prefixes.append(token)
            case "ATLEAST" | "FIRST" if count:
                _count(token, name, count)
                _check_field(level.schema(), token)
                level.prefixes.append(token)
            case "NEAR" | "PRE" if count:
                _count(token, name, count)
                self._positional(token, level)
            case "SENTENCE" | "PARAGRAPH" if level.runs[-1] and not level.prefixes and self._operand_follows():
                self._positional(token, level)
            case "SENTENCE" | "PARAGRAPH":
                self.notices.append(f"{name} joins two words; here it is read as a word")
                self._term(token)
            case "NEAR" | "PRE" if level.runs[-1] and not level.prefixes and self._operand_follows():
                raise _wrong(f"{name} needs a number: rail {name}/10 strike; for the word write {name.lower()}", token)
            case _:
                self.notices.append(f"{name} needs a number to be an operator: {name}/10; here it is read as a word")
                self._term(token)

    def _positional(self, token: Token, level: _Level) -> None:
        _check_field(level.schema(), token)
        if not level.runs[-1] or level.prefixes or level.chained or level.positional:
            raise _wrong(f"{token.text} needs words before it: rail {token.text} strike", token)
        if not self._operand_follows():
            raise _wrong(f"{token.text} needs words after it: rail {token.text} strike", token)
        level.positional = token

    def _operand_follows(self) -> bool:
        if self._next_is("operator", r"NOT|(?:ATLEAST|FIRST)(?:/.*)?|NEAR|PRE"):
            return True
        return self._at < len(self._tokens) and self._tokens[self._at].kind not in ("operator", "close")

    def _next_is(self, kind: str, pattern: str) -> bool:
        if self._at == len(self._tokens):
            return False
        token = self._tokens[self._at]
        return token.kind == kind and re.fullmatch(pattern, token.text, re.DOTALL) is not None

    def _term(self, token: Token) -> None:
        level = self._levels[-1]
        read = read_leaves(token, level.schema(), self._today)
        self._terms += len(read.leaves)
        if self._terms > MAX_TERMS:
            raise _wrong(f"a query has at most {MAX_TERMS:,} terms; take it apart into several searches", token)
        if token.open_ended and read.leaves:
            self.notices.append(f"the quote at character {token.start + 1} was closed at the end")
        self.notices += read.notices
        for leaf in read.leaves:
            self._place(leaf, token)
        self._operand((any_of if self._any_word else all_of)(read.leaves), token)

    def _operand(self, node: Node, token: Token) -> None:
        """Put a finished term or bracket in its place: its weights bind first, then its prefixes, then its left."""
        level = self._levels[-1]
        while self._next_is("weight", ".*"):
            node = _weighted(node, self._tokens[self._at])
            self._at += 1
        while level.prefixes:
            prefix = level.prefixes.pop()
            node = _prefixed(prefix, node)
            if isinstance(node, (AtLeast, First)) and "/" in prefix.text:
                self._place(node, prefix)
        run = level.runs[-1]
        if level.positional is not None:
            left = run.pop()
            joined = _positioned(left.node, node, level.positional, negated=level.negated is not None)
            self._place(joined, level.negated or level.positional, level.positional)
            run.append(_Item(joined, left.chained))
            level.positional = level.negated = None
        elif node != Nothing():
            run.append(_Item(node, level.chained))
            level.chained = False

    def _place(self, node: Node, first: Token, last: Token | None = None) -> None:
        self.places.append(Place(node, first.start, (last or first).end - first.start))

    def _skip_weights(self) -> None:
        while self._next_is("weight", ".*"):
            self._at += 1

    def _closed(self) -> Node:
        """The innermost level as one node; what was left hanging at its end is an error only if it counts."""
        level = self._levels.pop()
        if level.positional is not None:
            raise _wrong(f"{level.positional.text} needs words after it", level.positional)
        for prefix in level.prefixes:
            if "/" in prefix.text:
                raise _wrong(f"{prefix.text} needs a word after it: {prefix.text} strike", prefix)
        runs = [run for run in level.runs if run]
        node = any_of(self._joined(run) for run in runs)
        if len(runs) > 1 and any(len(run) > 1 for run in runs):
            shown = str(node)
            read = f": read as {shown}" if len(shown) <= 120 else ""
            self.notices.append(f"AND binds before OR{read}; brackets say otherwise")
        return node

    def _joined(self, run: list[_Item]) -> Node:
        if not self._any_word:
            return all_of(item.node for item in run)
        groups: list[list[Node]] = []
        for item in run:
            if item.chained and groups:
                groups[-1].append(item.node)
            else:
                groups.append([item.node])
        nodes = [all_of(group) for group in groups]
        wanted = any_of(node for node in nodes if not _narrows(node))
        return all_of([wanted, *(node for node in nodes if _narrows(node))])


def _narrows(node: Node) -> bool:
    """Whether a term without operators narrows an `any_word` search instead of widening it."""
    match node:
        case Not() | DateRange():
            return True
        case Field(name):
            return not BY_NAME[name].default
        case Boost(inner):
            return _narrows(inner)
        case _:
            return False


def _wrong(message: str, token: Token) -> QueryError:
    return QueryError(message, position=token.start, length=token.end - token.start)


def _count(token: Token, name: str, count: str) -> int:
    most = COUNTS[name]
    number = int(count) if len(count) < 10 else most + 1
    if not 1 <= number <= most:
        raise _wrong(f"{name} counts from 1 to {most:,}: {name}/{min(10, most)}", token)
    return number


def _weighted(node: Node, token: Token) -> Node:
    weight = float(token.text)
    if not 0 < weight <= MAX_WEIGHT or weight < 0.001:
        raise _wrong(f"a weight is a number above 0, up to {MAX_WEIGHT:,.0f}: strike^3, strike^0.5", token)
    return node if node == Nothing() else Boost(node, weight)


def _prefixed(prefix: Token, node: Node) -> Node:
    name, _, count = prefix.text.partition("/")
    if count:
        _check_places(node, prefix)
        counted: Literal["ATLEAST", "FIRST"] = "ATLEAST" if name == "ATLEAST" else "FIRST"
        number = _count(prefix, counted, count)
        return AtLeast(number, node) if counted == "ATLEAST" else First(number, node)
    if node == Nothing() or (prefix.kind == "field" and BY_NAME[prefix.text].kind == "date"):
        return node
    return Field(prefix.text, node) if prefix.kind == "field" else Not(node)


def _positioned(left: Node, right: Node, token: Token, *, negated: bool) -> Node:
    for node in (left, right):
        if not isinstance(node, (Near, Within)):  # those were looked at when they were made
            _check_places(node, token)
    name, _, count = token.text.partition("/")
    if count:
        return Near(left, right, _count(token, name, count), ordered=name == "PRE", negated=negated)
    return Within(left, right, "sentence" if name == "SENTENCE" else "paragraph")


def _operator(relation: Relation) -> str:
    name = relation.kind.upper()
    return f"{name}/{relation.distance}" if relation.distance else name


def _check_field(field: Schema | None, token: Token) -> None:
    if field is not None and field.kind not in ("text", "address"):
        raise _wrong(f"{field.name}: has no words with places; put {token.text} outside of its brackets", token)


def _check_places(node: Node, token: Token) -> None:
    """Raise QueryError if not every part of `node` stands at places in a text."""
    if node == Nothing():
        raise _wrong(f"{token.text} needs a word on each side that it counts", token)
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, (Not, DateRange, Every, Whole)):
            raise _wrong(
                f"{token.text} takes words, phrases and groups of them, not {here}: put that outside, in brackets",
                token,
            )
        if isinstance(here, Field):
            _check_field(BY_NAME[here.name], token)
        waiting += children(here)

"""What a query tree matches in an open generation, and what each match is worth.

Term by term, not document by document: each leaf becomes the documents that have it, with frequencies, and the tree
becomes set operations and sums over those. So totals are exact, and no optimisation for the best ten can leave one of
them out. How sets are kept and summed is `scalar`'s business or `arrays`'; both give the same scores to the last bit.

A leaf is scored as one word over all of its fields by BM25F (`bm25f`): how often any of its spellings (stems, compounds
written apart, forms of a pattern) stands in each, the fields weighted. Articles get the sum over the parts of the query
that they match; `*`, NOT and dates add nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, assert_never

from indexer import dates
from indexer.errors import QueryError
from indexer.fields import BY_NAME, DEFAULT_FIELDS, FIELDS, Field
from search.engines import Matches, Sort
from search.engines.asks import EXPANDED, Ask, Leaf, Run, Runs, asks, is_once, word_asks
from search.engines.bm25f import ORDER
from search.engines.expand import Expansion
from search.engines.generation import Generation
from search.engines.remembered import Remembered
from search.query import ast
from search.query.operands import DEFAULT, Alternatives, alternatives, is_positional, loosened, sought
from search.standing import Steps

if TYPE_CHECKING:
    from search.engines.positions import Asking

_LOOKED_AT, _READ = 200, 2_000
"""Postings that are gone through in the time in which an article's places are looked at, or its text is read."""

_NONE: frozenset[int] = frozenset()

_EACH = 100
"""Bytes that a number in a set takes, about."""

DEEPEST = 200
"""Levels of brackets in a tree; the parser allows fewer, a tree made by a program may not."""


LEAST_WEIGHT, MOST_WEIGHT = 1e-200, 1e200
"""What the weights around a part of a query may come to, multiplied, if not to 0: what is beyond would be lost in
rounding, and with less than 0 an article that matches would be worth less than one that doesn't."""


class Asked(NamedTuple):
    """What a leaf asks of one field: its spellings in each segment, whether a document has it or not (`once`, how often
    counts for nothing), and whether the length of the field counts for nothing (`whole`)."""

    field: Field
    asks: Sequence[tuple[Ask, ...]]
    once: bool
    whole: bool


class Counted(NamedTuple):
    """How often a leaf stands in one field, as an arithmetic counts; `whole` as in `Asked`."""

    field: Field
    counts: Any
    whole: bool


class Answer(NamedTuple):
    """What a node matches, as an arithmetic's Found, and the documents of which that couldn't be told, which aren't in
    it: those where it depends on whether something meets in them."""

    found: Any
    unsettled: frozenset[int] = frozenset()


class Met(NamedTuple):
    """Where a positional operator is met, as an `Answer`, and how many steps it took to tell (`search.standing`)."""

    found: Any
    unsettled: frozenset[int]
    steps: int


class Held(NamedTuple):
    """Terms that anything found has: each with the place of its segment, its number there, how many of what is found
    have it, and the first of them; and how many have any."""

    terms: list[tuple[int, int, int, int]]
    having: int


Span: TypeAlias = tuple[int, int]
"""Terms of a field in a segment: from a first number to before another."""


class Arithmetic(Protocol):
    """Counting and scoring. `Counts` (how often a leaf stands in one field of each document) and `Found` (which
    documents a node matches, and their scores) are each implementation's own; documents are `Generation`'s."""

    def weigh(self, asked: Sequence[Asked], weight: float) -> Any:
        """Found: what a leaf matches in any of these fields, scored with this weight. What `weighed` makes, by whatever
        way is the shortest."""

    def weigh_each(self, asked: Sequence[Sequence[Asked]], weight: float) -> Sequence[Any]:
        """`weigh` for several leaves."""

    def weigh_words(self, words: Sequence[str], weight: float) -> Sequence[Any] | None:
        """`weigh_each` for bare words in the default fields, by a shorter way; None where there is none for them."""

    def count(self, field: Field, asks: Sequence[tuple[Ask, ...]], *, once: bool) -> Any:
        """Counts of a leaf whose spellings in each segment are `asks`, summed; `once`: 1 wherever it is."""

    def score(self, counted: Sequence[Counted], weight: float) -> Any:
        """Found: what stands in any of these fields, scored as one word with this weight."""

    def frequencies(self, counted: Counted) -> dict[int, float]:
        """By document, what a leaf's occurrences in this field add to its frequency (`bm25f`)."""

    def any_of(self, parts: Sequence[Any]) -> Any:
        """What any of these Found matches, with the sum of their scores, added in their order."""

    def all_of(self, wanted: Sequence[Any], unwanted: Sequence[Any]) -> Any:
        """What all the wanted and none of the unwanted match (no wanted: every article), with the sum of the scores of
        the wanted, added in their order."""

    def met(self, found: Any, wanted: Alternatives, asking: Asking, unsettled: set[int], steps: Steps) -> Any:
        """Those of what is found where what is wanted meets (`search.meeting`), at 0. Documents of which that can't be
        told are left out, and added to `unsettled`."""

    def every(self) -> Any:
        """Every article, at 0."""

    def these(self, docs: Collection[int]) -> Any:
        """These articles, at 0."""

    def among(self, found: Any, docs: Collection[int]) -> frozenset[int]:
        """Which of these documents are found."""

    def dated(self, field: str, low: int, high: int) -> Any:
        """The articles whose known date lies between these seconds (`dates.bounds`), at 0."""

    def having(self, field: Field) -> Any:
        """The articles that have words in a text field, at 0."""

    def nothing(self) -> Any:
        """No article."""

    def size(self, found: Any) -> int:
        """How many articles are found."""

    def held(self, found: Any, field: str, spans: Sequence[Span]) -> Held:
        """Which terms of a field, of those in each segment's span, anything found has."""

    def periods(self, found: Any, field: str, divisor: int) -> dict[int, int]:
        """How many of what is found have dates within which year, month or day, by the number that division gives."""

    def bytes(self, found: Any) -> int:
        """About the bytes of memory that a Found takes."""

    def kept(self, found: Any) -> Any:
        """The same Found as it should be remembered."""

    def page(self, found: Any, sort: Sort, page: slice, *, stories: bool = False) -> Matches:
        """How many there are, and those on one page, in order (`search.engines.Engine.search`)."""


def weighed(by: Arithmetic, asked: Sequence[Asked], weight: float) -> Any:
    """`Arithmetic.weigh`, field by field."""
    return by.score([counted(by, one) for one in asked], weight)


def counted(by: Arithmetic, one: Asked) -> Counted:
    """How often a leaf stands in a field of which it asks this."""
    return Counted(one.field, by.count(one.field, one.asks, once=one.once), one.whole)


class Evaluation:
    """One query over a generation; `remembered` is of this generation and arithmetic.

    Raises QueryError for what it may not ask, UnsupportedQuery for what can't be answered.
    """

    def __init__(self, generation: Generation, arithmetic: Arithmetic, remembered: Remembered) -> None:
        self._generation = generation
        self._by = arithmetic
        self._remembered = remembered
        self._expansion = Expansion(remembered)
        self._asks: dict[tuple[int, str], list[tuple[Ask, ...]]] = {}
        self.unsettled: frozenset[int] = frozenset()
        """Documents of which `find` couldn't tell whether they match; they aren't found."""
        self.is_sure = True
        """Whether everything that was asked of places could be told, be it needed or not."""
        self._steps = Steps()
        self._loosened: list[ast.Node] = []  # nodes that are no part of the tree, but must outlive their numbers

    def cost(self, node: ast.Node) -> int:
        """About how many postings answering `node` goes through."""
        total = sum(self._size(leaf, field) for leaf, field, _ in ast.leaves(node))
        waiting: list[tuple[ast.Node, str | None]] = [(node, None)]
        while waiting:
            one, field = waiting.pop()
            if is_positional(one):
                reads = isinstance(one, ast.Form)
                total += self._most(one, field) * (_READ if reads else _LOOKED_AT)
            field = one.name if isinstance(one, ast.Field) else field
            waiting += [(part, field) for part in ast.children(one)]
        return total

    def shares(self, node: ast.Node, docs: Sequence[int]) -> list[dict[str, float]]:
        """For each of these documents, all of which have the leaf, what part of its frequency is in which field. `node`
        is the leaf, or a `Field` with it inside."""
        fields: Sequence[Field] = DEFAULT_FIELDS
        while isinstance(node, ast.Field):
            fields, node = (_field(node.name),), node.node
        if not isinstance(node, Leaf):
            raise TypeError(f"{node} has parts, each with fields of its own")
        found: list[dict[str, float]] = [{} for _ in docs]
        for asked in self._in(node, fields):
            every = self._by.frequencies(counted(self._by, asked))
            for its, doc in zip(found, docs, strict=True):
                if doc in every:
                    its[asked.field.name] = every[doc]
        return [{name: one / sum(its.values()) for name, one in its.items()} for its in found]

    def _most(self, node: ast.Node, field: str | None) -> int:
        """About how many articles hold what `node` asks for, at most."""
        match node:
            case ast.Field(name, inner):
                return self._most(inner, name)
            case ast.Near(negated=True):
                return self._most(node.left, field)
            case ast.And() | ast.Near() | ast.Within():
                return min(self._most(part, field) for part in ast.children(node))
            case ast.Or() | ast.Not() | ast.AtLeast() | ast.First() | ast.Boost():
                return sum(self._most(part, field) for part in ast.children(node))
            case _:
                return self._size(node, field)

    def _size(self, leaf: ast.Leaf, field: str | None) -> int:
        """How many postings a leaf has."""
        match leaf:
            case ast.DateRange() | ast.Every():
                return self._generation.documents
            case ast.Nothing():
                return 0
            case _:
                fields = DEFAULT_FIELDS if field is None else (_field(field),)
                return sum(self._postings(leaf, one) for one in fields if one.kind != "date")

    def find(self, node: ast.Node) -> Any:
        """What `node` matches; `unsettled` are then those of which that couldn't be told."""
        found, self.unsettled = self._answer(node, DEFAULT_FIELDS, 1.0, 0)
        return found

    def _answer(self, node: ast.Node, fields: Sequence[Field], boost: float, depth: int) -> Answer:
        """What `node` matches in any of `fields`, its scores multiplied by `boost`."""
        if depth > DEEPEST:
            raise QueryError(f"the query is more than {DEEPEST} brackets deep; make it flatter")
        if is_positional(node):
            return self._all((node,), fields, boost, depth)
        match node:
            case ast.Word():
                return self._words([node], fields, boost)[0]
            case ast.Form() | ast.Phrase() | ast.Pattern() | ast.Fuzzy() | ast.Whole():
                return Answer(
                    self._remembered.get(
                        self._key(node, fields, boost),
                        lambda: self._by.weigh(self._in(node, fields), boost),
                        self._by.bytes,
                        self._by.kept,
                    )
                )
            case ast.DateRange():
                return Answer(self._remembered.get(node, lambda: self._dates(node), self._by.bytes))
            case ast.Field():
                return self._answer(node.node, (_field(node.name),), boost, depth + 1)
            case ast.And():
                return self._all(node.nodes, fields, boost, depth)
            case ast.Or():
                return self._any(self._each(node.nodes, fields, boost, depth))
            case ast.Not():
                return self._all((node,), fields, boost, depth)
            case ast.Boost():
                return self._answer(node.node, fields, _weight(boost * node.weight), depth + 1)
            case ast.Every():
                return Answer(self._every(fields))
            case ast.Nothing():
                return Answer(self._by.nothing())
            case ast.Near() | ast.Within() | ast.AtLeast() | ast.First():
                raise AssertionError("is positional")
            case _:
                assert_never(node)

    def _each(self, nodes: Sequence[ast.Node], fields: Sequence[Field], boost: float, depth: int) -> list[Answer]:
        """What each of these matches. Words that weren't asked for before are weighed together."""
        words = [node for node in nodes if isinstance(node, ast.Word)]
        if len(words) < 2:
            return [self._answer(node, fields, boost, depth + 1) for node in nodes]
        if len(words) == len(nodes):
            return self._words(words, fields, boost)
        known = iter(self._words(words, fields, boost))
        return [
            next(known) if isinstance(node, ast.Word) else self._answer(node, fields, boost, depth + 1)
            for node in nodes
        ]

    def _words(self, words: Sequence[ast.Word], fields: Sequence[Field], boost: float) -> list[Answer]:
        """What each of these words matches; those that aren't remembered are weighed together."""
        return [
            Answer(found)
            for found in self._remembered.get_each(
                [self._key(word, fields, boost) for word in words],
                lambda places: self._weighed([words[place] for place in places], fields, boost),
                self._by.bytes,
                self._by.kept,
            )
        ]

    def _weighed(self, words: Sequence[ast.Word], fields: Sequence[Field], boost: float) -> Sequence[Any]:
        """What each of these words matches, worked out."""
        if fields is DEFAULT_FIELDS:
            found = self._by.weigh_words([word.text for word in words], boost)
            if found is not None:
                return found
        return self._by.weigh_each([self._in(word, fields) for word in words], boost)

    def _key(self, node: Leaf, fields: Sequence[Field], boost: float) -> Hashable:
        """Under which what a leaf matches is remembered."""
        field = None if fields is DEFAULT_FIELDS else fields[0].name
        if isinstance(node, ast.Word):
            return ast.Word, node.text, field, boost  # hashed six times; Python does that sooner than a record's method
        if isinstance(node, EXPANDED):
            for one in fields:
                self._asked(node, one)  # what it stands for counts in every query, remembered or not
        return node, field, boost

    def _any(self, parts: Sequence[Answer]) -> Answer:
        """What any of them matches. What one of them can't tell, another may."""
        found = self._by.any_of([part.found for part in parts])
        unsettled = _NONE.union(*[part.unsettled for part in parts])
        return Answer(found, unsettled - self._by.among(found, unsettled) if unsettled else _NONE)

    def _all(self, nodes: Sequence[ast.Node], fields: Sequence[Field], boost: float, depth: int) -> Answer:
        """What all of them match. What asks for places is first taken for what it asks for at all, so that places are
        looked up where everything else matches, and nowhere else: first for what is made of the fewest operators."""
        loose, positional = nodes, list[tuple[ast.Node, Alternatives]]()
        if any([is_positional(node) for node in nodes]):  # noqa: C419 - sooner
            positional = [(node, self._condition(node, fields)) for node in nodes if is_positional(node)]
            positional.sort(key=lambda one: _operators(one[0]))
            loose = [loosened(node) if is_positional(node) else node for node in nodes]
            self._loosened += loose
        nots = [node for node in loose if isinstance(node, ast.Not)]
        asked = [node for node in loose if not isinstance(node, ast.Not)] if nots else loose
        wanted = self._each(asked, fields, boost, depth)
        unwanted = [self._answer(node.node, fields, boost, depth + 1) for node in nots]
        found, unsettled = self._without(wanted, unwanted)
        for node, condition in positional:
            some = self._by.any_of([found, self._by.these(unsettled)]) if unsettled else found
            meet = partial(self._meet, some, condition)
            key = ("met", node, None if fields is DEFAULT_FIELDS else fields[0].name)
            met = self._again(key, meet) if len(nodes) == 1 else meet()
            found = self._by.all_of([found, met.found], [])
            self.is_sure &= not met.unsettled
            unsettled = met.unsettled | (self._by.among(met.found, unsettled) if unsettled else _NONE)
        return Answer(found, unsettled)

    def _without(self, wanted: Sequence[Answer], unwanted: Sequence[Answer]) -> Answer:
        """What all the wanted and none of the unwanted match. Unsettled is what one of them can't tell, if none of the
        others rules it out."""
        doubted, out = _NONE, []
        if unwanted:
            doubted = _NONE.union(*[part.unsettled for part in unwanted])
            out = [part.found for part in unwanted]
            if doubted:
                out.append(self._by.these(doubted))
        found = self._by.all_of([part.found for part in wanted], out)
        unsettled = doubted.union(*[part.unsettled for part in wanted])
        if unsettled:
            for part in wanted:
                unsettled &= part.unsettled | self._by.among(part.found, unsettled)
            for part in unwanted:
                unsettled -= self._by.among(part.found, unsettled)
        return Answer(found, unsettled)

    def _meet(self, asked: Any, condition: Alternatives) -> Met:
        """Where of what is asked a condition is met."""
        unsettled: set[int] = set()
        before = self._steps.left
        found = self._by.met(asked, condition, self._asked, unsettled, self._steps)
        return Met(found, frozenset(unsettled), before - self._steps.left)

    def _again(self, key: Hashable, meet: Callable[[], Met]) -> Met:
        """What `meet` makes, or made earlier: that takes as many of the query's steps as it took then, so that a query
        has the same answer whatever was asked before."""
        before = self._steps.left
        met: Met = self._remembered.get(key, meet, self._room)
        if self._steps.left < before:  # it was made
            return met
        if met.steps > max(before, 0):
            return meet()
        self._steps.left -= met.steps
        return met

    def _room(self, met: Met) -> float:
        """The bytes that it takes to remember where something meets; what the steps of the query weren't enough for
        isn't."""
        return inf if self._steps.left < 0 else self._by.bytes(met.found) + _EACH * len(met.unsettled)

    def _condition(self, node: ast.Node, fields: Sequence[Field]) -> Alternatives:
        """What a positional node asks for. The fields that it names are there."""
        wanted = alternatives(node, DEFAULT if fields is DEFAULT_FIELDS else tuple(field.name for field in fields))
        for some in wanted:
            for unit in some:
                for one in sought(unit):
                    for name in one.fields:
                        _field(name)
        return wanted

    def _in(self, node: Leaf, fields: Sequence[Field]) -> list[Asked]:
        """What a leaf asks of those fields that may have it, in the order in which they are summed."""
        found = []
        default = fields is DEFAULT_FIELDS
        if default:
            fields = ORDER
        if default and isinstance(node, ast.Word):
            every = [word_asks(segment, node, self._expansion) for segment in self._generation.segments]
            known = [its for its in every if its is not None]
            if len(known) == len(every):
                for field in fields:
                    name = field.name
                    its = [one.get(name, ()) for one in known]
                    if any(its):
                        found.append(Asked(field, its, once=False, whole=False))
                return found
        for field in fields:
            if field.kind == "date":
                raise QueryError(f"{field.name}: takes a date or a range of dates, such as {field.name}:2017-03")
            asked = self._asked(node, field)
            if any(asked):
                once = is_once(node, field)
                found.append(Asked(field, asked, once, once or field.kind == "value"))
        return found

    def _asked(self, node: Leaf, field: Field) -> list[tuple[Ask, ...]]:
        key = (id(node), field.name)  # the tree outlives the evaluation
        found = self._asks.get(key)
        if found is None:
            found = self._asks[key] = [asks(s, node, field, self._expansion) for s in self._generation.segments]
        return found

    def _postings(self, node: Leaf, field: Field) -> int:
        total = 0
        for segment, spellings in zip(self._generation.segments, self._asked(node, field), strict=True):
            for ask in spellings:
                runs = ask.runs if isinstance(ask, Runs) else [Run(term, term + 1) for term in ask.terms]
                for first, last, _ in runs:
                    start, end = segment.fields[field.name].span(first, last)
                    total += end - start
        return total

    def _dates(self, node: ast.DateRange) -> Any:
        if _field(node.field).kind != "date":
            raise QueryError(f"{node.field}: is not a date field")
        try:
            low = dates.bounds(node.first)[0] if node.first else dates.EARLIEST
            high = dates.bounds(node.last)[1] if node.last else dates.LATEST
        except ValueError as error:
            raise QueryError(f"{node.field}: {error}; write it as 2017, 2017-03 or 2017-03-22") from None
        return self._by.dated(node.field, low, high)

    def _every(self, fields: Sequence[Field]) -> Any:
        """Every article; inside a `Field`, every article that has the field."""
        if fields is DEFAULT_FIELDS:
            return self._by.every()
        return self._by.any_of([self._having(field) for field in fields])

    def _having(self, field: Field) -> Any:
        if field.kind == "date":
            return self._dates(ast.DateRange(field.name, None, None))
        if field.kind != "value":
            return self._by.having(field)
        names = [segment.fields.get(field.name) for segment in self._generation.segments]
        every = [(Runs((Run(0, len(postings.terms)),)),) if postings else () for postings in names]
        # Which documents, at 0: nobody asked for one value more than for another.
        return self._by.score([counted(self._by, Asked(field, every, once=True, whole=True))], 0.0)


def _operators(node: ast.Node) -> int:
    """How many of the nodes are positional."""
    count, waiting = 0, [node]
    while waiting:
        one = waiting.pop()
        count += is_positional(one)
        waiting += ast.children(one)
    return count


def _weight(weight: float) -> float:
    if weight and not LEAST_WEIGHT <= weight <= MOST_WEIGHT:
        raise QueryError(
            f"the weights of a part of the query come to {weight:g}; use such that come to 0, or to something between "
            f"{LEAST_WEIGHT:g} and {MOST_WEIGHT:g}"
        )
    return weight


def _field(name: str) -> Field:
    try:
        return BY_NAME[name]
    except KeyError:
        known = ", ".join(field.name for field in FIELDS)
        raise QueryError(f"there is no field {name}:; the fields are {known}") from None

"""Where operands meet, by numpy: see `search.engines.positions`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from search.engines.found import Array, Docs, among
from search.engines.positions import Asking, enough, flat, leave, letters, tables, times
from search.engines.positions.bounds import Bounds
from search.engines.positions.places import BITS, NOWHERE, Keys, Places, united
from search.engines.positions.stored import Stored
from search.engines.positions.words import Words
from search.meeting import Meeting
from search.query.operands import (
    Alternatives,
    Early,
    Either,
    Joined,
    Often,
    Relation,
    Sought,
    Text,
    Unit,
    fields_of,
    needed,
    sought,
    within,
)
from search.standing import Place, Steps, TooManyWays


class Question:
    """What one positional operator asks of some documents, ascending. Those of which it can't be told whether it meets
    in them are added to `unsettled`."""

    def __init__(self, words: Words, asking: Asking, docs: Docs, unsettled: set[int], steps: Steps) -> None:
        self._unsettled = unsettled
        self._steps = steps
        self._words = words
        self._asking = asking
        self._docs = docs
        self._known: dict[tuple[Text, str], Places] = {}

    def met(self, wanted: Alternatives) -> Docs:
        """Those in which any alternative has rows of all its units."""
        found = np.zeros(len(self._docs), np.bool_)
        for some in wanted:
            every = np.ones(len(self._docs), np.bool_)
            for unit in some:
                every &= self._among(self._of(unit, self._docs.compress(every)))
            found |= every
        met = self._docs.compress(found)
        self._unsettled.difference_update(met.tolist())  # another alternative did
        return met

    def _among(self, docs: Docs) -> NDArray[np.bool_]:
        return among(self._docs, docs)

    def _of(self, unit: Unit, docs: Docs) -> Docs:
        """Those of these documents in which a unit has rows."""
        if letters.is_exact(unit):
            return np.array([*letters.written(self._words.generation, unit, docs.tolist())], np.intp)
        exact = any(map(letters.is_exact, sought(unit)))
        if not exact:
            settled = self._settled(unit, docs)
            if settled is not None:
                return docs.compress(among(docs, settled))
        elif not _negates(unit):
            # What letters it must have aside.
            settled = self._settled(unit, docs)
            if settled is not None:
                docs = docs.compress(among(docs, settled))
        operators = self._operators(unit)
        for operator in {_loose(operator): operator for operator in operators}.values():
            docs = docs.compress(among(docs, self._perhaps(operator)))
        for operator in operators:
            docs = docs.compress(among(docs, self._having(operator, docs)))
        if isinstance(unit, Often):
            docs = docs.compress(self._most(unit.unit).take(docs) >= unit.count)
        tabled = docs[:0]
        its = None if exact and _negates(unit) else self._tabled(unit, docs)
        if its is not None:
            tabled, docs = (docs[:0], _any([its.found, its.unknown])) if exact else its
        return _any([tabled, self._looked_at(unit, docs)])

    # --- At once

    def _settled(self, unit: Unit, docs: Docs) -> Docs | None:
        """The documents in which it has rows, as far as they are among `docs`; None where that takes a closer look."""
        match unit:
            case Joined(((left,),), ((right,),), (kind, distance), negated) if _is_simple(left) and _is_simple(right):
                found = [
                    self._joined(left, right, name, kind, distance, negated=negated, docs=docs)
                    for name in fields_of(unit)
                ]
                return _any(found)
            case Early() if _is_simple(unit):
                return _any([flat.documents(self._places(unit, name).starts) for name in fields_of(unit)])
            case Often(count, inner) if _is_simple(inner):
                every = [self._places(inner, name).starts >> BITS for name in fields_of(inner)]
                if not every:
                    return docs[:0]
                times = np.bincount(np.concatenate(every), minlength=self._words.generation.documents)
                return np.flatnonzero(times >= count)
            case Often(count, Joined(((left,),), ((right,),), relation, False)):
                if _is_simple(left) and _is_simple(right):
                    return self._often(left, right, relation, count, docs)
        return None

    def _joined(
        self, left: Unit, right: Unit, name: str, kind: str, distance: int, *, negated: bool, docs: Docs
    ) -> Docs:
        one, other = self._places(left, name), self._places(right, name)
        if negated:
            return flat.alone(one, other, distance, ordered=kind == "pre")
        if not len(one.starts) or not len(other.starts):
            return docs[:0]
        if kind == "near":
            return flat.near(one, other, distance)
        if kind == "pre":
            return flat.before(one, other, distance)
        one, other = one.in_docs(docs), other.in_docs(docs)
        if not len(one.starts) or not len(other.starts):
            return docs[:0]
        one, other = one.in_docs(flat.documents(other.starts)), other.in_docs(flat.documents(one.starts))
        if not len(one.starts):
            return docs[:0]
        its = self._bounds(one.starts, name)
        return flat.in_one(one, other, its.firsts if kind == "paragraph" else its.sentences)

    def _early(self, unit: Unit, name: str, count: int) -> Places:
        """Those of a unit's places that are among the first so many words."""
        some = self._places(unit, name).in_docs(self._docs)
        return some.compress(self._are_early(some.ends, count, name))

    def _often(self, left: Unit, right: Unit, relation: Relation, count: int, docs: Docs) -> Docs | None:
        """The documents in which two units meet so many times, all fields together; None for phrases."""
        names = [name for name in fields_of(left) if name in fields_of(right)]
        sides = [[self._places(one, name) for one in (left, right)] for name in names]
        if any(len(some.starts) and some.ends is not some.starts for both in sides for some in both):
            return None
        total = np.zeros(len(docs), np.intp)
        spans = [[_spans(some, docs) for some in both] for both in sides]
        most = sum((np.minimum(*(high - low for low, high in both)) for both in spans), start=total)
        found: list[int] = []
        kind, distance = relation
        reaches = [self._reach(kind, distance, name, docs) for name in names]
        every = [[some.starts.tolist() for some in both] for both in sides]
        for row in np.flatnonzero(most >= count).tolist():
            left_over = count
            for reach, both, its in zip(reaches, every, spans, strict=True):
                ours, theirs = (
                    words[int(low[row]) : int(high[row])] for words, (low, high) in zip(both, its, strict=True)
                )
                if ours and theirs:
                    left_over -= times.times(ours, theirs, reach, left_over, ordered=kind == "pre")
            if left_over <= 0:
                found.append(row)
        return docs.take(found)

    def _reach(self, kind: str, distance: int, name: str, docs: Docs) -> times.Reach:
        if kind in ("near", "pre"):
            return lambda key: key - distance
        its = self._words.bounds(name, docs)
        firsts: Sequence[int] = (its.firsts if kind == "paragraph" else its.sentences).tolist()
        return lambda key: firsts[bisect_right(firsts, key) - 1]

    def _are_early(self, keys: Keys, count: int, name: str) -> NDArray[np.bool_]:
        """Which of these words, of `_docs`, are among the first so many."""
        ends: Keys = keys & ((1 << BITS) - 1)
        if name == "body":
            # Numbers are left out between paragraphs: what seems to stand behind the last word may stand before it.
            late = np.flatnonzero(ends >= count)
            if len(late):
                its = self._bounds(keys.take(late), name)
                ends[late] -= its.missing.take(its.of(keys.take(late)))
        elif len(keys):
            its = self._bounds(keys, name)
            ends = keys - its.firsts.take(its.of(keys))
        return ends < count

    def _bounds(self, keys: Keys, name: str) -> Bounds:
        """The values that these words stand in."""
        return self._words.bounds(name, flat.documents(np.sort(keys)))

    def _places(self, unit: Unit, name: str) -> Places:
        """The places of a simple unit."""
        match unit:
            case Sought(leaf, fields):
                if name not in fields:
                    return NOWHERE
                key = (leaf, name)
                if key not in self._known:
                    self._known[key] = self._words.places(leaf, name, self._asking, self._docs)
                return self._known[key]
            case Either(units):
                return united([self._places(one, name) for one in dict.fromkeys(units)])
            case Early(count, inner):
                return self._early(inner, name, count)
            case _:
                raise AssertionError(f"{unit} isn't simple")

    # --- By tables

    def _tabled(self, unit: Unit, docs: Docs) -> tables.Settled | None:
        """Which of these documents have rows of a unit, in any field; None where that takes a closer look."""
        found: list[Docs] = []
        unknown: list[Docs] = []
        sources = [
            tables.Source(
                partial(self._rows, name=name),
                partial(self._words.bounds, name, docs),
                partial(self._are_early, name=name),
            )
            for name in fields_of(unit)
        ]
        if isinstance(unit, Often):
            # Rows that letters keep out would have to be counted.
            return None if any(map(letters.is_exact, sought(unit))) else tables.often(unit, sources, docs)
        for source in sources:
            its = tables.settled(unit, source, docs)
            if its is None:
                return None
            found.append(its.found)
            unknown.append(its.unknown)
        some, rest = _any(found), _any(unknown)
        return tables.Settled(some, rest.compress(~among(rest, some)))

    def _rows(self, unit: Unit, name: str) -> Places | None:
        """The places that are the rows of a unit; None if its rows have several."""
        if _is_simple(unit):
            return self._places(unit, name)
        if isinstance(unit, Often) and _is_simple(unit.unit):
            often = self._settled(unit, self._docs)
            return None if often is None else self._places(unit.unit, name).in_docs(often)
        return None

    # --- One by one

    def _operators(self, unit: Unit) -> list[Joined]:
        """What must be joined somewhere in an article for `unit` to match."""
        match unit:
            case Joined(left, right, negated=negated):
                sides = (left,) if negated else (left, right)
                inside = [one for side in sides if len(side) == 1 for one in side[0]]
                return [*([] if negated else [unit]), *(joined for one in inside for joined in self._operators(one))]
            case Early(_, inner) | Often(_, inner):
                return self._operators(inner)
            case Sought() | Either():
                return []

    def _perhaps(self, joined: Joined) -> Docs:
        """Where some word of one side is near enough to one of the other, whatever rows they are part of."""
        kind, distance = joined.relation
        left, right = (
            Either(tuple(leaf for some in side for unit in some for leaf in sought(unit)))
            for side in (joined.left, joined.right)
        )
        near = "paragraph" if kind == "sentence" else "near" if kind == "pre" else kind
        return _any([
            self._joined(left, right, name, near, distance, negated=False, docs=self._docs)
            for name in fields_of(joined)
        ])  # fmt: skip

    def _having(self, joined: Joined, docs: Docs) -> Docs:
        """Those of these documents that have its words as often as a row needs: in one stretch of text, if that is
        where it must be."""
        kind = joined.relation.kind
        needs = needed(joined)
        if not needs or (kind in ("near", "pre") and max(needs.values()) == 1):
            return docs  # they have each of them
        found: list[Docs] = []
        for name in fields_of(joined):
            words = {word: self._leaves(word, name).in_docs(docs).starts for word in needs}
            if not all(map(len, words.values())):
                continue
            firsts = None
            if kind in ("sentence", "paragraph"):
                its = self._words.bounds(name, _any([flat.documents(starts) for starts in words.values()]))
                firsts = its.firsts if kind == "paragraph" else its.sentences
            found.append(enough.having(needs, words, firsts))
        return _any(found)

    def _most(self, unit: Unit) -> Array:
        """How often it may be found in each document of the generation, in all fields together."""
        documents = self._words.generation.documents
        every = [enough.most(unit, partial(self._starts, name=name), documents) for name in fields_of(unit)]
        found: Array = np.add.reduce(every)
        return found

    def _starts(self, unit: Unit, name: str) -> Keys:
        return self._leaves(unit, name).starts

    def _leaves(self, unit: Unit, name: str) -> Places:
        """The places of all words of a unit."""
        return self._places(Either(tuple(sought(unit))), name)

    def _looked_at(self, unit: Unit, docs: Docs) -> Docs:
        words = {(one.leaf, name): self._places(one, name) for one in sought(unit) for name in one.fields}
        spans = {key: [ends.tolist() for ends in _spans(some, docs)] for key, some in words.items()}

        def found(row: int, leaf: Text, field: str) -> list[Place]:
            key = (leaf, field)
            if key not in spans:
                return []
            low, high = spans[key]
            some, base = words[key], int(docs[row]) << BITS
            starts = (some.starts[low[row] : high[row]] - base).tolist()
            ends = (some.ends[low[row] : high[row]] - base).tolist()
            return [*map(Place, starts, ends)]

        kept = np.zeros(len(docs), np.bool_)
        for row, doc in enumerate(docs.tolist()):
            segment, document = self._words.generation.place(doc)
            try:
                kept[row] = Meeting(Stored(partial(found, row), segment, document), self._steps).is_met(((unit,),))
            except TooManyWays as error:
                leave(self._unsettled, doc, error)
        return docs.compress(kept)


def _is_simple(unit: Unit) -> bool:
    """Whether its rows are single places."""
    match unit:
        case Sought():
            return True
        case Either(units):
            return all(map(_is_simple, units))
        case Early(_, inner):
            return _is_simple(inner)
        case _:
            return False


def _loose(joined: Joined) -> Hashable:
    """What `_perhaps` asks of a pair of operands."""
    left, right = (
        frozenset(leaf for some in side for unit in some for leaf in sought(unit))
        for side in (joined.left, joined.right)
    )
    return left, right, joined.relation


def _negates(unit: Unit) -> bool:
    return any(isinstance(one, Joined) and one.negated for one in (unit, *within(unit)))


def _any(found: Sequence[Docs]) -> Docs:
    some = [docs for docs in found if len(docs)]
    if len(some) < 2:
        return some[0] if some else np.zeros(0, np.intp)
    return np.unique(np.concatenate(some))


def _spans(some: Places, docs: Docs) -> tuple[Array, Array]:
    """Where the places of each of these documents begin and end among all."""
    keys: Keys = docs.astype(np.int64) << BITS
    low: Array = np.searchsorted(some.starts, keys)
    high: Array = np.searchsorted(some.starts, keys + (1 << BITS))
    return low, high

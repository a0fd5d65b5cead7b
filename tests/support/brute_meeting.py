"""Positional operators the slow, plain way: every word of an article in a list, every combination of places tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from indexer import analysis, sentences
from indexer.article import Article
from indexer.fields import BY_NAME, DEFAULT_FIELDS, Field
from search.query import ast, terms

Place = tuple[int, int]
Row = frozenset[Place]
Passes = Callable[[ast.Pattern | ast.Fuzzy, str], bool]


class Token(NamedTuple):
    position: int
    forms: frozenset[str]
    value: int
    sentence: tuple[int, int]
    nth: int
    written: str


def tokens(field: Field, article: Article) -> list[Token]:
    """All words of a field; each value's end leaves out some positions."""
    found: list[Token] = []
    position = count = 0
    for number, value in enumerate(field.values(article)):
        begins = sentences.starts(value)
        for nth, word in enumerate(analysis.words(value)):
            sentence = sum(begin <= word.start for begin in begins)
            forms = frozenset({word.form, *word.parts})
            before = count if field.name == "body" else nth
            found.append(Token(position, forms, number, (number, sentence), before, value[word.start : word.end]))
            position += 1
            count += 1
        position += 1 if field.name == "body" else 1000
    return found


class Met:
    """Which rows a node has in one article; `languages` are the archive's, `passes` tells what patterns stand for."""

    def __init__(self, article: Article, languages: frozenset[str], passes: Passes) -> None:
        self.article = article
        self.languages = languages
        self.passes = passes
        self.tokens = {name: tokens(field, article) for name, field in BY_NAME.items() if field.kind == "text"}

    def is_met(self, node: ast.Node, fields: Sequence[Field]) -> bool:
        node = ast.map_nodes(node, lambda one: one.node if isinstance(one, ast.Boost) else one)
        return any(
            all(any(self.rows(part, name, fields) for name in self.tokens) for part in parts) for parts in _apart(node)
        )

    def rows(self, node: ast.Node, name: str, fields: Sequence[Field]) -> set[Row]:
        match node:
            case ast.Boost(inner):
                return self.rows(inner, name, fields)
            case ast.Field(other, inner):
                return self.rows(inner, name, (BY_NAME[other],))
            case ast.Or(nodes):
                return {row for part in nodes for row in self.rows(part, name, fields)}
            case ast.First(count, inner):
                where = (BY_NAME["body"],) if fields is DEFAULT_FIELDS else fields
                early = {token.position for token in self.tokens[name] if token.nth < count}
                return {row for row in self.rows(inner, name, where) if {end for _, end in row} <= early}
            case ast.AtLeast(count, inner):
                times = sum(_times(self.rows(inner, every, fields)) for every in self.tokens)
                return self.rows(inner, name, fields) if times >= count else set()
            case ast.Near(negated=True):
                others = [[self.rows(part, name, fields) for part in parts] for parts in _apart(node.right)]
                return {
                    row
                    for row in self.rows(node.left, name, fields)
                    if not any(all(any(_reaches(node, row, one) for one in rows) for rows in some) for some in others)
                }
            case ast.Near() | ast.Within():
                return set(self._together(node, name, fields))
        return {frozenset({place}) for place in self._places(node, name)} if _has(fields, name) else set()

    def _together(self, node: ast.Near | ast.Within, name: str, fields: Sequence[Field]) -> Iterator[Row]:
        for ours, theirs in product(_apart(node.left), _apart(node.right)):
            sets = [self.rows(part, name, fields) for part in (*ours, *theirs)]
            for rows in product(*sets):
                left, right = rows[: len(ours)], rows[len(ours) :]
                if all(self._relate(node, one, other, name) for one in left for other in right):
                    yield frozenset().union(*rows)

    def _relate(self, node: ast.Near | ast.Within, one: Row, other: Row, name: str) -> bool:
        if _positions(one) & _positions(other):
            return False
        if isinstance(node, ast.Within):
            of = {token.position: token for token in self.tokens[name]}
            words = [of[position] for position in _positions(one) | _positions(other)]
            return len({word.value if node.unit == "paragraph" else word.sentence for word in words}) == 1
        if node.ordered:
            return 0 < min(_positions(other)) - max(_positions(one)) <= node.distance
        return min(abs(a - b) for a in _positions(one) for b in _positions(other)) <= node.distance

    def _places(self, leaf: ast.Node, name: str) -> set[Place]:
        words = self.tokens[name]
        if isinstance(leaf, ast.Pattern | ast.Fuzzy):
            return {(w.position, w.position) for w in words if any(self.passes(leaf, form) for form in w.forms)}
        assert isinstance(leaf, ast.Word | ast.Form | ast.Phrase)
        if isinstance(leaf, ast.Form) and leaf.exact:
            return {(w.position, w.position) for w in words if _written(leaf.text, w)}
        found: set[Place] = set()
        language = analysis.stem_language(self.article.language)
        for spelling in terms.phrase_alternatives(leaf.text):
            if isinstance(leaf, ast.Word) and BY_NAME[name].stemmed and len(spelling) == 1:
                wanted = {analysis.stem(spelling[0], each) for each in self.languages}
                at = [w for w in words if any(analysis.stem(form, language) in wanted for form in w.forms)]
                found |= {(word.position, word.position) for word in at}
            else:
                for start, first in enumerate(words):
                    some = words[start : start + len(spelling)]
                    if (
                        len(some) == len(spelling)
                        and some[-1].position == first.position + len(some) - 1
                        and all(form in word.forms for form, word in zip(spelling, some, strict=True))
                    ):
                        found.add((first.position, some[-1].position))
        return found


def _apart(node: ast.Node) -> list[list[ast.Node]]:
    """Alternatives, of each of which all parts are needed."""
    match node:
        case ast.And(nodes):
            return [[part for parts in some for part in parts] for some in product(*map(_apart, nodes))]
        case ast.Or(nodes) if any(_apart(part) != [[part]] for part in nodes):
            return [parts for part in nodes for parts in _apart(part)]
        case ast.Field(name, inner):
            return [[ast.Field(name, part) for part in parts] for parts in _apart(inner)]
        case ast.First(count, inner):
            return [[ast.First(count, part) for part in parts] for parts in _apart(inner)]
        case ast.AtLeast(count, inner):
            return [[ast.AtLeast(count, part) for part in parts] for parts in _apart(inner)]
        case ast.Near(left, right, distance, ordered, True):
            return [[ast.Near(part, right, distance, ordered, True) for part in parts] for parts in _apart(left)]
    return [[node]]


def _positions(row: Row) -> set[int]:
    return {position for start, end in row for position in range(start, end + 1)}


def _reaches(node: ast.Near, row: Row, other: Row) -> bool:
    if node.ordered:
        return 0 < min(_positions(other)) - max(_positions(row)) <= node.distance
    return row != other and min(abs(a - b) for a in _positions(row) for b in _positions(other)) <= node.distance


def _times(rows: set[Row]) -> int:
    used: set[Place] = set()
    times = 0
    for row in sorted(rows, key=lambda row: (max(end for _, end in row), sorted(row))):
        if not used & row:
            used |= row
            times += 1
    return times


def _has(fields: Sequence[Field], name: str) -> bool:
    return any(field.name == name for field in fields)


def _written(wanted: str, word: Token) -> bool:
    written = terms.as_written(word.written)
    for joiner in "'&./":
        written = written.replace(joiner, "-")
    wanted = terms.as_written(wanted)
    for joiner in "'&./":
        wanted = wanted.replace(joiner, "-")
    return wanted == written or wanted in written.split("-")

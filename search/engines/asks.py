"""What a leaf of a query asks of a segment: which terms of which field, by number.

Both ways of counting (`scalar`, `arrays`) answer the same asks, so what a word matches is decided here alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from indexer import analysis
from indexer.errors import UnsupportedQuery
from indexer.fields import Field
from indexer.stores.whoosh.schema import WHOLE_TEXT, value_term, whole_term
from indexer.stores.whoosh.segment import Postings, Segment, Stem
from search.engines.expand import Expansion
from search.query import ast, terms


class Run(NamedTuple):
    """Terms from number `first` to before `last`; only in documents of these languages (numbers; None: all)."""

    first: int
    last: int
    languages: frozenset[int] | None = None


class Runs(NamedTuple):
    """Any of these terms: a document counts as many as stand in it."""

    runs: tuple[Run, ...]


class Row(NamedTuple):
    """These terms side by side, in this order; as often as they do."""

    terms: tuple[int, ...]


Ask: TypeAlias = Runs | Row
"""One spelling of a leaf. Those of one leaf are counted together: it is one word, however it is written."""

Leaf: TypeAlias = ast.Word | ast.Form | ast.Phrase | ast.Pattern | ast.Fuzzy | ast.Whole


def is_once(node: Leaf, field: Field) -> bool:
    """Whether the leaf is about whole values: a document has one or not, and length counts for nothing."""
    return isinstance(node, ast.Whole) or (field.kind == "value" and not isinstance(node, ast.Pattern | ast.Fuzzy))


def asks(segment: Segment, node: Leaf, field: Field, expansion: Expansion) -> tuple[Ask, ...]:
    """What `node` asks of `field` in this segment. Raises QueryError, UnsupportedQuery, DamagedArchive."""
    if isinstance(node, ast.Whole) and field.kind != "value" and field.name not in WHOLE_TEXT:
        message = f'{field.name}: has no whole values; search a phrase, such as {field.name}:"rail strike"'
        raise UnsupportedQuery(message, node=node)
    postings = segment.fields.get(field.name)
    if postings is None:
        return ()
    if isinstance(node, ast.Pattern | ast.Fuzzy):
        runs = expansion.runs(postings, node)
        return (Runs(tuple(Run(first, last) for first, last in runs)),) if runs else ()
    if field.kind == "value":
        return _one(postings, value_term(node.text))
    if isinstance(node, ast.Whole):
        return _one(postings, whole_term(node.text))
    if field.kind == "address":
        return _spelled(postings, (terms.address_forms(node.text),))
    if isinstance(node, ast.Word) and field.stemmed:
        found: list[Ask] = []
        for spelling in terms.word_alternatives(node.text):
            found += _stems(segment, postings, spelling[0]) if len(spelling) == 1 else _spelled(postings, (spelling,))
        return tuple(found)
    return _spelled(postings, terms.phrase_alternatives(node.text))


def _one(postings: Postings, term: str) -> tuple[Ask, ...]:
    number = postings.terms.find(_bytes(term)) if term else -1
    return (Runs((Run(number, number + 1),)),) if number >= 0 else ()


def _spelled(postings: Postings, spellings: Sequence[terms.Sequence]) -> tuple[Ask, ...]:
    found: list[Ask] = []
    for forms in spellings:
        numbers = tuple(postings.terms.find(_bytes(form)) for form in forms)
        if numbers and min(numbers) >= 0:
            found.append(Row(numbers) if len(numbers) > 1 else Runs((Run(numbers[0], numbers[0] + 1),)))
    return tuple(found)


def _stems(segment: Segment, postings: Postings, form: str) -> list[Ask]:
    """The forms that have the stem that `form` has, each in the languages in which they share it."""
    spoken: dict[int, list[int]] = {}
    for number, stem in enumerate(_stemmed(form, segment.languages)):
        if stem is None:
            found = postings.terms.find(_bytes(form))
            forms = [found] if found >= 0 else []
        else:
            forms = postings.forms_with(stem)
        for one in forms:
            spoken.setdefault(one, []).append(number)
    every = len(segment.languages)
    runs = [Run(one, one + 1, None if len(spoken[one]) == every else frozenset(spoken[one])) for one in sorted(spoken)]
    return [Runs(tuple(runs))] if runs else []


@lru_cache(maxsize=1024)
def _stemmed(form: str, languages: tuple[str, ...]) -> tuple[Stem | None, ...]:
    """The stem of a form in each of these languages; None where forms are their own stems."""
    known = [None if tag == analysis.UNDETERMINED else analysis.stem(form, tag) for tag in languages]
    return tuple(None if stem is None else Stem.of(stem, tag) for stem, tag in zip(known, languages, strict=True))


def _bytes(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")

"""What a leaf of a query asks of a segment: which terms of which field, by number.

Both ways of counting (`scalar`, `arrays`) answer the same asks, so what a word matches is decided here alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
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
    """Any of these terms: a document counts as many as stand in it. The runs ascend and share no term, so that their
    postings ascend too, as reading many of them at once needs (`NarrowArray.stretches`, `Container.check_all`)."""

    runs: tuple[Run, ...]


class Row(NamedTuple):
    """These terms side by side, in this order; as often as they do."""

    terms: tuple[int, ...]


Ask: TypeAlias = Runs | Row
"""One spelling of a leaf. Those of one leaf are counted together: it is one word, however it is written."""

EXPANDED = ast.Pattern, ast.Fuzzy
"""What stands for words that only the dictionary knows."""

Leaf: TypeAlias = ast.Word | ast.Form | ast.Phrase | ast.Pattern | ast.Fuzzy | ast.Whole


def is_once(node: Leaf, field: Field) -> bool:
    """Whether the leaf is about whole values: a document has one or not, and length counts for nothing."""
    return isinstance(node, ast.Whole) or (field.kind == "value" and not isinstance(node, EXPANDED))


def asks(segment: Segment, node: Leaf, field: Field, expansion: Expansion) -> tuple[Ask, ...]:
    """What `node` asks of `field` in this segment. Raises QueryError, UnsupportedQuery, DamagedArchive."""
    if isinstance(node, ast.Whole) and field.kind != "value" and field.name not in WHOLE_TEXT:
        message = f'{field.name}: has no whole values; search a phrase, such as {field.name}:"rail strike"'
        raise UnsupportedQuery(message, node=node)
    postings = segment.fields.get(field.name)
    if postings is None:
        return ()
    if isinstance(node, EXPANDED):
        runs = expansion.runs(postings, node)
        return (Runs(tuple(Run(first, last) for first, last in runs)),) if runs else ()
    if field.kind == "value":
        whole = isinstance(node, ast.Whole) or not field.tagged
        return _one(postings, value_term(node.text)) if whole else _tags(postings, value_term(node.text))
    if isinstance(node, ast.Whole):
        return _one(postings, whole_term(node.text))
    if field.kind == "address":
        return _spelled(postings, (terms.address_forms(node.text),))
    if isinstance(node, ast.Word) and field.stemmed:
        found: list[Ask] = []
        for spelling in terms.word_alternatives(node.text):
            if len(spelling) > 1:
                found += _spelled(postings, (spelling,))
            elif stems := expansion.stems(segment, spelling[0], _stems).get(field.name):
                found.append(stems)
        return tuple(found)
    spellings = terms.phrase_alternatives(node.text)
    if isinstance(node, ast.Form) and node.exact:
        spellings = spellings[:1]  # one word, as it is written
    return _spelled(postings, spellings)


def word_asks(segment: Segment, word: ast.Word, expansion: Expansion) -> dict[str, tuple[Ask, ...]] | None:
    """What a word that isn't a compound asks of all stemmed fields of this segment, by field, without those that ask
    nothing: the same as `asks` says of each. None for a word that may be written in several ways."""
    spellings = terms.word_alternatives(word.text)
    if len(spellings) != 1 or len(spellings[0]) != 1:
        return None
    return {name: (runs,) for name, runs in expansion.stems(segment, spellings[0][0], _stems).items()}


def _one(postings: Postings, term: str) -> tuple[Ask, ...]:
    number = postings.terms.find(_bytes(term)) if term else -1
    return (Runs((Run(number, number + 1),)),) if number >= 0 else ()


def _tags(postings: Postings, term: str) -> tuple[Ask, ...]:
    """The tag itself and those that go on after a hyphen."""
    runs = [run for ask in _one(postings, term) if isinstance(ask, Runs) for run in ask.runs]
    first, last = postings.terms.span(_bytes(f"{term}-")) if term else (0, 0)
    if first < last:
        runs.append(Run(first, last))
    return (Runs(tuple(runs)),) if runs else ()


def _spelled(postings: Postings, spellings: Sequence[terms.Sequence]) -> tuple[Ask, ...]:
    found: list[Ask] = []
    find = postings.terms.find
    for forms in spellings:
        numbers = []
        for form in forms:
            number = find(_bytes(form))
            if number < 0:
                break
            numbers.append(number)
        if numbers and len(numbers) == len(forms):
            found.append(Row(tuple(numbers)) if len(numbers) > 1 else Runs((Run(numbers[0], numbers[0] + 1),)))
    return tuple(found)


def _stems(segment: Segment, form: str) -> dict[str, Runs]:
    """By field, the forms that have the stem that `form` has, each in the languages in which they share it."""
    found = segment.stems.forms(stemmed(form, segment.languages), _bytes(form))
    return {name: Runs(_ascending(forms)) for name, forms in found.items()}


def _ascending(forms: list[tuple[int, int | None]]) -> tuple[Run, ...]:
    """Runs of these forms, each with the bits of its languages, which so far stand language by language; neighbours are
    one run."""
    if len(forms) == 1:
        ((number, spoken),) = forms
        return (Run(number, number + 1, numbers(spoken)),)
    forms.sort(key=itemgetter(0))
    found = []
    first, spoken = forms[0]
    last = first
    for number, languages in forms:
        if number != last or languages != spoken:
            found.append(Run(first, last, numbers(spoken)))
            first = last = number
            spoken = languages
        last += 1
    found.append(Run(first, last, numbers(spoken)))
    return tuple(found)


@lru_cache(maxsize=1024)
def numbers(bits: int | None) -> frozenset[int] | None:
    """The languages of these bits."""
    return None if bits is None else frozenset(number for number in range(bits.bit_length()) if bits >> number & 1)


@lru_cache(maxsize=1024)
def stemmed(form: str, languages: tuple[str, ...]) -> tuple[Stem, ...]:
    """The stem of a form in each of these languages."""
    return tuple([Stem.of(analysis.stem(form, tag), tag) for tag in languages])


def _bytes(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")

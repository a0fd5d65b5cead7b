"""`==AIDS`: case and accents are in the text alone, which is read where the word stands at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeGuard

from indexer.fields import BY_NAME
from search.engines.generation import Generation
from search.matches import Matcher
from search.query import ast
from search.query.operands import Alternatives, Sought, Unit
from search.query.terms import as_written


def is_exact(unit: Unit) -> TypeGuard[Sought]:
    """Whether a unit is such a word."""
    return isinstance(unit, Sought) and isinstance(unit.leaf, ast.Form) and unit.leaf.exact


def alone(wanted: Alternatives) -> Sought | None:
    """The word that is all that is wanted, if it is such a word."""
    if len(wanted) == 1 == len(wanted[0]) and is_exact(wanted[0][0]):
        return wanted[0][0]
    return None


def written(generation: Generation, unit: Sought, docs: Iterable[int]) -> Iterator[int]:
    """Those of these documents that have the word so in any of its fields."""
    word = as_written(unit.leaf.text)
    matcher = Matcher([unit.leaf], language=None)
    fields = [BY_NAME[name] for name in unit.fields]
    plain = word.encode() if word.isascii() and word.isalnum() else None
    for doc in docs:
        segment, document = generation.place(doc)
        # Most articles that have the word have it otherwise, and are seen not to have these letters in their records.
        if plain is None or any(
            _may_hold(data, plain) for data in (segment.texts.head(document), segment.texts.record(document))
        ):
            article = segment.article(document)
            for field in fields:
                if matcher.find(field.values(article)):
                    yield doc
                    break


_HIDING = [*(character.encode() for character in "\u00ad\u200b\u200c\u200d\u2060\ufeff\u212a"), b"\\u"]
"""What can stand in a word that `terms.as_written` drops, or reads as another letter (the sign for kelvin); and how
letters begin that JSON has escaped."""


def _may_hold(data: bytes, word: bytes) -> bool:
    """Whether a word of plain letters may stand in this text or record."""
    return word in data or any(hiding in data for hiding in _HIDING)

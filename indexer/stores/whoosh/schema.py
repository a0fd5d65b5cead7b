"""The fields of the index on disk, made from `fields.FIELDS`.

| in FIELDS | on disk |
|---|---|
| text | written forms with positions; a compound's parts at its position; whole values (`whole_term`) |
| text, stemmed | also which forms each stem stands for |
| address | forms with positions, compounds only in parts |
| value | the folded value, one term |
| date | first and last second that it covers (see `dates.bounds`), columns; 0 is unknown |
| (the article's id) | a column; one term for other people's code |

Positions count words from 0. Between two values of a field some positions are left out, so that no phrase matches
across them: one between the paragraphs of the body, a thousand elsewhere, so that nothing near reaches into the next
caption or keyword either.
"""

from __future__ import annotations

from indexer import analysis
from indexer.digests import blake2b
from indexer.fields import FIELDS, Field

INDEX_NAME = "MAIN"
"""Whoosh's name for the index; its files begin with it."""

ID = "id"
LONGEST_VALUE = 100
"""Characters of a whole value that stand in its term; of a longer one the term is a digest."""

WHOLE_TEXT = frozenset(f.name for f in FIELDS if f.kind == "text" and f.name != "body")
"""Text fields whose whole values are indexed too. Nobody asks for the article with exactly this paragraph."""


def gap(field: Field) -> int:
    """Positions left out between two values of `field`."""
    return 1 if field.name == "body" else 1000


def value_term(value: str) -> str:
    """The one term of a value, folded, its white space evened out; "" if nothing is left.

    >>> value_term(" BBC  News ")
    'bbc news'
    """
    folded = analysis.fold(" ".join(value.split()))
    if len(folded) <= LONGEST_VALUE:
        return folded
    return "#" + blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def whole_term(value: str) -> str:
    """The term of a text field's whole value; no word begins with its `=`.

    >>> whole_term("BBC News")
    '=bbc news'
    """
    return "=" + value_term(value)

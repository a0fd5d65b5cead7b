"""The fields of the index on disk, made from `fields.FIELDS`.

| in FIELDS | on disk |
|---|---|
| text | `name`: written forms with positions; a compound's parts at its position; whole values (`whole_term`) |
| text, stemmed | also `name_stem`: stems (`en:strike`) with their frequencies |
| address | `name`: forms with positions, compounds only in parts |
| value | `name`: the folded value, one term |
| date | `name_first` and `name_last`: the seconds it covers (see `dates.bounds`), columns; 0 is unknown |
| (the article's id) | `id`: one term and a column; stored too, for other people's code |

Positions count words from 0. Between two values of a field some positions are left out, so that no phrase matches
across them: one between the paragraphs of the body, a thousand elsewhere, so that nothing near reaches into the next
caption or keyword either.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from indexer import analysis
from indexer.fields import FIELDS, Field

INDEX_NAME = "MAIN"
"""Whoosh's name for the index; its files begin with it."""

ID = "id"
ID_BYTES = 16
"""Bytes of an article's id in its column."""

LONGEST_VALUE = 100
"""Characters of a whole value that stand in its term; of a longer one the term is a digest."""

WHOLE_TEXT = frozenset(f.name for f in FIELDS if f.kind == "text" and f.name != "body")
"""Text fields whose whole values are indexed too. Nobody asks for the article with exactly this paragraph."""

DATES = tuple(field for field in FIELDS if field.kind == "date")


def gap(field: Field) -> int:
    """Positions left out between two values of `field`."""
    return 1 if field.name == "body" else 1000


def stem_field(name: str) -> str:
    """Where the stems of the field `name` are.

    >>> stem_field("body")
    'body_stem'
    """
    return f"{name}_stem"


def date_fields(name: str) -> tuple[str, str]:
    """The columns of the first and last second of the date field `name`."""
    return f"{name}_first", f"{name}_last"


def length_column(name: str) -> str:
    """The column of how many words a text field has. Whoosh's own one rounds; scores shouldn't."""
    return f"_{name}_words"


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


def whoosh_schema() -> Any:
    """The schema that the TOC carries for other people's code: Whoosh's own field types and nothing of ours, so that
    it opens where morgue isn't installed. Its analyzers come close to `analysis` but are not it."""
    from whoosh import columns, fields
    from whoosh.analysis import IDAnalyzer, LowercaseFilter, RegexTokenizer
    from whoosh.formats import Existence, Positions

    words = RegexTokenizer(r"\w+(?:[-'&./]\w+)*") | LowercaseFilter()
    schema = fields.Schema()
    schema.add(ID, fields.ID(unique=True, stored=True, sortable=columns.FixedBytesColumn(ID_BYTES)))
    for field in FIELDS:
        if field.kind in ("text", "address"):
            schema.add(field.name, fields.FieldType(Positions(), words, scorable=True))
            if field.stemmed:
                schema.add(stem_field(field.name), fields.FieldType(Existence(), IDAnalyzer(), scorable=True))
        elif field.kind == "value":
            schema.add(field.name, fields.FieldType(Existence(), IDAnalyzer() | LowercaseFilter()))
        else:
            for name in date_fields(field.name):
                # No terms: the column sorts and filters. A shift step of 0 keeps Whoosh from asking for them.
                schema.add(name, fields.COLUMN(columns.NumericColumn("q", default=0)))
    return schema

"""An article as postings: which terms it has in which field, how often and where.

One pass over a value's words serves forms and stems: the words are counted by form, and each distinct form is stemmed
once. A field's length counts positions, so a compound's parts don't make an article longer than it is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field as attribute

from indexer import analysis, dates
from indexer.article import Article
from indexer.fields import FIELDS, Field
from indexer.stores.whoosh.schema import (
    ID,
    WHOLE_TEXT,
    gap,
    value_term,
    whole_term,
)


@dataclass(slots=True)
class Inverted:
    """What an article adds to the index.

    `forms`: (frequency, positions) by field and term, `stems`: frequency by field and term (also fields
    without positions), `lengths`: words by text field, `seconds`: first and last second by date field.
    """

    forms: dict[str, dict[str, tuple[int, tuple[int, ...]]]] = attribute(default_factory=dict)
    stems: dict[str, dict[str, int]] = attribute(default_factory=dict)
    lengths: dict[str, int] = attribute(default_factory=dict)
    seconds: dict[str, tuple[int, int]] = attribute(default_factory=dict)


def invert(article: Article) -> Inverted:
    """The postings of an article."""
    found = Inverted(stems={ID: {article.id: 1}})
    language = analysis.stem_language(article.language)
    for field in FIELDS:
        if field.kind != "date":
            values = field.values(article)
            if values:
                _ADD[field.kind](found, field, values, language)
    for field in (one for one in FIELDS if one.kind == "date"):
        for value in field.values(article):
            found.seconds[field.name] = _seconds(value)
    return found


def _add_text(found: Inverted, field: Field, values: tuple[str, ...], language: str) -> None:
    positions: defaultdict[str, list[int]] = defaultdict(list)
    position = words = 0
    for value in values:
        start = position
        for form in analysis.Columns(value).forms:
            positions[form].append(position)
            position += 1
        words += position - start
        position += gap(field)
    _add_parts(positions)
    forms = {form: (len(where), tuple(where)) for form, where in positions.items()}
    if field.name in WHOLE_TEXT:
        nowhere: tuple[int, ...] = ()
        forms.update((whole_term(value), (1, nowhere)) for value in values if value_term(value))
    found.forms[field.name] = forms
    found.lengths[field.name] = words
    if field.stemmed:
        stems: defaultdict[str, int] = defaultdict(int)
        stem = analysis.stem
        for form, where in positions.items():
            stems[stem(form, language)] += len(where)
        found.stems[f"{field.name}_stem"] = dict(stems)


def _add_parts(positions: defaultdict[str, list[int]]) -> None:
    # A compound's parts stand at its position too; "bye-bye" has one bye there.
    for form, where in list(positions.items()):
        for part in analysis.parts(form):
            positions[part] = sorted({*positions[part], *where})


def _add_address(found: Inverted, field: Field, values: tuple[str, ...], language: str) -> None:
    positions: defaultdict[str, list[int]] = defaultdict(list)
    position = words = 0
    for value in values:
        for form in analysis.Columns(value).forms:
            for part in analysis.parts(form) or (form,):
                positions[part].append(position)
                position += 1
                words += 1
        position += gap(field)
    found.forms[field.name] = {form: (len(where), tuple(where)) for form, where in positions.items()}
    found.lengths[field.name] = words


def _add_value(found: Inverted, field: Field, values: tuple[str, ...], language: str) -> None:
    found.stems[field.name] = {term: 1 for value in values if (term := value_term(value))}


_ADD = {"text": _add_text, "address": _add_address, "value": _add_value}


def _seconds(date: str) -> tuple[int, int]:
    try:
        return dates.bounds(date)
    except ValueError:  # a reader's word for a date; what can't be read is unknown
        return 0, 0

"""One term or phrase of a query, read as leaves of the tree: what it means depends on the field that it stands in.

A term is cut by the tokeniser of `indexer.analysis`, so what is no word there is punctuation here: `foo,bar!` is two
leaves, `al-Abadi` is one, `?!` is none. A run of characters in a script without spaces is one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from indexer import analysis
from indexer.errors import QueryError
from indexer.fields import Field
from indexer.frozen import dataclass
from indexer.patterns import lazy
from search.query.ast import OPERATORS, DateRange, Every, Form, Fuzzy, Leaf, Pattern, Phrase, Whole, Word
from search.query.tokens import Token

if TYPE_CHECKING:
    import datetime

MAX_EDITS = 2

PROSE = frozenset({"headline", "body", "caption"})
"""Fields in which `=` marks a written form, as it does of one word of an address; in the others, whose values are
names, it marks the whole value."""

# `*` anywhere; `?` only inside a word, since at its end it is a question's.
_WILDCARDS = lazy(r"\*|(?<=[\w*])\?+(?=[\w*])")
_LONE_STARS = lazy(r"(?<!\w)\*+(?!\w)")
_TAG = lazy(r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8})*")
_EDITS = lazy(r"~([0-9]*)$")


@dataclass(frozen=True, slots=True)
class Read:
    """The leaves of a term, from left to right, and what the searcher should know about the reading."""

    leaves: list[Leaf]
    notices: list[str]


def read_leaves(token: Token, field: Field | None, today: datetime.date | None) -> Read:
    """The leaves of a term or phrase in `field` (None: the default fields).

    Raises QueryError for what is no date in a date field, for more edits than are counted, and for a wildcard that
    spans the parts of an address.
    """
    if field is not None and field.kind == "date":
        return Read([_date(token, field, today)], [])
    if token.kind == "phrase":
        return _phrase(token, field)
    mark = token.text[: len(token.text) - len(token.text.lstrip("="))]
    if mark and field is not None and field.kind == "address" and "*" not in token.text:
        found = tuple(analysis.words(token.text))
        if len(found) == 1:
            return Read([_form(token.text, found[0], mark)], [])
    if field is not None and (field.kind == "value" or (mark and field.name not in PROSE)):
        text = token.text.lstrip("=")
        if field.tagged and _TAG.fullmatch(text) and not OPERATORS.fullmatch(text):
            tag = text.replace("_", "-")
            return Read([Whole(tag) if mark else Word(tag)], [])
        return Read(list(_value(text, marked=bool(mark))), [])
    if field is not None and field.kind == "address":
        return Read(list(_address(token, field)), [])
    return _words(token, len(mark))


def _date(token: Token, field: Field, today: datetime.date | None) -> DateRange:
    import datetime

    from search.query.dates import date_range

    try:
        return date_range(token.text.lstrip("="), field=field.name, today=today or datetime.date.today())
    except ValueError as error:
        raise QueryError(
            f"{field.name}:{token.text[:40]}: {error}", position=token.start, length=token.end - token.start
        ) from None


def _phrase(token: Token, field: Field | None) -> Read:
    text = " ".join(token.text.replace('"', " ").split())
    mark, edited = token.mark.rstrip("~0123456789"), "~" in token.mark
    found = tuple(analysis.words(text))
    if not found:
        return Read([], [])
    is_one_word = mark and len(found) == 1
    if is_one_word and field is not None and field.kind == "address":
        return Read([_form(text, found[0], mark)], [])
    if field is not None and (field.kind == "value" or (mark and field.name not in PROSE)):
        return Read([Whole(text)], [])
    notices = ["~ after a phrase does nothing; NEAR/n finds words within a distance"] if edited else []
    if is_one_word:
        return Read([_form(text, found[0], mark)], notices)
    if mark == "==":
        notices.append("== keeps case and accents of one word; a phrase ignores them")
    return Read([Phrase(text)], notices)


def _form(text: str, word: analysis.Word, mark: str) -> Form:
    return Form(text[word.start : word.end], exact=len(mark) > 1)


def _value(text: str, *, marked: bool) -> Iterator[Leaf]:
    if not marked and text and not text.strip("*"):
        yield Every()
    elif any(analysis.words(text)):
        yield Whole(text) if marked or "*" not in text else Pattern(text)


def _address(token: Token, field: Field) -> Iterator[Leaf]:
    if token.text and not token.text.strip("*"):
        yield Every()
        return
    body = _LONE_STARS.sub("", token.text)  # example.org/* finds what example.org finds
    found = list(analysis.words(body.replace("*", "x")))
    if not found:
        return
    text = body[found[0].start : found[-1].end]
    if "*" not in text:
        yield Phrase(text) if len(found) > 1 else Word(text)
    elif len(found) > 1 or found[0].parts:
        raise QueryError(
            f"in {field.name}: a wildcard stands in one part of an address alone: {field.name}:exampl*",
            position=token.start,
            length=token.end - token.start,
        )
    else:
        yield Pattern(text)


def _words(token: Token, mark: int) -> Read:
    body = token.text
    notices: list[str] = []
    edits = _EDITS.search(body)
    if edits:
        body = body[: edits.start()]
        _check_edits(edits, token)
    if body and not body.strip("*"):
        return Read([Every()], notices)
    found = list(_pieces(body))
    if edits and any(piece.glued or piece.wild for piece in found):
        notices.append("~ counts edits of plain words only; it does nothing here")
    if mark > 1 and any(piece.glued or piece.wild for piece in found):
        notices.append("== keeps case and accents of plain words only; it does nothing here")
    return Read([_leaf(piece, mark, edits) for piece in found], notices)


def _check_edits(edits: re.Match[str], token: Token) -> None:
    if edits[1] and (len(edits[1]) > 1 or int(edits[1]) > MAX_EDITS):
        raise QueryError(
            f"a word is searched within at most {MAX_EDITS} edits: write word~ or word~{MAX_EDITS}",
            position=token.start + edits.start(),
            length=len(edits[0]),
        )


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    glued: bool
    wild: bool


def _pieces(body: str) -> Iterator[_Piece]:
    """The words of a term, runs without spaces in one piece, wildcards within their word."""
    shown = body if "://" in body else _WILDCARDS.sub(_letters, body)  # an address brings its own question mark
    run: list[analysis.Word] = []
    for word in [*analysis.words(shown), None]:
        if word is not None and word.glued:
            run.append(word)
            continue
        if run:
            text = body[run[0].start : run[-1].end].strip("?")  # beside a script without spaces: a question's
            if any(char.isalnum() for char in text):
                yield _Piece(text, len(run) > 1, "*" in text or "?" in text)
        run = [word] if word is not None else []


def _letters(wildcards: re.Match[str]) -> str:
    """A wildcard as the tokeniser should see it: as letters."""
    return "x" * len(wildcards[0])


def _leaf(piece: _Piece, mark: int, edits: re.Match[str] | None) -> Leaf:
    if piece.glued:
        return Phrase(piece.text)
    if piece.wild:
        return Pattern(piece.text)
    if mark:
        return Form(piece.text, exact=mark > 1)
    if edits:
        return Fuzzy(piece.text, int(edits[1] or 1))
    return Word(piece.text)

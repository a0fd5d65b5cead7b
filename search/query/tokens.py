"""A query's text cut into tokens. Nothing here fails: what means nothing is left in a term, and a term's punctuation is
dropped by the tokeniser of `indexer.analysis` later.

| token | text |
|---|---|
| term | a run without spaces, brackets or quotes, less what the other tokens take from it |
| phrase | what stands between quotes; `mark` holds the `=` or `==` before it and the `~2` after it |
| open, close | `(` and `)` |
| operator | `AND`, `OR`, `NOT`, `SENTENCE`, `NEAR/10`, ... standing alone |
| field | `headline:` at the start of a term, the name in lower case |
| minus | `-` at the start of a term |
| weight | `^3` at the end of a term, phrase or bracket |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from indexer.fields import BY_NAME
from indexer.frozen import dataclass
from indexer.patterns import lazy
from search.query.ast import OPERATORS

Kind = Literal["term", "phrase", "open", "close", "operator", "field", "minus", "weight"]


@dataclass(frozen=True, slots=True)
class Token:
    """One token and where it stands in the query; `open_ended` is a phrase whose quote was never closed."""

    kind: Kind
    text: str
    start: int
    end: int
    mark: str = ""
    open_ended: bool = False


# What closes a quote: the first of the first set that follows, else the first of the second.
_CLOSERS = {
    '"': ('"', "”“"),
    "＂": ('＂"', ""),
    "“": ("”", '“"'),
    "”": ("”", ""),
    "„": ("“”", '„"'),
    "‟": ("”", ""),
    "«": ("»", ""),
    "»": ("«", "»"),
}
_QUOTES = "".join(_CLOSERS)
_RUN = lazy(rf"[^\s(){_QUOTES}]+")
_QUOTE = lazy(rf"(={{0,2}})([{_QUOTES}])")
_FIELD = lazy(r"([A-Za-z]+):")
_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)"
_WEIGHT_AT_END = lazy(rf"(.+)\^({_NUMBER})", re.DOTALL)
_WEIGHT_AFTER = lazy(rf"\^({_NUMBER})(?=[\s()^{_QUOTES}]|$)")
_EDITS = lazy(r"(?:~[0-9]*)?")


# Where the scan stands: free (a term or an operator may begin), joined (a term, right after `-` or `headline:`),
# raw (after a field whose values are no prose: everything up to a space belongs to them), inside a term.
_Place = Literal["free", "joined", "raw", "inside"]


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, from left to right, in time linear in its length."""
    at = 0
    place: _Place = "free"
    while at < len(text):
        found, at, place = _next(text, at, place)
        yield from found


def _next(text: str, at: int, place: _Place) -> tuple[list[Token], int, _Place]:
    char = text[at]
    if char.isspace():
        return [], at + 1, "free"
    if char == "(":
        return [Token("open", char, at, at + 1)], at + 1, "free"
    if char == ")":
        weights, end = _weights_after(text, at + 1)
        return [Token("close", char, at, at + 1), *weights], end, "inside"
    if quote := _QUOTE.match(text, at):
        phrase = _phrase(text, quote)
        weights, end = _weights_after(text, phrase.end)
        return [phrase, *weights], end, "inside"
    if place in ("free", "joined"):
        if char == "-" and _negates(text, at):
            return [Token("minus", char, at, at + 1)], at + 1, "joined"
        field = _FIELD.match(text, at)
        if field and (known := BY_NAME.get(field[1].lower())):
            place = "joined" if known.kind == "text" else "raw"
            return [Token("field", known.name, at, field.end())], field.end(), place
    run = _RUN.match(text, at)
    assert run, "what is no space, bracket or quote is a run"
    if place == "free" and OPERATORS.fullmatch(run.group()):
        return [Token("operator", run.group(), at, run.end())], run.end(), "inside"
    return _term(run.group(), at), run.end(), "inside"


def _negates(text: str, at: int) -> bool:
    following = text[at + 1 : at + 2]
    return bool(following) and not following.isspace() and following not in "-)"


def _phrase(text: str, quote: re.Match[str]) -> Token:
    start, body = quote.start(), quote.end()
    for closers in _CLOSERS[quote[2]]:
        ends = [end for closer in closers if (end := text.find(closer, body)) >= 0]
        if ends:
            edits = _EDITS.match(text, min(ends) + 1)
            assert edits
            return Token("phrase", text[body : min(ends)], start, edits.end(), quote[1] + edits[0])
    return Token("phrase", text[body:], start, len(text), quote[1], open_ended=True)


def _term(run: str, start: int) -> list[Token]:
    weights: list[Token] = []
    while match := _WEIGHT_AT_END.fullmatch(run):
        end = start + len(run)
        run = match[1]
        weights.append(Token("weight", match[2], start + len(run), end))
    return [Token("term", run, start, start + len(run)), *reversed(weights)]


def _weights_after(text: str, at: int) -> tuple[list[Token], int]:
    weights: list[Token] = []
    while match := _WEIGHT_AFTER.match(text, at):
        weights.append(Token("weight", match[1], at, match.end()))
        at = match.end()
    return weights, at

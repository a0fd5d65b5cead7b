"""What searchers of other archives type, and what to write here instead.

A query means what `docs/query.md` says, whoever types it; where it looks like another language's, a notice says how it
was read and how to write what was probably meant. Nothing here changes a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.analysis import STEMMERS
from indexer.fields import BY_NAME, FIELDS
from indexer.patterns import lazy
from search.query.tokens import Token

MAX_TOKENS = 12
"""Longer queries are prose, in which "or" and "not" are words."""

MEANT = {
    **dict.fromkeys(("title", "titles", "head", "hed", "hl", "hlead", "headlines", "ti"), "headline:"),
    **dict.fromkeys(("text", "content", "article", "story", "paragraph", "fulltext"), "body:"),
    **dict.fromkeys(("author", "authors", "by", "writer", "reporter", "creator", "au"), "byline:"),
    **dict.fromkeys(("source", "site", "paper", "newspaper", "pub", "publication", "outlet"), "publisher:"),
    **dict.fromkeys(("category", "desk", "rubric"), "section:"),
    **dict.fromkeys(("lang", "la"), "language:"),
    **dict.fromkeys(("link", "uri", "address", "domain", "inurl"), "url:"),
    **dict.fromkeys(("tag", "tags", "keywords", "subject", "subjects", "topic", "topics"), "keyword:"),
    **dict.fromkeys(("captions", "cutline", "photo", "picture", "image"), "caption:"),
    **dict.fromkeys(("place", "location", "city"), "dateline:"),
    "intitle": "headline:",
    **dict.fromkeys(("published", "pubdate", "dated", "year", "month", "day"), "date:2017-03"),
    **dict.fromkeys(("modified", "revised"), "updated:2017-03"),
    **dict.fromkeys(("after", "since", "from"), "date:2017.."),
    **dict.fromkeys(("before", "until", "till", "to"), "date:..2017"),
}
"""Fields by other names: those of other archives, and of the files that articles are read from."""

# As other archives write these operators, or as they are written in haste.
_COUNTING = {
    **dict.fromkeys(("w", "near", "n", ""), ("NEAR", "rail NEAR/10 strike")),
    **dict.fromkeys(("pre", "onear", "adj"), ("PRE", "rail PRE/3 strike")),
    **dict.fromkeys(("atleast", "atl"), ("ATLEAST", "ATLEAST/5 strike")),
    "first": ("FIRST", "FIRST/50 strike"),
}
_COUNTED = lazy(
    r"(w|n|near|pre|onear|adj|atleast|atl|first|)/([0-9]{1,5})|(near|pre|onear|adj|atleast|atl)([0-9]{1,5})",
    re.IGNORECASE,
)
_UNITS = lazy(r"w?/([sp])", re.IGNORECASE)
_JOINING = {"ADJ": "PRE/1", "SAME": "PARAGRAPH", "ANDNOT": "NOT", "BUTNOT": "NOT"}
_EITHER = lazy(r".*\|\|.*|\|", re.DOTALL)
_BANG_BEFORE = lazy(r"!+\w.*", re.DOTALL)
_BANG_BEHIND = lazy(r"([^\W\d_]{3,})!")
_FIELD = lazy(r"([a-z]{2,20}):(\w?)[^:/]*", re.IGNORECASE | re.DOTALL)
_NAMES = ("publisher", "byline", "section", "dateline")
_DATE = lazy(r"[0-9]{4}[-/0-9]*")
_WILD = lazy(r"\*|(?<=\w)\?(?=\w)")


def notices(found: Sequence[Token], *, any_word: bool) -> Iterator[str]:
    """What to say of a query's tokens; `any_word`: its words are joined by OR as it is.

    >>> from search.query.tokens import tokens
    >>> list(notices(list(tokens("title:rail w/5 strike")), any_word=False))[0]
    'title: is no field, so it is read as a word; write headline:'
    """
    for at, token in enumerate(found):
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        if token.kind == "phrase" and _WILD.search(token.text) and not (before and before.kind == "field"):
            yield "within quotes * and ? are no wildcards; write white PRE/1 hou*"
        elif token.kind == "term" and before and before.kind == "field":
            yield from _language(token, before)
            yield from _name(token, before, after)
        elif token.kind == "term":
            yield from _field(token, after)
            yield from _operator(token)
            yield from _quoted(token, found[at + 1 :])
            if len(found) <= MAX_TOKENS:
                yield from _in_small(token, found[:at], after, any_word=any_word)


def _field(token: Token, after: Token | None) -> Iterator[str]:
    joined = after is not None and after.start == token.end
    match = _FIELD.fullmatch(token.text)
    if match and (match[2] or (joined and after is not None and after.kind in ("phrase", "open"))):
        ours = MEANT.get(match[1].lower())
        hint = f"write {ours}" if ours else f"the fields are {', '.join(field.name for field in FIELDS)}"
        yield f"{match[1]}: is no field, so it is read as a word; {hint}"
    name = token.text.lower()
    if joined and after is not None and after.kind == "open" and (name in BY_NAME or name in MEANT):
        ours = f"{name}:" if name in BY_NAME else MEANT[name]
        yield f"{token.text}(...) is read as words; " + (f"write {ours}(...)" if ours[-1] == ":" else f"write {ours}")


def _language(token: Token, field: Token) -> Iterator[str]:
    tags = [tag for tag, name in STEMMERS.items() if name == token.text.lower()]
    if tags and field.text == "language":
        yield f"languages are tags: {' OR '.join(f'language:{tag}' for tag in tags)}"


def _name(token: Token, field: Token, after: Token | None) -> Iterator[str]:
    following = after.text if after is not None and after.kind == "term" else ""
    if field.text in _NAMES and token.text[:1].isupper() and following[:1].isupper():
        whole = f'{field.text}:"{token.text} {following}"'
        yield f"{field.text}: goes with {token.text} alone; {whole} takes both"


def _operator(token: Token) -> Iterator[str]:
    text = token.text
    if counted := _COUNTED.fullmatch(text):
        ours, example = _COUNTING[(counted[1] if counted[3] is None else counted[3]).lower()]
        yield f"{text} is read as words; the operator is {ours}/{int(counted[2] or counted[4])}, as in {example}"
    elif unit := _UNITS.fullmatch(text):
        yield f"{text} is read as words; the operator is {'SENTENCE' if unit[1] in 'sS' else 'PARAGRAPH'}"
    elif text in _JOINING:
        yield f"{text} is read as a word; the operator is {_JOINING[text]}"
    elif _EITHER.fullmatch(text):
        yield "| is read as a space; the operator is OR"
    elif _BANG_BEFORE.fullmatch(text):
        yield f"! is read as a space; -{text.lstrip('!')} leaves a word out"
    elif (cut := _BANG_BEHIND.fullmatch(text)) and cut[1].islower():
        yield f"! is read as a space; {cut[1]}* finds all that begins so"


def _quoted(token: Token, rest: Sequence[Token]) -> Iterator[str]:
    if token.text[:1] in ("'", "‘") and token.text[-1] not in "'’":
        closing = next((other for other in rest if other.kind != "term" or other.text[-1:] in ("'", "’")), None)
        if closing and closing.kind == "term":
            yield 'single quotes are read as apostrophes; a phrase stands in double ones: "rail strike"'


def _in_small(token: Token, before: Sequence[Token], after: Token | None, *, any_word: bool) -> Iterator[str]:
    if after is None or after.kind not in ("term", "phrase", "open", "field"):
        return
    last = before[-1] if before else None
    if token.text == "or" and last and last.kind != "operator" and after.text != "not" and not any_word:
        yield "or is read as a word; OR in capitals finds either"
    elif token.text == "not" and not (last and last.text == "or"):
        yield "not is read as a word; NOT in capitals, or -, leaves a word out"
    elif token.text.lower() == "to" and len(before) > 1 and _is_range(before, after):
        first = before[-1].text
        yield f"to is read as a word; a stretch of time is {before[-2].text}:{first}..{after.text}"


def _is_range(before: Sequence[Token], after: Token) -> bool:
    field, first = before[-2], before[-1]
    dated = field.kind == "field" and BY_NAME[field.text].kind == "date"
    return dated and all(_DATE.fullmatch(token.text) for token in (first, after))

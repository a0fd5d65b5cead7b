"""Where a passage begins and ends: between words, with the punctuation that clings to them.

A *piece* is a word with what stands around it up to the next space, or up to the next word where there is none:
`(rail/strike),` is one piece, `«foo,bar»` is `«foo,` and `bar»`. A passage begins with a piece and ends with one. Only
the pieces near its edges are looked at.
"""

from __future__ import annotations

from indexer.analysis import words
from indexer.patterns import lazy
from search.results import Span


def cut(value: str, start: int, end: int, width: int) -> tuple[int, int]:
    """The passage of at most `width` characters around `value[start:end]`, cut between words.

    It begins with the paragraph if the matches then stand in its first three quarters; else what room they leave goes
    half to either side, and all to one side where the paragraph ends on the other.
    """
    if len(value) <= width:
        return _trimmed(value, 0, len(value))
    room = width - (end - start)
    if room < 0:
        return start, _between_characters(value, start, start + width)
    earliest = 0 if end <= width * 3 // 4 else start - room // 2
    try:
        left = _first_from(value, earliest, start, default=start, lowest=start - room)
        right = _last_to(value, left + width, end)
        if not value[right:].strip():
            left = _first_from(value, right - width, start, default=left, lowest=start - room)
    except _NotNearError:
        left, right = _among_all(value, start, end, width)
    if right == left:
        right = _between_characters(value, left, left + width)
    return _trimmed(value, left, right)


class _NotNearError(Exception):
    """What the edge depends on isn't near it: a run without spaces that goes on and on, or no word far and wide."""


_FAR = 128
"""Characters within which a space is looked for, so that no word is taken apart at an edge. Where there is none, the
words there begin and end outside the neighbourhood."""

_RUN = lazy(r"\S+")
_IN_A_WORD = lazy(r"[^\W_\u0640\ufb00-\uffff]")
"""What certainly stands in a word (some Arabic letters alone are none)."""

_CLINGING = ".,;:!?\"'()“”‘’—–-"


def _first_from(value: str, earliest: int, start: int, *, default: int, lowest: int) -> int:
    """Where the first piece begins that begins at `earliest` or after it, and before `start`.

    The first word from `lowest` on takes with it what stands before it, so another one must come before the edge.
    """
    if earliest <= 0:
        return 0
    lowest = max(0, lowest)
    first = lowest - len(_last(value[max(0, lowest - _FAR) : lowest]))
    if not _IN_A_WORD.search(value, first, earliest):
        raise _NotNearError
    here = earliest - len(_last(value[max(0, earliest - _FAR) : earliest]))
    for run in _RUN.finditer(value, here):
        if run.start() >= start:
            break
        for begin in _beginnings(run.group(), run.start()):
            if begin >= earliest:
                return begin if begin < start else default
    return default


def _last_to(value: str, latest: int, end: int) -> int:
    """Where the last piece ends that ends at `latest` or before it, and after `end`; `end` if there is none."""
    at = min(latest, len(value))
    while at > end:
        before = value[max(0, at - _FAR) : at]
        tail = _last(before.rstrip())
        if len(tail) == len(before.rstrip()) and at > _FAR:
            raise _NotNearError
        run = _RUN.match(value, at - len(before) + len(before.rstrip()) - len(tail))
        if run is None:
            break
        begins = _beginnings(run.group(), run.start())
        ends = [*begins[1:], run.end()] if begins else []
        found = max((one for one in ends if end < one <= latest), default=0)
        if found:
            return found
        at = run.start()
    return end


def _beginnings(run: str, at: int) -> list[int]:
    """Where the pieces of a run without spaces begin that stands at `at`."""
    if len(run) >= _FAR:
        raise _NotNearError
    bare = run.strip(_CLINGING)
    if bare.isascii() and bare.isalnum():
        return [at]
    begins = [at + word.start for word in words(run)]
    return [at, *begins[1:]] if begins else []


def _among_all(value: str, start: int, end: int, width: int) -> tuple[int, int]:
    """The same edges, by all the pieces of the neighbourhood."""
    room = width - (end - start)
    pieces = _pieces(value, start - room, end + room)
    earliest = 0 if end <= width * 3 // 4 else start - room // 2
    left = min((piece.start for piece in pieces if earliest <= piece.start < start), default=start)
    right = max((piece.end for piece in pieces if end < piece.end <= left + width), default=end)
    if not value[right:].strip():
        left = min((piece.start for piece in pieces if right - width <= piece.start < start), default=left)
    return left, right


def _pieces(value: str, start: int, end: int) -> list[Span]:
    """The words of a neighbourhood, each with the punctuation that clings to it."""
    start, end = max(0, start), min(len(value), end)
    before = value[max(0, start - _FAR) : start]
    after = value[end : end + _FAR]
    first = start - len(_last(before))
    last = end + len(_first(after))
    found = [Span(first + word.start, first + word.end) for word in words(value[first:last])]
    following = [*(word.start for word in found[1:]), last]
    ends = [word.end + len(_first(value[word.end : there])) for word, there in zip(found, following, strict=False)]
    starts = [
        first,
        *(there.start - len(_last(value[here : there.start])) for here, there in zip(ends, found[1:], strict=False)),
    ]
    return [Span(*edges) for edges in zip(starts, ends, strict=False)]


def _first(text: str) -> str:
    """What stands before the first space."""
    return text.split(maxsplit=1)[0] if text and not text[0].isspace() else ""


def _last(text: str) -> str:
    """What stands after the last space."""
    return text.rsplit(maxsplit=1)[-1] if text and not text[-1].isspace() else ""


# What may be a part of a character of several: nothing is of Latin letters and the typography of news.
_CLUSTERED = lazy("[^\0-\u02ff\u2010-\u2027]|\r")


def _between_characters(value: str, start: int, end: int) -> int:
    """The last offset up to `end` that doesn't fall inside a character as readers see it (a letter with its marks, an
    emoji of several)."""
    if value[start : end + 1].isascii() or end >= len(value) or not _CLUSTERED.search(value, start, end + 64):
        return end
    import regex

    at = start
    for match in regex.finditer(r"\X", value[start : end + 64]):
        if start + match.end() > end:
            break
        at = start + match.end()
    return at if at > start else end


def _trimmed(value: str, start: int, end: int) -> tuple[int, int]:
    text = value[start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))

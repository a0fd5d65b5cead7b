"""Where a line of text ends on a screen: measured in cells, cut between graphemes.

Chinese, Japanese and emoji take two cells a character, combining marks none. Han, kana, Thai, Lao, Khmer and Burmese,
which are written without spaces, break between any two graphemes (but not before closing nor after opening punctuation,
nor inside a Thai vowel and its consonant); other scripts break at spaces, and a word longer than a line where it must.
"""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len, split_graphemes

_NOT_FIRST = frozenset("，。、；：？！」』】〉》）］｝〕’”…・ー,.;:?!)]}»%ะาำๅๆฯະາຳໆ")
_NOT_LAST = frozenset("「『【〈《（［｛〔‘“([{«เแโใไເແໂໃໄ")
_GLUE = frozenset("\u00a0\u202f")


def width(text: str) -> int:
    """The cells that `text` takes, at most: terminals disagree about the vowel signs of Indic scripts, which some give
    a cell of their own; a line that ends early is better than one that runs over."""
    return cell_len(text) + (0 if text.isascii() else _vowel_signs(text))


def _vowel_signs(text: str) -> int:
    return sum(unicodedata.category(character) == "Mc" for character in text)


def wrap(text: str, cells: int) -> list[tuple[int, int]]:
    """The lines of `text` at this width, as (start, end) offsets, without the spaces at their ends.

    >>> [("the rail strike"[a:b]) for a, b in wrap("the rail strike", 8)]
    ['the rail', 'strike']
    """
    if width(text) <= cells:
        return [(0, len(text))]
    graphemes, _ = split_graphemes(text)
    lines: list[tuple[int, int]] = []
    first, used, can_break, since_break = 0, 0, 0, 0
    previous = ""
    for start, end, size in graphemes:
        character = text[start]
        size += _vowel_signs(text[start + 1 : end]) if end > start + 1 else 0
        space = character.isspace() and character not in _GLUE
        if start > first and not space and _may_break(previous, text[start - 1], character, size):
            can_break, since_break = start, 0
        if not space and used + size > cells and start > first:
            cut = can_break if can_break > first else start
            lines.append(_trimmed(text, first, cut))
            first, used = cut, since_break if cut == can_break else 0
            since_break = used
        used += size
        since_break += size
        previous = character
    lines.append(_trimmed(text, first, len(text)))
    return lines


def _may_break(previous: str, last: str, character: str, size: int) -> bool:
    """Whether a line may end between `previous` (whose last code point is `last`) and `character`."""
    if previous.isspace():
        return previous not in _GLUE
    if character in _NOT_FIRST or previous in _NOT_LAST or last == "\u200d":
        return False
    return size == 2 or _is_spaceless(character) or (bool(previous) and _is_spaceless(previous))


def _is_spaceless(character: str) -> bool:
    code = ord(character)
    if 0x0E00 <= code <= 0x0EFF or 0x1000 <= code <= 0x109F or 0x1780 <= code <= 0x17FF:
        return unicodedata.category(character).startswith("L")
    return unicodedata.east_asian_width(character) in "WF"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def right_to_left(text: str) -> bool:
    """Whether a terminal that knows bidi would turn parts of `text` around."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)

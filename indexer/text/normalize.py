"""Lines as they stand in a source become paragraphs, without a word being changed.

Each step is a function of text alone and mends one fault. `paragraphs` runs them in order and says what it did.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from indexer.article import Change
from indexer.text import signs
from indexer.text.wrapped import joined_lines, wrapping

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Line and page separators inside a line stand where a space would.
_BREAKING = re.compile("[\t\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\r\n]")
# UTF-8 read as Latin-1 or windows-1252: a lead byte's letter, then a continuation byte's character. Anything else that
# looks odd may be meant, so ftfy isn't even asked.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00df\u0402-\u040f\u00e2\u0432][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021"
    "\u02c6\u2030\u0160\u2039"
    "\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)
_NOT_PLAIN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_SURE_MOJIBAKE = re.compile("[ÃÂâ][^\\w\\s]")
_MOJIBAKE_LIMIT = 100_000


def without_invisible(text: str) -> str:
    """The text without soft hyphens, zero-width spaces, word joiners and byte order marks.

    The joiners U+200C and U+200D are spelling (Persian, Hindi) and stay.

    >>> without_invisible("co\\u00adope\\u200bration می\\u200cخواهم")
    'cooperation می\\u200cخواهم'
    """
    return _INVISIBLE.sub("", text)


def without_controls(text: str) -> str:
    """The text without control characters; those that separate lines or pages become a space.

    >>> without_controls("Oil\\x0bprices\\x00 rose")
    'Oil prices rose'
    """
    return _CONTROL.sub("", _BREAKING.sub(" ", text))


def single_spaces(text: str) -> str:
    """The text with each run of white space as one space, and none at its ends.

    >>> single_spaces("  Oil\\u00a0 prices ")
    'Oil prices'
    """
    return " ".join(text.split())


def composed(text: str) -> str:
    """The text in Unicode's composed form (NFC).

    >>> composed("Cafe\\u0301")
    'Café'
    """
    return unicodedata.normalize("NFC", text)


def unmojibaked(text: str) -> str:
    """The text with UTF-8 that was read as windows-1252 read again, where that is certain; else the text as it is.

    >>> unmojibaked("the cafÃ©â€™s owner")
    'the café’s owner'
    >>> unmojibaked("PRISÃO À £5")
    'PRISÃO À £5'
    """
    if len(text) > _MOJIBAKE_LIMIT or not _MOJIBAKE.search(text):
        return text
    # Lone pairs of other letters are somebody's spelling as often as not.
    if len(_MOJIBAKE.findall(text)) < 2 and not _SURE_MOJIBAKE.search(text):
        return text
    import ftfy

    mended = str(ftfy.fix_encoding(text))
    # A repair that leaves such pairs, or doesn't make the text shorter, isn't one.
    return mended if len(mended) < len(text) and not _MOJIBAKE.search(mended) else text


_STEPS = (
    ("mojibake", unmojibaked),
    ("invisible", without_invisible),
    ("control", without_controls),
    ("composed", composed),
)


def is_plain(text: str) -> bool:
    """Whether no step changes anything in a line or in lines joined by spaces; False says nothing.

    >>> is_plain("Oil prices rose"), is_plain("Oil  prices"), is_plain(" Oil"), is_plain("Cafe\\u0301")
    (True, False, False, False)
    """
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        return False
    odd = signs.odd_ones(text)
    return not odd or (
        odd.isprintable()  # as no control, no other white space and nothing invisible is
        and not _MOJIBAKE.search(odd)
        and (not _COMBINING.search(odd) or unicodedata.is_normalized("NFC", text))
    )


# Beyond these, which are composed as they stand whatever stands beside them, Unicode's tables are asked.
_COMBINING = re.compile(
    "[^\u00a0-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u3001-\u3029"
    "\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uffee]"
)


def line(text: str) -> str:
    """One line, normalised (spaces too)."""
    if is_plain(text):
        return text
    for _ in range(_ROUNDS):
        before = text
        for _, step in _STEPS:
            text = step(text)
        text = single_spaces(text)
        if text == before:
            break
    return text


def paragraphs(body: Sequence[str]) -> tuple[list[str], list[Change]]:
    """The paragraphs of a body as read (its lines, "" for blank), and what was changed.

    Hard-wrapped lines are joined, and words hyphenated at a line's end, when the whole body is hard-wrapped; in other
    bodies each line is a paragraph.
    """
    changes: list[Change] = []
    lines = list(body)
    if is_plain(" ".join(s for s in lines if s)) and wrapping(lines) is None:
        return [s for s in lines if s], changes
    for _ in range(_ROUNDS):
        before = lines
        lines = _mended(lines, changes)
        if lines == before:
            break
    if (wrapped := wrapping(lines)) is not None:
        lines, more = joined_lines(lines, wrapped)
        changes += more
    lines = [single_spaces(s) for s in lines]
    if _MOJIBAKE.search("\n".join(lines)):
        # Spaces at its ends may have made what is certain now uncertain before.
        lines = _each(lines, "mojibake", line, changes)
    # A joiner with nothing to join is a blank line, too.
    return [s for s in lines if s.strip("\u200c\u200d ")], changes


_ROUNDS = 4
"""A control character in the middle of mojibake hides it, so the steps run until nothing changes: mostly once."""


def _mended(lines: list[str], changes: list[Change]) -> list[str]:
    text = "\n".join(lines)
    if not text.isascii():
        for (rule, step), sign in zip(_STEPS[:2], (_MOJIBAKE, _INVISIBLE), strict=True):
            if sign.search(text):
                lines = _each(lines, rule, step, changes)
    if _NOT_PLAIN.search(text):
        # A tab at the start of a line is how a wrapped paragraph begins; `joined_lines` needs to see it.
        lines = _each(lines, "control", lambda s: "  " * s.startswith("\t") + without_controls(s), changes)
    if not unicodedata.is_normalized("NFC", text):
        lines = _each(lines, "composed", composed, changes)
    return lines


def _each(lines: list[str], rule: str, step: object, changes: list[Change]) -> list[str]:
    assert callable(step)
    after = [step(s) for s in lines]
    count = sum(a.strip() != b.strip() for a, b in zip(lines, after, strict=True))
    if count:
        changes.append(Change(rule, None, "body", count))
    return after

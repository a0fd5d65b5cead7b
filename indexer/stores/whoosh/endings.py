"""Where sentences begin in many texts at once, as `indexer.sentences` says it, which is asked itself where that takes
more than a look at the bytes around a mark.

Nearly all sentences of news end in one mark behind a word of several letters that is no abbreviation, and the next one
begins behind one space. Those, and marks that nothing can begin behind (`3.5`, `U.S`, an end of a text), are told by
arrays; the others, about one of ten, one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer import sentences
from indexer.stores.whoosh.words import EDGE

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
Bytes = NDArray[np.uint8]

_BEFORE, _BEHIND = 8, 12
"""Bytes that are looked at: before a mark, more than the longest abbreviation has; from it on, quotation marks that
close and open, of three bytes each, a space between them and a letter."""


def _among(characters: str) -> Flags:
    found = np.zeros(256, np.bool_)
    found[list(characters.encode())] = True
    return found


def _key(word: bytes) -> int:
    return int.from_bytes(word.rjust(_BEFORE, b"\0"), "little")


_MARK = _among(sentences.LATIN)
_LOWER, _GREAT = _among("abcdefghijklmnopqrstuvwxyz"), _among("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_FIGURE = _among("0123456789")
_LETTER = _among("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_INSIDE = _LETTER | _GREAT | _among(",-_/:;&%$#@*+=<>|~^`([{")
"""What may stand right behind a mark when no sentence ends there."""
_QUOTE = _among("\"'")
_CURLED = np.zeros((2, 256), np.bool_)
_CURLED[0, [0x99, 0x9D]] = _CURLED[1, [0x98, 0x9C]] = True
"""The last bytes of typographic quotation marks that close and that open; all begin with the same two."""
_SPACE, _EDGE = ord(" "), ord(EDGE)

_MARKS = _MARK.astype(np.uint8).tobytes()
_OTHERS = np.array([int.from_bytes(mark.encode().ljust(3, b"\0"), "big") for mark in sentences.OTHER], np.uint32)
_LEADS = np.isin(np.arange(256), _OTHERS >> 16).astype(np.uint8).tobytes()
"""The other marks, of two or three bytes; which bytes they begin with."""

_SHORT = [word.encode() for word in sentences.TITLES | sentences.ABBREVIATIONS if word.isascii()]
_LONGEST = max(map(len, _SHORT))
_KEYS = np.array(sorted(map(_key, _SHORT)), np.uint64)
_IS_TITLE = np.isin(_KEYS, [_key(word.encode()) for word in sentences.TITLES if word.isascii()])
_POWERS = np.array([1 << 8 * byte for byte in range(_BEFORE)], np.uint64)


def begins(joined: bytes, edges: Places, texts: Sequence[str]) -> Places:
    """Where, in bytes of `joined`, sentences begin that aren't the first of their text; ascending.

    `joined` are the `texts`, with `EDGE` before, between and behind them at these `edges`, and `PADDING`.
    """
    codes = np.frombuffer(joined, np.uint8)
    at = np.flatnonzero(np.frombuffer(joined.translate(_MARKS), np.bool_))
    at = at.compress(~_MARK.take(codes.take(at - 1)))
    windows = np.ndarray((len(codes) - _BEFORE - _BEHIND + 1, _BEFORE + _BEHIND), np.uint8, joined, strides=(1, 1))
    near = windows[np.maximum(at - _BEFORE, 0)]
    seen = at >= _BEFORE
    shift, nothing = _following(near[:, _BEFORE:])
    stops = codes.take(at) == ord(".")
    is_word, is_title = _before(near[:, :_BEFORE])
    sure = seen & (shift > 0) & (~stops | is_word)
    doubtful = ~sure & ~(seen & (nothing | ((shift > 0) & stops & is_title)))
    others = _others(joined, edges)
    if others:
        odd = np.isin(np.searchsorted(edges, at) - 1, others)
        sure &= ~odd
        doubtful &= ~odd
    found = [(at + shift).compress(sure), _asked(joined, edges, texts, at.compress(doubtful))]
    for other in others:
        text = texts[other]
        places = [len(text[:place].encode("utf-8", "surrogatepass")) for place in sentences.starts(text)[1:]]
        found.append(np.array(places, np.int64) + (int(edges[other]) + 1))
    return np.sort(np.concatenate(found))


def _others(joined: bytes, edges: Places) -> list[int]:
    """The texts with marks that `sentences.starts` alone knows."""
    if joined.isascii():
        return []
    at = np.flatnonzero(np.frombuffer(joined.translate(_LEADS), np.bool_))
    codes = np.frombuffer(joined, np.uint8)
    keys = (codes.take(at).astype(np.uint32) << 16) | (codes.take(at + 1).astype(np.uint32) << 8)
    keys |= np.where(keys >> 16 < 0xE0, 0, codes.take(at + 2))
    texts: list[int] = np.unique(np.searchsorted(edges, at.compress(np.isin(keys, _OTHERS))) - 1).tolist()
    return texts


def _following(behind: Bytes) -> tuple[Places, Flags]:
    """Of what stands from each mark on: how many bytes behind it a capital or a number begins what may be a sentence,
    0 where that isn't sure; whether surely none begins."""
    rows = np.arange(len(behind))
    one = behind[:, 1]
    space = 1 + _quoted(behind, rows, np.ones(len(behind), np.intp), _CURLED[0])
    its = behind[rows, space]
    begin = space + 1
    letter = behind[rows, begin + _quoted(behind, rows, begin, _CURLED[1])]
    spaced = its == _SPACE
    return np.where(spaced & _GREAT.take(letter), begin, 0), (
        _INSIDE.take(one) | (its == _EDGE) | (spaced & _LOWER.take(letter))
    )


def _quoted(behind: Bytes, rows: Places, at: Places, curled: Flags) -> Places:
    """How many bytes the quotation mark takes that stands there; 0 for none."""
    first = behind[rows, at]
    is_curled = (first == 0xE2) & (behind[rows, at + 1] == 0x80) & curled.take(behind[rows, at + 2])
    found: Places = _QUOTE.take(first) + 3 * is_curled.astype(np.int64)
    return found


def _before(before: Bytes) -> tuple[Flags, Flags]:
    """Whether what stands before each full stop surely ends a sentence, if one can begin behind; whether it surely is a
    title, which never does.

    Of letters, more than any abbreviation has end one, or some that aren't one; two of them could belong to one
    (`Ph.D`) unless they stand alone. So does a number of three figures or more, and a space.
    """
    letters = _LETTER.take(before)
    rows = np.arange(len(before))
    run = _run(letters)
    edge = before[rows, np.maximum(_BEFORE - 1 - run, 0)]
    alone = (edge == _SPACE) | (edge == _EDGE)
    small = before | np.uint8(0x20)
    small[np.arange(_BEFORE) < (_BEFORE - run)[:, None]] = 0
    keys = (small * _POWERS).sum(axis=1, dtype=np.uint64)
    place = np.searchsorted(_KEYS, keys)
    is_short = _KEYS.take(place, mode="clip") == keys
    whole = (run >= 3) | ((run == 2) & alone)
    figures = _run(_FIGURE.take(before))
    edge = before[rows, np.maximum(_BEFORE - 1 - figures, 0)]
    numbers = (figures >= 3) & (figures < _BEFORE) & ((edge == _SPACE) | (edge == _EDGE))
    ends = (run > _LONGEST) | (whole & ~is_short) | numbers | (before[:, -1] == _SPACE)
    return ends, is_short & alone & (run > 0) & _IS_TITLE.take(place, mode="clip")


def _run(flags: Flags) -> Places:
    """How many at the end of each row are set."""
    found: Places = np.cumprod(flags[:, ::-1], axis=1, dtype=np.uint8).sum(axis=1, dtype=np.int64)
    return found


def _asked(joined: bytes, edges: Places, texts: Sequence[str], at: Places) -> Places:
    """Where sentences begin behind these marks, as `sentences` says."""
    which = np.searchsorted(edges, at) - 1
    found: list[int] = []
    for mark, number, first in zip(at.tolist(), which.tolist(), (edges.take(which) + 1).tolist(), strict=True):
        text = texts[number]
        is_plain = text.isascii()
        place = mark - first if is_plain else len(joined[first:mark].decode("utf-8", "surrogatepass"))
        begin = sentences.behind(text, place)
        if begin is not None:
            more = begin - place if is_plain else len(text[place:begin].encode("utf-8", "surrogatepass"))
            found.append(mark + more)
    return np.array(found, np.int64)

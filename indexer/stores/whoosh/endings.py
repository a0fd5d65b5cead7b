"""Which words of many texts begin sentences, as `indexer.sentences` says it.

Sentences begin between two words, and whether one does is told by what stands there and by those two. What stands
there is of few kinds, and so are abbreviations and initials: `sentences` is asked once what each comes to, and for
one of sixty sentences in news, about the text itself (`3. März`, `"Gen. Ruiz`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer import sentences
from indexer.stores.whoosh.words import EDGE, Spans

Places = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Kinds = NDArray[np.uint8]
Flags = NDArray[np.bool_]
_Keys = NDArray[np.uint64]

_NOTHING: Final = 0
"""Behind what stands between two words, or behind this word and a full stop, no sentence begins."""
_ALWAYS: Final = 1
"""One does, whatever the words are; behind this word, if a capital or a figure follows."""
_CAPITAL: Final = 2
"""One does unless the next word begins with a small letter."""
_ENDING: Final = 3
"""Nor if the word before is an abbreviation or the like."""
_SHORT: Final = 4
"""Behind this word, only before words that begin many."""
_UNSURE: Final = 5
"""`sentences` is to be asked."""

_SPACE, _STOP, _EDGE = ord(" "), ord("."), ord(EDGE)
_WIDE = 8
"""Bytes that are looked at together. No abbreviation has more, nor a number of two figures."""

_KEEP = np.array([(1 << 8 * length) - 1 for length in range(_WIDE + 1)], np.uint64)
_LATEST = np.array([0, *((1 << 64) - (1 << 8 * (_WIDE - length)) for length in range(1, _WIDE + 1))], np.uint64)
_CLOSED = np.array([0xFF << 8 * length for length in range(_WIDE)], np.uint64)
"""The first so many bytes of eight, and the last; a byte behind the first, which no text has."""


def _among(characters: str) -> Flags:
    found = np.zeros(256, np.bool_)
    found[list(characters.encode())] = True
    return found


def _repeated(byte: int) -> np.uint64:
    return np.uint64(int.from_bytes(bytes([byte]) * _WIDE))


_LOWER = _among("abcdefghijklmnopqrstuvwxyz")
_GREAT = _among("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_LETTER = _among("\0abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
"""And what stands for no byte."""
_FIGURE = _among("0123456789")
_MORE = _among(".'")
_SPACES = _among("\t\r\v\f\x1c\x1d\x1e\x1f")
"""Those but the common one."""
_TOP = _repeated(0x80)


def _short_keys() -> _Keys:
    words = [word.encode() for word in sentences.TITLES | sentences.ABBREVIATIONS if word.isascii()]
    return np.array(sorted(int.from_bytes(word.rjust(_WIDE, b"\0"), "little") for word in words), np.uint64)


_SHORT_KEYS = _short_keys()
_BEGINNING_KEYS = np.array(
    sorted(int.from_bytes(word.encode()[:_WIDE].ljust(_WIDE, b"\0"), "little") for word in sentences.BEGINNING),
    np.uint64,
)


class _Memory:
    """What keys come to, kept for those that were asked for last: one a slot."""

    def __init__(self, said: Callable[[int], int]) -> None:
        self._said = said
        self._known = np.zeros(1 << _SLOT_BITS, np.uint64)  # no key is 0
        self._kinds = np.zeros(1 << _SLOT_BITS, np.uint8)

    def of(self, keys: _Keys) -> Kinds:
        """What each of these keys, none of them 0, comes to."""
        slots = (keys * _MULTIPLIER) >> np.uint64(64 - _SLOT_BITS)
        found: Kinds = self._kinds[slots]
        for row in np.flatnonzero(self._known[slots] != keys).tolist():
            slot, key = slots[row], keys[row]
            if self._known[slot] != key:
                self._known[slot], self._kinds[slot] = key, self._said(int(key))
            found[row] = self._kinds[slot]
        return found


_SLOT_BITS = 14
"""3,000 articles have 900 different keys between words, and 350 before full stops."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
"""2 ** 64 by the golden ratio: keys that are near each other come into slots that are far apart."""


def begins(written: bytes, found: Spans, edges: Places, texts: Sequence[str]) -> Places:
    """The numbers of the words that begin a sentence which isn't the first of its text, ascending.

    `written` are the `texts` with `EDGE` before, between and behind them at these `edges`, and `PADDING`; `found` are
    their words.
    """
    starts, ends = found.starts, found.ends
    codes = np.frombuffer(written, np.uint8)
    forward = np.ndarray((len(codes) - _WIDE + 1,), "<u8", written, strides=(1,))  # the eight bytes from each place on
    sizes = starts[1:] - ends[:-1]
    gaps = np.flatnonzero(sizes > 1)
    kinds = _kinds(written, codes, forward, ends[gaps], sizes.take(gaps))
    some = np.flatnonzero(kinds)
    kinds, gaps = kinds.take(some), gaps.take(some)
    following = codes.take(starts[gaps + 1])
    some = np.flatnonzero((kinds == _ALWAYS) | ~_LOWER.take(following))
    kinds, gaps, following = kinds.take(some), gaps.take(some), following.take(some)
    is_great = _GREAT.take(following)
    sure = (kinds == _ALWAYS) | ((kinds == _CAPITAL) & is_great)
    asked = ~sure
    rest = np.flatnonzero((kinds == _ENDING) & is_great)
    its_sure, its_asked = _behind_words(codes, forward, found, gaps.take(rest))
    sure[rest], asked[rest] = its_sure, its_asked
    asked = np.flatnonzero(asked)
    sure[asked] = _asked(written, found, edges, texts, gaps.take(asked))
    return gaps.compress(sure) + 1


def _kinds(written: bytes, codes: Bytes, forward: _Keys, at: Places, sizes: Places) -> Kinds:
    """The kind of what stands between two words, two bytes of it and more."""
    kinds = np.zeros(len(at), np.uint8)
    first, second = codes.take(at), codes.take(at + 1)
    is_mark = (first == ord(".")) | (first == ord("!")) | (first == ord("?"))
    is_plain = sizes == 2
    common = np.flatnonzero(is_mark & is_plain & (second == _SPACE))
    kinds[common] = np.where(first.take(common) == _STOP, np.uint8(_ENDING), np.uint8(_CAPITAL))
    odd = np.flatnonzero(~is_plain | (is_mark & _SPACES.take(second)) | (first >= 0x80))
    sizes = sizes.take(odd)
    few = sizes < _WIDE
    rest, odd = odd.compress(~few), odd.compress(few)
    its = sizes.compress(few)
    kinds[odd] = _BETWEEN.of((forward[at.take(odd)] & _KEEP.take(its)) | _CLOSED.take(its))
    for gap, size in zip(rest.tolist(), sizes.compress(~few).tolist(), strict=True):
        begin = int(at[gap])
        kinds[gap] = _kind(written[begin : begin + size])
    return kinds


def _has(keys: _Keys, byte: int) -> Flags:
    """Which keys have a byte, or may have."""
    differ = keys ^ _repeated(byte)
    found: Flags = ((differ - _repeated(1)) & ~differ & _TOP) != 0
    return found


def _kind_of(key: int) -> int:
    between, _, _ = key.to_bytes(_WIDE, "little").partition(b"\xff")
    return _kind(between)


def _kind(between: bytes) -> int:
    text = between.decode("utf-8", "surrogatepass")
    if EDGE in text or not any(mark in text for mark in sentences.MARKS):
        return _NOTHING
    if any(character.isalnum() or character == "_" for character in text):
        return _UNSURE  # a word to `sentences`
    if not _begins("Rain", text, "Name"):
        return _NOTHING
    if _begins("Rain", text, "name"):
        return _ALWAYS
    return _CAPITAL if _begins("Mr", text, "Name") else _ENDING


def _begins(before: str, between: str, word: str) -> bool:
    text = f"{before}{between}{word}"
    return sentences.begins_within(text, len(before), len(text) - len(word))


class _Words(NamedTuple):
    """Words before a full stop, behind which a capital or a figure stands. `keys`: the last bytes of each."""

    starts: Places
    ends: Places
    sizes: Places
    keys: _Keys

    def take(self, rows: Places) -> _Words:
        return _Words(self.starts.take(rows), self.ends.take(rows), self.sizes.take(rows), self.keys.take(rows))


def _behind_words(codes: Bytes, forward: _Keys, found: Spans, words: Places) -> tuple[Flags, Flags]:
    """Whether a sentence surely begins behind each of these words, and whether that is to be asked: a full stop and a
    space stand behind them, or what comes to the same, and then a capital or a figure."""
    starts, ends = found.starts[words], found.ends[words]
    sizes = ends - starts
    keys = forward[np.maximum(ends - _WIDE, 0)] & _LATEST.take(sizes, mode="clip")
    its = _Words(starts, ends, sizes, keys)
    sure = _ends(codes, its)
    rest = np.flatnonzero(~sure)
    its_sure, its_asked = _perhaps(codes, forward, found, words.take(rest), its.take(rest))
    sure[rest] = its_sure
    asked = np.zeros(len(sure), np.bool_)
    asked[rest] = its_asked
    return sure, asked


def _ends(codes: Bytes, words: _Words) -> Flags:
    """Which words are no abbreviations and the like, as far as most words tell it: that have more letters than any, or
    some letters that aren't one, or three figures and more. What has full stops inside may be one."""
    small = (words.keys | _repeated(0x20)) & _LATEST.take(words.sizes, mode="clip")
    place = np.searchsorted(_SHORT_KEYS, small)
    is_short = _SHORT_KEYS.take(place, mode="clip") == small
    two = _LETTER.take(codes.take(words.ends - 1)) & _LETTER.take(codes.take(words.starts))
    two &= (words.sizes == 2) & (codes.take(words.starts - 1) != _STOP)  # `Ph.D`, where that is no word
    is_ascii = (words.keys & _TOP) == 0
    is_long = (words.sizes > _WIDE) & (codes.take(np.maximum(words.ends - _WIDE - 1, 0)) != _STOP)
    found: Flags = (words.ends >= _WIDE) & ~_has(words.keys, _STOP)
    found &= is_long | (is_ascii & ~is_short & ((words.sizes > 2) | two))
    return found


def _perhaps(codes: Bytes, forward: _Keys, found: Spans, numbers: Places, words: _Words) -> tuple[Flags, Flags]:
    """The same of words that may be abbreviations. What a word is by itself it is only where nothing is written before
    it; that it is no abbreviation is true unless a full stop is (`中.it`)."""
    known = (words.sizes <= _WIDE) & (words.ends >= _WIDE)
    kinds = np.full(len(numbers), _UNSURE, np.uint8)
    kinds[known] = _BEFORE.of(words.keys.compress(known))
    before = codes.take(words.starts - 1)
    kinds[np.where(kinds == _ALWAYS, before == _STOP, (before != _SPACE) & (before != _EDGE))] = _UNSURE
    sure, asked = kinds == _ALWAYS, kinds == _UNSURE
    rest = np.flatnonzero(kinds == _SHORT)
    following = numbers.take(rest) + 1
    starts, ends = found.starts[following], found.ends[following]
    keys = forward[starts] & _KEEP.take(ends - starts, mode="clip")
    place = np.searchsorted(_BEGINNING_KEYS, keys)
    begins_many = _BEGINNING_KEYS.take(place, mode="clip") == keys
    letters = _LETTER.take(keys.view(np.uint8).reshape(-1, _WIDE)).all(axis=1)
    behind = codes.take(ends)
    unsure = begins_many & ((ends - starts >= _WIDE) | _MORE.take(behind) | (behind >= 0x80))
    unsure |= ~begins_many & ~letters & ~_FIGURE.take(codes.take(starts))
    sure[rest], asked[rest] = begins_many & ~unsure, unsure
    return sure, asked


def _word_kind(key: int) -> int:
    word = key.to_bytes(_WIDE, "little").lstrip(b"\0").decode("utf-8", "surrogatepass")
    name, the, number, month = (_begins(word, ". ", following) for following in ("Name", "The", "3", "Januar"))
    return _WORD_KINDS.get((name, the, number, month), _UNSURE)


_WORD_KINDS = {
    (True, True, True, True): _ALWAYS,
    (False, True, False, False): _SHORT,
    (False, False, False, False): _NOTHING,
}
"""By whether a sentence begins behind it with a name, with what begins many, with a number, and with a noun that
numbers stand before."""


_BETWEEN, _BEFORE = _Memory(_kind_of), _Memory(_word_kind)


def _asked(written: bytes, found: Spans, edges: Places, texts: Sequence[str], words: Places) -> Flags:
    """Whether a sentence begins behind each of these words, as `sentences` says."""
    kept = np.zeros(len(words), np.bool_)
    firsts, lasts = found.ends[words], found.starts[words + 1]
    which = np.searchsorted(edges, firsts) - 1
    begin = edges.take(which) + 1
    for row, (number, edge, first, last) in enumerate(
        zip(which.tolist(), begin.tolist(), firsts.tolist(), lasts.tolist(), strict=True)
    ):
        text = texts[number]
        low, high = first - edge, last - edge
        if not text.isascii():
            low = len(written[edge:first].decode("utf-8", "surrogatepass"))
            high = low + len(written[first:last].decode("utf-8", "surrogatepass"))
        kept[row] = sentences.begins_within(text, low, high)
    return kept

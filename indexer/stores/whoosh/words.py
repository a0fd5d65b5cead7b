"""The words of many texts at once: where they begin and end in one long string of bytes, and which are the same.

The rules are those of `analysis`; its `traits` say of each character what it can be in a word. Whether a character is
in one depends on its neighbours alone (a joiner must stand between two letters, a mark must follow one), so that
whole arrays can be decided together. Nothing is said here about folding: that is a function of a word as written, and
done once for each distinct one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer import analysis

EDGE = "\n"
"""Stands between two texts, before the first and after the last: no character of any word."""

PADDING = "\0" * 32
"""Stands after the last edge, so that 32 bytes can be read wherever a word begins."""

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
Bytes = NDArray[np.uint8]

_UNKNOWN = 0xFF  # no character is all of it
_ASCII_TRAITS = analysis.traits(bytes(range(128)).decode()) + bytes(128)
_LINKS = analysis.JOINER | analysis.MIDDLE | analysis.COMMA
_WIDTH = np.array([1] * 0xC0 + [2] * 0x20 + [3] * 0x10 + [4] * 0x10, np.uint8)  # of a character, by its first byte


class Spans(NamedTuple):
    """Words by where they begin and end, in bytes. A text with one of the `doubtful` places has words that are decided
    by more than neighbours (a virama behind a Thai letter): they are to be asked of `analysis`."""

    starts: Places
    ends: Places
    doubtful: Places


def spans(text: bytes) -> Spans:
    """The words of `text`: UTF-8 (surrogates too) between edges, in lower case as far as it is ASCII, with `PADDING`.

    >>> text = f"\\nal-abadi, 1,000\\n{PADDING}".encode()
    >>> found = spans(text)
    >>> [text[start:end] for start, end in zip(found.starts, found.ends)]
    [b'al-abadi', b'1,000']
    """
    codes = np.frombuffer(text, np.uint8)
    traits = np.frombuffer(bytearray(text).translate(_ASCII_TRAITS), np.uint8)
    if text.isascii():
        inside = _linked(codes, traits, (traits & analysis.STARTER).view(np.bool_))
        return _runs(inside)
    places = np.flatnonzero(codes >= 0xC0)
    widths = _WIDTH[codes[places]]
    characters = _characters(codes, places, widths)
    marks = _known(characters)
    _spread(traits, places, widths, marks)
    if not (marks & analysis.ALONE).any():
        inside = _linked(codes, traits, _followed(traits, places, widths, marks))
        return _runs(inside)
    return _mixed(codes, traits, characters, places, widths, marks)


def _runs(inside: Flags) -> Spans:
    bounds = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    return Spans(bounds[0::2], bounds[1::2], bounds[:0])


def _mixed(
    codes: Bytes, traits: Bytes, characters: NDArray[np.uint32], places: Places, widths: Bytes, marks: Bytes
) -> Spans:
    # Scripts without spaces: characters that are a word each, with the marks that belong to them.
    rest = _attached(traits, places, widths, (marks & analysis.EXTENDER) != 0, analysis.ALONE)
    linkers = analysis.linkers("".join(map(chr, np.unique(characters[rest]).tolist())))
    doubtful = places[rest & np.isin(characters, [ord(linker) for linker in linkers])] if linkers else places[:0]
    marks = np.where(rest, 0, marks)
    belongs = np.zeros(len(traits), np.uint8)
    _spread(belongs, places[rest], widths[rest], np.uint8(1))
    traits[belongs != 0] = 0
    kinds = _linked(codes, traits, _followed(traits, places, widths, marks)).view(np.uint8)
    kinds[belongs != 0] = 2
    kinds[(traits & analysis.ALONE) != 0] = 2
    change = kinds[1:] != kinds[:-1]
    change[places[(marks & analysis.ALONE) != 0] - 1] = True
    bounds = np.flatnonzero(change) + 1
    words = np.flatnonzero(kinds[bounds[:-1]])
    return Spans(bounds[words], bounds[words + 1], doubtful)


def _characters(codes: Bytes, places: Places, widths: Bytes) -> NDArray[np.uint32]:
    # The code points that begin at `places`.
    found = (codes[places] & (0x7F >> widths)).astype(np.uint32)
    for byte in range(1, 4):
        more = np.flatnonzero(widths > byte)
        if not len(more):
            break
        found[more] = found[more] << 6 | (codes[places[more] + byte] & 0x3F)
    return found


_table = np.full(0x110000, _UNKNOWN, np.uint8)  # of the characters met so far


def _known(characters: NDArray[np.uint32]) -> Bytes:
    marks = _table[characters]
    new = characters[marks == _UNKNOWN]
    if len(new):
        new = np.unique(new)
        _table[new] = np.frombuffer(analysis.traits("".join(map(chr, new.tolist()))), np.uint8)
        marks = _table[characters]
    return marks


def _spread(target: Bytes, places: Places, widths: Bytes, values: Bytes | np.uint8) -> None:
    # Every byte of a character gets its value, so that a neighbour is one byte away, whatever its width.
    for byte in range(4):
        if byte >= 2:  # all have two bytes
            more = np.flatnonzero(widths > byte)
            if not len(more):
                return
            target[places[more] + byte] = values[more] if isinstance(values, np.ndarray) else values
        else:
            target[places + byte] = values


def _attached(traits: Bytes, places: Places, widths: Bytes, chosen: Flags, head: int) -> Flags:
    # Which of the `chosen` characters follow one with the trait `head`, directly or after others that do.
    which = np.flatnonzero(chosen)
    at = places[which]
    begins = (traits[at - 1] & head) != 0
    apart = np.ones(len(at), np.bool_)
    apart[1:] = at[1:] != at[:-1] + widths[which[:-1]]
    last = np.maximum.accumulate(np.where(begins | apart, np.arange(len(at)), 0))
    attached = np.zeros(len(places), np.bool_)
    attached[which[begins[last]]] = True
    return attached


def _followed(traits: Bytes, places: Places, widths: Bytes, marks: Bytes) -> Flags:
    # Runs of letters with the marks that follow them.
    inside = traits & np.uint8(analysis.STARTER)
    follows = (marks & analysis.FOLLOWER) != 0
    if follows.any():
        follows = _attached(traits, places, widths, follows, analysis.STARTER)
        _spread(inside, places[follows], widths[follows], np.uint8(1))
    return inside.view(np.bool_)


def _linked(codes: Bytes, traits: Bytes, inside: Flags) -> Flags:
    # Runs with what joins them.
    at = np.flatnonzero(traits & _LINKS)  # a byte inside one has none of a word before it
    widths = _WIDTH[codes[at]]
    before, after = traits[at - 1], traits[at + widths]
    joins = inside[at - 1] & ((after & analysis.STARTER) != 0)
    joins &= ((traits[at] & analysis.COMMA) == 0) | ((before & after & analysis.DIGIT) != 0)
    at, widths = at[joins], widths[joins]
    inside[at] = True
    for byte in range(1, 3):
        more = at[widths > byte]
        if len(more):
            inside[more + byte] = True
    return inside

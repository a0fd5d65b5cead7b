"""Headers of a message as text, whatever was done to get them through (RFC 2047), or was left undone."""

from __future__ import annotations

import re
from base64 import b64decode
from email.utils import parseaddr
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from indexer.readers.encoding import codec_named
from indexer.readers.values import one

if TYPE_CHECKING:
    from email.message import Message


_ENCODED = re.compile(r"=\?(?P<charset>[^?\s]{1,60})\?(?P<way>[QqBb])\?(?P<text>[^?]*)\?=")
_GAP = re.compile(r"(?<=\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[QqBb]\?)")


class Sender(NamedTuple):
    """Who sent it."""

    name: str | None = None
    address: str | None = None


def headers(message: Message) -> set[str]:
    """The names of the headers there are, in small letters."""
    return {name.lower() for name, _ in message.raw_items()}


def header(message: Message, name: str) -> str | None:
    """The header's first value that isn't empty, as one line; None where there is none."""
    for key, value in message.raw_items():
        if key.lower() == name and (text := one(readable(str(value)))):
            return text
    return None


def readable(raw: str) -> str:
    """A header's value with its encoded words decoded, and with bytes that nobody declared read as UTF-8 or else as
    Windows's Latin.

    >>> readable("=?utf-8?Q?caf=C3=A9?= =?utf-8?Q?_noir?="), readable("caf\\udce9")
    ('café noir', 'café')
    """
    text = _GAP.sub("", raw)
    at, out = 0, []
    words: list[_Word] = []
    for match in _ENCODED.finditer(text):
        if match.start() > at:
            out += [_joined(words), _undeclared(text[at : match.start()])]
            words = []
        words.append(_word(match))
        at = match.end()
    return "".join([*out, _joined(words), _undeclared(text[at:])])


def sender(message: Message) -> Sender:
    """From, or Sender where that is missing."""
    for name in ("from", "sender", "reply-to"):
        if said := header(message, name):
            return sender_of(said)
    return Sender()


def sender_of(said: str) -> Sender:
    """Name and address in a header's value.

    >>> sender_of('"The Ellery Post" <post@example.org>'), sender_of("post@example.org")
    (Sender(name='The Ellery Post', address='post@example.org'), Sender(name=None, address='post@example.org'))
    """
    name, address = parseaddr(said)
    if not address or "@" not in address:
        found = re.search(r"[^\s<>\"]+@[^\s<>\"]+", said)
        address = found[0] if found else ""
        name = said.replace(address, "").strip(" <>\"'()[]:") if address else said.strip()
    return Sender(one(name.strip("\"'* ")), one(address))


class _Word(NamedTuple):
    """An encoded word: its bytes, what they are said to mean, and whether some stood in it that should have been
    encoded."""

    data: bytes
    charset: str
    raw: bool


def _word(match: re.Match[str]) -> _Word:
    text = match["text"].encode("utf-8", "surrogateescape")
    if match["way"].lower() == "q":
        data = re.sub(rb"=([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), text.replace(b"_", b" "))
    else:
        try:
            data = b64decode(text + b"=" * (-len(text) % 4))
        except ValueError:
            data = text
    return _Word(data, match["charset"].partition("*")[0], not text.isascii())


def _joined(words: list[_Word]) -> str:
    """The text of words side by side: one that is cut in the middle of a character goes on in the next."""
    return "".join(
        _decoded(b"".join(word.data for word in same), charset, raw)
        for (charset, raw), same in groupby(words, key=lambda word: (word.charset.lower(), word.raw))
    )


def _decoded(data: bytes, charset: str, raw: bool) -> str:
    for codec in ("utf-8" if raw else None, codec_named(charset), "utf-8"):
        try:
            if codec:
                return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def _undeclared(raw: str) -> str:
    data = raw.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")

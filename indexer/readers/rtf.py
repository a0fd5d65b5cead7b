r"""The text of RTF, the way Word wrote it in the nineties and databases still do.

A small reader of our own: what an export needs is its paragraphs, its characters in the code page of each font, and the
addresses of its links; and no document, however it is nested or cut off, may cost more than its length. Unknown words
are passed over, as the format asks (Rich Text Format Specification 1.9.1, "Conventions of an RTF Reader").
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from indexer.article import Page, Reading, Skipped
from indexer.readers.documents import read_document
from indexer.readers.paragraphs import Paragraph
from indexer.readers.whole import one_page, source_of
from indexer.sources import Source

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)

_SILENT = frozenset(
    b"fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf ftnsep "
    b"object objdata listtable listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping latentstyles "
    b"datastore bkmkstart bkmkend datafield formfield fldtype annotation atnid atnauthor".split()
)
"""Groups whose text is no text of the document."""

_SIGNS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": "\n", b"tab": "\t",
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
_ESCAPED = {b"~": "\xa0", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n"}

_CHARSETS = {
    0: "cp1252", 1: "", 2: "", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437",
}  # fmt: skip
"""Code pages by a font's \\fcharset; "" is the document's own."""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within one group."""

    silent: bool = False
    skip: int = 1
    codec: str = ""
    instruction: bool = False
    fonts: bool = False
    bold: bool = False


@dataclass(slots=True)
class _Reader:
    """The document as far as it is read."""

    codec: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    done: list[Paragraph] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    centred: bool = False
    thin: bool = False
    row: int = 0

    def flush(self, state: _State) -> None:
        """Bytes that wait to be characters, for a character may be two of them."""
        if self.pending:
            text = bytes(self.pending).decode(state.codec or self.codec, "replace")
            self.pending.clear()
            self.put(text, state)

    def put(self, text: str, state: _State) -> None:
        """Text of the document, or of a field's instruction."""
        if state.instruction:
            self.said.append(text)
        elif not state.silent:
            self.text.append(text)
            self.thin |= not state.bold and not text.isspace() and text != ""

    def end(self, row: int | None = None) -> None:
        """The paragraph is over; it was the last or only one of a cell in this row."""
        if text := "".join(self.text).strip():
            self.done.append(Paragraph(text, tuple(self.links), self.centred, not self.thin, row))
        self.text, self.links, self.thin = [], [], False


@dataclass(frozen=True, slots=True)
class RtfReader:
    """See the head of this module."""

    name: str = "rtf"
    version: int = 2
    extensions: frozenset[str] = frozenset((".rtf",))

    def sniff(self, head: bytes) -> bool:
        return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")

    def read(self, source: Source) -> Iterator[Page]:
        return one_page(source)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The articles in the document that is given."""
        data, source = source_of(page)
        if not self.sniff(data[:64]):
            yield Skipped(source.locator, "not RTF: it doesn't begin with {\\rtf")
            return
        yield from read_document(paragraphs(data), source)


RTF = RtfReader()


def paragraphs(data: bytes) -> list[Paragraph]:
    """The paragraphs of an RTF document, as far as it goes."""
    reader = _Reader()
    state, outer = _State(), list[_State]()
    starting = ignorable = False
    skipping = at = 0
    while at < len(data):
        token = _TOKEN.match(data, at)
        if token is None:
            at += 1
            continue
        at = token.end()
        word, number, code, sign, brace, text = token.groups()
        if brace == b"{":
            reader.flush(state)
            outer.append(state)
            starting, ignorable, skipping = True, False, 0
            continue
        if brace == b"}":
            reader.flush(state)
            if state.instruction and not (outer and outer[-1].instruction):
                _link(reader)
            state = outer.pop() if outer else _State()
            skipping = 0
        elif sign == b"*" and starting:
            ignorable = True
            continue
        elif word == b"bin":
            at += max(0, int(number or 0))
        elif word:
            state, skipping = _word(reader, state, word, number, first=starting, ignorable=ignorable)
        elif code or text:
            raw = bytes.fromhex(code.decode()) if code else text
            if skipping:
                raw, skipping = raw[skipping:], max(0, skipping - len(raw))
            reader.pending += raw
        elif sign:
            reader.flush(state)
            skipping = 0
            if sign in (b"\n", b"\r"):
                reader.end()
            else:
                reader.put(_ESCAPED.get(sign, sign.decode("ascii", "ignore")), state)
        starting = False
    reader.flush(state)
    reader.end()
    return reader.done


def _word(
    reader: _Reader, state: _State, word: bytes, number: bytes | None, *, first: bool, ignorable: bool
) -> tuple[_State, int]:
    """What a control word does; the state after it, and how many characters stand in for one that it gave."""
    value = int(number) if number else None
    reader.flush(state)
    if first and word == b"fldinst":
        reader.said.clear()
        return replace(state, instruction=True, silent=True), 0
    if first and (ignorable or word in _SILENT):
        kept = word in (b"shppict", b"nonshppict", b"shptxt")
        return replace(state, silent=state.silent or not kept, fonts=word == b"fonttbl" or state.fonts), 0
    if word == b"u" and value is not None:
        reader.put(_character(value, reader), state)
        return state, state.skip
    if word in _SIGNS and not state.silent:
        sign = _SIGNS[word]
        if sign == "\n":
            reader.end(reader.row if word == b"cell" else None)
            reader.row += word == b"row"
        else:
            reader.put(sign, state)
    elif word == b"uc" and value is not None:
        return replace(state, skip=min(value, 8)), 0
    elif word == b"ansicpg" and value:
        reader.codec = _codec(f"cp{value}") or reader.codec
    elif word == b"mac":
        reader.codec = "mac_roman"
    elif word == b"f" and value is not None:
        reader.font = value
        return replace(state, codec=reader.fonts.get(value, "")), 0
    elif word == b"fcharset" and value is not None and state.fonts:
        reader.fonts[reader.font] = _CHARSETS.get(value, "")
    elif word == b"plain":
        return replace(state, codec="", bold=False), 0
    elif word == b"b":
        return replace(state, bold=value != 0), 0
    elif word in (b"pard", b"ql", b"qr", b"qj", b"qc"):
        reader.centred = word == b"qc"
    return state, 0


def _character(value: int, reader: _Reader) -> str:
    """The character with this number; one beyond the first plane comes in two halves, which are joined here."""
    code = value & 0xFFFF if value < 0x10000 else min(value, 0x10FFFF)
    if 0xDC00 <= code < 0xE000 and reader.text and "\ud800" <= reader.text[-1] < "\udc00":
        high = ord(reader.text.pop())
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
    return chr(code)


def _codec(name: str) -> str | None:
    name = {"cp65001": "utf-8", "cp10000": "mac_roman"}.get(name, name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _link(reader: _Reader) -> None:
    """The address in a field's instruction, which is that of the paragraph's link."""
    match = re.search(r"HYPERLINK\s+\"?([^\s\"]+)", "".join(reader.said))
    if match:
        reader.links.append(match[1])
    reader.said.clear()

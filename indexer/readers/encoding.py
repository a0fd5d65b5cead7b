"""Which characters bytes mean, when nobody says so, or when who says so is wrong.

In this order: a byte order mark; UTF-8, which other encodings hardly ever happen to be, also with a few bytes of cp1252
in it; what the file declares (an HTML page's meta tag, found by Beautiful Soup); then charset-normalizer's guess, held
against what newspapers of the language use. Bytes with NULs or many control characters are no text.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

CANDIDATES = (
    "cp1252", "cp1254", "cp1251", "cp1250", "cp1253", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "koi8_r",
    "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "iso2022_jp", "iso8859_2", "iso8859_5", "iso8859_6",
    "iso8859_7",
    "iso8859_8", "mac_roman", "cp437", "cp850",
)  # fmt: skip
"""The encodings that are tried when it is not UTF-8: those of the newspapers of the world before it."""

_WEB = {"iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
        "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874",
        "iso8859-11": "cp874"}  # fmt: skip
"""What declarations say, and what is meant by it: the supersets that browsers read them as (WHATWG Encoding)."""

_SAMPLE = 64 * 1024
_HEAD = 16 * 1024
"""Bytes that may hold a declaration: 393 of 397 real pages and documents that have one have it there."""


class Decoded(NamedTuple):
    """Text and the codec that gave it."""

    text: str
    codec: str


class Undecodable(Exception):
    """No codec makes text of the bytes; the message names the first bad byte and the codecs tried."""


def narrow(head: bytes) -> bytes:
    """The signs of a format, which are ASCII, as they would stand in UTF-8: without a mark, and one byte each.

    >>> narrow("<alto>".encode("utf-16")), narrow("<alto>".encode("utf-8-sig"))
    (b'<alto>', b'<alto>')
    """
    for mark, _ in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")


def declared(head: bytes) -> str | None:
    """The codec that an XML document's declaration or an HTML page's meta tag names, as Python knows it; a script's
    `charset` is none of the page's.

    >>> declared(b"<script charset='utf-8'></script><meta charset=windows-1251>")
    'cp1251'
    """
    from bs4.dammit import EncodingDetector

    name = EncodingDetector.find_declared_encoding(head[:_HEAD], is_html=True, search_entire_document=True)
    return codec_named(name) if name else None


def decode(data: bytes, *, said: str | None = None, markup: bool = False) -> Decoded:
    """`data` as text. `said` is the codec that its source declares; `markup`, where that is None, means that the bytes
    may declare it themselves. Raises Undecodable."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], codec, offset=len(mark)), codec)
    if wide := _utf16_by_zeros(data[:_SAMPLE]):
        return Decoded(_strictly(data, wide), wide)
    if at := _binary(data[:_SAMPLE]):
        raise Undecodable(f"not text: {at}")
    tried = ["utf-8"]
    try:
        # first, whatever is declared: pages saved by a browser keep the old meta tag over new bytes
        text = data.decode("utf-8")
        if _ESCAPED_JAPANESE.search(data[:_SAMPLE]) and text.isascii():
            return Decoded(data.decode("iso2022_jp"), "iso2022_jp")
        return Decoded(undouble(text), "utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    if _nearly_utf8(data):
        return Decoded(_patched(data), "utf-8")
    if markup and said is None:
        said = declared(data)
    for guess in (said, *_guesses(data)):
        if guess and guess not in tried:
            tried.append(guess)
            try:
                return Decoded(data.decode(guess), guess)
            except (UnicodeDecodeError, LookupError):
                continue
    raise Undecodable(
        f"undecodable: the byte at offset {bad} fits none of {', '.join(dict.fromkeys([*tried, *CANDIDATES]))}"
    )


_TO_A_NUL = 1000
"""Bytes of a page in which one NUL may stand."""


def without_stray_nuls(page: bytes) -> bytes:
    r"""The bytes of a page without NULs where these are rare: browsers pass over them.

    >>> without_stray_nuls(b"<p>a\0b</p>" + b" " * 1000)[:10], without_stray_nuls(b"a\0b")
    (b'<p>ab</p> ', b'a\x00b')
    """
    return page.replace(b"\0", b"") if 0 < page.count(0) <= len(page) // _TO_A_NUL else page


def whole_characters(data: bytes) -> bytes:
    """`data` without the character that its end cuts in two, where that is plain to see.

    >>> whole_characters("Größe für".encode()[:-2]).decode()
    'Größe f'
    """
    for mark, codec in _MARKS[1:]:
        if data.startswith(mark):
            return data[: len(data) - len(data) % (4 if "32" in codec else 2)]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data" and not data[: error.start].isascii():
            return data[: error.start]
    return data


def _strictly(data: bytes, codec: str, *, offset: int = 0) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if codec == "utf-8" and _nearly_utf8(data):
            return _patched(data)
        raise Undecodable(f"undecodable: the byte at offset {offset + error.start} is not {codec}") from None


_ESCAPED_JAPANESE = re.compile(rb"\x1b\$[@B]")
"""How ISO-2022-JP turns to kanji: all its bytes are ASCII."""

_BYTE = {bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0x100) if byte not in b"\x81\x8d\x8f\x90\x9d"} | {
    chr(byte): byte for byte in range(0x80, 0x100)
}
"""The byte that each character was, to whoever took UTF-8 for cp1252 or Latin-1."""
_TO_BYTES = str.maketrans({character: chr(byte) for character, byte in _BYTE.items()})
_TIMES = 3
"""How often a text is looked at for being encoded once more than it should be."""


def undouble(text: str) -> str:
    """`text` without an encoding too many: UTF-8 that somebody took for cp1252 or Latin-1 and encoded again.

    Only where it is certain: all of the text, or all of a line with three such characters, must be UTF-8 when its
    characters are taken for bytes, which other text hardly ever is.

    >>> undouble("GrÃ¼ÃŸe aus KÃ¶ln"), undouble("“AMANHÃ”, said he"), undouble("Grüße")
    ('Grüße aus Köln', '“AMANHÃ”, said he', 'Grüße')
    """
    for _ in range(_TIMES):
        if text.isascii() or not _LEAD.search(text):
            return text
        whole = _as_utf8(text)
        mended = whole if whole is not None else "".join(map(_line, text.splitlines(keepends=True)))
        if mended == text:
            return text
        text = mended
    return text


_LEAD = re.compile("[\u00c2-\u00f4]")
"""What the first byte of a character in UTF-8 is taken for."""
_LEAST = 3


def _line(line: str) -> str:
    if len(_LEAD.findall(line)) < _LEAST:
        return line
    mended = _as_utf8(line)
    return line if mended is None else mended


def _as_utf8(text: str) -> str | None:
    try:
        return text.translate(_TO_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:  # it holds characters that are no bytes, or bytes that are no UTF-8: it is as it was meant
        return None


def codec_named(name: str) -> str | None:
    """The codec that is meant by `name` in a declaration, as Python knows it; None for one that it doesn't know."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    if not codec._is_text_encoding:  # rot13 and its like are codecs too
        return None
    return _WEB.get(codec.name, codec.name)


def _patched(data: bytes) -> str:
    """UTF-8 with a few bytes of cp1252 in it, as pages have whose parts come from several programs. A piece of a
    character that was cut becomes U+FFFD.

    >>> _patched("Größe für ".encode() + "wählen".encode("cp1252") + "Gäste".encode()[:2])
    'Größe für wählenG\ufffd'
    """
    return _STRAY.sub(_byte_of_cp1252, data.decode("utf-8", "surrogateescape"))


_STRAY = re.compile("(?P<cut>[\udcc2-\udcf4][\udc80-\udcbf]+|[\udcc2\udcc3\udce2](?![^\\W\\d_]))|[\udc80-\udcff]")
"""A character that was cut: a byte that one begins with in UTF-8, with bytes that go on; or one by itself, of those
that most characters of Latin text begin with, when no letter follows. Else a byte of cp1252."""


def _byte_of_cp1252(match: re.Match[str]) -> str:
    if match["cut"]:
        return "\ufffd" * len(match[0])
    return bytes((ord(match[0]) - 0xDC00,)).decode("cp1252", "replace")


def _nearly_utf8(data: bytes) -> bool:
    """UTF-8 with damage: at most one bad place in twenty multi-byte characters, and never more than 20."""
    good = data.decode("utf-8", "ignore")
    wide = sum(character > "\x7f" for character in good)
    bad = data.decode("utf-8", "replace").count("\ufffd") - good.count("\ufffd")
    return 0 < bad <= 20 and wide >= bad * 20


def _utf16_by_zeros(sample: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is zero."""
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.7 and even < half * 0.02:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.02:
        return "utf-16-be"
    return None


def _binary(sample: bytes) -> str | None:
    """What shows that `sample` is not text, or None. A rare control character is a wire service's, and passes."""
    if b"\0" in sample:
        return f"a NUL byte at offset {sample.index(0)}"
    controls = len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]", sample))
    return "control characters throughout" if controls > 8 and controls > len(sample) * 0.02 else None


def is_binary(head: bytes) -> bool:
    """Whether a file that begins so is no text in any encoding."""
    if head.startswith(tuple(mark for mark, _ in _MARKS)) or _utf16_by_zeros(head):
        return False
    return _binary(head) is not None


def _guesses(data: bytes) -> list[str]:
    """Codecs that may be meant, the likeliest first. charset-normalizer tells alphabets apart; the Latin codepages
    share so many letters that the language decides between them."""
    from charset_normalizer import from_bytes

    sample = data if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE]
    guesses = [match.encoding for match in from_bytes(sample, cp_isolation=list(CANDIDATES), enable_fallback=False)]
    few = len(re.findall(rb"[\x80-\xff]", sample)) < len(sample) * 0.02  # typographic quotes in Latin text
    if few or not guesses or guesses[0] in _LATIN_GUESSES:
        by_language = _by_language(sample)
        return [*by_language, *(guess for guess in guesses if guess not in by_language)]
    return guesses


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LATIN = {
    "cp1252": _set("en de fr es pt it nl sv da nb nn no fi is ca gl eu af ga sw id ms tl mt"),
    "cp1254": _set("tr az"),
    "cp1250": _set("pl cs sk hu sl hr bs ro sq sr"),
    "cp1257": _set("lt lv et"),
}
_LATIN_GUESSES = {*_LATIN, "cp1258", "iso8859_2", "mac_roman", "cp437", "cp850"}


def _by_language(sample: bytes) -> list[str]:
    from indexer.text.language import guess

    for codec, languages in _LATIN.items():
        if guess(sample[:6000].decode(codec, "replace")) in languages:
            return [codec]
    return []


def start_of(head: bytes) -> str:
    """The text that a file begins with, as far as that can be told."""
    try:
        return decode(head).text.lstrip("\ufeff \t\r\n")
    except Undecodable:
        return head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")

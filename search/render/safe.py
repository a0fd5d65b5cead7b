"""Where untrusted text meets somebody's screen: the one sanitiser.

Everything that came from outside (articles, file names, queries, messages that quote them) is dangerous to a terminal:
an escape can rewrite the line above, set the title, fill the clipboard; a bidi override shows a sentence in another
order than it has; characters without width hide text. `visible` replaces each such character by one that can be seen,
**one for one**, so that highlight offsets stay true. Terminal and plain output and everything on stderr go through it.
JSON and CSV keep the data and escape it instead (`escaped`).

What stays: U+200C and U+200D (spelling in Persian and Hindi, and emoji), U+200E, U+200F and U+061C (ordinary marks in
Hebrew and Arabic text; they reorder nothing but the punctuation beside them), variation selectors.
"""

from __future__ import annotations

import re

from indexer.patterns import lazy

REPLACEMENT = "\ufffd"

_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"

# Beyond C0, DEL and C1: soft hyphen, Mongolian vowel separator, zero-width space; line and paragraph separators; bidi
# embeddings, overrides and isolates with their ends; word joiner and invisible operators; deprecated format characters;
# byte-order mark; interlinear annotation; tag characters, which can carry a hidden ASCII text; lone surrogates.
_HIDDEN = (
    "\u00ad\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff"
)
_DANGEROUS = lazy(f"[\x00-\x1f\x7f-\x9f{_HIDDEN}]")
_LINES = lazy(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{_HIDDEN}]")


def visible(text: str) -> str:
    """`text` on one line with nothing in it that a terminal would obey; as long as before.

    >>> visible("a\\x1b[31mred\\tb")
    'a␛[31mred␉b'
    >>> visible("safe: " + chr(0x202E) + "fdp.exe")
    'safe: �fdp.exe'
    """
    if text.isascii() and text.isprintable():
        return text
    return _DANGEROUS.sub(_picture, text)


def visible_lines(text: str) -> str:
    """The same for a message that morgue itself broke into lines: newlines stay."""
    return _LINES.sub(_picture, text)


def escaped(text: str) -> str:
    r"""`text` with the same characters written as `\u` escapes, as JSON writes them; for JSON after it was made (its
    syntax has none of them) and for the cells of CSV.

    >>> print(escaped("a\x9bb"))
    a\u009bb
    """
    if text.isascii() and text.isprintable():
        return text
    return _DANGEROUS.sub(_escape, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if code == 0x7F else REPLACEMENT


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"

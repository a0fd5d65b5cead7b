"""Signs that a text must show before a costly rule is worth asking: cheap to look for, and never missing where the rule
would hold.

Nearly every line of news is prose that no rule applies to, and saying so must cost less than asking all of them. A
screen is only a screen when it lets through everything that its rule takes; `tests/indexer/text/test_signs.py` holds
each one to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.text import words

_PRINTED = bytes(range(0x20, 0x7F))
_ZEROED = bytes(ord("0") if byte in b"123456789" else byte for byte in range(256))
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")


def odd_ones(text: str) -> str:
    """The characters of a text that aren't printable ASCII, in their order: the few that most rules on characters are
    about. Control characters and white space other than the space bar's are among them.

    >>> odd_ones("the café’s owner\\n")
    'é’\\n'
    """
    return odd_in(text.encode("utf-8", "surrogatepass"))


def odd_in(data: bytes) -> str:
    """`odd_ones` of a text in UTF-8."""
    return data.translate(None, _PRINTED).decode("utf-8", "surrogatepass")


def has_year(text: str) -> bool:
    """Whether four digits stand in a row, in any script."""
    if b"0000" in text.encode("utf-8", "surrogatepass").translate(_ZEROED):
        return True
    return not text.isascii() and bool(_DIGIT.search(odd_ones(text))) and bool(_YEAR.search(text))


def years(low: bytes, odd: str) -> int:
    """How often four digits stand in a row in a text in UTF-8, at most; `odd` are its characters beyond ASCII."""
    return low.translate(_ZEROED).count(b"0000") if not _DIGIT.search(odd) else len(low)


def with_year(lines: Sequence[bytes], odd: str) -> list[int]:
    """The numbers of the lines, in UTF-8, in which four digits may stand in a row; `odd` is as for `years`."""
    if _DIGIT.search(odd):
        return list(range(len(lines)))
    return [i for i, line in enumerate(lines) if b"0000" in line.translate(_ZEROED)]


def may_have_day(text: str) -> bool:
    """Whether an English month's name is in it, or a year near its end."""
    for month in MONTHS:
        if month in text:
            return True
    return has_year(text[-20:])


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def places_somebody(text: str) -> bool:
    """Whether somebody may stand "left," or "(right)" in it, or is pictured or seen "here"."""
    for side in ("right", "left", "center", "centre"):
        if side in text and (side + "," in text or side + ")" in text):
            return True
    return "pictured" in text or "n here" in text


PLACES = (
    "right,", "right)", "left,", "left)", "center,", "center)", "centre,", "centre)", "pictured", "n here",
)  # fmt: skip
"""What `places_somebody` looks for."""


def opens(line: str, openings: frozenset[str]) -> bool:
    """Whether a line's first three letters are among `openings` (in lower case), or beyond ASCII, where case isn't a
    matter of letter for letter. A quotation mark or a dash isn't: no opening is one.

    >>> opens("Photos: The harbour", frozenset(("pho",))), opens("The harbour", frozenset(("pho",)))
    (True, False)
    """
    head = line[:3]
    return head.lower() in openings or not (head.isascii() or head[0] in QUOTES)


QUOTES = "“”‘’„«»—–…\"'"
"""What most often opens a line without being a letter."""


def blank_before(text: str, marks: Sequence[str]) -> bool:
    """Whether one of these marks may follow white space.

    >>> blank_before("a well-kept secret", "-"), blank_before("a secret - kept", "-")
    (False, True)
    """
    for mark in marks:
        if mark in text and " " + mark in text:
            return True
    return not text.isprintable()  # as any other white space is


def opening(line: str) -> str:
    """The first word of `words.key` of a line's first 40 characters.

    >>> opening("» Watch: a video")
    'watch:'
    """
    word, _, rest = line[:40].partition(" ")
    if rest[:1].isalnum() and word.isascii() and word.isalpha():
        return word.lower()
    return words.key(line[:40]).partition(" ")[0]

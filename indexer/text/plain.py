"""Plain prose: lines that no rule of `lines.judge` takes, told apart by what an article's lines show together.

Two lines of news in three are sentences without the marks that labels, credits, links and code can't do without; they
open with none of the words that those open with, and end with no maker's name. To see that
takes a look at the whole article (`_MARKLESS`) and a few at each line, a tenth of what `lines.is_prose` takes. Nothing
is said about the other lines; `tests/indexer/text/test_signs.py` holds that each line found here is one that the rules
leave alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from indexer.text import captions, credits, lines, signs, words
from indexer.text.needles import Seen
from indexer.text.pictures import makers, tails

SHORTEST, LONGEST = 60, 1200
"""Characters: shorter lines are labels as often as not, longer ones aren't judged."""

_QUOTES = "“”‘’–—…"
_QUOTES_BYTES = bytes(sorted(set(_QUOTES.encode())))
_MARKLESS = b"abcdefghijklmnopqrstuvwxyz0123456789 .,;'\"!?-$%&" + _QUOTES_BYTES
"""What stands in a line in UTF-8 and small letters that has no mark; for the rules all others are signs."""
_LOOKALIKES = frozenset(
    chr(point) for point in range(0x2000, 0x3000) if set(chr(point).encode()) <= set(_QUOTES_BYTES)
) - set(_QUOTES)
"""Other characters of the same bytes."""
_STOPPED = frozenset('.!?,;"“”')
"""How a short line ends that isn't several labels."""

NEEDLES = (
    "photo", "image", "courtesy", "supplied", "submitted", "contributed", "cedida", "cortesia", "handout", "colprensa",
    "erved", "haring options", "hide caption", *(ending for ending in lines.LINK_ENDINGS if ending.isascii()),
)  # fmt: skip
"""What ends a caption or a link without a mark, in an article that may have one."""


def plain(body: Sequence[str], seen: Seen, *, ways: bool) -> frozenset[str]:
    """Those of an article's lines that are plain prose. `seen` has what stands in these lines, `ways` is as for
    `lines.judge`."""
    if not _LOOKALIKES.isdisjoint(seen.odd):
        return frozenset()
    found = [
        line
        for line, low in zip(body, seen.lines, strict=True)
        if SHORTEST <= len(line) <= LONGEST
        and (not (marks := low.translate(None, _MARKLESS)) or (len(line) > lines.SHORT and _mean_nothing(marks, line)))
        and (_is_usual(line.partition(" ")[0]) or _opens(line))
        and _ends(line)
        and (len(line) > lines.SHORT or _is_sentence(line))
    ]
    if ways:
        found = [line for line in found if not captions.has_way(line)]
    if with_some := {body[i] for i in seen.with_some(NEEDLES)}:
        found = [line for line in found if line not in with_some or not _is_needled(line)]
    return frozenset(found)


def _mean_nothing(marks: bytes, line: str) -> bool:
    """Whether a paragraph's marks label nothing and credit nobody."""
    if marks.strip(_HARMLESS) or ")" in line[-3:]:
        return False
    if b"/" in marks and ("/" in line[-70:] or captions.names_maker_first(line)):
        return False
    if (b"[" in marks or b"]" in marks) and ("]" in line[-3:] or lines.is_code(line)):
        return False
    if b":" in marks and (
        tails.names_photo(line[-140:])
        or (":" in line[:60] and (captions.labelled(line) or lines.linked(line) is not None))
    ):
        return False
    return (b"(" not in marks and b"[" not in marks) or not captions.says_plainly(line, ways=False)


_HARMLESS = b":()/[]@#*"
"""Marks that may mean nothing."""


@lru_cache(maxsize=4096)
def _is_usual(word: str) -> bool:
    """Whether a first word alone says that `_opens` holds, whatever follows: most lines begin with one of few words."""
    head = word.lstrip(signs.QUOTES)[:3].lower()
    goes_on = len(head) < 3 and any(other.startswith(head + " ") for other in (*_heads(), *captions.OPENINGS))
    known = head in captions.OPENINGS or head in _heads() or _first_word(word) in _leading()
    return head != "" and not goes_on and not known and _opens(word)


def _opens(line: str) -> bool:
    """Whether no caption, credit or link opens a line."""
    start = line if line[0].isalnum() else line.lstrip(signs.QUOTES)
    head = start[:3].lower()
    if not start[:1].isalnum() or (head in captions.OPENINGS and captions.may_open(line)):
        return False
    if start[0] in "GAR" and start.startswith(captions.LIBRARIES):
        return False
    if head in _heads() and (credits.states_rights(line) or credits.helpers(line) or makers.read(line)):
        return False
    return _first_word(start) not in _leading() or lines.linked(line) is None


def _first_word(line: str) -> str:
    word = line.partition(" ")[0]
    return (word if word.isalpha() else word.strip(_AROUND)).lower()


_AROUND = " .,:;!?\"'“”‘»«–—-_()[]…"


@cache
def _leading() -> frozenset[str]:
    return frozenset(word.strip(_AROUND) for word in lines.leading_words()) | {""}


@cache
def _heads() -> frozenset[str]:
    return credits.RIGHTS | credits.HELP | makers.openings()


def _ends(line: str) -> bool:
    """Whether a line's end names nobody who makes pictures."""
    if line[-1] in "eoO" and (line[-1] != "e" or line.endswith("More")):
        return False
    end = line[-70:-2]
    paused = "." in end or "?" in end or "!" in end or " -" in end or " –" in end or " —" in end
    return not (paused and credits.may_name_maker(line[-70:]))


def _is_needled(line: str) -> bool:
    """Whether a line holds one of the needles where it means something."""
    end = line[-70:]
    return (
        "erved" in line.lower()
        or tails.has_agency_sign(end)
        or tails.may_be_handed_out(end)
        or tails.says_photo_by(line[-140:])
        or lines.may_end_with_link(line)
        or "haring options" in line
        or captions.HIDDEN in line
    )


def _is_sentence(line: str) -> bool:
    """Whether a short line is neither a label nor a credit without a mark."""
    return (
        line[-1] in _STOPPED
        and not (_may_label(line.partition(" ")[0]) and lines.may_be_label(line))
        and not credits.may_be_credit(line, line)
        and not captions.says_plainly(line, ways=False)
        and (len(line) > makers.LONGEST or makers.read(line) is None)
    )


@lru_cache(maxsize=4096)
def _may_label(word: str) -> bool:
    """Whether a sentence that begins with this word may be a label (`lines.may_be_label`)."""
    key = words.key(word)
    return not key.isalpha() or key in lines.labelling() or key[:3] in lines.OLD or len(key) < 3

"""Lines that stand in an article more than once: gone, once, or all kept.

*Gone* are the copies of anything that is a caption, a credit, an advertisement or furniture. *Once* are pull quotes,
decks, doubled paragraphs and posts. *All* are kept where repeating is the point: speaker labels, headings that recur,
refrains, tables, lists, questions and answers.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from indexer.article import Caption
from indexer.text import signs
from indexer.text.lines import Verdict
from indexer.text.pictures import captionlike, tails

_WIDE = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")
_CUT_SHORT = re.compile(r"\s?(?:\.\.\.|…)\s?(?:\S+ ?)?\S{0,12}$")
_ITEM = re.compile(r"\s*(?:[-–—•·*◆■▪●○|]|\d{1,3}[.)])\s?|\[[^\]]*\]$|\(.{1,20}\)$")
_LONG, _TITLE = 60, 40


@lru_cache(maxsize=2048)
def loose(line: str) -> str:
    """The line's letters and digits alone: what it shares with a copy that has other quotes, commas or an ellipsis.

    >>> loose('"Now, Rep. Lee …') == loose("Now Rep. Lee")
    True
    """
    if line.isascii():
        return line.lower().encode().translate(None, _ASCII_NOT_LETTERS).decode()
    data = line.lower().encode("utf-8", "surrogatepass")
    # Quotes and dashes for the most part. Where their bytes are all there is beyond ASCII, no letter is made of them.
    if (bare := data.translate(None, _NO_LETTERS)).isascii():
        return bare.decode()
    letters = data.translate(None, _ASCII_NOT_LETTERS).decode("utf-8", "surrogatepass")
    # Few kinds of signs, so that taking out each is cheaper than a pattern is.
    for sign in set(signs.odd_ones(letters)):
        if not sign.isalnum():
            letters = letters.replace(sign, "")
    return letters


_ASCII_NOT_LETTERS = bytes(c for c in range(128) if not chr(c).isalnum())
_NO_LETTERS = _ASCII_NOT_LETTERS + bytes(sorted(set("“”‘’–—…".encode())))


def groups(lines: Sequence[str]) -> list[list[int]]:
    """The places of each line that stands more than once (loosely the same), in order."""
    return _groups(tuple(lines))


@lru_cache(maxsize=4)
def _groups(lines: tuple[str, ...]) -> list[list[int]]:
    # Nearly all lines part in their first letters, so only those that don't are compared whole.
    beginnings = _beginnings(lines)
    if len(set(beginnings)) == len(beginnings):
        return []
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for i, beginning in enumerate(beginnings):
        alike[beginning].append(i)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for found in alike.values():
        for i in found if len(found) > 1 else ():
            places[loose(lines[i])].append(i)
    return [group for key, group in places.items() if key and len(group) > 1]


@lru_cache(maxsize=4)
def _beginnings(lines: tuple[str, ...]) -> list[str]:
    """The first letters among the first 40 characters of each line, as `loose` gives them."""
    heads = [head if (head := line[:40].strip(signs.QUOTES)).isascii() else loose(head) for line in lines]
    text = "\n".join(heads).lower().encode("utf-8", "surrogatepass").translate(None, _ASCII_NOT_LETTERS_IN_LINES)
    letters = text.decode("utf-8", "surrogatepass").split("\n")
    if len(letters) != len(lines):
        letters = [loose(head) for head in heads]
    return [letter[:_START] for letter in letters]


_START = 14
"""Letters in which nearly all lines differ."""


_ASCII_NOT_LETTERS_IN_LINES = _ASCII_NOT_LETTERS.replace(b"\n", b"")


def spread(lines: Sequence[str], verdicts: list[Verdict | None]) -> list[Verdict | None]:
    """Copies of a line that goes, go too: also a copy without its credit, or cut short."""
    gone: dict[str, Verdict] = {}
    for line, verdict in zip(lines, verdicts, strict=True):
        if verdict is None:
            continue
        if verdict.caption is not None and len(verdict.caption.text) > 20:
            gone[loose(verdict.caption.text)] = verdict
        if (verdict.rule in _SPREADING and len(line) > 12) or verdict.kind in ("caption", "credit"):
            gone[loose(line)] = verdict
    if not gone:
        return verdicts
    out = list(verdicts)
    starts = {key[:_START] for key in gone}
    for i, (line, beginning) in enumerate(zip(lines, _beginnings(tuple(lines)), strict=True)):
        if out[i] is not None:
            continue
        if len(beginning) == _START and beginning not in starts and "…" not in line and "..." not in line:
            continue
        like = gone.get(loose(line)) or (gone.get(loose(cut)) if (cut := _whole(line)) != line else None)
        if like is not None and len(loose(line)) > 2:
            out[i] = Verdict(like.kind, "repeat-gone", like.caption, like.credit)
    return out


def _whole(line: str) -> str:
    return _CUT_SHORT.sub("", line) if "..." in line or "…" in line else line


_SPREADING = frozenset(("ad-label", "share-label", "promotion", "link", "stale"))


def doubled_captions(lines: Sequence[str], verdicts: list[Verdict | None]) -> list[Verdict | None]:
    """A line that stands twice in a row and reads like a caption, or opens the article twice, is one."""
    out = list(verdicts)
    found = groups(lines)
    for group in _slides(found, lines):
        for i in group:
            out[i] = out[i] or Verdict("caption", "caption-slide", Caption(*tails.split_credit(lines[i])))
    for group in found:
        first = group[0]
        line = lines[first]
        if any(out[i] is not None for i in group) or len(line) > 900 or len(group) > 4:
            continue
        beside = any(b - a == 1 for a, b in itertools.pairwise(group))
        points = captionlike.worded_like_one(line)
        opens = first == 0 and beside and len(group) == 2
        if (
            (
                beside
                and (points >= 2 or (points == 1 and line.endswith(".") and len(line) > 60))
                and captionlike.sentences(line) <= 6
            )
            or (opens and points >= 0 and _opens_like_one(line))
            or points >= 3
        ):
            for i in group:
                out[i] = Verdict("caption", "caption-doubled", Caption(*tails.split_credit(line)))
    return out


_SLIDES = 3


def _slides(found: list[list[int]], lines: Sequence[str]) -> list[list[int]]:
    """The lines of a slide show, each printed twice in a row: several, most of them scenes in the present tense, in an
    article that isn't doubled as a whole."""
    doubled = [g for g in found if len(g) == 2 and g[1] - g[0] == 1 and 60 < len(lines[g[0]]) < 900]
    scenes = [g for g in doubled if captionlike.worded_like_one(lines[g[0]]) > 0]
    if len(doubled) < _SLIDES or 2 * len(scenes) < len(doubled) or 4 * len(doubled) > len(lines):
        return []
    return doubled


def _opens_like_one(line: str) -> bool:
    """One short sentence with its full stop: a title has none, and a doubled first paragraph is longer."""
    return line.endswith(".") and captionlike.sentences(line) == 1 and 20 < len(line) < 80


def kept_once(lines: Sequence[str], headline: str | None) -> list[int]:
    """The places of the copies that go because one is enough."""
    extra: list[int] = []
    found = groups(lines)
    again = {i for group in found for i in group}
    for group in found:
        if _once(group, lines, again, headline):
            extra += group[1:]
    return sorted(extra)


def _once(group: list[int], lines: Sequence[str], again: set[int], headline: str | None) -> bool:
    line = lines[group[0]]
    weight = len(line) + 2 * len(_WIDE.findall(line))
    beside = all(b - a == 1 for a, b in itertools.pairwise(group))
    if headline and loose(line) == loose(headline) and len(loose(line)) > 8:
        return True
    if line.endswith(":") and not beside:
        return False
    if _ITEM.match(line) or "|" in line or sum(c.isdigit() for c in line) * 4 > len(line):
        return False
    if len(group) == 2 and weight >= _LONG:
        return True
    if beside:
        return weight >= _TITLE or (len(group) == 2 and line.endswith(":") and line.isupper() and weight > 12)
    if len(group) == 2 and weight >= _TITLE and " " in line and len(line.split()) >= 6:
        return True
    # A short line goes with the block that it heads, when the whole block stands twice.
    follow = [i + 1 for i in group]
    if len(group) == 2 and all(i in again for i in follow) and follow[1] < len(lines):
        return (
            loose(lines[follow[0]]) == loose(lines[follow[1]])
            and len(lines[follow[0]]) >= _TITLE
            and group[1] - group[0] <= 4
        )
    return False

"""Where the sentences of a paragraph begin. The only definition of a sentence; `a SENTENCE b` looks into them.

| text | sentences |
|---|---|
| `It rained. We left.` | 2: a mark, perhaps quotes or brackets that close, a space, and no small letter behind it |
| `"Why?" she asked.` | 1: a small letter follows |
| `Dr. Lee`, `Gen. Ruiz`, `No. 10` | 1: a title or the like never ends one |
| `J. Lee of Acme Inc. in D.C. The court` | 2: an initial or abbreviation does only before words that begin many |
| `下雨了。我们走了。` | 2: the marks of scripts without spaces or capitals end one by themselves |

The rules look at both sides of a mark and no further, so that a paragraph is read once. Thai has no such marks: its
paragraphs are one sentence. Text in which the space after a full stop is lost (`end.The`) is one word to `analysis`,
and one sentence here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from indexer import analysis

LATIN = ".!?"
"""The marks that end sentences of scripts with spaces, but for the ellipsis."""

_ALONE = "。！？｡।॥؟۔։።፧។៕။"
MARKS = f"{LATIN}…{_ALONE}"
"""All of them."""

_CLOSING = r"\"'”’»›)\]}」』）】》"
_OPENING = r"\-\"'“‘„‚«‹(\[{¿¡—–"
_END = re.compile(
    rf"(?<![.!?…])(?P<mark>[.!?…]++)(?:[{_CLOSING}“‘]|\s»)*+\s+"  # “ closes in German
    rf"|[{_ALONE}]+[.!?…。！？{_CLOSING}]*\s*"
)
_NEXT = re.compile(rf"[{_OPENING}\s]*(?P<word>\w+)(?P<more>[.’']?)")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")  # U.S, a.m, z.B, Ph.D


def _set(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


TITLES = _set(
    "mr mrs ms messrs dr prof gen gov sen sens rep reps lt col capt cpt cmdr sgt cpl pvt maj adm brig supt insp det",
    "rev fr hon pres amb st ft mt vs v cf approx bzw ca vgl evtl ggf sog mme mmes mlle sra sr sres sta dra drs ing",
    "sig dott avv ул им гр проф тов",
)
"""What stands only before something that belongs to it, in small letters: its full stop never ends a sentence."""

_COUNTED = _set("no nos nr op pp fig vol стр рис ст")
"""What does so before a number."""

_SHORT = _set(
    "inc corp co ltd llc plc bros cos jr etc al dept univ assn ave blvd rd bldg est ext",
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun",
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn",
    "tenn tex va vt wash wis wyo mio mrd usw uu ee руб коп тыс млн млрд др пр обл",
)
"""Abbreviations that stand inside sentences and at their ends."""

ABBREVIATIONS = _COUNTED | _SHORT
"""Words, in small letters, whose full stop may stand inside of a sentence or at its end."""

BEGINNING = _set(
    "The A An He She It They We I You This That These Those There But And In On At For As When While After Before If",
    "His Her Its Their Our My One Some Many Most No Not What Who How Why Where With According However",
    "Der Die Das Er Sie Es Ein Eine Im Am Auf Und Aber Auch Nach Bei Mit Wir Ich",
    "Le La Les Il Elle Ils Elles On Un Une Des En Mais Ce Cette Nous Dans Pour Selon",
    "El Los Las Una Pero Según Se Por Con Lo Gli Uno Ma Nel Per Non O Os Um Uma Mas Na Em Segundo",
    "Он Она Они Это Мы В Во На По Но И А Как При Из За",
)
"""Words that begin many sentences, and are seldom a name's second part."""

_ORDERED = _set(
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
    "Jahrhundert Jahrhunderts",
)
"""German nouns that a number with a full stop mostly belongs to."""


def starts(text: str) -> list[int]:
    """Where each sentence of a paragraph begins, the first at 0; [] for an empty one.

    >>> starts("Dr. Lee left. He walked."), starts("下雨了。我们走了。")
    ([0, 14], [0, 4])
    """
    if not text:
        return []
    return [0, *(begin for mark in _END.finditer(text) if (begin := _behind(text, mark)) is not None)]


def begins_within(text: str, first: int, last: int) -> bool:
    """Whether a sentence begins between two words: what stands from `first` to `last` has none.

    >>> begins_within("It rained. We left.", 9, 11), begins_within("Dr. Lee", 2, 4)
    (True, False)
    """
    return any(_behind(text, mark) is not None for mark in _END.finditer(text, first, last))


def _behind(text: str, mark: re.Match[str]) -> int | None:
    end = mark.end()
    if mark["mark"] is None:
        return end if end < len(text) else None
    following = _NEXT.match(text, end)
    return end if following and _ends(text, mark, following) else None


def first_words(text: str) -> list[int]:
    """The number of each sentence's first word (`analysis.words`); sentences without words are left out.

    >>> first_words("It rained. !!! We left.")
    [0, 2]
    """
    begins = starts(text)
    if len(begins) < 2:
        return [0] if begins and analysis.Columns(text).forms else []
    places = [start for start, _ in analysis.Columns(text).places()]
    numbers = [bisect_left(places, begin) for begin in begins]
    return [number for number, after in pairwise((*numbers, len(places))) if number < after]


def _ends(text: str, mark: re.Match[str], following: re.Match[str]) -> bool:
    # Whether a sentence ends at a mark of the Latin kind; a word follows.
    word = following["word"]
    if word[0].islower():
        return False
    start = mark.start()
    if mark["mark"] != "." or start == 0 or text[start - 1].isspace():
        return True
    before = text[max(0, start - 24) : start].rsplit(None, 1)[-1].lstrip("\"'“‘„«([{-–—")
    lower = before.lower()
    if lower in TITLES or (lower in _COUNTED and word[0].isdigit()):
        return False
    if before.isdigit():
        return len(before) > 2 or word not in _ORDERED
    if lower in _SHORT or (len(before) == 1 and before.isalpha() and before != "I") or _DOTTED.fullmatch(before):
        return word in BEGINNING and not following["more"]
    return True

"""What kind of line is this, where no rule is sure: its layout is weighed.

A page saved as text is full of lines whose words give nothing away: titles of other articles, names of topics, buttons
nobody thought of. Their place does. The story is the stretch of lines that has the most prose for the least furniture
(`stretch`); what stands outside it, in company that isn't prose, in words that the story doesn't use, is furniture in
every language. Each line is described by numbers (`NAMES`), a forest of small decision trees turns them into log odds
(`weights`, fitted by `tests/support/weights.py`), and a line goes above a threshold.

What is never taken: a paragraph of the story, rows of a table, who speaks in a transcript. And nothing goes unless the
text is a page: an article with a list in it looks like one, but for the furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate

from indexer.text import repeats, words
from indexer.text.lines import Verdict
from indexer.text.pictures import captionlike
from indexer.text.shapes import WIDE, Shape, is_kind, is_stamp, shape
from indexer.text.weighing.forest import Row, all_log_odds, bounds, log_odds

__all__ = ["NAMES", "Row", "features", "judge", "log_odds", "stretch", "vocabulary"]

THRESHOLD = 1.5
"""Log odds: a line of a page goes when it is this much likelier to be furniture than not. On publishers that the trees
never saw, one line in two hundred that goes is the story's."""
FIRM, SENTENCE = 3.0, 40
"""The same for the first line, which may be the headline, and for sentences from so many characters in the story."""
SURE = 2.5
"""Log odds above which a line counts as furniture when it is asked whether the text is a page at all."""
LEAST, SHARE, KNOWN = 6, 0.2, 2
"""So many lines of furniture, and such a share of all, make a page; the rules must know so many different ones."""

NAMES = (
    "length",
    "words",
    "sentences",
    "stops",
    "question",
    "commas",
    "title case",
    "digits",
    "time",
    "item",
    "you",
    "share words",
    "link words",
    "known words",
    "known long words",
    "known names",
    "copies",
    "place",
    "from start",
    "from end",
    "lines above",
    "prose above",
    "prose below",
    "lines",
    "short lines",
    "furniture",
    "furniture's share",
    "stretch",
    "stretch's prose",
    "run",
    "run's furniture",
    "prose within 5",
    "prose within 10",
    "stops within 2",
    "stops within 10",
    "title case within 10",
    "times within 10",
    "furniture within 5",
    "length above",
    "length below",
    "list",
    "list's head",
    "list's form",
    "list's digits",
    "list above prose",
    "list below prose",
)
"""What is weighed of a line, in the order of a `Row`; "known" words stand in the story's prose as well, "list" is the
unbroken run of short lines that this one belongs to."""

_COSTLY = (
    "sentences",
    "digits",
    "you",
    "share words",
    "link words",
    "known words",
    "known long words",
    "known names",
)
"""What takes as long to count as everything else together. Trees that know the rest leave nearly no line of news where
these could make a difference. In the order of `_costly` and `_shared`."""

_YOU = re.compile(
    r"\b(?:you|your|our|us|sie|ihre?[nrms]?|du|dein\w*|unser\w*|vous|votre|"
    r"vos|notre|nos|usted|tu|tus|nuestr\w*|vostr\w*|nostr\w*|você|seu|sua|"
    r"nosso|uw|jouw|onze|twój|nasz\w*|váš|vaše|ваш\w*|наш\w*|din|ditt|vår\w*)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:[-–—•·*◆■▪●○]\s|\d{1,2}[.)]\s|\|)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_DIGIT = re.compile(r"\d")
_FORM = re.compile(r"(?P<number>\d+)|(?P<word>\w+)|(?P<mark>[^\w\s])")
_DAY_FIRST = re.compile(r"(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s[^\W\d_]{3,10}\.?)\s?[–—:@-]\s?\S")


def judge(lines: Sequence[str], verdicts: Sequence[Verdict | None]) -> list[Verdict | None]:
    """The verdicts, and those that the layout adds."""
    out = list(verdicts)
    furniture = [
        line
        for line, verdict in zip(lines, verdicts, strict=True)
        if verdict is not None and is_kind(verdict, "share", "nav", "ad")
    ]
    if len(set(furniture)) < KNOWN:
        return out
    shapes = [shape(line) for line in lines]
    needed = max(LEAST, SHARE * len(lines))
    if sum(not look.prose for look in shapes) < needed:
        return out
    open_to_it = [i for i, verdict in enumerate(verdicts) if verdict is None]
    if len(furniture) + len(open_to_it) < needed:
        return out
    page = _Page(lines, verdicts)
    most = bounds([page.rows[i] for i in open_to_it], frozenset(_costly_ones())) if open_to_it else []
    if len(furniture) + sum(could > SURE for could in most) < needed:
        return out
    perhaps = [i for i, could in zip(open_to_it, most, strict=True) if could > min(SURE, THRESHOLD)]
    odds = [0.0] * len(lines)
    for i, found in zip(perhaps, all_log_odds([page.whole_row(i) for i in perhaps]), strict=True):
        odds[i] = found
    if len(furniture) + sum(found > SURE for found in odds) < needed:
        return out
    kept = _stays(lines, shapes, verdicts)
    first, last = stretch(shapes, verdicts)
    last = _told_to(last, shapes, verdicts)
    quiet = _quiet(shapes, verdicts, first, last)
    for i, found in enumerate(odds):
        told = i == 0 or quiet[i] or (first <= i <= last and shapes[i].ends and shapes[i].length >= SENTENCE)
        if found > (FIRM if told else THRESHOLD) and out[i] is None and not kept[i]:
            out[i] = Verdict("nav", "layout")
    return out


def stretch(shapes: Sequence[Shape], verdicts: Sequence[Verdict | None]) -> tuple[int, int]:
    """The story's first and last line: between them lies more prose, less furniture, than between any two others."""
    best, found, total, start = -1.0, (0, -1), 0.0, 0
    for i, (look, verdict) in enumerate(zip(shapes, verdicts, strict=True)):
        if total <= 0:
            total, start = 0.0, i
        total += _gain(look, verdict)
        if total > best:
            best, found = total, (start, i)
    return found


def _gain(look: Shape, verdict: Verdict | None) -> float:
    if verdict is not None:
        return 0.0 if verdict.kind in ("caption", "credit") else -1.0
    if look.prose:
        return min(4.0, look.length / 80)
    return 0.3 if look.length >= 90 else -0.8


def _told_to(last: int, shapes: Sequence[Shape], verdicts: Sequence[Verdict | None]) -> int:
    """The story's last line once short last sentences count, and paragraphs that a few links part from it."""
    for i in range(last + 1, len(shapes)):
        if i > last + _PARTED:
            break
        if verdicts[i] is None and (shapes[i].prose or (shapes[i].ends and i == last + 1)):
            last = i
    return last


_PARTED = 4
QUIET = 3


def _quiet(shapes: Sequence[Shape], verdicts: Sequence[Verdict | None], first: int, last: int) -> list[bool]:
    """Lists inside the story without a label, a button or a link among them or beside them: its own, mostly."""
    out = [False] * len(shapes)
    start = first
    for end in range(first, last + 2):
        if end <= last and not shapes[end].prose and verdicts[end] is None:
            continue
        if end - start >= QUIET and start > 0 and verdicts[start - 1] is None and end <= last and verdicts[end] is None:
            out[start:end] = [True] * (end - start)
        start = end + 1
    return out


def _stays(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Sequence[Verdict | None]) -> list[bool]:
    """What no company makes furniture: paragraphs inside the story, rows of a table, who speaks in a transcript."""
    first, last = stretch(shapes, verdicts)
    kept = [first <= i <= last and look.strong for i, look in enumerate(shapes)]
    start = 0
    tabular = [verdict is None and _is_row(line) for line, verdict in zip(lines, verdicts, strict=True)]
    for i in range(len(lines) + 1):
        if i == len(lines) or not tabular[i]:
            if i - start >= _ROWS:
                # Its heading and its head stand above it.
                kept[max(0, start - 2) : i] = [True] * (i - max(0, start - 2))
            start = i + 1
    for group in repeats.groups(lines):
        below = [i + 1 for i in group if i + 1 < len(lines)]
        if len(group) >= _SPEAKS and 5 * sum(shapes[i].ends for i in below) >= 4 * len(group):
            for i in group:
                kept[i] = True
    return kept


_ROWS, _SPEAKS = 5, 4


def _is_row(line: str) -> bool:
    """Whether a line could be a table's row: two numbers that are no time, or a day and what happens on it."""
    if len(line) > 160 or is_stamp(line):
        return False
    return len(_NUMBER.findall(line)) >= 2 or _DAY_FIRST.match(line) is not None


@cache
def vocabulary(table: str) -> frozenset[str]:
    """The words that a table's phrases are made of."""
    return frozenset(word for phrase in words.phrases(table) for word in phrase.split() if len(word) > 2)


@cache
def _costly_ones() -> tuple[int, ...]:
    return tuple(map(NAMES.index, _COSTLY))


def features(
    lines: Sequence[str], verdicts: Sequence[Verdict | None], places: Sequence[int] | None = None
) -> list[Row]:
    """What is weighed of each line, or of those at `places`, in the order of `NAMES`."""
    page = _Page(lines, verdicts)
    return [page.whole_row(i) for i in (range(len(lines)) if places is None else places)]


class _Page:
    """What is weighed of the lines of a text together. `rows` have 0 for what is costly to count."""

    def __init__(self, lines: Sequence[str], verdicts: Sequence[Verdict | None]) -> None:
        size = len(lines)
        self._lines = lines
        shapes = [shape(line) for line in lines]
        furniture = [is_kind(verdict, "share", "nav", "ad") for verdict in verdicts]
        self._story = story = [look.prose and verdict is None for look, verdict in zip(shapes, verdicts, strict=True)]
        self._first, self._last = first, last = stretch(shapes, verdicts)
        self._known: Counter[str] | None = None
        words = [line.split() for line in lines]
        titles = [sum([word[0].isupper() for word in found]) / max(1, len(found)) for found in words]
        times = [is_stamp(line) for line in lines]
        prose = [look.length if told else 0.0 for look, told in zip(shapes, story, strict=True)]
        total = sum(prose) or 1.0
        read = list(accumulate(prose, initial=0.0))
        loose = [repeats.loose(line) for line in lines]
        copies = Counter(loose)
        lengths = [look.length for look in shapes]
        ends = [look.ends for look in shapes]
        unknown = [0.0] * size
        page = (
            float(size),
            sum(not look.prose for look in shapes) / max(1, size),
            float(sum(furniture)),
            sum(furniture) / max(1, size),
            float(last - first + 1),
            sum(prose[first : last + 1]) / total,
        )
        columns: tuple[Iterable[float], ...] = (
            lengths,
            [float(len(found)) for found in words],
            unknown,
            map(float, ends),
            [float(line.endswith(("?", "？", "؟"))) for line in lines],
            [float(line.count(",")) for line in lines],
            titles,
            unknown,
            map(float, times),
            [float(_ITEM.match(line) is not None) for line in lines],
            *[unknown] * 6,
            [float(copies[letters]) for letters in loose],
            [float((i > last) - (i < first)) for i in range(size)],
            [float(i - first) for i in range(size)],
            [float(i - last) for i in range(size)],
            map(float, range(size)),
            [above / total for above in read[:-1]],
            [1 - (above + own) / total for above, own in zip(read, prose, strict=False)],
            *([value] * size for value in page),
            *zip(*_runs(story, furniture), strict=True),
            _near(story, 5),
            _near(story, 10),
            _near(ends, 2),
            _near(ends, 10),
            _near(titles, 10),
            _near(times, 10),
            _near(furniture, 5),
            [-1.0, *lengths[:-1]],
            [*lengths[1:], -1.0],
            *zip(*_lists(lines, shapes, verdicts, story), strict=True),
        )
        self.rows: list[Row] = list(zip(*columns, strict=True))

    def whole_row(self, i: int) -> Row:
        """All values of a line."""
        line = self._lines[i]
        own = self._story[i] and self._first <= i <= self._last
        row = list(self.rows[i])
        for place, value in zip(_costly_ones(), _costly(line) + _shared(line, self._story_words(), own), strict=True):
            row[place] = value
        return tuple(row)

    def _story_words(self) -> Counter[str]:
        # In how many lines of the story's prose each word stands.
        if self._known is None:
            told = (self._lines[i] for i in range(self._first, self._last + 1) if self._story[i])
            self._known = Counter(word for line in told for word in set(_words(line)))
        return self._known


def _costly(line: str) -> Row:
    """Sentences, the share of digits, whether the reader is addressed, the shares of words for buttons and links."""
    parts = [part.strip(".,:;!?()\"'»«“”") for part in line.lower().split()]
    size = max(1, len(parts))
    return (
        float(captionlike.sentences(line)),
        len(_DIGIT.findall(line)) / max(1, len(line)),
        float(_YOU.search(line) is not None),
        sum(part in vocabulary("SHARE") for part in parts) / size,
        sum(part in vocabulary("NAV") for part in parts) / size,
    )


def _shared(line: str, known: Counter[str], own: bool) -> Row:
    """The shares of all words, of long ones and of names that the story's prose has elsewhere; -1 where there are
    none."""
    spoken = _words(line)
    found = [known[word] > own for word in spoken]
    long = [there for word, there in zip(spoken, found, strict=True) if len(word) > 5]
    names = [known[word.lower()] > own for word in _WORD.findall(line)[1:] if word[:1].isupper()]
    return tuple(sum(there) / len(there) if there else -1.0 for there in (found, long, names))


def _words(line: str) -> list[str]:
    """A line's words in lower case; where words aren't parted by spaces, each two letters in a row."""
    found = _WORD.findall(line.lower())
    if line.isascii() or not WIDE.search(line):
        return found
    return [
        pair
        for word in found
        for pair in ([word[i : i + 2] for i in range(max(1, len(word) - 1))] if WIDE.search(word) else [word])
    ]


def _near(values: Sequence[float], reach: int) -> list[float]:
    """For each line the mean of its neighbours, itself left out."""
    sums = list(accumulate(values, initial=0.0))
    return [
        (sums[high] - sums[low] - (sums[i + 1] - sums[i])) / (high - low - 1 or 1)
        for i, (low, high) in enumerate(_windows(len(values), reach))
    ]


@lru_cache(maxsize=64)
def _windows(size: int, reach: int) -> list[tuple[int, int]]:
    """For each of so many lines, where those within reach begin and end."""
    return [(max(0, i - reach), min(size, i + reach + 1)) for i in range(size)]


def _runs(story: Sequence[bool], furniture: Sequence[bool]) -> list[tuple[float, float]]:
    """For each line, how many lines without prose stand together there, and the share of furniture among them."""
    out = [(0.0, 0.0)] * len(story)
    start = 0
    for end in range(len(story) + 1):
        if end == len(story) or story[end]:
            size = end - start
            if size:
                out[start:end] = [(float(size), sum(furniture[start:end]) / size)] * size
            start = end + 1
    return out


_NO_LIST = (-1.0,) * 6


def _lists(
    lines: Sequence[str], shapes: Sequence[Shape], verdicts: Sequence[Verdict | None], story: Sequence[bool]
) -> list[Row]:
    """For each short line without a verdict: how many such stand in a row, whether a colon heads them, how many have
    its form, how many begin with a digit, and whether prose stands above and below them."""
    out: list[Row] = [_NO_LIST] * len(lines)
    start = 0
    for end in range(len(lines) + 1):
        if end < len(lines) and not shapes[end].strong and verdicts[end] is None:
            continue
        size = end - start
        if size:
            forms = [tuple(found.lastgroup for found in _FORM.finditer(line[:24]))[:2] for line in lines[start:end]]
            alike = Counter(forms)
            headed = start > 0 and verdicts[start - 1] is None and lines[start - 1].endswith((":", "："))
            digits = sum(line[:1].isdigit() for line in lines[start:end]) / size
            above, below = float(start > 0 and story[start - 1]), float(end < len(lines) and story[end])
            for i in range(start, end):
                out[i] = (float(size), float(headed), alike[forms[i - start]] / size, digits, above, below)
                headed = headed or lines[i].endswith((":", "："))
        start = end + 1
    return out

"""Links to other articles: lists under a label, titles with a time, ranks, teasers, and a page's tail."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from indexer.text import words
from indexer.text.lines import Verdict
from indexer.text.pictures import captionlike
from indexer.text.shapes import BYLINE, FULL_STAMP, LIST_ITEM, STAMP, Shape, Verdicts, is_kind, is_stamp, is_title

_RANK = re.compile(r"#?\d{1,2}\.?$")


_MOST_LINKS = 40


_HEADING = re.compile(
    r"(?:(?:read |see |watch )?more (?:on|from|in|about|of)|most (?:read|viewed|"
    r"popular|shared|watched) (?:in|on)|latest (?:in|from|on|news)|related \w+|"
    r"recommended|trending|popular (?:in|on)|top (?:stories|news) (?:in|from)|"
    r"mehr (?:von|aus|zu|zum|zur|über)|neues (?:aus|von)|neue angebote|weitere [A-ZÄÖÜ]|"
    r"aktuelles|meistgelesen|lesen sie (?:hier )?mehr|alles zu[mr]?|plus (?:de|"
    r"d’|d')|les plus|dans la même|le fil (?:info|actu)|"
    r"más (?:sobre|de|en)|lo más|mais (?:sobre|de|em|lidas)|altr[oi] (?:su|"
    r"di|da)|le ultime|meer (?:over|van|uit)|więcej (?:o|z|na)|daha fazla|"
    r"ещё|еще|больше|главное|последние|більше|головне|останні|المزيد|"
    r"mer (?:om|från|fra)|mere (?:om|fra)|lisää|více (?:o|z|k)|περισσότερα|"
    r"mai mult|több)\b[^.!?]{0,45}$|.{2,20}(?:の記事|の最新記事|の最新記事一覧|を見る|で読む|の特集)$|"
    r"[^.]{2,14}(?: 최신 ?기사| 더보기| 많이 본 기사)$",
    re.IGNORECASE,
)


def headings(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """The heading of a list of links ("Most viewed in Sport"), where a page is full of furniture."""
    for i, line in enumerate(lines):
        if verdicts[i] is not None or len(line) >= 60 or shapes[i].ends or not _HEADING.match(line):
            continue
        if i + 1 == len(lines) or verdicts[i + 1] is not None or is_title(lines[i + 1], shapes[i + 1]):
            verdicts[i] = Verdict("nav", "nav-label")


def capitals(lines: Sequence[str], verdicts: Verdicts) -> None:
    """A whole title in capitals inside a story that has other furniture: a link."""
    for i, line in enumerate(lines[1:], 1):
        if (
            verdicts[i] is None
            and 35 < len(line) < 170
            and line.isupper()
            and line.isascii()
            and line[0].isalnum()
            and len(line.split()) >= 6
            and not line.endswith(".")
        ):
            verdicts[i] = Verdict("nav", "capitals")


def link_lists(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """Titles that follow a label such as "Read more" or "Most read", up to the next paragraph."""
    story = next((i for i, s in enumerate(shapes) if s.strong and verdicts[i] is None), len(lines))
    for i, verdict in enumerate(list(verdicts)):
        if verdict is None or verdict.rule != "nav-label" or words.key(lines[i]) in _LONE:
            continue
        run = _titles_below(i, lines, shapes, verdicts, across=i > story)
        after = run[-1] + 1 if run else len(lines)
        if i < story:
            # The headline stands up here too.
            if len(run) < 4 or after >= len(lines) or not is_kind(verdicts[after], "nav"):
                run = [j for j in run[:1] if shapes[j].length < 30]
        elif after < len(lines) and shapes[after].prose:
            if len(run) > 1 and _heads_what_follows(run, lines, shapes):
                run.pop()
            if len(run) == 1 and shapes[run[0]].length < 28:
                run.pop()
        for j in run:
            verdicts[j] = Verdict("nav", "link-list")


def _titles_below(
    i: int, lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts, *, across: bool
) -> list[int]:
    run: list[int] = []
    for j in range(i + 1, min(len(lines), i + 1 + _MOST_LINKS)):
        if verdicts[j] is not None:
            if across and is_kind(verdicts[j], "nav", "ad", "share"):
                continue
            break
        if not is_title(lines[j], shapes[j]):
            break
        run.append(j)
    return run


_LONE = words.listed(
    "close|loading|article content|[pullquote]|pullquote|home|watch|slideshow|"
    "článek|inhalt|startseite|gündem|nachrichten|continue reading|continue reading the "
    "main story|keep reading|featured|posts|videos"
)
"""Labels that no list of links follows."""


def _heads_what_follows(run: Sequence[int], lines: Sequence[str], shapes: Sequence[Shape]) -> bool:
    """Whether the last title before a paragraph is that paragraph's heading: shorter than the links above it."""
    links = [shapes[j].length for j in run[:-1]]
    last = run[-1]
    if STAMP.match(lines[last]) or BYLINE.match(lines[last]):
        return False
    return shapes[last].length < 0.75 * sum(links) / len(links) or (shapes[last].length < 50 and min(links) > 50)


def stamped(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts, *, sure: bool) -> None:
    """A title and the time it was published, below the first paragraph: a link to another article."""
    start = next((i for i, s in enumerate(shapes) if s.strong), len(lines))
    stamps = [i for i in range(start + 1, len(lines)) if len(lines[i]) < 60 and is_stamp(lines[i])]
    titled = [
        i
        for i in stamps
        if i - 1 not in stamps
        and (
            is_kind(verdicts[i - 1], "nav")
            or (
                verdicts[i - 1] is None
                and is_title(lines[i - 1], shapes[i - 1])
                and shapes[i - 1].length >= 25
                and not LIST_ITEM.match(lines[i - 1])
            )
        )
    ]
    titled = titled if sure else [i for i in titled if FULL_STAMP.search(lines[i])]
    if sure or len(titled) > 1:
        for i in titled:
            for j in (i - 1, i):
                verdicts[j] = verdicts[j] or Verdict("nav", "stamped-link")
    if len(stamps) < 3 or not sure:
        return
    for first, second in pairwise(stamps):
        # A title, a summary, a section: what stands between two times that are this close together is a list.
        between = range(first + 1, second)
        if second - first <= 5 and all(shapes[j].length < 230 and captionlike.sentences(lines[j]) < 2 for j in between):
            for j in (first, *between, second):
                verdicts[j] = verdicts[j] or Verdict("nav", "stamped-link")


def ranked(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """1, a title, 2, a title, 3, ...: a list of what others read."""
    chain: list[int] = []
    for i, line in enumerate((*lines, "")):
        number = int(re.sub(r"\D", "", line)) if len(line) < 5 and _RANK.match(line) else None
        if chain and (number == len(chain) + 1) and i <= chain[-1] + 5:
            chain.append(i)
        elif number == 1 or (chain and (i == len(lines) or i > chain[-1] + 5)):
            _take_ranks(chain, lines, shapes, verdicts)
            chain = [i] if number == 1 else []


def _take_ranks(chain: Sequence[int], lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    if len(chain) < 3:
        return
    for j in range(chain[0], min(len(lines), chain[-1] + 3)):
        if verdicts[j] is None and (j in chain or is_title(lines[j], shapes[j])):
            verdicts[j] = Verdict("nav", "ranked-links")


def teasers(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """Two or more titles in a row between paragraphs: links that the page put there. One is a heading."""
    first = next((i for i, look in enumerate(shapes) if look.strong), len(lines))
    i = 0
    while i < len(lines):
        run = i
        while run < len(lines) and verdicts[run] is None and _is_link_text(lines[run], shapes[run]):
            run += 1
        after_prose = i > 0 and (shapes[i - 1].strong or verdicts[i - 1] is not None) and i > first
        before_prose = run < len(lines) and (shapes[run].prose or verdicts[run] is not None or shapes[run].length < 50)
        if run - i >= 2 and after_prose and before_prose and not any(shapes[j].ends for j in range(i, run)):
            found = list(range(i, run))
            if run < len(lines) and shapes[run].prose and len(found) > 1 and _heads_what_follows(found, lines, shapes):
                found.pop()
            for j in found if len(found) > 1 or run - i > 2 else ():
                verdicts[j] = Verdict("nav", "teasers")
        i = max(run, i + 1)


def _is_link_text(line: str, look: Shape) -> bool:
    return (
        38 <= look.length <= 170
        and not look.prose
        and len(line.split()) >= 5
        and not LIST_ITEM.match(line)
        and not line.startswith(("“", '"', "—", "–"))
        and not re.search(r"\d\s?%|\d percent|\t|:$", line)
    )


def sections(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """A section's name above the story, or repeated."""
    start = next((i for i, s in enumerate(shapes) if s.strong), 0)
    names = words.phrases("SECTIONS")
    keys = [words.key(line) if len(line) < 26 else "" for line in lines]
    counts = Counter(keys)
    for i, key in enumerate(keys):
        if verdicts[i] is None and key in names and not shapes[i].ends and (i < start or counts[key] > 1):
            verdicts[i] = Verdict("nav", "section")


def tail(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """Everything short below the story's last paragraph, once a label has said that the story is over."""
    strong = [i for i, s in enumerate(shapes) if s.strong and verdicts[i] is None]
    if not strong:
        return
    over, summaries = _story_ends(lines, shapes, verdicts, strong)
    for i in range(over, len(lines)):
        if (
            verdicts[i] is None
            and shapes[i].length < 140
            and not shapes[i].prose
            and not (shapes[i].ends and shapes[i].length >= 50)
        ) or (verdicts[i] is None and summaries and shapes[i].prose and _is_summary(i, lines, shapes, verdicts)):
            verdicts[i] = Verdict("nav", "tail")


def _story_ends(
    lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts, strong: Sequence[int]
) -> tuple[int, bool]:
    """The label after which no paragraph of the story comes, and whether paragraphs below it are links' summaries."""
    ending = {i: v for i, v in enumerate(verdicts) if v is not None and i > strong[0] and v.rule in _ENDING}
    labels = list(ending)
    # How many of the last n paragraphs, going up, are summaries without a break.
    summaries = 0
    while summaries < len(strong) and _is_summary(strong[-1 - summaries], lines, shapes, verdicts):
        summaries += 1
    named = sum(label.rule == "nav-label" for label in ending.values())
    for place, (i, label) in enumerate(ending.items()):
        later = len(strong) - bisect_right(strong, i)
        if later == 0 and (label.kind == "nav" or (place + 1 < len(labels) and labels[place + 1] < i + 5)):
            return i, False
        below = len(lines) - i
        if 3 <= later <= summaries and later <= 0.4 * below and named >= 2 and below >= 8:
            return i, True
        named -= label.rule == "nav-label"
    return len(lines), False


_ENDING = words.listed("nav-label|share-label|share-bar|tags|stamped-link|ranked-links|link-list|promotion")


def _is_summary(i: int, lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> bool:
    """A sentence or two under a title, with furniture or the next title below."""
    above = shapes[i - 1]
    if above.prose or shapes[i].length > 320 or captionlike.sentences(lines[i]) > 3:
        return False
    below_is_short = i + 1 >= len(lines) or not shapes[i + 1].prose
    return below_is_short and (above.length >= 20 or verdicts[i - 1] is not None)

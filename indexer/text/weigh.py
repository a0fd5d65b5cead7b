"""What kind of line is this, where no rule is sure: its layout is weighed.

A page saved as text is full of lines whose words give nothing away: titles of other articles, names of topics, buttons
nobody thought of. Their company does. Each line of such a page gets a number from its own look (length, stop, quotes),
from its place (above the story, in it, below it) and from its neighbours (how much furniture, how much prose); above a
threshold it goes. The weights are those of a logistic regression (`tests/support/weights.py` fits them again).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from indexer.text import captions, repeats, words
from indexer.text.lines import Verdict
from indexer.text.shapes import Shape, is_page, is_stamp, shape
from indexer.text.weights import WEIGHTS

THRESHOLD = 3.0
"""Log odds: a line goes when it is this much likelier to be furniture than not; 3.0 is twenty to one. Lower finds more
and takes more headings with it."""

_YOU = re.compile(
    r"\b(?:you|your|our|us|sie|ihre?[nrms]?|du|dein\w*|unser\w*|vous|votre|"
    r"vos|notre|nos|usted|tu|tus|nuestr\w*|vostr\w*|nostr\w*|você|seu|sua|"
    r"nosso|uw|jouw|onze|twój|nasz\w*|váš|vaše|ваш\w*|наш\w*|din|ditt|vår\w*)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|@\w|\w\.(?:com|org|net|de|fr|uk)\b")
_ITEM = re.compile(r"\s*(?:[-–—•·*◆■▪●○]\s|\d{1,2}[.)]\s|\|)")
_OPENING_QUOTES = ("“", '"', "„", "«", "‘", "'", "–", "—")
_REACH = 3

Features = dict[str, float]


def judge(lines: Sequence[str], verdicts: Sequence[Verdict | None]) -> list[Verdict | None]:
    """The verdicts, and those that the layout adds."""
    out = list(verdicts)
    if not is_page(lines, verdicts):
        return out
    open_to_it = [i for i, line in enumerate(lines) if verdicts[i] is None and not shape(line).strong]
    for i, found in zip(open_to_it, features(lines, verdicts, open_to_it), strict=True):
        if not is_story(found) and log_odds(found) > THRESHOLD:
            out[i] = Verdict("nav", "layout")
    return out


def is_story(found: Features) -> bool:
    """A paragraph, or an item of a list in the story: never taken, whatever its company."""
    return bool(found["strong"] or (found["item"] and found.get("short within")))


def log_odds(found: Features, weights: Mapping[str, float] | None = None) -> float:
    """How much likelier than not a line is furniture."""
    weights = WEIGHTS if weights is None else weights
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())


@cache
def vocabulary(table: str) -> frozenset[str]:
    """The words that a table's phrases are made of."""
    return frozenset(word for phrase in words.phrases(table) for word in phrase.split() if len(word) > 2)


def features(
    lines: Sequence[str], verdicts: Sequence[Verdict | None], places: Sequence[int] | None = None
) -> list[Features]:
    """What is weighed of each line, or of those at `places`, by name. Values lie between 0 and about 5."""
    shapes = [shape(line) for line in lines]
    furniture = [v is not None and v.kind in ("share", "nav", "ad") for v in verdicts]
    story = [s.prose and v is None for s, v in zip(shapes, verdicts, strict=True)]
    strong = [i for i, s in enumerate(shapes) if s.strong and verdicts[i] is None]
    first, last = (strong[0], strong[-1]) if strong else (len(lines), -1)
    density = min(1.0, sum(furniture) / 20)
    runs = _runs(story, furniture)
    copies = Counter(repeats.loose(line) for line in lines)
    out = []
    for i in range(len(lines)) if places is None else places:
        line, look = lines[i], shapes[i]
        found = _own(line, look)
        place = "below" if i > last else "above" if i < first else "within"
        near = [j for j in range(max(0, i - _REACH), min(len(lines), i + _REACH + 1)) if j != i]
        length, share = runs[i]
        company = {
            "furniture near": sum(furniture[j] for j in near) / max(1, len(near)),
            "prose near": sum(story[j] for j in near) / max(1, len(near)),
            "run": math.log1p(length),
            "run's furniture": share,
            "furniture above": 1 / _distance(furniture, i, -1),
            "furniture below": 1 / _distance(furniture, i, 1),
            "page": density,
            "picture near": float(any(_is_picture(verdicts, j) for j in (i - 1, i + 1))),
            "copies": float(copies[repeats.loose(line)] > 1),
            "time below": float(i + 1 < len(lines) and is_stamp(lines[i + 1])),
            "between prose": float(0 < i < len(lines) - 1 and story[i - 1] and story[i + 1]),
            "story's length": math.log1p(len(strong)),
            "end": float(len(lines) - i <= 2),
            "start": float(i < 2),
        }
        kind = "prose" if look.prose else "short"
        found |= company
        found |= {f"{kind} {place}": 1.0}
        found |= {
            f"{kind} {place}, {name}": company[name]
            for name in ("furniture near", "run", "run's furniture", "page", "prose near")
        }
        found |= {
            f"{place}, {name}": found.get(name, 0.0)
            for name in ("you", "stops", "title case", "28 to 50", "50 to 80", "80 to 130", "item", "shared words")
        }
        out.append(found)
    return out


def _own(line: str, look: Shape) -> Features:
    parts = line.lower().split()
    known = [part.strip(".,:;!?()\"'»«“”") for part in parts]
    share = sum(word in vocabulary("SHARE") for word in known) / max(1, len(known))
    linked = sum(word in vocabulary("NAV") for word in known) / max(1, len(known))
    size = next((name for limit, name in _SIZES if look.length < limit), "over 130")
    return {
        size: 1.0,
        "stops": float(look.ends),
        "prose": float(look.prose),
        "strong": float(look.strong),
        "you": float(bool(_YOU.search(line))),
        "address": float(bool(_ADDRESS.search(line))),
        "question": float(line.endswith("?")),
        "cry": float(line.endswith("!")),
        "colon": float(line.endswith((":", "："))),
        "item": float(bool(_ITEM.match(line))),
        "time": float(is_stamp(line)),
        "digits": float(any(c.isdigit() for c in line)),
        "title case": sum(word[:1].isupper() for word in line.split()) / max(1, len(parts)),
        "quote": float(line.startswith(_OPENING_QUOTES)),
        "reports": float(bool(captions.reports(line))),
        "shared words": share,
        "link words": linked,
        "several sentences": float(look.prose and captions.sentences(line) > 1),
    }


_SIZES = ((12, "under 12"), (28, "12 to 28"), (50, "28 to 50"), (80, "50 to 80"), (130, "80 to 130"))


def _runs(story: Sequence[bool], furniture: Sequence[bool]) -> list[tuple[int, float]]:
    """For each line, how many lines without prose stand together there, and the share of furniture among them."""
    out: list[tuple[int, float]] = [(0, 0.0)] * len(story)
    start = 0
    for end in range(len(story) + 1):
        if end == len(story) or story[end]:
            size = end - start
            if size:
                out[start:end] = [(size, sum(furniture[start:end]) / size)] * size
            start = end + 1
    return out


def _distance(furniture: Sequence[bool], i: int, step: int) -> int:
    for away in range(1, 9):
        j = i + step * away
        if 0 <= j < len(furniture) and furniture[j]:
            return away
    return 9


def _is_picture(verdicts: Sequence[Verdict | None], j: int) -> bool:
    return 0 <= j < len(verdicts) and (v := verdicts[j]) is not None and v.kind in ("caption", "credit")

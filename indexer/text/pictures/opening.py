"""What only an article's record tells of a line: the caption that its headline is glued to, and its own house's credit.

Some newspapers print the picture and its caption above the headline, and what is scraped of them opens with both in one
line: "The ferry stays at the quay. Harbour vote put off". The headline is in its field, so what stands before it is a
caption, with a credit or without, if it is worded like one. A first line that isn't the headline, lacks its stop, is
worded like a caption and ends with a known credit in brackets is one as well. And a short line that names somebody and
the publisher, whose name no table has, is a credit; in brackets at a longer one's end, or before it, a caption's
(`leading`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.article import Caption
from indexer.text import credits
from indexer.text.lines import Verdict
from indexer.text.pictures import barred, captionlike, houses, leading, scenes, tails
from indexer.text.repeats import loose

_HEADLINE = 12
"""Characters of a headline that says enough; a shorter one ends many a paragraph."""
_SHORTEST, _WORDS, _LONGEST, _SENTENCES = 25, 5, 700, 5
"""Characters of a caption above a headline, its words at least, and the sentences that it may have."""
_STOPS = frozenset('.!?…”"')
_BARRED = re.compile(r"\s\|\s[A-ZÀ-Þ][^|.!?]{1,60}$")
_CURLY = str.maketrans("‘’“”", "''\"\"")


def judge(
    lines: Sequence[str], headline: str | None, known: Verdict | None = None, *, publisher: str | None = None
) -> Verdict | None:
    """What an article's first line is in the light of its headline: a caption, or what it is `known` to be. Of a
    caption that is known by its wording, too, only the headline says where its credit ends. What is `glued` to another
    headline is judged again without it."""
    if not headline or not lines:
        return known
    line = lines[0]
    caption = above_headline(line, headline)
    if caption is None and (parts := glued(lines, publisher)) is not None:
        if loose(parts.rest) != loose(headline):
            return None  # the headline that it is glued to would go along
        caption = Caption(parts.text, parts.credit)
    if caption is None and known is None and line[-1] == ")":
        caption = named_in_brackets(line, headline)
    if caption is None:
        return known
    # A caption that a paragraph repeats would take it along.
    told = loose(caption.text)
    if any(loose(other) == told for other in lines[1:]):
        return Verdict("nav", "caption-headline")
    return Verdict("caption", "caption-headline", caption)


def glued(lines: Sequence[str], publisher: str | None) -> barred.Parts | None:
    """The caption (or none), its credit and what follows in an article's first line, parted by a bar or by the credit
    alone; None where there is no such line, or where a paragraph repeats the caption and would be taken along."""
    if not lines or (" | " not in lines[0] and "/" not in lines[0][:60]):
        return None
    house = _house(publisher)
    parts = barred.parted(lines[0], house)
    if parts is None:
        opened = leading.opens_with_maker(lines[0], house)
        return barred.Parts("", *opened) if opened is not None else None
    told = loose(parts.text)
    return None if any(loose(other) == told for other in lines[1:]) else parts


def by_maker(lines: Sequence[str], publisher: str | None) -> dict[str, Verdict]:
    """The lines that credit somebody and the publisher, and the captions that such a credit ends or opens, each with
    its verdict. At an article's top a headline follows such a credit as well: see `glued`."""
    house = _house(publisher)
    ends = house[-1:] + ")"
    found: dict[str, Verdict] = {}
    for line in [line for line in lines if line[-1] in ends or "/" in line]:
        if house and len(line) <= _CREDIT and line.endswith(house) and _names_somebody(line, house):
            found[line] = Verdict("credit", "credit", credit=line)
        elif line[-1] == ")" and (caption := leading.ends_with_maker(line, house)) is not None:
            found[line] = Verdict("caption", "caption-credit", caption)
        elif "/" not in line[:_CREDIT] or line in lines[:_TOP]:
            continue
        elif (caption := leading.after_maker(line, house)) is not None:
            found[line] = Verdict("caption", "caption-credit-first", caption)
    return found


_TOP = 3
"""Lines among which the headline may stand."""


def above_headline(line: str, headline: str) -> Caption | None:
    """The caption that stands in one line before the headline, None if there is none.

    >>> above_headline("The ferry waits at the quay this spring. Harbour vote put off", "Harbour vote put off").text
    'The ferry waits at the quay this spring.'
    >>> above_headline("The mayor sleeps badly, she said on Monday. Harbour vote put off", "Harbour vote put off")
    """
    # A paragraph may well end in the question that its headline asks; a headline without a stop ends none.
    if line[-1] != headline[-1] or len(headline) < _HEADLINE or " " not in headline or headline[-1] in _STOPS:
        return None
    if not line.translate(_CURLY).endswith(headline.translate(_CURLY)):
        return None
    before = line[: len(line) - len(headline)]
    text = before.rstrip()
    if before == text or not _SHORTEST <= len(text) <= _LONGEST or len(text.split()) < _WORDS:
        return None
    if not (text[-1] in _STOPS or _BARRED.search(text)) or captionlike.sentences(text) > _SENTENCES:
        return None
    barred = _BARRED.search(text) is not None
    if labelled := _LABELLED.match(text):
        text = labelled["shown"]
    told, credit = tails.split_credit(text)
    return Caption(told, credit) if credit or barred or _is_worded_like_one(told) else None


_SAYS = re.compile(r"\b(?:said|says?|told|tells|asks?|asked|adds|added|thinks?|I|we|you)\b|[“”\"]", re.IGNORECASE)


def _is_worded_like_one(text: str) -> bool:
    """Whether a text is worded like a caption and says nothing of what anybody says."""
    return not _SAYS.search(text) and (captionlike.worded_like_one(text) > 0 or scenes.shows_somebody(text))


_LABELLED = re.compile(
    r"(?P<shown>.+\s\|\s(?:[^|]{2,60}[/ ])?(?:AP(?:\sPhoto|(?!\sPhoto))|Getty(?:\sImages|(?!\sImages))|"
    r"AFP|Reuters|REUTERS))\s(?!Photos?\b|Images?\b)\w[\w&’'-]*(?:\s\w[\w&’'-]*){0,3}$"
)
"""A credit behind a bar, and the section that stands between it and the headline: "| Ann Lee/AP Photo Technology"."""

_IN_BRACKETS = re.compile(
    r"(?P<text>[A-ZÀ-Þ][^!?]{12,220}[^.!?\s]) \((?P<credit>[A-ZÀ-Þ][\w.’'-]*(?:[ /](?:(?:of|the|and|via|for) )*[A-ZÀ-Þ]"
    r"[\w.’'-]*){1,5})\)$"
)


def named_in_brackets(line: str, headline: str) -> Caption | None:
    """The caption that a first line is which has no stop, is worded like one and ends with a known credit in brackets;
    None for a headline.

    >>> named_in_brackets("Ann Lee at the harbour festival in 2018 (Bo Ray/Flickr)", "Harbour vote put off")
    Caption(text='Ann Lee at the harbour festival in 2018', credit='Bo Ray/Flickr', count=1)
    >>> named_in_brackets("Ann Lee at the harbour festival in 2018 (Labour Party)", "Harbour vote put off")
    """
    if (found := _IN_BRACKETS.match(line)) is None or ". " in found["text"]:
        return None
    if not _is_known(found["credit"]) or not _is_worded_like_one(found["text"]):
        return None
    own = loose(line)
    return None if own in loose(headline) or loose(headline) in own else Caption(found["text"], found["credit"])


_BETWEEN = re.compile(r"/| via | for ")


def _is_known(credit: str) -> bool:
    """Whether a house that tables know is, or ends, a credit."""
    last = _BETWEEN.split(credit)[-1].lower()
    return last in credits.agencies() or last in houses.HOUSES - houses.AMBIGUOUS


_CREDIT = 60
"""Characters of a credit that names the publisher."""
_NOT_ITS_NAME = re.compile(r"\s*(?:\(.*\)|[-–—|] (?:News|Opinion|Editorial|Online|Politics))$")
_PARTED = re.compile(r"\s?(?:[/|]|\sfor)\s?$")
_NAME = re.compile(credits.TWO_OR_THREE)


@lru_cache(maxsize=256)
def _house(publisher: str | None) -> str:
    """A publisher's own name, without what tells its editions apart: "The Courier (Online News)"."""
    return _NOT_ITS_NAME.sub("", publisher).strip() if publisher else ""


def _names_somebody(line: str, house: str) -> bool:
    """Whether what stands before the publisher is a person's name and a mark, and no byline."""
    before = line.removesuffix(house)
    if before[:3] in ("By ", "by ", "BY "):
        return False
    name = _PARTED.sub("", before)
    return name != before and _NAME.fullmatch(name.strip()) is not None

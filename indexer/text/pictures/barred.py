"""A caption, a bar, a credit, and what stood below the picture, all in one line at an article's top.

Some newspapers print the picture above the section, the headline and the deck, and what is scraped of them opens with
all in one: "The ferry stays at its quay. | Ann Lee/AP Photo Local Politics Harbour vote put off". Only a credit that
ends with a house says for sure where it ends: "AP Photo/Ann Lee Harbour vote" may be of Ann Lee Harbour.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from indexer.text.pictures.captionlike import LONGEST, sentences
from indexer.text.pictures.makers import WORD
from indexer.text.pictures.tails import SHORT_FORMS


class Parts(NamedTuple):
    """A line's caption, its credit, and what stands behind it."""

    text: str
    credit: str
    rest: str


_MOST = 5
"""Sentences of a caption above a headline."""
_NAME = rf"{WORD}(?:\s{WORD}){{1,3}}"
_AGENCY = (
    r"(?:AP\sPhotos?(?!\sBy\b|\sby\b|/)|AP(?!\s(?:Photo|Image|Graphic)|/)|Getty\sImages(?!/)|Getty(?!\sImages?\b|/)|"
    r"(?:AFP|Reuters|REUTERS|EPA|Bloomberg)(?!\s(?:News|Photo|via|Businessweek)\b|/))"
)
_THROUGH = r"(?:(?:AFP|Bloomberg|Pool|POOL|NurPhoto|CQ\sRoll\sCall)(?:/|\svia\s))?"
_FILED = r"AP\sPhoto/[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3},\s(?:File|FILE|Pool)"
_BEHIND = re.compile(
    r"(?!(?:and|or|of|at|in|on|by|for|via|from|with|to|photo|images?|file|pool|Center|Museum|Trust|Oil|Photo|Images?)\b)"
    r"(?:[A-ZÀ-Þ“\"‘'\d]|(?:[a-z]+\s){1,3}[A-ZÀ-Þ“\"‘'\d])"
)
"""How a section or a headline begins, and neither the rest of a credit nor that of a sentence."""
_STOPPED = re.compile(r"[.!?…][\"”’)]*$")


@lru_cache(maxsize=256)
def _pattern(house: str) -> re.Pattern[str]:
    own = "|".join(re.escape(name) for name in dict.fromkeys((house, house.upper())) if name)
    agency = rf"(?:{_THROUGH}{_AGENCY}{f'|{own}' if own else ''})"
    alone = f"{_AGENCY}|AFP/{_AGENCY}" + (rf"|(?:{own})(?:\s[Ss]creen\s?grabs?)" if own else "")
    named = rf"{_NAME}(?:\s?/\s?{agency}" + (rf"|\sfor\s(?:{own})" if own else "") + ")"
    return re.compile(
        rf"(?P<text>[^|]{{12,}}?)\s\|\s(?:(?P<named>{named}|{_FILED})|(?P<alone>{alone}))\s(?P<rest>[^|]+)$"
    )


def parted(line: str, house: str) -> Parts | None:
    """A first line's parts, None for any other; `house` is the publisher's own name, or empty.

    >>> parted("The ferry stays at its quay. | Ann Lee/AP Photo Local Politics Harbour vote put off", "")
    Parts(text='The ferry stays at its quay.', credit='Ann Lee/AP Photo', rest='Local Politics Harbour vote put off')
    >>> parted("The ferry stays at its quay. | AP Photo/Ann Lee Harbour vote put off", "")
    """
    if " | " not in line or (found := _pattern(house).match(line)) is None:
        return None
    text, credit, rest = found["text"].rstrip(), found["named"] or found["alone"], found["rest"]
    if len(text) > LONGEST or len(rest) < _SHORTEST or " " not in rest or _BEHIND.match(rest) is None:
        return None
    if sentences(SHORT_FORMS.sub("", text)) > _MOST:
        return None
    # A menu has bars and agencies as well, but no sentences.
    if found["named"] is None and _STOPPED.search(text) is None:
        return None
    return Parts(text, credit, rest)


_SHORTEST = 12
"""Characters of a headline that a picture stands above."""

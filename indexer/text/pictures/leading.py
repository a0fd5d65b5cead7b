"""Captions by a credit to who made the picture for this very publisher: "(Ann Lee for Harbour Matters)" at a line's end
credits a picture, whatever the line tells, where Harbour Matters is who publishes it."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.article import Caption
from indexer.text.pictures.captionlike import sentences
from indexer.text.pictures.tails import SHORT_FORMS

_WORD = r"[^\W\d_a-z][\w.’'-]*"
_NAME = rf"{_WORD}(?:\s(?:(?:de|da|del|van|von|der|al|bin)\s)?{_WORD}){{1,3}}"
_HOUSE = r"(?:The\s)?[A-Z][\w.’'&-]*(?:\s(?:(?:of|and)\s)?[A-Z][\w.’'&-]*){0,3}"
_MOST, _TOLD = 3, 350
"""Sentences and characters of a caption that ends with a name in brackets; a paragraph has more."""
_SAYS = re.compile(r"[“”\"«»]|\bsaid\b")
_NO_PERSON = re.compile(
    r"\b(?:The|An?|In|New|News|Post|Times|Journal|Street|University|College|Center|Research|Institute|Foundation|Polls?|"
    r"Radio|Press|Associates?|Group|Network|Presented|Special|Editor|Op)\b"
)
"""What no person is called: "ABC News/Harbour Post" polls voters."""


@lru_cache(maxsize=256)
def _in_brackets(house: str) -> re.Pattern[str]:
    own = rf"(?:The\s)?(?:{re.escape(house)}|{re.escape(house.upper())})" if house else r"(?!)"
    return re.compile(
        rf"\s[(\[](?P<credit>(?P<name>{_NAME})(?:\sfor\s(?:{_HOUSE}/)?{own}|,?\s[Ss]pecial\sto\s{_HOUSE}))[)\]]\.?$"
    )


def ends_with_maker(line: str, house: str) -> Caption | None:
    """The caption whose line ends, in brackets, with a person who made the picture for the publisher `house`, or
    "special to" any; None for another line.

    >>> ends_with_maker("Crews say that they were never asked. (Ann Lee for Harbour Matters)", "Harbour Matters")
    Caption(text='Crews say that they were never asked.', credit='Ann Lee for Harbour Matters', count=1)
    >>> ends_with_maker("Crews say that they were never asked. (Ann Lee for mayor)", "Harbour Matters")
    """
    if len(line) > _TOLD or (" for " not in line[-90:] and "pecial to " not in line[-90:]):
        return None
    found = _in_brackets(house).search(line, max(0, len(line) - 110))
    if found is None or _NO_PERSON.search(found["name"]):
        return None
    text = line[: found.start()].rstrip()
    if not 0 < sentences(SHORT_FORMS.sub("", f"{text} ")) <= _MOST or _SAYS.search(text):
        return None
    return Caption(text, found["credit"])

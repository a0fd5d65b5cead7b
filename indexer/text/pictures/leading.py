"""Captions and credits by who made the picture for this very publisher, and credits that stand before their caption.

"(Ann Lee for Harbour Matters)" at a line's end credits a picture, whatever the line tells, where Harbour Matters is who
publishes it; and behind "Ann Lee/Harbour Matters" a caption begins. Of other houses nobody knows how long their names
are: there only an article or a quotation that begins says that the credit is over.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.article import Caption
from indexer.text.pictures.captionlike import LONGEST, sentences
from indexer.text.pictures.makers import WORD
from indexer.text.pictures.tails import SHORT_FORMS

_NAME = rf"{WORD}(?:\s(?:(?:de|da|del|van|von|der|al|bin)\s)?{WORD}){{1,3}}"
_HOUSE = r"(?:The\s)?[A-Z][\w.’'&-]*(?:\s(?:(?:of|and)\s)?[A-Z][\w.’'&-]*){0,3}"
_MOST, _TOLD = 3, 350
"""Sentences and characters of a caption that ends with a name in brackets; a paragraph has more."""
_MOST_BEHIND = 5
_SAYS = re.compile(r"[“”\"«»]|\bsaid\b")
_NO_PERSON = re.compile(
    r"\b(?:The|An?|In|New|News|Post|Times|Journal|Street|University|College|Center|Research|Institute|Foundation|Polls?|"
    r"Radio|Press|Associates?|Group|Network|Presented|Special|Editor|Op)\b(?!\.)"
)
"""What no person is called: "ABC News/Harbour Post" polls voters."""
_POLL = re.compile(r"(?:polls?|survey|debate|tracking|average|ratings?|forum|interview)\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def _in_brackets(house: str) -> re.Pattern[str]:
    own = rf"(?:The\s)?(?:{re.escape(house)}|{re.escape(house.upper())})" if house else r"(?!)"
    return re.compile(
        rf"\s[(\[](?P<credit>(?P<name>{_NAME})(?:\sfor\s(?:{_HOUSE}/)?{own}|,?\s[Ss]pecial\sto\s{_HOUSE}))[)\]]\.?$"
    )


def _names(line: str, house: str) -> bool:
    """Whether a line has a publisher's name. Nearly none has, and a pattern for each takes long to compile."""
    return house != "" and (house in line or house.upper() in line)


def ends_with_maker(line: str, house: str) -> Caption | None:
    """The caption whose line ends, in brackets, with a person who made the picture for the publisher `house`, or
    "special to" any; None for another line.

    >>> ends_with_maker("Crews say that they were never asked. (Ann Lee for Harbour Matters)", "Harbour Matters")
    Caption(text='Crews say that they were never asked.', credit='Ann Lee for Harbour Matters', count=1)
    >>> ends_with_maker("Crews say that they were never asked. (Ann Lee for mayor)", "Harbour Matters")
    """
    if len(line) > _TOLD or (" for " not in line[-90:] and "pecial to " not in line[-90:]):
        return None
    if "pecial to " not in line and not _names(line, house):
        return None
    found = _in_brackets(house).search(line, max(0, len(line) - 110))
    if found is None or _NO_PERSON.search(found["name"]):
        return None
    text = line[: found.start()].rstrip()
    if not 0 < sentences(SHORT_FORMS.sub("", f"{text} ")) <= _MOST or _SAYS.search(text):
        return None
    return Caption(text, found["credit"])


_AGENCY_FIRST = re.compile(r"(?P<credit>AFP/Getty Images)\s(?=(?:An?|The|This|Two)\s[a-z])")
_OTHERS_FIRST = re.compile(
    rf"(?P<credit>(?P<name>{_NAME})/(?!Courtesy\b|The\b){_HOUSE})\s"
    r"(?=(?:The|An?|This|These|Two|Three)\s[\w’‘'-]+\s[\w’‘'-]+|[“\"][A-Z])"
)
_CAPITALS_FIRST = re.compile(
    r"(?P<credit>(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){1,2})"
    r"/(?:BLOOMBERG|AFP|POOL|NURPHOTO|LIGHTROCKET)/GETTY IMAGES)\s(?=[A-Z“\"])"
)


@lru_cache(maxsize=256)
def _own_first(house: str) -> re.Pattern[str]:
    own = rf"(?:{re.escape(house)}|{re.escape(house.upper())})"
    return re.compile(
        rf"(?P<credit>(?P<name>{_NAME})\s?/\s?(?:[Ss]pecial to )?(?:(?:The|THE)\s)?{own})\s(?=[A-ZÀ-Þ“\"‘\d])"
    )


def after_maker(line: str, house: str) -> Caption | None:
    """The caption that follows a credit at a line's beginning; None for another line.

    >>> after_maker("ANN LEE/HARBOUR MATTERS Crews wait for the ferry at noon.", "Harbour Matters")
    Caption(text='Crews wait for the ferry at noon.', credit='ANN LEE/HARBOUR MATTERS', count=1)
    >>> after_maker("ABC News/Harbour Matters Poll puts the mayor ahead.", "Harbour Matters")
    """
    own = (_own_first(house),) if _names(line, house) else ()
    for pattern in (*own, _CAPITALS_FIRST, _AGENCY_FIRST, _OTHERS_FIRST):
        if (found := pattern.match(line)) is None:
            continue
        text = line[found.end() :]
        if "name" in pattern.groupindex and _NO_PERSON.search(found["name"]):
            continue
        if len(text) < _SHORTEST or len(line) > LONGEST or _POLL.match(text):
            continue
        if sentences(SHORT_FORMS.sub("", text)) <= _MOST_BEHIND:
            return Caption(text, found["credit"])
    return None


_SHORTEST = 20
"""Characters of a caption, or of a headline, behind its credit."""


def opens_with_maker(line: str, house: str) -> tuple[str, str] | None:
    """The credit that a first line opens with, a person's and the publisher's own, and what stands behind it, as a rule
    a headline; None for another line."""
    if "/" not in line[:60] or not _names(line, house):
        return None
    if (found := _own_first(house).match(line)) is None or _NO_PERSON.search(found["name"]):
        return None
    rest = line[found.end() :]
    return (found["credit"], rest) if len(rest) >= _SHORTEST and not _POLL.match(rest) else None

"""How a line is worded that describes a picture: who stands where, in the present tense, and on what day."""

from __future__ import annotations

import re

from indexer.text import words

LONGEST = 900
"""Characters: the longest caption of an agency, names and background included."""
SIDE = re.compile(
    r"\((?:L|R|C|L-R|LR|left|right|center|centre|C-L|C-R|2nd[LR]|links|rechts|"
    r"l\.?|r\.?|izda?|dcha?|g|d|à g\.?|à d\.?|слева|справа|ліворуч|праворуч|"
    r"solda|sağda|kiri|kanan|trái|phải|左|右|中|왼쪽|오른쪽|ซ้าย|ขวา)\)|"
    r",\s(?:far\s|second\sfrom\s|second\s|third\sfrom\s|third\s|at\s|front\s|"
    r"top\s|bottom\s)?(?:left|right|center|centre)(?:,|\s(?:and|talks|speaks|"
    r"listens|shakes|walks)\b|\.$)|"
    r"^(?:from|at|clockwise\sfrom)\s(?:top\s)?(?:left|right)\b|^(?:left|right|"
    r"top|above|below|pictured)(?:\sto\sright)?\s?:|"
    r"\b(?:pictured|looks?\son|is\sseen|are\sseen|is\spictured|are\spictured|"
    r"gestures?\s(?:as|during|while)|poses?\sfor|file\sphoto|im\sBild|auf\sdem\sBild|"
    r"na\szdjęciu|на\sфото|sur\scette\sphoto|en\sla\simagen|nella\sfoto|na\sfoto)\b",
    re.IGNORECASE,
)
PRESENT = re.compile(
    r"\b(?:shakes?|speaks?|waves?|arrives?|listens?|looks?|walks?|holds?|stands?|"
    r"greets?|attends?|gestures?|delivers?|smiles?|talks?|"
    r"sits?|hugs?|leaves?|addresses|watch(?:es)?|signs?|boards?|poses?|embraces?|"
    r"laughs?|reacts?|answers?|testif(?:y|ies)|march(?:es)?|protests?|gathers?|"
    r"kneels?|rides?|carry|carries|wears?|lights?|lines?|salutes?|prays?|celebrates?|"
    r"pauses?|cheers?|applauds?|presents?|introduces?|departs?|visits?|"
    r"meets?|stares?|raises?|plays?|passes|patrols?|inspects?|burns?|rests?|"
    r"wipes?|dumps?|receives?|sings?|voices?|departs|enters?|"
    r"shows?|displays?|participates?|huddles?|comforts?|escorts?|reunites?|"
    r"waits?|makes?|takes?|reads?|campaigns?|tours?|votes?|awaits?|is sworn)\b"
)
PAST = re.compile(
    r"\b(?:said|told|added|announced|reported|according to|was|were|had|has|"
    r"have|will|would|could|won|became|began|wrote|asked)\b"
)
DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:st|"
    r"nd|rd|th)?,\s\d{4}|\b\d{1,2}\s(?:January|February|March|April|May|June|"
    r"July|"
    r"August|September|October|November|December),?\s\d{4}|(?:,|\bin|\bim|"
    r"\ben|\bem|\bnel|\bi|\bw|\bв|في|,\sca\.)\s(?:[^\W\d_]+\s)?(?:19|20)\d\d\.?$|"
    r"\((?:19|20)\d\d\)\.?$|\d{1,2}\.\s?[^\W\d_]+\s(?:19|20)\d\d\.?$|(?:19|"
    r"20)\d\d年\d{0,2}月?\d{0,2}日?[.。]?$"
)
_SENTENCE = re.compile(r"[.!?。！？؟।][\"”’)]*(?:\s|$)")


def sentences(text: str) -> int:
    """How many sentence ends a text has (roughly: abbreviations count)."""
    return len(_SENTENCE.findall(text))


def worded_like_one(line: str) -> int:
    """How much a line without any credit reads like a caption, in points: who stands where (2), a present-tense scene
    (1), a date or year where captions have it (1), a file picture (2); a reporting verb takes one away.

    >>> worded_like_one("Minister Ann Lee (L) shakes hands with her deputy in Lima, Peru, March 20, 2017.")
    4
    >>> worded_like_one("The minister said on Monday that the plan would fail.")
    -1
    """
    if len(line) > LONGEST:
        return 0
    points = 2 * bool(SIDE.search(line)) + 2 * words.says_archive(line) + bool(DATE.search(line))
    first = line.partition(". ")[0]
    return points + bool(PRESENT.search(first[:160])) - bool(PAST.search(first))

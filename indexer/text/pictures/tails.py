"""Where a caption's credit begins: at its end, glued to it, in every way that newspapers write it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from indexer.text import credits, signs, words
from indexer.text.pictures.captionlike import LONGEST, PAST, sentences, worded_like_one

_BRACKET = re.compile(
    r"\s*[(\[（【](?P<credit>[^()\[\]（）【】]{2,130}(?:\([^()]{1,30}\))?)[)\]）】]\s*[.。]?\s*(?:More)?$"
)
_TAIL = re.compile(r"(?<=[.!?。\"”’)»])\s?(?P<credit>(?:[^.!?。]|(?<=\s[A-Z])\.(?=\s[A-Z])){2,60})\.?$")
_COPYRIGHT_TAIL = re.compile(r"[\s,|(]*©\s?(?P<credit>[^.©]{2,90}[.)]?)$")
_BAR_TAIL = re.compile(r"\s(?:\||//|/|—|–|-)\s(?P<credit>[^|/]{2,60})$")
_SAID_TWICE = re.compile(r"(?:\s[-–—]\s|\s)(?:copyright\s[^.]{2,30}|(?:AP|AFP|Reuters))\sPhoto$", re.IGNORECASE)
_EQUALS_TAIL = re.compile(r"[＝=](?P<credit>[^＝=。]{2,20})$")
_SHOT_BY = re.compile(r"[\s。」）)]+(?P<credit>[^\W\d_]{2,5}(?:[\s/／][^\W\d_]{2,5}){0,2}\s?[摄攝](?:影)?)[)）]?$")
"""The photographer's name in front of the Chinese word for it, behind a space or a stop."""
_AGENCY_TAIL = re.compile(
    r"\s(?P<credit>(?:AP|AFP|EPA|Reuters|REUTERS)\s?(?:Photo|Images?)(?:\s?/\s?[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})?"
    r"|[A-ZÀ-Þ][\w’'-]+\s(?:[A-Z]\.\s)?[A-ZÀ-Þ][\w’'-]+\s?/\s?(?:AP|AFP|EPA|Reuters|REUTERS|Getty(?:\sImages)?|dpa|imago|"
    r"Bloomberg|TNS|NurPhoto|Shutterstock|PA|Zuma|ZUMA|Pool)(?:/\w+|\s(?:Images|Photo|Wire))?(?:,\s?(?:File|FILE|Pool))?)\.?$"
)
"""An agency's credit with nothing before it that ends the sentence: "... entering the country AP Photo/Ann Lee"."""
_PIPED_TAIL = re.compile(
    r"\s\|\s(?P<credit>[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*){0,3}"
    r"(?:\s?/\s?[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}(?:\svia\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)?)?|"
    r"\sfor\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}))$"
)
"""A name and a house, or a name for one, behind a bar: "... at the harbour. | Ann Lee/COURIER"."""
_SERVICE_TAIL = re.compile(
    r"(?<=[.!?\d”\"])\s(?P<credit>(?:U\.?S\.? (?:Navy|Army|Air Force|Marine Corps|Marines|Coast Guard|National Guard)|"
    r"(?:Army|Air) National Guard|Department of Defense|DoD|NASA)\s?/\s?[A-Z][^.!?]{3,30}[^!?]{0,40})$"
)
"""A soldier's credit, with rank and speciality: "... at sea, May 7, 2019. US Navy/Specialist 3rd Class Ann B. Lee"."""
_WIRE_TAIL = re.compile(r"(?<=[.!?\d”\"])\s(?P<credit>REUTERS/[A-Z][^!?]{3,90})$")
_VIA_TAIL = re.compile(
    r"(?<=[.!?])\sSource:\s(?P<credit>[A-Z][\w.’' -]{1,40}(?:/|\svia\s)"
    r"(?:Getty Images|AFP|AP|Reuters|EPA|Bloomberg|Shutterstock))$"
)
_LIBRARY_TAIL = re.compile(
    rf"(?<=[.!?”\"\d])\s(?P<credit>{credits.TWO_OR_THREE}(?:/[A-Z]\w+)?"
    r"(?:\s?[—–]\s?(?:AP|AFP|EPA|Reuters|REUTERS|Associated Press|Bloomberg|Polaris|Sipa USA|Zuma|TNS|UPI|NurPhoto|"
    r"Xinhua|Shutterstock|Corbis)|\s?[—–]?\s?(?:Getty Images|Magnum Photos|Redux))(?: for [A-Z]{3,5})?|"
    r"[A-Z][\w’'&-]+(?:\s[A-Z][\w’'&-]+)?\sGetty Images)$"
)
"""A name and a library after a stop or a date, with a dash or nothing between: "... April 5. Ann Lee—Magnum Photos"."""
_SOURCE_TAIL = re.compile(
    r"(?P<text>[^:]{2,240}[^\s:;,.!?(])\s(?:Source|Sources|Photographer|Data): "
    r"(?P<credit>[A-Z][\w.&’'/-]*(?: (?:of|for|the|and|via|de) [A-Z][\w.&’'/-]*| [A-Z][\w.&’'/-]*){0,4})$"
)
"""What a chart or a picture is titled, and its source, with no stop: "The Harbour at Dawn Source: Lima Port"."""
_SOURCES = frozenset(("source", "sources", "photographer", "data"))
_HANDED_OUT = re.compile(
    r"(?<=[.!?”\"])\s?(?:\(|//?\s|\|\s)?(?P<credit>Supplied|Submitted|Contributed|Cedida|Cortesía|Cortesia|Divulgação|Reprodução|"
    r"Reproducción|Courtesy(?:\s(?:of|photo)\b[^.]{0,50})?|Handout|Colprensa|"
    r"Via (?:Facebook|Twitter|Instagram|YouTube|Flickr)(?::?\s@?[\w./]{2,30})?)\)?\.?$"
)
_HOUSE_IN_BRACKETS = re.compile(
    r"\s[(\[](?P<credit>(?:Reuters|REUTERS|AP|AFP|AAP|EPA|Getty(?: Images)?|Supplied):\s[A-Z][^()\[\]:]{2,60})[)\]]\.?$"
)
_IN_BRACKETS_WITH_LABEL = re.compile(
    r"\s[(\[](?P<label>File|FILE|Archiv\w*|Archive|Image|Quelle|Bild|Foto)\s?:\s(?P<credit>[^()\[\]:]{2,70})[)\]]\.?$"
)
_GIVERS = (
    "Supplied", "Submitted", "Contributed", "Cedida", "Cortesía", "Cortesia", "Divulgação", "Reprodução",
    "Reproducción", "Handout", "Colprensa",
)  # fmt: skip
_LIBRARIES = frozenset(
    (
        "getty",
        "getty images",
        "gettyimages",
        "shutterstock",
        "istock",
        "istockphoto",
        "alamy",
        "adobe stock",
        "wikimedia commons",
        "unsplash",
        "pexels",
        "pixabay",
        "depositphotos",
        "dreamstime",
        "nurphoto",
        "imago",
        "imago images",
        "picture alliance",
        "picture-alliance",
        "zuma press",
    )
)
"""Who deals in pictures alone: no story ends with one of them as its source."""
_WRITTEN_AS_NAMES = (
    r"(?-i:[^\W\d_a-zß-öø-ÿа-яё][\w.'’-]*(?:[\s/,]{1,2}(?:(?:de|da|do|del|van|von|der|den|al|el|via|dpa|imago|"
    r"picture-alliance)\b|[^\W\d_a-zß-öø-ÿа-яё][\w.'’-]*)){0,6})"
)
"""Capitalised words and what joins them: what follows "Foto:" inside a line is a name or a sentence."""


@cache
def _photo_tail() -> re.Pattern[str]:
    photo = words.alternatives("PHOTO")
    return re.compile(
        rf"(?:^|[.!?,;|(\[»”\"]\s?|\s[-–—|/]\s?)(?:{photo})(?:\s(?:by|von|de|di|"
        rf"door|por))?\s?[:：]\s?(?P<credit>[^:：]{{2,90}}?)[.)\]]?$|"
        rf"\s(?:photo|photograph|photos|foto|фото|ảnh|fot\.|isithombe|снимка|слика|nuotr\.|borítókép)\s?:\s?"
        rf"(?P<name>{_WRITTEN_AS_NAMES})\.?$|"
        rf"(?:^|[\s.(])(?:photograph|photo|photos|image)\sby\s(?P<by>[A-ZÀ-Þ][^:]{{2,60}}?)\.?$",
        re.IGNORECASE,
    )


def split_credit(text: str) -> tuple[str, str | None]:
    """A caption's words and the credit at its end, None when it names nobody.

    >>> split_credit("Minister at work. Photo: X/Reuters")
    ('Minister at work.', 'X/Reuters')
    >>> split_credit("A harbour, June 2017 (Carla Bruni/Reuters)")
    ('A harbour, June 2017', 'Carla Bruni/Reuters')
    """
    return parted(text) or (text, None)


def _goes_on_behind(tail: str, found: re.Match[str]) -> bool:
    """Whether the bracket that a label opens closes before the end: "(Photo: Ann Lee) The vote was put off"."""
    return tail[found.start()] in "([" and _BEHIND_BRACKET.search(tail, found.start()) is not None


_BEHIND_BRACKET = re.compile(r"[)\]] [^()]{20,}$")


SHOT_ENDINGS = ("摄", "攝", "摄影", "攝影", "摄）", "攝）", "摄)", "攝)")
"""How a line ends that names a photographer in Chinese."""


@lru_cache(maxsize=2048)
def parted(text: str) -> tuple[str, str] | None:
    if len(text) > LONGEST:
        return None
    if text.endswith("))") and "((" in text[-140:]:
        text = text[:-1].replace("((", "(")
    tail = text[-140:]
    if tail[-1:] in "oO" and (again := _SAID_TWICE.search(text)) and (inner := parted(text[: again.start()].rstrip())):
        return inner
    if text.endswith(_CLOSED) and (found := _BRACKET.search(text, max(0, len(text) - 180))):
        named, before = found["credit"], text[: found.start()].rstrip(" -–—")
        # "... to the port. (Reuters)" is how a story ends.
        told = named.lower() in credits.agencies() - _LIBRARIES and _STOPS.search(before)
        if (credits.is_credit(named) and not told) or (named.lower() in _FOR_A_NAME and len(before) < _SHORT_TEXT):
            return before, credits.standalone(named) or named
    if "©" in tail and (found := _COPYRIGHT_TAIL.search(text)):
        return text[: found.start()].rstrip(), found["credit"].strip()
    if names_photo(tail) and (found := _photo_tail().search(tail)) and not _goes_on_behind(tail, found):
        before = (text[: len(text) - len(tail)] + tail[: found.start()]).rstrip(" -–—,|(")
        kept = tail[found.start()] if tail[found.start()] in ".!?。" else ""
        credit = found["credit"] or found["by"] or found["name"]
        return (before + kept if not before.endswith(kept or "\0") else before), credit.strip(" .()")
    end = text[-70:]
    shot = text.endswith(SHOT_ENDINGS)
    if (
        ": " in end
        and end.rpartition(": ")[0].rpartition(" ")[2].lower() in _SOURCES
        and (found := _SOURCE_TAIL.match(text))
    ):
        return found["text"], found["credit"]
    for pattern, may in (
        (_PIPED_TAIL, "| " in end),
        (_LIBRARY_TAIL, names_library(end)),
        (_SHOT_BY, shot),
        (_AGENCY_TAIL, has_agency_sign(end)),
        (_SERVICE_TAIL, "/" in end),
        (_WIRE_TAIL, "REUTERS/" in text[-110:]),
        (_VIA_TAIL, "Source: " in end),
        (_HANDED_OUT, may_be_handed_out(end)),
        (_HOUSE_IN_BRACKETS, ": " in end and ends_in_bracket(end)),
        (_IN_BRACKETS_WITH_LABEL, ": " in end and ends_in_bracket(end)),
    ):
        if may and (found := pattern.search(text, max(0, len(text) - 110))):
            return text[: found.start()].rstrip(" -–—|"), found["credit"].strip()
    end = end[:-2]
    barred = signs.blank_before(end, ("|", "/", "—", "–", "-"))
    stopped = "." in end or "!" in end or "?" in end or "。" in end
    equals = "=" in end or "＝" in end
    if not (equals or ((barred or stopped) and credits.may_name_maker(text[-70:]))):
        return None
    for pattern, may in ((_BAR_TAIL, barred), (_TAIL, stopped), (_EQUALS_TAIL, equals)):
        if not may:
            continue
        found = pattern.search(text, max(0, len(text) - 70))
        if found and len(found["credit"]) < 60 and credits.is_credit(found["credit"]):
            before, named = text[: found.start()].rstrip(), _unbarred(found["credit"].strip())
            if "://" in before.rpartition(" ")[2] or "www." in before.rpartition(" ")[2].lower():
                continue  # the stop is an address's own
            agency = named.lower().strip("()[]")
            long = (
                len(before) > _SHORT
                and agency in credits.agencies()
                and agency not in _LIBRARIES
                and _STOPS.search(before)
                and (agency in words.NETWORKS or not _is_lone_scene(before))
            )
            if not long and named[0] not in "([（" and not credits.is_source(named):
                return before, named
    return None


def _unbarred(credit: str) -> str:
    """A credit without the bar before it, which stays where another is behind it: what follows was cut off there."""
    return credit if credit.endswith("|") else credit.lstrip("| ")


def _is_lone_scene(text: str) -> bool:
    """Whether a sentence or two read like a caption, and quote nobody: a story doesn't end like that."""
    if not _QUOTED.isdisjoint(text) or sentences(SHORT_FORMS.sub("", text)) > 2:
        return False
    return worded_like_one(text) > 0 or (_SOMEBODY_FIRST.match(text) is not None and not PAST.search(text))


_SOMEBODY_FIRST = re.compile(
    r"(?:A|An|Two|Three|Four) (?:[\w’'-]+ ){0,3}?(?:man|woman|men|women|boy|girl|child|children|people|workers?|"
    r"employees?|traders?|customers?|shoppers?|visitors?|pedestrians?|supporters?|protesters?|students?|soldiers?|officers?|voters?|"
    r"residents?|passengers?|tourists?|farmers?|drivers?|nurses?|doctors?|volunteers?) [a-z]"
)
_QUOTED = frozenset('“”"«»„')
_FOR_A_NAME = frozenset(
    ("provided", "file", "screenshot", "screengrab", "screen grab", "handout", "supplied", "file photo", "contributed")
)
"""What stands in brackets at a caption's end in place of a maker."""
_SHORT_TEXT = 300
_CLOSED = (")", "]", "）", "】", ").", "].", "More")
_STOPS = re.compile(r"[.!?。！？؟][\"”’»]*$")
_SHORT = 90


_ENDED_BY_LABEL = re.compile(
    r"(?P<text>[^|]{20,450}?[.!?”\"]) \((?:Photo|Image|Picture): (?P<credit>[^()]{2,80})\)\s(?P<rest>[A-Z“\"‘].{20,})$"
)
_MOST = 4


def glued_start(paragraph: str) -> tuple[str, str, str] | None:
    """A paragraph to which the caption above it is glued, as (caption, credit, rest); None for any other. Only a label
    in brackets says for sure where the caption ends.

    >>> glued_start("The ferry stays at its quay. (Photo: Ann Lee, AP) Highlights The vote was put off until spring")
    ('The ferry stays at its quay.', 'Ann Lee, AP', 'Highlights The vote was put off until spring')
    """
    if "(Photo: " not in paragraph and "(Image: " not in paragraph and "(Picture: " not in paragraph:
        return None
    found = _ENDED_BY_LABEL.match(paragraph)
    if found is None or sentences(SHORT_FORMS.sub("", found["text"])) > _MOST:
        return None
    return found["text"], found["credit"].strip(), found["rest"]


def names_photo(tail: str) -> bool:
    """Whether a caption's tail may label a credit."""
    # The pattern costs 50 microseconds a line, and nearly no line has such a word before a colon.
    if ":" not in tail and "：" not in tail:
        return " by " in tail and says_photo_by(tail)
    for before in tail.replace("：", ":").split(":")[:-1]:
        word = before.rstrip()[-24:].rpartition(" ")[2].lower()
        if word.lstrip("([|/—–-,;.") in _photo_words() or (word and word[0] > "\u3000"):
            return True
    return " by " in tail and says_photo_by(tail)


def says_photo_by(tail: str) -> bool:
    """Whether "photo by" or the like stands in a caption's tail."""
    if not tail.isascii():
        return bool(_PHOTO_BY.search(tail))
    low = tail.lower()
    return "photo by " in low or "photos by " in low or "photograph by " in low or "image by " in low


_PHOTO_BY = re.compile(r"(?:photo|photograph|photos|image) by ", re.IGNORECASE)


@cache
def _photo_words() -> frozenset[str]:
    return (
        frozenset(p.split()[-1] for p in words.words_of(words.PHOTO))
        | frozenset(("by", "von", "de", "di", "door", "por"))
        | _SOURCES
    )


SHORT_FORMS = re.compile(
    r"(?:\b[A-Z]|\b(?:Gov|Sen|Rep|Sec|Rev|Prof|Adm|Maj|Capt|Atty|Mr|Mrs|Ms|Dr|St|Jr|Lt|Gen|Sgt|Col|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))\."
)
"""Titles, months and initials, whose stops end no sentence."""


def has_agency_sign(end: str) -> bool:
    """Whether a caption's end may be an agency's credit without a stop before it."""
    return "/" in end or "Photo" in end or "Image" in end


def names_library(end: str) -> bool:
    """Whether a name and a picture library may end a caption without a mark between them."""
    return end.endswith(_LIBRARY_ENDINGS) or "—" in end or "–" in end


_LIBRARY_ENDINGS = ("Getty Images", "Magnum Photos", "Redux")


def may_be_handed_out(end: str) -> bool:
    """Whether a caption's end may say that the picture was handed out."""
    return "Courtesy" in end or "Via " in end or end.rstrip(").\n").endswith(_GIVERS)


def ends_in_bracket(end: str) -> bool:
    """Whether a bracket closes at the end, or before its full stop."""
    return ")" in end[-3:] or "]" in end[-3:]

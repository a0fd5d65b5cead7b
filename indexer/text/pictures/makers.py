"""Credits in a line of their own that only their form or the names in them give away.

`credits` knows a credit by its label ("Photo: Ann Lee") or its agency alone. Here are the others: agency and name in
either order, stock phrases in place of a name ("Archivbild", "Courtesy photo"), labels without a colon, and the
two-part lines that one broadcaster's services print under their pictures in forty languages ("Image source, Reuters").
"""

from __future__ import annotations

import re
from functools import cache

from indexer.article import Caption
from indexer.text import credits, words
from indexer.text.pictures import houses

LONGEST = 80
"""Characters of a credit; captions with a label may be longer."""
_LONGEST_CAPTION = 400

_WIDE_MARKS = str.maketrans("／｜：＝（）【】［］", "/|:=()()()")

_SPLIT = re.compile(r"\s*[/|•·]\s*|\s+[-–—]\s+|\s+via\s+")
WORD = r"[^\W\d_a-z][\w.’'-]*"
"""A word of a name."""
_PERSON = re.compile(
    rf"@[\w.]{{2,30}}|{WORD}(?:\s(?:(?:de|da|do|del|van|von|der|den|al|el|bin|la|le|af)\s){{0,2}}{WORD}){{0,3}}"
)
_TWO_OR_THREE = re.compile(credits.TWO_OR_THREE)
_BESIDE = words.listed(
    "file|files|pool|handout|staff|stringer|contributor|archiv|archives|archivo|photo|images|sport|news"
)
_STAFF = re.compile(
    rf"{_TWO_OR_THREE.pattern}(?:,? |\s?/\s?)(?:[Ss]taff [Pp]hoto(?:grapher)?|STAFF PHOTO(?:GRAPHER)?)$"
)
_OF_AGENCY = re.compile(
    rf"{_TWO_OR_THREE.pattern}(?:, |—)(?:AP|AFP|EPA|Reuters|REUTERS|Getty Images|(?:The )?Associated Press)$"
)
_COURTESY = re.compile(
    r"(?:courtesy|supplied|provided|submitted|contributed|handout)(?: photo)?(?: of| by| from)?\s?[:/]?\s"
    r"(?P<names>[^.!?:]{2,60})\.?$",
    re.IGNORECASE,
)
_NEWSPAPER_CREDIT = re.compile(r"(?:Credit)+\s?(?:\.{2,3}|…)\s?(?P<names>[A-Z].{2,70})$")
_STATION = re.compile(r"\((?P<house>[A-Z][\w.&’' -]{1,28}): (?P<names>[A-Z@][^():;!?]{1,50})\)$")
_HOUSE_FIRST = re.compile(
    r"(?:AAP|Reuters|AFP|AP|Supplied|EPA|Getty Images|AAP Image): [A-Z]\w+(?: [A-Z][\w.’'-]+){1,2}$"
)
_PHOTO_OF_HOUSE = re.compile(
    r"(?P<house>[^\W\d_][\w. -]{1,24}?) (?:photo|photos|foto|fotos|picture|images?)$", re.IGNORECASE
)
_LABEL_ALONE = re.compile(
    r"(?P<label>photos?|fotos?|fotó|fot\.?|nuotr\.?|bild|bilder|beeld|kuva|bilde|billede|фото|снимка|φωτο|φωτό|사진|"
    r"ảnh|imagen|imagem|image|picture|fotografie|fotografía|φωτογραφία)\s+(?:(?:di|von|van|av|af)\s)?(?P<rest>\S.{1,50})$",
    re.IGNORECASE,
)
_ENGLISH = frozenset(("photo", "photos", "image", "picture"))
_LABEL_LAST = re.compile(r"(?P<names>\S.{1,45}?)\s(?:nuotr\.|fotó|foto|felv\.|valokuva|fényképe|fotogr\.)$")
_WITH = re.compile(
    r"(?:avec|con (?:información|informaciones|datos) de|com informações d[aeo]s?|"
    r"mit(?: Material| Agenturmaterial)?(?: von| der)?|theo|met(?: info van)?|med(?: opplysninger fra)?|con)\s"
    r"(?P<names>[^.!?:]{2,60})$",
    re.IGNORECASE,
)
"""What agencies' names stand behind at a story's end: "Avec AFP", "Con información de Reuters y AP", "Theo Reuters"."""
_WITH_OPENINGS = frozenset(("avec", "con", "com", "mit", "theo", "met", "med"))
_AND = re.compile(r"\s*[/,]\s*|\s(?:et|y|e|und|và|en|og|och|and)\s")
_TAKEN_IN_ARABIC = re.compile(
    r"(?:تصوير|عدسة|كاميرا)\s?[-–:]?\s?[\u0621-\u064a]{2,12}(?:\s[\u0621-\u064a]{2,12}){1,3}$|"
    r"عکس از\s\S{2,14}(?:\s\S{2,14}){0,3}$"
)
_THAI_DESK = re.compile(
    r"(?:กลุ่ม|กอง|ฝ่าย|ส่วน|สำนัก|ศูนย์|งาน|กรม)\S{0,40}(?:ประชาสัมพันธ์|โฆษก|สื่อสารองค์กร|เผยแพร่|ข่าวสาร)\S{0,20}"
    r"(?:\s(?:กลุ่ม|กอง|ฝ่าย|สำนัก|กระทรวง|กรม)\S{2,40}){0,3}$"
)
"""The office that wrote a Thai ministry's news, at their end."""
_SHOWN_BY = re.compile(
    rf"(?:{_PERSON.pattern})\s?/\s?[A-Z][\w.’'&-]*(?:\s[A-Z][\w.’'&-]*){{0,5}}|"
    r"(?:[A-Z][\w.’'&-]*\s){1,4}(?:Co|Corp|Inc|Ltd|Images|Pictures|Studios|Entertainment|Productions|Films|Press|Photo|"
    r"Photography|Archives?|Museum|Library|Society|University|Police|Department|Times|Post|Herald|Tribune|Chronicle)\.?"
)
"""What stands in brackets in a line of its own: a name and a house that no table has, or a house by its last word."""
_LICENCE = re.compile(r"(?:CC[ -](?:BY|0)\b.{0,30}|CC0|Creative Commons.{0,30})$")
_SIGNED = re.compile(r"[ⓒⒸ]\s?\S.{1,40}$")
_SHOT = re.compile(
    r"(?:新华社|中新社|新華社|人民网|央视).{0,10}(?:发|發)$|(?!\S{9,}\s).{1,22}(?<!拍)(?:摄|攝|摄影|攝影|供图|供圖)$|=.{1,12}撮影$|"
    r"(?:ภาพจาก|ภาพโดย|ขอบคุณภาพจาก|ที่มาภาพ|เครดิตภาพ)\s*\S.{1,40}$|"
    r"사진\s?출처\s?[:=]?\s?\S.{1,30}$|사진\s(?P<house>\S.{1,20})$"
)


@cache
def _two_parts() -> re.Pattern[str]:
    sources, captions = (
        "|".join(re.escape(p) for p in sorted(table.split("|"), key=len, reverse=True))
        for table in (houses.SOURCES, houses.CAPTIONS)
    )
    return re.compile(rf"(?:(?P<source>{sources})|(?:{captions}))\s?[,،，]\s?(?P<text>\S.*)$", re.IGNORECASE)


@cache
def openings() -> frozenset[str]:
    """The first three letters of the words that the lines of two parts begin with."""
    return frozenset(phrase[:3] for phrase in f"{houses.SOURCES}|{houses.CAPTIONS}".split("|"))


@cache
def _houses() -> frozenset[str]:
    return houses.HOUSES | credits.agencies()


@cache
def _with() -> frozenset[str]:
    """Whose name may stand behind "Theo" or "Con información de"."""
    return _houses() | houses.VIETNAMESE


@cache
def _alone() -> frozenset[str]:
    """What a line of its own may be and still be a credit."""
    return houses.HOUSES - houses.AMBIGUOUS


def read(line: str) -> Caption | None:
    """What this line credits, or the caption that it labels; None for any other line. A credit alone has no text.

    >>> read("IMAGO / Ann Lee").credit, read("Symbolbild").credit, read("Pie de foto, El puerto de Lima").text
    ('IMAGO / Ann Lee', 'Symbolbild', 'El puerto de Lima')
    >>> read("Lima / Peru"), read("Supplied with water")
    (None, None)
    """
    size = len(line)
    if size > LONGEST:
        return _label(line) if size <= _LONGEST_CAPTION and line[:3].lower() in openings() else None
    if line[:3].lower() in openings() and (label := _label(line)):
        return label
    if line[-1:] in _STOPS and not line.endswith("nuotr."):
        return None
    folded = _bare(line if line.isascii() else line.translate(_WIDE_MARKS))
    if folded.count(" ") > _MOST_SPACES or (folded[-1:] in _STOPS and not folded.endswith(_ABBREVIATED)):
        return None
    if folded and (_is_credit(folded) or (line[0] in "(（" and folded != line and _is_bracketed(folded))):
        return Caption("", folded)
    return None


_STOPS = frozenset((*".?!:,;。", ""))
_ABBREVIATED = ("nuotr.", " Co.", " Inc.", " Corp.", " Ltd.")
_MOST_SPACES = 10


def _label(line: str) -> Caption | None:
    found = _two_parts().match(line)
    if found is None or (found["source"] and len(found["text"]) > LONGEST):
        return None
    text = found["text"].strip()
    return Caption("", text) if found["source"] else Caption(text)


def _bare(line: str) -> str:
    line = line.strip(' \t“”"')
    if len(line) > 2 and line[0] in "([" and line[-1] in ")]" and not _STATION.match(line):
        line = line[1:-1].strip()
    return line.lstrip("|▲△▼📷 ").strip()


def _is_credit(text: str) -> bool:
    low = text.lower()
    if low in _alone() and (text != low or not text.isascii() or low in houses.LOWER):
        return True
    if words.key(text) in houses.STOCK:
        return True
    if text[0] in "ⓒⒸ(C" and (
        _SIGNED.match(text) or _STATION.match(text) or _LICENCE.match(text) or _NEWSPAPER_CREDIT.match(text)
    ):
        return _stands_for_station(text)
    if low.partition(" ")[0] in _WITH_OPENINGS and (found := _WITH.match(text)):
        return all(part.lower() in _with() for part in _AND.split(found["names"]))
    if not text.isascii() and (_TAKEN_IN_ARABIC.match(text) or _THAI_DESK.match(text)):
        return True
    if not text.isascii() and "。" not in text and "，" not in text and (shot := _SHOT.match(text)):
        return shot["house"] is None or shot["house"].lower() in _houses()
    if _HOUSE_FIRST.match(text) or credits.FOR_A_PAPER.match(text) or _STAFF.match(text) or _OF_AGENCY.match(text):
        return True
    if text[:1].isupper() and (given := _COURTESY.match(text)) and _named(given["names"]):
        return True
    if (found := _PHOTO_OF_HOUSE.match(text)) and found["house"].lower() in _houses():
        return True
    found = _LABEL_ALONE.match(text)
    if found and _is_name(found["rest"], english=found["label"].lower() in _ENGLISH):
        return True
    if (found := _LABEL_LAST.match(text)) and (
        _TWO_OR_THREE.fullmatch(found["names"]) or found["names"].lower() in _houses()
    ):
        return True
    return _is_chain(text)


def _stands_for_station(text: str) -> bool:
    if found := _STATION.match(text):
        house = words.key(found["house"])
        return (
            _named(found["names"])
            and house not in words.phrases("NAV", "SHARE", "LINKING", "PHOTO", "SOURCE")
            and house.split()[0] not in _NO_HOUSE
        )
    return True


_NO_HOUSE = words.listed(
    "photos|pictures|watch|related|read|see|also|more|video|videos|listen|note|update|editor's|opinion", "|"
)


def _named(names: str) -> bool:
    return all(
        part[:1].isupper() or part[:1] in "@&" or part in ("of", "the", "and", "for", "de", "by", "from", "photo")
        for part in names.replace("/", " ").split()
    )


def _is_bracketed(text: str) -> bool:
    return not text.isupper() and _SHOWN_BY.fullmatch(text) is not None


def _is_name(rest: str, *, english: bool) -> bool:
    """Whether what follows a label without a colon names a maker: a house, or (in no English words) a person."""
    head, _, last = rest.rpartition(", ")
    if rest.lower() in _houses() or (head and last.lower() in _houses() and _PERSON.fullmatch(head)):
        return True
    return _is_chain(rest) or (not english and _TWO_OR_THREE.fullmatch(rest) is not None)


def _is_chain(text: str) -> bool:
    """Names and houses parted by marks, at least one of them a house: "Ann Lee / dpa", "REUTERS/Ann Lee"."""
    if not (
        "/" in text or "|" in text or "•" in text or "·" in text or " - " in text or " via " in text or "–" in text
    ):
        return False
    parts = [part.strip(" .()[]©") for part in _SPLIT.split(text)]
    parts = [part for part in parts if part]
    if not 2 <= len(parts) <= 4 or any(len(part) > 40 for part in parts):
        return False
    known = [part.lower() in _houses() or part.lower().partition(" ")[0] in _FIRST_NAMES for part in parts]
    if not any(known) or sum(part.lower() in words.NETWORKS for part in parts) == len(parts):
        return (
            len(parts) == 2
            and "/" in text
            and bool(_TWO_OR_THREE.fullmatch(parts[0]))
            and bool(_PAPER_LAST.fullmatch(parts[1]))
        )
    return all(
        there or part.lower() in _BESIDE or _PERSON.fullmatch(part) for part, there in zip(parts, known, strict=True)
    )


_FIRST_NAMES = words.listed("afp|ap|reuters|getty|epa|dpa|imago|zuma|xinhua|shutterstock")
_PAPER_LAST = re.compile(r"The [A-Z][\w.’' -]{3,30}|[A-Z]{3,5}|Stuff|Postimees|Handout|Supplied")

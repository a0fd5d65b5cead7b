"""What stood under a picture: lines that are captions by their own wording. Where its credit begins, `tails` says."""

from __future__ import annotations

import re

from indexer.article import Caption
from indexer.text import credits, signs, words
from indexer.text.needles import Seen
from indexer.text.pictures.captionlike import DATE, LONGEST, PAST, PRESENT, SIDE, sentences, worded_like_one
from indexer.text.pictures.tails import SHORT_FORMS, parted, split_credit

_SITE = re.compile(
    r"(?:facebook\stwitter\spinterest|enlarge(?:\sthis)?\simage(?:\stoggle\scaption)?|"
    r"toggle\scaption|hide\scaption|open\sthis\sphoto\sin\sgallery:?|"
    r"media\splayback\sis\sunsupported\son\syour\sdevice(?:\smedia\scaption)?|"
    r"(?:image|media|video)\scaption:?|play\svideo\s\d+:\d\d|video\s\|\s|"
    r"view\sphoto\sessay(?:\sphotos:)?|"
    r"close(?=\s(?-i:[A-Z]))|related\svideo(?=\s(?-i:[A-Z])\S.{20})|legende:|bildunterschrift:|image\s\d+\sof\s/?\s?\d+|"
    r"bild\s\d+\s(?:von|/)\s\d+|इमेज\sकैप्शन[,:]?|사진\s확대)\s*",
    re.IGNORECASE,
)
_COPYRIGHT_FIRST = re.compile(
    r"(?:image|media)\scopyright\s(?P<credit>.{2,60}?)\s(?:image|media)\scaption\s+(?P<text>\S.+)$", re.IGNORECASE
)
_CREDIT_LAST = re.compile(
    r"(?:Image|Video|Photo)\s(?P<text>\S.{8,}?)\s(?:Credit)+\s?(?:\.\.\.|…)?\s?(?P<credit>[A-Z][^.].{1,300})$"
)
"""How a newspaper of New York prints a picture: "Image The harbour at dawn. Credit Ann Lee for The Harbour Times"."""
_TWICE = re.compile(r"(?P<credit>.{3,100})\s(?P=credit)$")
_LABEL = words.listed(
    "photo|photos|image|images|video|picture|foto|fotos|bild|bilder|imagen|"
    "immagine|imagem|зображення|фото|видео|відео|"
    "photo gallery|toggle caption|enlarge this image|image caption|media caption|"
    "hide caption|사진|写真|图片|صورة|תמונה|ภาพ|"
    "ảnh|foto galerie|galerie|image gallery|view image in fullscreen|open image in modal|"
    "diaporama|fotogalería|fotogallery"
)
_NAMED = re.compile(
    r"\s\((?P<credit>(?:Reuters|REUTERS|AP|AFP|Getty(?:\sImages)?):\s[^()]{4,40}|"
    r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-Z]\.)?(?:\s[A-ZÀ-Þ][\w’'-]+){1,2})\)\.?$"
)
_STANDS = re.compile(
    r",\s(?:far\s|top\s|bottom\s|front\s|second\sfrom\s|third\sfrom\s)?(?:left|right|center|centre),\s"
    r"(?:[a-z]+s\b|and\s(?:[A-Z]|his|her|the))|"
    r"[A-Z][\w’'.-]+,?\s\((?:far\s|top\s|bottom\s|front\s|second\sfrom\s|third\sfrom\s|2nd\s|at\s)?"
    r"(?:left|right|center|centre)\)(?:[\s,]|$)|"
    r"^[A-Z][^.!?]{3,90},\s(?:pictured|(?:seen|shown) here),?\s(?:at|in|on|with|during|above|left|right|outside)\b"
)
_FIRST = re.compile(
    r"(?P<credit>(?:[A-ZÀ-Þ][\w.'’-]*\s){1,3}?[A-ZÀ-Þ][\w.'’-]*/(?:AP|AFP|"
    r"Reuters|REUTERS|Getty(?:\sImages)?|EPA|TNS|Bloomberg|NurPhoto|Pool)(?:/\w+)*|"
    r"Getty(?:\sImages)?|(?:[A-Z][A-Z.'’-]+\s){1,3}?[A-Z][A-Z.'’-]+/(?:AP|"
    r"AFP|REUTERS|GETTY|EPA|TNS|POOL)(?:/[A-Z]+)?|"
    rf"{credits.TWO_OR_THREE}(?:\s?/\s?[A-ZÀ-Þ][\w.'’-]*(?: [A-Z][\w.'’-]*)?){{0,2}}"
    r"\s?/\s?(?:AP|AFP|Reuters|REUTERS|Getty Images|EPA)(?:(?:\s?[/-]\s?|\svia\s)(?:Getty Images|AFP|AP|File|Pool))?|"
    rf"(?:{credits.TWO_OR_THREE}|[A-Z][\w-]+)\s/\s"
    r"(?:Getty Images|(?:[A-Z]\w+\s){1,3}via\s(?:AP|AFP|Getty Images|Reuters))|"
    r"(?:[A-ZÀ-Þ][\w.'’-]*\s){1,3}?[A-ZÀ-Þ][\w.'’-]*/(?:Staff/File|Staff|File|Contributed|"
    r"The(?:\s(?!The\b|A\b|An\b|In\b)[A-Z][a-z]+){1,4})|(?:AP|AFP|Reuters)\sPhoto(?:/[A-Z]\w+\s[A-Z]\w+)?)\s"
    r"(?P<text>[A-Z“\"‘].{15,})$"
)
_SHOWN_FIRST = re.compile(
    r"(?:图为|圖為)(?![什甚何我你])\S|(?:图片说明|圖片說明|写真は)\S|"
    r"(?:صورة|لقطة) من \S[^.،؟!:]{6,90}$|"
    r"جانب من (?:(?:ال)?(?:لقا|اجتماع|حفل|زيار|جول|مؤتمر|ندو|ورش|جلس|فعالي|مباحث|مشارك|تكريم|افتتاح|معرض|احتفال|مراسم|"
    r"عرض|تدريب|مسير|مظاهر|تظاهر|دمار|حضور|صلا|جناز|تشييع|مباراة|حمل|برنامج|ملتقى|محاضر|استقبال|حديق|مشروع|سوق|ميناء|مدين))"
    r"[^.،؟!:]{2,90}$|"
    r"(?!.*[ ](?:ال\S+ )?(?:يؤكد|تؤكد|يعلن|تعلن|يدعو|تدعو|يقول|تقول|يكشف|تكشف|يبحث|تبحث|يطالب|تطالب|يناقش|تناقش|"
    r"أكد|أعلن|قال|تلتقي|تشدد|"
    r"ي(?!وسف|اسر|حيى|ونس|عقوب|وم|ناير|ونيو|وليو|من)[\u0621-\u064a]{3,5}) )"
    r"[\u0621-\u064a]{3,}(?: [\u0621-\u064a]{2,}){1,7} "
    r"(?:خلال|أثناء) (?:است|لقاء|زيار|اجتماع|حفل|تفقد|افتتاح|مشارك|كلمت|تكريم)"
    r"[^.،؟!:]{3,70}$"
)
"""How a caption begins in Chinese, Japanese and Arabic ("this picture shows"), and in Arabic somebody, during what."""
_TIMED = re.compile(r"(?P<title>\S.{10,150})\s\(\d{1,2}:[0-5]\d\)$")
"""A video's title and how long it is. Brackets hold a runner's time and a verse's number, too: see `_is_video`."""
_FILE = re.compile(
    r"(?:FILE\s?(?:PHOTO)?\s?[-–—:]|Screen\s?(?:shot|grab)\s(?:of|from|taken)\b|In this (?:image|photo|frame grab) "
    r"(?:from|taken|provided|released|made|obtained)\b|In this .{4,60}?\b(?:photo|picture|image|"
    r"photograph|frame|file(?=[,:]))\b|This (?:.{0,40} )?(?:photo|image|photograph|"
    r"combination)\b(?:.{0,40}|,.{5,140})\bshows?\b)"
)
_ALBUM = re.compile(
    r"(?:Photos|Pictures|Images|Videos):\s(?P<title>\S.{4,120}?)\s(?:Photos|Pictures|Images|Videos):\s(?P=title)\s?"
)
HIDDEN = "Hide Caption"
_HIDDEN = re.compile(r"\s*\bHide Caption \d+ of \d+\b\s*")
"""What stands behind each picture of a gallery that was printed into one line."""
_MARK = re.compile(r"^[▲▼△📷]\s*(?=\S)")


_FILE_NAME = re.compile(r"[\w .,()'’&+-]{1,80}\.(?:jpe?g|png|gif|webp)$", re.IGNORECASE)


def is_label(line: str) -> bool:
    """Whether a line is only what a page puts beside a picture: a word ("Photo", "[image]", "Enlarge this image"), or
    the picture's file name."""
    if len(line) <= 40 and line.lower().strip(" []():.") in _LABEL:
        return True
    return len(line) < 90 and line[-4:].lower() in _ENDINGS and _FILE_NAME.match(line) is not None


_ENDINGS = frozenset((".jpg", "jpeg", ".png", ".gif", "webp"))


_LABELLED = re.compile(
    r"(?:photo|foto|borítókép|nyitókép|titelbild|aufmacherbild|légende|"
    r"pictured(?: above)?|above(?=\s?:\s(?!nothing\b|no\b|all\b)(?:[A-Z“\"‘]|an? |the ))|(?:image|photo) above|"
    r"caption(?=\s?:\s(?-i:[A-Z“\"‘\d]))|featured image|cover(?: photo| image)|cover(?=\s?:\s(?-i:[A-Z]))|"
    r"main image|header image|lead image|top image|photo de une|imagen de portada|foto de portada|na zdjęciu|"
    r"на фото|на снимке|фото|снимка)\s?[:：]\s(?P<text>\S.{40,})$",
    re.IGNORECASE,
)
_IN_ORDER = re.compile(
    r"\b(?:(?:from )?left to right|de gauche à droite|von links nach rechts|v\. ?l\. ?n\. ?r\.|de izquierda a derecha|"
    r"da esquerda para a direita|da sinistra(?: a destra| verso destra)?|van links naar rechts|od lewej|слева направо|"
    r"зліва направо|zleva|balról jobbra|de la stânga la dreapta|soldan sağa)\b\s?[:,(]|从左至右|左から|왼쪽부터",
    re.IGNORECASE,
)
_BRACKETED_ARCHIVE = re.compile(
    r"[(\[][^()\[\]]{0,30}(?:arch|foto|photo|bild|фото|資料|资料|자료)[^()\[\]]{0,30}[)\]]", re.IGNORECASE
)
_ARCHIVED = re.compile("arch|foto|photo|bild")
_THEN = re.compile(
    r"[A-Z][\w.’'-]+(?:(?:,? (?:and|with|at|in|of|the|on|left|right)){0,2} [A-Z][\w.’'-]+){1,9},? in (?:[A-Z][a-z]+ )?"
    r"(?:19|20)\d\d\.$"
)
"""Names, a place, a year and no verb: "Ann Lee and Bo Ray in Lima in 1987."."""


def says_plainly(line: str, *, ways: bool = True) -> bool:
    """Whether a line says by an order from left to right (if any `ways` may be in it), a bare year or a note in
    brackets that it is a caption."""
    if len(line) > 400:
        return False
    plain = (
        (ways and has_way(line) and _IN_ORDER.search(line) is not None)
        or (line.endswith(".") and len(line) < 110 and _THEN.match(line) is not None)
        or (
            ("(" in line or "[" in line)
            and (not line.isascii() or _ARCHIVED.search(line.lower()) is not None)
            and any(words.says_archive(note[0]) for note in _BRACKETED_ARCHIVE.finditer(line))
        )
    )
    return plain and sentences(line) <= 4


WAYS = (
    "left to right", "droite", "rechts", "l. n. r.", "l.n.r.", "derecha", "direita", "sinistra", "lewej", "zleva",
    "jobbra", "dreapta",
)  # fmt: skip
_OTHER_WAYS = ("направо", "sağa", "从左", "左から", "왼쪽")
_OTHER_LETTERS = ("н", "ğ", "从", "左", "왼")


def may_have_way(seen: Seen) -> bool:
    """Whether a line of an article may tell an order of people from one side to the other."""
    return not seen.needles.keys().isdisjoint(WAYS) or any(letter in seen.odd for letter in _OTHER_LETTERS)


def has_way(line: str) -> bool:
    """Whether a line may tell such an order."""
    if "right" in line or "droite" in line or "rechts" in line or "derecha" in line or "direita" in line:
        low = line.lower()
        return any(way in low for way in WAYS) or not line.isascii()
    return any(way in line for way in (*WAYS[3:], *_OTHER_WAYS))


def read(line: str, *, ways: bool = True) -> tuple[Caption, str] | None:
    """The caption that this line is by its own wording, and the rule that says so; None for any other line. `ways` is
    as for `says_plainly`.

    >>> read("The harbour at dawn (Ann Lee/Reuters)")
    (Caption(text='The harbour at dawn', credit='Ann Lee/Reuters', count=1), 'caption-credit')
    """
    if HIDDEN in line and _HIDDEN.search(line):
        return Caption(_shown(line)), "caption-album"
    opens = may_open(line)
    if opens and (found := _ALBUM.match(line)):
        return Caption(*split_credit(line[found.end() :] or found["title"])), "caption-album"
    if len(line) > LONGEST:
        return None
    if opens and (found := _COPYRIGHT_FIRST.match(line)):
        return Caption(found["text"], found["credit"]), "caption-site"
    if opens and "Credit" in line and (found := _CREDIT_LAST.match(line)):
        return Caption(found["text"], found["credit"]), "caption-site"
    if opens and (found := _SITE.match(line)):
        rest = line[found.end() :].strip()
        if not rest:
            return None
        if twice := _TWICE.match(rest):
            return Caption("", twice["credit"]), "caption-site"
        return Caption(*split_credit(rest)), "caption-site"
    if opens and (found := _MARK.match(line)):
        return Caption(*split_credit(line[found.end() :])), "caption-mark"
    if opens and not line[0].isascii() and _SHOWN_FIRST.match(line):
        return Caption(*split_credit(line)), "caption-mark"
    if opens and _FILE.match(line):
        return Caption(*split_credit(line)), "caption-file"
    if (found := names_maker_first(line)) and sentences(SHORT_FORMS.sub("", line)) <= 5:
        return Caption(found["text"], found["credit"]), "caption-credit-first"
    if (parts := parted(line)) and (_is_caption(*parts) or _is_labelled(line)):
        return Caption(*parts), "caption-credit"
    if (found := labelled(line)) and not credits.standalone(line):
        return Caption(*split_credit(found["text"])), "caption-label"
    if says_plainly(line, ways=ways):
        return Caption(*split_credit(line)), "caption-side"
    if line[-4:-3] == ":" and line[-1] == ")" and (timed := _TIMED.match(line)) and _is_video(timed["title"]):
        return Caption(line), "caption-video"
    if ")" in line[-3:] and (named := _NAMED.search(line[-60:])) and worded_like_one(line) > 0 and sentences(line) <= 3:
        # A person's name alone in brackets is a photographer's only below a scene.
        return Caption(line[: len(line) - len(named[0])].rstrip(), named["credit"]), "caption-credit"
    return None


def _shown(gallery: str) -> str:
    """What a gallery's captions say, without its buttons and, if that stands twice at its top, without the title that
    each picture repeats: counted forty times it would rank above every story. Where no picture has words, the title."""
    if (titled := _ALBUM.match(gallery)) is None:
        return " ".join(_HIDDEN.sub(" ", gallery).removeprefix("Photos: ").split())
    label = re.escape(gallery[: titled.start("title")] + titled["title"])
    shown = re.sub(rf"{_HIDDEN.pattern}(?:{label}(?!\w))?", " ", gallery[titled.end() :])
    return " ".join((shown if shown.strip() else titled["title"]).split())


def _is_video(title: str) -> bool:
    """Whether what stands before a length is written as titles are, says that it is a video's, or who is quoted."""
    parts = [part for part in _TITLE_WORD.findall(title) if len(part) > 3]
    return _VIDEO.search(title) is not None or (len(parts) > 2 and all(not part[0].islower() for part in parts))


_TITLE_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_VIDEO = re.compile(r"\b(?:video|watch|trailer|clip|footage)\b|[|]|^[^:]{3,40}: ['‘\"“]", re.IGNORECASE)


def may_open(line: str) -> bool:
    """Whether a pattern for a line's beginning may hold."""
    head = line[:3]
    if (opening := head.lower()) in OPENINGS:
        return line[:9].lower().startswith(OPENINGS[opening]) and (opening != "thi" or "show" in line)
    return not (head.isascii() or head[0] in signs.QUOTES)


OPENINGS = {
    opening[:3]: opening
    for opening in words.listed(
        "facebook enlarge toggle hide open media image video play clo legende bild photo picture file this view screen "
        "related",
        " ",
    )
} | {"in ": "in this"}
"""What the patterns for a line's beginning begin with, by its first three letters."""


def labelled(line: str) -> re.Match[str] | None:
    """The caption behind a label ("Photo: ...")."""
    return _LABELLED.match(line) if ":" in line[:30] else None


def names_maker_first(line: str) -> re.Match[str] | None:
    """The credit that opens a line, and what it says after that."""
    return _FIRST.match(line) if "/" in line or line.startswith(LIBRARIES) else None


LIBRARIES = ("Getty", "AP", "AFP", "Reuters")
_QUOTES = "“\"‘'«"


_SHORTENED = re.compile(r"(?:\b[A-Z]|\b[A-Z][a-z]{1,3}|\bU\.S|\bD\.C|\bvs?)$")


def first_sentence(line: str) -> str:
    """Up to the first full stop that doesn't end a title, an initial or the like ("Gov. Ann Lee")."""
    end = line.find(". ")
    while end > 0 and _SHORTENED.search(line[max(0, end - 5) : end]):
        end = line.find(". ", end + 1)
    return line if end < 0 else line[:end]


def says_who_stands_where(line: str) -> bool:
    """Whether a line's first sentence places somebody in a picture: "Ann Lee, right, greets her deputy in Lima."

    >>> says_who_stands_where("Minister Ann Lee, right, greets her deputy at the harbour in Lima on Monday.")
    True
    """
    if not signs.places_somebody(line):
        return False
    first = first_sentence(line)
    return (
        len(line) > 50
        and line[0] not in _QUOTES
        and (found := _STANDS.search(first[:200])) is not None
        and not PAST.search(first[: found.end()] if " here" in found[0] or "pictured" in found[0] else first)
        and sentences(line) <= 5
    )


def _is_caption(text: str, credit: str) -> bool:
    """Whether words with a credit at their end are a caption rather than a story's last paragraph with its source."""
    agency = _WITH_INITIALS.sub("", credit).lower()
    ends = sentences(SHORT_FORMS.sub("", text))
    bare = agency in credits.agencies() or (credit.isupper() and len(credit) <= _INITIALS)
    if bare and (ends > 2 or (ends > 1 and len(text) > 250)):
        return False
    if credit.lower().startswith(("reporting", "editing", "writing", "with ")):
        return False
    if text.startswith(("—", "–", "@")) or "@" in text:
        return False
    return (bool(text) and ends <= 6 and not text.startswith(("“", '"', "«"))) or bool(SIDE.search(text))


_LABEL_LAST = re.compile(
    r"[.!?”\"] (?:\((?:Photos?|Images?|Pictures?)(?: (?:credit|courtesy|by))?:[^()]{2,80}\)\.?|"
    r"Photos?: [A-Z][^.!?]{1,60})$"
)


def _is_labelled(line: str) -> bool:
    """Whether what ends a line of a few sentences labels a picture's credit, so that no story's source is meant."""
    return _LABEL_LAST.search(line) is not None and sentences(SHORT_FORMS.sub("", line)) <= 6


_INITIALS = 5
"""Letters of a station's name: a story ends with its source so, "(Quelle: SWR)"."""
_WITH_INITIALS = re.compile(r"/[a-z]{2,4}$")
"""Who edited an agency's story: "dpa/gem"."""


def ends_once(text: str) -> bool:
    """Whether no more than one sentence ends in a text, but for initials and titles ("U.S.", "Gov.")."""
    return sentences(SHORT_FORMS.sub("", text)) <= 1


def is_album(line: str) -> bool:
    """Whether a line is a whole gallery in one, or a part of it: its title twice, or a player's button and how many
    pictures there are, then one caption after the other."""
    return _ALBUM.match(line) is not None or (HIDDEN in line and _HIDDEN.search(line) is not None)


def is_scene(line: str) -> bool:
    """Whether a line tells in the present tense what happened on a past day, as only captions do: "Ann Lee hugs her
    deputy in Lima on July 27, 2016. ..." A day that comes first is a timeline's.

    >>> is_scene("Ann Lee hugs her deputy in Lima on July 27, 2016. The vote was close.")
    True
    >>> is_scene("July 27, 2016: Ann Lee meets the prime minister in Lima for the first time.")
    False
    """
    first = line.partition(". ")[0][:300]
    if not signs.has_year(first) or not signs.may_have_day(first) or first[0] in "“\"‘'«-–—•" or _surely_reports(first):
        return False
    day = DATE.search(first)
    return (
        day is not None and day.start() > 25 and bool(PRESENT.search(first[: day.start()])) and not PAST.search(first)
    )


def _surely_reports(text: str) -> bool:
    """Whether `PAST` finds a single word in a text in ASCII; its words are looked up in a third of the time."""
    return text.isascii() and not _PAST_WORDS.isdisjoint(text.encode().translate(_WORDS_ALONE).split())


_PAST_WORDS = frozenset(
    b"said told added announced reported was were had has have will would could won became began wrote asked".split()
)
_WORDS_ALONE = bytes(b if b < 128 and (chr(b).isalnum() or chr(b) == "_") else ord(" ") for b in range(256))


def reports(text: str) -> bool:
    """Whether a text tells what was said or done, in English."""
    return bool(PAST.search(text))

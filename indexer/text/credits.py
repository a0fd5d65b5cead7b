"""Who a line thanks: credits and source lines, alone in their line or glued to a paragraph's start or end."""

from __future__ import annotations

import re
from functools import cache

from indexer.text import signs, words

LONGEST_CREDIT = 110
_PARTS = re.compile(r"\s*[/,;|&＝=]\s*|\s+(?:via|for|and|und|et|y|e|/)\s+|\s+[-–—]\s+", re.IGNORECASE)
_NAME = re.compile(
    r"(?:[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁЇІЄ][\w.'’-]*)(?:\s(?:(?:de|da|do|del|van|von|der|"
    r"den|al|el|bin|la|le)\s)*[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁЇІЄ][\w.'’-]*){0,3}"
)
_COPYRIGHT = re.compile(
    r"(?:\W*(?:©|\(c\)\s|copyright\b|all rights reserved|tous droits réservés|"
    r"alle rechte vorbehalten|todos los derechos|"
    r"tutti i diritti|todos os direitos|все права защищены|all material ©)|.{0,60}\ball rights reserved\b)",
    re.IGNORECASE,
)
_EDITOR = re.compile(
    r"[【\[(（]?\s*(?:(?:责任)?编辑|編輯|監製|监制|制片人|编审|素材来源|来源|"
    r"來源|校对|记者|責任編輯)\s*[:：｜|]\s*[^。]{1,30}$"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚張劉陳楊趙黃吳孫馬羅鄭謝韓馮鄧許蕭呂蘇盧蔣賈葉閻鍾譚鄒陸顧龍錢湯喬賀賴龔"
)
"""The hundred commonest of the two scripts, which nearly every Chinese name begins with."""
_WORDS = r"(?:高[质考度]|黄金|白[天色]|周[一二三四五六日末]|马上|龙头|金融|石油|江苏|何时|于[是此])"
"""Words that begin as a name does."""
_MADE_BY = re.compile(
    r"[【\[(（]?\s*(?:(?:责任|视频|新媒体|特约|值班|图片)?编辑|总?监制|總?監製|制片|责编|責編|(?:执行|值班|副)?主编|主編|总?策划|總?策劃|"
    r"统筹|統籌|摄像|攝像|美编|剪辑|校對)"
    rf"\s*[:：｜|丨]\s*(?!{_WORDS})(?:[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}[\s、/＆&·]*){{1,9}}[】\])）]?$"
)
"""Who made a broadcast or a page, one role a line, behind a mark that chat programs' articles have in place of a colon;
all names may stand in a row. Who wrote it is a byline; what else follows such a word is a title or a sentence."""
_HAT_TIP = re.compile(r"[Hh]/[Tt]:?\s(?P<names>@?[A-Z]\S*(?:\s[A-Z&@][^\s.]*){0,5})$")
"""Who found it first."""
_WIRED = re.compile(
    r"(?:—|--)\s?(?:(?:by|from) )?(?:(?:the )?associated press|ap|afp|reuters|upi|dpa|tns|tribune news service|"
    r"bloomberg news|(?:staff and |news and )?wire (?:services?|reports)|staff (?:and wire )?reports?|"
    r"news services)\.?$",
    re.IGNORECASE,
)
"""The agency that signs a story's end, behind a long dash: a short one begins an item of a list."""
_LENT = re.compile(
    r"(?:distributed by (?=creators\b|.*\b(?:content agency|syndicate|news service)\b)|по материалам |за матеріалами )"
    r"(?P<names>[^\W\d_].{1,60})$",
    re.IGNORECASE,
)
"""Whose reports a story is made of, or who sold it; who sells films and leaflets is the story's to say."""
_DESK = re.compile(
    r"\(\s*[a-zà-ž]{2,4}(?:/[a-zà-ž]{2,12}){0,2}\s*\)$|[a-z]{2,4}/(?:Reuters|"
    r"AFP|dpa|AP|sid|KNA|epd|ots)(?:/[\w.]+)*$"
)
_SIGNOFF = re.compile(
    r"\((?:additional |further |written )?(?:reporting|writing|editing|compiled|"
    r"with (?:reporting|inputs|additional reporting|files|agencies))\b[^()]{3,300}\)\.?$",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"(?:additional |further )?(?:reporting|writing|editing|research|graphics?|maps?|charts?|illustrations?|video)"
    r"(?: and (?:writing|editing|graphics))? by (?P<names>[A-Z].{2,160})$",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"(?:obtained|provided|released|supplied)(?: by|:| to) (?P<names>[A-Z][\w .&’'-]{2,50})$", re.IGNORECASE
)
_TYPESET = re.compile(
    r"(?:image|photo|video)\s(?:copyright|credits?|source|caption)\b\s*[:：]?\s*(.{2,80})$", re.IGNORECASE
)
_POOL = re.compile(
    r"[A-ZÀ-Þ][\w.’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]+){0,3},\s(?:pool\s(?:photo\s)?|"
    r"photo\s)(?:via\s)?[A-Z][\w. ]{1,30}$",
    re.IGNORECASE,
)
_ILLUSTRATION = re.compile(
    r"(?:[A-Z][\w.’'-]+ ){1,4}(?:illustration|composite|collage|file photo|"
    r"screenshot)$",
    re.IGNORECASE,
)
_ALL_PHOTOS = re.compile(
    r"(?:note:\s)?(?:all\s)?(?:photos?|photographs?|images?|pictures?|screenshots?)\s(?:taken\s)?(?:by"
    r"|via|from|courtesy(?:\sof)?)\s.{2,60}$",
    re.IGNORECASE,
)


TWO_OR_THREE = r"[^\W\d_a-z][\w.’'-]+(?:\s(?:(?:de|da|del|van|von|der|al|bin)\s)?[^\W\d_a-z][\w.’'-]*){1,2}"
"""A person's names."""
_PHOTO_OF = re.compile(
    r"(?:cover )?(?:photo|photograph|picture|image)s?(?: of .{2,70}?)? by [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}"
    r"(?:/| via | for )[A-Z].{2,50}$|"
    r"photo[ -]?illustration(?: by|:) .{2,130}$|"
    r"(?:featured?|cover|header|top|lead|main) (?:image|photo)(?: by| via| from|:) .{2,60}$|"
    r"(?:photo|image) at (?:the )?top (?:by|via|from|courtesy of)\b.{2,70}$|"
    r"(?:photo|image) credits? belongs? to .{2,80}$",
    re.IGNORECASE,
)
_THROUGH = re.compile(
    rf"{TWO_OR_THREE}(?:/[A-Z][\w.’' -]{{1,30}},|, (?:[A-Z]\w+ )?(?:Pool|Handout|File)(?: Photo)?,?) via "
    r"(?:AP|AFP|Reuters|REUTERS|Getty Images|Associated Press|The Associated Press)$"
)
"""A name and a house, and the agency that it came through: "Ann Lee/Harbour News, via Getty Images"."""
_CHARTED = re.compile(r"\((?:Data|Graph|Chart|Graphic|Map)s?(?:: | courtesy of )[^()]{3,90}\)$")
"""Whose figures a chart shows, and who drew it."""
_VIA_NETWORK = re.compile(
    r"[@A-Z][\w.’'& -]{1,50}\s/\s(?:Via|via)(?:\s|:\s?)"
    r"(?:Twitter|Facebook|Instagram|YouTube|TikTok|Flickr|AP|AFP|Getty(?: Images)?)"
    r"(?::\s?@?[\w.]+)?$"
)


_LOOSE = words.listed(
    "x private public domain forum staff pool stock wire file files archives contributor "
    "illustration composite facebook twitter instagram youtube agency agencies handout "
    "screenshot social media magnum rex spa",
    " ",
)
"""Names that credit a picture only beside another name."""


@cache
def agencies() -> frozenset[str]:
    """Names of agencies, picture libraries and the like, in lower case."""
    return frozenset(words.AGENCIES.lower().split("|"))


@cache
def _photo_label() -> re.Pattern[str]:
    photo = words.alternatives("PHOTO")
    return re.compile(
        rf"\W{{0,3}}(?:{photo})(?:\s(?:by|von|de|di|door|por|av|af|photo|foto))?\s*[:：/／=＝©|"
        rf"]\s*(\S.{{0,100}})$",
        re.IGNORECASE,
    )


@cache
def _photo_by() -> re.Pattern[str]:
    return re.compile(
        r"(?:ap |reuters |afp |file |staff |handout |pool )*(?:photos?|photograph|"
        r"image|illustration|video|picture)\s*(?:by|via|from|/|courtesy(?:\sof)?|"
        r":)\s*(\S.{0,90})$",
        re.IGNORECASE,
    )


@cache
def _source_label() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{words.alternatives('SOURCE')})\s*[:：｜=]\s*(\S.{{0,120}})$", re.IGNORECASE)


FOR_A_PAPER = re.compile(
    rf"{TWO_OR_THREE} for (?:The [A-Z][\w.’' -]{{3,40}}|[A-Z]{{3,5}}|Getty Images|Reuters|Bloomberg)$"
)
"""A freelance's credit: "Ann Lee for The Boston Globe"."""
_FOR_A_PAPER_NAMED = re.compile(
    rf"{TWO_OR_THREE} for (?:TIME|NPR|WSJ|ESPN|The (?:[A-Z]\S{{1,14}} ){{0,3}}(?:Times|Post|Journal|Globe|Guardian|"
    r"Observer|Tribune|Telegraph|Herald|Chronicle|Inquirer|Press|Sun|Mail|Courier|Gazette|Examiner|Dispatch|Sentinel|Register|Star|Age|"
    r"Australian|Independent|Atlantic|Intercept|Economist|New Yorker|Daily Beast|Mirror|Bee|Record|News))$"
)
"""The same behind a caption's full stop, where only a paper's name tells it from a sentence."""


_NAMES_THEN_AGENCY = re.compile(
    rf"{TWO_OR_THREE}\s(?:AP(?: Photo)?|AFP|EPA|Reuters|REUTERS|Getty(?: Images)?|Anadolu(?: Agency)?)"
)
_FROM_A_NETWORK = re.compile(
    r"(?:via (?:Twitter|Facebook|Instagram|YouTube|TikTok|Flickr|Wikimedia(?: Commons)?)(?:[/: ].{1,40})?|"
    r"[Ss]creen(?:shot|grab| grab| shot)\b.{0,50})$"
)
_FOR_HOUSES = (" for TIME", " for NPR", " for WSJ", " for ESPN")
_LABEL_MARKS = frozenset(":：/／=＝©|")
_PHOTO_INITIALS = frozenset("aArRfFsShHpPiIvV")


_CITED = re.compile(r", \d{1,2}/\d{1,2}/(?:\d\d)?\d\d\b")
"""The day of what is cited: "[Harbour News, 6/22/15]"."""


def is_credit(text: str) -> bool:
    """Whether these few words (a bracket's content, what follows a caption's full stop) name who made a picture.

    >>> is_credit("Erik De Castro/Reuters"), is_credit("Photo by Hans Gutknecht"), is_credit("the second of three")
    (True, True, False)
    """
    text = text.strip().strip(".")
    if not 1 < len(text) <= LONGEST_CREDIT or ("/" in text and _CITED.search(text)):
        return False
    if text[0].islower() and text.isascii() and " " in text and "/" not in text and ":" not in text:
        return False
    if not _LABEL_MARKS.isdisjoint(text) and (_photo_label().match(text) or "©" in text[:2]):
        return True
    if text[:1] in _PHOTO_INITIALS and _photo_by().match(text):
        return True
    if not may_name_maker(text):
        return False
    if ":" in text and (sourced := _source_label().match(text)):
        text = sourced[1]
    parts = [part.strip(" .()[]").lower() for part in _PARTS.split(text.replace("/via ", "/"))]
    known = agencies()
    if any(part in known for part in parts):
        # Beside an agency there is room for a name and a place, not for a clause.
        return all(len(part) <= 40 for part in parts)
    first, _, _ = text.lower().partition(" ")
    if first in ("ap", "afp", "reuters", "getty", "epa", "file", "courtesy") and len(text) < 60:
        return True
    if words.says_archive(text):
        return True
    if _NAMES_THEN_AGENCY.fullmatch(text) or _FROM_A_NETWORK.match(text):
        return True
    if (" for The " in text or text.endswith(_FOR_HOUSES)) and _FOR_A_PAPER_NAMED.match(text):
        return True
    names = text.split("/")
    if len(names) == 2 and names[1].endswith((", FILE", ", File", ", file")):
        names[1] = names[1][:-6]
    return len(names) == 2 and all(_NAME.fullmatch(name.strip()) for name in names) and " " in names[0]


def may_name_maker(text: str) -> bool:
    """Whether `is_credit` may hold for a part of a text that begins and ends where words do: a label's mark, a word of
    an agency's name or of a picture's must stand there.

    >>> may_name_maker("to the port. It was late."), may_name_maker("to the port. Ann Lee, Reuters")
    (False, True)
    """
    if ":" in text or "/" in text or "=" in text or "|" in text or "©" in text or " for The " in text:
        return True
    if text.endswith(_FOR_HOUSES):
        return True
    data = text.encode("utf-8", "surrogatepass").translate(_WORDS_ALONE)
    if not _makers_words().isdisjoint(data.split()):
        return True
    for sign in _PICTURED:
        if sign in data:
            return True
    return not text.isascii() and bool(_FOREIGN.search(signs.odd_ones(text)))


_WORDS_ALONE = bytes(ord(chr(b).lower()) if b < 128 and chr(b).isalnum() else ord(" ") for b in range(256))
_FOREIGN = re.compile(r"\w|[\uff0f\uff1a\uff1d\uff5c©]")
"""Letters beyond ASCII, and the marks that follow a label."""
# What `words.ARCHIVE` can't be without, in ASCII, and the labels of `_photo_by`.
_PICTURED = (b"photo", b"pic", b"imag", b"foto", b"bild", b"kuva", b"illustration", b"video")


@cache
def _makers_words() -> frozenset[bytes]:
    """The last word of each agency's name, and the words that a credit may open with."""
    opening = {"ap", "afp", "reuters", "getty", "epa", "file", "courtesy"}
    return frozenset(
        words[-1]
        for name in (*agencies(), *opening)
        if name.isascii() and (words := name.encode().translate(_WORDS_ALONE).split())
    )


def is_source(text: str) -> bool:
    """Whether the words name a text's source ("Source: agencies") rather than a picture's maker."""
    return bool(_source_label().match(text))


def standalone(line: str) -> str | None:
    """The credit that this line is, None if it is anything else.

    >>> standalone("Source: TRTWorld and agencies"), standalone("Source: nobody has said")
    ('TRTWorld and agencies', None)
    """
    if len(line) > 250:
        return None
    if states_rights(line):
        return line
    if len(line) > LONGEST_CREDIT:
        if line[0] == "(" and _SIGNOFF.match(line):
            return without_brackets(line)
        if line[:9].lower() == "photo ill" and _PHOTO_OF.match(line.rstrip(".")):
            return line
        return helpers(line)
    if _may_be_desk(line) and (
        _EDITOR.match(line) or _MADE_BY.match(line) or _DESK.match(line) or _SIGNOFF.match(line)
    ):
        return without_brackets(line)
    if (helped := helpers(line)) is not None:
        return helped
    bare = without_brackets(line)
    if line[0] in "-—" and _WIRED.match(line) is not None:
        return line.strip("-— .")
    if bare[:3].lower() == "h/t" and (found := _HAT_TIP.match(bare.rstrip("."))) is not None:
        return found["names"]
    if not may_be_credit(line, bare):
        return None
    if ":" in bare and _GALLERY.match(bare) and not _all_names(bare.partition(":")[2]):
        return None
    for pattern in (_source_label(), _photo_label(), _photo_by(), _TYPESET):
        if (found := pattern.match(bare)) and _is_name_like(found[1]):
            # "AP Photo/Jane Doe" names the agency before the label.
            return bare if bare.lower().startswith(("ap ", "afp ", "reuters ")) else found[1].strip(" ()[]")
    if bare[:3].lower() in _PICTURED_FIRST and _PHOTO_OF.match(bare.rstrip(".")):
        return bare
    if " via " in bare.lower() and (_THROUGH.match(bare) or _VIA_NETWORK.match(bare)):
        return bare
    if _ALL_PHOTOS.match(bare) or (_ILLUSTRATION.match(bare) and len(bare) < 50):
        return bare
    if line[0] in "([（【" and line[-1] in ")]）】" and is_credit(bare):
        return bare
    if (
        bare.lower() in agencies() - _LOOSE
        and (bare.isupper() or " " in bare or bare[:1].isupper())
        and len(bare) > 1
        and bare != "X"
    ):
        return bare
    if line[0] == "(" and _CHARTED.match(line):
        return bare
    shown = bare.removesuffix(", FILE").removesuffix(", File").removesuffix(", file")
    parts = [part.strip() for part in _PARTS.split(shown)]
    known = agencies()
    if " via " in shown and _VIA.match(shown):
        return bare
    if (
        len(parts) > 1
        and "," not in shown
        and len(bare) < 60
        and parts[-1].lower() in known
        and all(_NAME.fullmatch(p) or p.lower() in known for p in parts)
    ):
        return bare
    return bare if _POOL.match(bare) and parts[-1].lower() in known else None


def states_rights(line: str) -> bool:
    """Whether a line states somebody's rights."""
    return may_be_copyright(line) and _COPYRIGHT.match(line) is not None


def may_be_copyright(line: str) -> bool:
    """Whether a line may state somebody's rights."""
    head = line if line[:1].isalnum() else line.lstrip(signs.QUOTES)
    return not head[:1].isalnum() or signs.opens(head, RIGHTS) or "erved" in line.lower()


# Of "all rights reserved" the letters that no other sign is a capital or small form of.
RIGHTS = words.listed("cop|all|tou|tod|tut")


def _may_be_desk(line: str) -> bool:
    # A sign with a colon, a bracket, or an abbreviation before a slash.
    return line[:1] in "([（【" or "/" in line or not line[:3].isascii() or line[:1].isspace()


def may_be_credit(line: str, bare: str) -> bool:
    """Whether a rule of `standalone` may hold for a line that is `bare` without its brackets: a label has its mark, a
    maker's verb its picture, an agency's name its end."""
    if line[:1] in "([（【" or (not bare.isascii() and _FOREIGN.search(signs.odd_ones(bare))):
        return True
    if ":" in bare or "/" in bare or "=" in bare or "|" in bare:
        return True
    low = bare.lower()
    return (
        signs.opens(bare, _PICTURES)
        or low.endswith(_MADE)
        or " via " in low
        or low[-3:] in _agency_endings()
        or low[-2:] in _agency_endings()
        or low[-1:] in _agency_endings()
    )


_PICTURES = words.listed("ap |reu|afp|fil|sta|han|poo|pho|ima|ill|vid|pic|not|all|scr|fea|cov|hea|top|lea|mai")
_PICTURED_FIRST = words.listed("pho|pic|ima|fea|cov|hea|top|lea|mai")
_MADE = ("illustration", "composite", "collage", "file photo", "screenshot", ", file")


@cache
def _agency_endings() -> frozenset[str]:
    return frozenset(name[-3:] for name in agencies())


_VIA = re.compile(
    r"(?:[A-Z][\w.&'’-]*(?:\s(?=[A-Z])|\s(?:of|for|the|and)\s(?=[A-Z]))?){1,9} "
    r"via (?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?)$"
)
_HELPING = re.compile(
    r"additional|further|reporting|writing|editing|research|graphic|map|chart|illustration|video|obtained|provided"
    r"|released|supplied|distributed|по материалам|за матеріалами",
    re.IGNORECASE,
)


def helpers(line: str) -> str | None:
    """The line itself when all it says is who helped, None for any other.

    >>> helpers("Additional reporting by Ann Lee and Bo Ray in Lima."), helpers("Reporting by night is hard.")
    ('Additional reporting by Ann Lee and Bo Ray in Lima.', None)
    """
    if not (signs.opens(line, HELP) and _HELPING.match(line)):
        return None
    text = line.rstrip(" .")
    found = _GIVEN.match(text) or _HELPED.match(text) or _LENT.match(text)
    return line if found is not None and _are_names(found["names"]) else None


HELP = words.listed("add|fur|rep|wri|edi|res|gra|map|cha|ill|vid|obt|pro|rel|sup|dis")
"""What `_HELPING` begins with, as `signs.opens` asks."""
_JOINING = words.listed(
    "and in by with from for of the at additional further reporting writing editing graphics de la van der "
    "e y et и та und da do del",
    " ",
)


def _are_names(text: str) -> bool:
    """Whether a text is names, places and what joins them: all but a few words begin with a capital."""
    parts = re.findall(r"[^\W\d_][\w.'’-]*", text)
    return bool(parts) and all(part[0].isupper() or part.lower() in _JOINING for part in parts)


_GALLERY = re.compile(
    r"(?:photos|pictures|images|videos?|graphics?|fotos|bilder|vidéos?|vídeos?|"
    r"galerie)\s?:",
    re.IGNORECASE,
)
"""Labels that lead to a gallery as often as they name its makers."""


def _all_names(text: str) -> bool:
    return all(_NAME.fullmatch(part) or part.lower() in agencies() for part in _PARTS.split(text.strip()))


def without_brackets(line: str) -> str:
    """The line without the brackets that it stands in as a whole."""
    line = line.strip()
    while len(line) > 1 and line[0] in "([（【" and line[-1] in ")]）】" and line.find(line[-1]) == len(line) - 1:
        line = line[1:-1].strip()
    return line


def _is_name_like(text: str) -> bool:
    """Whether what follows "Source:" names somebody, rather than telling something."""
    text = text.strip()
    if text.count(". ") > 1 or re.search(r"[.!?。！？]\s+\S+\s+\S+\s+\S+\s+\S+", text):
        return False
    if text.endswith((".", "。")) and len(text.split()) > 6:
        return False
    return len(text.split()) <= 14 and not re.search(r"\b(?:said|says|told|is|was|are|were|has|have|will)\b", text)


_AGENCY_WORDS = (
    r"Reuters|REUTERS|AP|AFP|CNN|CNNMoney|UPI|dpa|DPA|ANSA|EFE|Xinhua|TASS|"
    r"Tass|Bloomberg|IANS|PTI|ANI|APA|ATS|Kyodo|Yonhap|Sputnik|"
    r"Associated Press|The Associated Press|AP Photo|Anadolu|BelgaNews|Belga|"
    r"ANP|NTB|TT|Ritzau|STT|PAP|ČTK|MTI|LUSA|Lusa|Antara|Bernama|"
    r"Thomson Reuters Foundation|The Hill|KNA|epd|SID|sid|AA|WAM|SPA|QNA|MENA|"
    r"NNA|DW|RFE/RL|VOA|AFP/dpa|dpa/AFP|dpa/tmn|dpa-AFX|PA|AAP"
)
_PLACE = r"[^\W\d_a-z][^\W\d_]*(?:[\s.,'’/-]{1,2}[^\W\d_]+){0,6}?"
_DAY = (
    r"(?:[A-ZÀ-Þ][^\W\d_]{2,8}\.?\s\d{1,2}|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,9}\.?(?:\sde)?)"
    r"(?:,?\s\d{4})?(?:[.,](?=\s))?"
)
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})?,?\s?(?:{_DAY}\s?)?"
    rf"[(（](?P<agency>{_AGENCY_WORDS})[)）]\s?(?:[-–—:.]+\s?(?=\S)|(?=[A-Z“\"‘]))"
)
# Whatever stands in brackets between a place in capitals and a dash is who reports from there.
_DATELINE_OTHER = (
    re.compile(
        rf"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{{2,30}}(?:,\s[A-Z][\w.]{{1,12}})?),?\s(?:{_DAY}\s)?"
        r"\((?P<agency>[A-Z][\w.&'’-]*(?:\s[A-Z][\w.&'’-]*){0,3})\)\s?[-–—]+\s(?=\S)"
    ),
    re.compile(
        r"(?P<place>[А-ЯЁІЇЄ][А-ЯЁІЇЄа-яё-]+),?\s\d{1,2}\s[а-яі]+\.?\s?(?:[-–—]\s)?(?P<agency>РИА "
        r"Новости|ТАСС|ИНТЕРФАКС|Интерфакс|Укрінформ)[.,]?\s?[-–—./]*\s*(?=\S)"
    ),
    re.compile(
        r"[(（](?P<place>\w{1,8})\s?[=＝]\s?(?P<agency>연합뉴스|뉴시스|뉴스1)[)）]\s?(?:[가-힣]{2,4}(?:\s["
        r"가-힣]{2,4})?\s?"
        r"기자\s?)?[=＝]?\s?(?=\S)"
    ),
    re.compile(
        r"(?P<agency>新华社|中新社|中新网|新華社)(?P<place>[\w、]{2,6}?)(?:\d{1,2}月)?\d{1,2}日电(?!\s*题)"
        r"\s?(?:[(（][^()（）]"
        r"{2,30}[)）])?\s?(?=\S)"
    ),
    re.compile(r"(?P<place>[\w .]{2,30})\s[-–—]\s(?P<agency>واس|وام|رويترز|أ ف ب|د ب أ)\s?[-–—:]\s?(?=\S)"),
    re.compile(r"(?P<place>[\w .]{2,30}),?\s\((?P<agency>رويترز|أ ف ب|د ب أ|واس)\)\s?[-–—:]?\s?(?=\S)"),
)

_REPORTERS = re.compile(
    "РИА|ТАСС|ИНТЕРФАКС|Интерфакс|Укрінформ|연합뉴스|뉴시스|뉴스1|新华社|中新|新華社|واس|وام|رويترز|أ ف ب|د ب أ"
)
"""Who has to be named for any but the first of them."""


def dateline(paragraph: str) -> tuple[str, str | None, str] | None:
    """A paragraph that opens with an agency's dateline, as (rest, place or None, agency); None for any other.

    >>> dateline("WASHINGTON (Reuters) - The budget passed.")
    ('The budget passed.', 'WASHINGTON', 'Reuters')
    >>> dateline("PORT ELLERY, March 7, 2024 (Bay News Agency) - The ferry sails.")
    ('The ferry sails.', 'PORT ELLERY', 'Bay News Agency')
    >>> dateline("The bank (AP) rose.") is None
    True
    """
    head = paragraph[:120]
    found = _DATELINE.match(head) if "(" in head or "（" in head else None
    if found is None and (head[:3].isupper() or not head.isascii()):
        named = not head.isascii() and _REPORTERS.search(head)
        others = _DATELINE_OTHER if named else _DATELINE_OTHER[:1] if "(" in head else ()
        found = next((m for pattern in others if (m := pattern.match(head))), None)
    if found is None:
        return None
    place = found["place"]
    if place and not _is_place(place):
        return None
    rest = paragraph[found.end() :].strip()
    return (rest, place.strip(" ,") if place else None, found["agency"]) if rest else None


_BY = words.listed("by|von|por|par|di|door|av|af|oleh")


def _is_place(text: str) -> bool:
    # A city in capitals, or few capitalised words ("Berlin", "Sao Paulo, Brazil").
    parts = re.findall(r"[^\W\d_]+", text)
    if parts[0].lower() in _BY:
        return False  # the byline stands before it
    return len(text) <= 45 and (parts[0].isupper() or (len(parts) <= 4 and all(not p[0].islower() for p in parts)))


@cache
def _glued() -> re.Pattern[str]:
    source = words.alternatives("SOURCE")
    return re.compile(
        rf"(?<=[.!?。！？؟\"”’»…)])\s*(?:"
        rf"[(\[（【]?(?:{source})\s*[:：]\s*(?P<named>[^.。:：()]{{2,60}})[)\]）】]?"
        rf"|[(\[（【—–-]\s?(?P<agency>(?:{_AGENCY_WORDS})(?:/(?:{_AGENCY_WORDS}|[A-Za-z]{{2,6}}))*)[)\]）】]?"
        rf"|(?P<signoff>\((?:additional |further )?(?:reporting|writing|editing|"
        rf"compiled|with (?:inputs|files|agencies|additional reporting))\b[^()]{{3,250}}\))"
        rf")\.?$",
        re.IGNORECASE,
    )


_BREAK = re.compile(r"[.!?。！？؟\"”’»…)]\s*[(\[（【—–-]")


def _may_end_in_credit(tail: str) -> bool:
    """Whether a tail has a colon, after which a source is named, or a bracket or a dash after a stop."""
    return ":" in tail or "：" in tail or (_has_break_mark(tail) and bool(_BREAK.search(tail)))


def _has_break_mark(tail: str) -> bool:
    if "-" in tail or "(" in tail or "—" in tail or "–" in tail or "[" in tail:
        return True
    return not tail.isascii() and ("（" in tail or "【" in tail)


def glued_end(paragraph: str) -> tuple[str, str] | None:
    """A paragraph that ends in a credit, as (text, credit); None for any other.

    >>> glued_end("The vote was as close as that. Source: TRTWorld and agencies")
    ('The vote was as close as that.', 'TRTWorld and agencies')
    """
    start = max(0, len(paragraph) - 280)
    tail = paragraph[start:]
    if not _may_end_in_credit(tail):
        return None
    for found in _glued().finditer(tail):
        text = (paragraph[:start] + tail[: found.start()]).rstrip()
        if len(text) < 20:
            return None
        credit = found["named"] or found["agency"] or (found["signoff"] or "")[1:-1]
        return text, credit.strip()
    return None

"""What kind of line is this, judged by its neighbours: link lists, share bars, a page's tail, captions beside credits.

These rules look at a line only where it stands in furniture: beside a label, between time stamps, after the story's
last paragraph. Prose (a sentence long enough to be a paragraph) is never taken by them, except as the summary under a
link in a page's tail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.article import Caption
from indexer.text import captions, credits, words
from indexer.text.lines import Verdict

_ENDS = re.compile(r"""[.!?…。！？؟।۔][\s"'”’»)\]]*$""")
_WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_STAMP = re.compile(
    r"\W*(?:(?:published|updated|stand|analyse|aktualisiert|publicado|publié|opublikowano|veröffentlicht)\W{0,3}(?:\w+ )?)?(?:"
    r"\d{1,4}\s?[./-]\s?\d{1,2}\s?(?:[./-]\s?\d{2,4})?(?:[\s,]+\d{1,2}:\d{2}(?::\d{2})?)?(?:\sMit (?:Video|Audio|Bild))?"
    r"|(?:vor\s|il y a\s|hace\s|há\s|för\s|for\s|przed\s|před\s)?\d{1,3}\s?(?:h|hrs?|std\.?|min\.?|mins|minutes?|hours?|days?|weeks?|months?|years?|stunden?|tagen?|minuten|heures?|jours?|horas?|días?|dias?|ore|giorni|timer|dager|timmar|"
    r"godzin\w*|минут\w*|час\w*|годин\w*|saat|gün|日|時間|分|시간|분|일|小时|分钟|天|giờ|phút|jam|menit)\s?(?:ago|önce|назад|тому|前|전|trước|lalu|siden|sedan|temu|zpět)?(?:図解あり|動画あり)?"
    r"|(?:včera|dnes|gestern|heute|yesterday|today|ayer|hoy|hier|ieri|oggi|wczoraj|dzisiaj|вчера|сегодня|igår|idag|i går|i dag|昨日|今日)[\s,]+\d{1,2}[:.]\d{2}"
    r"|\d{1,2}\.?\s[^\W\d_]{3,10}\.?(?:\s\d{4})?(?:[\s,]+\d{1,2}:\d{2})?|[^\W\d_]{3,9}\.?\s\d{1,2},\s\d{4}(?:[\s,at]+\d{1,2}:\d{2}\s?(?:[ap]\.?m\.?)?)?"
    r"|\d{1,2}月\d{1,2}日(?:\s?\d{1,2}:\d{2})?|\d{4}年\d{1,2}月\d{1,2}日(?:\s?\d{1,2}:\d{2})?"
    r")(?:\s(?:uhr|Uhr|基准|기준|ET|GMT|CET|BST))?\W*$",
    re.IGNORECASE,
)
_BY_AND_WHEN = re.compile(r"[^\W\d_][\w .,'’()-]{2,50}?,\s\d{1,2}\s[^\W\d_]{3,10},\s\d{1,2}:\d{2}$")
_BYLINE = re.compile(r"(?:by|von|par|por|di|door|av|af|autor|text|ein(?:e)? (?:\w+ )?von|kommentar von|eine analyse von|ein interview von|автор|від)\s[^\W\d_a-z][\w.'’-]+(?:\s[\w.'’-]+){0,5}(?:,\s.{2,60})?$", re.IGNORECASE)
_RANK = re.compile(r"#?\d{1,2}\.?$")
_LIST_ITEM = re.compile(r"\s*(?:[-–—•·*◆■▪●○]\s|\d{1,2}[.)]\s|\|)")
_PICTURE_FOLLOWS = frozenset("open this photo in gallery|bild vergrößern|bild vergrössern|사진 확대|enlarge this image|view image in fullscreen|agrandir|ampliar|ingrandisci|拡大する|図を拡大|vergroot".split("|"))
_MOST_LINKS = 40


@dataclass(frozen=True, slots=True)
class Shape:
    """How a line looks: its length as a reader feels it (a Han character is worth 2.5), and whether it is prose."""

    length: float
    ends: bool
    prose: bool
    strong: bool


@lru_cache(maxsize=2048)
def shape(line: str) -> Shape:
    """The look of one line."""
    length = len(line) + (0.0 if line.isascii() else 1.2 * len(_WIDE.findall(line)))
    ends = bool(_ENDS.search(line))
    prose = length >= 230 or (ends and length >= 75)
    strong = prose and (length >= 150 or captions.sentences(line) > 1)
    return Shape(length, ends, prose, strong)


Verdicts = list[Verdict | None]


def is_page(verdicts: Sequence[Verdict | None]) -> bool:
    """Whether a text is a whole page saved rather than an article with a few links in it: how much furniture it has."""
    furniture = sum(_is(v, "share", "nav", "ad") for v in verdicts)
    return furniture >= 4 and furniture >= 0.1 * len(verdicts)


def judge(lines: Sequence[str], found: Sequence[Verdict | None]) -> Verdicts:
    """The verdicts of `lines.judge` and those that follow from them."""
    verdicts = list(found)
    shapes = [shape(line) for line in lines]
    furniture = sum(_is(v, "share", "nav", "ad") for v in verdicts)
    page = is_page(verdicts)
    _weak_labels(lines, verdicts, furniture)
    _share_bars(lines, verdicts)
    _pictures(lines, shapes, verdicts)
    _stamped(lines, shapes, verdicts, sure=page)
    if page:
        _headings(lines, shapes, verdicts)
    if furniture:
        _capitals(lines, verdicts)
        _link_lists(lines, shapes, verdicts)
    if page:
        _ranked(lines, shapes, verdicts)
        _teasers(lines, shapes, verdicts)
        _sections(lines, shapes, verdicts)
        _tail(lines, shapes, verdicts)
    _above_furniture(lines, verdicts)
    return verdicts


_SURE = frozenset(
    words.key(word)
    for word in "subscribe|login|loading|pullquote|tweet|retweet|unsubscribe|пишите|พิมพ์|suscríbete|suscribete|iscriviti|inscreva-se|abonnieren|einloggen|registrieren|close|"
    "関連記事|あわせて読みたい|関連ニュース|相关阅读|相关新闻|延伸阅读|관련기사|meistgelesen|themenseiten|schlagwörter|schlagworte".split("|")
)


def _is_weak(line: str) -> bool:
    """Whether a label may as well be a heading of the story: one word says too little."""
    key = words.key(line)
    return key not in _SURE and (len(key) < 5 if _WIDE.match(key) else " " not in key)


def _weak_labels(lines: Sequence[str], verdicts: Verdicts, furniture: int) -> None:
    for i, verdict in enumerate(verdicts):
        if verdict is None or verdict.rule not in ("share-label", "nav-label") or not _is_weak(lines[i]):
            continue
        company = sum(_is(verdicts[j], "share", "nav", "ad") for j in _around(i, len(lines), 2))
        if furniture < 4 or not company:
            verdicts[i] = None


def _above_furniture(lines: Sequence[str], verdicts: Verdicts) -> None:
    """A short line that stands several times, each time right above furniture, belongs to it ("Urgent:")."""
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines[:-1]):
        if verdicts[i] is None and len(line) < 30:
            places.setdefault(line, []).append(i)
    for found in places.values():
        if len(found) > 1 and all(_is(verdicts[i + 1], "ad", "share", "nav") for i in found):
            for i in found:
                verdicts[i] = verdicts[i + 1]


_HEADING = re.compile(
    r"(?:(?:read |see |watch )?more (?:on|from|in|about|of)|most (?:read|viewed|popular|shared|watched) (?:in|on)|latest (?:in|from|on|news)|related \w+|recommended|trending|popular (?:in|on)|top (?:stories|news) (?:in|from)|"
    r"mehr (?:von|aus|zu|zum|zur|über)|neues (?:aus|von)|neue angebote|weitere [A-ZÄÖÜ]|aktuelles|meistgelesen|lesen sie (?:hier )?mehr|alles zu[mr]?|plus (?:de|d’|d')|les plus|dans la même|le fil (?:info|actu)|"
    r"más (?:sobre|de|en)|lo más|mais (?:sobre|de|em|lidas)|altr[oi] (?:su|di|da)|le ultime|meer (?:over|van|uit)|więcej (?:o|z|na)|daha fazla|ещё|еще|больше|главное|последние|більше|головне|останні|المزيد|"
    r"mer (?:om|från|fra)|mere (?:om|fra)|lisää|více (?:o|z|k)|περισσότερα|mai mult|több)\b[^.!?]{0,45}$|.{2,20}(?:の記事|の最新記事|の最新記事一覧|を見る|で読む|の特集)$|[^.]{2,14}(?: 최신 ?기사| 더보기| 많이 본 기사)$",
    re.IGNORECASE,
)


def _headings(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """The heading of a list of links ("Most viewed in Sport"), where a page is full of furniture."""
    for i, line in enumerate(lines):
        if verdicts[i] is None and len(line) < 60 and not shapes[i].ends and _HEADING.match(line):
            if i + 1 == len(lines) or verdicts[i + 1] is not None or _is_title(lines[i + 1], shapes[i + 1]):
                verdicts[i] = Verdict("nav", "nav-label")


def _share_bars(lines: Sequence[str], verdicts: Verdicts) -> None:
    """A network's name is a button only beside other buttons."""
    loose = [v is None and len(s) < 24 and bool(p := re.findall(r"[\w+-]+", s.lower())) and set(p) <= words.NETWORKS for s, v in zip(lines, verdicts, strict=True)]
    for i, maybe in enumerate(loose):
        if maybe and any(loose[j] or _is(verdicts[j], "share") for j in _around(i, len(lines), 2)):
            verdicts[i] = Verdict("share", "share-bar")


def _around(i: int, size: int, reach: int) -> list[int]:
    return [j for j in range(max(0, i - reach), min(size, i + reach + 1)) if j != i]


def _is(verdict: Verdict | None, *kinds: str) -> bool:
    return verdict is not None and verdict.kind in kinds


def _pictures(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """The caption that belongs to a credit in a line of its own, or to "Open this photo in gallery"."""
    for i, verdict in enumerate(verdicts):
        if verdict is None:
            continue
        if i + 1 < len(lines) and words.key(lines[i]) in _PICTURE_FOLLOWS and verdicts[i + 1] is None and shapes[i + 1].length < 420:
            verdicts[i + 1] = Verdict("caption", "caption-beside-label", Caption(*captions.split_credit(lines[i + 1])))
        elif verdict.rule == "credit" and verdict.credit:
            if _names_a_picture(lines[i]):
                _beside_credit(i, lines, shapes, verdicts, bare=False)
            elif i > 0 and lines[i].lower().strip(" ()") in credits.agencies():
                _beside_credit(i, lines, shapes, verdicts, bare=True)


_NAMES_A_PICTURE = re.compile(r"\W*(?:photo|foto|fot\.|image|bild|фото|ảnh|صورة|عکس|צילום|写真|사진|isithombe|kuva|picture|\()", re.IGNORECASE)


def _names_a_picture(line: str) -> bool:
    return bool(_NAMES_A_PICTURE.match(line))


def _beside_credit(i: int, lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts, *, bare: bool) -> None:
    free = [j for j in (i - 1, i + 1) if 0 <= j < len(lines) and verdicts[j] is None and shapes[j].length < 420]
    if bare:
        free = [j for j in free if not shapes[j].ends and 30 <= shapes[j].length < 200 and len(lines[j].split()) >= 5 and not _NAMES.fullmatch(lines[j])]
        groups = [free]
    else:
        groups = [[j for j in free if captions.worded_like_one(lines[j]) > 1], [j for j in free if _is_short_caption(lines[j])]]
    for group in groups:
        if len(group) == 1:
            credit = verdicts[i]
            assert credit is not None
            verdicts[group[0]] = Verdict("caption", "caption-beside-credit", Caption(lines[group[0]], credit.credit))
            return


_NAMES = re.compile(r"(?:(?:by|By|von|Von)\s)?(?:(?:[^\W\d_a-z][\w.'’-]*|and|und|et|y|e|i)[,\s]*)+")
"""Bylines: capitalised words and what joins them."""


def _is_short_caption(line: str) -> bool:
    """A name, or a few words with a full stop."""
    parts = line.split()
    if not 5 < len(line) < 70 or len(parts) > 5 or "?" in line or line.endswith(":"):
        return False
    if {"and", "und", "et", "y", "e", "i", "и", "by", "By", "von", "Von"} & set(parts) or line.startswith(("“", '"', "„", "«")):
        # A byline stands beside a credit too.
        return False
    return (line.endswith(".") and len(parts) < 5) or (len(parts) > 1 and all(part[:1].isupper() for part in parts) and not line.isupper())


_LIVE = re.compile(r"\d{1,2}[h:.]\d{2}\b|[»>]")


def _is_title(line: str, look: Shape) -> bool:
    """Whether a line could be a link's text: no paragraph, no post of a live blog, and nothing but a title."""
    if look.prose or look.length > 190 or line.endswith((":", "：")):
        return False
    return not (line.endswith((".", "。")) and look.length >= 40) and not _LIVE.match(line)


def _capitals(lines: Sequence[str], verdicts: Verdicts) -> None:
    """A whole title in capitals inside a story that has other furniture: a link."""
    for i, line in enumerate(lines[1:], 1):
        if verdicts[i] is None and 35 < len(line) < 170 and line.isupper() and line.isascii() and line[0].isalnum() and len(line.split()) >= 6 and not line.endswith("."):
            verdicts[i] = Verdict("nav", "capitals")


def _link_lists(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """Titles that follow a label such as "Read more" or "Most read", up to the next paragraph."""
    story = next((i for i, s in enumerate(shapes) if s.strong and verdicts[i] is None), len(lines))
    for i, verdict in enumerate(list(verdicts)):
        if verdict is None or verdict.rule != "nav-label" or words.key(lines[i]) in _LONE:
            continue
        run = _titles_below(i, lines, shapes, verdicts, across=i > story)
        after = run[-1] + 1 if run else len(lines)
        if i < story:
            # The headline stands up here too.
            if len(run) < 4 or after >= len(lines) or not _is(verdicts[after], "nav"):
                run = [j for j in run[:1] if shapes[j].length < 30]
        elif after < len(lines) and shapes[after].prose:
            if len(run) > 1 and _heads_what_follows(run, lines, shapes):
                run.pop()
            if len(run) == 1 and shapes[run[0]].length < 28:
                run.pop()
        for j in run:
            verdicts[j] = Verdict("nav", "link-list")


def _titles_below(i: int, lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts, *, across: bool) -> list[int]:
    run: list[int] = []
    for j in range(i + 1, min(len(lines), i + 1 + _MOST_LINKS)):
        if verdicts[j] is not None:
            if across and _is(verdicts[j], "nav", "ad", "share"):
                continue
            break
        if not _is_title(lines[j], shapes[j]):
            break
        run.append(j)
    return run


_LONE = frozenset("close|loading|article content|[pullquote]|pullquote|home|watch|slideshow|článek|inhalt|startseite|gündem|nachrichten|continue reading|continue reading the main story|keep reading|featured|posts|videos".split("|"))
"""Labels that no list of links follows."""


def _heads_what_follows(run: Sequence[int], lines: Sequence[str], shapes: Sequence[Shape]) -> bool:
    """Whether the last title before a paragraph is that paragraph's heading: shorter than the links above it."""
    links = [shapes[j].length for j in run[:-1]]
    last = run[-1]
    if _STAMP.match(lines[last]) or _BYLINE.match(lines[last]):
        return False
    return shapes[last].length < 0.75 * sum(links) / len(links) or (shapes[last].length < 50 and min(links) > 50)


def _stamped(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts, *, sure: bool) -> None:
    """A title and the time it was published, below the first paragraph: a link to another article."""
    start = next((i for i, s in enumerate(shapes) if s.strong), len(lines))
    stamps = [i for i in range(start + 1, len(lines)) if len(lines[i]) < 60 and is_stamp(lines[i])]
    titled = [
        i for i in stamps if i - 1 not in stamps and (_is(verdicts[i - 1], "nav") or (verdicts[i - 1] is None and _is_title(lines[i - 1], shapes[i - 1]) and shapes[i - 1].length >= 25 and not _LIST_ITEM.match(lines[i - 1])))
    ]
    titled = titled if sure else [i for i in titled if _FULL_STAMP.search(lines[i])]
    if sure or len(titled) > 1:
        for i in titled:
            for j in (i - 1, i):
                verdicts[j] = verdicts[j] or Verdict("nav", "stamped-link")
    if len(stamps) < 3 or not sure:
        return
    for first, second in zip(stamps, stamps[1:], strict=False):
        # A title, a summary, a section: what stands between two times that are this close together is a list.
        between = range(first + 1, second)
        if second - first <= 5 and all(shapes[j].length < 230 and captions.sentences(lines[j]) < 2 for j in between):
            for j in (first, *between, second):
                verdicts[j] = verdicts[j] or Verdict("nav", "stamped-link")


_FULL_STAMP = re.compile(r"\d{4}\D.*\d:\d\d|^\S+ \d{1,2}[:.]\d\d$")


@lru_cache(maxsize=2048)
def is_stamp(line: str) -> bool:
    """Whether a line is a time, a date or a byline and nothing else."""
    return bool(_STAMP.match(line) or _BY_AND_WHEN.match(line) or _BYLINE.match(line))


def _ranked(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """1, a title, 2, a title, 3, ...: a list of what others read."""
    ranks = [i for i, line in enumerate(lines) if len(line) < 5 and _RANK.match(line)]
    for first in ranks:
        if words.key(lines[first]) != "0" or re.sub(r"\D", "", lines[first]) != "1":
            continue
        chain, wanted = [first], 2
        for i in ranks:
            if chain[-1] < i <= chain[-1] + 5 and int(re.sub(r"\D", "", lines[i])) == wanted:
                chain.append(i)
                wanted += 1
        if len(chain) < 3:
            continue
        for j in range(chain[0], min(len(lines), chain[-1] + 3)):
            if verdicts[j] is None and (j in chain or _is_title(lines[j], shapes[j])):
                verdicts[j] = Verdict("nav", "ranked-links")


def _teasers(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """Two or more titles in a row between paragraphs: links that the page put there. One is a heading."""
    i = 0
    while i < len(lines):
        run = i
        while run < len(lines) and verdicts[run] is None and _is_link_text(lines[run], shapes[run]):
            run += 1
        after_prose = i > 0 and (shapes[i - 1].strong or verdicts[i - 1] is not None) and any(s.strong for s in shapes[:i])
        before_prose = run < len(lines) and (shapes[run].prose or verdicts[run] is not None or shapes[run].length < 50)
        if run - i >= 2 and after_prose and before_prose and not any(shapes[j].ends for j in range(i, run)):
            found = list(range(i, run))
            if run < len(lines) and shapes[run].prose and len(found) > 1 and _heads_what_follows(found, lines, shapes):
                found.pop()
            for j in found if len(found) > 1 or run - i > 2 else ():
                verdicts[j] = Verdict("nav", "teasers")
        i = max(run, i + 1)


def _is_link_text(line: str, look: Shape) -> bool:
    return 38 <= look.length <= 170 and not look.prose and len(line.split()) >= 5 and not _LIST_ITEM.match(line) and not line.startswith(("“", '"', "—", "–")) and not re.search(r"\d\s?%|\t|:$", line)


def _sections(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """A section's name above the story, or repeated."""
    start = next((i for i, s in enumerate(shapes) if s.strong), 0)
    names = words.phrases("SECTIONS")
    keys = [words.key(line) if len(line) < 26 else "" for line in lines]
    for i, key in enumerate(keys):
        if verdicts[i] is None and key in names and not shapes[i].ends and (i < start or keys.count(key) > 1):
            verdicts[i] = Verdict("nav", "section")


def _tail(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """Everything short below the story's last paragraph, once a label has said that the story is over."""
    strong = [i for i, s in enumerate(shapes) if s.strong and verdicts[i] is None]
    if not strong:
        return
    over, summaries = _story_ends(lines, shapes, verdicts, strong)
    for i in range(over, len(lines)):
        if verdicts[i] is None and shapes[i].length < 140 and not shapes[i].prose and not (shapes[i].ends and shapes[i].length >= 50):
            verdicts[i] = Verdict("nav", "tail")
        elif verdicts[i] is None and summaries and shapes[i].prose and _is_summary(i, lines, shapes, verdicts):
            verdicts[i] = Verdict("nav", "tail")


def _story_ends(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts, strong: Sequence[int]) -> tuple[int, bool]:
    """The label after which no paragraph of the story comes, and whether paragraphs below it are links' summaries."""
    labels = [i for i, v in enumerate(verdicts) if v is not None and i > strong[0] and v.rule in ("nav-label", "share-label", "share-bar", "tags", "stamped-link", "ranked-links", "link-list", "promotion")]
    for i in labels:
        later = [j for j in strong if j > i]
        if not later and (verdicts[i].kind == "nav" or sum(j < i + 5 for j in labels if j >= i) > 1):  # type: ignore[union-attr]
            return i, False
        below = len(lines) - i
        summaries = [j for j in later if _is_summary(j, lines, shapes, verdicts)]
        labelled = sum(j >= i and verdicts[j].rule == "nav-label" for j in labels)  # type: ignore[union-attr]
        if later and len(summaries) == len(later) and len(later) <= 0.4 * below and len(later) >= 3 and labelled >= 2 and below >= 8:
            return i, True
    return len(lines), False


def _is_summary(i: int, lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> bool:
    """A sentence or two under a title, with furniture or the next title below."""
    above = shapes[i - 1]
    if above.prose or shapes[i].length > 320 or captions.sentences(lines[i]) > 3:
        return False
    below_is_short = i + 1 >= len(lines) or not shapes[i + 1].prose
    return below_is_short and (above.length >= 20 or verdicts[i - 1] is not None)

"""How a line looks: its length, its stop, whether it is prose, a title or a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, overload

from indexer.text import signs
from indexer.text.lines import Verdict
from indexer.text.pictures import captionlike

_STOPS = frozenset(".!?…。！？؟।۔")
_SPACES = "".join(c for c in map(chr, range(0x3001)) if c.isspace())
_CLOSING = _SPACES + """"'”’»)]）」』】"""


WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


STAMP = re.compile(
    r"\W*(?:(?:published|updated|stand|analyse|aktualisiert|publicado|publié|"
    r"opublikowano|veröffentlicht)\W{0,3}(?:\w+ )?)?(?:"
    r"\d{1,4}\s?[./-]\s?\d{1,2}\s?(?:[./-]\s?\d{2,4})?(?:[\s,]+\d{1,2}:\d{2}(?::\d{2})?)?(?:\sMit "
    r"(?:Video|Audio|Bild))?"
    r"|(?:vor\s|il y a\s|hace\s|há\s|för\s|for\s|przed\s|před\s)?\d{1,3}\s?(?:h|"
    r"hrs?|std\.?|min\.?|mins|minutes?|hours?|days?|weeks?|months?|years?|"
    r"stunden?|tagen?|minuten|heures?|jours?|horas?|días?|dias?|ore|giorni|"
    r"timer|dager|timmar|"
    r"godzin\w*|минут\w*|час\w*|годин\w*|saat|gün|日|時間|分|시간|분|일|小时|分钟|天|giờ|"
    r"phút|jam|menit)\s?(?:ago|önce|назад|тому|前|전|trước|lalu|siden|sedan|"
    r"temu|zpět)?(?:図解あり|動画あり)?"
    r"|(?:včera|dnes|gestern|heute|yesterday|today|ayer|hoy|hier|ieri|oggi|"
    r"wczoraj|dzisiaj|вчера|сегодня|igår|idag|i går|i dag|昨日|今日)[\s,]+\d{1,2}[:.]\d{2}"
    r"|\d{1,2}\.?\s[^\W\d_]{3,10}\.?(?:\s\d{4})?(?:[\s,]+\d{1,2}:\d{2})?|[^\W\d_]{3,9}\.?\s\d{1,2},\s\d"
    r"{4}(?:[\s,at]+\d{1,2}:\d{2}\s?(?:[ap]\.?m\.?)?)?"
    r"|\d{1,2}月\d{1,2}日(?:\s?\d{1,2}:\d{2})?|\d{4}年\d{1,2}月\d{1,2}日(?:\s?\d{1,2}:\d{2})?"
    r"|\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?"
    r")(?:\s(?:uhr|Uhr|基准|기준|ET|GMT|CET|BST))?\W*$",
    re.IGNORECASE,
)


_BY_AND_WHEN = re.compile(r"[^\W\d_][\w .,'’()-]{2,50}?,\s\d{1,2}\s[^\W\d_]{3,10},\s\d{1,2}:\d{2}$")


BYLINE = re.compile(
    r"(?:by|von|par|por|di|door|av|af|autor|text|ein(?:e)? (?:\w+ )?von|kommentar von|"
    r"eine analyse von|ein interview von|автор|від)\s(?-i:[^\W\d_a-zß-öø-ÿ])[\w.'’-]+(?:\s[\w.'’-]+){0,5}(?:,\s.{2"
    r",60})?$",
    re.IGNORECASE,
)


LIST_ITEM = re.compile(r"\s*(?:[-–—•·*◆■▪●○]\s|\d{1,2}[.)]\s|\|)")


class Shape(NamedTuple):
    """How a line looks: its length as a reader feels it (a Han character is worth 2.5), and whether it is prose."""

    length: float
    ends: bool
    prose: bool
    strong: bool


@lru_cache(maxsize=2048)
def shape(line: str) -> Shape:
    """The look of one line."""
    length = len(line) + (0.0 if line.isascii() else 1.2 * len(WIDE.findall(signs.odd_ones(line))))
    ends = line.rstrip(_CLOSING)[-1:] in _STOPS
    prose = length >= 230 or (ends and length >= 75)
    strong = prose and (length >= 150 or captionlike.sentences(line) > 1)
    return Shape(length, ends, prose, strong)


class Shapes(Sequence[Shape]):
    """The looks of lines, each looked at when it is asked for: in most articles few are."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, i: int) -> Shape: ...

    @overload
    def __getitem__(self, i: slice) -> list[Shape]: ...

    def __getitem__(self, i: int | slice) -> Shape | list[Shape]:
        return shape(self._lines[i]) if isinstance(i, int) else [shape(line) for line in self._lines[i]]


Verdicts = list[Verdict | None]


def is_page(lines: Sequence[str], verdicts: Sequence[Verdict | None]) -> bool:
    """Whether a text is a whole page saved rather than an article with a few links in it: by how much furniture it has.

    A text of many short lines isn't enough: tables, lists and live reports are stories too. Nor is one line of
    furniture, however often it stands there.
    """
    places = [i for i, v in enumerate(verdicts) if v is not None and v.kind in ("share", "nav", "ad")]
    if len(places) < 4:
        return False
    furniture = len({lines[i] for i in places})
    return furniture >= 4 and furniture >= 0.1 * len(verdicts)


def around(i: int, size: int, reach: int) -> list[int]:
    return [j for j in range(max(0, i - reach), min(size, i + reach + 1)) if j != i]


def is_kind(verdict: Verdict | None, *kinds: str) -> bool:
    return verdict is not None and verdict.kind in kinds


_LIVE = re.compile(r"\d{1,2}[h:.]\d{2}\b|[»>]")


def is_title(line: str, look: Shape) -> bool:
    """Whether a line could be a link's text: no paragraph, no post of a live blog, and nothing but a title."""
    if look.prose or look.length > 190 or line.endswith((":", "：")):
        return False
    return not (line.endswith((".", "。")) and look.length >= 40) and not _LIVE.match(line)


FULL_STAMP = re.compile(r"\d{4}\D.*\d:\d\d|^\S+ \d{1,2}[:.]\d\d$")


@lru_cache(maxsize=2048)
def is_stamp(line: str) -> bool:
    """Whether a line is a time, a date or a byline and nothing else."""
    return bool(STAMP.match(line) or _BY_AND_WHEN.match(line) or BYLINE.match(line))

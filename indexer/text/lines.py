"""What kind of line is this? Judged by the line's own wording; `blocks` judges by its neighbours.

A verdict names the kind, the rule that gave it, and what is to be kept of the line: a caption, a credit, or nothing.
None, the usual answer, means that the line is the story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from indexer.article import Caption
from indexer.text import captions, credits, signs, words
from indexer.text.calls import attribution, promotions
from indexer.text.pictures import captionlike, makers, tails

Kind = Literal["caption", "credit", "ad", "share", "stale", "nav"]

SHORT = 130
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a line leaves the body, and what it becomes."""

    kind: Kind
    rule: str
    caption: Caption | None = None
    credit: str | None = None


_STALE = re.compile(
    r"\W*(?:this (?:article|story|content|post) (?:is|was published) (?:more than|"
    r"over) (?:\w+ ){1,3}(?:old|ago)|this article was (?:first )?published more than .{2,20} "
    r"ago|"
    r"dieser artikel ist (?:mehr als|über) .{2,20} alt|cet article (?:date de|"
    r"a été publié il y a) plus d.{2,24}|este artículo (?:tiene|se publicó hace) más de "
    r".{2,24}|"
    r"este artigo (?:tem|foi publicado há) mais de .{2,24}|questo articolo (?:ha|"
    r"è stato pubblicato) più di .{2,24}|dit artikel is (?:meer dan|ouder dan) .{2,20}|"
    r"denne (?:artikkelen|artikkel|saken) er (?:over|mer enn) .{2,20} gammel|"
    r"den här artikeln är (?:mer än|över) .{2,20} gammal|denne artikel er (?:over|"
    r"mere end) .{2,20} gammel|"
    r"(?:tämä )?(?:juttu|artikkeli) on (?:yli|julkaistu yli) .{2,24}|ten artykuł ma (?:ponad|"
    r"więcej niż) .{2,24}|tento článek je starší (?:více )?než .{2,20}|"
    r"этой статье (?:более|больше) .{2,20}|本文发布于.{1,12}年前|この記事は.{1,10}年以上前に.{2,20}|"
    r"이 기사는 .{1,12} 이상 지난 기사입니다)\W*$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?:<!\W*|\W*//\W*[–-]+>?|\W*-->\W*|\{[\w.]+\}|\[(?:pullquote|image|"
    r"video|embed|caption|gallery|related|ad|sidebar|(?:audio|video)-clip|"
    r"(?:embed\w*|\w+_(?:video|audio)|gallery|caption|iframe)\s\w+=[^\]]*)\]|poster=\S+|&nbsp;|\{\{.{1,60}\}\}|"
    r"poster=\"https?://[^\"\s]+\"\s.*|"
    r"\[\w+(?:\s\w+=[“”\"][^\]“”\"]*[“”\"])+\s?/?\](?:\[/\w+\])?|<(?:span|iframe|div|img|embed|object|script)\b[^<>]*>(?:</\w+>)?)$",
)
_CODE_WITHIN = re.compile(
    r"/\* ?\]\]>|\bdocument\.(?:write|getElement)|\}\s?catch\s?\(|\bfunction\s?\(\w*\)\s?\{|"
    r"\bgoogletag\.|window\.\w+\s?=|\bvar \w+\s?=.{0,60};",
)
_CODE_WORDS = ("]]>", "document.", "catch", "function", "googletag.", "window", "var ")
"""What `_CODE_WITHIN` can't do without."""
_HASHTAGS = re.compile(r"(?:#[^\s#]+\s*)+$")
_CRUMBS = re.compile(r"[^.!?>›»«]{1,40}(?:\s[>›]\s?[^.!?>›»«]{1,40}){1,5}$|[^.!?>›»«]{1,40}\s›$")
_TAGS = re.compile(
    r"(?:tags?|categor(?:y|ies)|filed under|published under|posted (?:in|under)|topics?|this article tagged "
    r"under|themen|schlagwörter|schlagworte|mots-clés|etiquetas|más temas|"
    r"temas|tagi|"
    r"теги|темы|тегі|etiketler|标签|キーワード|タグ|태그|từ khóa|ämnen|emneord|"
    r"asiasanat|štítky|archivado en|keywords?)\s?[:#：]",
    re.IGNORECASE,
)
_LISTS_IN_PROSE = re.compile(
    r"[a-z]\s?: (?=[a-z])(?:[\w’' -]+(?:, [a-z][\w’' -]*)* and [a-z][\w’' -]*$|"
    r"[^#]*\b(?:which|they|is|are|was|were|has|have)\b)"
)
"""The story's own list in small letters, with "and" ("Categories: amateurs, seniors and juniors"), or its sentence."""
_ENDS_WITH_LINK = re.compile(
    r"\S.{10,220}[\s.!?”’\"]\s?(?:read more|continue reading|weiterlesen|lire la suite|"
    r"leer más|leia mais|leggi tutto|lees meer|czytaj więcej|читать далее|"
    r"devamı)\W*$",
    re.IGNORECASE,
)
_CLICK = re.compile(
    r"(?:please\s)?click here\b.{0,120}$|(?:click|tap) (?:here )?(?:for|to) (?:more|"
    r"get|read|view|see|watch|listen|subscribe|sign|join|download|learn|find)\b.{0,120}$|"
    r"visit .{2,40} homepage for more stories\.?$|just watched\b.+\bmust watch\b.*$|"
    r"(?:get|download) the .{2,30}\bapp\b.{0,30}$|full coverage: .{2,80}$|"
    r"(?:find|see|read|view) (?:more|all|the latest) .{2,40}\b(?:here|at https?://\S+)\.?$|"
    r"find .{2,40} at https?://\S+$|"
    r"(?:you can )?(?:read|watch|find|see) (?:his|her|the|their|more|all)\b.{0,50}\b(?:full "
    r"|complete )(?:testimony|statement|story|article|interview|report|speech|"
    r"letter|transcript)(?: here)?\.?$|"
    r"read more (?:[\w’'&.-]+ ){0,4}?(?:of|from|about|coverage)\b[^.!?:]{2,90}[.:]?$|"
    r"read the (?:full|complete|entire|whole|original) "
    r"(?:story|report|article|letter|transcript|statement|interview|opinion|"
    r"document|text|complaint|lawsuit|bill|memo|speech|post|study|ruling|decision|indictment)\b"
    r".{0,90}\b(?:here|below)\W*$|"
    r"read .{3,80} by \S{2,30} on scribd$|"
    r"read the (?:full|complete) (?:statement|transcript|interview|letter)(?: of (?:his|her|their|the) (?:interview|"
    r"remarks|speech|call|hearing))?:?$|read the full story (?:from|at|on) (?:the )?(?-i:[A-Z])[^.!?:]{2,90}\.?$|"
    r"you can read more from [A-Z][^.!?]{2,50} here\.?$|"
    r"\(?(?:you can )?read (?:(?:the|a|an|his|her|their|our|some of the|(?-i:[A-Z])[\w.]*['’]s) )?(?:[\w’'&.-]+ ){0,4}"
    r"(?:transcripts?|lists?|letters?|reports?|documents?|lawsuits?|complaints?|decisions?|rulings?|orders?|memos?|"
    r"articles of impeachment|statements?|interviews?|op-eds?|columns?|essays?|stud(?:y|ies)|polls?|surveys?|bills?|"
    r"speech|testimony|remarks|filings?|indictments?|affidavits?|recaps?|highlights|resolutions?|fact checks?)"
    r"(?: (?:of|from|on|with|about|by|for)\b[^.!?:;]{0,80})? here[.:)]*$|"
    r"\(?(?:you can )?(?:see|view|watch|download) (?:the|his|her|their|our|that|past) (?:[\w’'&.-]+ ){0,4}"
    r"(?:reports?|videos?|interviews?|speech|clips?|testimony|remarks|materials|trackers?|lists?(?: and notes)?|"
    r"transcripts?|charts) here[.:)]*$|"
    r"(?:to (?:see|read|view|find)|for) .{5,110}, (?:go|click|visit|see|tap)(?: on)?:? "
    r"(?:here|https?:\S+|\S+\.\w{2,3}/\S+)\W*$|"
    r"for (?:a|an|the)? ?(?:graphics?|interactive|factbox|timeline)s? .{3,140}: "
    r"(?:here|https?:\S+|\S+\.\w{2,3}/\S+)\W*$|"
    r"\(graphic\s?[-:–] .{3,140}: ?(?:here|\S+\.\w{2,3}/\S+)\)$|follow the updates live\b.{0,60}$|"
    r"read (?:the )?(?:rest|whole thing|more)(?: of (?:the|this) (?:story|article|post|piece))?"
    r"(?: here| at [A-Z].{2,40})\W*$|"
    r"(?:continue reading|for more, read the full story) at [A-Z].{2,40}$|"
    r"listen to the full (?:interview|episode|story|conversation|show)(?: here)?\W*$|"
    r"click on .{3,60} for more\b.{0,40}$|"
    r"to read the (?:rest|full) .{5,120}\bclick here\W*$|(?:for more|see more|"
    r"more) (?:stories|news|coverage|videos?|photos?)\b.{0,60}(?:click|visit|"
    r"here|at)\b.{0,60}$|"
    r"(?:for|to see|to hear) the full (?:interview|story|report)\b.{3,120}$|"
    r"slide ?show:? ?(?:\(.{2,20}\)|.{0,60})$|nachrichten .{2,40} finden sie hier\.?$|"
    r"mehr .{2,50} finden sie hier\.?$",
    re.IGNORECASE,
)
_FOLLOWING = ("follow", "share", "like", "find", "join", "please", "read")
_IN_BRACKETS = re.compile(
    r"[(\[]\s?(?:photos?|pictures|images|videos?|graphics?|slideshow|also|more|transcript|"
    r"related|read|see|watch|listen|quiz|poll)(?:\s[\w.&’'-]+){0,4}\s?:[^)\]]{5,160}[)\]]$|"
    r"\[\s?(?:read|watch|see|listen to|also read)\s?[“‘\"'][^\[\]]{5,160}[”’\"'“]\s?\]$",
    re.IGNORECASE,
)
_LOST_LINK = re.compile(
    r"\(\s(?!(?:Updates?|Adds|Corrects?|Recasts)\b)(?![^()]*\b(?:is|are|was|were|plays?|begins|ends|shown|sworn)\b)(?:"
    r"(?:Read|See|Watch|View|Listen|Click|Follow|Related|Download|Sign up|Subscribe|Go pro|Poll|Quiz|Timeline|Podcast|"
    r"Slideshow|Interactive|Gallery|Analysis|Opinion|(?:Photos?|Pictures|Images|Videos?|Graphics?|Map|Chart|Transcript)\sof|"
    r"(?:More|Also|Latest)\s(?:on|from|about|in|coverage|stories|news)|(?:The\s)?[A-Z]\w+['’]s\sfull\scoverage|"
    r"[A-Z]{4,}(?:['’]s|\sPoll))\b[^()]{3,140}[^().!?…]|"
    r"(?:Full|Complete|Live)\s(?:[\w’'&]+\s){0,2}(?:results|coverage|story|text|report|list|transcript|statement|"
    r"schedule|interview|video|updates|blog|stream)\b[^()]{0,120}(?<![.!?…])|"
    r"[A-Z0-9][^()]{3,120}: [^()]{5,120}[^().!?…])\)$"
)
"""A link that stood in brackets of its own, with the blank that its tag left behind: "( Full results of the vote)".
What names no kind of link may be a transcript's: "( Applause from the gallery)"."""
_CLICK_OPENINGS = words.listed(
    "please click tap visit just get download full find see read view you watch to for "
    "more slideshow slide nachrichten mehr follow graphic continue listen",
    " ",
)
LINK_ENDINGS = (
    "read more",
    "continue reading",
    "weiterlesen",
    "lire la suite",
    "leer más",
    "leia mais",
    "leggi tutto",
    "lees meer",
    "czytaj więcej",
    "читать далее",
    "devamı",
)
_FOLLOW = re.compile(
    r"(?:please )?(?:follow|like|find|join) (?:us|me|him|her|them|@\w+|(?:our|the) (?-i:[A-Z])[\w.'’-]*|"
    r"(?-i:[A-Z][\w.'’-]*(?:,? (?:and |& )?[A-Z@][\w.'’-]*){0,6}))\s?(?:on|at|:)?\s?(?:www\.)?(?:twitter|facebook|"
    r"instagram|x\b|youtube|social|https?:).{0,160}$|"
    r"follow (?:@\w+.{0,80}|[^.!?]{2,80}\s(?:at|on):?\shttps?:.{2,160}|"
    r"[^.!?:@]{2,50}\s(?:reporter|writer|correspondent|editor|columnist|critic)(?-i:\s[A-Z][\w’'-]+\s[A-Z][\w’'-]+),?\s"
    r"@\w{3,20})$|"
    r"(?:read or )?share this (?:story|article)\b.{0,300}$|"
    r".{0,80}\bsharing options\b.{0,160}$|share (?:the|all) .{2,60}$",
    re.IGNORECASE,
)


@cache
def _linking() -> re.Pattern[str]:
    return re.compile(
        rf"[^\w(]{{0,5}}(?:{words.alternatives('LINKING')})(?:\s\w+){{0,2}}?\s?(?:[:：|"
        rf"»→]|>>)\s?(?P<title>\S.*)$",
        re.IGNORECASE,
    )


@cache
def _linking_words() -> re.Pattern[str]:
    """Prefixes of two words and more say what they are without a colon ("Lesen Sie auch Wahlkampf in Hessen")."""
    several = "|".join(
        sorted(
            (
                re.escape(p).replace(r"\ ", r"\s")
                for p in words.words_of(words.LINKING)
                if " " in p and p not in _MEANT_OTHERWISE
            ),
            key=len,
            reverse=True,
        )
    )
    return re.compile(rf"[^\w(]{{0,5}}(?:{several})\s(?P<title>\S.*)$", re.IGNORECASE)


@cache
def _linking_openings() -> frozenset[str]:
    return frozenset(
        words.key(p).partition(" ")[0] for p in words.words_of(words.LINKING) if " " in p and p not in _MEANT_OTHERWISE
    )


_MEANT_OTHERWISE = frozenset(
    (
        "live updates",
        "in pictures",
        "in the news",
        "más información",
        "click here",
        "watch now",
        "now watch",
        "must read",
        "more from",
        "more on",
        "full coverage",
        "don't miss",
        "go deeper",
        "recommended reading",
        "further reading",
        "a lire",
        "à lire",
        "à voir",
        "по теме",
        "за темою",
        "ver más",
        "haberin devamı",
        "> >",
        "ilgili haber",
        "check out",
        "interactive calendar",
        "click for more",
        "and see",
        "now read",
        "now playing",
        "unaweza kusoma",
        "unaweza pia kusoma",
        "kuna iya karanta",
        "ተጨማሪ ያንብቡ",
        "በተጨማሪ ያንብቡ",
        "यो पनि पढ्नुहोस्",
        "थप पढ्नुहोस्",
    )
)


def judge(line: str, calls: tuple[promotions.Call, ...] = promotions.CALLS, *, ways: bool = True) -> Verdict | None:
    """What this line is by its own wording; None for the story. `calls` are the calls to action to look for, `ways`
    says whether there may be an order of people (`captions.may_have_way`).

    >>> [judge(line).kind for line in ("Advertisement", "Share this article", "Read more: A vote in Lima")]
    ['ad', 'share', 'nav']
    >>> judge("The minister shared this with reporters.") is None
    True
    """
    if not line or (len(line) > _LONGEST and not captions.is_album(line)):
        return None
    if (maker := makers.read(line)) is not None:
        known = Verdict("credit", "credit", credit=maker.credit)
        return Verdict("caption", "caption-label", maker) if maker.text else known
    short = len(line) <= SHORT
    if is_prose(line, ways=ways) and not (short and may_be_label(line)):
        return called(line, calls)
    if short and (verdict := _labelled(line)):
        return verdict
    if (name := credits.standalone(line)) is not None:
        return Verdict("credit", "credit", credit=name)
    if (found := captions.read(line, ways=ways)) is not None:
        return Verdict("caption", found[1], found[0])
    if is_code(line):
        return Verdict("nav", "code")
    if (link := linked(line)) is not None:
        return link
    return called(line, calls)


def called(line: str, calls: tuple[promotions.Call, ...]) -> Verdict | None:
    """What a line is that no rule takes but those for calls to action."""
    return Verdict("share", "promotion") if calls and promotions.calls(line, calls) else None


@lru_cache(maxsize=4096)
def judge_again(line: str, calls: tuple[promotions.Call, ...], ways: bool) -> Verdict | None:
    """`judge` for a line that other articles may have, too."""
    return judge(line, calls, ways=ways)


def is_prose(line: str, *, ways: bool = True) -> bool:
    """Whether a line shows no sign that any rule needs, but those for calls to action and for labels. Most lines of
    news are such, so all that the rules of `credits`, `captions` and this module can't do without is looked for here at
    once; False says nothing.

    >>> is_prose("The minister told reporters in Lima that the harbour would be closed until the end of the month, "
    ...     "and that the ferry would sail again in spring")
    True
    """
    first, end = line[0], line[-70:]
    if captions.HIDDEN in line or end.endswith(_HEARD):
        return False
    if first in "/p&-([" or captions.may_open(line) or first.isspace():
        return False
    # Brackets are code, or hold a credit; square ones an editor's word as well.
    if "{" in line or "}" in line or "<" in line or ">" in line:
        return False
    if ("[" in line or "]" in line) and ("]" in line[-3:] or is_code(line)):
        return False
    if ")" in line[-3:] or line[-1] in "oO）】摄攝影" or line.endswith("More") or "=" in end or "＝" in end:
        return False
    # "a/b" names who made a picture and for whom.
    if ("/" in line or first in "GAR") and captions.names_maker_first(line):
        return False
    tail = line[-140:]
    if (":" in tail or "：" in tail or " by " in tail) and tails.names_photo(tail):
        return False
    if "©" in tail or captions.labelled(line) or tails.has_agency_sign(end) or tails.may_be_handed_out(end):
        return False
    if ("." in end[:-2] or "!" in end or "?" in end or "。" in end or signs.blank_before(end, _BARS)) and (
        credits.may_name_maker(end)
    ):
        return False
    if len(line) <= 250 and (credits.states_rights(line) or credits.helpers(line)):
        return False
    if len(line) <= credits.LONGEST_CREDIT and (
        "/" in line or credits.may_be_credit(line, credits.without_brackets(line))
    ):
        return False
    return not captions.says_plainly(line, ways=ways) and linked(line) is None


_BARS = ("|", "—", "–", "-")


def may_be_label(line: str) -> bool:
    """Whether `_labelled` may find anything in a line that `is_prose` and has not more than 130 characters."""
    key = words.key(line)
    if key in words.phrases("AD", "SHARE", "NAV") or key.removesuffix(" 0") in words.phrases("AD"):
        return True
    if captions.is_label(line) or "#" in line or ":" in line or "：" in line or "›" in line:
        return True
    head = line if line[0].isalnum() else line.lstrip(signs.QUOTES)
    if not head[:1].isalnum() or signs.opens(head, OLD):
        return True
    word = key.partition(" ")[0]
    if word in _POSTING and not (word == "a" and not key.startswith(_POSTS)):
        return True
    if (first := _PART.search(line)) and first[0].lower() in words.NETWORKS:
        return True
    # An advertisement's label twice; or several labels, the first of which opens the line, or is glued to the second.
    if word in _first_words("AD"):
        return True
    glued = not head.partition(" ")[0][1:].islower()
    several = glued or not word.isascii() or word in _first_words("AD", "SHARE", "NAV", "SECTIONS")
    return (several or word in words.NETWORKS) and _SENTENCE_SIGNS.isdisjoint(line)


_POSTS = ("a post", "a photo", "a video", "a reel")


@cache
def labelling() -> frozenset[str]:
    """The first words of labels, buttons and links that are sentences, or longer than one word."""
    return _first_words("AD", "SHARE", "NAV") | _POSTING | words.NETWORKS


@cache
def _first_words(*names: str) -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in words.phrases(*names) if phrase)


def is_code(line: str) -> bool:
    """Whether a line is left of a page's code or templates."""
    return _may_be_code(line) and (
        _CODE.match(line) is not None
        or (any(word in line for word in _CODE_WORDS) and _CODE_WITHIN.search(line) is not None)
    )


def _may_be_code(line: str) -> bool:
    return line[0] in "/p&-" or "{" in line or "}" in line or "<" in line or ">" in line or "[" in line or "]" in line


_NUMBER = 12
"""Digits of a number that no story has in a line of its own: a video's or a picture's."""
_BOOK = ("978", "979")
"""How the numbers of books begin."""


def _labelled(line: str) -> Verdict | None:
    if line.isdecimal() and len(line) >= _NUMBER and not line.startswith(_BOOK):
        return Verdict("nav", "code")
    key = words.key(line)
    if captions.is_label(line):
        return Verdict("caption", "picture-label")
    if (key in words.phrases("AD") or key.removesuffix(" 0") in words.phrases("AD")) and not _is_sentence(line):
        return Verdict("ad", "ad-label")
    halves = key.split()
    if (
        len(halves) % 2 == 0
        and " ".join(halves[: len(halves) // 2]) in words.phrases("AD")
        and halves[: len(halves) // 2] == halves[len(halves) // 2 :]
    ):
        return Verdict("ad", "ad-label")
    if line.endswith((".", "?")) and not line.endswith("...") and len(line) < 30 and not key.startswith(_HANDS_ON):
        return None
    if key in words.phrases("SHARE"):
        return Verdict("share", "share-label")
    if key in words.phrases("NAV"):
        return Verdict("nav", "nav-label")
    if (signs.opens(line, OLD) or not line[0].isalnum()) and _STALE.match(line):
        return Verdict("stale", "stale")
    low = line.lower()
    first = _PART.search(low)
    parts = _PART.findall(low) if first and first[0] in words.NETWORKS else []
    if len(parts) > 1 and len(set(parts) & words.NETWORKS) == len(set(parts)) and set(parts) & _NETWORK_NAMES:
        return Verdict("share", "share-bar")
    if line.count("#") > 1 and _HASHTAGS.match(line):
        return Verdict("share", "hashtags")
    if (":" in line or "#" in line or "：" in line) and _TAGS.match(line) and not _is_sentence(line):
        return None if _LISTS_IN_PROSE.search(line) else Verdict("nav", "tags")
    if (">" in line or "›" in line) and _CRUMBS.match(line):
        return Verdict("nav", "breadcrumb")
    if key.partition(" ")[0] in _POSTING and _POSTED.match(line):
        return Verdict("share", "share-label")
    return _several(line)


_POSTING = words.listed(
    "a ver una veja uma um voir afficher une sieh ein beitrag visualizza un bu посмотреть публикация", " "
)
_POSTED = re.compile(
    r"(?:a (?:post|photo|video|reel) (?:shared|posted) by .{2,90}|ver esta publicación en instagram|"
    r"una publicación compartida (?:de|por) .{2,90}|(?:ver|veja) essa (?:foto|publicação) no instagram|"
    r"(?:uma publicação|um post) compartilhad[ao] por .{2,90}|(?:voir|afficher) cette publication sur instagram|"
    r"une publication partagée par .{2,90}|sieh dir diesen beitrag auf instagram an|"
    r"(?:ein )?beitrag geteilt von .{2,90}|visualizza questo post su instagram|un post condiviso da .{2,90}|"
    r"bu gönderiyi instagram'da gör|посмотреть эту публикацию в instagram|публикация от .{2,90})$",
    re.IGNORECASE,
)
_MOST_BUTTONS = 12
_SENTENCE_SIGNS = frozenset('.!?。！？,;"“”')
_GLUED = re.compile(r"(?<=[a-zß-öø-ÿа-яё])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ])")


def _several(line: str) -> Verdict | None:
    """Buttons and links that stand in one line, glued or not: "FacebookTwitterShare", "Contact us Terms of use"."""
    if not _SENTENCE_SIGNS.isdisjoint(line) or len(line) < 8:
        return None
    parts = words.key(_GLUED.sub(" ", line)).replace("|", " ").split()
    if not 1 < len(parts) <= 2 * _MOST_BUTTONS:
        return None
    buttons, links = words.phrases("SHARE", "AD"), words.phrases("NAV", "SECTIONS")
    reach: list[tuple[int, int] | None] = [(0, 0)] + [None] * len(parts)
    # How few phrases cover the first n words, and how many of them are buttons.
    for end in range(1, len(parts) + 1):
        for start in range(max(0, end - 6), end):
            before = reach[start]
            if before is None:
                continue
            phrase = " ".join(parts[start:end])
            button = phrase in buttons or (end - start == 1 and phrase in words.NETWORKS)
            if button or phrase in links:
                found = (before[0] + 1, before[1] + button)
                now = reach[end]
                if now is None or found[0] < now[0]:
                    reach[end] = found
    covered = reach[len(parts)]
    # Two words in a row that are links each may as well be a heading: "Health news".
    if covered is None or covered[0] < 2 or (covered[0] == len(parts) and covered[0] < 3 and covered[1] < 2):
        return None
    return Verdict("share" if 2 * covered[1] >= covered[0] else "nav", "share-bar")


_PART = re.compile(r"[\w+-]+")
OLD = words.listed("thi|die|cet|est|que|dit|den|jut|art|ten")
_HANDS_ON = ("click ", "tap ")
_NETWORK_NAMES = words.listed(
    "facebook twitter whatsapp pinterest linkedin reddit tumblr flipboard telegram messenger "
    "share email facebooktwitter",
    " ",
)


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "?", "。")) and len(line) > 60


_GLUED_TITLE = re.compile(
    r"(?!(?:Questions?|Answers?|Q|A)\b|(?i:notes?|remarks?|footnotes?):|[A-Z][A-Z .'’-]+:)(?:"
    r"[A-Z][^:.!?]{2,40}:(?=[A-Z])(?!\S*//)\S+(?:\s\S+){5,}$|"
    r"[A-Z][^:.!?]{2,40}(?<!\d)(?<!said)(?<!says)(?<!wrote)(?<!asked)(?<!added):(?=[‘“'\"A-Z])(?!\S*//)"
    r"(?!.*[.!?”\"’']$)\S+(?:\s\S+){4,}$|"
    r"[‘“'\"][^:]{5,60}[’”'\"]:(?=[A-Z])(?!.*[.!?”\"’']$)\S+(?:\s\S+){4,}$)"
)
"""A title that is glued to what it is about: "Harbour vote:Council puts it off", "On the quay:'No ferry': What now".
What is in capitals, asks or answers may speak, and a time stands behind what it is the time of; a
note at the foot of a table is none either: "Note:Shares as of May"."""
_CALLED_SO = re.compile(r"Read More (?:(?:Books?|Week|Day|Month|Campaign|Often)\b|(?:[^\s,]+ ){0,2}[^\s,]+,)")
"""A campaign's name, and what is said of it: "Read More Week, which began on Monday"."""
_READ_MORE = re.compile(r"Read More (?=[A-Z0-9‘“\"'])[^|]{50,290}$")
"""Another article's title and its summary, behind what only a button says so."""
_RELATED = re.compile(
    r"(?:Related|Recommended) (?!(?:Companies|Part(?:y|ies)|Cases?|Work|Matters|Industries|Reading|Links?|Stories|"
    r"Articles|Content|Posts?|Topics?|Groups?|Argent|Digital|Beal|Daily|Dietary|Retail|Urban|Fund|Midwest|Rentals)\b)"
    r"(?=[A-Z0-9‘“\"'])(?P<title>[^.!?:;|]{6,150}[^.!?:;,|\s]\??)$"
)
"""A title behind a label that nothing parts from it: "Related How the harbour was won". It shows that it is one by its
capitals or its question word: companies have such names."""
_ASKS = re.compile(r"(?:How|Why|What|Who|Where|When)\b")
_HEARD = " Listen"
_LISTENED = re.compile(
    r"(?-i:[A-Z0-9‘“\"']).{8,150}(?<!\b[Tt]o)(?<!\b[Yy]ou)(?<!\b[Ww]e)(?<!\b[Tt]hey)(?<!\b[Ww]ho)(?<!\b[Nn]ot)"
    r"(?<!n['’]t)(?<!\b[Ww]ould)(?<!\b[Ww]ill)(?<!\b[Mm]ust)(?<!\b[Ss]hould)(?<!\b[Aa]nd)(?<!\b[Nn]ever)(?<!\b[Pp]lease)"
    r"(?<!\b[Cc]an)(?<!\b[Cc]ould)(?<!\b[Ll]et)(?<!\b[Mm]ake)(?<!\b[Hh]im)(?<!\b[Tt]hem)(?<!\b[Oo]thers)(?<!\b[Ss]top)"
    r"(?<![.,:;!])(?<!\b[Ww]ith)(?<!\b[Mm]en)(?<!\b[Pp]eople)(?<!\b[Vv]oters)(?<!\b[Ll]eaders)(?<!\b[Ff]inally) Listen$"
)
"""The title of what was broadcast, with its player's button."""
_IN_SQUARE = re.compile(
    r"\[(?!.*\b(?i:laugh\w*|applau\w*|cheer\w*|boo(?:s|ing|ed)?|crosstalk|inaudible|music|silence|chant\w*|crowd|audience|"
    r"translat\w*|editors?|added|emphasis|omitted|words?)\b)(?P<title>[A-Z‘“][^\[\]\d—–:]{25,140}[^\[\]\d.!?…:])\]$"
)
"""Another article's title; what is heard in a hall, and an editor's word, stand in such brackets as well."""
_LONG_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")


def linked(line: str) -> Verdict | None:
    """A line that leads to another article; a post that was quoted is none."""
    found = _lead(line) if len(line) <= 400 else None
    return found if found is None or not ("pic.twitter.com" in line or "(@" in line) else None


def _lead(line: str) -> Verdict | None:
    head = line[:60]
    if glued_to(line) is not None:
        return Verdict("nav", "link")
    first = line[:3]
    known = first.isalpha() and first.isascii() and first.lower() not in _opening_heads()
    opening = "" if known else signs.opening(line)
    if opening in _CLICK_OPENINGS and _CLICK.match(line) and not _is_told(opening, line):
        return Verdict("nav", "link")
    if (opening in _FOLLOWING or "haring options" in line) and _FOLLOW.match(line) and not _is_told(opening, line):
        return Verdict("share", "link")
    if line[0] in "([" and line[-1] in ")]" and _IN_BRACKETS.match(line):
        return Verdict("nav", "link")
    if line[:2] == "( " and _LOST_LINK.match(line):
        return Verdict("nav", "link")
    if line.startswith("Read More "):
        if _CALLED_SO.match(line):
            return None
        if _READ_MORE.match(line):
            return Verdict("nav", "link")
    if line.startswith(("Related ", "Recommended ")) and _is_related(line):
        return Verdict("nav", "link")
    if line.endswith(_HEARD) and _LISTENED.match(line):
        return Verdict("nav", "link")
    if line[0] == "[" and (titled := _IN_SQUARE.match(line)) and _is_title_case(titled["title"]):
        return Verdict("nav", "link")
    if may_end_with_link(line) and _ENDS_WITH_LINK.match(line):
        return Verdict("nav", "link")
    marked = ":" in head or ">" in head or "|" in head or "»" in head or "：" in head or "→" in head
    patterns = [_linking()] if marked and _may_lead(line) else []
    if opening in _linking_openings():
        patterns.append(_linking_words())
    for pattern in patterns:
        found = pattern.match(line)
        if found and line[-1] not in _FULL_STOPS and _is_title(found["title"]) and not _starts_lower(found["title"]):
            return Verdict("nav", "link")
    return None


def _is_related(line: str) -> bool:
    """Whether a title stands behind "Related", by its capitals or its question word."""
    found = _RELATED.match(line)
    return found is not None and (_ASKS.match(found["title"]) is not None or _is_title_case(found["title"], least=3))


def glued_to(line: str) -> str | None:
    """What a title's line opens with that it is about, or perhaps who speaks; None for any other line.

    >>> glued_to("Harbour vote:Council puts the ferry off until the spring")
    'Harbour vote'
    """
    if ":" not in line[:60] or not 35 < len(line) < 170 or line.endswith((".", ":")) or not _GLUED_TITLE.match(line):
        return None
    return line.partition(":")[0]


def _is_title_case(title: str, *, least: int = 4) -> bool:
    """Whether nearly all the long words of a title, of which there are at `least` so many, begin with a capital."""
    found = _LONG_WORD.findall(title)
    return len(found) >= least and sum(word[0].isupper() for word in found) >= 0.8 * len(found)


_FOR_A_WHILE = re.compile(r"\bfor (?:an?|one|two|three|some) (?:hour|day|week|month|year|while)s?\b", re.IGNORECASE)


_FULL_STOPS = frozenset("።।")
"""The stops of Amharic and Nepali (and Hindi), which no title has: "read more" may open a sentence there."""


def _is_told(opening: str, line: str) -> bool:
    """Whether somebody in the news says it; what a player has just shown may be quoted in its title."""
    return (
        opening != "just"
        and "haring options" not in line
        and (attribution.is_reported(line) or _FOR_A_WHILE.search(line) is not None)
    )


def _is_title(title: str) -> bool:
    """Whether what a line leads to is one sentence, or cut short after the first."""
    ends = captionlike.sentences(title)
    return ends <= 1 or (ends <= 3 and len(title) < 200 and (title.endswith(("...", "…")) or captions.ends_once(title)))


@cache
def _opening_heads() -> frozenset[str]:
    """How the words begin that a line which leads somewhere opens with."""
    return frozenset(word[:3] for word in leading_words())


@cache
def leading_words() -> frozenset[str]:
    """The words that a line which leads somewhere opens with, unless a mark says that it does."""
    return frozenset((*_CLICK_OPENINGS, *_FOLLOWING, *_linking_openings()))


def may_end_with_link(line: str) -> bool:
    """Whether "read more" or the like ends a line."""
    return len(line) <= 260 and line[-24:].lower().rstrip(" .>»→…").endswith(LINK_ENDINGS)


def _may_lead(line: str) -> bool:
    """Whether a line begins as one of the phrases that lead to an article, behind five other characters at most."""
    for start in range(min(6, len(line))):
        head = line[start : start + 3]
        if not head.isascii() or head.lower() in _leading():
            return True
        if head[0].isalnum():
            return False
    return False


@cache
def _leading() -> frozenset[str]:
    return frozenset(phrase[:3].lower() for phrase in words.words_of(words.LINKING))


def _starts_lower(title: str) -> bool:
    return title[:1].islower()

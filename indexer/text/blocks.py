"""What kind of line is this, judged by its neighbours: labels in company, share bars, captions beside credits.

These rules look at a line only where it stands in furniture. Prose (a sentence long enough to be a paragraph) is never
taken by them, except as the summary under a link in a page's tail.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from indexer.article import Caption
from indexer.text import captions, credits, links, signs, words
from indexer.text.lines import Verdict, glued_to
from indexer.text.needles import Seen, lines_with
from indexer.text.pictures import captionlike, scenes, stopless, tails
from indexer.text.repeats import loose
from indexer.text.shapes import WIDE, Shape, Shapes, Verdicts, around, is_kind, is_page, is_stamp, shape

_PICTURE_FOLLOWS = words.listed(
    "open this photo in gallery|bild vergrößern|bild vergrössern|사진 확대|enlarge this image|"
    "view image in fullscreen|agrandir|ampliar|ingrandisci|拡大する|図を拡大|vergroot"
)


def judge(
    lines: Sequence[str],
    found: Sequence[Verdict | None],
    marked: Sequence[int],
    *,
    published: str | None = None,
) -> Verdicts:
    """The verdicts of `lines.judge` and those that follow from them; `marked` are the `marks` of each line; `published`
    is the article's day, if known, in ISO 8601."""
    verdicts = list(found)
    some = 0
    for mark in marked:
        some |= mark
    kinds = [v.kind for v in verdicts if v is not None]
    furniture = sum(kind in ("share", "nav", "ad") for kind in kinds)
    page = furniture > 0 and is_page(lines, verdicts)
    shapes = [shape(line) for line in lines] if page else Shapes(lines)
    if kinds:
        _weak_labels(lines, verdicts, furniture)
        _speakers(lines, verdicts)
    if some & BUTTON:
        _share_bars(marked, verdicts)
    if kinds:
        _pictures(lines, shapes, verdicts)
    if some & STAMPED:
        links.stamped(lines, shapes, verdicts, sure=page)
    if page:
        links.headings(lines, shapes, verdicts)
    if furniture:
        links.capitals(lines, verdicts)
        links.link_lists(lines, shapes, verdicts)
    if page:
        links.ranked(lines, shapes, verdicts)
        links.teasers(lines, shapes, verdicts)
        links.sections(lines, shapes, verdicts)
        links.tail(lines, shapes, verdicts)
    for i, line in enumerate(lines if some & PLACED else ()):
        if verdicts[i] is None and marked[i] & PLACED and captions.says_who_stands_where(line):
            verdicts[i] = Verdict("caption", "caption-side", Caption(*tails.split_credit(line)))
    if some & IN_BRACKETS:
        _bare_agencies(lines, shapes, verdicts)
    if page:
        _portraits(lines, shapes, verdicts)
    _writers(lines, verdicts)
    if some & COLON:
        _videos(lines, verdicts)
    if some & SCENE:
        _gallery(lines, marked, verdicts)
    if some & (SHOWN | DATED):
        told = [i for i, mark in enumerate(marked) if mark & (SHOWN | DATED) and verdicts[i] is None]
        for i in scenes.judge(lines, told, verdicts, published):
            verdicts[i] = Verdict("caption", "caption-scene", Caption(*tails.split_credit(lines[i])))
    for i, (text, name) in stopless.signed(lines, verdicts).items():
        verdicts[i] = Verdict("caption", "caption-signed", Caption(text, name))
    for i in stopless.judge(lines, verdicts):
        verdicts[i] = Verdict("caption", "caption-stopless", Caption(*tails.split_credit(lines[i])))
    if len(kinds) >= _MOST or some & SCENE:
        _amid_captions(lines, verdicts)
    if some & HEADS:
        if verdicts.count(None) < len(verdicts):
            _above_furniture(lines, verdicts)
        _headed_ads(lines, verdicts)
        _left_behind(lines, verdicts)
    _players(lines, verdicts)
    return verdicts


def _speakers(lines: Sequence[str], verdicts: Verdicts) -> None:
    """What is glued to somebody who speaks is no title: the name opens another line as well."""
    for i, line in enumerate(lines):
        if (verdict := verdicts[i]) is None or verdict.rule != "link" or (name := glued_to(line)) is None:
            continue
        if words.key(name) in words.phrases("LINKING"):
            continue
        if any(j != i and other != line and other.startswith(f"{name}:") for j, other in enumerate(lines)):
            verdicts[i] = None


BUTTON, STAMPED, PLACED, IN_BRACKETS, COLON, SCENE, HEADS, SHOWN, DATED = (1 << bit for bit in range(9))
"""What a line shows, for the rules that need it: networks' names alone; a time or a byline alone; somebody's place in a
picture; a bracket at its end; a colon in less than 170 characters; a scene as galleries have them; a colon at the end
of a few words; a scene that a picture shows; any other on a day (`scenes`)."""


def marks_in(lines: Sequence[str], seen: Seen, prose: Collection[str]) -> dict[str, int]:
    """Which of these each line of an article shows; `prose` are those that are plain (see `plain`), `seen` has what
    stands in these lines. A single scene isn't looked for: it makes no gallery."""
    possible = {line: (COLON if ":" in line else 0) if line in prose else ~(PLACED | SCENE | SHOWN) for line in lines}
    for mark, needles in ((PLACED, signs.PLACES), (SHOWN, scenes.SHOWN)):
        for i in seen.with_some(needles):
            possible[lines[i]] |= mark
    other_digits, years = signs.has_digit(seen.odd), signs.zeroed(seen.low)
    if other_digits or signs.YEAR in years:
        gallery = SCENE if other_digits or years.count(signs.YEAR) >= _SCENES else 0
        for i in range(len(lines)) if other_digits else lines_with(signs.YEAR, years, seen.starts):
            possible[lines[i]] |= gallery | (SHOWN if scenes.names_day(lines[i]) else 0)
    return {line: marks(line, may) if may else 0 for line, may in possible.items()}


@lru_cache(maxsize=2048)
def marks(line: str, possible: int = -1) -> int:
    """Which of these a line shows, as bits; of those that are costly to look for, only the `possible` ones."""
    size = len(line)
    found = 0
    if size < 24 and line[-1] != ":" and (parts := _PARTS.findall(line.lower())) and words.NETWORKS.issuperset(parts):
        found |= BUTTON
    if size < 60 and is_stamp(line):
        found |= STAMPED
    if possible & PLACED and signs.places_somebody(line):
        found |= PLACED
    if size < 220 and line.endswith((")", ").")):
        found |= IN_BRACKETS
    if size < 170 and ":" in line:
        found |= COLON
    if possible & SCENE and 40 < size < 900 and captions.is_scene(line) and captionlike.sentences(line) < 9:
        found |= SCENE
    if possible & SHOWN and (scene := scenes.read(line)) is not None:
        found |= SHOWN if scene.shown or scene.placed else DATED
    if size < 30 and line.endswith((":", "：")):
        found |= HEADS
    return found


_PARTS = re.compile(r"[\w+-]+")


_PERSON = re.compile(
    r"[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁЇІЄ][^\W\d_A-ZА-ЯЁ]+(?:[’'-]\w+)?(?:\s[A-ZА-ЯЁ]\.)?(?:\s(?:de|da|del|van|von|der|al|bin|la))?"
    r"(?:\s[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁЇІЄ][^\W\d_A-ZА-ЯЁ]+(?:[’'-]\w+)?){1,2}"
)
_MOST_PORTRAITS = 3


def _portraits(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """A person's name alone between two paragraphs of a page, whom the story tells of elsewhere: the caption of a
    portrait. Several names are headings, and so is the name of the one whom the next paragraph opens with, and what the
    story says in small letters."""
    found = [
        i
        for i in range(1, len(lines) - 1)
        if verdicts[i] is None
        and len(lines[i]) < 40
        and all(shapes[j].prose and verdicts[j] is None for j in (i - 1, i + 1))
        and _PERSON.fullmatch(lines[i])
    ]
    if len(found) > _MOST_PORTRAITS:
        return
    for i in found:
        name = lines[i].split()[-1]
        if name in lines[i + 1][:60]:
            continue
        prose = [line for j, line in enumerate(lines) if shapes[j].prose and verdicts[j] is None]
        if any(name in line for line in prose) and not any(_is_word(name, line) for line in prose):
            verdicts[i] = Verdict("caption", "caption-portrait", Caption(lines[i]))


def _is_word(name: str, line: str) -> bool:
    """Whether a line has a name's letters as a word in small ones: "Income Inequality" is nobody's name."""
    return re.search(rf"\b{re.escape(name.lower())}\b", line) is not None


_WRITER = re.compile(
    r"(?:[A-Z][\w.'’-]*[a-z.] ){1,3}(?:(?:de|da|del|van|von|der|al|bin|la) )?[A-Z][\w'’-]*[a-z](?: Jr\.?| III?)?"
)
_TOP, _ABOVE = 12, 60
"""Lines in which a writer's portrait stands; characters of a paragraph beside it."""


def _writers(lines: Sequence[str], verdicts: Verdicts) -> None:
    """The name below the portrait of somebody whom a line above names in full, between two paragraphs: who wrote the
    story ("Ann Lee says that the harbour is lost"). A heading names whom the next paragraph opens with."""
    for i in range(1, min(_TOP, len(lines) - 1)):
        line = lines[i]
        if (
            8 < len(line) < 34
            and verdicts[i] is None
            and len(lines[i + 1]) > _ABOVE
            and _WRITER.fullmatch(line)
            and verdicts[i + 1] is None
            and _is_named(line, lines[:i])
            and (_TITLED_NAME.match(line) or _is_somebody(line, lines))
            and line.rpartition(" ")[2] not in lines[i + 1][:_ABOVE]
            and lines.count(line) == 1
            and _PLACES_AND_HOUSES.isdisjoint(line.split())
            and not any(_heads(j, lines, verdicts) for j in range(1, len(lines) - 1) if j != i)
        ):
            verdicts[i] = Verdict("caption", "caption-portrait", Caption(line))


def _is_somebody(name: str, lines: Sequence[str]) -> bool:
    """Whether a line tells who somebody is, or what he or she says; a place is none."""
    found = re.escape(name)
    told = re.compile(
        rf"\b{found}(?:,[^,.]{{2,80}},)? {_DOES}|\b{found}(?:: [A-Z“\"]|, who\b)|"
        rf"\b(?:by|By|BY|writes|says|said) {found}\b"
    )
    return any(name in line and told.search(line) is not None for line in lines)


_DOES = (
    r"(?:(?:is|was) (?!(?:an? |the )?(?:[\w-]+ ){0,2}(?:country|city|town|island|village|state|place|film|magazine)\b)"
    r"(?:an?|the|[A-Z][\w’']+|[a-z]+ (?:of|at|for))\b|"
    r"(?:says?|said|writes|wrote|asks|argues|warns|believes|thinks|hopes|hosts|teaches|served)\b)"
)


def _heads(i: int, lines: Sequence[str], verdicts: Verdicts) -> bool:
    """Whether a line may be a heading: short and without a stop, between two longer ones."""
    return (
        verdicts[i] is None
        and 3 < len(lines[i]) < _ABOVE
        and lines[i][-1] not in stopless.STOPS
        and len(lines[i - 1]) > _ABOVE < len(lines[i + 1])
    )


_PLACES_AND_HOUSES = frozenset(
    words.listed(
        "House Port Cape Lake Mount Mountain Island Islands Bay Beach River Valley Hill Hills Park Square Street "
        "Avenue "
        "Road City Town Village County State States North South East West New Saint St. Fort San Santa Los Las Angeles "
        "Kingdom Republic Union Nations Coast Sea Ocean Gulf Bridge Harbour Harbor Airport Station Tower Wall Street "
        "Court Senate Congress Parliament Assembly Council Committee Commission Department Ministry Office Agency "
        "Bureau "
        "Board Bank University College School Hospital Church Museum Library Institute Foundation Center Centre Police "
        "Army Navy Force Guard Party Democrats Republicans Times Post News Press Journal Courier Herald Tribune "
        "Guardian Company Corp Inc Group Media Association League Club Service Authority Act Bill Law Project Plan "
        "Deal Treaty War Crisis Election Day Night Week Year Life Death World",
        " ",
    )
)
"""Words of places, houses and headings, which no person's name has; what has one is no writer's."""
_TITLED_NAME = re.compile(r"(?:President|Vice President|Sen\.|Rep\.|Gov\.|Dr\.|Rev\.|Prime Minister|Secretary) ")


def _is_named(name: str, above: Sequence[str]) -> bool:
    """Whether a longer line says the name in full, or, where it has a title, its last word."""
    said = name.rpartition(" ")[2] if _TITLED_NAME.match(name) else name
    return any(said in line and len(line) > len(name) + 20 for line in above)


_BARE_AGENCY = re.compile(r"\s\((?P<agency>AP|AFP|Reuters|REUTERS|EPA|Getty|Getty Images|dpa|EFE|ANSA)\)\.?$")


def _bare_agencies(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """One sentence that ends in an agency's name and tells nothing ("The checkpoint near Nogales, Ariz. (AP)"), with
    more of the story below it: a caption. A story's last paragraph ends like that, too."""
    found = [
        (i, m)
        for i, line in enumerate(lines)
        if verdicts[i] is None and line.endswith((")", ").")) and len(line) < 220 and (m := _BARE_AGENCY.search(line))
    ]
    for i, m in found if len(found) < 6 else ():
        text = lines[i][: m.start()]
        below = any(shapes[j].strong and verdicts[j] is None for j in range(i + 1, min(len(lines), i + 4)))
        if below and captionlike.sentences(text) <= 2 and not captions.reports(text) and not text.startswith(_QUOTES):
            verdicts[i] = Verdict("caption", "caption-agency", Caption(text, m["agency"]))


_QUOTES = ("“", '"', "„", "«", "‘", "'")
_TIMED = re.compile(r"(?P<title>\S.{8,150}?)\s\(?\d{1,2}:\d\d\)?$|\d{1,2}:\d\d\s(?P<after>[^\W\d].{8,150})$")


def _videos(lines: Sequence[str], verdicts: Verdicts) -> None:
    """A video's title, which its player prints alone and again with the video's length."""
    titles = {
        loose(found["title"] or found["after"])
        for line in lines
        if len(line) < 170 and ":" in line and (found := _TIMED.match(line))
    }
    titles &= {loose(line) for line in lines} if titles else set()
    for i, line in enumerate(lines) if titles else ():
        found = _TIMED.match(line)
        if verdicts[i] is None and loose((found["title"] or found["after"]) if found else line) in titles:
            verdicts[i] = Verdict("nav", "video-title")


_SCENES = 4
"""So many lines that tell a scene make a gallery; one may be a paragraph."""


def _gallery(lines: Sequence[str], marked: Sequence[int], verdicts: Verdicts) -> None:
    """The captions of a gallery that was printed into the story, one after the other."""
    scenes = [i for i, mark in enumerate(marked) if mark & (SCENE | SHOWN | DATED) and verdicts[i] is None]
    if len(scenes) < _SCENES or not _shows(scenes, marked, verdicts):
        return
    # A gallery is one where most lines are scenes; the lines among them that tell more of the story go with it.
    sure = len(scenes) > 2 * _SCENES and 2 * len(scenes) > scenes[-1] - scenes[0]
    for i in scenes:
        verdicts[i] = Verdict("caption", "caption-gallery", Caption(*tails.split_credit(lines[i])))
    for before, after in pairwise(scenes):
        for i in range(before + 1, after):
            if verdicts[i] is None and (sure or (after - before < 5 and captionlike.worded_like_one(lines[i]) > 0)):
                verdicts[i] = Verdict("caption", "caption-gallery", Caption(*tails.split_credit(lines[i])))


def _shows(scenes: Sequence[int], marked: Sequence[int], verdicts: Verdicts) -> bool:
    """Whether one of the scenes is what only pictures show, or captions stand among them: a timeline and a plot are
    told in the present tense, too."""
    among = sum(is_kind(verdict, "caption", "credit") for verdict in verdicts[scenes[0] : scenes[-1]])
    return among > 1 or any(marked[i] & SHOWN for i in scenes)


_REACH, _MOST = 6, 5
"""So many lines on either side of a line are looked at, and so many of them are captions, where a gallery goes on."""


def _amid_captions(lines: Sequence[str], verdicts: Verdicts) -> None:
    """What stands in the middle of a gallery, where nearly all lines above and below are captions, is one, however it
    is worded."""
    known = [is_kind(verdict, "caption", "credit") for verdict in verdicts]
    if sum(known) < 2 * _MOST:
        return
    for i in range(_MOST, len(lines) - _MOST):
        if (
            verdicts[i] is None
            and sum(known[max(0, i - _REACH) : i]) >= _MOST
            and sum(known[i + 1 : i + 1 + _REACH]) >= _MOST
        ):
            verdicts[i] = Verdict("caption", "caption-gallery", Caption(*tails.split_credit(lines[i])))


_SURE = frozenset(
    words.key(word)
    for word in words.listed(
        "subscribe|login|loading|pullquote|tweet|retweet|unsubscribe|пишите|พิมพ์|"
        "suscríbete|suscribete|iscriviti|inscreva-se|abonnieren|einloggen|registrieren|"
        "close|"
        "関連記事|あわせて読みたい|関連ニュース|相关阅读|相关新闻|延伸阅读|관련기사|"
        "meistgelesen|themenseiten|schlagwörter|schlagworte|"
        "share|shares|reply|retweets|sign up|log in|поделиться|подписаться|комментировать|сподели|споделете|"
        "поділитися|підписатися|teilen|kommentieren|twittern|partager|s'abonner|compartir|suscribirse|compartilhar|"
        "compartilhe|partilhar|inscrever-se|condividi|iscriviti|delen|reageren|udostępnij|skomentuj|podeli|podijeli|"
        "komentariši|komentiraj|zdieľať|sdílet|shpërndaje|megosztás|distribuie|μοιραστείτε|κοινοποίηση|paylaş|"
        "シェア|ツイート|分享|공유|공유하기|댓글|แชร์|bagikan|kongsi|شارك|مشاركة|اشتراک|שתפו|שתף|শেয়ার|dela|jaa|"
        "trending|newsletters|permalink|bookmark|unsubscribe|abonnez-vous|suscríbete|assine"
    )
)


def _is_weak(line: str) -> bool:
    """Whether a label may as well be a heading of the story: one word says too little."""
    key = words.key(line)
    return key not in _SURE and not line.endswith((":", "：")) and (len(key) < 5 if WIDE.match(key) else " " not in key)


def _weak_labels(lines: Sequence[str], verdicts: Verdicts, furniture: int) -> None:
    for i, verdict in enumerate(verdicts):
        if verdict is None or verdict.rule not in ("share-label", "nav-label") or not _is_weak(lines[i]):
            continue
        company = sum(is_kind(verdicts[j], "share", "nav", "ad") for j in around(i, len(lines), 2))
        if furniture < 4 or not company:
            verdicts[i] = None


def _above_furniture(lines: Sequence[str], verdicts: Verdicts) -> None:
    """A short label that stands several times, each time right above furniture, belongs to it ("Urgent:")."""
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines[:-1]):
        if verdicts[i] is None and len(line) < 30 and line.endswith((":", "：")):
            places.setdefault(line, []).append(i)
    for found in places.values():
        if len(found) > 1 and all(is_kind(verdicts[i + 1], "ad", "share", "nav") for i in found):
            for i in found:
                verdicts[i] = verdicts[i + 1]


_MOST_ADS = 6
_URGENT = frozenset(words.key(label) for label in ("Urgent:", "Urgent Poll:", "Special:", "Special Report:"))
_NOTES = frozenset(words.key(label) for label in ("Editor's Note:", "Editors' Note:", "Note:"))
_AD_TITLE = re.compile(r"[A-Z0-9‘'“\"$].{18,108}[^.:;,]$")


def _headed_ads(lines: Sequence[str], verdicts: Verdicts) -> None:
    """Advertisements as some newspapers print them at a story's head and foot, a short label with a colon above a
    title: under a label that says so, or that opens the text and comes again, or above the same title twice."""
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines[:-1]):
        if len(line) < 30 and line.endswith(":") and line[0].isupper():
            places.setdefault(line, []).append(i)
    for label, found in places.items():
        titles = [loose(lines[i + 1]) for i in found if _AD_TITLE.match(lines[i + 1])]
        if len(found) > _MOST_ADS or not (
            words.key(label) in _URGENT
            or (words.key(label) in _NOTES and 0 in found and len(titles) == len(found) > 1)
            or len(set(titles)) < len(titles)
        ):
            continue
        for i in found:
            verdicts[i] = verdicts[i] or Verdict("ad", "ad-headed")
            if _AD_TITLE.match(lines[i + 1]) and len(lines[i + 1].split()) > 3:
                verdicts[i + 1] = verdicts[i + 1] or Verdict("ad", "ad-headed")


_SPOKEN = re.compile(r"(?:[\w.’'-]+ ){1,3}(?:said|says|told|asked|asks|added|wrote|replied|answered|demanded|wanted)\b")
_LABELS_OF_LINKS = frozenset(("More:", "Read more:", "MORE:", "READ MORE:"))


def _left_behind(lines: Sequence[str], verdicts: Verdicts) -> None:
    """The label of a list of links that is gone, between two paragraphs; above an answer it is the story's own."""
    for i in range(1, len(lines) - 1):
        if (
            lines[i] in _LABELS_OF_LINKS
            and verdicts[i] is None
            and len(lines[i - 1]) > 60
            and len(lines[i + 1]) > 60
            and lines[i - 1][-1] in '.”"’'
            and lines[i + 1][-1] in '.”"’'
            and not lines[i + 1].startswith(_QUOTES)
            and not _SPOKEN.match(lines[i + 1])
        ):
            verdicts[i] = Verdict("nav", "nav-label")


_PLAYER = "YouTube"
_NETWORKS_ALONE = frozenset(("Facebook", "Twitter", "Instagram", "Google", "TikTok", "Reddit", "Snapchat", "LinkedIn"))
_TITLED = re.compile(r".{4,120}[A-Z0-9)”\"’!?]\S{0,18}$")


def _players(lines: Sequence[str], verdicts: Verdicts) -> None:
    """What stands below a video: the name of the network that plays it, in a line of its own or behind the title."""
    found = [i for i, line in enumerate(lines) if verdicts[i] is None and len(line) < 140 and line.endswith(_PLAYER)]
    if not found or not _NETWORKS_ALONE.isdisjoint(lines):
        return
    companies = _PLAYER in lines and _heads_company(lines, verdicts)
    for i in found:
        if lines[i] == _PLAYER:
            if i and not companies:
                verdicts[i] = Verdict("credit", "credit", credit=_PLAYER)
            continue
        title = lines[i].removesuffix(" " + _PLAYER)
        if (
            title != lines[i]
            and _TITLED.match(title)
            and title.rpartition(" ")[2][0].isupper()
            and _NEEDS_OBJECT.search(title) is None
        ):
            verdicts[i] = Verdict("caption", "caption-video", Caption(title, _PLAYER))


_NEEDS_OBJECT = re.compile(
    r"\b(?:prefers?|likes?|loves?|hates?|sues?|bans?|blocks?|buys?|fines?|quits?|leaves?|uses?|joins?|watch(?:es)?|blames?|"
    r"warns?|tells?|asks?|accuses?|to|on|for|with|via|from|of|by|over|against|at|in|and|or|vs\.?|than|about|like|"
    r"through|without|behind|targets?|slams?|built|throttles?d?|made|makes?|changed?|changes|saved|kills?|killed|owns?|runs?|fights?|fears?|faces?|"
    r"probes?|needs?|wants?|takes?|keeps?|rules?|sued|banned|blocked|became|becomes?|rivals?|challenges?|beats?)$",
    re.IGNORECASE,
)
"""How a heading goes on to the network's name: "Most Teenagers Now Prefer YouTube"."""
_COMPANY = re.compile(r"[A-Z]\w{2,15}(?: [A-Z]\w{2,15})?")


def _heads_company(lines: Sequence[str], verdicts: Verdicts) -> bool:
    """Whether another name stands alone between two paragraphs: the story tells of one company after the other."""
    return any(
        verdicts[j] is None
        and lines[j] != _PLAYER
        and _COMPANY.fullmatch(lines[j])
        and len(lines[j - 1]) > _ABOVE < len(lines[j + 1])
        for j in range(1, len(lines) - 1)
    )


def _share_bars(marked: Sequence[int], verdicts: Verdicts) -> None:
    """A network's name is a button only beside other buttons."""
    loose = [bool(mark & BUTTON) and verdict is None for mark, verdict in zip(marked, verdicts, strict=True)]
    for i, maybe in enumerate(loose):
        if maybe and any(loose[j] or is_kind(verdicts[j], "share") for j in around(i, len(marked), 2)):
            verdicts[i] = Verdict("share", "share-bar")


def _pictures(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts) -> None:
    """The caption that belongs to a credit in a line of its own, or to "Open this photo in gallery"."""
    for i, verdict in enumerate(verdicts):
        if verdict is None:
            continue
        if (
            i + 1 < len(lines)
            and words.key(lines[i]) in _PICTURE_FOLLOWS
            and verdicts[i + 1] is None
            and shapes[i + 1].length < 420
        ):
            verdicts[i + 1] = Verdict("caption", "caption-beside-label", Caption(*tails.split_credit(lines[i + 1])))
        elif verdict.rule == "credit" and verdict.credit:
            if _names_a_picture(lines[i]):
                _beside_credit(i, lines, shapes, verdicts, bare=False)
            elif i > 0 and "/" in lines[i] and verdicts[i - 1] is None and _goes_with_a_credit(lines[i - 1]):
                caption = Caption(lines[i - 1], verdict.credit)
                verdicts[i - 1] = Verdict("caption", "caption-beside-credit", caption)
            elif i > 0 and lines[i].lower().strip(" ()") in credits.agencies():
                _beside_credit(i, lines, shapes, verdicts, bare=True)


def _goes_with_a_credit(line: str) -> bool:
    """Whether a line above "Ann Lee/Agency" is a scene in the present tense rather than the story's paragraph."""
    return (
        20 < len(line) < 320
        and not line.startswith(_QUOTES)
        and captionlike.sentences(line) <= 4
        and _SOMEBODY.match(line) is not None
        and captionlike.worded_like_one(line) > 0
        and _QUOTED.isdisjoint(line)
    )


_QUOTED = frozenset('“”"«»„')
_SOMEBODY = re.compile(
    r"(?:[A-Z][\w.’'-]+,?\s){2,}|(?:A|An|Two|Three|People|Protesters|Demonstrators|Supporters|Members|Police|Voters|"
    r"Workers|Migrants|Women|Men|Children|Students|Residents|Firefighters|Soldiers|Troops)\s"
)


_NAMES_A_PICTURE = re.compile(
    r"\W*(?:photo|foto|fot\.|image|bild|фото|ảnh|صورة|عکس|צילום|写真|사진|isithombe|"
    r"kuva|picture|\()",
    re.IGNORECASE,
)


def _names_a_picture(line: str) -> bool:
    return bool(_NAMES_A_PICTURE.match(line))


def _beside_credit(i: int, lines: Sequence[str], shapes: Sequence[Shape], verdicts: Verdicts, *, bare: bool) -> None:
    free = [j for j in (i - 1, i + 1) if 0 <= j < len(lines) and verdicts[j] is None and shapes[j].length < 420]
    if bare:
        free = [
            j
            for j in free
            if not shapes[j].ends
            and 30 <= shapes[j].length < 200
            and len(lines[j].split()) >= 5
            and not _NAMES.fullmatch(lines[j])
        ]
        groups = [free]
    else:
        groups = [
            [j for j in free if captionlike.worded_like_one(lines[j]) > 1],
            [j for j in free if _is_short_caption(lines[j])],
        ]
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
    if {"and", "und", "et", "y", "e", "i", "и", "by", "By", "von", "Von"} & set(parts) or line.startswith(
        ("“", '"', "„", "«")
    ):
        # A byline stands beside a credit too.
        return False
    return (line.endswith(".") and len(parts) < 5) or (
        len(parts) > 1 and all(part[:1].isupper() for part in parts) and not line.isupper()
    )

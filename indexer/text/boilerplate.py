"""Boilerplate across articles: lines that a publisher prints under, over and between its articles.

One article can't tell: "Jane Doe is a reporter for the Gazette." may be news. That it ends articles of many days, each
of which tells another story, makes it furniture.

What is counted
    `sightings` of an article's clean body: short lines anywhere, longer ones at its beginning and end; never what
    stands in quotation marks, which somebody said and others may quote again.

What the counts say
    `is_boilerplate` decides from a line, its publisher and its `Tally`, and from nothing else: the same articles give
    the same verdicts in whatever order they were read. *Stories* are counted beside articles, because a wire story that
    is printed again with a new ending repeats every line; *days*, because one day's live coverage repeats much.

What becomes of the lines
    `without` takes them out of the body, each with its `Change`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from indexer.article import Article, Change
from indexer.frozen import dataclass, replace
from indexer.text import lines
from indexer.text.repeats import loose

RULE = "boilerplate"

STORIES = DAYS = 3
"""A line of fewer stories, or of fewer days, is never boilerplate. Two would do for an author's box, but also for a
sentence that a follow-up takes over from the story before."""

SHORT_STORIES = SHORT_DAYS = 5
"""What a line of few words needs, or a sentence amid the story: a turn of phrase ("It didn't work.") recurs too."""

LASTING = 30
"""Days that lie between the first and the last of a line's few sightings: the background that a paper repeats while a
story runs is gone with it."""

LASTING_AT_EDGE = 14
"""The same for an author's box, and for what stands over the story, where there is no background: three issues of a
weekly."""

EDGE_SHARE = 0.8
"""The share of its sightings that a line of the beginning or the end has there. Not all: a late correction, or a reader
that missed the line below, moves a few."""

TOP, END = 2, 3
"""So many first and last lines of a body are its beginning and its end."""

LONGEST, LONGEST_AT_EDGE = 200, 600
"""Characters. An author's box is longer than the lines between paragraphs; a paragraph that long amid a story that
recurs is background that the publisher wrote for it."""

SENTENCE = 5
"""Words (for scripts without spaces: twice as many characters) from which on a line says something of its own."""

_QUOTE = re.compile('["“”„«»‹›「」『』]')
_QUOTED = re.compile('["“„«‹「『][^"“”„«»‹›「」『』]*["”“»›」』]?')
_CLOSING = ('"', "”", "“", "»", "«", "›", "‹", "」", "』")
_ATTRIBUTED = re.compile(r"[-–—―]{1,2}\s*\S")
_ADDRESS = re.compile(
    r"(?i:©|\(c\) \d{4}|^\W*copyright\b|all rights reserved)|[\w.+-]+@[\w-]+\.\w|https?://|\bwww\.|(?:^|\s)@\w{3,}"
)
_LINK = re.compile(
    r"\W*(?:see|photos?|video|watch|listen|read|also|more|click|full|related|follow|sign|subscribe|copyright|©)\b", re.I
)
_TAG = re.compile(r"\bcontribut(?:ed|ing)\b|\bmitarbeit\b|\bavec (?:afp|reuters)\b|\bcolabor[óo]\b", re.I)
"""What makes a tag line of three words: "Jo Doe contributed."."""
_THIS = re.compile(
    r"\b(?:this|our) (?:story|article|report|post|page|column|piece|newsletter|series|commentary|essay|op-ed|editorial"
    r"|feature|blog|podcast|episode|transcript|video|device|browser|(?:web ?)?site)\b"
    r"|\b(?:dies\w*|unser\w*) (?:artikel|beitrag|text|bericht|newsletter)\b|\bcet article\b"
    r"|\b(?:este|esta) (?:artículo|artigo|nota|notícia)\b|本文|本报|編輯|编辑",
    re.IGNORECASE,
)
"""How a line speaks of the text that it stands under."""
_SELF = re.compile(rf"{_THIS.pattern}|\bthe (?:story|article|report|post|column|newsletter)\b|\byour?\b", re.IGNORECASE)
"""The same less surely, or how it speaks to its reader."""
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|column(?:ist)?|(?:staff|senior|freelance|media|political) writer|author|"
    r"contributor|journalist|blogger|commentator|host|producer|fellow|professor|lecturer|strategist|podcast|newsletter|"
    r"redakteurin|redakteur|journalistin|korrespondentin|korrespondent|autorin|autor|kolumnistin|kolumnist|"
    r"journaliste|rédacteur|rédactrice|correspondante?|autrice|auteure?|periodista|redactora?|columnista|autora|"
    r"jornalista|repórter|colunista|giornalista|redattore)s?\b",
    re.IGNORECASE,
)
"""What people are who write for papers: the word that an author's box hangs on."""
_NOTE = re.compile(
    r"\W*(?:editor(?:[’']s|s[’']|ial)? note|author[’']s note|note (?:to|from) (?:our )?(?:readers|the editors?)"
    r"|anmerkung der redaktion|note de la rédaction|nota d(?:e la redacción|el editor|a redação))\b\W",
    re.IGNORECASE,
)
"""How a paper begins to speak of its own text."""
_DISCLAIMER = re.compile(r"\b(?:views|opinions)\b.{0,40}\b(?:expressed|own|necessarily)\b", re.IGNORECASE)
"""What it says of texts by others."""
_LABEL = re.compile(
    r"\W*(?:(?:read|see|watch|listen|view|learn|hear|find out) (?:more|also|next|now|here|all|to|the full)"
    r"|must[- ](?:read|watch|see)|more (?:on|from|in|at|about|stories|news|coverage|videos?)|related|recommended"
    r"|trending|top stories|story highlights|most (?:read|popular|viewed|shared)|share (?:this|on|via)"
    r"|(?:filed|tagged|published|posted) (?:in|by|on|under)|(?:originally|first|last) (?:published|appeared|updated)"
    r"|follow|subscribe|sign (?:up|in)|log ?in|newsletters?|advertis\w+|sponsored|promoted|paid (?:post|content)"
    r"|stor(?:y|ies) continues?|continued? (?:reading|below|on)|loading|next (?:image|up|slide|page)|prev(?:ious)?"
    r"|(?:take me )?back to (?:the )?top|skip (?:to|ad)|click|tap|swipe|download|donate|contact|write to"
    r"|(?:full|complete|live) coverage|(?:view )?comments?|leave a|post a|join the|get (?:the|our|more)|want more"
    r"|also (?:on|in|from|read)|editors?[’']s? picks?|about the authors?|don[’']t miss|you (?:may|might) (?:also|like)"
    r"|(?:hide|show|toggle) (?:caption|more)|play video|replay|enlarge|just watched|media (?:files|playback)"
    r"|send (?:us|your)|report a |republish|reprinted|stay (?:tuned|connected|informed|up to date|on top)"
    r"|(?:have|got) a |let us know|tell us|check back|online|photos?|photo gallery|slideshow)\b"
    r"|\W*(?:topics?|tags?)\W*$",
    re.IGNORECASE,
)
"""How the labels of a page's furniture begin, of which one alone would prove nothing."""
_NAME = re.compile(r"(?<![.!?] )(?<!\w)[A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]\w")
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"(?<!\w)(?<![A-Za-z][-–])\d")
"""A number; not one in a name ("COVID-19")."""
_NOT_LETTERS = " •*-–—·[({"
_WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")


class Sighting(NamedTuple):
    """A line of one article that could be boilerplate: its `key` (64 bits, signed) among its publisher's lines, and
    where it first stands: `place` 0 in the beginning, 1 amid, 2 at the end."""

    key: int
    place: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a line was seen at one publisher: in so many articles, telling so many different stories, on so many
    days (undated articles count for none); in how many of the articles at the top, and at the end; `span` days lie
    between the first day and the last."""

    articles: int
    stories: int
    days: int
    top: int
    end: int
    span: int


def is_boilerplate(line: str, publisher: str, tally: Tally) -> bool:
    """Whether a line with this tally is furniture of its publisher.

    >>> ends = Tally(articles=4, stories=4, days=4, top=0, end=4, span=90)
    >>> is_boilerplate("Jane Doe is a reporter for the Gazette.", "The Gazette", ends)
    True
    >>> is_boilerplate("“We shall overcome,” they sang at the gates.", "The Gazette", ends)
    False
    """
    if tally.stories < STORIES or tally.days < DAYS or is_spoken(line):
        return False
    found = lines.judge(line)
    if found is not None and found.kind not in ("caption", "credit"):
        return True  # what one article's line makes likely, its recurring makes certain
    if _ADDRESS.search(line) or _is_link(line, publisher):
        return True
    often = tally.stories >= SHORT_STORIES and tally.days >= SHORT_DAYS
    lasting = tally.span >= LASTING
    at_edge = tally.top + tally.end >= EDGE_SHARE * tally.articles
    colon = line.endswith((":", "："))
    numbered = words(line) < 2 * SENTENCE and _DIGIT.search(line) is not None  # a table's row, a dividend, a date
    if at_edge and words(line) >= SENTENCE:
        above = tally.top >= EDGE_SHARE * tally.articles and not colon and not numbered and _is_about_somebody(line)
        if _THIS.search(line) or (tally.span >= LASTING_AT_EDGE and (above or _is_box(line))):
            return True
    if not often and not lasting:
        return False
    if _NOTE.match(line) or _DISCLAIMER.search(line) or (words(line) < 2 * SENTENCE and _LABEL.match(line)):
        return True
    if numbered:
        return False
    if at_edge and words(line) > 1 and _names(publisher, line):
        return True
    if tally.end >= EDGE_SHARE * tally.articles:
        if colon or _TAG.search(line):
            return often or not colon
        return words(line) >= SENTENCE and (_is_about_somebody(line) or (often and words(line) >= 2 * SENTENCE))
    if at_edge:
        return words(line) >= SENTENCE and not colon and _is_about_somebody(line)
    if colon or words(line) < SENTENCE:
        return False
    long = words(line) >= 2 * SENTENCE
    if _THIS.search(line) or (often and long and _is_about_somebody(line)):
        return True
    return (often or long) and (_is_box(line) or _names(publisher, line) or (long and bool(_SELF.search(line))))


def _is_box(line: str) -> bool:
    """Whether a line says of somebody that they write: an author's box."""
    return bool(_ROLE.search(line)) and _is_about_somebody(line)


def _names(publisher: str, line: str) -> bool:
    """Whether a line has a word of its publisher's name that begins like a name."""
    said = {word for word in _WORD.findall(line) if word[0].isupper()}
    return any(len(word) > 3 and word in said for word in _WORD.findall(publisher))


def _is_about_somebody(line: str) -> bool:
    """Whether a line names somebody or something beyond its first word, or the text that it stands under. What ends
    reports of the same kind does neither ("Terms were not disclosed."). Scripts without capitals name nobody."""
    first, _, rest = line.lstrip(_NOT_LETTERS).partition(" ")
    return bool(_NAME.search(rest)) or (first[:1].isupper() and first[1:2].isupper()) or bool(_SELF.search(line))


def is_spoken(line: str) -> bool:
    """Whether a line is a quotation for the most part, says whose the one above it is, or names a speaker.

    >>> said = ("“No,” he said.", "-- A critic", "STEVE DOE, HOST:", "Read “The Gazette” every day")
    >>> [is_spoken(line) for line in said]
    [True, True, True, False]
    """
    if (line[0] in "-–—―" and _ATTRIBUTED.match(line)) or (line[-1] in ":：" and line.isupper()):
        return True
    if not ('"' in line if line.isascii() else _QUOTE.search(line)):
        return False
    opening = _QUOTED.match(line)
    if (
        line.count('"') % 2
        or line.count("“") < line.count("”") - line.count("„")
        or (opening and not opening[0].endswith(_CLOSING))
    ):
        return True  # begins or ends amid a quotation
    said = sum(len(found[0]) for found in _QUOTED.finditer(line))
    return (3 if opening else 2) * said > len(line)


def _is_link(line: str, publisher: str) -> bool:
    """Whether a line in brackets leads somewhere: it names its publisher, or begins as links do."""
    if line[0] not in "([（【*" or line.isupper():
        return False
    return bool(_LINK.match(line)) or (len(publisher) > 3 and publisher.casefold() in line.casefold())


def words(line: str) -> int:
    """How many words a line has; where no spaces part them, two characters count as one."""
    return len(line.split()) + len(_WIDE.findall(line)) // 2


def scope(article: Article, source: str) -> str:
    """Whose lines are counted together: the publisher's; without one the host's, else those of the file (`source`)."""
    if article.publisher:
        return article.publisher
    if article.url and "://" in article.url:
        host = article.url.split("://", 1)[1].split("/", 1)[0].lower().removeprefix("www.")
        if host:
            return host
    return source


def key(text: str) -> int:
    """64 bits of a text's hash, as SQLite's integers are."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def fold(line: str) -> str:
    """What a line shares with a copy of other case, spaces or punctuation; empty for one without letters."""
    letters = loose(line)
    return "" if letters.isdecimal() else letters


def line_key(line: str) -> int:
    """The key of a line, whoever printed it; `^ key(scope)` gives the one among a publisher's lines."""
    return key(fold(line))


def sightings(body: Sequence[str]) -> tuple[Sighting, ...]:
    """The lines of a clean body that could be boilerplate, each once, as it first stands; keys without the scope."""
    last = len(body) - END
    found: dict[int, int] = {}
    for i, line in enumerate(body):
        edge = i < TOP or i >= last
        if not 0 < len(line) <= (LONGEST_AT_EDGE if edge else LONGEST) or is_spoken(line):
            continue
        if folded := fold(line):
            found.setdefault(key(folded), 2 if i >= last and i else 0 if i < TOP else 1)
    return tuple(map(Sighting._make, found.items()))


def story(body: Sequence[str]) -> int:
    """What the copies of one story share: the key of its longest paragraph."""
    return key(loose(max(body, key=len, default="")))


def day(article: Article) -> int:
    """The day of an article as a number, 0 where it isn't known to the day.

    >>> day(Article(published="2017-03-22T14:05:00+01:00")) - day(Article(published="2017-03-21"))
    1
    """
    stated = article.published or article.updated or ""
    try:
        return date.fromisoformat(stated[:10]).toordinal()
    except ValueError:
        return 0


def without(article: Article, keys: Collection[int], own: int) -> tuple[Article, tuple[Change, ...]]:
    """The article without the lines that have these keys among those of the scope with the key `own`. One that would
    be left empty stays as it is: a notice that is all there is to read is not furniture."""
    gone = [
        line
        for line in article.body
        if len(line) <= LONGEST_AT_EDGE and line_key(line) ^ own in keys and not is_spoken(line)
    ]
    if not gone or len(gone) == len(article.body):
        return article, ()
    taken = Counter(gone)
    left = tuple(line for line in article.body if line not in taken)
    return replace(article, body=left), tuple(Change(RULE, line, None, count) for line, count in taken.items())

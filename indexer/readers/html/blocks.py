"""A page as a row of blocks: each piece of text that stands by itself on the screen, with what its place says of it.

A block ends where a browser would begin a new line. What surrounds it is told by signs: the names that page makers give
to elements (`class="related-stories"`, `id="comments"`, `itemprop="articleBody"`) and the elements themselves (`aside`,
`nav`), each a bit, taken from the block's own element and its two parents (`near`) and from everything around (`far`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from lxml.etree import _Element, iterwalk

from indexer.readers.deadline import Deadline
from indexer.readers.html.elements import INLINE, SILENT, words_in
from indexer.readers.html.tables import BAR, cells, is_data

_SIGNS: dict[str, str] = {
    "story": r"article-?_?body|articlebody|story-?_?body|entry-?_?content|post-?_?(?:content|body)"
    r"|article-?_?(?:content|text)"
             r"|story-?_?(?:content|text)|body-?_?(?:text|content|copy)|rich-?_?text|main-?_?(?:text|content)|news-?_?text"
             r"|^article$|^story$|content-?_?body|text-?_?content|articletext|longform",
    "paragraph": r"paragraph|(?:^|[-_ ])(?:p|para|text|txt|body|copy|absatz|parrafo)(?:$|[-_ ])|textblock|text-?block",
    "lead": r"lead(?!er)|lede|intro|standfirst|summary|subtitle|sub-?head|teaser-?text|dek\b|deck|abstract"
    r"|excerpt|perex"
            r"|chapo|sottotitolo|entradilla|vorspann|kicker|descri",
    "heading": r"head(?:line|ing)|title|titel|titre|titulo",
    "related": r"relat|recommend|recirc|most-?_?(?:read|popular|viewed)|popular|trending|more-?_?(?:on|from"
    r"|stories|news)"
               r"|read-?_?(?:more|also|next)|see-?_?also|also-?_?read|further|similar|you-?_?may|outbrain|taboola|latest|topstor"
               r"|mehr-?zum|lire-?aussi|leggi|ver-?tambien|nextstory|up-?next|linklist|link-?list|inline-?link|onward|crosslink",
    "teaser": r"teaser|promo|card|tile|carousel|slider|swiper|grid|river|feed\b|item-?list|list-?item|thumb|stream",
    "share": r"share|sharing|social|facebook|twitter|follow|whatsapp|addthis|bookmark|toolbar|tools\b|print|button|btn",
    "comment": r"comment|disqus|repl(?:y|ies)\b|discussion|leserbrief|\bforum|(?<!cor)respond|kommentar",
    "side": r"side-?_?bar|aside|right-?_?(?:col|rail)|rail\b|complementary|secondary|marginal|infobox"
    r"|info-?_?box|fact-?_?box"
            r"|pull-?_?quote|box\b|widget|module|zusatz",
    "chrome": r"nav(?!y)|menu|footer|header|masthead|breadcrumb|top-?bar|pagination|pager|skip|topnav|search"
    r"|cookie|consent"
              r"|gdpr|modal|popup|overlay|lightbox|banner|toast|accessib|sr-only|visually-?hidden|screen-?reader",
    "ad": r"(?:^|[-_ ])ad(?:s|vert|vertis\w*|box|slot|unit|container|wrap\w*)?(?:$|[-_ ])|adsense|dfp|gpt"
    r"|sponsor|anzeige|publicid"
          r"|werbung|promoted|commercial|affiliate|product|shop|deal",
    "sign-up": r"newsletter|subscri|sign-?_?up|sign-?_?in|login|register|paywall|pay-?wall|premium|abo(?:$"
    r"|[-_ ])|donat|support-?us|cta|"
               r"call-?to|offer|membership|unlock|registration|piano|app-?promo|download",
    "byline": r"by-?line|author|writer|contributor|autor|redact|journalist|(?<!ac)credit|source|quelle|firma\b"
    r"|signature|bio\b",
    "stamp": r"date|time(?!line)|stamp|publish|updated|meta(?!l)|info\b|label|tag|topic|categor|section-?name"
    r"|rubri|eyebrow|keyword|flag",
    "picture": r"caption|gallery|photo|image|img|figure|media|video|slideshow|player|legend|copyright|foto|bild"
    r"|galerie",
    "embed": r"embed|tweet|instagram|youtube|oembed|iframe|widget|infogram|datawrapper|poll|quiz|survey|vote",
    "contents": r"toc\b|table-?of-?contents|contents\b|jump|anchor|index|inhaltsverz",
    "note": r"note|disclaim|correction|copyright|legal|terms|rights|footnote|about|boilerplate|editors?-note"
    r"|reference|transparen",
    "hidden": r"hidden|hide\b|d-none|display-?none|is-invisible|collapsed|clone",
    "live": r"live-?blog|ticker|liveticker|live-?post|update",
}  # fmt: skip
SIGNS = (*_SIGNS, "<article>", "<main>", "<aside>", "<nav>", "<footer>", "<header>", "<form>", "<ul>", "<table>",
         "<figure>", "<blockquote>", "<section>", "hidden for real", "body said", "live post")  # fmt: skip
"""The names of the bits, in their order."""

_BIT = {name: 1 << at for at, name in enumerate(SIGNS)}
_NAMED = tuple((re.compile(pattern), _BIT[name]) for name, pattern in _SIGNS.items())
_TAGS = {name[1:-1]: bit for name, bit in _BIT.items() if name.startswith("<")} | {
    "ol": _BIT["<ul>"], "dl": _BIT["<ul>"]
}  # fmt: skip
_ROLES = {"main": "<main>", "navigation": "<nav>", "complementary": "<aside>", "contentinfo": "<footer>",
          "banner": "<header>", "article": "<article>", "search": "chrome", "dialog": "chrome", "button": "share",
          "note": "side"}  # fmt: skip


@dataclass(slots=True, eq=False)
class Around:
    """An element that stands around blocks: its signs and those of all its parents; `parent` None for the body."""

    element: _Element
    parent: Around | None
    own: int
    near: int
    far: int
    depth: int = 0
    kin: tuple[object, ...] | None = None
    """What blocks of one kind have in common, once somebody asked."""


@dataclass(slots=True)
class Block:
    """One piece of text. `linked` counts its characters that are links, `links` the links, `bold` the characters that
    are set in bold; `tag` is the element that makes it a block."""

    text: str
    tag: str
    around: Around
    linked: int
    links: int
    bold: int
    words: float


def blocks(body: _Element, deadline: Deadline | None = None) -> list[Block]:
    """The blocks of `body`, in the order of the page. Raises OverTime."""
    return _Walk().walk(body, (deadline or Deadline(3600)).check)


class _Walk:
    """One pass over a tree. `line` gathers the text of the block at hand; `in_data` says that rows are blocks,
    `is_worded` that `heading`, the last that was asked for it, has words."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.line: list[str] = []
        self.linked = self.links = self.bold = 0
        self.in_link = self.in_bold = 0
        self.in_data = False
        self.heading: Around | None = None
        self.is_worded = False

    def walk(self, body: _Element, check: Callable[[], None]) -> list[Block]:
        here = Around(body, None, 0, 0, 0)
        walker = iterwalk(body, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in SILENT:
                    if self._speaks(element, here):
                        self._text(element.text)
                    else:
                        walker.skip_subtree()
                elif tag in INLINE:
                    if tag == "a":
                        self.in_link += 1
                        self.links += 1
                    elif tag == "b" or tag == "strong":
                        self.in_bold += 1
                    elif tag == "td" or tag == "th":
                        self.line.append(" ")
                    self._text(element.text)
                elif tag == "br" or tag == "hr":
                    if self.line:
                        self._end(here)
                else:
                    if self.line:
                        self._end(here)
                    check()
                    here = _inside(here, element)
                    if tag == "table":
                        self.in_data = is_data(element)
                    if (tag == "tr" and self.in_data) or (element.get("role") == "row" and len(cells(element)) > 1):
                        self._row(here, element)
                        walker.skip_subtree()
                    else:
                        self._text(element.text)
                continue
            if tag in INLINE:
                if tag == "a":
                    self.in_link -= 1
                elif tag == "b" or tag == "strong":
                    self.in_bold -= 1
            elif tag not in SILENT and tag != "br" and tag != "hr":
                if self.line:
                    self._end(here)
                if here.parent is not None:
                    here = here.parent
                if tag == "table":
                    self.in_data = False
            if element is not body:
                self._text(element.tail)
        self._end(here)
        return self.found

    def _speaks(self, element: _Element, here: Around) -> bool:
        """Whether a silent element says what stands on the page: the first button of a heading that says nothing else
        (it opens the answer below), and the template of a part that a page keeps from its style."""
        if element.tag != "button":
            return element.tag == "template" and element.get("shadowrootmode") is not None
        if here.element.tag not in _HEADINGS:
            return False
        if self.heading is not here:
            self.heading, self.is_worded = here, bool(words_in(here.element))
        if self.is_worded:
            return False
        self.is_worded = bool(words_in(element))
        return True

    def _text(self, text: str | None) -> None:
        if text:
            self.line.append(text)
            if self.in_link:
                self.linked += len(text)
            if self.in_bold:
                self.bold += len(text)

    def _row(self, here: Around, row: _Element) -> None:
        """A row of data. The bars between its cells are no words."""
        found = cells(row)
        if found:
            links = list(row.iter("a"))
            linked = sum(len(words_in(link)) for link in links)
            bold = sum(len(words_in(part)) for part in row.iter("b", "strong"))
            self.found.append(Block(BAR.join(found), "tr", here, linked, len(links), bold, length(" ".join(found))))

    def _end(self, here: Around) -> None:
        if self.line:
            text = " ".join("".join(self.line).split())
            if text:
                found = Block(
                    text,
                    here.element.tag,
                    here,
                    self.linked,
                    self.links,
                    self.bold,
                    length(text),
                )
                self.found.append(found)
            self.line = []
        self.linked = self.bold = 0
        self.links = 1 if self.in_link else 0


def _inside(parent: Around, element: _Element) -> Around:
    own = signs(element)
    grandparent = parent.parent.own if parent.parent is not None else 0
    return Around(element, parent, own, own | parent.own | grandparent, own | parent.far, parent.depth + 1)


def signs(element: _Element) -> int:
    """The bits of an element."""
    found = _TAGS.get(element.tag, 0)
    for key, value in element.items():
        if key in _NAMES:
            names = str(value[:200])
            # what is named for a header among headings is one, and not the top of the page
            found |= named(names.replace("header", "heading") if element.tag in _HEADINGS else names)
        elif key == "itemprop":
            found |= next((bit for name, bit in _STATED.items() if name in value), 0) or named(value)
        elif key == "role":
            found |= _BIT[_ROLES[value]] if value in _ROLES else 0
        elif (
            key == "hidden"
            or (key == "aria-hidden" and value == "true")
            or (key == "style" and _HIDDEN.search(str(value)))
        ):
            found |= _BIT["hidden for real"]
    return found


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_STATED = {"articleBody": _BIT["body said"], "liveBlogUpdate": _BIT["live post"]}
"""What an element is by schema.org."""
_NAMES = frozenset(("class", "id", "data-testid", "data-component", "data-module", "data-type", "aria-label"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def named(names: str | bytes) -> int:
    """The bits that the classes, the id or another name given to an element stand for."""
    bits = 0
    for name in str(names).split():
        bits |= _named(name)
    return bits


@lru_cache(maxsize=50_000)
def _named(name: str) -> int:
    """One word of them: the same ones come again and again. A pattern that minds capitals takes a third of the time."""
    spaced = _CAMEL.sub(r"\1-\2", name).lower()
    return sum(bit for pattern, bit in _NAMED if pattern.search(spaced))


_CAMEL = re.compile(r"([a-z])([A-Z])")
_WIDE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def length(text: str) -> float:
    """The length of a text in words; where words are not parted by spaces, two characters are one."""
    spaced = text.count(" ") + 1
    return spaced if text.isascii() else max(spaced, len(_WIDE.findall(text)) / 2)

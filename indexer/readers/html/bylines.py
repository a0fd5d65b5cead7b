"""Who a page says wrote it: what it tells machines, then what its markup shows near the headline.

| asked in this order | example |
|---|---|
| JSON-LD, also where the author is told by a reference | `"author": {"@id": "#/schema/person/1"}` |
| meta tags | `<meta name="author" content="Ann Lee">` |
| microdata | `itemprop="author"` |
| elements made for it: `rel=author`, hCard, a byline's class, a link to an author's page | `<a rel="author">Ann</a>` |
| a line below the heading | `By Ann Lee and Bo Ek \\| 12 March` |

The names of those who comment, of other articles' authors and of the site itself are nobody's byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, cast

from lxml.etree import _Element

from indexer.readers.html import json_ld
from indexer.readers.html.elements import SILENT, content, line_of
from indexer.readers.html.json_ld import Node
from indexer.readers.html.metas import Metas, first
from indexer.readers.html.people import people

_BYLINE = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "dc.creator.name", "citation_author", "byl", "cxenseparse:author", "cxenseparse:recs:author",
    "article.author", "dc:creator", "twitter:misc:written by",
)  # fmt: skip


class Byline(NamedTuple):
    """The people and the agencies that are named, and where: `json-ld`, `meta`, `microdata` or `element`."""

    people: tuple[str, ...]
    agencies: tuple[str, ...]
    source: str


def byline_of(tree: _Element, metas: Metas, article: Node, nodes: list[Node], sites: frozenset[str]) -> Byline:
    """Who wrote the page's article. `sites`: the site's names, as `plain` gives them."""
    told = list(_told(metas, article, nodes))
    agencies: tuple[str, ...] = ()
    where = ""
    for values, source in told:
        found, named = people(values, sites)
        if found:
            return Byline(found, named or agencies, source)
        if named and not agencies:
            agencies, where = named, source
    markup = _Markup(tree, sites)
    shown = ((markup.microdata, "microdata"), (markup.elements, "element"), (markup.line, "element"))
    for names, source in shown:
        found, named = people(names(), sites)
        if found:
            return Byline(found, named or agencies, source)
        if named and not agencies:
            agencies, where = named, source
    if not agencies:
        # a site that names itself is nobody's byline, and still who it is by
        for values, source in told:
            if itself := people(values)[0][:1]:
                return Byline((), itself, source)
    return Byline((), agencies, where)


def _told(metas: Metas, article: Node, nodes: list[Node]) -> Iterator[tuple[list[object], str]]:
    """What machines are told, in the order of trust."""
    author = article.get("author")
    authors = author if isinstance(author, list) else [author]
    yield [json_ld.text(json_ld.referred(item, nodes)) for item in authors], "json-ld"
    if not author:
        # a graph of Yoast's names one author apart from the page that it is about
        persons = [
            node for node in nodes if node.get("@type") in ("Person", ["Person"]) and _PERSON in str(node.get("@id"))
        ]
        yield [json_ld.text(node) for node in persons if len(persons) == 1], "json-ld"
    for name in _BYLINE:
        if name in metas:
            yield cast("list[object]", metas[name]), "meta"
    for label in ("twitter:label1", "twitter:label2"):
        if _WRITTEN_BY.match(first(metas, (label,)) or ""):
            yield cast("list[object]", metas.get(f"twitter:data{label[-1]}", [])), "meta"


_PERSON = "/schema/person/"
_WRITTEN_BY = re.compile(
    r"(?:written by|author|by|verfasst von|geschrieben von|autor|écrit par|escrito por|scritto da|skrevet av)",
    re.IGNORECASE,
)

LONGEST = 100
"""Characters of an element that names an author."""
_ROOM = 240
"""Characters of what stands around an author's name: other names in there wrote it with them."""
_AROUND = 3
"""Elements around a name that are looked into for its company."""
_ENOUGH = 24
"""Elements that look like a byline: a page with more is a list of articles."""


class _Markup:
    """What a page's markup shows of its authors. `holding` are the elements around its headings: what is said of them
    (`has-sidebar`, `comments-open`) is said of the whole page."""

    def __init__(self, tree: _Element, sites: frozenset[str]) -> None:
        self._tree = tree
        self._sites = sites
        self._headings = list(tree.iter("h1"))
        self._holding = {around for heading in self._headings for around in heading.iterancestors()}

    def microdata(self) -> Iterator[str]:
        """The names marked as `author`."""
        for element in _found(self._tree, "//*[contains(@itemprop, 'author')]")[:6]:
            if "author" in element.get("itemprop", "").lower().split() and not self._is_aside(element):
                inner = (part for part in element.iterdescendants() if part.get("itemprop") == "name")
                named = next(inner, element)
                text = line_of(named) or named.get("content")
                if text and len(text) < LONGEST:
                    yield text

    def elements(self) -> list[str]:
        """The names in the first element that is a byline, and in those that stand with it."""
        marked = (element for element in _found(self._tree, _MARKED) if _is_byline(element))
        linked = (link for link in _found(self._tree, _LINKED) if _AUTHOR_PAGE.search(link.get("href") or ""))
        return self._of(marked) or self._of(linked)

    def _of(self, elements: Iterable[_Element]) -> list[str]:
        kept = islice((element for element in elements if not self._is_aside(element)), _ENOUGH)
        named = {element: names for element in kept if (names := _names(element, self._sites))}
        for element in list(named):
            for outer in element.iterancestors():
                if outer in named and element in named:
                    # the outer one counts when it has the inner one's names as they are, and perhaps more
                    del named[element if set(named[element]) <= set(named[outer]) else outer]
        if not named:
            return []
        around = _company(next(iter(named)))
        return [
            name for element, names in named.items() for name in names
            if around is element or around in element.iterancestors()
        ]  # fmt: skip

    def line(self) -> list[str]:
        """The names in a line below the page's heading that says by whom it is."""
        heading = next((h1 for h1 in self._headings if line_of(h1)), None)
        for element in islice(_after(heading), _NEAR) if heading is not None else ():
            if isinstance(element.tag, str) and element.tag not in SILENT and len(text := content(element)) < _ROOM:
                said = _SAID.match(" ".join(text.split()))
                if said and len(said["names"]) < LONGEST and not self._is_aside(element):
                    return [said["names"]]
        return []

    def _is_aside(self, element: _Element) -> bool:
        """Whether an element belongs to comments, to other articles, or to what stands on every page."""
        at: _Element | None = element
        for _ in range(_ABOVE):
            if at is None or at in self._holding:
                return False
            if at.tag in ("footer", "nav") or _ASIDE.search(f"{at.get('class') or ''} {at.get('id') or ''}"):
                return True
            at = at.getparent()
        return False


def _found(tree: _Element, path: str) -> list[_Element]:
    """The elements at an XPath."""
    return cast("list[_Element]", tree.xpath(path))


def _company(element: _Element) -> _Element:
    """What stands around a byline as far as it is little."""
    for _ in range(_AROUND):
        parent = element.getparent()
        if parent is None or len(content(parent)) > _ROOM:
            break
        element = parent
    return element


_HINTS = {
    "class": ("uthor", "yline", "riter", "eporter", "enulis", "utor", "uteur", "vcard"),
    "rel": ("author",),
    "data-testid": ("yline", "uthor"),
}


def _has(name: str, parts: Iterable[str]) -> str:
    # The attribute is looked up once, and nothing is searched where there is none.
    return "@{}[{}]".format(name, " or ".join(f"contains(., '{part}')" for part in parts))


_MARKED = "//body//*[{}]".format(" or ".join(_has(name, parts) for name, parts in _HINTS.items()))
_LINKED = "//body//a[contains(@href, '/')]"
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|i|a)?|auteurs?|by|profile|redakteure|journalist\w*|people|staff|writers?|contributors?"
    r"|mitarbeiter|kolumnisten?|redaktion/autor\w*)/[\w-]",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?:^|[-_ ])(?:by-?line[-_]{0,2}(?:name|author|link|text)?|author(?:[-_]{1,2}(?:name|\d)|s?)|c-byline__author"
    r"|writer|reporter|penulis|autor(?:en|es|i)?|auteurs?)(?:$| )",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?:^|\s)vcard(?:\s|$)")
_ASIDE = re.compile(
    r"comment|kommentar|respond|reply|replies|related|recommend|recent|widget|sidebar|teaser|promo|popular|trending"
    r"|newsletter|footer|more-(?:from|stories|articles)|read-?next|also-?read|(?:^|[-_ ])menu|carousel|latest|disqus"
    r"|(?:^|[-_ ])nav(?:$|[-_ ])",
    re.IGNORECASE,
)
_ABOVE = 8
"""Elements around one that may say that it belongs to something beside the article."""


def _is_link(element: _Element) -> bool:
    return "author" in (element.get("rel") or "").lower().split()


def _is_byline(element: _Element) -> bool:
    classes = f"{element.get('class') or ''} {element.get('data-testid') or ''}"
    return _is_link(element) or bool(_CARD.search(classes) or _BYLINE_CLASS.search(classes))


def _names(element: _Element, sites: frozenset[str]) -> list[str]:
    """The names that an element says, if it says any."""
    card = next((part for part in element.iter() if "fn" in (part.get("class") or "").split()), None)
    exact = card is not None or _is_link(element)
    text = line_of(card if card is not None else element)
    if not text or len(text) >= LONGEST:
        return []
    found, agencies = people([text], sites)
    if exact or _BY.match(text):
        named = [name for name in found if len(name.split()) <= 5 and not _NO_CARD.search(name)]
    else:
        named = [name for name in found if 2 <= len(name.split()) <= 5 and not _NO_NAME.search(name)]
    return [*named, *agencies]


_NO_CARD = re.compile(
    r"[:*@|]|^\d|\b(?:please|enter|follow|more|about|see|read|posts?|articles?|beiträge|artikel|alle|said|says|meint"
    r"|schreibt|sagt)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(rf"\d|\b(?:name|all)\b|{_NO_CARD.pattern}", re.IGNORECASE)
_BY = re.compile(
    r"(?:by|von|par|por|di|da|door|av|af|przez|oleh|text|texte|texto|testo|tekst|autor(?:in|a|e)?|auteur|author)\b[:\s]",
    re.IGNORECASE,
)

_WORD = r"(?:[^\W\d_a-zß-öø-ÿ][\w'’.-]+|[^\W\d_a-zß-öø-ÿ]\.)"
_PARTICLE = r"(?:von|van|de|der|den|del|della|di|da|dos|la|le|el|al|bin|ben|zu|y|ter)"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{1,3}}"
_SAID = re.compile(
    r"(?:[|•·–-]\s*)?(?:(?i:(?:written|posted|published|reported|interview|text|story|words|veröffentlicht|verfasst|erstellt"
    r"|geschrieben|publié|écrit|publicado|escrito|pubblicato|scritto|geschreven|ein (?:gast)?(?:artikel|beitrag))\s+)?"
    r"(?i:by|von|par|por|door|przez|oleh|(?:text|texte|autor|autorin|auteur|author)\s*:|autorin/autor))"
    rf"\s+(?P<names>{_NAME}(?:(?:\s*,\s*|\s+(?:and|und|et|y|e|en|&)\s+){_NAME}){{0,4}})"
    r"(?:\s*$|\s*[|,;·•–—/(-].*|\s+(?:am|on|at|le|el|il|op|um)\s+\S.*|\s+\d.*)"
)
_NEAR = 60
"""Elements after the heading in which its byline is looked for."""


def _after(element: _Element) -> Iterator[_Element]:
    """The elements that begin after this one ends, in the order of the page."""
    at: _Element | None = element
    while at is not None and at.tag != "body":
        for sibling in cast("Iterable[_Element]", at.itersiblings()):
            yield from sibling.iter()
        at = at.getparent()

"""What a page says of itself: JSON-LD, meta tags, links, `<time>` and `<html lang>`.

For each field the sources are asked in order, and the first that has something counts: JSON-LD (made for machines,
kept right because search engines read it), then meta tags (Open Graph, article:, Dublin Core, citation_, parsely,
sailthru), then marked-up elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urlsplit

from indexer.readers.dates import parse
from indexer.readers.values import DECODER, address, listed, names, one, tag, unique

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

Node = dict[str, object]

_ARTICLE_TYPE = re.compile(r"article|blogposting|^report$|reportage|liveblog|review|^posting$", re.IGNORECASE)
_PAGE_TYPE = re.compile(r"webpage$|^creativework$|videoobject$", re.IGNORECASE)

_HEADLINE = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
)
_BYLINE = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "dc.creator.name", "citation_author", "byl", "cxenseparse:author", "cxenseparse:recs:author",
    "article.author",
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "date.published",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish_date", "publish-date",
    "publication_date", "published-date", "article.published", "article:post_date", "cxenseparse:recs:publishtime",
    "originalpublicationdate", "og:published_time", "date", "rnews:datepublished",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:article:modified_time", "article:modified", "datemodified", "og:updated_time",
    "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "revision_date",
)  # fmt: skip
_PUBLISHER = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name",
              "article:publisher", "twitter:site", "twitter:creator")  # fmt: skip
_SECTION = ("article:section", "og:article:section", "parsely-section", "sailthru.verticals", "cxenseparse:section",
            "section", "cg")  # fmt: skip
_KEYWORDS = ("article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords", "og:article:tag")
_LANGUAGE = ("og:locale", "dc.language", "dcterms.language", "content-language", "language", "citation_language")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's statements, as they stand; dates not yet parsed, in the order of trust."""

    headline: str | None = None
    byline: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    description: str | None = None
    body: str | None = None
    images: tuple[Node, ...] = field(default=())


def metadata(soup: BeautifulSoup) -> Metadata:
    """Everything that the page states."""
    metas = _metas(soup)
    nodes = list(_json_ld(soup))
    article = _article(nodes)
    pages = [node for node in nodes if _is(node, _PAGE_TYPE)]
    url = _url(soup, metas, article)
    publisher = _publisher(metas, article, nodes, url)
    marks = _marks(soup)
    sites = _sites(metas, publisher, article, url)
    return Metadata(
        headline=_headline(soup, metas, article, sites),
        byline=_byline(marks, metas, article, sites),
        published=_dates(metas, marks.published, [article, *pages], "datePublished", _PUBLISHED),
        updated=_dates(metas, marks.updated, [article, *pages], "dateModified", _UPDATED),
        publisher=publisher,
        section=_text(article.get("articleSection")) or _first(metas, _SECTION),
        keywords=_keywords(metas, article),
        language=_language(soup, metas, article),
        url=url,
        description=_text(article.get("description")) or _first(metas, ("og:description", "description")),
        body=cast("str | None", article.get("articleBody") if isinstance(article.get("articleBody"), str) else None),
        images=tuple(_objects(article.get("image"))),
    )


def _metas(soup: BeautifulSoup) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in soup.find_all("meta"):
        content = str(meta.get("content") or meta.get("value") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := meta.get(attribute)):
                metas.setdefault(str(name).strip().lower(), []).append(unescape(content))
    return metas


def _first(metas: dict[str, list[str]], wanted: tuple[str, ...]) -> str | None:
    return next((text for name in wanted for value in metas.get(name, ()) if (text := one(value))), None)


def _json_ld(soup: BeautifulSoup) -> Iterator[Node]:
    """All objects of all JSON-LD blocks, the outer before the inner."""

    for script in soup.find_all("script", type=re.compile("ld\\+json", re.IGNORECASE)):
        text = re.sub(
            r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", script.get_text()
        ).strip()
        try:
            value, _ = DECODER.raw_decode(text)
        except (ValueError, RecursionError):
            # commas too many, quotes not escaped: what matters can be read off all the same
            value = (
                dict(_PAIR.findall(text)) | {"@type": "Article"}
                if re.search(r'"@type"\s*:\s*"\w*Article', text)
                else {}
            )
        yield from _objects(value)


_PAIR = re.compile(r'"(datePublished|dateModified|headline|articleSection|inLanguage)"\s*:\s*"((?:[^"\\]|\\.)*)"')


def _objects(value: object, depth: int = 0) -> Iterator[Node]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        node = cast(Node, value)
        yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"):
            if isinstance(node.get(key), dict | list):
                yield from _objects(node[key], depth + 1)


def _is(node: Node, pattern: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(isinstance(t, str) and pattern.search(t) for t in (types if isinstance(types, list) else [types]))


def _article(nodes: list[Node]) -> Node:
    """The object that is about the article: the first of that type that has a headline, for teasers come later."""
    articles = [node for node in nodes if _is(node, _ARTICLE_TYPE)]
    return next((node for node in articles if node.get("headline")), articles[0] if articles else {})


def _text(value: object) -> str | None:
    """A JSON-LD value as a line of text; they are often escaped twice, or hold tags."""
    text = one(value)
    if text is None:
        return None
    text = unescape(unescape(text)) if "&" in text else text
    return one(re.sub(r"</?(?:em|i|b|strong|p|span|br)\b[^<>]*>", "", text)) if "<" in text else one(text)


def _url(soup: BeautifulSoup, metas: dict[str, list[str]], article: Node) -> str | None:
    links = [link.get("href") for link in soup.find_all("link", rel="canonical")]
    entity = article.get("mainEntityOfPage")
    stated = (
        *links,
        *metas.get("og:url", ()),
        article.get("url"),
        cast(Node, entity).get("@id") if isinstance(entity, dict) else entity,
    )
    return next((url for value in stated if (url := address(value)) and urlsplit(url).path.strip("/")), None)


def _publisher(metas: dict[str, list[str]], article: Node, nodes: list[Node], url: str | None) -> str | None:
    stated = _text(article.get("publisher")) or next((t for n in nodes if (t := _text(n.get("publisher")))), None)
    name = _first(metas, ("og:site_name",)) or stated or _first(metas, _PUBLISHER)
    if name and not re.match(r"https?:|www\.facebook", name):
        return name.lstrip("@").strip() or None
    return urlsplit(url).netloc.removeprefix("www.") if url else None


_SEPARATOR = re.compile(r"\s+[|\-–—•·»›:]+\s+|\s*[|»]\s*")


def without_site(title: str, sites: set[str]) -> str:
    """`title` without the name of its site at either end.

    >>> without_site("Strike ends - World - BBC News", {"bbcnews", "bbc"})
    'Strike ends - World'
    """
    while True:
        cuts = list(_SEPARATOR.finditer(title))
        if cuts and (plain(title[cuts[-1].end() :]) in sites or parse(title[cuts[-1].end() :])):
            title = title[: cuts[-1].start()].strip()
        elif cuts and plain(title[: cuts[0].start()]) in sites:
            title = title[cuts[0].end() :].strip()
        else:
            return title


def plain(text: str) -> str:
    """Letters and digits only, in small letters, umlauts as host names write them: for comparing two spellings of a
    name."""
    return "".join(character for character in text.casefold().translate(_UMLAUTS) if character.isalnum())


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "o", "å": "a", "é": "e"})


def _sites(metas: dict[str, list[str]], publisher: str | None, article: Node, url: str | None) -> set[str]:
    stated = [publisher, _text(article.get("publisher")), *metas.get("og:site_name", ()),
              *metas.get("application-name", ()),
              *(handle.lstrip("@") for handle in metas.get("twitter:site", ()))]  # fmt: skip
    host = urlsplit(url).netloc.removeprefix("www.") if url else ""
    return {plain(name) for name in (*stated, host, host.rsplit(".", 1)[0]) if name and plain(name)}


def _headline(soup: BeautifulSoup, metas: dict[str, list[str]], article: Node, sites: set[str]) -> str | None:
    title = one(soup.title.get_text(" ")) if soup.title else None
    top = [text for h1 in soup.find_all("h1") if (text := one(h1.get_text(" ")))]
    for candidate in (_text(article.get("headline")), _first(metas, _HEADLINE)):
        if candidate:
            headline = without_site(candidate, sites)
            if plain(headline) not in sites:
                return headline
    if len(top) == 1 and plain(top[0]) not in sites:
        return top[0]
    if title:
        headline = without_site(title, sites)
        # the headline on the page says where it ends in the title
        return next((text for text in top if plain(text) and plain(title).startswith(plain(text))), headline)
    return top[0] if top else None


def _byline(marks: _Marks, metas: dict[str, list[str]], article: Node, sites: set[str]) -> tuple[str, ...]:
    """The people named as authors."""

    def people(value: object) -> tuple[str, ...]:
        return tuple(name for name in names(value) if plain(name) not in sites)

    author = article.get("author")
    found = people([_text(item) for item in author] if isinstance(author, list) else _text(author))
    if found:
        return found
    for name in _BYLINE:
        if values := metas.get(name):
            found = unique(person for value in values for person in people(value))
            if found:
                return found
    texts = [text for element in marks.authors if (text := one(element.get_text(" "))) and len(text) < 80]
    # a site that names itself stands in where nobody else is named
    return unique(person for text in texts for person in people(text)) or names(_text(author))


def _dates(
    metas: dict[str, list[str]], marked: list[str], nodes: list[Node], key: str, wanted: tuple[str, ...]
) -> tuple[str, ...]:
    stated = [one(node.get(key)) for node in nodes]
    stated += [one(value) for name in wanted for value in metas.get(name, ())]
    return unique([*stated, *(one(text) for text in marked)])


class _Marks(NamedTuple):
    """What elements say by their attributes: authors, and dates as text in the order of the page."""

    authors: list[Tag]
    published: list[str]
    updated: list[str]


def _marks(soup: BeautifulSoup) -> _Marks:
    authors: list[Tag] = []
    dates: dict[str, list[str]] = {"datepublished": [], "datemodified": []}
    for element in soup.find_all(itemprop=True):
        marks = str(element["itemprop"]).lower().split()
        if "author" in marks:
            authors.append(element.find(itemprop="name") or element)
        for mark in marks:
            if mark in dates and len(dates[mark]) < 4:
                dates[mark].append(str(element.get("datetime") or element.get("content") or element.get_text(" ")))
    authors = authors or soup.find_all(rel="author", limit=6)
    for time in soup.find_all("time", limit=20):
        inside = time.find_parent("header")
        if time.get("datetime") and (time.has_attr("pubdate") or (inside and inside.find_parent("article"))):
            dates["datepublished"].append(str(time["datetime"]))
            break
    return _Marks(authors[:6], dates["datepublished"], dates["datemodified"])


def _keywords(metas: dict[str, list[str]], article: Node) -> tuple[str, ...]:
    stated = article.get("keywords")
    found = listed([_text(item) for item in stated] if isinstance(stated, list) else _text(stated))
    for name in _KEYWORDS:
        if not found and (values := metas.get(name)):
            found = listed(values[0]) if len(values) == 1 else listed(cast("list[object]", values))
    return found[:100]


def _language(soup: BeautifulSoup, metas: dict[str, list[str]], article: Node) -> str | None:
    html = soup.find("html")
    stated = [html.get("lang") or html.get("xml:lang") if html else None, article.get("inLanguage")]
    return next((found for value in (*stated, _first(metas, _LANGUAGE)) if (found := tag(value))), None)

"""What a page says of itself: JSON-LD, meta tags, links, marked-up elements and `<html lang>`.

For each field the sources are asked in order, and the first that has something counts: JSON-LD (made for machines,
kept right because search engines read it), then meta tags (Open Graph, article:, Dublin Core, citation_, parsely,
sailthru), then marked-up elements. Which one it was is kept (`Metadata.sources`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from lxml.etree import _Element

from indexer.readers.dates import parse
from indexer.readers.html import json_ld, times
from indexer.readers.html.bylines import byline_of
from indexer.readers.html.elements import line_of
from indexer.readers.html.json_ld import Node
from indexer.readers.html.metas import Metas, first, metas_of
from indexer.readers.html.people import plain
from indexer.readers.values import address, listed, one, tag

_HEADLINE = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
)
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


class Stated(NamedTuple):
    """A value as it stands, and where: `json-ld`, `meta`, `link`, `microdata`, `element`, `heading`, `title`."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's statements, as they stand; dates not yet parsed, in the order of trust. `times` are days with
    their hour on the page (see `times.shown`), where the date in `published` has none. `sources` says where
    each field that has a value comes from, but for the dates, which say it themselves."""

    headline: str | None = None
    byline: tuple[str, ...] = ()
    credit: str | None = None
    published: tuple[Stated, ...] = ()
    updated: tuple[Stated, ...] = ()
    times: tuple[Stated, ...] = ()
    publisher: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    description: str | None = None
    body: str | None = None
    images: tuple[Node, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)


def metadata(tree: _Element) -> Metadata:
    """Everything that the page states."""
    metas = metas_of(tree)
    nodes = json_ld.objects(tree)
    article = json_ld.article(nodes)
    pages = [node for node in nodes if json_ld.is_page(node)]
    url = _url(tree, metas, article)
    publisher = _publisher(metas, article, nodes, url and url.value)
    published = _dates(metas, [article, *pages], "datePublished", _PUBLISHED)
    updated = _dates(metas, [article, *pages], "dateModified", _UPDATED)
    # elements are looked through only for what machines were not told: it takes a tenth of a page's time
    marked = ([], []) if published and updated else _marked_dates(tree)
    sites = _sites(metas, publisher and publisher.value, article, url and url.value)
    headline = _headline(tree, metas, article, sites)
    by = byline_of(tree, metas, article, nodes, sites)
    section = _first_of((json_ld.text(article.get("articleSection")), "json-ld"), (first(metas, _SECTION), "meta"))
    keywords, keyed = _keywords(metas, article)
    language = _language(tree, metas, article)
    single = {"headline": headline, "publisher": publisher, "section": section, "language": language, "url": url}
    sources = {name: stated.source for name, stated in single.items() if stated}
    sources |= {"byline": by.source} if by.people else {}
    sources |= {"credit": by.source} if by.agencies else {}
    sources |= {"keywords": keyed} if keywords else {}
    published = (*published, *marked[0])
    day = next((date for one in published if (date := parse(one.value))), "")
    return Metadata(
        headline=headline and headline.value,
        byline=by.people,
        credit=", ".join(by.agencies) or None,
        published=published,
        updated=(*updated, *marked[1]),
        times=() if "T" in day else tuple(Stated(text, "element") for text in times.shown(tree)),
        publisher=publisher and publisher.value,
        section=section and section.value,
        keywords=keywords,
        language=language and language.value,
        url=url and url.value,
        description=json_ld.text(article.get("description")) or first(metas, ("og:description", "description")),
        body=json_ld.body(article),
        images=tuple(json_ld.inner(article.get("image"))),
        sources=sources,
    )


def _first_of(*candidates: tuple[str | None, str]) -> Stated | None:
    return next((Stated(value, source) for value, source in candidates if value), None)


def _url(tree: _Element, metas: Metas, article: Node) -> Stated | None:
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    entity = article.get("mainEntityOfPage")
    stated: list[tuple[object, str]] = [(link, "link") for link in links]
    stated += [(url, "meta") for url in metas.get("og:url", ())]
    stated.append((article.get("url"), "json-ld"))
    stated.append((cast(Node, entity).get("@id") if isinstance(entity, dict) else entity, "json-ld"))
    return next(
        (Stated(url, source) for value, source in stated if (url := address(value)) and urlsplit(url).path.strip("/")),
        None,
    )


def _publisher(metas: Metas, article: Node, nodes: list[Node], url: str | None) -> Stated | None:
    stated = json_ld.text(article.get("publisher")) or next(
        (t for n in nodes if (t := json_ld.text(n.get("publisher")))), None
    )
    found = _first_of(
        (first(metas, ("og:site_name",)), "meta"), (stated, "json-ld"), (first(metas, _PUBLISHER), "meta")
    )
    if found and not re.match(r"https?:|www\.facebook", found.value):
        name = found.value.lstrip("@").strip()
        return Stated(name, found.source) if name else None
    return Stated(urlsplit(url).netloc.removeprefix("www."), "address") if url else None


_SEPARATOR = re.compile(r"\s+[|\-–—•·»›:]+\s+|\s*[|»]\s*")


def _cuts(title: str) -> list[re.Match[str]]:
    """Where a title may be cut; not at the marks of a quotation."""
    return [cut for cut in _SEPARATOR.finditer(title) if "»" not in cut[0] or "«" not in title]


def without_site(title: str, sites: frozenset[str] | set[str]) -> str:
    """`title` without the name of its site at either end.

    >>> without_site("Strike ends - World - BBC News", {"bbcnews", "bbc"})
    'Strike ends - World'
    """
    while True:
        cuts = _cuts(title)
        if cuts and (plain(title[cuts[-1].end() :]) in sites or parse(title[cuts[-1].end() :])):
            title = title[: cuts[-1].start()].strip()
        elif cuts and plain(title[: cuts[0].start()]) in sites:
            title = title[cuts[0].end() :].strip()
        else:
            return title


def _sites(metas: Metas, publisher: str | None, article: Node, url: str | None) -> frozenset[str]:
    stated = [publisher, json_ld.text(article.get("publisher")), *metas.get("og:site_name", ()),
              *metas.get("application-name", ()),
              *(handle.lstrip("@") for handle in metas.get("twitter:site", ()))]  # fmt: skip
    host = urlsplit(url).netloc.removeprefix("www.") if url else ""
    return frozenset(plain(name) for name in (*stated, host, host.rsplit(".", 1)[0]) if name and plain(name))


def _headline(tree: _Element, metas: Metas, article: Node, sites: frozenset[str]) -> Stated | None:
    title = next((text for element in tree.iter("title") if (text := one(element.text))), None)
    top = [text for h1 in tree.iter("h1") if (text := line_of(h1))]
    for candidate, source in ((json_ld.text(article.get("headline")), "json-ld"), (first(metas, _HEADLINE), "meta")):
        if candidate:
            headline = without_site(candidate, sites)
            if plain(headline) not in sites:
                return Stated(_shown_in(headline, tree, sites) or headline, source)
    inner = _shown_in(title, tree, sites) if title else None
    if len(top) == 1 and plain(top[0]) not in sites and not inner:
        return Stated(top[0], "heading")
    if title:
        headline = without_site(title, sites)
        # the headline on the page says where it ends in the title
        inner = inner or next((text for text in top if plain(text) and plain(title).startswith(plain(text))), None)
        return Stated(inner, "heading") if inner else Stated(headline, "title") if headline else None
    return Stated(top[0], "heading") if top else None


_HOME = re.compile(r"(?:https?:)?//[^/]+/?$|/(?:index\.\w+)?$|\.\.?/?$")


def _shown_in(title: str, tree: _Element, sites: frozenset[str]) -> str | None:
    """The part of a title that the page has as its only first heading, or as any of three words or more than half the
    title; the rest is a section, or a site that the page doesn't name elsewhere. A heading that leads to the front page
    is the site's name."""
    cuts = _cuts(title)
    if not cuts:
        return None
    headings = [(heading, plain(text)) for heading in tree.iter("h1", "h2") if (text := line_of(heading))]
    if any(shown == plain(title) for _, shown in headings):
        return None
    home = {shown for heading, shown in headings if any(_HOME.match(a.get("href") or "") for a in heading.iter("a"))}
    shown = {shown for _, shown in headings} - sites - home
    first_ones = [shown for heading, shown in headings if heading.tag == "h1"]
    only = first_ones[0] if len(first_ones) == 1 else None
    parts = [*(title[: cut.start()].strip() for cut in cuts), *(title[cut.end() :].strip() for cut in cuts)]
    kept = (
        part for part in parts
        if plain(part) in shown and (plain(part) == only or 2 * len(part) > len(title) or len(part.split()) > 2)
    )  # fmt: skip
    return max(kept, key=len, default=None)


def _dates(metas: Metas, nodes: list[Node], key: str, wanted: tuple[str, ...]) -> tuple[Stated, ...]:
    stated = [Stated(text, "json-ld") for node in nodes if (text := one(node.get(key)))]
    return (
        *stated,
        *(Stated(text, "meta") for name in wanted for value in metas.get(name, ()) if (text := one(value))),
    )


def _marked_dates(tree: _Element) -> tuple[list[Stated], list[Stated]]:
    """What elements say by their attributes of when it was published and updated, in the order of the page."""
    dates: dict[str, list[Stated]] = {"datepublished": [], "datemodified": []}
    for element in cast("list[_Element]", tree.xpath("//*[@itemprop]")):
        for mark in element.get("itemprop", "").lower().split():
            if mark in dates and len(dates[mark]) < 4:
                text = one(element.get("datetime") or element.get("content") or line_of(element))
                dates[mark] += [Stated(text, "microdata")] if text else []
    for time in list(tree.iter("time"))[:20]:
        if (when := time.get("datetime")) and (time.get("pubdate") is not None or _heads_article(time)):
            dates["datepublished"].append(Stated(when, "element"))
            break
    return dates["datepublished"], dates["datemodified"]


def _heads_article(time: _Element) -> bool:
    """Whether a time stands in the header of an article."""
    header = next(time.iterancestors("header"), None)
    return header is not None and next(header.iterancestors("article"), None) is not None


def _keywords(metas: Metas, article: Node) -> tuple[tuple[str, ...], str]:
    stated = article.get("keywords")
    found = listed([json_ld.text(item) for item in stated] if isinstance(stated, list) else json_ld.text(stated))
    source = "json-ld"
    for name in _KEYWORDS:
        if not found and (values := metas.get(name)):
            found = listed(values[0]) if len(values) == 1 else listed(cast("list[object]", values))
            source = "meta"
    return found[:100], source


def _language(tree: _Element, metas: Metas, article: Node) -> Stated | None:
    html = next(tree.iter("html"), None)
    stated = (
        (html.get("lang") or html.get("xml:lang") if html is not None else None, "element"),
        (article.get("inLanguage"), "json-ld"),
        (first(metas, _LANGUAGE), "meta"),
    )
    return next((Stated(found, source) for value, source in stated if (found := tag(value))), None)

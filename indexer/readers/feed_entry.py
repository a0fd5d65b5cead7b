"""One item of a feed as feedparser understands it, brought to an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from indexer.article import Article, Caption, Change, Reading
from indexer.readers import dates
from indexer.readers.feed_content import content
from indexer.readers.values import address, listed, names, one, tag, unique

Node = dict[str, Any]
"""What feedparser gives: a dictionary whose values are texts, dictionaries and lists of them."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself, and so of each of its items: `title` is the publisher's name, `link` what relative
    addresses are relative to; `people` are the logins of a WordPress export with the names that they show."""

    title: str | None = None
    link: str | None = None
    language: str | None = None
    byline: tuple[str, ...] = ()
    atom: bool = False
    people: tuple[tuple[str, str], ...] = ()


def channel_of(feed: Node, version: str, header: str) -> Channel:
    """The channel, from feedparser's `feed` and `version`, and the text that stands before the first item."""
    links = (feed.get("link"), *_XML_BASE.findall(header), *(link.get("href") for link in _nodes(feed.get("links"))))
    link = next((text for value in links if (text := one(value)) and re.match("https?://", text)), None)
    title = _plain(feed.get("title")) or one(feed.get("publisher")) or _host(link)
    atom = version.startswith("atom")
    return Channel(
        title=title,
        link=link,
        language=tag(feed.get("language")) or tag(_language_of(header)),
        # an Atom entry without an author has the feed's; what other feeds name is an editor
        byline=tuple(name for name in _people(feed) if name != title) if atom else (),
        atom=atom,
        people=tuple(_PERSON.findall(re.sub(r"<!\[CDATA\[(.*?)\]\]>", r"\1", header))) if "wp:author" in header else (),
    )


_XML_BASE = re.compile(r"""\sxml:base\s*=\s*["'](https?://[^"']+)""")
_PERSON = re.compile(
    r"<wp:author_login>\s*([^<]+?)\s*</wp:author_login>(?:(?!</wp:author>).)*?"
    r"<wp:author_display_name>\s*([^<]+?)\s*</wp:author_display_name>",
    re.DOTALL,
)


def is_no_article(entry: Node) -> bool:
    """Whether a WordPress export says that the item is something else (a picture, a menu), or was not published."""
    kind, status = one(entry.get("wp_post_type")), one(entry.get("wp_status"))
    return kind in _NO_ARTICLES or status in _UNPUBLISHED


_NO_ARTICLES = {"attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache",
                "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family",
                "wp_font_face"}  # fmt: skip
_UNPUBLISHED = {"draft", "auto-draft", "pending", "trash"}


def article_of(entry: Node, channel: Channel, captions: tuple[Caption, ...], locator: str) -> Reading | None:
    """The article in an entry, with the `captions` that stand beside its text; None without text and title.

    Raises DefinesEntities.
    """
    found = _story(entry, locator)
    inner = found.article if found else Article()
    headline = _plain(entry.get("title"))
    body, headline = inner.body, headline or inner.headline
    if not body and not headline:
        return None
    published, updated, changes = _dates(entry, channel)
    source = cast(Node, entry.get("source") or {})
    guid = one(entry.get("id"))
    article = Article(
        guid=guid,
        url=_url(entry, guid, channel),
        headline=headline,
        byline=_byline(entry, channel),
        published=published or inner.published,
        updated=updated,
        publisher=_plain(source.get("title")) or one(entry.get("publisher")) or channel.title,
        section=one(entry.get("prism_section")),
        language=tag(_language(entry)) or channel.language or inner.language,
        body=body,
        captions=_joined(inner.captions, (*captions, *_enclosures(entry)), headline),
        credit=next((caption.credit for caption in captions if caption.text in ("", headline)), None),
        keywords=unique(
            one(category.get("label")) or one(category.get("term")) for category in _nodes(entry.get("tags"))
        )
        or listed(entry.get("media_keywords")),
        locator=locator,
    )
    if article.published:
        changes = tuple(change for change in changes if change.field != "published")
    kept = tuple(change for change in found.changes if change.rule != "undated") if found else ()
    return Reading(article, (*changes, *kept))


def _story(entry: Node, locator: str) -> Reading | None:
    """The whole text where it is there, else the summary: of some feeds that is what has more in it."""
    wordpress = "wp_post_id" in entry
    summary = entry.get("summary")
    best: Reading | None = None
    for text, kind in (
        *_contents(entry),
        (summary if isinstance(summary, str) else "", _kind(entry.get("summary_detail"))),
    ):
        if text.strip() and len(text) > _length(best):
            reading = content(text, locator, kind=kind, breaks=wordpress)
            if reading and (best is None or _length(reading) > _length(best)):
                best = reading
    return best


def _length(reading: Reading | None) -> int:
    return sum(map(len, reading.article.body)) if reading else 0


def _contents(entry: Node) -> Iterator[tuple[str, str]]:
    found = [(one_content.get("value"), _kind(one_content)) for one_content in _nodes(entry.get("content"))]
    found.append((entry.get("yandex_full-text"), "text/html"))
    texts = [(text, kind) for text, kind in found if isinstance(text, str) and not kind.startswith(("image", "audio"))]
    yield from sorted(texts, key=lambda pair: len(pair[0]), reverse=True)


def _kind(detail: object) -> str:
    return (one(cast(Node, detail).get("type")) if isinstance(detail, dict) else None) or "text/html"


def _nodes(value: object) -> list[Node]:
    return [cast(Node, item) for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _plain(title: object) -> str | None:
    """A title in one line, without markup; those of feeds are often escaped twice."""
    from html import unescape

    from indexer.readers.html.text import flat

    text = one(title)
    if not text:
        return None
    if re.search(r"</?[a-z]+\b[^<>]*>", text, re.IGNORECASE):
        text = " ".join(flat(text))
    return one(unescape(unescape(text)))


def _url(entry: Node, guid: str | None, channel: Channel) -> str | None:
    """The story's own address rather than that of a service which counts clicks."""
    links = [link.get("href") for link in _nodes(entry.get("links")) if link.get("rel", "alternate") == "alternate"]
    for link in (entry.get("feedburner_origlink"), entry.get("link"), *links, guid):
        if text := one(link):
            if channel.link and not re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE):
                if text == guid and not text.startswith("/"):
                    continue
                try:
                    text = urljoin(channel.link, text)
                except ValueError:
                    continue
            if url := address(text):
                return url
    return None


def _host(link: str | None) -> str | None:
    try:
        return urlsplit(link or "").netloc.removeprefix("www.") or None
    except ValueError:
        return None


def _people(node: Node) -> tuple[str, ...]:
    """The authors; `who@example.org (Name)` is how RSS writes one."""
    stated = [one(person.get("name")) or "" for person in _nodes(node.get("authors"))] or [
        one(node.get("author")) or ""
    ]
    texts = [re.sub(r"^\S+@\S+\s*\((.+)\)$", r"\1", text) for text in stated]
    return unique(name for text in texts for name in names(text))


def _byline(entry: Node, channel: Channel) -> tuple[str, ...]:
    shown = dict(channel.people)
    return tuple(shown.get(name, name) for name in _people(entry)) or channel.byline


def _language(entry: Node) -> str | None:
    stated = [entry.get("language"), *(part.get("language") for part in _nodes(entry.get("content")))]
    return next((text for value in stated if (text := one(value))), None)


def _language_of(header: str) -> str | None:
    match = re.search(r"""<(?:\w+:)?(?:feed|rss|RDF|channel)\b[^>]*\sxml:lang\s*=\s*["']([\w-]+)""", header)
    return match[1] if match else None


def _dates(entry: Node, channel: Channel) -> tuple[str | None, str | None, tuple[Change, ...]]:
    """When it was published and updated. What has only one date was published then, whatever the feed calls it."""
    stated = [_zoned(entry.get(key)) for key in ("published", "created", "wp_post_date")]
    published = next((date for raw in stated if (date := dates.parse(raw))), None)
    updated, unknown = dates.settle(_zoned(entry.get("updated")), "updated")
    if published is None and updated:
        return updated, updated if channel.atom else None, ()
    undated = () if published else dates.settle(next((raw for raw in stated if raw), None))[1]
    return published, updated, (*undated, *unknown)


def _zoned(raw: object) -> str | None:
    """A date with its zone in numbers, where it is one of those that RFC 822 knows by name. The year -1 is what
    WordPress writes for none.

    >>> _zoned("Wed, 17 Jan 2018 15:50:00 EST")
    'Wed, 17 Jan 2018 15:50:00 -0500'
    """
    text = one(raw) or ""
    return None if "-0001" in text else _ZONE.sub(lambda match: match[1] + _ZONES[match[2].upper()], text) or None


_ZONES = {"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600",
          "PST": "-0800", "PDT": "-0700"}  # fmt: skip
_ZONE = re.compile(rf"(\d:\d\d\s+)({'|'.join(_ZONES)})$", re.IGNORECASE)


def _enclosures(entry: Node) -> tuple[Caption, ...]:
    """What is said of enclosed pictures (Atom's links may have a title)."""
    titles = (
        one(link.get("title"))
        for link in _nodes(entry.get("links"))
        if link.get("rel") == "enclosure" and str(link.get("type", "")).startswith("image/")
    )
    return tuple(Caption(title) for title in titles if title)


def _joined(inside: tuple[Caption, ...], beside: tuple[Caption, ...], headline: str | None) -> tuple[Caption, ...]:
    """The captions in the text, then those beside it that say something else, and more than the headline."""
    found = {caption.text: caption for caption in inside}
    for caption in beside:
        if known := found.get(caption.text):
            found[caption.text] = replace(known, credit=known.credit or caption.credit)
        elif caption.text not in ("", headline):
            found[caption.text] = caption
    return tuple(found.values())

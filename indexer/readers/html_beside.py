"""What stands on a page beside its article: menus, teasers, other articles, players, people's boxes."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.etree import _Element

from indexer.readers.html_blocks import content

_ELSEWHERE = re.compile(
    r"related|teaser|promo|recommend|newsletter|most-?read|sidebar|comment|footer|trending|read-?more", re.I
)

LONGEST = 1500
"""Characters. What is longer under a picture is a story of its own."""

PICTURES = frozenset(("img", "picture", "video", "amp-img", "iframe"))

_ENLARGES = re.compile(r"#|javascript:|[^?#]*\.(?:jpe?g|png|webp|gif)\b", re.IGNORECASE)


def main_article(tree: _Element) -> _Element | None:
    """The outermost `<article>` with the page's heading, when it holds a story."""
    for heading in tree.iter("h1"):
        found = None
        for parent in heading.iterancestors("article"):
            found = parent
        return found if found is not None and _paragraphs(found, 3) >= 3 else None
    return None


def _paragraphs(element: _Element, most: int) -> int:
    """How many paragraphs of some length are in `element`; no more than `most` are counted."""
    count = 0
    for paragraph in element.iter("p"):
        count += len(content(paragraph)) > 80
        if count == most:
            break
    return count


def among_paragraphs(element: _Element, steps: int = 5) -> bool:
    """Whether three paragraphs stand in one of the `steps` next elements around."""
    near = element
    for _ in range(steps):
        parent = near.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return False
        if _paragraphs(parent, 3) >= 3:
            return True
        near = parent
    return False


def outside(element: _Element, story: _Element | None) -> bool:
    """Whether the element belongs to something beside the article: navigation, a teaser, a linked card, another
    article."""
    if len(content(element)) > LONGEST:
        return True
    article = None
    for parent in element.iterancestors():
        tag = parent.tag
        if tag == "body" or tag == "html":
            break
        if tag == "article":
            article = parent
        if tag == "blockquote" or (
            tag == "figure"
            and next(parent.iter("blockquote", "q", "audio", "table"), None) is not None
            and not has_picture(parent)
        ):
            return True
        if (
            tag in ("nav", "footer")
            or (tag == "header" and parent.find(".//h1") is None)
            or (tag == "a" and _leads_on(parent))
        ):
            return True
        if tag in ("div", "section", "aside", "ul", "li") and (name := parent.get("class")) and _named_elsewhere(name):
            return next(parent.iter("h1"), None) is None
    return (
        story is not None
        and article is not None
        and article is not story
        and next(article.iter("h1", "h2"), None) is not None
    )


def _leads_on(link: _Element) -> bool:
    """Whether a link leads to another article; others make the picture larger."""
    href = link.get("href") or ""
    if next(link.iter("h1", "h2", "h3", "h4"), None) is not None:
        return True
    return bool(href) and not _ENLARGES.match(href)


@lru_cache(maxsize=20_000)
def _named_elsewhere(name: str) -> bool:
    return any(_ELSEWHERE.search(part) for part in name.split())


def has_picture(element: _Element) -> bool:
    return next(element.iter(*PICTURES), None) is not None

"""What stands on a page beside its article: menus, teasers, other articles, players, people's boxes."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element

from indexer.readers.html.elements import content
from indexer.readers.html.once import Once

_ELSEWHERE = re.compile(
    r"related|promo|recommend|newsletter|most-?read|sidebar|comment|footer|trending|read-?more",
    re.IGNORECASE,
)

_OFFER = re.compile(
    r"(?:pay|reg)-?wall|upsell|subscriptions?\b|subscribe\b"
    r"|(?:paid|abo|subscri\w*|premium|member(?:ship)?|sign-?up)[-_]{0,2}"
    r"(?:banner|box|teaser|promo|overlay|layer|offer|wall|prompt)"
)
"""Names of what sells the reader the rest."""

_PAGES = re.compile(r"content|body|article|story|post\b|page|unsubscri|premium-?only")
"""Words in the name of what is sold: a wall's name is given to that, too."""

_BOXES = frozenset(("div", "section", "aside", "ul", "li"))

_FEW_LINKS = 50
"""Links of a box that are looked at: a teaser's own come first."""

_TITLE = 4
"""Words of a link that is another story's title, at least."""

_BOXED = re.compile(r"audio|podcast|author-?_?(?:box|bio|card|info)", re.IGNORECASE)
"""Something to listen to, and who wrote the article."""

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
        return found if found is not None and tells(found) else None
    return None


def paragraphs(element: _Element, most: int) -> int:
    """How many paragraphs of some length are in `element`; no more than `most` are counted."""
    count = 0
    for paragraph in element.iter("p"):
        count += len(content(paragraph)) > 80
        if count == most:
            break
    return count


def tells(element: _Element) -> bool:
    """Whether three paragraphs of some length are in `element`."""
    return paragraphs(element, 3) == 3


def among_paragraphs(element: _Element, once: Once, steps: int = 5) -> bool:
    """Whether three paragraphs stand in one of the `steps` next elements around."""
    near = element
    for _ in range(steps):
        parent = near.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return False
        if once(tells, parent):
            return True
        near = parent
    return False


def outside(element: _Element, story: _Element | None, once: Once) -> bool:
    """Whether the element belongs to something beside the article: navigation, a teaser, a linked card, another
    article."""
    if len(content(element)) > LONGEST or _is_boxed(element) or _is_teaser(element):
        return True
    article = None
    figure = next(element.iterancestors("figure"), None)  # what is named inside it is the picture's: its footer, say
    for parent in element.iterancestors():
        tag = parent.tag
        if tag == "body" or tag == "html":
            break
        if tag == "article":
            article = parent
        if tag == "blockquote" or (tag == "figure" and once(_is_quotes, parent)):
            return True
        if tag in ("nav", "footer") or (tag == "header" and once(_is_sites, parent)):
            return True
        if tag == "a" and once(_leads_on, parent):
            return True
        if parent is figure:
            figure = None
        elif figure is None and tag in _BOXES and once(_is_elsewhere, parent):
            return True
    return story is not None and article is not None and article is not story and once(_is_headed, article)


def _is_quotes(figure: _Element) -> bool:
    """Whether a figure shows what somebody said, a recording or a table, and no picture."""
    return next(figure.iter("blockquote", "q", "audio", "table"), None) is not None and not has_picture(figure)


def _is_headed(article: _Element) -> bool:
    return next(article.iter("h1", "h2"), None) is not None


def is_tables(caption: _Element, once: Once) -> bool:
    """Whether a caption stands with a table and no picture: it is text of the story, as the table is."""
    figure = next(caption.iterancestors("figure"), None)
    return figure is not None and once(_is_table, figure)


def _is_table(figure: _Element) -> bool:
    return next(figure.iter("table"), None) is not None and not has_picture(figure)


def _is_elsewhere(box: _Element) -> bool:
    """Whether a box is named for other pages, or is an offer or a list of them, and does not hold the heading. A teaser
    that leads nowhere is the article's own."""
    name = (box.get("class") or "").lower()
    return (
        _named_elsewhere(name)
        or ("teaser" in name and any(_leads_on(link) for link in islice(box.iter("a"), _FEW_LINKS)))
        or (_named_offer(name) and _sells(box))
        or (box.tag == "aside" and _lists_others(box))
    ) and next(box.iter("h1"), None) is None


def _sells(box: _Element) -> bool:
    """Whether what is named for an offer is one: it has a way to take it, and none of the story."""
    return next(box.iter("a", "button"), None) is not None and paragraphs(box, 2) < 2


def _lists_others(aside: _Element) -> bool:
    """Whether other stories stand in an aside: some links that say what they lead to, and no prose."""
    others = {
        link.get("href")
        for link in islice(aside.iter("a"), _FEW_LINKS)
        if _leads_on(link) and len(content(link).split()) >= _TITLE
    }
    return len(others) >= 2 and paragraphs(aside, 2) < 2


def _is_sites(header: _Element) -> bool:
    """Whether a header is the site's, and not an article's."""
    return next(header.iter("h1"), None) is None and next(header.iterancestors("article"), None) is None


def _is_boxed(element: _Element) -> bool:
    """Whether an element, what is right in it or the next one around is named for something else than a picture."""
    near = (element, *element, *element.iterancestors())[: len(element) + 2]
    return any(_BOXED.search(part.get("class") or "") for part in near)


def _is_teaser(element: _Element) -> bool:
    """Whether most of an element, its first words, or a heading in it are a link: what it says is another page's."""
    first = next(element.iter("a"), None)
    if first is not None and _leads_on(first) and _opens(element, first):
        return True
    linked = sum(len(content(link)) for link in element.iter("a") if not _ENLARGES.match(link.get("href") or ""))
    return linked > 0.6 * len(content(element).strip()) or any(
        next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None
        for heading in element.iter("h2", "h3", "h4", "h5")
    )


def _opens(element: _Element, link: _Element) -> bool:
    """Whether an element begins with a link of more words than a name has."""
    words = content(link).split()
    return len(words) >= 5 and content(element).split()[: len(words)] == words


def _leads_on(link: _Element) -> bool:
    """Whether a link leads to another article; others make the picture larger."""
    href = link.get("href") or ""
    if next(link.iter("h1", "h2", "h3", "h4"), None) is not None:
        return True
    return bool(href) and not _ENLARGES.match(href)


@lru_cache(maxsize=20_000)
def _named_elsewhere(name: str) -> bool:
    return any(_ELSEWHERE.search(part) for part in name.split())


@lru_cache(maxsize=20_000)
def _named_offer(name: str) -> bool:
    return any(_OFFER.search(part) and not _PAGES.search(part) for part in name.split())


def has_picture(element: _Element) -> bool:
    """Whether a picture stands in the element."""
    return next(element.iter(*PICTURES), None) is not None

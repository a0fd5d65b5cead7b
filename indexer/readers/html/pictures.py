"""Which elements of a page hold captions: by their name, by their place under a picture, or in its attributes."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from html import unescape
from itertools import islice

from lxml.etree import _Element

from indexer.readers.html.beside import LONGEST, among_paragraphs, has_picture, outside, tells
from indexer.readers.html.elements import content
from indexer.readers.html.once import Once

_CLASS = re.compile(
    r"(?:^|[-_])(?:wp-)?(?:img|image|photo|picture|media|figure|fig|pic|foto|bild|video)?[-_]{0,2}"
    r"(?:caption|cutline|bildunterschrift|legende)(?:[-_]{1,2}(?:text|body|content|inner|title|full))?$"
    r"|(?:img|image|photo|picture|media|bild|foto)[-_]{0,2}(?:description|text|info|lead|subtitle)"
    r"(?:[-_]{1,2}(?:text|body|content|inner|title|full))?$",
    re.IGNORECASE,
)

_BESIDE = re.compile(r"(?:image|img|media|picture)[-_]{0,2}text(?:\s|$)", re.IGNORECASE)
"""What holds a picture's text, or paragraphs of a story that stand beside one."""

_SMALL = {"p", "div", "span", "em", "small", "cite", "dd", "td", "figcaption", "i", "strong", "footer"}

MOST_PICTURES = 400
"""Pictures of a page that are looked at for captions without a name; the largest of 447 real pages has 260."""

_TOP = frozenset(("body", "article", "main", "html"))

_FIGURE = re.compile(r"image|photo|picture|figure|media|foto|bild|img", re.IGNORECASE)

_PORTRAIT = re.compile(r"profile|portrait|avatar|author|autor|person(?!al)|bio\b", re.IGNORECASE)
"""Pictures of those who wrote or are interviewed: a name and a job stand by them."""

_FEW = 400
"""Characters: what stands with a picture in an element that nobody named, and is longer, is no caption."""

_CAMEL = re.compile(r"([a-z])([A-Z])")


def named(tree: _Element, once: Once, check: Callable[[], None]) -> Iterator[_Element]:
    """Elements that are captions by their name. Raises OverTime."""
    for element in tree.iter("figcaption", *_SMALL):
        check()
        if element.tag == "figcaption" or (
            (name := element.get("class") or element.get("itemprop"))
            and _named_caption(name)
            and not _is_beside(element)
            and _by_picture(element, once)
        ):
            yield element


def _is_beside(element: _Element) -> bool:
    """Whether an element holds paragraphs beside a picture."""
    return bool(_BESIDE.search(element.get("class") or "")) and next(element.iterdescendants("p"), None) is not None


@lru_cache(maxsize=20_000)
def _named_caption(name: str) -> bool:
    return any(_CLASS.search(part) for part in _CAMEL.sub(r"\1-\2", name).split())


def pictured_by(element: _Element, once: Once) -> _Element | None:
    """What holds the pictures that a caption stands by: the element beside it, else the figure or the next element
    around that has any."""
    for sibling in (element.getprevious(), element.getnext()):
        if sibling is not None and once(has_picture, sibling):
            return sibling
    for parent in islice(element.iterancestors(), 4):
        if parent.tag in _TOP:
            break
        if parent.tag == "figure" or once(has_picture, parent):
            return parent
    return None


def _by_picture(element: _Element, once: Once) -> bool:
    """Whether a picture stands in the element's parents, and the element is no story."""
    if sum(1 for _ in element.iter("p")) > 3 or len(content(element)) > LONGEST:
        return False
    for sibling in (element.getprevious(), element.getnext()):
        if sibling is not None and once(has_picture, sibling):
            return True
    near = element
    for _ in range(3):
        parent = near.getparent()
        if parent is None or parent.tag in _TOP or once(tells, parent):
            return False
        near = parent
        if near.tag == "figure" or once(has_picture, near):
            return True
    return False


def unnamed(
    tree: _Element, story: _Element | None, captioned: Container[_Element], once: Once, check: Callable[[], None]
) -> list[_Element]:
    """Elements that hold one picture, which isn't `captioned` yet, and a few words, among the paragraphs of a story.
    Raises OverTime."""
    found: dict[_Element, None] = {}
    for picture in islice(tree.iter("img", "amp-img"), MOST_PICTURES):
        check()
        if picture in captioned:
            continue
        near = picture
        best = None
        for parent in picture.iterancestors():
            if parent.tag in _TOP or parent.tag in ("a", "li", "p", "header", "table") or len(parent) > 12:
                break
            text = once(content, parent)
            if len(text) > _FEW or once(_holds_more, parent):
                break
            if parent.get("role") == "button" or _PORTRAIT.search(_called(parent, picture)):
                break
            near = parent
            if text.strip():
                best = near
                break
            if parent.tag == "figure":
                break
        if best is None or best in found or not _FIGURE.search(_called(best, picture)):
            continue
        if (
            among_paragraphs(best, once)
            and not _is_beside(best)
            and not outside(best, story, once)
            and len(content(best).split()) >= 4
            and next(best.iter("a"), None) is None
        ):
            found[best] = None
    return list(found)


def _holds_more(element: _Element) -> bool:
    """Whether an element holds what does not belong to a picture."""
    return next(element.iter("h1", "h2", "h3", "h4", "form", "li", "button"), None) is not None


def _called(element: _Element, picture: _Element) -> str:
    parent = picture.getparent()
    return f"{element.tag} {element.get('class')} {parent.tag if parent is not None else ''}"


def attributes(
    tree: _Element, story: _Element | None, once: Once, check: Callable[[], None]
) -> Iterator[tuple[_Element, str, str | None]]:
    """Pictures with captions in attributes: `data-caption`, and a `title` that says the same as `alt`, which only a
    person writes. Raises OverTime."""
    for picture in islice(tree.iter("img", "a", "figure", "amp-img"), 20 * MOST_PICTURES):
        check()
        text = picture.get("data-caption") or ""
        credit = picture.get("data-credit") or picture.get("data-source") or picture.get("data-copyright")
        if picture.tag in ("img", "amp-img") and not text:
            alt, title = (picture.get("alt") or "").strip(), picture.get("title") or ""
            if alt and title.startswith(alt) and len(alt.split()) >= 5 and among_paragraphs(picture, once, 4):
                text = alt
                credit = title.removeprefix(alt).strip(" |–-") or None
        if text and not outside(picture, story, once):
            text = re.sub(r"<[^<>]*>", " ", unescape(text)) if "<" in text or "&" in text else text
            text = re.sub(r"\s+", " ", text).strip()
            if len(text.split()) >= 2:
                yield picture, text, credit or None

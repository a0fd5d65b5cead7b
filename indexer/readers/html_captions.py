"""Captions of pictures: found by the page's structure, and taken out of it, so that they can't get into the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from indexer.article import Caption

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_CLASS = re.compile(
    r"(?:^|[-_])(?:wp-)?(?:img|image|photo|picture|media|figure|fig|pic|foto|bild|video)?[-_]{0,2}"
    r"(?:caption|cutline|bildunterschrift|legende|(?<=media)subtitle)(?:[-_]{1,2}(?:text|body|content|inner|title|full))?$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"credit|copyright|photographer|attribution|(?:^|[-_])source|agency|byline|author|quelle|fotograf|rights",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"related|teaser|promo|recommend|newsletter|most-?read|sidebar|comment|footer|trending|read-?more", re.I
)
_SMALL = {"p", "div", "span", "em", "small", "cite", "dd", "td", "figcaption", "i", "strong", "footer"}
_LABEL = re.compile(
    r"^(?:image caption|bildunterschrift|legende|caption|bildtext|imagen|légende)\s*[:,]\s*", re.IGNORECASE
)
"""What sites write for screen readers before the caption."""
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Af|Av|Door)\s+[A-ZÀ-Ý]\S+\s+[A-ZÀ-Ý]")
"""What stands under a writer's portrait."""

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
"""All of a credit, in brackets."""

LONGEST = 1500
"""Characters. What is longer under a picture is a story of its own."""


def take_captions(soup: BeautifulSoup) -> tuple[Caption, ...]:
    """The captions in `soup`, each with the times it stands there, and `soup` without them."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for element in list(_elements(soup)):
        if element.decomposed:  # lay inside another one
            continue
        outside = _outside(element)
        text, credit = _parts(element)
        element.decompose()
        if (text or credit) and not outside and not _BYLINE.match(text):
            counts[text, credit] += 1
    return _merged(counts)


def _merged(counts: Counter[tuple[str, str | None]]) -> tuple[Caption, ...]:
    """A caption printed with its credit here and without there is one; a credit alone is a caption without words."""
    credits: dict[str, str] = {text: credit for text, credit in counts if credit}
    merged: Counter[tuple[str, str | None]] = Counter()
    for (text, credit), count in counts.items():
        if text:
            merged[text, credit or credits.get(text)] += count
    return tuple(Caption(text, credit, count) for (text, credit), count in merged.items())


def _elements(soup: BeautifulSoup) -> Iterator[Tag]:
    yield from soup.find_all("figcaption")
    for element in soup.find_all(_SMALL, class_=True):
        classes = element.get_attribute_list("class")
        if any(_CLASS.search(str(name)) for name in classes):
            if _by_picture(element):
                yield element
            else:
                del element["class"]  # or the extraction would take it for a caption all the same, and drop it


def _by_picture(element: Tag) -> bool:
    """Whether a picture stands in the element's parents, and the element is no story."""
    if len(element.find_all("p", limit=4)) > 3 or len(element.get_text(" ", strip=True)) > LONGEST:
        return False
    if any(
        sibling is not None and _pictures(sibling)
        for sibling in (element.find_previous_sibling(), element.find_next_sibling())
    ):
        return True
    near = element
    for _ in range(3):
        if near.parent is None or near.parent.name in ("body", "article", "main", "html", "[document]"):
            return False
        near = near.parent
        if near.name == "figure" or _pictures(near):
            return True
    return False


def _pictures(element: Tag) -> bool:
    names = ["img", "picture", "video", "amp-img", "iframe"]
    return element.name in names or element.find(names) is not None


def _outside(element: Tag) -> bool:
    """Whether the element belongs to something beside the article: navigation, a teaser, a linked card."""
    if len(element.get_text(" ", strip=True)) > LONGEST:
        return True
    for parent in element.parents:
        if parent.name in ("body", "html", "[document]"):
            return False
        if parent.name in ("nav", "footer", "a", "header") and not (parent.name == "header" and parent.find("h1")):
            return True
        if parent.name in ("div", "section", "aside", "ul", "li") and any(
            _ELSEWHERE.search(str(name)) for name in parent.get_attribute_list("class") if name
        ):
            return True
    return False


def _parts(element: Tag) -> tuple[str, str | None]:
    """Text and credit of a caption; the credit is what is marked as one inside it."""
    for hidden in element.find_all(["button", "script", "style", "svg", "template"]):
        hidden.decompose()
    credits: list[str] = []
    for inner in element.find_all(True):
        if inner.decomposed:
            continue
        marks = [*inner.get_attribute_list("class"), inner.get("itemprop") or ""]
        if inner.name == "cite" or any(_CREDIT.search(str(mark)) for mark in marks if mark):
            text = _line(inner)
            inner.decompose()
            text = found[1] if (found := _BRACKETS.fullmatch(text)) else text
            if text and text not in credits:
                credits.append(text)
    return _line(element), " ".join(credits) or None


def _line(element: Tag) -> str:
    text = re.sub(r"\s+", " ", element.get_text(" ")).strip()
    text = re.sub(r"\s+([.,;:!?)\]])", r"\1", text)
    return _LABEL.sub("", text).strip(" |–—")

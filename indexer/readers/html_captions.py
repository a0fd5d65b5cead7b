"""Captions of pictures: found by the page's structure, and taken out of it, so that they can't get into the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html import unescape
from itertools import islice

from lxml.etree import _Element

from indexer.article import Caption
from indexer.readers.deadline import Deadline
from indexer.readers.html_blocks import content
from indexer.readers.values import one

_CLASS = re.compile(
    r"(?:^|[-_])(?:wp-)?(?:img|image|photo|picture|media|figure|fig|pic|foto|bild|video)?[-_]{0,2}"
    r"(?:caption|cutline|bildunterschrift|legende|(?<=media)subtitle|(?<=media[-_]{2})lead|(?<=image[-_])(?:description|text|info)"
    r"|(?<=photo[-_])(?:description|text|info)|(?<=picture[-_])(?:description|text)|(?<=media[-_])(?:description|text))(?:[-_]{1,2}(?:text|body|content|inner|title|full))?$",
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
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Af|Av|Door)\s+[A-ZÀ-Ý]\S+\s+(?:(?:de|van|von|der|al|el)\s+)*[A-ZÀ-Ý]")
"""What stands under a writer's portrait."""

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
"""All of a credit, in brackets."""

MOST_PICTURES = 400
"""Pictures of a page that are looked at for captions without a name; the largest of 447 real pages has 260."""

LONGEST = 1500
"""Characters. What is longer under a picture is a story of its own."""

_PICTURES = frozenset(("img", "picture", "video", "amp-img", "iframe"))
_TOP = frozenset(("body", "article", "main", "html"))
_UNSEEN = frozenset(("button", "script", "style", "svg", "template", "noscript"))
_ENDS = frozenset(("p", "div", "br", "li", "dd", "dt", "figcaption", "section", "footer", "h2", "h3", "h4"))


_NO_CAPTION = re.compile(
    r"^(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|https?:|www\.)|newsletter|javascript|cookie|sign up|subscribe"
    r"|\.(?:jpe?g|png|webp|gif|svg)\b|^[\w-]*\d[\w-]*$",
    re.IGNORECASE,
)
"""What stands under pictures and says nothing of them: times, forms, file names."""
_SOURCE = re.compile(
    r"(?:quelle|source|fonte|fuente|kilde|källa|bron|źródło|zdroj|kaynak)\s*:\s*(\S.{1,60})", re.IGNORECASE
)
"""A credit without a caption."""
_FIGURE = re.compile(r"image|photo|picture|figure|media|foto|bild|img", re.IGNORECASE)
_FEW = 400
"""Characters: what stands with a picture in an element that nobody named, and is longer, is no caption."""


def take_captions(tree: _Element, deadline: Deadline | None = None) -> tuple[Caption, ...]:
    """The captions in `tree`, each with the times it stands there, and `tree` without them. Raises OverTime."""
    check = (deadline or Deadline(3600)).check
    counts: Counter[tuple[str, str | None]] = Counter()
    gone: set[_Element] = set()
    story = _story(tree)
    for element in list(_elements(tree, check)):
        check()
        if any(parent in gone for parent in element.iterancestors()):
            continue  # lay inside another one
        outside = _outside(element, story)
        text, credit = _parts(element)
        gone.add(element)
        if (text or credit) and not outside and not _BYLINE.match(text) and not _NO_CAPTION.search(text):
            counts[text, credit] += 1
    for element in gone:
        _remove(element)
    for element in _unnamed(tree, story, check):
        text, credit = _leaves(element)
        if text and not _NO_CAPTION.search(text):
            counts[text, credit] += 1
            for child in list(element.iter()):
                if isinstance(child.tag, str) and child.tag not in _PICTURES:
                    child.text = None
                if child is not element:
                    child.tail = None
    headings = {re.sub(r"\W+", "", content(heading)).casefold() for heading in tree.iter("h1")}
    for text, credit in _attributes(tree, story):
        check()
        if re.sub(r"\W+", "", text).casefold() in headings:
            continue
        if not _NO_CAPTION.search(text) and not any(_alike(text, known) for known, _ in counts):
            counts[text, credit] += 1
    return _merged(counts)


def _story(tree: _Element) -> _Element | None:
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


def _unnamed(tree: _Element, story: _Element | None, check: Callable[[], None]) -> list[_Element]:
    """Elements that hold one picture and a few words, among the paragraphs of a story."""
    found: list[_Element] = []
    for picture in list(tree.iter("img", "amp-img"))[:MOST_PICTURES]:
        check()
        near = picture
        best = None
        for parent in picture.iterancestors():
            if parent.tag in _TOP or parent.tag in ("a", "li", "p", "header", "table") or len(parent) > 12:
                break
            text = content(parent)
            if len(text) > _FEW or next(parent.iter("h1", "h2", "h3", "h4", "form", "li", "button"), None) is not None:
                break
            near = parent
            if text.strip():
                best = near
                break
        if best is None or best in found or not _FIGURE.search(_called(best, picture)):
            continue
        if (
            _among_paragraphs(best)
            and not _outside(best, story)
            and len(content(best).split()) >= 4
            and next(best.iter("a"), None) is None
        ):
            found.append(best)
    return found


def _called(element: _Element, picture: _Element) -> str:
    parent = picture.getparent()
    return f"{element.tag} {element.get('class')} {parent.tag if parent is not None else ''}"


def _among_paragraphs(element: _Element, steps: int = 5) -> bool:
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


def _leaves(element: _Element) -> tuple[str, str | None]:
    """Words and credit of an element whose parts have no names: the second of two parts is the credit."""
    parts = [
        line
        for inner in element.iter()
        if isinstance(inner.tag, str)
        and inner.tag not in _UNSEEN
        and not len([c for c in inner if isinstance(c.tag, str) and c.tag not in ("b", "i", "em", "strong", "a", "br")])
        and (line := _line(inner, frozenset()))
    ]
    if len(parts) == 2 and len(parts[1]) < 60:
        return parts[0], parts[1]
    return _parts(element)


def _attributes(tree: _Element, story: _Element | None) -> Iterator[tuple[str, str | None]]:
    """Captions in attributes: `data-caption`, and a `title` that says the same as `alt`, which only a person writes."""
    for picture in islice(tree.iter("img", "a", "figure", "amp-img"), 20 * MOST_PICTURES):
        text = picture.get("data-caption") or ""
        credit = picture.get("data-credit") or picture.get("data-source") or picture.get("data-copyright")
        if picture.tag in ("img", "amp-img") and not text:
            alt, title = (picture.get("alt") or "").strip(), picture.get("title") or ""
            if alt and title.startswith(alt) and len(alt.split()) >= 5 and _among_paragraphs(picture, 4):
                text = alt
                credit = title.removeprefix(alt).strip(" |–-") or None
        if text and not _outside(picture, story):
            text = re.sub(r"<[^<>]*>", " ", unescape(text)) if "<" in text or "&" in text else text
            text = re.sub(r"\s+", " ", text).strip()
            if len(text.split()) >= 2:
                yield text, credit or None


def _alike(one: str, other: str) -> bool:
    """Whether two captions say the same; one may add a credit."""
    first, second = re.sub(r"\W+", "", one).casefold(), re.sub(r"\W+", "", other).casefold()
    return first == second or (min(len(first), len(second)) > 20 and (first in second or second in first))


def _merged(counts: Counter[tuple[str, str | None]]) -> tuple[Caption, ...]:
    """A caption printed with its credit here and without there is one; a credit alone is a caption without words."""
    credits: dict[str, str] = {text: credit for text, credit in counts if credit}
    merged: Counter[tuple[str, str | None]] = Counter()
    for (text, credit), count in counts.items():
        if text:
            merged[text, credit or credits.get(text)] += count
    return tuple(Caption(text, credit, count) for (text, credit), count in merged.items())


def _elements(tree: _Element, check: Callable[[], None]) -> Iterator[_Element]:
    for element in tree.iter("figcaption", *_SMALL):
        check()
        if element.tag == "figcaption" or (
            (name := element.get("class") or element.get("itemprop")) and _named_caption(name) and _by_picture(element)
        ):
            yield element


_CAMEL = re.compile(r"([a-z])([A-Z])")


@lru_cache(maxsize=20_000)
def _named_caption(name: str) -> bool:
    return any(_CLASS.search(part) for part in _CAMEL.sub(r"\1-\2", name).split())


@lru_cache(maxsize=20_000)
def _named_credit(name: str) -> bool:
    return any(_CREDIT.search(part) for part in name.split())


@lru_cache(maxsize=20_000)
def _named_elsewhere(name: str) -> bool:
    return any(_ELSEWHERE.search(part) for part in name.split())


def _by_picture(element: _Element) -> bool:
    """Whether a picture stands in the element's parents, and the element is no story."""
    if sum(1 for _ in element.iter("p")) > 3 or len(content(element)) > LONGEST:
        return False
    for sibling in (element.getprevious(), element.getnext()):
        if sibling is not None and _pictures(sibling):
            return True
    near = element
    for _ in range(3):
        parent = near.getparent()
        if parent is None or parent.tag in _TOP:
            return False
        near = parent
        if near.tag == "figure" or _pictures(near):
            return True
    return False


def _pictures(element: _Element) -> bool:
    return next(element.iter(*_PICTURES), None) is not None


def _outside(element: _Element, story: _Element | None) -> bool:
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
            and not _pictures(parent)
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


_ENLARGES = re.compile(r"#|javascript:|[^?#]*\.(?:jpe?g|png|webp|gif)\b", re.IGNORECASE)


def _leads_on(link: _Element) -> bool:
    """Whether a link leads to another article; others make the picture larger."""
    href = link.get("href") or ""
    if next(link.iter("h1", "h2", "h3", "h4"), None) is not None:
        return True
    return bool(href) and not _ENLARGES.match(href)


def _parts(element: _Element) -> tuple[str, str | None]:
    """Text and credit of a caption; the credit is what is marked as one inside it."""
    credits: list[str] = []
    marked = {
        inner
        for inner in element.iterdescendants()
        if isinstance(inner.tag, str)
        and (
            inner.tag == "cite"
            or any((mark := inner.get(key)) and _named_credit(mark) for key in ("class", "itemprop"))
        )
    }
    for inner in [inner for inner in element.iterdescendants() if inner in marked]:
        if any(parent in marked for parent in inner.iterancestors()):
            continue
        text = _line(inner, frozenset())
        text = found[1] if (found := _BRACKETS.fullmatch(text)) else text
        if text and text not in credits:
            credits.append(text)
    text = _line(element, marked)
    if not credits and (source := _SOURCE.fullmatch(text)):
        return "", source[1]
    return text, " ".join(credits) or None


def _line(element: _Element, without: set[_Element] | frozenset[_Element]) -> str:
    text = re.sub(r"\s+", " ", "".join(_texts(element, without))).strip()
    text = re.sub(r"\s+([.,;:!?)\]])", r"\1", text)
    return _LABEL.sub("", text).strip(" |–—")


def _texts(element: _Element, without: set[_Element] | frozenset[_Element]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSEEN and child not in without:
            yield " "  # elements part words here: a label and what it labels
            yield from _texts(child, without)
            yield " " if child.tag in _ENDS else ""
        elif child in without:
            yield " "
        yield child.tail or ""


def _remove(element: _Element) -> None:
    """Take `element` out of its tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def stated_captions(found: tuple[Caption, ...], images: Sequence[Mapping[str, object]]) -> tuple[Caption, ...]:
    """The captions of a page, and those that its JSON-LD gives the article's pictures: they add the credit, and stand
    in where the page shows a picture without one."""
    out = list(found)
    for image in images:
        text, credit = _one(image.get("caption")), _one(image.get("creditText"))
        if not text or len(text.split()) < 3 or _NO_CAPTION.search(text):
            continue
        known = next((at for at, caption in enumerate(out) if _alike(text, caption.text)), None)
        if known is not None:
            out[known] = replace(out[known], credit=out[known].credit or credit)
        elif not found and not any(_alike(text, caption.text) for caption in out):
            out.append(Caption(text, credit))
    return tuple(out)


def _one(value: object) -> str | None:
    text = one(value)
    return one(re.sub(r"<[^<>]*>", " ", unescape(text))) if text and ("<" in text or "&" in text) else text

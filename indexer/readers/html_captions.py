"""Captions of pictures: found by the page's structure, and taken out of it, so that they can't get into the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import unescape

from lxml.etree import _Element

from indexer.article import Caption
from indexer.readers.deadline import Deadline
from indexer.readers.html_beside import PICTURES, main_article, outside
from indexer.readers.html_blocks import content
from indexer.readers.html_caption_words import alike, leaves, parts
from indexer.readers.html_pictures import attributes, named, unnamed
from indexer.readers.values import one

_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Af|Av|Door)\s+[A-ZÀ-Ý]\S+\s+(?:(?:de|van|von|der|al|el)\s+)*[A-ZÀ-Ý]")
"""What stands under a writer's portrait."""

_NO_CAPTION = re.compile(
    r"^(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|https?:|www\.)|newsletter|javascript|cookie|sign up|subscribe"
    r"|\.(?:jpe?g|png|webp|gif|svg)\b|^[\w-]*\d[\w-]*$",
    re.IGNORECASE,
)
"""What stands under pictures and says nothing of them: times, forms, file names."""


def take_captions(tree: _Element, deadline: Deadline | None = None) -> tuple[Caption, ...]:
    """The captions in `tree`, each with the times it stands there, and `tree` without them. Raises OverTime."""
    check = (deadline or Deadline(3600)).check
    counts: Counter[tuple[str, str | None]] = Counter()
    gone: set[_Element] = set()
    story = main_article(tree)
    for element in list(named(tree, check)):
        check()
        if any(parent in gone for parent in element.iterancestors()):
            continue  # lay inside another one
        beside = outside(element, story)
        text, credit = parts(element)
        gone.add(element)
        if (text or credit) and not beside and not _BYLINE.match(text) and not _NO_CAPTION.search(text):
            counts[text, credit] += 1
    for element in gone:
        _remove(element)
    for element in unnamed(tree, story, check):
        text, credit = leaves(element)
        if text and not _NO_CAPTION.search(text):
            counts[text, credit] += 1
            for child in list(element.iter()):
                if isinstance(child.tag, str) and child.tag not in PICTURES:
                    child.text = None
                if child is not element:
                    child.tail = None
    headings = {re.sub(r"\W+", "", content(heading)).casefold() for heading in tree.iter("h1")}
    for text, credit in attributes(tree, story):
        check()
        if re.sub(r"\W+", "", text).casefold() in headings:
            continue
        if not _NO_CAPTION.search(text) and not any(alike(text, known) for known, _ in counts):
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
        known = next((at for at, caption in enumerate(out) if alike(text, caption.text)), None)
        if known is not None:
            out[known] = replace(out[known], credit=out[known].credit or credit)
        elif not found and not any(alike(text, caption.text) for caption in out):
            out.append(Caption(text, credit))
    return tuple(out)


def _one(value: object) -> str | None:
    text = one(value)
    return one(re.sub(r"<[^<>]*>", " ", unescape(text))) if text and ("<" in text or "&" in text) else text

"""The words of a caption and the credit beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml.etree import _Element

from indexer.readers.html.place import letters

_CREDIT = re.compile(
    r"credit|copyright|photographer|attribution|(?:^|[-_])source|agency|byline|author|quelle|fotograf|rights|licen[sc]e",
    re.IGNORECASE,
)

_LABEL = re.compile(
    r"^(?:(?:bildunterschrift|legende|caption|bildtext|imagen|légende)\s*[:,]|image (?:caption|copyright)\b[:,]?)\s*"
    r"|^(?:image|photo|slide|bild|foto)\s+\d{1,3}\s*(?:/|of|von|sur|de|di)\s*\d{1,3}\b[.:]?\s*"
    r"|^\d{1,3}\s*(?:/|of)\s*\d{1,3}\s+(?-i:(?=[A-ZÀ-Þ\"“]))",
    re.IGNORECASE,
)
"""What sites write before the caption: for screen readers, or which picture of how many it is."""

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
"""All of a credit, in brackets."""

_SOURCE = re.compile(
    r"(?:quelle|source|fonte|fuente|kilde|källa|bron|źródło|zdroj|kaynak)\s*:\s*(\S.{1,60})", re.IGNORECASE
)
"""A credit without a caption."""

_ONLY_CREDIT = re.compile(
    r"reprodução|divulgação|symbol(?:bild|foto)|archiv(?:bild|foto)?|privat|screenshots?\s*:.{2,60}|.{2,40}\s/\s\S+\.(?:de|com)",
    re.IGNORECASE,
)
"""What stands for a caption where there is none."""

_SIGNED = re.compile(r"(.{15,}\S)\s+(©\s*[^©]{2,120})")
"""A caption with a sign before its credit."""

UNSEEN = frozenset(("button", "script", "style", "svg", "template", "noscript"))

_ENDS = frozenset(("p", "div", "br", "li", "dd", "dt", "figcaption", "section", "footer", "h2", "h3", "h4"))


def parts(element: _Element) -> tuple[str, str | None]:
    """Text and credit of a caption; the credit is what is marked as one inside it."""
    credits: list[str] = []
    marked = {
        inner
        for inner in element.iterdescendants()
        if isinstance(inner.tag, str)
        and (
            inner.tag == "cite"
            or (inner.tag == "small" and inner.getprevious() is not None)
            or any((mark := inner.get(key)) and _named_credit(mark) for key in ("class", "itemprop"))
        )
    }
    for inner in [inner for inner in element.iterdescendants() if inner in marked]:
        if any(parent in marked for parent in inner.iterancestors()):
            continue
        text = line(inner, frozenset())
        text = found[1] if (found := _BRACKETS.fullmatch(text)) else text
        if text and text not in credits:
            credits.append(text)
    text = line(element, marked)
    if not credits and (source := _SOURCE.fullmatch(text) or _BRACKETS.fullmatch(text)):
        return "", source[1]
    if _ONLY_CREDIT.fullmatch(text):
        return "", " ".join([text, *credits])
    if not credits and (signed := _SIGNED.fullmatch(text)):
        return signed[1], signed[2]
    return text, " ".join(credits) or None


def leaves(element: _Element) -> tuple[str, str | None]:
    """Words and credit of an element whose parts have no names: the second of two parts is the credit."""
    found = [
        words
        for inner in element.iter()
        if isinstance(inner.tag, str)
        and inner.tag not in UNSEEN
        and not len([c for c in inner if isinstance(c.tag, str) and c.tag not in ("b", "i", "em", "strong", "a", "br")])
        and (words := line(inner, frozenset()))
    ]
    if len(found) == 2 and len(found[1]) < 60:
        return found[0], found[1]
    return parts(element)


def line(element: _Element, without: set[_Element] | frozenset[_Element]) -> str:
    """The text of an element as one line, without that of the elements in `without` and what only labels it."""
    text = re.sub(r"\s+", " ", "".join(_texts(element, without))).strip()
    text = re.sub(r"\s+([.,;:!?)\]])", r"\1", text)
    return _LABEL.sub("", text).strip(" |–—-")


def _texts(element: _Element, without: set[_Element] | frozenset[_Element]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in UNSEEN and child not in without:
            yield " "  # elements part words here: a label and what it labels
            yield from _texts(child, without)
            yield " " if child.tag in _ENDS else ""
        elif child in without:
            yield " "
        yield child.tail or ""


@lru_cache(maxsize=20_000)
def _named_credit(name: str) -> bool:
    return any(_CREDIT.search(part) for part in name.split())


class Headlines:
    """The headlines of a page, which a caption may repeat.

    >>> Headlines(["The ferry sails again"]).without("The ferry sails again: Crowds on Monday.")
    'Crowds on Monday.'
    """

    def __init__(self, headlines: Iterable[str]) -> None:
        lines = (re.sub(r"\s+", " ", line).strip() for line in headlines)
        self._known = [(line, letters(line)) for line in dict.fromkeys(lines)]

    def without(self, text: str) -> str:
        """A caption without the headline before it; nothing when it is the headline, or a part of it."""
        bare = letters(text)
        for headline, whole in self._known:
            rest = text[len(headline) :]
            if len(headline) > 20 and text.startswith(headline) and not rest.lstrip()[:1].islower():
                return rest.lstrip(" .:|–—-")
            if len(text) > 20 and bare in whole:
                return ""
        return text


class Sayings:
    """What is said on a page already; `in` asks whether a text says the same as any of it (`alike`)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known = dict.fromkeys(map(letters, texts))

    def add(self, text: str) -> None:
        self._known[letters(text)] = None

    def __contains__(self, text: str) -> bool:
        bare = letters(text)
        return bare in self._known or any(same(bare, other) for other in self._known)


def alike(one: str, other: str) -> bool:
    """Whether two captions say the same; one may add a credit."""
    return same(letters(one), letters(other))


def same(first: str, second: str) -> bool:
    """The same of two captions that `letters` gave."""
    return first == second or (min(len(first), len(second)) > 20 and (first in second or second in first))

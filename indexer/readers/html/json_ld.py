"""JSON-LD: the objects of schema.org that a page carries for search engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import cast

from lxml.etree import _Element

from indexer.readers.values import DECODER, one

Node = dict[str, object]

_ARTICLE = re.compile(r"article|blogposting|^report$|reportage|liveblog|review|^posting$", re.IGNORECASE)
_PAGE = re.compile(r"webpage$|^creativework$|videoobject$", re.IGNORECASE)
_PAIR = re.compile(r'"(datePublished|dateModified|headline|articleSection|inLanguage)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart", "@list")
DEEPEST = 6
"""Objects inside one another that are looked into."""


def objects(tree: _Element) -> list[Node]:
    """All objects of all JSON-LD blocks, the outer before the inner."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            found += inner(_value(_WRAPPING.sub("", script.text or "").strip()))
    return found


def _value(text: str) -> object:
    try:
        value, _ = DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        # commas too many, quotes not escaped: what matters can be read off all the same
        return dict(_PAIR.findall(text)) | {"@type": "Article"} if re.search(r'"@type"\s*:\s*"\w*Article', text) else {}
    return value


def inner(value: object, depth: int = 0) -> Iterator[Node]:
    """The objects in a value, the outer before the inner."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from inner(item, depth + 1)
    elif isinstance(value, dict):
        node = cast(Node, value)
        yield node
        for key in _INNER:
            if isinstance(node.get(key), dict | list):
                yield from inner(node[key], depth + 1)


def is_article(node: Node) -> bool:
    """Whether an object is about an article."""
    return _is(node, _ARTICLE)


def is_page(node: Node) -> bool:
    """Whether an object is about the page, or its film."""
    return _is(node, _PAGE)


def _is(node: Node, pattern: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(isinstance(t, str) and pattern.search(t) for t in (types if isinstance(types, list) else [types]))


def article(nodes: list[Node]) -> Node:
    """The object about the page's article: the first of that type that has a headline, for teasers come later."""
    articles = [node for node in nodes if is_article(node)]
    return next((node for node in articles if node.get("headline")), articles[0] if articles else {})


def body(node: Node) -> str | None:
    """The text of an article as its object gives it; of a live report, with the headline and the text of each post."""
    found = node.get("articleBody")
    texts = [found] if isinstance(found, str) else []
    posts = node.get("liveBlogUpdate")
    for post in posts if isinstance(posts, list) else []:
        if isinstance(post, dict):
            texts += [part for key in ("headline", "articleBody") if isinstance(part := post.get(key), str)]
    return "\n".join(texts) or None


def text(value: object) -> str | None:
    """A value as a line of text; they are often escaped twice, or hold tags."""
    found = one(value)
    if found is None:
        return None
    found = unescape(unescape(found)) if "&" in found else found
    return one(re.sub(r"</?(?:em|i|b|strong|p|span|br)\b[^<>]*>", "", found)) if "<" in found else one(found)


def referred(value: object, nodes: list[Node]) -> object:
    """The object that a value refers to by its `@id`, where it says nothing else that could name it."""
    if isinstance(value, dict) and one(value) is None and (id_ := cast(Node, value).get("@id")):
        return next((node for node in nodes if node.get("@id") == id_ and one(node) is not None), value)
    return value

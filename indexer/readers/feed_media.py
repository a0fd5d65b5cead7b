"""Pictures of a feed's item: their captions and credits, as Media RSS states them.

They are taken out of the item's text: a general feed parser mixes the description of a picture with that of the item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.article import Caption
from indexer.readers.values import one, unique

if TYPE_CHECKING:
    from lxml import etree

_OPENING = re.compile(
    r"<!\[CDATA\[|<(?P<name>media:[\w-]+)(?=[\s/>])(?>[^<>\"'/]|/(?!>)|\"[^\"<]*\"|'[^'<]*')*+(?P<end>/?>)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|mp4)|[\w-]*\d[\w-]*", re.IGNORECASE)
_TAG = re.compile(r"<[/!a-zA-Z][^<>]*>")


def take_media(item: str) -> tuple[str, tuple[Caption, ...]]:
    """The item without its `media:` elements, and the captions in them, each once: the sizes of a picture repeat it.
    A credit without a caption is one with the text ""."""
    if "<media:" not in item.lower():
        return item, ()
    lower = item.lower() if len(item.lower()) == len(item) else item
    taken: list[str] = []
    rest: list[str] = []
    missing: set[str] = set()  # ends that are not there any more: each is looked for once
    at = 0
    while opening := _OPENING.search(item, at):
        name = (opening["name"] or "").lower()
        closing = f"</{name}>" if name else "]]>"
        end = opening.end()
        if opening["end"] != "/>" and closing not in missing:
            end = lower.find(closing, opening.end())
            if end < 0:
                missing.add(closing)
            end = end + len(closing) if end >= 0 else opening.end()
        rest.append(item[at : opening.start()] if name else item[at:end])
        if name:
            taken.append(item[opening.start() : end])
        at = end
    return "".join([*rest, item[at:]]), _captions("".join(taken))


def _captions(elements: str) -> tuple[Caption, ...]:
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    tree = etree.fromstring(f'<m xmlns:media="m">{elements}</m>'.encode(), parser)
    if tree is None:
        return ()
    found: dict[str, str | None] = {}
    for group in [*tree.iter("{*}group", "{*}content"), tree]:
        text, credit = _stated(group)
        if text:
            found[text] = found.get(text) or credit
        elif credit and credit not in found.values():
            found.setdefault("", credit)
    if len(found) > 1 and (credit := found.pop("", None)):  # it stands beside all pictures
        found = {text: own or credit for text, own in found.items()}
    return tuple(Caption(text, own) for text, own in found.items())


def _stated(element: etree._Element) -> tuple[str | None, str | None]:
    """The caption and the credit that stand directly in `element`."""
    by_name: dict[str, list[str]] = {}
    for child in element:
        if isinstance(child.tag, str) and (text := _words("".join(map(str, child.itertext())))):
            by_name.setdefault(child.tag.rpartition("}")[2].lower(), []).append(text)
    text = next(iter(by_name.get("description", ())), None) or next(iter(by_name.get("text", ())), None)
    if not text:
        text = next((title for title in by_name.get("title", ()) if not _FILE.fullmatch(title)), None)
    credit = ", ".join(unique(by_name.get("credit", ()))) or next(iter(by_name.get("copyright", ())), None)
    return text, credit


def _words(text: str) -> str | None:
    from html import unescape

    return one(unescape(_TAG.sub(" ", unescape(text))))

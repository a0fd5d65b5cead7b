"""The meta tags of a page, by name."""

from __future__ import annotations

from html import unescape

from lxml.etree import _Element

from indexer.readers.values import one

Metas = dict[str, list[str]]
"""What each name says, in the order of the page; names in small letters."""


def metas_of(tree: _Element) -> Metas:
    """All meta tags that say something, by `property`, `name`, `itemprop` and `http-equiv`."""
    metas: Metas = {}
    for meta in tree.iter("meta"):
        content = str(meta.get("content") or meta.get("value") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := meta.get(attribute)):
                metas.setdefault(name.strip().lower(), []).append(unescape(content) if "&" in content else content)
    return metas


def first(metas: Metas, wanted: tuple[str, ...]) -> str | None:
    """The first of the `wanted` names that says something, as one line."""
    return next((text for name in wanted for value in metas.get(name, ()) if (text := one(value))), None)

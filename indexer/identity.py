"""Which article a record is: its guid within a publisher, else its URL, else its place.

An identity is never shown; the article's id is its hash. A *place* is a source's key and what follows it inside the
source (`!member`, `#3`). The key begins with the name of the SOURCE that was given, so that an archive made elsewhere
from the same SOURCE has the same ids, and takes in as many of the folders above as tell it from other sources' keys.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple

from indexer.article import Article


class Identity(NamedTuple):
    """What an id is made from, and whether that is the article's place (so that it can move)."""

    name: str
    local: bool


def identity(article: Article, place: str, source: str) -> Identity:
    """The identity of a record. `place` is where it stands, `source` the key of the source it stands in.

    >>> identity(Article(guid="42", publisher="BBC"), "bbc/a.xml#1", "bbc/a.xml")
    Identity(name='guid:BBC\\x0042', local=False)
    >>> identity(Article(), "bbc/a.xml#1", "bbc/a.xml")
    Identity(name='loc:bbc/a.xml#1', local=True)
    """
    if article.guid:
        if article.publisher:
            return Identity(f"guid:{article.publisher}\0{article.guid}", local=False)
        return Identity(f"guid:{source}\0{article.guid}", local=True)
    if article.url:
        return Identity(f"url:{article.url}", local=False)
    return Identity(f"loc:{place}", local=True)


def text_hash(article: Article) -> bytes | None:
    """The hash of an article's words, whatever the spaces between them: the body's, else the headline's. None without
    either."""
    for text in (" ".join([line for line in article.body if line]), article.headline or ""):
        words = _single_spaced(text)
        if words:
            return blake2b(words, digest_size=16).digest()
    return None


def _single_spaced(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    # Nearly every text is so already, which is cheaper to see than to bring about: no white space but the space bar's
    # can be printed.
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        return " ".join(text.split()).encode("utf-8", "surrogatepass")
    odd = data.translate(None, _PRINTED)
    if odd and not odd.decode("utf-8", "surrogatepass").isprintable():
        return " ".join(text.split()).encode("utf-8", "surrogatepass")
    return data


_PRINTED = bytes(range(0x20, 0x7F))


def source_key(path: bytes, root: bytes, locator: str, *, taken: Callable[[str], bool]) -> str:
    """The key of a source that is new: its locator below the last part of its root, or below more of the root's parts
    where that key is `taken`. For a SOURCE that is a file: its name, or its name below its folders.

    >>> source_key(b"/data/bbc/tech/001.txt", b"/data/bbc", "tech/001.txt", taken=lambda key: False)
    'bbc/tech/001.txt'
    >>> source_key(b"/b/news/001.txt", b"/b/news", "001.txt", taken={"news/001.txt"}.__contains__)
    'b/news/001.txt'
    """
    parts = [os.fsdecode(part).encode("utf-8", "backslashreplace").decode() for part in root.split(b"/") if part]
    if path == root:
        parts = parts[:-1]
    for count in range(0 if path == root else 1, len(parts) + 1):
        key = "/".join([*parts[len(parts) - count :], locator])
        if not taken(key):
            return key
    # Another source's shorter root spells out this whole path; only an absolute one can't be taken.
    return "/" + "/".join([*parts, locator])

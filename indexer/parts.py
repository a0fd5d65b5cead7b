"""Files that are parts of another: the pages of a newspaper's issue, which a METS file names.

The issue is read through its METS file, which opens its pages; on their own they would be articles a second time. So
the walk of a folder, and that of a zip file, ask here which files go together. The pages lie in the METS file's folder
or below it, as in every digitised newspaper that we know of.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

LARGEST = 64 * 1024 * 1024
"""Bytes of a METS file that are looked through."""

HEAD = 4096
"""Bytes in which a METS file shows that it is one."""

_NAMED = re.compile(
    rb"<(?:[A-Za-z][\w.-]{0,99}:)?FLocat\b[^<>]{0,2000}?\bhref\s{0,9}=\s{0,9}[\"']\s{0,99}(?:file:)?/{0,2}"
    rb"((?![\w+.-]{1,99}:)[^\"'<>]{1,500}?\.xml)\s{0,99}[\"']",
    re.IGNORECASE,
)
"""Everything is bounded: the walk looks for it, before anything may be killed."""

_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?mets\b", re.IGNORECASE)


def may_name_parts(name: str) -> bool:
    """Whether a file of this name is worth a look."""
    return name.lower().endswith(".xml")


def names_parts(head: bytes) -> bool:
    """Whether a file that begins so is a METS file."""
    return _ROOT.search(head, 0, HEAD) is not None


def named(data: bytes) -> tuple[str, ...]:
    """The XML files that a METS file names, relative to its folder, each once; none that lie above it.

    >>> named(b'<mets><FLocat xlink:href="file://./ALTO/1.xml"/><FLocat xlink:href="../2.xml"/></mets>')
    ('ALTO/1.xml',)
    """
    if not names_parts(data):
        return ()
    found = (plain(match[1].decode("utf-8", "replace")) for match in _NAMED.finditer(data))
    return tuple(dict.fromkeys(name for name in found if name is not None))


def plain(address: str) -> str | None:
    """A path relative to the METS file's folder, as METS files write it, brought to one form; None for any other."""
    path = re.sub(r"^\s*(?:file:)?/{0,2}(?=\.|[^/])", "", unquote(address.strip()).replace("\\", "/"))
    path = posixpath.normpath(path)
    return None if path.startswith(("/", "..")) or ":" in path or "\0" in path else path

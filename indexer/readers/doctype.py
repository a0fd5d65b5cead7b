"""Documents that define entities of their own. An entity can stand for a file of this computer, for an address, or for
gigabytes made of a few others; no article needs one."""

from __future__ import annotations

import re

REASON = "defines entities: an entity bomb or an external entity"

_COMMENT = r"<!--(?>.*?-->)|<\?(?>.*?\?>)"
_QUOTED = r"\"[^\"]*+\"|'[^']*+'"
_DEFINES = re.compile(
    rf"(?>\ufeff|\s|{_COMMENT})*+<!doctype\s(?>[^\[>\"']|{_QUOTED})*+\["
    rf"(?>[\s%]|[\w.:-]++;|{_COMMENT}|<!(?!entity|--)(?>[^>\"']|{_QUOTED})*+>)*+<!entity\b",
    re.IGNORECASE | re.DOTALL,
)


class DefinesEntities(ValueError):
    """A document that isn't read, for REASON."""

    def __init__(self) -> None:
        super().__init__(REASON)


def defines_entities(text: str) -> bool:
    """Whether the document type declaration that `text` begins with defines an entity.

    >>> defines_entities('<!DOCTYPE html [<!ELEMENT a ANY> <!ENTITY x SYSTEM "file:///etc/passwd">]><html>')
    True
    >>> defines_entities('<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">')
    False
    """
    return _DEFINES.match(text) is not None

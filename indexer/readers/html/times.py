"""What a page shows of when it was published, to the hour: beside the headline, as a rule.

A page has other times as well: of comments, of other articles, of its last edit. Those are told by what stands around
them and are left out, as far as that goes; who asks knows the day already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import cast

from lxml.etree import _Element

from indexer.readers.dates import parse
from indexer.readers.values import one

MOST = 40
"""Elements that are looked at; a page with more is a list of other articles."""

LONGEST = 80
"""Characters of the longest text that is a date and nothing else."""

_DATED = "//time[@datetime] | //*[@itemprop='datePublished'] | //body//*[{}]".format(
    " or ".join(f'contains(@class, "{part}")' for part in ("date", "Date", "time", "Time", "published", "Published"))
)
_CLASS = re.compile(r"(?:^|[-_ ]|(?<=[a-z]))(?:date|time|datetime|timestamp|published|pubdate)", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish", re.IGNORECASE)
_EDITED = re.compile(r"updat|modif|edit", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|sidebar|widget(?! Blog\b)|listitem|latest|popular|most-?read"
    r"|trending|ticker|promo|footer",
    re.IGNORECASE,
)
_OUTSIDE = frozenset(("aside", "nav", "footer"))


def shown(tree: _Element) -> Iterator[str]:
    """Dates with their hour, as they stand there, in the order of the page."""
    for element in islice(cast("list[_Element]", tree.xpath(_DATED)), MOST):
        if element.tag != "time" and not element.get("itemprop") and not _CLASS.search(element.get("class", "")):
            continue
        texts = (*map(element.get, ("datetime", "content", "title")), _line(element))
        text = next((text for text in texts if text and "T" in (parse(text) or "")), None)
        if text and not _is_another_s(element):
            yield text


def _line(element: _Element) -> str | None:
    text = one(" ".join(cast("list[str]", element.xpath(".//text()"))))
    return text if text and len(text) <= LONGEST else None


def _is_another_s(element: _Element) -> bool:
    """Whether a time is that of an edit, a comment, another article."""
    said = f"{element.get('class')} {element.get('itemprop')}"
    if "datePublished" in said:
        return False
    if _EDITED.search(said) and not _PUBLISHED.search(said):
        return True
    return any(
        parent.tag in _OUTSIDE or _ELSEWHERE.search(f"{parent.get('class')} {parent.get('id')}")
        for parent in element.iterancestors()
        if parent.tag not in ("html", "body")
    )

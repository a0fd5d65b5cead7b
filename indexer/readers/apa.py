"""APA's OnlineManager: clippings of Austrian papers in one document.

A record begins with a line `"Kurier" vom 23.10.2017 Seite: 4`, and `Ressort: Kultur` below it. The edition, in short,
and a line above the headline may follow; the headline is bold.
"""

from __future__ import annotations

import re

from indexer.article import Article, Reading
from indexer.readers import dates
from indexer.readers.paragraphs import Paragraph
from indexer.readers.values import names, one

HEAD = re.compile(
    r"[\"„»“](?P<paper>[^\"“”«»]{2,80})[\"“”«](?: Nr\. ?\S+)? vom (?P<day>\d{1,2}\.\d{1,2}\.\d{4})\b.{0,40}"
)
"""The paper, the day, the page."""

SECTION = re.compile(r"Ressort:\s*(.*)")
_EDITION = re.compile(
    r"(?:[\w.&]{1,16}[,/\s]+){0,12}(?:Abend|Morgen|Vbg\.?|Ti\.?|Stmk\.?|Bgld\.?|Ktn\.?|Wi|W)", re.IGNORECASE
)
_BY = re.compile(r"(?:von|Von|VON) [^\W\d_][^.!?]{3,60}")


def is_apa(paragraphs: list[Paragraph]) -> bool:
    """Whether the document is such a collection."""
    return any(_is_head(paragraphs, number) for number in range(len(paragraphs)))


def _is_head(paragraphs: list[Paragraph], number: int) -> bool:
    below = paragraphs[number + 1].text if number + 1 < len(paragraphs) else ""
    return HEAD.fullmatch(paragraphs[number].text.strip()) is not None and SECTION.match(below) is not None


def records(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    """The document cut where its records begin."""
    starts = [number for number in range(len(paragraphs)) if _is_head(paragraphs, number)]
    return [paragraphs[begin:end] for begin, end in zip(starts, [*starts[1:], len(paragraphs)], strict=True)]


def read_record(record: list[Paragraph], locator: str) -> Reading | None:
    """The article in a record."""
    head = HEAD.fullmatch(record[0].text.strip())
    section = SECTION.match(record[1].text)
    rest = record[2:]
    title = next((number for number, paragraph in enumerate(rest[:6]) if paragraph.bold), 0)
    if head is None or section is None or not rest:
        return None
    above = [p.text.strip() for p in rest[:title] if not _EDITION.fullmatch(p.text.strip())]
    below = [" ".join(paragraph.text.split()) for paragraph in rest[title + 1 :]]
    author = next((line for line in below[:3] if _BY.fullmatch(line)), None)
    published, changes = dates.settle(head["day"])
    article = Article(
        headline=one(rest[title].text),
        byline=names(author),
        published=published,
        publisher=one(head["paper"]),
        section=one(section[1]),
        body=(*above, *below),
        locator=locator,
    )
    return Reading(article, changes)

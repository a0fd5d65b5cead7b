"""Lexis Advance, Nexis Uni: the headline, the publisher and the date, `Section:` and its like, "Body", the text,
"Classification", "End of Document". Before the first record may stand a list of all of them, with the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from indexer.article import Article, Caption, Change, Reading, Skipped
from indexer.readers.exports import attempt
from indexer.readers.nexis_fields import FIELDS, date_of, is_copyright, keywords_of, language_of
from indexer.readers.paragraphs import Paragraph
from indexer.readers.values import names, one, unique

_ENDS = frozenset(("end of document", "ende des dokuments", "dokumentende", "fin du document", "fin del documento",
                   "einde van document", "fine del documento", "fim do documento"))  # fmt: skip
_BODY = frozenset(("body", "corps", "haupttext", "text", "cuerpo", "hoofdtekst", "corpo"))
_GRAPHIC = frozenset(("graphic", "graphique", "grafik", "gráfico", "grafica", "illustration"))
_BELOW = _GRAPHIC | frozenset(("classification", "klassifizierung", "clasificación", "classificazione", "correction",
                               "notes", "series", "correction appended"))  # fmt: skip
_COVER = re.compile(
    r"(?:Job Number|Client/Matter|Search Terms|User Name|Date and Time|Documents? \(\d+\)|Search Type)\b"
)
_FIELD = re.compile(r"([^\W\d_][\w/ -]{1,24}):\s*(.*)", re.DOTALL)
_CONTENT = re.compile(r"urn:contentItem:[A-Z0-9-]{10,40}")
_FAR = 12
"""Lines above the fields in which the date is looked for."""


def is_advance(paragraphs: list[Paragraph]) -> bool:
    """Whether the document is such an export."""
    return any(_is_end(paragraph) for paragraph in paragraphs)


def documents(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    """The records in it: what ends in "End of Document", without that; what follows the last is none."""
    found: list[list[Paragraph]] = []
    record: list[Paragraph] = []
    for paragraph in paragraphs:
        if _is_end(paragraph):
            found.append(record)
            record = []
        elif paragraph.text.strip():
            record.append(paragraph)
    if any(paragraph.text.strip().lower() in _BODY for paragraph in record):
        found.append(record)  # the file ends in it
    return found


def _is_end(paragraph: Paragraph) -> bool:
    return len(paragraph.text) < 40 and paragraph.text.strip().lower() in _ENDS


def read_all(records: list[list[Paragraph]], locator: str) -> Iterator[Reading | Skipped]:
    """The articles in the records. A name of the database's that two different articles carry is neither's."""
    seen: dict[str, str | None] = {}
    for number, record in enumerate(records, 1):
        found = attempt(partial(read_advance, record), f"{locator}#{number}")
        if isinstance(found, Reading) and (guid := found.article.guid):
            other = seen.setdefault(guid, found.article.headline) != found.article.headline
            found = Reading(replace(found.article, guid=None), found.changes) if other else found
        yield found


def read_advance(record: list[Paragraph], locator: str) -> Reading | None:
    """The article in a record; None where there is none."""
    lines = [re.sub(r"[\s\xa0]+", " ", paragraph.text).strip() for paragraph in record]
    at = _date_at(lines)
    body_at = next((n for n, line in enumerate(lines) if n > (at or 0) and line.lower() in _BODY), None)
    above = lines[(at or 0) + 1 : body_at] if body_at is not None else lines[(at or 0) + 1 :]
    stated = [match for line in above if not is_copyright(line) and (match := _said(line))]
    fields = dict(reversed(stated))
    begin = body_at + 1 if body_at is not None else _below_fields(lines, (at or 0) + 1)
    end = next((n for n in range(begin, len(lines)) if _is_below(lines[n])), len(lines))
    below = lines[end:]
    title = _title(lines[:at] if at is not None else lines[:1])
    body = tuple(lines[begin:end])
    if not body and not title:
        return None
    tail = [match for line in below if (match := _said(line))]
    dated = date_of(lines[at]) if at is not None else None
    highlight = (fields["highlight"],) if fields.get("highlight") else ()
    article = Article(
        guid=_content_id(record[max(0, (at or 0) - 2) : body_at]),
        headline=title,
        byline=names(fields.get("byline")),
        dateline=one(fields.get("dateline")),
        published=dated.date if dated else None,
        publisher=one(lines[at - 1].rstrip(".")) if at else None,
        section=one(fields.get("section")),
        language=next((language_of(value) for name, value in tail if name == "language"), None),
        body=highlight + body,
        captions=tuple(map(Caption, _captions(below))),
        keywords=unique(word for name, value in tail if name == "subject" for word in keywords_of(value)),
        locator=locator,
    )
    return Reading(article, () if dated else (Change("undated", None, "published"),))


def _date_at(lines: list[str]) -> int | None:
    """Where the date stands: the last line that is one before the copyright and the fields begin."""
    first = next((n for n, line in enumerate(lines) if _opens_fields(line)), len(lines))
    dated = [n for n in range(max(0, first - _FAR), first) if (found := date_of(lines[n])) and found.besides < 60]
    return dated[-1] if dated else None


def _opens_fields(line: str) -> bool:
    said = _said(line)
    first = said is not None and said[0] in ("section", "length", "byline")
    return first or is_copyright(line) or line.lower() in _BODY


def _said(line: str) -> tuple[str, str] | None:
    match = _FIELD.fullmatch(line)
    name = FIELDS.get(match[1].strip().lower()) if match else None
    return (name, match[2].strip()) if match and name else None


def _below_fields(lines: list[str], at: int) -> int:
    """Where nothing says "Body": the text begins below the last field."""
    while at < len(lines) and (is_copyright(lines[at]) or _said(lines[at])):
        at += 1
    return at


def _is_below(line: str) -> bool:
    said = _said(line)
    return line.lower() in _BELOW or (said is not None and said[0] in ("loaded", "kind", "language"))


def _title(above: list[str]) -> str | None:
    """What stands above the publisher; in the first record only the line next to it, under the list of all records."""
    lines = above[:-1] if len(above) > 1 else above
    if any(_COVER.match(line) for line in lines):
        lines = lines[-1:]
    return one(" ".join(lines))


def _captions(below: list[str]) -> list[str]:
    found: list[str] = []
    within = False
    for line in below:
        if line.lower() in _BELOW or _said(line):
            within = line.lower() in _GRAPHIC
        elif within:
            found.append(line)
    return found


def _content_id(record: list[Paragraph]) -> str | None:
    """The database's own name for the article, in the link that its headline is."""
    for paragraph in reversed(record):
        for link in paragraph.links:
            if match := _CONTENT.search(link):
                return match[0]
    return None

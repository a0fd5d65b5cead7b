"""What Factiva's exports say of an article, in whatever they are written: rows by their codes, lines in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from indexer.article import Article, Caption, Reading
from indexer.readers import dates
from indexer.readers.paragraphs import Paragraph
from indexer.readers.values import names, one, tag, unique

ACCESSION = re.compile(r"\b([A-Z0-9]{6,12}(?:1[5-9]|20)\d{6}[a-z0-9]{4,12}|[A-Z0-9]{6,12}\d{8}-\d{4,})\b")
"""The number of an article, in its two kinds: source, day, number; or source, day, a hyphen and a count."""

HOUR = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
COPYRIGHT = re.compile(r"(?:\(c\)|©|copyright\b|all rights reserved)", re.IGNORECASE)
_COUNTED = re.compile(
    r"\d[\d.,'’\s]*\s*(?:words?|wörter|mots|palabras|parole|palavras|woorden|слов[а]?|字|語|단어)", re.IGNORECASE
)
_SUBJECT = re.compile(r"^\S+ : ")

_KEYWORDS = ("NS", "RE", "IN", "CO")


@dataclass(frozen=True, slots=True)
class Fields:
    """What an export says of an article, as it stands there."""

    article: Article
    date: str = ""
    hour: str = ""
    language: str = ""


def settled(fields: Fields, language: str | None, locator: str) -> Reading | None:
    """The article with its date and language; `language` is what it is where none is named. None where there is no
    article."""
    published, changes = dates.settle(_moment(fields.date, fields.hour) or fields.date or None)
    article = replace(fields.article, published=published, language=tag(fields.language) or language, locator=locator)
    return Reading(article, changes) if article.body or article.headline else None


def _moment(date: str, hour: str) -> str | None:
    """The date with its hour, where both are known.

    >>> _moment("29 December 2011", "15:32"), _moment("2011", "15:32")
    ('2011-12-29T15:32', None)
    """
    day = dates.parse(date)
    if day is None or len(day) != 10 or not HOUR.fullmatch(hour.strip()):
        return None
    return dates.parse(f"{day}T{hour.strip():0>5}")


def read_coded(rows: dict[str, list[str]], locator: str) -> Reading | None:
    """The article in a record's rows: the lines of each field by its code."""
    return settled(coded(rows), None, locator)


def coded(rows: dict[str, list[str]]) -> Fields:
    """What the rows say: the lines of each field by its code."""

    def said(*codes: str) -> str:
        return next((" ".join(rows[code]) for code in codes if rows.get(code)), "")

    accession = ACCESSION.search(said("AN"))
    subjects = [_SUBJECT.sub("", part.strip()) for code in _KEYWORDS for part in said(code).split(" | ")]
    article = Article(
        guid=accession[1] if accession else one(said("AN").rpartition(" ")[2]),
        headline=one(said("HD")),
        byline=names(said("BY")),
        dateline=one(said("DLN")),
        publisher=one(said("SN")),
        section=one(said("SE", "CLM")),
        body=tuple(line for code in ("LP", "TD", "CX") for line in rows.get(code, ())),
        captions=tuple(Caption(line) for line in rows.get("ART", ())),
        credit=one(said("CR")),
        keywords=unique(subjects),
    )
    return Fields(article, said("PD"), said("ET"), said("LA"))


def names_language(line: str) -> bool:
    """Whether the line names a language, and isn't a code of some other thing ("A", "SC")."""
    return len(line) > 3 and tag(line) is not None and "-" not in line


def still_text(tail: list[str]) -> list[str]:
    """What follows the text ends in the publisher's name and the accession number; what stands before them is the
    story's."""
    numbered = next((n for n, line in enumerate(tail) if ACCESSION.search(line)), None)
    return tail[: max(0, numbered - 1)] if numbered is not None else tail


def is_number(line: str) -> bool:
    """Whether the line is that of the accession number, with which a record ends.

    >>> is_number("Document INLGAZ0020190702ef720000b"), is_number("Document 1 of 20")
    (True, False)
    """
    return len(line) < 60 and re.fullmatch(rf"[^\W\d_]{{2,12}}[\s:]+{ACCESSION.pattern}", line.strip()) is not None


def read_lines(record: list[Paragraph], locator: str) -> Reading | None:
    """The article in a record without codes: section, headline, byline, number of words, date and the rest in the same
    order as on a page. The headline is bold; where nothing is, it is the first line, or the second below a short
    one."""
    lines = [" ".join(paragraph.text.split()) for paragraph in record]
    words = next((n for n, line in enumerate(lines) if _COUNTED.fullmatch(line)), None)
    if words is None:
        return None
    end = next((n for n, line in enumerate(lines) if n > words and COPYRIGHT.match(line)), None)
    at = next((n for n in range(words + 1, len(lines)) if dates.parse(lines[n])), None)
    if at is None or (end is not None and at > end):
        return None
    facts = lines[at + 1 : end]
    hour = facts.pop(0) if facts and HOUR.fullmatch(facts[0]) else ""
    title = _title(record[:words])
    accession = ACCESSION.search(lines[-1])
    article = Article(
        guid=accession[1] if accession else None,
        headline=one(lines[title]) if words else None,
        byline=names(lines[title + 1]) if title + 1 < words else (),
        publisher=one(facts[0]) if facts else None,
        section=one(lines[0]) if title else None,
        body=tuple(still_text(lines[(end if end is not None else at + 1 + len(facts[:5])) + 1 :])),
    )
    language = next((tag(line) for line in facts[2:] if names_language(line)), None)
    return settled(Fields(article, lines[at], hour, language or ""), None, locator)


def _title(above: list[Paragraph]) -> int:
    """Which of the lines above the number of words is the headline."""
    bold = next((n for n, paragraph in enumerate(above) if paragraph.bold), None)
    if bold is not None:
        return bold
    return 1 if len(above) > 2 or (len(above) == 2 and 2 * len(above[0].text) < len(above[1].text)) else 0

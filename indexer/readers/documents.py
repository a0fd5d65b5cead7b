"""What a document of paragraphs holds: a database's export, or an article that somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from indexer.article import Reading, Skipped
from indexer.readers import apa, nexis_advance
from indexer.readers.exports import attempt
from indexer.readers.factiva_fields import is_number, read_coded, read_lines
from indexer.readers.nexis_classic import MARKER, read_classic
from indexer.readers.nexis_fields import Block
from indexer.readers.paragraphs import Paragraph, running
from indexer.readers.text import read_text
from indexer.sources import Source

_CODE = re.compile(r"HD|SN|PD|LP|TD|AN|WC|SC|LA|CY|BY|SE|PG|ET|ED|CLM|CR|RF|NS|RE|CO|IN|IPC|IPD|PUB|VOL|ART|CX|DLN|CT")


def read_document(paragraphs: list[Paragraph], source: Source) -> Iterator[Reading | Skipped]:
    """The articles in a document, by the signs of the databases; else it is one article, as a text file is."""
    if nexis_advance.is_advance(paragraphs):
        yield from nexis_advance.read_all(nexis_advance.documents(paragraphs), source.locator)
    elif any(MARKER.fullmatch(paragraph.text.strip()) for paragraph in paragraphs):
        for number, blocks in enumerate(_classic(paragraphs), 1):
            yield attempt(partial(read_classic, blocks, spaced=False), f"{source.locator}#{number}")
    elif apa.is_apa(paragraphs):
        for number, record in enumerate(apa.records(paragraphs), 1):
            yield attempt(partial(apa.read_record, record), f"{source.locator}#{number}")
    elif _is_coded(paragraphs):
        for number, rows in enumerate(_coded(paragraphs), 1):
            yield attempt(partial(read_coded, rows), f"{source.locator}#{number}")
    elif records := _numbered(paragraphs):
        for number, record in enumerate(records, 1):
            yield attempt(partial(read_lines, record), f"{source.locator}#{number}")
    else:
        reading = read_text("\n".join(running(paragraphs)), source)
        yield reading or Skipped(source.locator, "no article: nothing but spaces")


def _classic(paragraphs: list[Paragraph]) -> list[list[Block]]:
    records: list[list[Block]] = []
    for paragraph in paragraphs:
        lines = tuple(line for line in paragraph.text.splitlines() if line.strip())
        if lines and MARKER.fullmatch(lines[0].strip()):
            records.append([])
        elif records and lines:
            records[-1].append(Block(lines, paragraph.centred))
    return records


def _is_coded(paragraphs: list[Paragraph]) -> bool:
    """Whether Factiva's field codes stand alone in their paragraphs, as the cells of its table do."""
    found = {text for paragraph in paragraphs if len(text := paragraph.text.strip()) <= 3 and text.isupper()}
    return {"HD", "SN", "AN"} <= found or {"HD", "PD", "LP"} <= found


def _coded(paragraphs: list[Paragraph]) -> list[dict[str, list[str]]]:
    """The rows of each record: what follows a code up to the next; the accession number is a record's last."""
    records: list[dict[str, list[str]]] = []
    rows: dict[str, list[str]] = {}
    code = ""
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if _CODE.fullmatch(text):
            code = text
        elif code and text:
            rows.setdefault(code, []).append(text)
            if code == "AN":
                records.append(rows)
                rows, code = {}, ""
    if "HD" in rows or "LP" in rows:
        records.append(rows)
    return records


def _numbered(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    """Factiva's records without codes: each ends in its accession number."""
    records: list[list[Paragraph]] = []
    record: list[Paragraph] = []
    for paragraph in paragraphs:
        record.append(paragraph)
        if is_number(paragraph.text):
            records.append(record)
            record = []
    return records

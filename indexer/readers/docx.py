"""Word documents (.docx): a zip file with the text in `word/document.xml`.

Only that part is read, paragraph by paragraph, with the addresses of its links; headers, footers and notes are not.
What was deleted under revision, and the second copy of a text box that Word keeps for its older self, are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from indexer.article import Page, Reading, Skipped
from indexer.packed import is_zip
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.documents import read_document
from indexer.readers.exports import name_of
from indexer.readers.paragraphs import Paragraph
from indexer.readers.whole import RECORD, one_page, source_of, too_large
from indexer.sources import Source
from indexer.unpack import Budget, Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_PART = "word/document.xml"
_LINKS = "word/_rels/document.xml.rels"
MOST = 3_000_000
"""Elements of one document; an export of ten articles has some five thousand."""

_UNSAID = frozenset(("del", "moveFrom", "Fallback", "footnote", "endnote"))


@dataclass(frozen=True, slots=True)
class DocxReader:
    """See the head of this module."""

    name: str = "docx"
    version: int = 2
    extensions: frozenset[str] = frozenset((".docx",))

    def sniff(self, head: bytes) -> bool:
        return is_zip(head) and b"word/document.xml" in head

    def read(self, source: Source) -> Iterator[Page]:
        return one_page(source, entire=True)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The articles in the document that is given. Raises Unreadable, DefinesEntities."""
        data, source = source_of(page)
        yield from read_document(list(paragraphs(data)), source)


DOCX = DocxReader()


def paragraphs(data: bytes) -> Iterator[Paragraph]:
    """The paragraphs of a .docx file that aren't empty. Raises Unreadable for what is none, and for bombs."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        with archive:
            links = _addresses(archive)
            with archive.open(_info(archive, _PART)) as part:
                yield from _paragraphs(_Bounded(part, _info(archive, _PART).compress_size), links)
    except DefinesEntities:
        raise
    except KeyError:
        raise Unreadable(f"not a Word document: no {_PART} in it") from None
    except SyntaxError as error:  # lxml's, for XML
        raise Unreadable(f"a damaged Word document: {str(error)[:120]}") from None
    # zipfile says RuntimeError, or a child of it, for a password and for what it can't unpack
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, EOFError) as error:
        raise Unreadable(f"not a Word document, or a damaged one: {str(error)[:120]}") from None


class _Bounded:
    """A member of the archive, as far as a document may go."""

    def __init__(self, stream: IO[bytes], packed: int) -> None:
        self._stream = stream
        self._budget = Budget(packed)
        self._left = RECORD
        self._begun = False

    def read(self, size: int = -1) -> bytes:
        """Some more of it."""
        data = self._stream.read(1 << 16 if size < 0 else min(size, 1 << 16))
        self._budget.spend(len(data))
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable(too_large())
        if not self._begun and defines_entities(data.decode("utf-8", "replace")):
            raise DefinesEntities
        self._begun = True
        return data


def _info(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    info = archive.getinfo(name)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # the standard library unpacks the others without a bound
        raise Unreadable(f"packed by method {info.compress_type}; save it again as .docx")
    return info


def _addresses(archive: zipfile.ZipFile) -> dict[str, str]:
    """The addresses that the document's links go to, by their numbers."""
    from lxml import etree

    try:
        info = _info(archive, _LINKS)
    except KeyError:
        return {}
    found: dict[str, str] = {}
    with archive.open(info) as part:
        for _, element in etree.iterparse(_Bounded(part, info.compress_size), **_SAFELY):
            if name_of(element) == "Relationship":
                found[element.get("Id", "")] = element.get("Target", "")
            element.clear()
    return found


_SAFELY: dict[str, bool] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def _paragraphs(part: _Bounded, links: dict[str, str]) -> Iterator[Paragraph]:
    from lxml import etree

    row = 0
    for number, (_, element) in enumerate(etree.iterparse(part, **_SAFELY)):
        if number > MOST:
            raise Unreadable(f"over {MOST} elements; split it")
        if name_of(element) != "p":
            row += name_of(element) == "tr"
            continue
        if not any(name_of(parent) in _UNSAID for parent in element.iterancestors()):
            text = "".join(_said(element))
            if text.strip():
                cell = any(name_of(parent) == "tc" for parent in element.iterancestors())
                said = tuple(_links(element, links)), _is_centred(element), _is_bold(element)
                yield Paragraph(text, *said, row if cell else None)
        element.clear(keep_tail=True)
        before = element.getprevious()
        while before is not None:
            parent = before.getparent()
            if parent is None:
                break
            parent.remove(before)
            before = element.getprevious()


def _said(paragraph: _Element) -> Iterator[str]:
    """The text of the runs, with line breaks and tabs."""
    pending = list(paragraph)[::-1]
    while pending:
        element = pending.pop()
        name = name_of(element)
        if name in _UNSAID:
            continue
        if name == "t":
            yield element.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "tab":
            yield "\t"
        elif name == "noBreakHyphen":
            yield "-"
        elif name != "pPr":
            pending += list(element)[::-1]


def _links(paragraph: _Element, links: dict[str, str]) -> Iterator[str]:
    for element in paragraph.iter():
        name = name_of(element)
        if name == "hyperlink":
            number = next((value for key, value in element.items() if str(key).endswith("}id")), None)
            if number in links:
                yield links[number]
        elif name == "instrText" and (match := re.search(r"HYPERLINK\s+\"([^\"]+)", element.text or "")):
            yield match[1]


def _is_bold(paragraph: _Element) -> bool:
    """Whether all runs that say something are bold."""
    runs = [run for run in paragraph.iter() if name_of(run) == "r" and "".join(_said(run)).strip()]
    return bool(runs) and all(any(name_of(inner) == "b" and _is_on(inner) for inner in run.iter()) for run in runs)


def _is_on(element: _Element) -> bool:
    return not {"0", "false", "off"} & set(map(str, element.values()))


def _is_centred(paragraph: _Element) -> bool:
    return any(
        name_of(element) == "jc" and "center" in element.values()
        for properties in paragraph
        if name_of(properties) == "pPr"
        for element in properties
    )

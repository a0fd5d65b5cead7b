"""Files made to hang a parser or to fill the memory, one for each format that is parsed: each costs itself, in one line
that says why, and the file beside it is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

import pytest

from indexer import pipeline
from indexer.article import Page, Skipped
from indexer.pages import Limits, Pages
from indexer.readers import READERS, PageReader
from indexer.readers.whole import together
from indexer.work import Alone
from tests.indexer.readers.test_documents import docx, p
from tests.indexer.readers.test_ocr import alto, block, word
from tests.indexer.test_pages import HARMFUL, REASONS, SHORT
from tests.indexer.test_pipeline import FLOOD, RAIL, World, world

__all__ = ["world"]


def _stored(body: str) -> bytes:
    """A document whose text isn't compressed, so that it can be seen from outside."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(body))) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as plain:
        for name in packed.namelist():
            plain.writestr(name, packed.read(name))
    return out.getvalue()


def _mets(text: str) -> bytes:
    return (
        f'<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" LABEL="{text}">'
        '<fileSec><fileGrp><file ID="A"><FLocat xlink:href="pages/1.xml"/></file></fileGrp></fileSec></mets>'
    ).encode()


DOCUMENTS: dict[str, Callable[[str], bytes]] = {
    "a.docx": lambda text: _stored(p(text)),
    "a.rtf": lambda text: f"{{\\rtf1 {text}\\par}}".encode(),
    "a.md": lambda text: f"# A headline\n\n<b>{text}</b>\n".encode(),
    "front.md": lambda text: f"---\ntitle: {text}\n---\n{text}\n".encode(),
    "kb.xml": lambda text: f"<text><title>A</title><p>{text}</p></text>".encode(),
    "page.xml": lambda text: alto(block("B", word(text))).encode(),
    "mets.xml": _mets,
    "a.7901": lambda text: f"\x01bna0412 4 i 96 bna 0117\n\nMill/\n\x02Mill reopens =\n\n{text}\n\x03".encode(),
    "nitf.xml": lambda text: f"<nitf><body><body.content><p>{text}</p></body.content></body></nitf>".encode(),
    "nexis.txt": lambda text: f"1 of 1 DOCUMENTS\n\n\n    The Daily\n\n{text}\n".encode(),
    "factiva.xml": lambda text: (
        f"<PPSResponse><article><headline>A</headline><leadParagraph>{text}</leadParagraph></article></PPSResponse>"
    ).encode(),
}
"""Files of one article, with a text given."""


@pytest.mark.parametrize("what", ["LOOP", "FILL"])
def test_a_document_that_takes_too_much_costs_itself(what: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, made in DOCUMENTS.items():
        (world.sources / name).write_bytes(made(what))
    (world.sources / "pages").mkdir()
    (world.sources / "pages/1.xml").write_text(alto(block("B", word("words"))))
    (world.sources / "z.md").write_text(f"# The good one\n\n{RAIL}\n")
    monkeypatch.setattr(pipeline, "_work", lambda jobs: Alone(Pages(1, SHORT, HARMFUL)))
    report = world.run()
    found = {skipped.locator: skipped.reason for skipped in report.skipped}
    reasons = dict.fromkeys(DOCUMENTS, REASONS[what])
    reasons["factiva.xml#1"] = reasons.pop("factiva.xml")
    reasons["mets.xml"] = REASONS[what].replace("0.3 s", "1.3 s")  # one more for its page
    assert found == reasons
    assert report.read == 1


def test_every_reader_of_markup_has_it_read_where_that_costs_only_itself() -> None:
    assert {reader.name for reader in READERS if not isinstance(reader, PageReader)} == {"text"}


def test_short_records_are_read_together_and_each_alone_where_that_fails(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [RAIL, "CRASH", FLOOD, "LOOP", f"{RAIL} Again."]
    (world.sources / "a.sgm").write_text(
        "".join(f'<REUTERS NEWID="{n}"><TEXT><BODY>{t}</BODY></TEXT></REUTERS>\n' for n, t in enumerate(texts))
    )
    monkeypatch.setattr(pipeline, "_work", lambda jobs: Alone(Pages(1, SHORT, HARMFUL)))
    report = world.run()
    assert report.skipped == [Skipped("a.sgm#2", REASONS["CRASH"]), Skipped("a.sgm#4", REASONS["LOOP"])]
    assert report.read == 3


def test_what_came_before_a_fault_is_read() -> None:
    def items() -> Iterator[Page]:
        yield Page("1", ("a",))
        yield Page("2", ("b",))
        raise ValueError

    found = together(items())
    assert next(found) == Page("1", (), pages=(Page("1", ("a",)), Page("2", ("b",))))
    with pytest.raises(ValueError):
        next(found)


def _entities(root: str) -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE {root} [<!ENTITY e0 "{"x" * 100}">{levels}]>'.encode()


def _document_xml(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return out.getvalue()


_TEXT = b"<text><title>A</title><p>%s</p></text>"
_NITF = b"<nitf><body><body.content><p>%s</p></body.content></body></nitf>"
_G2 = b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineXML>%s</inlineXML></contentSet></newsItem>'
_DOCX = b'<w:document xmlns:w="w"><w:body>%s</w:body></w:document>'
_MANY = b" ".join(b'a%d="1"' % n for n in range(300_000))

_IPTC = b"\x01bna0412 4 i 96 bna 0117\n\nMill/\n\x02Mill reopens =\n"
_ANPA = b"\x16\x16\x01b0731\x1flocal\nr f\x13\x11 BC-UP--Mill  05-02 0311\n\x02%s\x03"

HOSTILE: dict[str, Callable[[], bytes]] = {
    "deep.docx": lambda: _document_xml(_DOCX % (b"<w:p><w:r>" * 50_000)),
    "bomb.docx": lambda: _document_xml(_DOCX % (b"<w:p>" + b" " * (200 << 20) + b"</w:p>")),
    "empty-elements.docx": lambda: _document_xml(_DOCX % (b"<w:p/>" * 4_000_000)),
    "breaks.docx": lambda: _document_xml(_DOCX % (b"<w:p><w:r>" + b"<w:br/>" * 1_000_000 + b"</w:r></w:p>")),
    "attributes.docx": lambda: _document_xml(_DOCX % (b"<w:p " + _MANY + b"/>")),
    "entities.docx": lambda: _document_xml(_entities("x") + _DOCX % b"<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>"),
    "not-a-zip.docx": lambda: b"PK\x03\x04" + bytes(1000),
    "groups.rtf": lambda: b"{\\rtf1 " + b"{\\b " * 300_000,
    "fields.rtf": lambda: b"{\\rtf1 " + b"{\\field{\\fldinst HYPERLINK " * 100_000,
    "brackets.md": lambda: b"# A\n\n" + b"[a](" * 200_000,
    "quotes.md": lambda: b"> " * 50_000 + b"a",
    "emphasis.md": lambda: b"*a_ " * 200_000,
    "ticks.md": lambda: b"".join(b"`" * n + b" " for n in range(1, 1_000)),
    "tags.md": lambda: b"# A\n\n" + b"<div>" * 100_000 + b"\n\n" + b"<a href='" * 50_000,
    "links.md": lambda: b"[" * 1_900 + b"a" + b"](b" * 1_900,
    "aliases.md": lambda: b"---\na0: &a0 [x,x]\n"
    + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12))
    + b"title: *a11\n---\nwords\n",
    "deep-kb.xml": lambda: _TEXT % (b"<b>" * 200_000),
    "entities-kb.xml": lambda: _entities("text") + _TEXT % b"&e11;",
    "attributes-kb.xml": lambda: b"<text><title>A</title><p " + _MANY + b">words</p></text>",
    "tags-kb.xml": lambda: _TEXT % (b"<b/>" * 3_100_000),
    "deep-nitf.xml": lambda: _NITF % (b"<em>" * 200_000),
    "entities-nitf.xml": lambda: _entities("nitf") + _NITF % b"&e11;",
    "attributes-nitf.xml": lambda: _NITF.replace(b"<body>", b"<body " + _MANY + b">") % b"words",
    "comments-nitf.xml": lambda: b"<nitf><body>" + b"<!-- " * 500_000,
    "above-g2.xml": lambda: b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">' + b" " * 100_000
    + b"<newsItem/>" * 10_000,
    "deep-g2.xml": lambda: _G2 % (b"<html><body>" + b"<div>" * 100_000),
    "tables-g2.xml": lambda: _G2
    % (b"<html><body>" + b"<table><tr><td>" * 240 + b"</td></tr></table>" * 240 + b"</body></html>"),
    "escaped-g2.xml": lambda: _G2.replace(b"inlineXML", b"inlineData") % (b"&lt;div&gt;" * 200_000),
    "references.alto": lambda: alto(
        block("B", word("a")), order="<ReadingOrder>" + '<ElementRef REF="B"/>' * 500_000 + "</ReadingOrder>"
    ).encode(),
    "circle.alto": lambda: alto(
        *(block(f"B{n}", word("a"), IDNEXT=f"B{(n + 1) % 20_000}") for n in range(20_000))
    ).encode(),
    "named-mets.xml": lambda: b'<mets xmlns="http://www.loc.gov/METS/">' + b"<FLocat href='" * 300_000,
    "open-mets.xml": lambda: b'<mets xmlns="http://www.loc.gov/METS/">' + b"<FLocat " * 500_000,
    "sign-off.sgm": lambda: b"<REUTERS><TEXT><BODY>Words.\n more" + b"." * 5_000 + b"!\n</BODY></TEXT></REUTERS>",
    "open.sgm": lambda: b"<REUTERS><TEXT>" + b"<BODY " * 300_000 + b"</TEXT></REUTERS>",
    "paragraph.anpa": lambda: _ANPA % (b"^a<\n\t" + b"word\n" * 1_500_000),
    "spaces.anpa": lambda: _ANPA.replace(b"  ", b" " * 3_000_000) % b"^a<\n\tword",
    "paragraph.7901": lambda: _IPTC + b"  word\n" + b"word\n" * 1_500_000 + b"  word\n",
    "brackets.7901": lambda: _IPTC.replace(b"Mill", b"Mill (" * 1_000_000),
    "factiva.html": lambda: b"<title>Factiva</title>" + b"<div " * 400_000,
    "clippings.html": lambda: "<title>ヨミダス</title>".encode() + b"<div id='heiseiDetailArea' " * 100_000,
}  # fmt: skip

LIMITS = Limits(seconds=4, megabytes=512)


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_itself(name: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    (world.sources / name).write_bytes(HOSTILE[name]())
    (world.sources / "z.md").write_text(f"# The good one\n\n{RAIL}\n")
    monkeypatch.setattr(pipeline, "_work", lambda jobs: Alone(Pages(1, LIMITS)))
    report = world.run()
    assert any(RAIL in text for text in world.texts())
    for skipped in report.skipped:
        assert skipped.locator.startswith(name)
        assert skipped.reason
        assert "\n" not in skipped.reason
        assert len(skipped.reason) < 300
    assert len(report.skipped) <= 1


def test_the_walk_looks_for_an_issue_s_pages_within_limits() -> None:
    from indexer import parts

    for name in ("named-mets.xml", "open-mets.xml"):
        assert parts.named(HOSTILE[name]()) == ()

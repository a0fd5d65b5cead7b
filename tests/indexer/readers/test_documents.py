"""Word documents and RTF: their text, and whose export it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest

from indexer.article import Article, Caption, Ignored, Reading, Skipped
from indexer.readers import read_source
from indexer.readers.docx import paragraphs as docx_paragraphs
from indexer.readers.rtf import paragraphs as rtf_paragraphs
from indexer.sources import Source
from indexer.unpack import Unreadable

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def docx(body: str, links: dict[str, str] | None = None, **members: str) -> bytes:
    out = io.BytesIO()
    rels = "".join(f'<Relationship Id="{key}" Target="{value}"/>' for key, value in (links or {}).items())
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{rels}</Relationships>")
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def p(text: str, link: str | None = None) -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    return f'<w:p><w:hyperlink r:id="{link}">{run}</w:hyperlink></w:p>' if link else f"<w:p>{run}</w:p>"


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx_paragraphs(data)]


def read(name: str, data: bytes) -> list[Reading | Skipped | Ignored]:
    return list(read_source(Source.of(name, data)))


def articles(name: str, data: bytes) -> list[Article]:
    items = read(name, data)
    assert all(isinstance(item, Reading) for item in items)
    return [item.article for item in items if isinstance(item, Reading)]


def test_paragraphs_of_a_word_document() -> None:
    runs = (
        "<w:p><w:pPr><w:jc w:val='center'/><w:tabs><w:tab/></w:tabs></w:pPr>"
        "<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/></w:r></w:p>"
    )
    [paragraph] = docx_paragraphs(docx(runs + "<w:p/>"))
    assert (paragraph.text, paragraph.centred) == ("One\ttwo\n", True)


def test_what_was_deleted_or_is_there_twice_is_left_out() -> None:
    body = (
        "<w:p><w:del><w:r><w:t>old</w:t></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p('box')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{p('box')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>after</w:t></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc>{p('cell')}</w:tc></w:tr></w:tbl>"
    )
    assert texts(docx(body)) == ["new", "box", "after", "cell"]


UNI = ("Mill turns", "The Gazette", "July 2, 2019 Tuesday 9:20 AM GMT", "Copyright 2019 The Gazette",
       "Section:\xa0NEWS", "Length:\xa09 words", "Byline:\xa0Ann Lee", "Body", "One.", "Two.", "Graphic",
       "A mill.", "Classification",
       "Language:\xa0ENGLISH", "Subject:\xa0MILLS (90%)", "Load-Date:\xa0July 3, 2019", "End of Document")  # fmt: skip
LINK = "https://advance.lexis.com/api/document?id=urn:contentItem:AAAA-{}-00&amp;idtype=PID"


def uni(number: int = 1, lines: Sequence[str] = UNI) -> str:
    return "".join(p(line, f"r{number}" if line == "Mill turns" else None) for line in lines)


def check(found: Article) -> None:
    assert (found.headline, found.publisher, found.published) == ("Mill turns", "The Gazette", "2019-07-02T09:20Z")
    assert (found.byline, found.section, found.language) == (("Ann Lee",), "NEWS", "en")
    assert (found.body, found.captions, found.keywords) == (("One.", "Two."), (Caption("A mill."),), ("MILLS",))


def test_a_nexis_uni_export_with_its_list_of_documents() -> None:
    cover = "".join(
        map(p, ("User Name: X", "Job Number: 1", "Documents (2)", "1. Mill turns", "Client/Matter: -None-"))
    )
    links = {f"r{n}": LINK.format(f"000{n}") for n in (1, 2)}
    first, second = articles("a.docx", docx(cover + uni(1) + uni(2), links))
    check(first)
    check(second)
    assert (first.guid, second.guid) == ("urn:contentItem:AAAA-0001-00", "urn:contentItem:AAAA-0002-00")
    assert second.locator == "a.docx#2"


def test_a_name_that_two_articles_carry_is_neither_s() -> None:
    other = [line.replace("One.", "Uno.") for line in UNI]
    links = {"r1": LINK.format("0001")}
    first, again, second = articles(
        "a.docx", docx(uni(1) + uni(1) + uni(1, ["Other", *other[1:]]).replace("<w:p>", "<w:p>", 1), links)
    )
    assert first.guid == again.guid == "urn:contentItem:AAAA-0001-00"
    assert second.guid is None


def test_without_end_or_body_the_rest_is_read() -> None:
    [found] = articles("a.docx", docx(uni(1) + "".join(map(p, UNI[:9]))))[1:]
    assert found.body == ("One.",)
    [short] = articles("a.docx", docx("".join(map(p, [line for line in UNI if line != "Body"]))))
    assert short.body == ("One.", "Two.")


def test_the_older_layout_in_word() -> None:
    lines = (
        "1 of 1 DOCUMENT",
        "The Gazette",
        "July 2, 2019",
        "Mill turns",
        "LENGTH: 9 words",
        "One.",
        "LOAD-DATE: July 3, 2019",
    )
    body = "".join(
        p(line).replace("<w:p>", "<w:p><w:pPr><w:jc w:val='center'/></w:pPr>" if n < 3 else "<w:p>")
        for n, line in enumerate(lines)
    )
    [found] = articles("a.docx", docx(body))
    assert (found.headline, found.publisher, found.published, found.body) == (
        "Mill turns",
        "The Gazette",
        "2019-07-02",
        ("One.",),
    )


def test_factivas_codes_in_cells() -> None:
    lines = (
        "HD",
        "Mill turns",
        "BY",
        "Ann Lee",
        "PD",
        "2 July 2019",
        "SN",
        "The Gazette",
        "LP",
        "One.",
        "Two.",
        "AN",
        "Document GAZ0000020190702ef720000b",
    )
    body = "\\row ".join(f"{line}\\cell" for line in lines)
    first, second = articles("a.rtf", ("{\\rtf1 " + body + "\\row " + body + "}").encode())
    assert (first.headline, first.byline, first.published, first.body) == (
        "Mill turns",
        ("Ann Lee",),
        "2019-07-02",
        ("One.", "Two."),
    )
    assert second.guid == "GAZ0000020190702ef720000b"


FACTIVA = ("News", "{title}", "By Ann Lee", "808 words", "2 July 2019", "07:05", "The Gazette", "GAZ", "1; National",
           "13", "English", "(c) 2019 The Gazette", "One.", "Two.", "Inland Newspapers",
           "Document GAZ0000020190702ef720000b")  # fmt: skip


@pytest.mark.parametrize("title", ["{\\b Mill turns again}", "\\b Mill turns again\\b0", "Mill turns again"])
def test_factivas_records_without_codes(title: str) -> None:
    body = "".join(f"{line}\\par\n" for line in FACTIVA).replace("{title}", title)
    first, second = articles("a.rtf", ("{\\rtf1 " + body * 2 + "}").encode())
    assert (first.headline, first.byline, first.section) == ("Mill turns again", ("Ann Lee",), "News")
    assert (first.published, first.publisher, first.language) == ("2019-07-02T07:05", "The Gazette", "en")
    assert (first.body, second.guid) == (("One.", "Two."), "GAZ0000020190702ef720000b")


def test_apas_clippings() -> None:
    body = """{\\i "Kurier" vom 23.10.2017 Seite: 4\\par Ressort: Kultur\\par Abend, Abend\\par Zur Uhr\\par
{\\b Die Uhr geht nach}\\par von Ann Lee\\par Elf Minuten am Tag.\\par}"""
    first, second = articles("a.rtf", ("{\\rtf1 " + body * 2 + "}").encode())
    assert (first.headline, first.byline, first.section) == ("Die Uhr geht nach", ("Ann Lee",), "Kultur")
    assert (first.publisher, first.published) == ("Kurier", "2017-10-23")
    assert first.body == ("Zur Uhr", "von Ann Lee", "Elf Minuten am Tag.")
    assert second.locator == "a.rtf#2"


def test_bold_paragraphs() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>A</w:t></w:r>"
    unset = bold.replace("<w:b/>", "<w:b w:val='0'/>")
    body = f"<w:p>{bold}</w:p><w:p>{bold}<w:r><w:t>b</w:t></w:r></w:p><w:p>{unset}</w:p>"
    assert [paragraph.bold for paragraph in docx_paragraphs(docx(body))] == [True, False, False]


def test_any_other_document_is_one_article() -> None:
    [found] = articles("a.docx", docx(p("Mill turns again") + p("On Monday the mill in the valley turned again.")))
    assert (found.headline, found.body) == ("Mill turns again", ("On Monday the mill in the valley turned again.",))
    assert found.locator == "a.docx"


def test_a_tables_rows_are_lines() -> None:
    long = "The ferry sails from the north shore, said the board, and the harbour stays shut until the end of June."
    cells = [("Ship", "Price"), ("Tern", "4"), ("Gull", long)]
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{p(c)}</w:tc>" for c in row) + "</w:tr>" for row in cells)
    [word] = articles("a.docx", docx(p("Ferry prices") + p(long) + f"<w:tbl>{rows}</w:tbl>" + p("That is all.")))
    marked = "".join("".join(f"\\intbl {c}\\cell" for c in row) + "\\row " for row in cells)
    [rich] = articles("a.rtf", f"{{\\rtf1 Ferry prices\\par {long}\\par\\trowd {marked}\\pard That is all.}}".encode())
    for found in (word, rich):
        assert found.headline == "Ferry prices"
        assert found.body == (long, "Ship | Price", "Tern | 4", "Gull", long, "That is all.")


def test_bombs_and_what_is_no_word_document(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read("a.docx", b"words") == [
        Skipped("a.docx", "not a Word document, or a damaged one: File is not a zip file")
    ]
    monkeypatch.setattr("indexer.readers.docx.MOST", 1000)
    with pytest.raises(Unreadable, match="over 1000 elements"):
        texts(docx("<w:x/>" * 1002))
    monkeypatch.setattr("indexer.readers.docx.RECORD", 1 << 16)
    with pytest.raises(Unreadable, match="one record of over"):
        texts(docx("<w:x>" + " " * (1 << 17)))
    with pytest.raises(Unreadable, match="damaged Word document"):
        texts(docx("<w:x></w:y>"))
    lol = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    out = io.BytesIO(docx(""))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", f"{lol}<w:document {W}><w:body>&a;</w:body></w:document>")
    [skipped] = read("a.docx", out.getvalue())
    assert skipped == Skipped("a.docx", "defines entities: an entity bomb or an external entity")
    [deep] = read("a.docx", docx("<w:sdt>" * 5000))
    assert isinstance(deep, Skipped)


def rtf(text: bytes) -> list[str]:
    return [paragraph.text for paragraph in rtf_paragraphs(b"{\\rtf1\\ansi\\ansicpg1252 " + text + b"}")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"caf\\'e9 \\'80\\par x", ["café €", "x"]),
        (b"\\u8364?2 \\uc2\\u382\\'8e\\'8e.", ["€2 ž."]),
        (b"\\u-10179?\\u-8704?", ["😀"]),
        (b"{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}{\\f1 \\'ec\\'e8\\'f0}\\f0 \\'e9", ["мирé"]),
        (b"{\\fonttbl{\\f2\\fcharset128 M;}}\\f2\\'93\\'fa\\'96\\'7b", ["日本"]),
        (b"a\\emdash b\\~c\\_d\\-e\\{f\\}\\\\", ["a—b\xa0c-de{f}\\"]),
        (b"{\\*\\unknown {no}}{\\info{\\title no}}{\\header no\\par}{\\pict ffd8}yes", ["yes"]),
        (b"{\\pict\\bin5 }{}}}}yes", ["yes"]),
        (b"{\\shptxt box\\par}", ["box"]),
        (b"one\\line two\\tab\r\nthree\\row", ["one", "two\tthree"]),
        (b"cut {\\b off", ["cut off"]),
        (b"}}} more", ["more"]),
        (b"\\u99999999?\\'zz", ["\U0010ffff'zz"]),
    ],
)  # fmt: skip
def test_rtf_text(text: bytes, found: list[str]) -> None:
    assert rtf(text) == found


def test_links_in_rtf() -> None:
    text = b'{\\field{\\*\\fldinst {HYPERLINK "https://example.org/a"}}{\\fldrslt Mill}} turns\\par'
    [paragraph] = rtf_paragraphs(b"{\\rtf1 " + text + b"}")
    assert (paragraph.text, paragraph.links) == ("Mill turns", ("https://example.org/a",))


def test_deep_rtf_is_read() -> None:
    assert rtf(b"{\\b " * 100_000 + b"deep" + b"}" * 100_000) == ["deep"]


def test_what_is_named_rtf_and_is_none_is_said() -> None:
    assert read("a.rtf", b"words") == [Skipped("a.rtf", "not RTF: it doesn't begin with {\\rtf")]

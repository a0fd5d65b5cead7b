"""Pages of ALTO, issues of METS, and the Dutch library's article texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from indexer.article import Article, Change, Ignored, Reading, Skipped
from indexer.readers import read_file, read_source
from indexer.readers.ocr import page_of, paragraphs
from indexer.sources import Source, SourceFile, files


def word(content: str, wc: float | None = None, **attributes: str) -> str:
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<String CONTENT="{content}"' + (f' WC="{wc}"' if wc is not None else "") + said + "/>"


def half(content: str, whole: str, part: int) -> str:
    return word(content, SUBS_TYPE=f"HypPart{part}", SUBS_CONTENT=whole)


def block(identifier: str, *lines: str, **attributes: str) -> str:
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    texts = "".join(f'<TextLine ID="{identifier}L{n}">{line}</TextLine>' for n, line in enumerate(lines))
    return f'<TextBlock ID="{identifier}"{said}>{texts}</TextBlock>'


def alto(*blocks: str, namespace: str = "http://www.loc.gov/standards/alto/ns-v4#", order: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><alto xmlns="{namespace}">{order}<Layout><Page ID="P"><PrintSpace>'
        f"{''.join(blocks)}</PrintSpace></Page></Layout></alto>"
    )


def text(*blocks: str, order: str = "") -> list[str]:
    return list(paragraphs(page_of(alto(*blocks, order=order).encode()).words))


def read(data: str | bytes, name: str = "a.xml") -> list[Reading | Skipped | Ignored]:
    return list(read_source(Source.of(name, data if isinstance(data, bytes) else data.encode())))


@pytest.mark.parametrize(
    "namespace",
    ["http://schema.ccs-gmbh.com/ALTO", "http://www.loc.gov/standards/alto/ns-v2#",
     "http://www.loc.gov/standards/alto/ns-v3#", "http://www.loc.gov/standards/alto/ns-v4#"],
)  # fmt: skip
def test_a_page_alone_is_an_article(namespace: str) -> None:
    page = alto(
        block("B1", word("One", 0.9) + "<SP/>" + word("two", 0.8)),
        block("B2", word("three"), LANG="ger"),
        namespace=namespace,
    )
    [reading] = read(page, "gazette_18550922_0001.xml")
    assert isinstance(reading, Reading)
    found = reading.article
    assert (found.body, found.published, found.language) == (("One two", "three"), "1855-09-22", "de")
    assert (found.headline, found.reader) == (None, "alto")
    assert reading.changes == (
        Change("date-from-name", "gazette_18550922_0001.xml", "published"),
        Change("ocr-confidence", "0.85, the mean of 2 words", "body"),
    )


def test_a_word_cut_at_a_lines_end_stands_once() -> None:
    lines = (
        word("the") + "<SP/>" + half("com", "comet", 1) + '<HYP CONTENT="-"/>',
        half("et", "comet", 2) + "<SP/>" + word("fell"),
    )
    assert text(block("B", *lines)) == ["the comet fell"]
    assert text(block("A", lines[0]), block("B", lines[1])) == ["the comet", "fell"]
    assert text(block("B", half("et", "comet", 2) + "<SP/>" + word("fell"))) == ["comet fell"]
    twice = half("com", "comet", 1), half("et", "comet", 2) + "<SP/>" + half("com", "comet", 1), half("et", "comet", 2)
    assert text(block("B", *twice)) == ["comet comet"]


def test_a_hyphen_of_its_own_stays() -> None:
    assert text(block("B", word("saw") + "<HYP/>", word("mill"))) == ["saw- mill"]
    assert text(block("B", word("saw-") + "<HYP/>", word("mill"))) == ["saw- mill"]


def test_spaces() -> None:
    assert text(block("B", word("le") + word("'l") + "<SP/>" + word("x"))) == ["le'l x"]
    assert text(block("B", word("no") + word("spaces"), word("told"))) == ["no spaces told"]
    assert text(block("B", word("義") + word("禮"), word("說"))) == ["義禮說"]


def test_reading_order() -> None:
    two = block("A", word("second")), block("B", word("first"))
    refs = '<ElementRef REF="B"/><ElementRef REF="A"/><ElementRef REF="X"/>'
    assert text(*two, order=f"<ReadingOrder><OrderedGroup>{refs}</OrderedGroup></ReadingOrder>") == ["first", "second"]
    chained = block("A", word("second"), IDNEXT="C"), block("B", word("first"), IDNEXT="A"), block("C", word("third"))
    assert text(*chained) == ["first", "second", "third"]
    circle = block("A", word("one"), IDNEXT="B"), block("B", word("two"), IDNEXT="A")
    assert text(*circle) == ["one", "two"]


def test_composed_blocks_and_empty_words() -> None:
    composed = f'<ComposedBlock ID="C">{block("A", word("one"))}{block("B", word(" "), word("two"))}</ComposedBlock>'
    page = page_of(alto(composed, block("D", word("three"))).encode())
    assert [w.text for w in page.between("C")] == ["one", "two"]
    assert [w.text for w in page.between("BL1", "D")] == ["two", "three"]
    assert page.between("nowhere") == []


def test_broken_pages_are_said() -> None:
    assert read(alto(), "a.xml") == [Skipped("a.xml", "no article: a page without words")]
    [skipped] = read(alto(block("B", word("one")))[:150])
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("not well-formed XML")
    bomb = alto(block("B", word("one"))).replace("?><alto", '?><!DOCTYPE alto [<!ENTITY a "b">]><alto')
    assert read(bomb) == [Skipped("a.xml", "defines entities: an entity bomb or an external entity")]


def area(page: int, begin: str, end: str = "") -> str:
    until = f' END="{end}"' if end else ""
    return f'<fptr><area FILEID="A{page}" BETYPE="IDREF" BEGIN="{begin}"{until}/></fptr>'


def mets(structure: str, *, pages: int = 2, records: str = "", more: str = "", label: str = "") -> str:
    group = "".join(
        f'<file ID="A{n}"><FLocat LOCTYPE="URL" xlink:href="file://./text/{n}.xml"/></file>'
        for n in range(1, pages + 1)
    )
    return (
        '<?xml version="1.0"?><mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xmlns:mods="http://www.loc.gov/mods/v3"{label}>{records}<fileSec><fileGrp>{group}'
        '<file ID="I1"><FLocat xlink:href="file://./images/1.tif"/></file></fileGrp></fileSec>'
        f'<structMap TYPE="LOGICAL"><div TYPE="ISSUE" DMDID="D0">{structure}</div></structMap>{more}</mets>'
    )


def mods(identifier: str, body: str) -> str:
    return f'<dmdSec ID="{identifier}"><mdWrap><xmlData><mods:mods>{body}</mods:mods></xmlData></mdWrap></dmdSec>'


ISSUE = mods(
    "D0",
    "<mods:titleInfo><mods:nonSort>The</mods:nonSort><mods:title>Inland Gazette.</mods:title></mods:titleInfo>"
    "<mods:originInfo><mods:dateIssued>1858-10-07</mods:dateIssued></mods:originInfo>",
)
PAGES = {
    "text/1.xml": alto(
        block("T", word("A COMET")), block("B", word("It", 1.0) + "<SP/>" + word("fell", 0.5)), block("C", word("Lost"))
    ),
    "text/2.xml": alto(block("B", word("Twice."))),
}


def issue(folder: Path, document: str, pages: Mapping[str, str] = PAGES, name: str = "issue-mets.xml") -> list[object]:
    """What is read in the issue's folder, in its order, the pages' own files left out."""
    for place, data in {name: document, **pages}.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(data, "utf-8")
    items = [item for file in files([folder]) if isinstance(file, SourceFile) for item in read_file(file)]
    return [item for item in items if not isinstance(item, Ignored)]


def articles(items: list[object]) -> list[Article]:
    assert all(isinstance(item, Reading) for item in items)
    return [item.article for item in items if isinstance(item, Reading)]


def test_an_issues_articles_are_those_of_its_logical_structure(tmp_path: Path) -> None:
    record = mods(
        "D1",
        "<mods:titleInfo><mods:title>A Comet</mods:title></mods:titleInfo><mods:name><mods:namePart type='given'>Ann"
        "</mods:namePart><mods:namePart type='family'>Lee</mods:namePart></mods:name>"
        "<mods:language><mods:languageTerm>eng</mods:languageTerm></mods:language>",
    )
    structure = (
        f'<div TYPE="ARTICLE" ID="L1" DMDID="D1"><div TYPE="HEADING">{area(1, "T")}</div><div TYPE="BODY">'
        f'<div TYPE="PARAGRAPH">{area(1, "B")}</div><div TYPE="PARAGRAPH">{area(2, "B")}</div></div></div>'
        f'<div TYPE="SECTION" LABEL="Notices"><div TYPE="ADVERTISEMENT" ID="L2" LABEL="Ad 1">{area(1, "C")}</div></div>'
    )
    items = issue(tmp_path, mets(structure, records=ISSUE + record, label=' OBJID="gazette-7"'))
    first, second = articles(items)
    assert (first.headline, first.byline, first.language) == ("A Comet", ("Ann Lee",), "en")
    assert (first.publisher, first.published) == ("The Inland Gazette", "1858-10-07")
    assert first.body == ("It fell", "Twice.")
    assert (first.guid, first.locator, first.reader) == ("gazette-7#L1", "issue-mets.xml#1", "mets")
    assert isinstance(items[0], Reading)
    assert items[0].changes == (Change("ocr-confidence", "0.75, the mean of 2 words", "body"),)
    assert (second.headline, second.section, second.body) == ("Ad 1", "Notices", ("Lost",))


def test_articles_by_structural_links_and_by_words(tmp_path: Path) -> None:
    words = alto(block("B", word("one", ID="w1") + "<SP/>" + word("two", ID="w2") + "<SP/>" + word("three", ID="w3")))
    physical = (
        f'<structMap TYPE="PHYSICAL"><div TYPE="page"><div ID="pa1" TYPE="pagearea">{area(1, "w1", "w2")}</div>'
        f'<div ID="pa2" TYPE="pagearea">{area(1, "w3", "w9")}</div></div></structMap><structLink><smLinkGrp>'
        '<smLocatorLink xlink:href="#a1"/><smLocatorLink xlink:href="#pa1"/></smLinkGrp>'
        '<smLink xlink:from="#a2" xlink:to="#pa2"/></structLink>'
    )
    structure = '<div TYPE="Article" ID="a1"/><div TYPE="ARTICLE" ID="a2"/>'
    first, second = articles(issue(tmp_path, mets(structure, pages=1, more=physical), {"text/1.xml": words}))
    assert (first.body, second.body) == (("one two",), ("three",))


def test_without_articles_each_page_is_one(tmp_path: Path) -> None:
    first, second = articles(issue(tmp_path, mets('<div TYPE="page"/>', records=ISSUE)))
    assert (first.body, second.body) == (("A COMET", "It fell", "Lost"), ("Twice.",))
    assert first.publisher == second.publisher == "The Inland Gazette"


def test_a_missing_page_is_said_and_the_rest_read(tmp_path: Path) -> None:
    both = f'<div TYPE="ARTICLE" LABEL="Both">{area(1, "B")}{area(2, "B")}</div>'
    structure = both + f'<div TYPE="ARTICLE" LABEL="Gone">{area(2, "B")}</div>'
    skipped, reading = issue(tmp_path, mets(structure), {"text/1.xml": PAGES["text/1.xml"]})
    assert skipped == Skipped("issue-mets.xml#text/2.xml", "the page text/2.xml: it isn't there")
    assert isinstance(reading, Reading)
    assert reading.article.body == ("It fell",)
    assert Change("page-missing", "text/2.xml", "body") in reading.changes


def test_a_broken_page_is_said_and_the_rest_read(tmp_path: Path) -> None:
    skipped, reading = issue(
        tmp_path, mets(f'<div TYPE="ARTICLE">{area(1, "B")}</div>'), {**PAGES, "text/2.xml": "<alto>"}
    )
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("the page text/2.xml: not well-formed XML")
    assert isinstance(reading, Reading)


def test_other_xml_that_an_issue_names_is_no_page(tmp_path: Path) -> None:
    [found] = articles(
        issue(tmp_path, mets(f'<div TYPE="ARTICLE">{area(1, "B")}</div>'), {**PAGES, "text/2.xml": "<mods/>"})
    )
    assert found.body == ("It fell",)


def test_an_issue_is_known_by_its_content(tmp_path: Path) -> None:
    structure = '<div TYPE="ARTICLE" LABEL="Both">' + area(1, "B") + "</div>"
    [found] = articles(issue(tmp_path, mets(structure), name="1862081501.xml"))
    assert found.reader == "mets"


def test_articles_within_articles_are_their_own(tmp_path: Path) -> None:
    structure = f'<div TYPE="ARTICLE" ID="a">{area(1, "B")}<div TYPE="ARTICLE" ID="b">{area(2, "B")}</div></div>'
    first, second = articles(issue(tmp_path, mets(structure)))
    assert (first.body, second.body) == (("It fell",), ("Twice.",))


def test_a_title_that_the_library_cut_is_read_off_the_page(tmp_path: Path) -> None:
    structure = f'<div TYPE="ARTICLE" LABEL="A com...">{area(1, "T")}{area(1, "B")}</div>'
    [found] = articles(issue(tmp_path, mets(structure)))
    assert (found.headline, found.body) == ("A COMET", ("It fell",))


def test_an_issue_in_a_zip_file_is_one_and_in_a_tar_file_pages(tmp_path: Path) -> None:
    out = io.BytesIO()
    document = mets(f'<div TYPE="ARTICLE">{area(1, "B")}{area(2, "B")}</div>')
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in {"./x/issue-mets.xml": document, **{f"./x/{k}": v for k, v in PAGES.items()}}.items():
            archive.writestr(name, data)
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    [file] = files([tmp_path])
    assert isinstance(file, SourceFile)
    [reading] = read_file(file)
    assert isinstance(reading, Reading)
    assert (reading.article.body, reading.article.locator) == (("It fell", "Twice."), "a.zip!./x/issue-mets.xml#1")
    [skipped] = read(document, "issue-mets.xml")
    assert isinstance(skipped, Skipped)
    assert "can't be reached" in skipped.reason


def test_a_mets_file_of_anything_else_is_said(tmp_path: Path) -> None:
    assert issue(tmp_path, mets("", pages=0), {}) == [
        Skipped("issue-mets.xml", "no article: the METS file names no pages in XML")
    ]


KB = """<?xml version="1.0" encoding="UTF-8"?>
<text>
\t<title>BINNENLAND.</title>
\t<p>De geit &amp; zij.</p><p>B</p></text>"""


def test_article_texts_of_the_dutch_library() -> None:
    [reading] = read(KB, "DDD_010724973_0001_articletext.xml")
    assert isinstance(reading, Reading)
    found = reading.article
    assert (found.headline, found.body) == ("BINNENLAND.", ("De geit & zij.", "B"))
    assert (found.guid, found.reader) == ("ddd:010724973:mpeg21:a0001", "kb-text")
    assert read("<text><title/><p/></text>") == [Skipped("a.xml", "no article: neither text nor title")]

"""Factiva's exports: the table with codes, the same without them, and the XML."""

from __future__ import annotations

import pytest

from indexer.article import Article, Caption, Change, Reading, Skipped
from indexer.readers import read_source
from indexer.readers.factiva_fields import read_coded
from indexer.sources import Source

TOP = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><title>Factiva</title></head><body>'
    '<form action="/hp/printsavews.aspx"><div id="contentWrapper"><div id="contentLeft"><span></span>'
)


def read(text: str, name: str = "a.html") -> list[Reading | Skipped]:
    return [item for item in read_source(Source.of(name, text.encode())) if isinstance(item, Reading | Skipped)]


def article(text: str, name: str = "a.html") -> Article:
    [item] = read(text, name)
    assert isinstance(item, Reading)
    return item.article


def coded(**values: str) -> str:
    rows = "".join(
        f'<tr><td class="index"><p><b>{code}</b>&nbsp;</p></td><td>{value}</td></tr>' for code, value in values.items()
    )
    return f'<div class="article enArticle"><table>{rows}</table></div>'


def bare(*above: str, hd: str = "Mill turns again", below: tuple[str, ...] = (), text: str = "<p>A.</p>") -> str:
    def lines(values: tuple[str, ...]) -> str:
        return "".join(f"<div>{value}</div>" for value in values)

    return (
        f'<div class="article deArticle"><p></p>{lines(above)}<div id="hd"><b class="deHeadline">{hd}</b></div>'
        f"{lines(below)}{text}<p>Inland Newspapers</p><p>Dokument INLGAZ0020190702ef720000b</p></div>"
    )


PARAGRAPHS = '<p class="articleParagraph enarticleParagraph">One.</p><p class="articleParagraph x">Two.</p>'


def test_codes_name_the_fields() -> None:
    found = article(
        TOP
        + coded(
            SE="Local", HD="<b>Mill turns\n again</b>", BY="By Ann Lee and Bo Ek", CR="Inland News", PD="2 July 2019",
            ET="7:05", SN="The Inland Gazette", LA="Französisch", LP=PARAGRAPHS, TD="<p>Three.</p>",
            ART="A mill.", NS="gspo : Sports | gcom : Community", RE="inl : Inland",
            AN="Document INLGAZ0020190702ef720000b",
        )
    )  # fmt: skip
    assert found.headline == "Mill turns again"
    assert (found.byline, found.credit, found.section) == (("Ann Lee", "Bo Ek"), "Inland News", "Local")
    assert (found.published, found.publisher, found.language) == ("2019-07-02T07:05", "The Inland Gazette", "fr")
    assert found.body == ("One.", "Two.", "Three.")
    assert found.captions == (Caption("A mill."),)
    assert found.keywords == ("Sports", "Community", "Inland")
    assert (found.guid, found.locator, found.reader) == ("INLGAZ0020190702ef720000b", "a.html#1", "factiva")


def test_without_codes_the_order_tells() -> None:
    below = ("By the miller", "877 Wörter", "9 Januar 1993", "05:30", "The Gazette", "GAZ", "Late Edition", "12",
             "Englisch", "Copyright 1993 The Gazette.")  # fmt: skip
    found = article(TOP + bare("Foreign Desk; A", below=below, text=PARAGRAPHS + "<p>The miller is a guest.</p>"))
    assert (found.headline, found.section, found.credit) == ("Mill turns again", "Foreign Desk; A", "By the miller")
    assert (found.published, found.publisher, found.language) == ("1993-01-09T05:30", "The Gazette", "en")
    assert found.body == ("One.", "Two.", "The miller is a guest.")
    assert found.guid == "INLGAZ0020190702ef720000b"


def test_the_language_is_that_of_the_articles_class_where_none_is_named() -> None:
    assert article(TOP + bare(below=("12 words", "9 May 2019", "The Gazette"), text=PARAGRAPHS)).language == "de"


def test_a_soft_return_is_a_space() -> None:
    assert article(TOP + coded(HD="A", BY="Ann Lee&amp;softReturn;und Bo Ek", LP="x")).byline == ("Ann Lee", "Bo Ek")


def test_no_date_is_said() -> None:
    [item] = read(TOP + coded(HD="A", PD="soon", LP="x"))
    assert isinstance(item, Reading)
    assert item.changes == (Change("undated", "soon", "published"),)


def test_a_record_that_is_broken_costs_itself() -> None:
    deep = '<div class="article enArticle">' + "<div>" * 3000 + "deep" + "</div>" * 3000 + "</div>"
    first, second, third, last = read(TOP + coded(HD="A", LP="x") + deep + coded(SC="GAZ") + coded(HD="B", LP="y"))
    assert isinstance(first, Reading)
    assert second == Skipped("a.html#2", "nested too deep")
    assert third == Skipped("a.html#3", "no article: neither text nor title")
    assert isinstance(last, Reading)
    assert last.article.locator == "a.html#4"


XML = """<?xml version="1.0" encoding="utf-8"?><PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">
<ppsarticleResultSet>{}</ppsarticleResultSet></ppsArticleResponse></PPSResponse>"""
ONE = """<ppsarticle><article><accessionNo>GAZ1</accessionNo><baseLanguage>EN</baseLanguage>
<headline><paragraph><hlt>Mill</hlt> turns &eacute;</paragraph></headline>
<leadParagraph>{}</leadParagraph><publicationDate><date>2019-07-02</date><time>07:05</time></publicationDate>
<sourceName>The Gazette</sourceName><region code="x"><name>Inland</name></region></article></ppsarticle>"""


def test_xml_names_its_fields_in_words() -> None:
    found = article(XML.format(ONE.format("<paragraph>A\n b.</paragraph><paragraph>C.</paragraph>")), "a.xml")
    assert (found.guid, found.headline, found.language) == ("GAZ1", "Mill turns é", "en")
    assert (found.published, found.publisher) == ("2019-07-02T07:05", "The Gazette")
    assert found.body == ("A b.", "C.")
    assert found.keywords == ("Inland",)


def test_text_without_paragraphs_keeps_its_lines() -> None:
    assert article(XML.format(ONE.format("\nA\n    b.\n")), "a.xml").body == ("A", "    b.")


@pytest.mark.parametrize("broken", ["<paragraph>A", "A & b", "<paragraph>A</para>"])
def test_one_broken_record_in_xml_is_one_line(broken: str) -> None:
    text = XML.format(ONE.format("A") + ONE.format(broken) + ONE.format("B"))
    first, second, third = read(text, "a.xml")
    assert isinstance(first, Reading)
    assert isinstance(second, Skipped)
    assert second.locator == "a.xml#2"
    assert second.reason.startswith("not well-formed XML")
    assert isinstance(third, Reading)


def test_a_record_that_the_file_ends_in_is_said() -> None:
    text = XML.format(ONE.format("A") + ONE.format("B"))
    first, second = read(text[: text.rindex("<publicationDate>")], "a.xml")
    assert isinstance(first, Reading)
    assert second == Skipped("a.xml#2", "the record isn't closed; the file ends in it, or it is damaged")


def test_a_page_about_factiva_is_a_page() -> None:
    found = article(
        "<html><head><title>Factiva</title></head><body><p>What it is, in a sentence or two.</p></body></html>"
    )
    assert found.headline == "Factiva"


def test_rows_from_a_document_are_read_alike() -> None:
    reading = read_coded({"HD": ["A"], "PD": ["2 July 2019"], "LP": ["One."], "LA": ["English"]}, "a.rtf#1")
    assert reading is not None
    assert (reading.article.headline, reading.article.published, reading.article.language) == ("A", "2019-07-02", "en")

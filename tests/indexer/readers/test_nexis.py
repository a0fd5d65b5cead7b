"""LexisNexis's exports as text and as HTML: where each line of a record goes."""

from __future__ import annotations

import pytest

from indexer.article import Article, Caption, Change, Ignored, Reading, Skipped
from indexer.readers import choose, read_source
from indexer.readers.nexis_fields import date_of, keywords_of
from indexer.sources import Source

RECORD = """
                               {number} of 2 DOCUMENTS


                            The Inland Gazette

                     September 3, 2019 Tuesday 7:05 PM EST

{headline}
BYLINE: By Ann Lee and Bo Ek

SECTION: LOCAL; Pg. 3

LENGTH: 41 words

The clock is slower every evening than it was
in the morning.

FLASH: it has stopped.

LOAD-DATE: September 4, 2019

LANGUAGE: ENGLISH

GRAPHIC: The clock.

SUBJECT: CLOCKS (93%); TOWNS (78%)


                    Copyright 2019 The Inland Gazette
                          All Rights Reserved
"""


def read(text: str, name: str = "a.txt") -> list[Reading | Skipped | Ignored]:
    return list(read_source(Source.of(name, text.encode())))


def one(text: str) -> Reading:
    [item] = read(text)
    assert isinstance(item, Reading)
    return item


def record(text: str = RECORD, headline: str = "Clock tower slow;\nNobody can say why\n", number: int = 1) -> Article:
    return one(text.format(headline=headline, number=number)).article


def test_each_line_goes_to_its_field() -> None:
    found = record()
    assert found.headline == "Clock tower slow; Nobody can say why"
    assert (found.byline, found.section, found.publisher) == (
        ("Ann Lee", "Bo Ek"),
        "LOCAL; Pg. 3",
        "The Inland Gazette",
    )
    assert (found.published, found.language) == ("2019-09-03T19:05", "en")
    assert found.body == (
        "The clock is slower every evening than it was", "in the morning.", "", "FLASH: it has stopped."
    )  # fmt: skip
    assert found.captions == (Caption("The clock."),)
    assert found.keywords == ("CLOCKS", "TOWNS")
    assert found.locator == "a.txt#1"


@pytest.mark.parametrize(
    "marker",
    ["1 of 2 DOCUMENTS", "   3 of 1204 DOCUMENTS", "Document 1 of 20", "1 von 2 DOKUMENTEN", "1 de 2 DOCUMENTS",
     "\xa01 of 1 DOCUMENT"],
)  # fmt: skip
def test_markers_begin_records(marker: str) -> None:
    text = RECORD.replace("                               {number} of 2 DOCUMENTS", marker)
    assert record(text).publisher == "The Inland Gazette"


def test_a_text_that_counts_its_documents_is_no_export() -> None:
    reader = choose(Source.of("a.txt", b"He read 1 of 20 documents on the way.\n\nThen he slept.\n"))
    assert reader is not None
    assert reader.name == "text"


def test_no_headline_and_no_text() -> None:
    assert record(headline="").headline is None
    text = RECORD.replace(
        "The clock is slower every evening than it was\nin the morning.\n\nFLASH: it has stopped.\n", ""
    )
    found = record(text)
    assert found.body == ()
    assert found.captions == (Caption("The clock."),)


def test_a_headline_above_the_date_and_fields_below_the_text() -> None:
    found = one(
        """
                               1 of 9 DOCUMENTS

                            Presse-Agentur

Two more clocks
stop

                            April 20, 2003, Sunday
                          19:53 Central European Time

DATELINE: Millbrook


They stopped on Sunday.


LENGTH: 49 words

LOAD-DATE: April 20, 2003
"""
    ).article
    assert (found.headline, found.published, found.dateline) == (
        "Two more clocks stop",
        "2003-04-20T19:53",
        "Millbrook",
    )
    assert found.body == ("They stopped on Sunday.",)


def test_headline_and_body_as_fields_of_the_nineties() -> None:
    found = one(
        """
                               1 of 9 DOCUMENTS

                       Copyright 2008 The Press Ltd.
                              All Rights Reserved

                                 The Press

                               December 31, 2008
                                    Wednesday

SECTION: TOWN; P. 9

HEADLINE: Clocks go back;
By an hour

BODY:

All of them.
"""
    ).article
    assert (found.headline, found.publisher, found.published) == (
        "Clocks go back; By an hour",
        "The Press",
        "2008-12-31",
    )
    assert found.body == ("All of them.",)


def test_a_line_between_headline_and_fields_is_the_byline() -> None:
    text = RECORD.replace("BYLINE: By Ann Lee and Bo Ek", "FROM OUR CORRESPONDENT")
    assert record(text).byline == ("FROM OUR CORRESPONDENT",)


def test_the_date_of_loading_stands_in_and_is_said() -> None:
    reading = one(
        RECORD.replace("                     September 3, 2019 Tuesday 7:05 PM EST\n", "").format(
            headline="A\n", number=1
        )
    )
    assert reading.article.published == "2019-09-04"
    assert reading.changes == (Change("date-loaded", "September 4, 2019", "published"),)


def test_wrapped_lines_are_joined_and_others_are_not() -> None:
    text = RECORD.replace(
        "The clock is slower every evening than it was\nin the morning.",
        "The clock on the town hall is eleven minutes slower every evening than it was\nin the morning.\nIt stands.",
    )
    assert record(text).body[:2] == (
        "The clock on the town hall is eleven minutes slower every evening than it was in the morning.",
        "It stands.",
    )


def test_a_correction_is_kept_below_the_text() -> None:
    found = record(RECORD.replace("LOAD-DATE:", "CORRECTION:\n\nIt was Tuesday.\n\nLOAD-DATE:"))
    assert found.body[-1] == "It was Tuesday."


def test_what_holds_nothing_but_rights_costs_itself() -> None:
    empty = "\n                   2 of 3 DOCUMENTS\n\n\n             Copyright 2009 Publishing\n"
    first, second, third = read(
        RECORD.format(headline="A\n", number=1) + empty + RECORD.format(headline="B\n", number=3)
    )
    assert isinstance(first, Reading)
    assert second == Skipped("a.txt#2", "no article: neither text nor title")
    assert isinstance(third, Reading)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("December 19, 1991, Sunday, An Edition", "1991-12-19"),
        ("January 28, 1993, Tuesday, Late Edition - Final", "1993-01-28"),
        ("12 April 2013 Tuesday", "2013-04-12"),
        ("17 mai 2003", "2003-05-17"),
        ("Onsdag 6. Januar 2010", "2010-01-06"),
        ("1 mei 2015 vrijdag", "2015-05-01"),
        ("July 1, 2019 Monday 9:20 AM GMT", "2019-07-01T09:20Z"),
        ("2019年7月1日", "2019-07-01"),
        ("Two more officials", None),
        ("May be 2019", None),
    ],
)
def test_dates_as_they_are_written(written: str, date: str | None) -> None:
    found = date_of(written)
    assert (found.date if found else None) == date


def test_subjects() -> None:
    assert keywords_of("A (90%); B & C (9%); a (80%)") == ("A", "B & C")


PAGE = """<HTML><HEAD><STYLE><!--
.c9 {{ text-align: center; }}
.c4 {{ text-align: left; }}
--></STYLE><!-- LXNComment 1 --></HEAD><BODY>{}</BODY></HTML>"""
DOC = """<A NAME="DOC_ID_0_{n}"></A><!-- Hide XML section from browser <DOCFULL> -->
<DIV CLASS="c9"><P>{n} of 2 DOCUMENTS</P></DIV><DIV CLASS="c9"><P>The Gazette</P></DIV>
<DIV CLASS="c9"><P>July 2, 2019 Tuesday<BR>Correction Appended</P></DIV>
<DIV CLASS="c4"><P>First;<BR>second</P></DIV><DIV CLASS="c4"><P><SPAN>RUBRIQUE: </SPAN><SPAN>Local</SPAN></P></DIV>
<DIV CLASS="c4"><P>LONGUEUR: 9 mots</P></DIV><DIV CLASS="c4"><P>One <SPAN>two</SPAN>.</P><P>Three.</P></DIV>
<DIV CLASS="c4"><P>LANGUE: FRENCH; FRANÇAIS</P></DIV><DIV CLASS="c9"><P>Copyright 2019</P></DIV>"""


def test_pages_are_read_alike() -> None:
    [first, second] = read(PAGE.format(DOC.format(n=0) + DOC.format(n=1)), "a.html")
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    found = second.article
    assert (found.headline, found.section, found.published) == ("First; second", "Local", "2019-07-02")
    assert (found.publisher, found.language, found.locator) == ("The Gazette", "fr", "a.html#2")
    assert found.body == ("One two.", "Three.")

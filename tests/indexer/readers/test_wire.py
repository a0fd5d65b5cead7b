"""Agency wires: a message's parts, its date, what is for editors alone, and files that hold a day of messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Change, Ignored, Reading, Skipped
from indexer.readers import choose, read_file, read_source, wire
from indexer.sources import Source, SourceFile, files

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"
HEADER = "\x01bna0412 4 i 96 bna 0117\r\n\r\nPort Ellery/\r\n"
END = "\r\n\x03081530 GMT Mar 94\r\n\x7f\x04"
ANPA = "\x16\x16\x01b0731\x1flocal\nr f\x13\x11 BC-UP--Mill      05-02 0311\n\x02^BC-UP--Mill,120<\n"


def read(data: str | bytes, name: str = "a.txt") -> list[Reading | Skipped | Ignored]:
    return list(read_source(Source.of(name, data if isinstance(data, bytes) else data.encode("latin-1"))))


def one(data: str | bytes, name: str = "a.txt") -> Reading:
    [reading] = read(data, name)
    assert isinstance(reading, Reading), reading
    return reading


def message(text: str, *, header: str = HEADER, end: str = END) -> Reading:
    return one(f"{header}\x02{text}{end}".replace("\n", "\r\n").replace("\r\r", "\r"))


def sample(name: str) -> list[Reading | Skipped | Ignored]:
    return read((SEEDS / name).read_bytes(), name)


def test_the_samples_of_iptc() -> None:
    first, second = sample("wire-1994.7901")
    assert isinstance(first, Reading)
    assert first.article == Article(
        guid="bna0412/1994-03-08T15:30Z",
        headline="Dredger returns to Port Ellery after eleven years",
        byline=("Nora Quill",),
        dateline="Port Ellery",
        published="1994-03-08T15:30Z",
        publisher="bna",
        section="International",
        body=first.article.body,
        keywords=("Port Ellery", "estuary", "dredging", "2ND LEAD"),
        locator="wire-1994.7901#1",
        reader="wire",
    )
    assert first.article.body[0] == (
        "A dredger tied up at the fish quay on Tuesday, the first to do so for eleven years, and"
        " will take 40,000 tonnes of silt from the river mouth before the spring tides."
    )
    assert first.article.body[-1] == "The work is paid for by the county and by a levy on landings."
    assert first.changes[-2:] == (
        Change("sign-off", "bna nq lv"),
        Change("dateline", "Port Ellery (bna) -", "dateline"),
    )
    assert {change.rule for change in first.changes[:-2]} == {"editors-note"}
    assert first.provenance == {
        "guid": "number and end line", "keywords": "keyword line", "published": "end line", "publisher": "header",
        "section": "category i",
    }  # fmt: skip
    assert isinstance(second, Reading)
    assert (second.article.headline, second.article.section) == ("Upland eight wins the regatta", "Sports")
    assert second.article.body == (
        "The Upland eight won the regatta by a canvas on Tuesday, its first win since the boathouse burned down.",
        "The town gave the crew a brass band and a barrel of cider.",
    )


def test_the_sample_of_anpa() -> None:
    [reading] = sample("wire-2011.anpa")
    assert isinstance(reading, Reading)
    assert reading.article == Article(
        guid="b0731/2011-05-02T03:11Z",
        headline="Weaving mill reopens with forty looms",
        byline=("ANSELM DREW",),
        dateline="HOLLAN, Upland",
        published="2011-05-02T03:11Z",
        publisher="VN",
        section="Financial",
        body=(
            "The weaving mill at Hollan opened its doors again on Monday, with forty looms and a hired orchestra.",
            "``I can hear them from my kitchen,'' said Berta Lind, who wove there - and her mother before her - until"
            " the mill shut in 2003.",
            "LOOMS BY YEAR:",
            "1998 | 112 looms",
            "2011 | 40 looms",
        ),
        credit="Valley News Writer",
        keywords=("BC-UP--Mill Reopens",),
        locator="wire-2011.anpa",
        reader="wire",
    )
    assert reading.changes == (
        Change("editors-note", "VN Photo VNX101"),
        Change("editors-note", "Eds: Adds quote from the weaver."),
        Change("dateline", "HOLLAN, Upland (VN) -", "dateline"),
    )


@pytest.mark.parametrize(
    ("end", "published"),
    [
        ("\x03081530 GMT Mar 94", "1994-03-08T15:30Z"),
        ("\x03081530 MESZ Okt 2011", "2011-10-08T15:30+02:00"),
        ("\x03081530 Mar 71", "1971-03-08T15:30"),
        ("\x03321530 GMT Mar 94", None),
        ("\x03081530 GMT Foo 94", None),
        ("\x03", None),
    ],
)
def test_the_date_stands_at_the_end(end: str, published: str | None) -> None:
    reading = message("Mill reopens =\n\nHollan (bna) - It reopened.\n", end=end)
    assert reading.article.published == published
    assert reading.article.guid == (f"bna0412/{published}" if published else None)
    assert [change.rule for change in reading.changes if change.rule != "dateline"] == (
        [] if published else ["undated"]
    )


@pytest.mark.parametrize(
    ("heading", "headline", "byline", "credit"),
    [
        ("Mill reopens =", "Mill reopens", (), None),
        ("URGENT\n1ST LEAD\nMill reopens =", "Mill reopens", (), None),
        ("Mill reopens after\neight years\nBy Ann Lee and Bo Ek =", "Mill reopens after eight years", ("Ann Lee", "Bo Ek"), None),  # noqa: E501
        ("Mill reopens\nBy bna correspondents =", "Mill reopens", (), "bna correspondents"),
        ("Mill reopens\nBy Ann Lee, The Upland Gazette =", "Mill reopens", ("Ann Lee",), None),
        ("MILL REOPENS", "MILL REOPENS", (), None),
    ],
)  # fmt: skip
def test_what_stands_in_the_heading(heading: str, headline: str, byline: tuple[str, ...], credit: str | None) -> None:
    article = message(f"{heading}\n\nHollan (bna) - It reopened.\n").article
    assert (article.headline, article.byline, article.credit) == (headline, byline, credit)
    assert article.body == ("It reopened.",)


def test_the_sign_off_is_that_of_the_agency_not_of_its_service() -> None:
    header = "\x01ecp0007 4 rs 85  bna-tns 0908\r\n\r\nRugby/\r\n"
    reading = message("Rams win =\n\nRams 54, Chiefs 51.\n\nbna tca bag\n", header=header)
    assert reading.article.body == ("Rams 54, Chiefs 51.",)
    assert reading.changes == (Change("sign-off", "bna tca bag"),)
    assert (reading.article.publisher, reading.article.section) == ("bna-tns", "rs")


def test_a_text_without_a_heading_keeps_all_of_its_lines() -> None:
    article = message("Hollan (bna) - The mill reopened.\n\nIt has forty looms.\n").article
    assert article.headline is None
    assert article.body == ("The mill reopened.", "", "It has forty looms.")


@pytest.mark.parametrize("gap", ["\r\n", "\n", "\r\r\n"])
def test_line_ends_of_every_kind(gap: str) -> None:
    text = f"{HEADER}\x02Mill reopens =\n\nHollan (bna) - It\nreopened.{END}".replace("\r\n", "\n").replace("\n", gap)
    assert one(text).article.body == ("It", "reopened.")


def test_lines_of_a_paragraph_that_an_indent_marks_are_one() -> None:
    article = message("Mill reopens =\n  It reopened with for-\nty looms.\n  A band\nplayed.\n").article
    assert article.body == ("It reopened with for-ty looms.", "A band played.")


def test_lines_that_were_broken_because_they_were_full_are_one() -> None:
    text = """Mill reopens =

Hollan (bna) - The weaving mill at Hollan opened its doors again on
Monday, with forty looms.

Looms by year:
1998: one hundred and twelve of them
2011: forty

- a list whose first item is quite as long as any line of the text is
- and its second
"""
    assert message(text).article.body == (
        "The weaving mill at Hollan opened its doors again on Monday, with forty looms.",
        "",
        "Looms by year:",
        "1998: one hundred and twelve of them",
        "2011: forty",
        "",
        "- a list whose first item is quite as long as any line of the text is",
        "- and its second",
    )


def test_lines_of_a_table_as_wide_as_each_other_stay_apart() -> None:
    rows = ("Upland 12 Ellery 10", "Hollan 11 Gannet 10", "Tern   10 Harrow  9")
    assert message("Results =\n\n" + "\n".join(rows) + "\n").article.body == (*rows[:2], "Tern 10 Harrow 9")


def test_what_lost_its_control_characters_is_known_by_its_header() -> None:
    text = (SEEDS / "wire-1994.7901").read_text("latin-1")
    bare = "".join(char for char in text if char.isprintable() or char == "\n")
    first, second = read(bare, "captured.txt")
    whole = sample("wire-1994.7901")
    for found, wanted in zip((first, second), whole, strict=True):
        assert isinstance(found, Reading)
        assert isinstance(wanted, Reading)
        assert found.article.headline == wanted.article.headline
        assert found.article.guid == wanted.article.guid
        assert found.article.body == wanted.article.body


@pytest.mark.parametrize(
    "text",
    [
        "Mill reopens\n\nThe mill reopened on Monday with forty looms and a hired orchestra.\n",
        "\x01Mill reopens\n\nNo other sign stands in it.\n",
        "bna0412 4 looms\n\nAn order form.\n",
    ],
)
def test_other_text_is_left_to_its_reader(text: str) -> None:
    chosen = choose(Source.of("a.txt", text.encode()))
    assert chosen is not None
    assert chosen.name == "text"


def test_a_message_that_is_cut_off_is_read_and_said() -> None:
    reading, skipped = read(f"{HEADER}\x02Mill reopens =\r\n\r\nHollan (bna) - It reop")
    assert isinstance(reading, Reading)
    assert reading.article.body == ("It reop",)
    assert skipped == Skipped("a.txt", "cut off: the message has no end")


def test_a_file_of_that_name_without_a_header_keeps_its_first_line() -> None:
    article = one("Mill reopens\n\nIt has forty looms.\n", "a.wire").article
    assert (article.headline, article.body) == ("Mill reopens", ("It has forty looms.",))


def test_a_header_of_another_kind_is_named() -> None:
    reading = one("\x01=== Upland service ===\r\nMill/\r\n\x02Mill reopens =\r\n\r\nIt did.\r\n\x03\x04")
    assert (reading.article.headline, reading.article.keywords) == ("Mill reopens", ("Mill",))
    assert Change("header", "=== Upland service ===") in reading.changes


def test_a_message_that_does_not_end_with_its_date_has_that_of_its_file() -> None:
    reading, _ = read(f"{HEADER}\x02Mill reopens =\r\n\r\nHollan (bna) - It reop", "day/1994-03-08.7901")
    assert isinstance(reading, Reading)
    assert (reading.article.published, reading.article.guid) == ("1994-03-08", None)
    assert reading.changes[0] == Change("date-from-name", "1994-03-08.7901", "published")


def test_a_message_without_words_is_said() -> None:
    assert read(f"{HEADER}\x02\r\n{END}") == [Skipped("a.txt", "no article: neither text nor headline")]


def test_an_alert_of_anpa_has_no_headline() -> None:
    article = one(ANPA + "\t   HOLLAN (VN) _ It reopens.\n\n\t   \x03VN-UP-05-02-11 0311GMT<\n\x04").article
    assert article.headline is None
    assert article.body == ("It reopens.",)
    assert article.keywords == ("BC-UP--Mill",)


def test_a_list_of_headlines_alone_is_a_story() -> None:
    text = (
        ANPA.replace("^BC-UP--Mill,120<", "^*9006< ^BC-UP--Headlines,0176<")
        + "^Top news at noon<\n^Mill reopens\n^Band plays\n"
    )
    article = one(f"{text}\n\t   \x03VN-UP-05-02-11 0311GMT<\n\x04").article
    assert (article.keywords, article.headline) == (("BC-UP--Headlines",), "Top news at noon")
    assert article.body == ("Mill reopens", "Band plays")


def test_an_anpa_message_that_lost_its_control_characters() -> None:
    text = (SEEDS / "wire-2011.anpa").read_text("latin-1").replace("\b", "\t")
    bare = "".join(char for char in text if char.isprintable() or char in "\n\t")
    [wanted] = sample("wire-2011.anpa")
    assert isinstance(wanted, Reading)
    article = one(bare, "a.tst").article
    assert (article.guid, article.publisher) == (wanted.article.guid, wanted.article.publisher)
    assert article.body[:3] == wanted.article.body[:3]
    assert article.body[-1] == "2011;40 looms"


def test_letters_of_an_old_codepage_beside_many_controls() -> None:
    rows = "".join(f"\bCaf\xe9{n}\x1f\x1e 7\x1e \x1e 5\r\n" for n in range(40))
    article = one(f"{ANPA}^Standings=\n{rows}\t   \x03VN-UP-05-02-11 0311GMT<\n\x04").article
    assert article.headline == "Standings"
    assert article.body[:2] == ("Café0 7 5", "Café1 7 5")


def test_memory_holds_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "RECORD", 1 << 20)
    monkeypatch.setattr(wire, "_PIECE", 1 << 10)
    one_of_many = f"{HEADER}\x02Mill reopens =\r\n\r\nHollan (bna) - It reopened.{END}".encode()
    assert len(read(one_of_many * 20_000, "year.7901")) == 20_000
    endless = read(f"{HEADER}\x02".encode() + b"word " * 300_000, "a.7901")
    assert [item.reason for item in endless if isinstance(item, Skipped)] == ["one record of over 64 MB; split it"]


SECOND = (
    "bna0413 3 s 41 bna 0118\r\n\r\nRowing/\r\n\x02Eight wins =\r\n\r\nIt won.\r\n\x03081611 GMT Mar 94\r\n\x7f\x04"
)
FIRST = f"{HEADER}\x02Mill reopens =\r\n\r\nIt did.{END}\r\n"


BARE = "".join(char for char in SECOND if char.isprintable() or char in "\r\n")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(FIRST, f"\x01{SECOND}", id="none"),
        pytest.param(FIRST, f"\x16\x16\x01{SECOND}", id="none, behind SYN"),
        pytest.param(FIRST, SECOND, id="SOH"),
        pytest.param(FIRST, BARE, id="all"),
        pytest.param(FIRST, BARE.replace("Rowing/", ""), id="all, no keywords"),
        pytest.param(FIRST, SECOND.replace("bna0413 3 s 41 bna 0118", "=== Upland service ==="), id="SOH, odd header"),
        pytest.param(FIRST + "NNNN\r\n", SECOND, id="SOH behind NNNN"),
        pytest.param(FIRST.replace("\x04", ""), SECOND, id="EOT and SOH"),
        pytest.param(FIRST.replace("\x01", ""), f"\x01{SECOND}", id="the first SOH"),
        pytest.param(FIRST.replace("\x01", "\x16"), SECOND, id="the first SOH, behind SYN"),
    ],
)
def test_a_message_that_lost_some_of_its_control_characters_is_none_of_the_one_before(first: str, second: str) -> None:
    found = [item.article if isinstance(item, Reading) else item for item in read(first + second, "day.7901")]
    assert [(item.headline, item.body, item.published) for item in found if isinstance(item, Article)] == [
        ("Mill reopens", ("It did.",), "1994-03-08T15:30Z"),
        ("Eight wins", ("It won.",), "1994-03-08T16:11Z"),
    ]
    assert len(found) == 2


def test_messages_that_lost_every_stx_are_known_by_their_headers() -> None:
    found = read(f"{FIRST}\x01{SECOND}".replace("\x02", ""))
    assert [item.article.headline for item in found if isinstance(item, Reading)] == ["Mill reopens", "Eight wins"]


def test_words_behind_the_end_of_a_message_are_said() -> None:
    reading, skipped = read(f"{FIRST}A mill somewhere else\r\nreopened as well.\r\n")
    assert isinstance(reading, Reading)
    assert reading.article.body == ("It did.",)
    assert skipped == Skipped("a.txt", "no message: what stands behind the end of this one")
    assert len(read(f"{FIRST}\x7f\x16\r\nNNNN\r\n")) == 1


def test_noise_in_the_form_of_a_sign_cuts_no_message() -> None:
    assert message("Mill reopens =\n\nIt reop\x01ened on \x01 Monday.\n").article.body == ("It reopened on Monday.",)


@pytest.mark.parametrize("name", ["stock.txt", "stock"])
def test_a_list_with_a_line_like_a_header_is_no_wire(name: str) -> None:
    stock = "ab1234 5 pcs 100 boxes 55\ncd1235 6 pcs 200 boxes 56\nef1236 7 pcs 90 boxes 57\n"
    chosen = choose(Source.of(name, stock.encode()))
    assert chosen is not None
    assert chosen.name == "text"
    assert len(message(f"Stock =\n\n{stock}").article.body) == 3


@pytest.mark.parametrize(
    "headline",
    ["Photos of dead soldiers anger town", "Video", "Graphic novels sell", "AP Audio archive opens", "Photo XL opens"],
)
def test_a_headline_about_pictures_is_one(headline: str) -> None:
    text = f"{ANPA}^{headline}<\n^Video games maker to close<\n^VN Photo VNX101, VNX102<\n^AP Photos, AP Video.<\n"
    reading = one(f"{text}\t   HOLLAN (VN) _ It reopens.\n\t   \x03VN-UP-05-02-11 0311GMT<\n\x04")
    assert reading.article.headline == headline
    assert reading.article.body[0] == "Video games maker to close"
    assert [change.line for change in reading.changes if change.rule == "editors-note"] == [
        "VN Photo VNX101, VNX102",
        "AP Photos, AP Video.",
    ]


def test_words_of_the_notes_in_a_story_end_nothing() -> None:
    said = "The following information is not for publication, the note began."
    article = message(f"Mill reopens =\n\nIt did.\n\n{said}\n\nIt was published.\n").article
    assert [line for line in article.body if line] == ["It did.", said, "It was published."]


@pytest.mark.parametrize(
    "notes",
    [
        "# dpa Notebook\n\nCall Ann.",
        "* * *\nThe following information is not for publication by others\nCall Ann.",
        "The following information is not intended for publication:\nCall Ann.",
        "Die folgenden Informationen sind nicht zur Veroeffentlichung bestimmt\n\nCall Ann.",
    ],
)
def test_notes_of_every_form_are_out(notes: str) -> None:
    reading = message(f"Mill reopens =\n\nIt did.\n\n{notes}\n")
    assert reading.article.body == ("It did.",)
    assert reading.changes[-1] == Change("editors-note", "Call Ann.")


@pytest.mark.parametrize(
    ("text", "headline", "body"),
    [
        ("Mill reopens\nIt reopened on Monday.\nIt has forty looms.", "Mill reopens", 2),
        ("Mill reopens in the U.S.\nIt reopened on Monday.", "Mill reopens in the U.S.", 1),
        ("It reopened on Monday.\nIt has forty looms.", None, 2),
        ("URGENT\nMill reopens\nIt has forty looms", "Mill reopens", 1),
        ("URGENT\nMill reopens", "Mill reopens", 0),
        ("Mill reopens?\n\nIt does.", "Mill reopens?", 1),
    ],
)
def test_a_heading_that_nothing_closes_leaves_the_text(text: str, headline: str | None, body: int) -> None:
    article = message(f"{text}\n").article
    assert (article.headline, len(article.body)) == (headline, body)


def test_empty_lines_above_the_heading_are_passed_over() -> None:
    assert message("\n" * 300 + "Mill reopens =\n\nIt did.\n").article.headline == "Mill reopens"


@given(st.binary(max_size=80), st.integers(0, 900), st.sampled_from(["wire-1994.7901", "wire-2011.anpa"]))
def test_broken_anywhere_it_never_ends_the_run(noise: bytes, at: int, name: str) -> None:
    data = (SEEDS / name).read_bytes()
    for item in read(data[:at] + noise + data[at:], name):
        assert isinstance(item, Reading | Skipped | Ignored)
        assert not isinstance(item, Skipped) or not item.reason.startswith("the parser failed"), item


def test_real_wires(data: Path) -> None:
    found = {}
    for file in files([data / "formats" / "wire"]):
        assert isinstance(file, SourceFile)
        [item] = read_file(file)
        assert isinstance(item, Reading), item
        article = item.article
        assert article.reader == "wire"
        assert not any(ord(char) < 32 for text in article.body for char in text)
        assert not any(change.rule == "undated" for change in item.changes)
        found[article.locator] = (article.guid, article.publisher, article.section, len(article.byline))
    assert found["dpa_four_line.txt"] == ("eca0003/2018-11-21T23:22Z", "dpa", "International", 0)
    assert found["ap_anpa-1.tst"] == ("z6715/2016-02-20T03:37Z", "AP", "z", 1)
    assert found["anpa-2.tst"] == ("W2607/2013-11-13T07:45Z", "AP", "General", 2)
    assert len(found) == 10

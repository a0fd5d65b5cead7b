"""Plain text: headlines that are none, and where a text says when and by whom."""

from __future__ import annotations

import pytest

from indexer.article import Change, Reading
from indexer.readers import read_source
from indexer.sources import Source

STORY = "The ferry across the river sails again on Monday, the mayor's office said in a notice on its door."


def read(text: str, name: str = "a.txt") -> Reading:
    [reading] = read_source(Source.of(name, text.encode()))
    assert isinstance(reading, Reading)
    return reading


@pytest.mark.parametrize(
    "headline",
    [
        "Ferry sails again",
        "Will the ferry sail again?",
        "‘Never again!’",
        "Vapur yeniden sefere çıkıyor",
        "渡轮重新开航",
        "Ferry: what we know so far",
        "Price of a U.S. ticket doubles",
    ],
)
def test_a_short_first_line_is_the_headline_and_leaves_the_body(headline: str) -> None:
    article = read(f"{headline}\n\n{STORY}\n\n{STORY[:50]}.").article
    assert article.headline == headline
    assert article.body == (STORY, "", STORY[:50] + ".")


@pytest.mark.parametrize(
    "first",
    [
        "The mayor (L) beside the ferry at North Quay, Portville, US, March 20, 2017.",
        "The mayor beside the ferry. AP Photo/Jane Roe",
        "PHOTO: the ferry at its quay",
        "The ferry at its quay (Reuters)",
        "The ferry sails again.",
        "The first thing the ferryman did was to look at the sky,",
        "22 March 2017",
        "By Jane Roe",
        "PORTVILLE, March 22, 2017 (Reuters) - The ferry",
        "***",
        STORY + STORY,
    ],
)
def test_captions_sentences_dates_and_bylines_are_no_headlines(first: str) -> None:
    article = read(f"{first}\n\n{STORY}").article
    assert article.headline is None
    assert article.body[0] == first


def test_a_doubled_caption_is_no_headline() -> None:
    caption = "The mayor at North Quay"
    assert read(f"{caption}\n{caption}\n\n{STORY}").article.headline is None


def test_verse_has_no_headline() -> None:
    assert read("The boat\nThe river\nThe far side\nThe night\nThe lamp").article.headline is None


def test_one_line_is_a_body() -> None:
    assert read(STORY).article == read(STORY + "\n").article
    assert read("Ferry sails again").article.headline is None


def test_a_block_of_fields_goes_to_its_fields() -> None:
    reading = read(
        "Title: Ferry sails again\nAuthor: Ann Lee and Bo Ek\nDate: 22 March 2017\nSource: Portville Post\n"
        f"Language: en\nURL: https://example.org/ferry\nKeywords: ferry; river\n\n{STORY}\n"
    )
    article = reading.article
    assert (article.headline, article.byline, article.published) == (
        "Ferry sails again",
        ("Ann Lee", "Bo Ek"),
        "2017-03-22",
    )
    assert (article.publisher, article.language, article.keywords) == ("Portville Post", "en", ("ferry", "river"))
    assert article.url == "https://example.org/ferry"
    assert article.body == (STORY,)
    assert reading.changes == ()


def test_a_colon_in_the_first_line_makes_no_block() -> None:
    assert read(f"Source: nobody knows\n{STORY}").article.publisher is None
    assert read(f"Ferry: again\nQuay: full\n\n{STORY}").article.body[-1] == STORY


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published: 22 March 2017", "2017-03-22"),
        ("Published on March 22, 2017 14:05", "2017-03-22T14:05"),
        ("22 March 2017", "2017-03-22"),
        ("Wednesday, March 22, 2017", "2017-03-22"),
        ("PORTVILLE, March 22, 2017 (Reuters) - The ferry sails.", "2017-03-22"),
    ],
)
def test_a_date_is_taken_where_it_is_stated_and_stays_there(line: str, date: str) -> None:
    reading = read(f"Ferry sails again\n\n{line}\n\n{STORY}", "x-2001-01-01.txt")
    assert reading.article.published == date
    assert line in reading.article.body
    assert reading.changes == ()


def test_a_date_within_the_story_is_not_its_own() -> None:
    reading = read(f"Ferry sails again\n\nIt last sailed on March 22, 2011.\n\n{STORY}")
    assert reading.article.published is None
    assert reading.changes == (Change("undated", None, "published"),)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("post-2017-03-22.txt", "2017-03-22"),
        ("20170322_ferry.txt", "2017-03-22"),
        ("2017.03.22.txt", "2017-03-22"),
        ("in/2016-01-01/ferry.txt", None),
        ("ferry-20171322.txt", None),
        ("ferry-920170322.txt", None),
    ],
)
def test_the_file_name_dates_what_nothing_else_does(name: str, date: str | None) -> None:
    reading = read(f"Ferry sails again\n\n{STORY}", name)
    assert reading.article.published == date
    [change] = reading.changes
    assert change.rule == ("date-from-name" if date else "undated")


def test_an_impossible_date_is_said() -> None:
    reading = read(f"Title: Ferry\nDate: 11/2/2017\n\n{STORY}")
    assert reading.changes == (Change("undated", "11/2/2017", "published"),)


def test_a_byline_is_known_and_stays() -> None:
    article = read(f"Ferry sails again\nBy Ann Lee and Bo Ek\n\n{STORY}").article
    assert article.byline == ("Ann Lee", "Bo Ek")
    assert article.body[0] == "By Ann Lee and Bo Ek"
    assert read(f"Ferry sails again\nBy Monday it will sail again\n\n{STORY}").article.byline == ()


def test_lines_stay_as_read() -> None:
    assert read(f"Ferry sails again\r\n\r\n{STORY}\r\rinthe  end\n\n\n").article.body == (STORY, "", "inthe  end")


def test_the_first_document_has_no_headline_and_the_date_of_its_name(data: object) -> None:
    from pathlib import Path

    seed = Path(str(data)).parent / "seed" / "trtworld-2017-03-22.txt"
    if not seed.exists():
        pytest.skip("needs the first document beside the folder of real news")
    reading = read(seed.read_text("utf-8"), seed.name)
    assert (reading.article.headline, reading.article.published) == (None, "2017-03-22")
    assert reading.article.body[0] == reading.article.body[1]
    assert reading.article.body[-1] == "Source: TRTWorld and agencies"


@pytest.mark.parametrize(
    "line", ["date" + " " * 300_000 + "x", "published on" + "\t" * 300_000, "updated: " + " 1" * 200_000]
)
def test_a_long_line_states_no_date_and_holds_nobody(line: str) -> None:
    [reading] = read_source(Source.of("a.txt", f"A headline\n\n{line}\n\nWords of a story.\n".encode()))
    assert isinstance(reading, Reading)
    assert reading.article.published is None

"""What is a story's own at its top and end (standfirsts, facts, notes, sources), and what no picture takes of it."""

from __future__ import annotations

import pytest

from indexer.readers.html import read_markup
from indexer.readers.html.blocks import Block, blocks
from indexer.readers.html.elements import tree_of
from indexer.readers.html.gaps import filled
from indexer.readers.html.place import Said
from indexer.readers.html.standfirst import above_story

LEAD = "<h1>The ferry sails again</h1>"
LINKS = "<aside class='related'><ul>" + "<li><a href='/r'>A story of the town</a></li>" * 6 + "</ul></aside>"


def paragraph(n: int) -> str:
    return (
        f"<p>Paragraph {n} of the story tells how the ferry crossed the river in the storm, and who stood on the quay "
        "to see it come in at last.</p>"
    )


def rows(page: str) -> list[Block]:
    """The blocks of a page's body."""
    return blocks(next(tree_of(page).iter("body")))


STORY = "".join(map(paragraph, range(4)))


def added(page: str, *, title: str = "The ferry sails again") -> list[str]:
    """The lines of a page's story that are none of its paragraphs."""
    reading = read_markup(
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body>{page}{LINKS}</body></html>",
        "page.html",
    )
    assert reading is not None
    return [line for line in reading.article.body if not line.startswith("Paragraph ")]


SAID = "Crews are back at work after a week, and nobody knows for how long"


@pytest.mark.parametrize(
    "named",
    [
        f"<div class='article__perex'>{SAID}</div>",
        f"<div class='article-chapo'><p>{SAID}</p></div>",
        f"<div class='c-page-intro__copy'>{SAID}</div>",
        f"<div class='block-introtext'><div class='intro-text'><p>{SAID}</p></div></div>",
        f"<div class='teaser-text'><p>{SAID}</p></div>",
        f"<p class='text-subline mb-5'>{SAID}</p>",
        f"<div class='ContentHeaderDek-bIqFFZ cFMT'>{SAID}</div>",
        f"<div class='ContentHeaderAccreditation-a'><div class='ContentHeaderDek-bIqFFZ'>{SAID}</div></div>",
    ],
)
def test_a_standfirst_is_known_by_its_name_in_many_languages(named: str) -> None:
    assert added(f"<article>{LEAD}{named}<div class='body'>{STORY}</div></article>") == [SAID]


@pytest.mark.parametrize(
    "named",
    [
        f"<p class='image-subline'>{SAID}</p>",
        f"<div class='teaser'><div class='article-excerpt'>{SAID}</div></div>",
        f"<div class='author-box'><div class='article-intro'>{SAID}</div></div>",
        f"<ul class='star-rating'><li class='current-rating'>{SAID}</li></ul>",
    ],
)
def test_a_name_like_a_standfirsts_is_none_in_what_is_anothers(named: str) -> None:
    assert added(f"<article>{LEAD}{named}<div class='body'>{STORY}</div></article>") == []


def test_what_holds_the_story_is_the_articles_whatever_it_is_called() -> None:
    top = f"{LEAD}<div class='article-chapo'><p>{SAID}</p></div>"
    assert added(f"<div class='bloc-relative'>{top}<div class='body'>{STORY}</div></div>") == [SAID]


@pytest.mark.parametrize(
    ("heading", "title"),
    [("h2", "The ferry sails again at ten on"), ("h4", "The ferry sails again at ten on “Monday”")],
)
def test_a_heading_of_a_lesser_rank_is_the_articles_where_there_is_no_other(heading: str, title: str) -> None:
    top = f"<header><{heading}>The ferry sails again at ten on “Monday”</{heading}><p class='sum'>{SAID}</p></header>"
    row = rows(f"<div>{top}<div class='body'>{STORY}</div></div>")
    assert row[1] in above_story(row, row[2:], Said(title))


def test_a_standfirst_stands_below_any_of_the_headings_that_say_the_headline() -> None:
    contents = "<div class='toc'><div>The ferry sails again</div></div>"
    assert SAID in added(f"<article>{LEAD}<p class='article-intro'>{SAID}</p>{contents}<div>{STORY}</div></article>")


def test_a_line_that_leads_into_the_paragraphs_and_stands_as_one_of_them_is_kept() -> None:
    line = "The unbelievable story of a ban that there never was"
    assert added(f"<article>{LEAD}<div class='body'><p>{line}</p>{STORY}</div></article>") == [line]
    stamp = "Published on Monday 4 May 2021 by the town desk"
    assert added(f"<article>{LEAD}<div class='body'><p>{stamp}</p>{STORY}</div></article>") == []


def test_the_first_point_of_a_list_stays_with_the_others() -> None:
    points = [
        "<li>The ferry was signed into law in 1935</li>",
        "<li>Crews and captains went back to work on Sunday</li>",
        "<li>The fares of the ferry stay as they are</li>",
    ]
    row = rows(f"{LEAD}<div><div><ul>{''.join(points)}</ul></div>{STORY}</div>")
    assert above_story(row, row[2:], Said("The ferry sails again")) == [row[1]]


def test_a_box_of_facts_above_the_story_is_kept_and_a_bar_of_dates_is_not() -> None:
    fact = "The ferry was built in 1974 on the other side of the river and has never been late until this storm."
    box = f"<aside class='infobox'><p>{fact}</p><p>- It carries many</p></aside>"
    assert added(f"<article>{LEAD}{box}<div>{STORY}</div></article>") == [fact, "- It carries many"]
    bar = "<div class='info-box'><p>Town 09:31 August 20, 2019</p></div>"
    assert added(f"<article>{LEAD}{bar}<div>{STORY}</div></article>") == []


@pytest.mark.parametrize(
    "note",
    [
        "This post originally appeared on The Portville Post.",
        "Correction: An earlier version of this story misstated the year.",
        "Bo Ek contributed to this report.",
        "Dieser Artikel erschien zuerst in der Portville Post.",
        "Anmerkung der Redaktion: Das Jahr wurde berichtigt.",
        "Cet article a été modifié lundi.",
        "Fe de errores: El año era otro.",
    ],
)
def test_an_editors_note_below_the_story_is_kept(note: str) -> None:
    below = f"<section class='source_section'><p class='editors_note'>{note}</p></section>"
    assert added(f"<div>{LEAD}<article>{STORY}</article>{below}</div>") == [note]


def test_what_only_begins_like_a_note_is_none() -> None:
    for line in ("This story is for subscribers only.", "Update your settings", "The post appeared in his room."):
        assert added(f"<div>{LEAD}<article>{STORY}</article><section><p>{line}</p></section></div>") == []


def test_the_sources_of_a_story_are_kept() -> None:
    sources = ["Lee, A. (2012). Ferries of the river. Portville.", "Ek, B. (2015). Storms. Portville."]
    listed = "".join(f"<li>{source}</li>" for source in sources)
    below = f"<div class='article__literature'><h3>Literature</h3><ul>{listed}</ul></div>"
    assert added(f"<article>{LEAD}<div class='body'>{STORY}</div>{below}</article>") == ["Literature", *sources]


@pytest.mark.parametrize(
    "heading",
    ["<h1 class='anchor'>On time</h1>", "<div class='h4 mb'>On time</div>", "<dl><dt>On time</dt></dl>"],
)
def test_what_looks_like_a_heading_above_a_part_of_the_story_is_one(heading: str) -> None:
    row = rows(
        f"<article>{STORY}<section><div class='x'>{heading}</div>{paragraph(7)}{paragraph(8)}</section></article>"
    )
    at = next(at for at, block in enumerate(row) if block.text == "On time")
    assert filled(row, [*row[:at], *row[at + 1 :]], Said()) == row


def test_the_pages_own_heading_is_no_part_of_the_story() -> None:
    row = rows(f"<article>{LEAD}{STORY}</article>")
    assert filled(row, row[1:], Said()) == row[1:]


def test_paragraphs_beside_a_picture_are_no_caption() -> None:
    told = "Seven people sailed on Sunday night, when the wind had gone down and the lamps were lit on the other side."
    beside = f"<div class='wp-block-media-text'><img src=a><div class='x'><p>{told}</p></div></div>"
    page = f"<html><title>Ferry</title><body><article>{LEAD}<div>{STORY}{beside}{paragraph(9)}</div></article>"
    reading = read_markup(page, "page.html")
    assert reading is not None
    assert reading.article.captions == ()
    assert told in reading.article.body


def test_a_standfirst_printed_under_a_picture_too_is_no_caption() -> None:
    said = "Crews are back at work after a week."
    picture = f"<figure><img src=a><figcaption>{said}</figcaption></figure>"
    page = (
        f"<html><head><title>The ferry sails again</title><meta name=description content='{said}'></head><body>"
        f"<article>{LEAD}<p class='article-intro'>{said}</p>{picture}<div>{STORY}"
    )
    reading = read_markup(page, "page.html")
    assert reading is not None
    assert (reading.article.body[0], reading.article.captions) == (said, ())

"""What of a page is its story, told by structure: rows, boxes, lists, posts, and what stands over the first line."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.readers.html import read_markup
from indexer.readers.html.blocks import SIGNS, blocks, signs
from indexer.readers.html.elements import tree_of
from indexer.readers.html.gaps import filled
from indexer.readers.html.place import Said, letters
from indexer.readers.html.standfirst import above_story


def paragraph(n: int) -> str:
    return (
        f"<p>Paragraph {n} of the story tells how the ferry crossed the river in the storm, and who stood on the quay "
        "to see it come in at last.</p>"
    )


LEAD = "<h1>The ferry sails again</h1>"
OTHERS = (
    "<aside class='related'><h3>More stories</h3><ul>" + "<li><a href='/r'>A story of the town</a></li>" * 6 + "</ul>"
)


def body_of(within: str = "", *, above: str = LEAD, below: str = "", after: str = "") -> tuple[str, ...]:
    """The body of a page with something within its story, above its first line, below its last, or after all of it."""
    story = "".join(map(paragraph, range(3)))
    page = (
        "<!DOCTYPE html><html lang=en><head><title>The ferry sails again</title></head><body>"
        "<header><ul><li><a href='/a'>News</a></li><li><a href='/b'>Sport</a></li></ul></header>"
        f"<main><article>{above}<div class='body'>{story}{within}{paragraph(3)}{paragraph(4)}{below}</div></article>"
        f"{after}{OTHERS}</main></body></html>"
    )
    reading = read_markup(page, "page.html")
    assert reading is not None
    assert not any("story of the town" in line for line in reading.article.body)
    return reading.article.body


def added(within: str = "", **where: str) -> list[str]:
    """The lines that a piece of a page adds to its story."""
    return [line for line in body_of(within, **where) if not line.startswith("Paragraph ")]


TEAMS = ("Arden", "Chelm", "Leaden United", "Everton Bay", "Fulworth", "Norwick")
ROWS = "".join(
    f"<tr><td>{n}</td><td><a href='/t'>{team}</a></td><td>{60 - n}</td></tr>" for n, team in enumerate(TEAMS)
)
TABLE = f"<table><thead><tr><th>Place</th><th>Team</th><th>Points</th></tr></thead><tbody>{ROWS}</tbody></table>"
TABLED = ["Place | Team | Points", *(f"{n} | {team} | {60 - n}" for n, team in enumerate(TEAMS))]


@pytest.mark.parametrize(
    "table",
    [
        TABLE,
        f"<div class='embed-widget'><div class='table-responsive'>{TABLE}</div></div>",
        f"<aside class='article-table'>{TABLE}</aside>",
        TABLE.replace("<td>", "<td><p>").replace("</td>", "</p></td>"),
        "<div role='table'>"
        + "".join(
            "<div role='row'>" + "".join(f"<div role='cell'>{cell}</div>" for cell in row.split(" | ")) + "</div>"
            for row in TABLED
        )
        + "</div>",
    ],
)
@pytest.mark.parametrize("where", ["within", "below"])
def test_a_row_of_data_is_a_line_however_its_cells_are_marked_up(table: str, where: str) -> None:
    assert added(**{where: table}) == TABLED


def test_what_heads_a_table_is_no_caption() -> None:
    table = f"<figure>{TABLE}<figcaption>After ten rounds</figcaption></figure>"
    assert added(table) == [*TABLED, "After ten rounds"]


def test_a_table_that_lays_out_a_page_gives_no_rows() -> None:
    layout = (
        "<table><tr><td><h2>Left</h2><p>One.</p></td><td><p>Two.</p></td></tr><tr><td>a</td><td>b</td></tr></table>"
    )
    assert [block.text for block in blocks(tree_of(layout))] == ["Left", "One.", "Two.", "a b"]
    assert [block.text for block in blocks(tree_of(TABLE))] == TABLED


@pytest.mark.parametrize(
    ("box", "lines"),
    [
        (
            "<aside class='factbox'><h4>The ferry</h4><ul><li>Built in 1974</li><li>Owned by all</li></ul></aside>",
            ["The ferry", "Built in 1974", "Owned by all"],
        ),
        (
            "<div class='info-box'><h3>The ferry</h3><p>Built in 1974</p><p>Carries many</p></div>",
            ["The ferry", "Built in 1974", "Carries many"],
        ),
        (
            "<div class='results'>"
            + "".join(f"<div class='row'><div>{n}</div><div>{team}</div></div>" for n, team in enumerate(TEAMS))
            + "</div>",
            [part for n, team in enumerate(TEAMS) for part in (str(n), team)],
        ),
        (
            "<dl>" + "".join(f"<dt>{team}</dt><dd>unchanged</dd>" for team in TEAMS) + "</dl>",
            [part for team in TEAMS for part in (team, "unchanged")],
        ),
        (
            "<div class='social-embed'><blockquote class='twitter-tweet'><p>We sail!</p>— Ferries (@ferries) "
            "<a href='/x'>May 1, 2020</a><p><a href='/x'>View this post</a></p></blockquote></div>",
            ["We sail!", "— Ferries (@ferries) May 1, 2020"],
        ),
    ],
)
@pytest.mark.parametrize("where", ["within", "below"])
def test_boxes_lists_and_posts_stay_whole(box: str, lines: list[str], where: str) -> None:
    assert added(**{where: box}) == lines


@pytest.mark.parametrize(
    "box",
    [
        "<div class='info-box'><h3>More</h3><p><a href='/1'>The bakers</a></p><p><a href='/2'>Millers</a></p></div>",
        "<blockquote class='wp-embedded-content'><a href='/x'>The bakers of another town are on strike for a week"
        "</a></blockquote>",
        "<form class='factbox'><p>Your name</p><p>Your address</p></form>",
        "<div class='newsletter-signup'><p>The week in a letter</p></div>",
    ],
)
def test_boxes_of_links_and_forms_are_not_the_story(box: str) -> None:
    assert added(below=box) == []


def test_a_source_between_two_paragraphs_is_kept() -> None:
    assert added("<p>[<a href='/w'>Weekly Post</a>]</p>") == ["[Weekly Post]"]


def test_a_heading_is_believed_with_the_paragraph_below_it_in_another_element() -> None:
    assert added("<section class='c-box'><div class='x'><h3>Late</h3></div><p>It came at ten.</p></section>") == [
        "Late",
        "It came at ten.",
    ]


def test_entries_of_a_list_that_are_links_stay_with_what_is_told_of_them() -> None:
    entries = "".join(f"<p><a href='/t{n}'>{team}</a></p><p>Founded by the river.</p>" for n, team in enumerate(TEAMS))
    assert set(added(entries)) == {*TEAMS, "Founded by the river."}


@pytest.mark.parametrize(
    ("top", "lines"),
    [
        (f"<header><h2>Strike over</h2>{LEAD}</header>", ["Strike over"]),
        (f"<hgroup><div>Strike over</div>{LEAD}</hgroup>", ["Strike over"]),
        (
            f"<header>{LEAD}<h2>Crews are back at work</h2><p class='byline'>By Ann Lee</p></header>",
            ["Crews are back at work"],
        ),
        (
            f"<header>{LEAD}<p>The crews went back to work on Sunday.</p></header>",
            ["The crews went back to work on Sunday."],
        ),
        (f"{LEAD}<div class='claim-box'><h3>Claim</h3><p>It never sailed.</p></div>", ["Claim", "It never sailed."]),
        (
            f"{LEAD}<ul class='x'><li>The ferry sails at ten again</li><li>Fares go up in the spring</li></ul>",
            ["The ferry sails at ten again", "Fares go up in the spring"],
        ),
        (f"<header><h2 class='section-label'>Town</h2>{LEAD}</header>", []),
        (f"<header>{LEAD}<h4 class='byline'>Ann Lee and Bo Ek</h4></header>", []),
        (
            f"<header>{LEAD}<ul class='share'><li>Send it to all friends</li><li>Print it at home now</li></ul>",
            [],
        ),
    ],
)
def test_what_stands_over_and_under_the_heading(top: str, lines: list[str]) -> None:
    assert added(above=top) == lines


@pytest.mark.parametrize("frame", ["<div class='with-header'>{}</div>", "<div class='share-box-left'>{}</div>"])
def test_a_list_of_links_is_a_story_in_any_frame_that_holds_the_headline(frame: str) -> None:
    names = [f"{first} {last}" for first in ("Ann", "Bo", "Cy", "Di") for last in ("Lee", "Ek", "Moss")]
    links = "".join(f"<p><a href='/w'>{name}</a></p>" for name in names)
    story = "".join(map(paragraph, range(4)))
    page = "<html><head><title>The ferry sails again</title></head><body>{}</body></html>"
    reading = read_markup(page.format(frame.format(f"{LEAD}{story}<p>The winners are:</p>{links}{paragraph(5)}")), "a")
    assert reading is not None
    assert set(names) <= set(reading.article.body)


def test_who_wrote_it_is_kept_in_a_few_words() -> None:
    few = "<div class='author-bio'><p>Ann Lee writes about ships and their crews.</p></div>"
    assert added(below=few) == ["Ann Lee writes about ships and their crews."]
    assert added(below=f"<div class='byline'>{few.replace('author-bio', 'share')}</div>") == []


POSTS = (
    "Ten boats have left the harbour since noon, and the last of them took forty people to the islands, says one.",
    "Crews on the northern line say they were told nothing, and that nobody has answered letters since Friday.",
    "At the town hall a crowd waits for the mayor, who promised to speak before the evening and has not come out yet.",
    "Now she stands on the steps: fares stay as they are until summer, and every crew keeps its boat, she says.",
)


def test_the_posts_of_a_live_report_are_one_story() -> None:
    posts = "".join(f"<article class='post'><p>{post}</p></article>" for post in POSTS)
    assert set(POSTS) <= set(body_of(after=posts))
    others = "".join(
        f"<article class='post'><h2><a href='/p'>Another story</a></h2><p>{post}</p></article>" for post in POSTS
    )
    assert not set(POSTS) & set(body_of(after=others))


def test_what_is_named_a_comment_and_holds_the_headline_is_a_story() -> None:
    page = (
        "<html><head><title>The ferry sails again</title></head><body>{}<div class='page-comment'>"
        f"{LEAD}{''.join(map(paragraph, range(6)))}</div>"
        "<div id='comments'><ol class='comment-list'>{}</ol></div></body></html>"
    )
    teasers = "".join(f"<p>{'The town reads of other things today. ' * 4}</p>" for _ in range(4))
    said = "".join(
        f"<li class='comment'><p>I saw the ferry {n} times, and it was late on all of them.</p></li>" for n in range(40)
    )
    reading = read_markup(page.replace("{}", teasers, 1).replace("{}", said, 1), "page.html")
    assert reading is not None
    assert sum(line.startswith("Paragraph ") for line in reading.article.body) == 6
    assert not any("I saw" in line for line in reading.article.body)


def _saved(*stories: str) -> tuple[str, ...]:
    """The body of a page that was saved with several stories one below the other; its metadata names the first."""
    page = (
        f"<html><head><title>The ferry sails again</title></head><body><main>{''.join(stories)}</main>{OTHERS}</body>"
    )
    reading = read_markup(page, "page.html")
    assert reading is not None
    return reading.article.body


OURS = "".join(map(paragraph, range(4)))
THEIRS = "".join(f"<p>{post}</p>" for post in POSTS)


@pytest.mark.parametrize("element", ["div", "section", "article"])
@pytest.mark.parametrize("by", ["<p class='byline'>By Bo Ek</p>", "<div>4 May 2021</div>", "<time>Tuesday</time>"])
def test_an_endless_page_keeps_the_story_that_it_is_named_for(element: str, by: str) -> None:
    first = f"<{element}><h1>The ferry sails again</h1>{OURS}</{element}>"
    second = f"<{element}><h1>Mayor speaks to the crews</h1>{by}{THEIRS * 3}</{element}>"
    body = _saved(first, second)
    assert sum(line.startswith("Paragraph ") for line in body) == 4
    assert not set(POSTS) & set(body)


def test_parts_of_a_story_under_headings_of_the_first_rank_stay() -> None:
    part = f"<section><h1>Mayor speaks to the crews</h1>{THEIRS}</section>"
    assert set(POSTS) <= set(_saved(f"<section><h1>The ferry sails again</h1>{OURS}</section>", part))


def test_a_part_that_is_labelled_with_its_topic_is_no_story_of_its_own() -> None:
    part = f"<section><h1>Mayor speaks to the crews</h1><p class='topic'>The town</p>{THEIRS * 3}</section>"
    assert set(POSTS) <= set(_saved(f"<section><h1>The ferry sails again</h1>{OURS}</section>", part))
    dated = part.replace("The town", "4 May")
    assert not set(POSTS) & set(_saved(f"<section><h1>The ferry sails again</h1>{OURS}</section>", dated))


@pytest.mark.parametrize(
    "page",
    [
        "<html><head>{head}</head></html><body>{story}</body>",
        "<HTML><HEAD>{head}</HEAD></HTML><BODY>{story}</BODY>",
        "<html><head>{head}</head><body><p>Town</p></body></html><html><body>{story}</body></html>",
    ],
)
def test_what_stands_below_an_end_that_came_too_early_is_read(page: str) -> None:
    head, story = "<title>The ferry sails again</title>", f"{LEAD}<div>{OURS}</div>"
    reading = read_markup(page.format(head=head, story=story), "page.html")
    assert reading is not None
    assert sum(line.startswith("Paragraph ") for line in reading.article.body) == 4


CAST = [
    f"{first} {last} sings {part}"
    for first, last, part in zip(
        ("Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida", "Jo", "Kim", "Lou"),
        ("Ek", "Lund", "Moss", "Noor", "Orr", "Pike", "Quist", "Rask", "Sand", "Tarn", "Ure", "Voss"),
        ("Tosca", "Mimi", "Aida", "Carmen", "Norma", "Lulu", "Elsa", "Senta", "Gilda", "Leonora", "Salome", "Elektra"),
        strict=True,
    )
]


def test_many_short_lines_of_one_make_are_a_list_in_any_element() -> None:
    cells = "".join(f"<div class='cell'>{line}</div>" for line in CAST)
    assert added(below=f"<div>{cells}</div>") == CAST
    assert added(below=f"<div class='share'>{cells}</div>") == []


def test_sentences_made_as_most_of_the_story_is_are_its_own() -> None:
    told = "".join(f"<div class='post'><div class='text'>{paragraph(n)}</div></div>" for n in range(20))
    odd = "All five cinemas will shut."
    page = LEAD + told.replace(paragraph(9), f"<p>{odd}</p>")
    row = blocks(next(tree_of(page).iter("body")))
    story = [block for block in row if block.text.startswith("Paragraph ")]
    assert [block.text for block in filled(row, story, Said()) if block not in story] == [odd]


@pytest.mark.parametrize(
    "button", ["<h3><button>Who pays for it?</button></h3>", "<h3><span><button>Who pays for it?</button></span></h3>"]
)
def test_a_heading_that_is_a_button_is_a_heading(button: str) -> None:
    answer = (
        "<p>The harbour pays for it out of what the ships leave there, as it has done for forty years and more.</p>"
    )
    assert added(f"<div>{button}<div>{answer}</div></div>")[0] == "Who pays for it?"
    assert "Share" not in added("<p><button>Share</button></p>")


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("<h2>The ferry <button>Save</button></h2>", ["The ferry"]),
        ("<h2><button>Save</button> The ferry</h2>", ["The ferry"]),
        ("<h2><button><b>Save</b></button><a href='/'>The ferry</a></h2>", ["The ferry"]),
        ("<h2><button></button><button>The <i>ferry</i></button><button>Save</button></h2>", ["The ferry"]),
        ("<h2><button>Save</button></h2><h2>The ferry</h2>", ["Save", "The ferry"]),
    ],
)
def test_a_button_in_a_heading_that_has_words_is_none_of_them(heading: str, shown: list[str]) -> None:
    assert [block.text for block in blocks(tree_of(heading))] == shown


def test_a_part_that_a_page_keeps_from_its_style_is_shown() -> None:
    told = "The harbour pays for it out of what the ships leave there, as it has done for forty years and more."
    assert added(f"<x-part><template shadowrootmode='open'><p>{told}</p></template></x-part>") == [told]
    assert added(f"<x-part><template><p>{told}</p></template></x-part>") == []


def test_a_card_below_the_story_takes_nothing_of_it_away() -> None:
    card = "<article><div class='label date'>Today</div><h1><a href='/m'>Mayor speaks to the crews</a></h1></article>"
    standfirst = f"<p>{'The boats are back at the quay after a long winter of repairs. ' * 6}</p>"
    body = _saved(f"<div><h1>The ferry sails again</h1>{standfirst}</div><div>{THEIRS}{card}{THEIRS}</div>")
    assert set(POSTS) <= set(body)


def test_a_headline_that_is_no_heading_tells_which_article_is_meant() -> None:
    def brief(title: str, story: str) -> str:
        return f"<section><article><p class='title'><a href='/b'>{title}</a></p>{story}</article></section>"

    briefs = [brief("The ferry sails again", OURS), *(brief(f"Another brief of {n}", THEIRS) for n in (7, 8, 9))]
    assert not set(POSTS) & set(_saved(*briefs))


def test_posts_that_the_page_names_as_updates_are_the_story() -> None:
    posts = "".join(
        f"<li class='card'><div itemprop='liveBlogUpdate' itemscope><div class='info'>May 4, 2021 12:0{n}</div>"
        f"<div class='teaser'>Boat {n} comes in</div><div class='promo'>{post}</div>"
        f"<div class='share'>Send to Bo</div></div></li>"
        for n, post in enumerate(POSTS)
    )
    told = [line for n, post in enumerate(POSTS) for line in (f"Boat {n} comes in", post)]
    assert added(after=f"<ul class='feed related'>{posts}</ul>") == told


def test_what_is_named_a_header_among_headings_is_one() -> None:
    [heading, bar] = tree_of("<h3 class='section-header'>A</h3><div class='section-header'>B</div>").iter("h3", "div")
    chrome, title = (1 << SIGNS.index(name) for name in ("chrome", "heading"))
    assert (signs(heading) & (chrome | title), signs(bar) & (chrome | title)) == (title, chrome)


def test_the_heading_of_a_list_stays_with_it_however_deep_its_lines_lie() -> None:
    items = "".join(f"<li><div>{paragraph(n)}</div></li>" for n in range(3))
    box = f"<section><h3>Steps</h3><div class='group'><ol>{items}</ol></div></section>"
    row = blocks(next(tree_of(box).iter("body")))
    assert filled(row, row[1:], Said()) == row


def test_a_sentence_in_the_element_of_the_paragraphs_is_one_of_them() -> None:
    last = "What comes of it when the last of the crews has gone home, nobody on the quay could say on Sunday night."
    assert added(below=last) == [last]
    assert added(below="Sunday, 4 May 2021") == []


def test_a_story_that_advertisements_cut_in_pieces_goes_on() -> None:
    def piece(numbers: range, space: str) -> str:
        told = "".join(map(paragraph, numbers)).replace("<p>", "<p class='para'>")
        return f"<div class='text {space}'>{told}</div>"

    page = f"<article>{LEAD}<div>{piece(range(12), 'wide')}</div><div class='ad'>Ad</div>{{}}</article>{OTHERS}"
    for name, count in (("text", 13), ("other", 12)):
        last = f"<div class='paywall sign-up'>{piece(range(12, 13), 'last').replace('text', name)}</div>"
        reading = read_markup(
            f"<html><title>The ferry sails again</title><body>{page.format(last)}</body>", "page.html"
        )
        assert reading is not None
        assert sum(line.startswith("Paragraph ") for line in reading.article.body) == count


def test_a_standfirst_that_a_paragraph_says_again_is_kept() -> None:
    again = "Crews and captains are back at work since Sunday morning."
    story = f"{paragraph(1)}<p>{again} They were seen off by a few hundred people.</p>"
    row = blocks(next(tree_of(f"{LEAD}<h2>{again}</h2><div>{story}</div>").iter("body")))
    said = Said("The ferry sails again", again)
    assert above_story(row, row[2:], said) == [row[1]]
    assert row[1] not in above_story(row, row[3:], said), "the first line of the story says it already"


@example("“It’s_over – at 7—” she said…")
@example("ÆØÅ—STRASSE ẞ ſ İ")
@given(st.text(st.one_of(st.sampled_from("aZ_7 .“”‘’–—…é"), st.characters())))
def test_letters_are_those_of_the_words_in_small_letters(text: str) -> None:
    assert letters(text) == "".join(re.findall(r"\w+", text)).casefold()

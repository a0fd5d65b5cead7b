"""Who wrote a page's article, where its markup alone says so, and what the page's heading is."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.readers.html import read_markup
from indexer.readers.html.people import people

TEXT = (
    "<p>" + "The ferry sails again after three days of talks, the harbour board said on Thursday morning. " * 3 + "</p>"
)


def article(body: str, head: str = "") -> Article:
    page = f"<!DOCTYPE html><html><head><title>Ferry sails again</title>{head}</head><body>{body}</body></html>"
    found = read_markup(page, "page.html")
    assert found is not None
    return found.article


def byline(above: str, below: str = "", head: str = "") -> tuple[str, ...]:
    return article(f"<article><h1>Ferry sails again</h1>{above}{TEXT * 3}</article>{below}", head).byline


@pytest.mark.parametrize(
    ("markup", "people"),
    [
        ('<a rel="author" href="/author/edda">Edda</a>', ("Edda",)),
        ('<span class="author vcard"><a class="url fn n" href="/x">edda_m</a></span>', ("edda_m",)),
        ('<p class="byline">By <a rel="author" href="/a">Ann Lee</a> and Bo Ek</p>', ("Ann Lee", "Bo Ek")),
        ('<p class="byline">Veröffentlicht von <span class="author">Ann Lee</span></p>', ("Ann Lee",)),
        ('<p class="author">Ann Lee Do, 3 Apr 2020</p>', ("Ann Lee",)),
        ('<p class="author">Ann Lee Thursday, November 9, 2023 7:30PM</p>', ("Ann Lee",)),
        ('<p class="author">Ann Lee am</p>', ("Ann Lee",)),
        ('<div data-testid="story-byline"><span>By</span><span>Ann Lee</span></div>', ("Ann Lee",)),
        ('<a href="https://bay.example/writers/ann-lee/">Ann Lee</a>', ("Ann Lee",)),
        ("<h4>By Ann Lee | 12/10/2020</h4>", ("Ann Lee",)),
        ("<div><p>Ein Artikel von <strong>Ann Lee</strong> | 27.01.2022</p></div>", ("Ann Lee",)),
        ("<p>Von Ann Lee und Bo van der Ek</p>", ("Ann Lee", "Bo van der Ek")),
        ("<p>Par Ann Lee</p>", ("Ann Lee",)),
        ("<span>Auteur : Ann Lee</span>", ("Ann Lee",)),
        # no names: a place, a manner, a sentence
        ("<p>By the harbour</p>", ()),
        ("<p>Von Hamburg nach Bremen</p>", ()),
        ("<p>By Ann Lee's own account the ferry was late</p>", ()),
        ('<p class="author">Posted on</p>', ()),
        ('<p class="author">Sponsored content 24</p>', ()),
    ],
)
def test_markup_that_names_who_wrote_it(markup: str, people: tuple[str, ...]) -> None:
    assert byline(markup) == people


@pytest.mark.parametrize(
    "below",
    [
        '<div id="comments"><span class="author vcard"><cite class="fn">Cy Young</cite> said</span></div>',
        '<ul class="related-posts"><li><a rel="author" href="/author/cy">Cy Young</a></li></ul>',
        '<footer><a rel="author" href="/author/cy">Cy Young</a></footer>',
        f'<div><span class="author">Cy Young</span>{TEXT}</div>',
    ],
)
def test_those_who_comment_or_wrote_other_articles_are_nobodys_byline(below: str) -> None:
    assert byline('<p class="author">Ann Lee</p>', below) == ("Ann Lee",)
    if "related" in below or "comment" in below or "footer" in below:
        assert byline("", below) == ()


def test_what_is_said_of_the_whole_page_sets_nobody_aside() -> None:
    page = f'<div class="has-sidebar comments-open"><h1>Ferry sails again</h1><p class="author">Ann Lee</p>{TEXT}</div>'
    assert article(page).byline == ("Ann Lee",)


def test_an_author_told_by_a_reference() -> None:
    head = """<script type="application/ld+json">{"@graph": [
        {"@type": "Article", "headline": "Ferry sails again", "author": {"@id": "#/schema/person/1"}},
        {"@type": ["Person"], "@id": "#/schema/person/1", "name": "Edda"}]}</script>"""
    assert byline("", head=head) == ("Edda",)


def test_the_one_person_of_a_graph_without_an_article() -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "Ferry"},
        {"@type": "Person", "@id": "https://bay.example/#/schema/person/1", "name": "Ann Lee"}]}</script>"""
    assert byline("", head=head) == ("Ann Lee",)
    subject = head.replace("/schema/person/", "/people/")
    assert byline("", head=subject) == ()


def test_an_author_with_the_sites_name_before_it() -> None:
    head = '<meta property="og:site_name" content="Bay Post"><meta name="author" content="Bay Post - Ann Lee">'
    assert byline("", head=head) == ("Ann Lee",)


@pytest.mark.parametrize(
    ("title", "headings", "headline"),
    [
        ("Ferry sails again | The Bay, news and views", "<h1>Ferry sails again</h1>", "Ferry sails again"),
        ("Ann at home | Ferry sails again", "<h1>Ann at home</h1><h2>Ferry sails again</h2>", "Ferry sails again"),
        ("Ferry sails again - what it means", "<h1>Today</h1>", "Ferry sails again - what it means"),
    ],
)
def test_a_heading_says_what_of_the_title_is_the_headline(title: str, headings: str, headline: str) -> None:
    meta = f'<meta property="og:title" content="{title}">'
    assert article(headings + TEXT * 3, meta).headline == headline


def test_white_space_without_end_is_one_space() -> None:
    blank = " " * 20_000
    assert people([f"Ann{blank}Lee{blank}am{blank}3 Apr 2020"]) == (("Ann",), ())
    assert people(["Ann" + " " * 900 + "Lee, (be)" + "\n" * 900]) == (("Ann Lee",), ())

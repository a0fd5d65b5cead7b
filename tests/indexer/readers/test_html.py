"""Pages: what they state, what is under their pictures, and text that must not be lost."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from indexer.article import Article, Caption, Change, Ignored, Reading, Skipped
from indexer.readers import fingerprint, read_source
from indexer.readers.doctype import REASON, defines_entities
from indexer.readers.html import read_markup
from indexer.readers.html.text import flat, too_deep
from indexer.sources import Source
from indexer.text import clean

STORY = "".join(
    f"<p>Paragraph {n} of the story tells how the ferry crossed the river, and who stood on the quay to see it.</p>"
    for n in range(6)
)


def read(page: str | bytes, name: str = "a.html") -> Reading:
    [reading] = read_source(Source.of(name, page if isinstance(page, bytes) else page.encode()))
    assert isinstance(reading, Reading), reading
    return reading


def page(head: str = "", body: str = "", lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body><article>{body}{STORY}</article></body></html>'


def ld(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


def article(head: str = "", body: str = "") -> Article:
    return read(page(head, body)).article


def test_json_ld_gives_the_fields() -> None:
    found = article(
        ld(
            headline="Ferry &amp; bridge open again",
            author=[{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Ek"}],
            datePublished="2017-03-22T14:05:00.000+01:00",
            dateModified="2017-03-23",
            publisher={"@type": "Organization", "name": "Portville Post"},
            articleSection=["World", "Transport"],
            keywords="ferry, river",
            inLanguage="en-GB",
            url="https://example.org/ferry?utm_source=feed",
        )
    )
    assert found.headline == "Ferry & bridge open again"
    assert found.byline == ("Ann Lee", "Bo Ek")
    assert (found.published, found.updated) == ("2017-03-22T14:05:00+01:00", "2017-03-23")
    assert (found.publisher, found.section, found.keywords) == ("Portville Post", "World", ("ferry", "river"))
    assert found.url == "https://example.org/ferry"
    assert len(found.body) == 6


@pytest.mark.parametrize(
    "script",
    [
        '[{"@type": "WebSite"}, {"@graph": [{"@type": ["ReportageNewsArticle"], "headline": "Ferry"}]}]',
        '<!-- {"@type": "NewsArticle", "headline": "Ferry"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Ferry",}',
        '{"@type": "NewsArticle", "headline": "Ferry", "description": "two\nlines"}',
        '{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "Ferry"}}',
    ],
)
def test_json_ld_as_it_is_found(script: str) -> None:
    assert article(f'<script type="application/ld+json">{script}</script><title>No</title>').headline == "Ferry"


def test_json_ld_of_any_shape_does_no_harm() -> None:
    for script in (
        "null",
        "[1, [2]]",
        '{"@type": 7}',
        "[" * 5000,
        '{"@type": "NewsArticle", "author": 7, "image": []}',
        "",
    ):
        found = article(f'<script type="application/ld+json">{script}</script><title>Ferry</title>')
        assert found.headline == "Ferry"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="Ferry">', "headline", "Ferry"),
        ('<meta property="article:published_time" content="2017-03-22">', "published", "2017-03-22"),
        ('<meta name="parsely-pub-date" content="2017-03-22T01:02:03Z">', "published", "2017-03-22T01:02:03Z"),
        ('<meta name="DC.date.issued" content="2017-03">', "published", "2017-03"),
        ('<meta name="citation_publication_date" content="2017/03/22">', "published", "2017-03-22"),
        ('<meta property="article:modified_time" content="2017-03-22">', "updated", "2017-03-22"),
        ('<meta property="article:section" content="World">', "section", "World"),
        ('<meta property="og:site_name" content="Portville Post">', "publisher", "Portville Post"),
        ('<meta name="author" content="Ann Lee and Bo Ek">', "byline", ("Ann Lee", "Bo Ek")),
        ('<meta name="sailthru.author" content="Ann Lee">', "byline", ("Ann Lee",)),
        ('<meta property="article:author" content="https://facebook.com/annlee">', "byline", ()),
        ('<meta property="article:tag" content="a"><meta property="article:tag" content="b">', "keywords", ("a", "b")),
        ('<link rel="canonical" href="https://example.org/ferry#top">', "url", "https://example.org/ferry"),
        ('<link rel="canonical" href="/ferry">', "url", None),
        ('<link rel="canonical" href="https://www.example.org/ferry">', "publisher", "example.org"),
    ],
)  # fmt: skip
def test_meta_tags(head: str, field: str, value: object) -> None:
    assert getattr(article(head), field) == value


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Ferry sails again - Portville Post", "Ferry sails again"),
        ("Ferry sails again | PORTVILLE POST", "Ferry sails again"),
        ("Portville Post: Ferry sails", "Portville Post: Ferry sails"),
        ("Portville Post » Ferry sails", "Ferry sails"),
        ("Ferry sails - or not | Portville Post", "Ferry sails - or not"),
        ("«Portville Post»: nothing sails", "«Portville Post»: nothing sails"),
        ("Ferry sails - or not", "Ferry sails - or not"),
    ],
)
def test_headlines_lose_the_name_of_their_site(title: str, headline: str) -> None:
    assert (
        article(f'<meta property="og:site_name" content="Portville Post"><title>{title}</title>').headline == headline
    )


def test_a_quotation_is_no_end_of_a_headline() -> None:
    title = "«The Quiet Captain»: Ferry master sentenced"
    found = article(f'<meta property="og:title" content="{title}"><h1>Ferry master sentenced</h1>')
    assert found.headline == title


def test_the_headline_on_the_page_says_where_it_ends_in_the_title() -> None:
    found = article(
        "<title>Ferry sails again – News from the river</title>", "<h1>Ferry sails again</h1><h1>Other</h1>"
    )
    assert found.headline == "Ferry sails again"


@pytest.mark.parametrize(
    ("title", "headings", "headline"),
    [
        ("Ferry sails again | river.example", "<h1>Ferry sails again</h1>", "Ferry sails again"),
        ("Bo Ek's Notes | Ferry sails again today", "<h2>Ferry sails again today</h2>", "Ferry sails again today"),
        ("Ferry sails again - Town - River", "<h1>Ferry sails again</h1>", "Ferry sails again"),
        (
            "Ferry sails - crews stay",
            "<h1>Ferry sails - crews stay</h1><h2>Ferry sails</h2>",
            "Ferry sails - crews stay",
        ),
    ],
)
def test_a_stated_headline_ends_where_the_heading_on_the_page_does(title: str, headings: str, headline: str) -> None:
    assert article(f'<meta property="og:title" content="{title}">', headings).headline == headline


def test_the_posts_of_a_live_report_stand_in_where_the_page_shows_none() -> None:
    posts = ", ".join(
        f'{{"@type": "BlogPosting", "headline": "Boat {n}", "articleBody": "{"It came in late. " * 99}"}}'
        for n in (1, 2)
    )
    script = f'{{"@type": "LiveBlogPosting", "headline": "Ferry sails", "liveBlogUpdate": [{posts}, null]}}'
    body = article(f'<script type="application/ld+json">{script}</script>', "<p>Nothing to see.</p>").body
    assert [line[:6] for line in body] == ["Boat 1", "It cam", "Boat 2", "It cam"]


def test_the_heading_above_the_story_is_not_its_first_paragraph() -> None:
    found = article(ld(headline="Ferry Sails  Again"), "<h1>Ferry sails again</h1>")
    assert found.headline == "Ferry Sails Again"
    assert found.body[0].startswith("Paragraph 0")
    assert "A heading" in article(ld(headline="Ferry sails again"), "<h2>A heading</h2>").body


def test_the_language_is_a_tag() -> None:
    assert read(page(lang="EN_us")).article.language == "en-US"
    assert read(page(lang="")).article.language is None
    assert read(page('<meta property="og:locale" content="tr_TR">', lang="")).article.language == "tr-TR"


@pytest.mark.parametrize(
    ("body", "caption"),
    [
        ("<figure><img src=a><figcaption>A boat.</figcaption></figure>", Caption("A boat.")),
        (
            "<figure><img src=a><figcaption>A <i>boat</i>. <span class='credit'>Jane Roe</span></figcaption></figure>",
            Caption("A boat.", "Jane Roe"),
        ),
        (
            "<figure><img src=a><figcaption><p>A boat.</p><cite>AP</cite></figcaption></figure>",
            Caption("A boat.", "AP"),
        ),
        ("<div class='wp-caption'><img src=a><p class='wp-caption-text'>A boat.</p></div>", Caption("A boat.")),
        ("<div><img src=a><div class='image__caption'>A boat.</div></div>", Caption("A boat.")),
        ("<img src=a><p class='caption'>A boat.</p>", Caption("A boat.")),
        ("<figure><img src=a><figcaption>Image caption, A boat.</figcaption></figure>", Caption("A boat.")),
        ("<figure><img src=a><figcaption>A boat.</figcaption></figure>" * 2, Caption("A boat.", None, 2)),
        ("<figure><img src=a><div class=footer><figcaption>A boat.</figcaption></div></figure>", Caption("A boat.")),
        (
            "<div class=teaser-image><figure><img src=a><figcaption>A boat.</figcaption></figure></div>",
            Caption("A boat."),
        ),
        ("<div class=xbild><img src=a><p class='xbild__info__text'>A boat.</p></div>", Caption("A boat.")),
        ("<figure><img src=a><figcaption>Image 2 of 7 A boat.</figcaption></figure>", Caption("A boat.")),
        ("<figure><img src=a><figcaption>2 of 7 A boat.</figcaption></figure>", Caption("A boat.")),
        ("<figure><img src=a><figcaption>2 of 7 boats.</figcaption></figure>", Caption("2 of 7 boats.")),
        ("<figure><img src=a><figcaption><small>A boat.</small></figcaption></figure>", Caption("A boat.")),
        (
            "<figure><img src=a><figcaption><p>A boat.</p><small>Jane Roe</small></figcaption></figure>",
            Caption("A boat.", "Jane Roe"),
        ),
        (
            "<figure><img src=a><figcaption>A boat on a river © Jane Roe</figcaption></figure>",
            Caption("A boat on a river", "© Jane Roe"),
        ),
        (
            "<figure><img src=a alt='A boat on the river Po' title='A boat on the river Po'>"
            "<figcaption>A boat.</figcaption></figure>",
            Caption("A boat."),
        ),
    ],
)
def test_captions_are_taken_out_of_the_story(body: str, caption: Caption) -> None:
    found = article(body=body)
    assert found.captions == (caption,)
    assert not any("boat" in line for line in found.body)


@pytest.mark.parametrize(
    "body",
    [
        "<nav><figure><img src=a><figcaption>A boat.</figcaption></figure></nav>",
        "<a href=/b><figure><img src=a><figcaption>Another story</figcaption></figure></a>",
        "<div class='related-stories'><figure><img src=a><figcaption>Another story</figcaption></figure></div>",
        "<figure><img src=a><figcaption>By Ann Lee</figcaption></figure>",
        "<figure><img src=a><figcaption>Powered by</figcaption></figure>",
        "<figure><img src=a><figcaption><a href=/b>Bakers of a town strike</a> No bread</figcaption></figure>",
        "<figure class=author-box><img src=a><figcaption>Ann Lee is a skipper</figcaption></figure>",
        "<figure><img src=a><figcaption>Symbolbild</figcaption></figure>",
        "<figure><img src=a><figcaption>12 photos</figcaption></figure>",
        "<figure><img src=a><figcaption>freepictures</figcaption></figure>",
        "<figure><img src=a><figcaption>Embed &lt;iframe src='a'&gt;&lt;/iframe&gt;</figcaption></figure>",
        "<figure><img src=a><figcaption>Screenshots: Portville Post</figcaption></figure>",
        "<figure><img src=a><figcaption>Advertisement</figcaption></figure>",
        "<figure><img src=a><figcaption>(Jane Roe)</figcaption></figure>",
        "<figure><img src=a><figcaption>Photo: Jane Roe/AP</figcaption></figure>",
        "<figure><img src=a><figcaption><h4><a href=/b>Another story</a></h4>Of a boat.</figcaption></figure>",
        "<figure><img src=a><figcaption><a href=/b>Read a story of a boat</a> here</figcaption></figure>",
        "<div class='media-audio'><img src=a><p class=caption>A boat, 7 minutes</p></div>",
        "<div class='image-avatar'><img src=a><p>Ann Lee is a skipper</p></div>",
        "<figure><img src=a><figcaption>Image copyright <span class=credit>Jane Roe</span></figcaption></figure>",
        "<figure><img src=a><figcaption> </figcaption></figure>",
    ],
)
def test_what_stands_under_other_pictures_is_no_caption(body: str) -> None:
    assert article(body=body).captions == ()


@pytest.mark.parametrize(
    ("open_", "more"),
    [
        ("<div class='paywall-container'>", "<p>All of it, on any screen.</p><a href=/join>Join</a>"),
        ("<div class='regwall'>", "<button>Register</button>"),
        ("<div class='inner paidBannerContainer_x7'>", "<a href=/join>Read on</a>"),
        ("<section class='subscribe'>", "<button>Subscribe</button>"),
        ("<div class='abo_box'>", "<a href=/abo>Abo</a>"),
        ("<aside>", "<a href=/b>Bakers of a town strike</a><a href=/c>Two new bridges are planned</a>"),
    ],
)
def test_an_offer_and_a_list_of_other_stories_have_no_captions(open_: str, more: str) -> None:
    picture = "<figure><img src=a><figcaption>The paper of today</figcaption></figure>"
    found = article(body=f"{open_}{picture}{more}</{open_[1:].split()[0].strip('>')}>")
    assert found.captions == ()
    assert "The paper of today" not in found.body


@pytest.mark.parametrize(
    ("open_", "more"),
    [
        # what is sold, or has been; a wall without a way over it
        ("<div class='paywall'>", f"{STORY}<a href=/join>Join</a>"),
        ("<div class='paywall-content'>", "<a href=/join>Join</a>"),
        ("<div class='unsubscribed-page'>", "<a href=/join>Join</a>"),
        ("<div class='premium'>", "<a href=/join>Join</a>"),
        ("<div class='paywall'>", ""),
        ("<div class='paywall'>", "<h1>A day</h1><a href=/join>Join</a>"),
        # the article's own, in an aside
        ("<aside>", "<a href=/b>Bakers of a town strike</a>"),
        ("<aside>", "<a href=/b>More</a><a href=/c>Map</a>"),
        ("<aside>", "<a href=a.jpg>The boat in full size</a><a href=b.jpg>The quay in full size</a>"),
        ("<aside>", f"{STORY}<a href=/b>Bakers of a town strike</a><a href=/c>Two new bridges are planned</a>"),
    ],
)
def test_what_is_only_named_for_an_offer_keeps_its_captions(open_: str, more: str) -> None:
    picture = "<figure><img src=a><figcaption>The quay of today</figcaption></figure>"
    found = article(body=f"{open_}{picture}{more}</{open_[1:].split()[0].strip('>')}>")
    assert found.captions == (Caption("The quay of today"),)


def test_a_caption_that_repeats_the_headline_is_none() -> None:
    head = "<title>The ferry sails again on Monday</title>"
    picture = "<figure><img src=a><figcaption>{}</figcaption></figure>"
    for text, captions in (
        ("The ferry sails again on Monday", ()),
        ("The ferry sails again", ()),
        ("The ferry sails again on Monday A boat.", (Caption("A boat."),)),
        ("The ferry sails again on Monday morning.", (Caption("The ferry sails again on Monday morning."),)),
    ):
        assert article(head, picture.format(text)).captions == captions


def test_a_stated_caption_that_repeats_the_description_is_none() -> None:
    image = {"@type": "ImageObject", "caption": "The ferry sails again on Monday."}
    assert article(ld(image=image, description="The ferry sails again on Monday.")).captions == ()
    assert article(ld(image=image)).captions == (Caption("The ferry sails again on Monday."),)


def test_a_class_named_caption_without_a_picture_is_text() -> None:
    found = article(body="<p class='caption'>The council met on Monday to talk about the ferry and its fares.</p>")
    assert found.captions == ()
    assert found.body[0].startswith("The council met")


def test_tables_and_lists_are_part_of_the_story() -> None:
    found = article(
        body="<ul><li>Seven o'clock sharp</li></ul><table><tr><td>Adults</td><td>three crowns</td></tr></table>"
    )
    text = "\n".join(found.body)
    assert "Seven o'clock sharp" in text
    assert "three crowns" in text


def test_the_text_of_the_metadata_stands_in_for_one_that_is_not_found() -> None:
    told = " ".join(f"Sentence {n} of the ferry's story is told here." for n in range(40))
    head = ld(headline="Ferry", articleBody=told)
    assert read(f"<html><head>{head}</head><body><div id=app></div></body></html>").article.body == (told,)


def test_a_description_stands_in_for_a_story_behind_a_wall() -> None:
    head = '<meta name="description" content="The ferry sails."><title>Ferry</title>'
    assert read(f"<html><head>{head}</head><body></body></html>").article.body == ("The ferry sails.",)


def test_dates_without_metadata_are_found_in_the_page() -> None:
    found = article(body="<time datetime='2017-03-22'>22 March</time>")
    assert found.published == "2017-03-22"


def test_no_date_is_said() -> None:
    assert read(page()).changes == (Change("undated", None, "published"),)


@pytest.mark.parametrize("depth", [150, 300, 3000, 60_000])
def test_no_paragraph_is_lost_however_deep_it_lies(depth: int) -> None:
    deep = "<div>" * depth + "<p>The marker stands in the depth.</p>" + "</div>" * depth
    reading = read(page("<title>Ferry</title>", deep))
    text = "\n".join(reading.article.body)
    assert "The marker stands in the depth." in text
    assert "Paragraph 5 of the story" in text
    assert any(change.rule == "degraded" for change in reading.changes) == (depth > 3000)
    assert reading.article.headline == "Ferry"


def test_elements_left_open_are_not_deep() -> None:
    assert not too_deep("<p>x" * 5000 + "<li>x" * 5000 + "<br>" * 5000)
    assert too_deep("<div>" * 201)
    reading = read(page(body="<font>" * 250 + "</font>" * 250))
    assert all(change.rule != "degraded" for change in reading.changes)


@pytest.mark.parametrize(
    "shape", ["<!--", "<", "<div a='", "<script>", "<style>", "<p>x", "<b>", "&", "]]>", "<![CDATA[", "<table><tr><td>"]
)
def test_broken_shapes_keep_what_is_readable(shape: str) -> None:
    for item in read_source(Source.of("a.html", page(body="<p>Before it all.</p>" + shape * 4000).encode())):
        assert isinstance(item, Reading)


def test_flat_text() -> None:
    assert flat("a<!-- <p>no</p> -->b<p>c &amp; d<br/>e<script>var x = '<p>';</script><style>p {}</style>f") == [
        "ab",
        "c & d",
        "ef",
    ]
    assert flat("1 < 2 and <b>3</b> > 2") == ["1 < 2 and 3 > 2"]
    assert flat("a << b <<<b>c</b> <<!-- no --> < d") == ["a << b <<c < < d"]
    assert flat("<<p") == ["<<p"]
    assert flat("<script>never closed <p>x") == ["never closed", "x"]
    assert flat("<nav>menu</nav><div>story</div>") == ["story"]


class Searched(str):
    """Text that counts the characters that are looked through for others."""

    looked = 0

    def find(self, *given: Any) -> int:
        found = super().find(*given)
        self.looked += (found if found >= 0 else len(self)) - given[1]
        return found


@pytest.mark.parametrize("run", ["<" * 2000, "< " * 1000, "<1" * 1000])
def test_a_run_of_signs_that_open_no_tag_is_looked_through_once(run: str) -> None:
    page = Searched(f"{run}<p>It turns.")
    assert flat(page)[-1] == "It turns."
    assert page.looked < 2 * len(page)


def test_the_credit_in_brackets_of_a_figures_caption_stands_apart_once_cleaned() -> None:
    figure = "<figure><img src=x><figcaption>A boat on the river, June 2017. {}</figcaption></figure>"
    for credit, kept in (
        ("(AP Photo/Joe Doe)", "AP Photo/Joe Doe"),
        ("<span class=credit>(AP Photo/Joe Doe)</span>", "AP Photo/Joe Doe"),
    ):
        cleaned, _ = clean(read(page(body=figure.format(credit))).article)
        assert cleaned.captions == (Caption("A boat on the river, June 2017.", kept),)


LAUGHS = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'


@pytest.mark.parametrize(
    "doctype",
    [
        f"<!DOCTYPE html [{LAUGHS}]>",
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!doctype html SYSTEM "a[b>.dtd" [ <!ENTITY % x SYSTEM "http://example.org/a.dtd"> %x; ]>',
        f"<!-- [ --><!DOCTYPE html [ <!-- ]> --> <?pi ]> ?>%x;\n<!ATTLIST a b CDATA ']>'> {LAUGHS}]>",
    ],
)
@pytest.mark.parametrize("prolog", ["", '<?xml version="1.0"?>\n'])
def test_a_page_that_defines_entities_was_indexed_without_a_word(doctype: str, prolog: str) -> None:
    text = prolog + doctype + page(body="<p>&x;&b; is a story of its own.</p>").removeprefix("<!DOCTYPE html>")
    reason = "defines entities: an entity bomb or an external entity"
    for name in ("a.html", "a.xhtml", "a.xml", "a"):
        for codec in ("utf-8", "utf-8-sig", "utf-16"):
            assert list(read_source(Source.of(name, text.encode(codec)))) == [Skipped(name, reason)]
    record = json.dumps({"title": "Ferry", "html": text})
    assert list(read_source(Source.of("a.json", record.encode()))) == [Skipped("a.json", reason)]


def test_an_xml_bomb_that_is_no_page_was_passed_over() -> None:
    text = f'<?xml version="1.0"?><!DOCTYPE lolz [{LAUGHS}]><lolz>&b;</lolz>'
    bomb = text.encode()
    assert list(read_source(Source.of("wide.xml", text.encode("utf-16")))) == [Skipped("wide.xml", REASON)]
    for name in ("a.xml", "a.html", "a.rss", "a"):
        assert list(read_source(Source.of(name, bomb))) == [Skipped(name, REASON)]
    assert list(read_source(Source.of("a.svg", bomb))) == [Ignored("a.svg")]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
        '<!DOCTYPE html SYSTEM "about:legacy-compat">',
        "<!DOCTYPE html [<!ATTLIST a b CDATA #IMPLIED>]>",
    ],
)
def test_other_document_types_are_read(doctype: str) -> None:
    plain = page(body="<p>How to write &lt;!ENTITY x 'y'> in a DTD. <!ENTITY x 'y'></p>").removeprefix(
        "<!DOCTYPE html>"
    )
    assert "How to write" in read(doctype + plain).article.body[0]


def test_a_document_type_that_never_ends_takes_no_time() -> None:
    for piece in ("<!--a-->", "<?a?>", "<!a>", "%a;", "'", "[", "<!--", "aaaa"):
        assert not defines_entities("<!DOCTYPE html [" + piece * 50_000)
        assert not defines_entities(piece * 50_000)


def test_reading_a_page_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<base href="http://example.org/"><link rel="stylesheet" href="//example.org/a.css">'
    assert read(
        page(head, '<img src="http://example.org/a.png"><iframe src="http://example.org/"></iframe>')
    ).article.body


def test_a_page_with_nothing_on_it_is_said() -> None:
    for text in ("<html></html>", "<!DOCTYPE html><html><body><script>x</script></body></html>"):
        assert list(read_source(Source.of("a.html", text.encode()))) == [
            Skipped("a.html", "no article: neither text nor title")
        ]


def test_a_page_is_decoded_as_it_declares_or_better() -> None:
    text = page('<meta charset="windows-1254"><title>İş Bankası açıkladı</title>')
    assert read(text.encode("cp1254")).article.headline == "İş Bankası açıkladı"
    assert read(text.encode("utf-8")).article.headline == "İş Bankası açıkladı"
    assert read(text.encode("utf-16")).article.headline == "İş Bankası açıkladı"


def test_a_piece_of_markup_is_all_story() -> None:
    found = read("<p>By the river.</p><p>More: <a href=x>here</a></p>").article
    assert found.body == ("By the river.", "More: here")


def test_an_xhtml_page_is_read() -> None:
    found = read(
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
        + page("<title>Ferry</title>")
    )
    assert found.article.headline == "Ferry"


def test_each_value_says_where_it_was_found() -> None:
    found = read(
        page(
            ld(headline="Ferry", datePublished="2017-03-22")
            + '<meta property="og:site_name" content="Portville Post"><link rel="canonical" href="https://e.org/ferry">',
            '<span itemprop="author">Ann Lee</span><time itemprop="dateModified" datetime="2017-03-23">x</time>',
        )
    )
    assert found.provenance == {
        "headline": "json-ld", "published": "json-ld", "publisher": "meta", "url": "link", "language": "element",
        "byline": "microdata", "updated": "microdata",
    }  # fmt: skip
    assert article().headline is None


@pytest.mark.parametrize(
    ("author", "byline", "credit"),
    [
        ("By Ann Lee, Chief Reporter and Bo Ek", ("Ann Lee", "Bo Ek"), None),
        ("Ann Lee (al)", ("Ann Lee",), None),
        ("Reuters", (), "Reuters"),
        ("Ann Lee, dpa", ("Ann Lee",), "dpa"),
        ("Ann Lee / Bo Ek", ("Ann Lee", "Bo Ek"), None),
        ("Von Anna Groß", ("Anna Groß",), None),
        ("admin", (), None),
    ],
)
def test_people_are_named_and_agencies_credited(author: str, byline: tuple[str, ...], credit: str | None) -> None:
    found = article(ld(headline="Ferry", author={"name": author}))
    assert (found.byline, found.credit) == (byline, credit)


def test_a_moment_is_kept_in_the_zone_it_was_written_in() -> None:
    head = '<meta property="article:published_time" content="2017-03-22T23:05:00-05:00">'
    assert article(ld(datePublished="2017-03-23T04:05:00Z") + head).published == "2017-03-22T23:05:00-05:00"
    assert article(ld(datePublished="2017-03-23T04:06:00Z") + head).published == "2017-03-23T04:06:00Z"


def test_captions_in_attributes_and_in_metadata() -> None:
    shown = article(body='<img src=a data-caption="A boat on the river." data-credit="Jane Roe">')
    assert shown.captions == (Caption("A boat on the river.", "Jane Roe"),)
    image = {"@type": "ImageObject", "caption": "A boat on the river.", "creditText": "Jane Roe"}
    assert article(ld(image=image)).captions == (Caption("A boat on the river.", "Jane Roe"),)
    figure = "<figure><img src=a><figcaption>A boat on the river.</figcaption></figure>"
    assert article(ld(image=image), figure).captions == (Caption("A boat on the river.", "Jane Roe"),)
    assert article(body='<img src=a alt="boat_017.jpg" title="boat_017.jpg">').captions == ()


def test_another_article_and_comments_on_the_page_are_not_its_story() -> None:
    other = "<p>The bakers of another town went on strike on Tuesday, and nobody had bread for a week, said a man.</p>"
    below = f"<article><h2>Bakers strike</h2>{other * 4}</article><div class='comments'>{other * 3}</div>"
    body = article("<title>Ferry sails</title>", "<h1>Ferry sails</h1>").body
    told = read(
        page("<title>Ferry sails</title>", "<h1>Ferry sails</h1>").replace("</body>", below + "</body>")
    ).article.body
    assert told == body


def test_buttons_and_advertisements_between_paragraphs_are_not_the_story() -> None:
    plain = page("<title>Ferry</title>")
    for line in ("Advertisement", "Article continues below", "Share this article", "Read more: Bakers strike"):
        told = read(plain.replace("<p>Paragraph 3", f"<p>{line}</p><p>Paragraph 3")).article.body
        assert told == read(plain).article.body


def test_a_link_to_another_story_between_paragraphs_is_not_the_story() -> None:
    plain = page("<title>Ferry</title>")
    link = "<p><a href=/b>BAKERS OF ANOTHER TOWN ARE ON STRIKE</a></p>"
    told = read(plain.replace("<p>Paragraph 3", f"{link}<p>Paragraph 3")).article.body
    assert told == read(plain).article.body
    sentence = "<p><a href=/b>The bakers of the town are on strike.</a></p>"
    told = read(plain.replace("<p>Paragraph 3", f"{sentence}<p>Paragraph 3")).article.body
    assert "The bakers of the town are on strike." in told


def test_a_table_in_the_story_is_part_of_it() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>Skipper {n}</td><td>{n * 7} points</td></tr>" for n in range(1, 9))
    reading = read(page("<title>Ferry</title>").replace("<p>Paragraph 3", f"<table>{rows}</table><p>Paragraph 3"))
    assert "5 | Skipper 5 | 35 points" in reading.article.body


def test_a_page_that_takes_too_long_is_read_without_its_structure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.html.reader.LONGEST", -1.0)
    assert len(read(page("<title>Ferry</title>")).article.body) == 6
    monkeypatch.undo()
    monkeypatch.setattr("indexer.readers.html.story.MOST_BLOCKS", 3)
    reading = read(page("<title>Ferry</title>"))
    assert [change.rule for change in reading.changes] == ["undated", "degraded"]
    assert reading.changes[-1].line == "read without its structure: it took too long"
    assert len(reading.article.body) == 6
    assert reading.article.headline == "Ferry"


def test_a_page_of_too_many_pieces_keeps_them_all() -> None:
    reading = read(page(body="<div class=item>Ferry</div>" * 9000))
    assert reading.changes[-1].rule == "degraded"
    assert len(reading.article.body) == 9006


def test_the_search_for_a_date_counts_for_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """It loads its tables on the first page of a process, which reads no worse than the second."""
    asked: list[str] = []
    monkeypatch.setattr("htmldate.find_date", lambda *_, **__: asked.append("date"))
    monkeypatch.setattr("indexer.readers.html.reader.Deadline.check", lambda _: asked.append("check"))
    assert read_markup("<html><body><h1>Ferry sails</h1><p>It sails again.</p></body></html>", "a.html")
    assert asked.count("date") == 1
    assert asked[0] == "check"
    assert asked[-1] == "date"


DESCRIBED = (
    '<meta name="description" content="Crews and board shook hands on Sunday, after three days of idle piers and…">'
)
STANDFIRST = "Crews and board shook hands on Sunday, after three days of idle piers and full buses."


@pytest.mark.parametrize(
    "printed",
    [
        f"{DESCRIBED}|<h1>Ferry sails again</h1><div><span>{STANDFIRST}</span></div><p>By Ann Lee</p>",
        f"|<h1>Ferry sails again</h1><h2 class='article__sub-title'>{STANDFIRST}</h2><p>By Ann Lee</p>",
        f"|<h1>Ferry sails again</h1><div class='standfirst'><p>{STANDFIRST}</p></div>",
    ],
)
def test_the_standfirst_opens_the_story(printed: str) -> None:
    head, body = printed.split("|")
    found = article(f"<title>Ferry sails again</title>{head}", body)
    assert found.body[0] == STANDFIRST
    assert len([line for line in found.body if line == STANDFIRST]) == 1


@pytest.mark.parametrize(
    "printed",
    [
        f"<h1>Ferry sails again</h1><div class='related'><p class='subtitle'><a href='/x'>{STANDFIRST}</a></p></div>",
        f"<h1>Ferry sails again</h1><div class='author-card'><p class='card__subtitle'>{STANDFIRST}</p></div>",
        "<h1>Ferry sails again</h1><p class='subtitle'>Strike over</p>",
    ],
)
def test_what_is_no_standfirst_stays_out(printed: str) -> None:
    body = article("<title>Ferry sails again</title>", printed).body
    assert body[0].startswith("Paragraph 0")


def test_a_heading_that_says_it_otherwise_than_the_headline_is_kept() -> None:
    shared = '<meta property="og:title" content="Why the crews came back">'
    assert article(shared, "<h1>Who stood on the quay when the ferry crossed</h1>").body[0].startswith("Who stood")
    for same in ("Why crews came back", "Portville Post", "Why the crews came back | Portville Post"):
        assert article(shared, f"<h1>{same}</h1>").body[0].startswith("Paragraph 0")


def test_stray_nuls_are_passed_over() -> None:
    found = read(page("<title>Ferry</title>", "<h1>Fer\0ry</h1>" + STORY * 3).encode()).article
    assert (found.headline, len(found.body)) == ("Ferry", 24)
    [skipped] = read_source(Source.of("a.html", page().encode().replace(b" ", b"\0")))
    assert isinstance(skipped, Skipped)


def test_a_page_whose_prose_all_stands_in_a_thread_of_comments() -> None:
    thread = "".join(f'<div class="comment"><div>{STORY}</div></div>' for _ in range(3))
    found = read(f'<html><body><h1>Patch notes</h1><div class="comments">{thread}</div></body></html>')
    assert (found.article.headline, len(found.article.body)) == ("Patch notes", 6)


_TIME = '<time datetime="2017-03-22T14:05:00+01:00">22 March</time>'
_DAY = '<meta name="date" content="2017-03-22">'


@pytest.mark.parametrize(
    ("head", "body", "published", "source"),
    [
        (_DAY, f"<h1>A headline</h1>{_TIME}", "2017-03-22T14:05:00+01:00", "element"),
        (_DAY, "<h1>A</h1><p class='post-date'>March 22, 2017 2:05 pm</p>", "2017-03-22T14:05", "element"),
        (_DAY, "<h1>A</h1><p itemprop='datePublished' content='2017-03-22'>22.03.2017 14:05</p>", "2017-03-22T14:05",
         "element"),
        (_DAY + '<meta name="pubdate" content="2017-03-22 14:05">', "", "2017-03-22T14:05", "meta"),
        ("", f"<h1>A headline</h1><p>Published on 2017-03-22</p>{_TIME}", "2017-03-22T14:05:00+01:00", "element"),
        # another day, another's time, an edit's, and what programs write that know no hour
        (_DAY, f"<h1>A headline</h1>{_TIME.replace('-22T', '-23T')}", "2017-03-22", "meta"),
        (_DAY, f"<h1>A headline</h1><aside>{_TIME}</aside><div id='comments'>{_TIME}</div>", "2017-03-22", "meta"),
        (_DAY, f"<h1>A</h1>{_TIME.replace('<time', '<time class=updated')}", "2017-03-22", "meta"),
        (_DAY + '<meta property="article:modified_time" content="2017-03-22T14:05:00+01:00">', _TIME, "2017-03-22",
         "meta"),
        (_DAY, f"<h1>A</h1>{_TIME.replace('14:05', '00:00')}", "2017-03-22", "meta"),
    ],
)  # fmt: skip
def test_a_day_gets_its_hour_where_another_statement_of_it_has_one(
    head: str, body: str, published: str, source: str
) -> None:
    reading = read_markup(f"<html><head><title>A</title>{head}</head><body>{body}<p>{'Words. ' * 30}</p></body>", "a")
    assert reading is not None
    assert reading.provenance is not None
    assert (reading.article.published, reading.provenance["published"]) == (published, source)


def test_what_holds_whole_pages_is_read_again_when_pages_are_read_otherwise() -> None:
    versions = dict(label.split("/") for label in fingerprint().split())
    assert all(int(versions[name]) > int(versions["html"]) for name in ("warc", "arc", "mail", "newsletter"))

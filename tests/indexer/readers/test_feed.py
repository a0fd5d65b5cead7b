"""Feeds: what each kind calls a headline, a text, a date, an author, and what is wrong with real ones."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path

import pytest

from indexer.article import Article, Caption, Ignored, Page, Reading, Skipped
from indexer.readers import feed_items, read_file, read_source
from indexer.readers.doctype import REASON
from indexer.readers.feed import FEED, _cut, _frame
from indexer.readers.feed_content import content
from indexer.readers.feed_items import Items
from indexer.readers.feed_media import take_media
from indexer.sources import Source, SourceFile, files

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:wp="http://wordpress.org/export/1.2/"'
)


def read(data: str | bytes, name: str = "a.xml") -> list[Reading | Skipped | Ignored]:
    return list(read_source(Source.of(name, data if isinstance(data, bytes) else data.encode())))


def rss(*items: str, head: str = "<title>Valley Radio</title><link>https://radio.example/</link>") -> str:
    joined = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?>\n<rss version="2.0" {NAMESPACES}><channel>{head}{joined}</channel></rss>'


def atom(entry: str, head: str = "<title>Notes</title>") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">{head}<entry>{entry}</entry></feed>'


def article(data: str | bytes) -> Article:
    [reading] = read(data)
    assert isinstance(reading, Reading), reading
    return reading.article


def test_rss_gives_the_fields() -> None:
    found = article(
        rss(
            "<title>Mill &amp;amp; orchard &lt;b&gt;sold&lt;/b&gt;</title><link>/2022/mill?utm_source=feed</link>"
            '<guid isPermaLink="false">vr-1</guid><pubDate>Fri, 14 Oct 2022 06:30:00 +0100</pubDate>'
            "<dc:creator>Edda Marlow</dc:creator><category>Farming</category><category>farming</category>"
            "<description>A teaser.</description>"
            "<content:encoded><![CDATA[<p>The mill was <b>sold</b>.</p><script>var a;</script><p>At last.</p>]]>"
            "</content:encoded>",
            head="<title>Valley Radio</title><link>https://radio.example/</link><language>en-gb</language>",
        )
    )
    assert (found.guid, found.url) == ("vr-1", "https://radio.example/2022/mill")
    assert (found.headline, found.body) == ("Mill & orchard sold", ("The mill was sold.", "At last."))
    assert (found.published, found.updated) == ("2022-10-14T06:30:00+01:00", None)
    assert (found.byline, found.keywords) == (("Edda Marlow",), ("Farming",))
    assert (found.publisher, found.language, found.locator) == ("Valley Radio", "en-GB", "a.xml#1")


def test_a_summary_stands_in_and_a_text_with_less_in_it_does_not() -> None:
    assert article(rss("<title>A</title><description>Only this.</description>")).body == ("Only this.",)
    teaser = "<content:encoded>More</content:encoded><description>The whole of the story, for once.</description>"
    assert article(rss(f"<title>A</title>{teaser}")).body == ("The whole of the story, for once.",)


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("<author>ann@example.org (Ann Lee)</author>", ("Ann Lee",)),
        ("<author>ann@example.org</author>", ()),
        ("<dc:creator>By Ann Lee and Bo Ek</dc:creator>", ("Ann Lee", "Bo Ek")),
        ("<dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>", ("Ann Lee", "Bo Ek")),
    ],
)
def test_bylines(author: str, byline: tuple[str, ...]) -> None:
    assert article(rss(f"<title>A</title>{author}")).byline == byline


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Wed, 17 Jan 2018 15:50:00 EST", "2018-01-17T15:50:00-05:00"),
        ("Wed, 17 Jan 2018 15:50:00 GMT", "2018-01-17T15:50:00Z"),
        ("2018-01-17T15:50:00+09:00", "2018-01-17T15:50:00+09:00"),
        ("Mon, 30 Nov -0001 00:00:00 +0000", None),
    ],
)
def test_dates_keep_their_zone(raw: str, kept: str | None) -> None:
    [reading] = read(rss(f"<title>A</title><pubDate>{raw}</pubDate>"))
    assert isinstance(reading, Reading)
    assert reading.article.published == kept
    assert [change.rule for change in reading.changes] == ([] if kept else ["undated"])


def test_atom_gives_the_fields() -> None:
    found = article(
        atom(
            '<id>tag:a,1</id><title type="html">A &amp;amp; B</title><link href="/x"/>'
            '<category term="t" label="Tides"/>'
            "<published>2021-06-02T09:15:00+02:00</published><updated>2021-06-03T10:00:00+02:00</updated>"
            '<link rel="enclosure" type="image/jpeg" href="/c.jpg" title="The clock"/>'
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>',
            head='<title>Notes</title><link href="https://clocks.example/"/><author><name>Henrik Sol</name></author>',
        )
    )
    assert (found.guid, found.url, found.headline) == ("tag:a,1", "https://clocks.example/x", "A & B")
    assert (found.published, found.updated) == ("2021-06-02T09:15:00+02:00", "2021-06-03T10:00:00+02:00")
    assert (found.byline, found.publisher, found.language) == (("Henrik Sol",), "Notes", "de")
    assert (found.body, found.keywords, found.captions) == (("One.", "Two."), ("Tides",), (Caption("The clock"),))


def test_atom_with_one_date_was_published_then() -> None:
    found = article(atom("<id>1</id><title>A</title><updated>2021-06-03T10:00:00Z</updated>"))
    assert (found.published, found.updated) == ("2021-06-03T10:00:00Z", "2021-06-03T10:00:00Z")


def test_rdf_and_the_oldest_rss() -> None:
    item = "<title>A</title><link>https://g.example/a</link><dc:date>2005-06-20T16:40:00+01:00</dc:date>"
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Gazette</title></channel>'
        f'<item rdf:about="https://g.example/a">{item}</item></rdf:RDF>'
    )
    found = article(rdf)
    assert (found.guid, found.publisher) == ("https://g.example/a", "Gazette")
    assert (found.published, found.updated) == ("2005-06-20T16:40:00+01:00", None)
    assert read('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><foaf:Person/></rdf:RDF>') == [
        Ignored("a.xml")
    ]


def test_media_captions_were_taken_for_the_text() -> None:
    found = article(
        rss(
            "<title>A</title><description>The story.</description><media:group>"
            '<media:content url="a.jpg"><media:description type="html"><![CDATA[A <b>boat</b>]]></media:description>'
            "<media:credit>Roe</media:credit></media:content>"
            '<media:content url="b.jpg"><media:description>A quay</media:description></media:content></media:group>'
            '<media:thumbnail url="c.jpg"/><media:title>A</media:title>'
        )
    )
    assert found.body == ("The story.",)
    assert found.captions == (Caption("A boat", "Roe"), Caption("A quay"))


def test_a_credit_beside_the_pictures_is_theirs() -> None:
    _, captions = take_media("<media:description>A boat</media:description><media:credit>Roe</media:credit>")
    assert captions == (Caption("A boat", "Roe"),)
    _, captions = take_media("<media:content><media:credit>Roe</media:credit></media:content>")
    assert captions == (Caption("", "Roe"),)
    found = article(rss("<title>A</title><media:credit>Roe</media:credit>"))
    assert (found.captions, found.credit) == ((), "Roe")


def test_media_elements_in_a_text_are_text() -> None:
    item = "<description><![CDATA[<media:title>x</media:title>]]></description><media:title>y</media:title>"
    rest, captions = take_media(item)
    assert rest == "<description><![CDATA[<media:title>x</media:title>]]></description>"
    assert captions == (Caption("y"),)


def test_an_item_names_its_own_source() -> None:
    assert article(rss('<title>A</title><source url="https://p.example">Post</source>')).publisher == "Post"


def test_a_wordpress_export_has_more_in_it_than_articles() -> None:
    head = (
        "<title>Blog</title><wp:author><wp:author_login><![CDATA[eddam]]></wp:author_login>"
        "<wp:author_display_name><![CDATA[Edda Marlow]]></wp:author_display_name></wp:author>"
    )
    text = (
        "First line\nand more.\n\nSecond, with <b>tags</b>.\n"
        '[caption id="a"]<a href="x"><img src="x.jpg"></a> The mill[/caption]\n[gallery ids="1"]'
    )
    post = (
        f"<title>A</title><dc:creator>eddam</dc:creator><wp:post_id>1</wp:post_id>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded>"
    )
    found = read(
        rss(
            post + "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>",
            "<title>x.jpg</title><wp:post_type>attachment</wp:post_type>",
            post + "<wp:status>draft</wp:status>",
            head=head,
        )
    )
    assert isinstance(found[0], Reading)
    assert found[0].article.byline == ("Edda Marlow",)
    assert found[0].article.body == ("First line and more.", "Second, with tags.")
    assert found[0].article.captions == (Caption("The mill"),)
    assert found[1:] == [Ignored("a.xml#2"), Ignored("a.xml#3")]


def test_a_broken_item_costs_no_other() -> None:
    data = rss(
        "<title>A</title><description>One</description>",
        "<title>B & Co</title><link>http://b.example/?a=1&b=2</link><description>x < y, &nbsp;&hellip;</description>",
        "<title>C</titel><description>x",
        "<title>D</title><description>Four</description>",
    )
    found = read(data)
    assert [(item.article.headline if isinstance(item, Reading) else item.locator) for item in found] == [
        "A", "B & Co", "a.xml#3", "D",
    ]  # fmt: skip


@pytest.mark.parametrize("opening", ["<!--", "<![CDATA["])
def test_what_begins_and_never_ends_is_text(opening: str) -> None:
    """100,000 of them took a minute: an end was looked for behind each."""
    found = article(rss(f"<title>A</title><description>One {opening * 30_000} two</description>"))
    assert found.headline == "A"
    assert found.body[0].startswith("One ")
    assert found.body[-1].endswith(" two")


def test_an_empty_item_inside_an_item_ended_it() -> None:
    found = article(rss("<title>A</title><item/><description>Story</description>"))
    assert (found.headline, found.body) == ("A", ("Story",))


def test_a_prefix_that_nobody_declared() -> None:
    data = "<rss rss:version=2.0><rss:channel><rss:item><rss:title>A</rss:title></rss:item></rss:channel></rss>"
    assert article(data).headline == "A"


def test_a_message_of_the_server_before_the_feed() -> None:
    assert article("Notice: undefined index in feed.php\n" + rss("<title>A</title>")).headline == "A"
    assert read("Words about <rss version='2.0'> and " + rss("<title>A</title>")) == [Ignored("a.xml")]


def test_items_end_where_they_end() -> None:
    text = "<a>]]></item><!-- <item> --></a>"
    items = list(Items(Source.of("a", text.encode()).open(), b""))
    assert [item.text for item in items] == []
    data = "<r><item><![CDATA[</item>]]>1</item><!-- <item>2</item> --><item/><ITEM x='>'>3</item><item>4<item>5</item>"
    found = list(Items(Source.of("a", data.encode()).open(), b""))
    assert [item.text for item in found] == [
        "<item><![CDATA[</item>]]>1</item>", "<ITEM x='>'>3</item>", "<item>4", "<item>5</item>",
    ]  # fmt: skip


@pytest.mark.parametrize("piece", [1, 2, 7, 64])
def test_items_do_not_depend_on_how_the_bytes_come(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = rss("<title>Größe</title><description><![CDATA[ </item> ]]></description>", "<title>B</title>").encode()
    expected = [item.text for item in Items(Source.of("a", data).open(), data)]
    monkeypatch.setattr(feed_items, "_PIECE", piece)
    monkeypatch.setattr(feed_items, "RECORD", 420)  # so that it is decoded piece by piece
    found = [item.text for item in Items(Source.of("a", data).open(), data)]
    assert found == expected
    assert len(found) == 2


def test_an_item_above_the_limit_ends_the_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_items, "RECORD", 2000)
    monkeypatch.setattr(feed_items, "_PIECE", 100)
    first, second = read(rss("<title>A</title>", "<title>B</title>" + "x" * 9000))
    assert isinstance(first, Reading)
    assert isinstance(second, Skipped)
    assert "one record of over" in second.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1251", "koi8-r", "iso-8859-5"])
def test_encodings(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = rss("<title>Паром снова ходит</title><description>Паром вышел в шесть утра в четверг.</description>")
    text = text.replace('version="1.0"', f'version="1.0" encoding="{name}"', 1)
    assert article(text.encode(encoding)).headline == "Паром снова ходит"


def test_a_bomb_and_a_file_of_this_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    (tmp_path / "secret").write_text("the secret")
    for doctype in (
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        f'<!DOCTYPE rss [<!ENTITY c SYSTEM "file://{tmp_path}/secret">]>',
        '<!DOCTYPE rss [<!ENTITY % c PUBLIC "x" "http://203.0.113.1/x.dtd"> %c;]>',
    ):
        data = rss("<title>A&c;</title>").replace("<rss", doctype + "<rss")
        assert read(data) == [Skipped("a.xml", REASON)]
    outside = '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://203.0.113.1/rss-0.91.dtd">'
    data = rss("<title>A&eacute;&c;</title>").replace("<rss", outside + "<rss")
    assert article(data).headline == "Aé&c;"


def test_a_cut_feed_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    data = rss(*(f"<title>Größe {n}</title><description>{'x' * n} {n * n}</description>" for n in range(300)))
    (tmp_path / "a.rss.gz").write_bytes(gzip.compress(data.encode())[:-300])
    [file] = files([tmp_path])
    assert isinstance(file, SourceFile)
    *readings, cut, fault = read_file(file)
    assert len(readings) > 100
    assert all(isinstance(reading, Reading) for reading in readings)
    assert isinstance(cut, Skipped)
    assert isinstance(fault, Skipped)
    assert fault.reason.startswith("truncated")


def test_a_feed_without_items_is_one_line() -> None:
    assert read(rss()) == [Skipped("a.xml", "no article: a feed without items")]


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_texts_without_markup(kind: str) -> None:
    reading = content("One &amp; two.\n\nThree.", "a", kind=kind)
    assert reading is not None
    assert reading.article.body == ("One &amp; two." if kind == "text/plain" else "One & two.", "", "Three.")


def test_a_text_that_was_escaped_twice() -> None:
    reading = content("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "a")
    assert reading is not None
    assert reading.article.body == ("One", "Two")


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/">'
    "<title>Notes</title><link>https://a.example/</link><description>PAD</description><dc:language>fr</dc:language>"
    "<items><rdf:Seq>PAD</rdf:Seq></items></channel><image><title>Logo</title></image>"
)
LONG = {
    "rss": rss(head="<!-- PAD --><image><title>Logo</title><link>https://l.example/</link></image><description>PAD"
    "</description><title><![CDATA[Valley & Radio]]></title><link>https://radio.example/</link>"
    "<language>en-gb</language><category>PAD</category><webMaster>x@radio.example (Ed)</webMaster>"),
    "no title": rss(head="<description>PAD</description><link>https://radio.example/</link>"),
    "rdf": RDF,
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://a.example/b/"><subtitle>PAD'
    '</subtitle><title type="html">A &amp;amp; B</title><link rel="self" href="https://a.example/feed"/>'
    '<link href="https://a.example/"/><author><name>Ann Lee</name><uri>PAD</uri></author><logo>PAD</logo>',
}  # fmt: skip


@pytest.mark.parametrize("header", LONG.values(), ids=LONG)
def test_a_long_header_says_the_same_when_it_is_cut(header: str) -> None:
    header = header.removesuffix("</channel></rss>")
    whole = header.replace("PAD", "It rained. " * 900)
    assert len(_cut(whole).text) < len(whole) / 5
    assert _frame(_cut(whole).text) == _frame(whole) == _frame(header)
    assert _cut(header).text == header


def test_a_long_header_that_is_broken_gives_what_is_in_it() -> None:
    head = "<description>PAD<br><br><p><b </description></i><title>Valley &amp; Radio</title>"
    header = rss(head=head.replace("PAD", "It rained. " * 900))
    assert _frame(_cut(header).text).channel.title == "Valley & Radio"


HUGE = {
    "a description": f"<title>Post</title><description>{'x' * 1_000_000}</description>",
    "a title": f"<title>{'x' * 1_000_000}</title>",
    "links": "<title>Post</title>" + "<link>https://a.example/</link>" * 30_000,
    "tags that are none": "<title>Post</title>" + "<b " * 300_000,
    "elements without an end": "<title>Post</title>" + "<b>" * 300_000,
    "one long tag": f"<title>Post</title><link href='{'x' * 1_000_000}'/>",
    "people": "<title>Post</title>"
    + "".join(
        f"<wp:author><wp:author_login>p{n}</wp:author_login><wp:author_email>x</wp:author_email>"
        f"<wp:author_display_name><![CDATA[Ann & {n}]]></wp:author_display_name></wp:author>"
        for n in range(6_000)
    ),
}


@pytest.mark.parametrize("head", HUGE.values(), ids=HUGE)
def test_what_a_feed_says_of_itself_is_not_copied_whole_for_each_item(head: str) -> None:
    data = rss(*(f"<dc:creator>p{n}</dc:creator><description>Rain {n}.</description>" for n in range(400)), head=head)
    pages = list(FEED.read(Source.of("a.xml", data.encode())))
    assert len(pages) == 400
    assert sum(page.size for page in pages if isinstance(page, Page)) < 3 * len(data)
    seventh = pages[7]
    assert isinstance(seventh, Page)
    [reading] = FEED.read_page(seventh)
    assert isinstance(reading, Reading)
    assert reading.article.body == ("Rain 7.",)
    assert (reading.article.publisher or "")[:4] == ("xxxx" if "<title>x" in head else "Post")
    assert reading.article.byline == (("Ann & 7",) if "wp:author" in head else ("p7",))


def test_a_long_root_element_keeps_its_first_attributes() -> None:
    root = "".join(f' xmlns:n{n}="https://n.example/{n}"' for n in range(20_000))
    data = rss(*("<title>Rain</title>" for _ in range(400))).replace("<rss ", f"<rss xml:lang='fr' {root} ")
    pages = list(FEED.read(Source.of("a.xml", data.encode())))
    assert sum(page.size for page in pages if isinstance(page, Page)) < 3 * len(data)
    seventh = pages[7]
    assert isinstance(seventh, Page)
    [reading] = FEED.read_page(seventh)
    assert isinstance(reading, Reading)
    assert (reading.article.headline, reading.article.publisher, reading.article.language) == (
        "Rain", "Valley Radio", "fr",
    )  # fmt: skip

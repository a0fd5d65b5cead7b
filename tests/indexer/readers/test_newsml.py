"""NewsML, the first and the second generation: items, packages, messages, and what content they may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.article import Article, Caption, Ignored, Reading, Skipped
from indexer.readers import read_source
from indexer.sources import Source

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"
NAMESPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def read(data: str) -> list[Reading | Skipped | Ignored]:
    return list(read_source(Source.of("a.xml", data.encode())))


def g2(*, item: str = "", content: str = "", body: str = "", root: str = "", kind: str = "newsItem") -> Article:
    [reading] = read(
        f'<{kind} {NAMESPACE} guid="g" {root}><itemMeta>{item}</itemMeta><contentMeta>{content}</contentMeta>'
        f"{body}</{kind}>"
    )
    assert isinstance(reading, Reading), reading
    return reading.article


def first(*, lines: str = "", meta: str = "", parts: str = "", item: str = "") -> Article:
    [reading] = read(
        f"<NewsML><NewsItem>{item}<NewsComponent><NewsLines>{lines}</NewsLines>{meta}{parts}</NewsComponent></NewsItem></NewsML>"
    )
    assert isinstance(reading, Reading), reading
    return reading.article


def test_the_sample_of_the_second_generation() -> None:
    path = SEEDS / "bakery-ovens.newsml-g2.xml"
    package, story, picture = (
        item.article for item in read_source(Source.of(path.name, path.read_bytes())) if isinstance(item, Reading)
    )
    assert package == Article(
        guid="urn:newsml:bna.example:20210506:bread",
        headline="The morning's package: bread",
        published="2021-05-06T08:31:00+02:00",
        publisher="Bay News Agency",
        language="en",
        body=("Village bakers share one oven",),
        captions=(Caption("Loaves cooling"),),
        locator="bakery-ovens.newsml-g2.xml#1",
        reader="newsml-g2",
    )
    assert story == Article(
        guid="urn:newsml:bna.example:20210506:ovens",
        headline="Village bakers share one oven",
        byline=("Ilse Tanner", "Joop Kerr"),
        dateline="SORREL CROSS, May 5",
        published="2021-05-05T17:02:00+02:00",
        updated="2021-05-06T08:30:12+02:00",
        publisher="Bay News Agency",
        section="Business",
        language="en",
        body=(
            "Gas bills drive three rivals under one roof",
            "Three bakers who have undercut each other for thirty years now take turns at one oven.",
            "The Sorrel Mill Company lends it to them from midnight to seven, and splits the bill by the loaf.",
            '"We still don\'t speak," said one of them. "But we knead side by side."',
        ),
        captions=(Caption("Loaves cooling at the mill."),),
        credit="BNA",
        keywords=("bread", "food industry", "Business", "VILLAGE-OVENS"),
        locator="bakery-ovens.newsml-g2.xml#2",
        reader="newsml-g2",
    )
    assert picture.captions == (
        Caption("Rye loaves cool on the sacks of the Sorrel Mill, May 5, 2021.", "BNA/Ingrid Palme"),
    )
    assert (picture.body, picture.credit, picture.locator[-2:]) == ((), "BNA/Ingrid Palme", "#3")


def test_the_sample_of_the_first_generation() -> None:
    path = SEEDS / "quarry-closes.newsml.xml"
    assert list(read_source(Source.of(path.name, path.read_bytes()))) == [
        Reading(
            Article(
                guid="urn:newsml:bna.example:20050914:QUARRY",
                headline="Slate quarry closes after two centuries",
                byline=("Gwen Pryor",),
                dateline="CRAIG DDU, Sept 14",
                published="2005-09-14T09:10:00+01:00",
                updated="2005-09-14T10:15:00+01:00",
                publisher="Bay News Agency",
                language="en",
                body=(
                    "Last roof is for its own chapel",
                    "The last slate was split at Craig Ddu on Wednesday morning, two hundred and three years after the "
                    "first.",
                    "Forty men took the inclined railway down for good at noon.",
                ),
                captions=(Caption("The dressing shed at Craig Ddu on its last day.", "Emrys Vaughan"),),
                credit="Bay News Agency",
                keywords=("slate", "quarries", "QUARRY-CLOSES"),
                locator="quarry-closes.newsml.xml#1",
                reader="newsml-1",
            )
        )
    ]


NITF = "<nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.head><hedline><hl1>H</hl1></hedline><byline>By Ann Lee</byline><dateline>Oslo</dateline></body.head><body.content><p>They sail.</p></body.content></body></nitf>"  # noqa: E501


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (f"<inlineXML contenttype='application/nitf+xml'>{NITF}</inlineXML>", ("They sail.",)),
        (f"<inlineXML><html {XHTML}><head><title>T</title></head><body><p>A <b>boat</b></p></body></html></inlineXML>",
         ("A boat",)),
        ("<inlineXML><h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:body><h:p>They</h:p></h:body></h:html></inlineXML>",
         ("They",)),
        ("<inlineXML><html><body><p>No <Company>Name Space</Company> here</p></body></html></inlineXML>",
         ("No Name Space here",)),
        ("<inlineXML><html><body>bare <br/>text<p>a</p>tail</body></html></inlineXML>", ("bare", "text", "a", "tail")),
        (f"<inlineXML><html {XHTML}><body><header><h1>H</h1><p>t</p></header><p>a</p></body></html></inlineXML>",
         ("a",)),
        ("<inlineData contenttype='text/plain'>One.\n   Two &amp; three.</inlineData>", ("One.", "   Two & three.")),
        ("<inlineData contenttype='text/plain'><![CDATA[<p>\nOne.\n</p>]]></inlineData>", ("One.",)),
        ("<inlineData contenttype='text/html'>&lt;p&gt;One &amp;amp; two&lt;/p&gt;</inlineData>", ("One & two",)),
        ("<inlineXML/><inlineData>x</inlineData>", ("x",)),
        ("<inlineXML contenttype='application/sportsml+xml'><s>1-0</s></inlineXML>"
         "<inlineXML contenttype='application/xhtml+xml'><html><body><p>a</p></body></html></inlineXML>", ("a",)),
        ("<inlineXML><idf xmlns='x'><group><element>a <b>b</b></element><element>c</element></group></idf></inlineXML>",
         ("a b", "c")),
        (f"<inlineData><![CDATA[<?xml version='1.0'?>{NITF}]]></inlineData>", ("They sail.",)),
        ("<inlineData contenttype='image/png' encoding='enc:base64'>iVBORw0KGgo=</inlineData>", ()),
        ("<remoteContent href='a.jpg'/><inlineXML><p>a</p><p>b</p></inlineXML>", ("a", "b")),
    ],
)  # fmt: skip
def test_content_of_any_kind(content: str, lines: tuple[str, ...]) -> None:
    found = g2(content="<headline>H</headline>", body=f"<contentSet>{content}</contentSet>")
    assert (found.headline, found.body) == ("H", lines)


def test_the_content_says_what_the_item_does_not() -> None:
    found = g2(body=f"<contentSet><inlineXML>{NITF}</inlineXML></contentSet>")
    assert (found.headline, found.byline, found.dateline) == ("H", ("Ann Lee",), "Oslo")
    own = "<headline>Own</headline><by>Bo Ek</by><dateline>ROME -</dateline>"
    found = g2(content=own, body=f"<contentSet><inlineXML>{NITF}</inlineXML></contentSet>")
    assert (found.headline, found.byline, found.dateline) == ("Own", ("Bo Ek",), "ROME")


def test_a_caption_in_xhtml_is_no_text() -> None:
    figure = "<figure><img src='a'/><figcaption>A boat. <cite>Roe</cite></figcaption></figure>"
    body = f"<contentSet><inlineXML><html {XHTML}><body><p>a</p>{figure}</body></html></inlineXML></contentSet>"
    found = g2(content="<headline>H</headline>", body=body)
    assert (found.body, found.captions) == (("a",), (Caption("A boat.", "Roe"),))


@pytest.mark.parametrize(
    ("item", "content", "published", "updated"),
    [
        ("<versionCreated>2019-05-04T10:00:00Z</versionCreated>", "", "2019-05-04T10:00:00Z", None),
        ("<versionCreated>2019-05-05T10:00:00+02:00</versionCreated><firstCreated>2019-05-04T10:00:00+02:00</firstCreated>",
         "", "2019-05-04T10:00:00+02:00", "2019-05-05T10:00:00+02:00"),
        ("<versionCreated>2019-05-05</versionCreated>", "<contentCreated>2019-05-04</contentCreated>",
         "2019-05-04", "2019-05-05"),
        ("<versionCreated>2019-05-03</versionCreated><firstCreated>2019-05-04</firstCreated>", "", "2019-05-04", None),
        ("<embargoed>2019-05-04</embargoed>", "", None, None),
    ],
)  # fmt: skip
def test_dates_of_versions(item: str, content: str, published: str | None, updated: str | None) -> None:
    found = g2(item=item, content=content + "<headline>H</headline>")
    assert (found.published, found.updated) == (published, updated)


@pytest.mark.parametrize(
    ("item", "publisher"),
    [
        ("<provider qcode='p:bna'><name>Bay News</name></provider>", "Bay News"),
        ("<provider literal='BNA'/>", "BNA"),
        ("<provider qcode='nprov:BNA'/>", "BNA"),
        ("<provider uri='http://www.bna.example/about'/>", "bna.example"),
        ("", None),
    ],
)
def test_providers(item: str, publisher: str | None) -> None:
    assert g2(item=item, content="<headline>H</headline>").publisher == publisher


def test_the_place_of_writing_stands_in_for_a_dateline() -> None:
    located = "<headline>H</headline><located><name>Oslo</name></located>"
    text = "<contentSet><inlineData>{}</inlineData></contentSet>"
    assert g2(content=located, body=text.format("They sail.")).dateline == "Oslo"
    assert g2(content=located, body=text.format("ROME (Reuters) - They sail.")).dateline is None
    assert (
        g2(content=located + "<dateline>2014-07-17 00:24:11 GMT+00:00</dateline>", body=text.format("x")).dateline
        == "Oslo"
    )


def test_names_are_in_the_language_of_the_item() -> None:
    subject = "<subject><name xml:lang='de'>Schiffe</name><name xml:lang='en' role='nrol:short'>s</name><name xml:lang='en'>ships</name></subject>"  # noqa: E501
    assert g2(content=f"<language tag='en-GB'/><headline>H</headline>{subject}").keywords == ("ships",)
    assert g2(content=f"<language tag='de'/><headline>H</headline>{subject}").keywords == ("Schiffe",)
    heads = "<headline xml:lang='fr'>Navires</headline><headline xml:lang='en'>Ships</headline>"
    assert g2(root="xml:lang='en'", content=heads).headline == "Ships"


def test_an_item_without_words() -> None:
    def message(inner: str) -> str:
        return f"<newsMessage {NAMESPACE}><itemSet>{inner}</itemSet></newsMessage>"

    assert read(message("<packageItem><groupSet/></packageItem>")) == [Ignored("a.xml#1")]
    assert read(message("<newsItem><contentSet><remoteContent href='a'/></contentSet></newsItem>")) == [
        Ignored("a.xml#1")
    ]
    assert read(message("<newsItem/>")) == [Skipped("a.xml#1", "no article: neither text nor title")]
    killed = "<newsItem><itemMeta><pubStatus qcode='stat:canceled'/></itemMeta></newsItem>"
    assert read(message(killed)) == [Skipped("a.xml#1", "no article: neither text nor title; it is canceled")]
    assert read(message("")) == [Skipped("a.xml", "no article: no newsItem or packageItem in it")]


def test_a_bad_item_costs_itself() -> None:
    good = "<newsItem guid='{}'><contentMeta><headline>{}</headline></contentMeta></newsItem>"
    for bad, reason in (
        ("<newsItem><contentMeta></newsItem>", "not XML"),
        ("<newsItem><contentMeta>", "cut off"),
        ("<newsItem>" + "<a>" * 300 + "</a>" * 300 + "</newsItem>", "nested too deep"),
    ):
        items = read(f"<newsMessage {NAMESPACE}>{good.format(1, 'A')}{bad}{good.format(3, 'C')}</newsMessage>")
        assert [i.article.headline if isinstance(i, Reading) else "" for i in items] == ["A", "", "C"]
        assert isinstance(items[1], Skipped)
        assert items[1].locator == "a.xml#2"
        assert items[1].reason.startswith(reason)


def text_item(data: str, kind: str = "Text", role: str = "Main") -> str:
    return (
        f"<NewsComponent><Role FormalName='{role}'/><ContentItem><MediaType FormalName='{kind}'/>"
        f"<DataContent>{data}</DataContent></ContentItem></NewsComponent>"
    )


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ("<p>a</p><p>b</p>", ("a", "b")),
        ("<nitf><body><body.content><p>a</p></body.content></body></nitf>", ("a",)),
        (f"<html {XHTML}><body><p>a <i>b</i></p></body></html>", ("a b",)),
        ("<![CDATA[<P>a &amp; b</P><P>c</P>]]>", ("a & b", "c")),
        ("One.\nTwo.", ("One.", "Two.")),
    ],
)
def test_content_of_the_first_generation(data: str, lines: tuple[str, ...]) -> None:
    assert first(lines="<HeadLine>H</HeadLine>", parts=text_item(data)).body == lines


def test_roles_of_components() -> None:
    parts = (
        text_item("p {}", role="StyleSheet")
        + text_item("<p>H</p>", role="HeadLine")
        + text_item("<p>Deck</p>", role="SubHeadLine")
        + text_item("<p>Call me</p>", role="Contact")
        + text_item("<p>One.</p>")
        + text_item("<p>One.</p>")
        + text_item("<p>Two.</p>", role="Supporting")
    )
    assert first(lines="<HeadLine>H</HeadLine>", parts=parts).body == ("Deck", "One.", "Two.")
    either = f"<NewsComponent EquivalentsList='yes'>{text_item('<p>One.</p>')}{text_item('<p>Un.</p>')}</NewsComponent>"
    assert first(lines="<HeadLine>H</HeadLine>", parts=either).body == ("One.",)


def test_revisions_are_of_one_article() -> None:
    def item(number: str, day: int) -> str:
        return (
            "<Identification><NewsIdentifier><ProviderId>p</ProviderId><NewsItemId>n</NewsItemId>"
            f"<RevisionId Update='N'>{number}</RevisionId><PublicIdentifier>urn:newsml:p:20190504:n:{number}N"
            "</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><FirstCreated>20190504</FirstCreated>"
            f"<ThisRevisionCreated>2019050{day}</ThisRevisionCreated></NewsManagement>"
        )

    one, two = (first(item=item(n, day), lines="<HeadLine>H</HeadLine>") for n, day in (("1", 4), ("2", 5)))
    assert one.guid == two.guid == "urn:newsml:p:20190504:n"
    assert (one.updated, two.updated) == (None, "2019-05-05")


def test_a_text_may_say_where_it_stands_and_when_it_was_published() -> None:
    part = text_item("<p>a</p>").replace("<ContentItem>", "<ContentItem Href='https://post.example/a#top'>")
    dates = "<FirstCreated>20190504</FirstCreated><FirstPublished>20190505</FirstPublished>"
    found = first(item=f"<NewsManagement>{dates}</NewsManagement>", lines="<HeadLine>H</HeadLine>", parts=part)
    assert (found.url, found.published) == ("https://post.example/a", "2019-05-05")


def test_lines_of_the_first_generation() -> None:
    lines = "<HeadLine>H</HeadLine><DateLine>4/4/2018</DateLine><KeywordLine>a; b</KeywordLine>"
    found = first(
        lines=lines, meta="<AdministrativeMetadata><Source><Party FormalName='S'/></Source></AdministrativeMetadata>"
    )
    assert (found.dateline, found.keywords, found.publisher) == (None, ("a", "b"), "S")
    assert read("<NewsML><NewsItem><NewsComponent><NewsItemRef NewsItem='u'/></NewsComponent></NewsItem></NewsML>") == [
        Ignored("a.xml#1")
    ]
    assert read("<NewsML><NewsEnvelope/></NewsML>") == [Skipped("a.xml", "no article: no NewsItem in it")]

"""NITF: what its elements mean, wherever the versions and the agencies put them."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.article import Article, Caption, Change, Reading, Skipped
from indexer.readers import read_source
from indexer.sources import Source

FULL = "The ferries to the islands were late on Monday and on"
SEEDS = Path(__file__).parents[3] / "seeds" / "articles"


def read(
    *, head: str = "", above: str = "", content: str = "<p>They sail.</p>", end: str = "", root: str = ""
) -> Reading:
    data = (
        f"<nitf {root}><head>{head}</head><body><body.head>{above}</body.head>"
        f"<body.content>{content}</body.content>{end}</body></nitf>"
    )
    [item] = read_source(Source.of("a.xml", data.encode()))
    assert isinstance(item, Reading), item
    return item


def article(
    *, head: str = "", above: str = "", content: str = "<p>They sail.</p>", end: str = "", root: str = ""
) -> Article:
    return read(head=head, above=above, content=content, end=end, root=root).article


def test_the_sample() -> None:
    path = SEEDS / "orchard-survey.nitf.xml"
    assert list(read_source(Source.of(path.name, path.read_bytes()))) == [
        Reading(
            Article(
                guid="bna-2022-1019-orchards",
                headline="Four in ten valley orchards are gone, survey finds",
                byline=("Rowena Vance",),
                dateline="Upper Tamble",
                published="2022-10-19T06:15:00+01:00",
                updated="2022-10-20T09:40:00+01:00",
                publisher="Bay News Agency",
                section="Countryside",
                language="en-GB",
                body=(
                    "But a cider maker is planting again",
                    "Four in ten of the orchards that stood in the Tamble valley in 1950 have been grubbed up, a "
                    "survey by the county’s naturalists has found.",
                    "They walked 312 sites with maps of the time in hand and counted 57 varieties of apple, six of "
                    "which were thought lost.",
                    "What is left",
                    "Parish | 1950 | 2022",
                    "Upper Tamble | 141 | 90",
                    "Lower Tamble | 171 | 97",
                    "You can plant an apple tree in an hour. You cannot plant a seventy-year-old one.",
                    "Maud Lessing, surveyor",
                    "Lessing & Sons, the cider makers, say they will plant four hundred trees this winter.",
                    "Additional reporting by Piers Amadi.",
                ),
                captions=(Caption("Grafting knives laid out in the packing shed at Tamble Court.", "Hal Brisco"),),
                keywords=("orchards", "apples", "What the valley grows", "Economy", "Agriculture"),
                locator="orchard-survey.nitf.xml",
                reader="nitf",
            )
        )
    ]


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ('<docdata><date.issue norm="20190504T101500+0200"/></docdata>', "2019-05-04T10:15:00+02:00"),
        ('<docdata><date.issue norm="20190504T101500Z"/></docdata>', "2019-05-04T10:15:00Z"),
        ('<docdata><date.issue norm="2019-05-04"/></docdata>', "2019-05-04"),
        ('<docdata><date.issue norm="201905"/></docdata>', None),
        ('<docdata><date.issue norm="2019"/></docdata>', "2019"),
        ('<docdata><date.issue norm="YYYYMMDD"/><date.release norm="20190504"/></docdata>', "2019-05-04"),
        ('<docdata/><pubdata date.publication="20190504T000000"/>', "2019-05-04T00:00:00"),
        ('<docdata><date.expire norm="20200101"/></docdata>', None),
    ],
)
def test_dates_keep_their_precision_and_zone(stated: str, kept: str | None) -> None:
    found = read(head=stated)
    assert found.article.published == kept
    assert [change.rule for change in found.changes] == ([] if kept else ["undated"])


def test_what_was_there_instead_of_a_date_is_said() -> None:
    assert read(head='<docdata><date.issue norm="soon"/></docdata>').changes == (
        Change("undated", "soon", "published"),
    )


def test_a_revision_after_the_issue_is_the_update() -> None:
    issue = '<docdata><date.issue norm="20190504T1200Z"/></docdata>'
    before, after = '<revision-history norm="20190503"/>', '<revision-history norm="20190505T0100+0200"/>'
    assert article(head=issue + before).updated is None
    assert article(head=issue + after + before).updated == "2019-05-05T01:00+02:00"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By BERNARD BLACK<byttl>Business Writer</byttl>", ("BERNARD BLACK",)),
        ("By <person>Ann Lee</person> and <person>Bo Ek</person>", ("Ann Lee", "Bo Ek")),
        ("<person>Ann Lee and Bo Ek</person><byttl>The Press</byttl>", ("Ann Lee", "Bo Ek")),
        ("By Sam Lee, Press Association Political Correspondent", ("Sam Lee",)),
        ("By ANN B. LEE, Special to the Post", ("ANN B. LEE",)),
        ("Ann Lee, Bo Ek and Cy Young", ("Ann Lee", "Bo Ek", "Cy Young")),
        ("", ()),
    ],
)
def test_bylines(byline: str, names: tuple[str, ...]) -> None:
    assert article(above=f"<byline>{byline}</byline>").byline == names


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("Oslo", "Oslo"),
        ("<location>NEW YORK</location>", "NEW YORK"),
        ("<location><city>Newport</city>, <state>VA</state></location>", "Newport, VA"),
        ("<location><city>Ottawa</city><state>Ontario</state></location>", "Ottawa, Ontario"),
        ("SYDNEY, March 22 (AAP) -", "SYDNEY, March 22"),
        ('<story.date norm="20170102">20170102</story.date>', None),
    ],
)
def test_datelines(dateline: str, place: str | None) -> None:
    assert article(above=f"<dateline>{dateline}</dateline>").dateline == place


def test_what_stands_above_the_text_stays_once() -> None:
    above = "<hedline><hl1>Boats</hl1><hl2>boats</hl2><hl2>Late again</hl2></hedline><abstract>{}</abstract>"
    body = "<p>They sail.</p><p>They sail late.</p>"
    assert article(above=above.format("<p>They sail.</p>"), content=body).body == (
        "Late again",
        "They sail.",
        "They sail late.",
    )
    assert article(above=above.format("Summed up"), content=body).body[:2] == ("Late again", "Summed up")
    note = '<note type="{}"><body.content><p>To editors</p></body.content></note>'
    assert article(above=note.format("npa")).body == ("They sail.",)
    assert article(above=note.format("std")).body == ("To editors", "They sail.")


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("<block><p>a</p><block><p>b</p></block></block>c", ("a", "b", "c")),
        ("<p>The <org>Boat\n Club</org>, <em>late</em><location>.</location></p>", ("The Boat Club, late.",)),
        ("<ul><li>a</li><li>b <em>c</em></li></ul><dl><dt>d</dt><dd>e</dd></dl>", ("a", "b c", "d", "e")),
        ("<p>wrapped<br/>here</p><p/><p>there</p>", ("wrapped", "here", "", "there")),
        (f"<p>{FULL}<br/>\n{FULL}<br/>end.</p><p>b</p>", (f"{FULL} {FULL} end.", "b")),
        (f"<p>{FULL}<br/>short<br/>end.</p><p>b</p>", (FULL, "short", "end.", "", "b")),
        (f"<p>{FULL}<br/>end.<br/><br/>{FULL}<br/>end.</p>", (f"{FULL} end.", f"{FULL} end.")),
        ("<![CDATA[<p>a &amp; b</p><p>c</p>]]>", ("a & b", "c")),
        ("<p>&lt;div class='embed'&gt;&lt;/div&gt;</p><p>1 &lt; 2</p>", ("1 < 2",)),
        ("<p><org>Boat Club</org> <person>Ann Lee</person></p>", ("Boat Club Ann Lee",)),
        ("<pre>A  1\n  B 2\n\n</pre><p>c</p>", ("A  1", "  B 2", "", "c")),
        ("<p>a <frac><frac-num>1</frac-num><frac-sep/><frac-den>2</frac-den></frac> mile</p>", ("a 1/2 mile",)),
        ("<hl2>Part</hl2><p>text</p><fn>note</fn>", ("Part", "text", "note")),
        ("<table><caption>T</caption><tbody><tr><td>a</td><td/><td>b</td></tr></tbody></table>", ("T", "a | b")),
    ],
)
def test_content(content: str, lines: tuple[str, ...]) -> None:
    assert article(content=content).body == lines


def test_a_lead_that_the_full_text_has_again_stands_once() -> None:
    lead, full = (
        '<block class="lead_paragraph"><p>One.</p></block>',
        '<block class="full_text"><p>One.</p><p>Two.</p></block>',
    )
    assert article(content=lead + full).body == ("One.", "Two.")
    assert article(content=lead).body == ("One.",)
    bylines = '<byline class="print_byline">By ANN LEE</byline><byline class="normalized_byline">Lee, Ann</byline>'
    assert article(above=bylines).byline == ("ANN LEE",)


def test_captions_are_out_of_the_text_with_their_credit_and_count() -> None:
    picture = "<media><media-caption>A <b>boat</b>.</media-caption><media-producer>Roe</media-producer></media>"
    bare = "<media><media-caption><p>A quay.</p></media-caption><media-object>data</media-object></media>"
    found = article(content=f"<p>They sail.</p>{picture}{picture}{bare}")
    assert found.captions == (Caption("A boat.", "Roe", 2), Caption("A quay.", None, 1))
    assert found.body == ("They sail.",)


def test_publishers_sections_and_keywords() -> None:
    paper = '<pubdata name="The Post" position.section="Sport" ex-ref="https://post.example/a?utm_source=x"/>'
    found = article(head=paper, above="<distributor>Wire</distributor>")
    assert (found.publisher, found.section, found.url) == ("The Post", "Sport", "https://post.example/a")
    assert article(above="<distributor><org>Wire</org></distributor>").publisher == "Wire"
    assert article(head='<docdata><doc.copyright holder="Wire. All rights reserved."/></docdata>').publisher == "Wire"
    assert article(head='<tobject tobject.type="news"/>').section is None
    assert article(head='<tobject tobject.type="Utenriks"/>').section == "Utenriks"
    words = "<docdata><key-list><keyword key='a'/><keyword>b</keyword></key-list><series series.name='c'/></docdata>"
    assert article(head=words).keywords == ("a", "b", "c")
    assert article(root='xml:lang="nb-no"').language == "nb-NO"
    assert article(head='<docdata><du-key key="k"/></docdata>').guid == "k"
    assert article(head='<docdata><du-key key="k"/><doc-id id-string="i"/></docdata>').guid == "i"


def test_without_words_there_is_no_article() -> None:
    assert list(
        read_source(Source.of("a.xml", b"<nitf><body><body.content><p> </p></body.content></body></nitf>"))
    ) == [Skipped("a.xml", "no article: neither text nor title")]

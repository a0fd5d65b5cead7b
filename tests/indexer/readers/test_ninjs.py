"""ninjs: told from other JSON by its own names, and read in its three versions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Caption, Change, Ignored, Reading, Skipped
from indexer.readers import choose, read_source
from indexer.sources import Source

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"
NITF = "<nitf><head/><body><body.head/><body.content><p>a</p><p>b</p></body.content></body></nitf>"
OWN = {"versioncreated": "2019-05-04T10:00:00Z", "pubstatus": "usable"}


def read(data: object, name: str = "a.json") -> list[Reading | Skipped | Ignored]:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return list(read_source(Source.of(name, raw)))


def article(**values: object) -> Article:
    [reading] = read({"uri": "urn:x", "headline": "H", **OWN, **values})
    assert isinstance(reading, Reading), reading
    assert reading.article.reader == "ninjs"
    return reading.article


def test_the_sample() -> None:
    path = SEEDS / "choir-record.ninjs.json"
    assert list(read_source(Source.of(path.name, path.read_bytes()))) == [
        Reading(
            Article(
                guid="urn:newsml:bna.example:2020:choir",
                headline="Choir of one street sings for nine hours",
                byline=("Tilda Orne",),
                dateline="Marrow Hill",
                published="2020-12-18T09:20:00+01:00",
                updated="2020-12-18T11:05:00+01:00",
                publisher="Bay News Agency",
                language="en",
                body=(
                    "The residents of Larch Street sang for nine hours from their own front steps on Thursday, which "
                    "Agnes Ferrar, who conducted from a milk crate, calls a record.",
                    "“Nobody knew the third verse by the end,” she said. “Nobody minded.”",
                ),
                captions=(Caption("Agnes Ferrar on her milk crate in Larch Street.", "BNA/Otto Lund"),),
                keywords=("choral music", "Agnes Ferrar", "CHOIR-RECORD"),
                locator="choir-record.ninjs.json",
                reader="ninjs",
            )
        )
    ]


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        ({"uri": "u", "versioncreated": "x", "pubstatus": "usable"}, "ninjs"),
        ({"guid": "u", "type": "picture", "description_text": "x", "renditions": {}}, "ninjs"),
        ({"uri": "u", "standard": {"name": "ninjs", "version": "2.0"}}, "ninjs"),
        ([{"uri": "u", "headlines": [], "bodies": []}], "ninjs"),
        ({"item": [{"uri": "u", **OWN}]}, "ninjs"),
        ({"title": "x", "text": "y", "date": "2019", "source": "z"}, "json"),
        ({"headline": "x", "body_html": "y", "byline": "z", "language": "en"}, "json"),
        ({"version": "https://jsonfeed.org/version/1", "items": [{"versioncreated": 1, "pubstatus": 2}]}, "jsonfeed"),
        ({"title": "about ninjs", "text": 'the names "versioncreated" and "pubstatus"'}, "json"),
    ],
)
def test_its_own_names_tell_it_from_other_json(data: object, reader: str) -> None:
    for raw in (json.dumps(data), json.dumps(data, indent=1)):
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
            for name in ("a.json", "a.ninjs") if reader == "ninjs" else ("a.json",):
                chosen = choose(Source.of(name, raw.encode(encoding)))
                assert chosen
                assert chosen.name == reader


def test_json_without_signs_is_read_as_json() -> None:
    for data in (b"[1]", b"{", b"", b"null"):
        chosen = choose(Source.of("a.json", data))
        assert chosen
        assert chosen.name == "json"


@pytest.mark.parametrize(
    ("values", "body"),
    [
        ({"body_text": "One.\nTwo."}, ("One.", "Two.")),
        ({"body_html": "<p>One &amp; <b>two</b></p><p>Three</p>", "body_text": "no"}, ("One & two", "Three")),
        ({"body_xhtml": "bare <a href='x'>text</a>", "body_text": "no"}, ("bare text",)),
        ({"body_html": "abcd"}, ("abcd",)),
        ({"body_html": "<p>a\ud800b<img></p>"}, ("a\ufffdb",)),
        ({"body_html": "<p> </p>", "body_text": "One."}, ("One.",)),
        ({"body_html": "<h1>H</h1><p>One.</p>"}, ("One.",)),
        ({"bodies": [{"role": "text", "contenttype": "text/plain", "value": "no"},
                     {"role": "main", "contenttype": "text/html", "value": "<p>One.</p>"}]}, ("One.",)),
        ({"bodies": [{"role": "html5", "value": "<html><head><title>T</title></head><body><p>a</p></body></html>"}]},
         ("a",)),
        ({"bodies": [{"value": "1 < 2"}]}, ("1 < 2",)),
        ({"bodies": [{"contenttype": "application/nitf+xml", "value": NITF}]}, ("a", "b")),
        ({"body_nitf": NITF.replace("</p>", "", 1)}, ("a", "b")),
        ({"description_text": "In short."}, ("In short.",)),
        ({"descriptions": [{"role": "summary", "value": "In short."}]}, ("In short.",)),
        ({"description_text": "In short.", "body_text": "One."}, ("One.",)),
        ({"bodies": None, "body_html": 7, "descriptions": {"a": "b"}}, ()),
    ],
)  # fmt: skip
def test_bodies(values: dict[str, object], body: tuple[str, ...]) -> None:
    assert article(**values).body == body


def test_headlines_and_bylines() -> None:
    heads = [{"role": "short", "value": "s"}, {"role": "main", "value": "m"}]
    assert article(headline=None, headlines=heads).headline == "m"
    assert article(headline=None, headlines=heads[:1]).headline == "s"
    assert article(headline="", headline_web="w").headline == "w"
    assert article(byline="By Ann Lee and Bo Ek").byline == ("Ann Lee", "Bo Ek")
    assert article(by="Von Ann Lee, dpa").byline == ("Ann Lee",)
    assert article(authors=[{"name": "Ann", "role": "writer"}, {"name": "Bo", "role": "photographer"}]).byline == (
        "Ann",
    )


@pytest.mark.parametrize(
    "associations",
    [
        {"main": {"type": "picture", "description_text": "A boat.", "creditline": "Roe"}},
        [{"type": "picture", "descriptions": [{"role": "text", "value": "A boat."}], "by": "Roe"}],
        {"a": {"type": "photo", "description_xhtml": "<p>A <b>boat.</b></p>", "byline": "Roe"}, "b": None},
        {
            "a": {"description_text": "A boat.", "copyrightholder": "Roe"},
            "b": {"type": "text", "description_text": "no"},
        },
    ],
)
def test_pictures_among_the_associations_are_captions(associations: object) -> None:
    found = article(body_text="They sail.", associations=associations)
    assert (found.captions, found.body) == ((Caption("A boat.", "Roe"),), ("They sail.",))


def test_a_picture_is_its_caption() -> None:
    found = article(type="picture", description_text="A boat.", byline="Roe", body_text="A boat.")
    assert (found.headline, found.captions, found.body) == ("H", (Caption("A boat.", "Roe"),), ())


def test_dates_are_those_of_the_versions() -> None:
    assert article().published == "2019-05-04T10:00:00Z"
    found = article(firstcreated="2019-05-04T09:00:00+02:00", embargoed="2020-01-01T00:00:00Z")
    assert (found.published, found.updated) == ("2019-05-04T09:00:00+02:00", "2019-05-04T10:00:00Z")
    found = article(firstcreated="2019-05-01", firstpublished="2019-05-02")
    assert (found.published, found.updated) == ("2019-05-02", "2019-05-04T10:00:00Z")
    [reading] = read({"headline": "H", "pubstatus": "usable", "versioncreated": "soon"})
    assert isinstance(reading, Reading)
    assert reading.changes == (Change("undated", "soon", "published"),)


def test_publishers_sections_languages_and_keywords() -> None:
    found = article(source="AAP", copyrightholder="x", service=[{"name": "Sport", "code": "s"}], language="nb_no")
    assert (found.publisher, found.section, found.language) == ("AAP", "Sport", "nb-NO")
    assert article(copyrightholder="NTB").publisher == "NTB"
    assert article(infosources=[{"name": "DHA"}]).publisher == "DHA"
    found = article(subject=[{"name": "a", "rel": "category"}, {"code": "c"}], keywords=["b"], place=[{"name": "Oslo"}])
    assert (found.section, found.keywords) == ("a", ("b", "a", "Oslo"))


def test_the_place_of_writing_stands_in_for_a_dateline() -> None:
    assert article(located="Oslo", body_text="They sail.").dateline == "Oslo"
    assert article(located="Oslo", body_text="ROME (AP) -- They sail.").dateline is None


def test_several_items_are_numbered() -> None:
    one, two = {"headline": "a", **OWN}, {"headline": "b", **OWN}
    for data in (
        [one, two],
        {"total": 2, "item": [one, two]},
        json.dumps(one).encode() + b"\n\n" + json.dumps(two, indent=1).encode(),
    ):
        assert [(i.article.locator, i.article.headline) for i in read(data) if isinstance(i, Reading)] == [
            ("a.json#1", "a"), ("a.json#2", "b"),
        ]  # fmt: skip


def test_items_among_json_lines_are_read_as_such() -> None:
    item = {
        "uri": "u",
        "headlines": [{"value": "H"}],
        "bodies": [{"contenttype": "text/html", "value": "<p>a</p>"}],
        **OWN,
    }
    items = read(json.dumps(item).encode() + b"\n{ broken\n" + json.dumps({"title": "b"}).encode(), "a.jsonl")
    assert [(i.article.headline, i.article.reader) if isinstance(i, Reading) else "" for i in items] == [
        ("H", "jsonl"), "", ("b", "jsonl"),
    ]  # fmt: skip
    assert isinstance(items[0], Reading)
    assert (items[0].article.guid, items[0].article.body) == ("u", ("a",))


def test_a_bad_item_costs_itself() -> None:
    items = read(
        [{"headline": "a", **OWN}, 7, {**OWN}, {"headline": "b", "body_html": "<!DOCTYPE x [<!ENTITY a 'b'>]>"}]
    )
    assert isinstance(items[0], Reading)
    assert items[1:] == [
        Skipped("a.json#2", "no article: int, not an object"),
        Skipped("a.json#3", "no article: neither text nor title"),
        Skipped("a.json#4", "defines entities: an entity bomb or an external entity"),
    ]


def test_a_file_cut_anywhere_is_one_line() -> None:
    data = (SEEDS / "choir-record.ninjs.json").read_bytes()
    for cut in range(200, len(data) - 2, 41):
        [item] = read(data[:cut])
        assert isinstance(item, Skipped)


def test_deep_nesting_is_read_whole_or_skipped() -> None:
    deep = "<div>" * 400 + "<p>at the bottom</p>" + "</div>" * 400 + "<p>after it</p>"
    assert article(body_html=deep).body == ("at the bottom", "after it")
    data = b'{"headline": "H", "pubstatus": 1, "versioncreated": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert read(data) == [Skipped("a.json", "nested too deep")]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "value", "role", "type"]), inner)
    ),
    max_leaves=8,
)
_KEYS = [
    *("uri", "headline", "headlines", "bodies", "body_html", "body_text", "associations", "subject", "subjects", "by"),
    *("description_text", "descriptions", "located", "infosources", "service", "language", "keywords", "type"),
]


@given(st.dictionaries(st.sampled_from(_KEYS), _VALUES))
def test_values_of_any_kind_are_read_or_skipped(values: dict[str, object]) -> None:
    [item] = read(json.dumps({**OWN, **values}).encode("utf-8", "surrogatepass"))
    assert isinstance(item, Reading | Skipped)

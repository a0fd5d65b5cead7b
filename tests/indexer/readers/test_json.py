"""JSON and JSON lines: the names real data uses, and what careless writers write."""

from __future__ import annotations

import io
import json

import pytest

from indexer.article import Article, Caption, Change, Reading, Skipped
from indexer.readers import json_values, read_source
from indexer.readers import jsonl as jsonl_reader
from indexer.sources import Source
from indexer.unpack import Unreadable


def read(data: object, name: str = "a.json") -> list[Reading | Skipped]:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    items = list(read_source(Source.of(name, raw)))
    found = [item for item in items if isinstance(item, Reading | Skipped)]
    assert found == items
    return found


def article(record: dict[str, object]) -> Article:
    [reading] = read({"title": "Ferry", **record})
    assert isinstance(reading, Reading)
    return reading.article


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        *((n, "guid", "7") for n in ("id", "guid", "uri")),
        *((n, "url", "https://example.org/a") for n in ("url", "link")),
        *((n, "published", "2017-03-22") for n in ("date", "published", "pubDate", "published_at", "datePublished")),
        *((n, "updated", "2017-03-22") for n in ("updated", "modified")),
        *((n, "publisher", "Portville Post") for n in ("source", "publisher", "site")),
        *((n, "section", "World") for n in ("section", "category", "topic")),
        *((n, "language", "en") for n in ("language", "lang")),
    ],
)
def test_the_names_that_real_data_uses(name: str, field: str, value: str) -> None:
    assert getattr(article({name: value}), field) == value
    assert getattr(article({name.upper(): value}), field) == value


@pytest.mark.parametrize("name", ["text", "body", "content", "article"])
def test_texts(name: str) -> None:
    assert article({name: "One.\n\nTwo."}).body == ("One.", "", "Two.")
    assert article({name: ["One.", {"text": "Two."}]}).body == ("One.", "Two.")


def test_values_of_odd_kinds() -> None:
    found = article(
        {"id": 7, "source": {"id": None, "name": "Post"}, "category": ["World", "US"], "tags": "a, b", "author": None,
         "authors": [{"name": "Ann Lee"}, "By Bo Ek"], "date": 1490191500, "language": "en_us", "link": "/relative"}
    )  # fmt: skip
    assert (found.guid, found.publisher, found.section, found.keywords) == ("7", "Post", "World", ("a", "b"))
    assert (found.byline, found.published) == (("Ann Lee", "Bo Ek"), "2017-03-22T14:05:00Z")
    assert (found.language, found.url) == ("en-US", None)


def test_captions_are_texts_or_objects_and_stay_in_the_text() -> None:
    found = article(
        {"text": "A boat.\nIt sails.", "captions": ["A boat.", {"caption": "A quay.", "credit": "Roe"}, "A boat."]}
    )
    assert found.captions == (Caption("A boat.", None, 2), Caption("A quay.", "Roe", 1))
    assert found.body == ("A boat.", "It sails.")


@pytest.mark.parametrize(
    ("count", "kept"), [(2, 2), (1, 1), (0, 1), (-3, 1), (True, 1), ("2", 1), (2.5, 1), (10**30, 1)]
)
def test_a_captions_count_was_lost(count: object, kept: int) -> None:
    assert article({"captions": [{"text": "A boat.", "count": count}]}).captions == (Caption("A boat.", None, kept),)
    twice = [{"text": "A boat.", "count": count}, "A boat."]
    assert article({"captions": twice}).captions == (Caption("A boat.", None, kept + 1),)


def test_html_goes_through_the_html_reader() -> None:
    figure = "<figure><img src=x><figcaption>A boat.</figcaption></figure>"
    for name in ("html", "text", "content"):
        found = article({name: f"<p>It <b>sails</b>.</p>{figure}<p>At seven.</p>"})
        assert (found.body, found.captions) == (("It sails.", "At seven."), (Caption("A boat."),))
    assert article({"text": "a < b and b > c"}).body == ("a < b and b > c",)


def test_a_text_or_a_title_is_enough() -> None:
    assert isinstance(read({"text": "x"})[0], Reading)
    assert isinstance(read({"title": "x"})[0], Reading)
    assert read({"id": 1}) == [Skipped("a.json", "no article: neither text nor title")]
    assert read([1, {"x": 2}]) == [Skipped("a.json", "no article in it")]
    assert read([]) == [Skipped("a.json", "no article in it")]


@pytest.mark.parametrize(
    "data",
    [
        [{"title": "a"}, {"title": "b"}],
        {"articles": [{"title": "a"}, {"title": "b"}], "total": 2},
        {"title": "Feed", "items": [{"title": "a"}, {"title": "b"}]},
        {"data": {"results": [{"title": "a"}, {"title": "b"}]}},
        {"status": "ok", "paper": [{"title": "a"}, {"title": "b"}]},
        b'{"title": "a"} {"title": "b"}',
    ],
)
def test_many_articles_are_numbered(data: object) -> None:
    items = read(data)
    assert [(i.article.locator, i.article.headline) for i in items if isinstance(i, Reading)] == [
        ("a.json#1", "a"), ("a.json#2", "b"),
    ]  # fmt: skip


def test_related_articles_make_no_container() -> None:
    [reading] = read({"title": "a", "text": "b", "items": [{"title": "c"}]})
    assert isinstance(reading, Reading)
    assert reading.article.locator == "a.json"


def test_undated_is_said_with_what_was_there() -> None:
    for raw in ("11/2/2017", "0001-01-01", "soon", "2999-01-01"):
        [reading] = read({"title": "a", "date": raw})
        assert isinstance(reading, Reading)
        assert (reading.article.published, reading.changes) == (None, (Change("undated", raw, "published"),))


@pytest.mark.parametrize(
    "data",
    [
        b'{"title": "a", "date": NaN, "x": Infinity, "id": ' + b"9" * 9000 + b"}",
        b'{"title": "x", "title": "a"}',
        b'\xef\xbb\xbf{"title": "a"}',
        '{"title": "a"}'.encode("utf-16"),
        b'{"title": "a", "text": "two\nlines\ttabbed"}',
        '{"title": "a", "text": "Größe, schön"}'.encode("cp1252"),
    ],
)
def test_careless_writers_are_read(data: bytes) -> None:
    [reading] = read(data)
    assert isinstance(reading, Reading)
    assert reading.article.headline == "a"


def test_deep_nesting_is_one_line_in_the_report() -> None:
    for data in (b"[" * 200_000, b'{"a":' * 200_000, b'{"title": "a", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"):
        assert read(data) == [Skipped("a.json", "nested too deep")]


def test_what_stands_before_a_fault_is_read() -> None:
    first, second = read(b'[{"title": "a"}, {"title": ]')
    assert isinstance(first, Reading)
    assert second == Skipped("a.json", "not JSON: Expecting value at line 1, column 28")
    first, second = read(b'[{"title": "a"}')
    assert isinstance(second, Skipped)
    assert "isn't closed" in second.reason


def test_a_bad_line_costs_itself() -> None:
    lines = [b'{"title": "a"}', b'{"title": ', b"\xff", b"", b"[1]", b'{"x": 1}', b'{"a":' * 90_000, b'{"title": "b"}']
    items = read(b"\n".join(lines), "a.jsonl")
    assert [(i.article.locator if isinstance(i, Reading) else (i.locator, i.reason)) for i in items] == [
        "a.jsonl#1",
        ("a.jsonl#2", "line 2: not JSON: Expecting value at column 10"),
        ("a.jsonl#3", "line 3: undecodable: the byte at offset 0 of the line is not utf-8"),
        ("a.jsonl#5", "no article: list, not an object"),
        ("a.jsonl#6", "no article: neither text nor title"),
        ("a.jsonl#7", "line 7: nested too deep"),
        "a.jsonl#8",
    ]


def test_lines_may_be_utf16() -> None:
    items = read('{"title": "a"}\n{"title": "ü"}\n'.encode("utf-16"), "a.jsonl")
    assert [i.article.headline for i in items if isinstance(i, Reading)] == ["a", "ü"]


def test_a_line_above_the_limit_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl_reader, "RECORD", 1000)
    items = read(b'{"title": "' + b"x" * 5000 + b'"}\n{"title": "b"}\n', "a.jsonl")
    assert isinstance(items[0], Skipped)
    assert items[0].reason.startswith("line 1: one record of over")
    assert isinstance(items[1], Reading)


class Counting(io.BytesIO):
    """A stream that knows how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


def test_a_large_array_is_read_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "RECORD", 2000)
    monkeypatch.setattr(json_values, "_PIECE", 500)
    data = json.dumps([{"title": f"ü{n}", "text": "x" * 90} for n in range(400)], ensure_ascii=False).encode()
    stream = Counting(data)
    reading = read_source(Source("a.json", "a.json", data[:4096], stream))
    first = next(reading)
    assert isinstance(first, Reading)
    assert stream.taken < 4000
    more = [next(reading) for _ in range(99)]
    assert stream.taken < len(data) // 2
    headlines = [i.article.headline for i in (*more, *reading) if isinstance(i, Reading)]
    assert headlines == [f"ü{n}" for n in range(1, 400)]


def test_a_large_element_is_one_line_in_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "RECORD", 2000)
    monkeypatch.setattr(json_values, "_PIECE", 500)
    first, second = read([{"title": "a"}, {"title": "b", "text": "x" * 9000}])
    assert isinstance(first, Reading)
    assert isinstance(second, Skipped)
    assert second.reason.startswith("one record of over")


def test_a_stream_that_ends_early_gives_what_it_had() -> None:
    class Ending(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            if not data:
                raise Unreadable("truncated: here")
            return data

    data = b'[{"title": "a"}, {"title": "b"'
    first, second = read_source(Source("a.json", "a.json", data, Ending(data)))
    assert isinstance(first, Reading)
    assert second == Skipped("a.json", "truncated: here")


def test_a_bad_second_line_does_not_hide_the_lines_below_it() -> None:
    lines = b'{"id": 1, "title": "A"}\n{ this is no JSON }\n{"id": 3, "title": "C"}\n'
    found = list(read_source(Source.of("a.jsonl", lines)))
    assert [type(item).__name__ for item in found] == ["Reading", "Skipped", "Reading"]

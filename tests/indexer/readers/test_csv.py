"""Tables: how they are told apart, and that a bad row costs that row."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Caption, Page, Reading, Skipped
from indexer.readers import choose, csv_rows, read_source
from indexer.readers import csv as csv_reader
from indexer.readers.csv_rows import Rows
from indexer.sources import Source

Found = list[Reading | Skipped]


def read(data: str | bytes, name: str = "a.csv") -> Found:
    items = list(read_source(Source.of(name, data if isinstance(data, bytes) else data.encode())))
    found = [item for item in items if isinstance(item, Reading | Skipped)]
    assert found == items
    return found


def seen(found: Found) -> list[str | None]:
    """The headlines, and of what was skipped its place."""
    return [item.article.headline if isinstance(item, Reading) else item.locator for item in found]


def article(data: str) -> Article:
    [reading] = read(data)
    assert isinstance(reading, Reading), reading
    return reading.article


def test_the_columns_are_named_as_in_json() -> None:
    found = article(
        ",ID,Title,Full Text,Published_At,Source,Section,Authors,Lang,Tags,Link,captions\n"
        '0,7,Ferry,"One, ""two"".\n\nThree.",2017-03-22,Post,World,"[\'Ann Lee\', \'Bo Ek\']",en,"a, b",'
        'https://a.example/1,"[{""text"": ""A boat"", ""credit"": ""Roe""}]"\n'
    )
    assert (found.guid, found.headline, found.url) == ("7", "Ferry", "https://a.example/1")
    assert found.body == ('One, "two".', "", "Three.")
    assert (found.published, found.publisher, found.section) == ("2017-03-22", "Post", "World")
    assert (found.byline, found.language, found.keywords) == (("Ann Lee", "Bo Ek"), "en", ("a", "b"))
    assert (found.captions, found.locator, found.reader) == ((Caption("A boat", "Roe"),), "a.csv#1", "csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_ends_and_encodings(delimiter: str, ends: str, encoding: str) -> None:
    rows = [
        ("id", "title", "text"),
        ("1", "Fähre", '"Größe; x, y | z"'),
        ("2", "Straße", "Die Fähre fährt über den Fluss."),
    ]
    found = read(ends.join(delimiter.join(row) for row in rows).encode(encoding))
    assert seen(found) == ["Fähre", "Straße"]
    assert isinstance(found[0], Reading)
    assert found[0].article.body == ("Größe; x, y | z",)


def test_excel_says_its_delimiter() -> None:
    assert seen(read("sep=;\r\ntitle;text\r\nA, B;c\r\n")) == ["A, B"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("id,title,text\n", "csv"),
        ("title\ttext\nx\ty", "csv"),
        ("Title, text\n", "csv"),
        ("Title, text and more\nare words", "text"),
        ("one,two,three,title\n1,2,3,4", "text"),
        ("title\nwords", "text"),
        ("id,title,text", "text"),
    ],
)
def test_a_table_is_known_by_its_header(data: str, name: str) -> None:
    for file in ("-", "a.txt"):
        reader = choose(Source.of(file, data.encode()))
        assert (reader and reader.name) == (name if file == "a.txt" or name == "csv" else None) or name == "text"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("2,B\n", "2 columns, where the header has 3"),
        ("2,B,c,d\n", "4 columns, where the header has 3"),
        ('2,B,"open\n', "a quote that isn't closed"),
        ('2,B,"open\nand more, of it\nand "more"\n', "a quote that isn't closed"),
        ("2,,\n", "no article: neither text nor title"),
    ],
)
def test_a_bad_row_costs_that_row(bad: str, reason: str) -> None:
    found = read("id,title,text\n1,A,x\n" + bad + '3,C,"y\nz"\n4,D,"""Quoted"", he said"\n')
    assert seen(found) == ["A", "a.csv#2", "C", "D"]
    assert isinstance(found[1], Skipped)
    assert found[1].reason == reason


def test_empty_columns_at_the_end_of_a_row_are_none() -> None:
    assert seen(read("title,text\nA,x,,\n\n  \nB,y\n")) == ["A", "B"]


def test_the_last_row_may_be_cut() -> None:
    assert seen(read('title,text\nA,x\nB,"y')) == ["A", "a.csv#2"]


def test_what_is_no_table_of_articles_is_one_line() -> None:
    for data in ("a,b\n1,2\n3,4\n", "title,text\n", "\n\n"):
        [skipped] = read(data)
        assert isinstance(skipped, Skipped)
        assert skipped.locator == "a.csv"


def test_fields_longer_than_the_standard_library_allows() -> None:
    found = article("title,text\nA," + "x" * 300_000 + "\n")
    assert len(found.body[0]) == 300_000


def test_a_row_above_the_limit_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "RECORD", 1000)
    monkeypatch.setattr(csv_reader, "RECORD", 1000)
    found = read("title,text\nA," + "x" * 3000 + '\nB,y\nC,"' + "x\n" * 900 + '"\nD,z\n')
    assert seen(found) == ["a.csv#1", "B", "a.csv#3", "D"]


def test_quotes_that_never_close_take_no_more_than_their_time() -> None:
    """20,000 lines, each of which opens a quote: looked at to the end for each, that would be 200 million."""
    looked = 0

    def lines() -> Iterator[str]:
        for _ in range(20_000):
            yield 'a"b,"c\n'
        yield "x,y\n"

    rows = Rows(lines(), ",", 2)
    parsed = rows._parsed

    def counted(*, limit: int) -> tuple[list[str], int]:
        nonlocal looked
        cells, count = parsed(limit=limit)
        looked += count
        return cells, count

    with mock.patch.object(rows, "_parsed", counted):
        found = list(rows)
    assert found[-1].cells == ["x", "y"] or found[-1].reason
    assert looked < 500_000


def test_stray_bytes() -> None:
    many = "title,text\n" + "".join(f"T{n},It sails again and again.\n" for n in range(200))
    found = read(many.encode().replace(b"T7,It", b"T7,I\0t"))
    assert seen(found) == [f"T{n}" for n in range(200)]
    [skipped] = read(b"title,text\n" + bytes(range(32)) * 20)
    assert isinstance(skipped, Skipped)


class _Long(io.RawIOBase):
    """A table of so many rows, made as they are read."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._ahead = b"title,text\n"
        self._pieces = (f"T{n},{'word ' * 2000}\n".encode() for n in range(count))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._ahead = self._ahead or next(self._pieces, b"")
        data = self._ahead[: len(buffer)]
        self._ahead = self._ahead[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def test_memory_holds_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "_SAMPLE", 1 << 16)
    tracemalloc.start()
    count = sum(1 for _ in read_source(Source("a.csv", "a.csv", b"title,text\n", io.BufferedReader(_Long(1500)))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1500
    assert peak < 4 << 20  # of 15 MB


_cells = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from('",\n\r\t;'), max_size=12)


@given(st.lists(st.lists(_cells, min_size=3, max_size=3), max_size=6))
def test_what_a_writer_wrote_is_read(rows: list[list[str]]) -> None:
    import csv

    out = io.StringIO(newline="")
    csv.writer(out).writerows([["id", "title", "text"], *(["i", "t" + a, b + c] for a, b, c in rows)])
    found = read(out.getvalue().encode())
    assert [item for item in found if isinstance(item, Skipped) and item.locator != "a.csv"] == []
    assert len([item for item in found if isinstance(item, Reading)]) == len(rows)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_the_run_goes_on(data: bytes) -> None:
    for head in (b"", b"title,text\n"):
        for item in read_source(Source.of("a.csv", head + data)):
            assert isinstance(item, Reading | Skipped)


@pytest.mark.parametrize("name", ["x" * 1_000_000, "Ti" + "_" * 1_000_000 + "tle"])
def test_the_header_is_not_copied_whole_for_each_row(name: str) -> None:
    data = f"{name},text\n".encode() + b"".join(b"Ferry,<p>%d</p>\n" % n for n in range(400))
    pages = list(csv_reader.CSV.read(Source.of("a.csv", data)))
    assert len(pages) == 400
    assert sum(page.size for page in pages if isinstance(page, Page)) < len(data)
    seventh = pages[7]
    assert isinstance(seventh, Page)
    [reading] = csv_reader.CSV.read_page(seventh)
    assert isinstance(reading, Reading)
    assert reading.article.body == ("7",)
    assert reading.article.headline == ("Ferry" if name[0] == "T" else None)


def test_of_two_columns_of_a_name_the_first_that_holds_something_counts() -> None:
    found = article("Title,TITLE,title,Authors,authors,text\n,Ferry,Boat,[],Ann Lee,Two.\n")
    assert (found.headline, found.byline) == ("Ferry", ("Ann Lee",))

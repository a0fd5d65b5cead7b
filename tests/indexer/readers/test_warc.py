"""Web archives: which records are articles, how a page comes out of its packing, and the way past what is broken."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.article import Ignored, Reading, Skipped
from indexer.readers import captures, http_body, read_file, read_source, warc_records
from indexer.readers.http_body import head_of, joined, unpacked
from indexer.sources import Source, SourceFile, files
from indexer.unpack import Unreadable

Found = list[Reading | Skipped | Ignored]


def page(title: str = "Ferry sails", text: str = "The ferry sails again on Monday.", charset: str = "utf-8") -> bytes:
    story = "".join(f"<p>{text} So says number {n} of those who stood on the quay to see it.</p>" for n in range(4))
    head = f"<!DOCTYPE html><html><head><title>{title}</title></head>"
    return f"{head}<body><article>{story}</article></body></html>".encode(charset)


def http(body: bytes, *headers: str, status: str = "200 OK", type_: str = "text/html") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {type_}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def record(
    block: bytes, kind: str = "response", *, url: str = "https://a.example/1", type_: str = "", length: int = -1
) -> bytes:
    type_ = type_ or ("application/http; msgtype=response" if kind == "response" else "text/html")
    size = len(block) if length < 0 else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-02-01T00:00:00Z\r\n"
    return f"{head}Content-Type: {type_}\r\nContent-Length: {size}\r\n\r\n".encode() + block + b"\r\n\r\n"


def read(data: bytes, name: str = "a.warc") -> Found:
    return list(read_source(Source.of(name, data)))


def seen(found: Found) -> list[str | None]:
    """The headlines, and of what is no article its place."""
    return [item.article.headline if isinstance(item, Reading) else item.locator for item in found]


def test_pages_are_articles_and_other_records_are_not() -> None:
    data = b"".join(
        (
            record(b"software: x\r\n", "warcinfo", type_="application/warc-fields"),
            record(b"GET / HTTP/1.1\r\n\r\n", "request"),
            record(http(page("A"))),
            record(http(b"\x89PNG", type_="image/png")),
            record(http(page("Moved"), status="302 Found")),
            record(http(page("Gone"), status="404 Not Found")),
            record(http(b""), "revisit"),
            record(page("B"), "resource", type_="text/html; charset=utf-8"),
            record(b"a log", "resource", type_="text/plain"),
            record("C\n\nWörter.\n".encode(), "conversion", type_="text/plain"),
        )
    )
    found = read(data)
    assert seen(found) == ["A", "a.warc#4", "a.warc#5", "a.warc#6", "B", "a.warc#9", "C"]
    assert [item.article.locator for item in found if isinstance(item, Reading)] == [
        "a.warc#3",
        "a.warc#8",
        "a.warc#10",
    ]
    assert {type(item) for item in found} == {Reading, Ignored}
    assert isinstance(found[-1], Reading)
    assert found[-1].article.body == ("", "Wörter.")


def test_the_address_is_the_one_that_was_fetched() -> None:
    for url, kept in (
        ("https://A.example/1?utm_source=x&id=3#top", "https://a.example/1?id=3"),
        ("<http://a.example/b>", "http://a.example/b"),
        ("http://a.example/b c", "http://a.example/b%20c"),
        ("metadata:x", None),
    ):
        [reading] = read(record(http(page()), url=url))
        assert isinstance(reading, Reading)
        assert reading.article.url == kept


def test_a_date_in_the_address_is_better_than_none() -> None:
    [reading] = read(record(http(page()), url="https://a.example/2019/11/07/ferry"))
    assert isinstance(reading, Reading)
    assert reading.article.published == "2019-11-07"
    assert [change.rule for change in reading.changes] == ["date-from-name"]
    [reading] = read(record(http(page()), url="https://a.example/2019/13/07/ferry"))
    assert isinstance(reading, Reading)
    assert reading.article.published is None


@pytest.mark.parametrize(
    ("charset", "header"),
    [
        ("utf-8", ""),
        ("windows-1251", "; charset=windows-1251"),
        ("koi8-r", "; charset='koi8-r'"),
        ("utf-16", "; charset=utf-16"),
    ],
)
def test_the_charset_of_the_headers_counts(charset: str, header: str) -> None:
    text = "Паром снова вышел в море в понедельник утром."
    [reading] = read(record(http(page("Паром", text, charset), type_=f"text/html{header}")))
    assert isinstance(reading, Reading)
    assert reading.article.headline == "Паром"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "identity": bytes,
    "unheard-of": bytes,
    "gzip, br": lambda data: brotli.compress(gzip.compress(data)),
}


@pytest.mark.parametrize("name", PACKERS)
def test_what_was_packed_for_the_way(name: str) -> None:
    body = page("A")
    packed = PACKERS[name](body)
    assert unpacked(packed, content=name) == (body, None)
    chunks = b"".join(
        b"%x\r\n%s\r\n" % (len(packed[n : n + 100]), packed[n : n + 100]) for n in range(0, len(packed), 100)
    )
    block = http(chunks + b"0\r\n\r\n", f"Content-Encoding: {name}", "Transfer-Encoding: chunked")
    assert seen(read(record(block))) == ["A"]


@pytest.mark.parametrize("name", PACKERS)
def test_what_was_unpacked_under_the_old_headers(name: str) -> None:
    block = http(page("A"), f"Content-Encoding: {name}", "Transfer-Encoding: chunked")
    assert seen(read(record(block))) == ["A"]


def test_damage_in_the_packing_costs_the_rest_of_a_page() -> None:
    packed = gzip.compress(page("A", "The ferry sails again on Monday, and nobody says why." * 300))
    found = read(record(http(packed[: len(packed) // 2], "Content-Encoding: gzip")))
    assert seen(found) == ["A", "a.warc#1"]
    assert isinstance(found[0], Reading)
    assert found[0].changes[-1].rule == "degraded"
    assert isinstance(found[1], Skipped)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_in_the_packing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_body, "RECORD", 1 << 20)
    bomb = PACKERS[name](bytes(1 << 27))
    tracemalloc.start()
    with pytest.raises(Unreadable, match="one record of over"):
        unpacked(bomb, content=name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < (96 if name == "zstd" else 8) << 20  # zstandard's bound is on its input: 32 MB come out at a time
    assert seen(read(record(http(bomb, f"Content-Encoding: {name}")) + record(http(page("B"))))) == ["a.warc#1", "B"]


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (b"3\r\nabc\r\n0\r\n\r\n", b"abc"),
        (b"3\nabc\n0\n\n", b"abc"),
        (b"3 \r\nabc\r\n", b"abc"),
        (b"3\r\nabc", b"abc"),
        (b"9\r\nabc", b"abc"),
        (b"3\r\nabc\r\nzz\r\ndef", b"abczz\r\ndef"),
        (b"", b""),
        (b"FFFFFFFF\r\nabc", b"abc"),
    ],
)
def test_chunks(body: bytes, whole: bytes) -> None:
    assert joined(body) == whole


def test_heads() -> None:
    assert head_of(b"HTTP/1.1 200\nA: b\n\n<p>") == (200, {"a": "b"}, 19)
    assert head_of(b"HTTP/1.1 200 OK\r\n\r\n") == (200, {}, 19)
    assert head_of(b"HTTP/1.0 200 OK\r\nA: 1\r\na: 2\r\nB\r\n") == (200, {"a": "1, 2", "b": ""}, 32)
    assert head_of(b"<html>") == (None, {}, 0)


def test_a_page_without_a_head_or_a_type() -> None:
    assert seen(read(record(page("A")))) == ["A"]
    assert seen(read(record(http(page("A"), type_="application/octet-stream")))) == ["A"]
    assert seen(read(record(http(b"words", type_="text/plain")))) == ["a.warc#1"]


@pytest.mark.parametrize("length", [0, 1, 100, 700, 5000])
def test_a_wrong_length_costs_its_record(length: int) -> None:
    first = record(http(page("A")), length=length)
    found = read(first + record(http(page("B"))) + record(http(page("C"))))
    assert seen(found)[-2:] == ["B", "C"]
    assert len([item for item in found if isinstance(item, Skipped)]) <= 2


def test_headers_that_are_none() -> None:
    broken = b"WARC/1.0\r\nno colon here\r\n\r\n"
    for rubbish in (b"rubbish\r\n", broken, broken + b"x" * 300_000, b"\0" * 70_000):
        found = read(record(http(page("A"))) + rubbish + record(http(page("B"))) + record(http(page("C"))))
        assert [title for title in seen(found) if title in ("A", "B", "C")] == ["A", "B", "C"]


def test_a_cut_record_is_read_as_far_as_it_goes() -> None:
    data = record(http(page("A", "x" * 1000))) + record(http(page("B", "y" * 1000)))
    found = read(data[:-1500])
    assert seen(found) == ["A", "B", "a.warc#2"]
    assert isinstance(found[2], Skipped)
    assert found[2].reason.startswith("cut off: ")


@pytest.mark.parametrize("name", ["a.warc", "a.arc"])
def test_an_archive_cut_where_nothing_is_read_was_whole(name: str) -> None:
    picture = http(b"\x89PNG" * 100, type_="image/png")
    line = "http://a.example/1 192.0.2.1 20080430204826 image/png"
    data = record(picture) if name == "a.warc" else arc((line, picture))
    assert {type(item) for item in read(data, name)} == {Ignored}
    assert read(data[:-30], name)[-1] == Skipped(name, "truncated: the last record has lost its end")


def test_a_cut_member_is_one_line(tmp_path: Path) -> None:
    members = [gzip.compress(record(http(page(str(n), "Words for the ferry." * 40)))) for n in range(5)]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(members)[:-12])
    [file] = files([tmp_path])
    assert isinstance(file, SourceFile)
    *readings, skipped = read_file(file)
    assert seen(readings) == ["0", "1", "2", "3", "4"]
    assert isinstance(skipped, Skipped)
    assert skipped.locator == "a.warc.gz"
    assert skipped.reason.startswith("truncated")


@pytest.mark.parametrize("damage", ["flipped", "cut", "gone", "checksum", "header"])
@pytest.mark.parametrize("where", [1, 3])
def test_a_damaged_member_cost_all_that_follow(tmp_path: Path, damage: str, where: int) -> None:
    members = [gzip.compress(record(http(page(str(n), f"Words {n} for the ferry." * 900)))) for n in range(5)]
    member = members[where]
    members[where] = {
        "flipped": member[:300] + bytes(byte ^ 0x55 for byte in member[300:310]) + member[310:],
        "cut": member[:-200],
        "gone": member[:40],
        "checksum": member[:-8] + b"abcd" + member[-4:],
        "header": b"\x1f\x8b\x08\x00" + b"\xff" * 6 + member[10:],
    }[damage]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(members))
    [file] = files([tmp_path])
    assert isinstance(file, SourceFile)
    found = list(read_file(file))
    others = [str(n) for n in range(5) if n != where]
    assert [title for title in seen(found) if title in others] == others
    skipped = [item for item in found if isinstance(item, Skipped)]
    assert len(skipped) == (0 if damage == "header" else 1)


def test_a_record_above_the_limit_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captures, "RECORD", 1 << 20)
    big = record(http(page("A", "word " * 300_000)))
    picture = record(http(bytes(1 << 21), type_="video/mp4"))
    assert seen(read(big + picture + record(http(page("B"))))) == ["a.warc#1", "a.warc#2", "B"]


class _Endless(io.RawIOBase):
    """So many records of so many bytes, made as they are read."""

    def __init__(self, count: int, size: int) -> None:
        super().__init__()
        one = record(http(bytes(size), type_="image/png"))
        self._pieces: Iterator[bytes] = (one for _ in range(count))
        self._ahead = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._ahead = self._ahead or next(self._pieces, b"")
        data = self._ahead[: len(buffer)]
        self._ahead = self._ahead[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def test_memory_holds_one_record() -> None:
    stream = io.BufferedReader(_Endless(60, 1 << 20))
    tracemalloc.start()
    found = list(read_source(Source("a.warc", "a.warc", record(b"")[:100], stream)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 60
    assert peak < 6 << 20


def test_a_defect_of_the_library_costs_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    PanicException.__module__ = "pyo3_runtime"

    def panic(*_: object) -> Iterator[object]:
        raise PanicException("index out of bounds")
        yield

    real = warc_records._archive
    calls = iter((lambda tape: panic(), real, real))
    monkeypatch.setattr(warc_records, "_archive", lambda tape: next(calls)(tape))
    found = read(b"WARC/1.0\r\nx\r\n" + record(http(page("A"))))
    assert seen(found) == ["a.warc#1", "A"]


def arc(*captured: tuple[str, bytes]) -> bytes:
    info = b"1 0 test\nURL IP-address Archive-date Content-type Archive-length\n"
    lines = b"filedesc://a.arc 0.0.0.0 20080430204825 text/plain %d\n%s\n" % (len(info), info)
    return lines + b"".join(b"%s %d\n%s\n" % (line.encode(), len(block), block) for line, block in captured)


def test_arc_versions_one_and_two() -> None:
    data = arc(
        ("http://a.example/1 192.0.2.1 20080430204826 text/html", http(page("A"))),
        ("http://a.example/x y 192.0.2.1 20080430204826 text/html", http(page("B"))),
        ("http://a.example/3 192.0.2.1 20080430204826 text/html 200 - - 0 a.arc", http(page("C"))),
        ("http://a.example/4 192.0.2.1 20080430204826 image/gif", http(b"GIF89a", type_="image/gif")),
        ("dns:a.example 192.0.2.1 20080430204826 text/dns", b"20080430204826\na.example 1 IN A 192.0.2.1\n"),
    )
    found = read(data, "a.arc")
    assert seen(found) == ["A", "B", "C", "a.arc#5", "a.arc#6"]
    assert isinstance(found[1], Reading)
    assert (found[1].article.url, found[1].article.reader) == ("http://a.example/x%20y", "arc")


def test_what_is_broken_in_an_arc() -> None:
    good = "http://a.example/1 192.0.2.1 20080430204826 text/html"
    data = arc((good, http(page("A")))) + b"rubbish\nmore\n" + arc((good, http(page("B"))))
    assert seen(read(data, "a.arc")) == ["A", "a.arc#3", "B"]
    data = arc((good, http(page("A")))) + f"{good} -1\n".encode() + b"x" * 100_000
    assert seen(read(data, "a.arc")) == ["A", "a.arc#3"]
    data = arc((good, http(page("A", "word " * 90))))
    assert seen(read(data[:-200], "a.arc")) == ["A", "a.arc#2"]


@settings(max_examples=40)
@given(st.data())
def test_whatever_the_bytes_are_the_run_goes_on(data: st.DataObject) -> None:
    whole = (
        record(b"x: y\r\n", "warcinfo")
        + record(http(gzip.compress(page("A")), "Content-Encoding: gzip"))
        + record(http(page("B")))
    )
    at = data.draw(st.integers(0, len(whole)))
    raw = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=4)):
        raw[place] = data.draw(st.integers(0, 255))
    for piece in (bytes(raw), bytes(raw[:at]), bytes(raw[at:])):
        for name in ("a.warc", "a.arc"):
            for item in read_source(Source.of(name, piece)):
                assert isinstance(item, Reading | Skipped | Ignored)

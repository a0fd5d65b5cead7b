"""Which reader takes what, what a new one needs, and that no record costs more than itself."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Ignored, Reading, Skipped
from indexer.readers import READERS, Reader, choose, fingerprint, read_file, read_source
from indexer.sources import Source, SourceFile, files

PAGE = b"<!DOCTYPE html><html><head><title>Ferry sails again</title></head><body><p>The ferry sails.</p></body></html>"


def chosen(name: str, data: bytes) -> str | None:
    reader = choose(Source.of(name, data))
    return reader.name if reader else None


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.html", PAGE, "html"),
        ("a.txt", PAGE, "html"),
        ("a", PAGE, "html"),
        ("a.php", b"<!-- saved -->\n" + PAGE, "html"),
        ("a.htm", b"just words", "html"),
        ("a.txt", b"just words", "text"),
        ("a", b"just words", "text"),
        ("Mr. Smith", b"just words", "text"),
        ("a.txt", "Größe".encode("utf-16"), "text"),
        ("a.json", b'{"title": "x"}', "json"),
        ("a.json", b"[1]", "json"),
        ("a.txt", b'[{"title": "x"}]', "json"),
        ("a", b'{"headline": "x",\n "body": "y"}', "json"),
        ("a", b'{"headline": "x", "body": "y"}', "jsonl"),
        ("a.jsonl", b'{"title": "x"}', "jsonl"),
        ("a.ndjson", b'{"text": "' + b"x" * 5000, "jsonl"),
        ("a.json", b'{"text": "' + b"x" * 5000, "json"),
        ("a", b'{"text": "' + b"x" * 5000, "jsonl"),
        ("a.json", b'{"title": "x"}\n{"title": "y"}\n', "jsonl"),
        ("a.jsonl", b'[{"title": "x"},\n{"title": "y"}]', "json"),
        ("a.css", b"p { color: red }", None),
        ("a.csv", b"title,text\n", "csv"),
        ("a.tsv", b"just words", "csv"),
        ("a", b"id\ttitle\ttext\n1\tA\tb\n", "csv"),
        ("a.md", b"just words", "markdown"),
        ("a.txt", b"---\ntitle: A\n---\nwords", "markdown"),
        ("a.xml", b'<?xml version="1.0"?><!-- a -->\n<rss version="2.0">', "feed"),
        ("a.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("a.xml", '<rss version="2.0">'.encode("utf-16"), "feed"),
        ("a.xml", b"<feed><entry/></feed>", None),
        ("a.xml", b"<newsItem/>", None),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1", "items": []}', "jsonfeed"),
        ("a.jsonfeed", b"{}", "jsonfeed"),
        ("a.txt", b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "warc"),
        ("a", b"filedesc://a.arc 0.0.0.0 20080430204825 text/plain 75\n", "arc"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", None),
        ("a", b"\x7fELF\x02\x01\x01\0\0", None),
        ("a", b'<?xml version="1.0"?><rss></rss>', "feed"),
        ("a.xml", b'<?xml version="1.0"?><rss></rss>', "feed"),
        ("a", b'<?xml version="1.0"?><other></other>', None),
        ("a", b'<?xml version="1.0"?><nitf><head/></nitf>', "nitf"),
        ("a.txt", b'<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf>', "nitf"),
        ("a.xml", b'<n:newsMessage xmlns:n="http://iptc.org/std/nar/2006-10-01/">', "newsml-g2"),
        ("a.xml", b"<NewsML>", "newsml-1"),
        ("a.json", b'{"uri": "u", "versioncreated": "x", "pubstatus": "usable"}', "ninjs"),
        ("a.jsonl", b'{"uri": "u", "versioncreated": "x", "pubstatus": "usable"}\n{}', "jsonl"),
        ("a.sgm", b'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="1">', "reuters21578"),
        ("a", b"%PDF-1.7\n", None),
    ],
)
def test_content_and_extension_decide(name: str, data: bytes, reader: str | None) -> None:
    assert chosen(name, data) == reader


@dataclass(frozen=True)
class Telex:
    """A format of one's own: `ZCZC` and a headline, the text, `NNNN`."""

    name: str = "telex"
    version: int = 1
    extensions: frozenset[str] = frozenset((".tlx",))

    def sniff(self, head: bytes) -> bool:
        return head.startswith(b"ZCZC ")

    def read(self, source: Source) -> Iterator[Reading | Skipped]:
        text = source.open().read().decode("ascii").removesuffix("NNNN\n")
        headline, *body = text.removeprefix("ZCZC ").splitlines()
        yield Reading(Article(headline=headline, body=tuple(body)))


def test_a_format_is_one_file_and_one_line(tmp_path: Path) -> None:
    readers: tuple[Reader, ...] = (Telex(), *READERS)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"ZCZC Ferry sails again\nAt seven.\nNNNN\n"))
    [file] = files([tmp_path])
    assert isinstance(file, SourceFile)
    [reading] = read_file(file, readers)
    assert isinstance(reading, Reading)
    assert reading.article == Article(
        headline="Ferry sails again", body=("At seven.",), locator="a.txt.gz", reader="telex"
    )
    assert fingerprint(readers) == "telex/1 " + fingerprint()


@pytest.mark.parametrize("error", [ValueError("odd\nthing"), RecursionError(), MemoryError(), KeyError("x")])
def test_whatever_a_parser_raises_costs_its_record(error: BaseException) -> None:
    class Breaking(Telex):
        def read(self, source: Source) -> Iterator[Reading | Skipped]:
            yield Reading(Article(headline="before"))
            raise error

    first, second = read_source(Source.of("a.tlx", b"ZCZC"), (Breaking(),))
    assert isinstance(first, Reading)
    assert isinstance(second, Skipped)
    assert second.locator == "a.tlx"
    assert "\n" not in second.reason


def test_what_nobody_reads_is_ignored_and_what_is_empty_is_said() -> None:
    assert list(read_source(Source.of("a.png", b"\x89PNG"))) == [Ignored("a.png")]
    assert list(read_source(Source.of("a.txt", b""))) == [Skipped("a.txt", "empty")]
    assert list(read_source(Source.of("README", b""))) == [Ignored("README")]


def test_half_a_surrogate_pair_can_be_stored() -> None:
    data = rb'{"title": "a\ud800b", "text": "c\udfffd", "captions": ["\ud800"], "keywords": ["k\ud800"]}'
    [reading] = read_source(Source.of("a.json", data))
    assert isinstance(reading, Reading)
    article = reading.article
    assert (article.headline, article.body, article.keywords) == ("a\ufffdb", ("c\ufffdd",), ("k\ufffd",))
    assert article.captions[0].text == "\ufffd"


def test_a_cut_article_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    text = "Ferry sails again\n\n" + "\n\n".join(f"Paragraph {n}, which counts {n * n}." for n in range(3000))
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(text.encode())[:-2000])
    [file] = files([tmp_path])
    assert isinstance(file, SourceFile)
    reading, skipped = read_file(file)
    assert isinstance(reading, Reading)
    assert reading.article.headline == "Ferry sails again"
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("truncated")


def test_the_broken_samples_are_each_one_line() -> None:
    broken = Path(__file__).parents[3] / "seeds" / "broken"
    skipped: dict[str, str] = {}
    readings: list[str] = []
    for file in files([broken]):
        assert isinstance(file, SourceFile)
        for item in read_file(file):
            if isinstance(item, Skipped):
                skipped[item.locator] = item.reason
            elif isinstance(item, Reading):
                readings.append(item.article.locator)
    assert sorted(skipped) == [
        "control-bytes.txt", "cut-off.7901", "cut-off.nitf.xml", "cut-off.rss#2", "cut-short.txt.gz",
        "empty-message.mbox#1",
        "empty-text.xml", "entities.atom", "entities.newsml.xml", "no-content.html#1", "no-directory.zip",
        "no-object.feed.json#2", "no-story.html", "no-text.rtf", "no-word.docx", "no-words.ninjs.json",
        "nothing-below.md", "nothing-but-rights.txt#1", "one-bad-item.newsml-g2.xml#2", "one-bad-line.jsonl#2",
        "open-quote.csv#2", "open-record.sgm#1", "page-cut.xml", "page-gone-mets.xml#gone.xml", "record-cut.xml#1",
        "unclosed.json", "wrong-length.arc#2", "wrong-length.warc#2",
    ]  # fmt: skip
    assert sorted(readings) == [
        "cut-off.7901", "cut-off.rss#1", "cut-short.txt.gz", "no-object.feed.json#1", "one-bad-item.newsml-g2.xml#1",
        "one-bad-item.newsml-g2.xml#3", "one-bad-line.jsonl#1", "one-bad-line.jsonl#3", "open-quote.csv#1",
        "open-quote.csv#3", "open-record.sgm#2", "wrong-length.arc#2", "wrong-length.warc#1", "wrong-length.warc#3",
    ]  # fmt: skip
    assert skipped["control-bytes.txt"] == "not text: a NUL byte at offset 57"


@given(st.sampled_from(["a.txt", "a.html", "a.json", "a.jsonl", "a"]), st.binary(max_size=120) | st.text(max_size=60))
def test_any_bytes_are_read_skipped_or_ignored(name: str, data: bytes | str) -> None:
    for item in read_source(
        Source.of(name, data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    ):
        assert isinstance(item, Reading | Skipped | Ignored)


@pytest.mark.parametrize(
    "folder", ["html-articles/html", "html-publishers/us", "htmldate/html", "bbc/tech", "multilingual"]
)
def test_real_files_are_read(data: Path, folder: str) -> None:
    found = [
        file
        for file in files([data / folder])
        if isinstance(file, SourceFile) and not file.locator.endswith(("json", "info"))
    ]
    for file in found[:: max(1, len(found) // 6)]:
        items = list(read_file(file))
        assert items
        assert [item for item in items if not isinstance(item, Reading)] == []

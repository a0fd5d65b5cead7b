"""Whatever is wrong with a file, it is a line in the report: cut anywhere, in the wrong encoding, empty, full of NULs,
pieces swapped. The samples are those of seeds/articles, one for each reader."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.article import Ignored, Reading, Skipped
from indexer.readers import READERS, choose, read_source
from indexer.sources import Source

ARTICLES = Path(__file__).parents[3] / "seeds" / "articles"
SEEDS = sorted(path for path in ARTICLES.iterdir() if path.is_file())
NAMES = [path.name for path in SEEDS]
BYTES = {path.name: path.read_bytes() for path in SEEDS}
PARSED_AS_PAGES = ("weekly.warc", "weekly-2009.arc", "lighthouse-keeper.html", "harbour-letter.html")
"""What trafilatura reads, some 5 ms a page: tried at fewer places."""


def read(name: str, data: bytes) -> list[Reading | Skipped | Ignored]:
    found = list(read_source(Source.of(name, data)))
    for item in found:
        assert isinstance(item, Reading | Skipped | Ignored)
        if isinstance(item, Skipped):
            assert item.locator.startswith(name)
            assert item.reason
            assert "\n" not in item.reason
        if isinstance(item, Reading):
            assert item.article.headline or item.article.body
    return found


def test_every_reader_has_a_sample() -> None:
    every = [path for path in ARTICLES.rglob("*") if path.is_file()]
    chosen = {reader.name for path in every if (reader := choose(Source.of(path.name, path.read_bytes())))}
    assert chosen == {reader.name for reader in READERS}


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_nothing_wrong_with_it(name: str) -> None:
    assert not any(isinstance(item, Skipped) for item in read(name, BYTES[name]))


@pytest.mark.parametrize("name", NAMES)
def test_cut_anywhere(name: str) -> None:
    data = BYTES[name]
    places = 25 if name in PARSED_AS_PAGES else 120
    whole = sum(isinstance(item, Reading) for item in read(name, data))
    for n in range(places):
        found = read(name, data[: len(data) * n // places])
        assert sum(isinstance(item, Reading) for item in found) <= whole


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1252", "utf-7", "cp037"])
def test_in_another_encoding(name: str, encoding: str) -> None:
    assert len(read(name, BYTES[name].decode("utf-8", "replace").encode(encoding, "replace"))) > 0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "data",
    [b"", b"\0", b"\0" * 5000, b"\xff\xfe", b"\xef\xbb\xbf", b"\n" * 5000, b"\xff" * 5000, b"{", b"<", b"\x1f\x8b"],
)
def test_nothing_or_next_to_nothing(name: str, data: bytes) -> None:
    assert not any(isinstance(item, Reading) for item in read(name, data)) or data in (b"{", b"<", b"\xff" * 5000)


@pytest.mark.parametrize("name", NAMES)
def test_nuls_in_between(name: str) -> None:
    data = BYTES[name]
    for at in range(0, len(data), max(1, len(data) // 12)):
        assert len(read(name, data[:at] + b"\0" + data[at:])) > 0


@pytest.mark.parametrize("name", NAMES)
def test_without_end(name: str) -> None:
    """The last byte of a sample, and its last line, two hundred thousand times."""
    data = BYTES[name]
    assert len(read(name, data + data[-1:] * 200_000)) > 0
    assert len(read(name, data + (data.rstrip().rpartition(b"\n")[2] + b"\n")[:200] * 2000)) > 0


@settings(max_examples=25)
@given(st.data())
def test_pieces_that_changed_places(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name in NAMES if name not in PARSED_AS_PAGES]))
    whole = BYTES[name]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), min_size=2, max_size=4)))
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    read(name, b"".join(data.draw(st.permutations(pieces))))


@pytest.mark.parametrize("name", NAMES)
def test_cut_within_its_compression(name: str, tmp_path: Path) -> None:
    from tests.support.samples import found_in

    packed = gzip.compress(BYTES[name] * 3, 1)
    path = tmp_path / f"{name}.gz"
    path.write_bytes(packed[: len(packed) * 2 // 3])
    # cut short is said as it is, or, by parsers that take a document whole, as what it then lacks
    said = ("truncated", "not well-formed XML")
    assert any(isinstance(item, Skipped) and item.reason.startswith(said) for item in found_in(path))

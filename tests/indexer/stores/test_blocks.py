"""Block files: what was added comes back, and nothing else does."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.article import Article, Caption
from indexer.errors import DamagedArchive, OutputError
from indexer.stores import blocks
from indexer.stores.blocks import BlockReader, BlockWriter, decode, encode


def write(path: Path, records: list[bytes]) -> str:
    writer = BlockWriter(path)
    for record in records:
        writer.add(record)
    return writer.finish()


def read(path: Path, digest: str) -> list[bytes]:
    reader = BlockReader(path, digest=digest)
    try:
        return [reader.get(ordinal) for ordinal in range(len(reader))]
    finally:
        reader.close()


RECORDS = [b"%d " % n * (n * 37 % 3000) for n in range(120)] + [b"", b"long " * 30_000, b""]


def test_records_come_back_in_order(tmp_path: Path) -> None:
    digest = write(tmp_path / "a", RECORDS)
    assert read(tmp_path / "a", digest) == RECORDS
    reader = BlockReader(tmp_path / "a", digest=digest)
    assert [reader.get(n) for n in (121, 3, 119, 0)] == [RECORDS[n] for n in (121, 3, 119, 0)]
    assert all(size <= blocks.BLOCK + 4 * (count + 1) or count == 1 for count, size in spans(reader))
    assert list(reader.verify())  # these records are no articles, and verify says so
    for beyond in (-1, len(RECORDS)):
        with pytest.raises(IndexError):
            reader.get(beyond)
    reader.close()


def spans(reader: BlockReader) -> list[tuple[int, int]]:
    return [(reader.span(n)[1], reader.unpacked_size(n)) for n in range(reader.blocks)]


def test_an_empty_file_is_whole(tmp_path: Path) -> None:
    assert read(tmp_path / "a", write(tmp_path / "a", [])) == []


@given(st.sets(st.integers(0, len(RECORDS) - 1)))
@settings(max_examples=15, deadline=None)
def test_a_copy_leaves_out_the_dead(tmp_path_factory: pytest.TempPathFactory, dead: set[int]) -> None:
    folder = tmp_path_factory.mktemp("blocks")
    source = BlockReader(folder / "a", digest=write(folder / "a", RECORDS))
    writer = BlockWriter(folder / "b")
    writer.add(b"before")
    writer.copy(source, frozenset(dead))
    writer.add(b"after")
    live = [record for n, record in enumerate(RECORDS) if n not in dead]
    assert read(folder / "b", writer.finish()) == [b"before", *live, b"after"]
    source.close()


def test_every_flipped_bit_is_noticed(tmp_path: Path) -> None:
    records = [b"Rail strike, day %d" % n for n in range(5)]
    path = tmp_path / "a"
    digest = write(path, records)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes((whole[place] ^ (1 << place % 8),)) + whole[place + 1 :])
        with pytest.raises(DamagedArchive, match="morgue rebuild"):
            read(path, digest)


def test_every_truncation_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    digest = write(path, [b"Rail strike"])
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedArchive):
            read(path, digest)
    path.write_bytes(whole + b"\0")
    with pytest.raises(DamagedArchive):
        read(path, digest)


def test_the_file_of_another_archive_is_noticed(tmp_path: Path) -> None:
    digest = write(tmp_path / "a", [b"one"])
    write(tmp_path / "b", [b"two"])
    with pytest.raises(DamagedArchive, match="checksum"):
        read(tmp_path / "b", digest)


@given(st.binary(max_size=60), st.integers(0, 2**32 - 1), st.integers(0, 3), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_hostile_files_with_right_checksums_only_raise(
    tmp_path_factory: pytest.TempPathFactory, packed: bytes, size: int, records: int, offset: int
) -> None:
    path = tmp_path_factory.mktemp("blocks") / "a"
    head = struct.pack("<8sI", b"MORGUEBL", 1)
    row = struct.pack("<QIIII", offset % 64, len(packed), size, 0, zlib.crc32(packed))
    closing = struct.pack("<QII", len(head) + len(packed), 1, records)
    path.write_bytes(head + packed + row + closing + struct.pack("<I8s", zlib.crc32(closing), b"MORGUEBL"))
    try:
        read(path, blocks.digest(row + closing))
    except DamagedArchive:
        pass
    else:
        assert not records


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = write(tmp_path / "a", [bytes(1_000_000)])
    monkeypatch.setattr(blocks, "MAX_UNPACKED", 999_999)
    with pytest.raises(DamagedArchive, match="another size"):
        read(tmp_path / "a", digest)


def test_a_refused_write_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no-such-folder"):
        BlockWriter(tmp_path / "no-such-folder" / "a")


_text = st.text(st.characters(codec=None), max_size=20)
_some = st.none() | _text


@given(
    st.builds(
        Article,
        id=_text, guid=_some, url=_some, headline=_some, byline=st.lists(_text).map(tuple), dateline=_some,
        published=_some, updated=_some, publisher=_some, section=_some, language=_some,
        body=st.lists(_text).map(tuple),
        captions=st.lists(st.builds(Caption, _text, _some, st.integers(1, 9))).map(tuple),
        credit=_some, keywords=st.lists(_text).map(tuple), locator=_text, reader=_text,
    )
)  # fmt: skip
@settings(max_examples=50, deadline=None)
def test_articles_come_back_whatever_their_text(article: Article) -> None:
    assert decode(encode(article)) == article


def test_half_a_surrogate_pair_survives() -> None:
    assert decode(encode(Article(headline="\ud800"))).headline == "\ud800"


@pytest.mark.parametrize("record", [b"", b"{}", b"[]", b'{"body": 1}', b"[" * 100_000, b'{"captions": [1]}'])
def test_what_is_no_article_is_a_value_error(record: bytes) -> None:
    with pytest.raises(ValueError):
        decode(record)

"""Files, folders, compressed files and archives, and everything that can be wrong with them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import socket
import stat
import tarfile
import zipfile
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from indexer import sources, unpack
from indexer.article import Skipped
from indexer.errors import UsageError
from indexer.sources import Source, SourceFile
from indexer.unpack import Unreadable

TEXT = b"The ferry leaves at seven.\n" * 900

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.compress,
}


def everything(source: Source) -> tuple[bytes, str | None]:
    """What can be read of a source, and why not more."""
    data = b""
    try:
        while more := unpack.read_some(source.open(), 1 << 16):
            data += more
    except Unreadable as fault:
        fault.told = True
        return data, fault.reason
    return data, None


def look(*arguments: Path | str) -> dict[str, bytes | str]:
    """Locators with their bytes, or with the reason why there are none."""
    found: dict[str, bytes | str] = {}
    for file in sources.files(arguments):
        if isinstance(file, Skipped):
            found[file.locator] = file.reason
            continue
        for source in file.sources():
            if isinstance(source, Skipped):
                found[source.locator] = source.reason
            else:
                data, reason = everything(source)
                found[source.locator] = reason or data
    return found


def tarred(**members: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_folder_is_walked_by_name_and_hidden_names_are_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "Z.txt", ".hidden/x.txt", ".x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert list(look(tmp_path)) == ["Z.txt", "a.txt", "b/10.txt", "b/2.txt"]


def test_a_file_is_called_by_its_name_alone_and_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    found = list(sources.files([tmp_path / "a.txt", tmp_path, tmp_path / "a.txt"]))
    assert [file.locator for file in found] == ["a.txt"]
    assert isinstance(found[0], SourceFile)
    assert found[0].root == found[0].path == os.fsencode(tmp_path / "a.txt")
    assert found[0].digest() == blake2b(b"x", digest_size=16).hexdigest()


def test_a_source_that_is_not_there_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    sources.require([tmp_path, "-"])
    with pytest.raises(UsageError, match="gone"):
        sources.require([tmp_path, tmp_path / "gone"])
    with pytest.raises(UsageError, match="twice"):
        sources.require(["-", "-"])
    with pytest.raises(UsageError, match="no SOURCE"):
        sources.require([])


def test_an_archive_among_the_clippings_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    for inside in ("archive/morgue.toml", "archive/lock", "archive/index/manifest.json", "more/b.txt"):
        (tmp_path / inside).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / inside).write_bytes(TEXT)
    assert sorted(look(tmp_path)) == ["a.txt", "more/b.txt"]
    with pytest.raises(UsageError, match="is an archive of morgue's own"):
        sources.require([tmp_path / "archive"])


def test_an_address_is_told_how_it_can_be_a_source() -> None:
    with pytest.raises(UsageError, match=r"curl -s URL \| morgue index -"):
        sources.require(["https://example.org/a"])


@pytest.mark.parametrize("name", ["a://b", "http://there.txt"])
def test_what_is_on_disk_is_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).parent.mkdir()
    Path(name).write_text("a")
    sources.require([name])
    (found,) = sources.files([name])
    assert isinstance(found, SourceFile)
    assert found.path == os.fsencode(tmp_path / name)
    Path(name).unlink()
    Path(name).symlink_to("gone")
    with pytest.raises(UsageError, match="no such file or folder"):
        sources.require([name])


def test_a_source_may_be_named_in_bytes(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("a")
    sources.require([path])
    with pytest.raises(UsageError, match="no such file or folder"):
        sources.require([path + b"x"])


def test_what_is_no_path_is_named() -> None:
    number: Any = 7
    with pytest.raises(UsageError, match="a SOURCE is named by a path, not by 7"):
        sources.require([number])


def test_a_source_that_may_not_be_looked_at_is_not_called_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("indexer.sources.os.stat", refuse)
    with pytest.raises(UsageError, match="/sealed/news: Permission denied; ask its owner for access"):
        sources.require(["/sealed/news"])


def test_standard_input_is_a_source_like_others() -> None:
    [file] = sources.files(["-"], stdin=io.BytesIO(gzip.compress(TEXT)))
    assert isinstance(file, SourceFile)
    assert file.locator == "-"
    before = file.digest()
    source = next(file.sources())
    assert isinstance(source, Source)
    assert everything(source) == (TEXT, None)
    assert file.digest() == before


@pytest.mark.parametrize("extension", COMPRESS)
@pytest.mark.parametrize("named", [True, False])
def test_compressed_files_are_known_by_content(tmp_path: Path, extension: str, named: bool) -> None:
    name = "story.txt" + (extension if named else "")
    (tmp_path / name).write_bytes(COMPRESS[extension](TEXT) + COMPRESS[extension](b"and more"))
    assert look(tmp_path) == {name: TEXT + b"and more"}
    [file] = sources.files([tmp_path])
    assert isinstance(file, SourceFile)
    [source] = file.sources()
    assert isinstance(source, Source)
    assert (source.extension, source.head) == (".txt", TEXT[:4096])


@pytest.mark.parametrize("extension", COMPRESS)
def test_what_came_before_a_truncation_is_still_read(tmp_path: Path, extension: str) -> None:
    noise = os.urandom(200_000).hex().encode()
    (tmp_path / ("a.txt" + extension)).write_bytes(COMPRESS[extension](noise)[:-9000])
    [file] = sources.files([tmp_path])
    assert isinstance(file, SourceFile)
    reading = file.sources()
    source = next(reading)
    assert isinstance(source, Source)
    data, reason = everything(source)
    assert list(reading) == []  # the fault was told by the reader, so it is not told again
    assert noise.startswith(data)
    if extension != ".bz2":  # blocks are whole, and those of bzip2 hold 900 KB
        assert len(data) > 250_000
    assert reason
    assert "truncated" in reason
    assert "at byte" in reason


def test_trailing_zeros_are_padding_and_other_bytes_are_damage(tmp_path: Path) -> None:
    (tmp_path / "padded.gz").write_bytes(gzip.compress(b"x") + bytes(1000))
    (tmp_path / "trailing.gz").write_bytes(gzip.compress(b"x") + b"no gzip data, this")
    found = look(tmp_path)
    assert found["padded.gz"] == b"x"
    assert "something else follows the gzip data at byte 2" in str(found["trailing.gz"])


def test_a_name_that_promises_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(b"plain words")
    (tmp_path / "b.zip").write_bytes(b"")
    (tmp_path / "BZhang.txt").write_bytes(b"BZhang Wei said on Monday")
    found = look(tmp_path)
    assert found == {
        "BZhang.txt": b"BZhang Wei said on Monday",
        "a.gz": "named as gzip, but it holds none",
        "b.zip": "empty",
    }


@pytest.mark.parametrize("wrap", [lambda data: data, gzip.compress, zstandard.compress])
def test_members_of_a_tar_file(tmp_path: Path, wrap: Callable[[bytes], bytes]) -> None:
    inner = {"in/a.txt": TEXT, "./b.jsonl.gz": gzip.compress(b"{}"), "c..txt": b"c", "in/.DS_Store": b"-"}
    (tmp_path / "n.tar").write_bytes(wrap(tarred(**inner)))
    assert look(tmp_path) == {"n.tar!in/a.txt": TEXT, "n.tar!./b.jsonl.gz": b"{}", "n.tar!c..txt": b"c"}
    assert os.listdir(tmp_path) == ["n.tar"]


def test_links_and_devices_in_a_tar_file_were_dropped_silently(tmp_path: Path) -> None:
    out = io.BytesIO()
    kinds = {tarfile.SYMTYPE: "s", tarfile.LNKTYPE: "l", tarfile.CHRTYPE: "c", tarfile.FIFOTYPE: "p"}
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind, name in (kinds | {tarfile.DIRTYPE: "folder", b"V": "a volume's label", b"7": "like a file"}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd" if kind in kinds else ""
            archive.addfile(info)
    (tmp_path / "n.tar").write_bytes(out.getvalue())
    links = {"n.tar!s": "a link", "n.tar!l": "a link"}
    assert look(tmp_path) == links | {"n.tar!c": "a device", "n.tar!p": "a named pipe", "n.tar!like a file": b""}


def test_a_link_in_a_zip_file_was_read_as_text(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    (tmp_path / "n.zip").write_bytes(out.getvalue())
    assert look(tmp_path) == {"n.zip!a.txt": "a link"}


@pytest.mark.parametrize("name", ["../up.txt", "a/../../up.txt", "/up.txt", "..\\up.txt", "C:\\up.txt", "../.up"])
@pytest.mark.parametrize("pack", ["tar", "zip"])
def test_a_member_whose_name_leads_out_was_read_without_a_word(tmp_path: Path, pack: str, name: str) -> None:
    members = {name: TEXT, "in/a.txt": TEXT, "../": b""} if pack == "zip" else {name: TEXT, "in/a.txt": TEXT}
    (tmp_path / f"evil.{pack}").write_bytes((zipped if pack == "zip" else tarred)(**members))
    assert look(tmp_path) == {
        f"evil.{pack}!{name}": "its name leads out of the archive",
        f"evil.{pack}!in/a.txt": TEXT,
    }


def test_a_cut_tar_file_is_one_line_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "n.tgz").write_bytes(gzip.compress(tarred(a=TEXT, b=os.urandom(200_000)))[:-100_000])
    (tmp_path / "n.tar").write_bytes(tarred(a=TEXT, b=os.urandom(200_000))[:-100_000])
    found = look(tmp_path)
    assert found["n.tar!a"] == found["n.tgz!a"] == TEXT
    assert "truncated" in str(found["n.tar!b"])
    assert "truncated" in str(found["n.tgz!b"])
    assert len(found) == 4


def test_members_of_a_zip_file(tmp_path: Path) -> None:
    (tmp_path / "n.zip").write_bytes(zipped(**{"a.txt": TEXT, "d/b.txt.gz": gzip.compress(b"b"), "d/": b""}))
    assert look(tmp_path) == {"n.zip!a.txt": TEXT, "n.zip!d/b.txt.gz": b"b"}


def test_two_members_of_one_name_have_two_locators(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for data in (b"old", b"new"):
            info = tarfile.TarInfo("a.txt")
            info.size = 3
            archive.addfile(info, io.BytesIO(data))
    (tmp_path / "n.tar").write_bytes(out.getvalue())
    assert look(tmp_path) == {"n.tar!a.txt": b"old", "n.tar!a.txt~2": b"new"}


def test_an_encrypted_member_costs_only_itself(tmp_path: Path) -> None:
    data = bytearray(zipped(secret=b"x", open=b"y"))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + flags] |= 1
    (tmp_path / "n.zip").write_bytes(bytes(data))
    assert look(tmp_path) == {"n.zip!secret": "encrypted; unpack it with its password first", "n.zip!open": b"y"}


def test_documents_made_of_zip_are_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(zipped(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    assert list(look(tmp_path)) == ["a.docx"]


def test_a_damaged_zip_file_says_so(tmp_path: Path) -> None:
    data = zipped(a=TEXT, b=b"b")
    (tmp_path / "cut.zip").write_bytes(data[:-30])
    hurt = bytearray(data)
    hurt[40] ^= 0xFF  # inside the first member's bytes
    (tmp_path / "hurt.zip").write_bytes(bytes(hurt))
    found = look(tmp_path)
    assert "damaged or truncated zip archive" in str(found["cut.zip"])
    assert "damaged" in str(found["hurt.zip!a"])
    assert found["hurt.zip!b"] == b"b"


def test_archives_are_opened_two_deep(tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_bytes(
        gzip.compress(tarred(**{"b.zip": zipped(**{"c.txt": b"c", "d.txt.gz": gzip.compress(b"d")})}))
    )
    (tmp_path / "x.gz.gz.gz").write_bytes(gzip.compress(gzip.compress(gzip.compress(b"x"))))
    assert look(tmp_path) == {
        "a.tar.gz!b.zip!c.txt": b"c",
        "a.tar.gz!b.zip!d.txt.gz": "nested more than 2 deep; unpack it first",
        "x.gz.gz.gz": "nested more than 2 deep; unpack it first",
    }


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "FREE", 1 << 20)


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("extension", COMPRESS)
def test_a_bomb_is_stopped(tmp_path: Path, extension: str) -> None:
    bomb = COMPRESS[extension](bytes(32 << 20))
    (tmp_path / ("bomb" + extension)).write_bytes(bomb)
    (tmp_path / ("twice" + extension)).write_bytes(COMPRESS[extension](bomb))
    for reason in look(tmp_path).values():
        assert str(reason).startswith("compressed bomb")


@pytest.mark.usefixtures("small_limits")
def test_a_bomb_in_an_archive_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(a=os.urandom(40_000), bomb=bytes(6 << 20), z=b"z"))
    found = look(tmp_path)
    assert str(found["a.zip!bomb"]).startswith("compressed bomb")
    assert found["a.zip!z"] == b"z"


@pytest.mark.usefixtures("small_limits")
def test_many_members_may_not_add_up_to_a_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(**{str(n): bytes(900 << 10) for n in range(8)}))
    reasons = [str(value) for value in look(tmp_path).values() if isinstance(value, str)]
    assert reasons
    assert all(reason.startswith("compressed bomb") for reason in reasons)


@pytest.mark.usefixtures("small_limits")
def test_compressed_members_may_not_add_up_to_a_bomb(tmp_path: Path) -> None:
    small = gzip.compress(bytes(900 << 10))
    (tmp_path / "a.tar").write_bytes(tarred(**{f"{n:02}.gz": small for n in range(60)}))
    found = list(look(tmp_path).values())
    assert len(found[0]) == 900 << 10
    assert [str(value)[:15] for value in found if not isinstance(value, bytes)] == ["compressed bomb"]


def test_text_that_compresses_well_is_no_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(TEXT * 200))
    assert look(tmp_path) == {"a.gz": TEXT * 200}


def test_what_is_not_a_file_is_skipped_without_opening_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(tmp_path / "socket"))
        assert look(tmp_path) == {
            "pipe": "a named pipe, not a file; use - for standard input",
            "socket": "a socket, not a file; use - for standard input",
        }
    assert "a device, not a file" in str(look("/dev/zero")["zero"])


def test_a_pipe_that_takes_a_files_place_does_not_block(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    [file] = sources.files([tmp_path])
    (tmp_path / "a.txt").unlink()
    os.mkfifo(tmp_path / "a.txt")
    assert isinstance(file, SourceFile)
    assert list(file.sources()) == [Skipped("a.txt", "no longer a regular file")]


def test_links_are_followed_only_within_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_bytes(b"outside")
    root = tmp_path / "root"
    (root / ".hidden").mkdir(parents=True)
    (root / ".hidden" / "h.txt").write_bytes(b"h")
    (root / "a.txt").write_bytes(b"a")
    for name, target in {
        "again.txt": "a.txt", "dangling": "nowhere", "loop": ".", "out": "../out.txt", "self": "self", "up": "..",
        "current": ".hidden",
    }.items():  # fmt: skip
        (root / name).symlink_to(target)
    found = look(root)
    assert found.pop("a.txt") == b"a"
    assert found.pop("current/h.txt") == b"h"
    assert found.pop("dangling") == "a link to something that isn't there"
    assert found.pop("loop") == "a link to a folder that it lies in"
    assert found.pop("self") == "too many levels of symbolic links"
    assert found.pop("out") == found.pop("up") == "a link out of the folder; name its target as a SOURCE to read it"
    assert found == {}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "d").mkdir(mode=0)
    assert look(tmp_path) == {"a.txt": "permission denied", "d": "permission denied"}


def test_a_file_that_the_system_refuses_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert look(tmp_path) == {"a.txt": "permission denied"}


def test_a_file_that_vanishes_or_grows_is_skipped(tmp_path: Path) -> None:
    for name in ("gone", "grown", "during"):
        (tmp_path / name).write_bytes(b"x")
    files = {file.locator: file for file in sources.files([tmp_path]) if isinstance(file, SourceFile)}
    (tmp_path / "gone").unlink()
    (tmp_path / "grown").write_bytes(b"xx")
    changed = "changed while it was being read; the next run reads it again"
    assert list(files["gone"].sources()) == [Skipped("gone", "vanished before it was read")]
    assert list(files["grown"].sources()) == [Skipped("grown", changed)]
    with pytest.raises(Unreadable, match="vanished"):
        files["gone"].digest()
    reading = files["during"].sources()
    assert isinstance(next(reading), Source)
    (tmp_path / "during").write_bytes(b"xx")
    assert list(reading) == [Skipped("during", changed)]


def test_names_that_are_not_utf8_are_told_apart(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"caf\\xe9.txt", b"caf\xe8.txt", "café.txt".encode()):
        (tmp_path / os.fsdecode(name)).write_bytes(b"x")
    assert sorted(look(tmp_path)) == sorted([r"caf\xe9.txt", r"caf\x5cxe9.txt", r"caf\xe8.txt", "café.txt"])


@given(st.binary(min_size=1, max_size=12), st.binary(min_size=1, max_size=12))
def test_no_two_names_are_written_alike(one: bytes, other: bytes) -> None:
    first, second = sources._printable(one), sources._printable(other)
    first.encode("utf-8")
    assert (first == second) == (one == other)


@given(st.binary(max_size=400), st.integers(0, 3))
def test_bytes_of_any_kind_are_read_or_skipped(data: bytes, kind: int) -> None:
    magic = (b"", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"(\xb5/\xfd")[kind]
    [file] = sources.files(["-"], stdin=io.BytesIO(magic + data))
    assert isinstance(file, SourceFile)
    for source in file.sources():
        if isinstance(source, Source):
            everything(source)


def test_after_damage_the_next_member_can_be_read_by_who_asks_for_it() -> None:
    first, second = gzip.compress(bytes(range(256)) * 200), gzip.compress(b"second")
    for damaged in (first[:-40] + second, first[:100] + b"\0" * 20 + first[120:] + second):
        stream = unpack.Inflated(io.BytesIO(damaged), unpack.COMPRESSIONS[0], unpack.Budget(len(damaged)))
        with pytest.raises(unpack.Unreadable):
            stream.readall()
        with pytest.raises(unpack.Unreadable):  # nobody else meets what follows
            stream.readall()
        assert stream.resume()
        assert stream.readall() == b"second"
        assert not stream.resume()


ENDLESS = [gzip.compress(b"cut", mtime=0)[:-4], bz2.compress(b"x" * 999)[:-9] + bz2.compress(b"y")]


@pytest.mark.parametrize("data", ENDLESS, ids=["gzip", "bzip2"])
def test_where_nothing_can_be_found_again_nothing_is(data: bytes) -> None:
    compression = unpack.compression_of(data)
    assert compression
    stream = unpack.Inflated(io.BytesIO(data), compression, unpack.Budget(len(data)))
    with pytest.raises(unpack.Unreadable):
        stream.readall()
    assert not stream.resume()

"""A container gives back what was written, or says that it can't."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from array import array
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import DamagedArchive, OutputError
from indexer.stores.whoosh import narrow
from indexer.stores.whoosh.container import ALIGNMENT, GRAIN, Container, ContainerWriter
from tests.support.full_disk import room_for

ROOT = Path(__file__).parents[4]


def write(path: Path, parts: dict[str, list[bytes]], facts: dict[str, object] | None = None) -> tuple[int, str]:
    writer = ContainerWriter(path)
    for name, pieces in parts.items():
        writer.add(name, pieces)
    return writer.finish(facts or {})


_parts = st.dictionaries(
    st.text("abc.", min_size=1, max_size=4),
    st.lists(
        st.tuples(st.sampled_from((0, 1, 63, 64, 65, GRAIN - 8, GRAIN, 3 * GRAIN)), st.binary(max_size=3)), max_size=3
    ),
    max_size=5,
)


@given(_parts, st.dictionaries(st.sampled_from(("x", "y")), st.integers() | st.text()))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    made: dict[str, list[tuple[int, bytes]]],
    facts: dict[str, object],
) -> None:
    parts = {name: [fill * size for size, fill in pieces] for name, pieces in made.items()}
    path = tmp_path_factory.mktemp("container") / "file"
    size, digest = write(path, parts, facts)
    container = Container(path, size=size, digest=digest)
    assert container.facts == facts
    assert list(container.verify()) == []
    for name, pieces in parts.items():
        whole = b"".join(pieces)
        assert bytes(container.bytes(name)) == whole
        assert container.size(name) == len(whole)
        assert (name in container) == bool(whole)
        assert container.place(name)[0] % ALIGNMENT == 0
        middle = len(whole) // 2
        assert bytes(container.bytes(name, middle)) == whole[middle:]
        with pytest.raises(DamagedArchive, match="beyond"):
            container.bytes(name, 0, len(whole) + 1)
    container.close()


def test_arrays_are_read_as_numbers(tmp_path: Path) -> None:
    numbers = {code: array(code, [0, 1, 200]) for code in ("B", "H", "I", "q", "Q")}
    size, digest = write(tmp_path / "file", {code: [items.tobytes()] for code, items in numbers.items()})
    container = Container(tmp_path / "file", size=size, digest=digest)
    for code in ("B", "H", "I", "q", "Q"):
        assert container.numbers(code, code).tolist() == [0, 1, 200]
        assert container.numbers(code, code, 1, 2).tolist() == [1]
    assert container.numbers("none", "I").tolist() == []
    container.close()


def outcome(path: Path, size: int, digest: str, names: list[str]) -> list[bytes] | str:
    """All parts, or that it is damaged."""
    try:
        container = Container(path, size=size, digest=digest)
        return [bytes(container.bytes(name)) for name in names]
    except DamagedArchive as error:
        return "damaged" if "morgue rebuild" in str(error) else str(error)


def flips(path: Path, step: int) -> tuple[int, int]:
    """How many flipped bits were noticed of how many; what wasn't must have changed nothing."""
    rng = random.Random(7)
    parts = {"a": [rng.randbytes(3 * GRAIN // 2)], "b": [rng.randbytes(100)], "c": [rng.randbytes(GRAIN)]}
    size, digest = write(path, parts, {"documents": 1})
    whole = path.read_bytes()
    right = [b"".join(pieces) for pieces in parts.values()]
    assert outcome(path, size, digest, list(parts)) == right
    noticed = tried = 0
    for bit in range(0, 8 * size, step):
        wrong = bytearray(whole)
        wrong[bit // 8] ^= 1 << bit % 8
        path.write_bytes(wrong)
        found = outcome(path, size, digest, list(parts))
        assert found in (right, "damaged"), bit
        noticed += found == "damaged"
        tried += 1
    return noticed, tried


def test_a_flipped_bit_is_noticed(tmp_path: Path) -> None:
    noticed, tried = flips(tmp_path / "file", 8 * 16 + 1)  # every bit of a byte has its turn
    assert noticed == tried


@pytest.mark.slow
def test_every_flipped_bit_is_noticed(tmp_path: Path) -> None:
    noticed, tried = flips(tmp_path / "file", 1)
    assert noticed == tried == 8 * (tmp_path / "file").stat().st_size


def test_other_damage_is_noticed(tmp_path: Path) -> None:
    rng = random.Random(7)
    parts = {name: [rng.randbytes(3 * GRAIN)] for name in ("a", "b")}
    path = tmp_path / "file"
    size, digest = write(path, parts)
    whole = path.read_bytes()
    a, b = 64, 64 + 3 * GRAIN
    damages = {
        "nothing": b"",
        "short": whole[:-1],
        "half": whole[: size // 2],
        "long": whole + b"\0",
        "zeros for 4 KiB": whole[:8192] + bytes(4096) + whole[12288:],
        "zeros at the end": whole[:-4096] + bytes(4096),
        "parts swapped": whole[:a] + whole[b : b + 3 * GRAIN] + whole[a : a + 3 * GRAIN] + whole[b + 3 * GRAIN :],
        "grains swapped": whole[:GRAIN] + whole[2 * GRAIN : 3 * GRAIN] + whole[GRAIN : 2 * GRAIN] + whole[3 * GRAIN :],
        "another format": whole[:-12] + b"\2" + whole[-11:],
    }
    for name, data in damages.items():
        path.write_bytes(data)
        assert outcome(path, size, digest, ["a", "b"]) == "damaged", name
    other_size, other = write(path, {"a": [b"1"]})
    assert outcome(path, other_size, digest, ["a"]) == "damaged"
    assert outcome(path, other_size, other, ["a"]) == [b"1"]


def test_only_what_is_looked_at_is_checked_and_all_of_it_by_verify(tmp_path: Path) -> None:
    path = tmp_path / "file"
    size, digest = write(path, {"a": [bytes(GRAIN)], "b": [bytes(2 * GRAIN)]})
    whole = bytearray(path.read_bytes())
    whole[GRAIN + 2000] ^= 1
    path.write_bytes(whole)
    container = Container(path, size=size, digest=digest)
    assert bytes(container.bytes("a", 0, 8)) == bytes(8)
    for _ in range(2):  # and it isn't taken for checked then
        with pytest.raises(DamagedArchive, match=f"checksum of bytes {GRAIN} to {2 * GRAIN}"):
            container.bytes("b")
    assert len(list(container.verify())) == 1
    container.close()


@pytest.mark.parametrize(
    "directory",
    [
        b"[]",
        b"{",
        b'{"parts":3}',
        b'{"parts":{"a":[0]}}',
        b'{"parts":{"a":[0,1e999]}}',
        b'{"parts":{"a":[-64,1]}}',
        b'{"parts":{"a":[0,999999]}}',
        b'{"parts":{"a":[1,1]}}',
        b"[" * 100_000,
    ],
)
def test_a_directory_of_anything_is_damage(tmp_path: Path, directory: bytes) -> None:
    from indexer.stores.manifest import digest as digest_of
    from indexer.stores.whoosh.container import _TRAILER, MAGIC, VERSION

    tail = directory + bytes(4)
    data = MAGIC + tail + _TRAILER.pack(8, len(directory), 1, VERSION, MAGIC)
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(DamagedArchive):
        Container(tmp_path / "file", size=len(data), digest=digest_of(tail))


def test_what_is_no_file_is_damage_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    files = os.listdir("/proc/self/fd")
    for name in ("pipe", "folder"):
        with pytest.raises(DamagedArchive):
            Container(tmp_path / name, size=100, digest="")
    assert len(os.listdir("/proc/self/fd")) == len(files)


def test_a_container_stays_readable_when_its_name_is_gone(tmp_path: Path) -> None:
    size, digest = write(tmp_path / "file", {"a": [bytes(GRAIN)]})
    container = Container(tmp_path / "file", size=size, digest=digest)
    (tmp_path / "file").unlink()
    assert bytes(container.bytes("a")) == bytes(GRAIN)
    assert "missing" in next(container.verify())
    container.close()


def test_verify_of_a_file_that_is_truncated_meanwhile_was_the_end_of_the_process(tmp_path: Path) -> None:
    path = tmp_path / "file"
    size, digest = write(path, {"a": [os.urandom(40 * GRAIN)]})
    code = (
        "import os, sys; from pathlib import Path; from indexer.stores.whoosh.container import Container\n"
        f"c = Container(Path(sys.argv[1]), size={size}, digest={digest!r}); os.truncate(sys.argv[1], 100)\n"
        "print(len(list(c.verify())))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "41"), done.stderr


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="the system doesn't tell")
def test_what_was_looked_at_is_released_and_can_be_looked_at_again(tmp_path: Path) -> None:
    def resident() -> int:
        told = Path("/proc/self/smaps").read_text("utf-8").partition(f"{tmp_path / 'file'}\n")[2]
        return int(told.partition("Rss:")[2].split()[0])

    content = random.Random(1).randbytes(1 << 20)
    size, digest = write(tmp_path / "file", {"a": [content]})
    container = Container(tmp_path / "file", size=size, digest=digest)
    view = container.bytes("a")
    assert view == content
    assert resident() >= 1 << 10
    container.release()
    assert resident() == 0
    assert view == content


def test_a_file_that_is_let_go_of_on_a_full_disk_raises_nothing_more(tmp_path: Path) -> None:
    writer = ContainerWriter(tmp_path / "a")
    with room_for(10_000):
        with pytest.raises(OutputError, match=f"can't write {tmp_path / 'a'}: "):
            writer.add("part", [bytes(1 << 19)] * 3)
        writer.abandon()


def test_what_waits_on_a_full_disk_is_told_from_what_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrow, "_IN_MEMORY", 10)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    writer = ContainerWriter(tmp_path / "a")
    with pytest.raises(OutputError, match=f"can't keep temporary files in {tmp_path / 'gone'} "):
        narrow.write_narrow(writer, "part", [np.arange(1000)], bits=12, least=0)
    writer.abandon()

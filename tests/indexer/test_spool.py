"""What waits on disk is all there, or the run says that it isn't."""

from __future__ import annotations

import io
import tempfile
from typing import NamedTuple

import pytest

from indexer import sources, spool
from indexer.errors import OutputError
from indexer.spool import Pile, Spool
from tests.support.full_disk import room_for


class Record(NamedTuple):
    text: str


class Reluctant(io.FileIO):
    """Takes and gives a few bytes at a time, as a system may."""

    def __init__(self, **_: int) -> None:
        super().__init__(tempfile.mkstemp()[0], "w+b")

    def write(self, data: object) -> int:
        return super().write(memoryview(data)[:7])  # type: ignore[arg-type]

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 5))


def test_a_pile_gives_back_what_was_put_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "TemporaryFile", Reluctant)
    pieces = [bytes([number]) * (number * 3) for number in range(20)]
    with Pile() as pile:
        places = [pile.add(piece) for piece in pieces]
        for place, piece in reversed(list(zip(places, pieces, strict=True))):
            assert pile.read(place, len(piece)) == piece
        with pytest.raises(OutputError, match="of 40 bytes at 560 there are 10"):
            pile.read(560, 40)


def test_a_pile_that_outgrows_its_disk_says_so_and_where() -> None:
    with Pile() as pile, room_for(10_000):
        pile.add(bytes(9_000))
        with pytest.raises(OutputError, match=f"temporary files in {tempfile.gettempdir()} "):
            pile.add(bytes(2_000))


def test_a_spool_that_outgrows_its_disk_says_so_and_where() -> None:
    with Spool(Record) as waiting, room_for(spool.IN_MEMORY + 200_000):
        waiting.add("first", Record("x" * spool.IN_MEMORY))
        waiting.add("second", Record("x" * 150_000))
        with pytest.raises(OutputError, match=f"temporary files in {tempfile.gettempdir()} "):
            waiting.add("third", Record("x" * 200_000))


def test_standard_input_that_outgrows_the_disk_says_so_and_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_SPOOL", 1000)
    with room_for(10_000), pytest.raises(OutputError, match=f"temporary files in {tempfile.gettempdir()} "):
        list(sources.files(["-"], stdin=io.BytesIO(bytes(1 << 22))))


def test_standard_input_that_cannot_be_read_is_what_is_named() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(OutputError, match="can't read standard input: Input/output error"):
        list(sources.files(["-"], stdin=Broken()))

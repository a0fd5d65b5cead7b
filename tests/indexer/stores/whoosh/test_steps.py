"""Ascending numbers come back as they were, however long their steps are, in part and all together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import DamagedArchive
from indexer.stores.whoosh.container import Container, ContainerWriter
from indexer.stores.whoosh.steps import STRIDE, Steps, steps_parts


@contextmanager
def written(path: Path, parts: dict[str, bytes]) -> Iterator[Container]:
    writer = ContainerWriter(path)
    for name, data in parts.items():
        writer.add(name, [data])
    size, digest = writer.finish({})
    container = Container(path, size=size, digest=digest)
    try:
        yield container
    finally:
        container.close()


def parts_of(steps: list[int]) -> dict[str, bytes]:
    found = steps_parts("it", np.array(steps, np.int64))
    return {name: b"".join(bytes(piece) for piece in pieces) for name, pieces in found}


@given(
    st.sampled_from([3, 255, 256, 65_535, 65_536, 20_000_000]).flatmap(
        lambda most: st.lists(st.integers(0, most), max_size=3 * STRIDE)
    ),
    st.data(),
)
def test_numbers_come_back(tmp_path_factory: pytest.TempPathFactory, steps: list[int], data: st.DataObject) -> None:
    numbers = list(accumulate(steps, initial=0))
    first = data.draw(st.integers(0, len(steps)))
    last = data.draw(st.integers(first, len(steps)))
    with written(tmp_path_factory.mktemp("steps") / "file", parts_of(steps)) as file:
        found = Steps(file, "it")
        assert len(found) == len(steps)
        for loaded in (False, True):
            if loaded:
                found.load()
            assert [found.step(number) for number in range(len(steps))] == list(pairwise(numbers))
            assert found.before(last) == numbers[last]
            assert found.numbers(first, last) == numbers[first + 1 : last + 1]
            assert found.array().tolist() == numbers


def test_most_steps_take_a_byte() -> None:
    assert len(parts_of([255] * 640)["it"]) == 640
    assert len(parts_of([255] * 639 + [256])["it"]) == 1_280


def test_steps_beyond_four_gigabytes_are_refused() -> None:
    with pytest.raises(ValueError, match="4 GiB"):
        parts_of([4_000_000_000, 400_000_000])


@pytest.mark.parametrize(
    "change", [{"it": b"\1"}, {"it": b"\1" * 6}, {"it.sums": b"\2\0\0\0"}, {"it.sums": b"\xff" * 8}]
)
def test_parts_that_do_not_fit_together_are_damage(tmp_path: Path, change: dict[str, bytes]) -> None:
    with written(tmp_path / "file", parts_of([1, 2]) | change) as file, pytest.raises(DamagedArchive):
        Steps(file, "it")


def test_sums_beyond_everything_are_damage(tmp_path: Path) -> None:
    parts = {"it": b"\xff" * 12, "it.sums": b"\3\0\0\0\0\0\0\0"}
    with written(tmp_path / "file", parts) as file, pytest.raises(DamagedArchive):
        Steps(file, "it").load()

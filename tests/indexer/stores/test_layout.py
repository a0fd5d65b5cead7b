"""Postings: what we write by hand is what Whoosh's pickles say, and what we read is what was written."""

from __future__ import annotations

import pickle
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.stores.whoosh import layout

_ascending = st.lists(st.integers(1, 100_000), min_size=1, max_size=40).map(
    lambda steps: [sum(steps[: n + 1]) - 1 for n in range(len(steps))]
)


@given(st.just([]) | _ascending)
def test_positions_come_back_and_whoosh_reads_them_too(positions: list[int]) -> None:
    from whoosh.formats import Positions

    value = layout.encode_positions(positions)
    assert layout.decode_positions(value) == positions
    assert Positions().decode_positions(value) == positions
    assert Positions().decode_frequency(value) == len(positions)


@st.composite
def postings(draw: st.DrawFn) -> tuple[list[int], list[int], list[bytes] | None]:
    documents = draw(_ascending)
    count = len(documents)
    frequencies = draw(st.lists(st.sampled_from((1, 2, 255, 256, 70_000)), min_size=count, max_size=count))
    values = draw(st.none() | st.lists(st.binary(max_size=300), min_size=count, max_size=count))
    return documents, frequencies, values


@given(postings())
@settings(deadline=None)
def test_blocks_come_back_and_unpickle_to_what_whoosh_expects(
    posting: tuple[list[int], list[int], list[bytes] | None],
) -> None:
    documents, frequencies, values = posting
    encoded = layout.encode_block(documents, frequencies, values, lengths=(3, 9))
    block = next(layout.decode_blocks(layout.POSTINGS_MAGIC + layout.frame_block(encoded, last=True)))
    assert block.documents == documents
    assert list(block.frequencies) == frequencies
    assert layout.decode_values(block) == (values or [b""] * len(documents))

    facts, data = encoded[:30], encoded[30:]
    count, last, most, packed, *lengths = pickle.loads(facts)  # noqa: S301 - our own bytes, of this very test
    assert (count, last, most, lengths) == (len(documents), documents[-1], max(frequencies), [3, 9])
    ids, weights, theirs = pickle.loads(zlib.decompress(data) if packed else data)  # noqa: S301
    assert [sum(ids[: n + 1]) for n in range(count)] == documents
    assert (weights is None and set(frequencies) == {1}) or list(weights) == frequencies
    assert theirs == (None if values is None else tuple(values))


@given(st.binary(max_size=80))
def test_random_bytes_only_raise(noise: bytes) -> None:
    for data in (noise, layout.POSTINGS_MAGIC + noise, layout.POSTINGS_MAGIC + layout.frame_block(noise, last=True)):
        with pytest.raises((ValueError, IndexError, struct.error, zlib.error)):
            [layout.decode_values(block) for block in layout.decode_blocks(data)]


def test_a_block_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    encoded = layout.encode_block([1], [1], [bytes(10_000)], lengths=(0, 0))
    monkeypatch.setattr(layout, "MAX_UNPACKED", 5_000)
    with pytest.raises(ValueError, match="too much"):
        list(layout.decode_blocks(layout.POSTINGS_MAGIC + layout.frame_block(encoded, last=True)))

"""Documents of postings are read as they were written, whichever way a term is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import DamagedArchive
from indexer.stores.whoosh.container import Container, ContainerWriter
from indexer.stores.whoosh.documents import BLOCK, OFTEN, Documents, write_documents

DOCUMENTS = 20 * BLOCK + 7
FEW = DOCUMENTS // OFTEN

TERMS = {
    "one document": [17],
    "as many as are few": range(0, FEW * 3, 3),
    "one more": range(0, FEW * 3 + 3, 3),
    "every document": range(DOCUMENTS),
    "another one": [DOCUMENTS - 1],
    "a whole block and the last document": [*range(BLOCK, 2 * BLOCK), *range(DOCUMENTS - 90, DOCUMENTS)],
    "blocks without any": range(3 * BLOCK, 4 * BLOCK),
    "the first and the last": [0, DOCUMENTS - 1],
}


def _written(path: Path, *, pieces: int = 1, shorten: bool = True) -> Container:
    sizes = [len(docs) for docs in TERMS.values()]
    starts = np.concatenate(([0], np.cumsum(sizes)))
    every = [np.array(docs, np.uint16) for docs in TERMS.values()]
    writer = ContainerWriter(path)
    some = [every[number::pieces] for number in range(pieces)] if pieces == 1 else [[one] for one in every]
    laid = [np.concatenate(its) for its in some]
    write_documents(writer, "docs", starts, laid, documents=DOCUMENTS, shorten=shorten)
    size, digest = writer.finish({})
    return Container(path, size=size, digest=digest)


def _spans() -> Sequence[tuple[int, int, list[int]]]:
    """Every run of terms: where its postings begin and end, and their documents."""
    names = list(TERMS)
    starts = np.concatenate(([0], np.cumsum([len(docs) for docs in TERMS.values()]))).tolist()
    return [
        (starts[first], starts[last], [doc for name in names[first:last] for doc in TERMS[name]])
        for first in range(len(names))
        for last in range(first, len(names) + 1)
    ]


@pytest.mark.parametrize("shorten", [True, False])
@pytest.mark.parametrize("pieces", [1, 2])
def test_every_run_of_terms(tmp_path: Path, pieces: int, shorten: bool) -> None:
    with_pieces = Documents(_written(tmp_path / "a", pieces=pieces, shorten=shorten), "docs", DOCUMENTS)
    assert len(with_pieces) == sum(len(docs) for docs in TERMS.values())
    for start, end, docs in _spans():
        assert with_pieces.array(start, end).tolist() == docs
        if docs:
            assert with_pieces.numbers(start, end).tolist() == docs


def test_a_term_that_stands_in_many_documents_takes_a_byte_in_each(tmp_path: Path) -> None:
    file = _written(tmp_path / "a")
    many = [len(docs) for docs in TERMS.values() if len(docs) > FEW]
    assert len(many) < len(TERMS)
    assert file.size("docs.low") == sum(many)
    assert file.size("docs") == 2 * sum(len(docs) for docs in TERMS.values() if len(docs) <= FEW)
    assert "docs.low" not in _written(tmp_path / "b", shorten=False)


def test_the_same_bytes_in_whatever_pieces(tmp_path: Path) -> None:
    _written(tmp_path / "a"), _written(tmp_path / "b", pieces=2)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_postings_that_begin_within_a_term_are_damage(tmp_path: Path) -> None:
    documents = Documents(_written(tmp_path / "a"), "docs", DOCUMENTS)
    start = documents.often[0][0]
    for read in (documents.array, documents.numbers):
        with pytest.raises(DamagedArchive, match="morgue rebuild"):
            read(start, start + 1)


def test_other_counts_than_documents_are_damage(tmp_path: Path) -> None:
    with pytest.raises(DamagedArchive, match="other documents than it says"):
        Documents(_written(tmp_path / "a"), "docs", DOCUMENTS).whole(np.zeros(3, np.uint8), np.ones(21, np.uint8))


def test_a_segment_of_another_size_is_damage(tmp_path: Path) -> None:
    with pytest.raises(DamagedArchive, match="morgue rebuild"):
        len(Documents(_written(tmp_path / "a"), "docs", DOCUMENTS + BLOCK))

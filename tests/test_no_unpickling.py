"""The watch over unpicklers (`tests.support.unpickling`) is one that can bark."""

from __future__ import annotations

import io
import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from indexer.article import Article, article_id
from indexer.stores import open_store
from search.engines import open_engine
from search.query.ast import Word
from tests.support import unpickling

PLAIN, OBJECT = pickle.dumps([1, 2, 3]), pickle.dumps(Decimal(1))


def _run(module: str, code: str) -> None:
    # As if this stood in that module of ours.
    exec(code, {"__name__": module, "pickle": pickle, "io": io, "PLAIN": PLAIN, "OBJECT": OBJECT})  # noqa: S102


@pytest.mark.parametrize(
    "code",
    [
        "pickle.loads(PLAIN)",
        "pickle.load(io.BytesIO(PLAIN))",
        "pickle.loads(OBJECT)",
        "pickle.Unpickler(io.BytesIO(OBJECT)).load()",
    ],
)
@pytest.mark.parametrize("module", ["indexer.stores.whoosh.segment", "search.engines.arrays"])
def test_bytes_that_reach_an_unpickler_are_noticed(module: str, code: str) -> None:
    with pytest.raises(RuntimeError, match=f"unpickler in {module}:1"):
        _run(module, code)
    assert unpickling.taken() == [f"{module}:1"]
    _run("somebody.elses", code)
    assert unpickling.taken() == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh forgets its file when it fails
def test_an_engine_that_opened_the_index_as_other_people_do_would_be_noticed(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.add(Article(id=article_id("1"), body=("Rail strike.",)))
    store.publish(store.prepare(1))
    store.close()
    with pytest.raises(RuntimeError, match=r"search\.engines\.whoosh"):
        exec(  # noqa: S102 - as if it stood in that module
            "from whoosh.index import open_dir; open_dir(folder)",
            {"__name__": "search.engines.whoosh", "folder": str(tmp_path)},
        )
    assert unpickling.taken()
    engine = open_engine(tmp_path)
    assert engine.search(Word("strike"), limit=1).total == 1
    engine.close()

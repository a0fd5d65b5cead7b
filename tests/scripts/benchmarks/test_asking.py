"""What the engines are asked is the same question, and they answer it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.benchmarks.contenders import Ask
from scripts.benchmarks.corpus import write
from scripts.benchmarks.engines import ENGINES, index_bytes
from scripts.benchmarks.questions import Question, choose
from tests.support.news import records, word

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:whoosh", "ignore::SyntaxWarning:whoosh")

REAL = records()
TEXTS = [record["text"] for record in REAL]
ASKED = ("morgue", "tantivy", "FTS5", "Whoosh 2.7.4")


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ask]:
    """Each engine over the made-up articles."""
    folder = tmp_path_factory.mktemp("engines")
    corpus = write(folder / "news.jsonl", REAL)
    found = {}
    for name in ASKED:
        taken = ENGINES[name].build(corpus.path, folder / name, 64, 1)
        assert taken.cpu > 0
        assert index_bytes(name, folder / name) > 0
        found[name] = ENGINES[name].ask(folder / name)
    return found


@pytest.mark.parametrize("name", ASKED)
def test_every_engine_finds_what_holds_the_words(engines: dict[str, Ask], name: str) -> None:
    first, second = word(30), word(40)
    held = [{*text.lower().replace(".", "").split(), *title.split()} for text, title in _texts()]
    one = sum(first in words for words in held)
    both = sum({first, second} <= words for words in held)
    either = sum(bool({first, second} & words) for words in held)
    beginning = sum(any(w.startswith("dek") for w in words) for words in held)
    year = sum(first in words and record["date"][:4] == "2014" for words, record in zip(held, REAL, strict=True))
    asked = {
        Question((first,)): one,
        Question((first,), newest=True): one,
        Question((first,), year=2014): year,
        Question((first, second)): both,
        Question((first, second), "any"): either,
        Question(("only" + word(1003), "was"), "phrase"): 1,
        Question(("was", "only" + word(1003)), "phrase"): 0,
        Question(("dek",), "prefix"): beginning,
    }
    assert 0 < year < one
    assert 0 < both < one < either
    assert {question: engines[name](question, False) for question in asked} == asked
    assert [engines[name](question, True) for question in asked] == list(asked.values())


def _texts() -> list[tuple[str, str]]:
    return [(record["text"], record["title"]) for record in REAL]


def test_a_seed_chooses_the_same_questions() -> None:
    chosen = choose(TEXTS, 6)
    assert choose(TEXTS, 6) == chosen
    assert choose(TEXTS, 6, seed=2) != chosen
    assert {len(group) for group in chosen.values()} == {6}


def test_questions_are_of_their_class_and_know_their_postings() -> None:
    chosen = choose(TEXTS, 6)
    for question in chosen["one rare word"]:
        holders = sum(question.words[0] in text.lower().replace(".", "").split() for text in TEXTS)
        assert 2 <= holders <= 5
        assert question.postings >= holders
    for question in chosen["two middle, AND"]:
        assert any(set(question.words) <= set(text.lower().replace(".", "").split()) for text in TEXTS)
    for question in chosen["a phrase"]:
        assert any(" ".join(question.words) in text.lower() for text in TEXTS)


def test_other_engines_can_grow(tmp_path: Path) -> None:
    first, second = (write(tmp_path / name, part) for name, part in (("a", REAL[:25]), ("b", REAL[25:])))
    everywhere = Question((word(1),))
    for name in ("tantivy", "FTS5", "Whoosh 2.7.4"):
        for corpus in (first, second):
            ENGINES[name].build(corpus.path, tmp_path / name.replace(" ", ""), 64, 1)
        assert ENGINES[name].ask(tmp_path / name.replace(" ", ""))(everywhere, False) == 50

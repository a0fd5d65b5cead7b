"""A bare word asks for the same postings by its stem's entries as by what `asks` says of every leaf."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from indexer.article import Article, Caption, article_id
from indexer.fields import BY_NAME
from indexer.stores import open_store
from search.engines.arrays import Arrays
from search.engines.asks import word_asks
from search.engines.expand import Expansion
from search.engines.generation import Generation
from search.engines.occurrences import FieldArrays, Stretch
from search.engines.remembered import Remembered
from search.engines.stemmed import Stems
from search.query.ast import Word

FORMS = ("strike", "strikes", "striking", "striker", "rail", "rails", "gift", "gifts", "Gift", "die", "dies", "Straße")


@pytest.fixture
def arrays(tmp_path: Path) -> Arrays:
    """Articles in two languages, many of whose words have a stem in both."""
    store, rng = open_store(tmp_path), random.Random(3)
    for number in range(200):
        store.add(
            Article(
                id=article_id(f"test:{number}"),
                headline=rng.choice((None, rng.choice(FORMS))),
                language=rng.choice(("en", "en", "de")),
                body=(" ".join(rng.choices(FORMS, k=rng.randint(0, 6))),),
                captions=(Caption(rng.choice(FORMS), credit=rng.choice(FORMS)),),
                locator=f"{number}.txt",
            )
        )
    store.publish(store.prepare(1))
    store.close()
    return Arrays(Generation(tmp_path))


def postings(stretches: list[Stretch]) -> dict[int, frozenset[int] | None]:
    """Each posting that counts, and in which languages."""
    found: dict[int, frozenset[int] | None] = {}
    for _, start, end, languages, holes in stretches:
        found |= dict.fromkeys(set(range(start, end)).difference(*(range(*hole) for hole in holes)), languages)
    return found


def test_the_same_postings(arrays: Arrays) -> None:
    generation = arrays._generation
    (segment,) = generation.segments
    made: dict[str, FieldArrays] = {}

    def field(name: str) -> FieldArrays:
        return made.setdefault(name, FieldArrays(segment, segment.fields[name]))

    segment.stems.load()
    stems, several = Stems(segment, field), 0
    for form in (*FORMS, "railway", "x"):
        expected = word_asks(segment, Word(form), Expansion(Remembered()))
        parts = stems.parts(form)
        assert expected is not None
        assert parts is not None
        asked = {
            name: postings(stretches)
            for name, its in expected.items()
            if BY_NAME[name].default and (stretches := field(name).stretches(its))
        }
        assert {part.field.name: postings(part.stretches) for part in parts} == asked, form
        several += any(languages for its in asked.values() for languages in its.values())
    assert several, "no form of which only some languages count"


@pytest.mark.parametrize("text", ["al-Abadi", "", "&"])
def test_what_is_no_word_by_itself_goes_the_longer_way(arrays: Arrays, text: str) -> None:
    assert arrays._stems.parts(text) is None
    assert arrays.weigh_words([text], 1.0) is None

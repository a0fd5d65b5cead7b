"""A record of `indexer.frozen` is a dataclass to everybody who looks."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import msgspec
import pytest

from indexer.article import Article, Caption, Change, Reading
from indexer.frozen import dataclass, replace


@dataclass(frozen=True, slots=True)
class Pair:
    """Two fields, one with a default."""

    left: str
    right: int = 2

    def swapped(self) -> tuple[int, str]:
        """A method, to see that it is still there."""
        return self.right, self.left


@dataclass(frozen=True, slots=True)
class Other:
    """The same fields under another name."""

    left: str
    right: int = 2


@dataclass(frozen=True, slots=True)
class Empty:
    """No field at all."""


@dataclass(frozen=True, slots=True)
class Named:
    """Equal by what it says itself."""

    name: str
    note: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


def test_two_are_equal_by_type_and_fields() -> None:
    assert Pair("a") == Pair("a", 2) == Pair(left="a", right=2)
    assert hash(Pair("a")) == hash(Pair("a", 2))
    assert Pair("a") != Pair("b")
    others: tuple[object, ...] = (Other("a"), ("a", 2))
    assert Pair("a") not in others
    assert Empty() == Empty()
    assert {Pair("a"), Pair("a"), Empty(), Empty()} == {Pair("a"), Empty()}


def test_what_a_class_says_itself_stands() -> None:
    assert Named("a", "x") == Named("a", "y")
    assert hash(Named("a", "x")) == hash(Named("a", "y"))
    assert Pair("a").swapped() == (2, "a")


def test_it_shows_and_matches_its_fields() -> None:
    assert repr(Pair("a")) == "Pair(left='a', right=2)"
    assert repr(Empty()) == "Empty()"
    match Pair("a"):
        case Pair(left, right):
            assert (left, right) == ("a", 2)


def test_it_is_frozen_and_has_no_room_for_more() -> None:
    pair: Any = Pair("a")
    for name in ("left", "more"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(pair, name, "b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        del pair.left
    assert not hasattr(pair, "__dict__")


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), (("a", 1, 2), {}), (("a",), {"left": "b"}), (("a",), {"middle": 1}), (("a", 1), {"right": 1})],
)
def test_a_wrong_call_is_a_type_error(values: tuple[object, ...], named: dict[str, object]) -> None:
    made: Any = Pair
    with pytest.raises(TypeError, match="Pair"):
        made(*values, **named)


def test_copies_and_pickles_are_equal() -> None:
    article = Article(id="1", body=("a", "b"), captions=(Caption("c"),))
    for twin in (copy.copy(article), copy.deepcopy(article), pickle.loads(pickle.dumps(article))):  # noqa: S301
        assert twin == article


def test_the_functions_of_dataclasses_take_it() -> None:
    assert dataclasses.is_dataclass(Pair)
    assert [(field.name, field.default) for field in dataclasses.fields(Pair)] == [
        ("left", dataclasses.MISSING),
        ("right", 2),
    ]
    assert dataclasses.replace(Pair("a"), right=3) == Pair("a", 3)
    reading = Reading(Article(id="1"), (Change("undated", field="published"),))
    data = dataclasses.asdict(reading)
    assert data["article"]["id"] == "1"
    assert data["changes"] == ({"rule": "undated", "line": None, "field": "published", "count": 1},)


def test_msgspec_takes_it_for_a_dataclass() -> None:
    article = Article(id="1", body=("a",), captions=(Caption("c", count=2),))
    assert msgspec.json.decode(msgspec.json.encode(article), type=Article) == article
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"id": 1}', type=Article)


def test_a_copy_with_other_values_is_what_dataclasses_makes() -> None:
    article = Article(headline="A", body=("B",), captions=(Caption("C"),))
    changes: dict[str, Any] = {"headline": None, "locator": "a.txt", "id": "1"}
    assert replace(article, **changes) == dataclasses.replace(article, **changes)
    assert replace(article) == article
    assert replace(article) is not article
    assert type(replace(Pair("a"), right=3)) is Pair
    with pytest.raises(TypeError, match="middle"):
        replace(Pair("a"), middle=1)

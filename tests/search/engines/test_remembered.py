"""What is remembered has a limit, and what is asked for often outlives what is asked for once."""

from __future__ import annotations

from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st

from search.engines.remembered import STRANGERS, Remembered


class Asking:
    """Asks for keys, each of so many bytes, and notes what had to be made."""

    def __init__(self, limit: int) -> None:
        self.remembered = Remembered(limit)
        self.made: list[str] = []

    def __call__(self, key: str, room: int = 1) -> bool:
        """Whether it was remembered."""
        before = len(self.made)

        def make() -> str:
            self.made.append(key)
            return f"made of {key}"

        assert self.remembered.get(key, make, lambda made: room) == f"made of {key}"
        return len(self.made) == before


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(1, 12)), max_size=60))
def test_there_is_never_more_than_there_is_room_for(asked: list[tuple[str, int]]) -> None:
    ask = Asking(10)
    rooms: dict[Hashable, int] = {}
    for key, room in asked:
        if not ask(key, room):
            rooms[key] = room
        known = list(ask.remembered._known)
        assert sum(rooms[one] for one in known) == 10 - ask.remembered._left <= 10


def test_a_newcomer_takes_the_place_of_what_was_asked_for_less() -> None:
    ask = Asking(2)
    for key in ("once", "often", "often", "new"):
        ask(key)
    assert not ask("new")  # the second time it is kept, for "once"
    assert ask("new")
    assert ask("often")
    assert not ask("once")


def test_many_words_in_the_same_order_again_and_again_do_not_drive_out_each_other() -> None:
    ask = Asking(50)
    keys = [f"word {number}" for number in range(80)]
    for key in keys:
        ask(key)
    for _ in range(3):
        assert sum(ask(key) for key in keys) >= 49


def test_what_nobody_asks_for_any_more_goes_in_the_end() -> None:
    ask = Asking(10)
    for _ in range(50):
        for number in range(10):
            ask(f"old {number}")
    for _ in range(2_000):
        for number in range(12):
            ask(f"new {number}")
    assert sum(ask(f"new {number}") for number in range(12)) >= 9


def test_what_is_larger_than_all_there_is_drives_out_nothing() -> None:
    ask = Asking(2)
    ask("small")
    assert not ask("large", 3)
    assert not ask("large", 3)
    assert ask("small")


def test_of_strangers_no_more_than_some_are_counted() -> None:
    ask = Asking(0)
    for number in range(STRANGERS + 100):
        ask(str(number))
    assert len(ask.remembered._strangers) == STRANGERS


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), max_size=12))
def test_several_keys_at_once_are_each_made_once_and_remembered(asked: list[list[str]]) -> None:
    each = Remembered(4)
    for keys in asked:
        made: list[str] = []

        def make(places: list[int], keys: list[str] = keys, made: list[str] = made) -> list[str]:
            made += [keys[place] for place in places]
            return [f"made of {keys[place]}" for place in places]

        known = set(each._known)
        assert each.get_each(keys, make, lambda _: 1, lambda one: one) == [f"made of {key}" for key in keys]
        assert made == [key for key in dict.fromkeys(keys) if key not in known]
        assert len(each._known) <= 4
        assert each._left == 4 - len(each._known)

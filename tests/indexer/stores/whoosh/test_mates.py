"""Who shares numbers of the signatures: as by looking through all pairs, and bounded where many share one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.stores.whoosh import mates
from indexer.stores.whoosh.mates import Mates

PLACES, BANDS = 12, 3

_signatures = st.lists(
    st.lists(st.sampled_from((0, 1, 2, 3, 1 << 31, (1 << 31) + 1)), min_size=PLACES, max_size=PLACES),
    min_size=BANDS,
    max_size=BANDS,
)
_flags = st.lists(st.booleans(), min_size=PLACES, max_size=PLACES)
_steps = st.lists(st.tuples(st.integers(0, PLACES - 1), st.booleans()), max_size=20)


def shared(bands: list[list[int]], one: int, other: int) -> int:
    return sum(1 for column in bands if column[one] and column[one] == column[other])


@settings(max_examples=200)
@given(_signatures, _flags, _flags, _flags, _steps)
def test_mates_are_those_of_a_look_at_all_pairs(
    bands: list[list[int]], alive: list[bool], leading: list[bool], first: list[bool], steps: list[tuple[int, bool]]
) -> None:
    columns = np.array(bands, np.uint32)
    living = np.array(alive)
    leads = np.array(leading) & living
    looked = Mates(lambda band: columns[band], bands=BANDS, alive=living, leading=leads)
    for wanted in (np.array(first) & living, ~np.array(first) & living):  # all of them, in two goes
        meeting = looked.find(wanted)
        for place in np.flatnonzero(wanted).tolist():
            others = [other for other in range(PLACES) if alive[other] and other != place]
            assert meeting[place] == any(shared(bands, place, other) for other in others)
    expected = {place for place in range(PLACES) if leads[place]}
    for place, leads_now in steps:
        if alive[place] and leads_now != (place in expected):
            looked.set_lead(place, leads_now)
            expected ^= {place}
    for place in np.flatnonzero(living).tolist():
        earlier = [lead for lead in sorted(expected) if lead < place and shared(bands, place, lead)]
        assert looked.leads(place) == earlier
        marked = np.zeros(PLACES, np.bool_)
        looked.mark_followers(place, marked)
        later = [other for other in range(place + 1, PLACES) if alive[other] and shared(bands, place, other)]
        assert np.flatnonzero(marked).tolist() == later


def test_of_a_bucket_of_many_leads_the_latest_are_met(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that is filled in anew each day, and that nothing else is like."""
    monkeypatch.setattr(mates, "LATEST", 3)
    every = np.ones(10, np.bool_)
    looked = Mates(lambda _: np.full(10, 7, np.uint32), bands=1, alive=every, leading=every.copy())
    looked.find(every)
    assert looked.leads(9) == [6, 7, 8]
    marked = np.zeros(10, np.bool_)
    looked.mark_followers(2, marked)
    assert np.flatnonzero(marked).tolist() == [3, 4, 5], "whoever is later meets three that are later, too"


def test_those_that_share_most_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mates, "COMPARED", 2)
    columns = np.array([[1, 1, 1, 1], [2, 3, 2, 2], [4, 5, 4, 4]], np.uint32)
    every = np.ones(4, np.bool_)
    looked = Mates(lambda band: columns[band], bands=3, alive=every, leading=every.copy())
    looked.find(every)
    assert looked.leads(3) == [0, 2]

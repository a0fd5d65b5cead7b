"""A run changes how Python collects for as long as it lasts."""

from __future__ import annotations

import gc

import pytest

from indexer.collecting import OBJECTS, rarely


def test_what_was_set_before_is_set_again_whatever_happens() -> None:
    def fail() -> None:
        with rarely():
            assert gc.get_threshold() == (OBJECTS, *before[1:])
            raise ValueError

    before = gc.get_threshold()
    with pytest.raises(ValueError):
        fail()
    assert gc.get_threshold() == before


def test_who_does_without_collecting_still_does() -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(0)
        with rarely():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)

"""What every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import unpickling

unpickling.install()

# A busy machine is no failure.
settings.register_profile("morgue", deadline=None)
settings.load_profile("morgue")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real news that tests and benchmarks read; never part of the project."""
    folder = os.environ.get("MORGUE_TEST_DATA")
    if not folder:
        pytest.skip("needs real news: set MORGUE_TEST_DATA to its folder")
    return Path(folder)


@pytest.fixture(autouse=True)
def no_unpickling() -> Iterator[None]:
    """No byte of an archive reaches an unpickler, whatever a test is about."""
    unpickling.taken()
    yield
    assert not unpickling.taken()

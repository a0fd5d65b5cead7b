"""The examples in the code say what is so."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import indexer
import scripts.benchmarks
import search

MODULES = [
    module.name
    for package in (indexer, search, scripts.benchmarks)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0

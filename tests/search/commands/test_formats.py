"""`morgue formats`: every reader appears by itself."""

from __future__ import annotations

import json
from collections.abc import Callable

from indexer.readers import READERS
from tests.search.commands.conftest import Ran


def test_every_reader_is_listed(run: Callable[..., Ran]) -> None:
    ran = run("formats", "--json")
    assert ran.code == 0
    listed = json.loads(ran.out)
    assert listed["format_version"] == 1
    assert [row["name"] for row in listed["formats"]] == [reader.name for reader in READERS]
    for row, reader in zip(listed["formats"], READERS, strict=True):
        assert row["version"] == reader.version
        assert set(row["extensions"]) == {extension or "(none)" for extension in reader.extensions}
        assert row["reads"]
        assert "\n" not in row["reads"]


def test_plain_lines_say_the_same(run: Callable[..., Ran]) -> None:
    out = run("formats").out
    assert "JSON lines: one object a line" in out
    for reader in READERS:
        assert f"{reader.name} " in out
        assert all(extension in out for extension in reader.extensions)

"""Where an archive is, when it isn't a whole path that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.archive import default_root, expanded
from indexer.errors import UsageError


def test_a_path_begins_at_home_where_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assert expanded("~/clippings") == expanded(b"~/clippings") == Path("/home/ann/clippings")
    assert default_root({"MORGUE_ARCHIVE": "~/clippings"}) == Path("/home/ann/clippings")
    assert expanded("a/~nobody") == Path("a/~nobody")


def test_a_home_that_nobody_has_is_an_error_of_the_call() -> None:
    with pytest.raises(UsageError, match="~no-such-user/a: the home folder ~no-such-user isn't known; write"):
        default_root({"MORGUE_ARCHIVE": "~no-such-user/a"})


def test_a_name_that_no_folder_has_is_an_error_of_the_call() -> None:
    with pytest.raises(UsageError, match="no folder is called"):
        expanded("a\0b")


def test_without_a_home_no_folder_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # as where neither HOME nor the system knows one
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    with pytest.raises(UsageError, match="this account has no home folder; name the archive's with --archive"):
        default_root({})

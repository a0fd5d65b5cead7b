"""Settings: where they come from, and that a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.config import Config, load, require_numbers, require_seconds
from indexer.errors import UsageError


def test_defaults_without_a_file(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == Config()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "morgue.toml").write_text('[archive]\naccess = "group"\n[index]\nlock_timeout = 5\njobs = 2\n')
    assert load(tmp_path, {"MORGUE_JOBS": "1"}) == Config(access="group", lock_timeout=5, jobs=1)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[archive]\ncolour = 1", "colour"),
        ("[arhcive]", "arhcive"),
        ("archive = 1", "archive"),
        ('[archive]\naccess = "public"', "access"),
        ("[index]\njobs = true", "jobs"),
        ("[index]\nmemory = -1", "memory"),
        ("[index]\nlock_timeout = nan", "lock_timeout"),
        ("[index", "TOML"),
        ('access = "group"', r"access stands below \[archive\]"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "morgue.toml").write_text(text)
    with pytest.raises(UsageError, match=named):
        load(tmp_path, {})


def test_a_wrong_number_in_the_environment_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="MORGUE_MEMORY"):
        load(tmp_path, {"MORGUE_MEMORY": "much"})


@pytest.mark.parametrize("value", [float("nan"), 2.5, float("inf"), True, "2", -1])
def test_what_is_no_whole_number_is_named(value: object) -> None:
    with pytest.raises(UsageError, match="jobs must "):
        require_numbers(jobs=value)


@pytest.mark.parametrize("value", [float("nan"), True, "2", -0.5])
def test_what_is_no_number_of_seconds_is_named(value: object) -> None:
    with pytest.raises(UsageError, match="lock_timeout must "):
        require_seconds(lock_timeout=value)


def test_numbers_of_any_library_are_numbers() -> None:
    require_numbers(jobs=np.int64(2), memory=None)
    require_seconds(lock_timeout=np.float32(0.5), other=float("inf"))

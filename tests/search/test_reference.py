"""The command reference is what the commands say, and every command is in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from search.cli import COMMANDS
from search.commands.search import command

PROJECT = Path(__file__).parents[2]


def test_the_reference_is_up_to_date() -> None:
    ran = subprocess.run(
        [sys.executable, "scripts/reference", "--check"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_every_command_is_registered_and_described() -> None:
    files = {path.stem for path in (PROJECT / "search" / "commands").glob("*.py")} - {"__init__", "help"}
    assert files == set(COMMANDS)
    page = (PROJECT / "docs" / "commands.md").read_text("utf-8")
    assert all(f"\n## morgue {name}\n" in page for name in COMMANDS)


def test_help_names_every_operator() -> None:
    help = " ".join((command.__doc__ or "").split())
    for operator in ("NEAR/10", "PRE/3", "NOT NEAR/5", "SENTENCE", "PARAGRAPH", "ATLEAST/5", "FIRST/50", "==AIDS"):
        assert operator in help

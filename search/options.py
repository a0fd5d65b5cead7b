"""The options that commands share, some of them before or after the command's name. Only Typer's side of the command
line needs them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeVar, cast

import typer

from indexer.config import require_seconds
from search.render import Color

_T = TypeVar("_T")


def _inherited(ctx: typer.Context, value: _T | None, name: str) -> _T | None:
    # One mapping for the whole command line: what was said before the command holds unless it is said again after it.
    if value is not None:
        ctx.meta[f"morgue.{name}"] = value
    return cast("_T | None", ctx.meta.get(f"morgue.{name}"))


def _archive(ctx: typer.Context, value: Path | None) -> Path | None:
    return _inherited(ctx, value, "archive")


def _color(ctx: typer.Context, value: str | None) -> str | None:
    return _inherited(ctx, value, "color")


ArchiveOption = Annotated[
    Path | None,
    typer.Option(
        "--archive",
        metavar="DIR",
        callback=_archive,
        readable=False,  # not Typer's business: a folder that can't be read is no mistake in the call
        help="The archive's folder (else MORGUE_ARCHIVE, else your data folder).",
    ),
]
ColorOption = Annotated[
    Color | None,
    typer.Option("--color", callback=_color, help="Escapes in the output: on a terminal (auto), always or never."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]

JobsOption = Annotated[int | None, typer.Option("--jobs", metavar="N", help="Processes that clean; 0: one per core.")]

MemoryOption = Annotated[
    int | None, typer.Option("--memory", metavar="MB", help="Memory for buffers before they are written out.")
]

LockTimeoutOption = Annotated[
    float | None, typer.Option("--lock-timeout", metavar="SECONDS", help="How long to wait for another writer.")
]


def require_positive(given: Mapping[str, float | None]) -> None:
    """UsageError for an option whose number is negative, or none (Typer takes "nan" for one)."""
    require_seconds(**given)

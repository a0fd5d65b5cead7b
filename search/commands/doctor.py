"""`morgue doctor`: whether all is as an archive needs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, say, write

if TYPE_CHECKING:
    from indexer.findings import Finding

OVER, DAMAGED, NOWHERE = 5, 4, 6

EXAMPLES = """\
morgue doctor                        what may be wrong, and what to do about it
morgue doctor --max-age 26h          exit code 5, too, when the last good run is older
morgue doctor --json                 for a monitor
"""


def command(
    max_age: Annotated[
        str | None, typer.Option("--max-age", metavar="AGE", help="Fail when nothing went well for so long: 26h, 2d.")
    ] = None,
    min_free: Annotated[
        int, typer.Option("--min-free", metavar="MB", help="Fail when there is less room on the disk.")
    ] = 64,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Look at the archive, its disk and this machine, and change nothing.

    A line for each check: ok, warn or fail, what was found, and what to do next. Exit code 5 when one fails, or a
    threshold is passed, 4 for damage, 6 where there is no archive; a warning alone is 0. It takes a moment, whatever
    the archive's size: `morgue verify` is what reads every byte.
    """
    from indexer.doctor import examine
    from indexer.findings import Thresholds
    from search.commands.status import parse_age

    limits = Thresholds(parse_age(max_age) if max_age is not None else None, max(0, min_free) << 20)
    place = archive_at(archive)
    findings = [*output(), *examine(place, limits)]
    if as_json:
        from search.render import json

        write([json.dump({"format_version": 1, "archive": str(place.root), "checks": [data(one) for one in findings]})])
    else:
        write(_lines(findings))
        _conclude(findings)
    return exit_code(findings)


def output() -> Iterator[Finding]:
    """What the terminal and its language are good for."""
    from indexer.findings import Finding

    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower()
    where = f"{os.environ.get('TERM') or 'no TERM'}, {encoding}"
    if encoding.replace("-", "").replace("_", "") not in ("utf8", "utf16", "utf32"):
        yield Finding("output", "warn", where, "letters it doesn't have are written as escapes; set LC_ALL=C.UTF-8")
    else:
        yield Finding("output", "ok", where)


def exit_code(findings: list[Finding]) -> int:
    """What the command ends with."""
    states = {one.state for one in findings}
    if any(one.check == "archive" and one.found.startswith("none at") for one in findings):
        return NOWHERE
    return DAMAGED if "damage" in states else OVER if "fail" in states else 0


def data(one: Finding) -> dict[str, str | None]:
    """A finding as plain data: `check` (its name), `state` (`ok`, `warn`, `fail`, `damage`), `found`, and `advice`,
    null where nothing is to be done."""
    return {"check": one.check, "state": one.state, "found": one.found, "advice": one.advice or None}


def _lines(findings: list[Finding]) -> Iterator[str]:
    from search.render.safe import visible

    for one in findings:
        state = "fail" if one.state == "damage" else one.state
        advice = f"; {visible(one.advice)}" if one.advice else ""
        yield f"{state:<5} {one.check + ':':<13}{visible(one.found)}{advice}"


def _conclude(findings: list[Finding]) -> None:
    wrong = sum(one.state in ("fail", "damage") for one in findings)
    warned = sum(one.state == "warn" for one in findings)
    if wrong or warned:
        say(f"{wrong} failed, {warned} to look at, of {len(findings)} checks")
    else:
        say("all is well; every byte is checked by: morgue verify")

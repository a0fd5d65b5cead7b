"""`morgue failures`: what could not be read, and why."""

from __future__ import annotations

from search.commands import ArchiveOption, ColorOption, JsonOption, open_ledger, say, write

EXAMPLES = """\
morgue failures                      a line each: where, and why
morgue failures --json               the same for a program
"""


def command(as_json: JsonOption = False, archive: ArchiveOption = None, color: ColorOption = None) -> int:
    """List what could not be read, and why.

    Sources and records that failed when they were last tried. They are tried again when they have changed, or when a
    newer release reads them differently.
    """
    from search.render import json
    from search.render.safe import visible

    with open_ledger(archive) as ledger:
        failures = list(ledger.failures())
    if as_json:
        rows = [{"locator": failure.locator, "reason": failure.reason} for failure in failures]
        write([json.dump({"format_version": 1, "failures": rows})])
    else:
        write(f"{visible(failure.locator)}\t{visible(failure.reason)}" for failure in failures)
        if not failures:
            say("nothing failed")
    return 0

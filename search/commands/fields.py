"""`morgue fields`: what can stand before a colon in a query."""

from __future__ import annotations

from typing import Any

from search.commands import ArchiveOption, ColorOption, JsonOption, write

EXAMPLES = """\
morgue fields                        the names, how they match, what they hold
morgue search 'headline:strike'      one of them in a query
"""

KINDS = {
    "text": "by word",
    "address": "by parts",
    "value": "whole",
    "date": "by time",
}


def command(as_json: JsonOption = False, archive: ArchiveOption = None, color: ColorOption = None) -> int:
    """List the fields of an article that a query can name.

    A bare word searches those with a weight, in all its forms.
    """
    from search.render import json

    if as_json:
        write([json.dump({"format_version": 1, "fields": listing()})])
        return 0
    rows = [
        (f"{row['name']}:", KINDS[row["kind"]], f"×{row['weight']:g}" if row["weight"] else "", row["about"])
        for row in listing()
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    write("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows)
    return 0


def listing() -> list[dict[str, Any]]:
    """Each field's `name`, `kind`, `weight` (null for one that a bare word doesn't search) and what it is `about`."""
    from indexer.fields import FIELDS

    return [
        {"name": field.name, "kind": field.kind, "weight": field.boost if field.default else None, "about": field.about}
        for field in FIELDS
    ]

"""A query, from what was typed to a tree.

`parse` reads the text into the frozen nodes of `ast`; `dates` reads the dates in it. What was parsed prints itself:
`parse(str(parse(q)))` is `parse(q)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search.query.parser import parse as parse

__all__ = ["parse"]


def __getattr__(name: str) -> Any:
    # Lazily, because importing the nodes alone runs this file too.
    if name == "parse":
        from search.query.parser import parse

        return parse
    raise AttributeError(f"module 'search.query' has no attribute {name!r}")

"""The read side: how a question gets from somebody's keyboard to the articles that answer it.

Text to tree
    `query.parser` reads what was typed into the frozen nodes of `query.ast`, and says what it had to guess.

Tree to matches
    `engines` answers the tree on one published generation: document numbers and scores, in a stable order.

Matches to hits
    `snippets` finds the passages that show why an article matched; `results` is what comes out, as plain data.
    `searcher.Searcher` walks these three steps; it is the Python API.

Hits to somebody's eyes
    `render` prints results for a terminal, a pipe or a program. `commands` has one file per command, `cli` registers
    them, and `process` turns errors and signals into messages and exit codes.

    >>> import search                                                                        # doctest: +SKIP
    >>> with search.open_archive("~/clippings") as archive:                                  # doctest: +SKIP
    ...     for hit in archive.search("rail strike", limit=5).hits:
    ...         print(hit.headline)
"""

from __future__ import annotations

TYPE_CHECKING = False  # what `typing` is asked for takes long to load: an interrupt must meet `__main__` before
if TYPE_CHECKING:
    from typing import Any

    from search.results import Hit as Hit
    from search.results import Results as Results
    from search.results import Snippet as Snippet
    from search.results import Span as Span
    from search.searcher import Searcher as Searcher
    from search.searcher import open_archive as open_archive

__version__ = "0.1.0"
"""That of pyproject.toml; the installed package's own record takes long to read."""

__all__ = ["Hit", "Results", "Searcher", "Snippet", "Span", "open_archive"]

_HOME = {"Searcher": "searcher", "open_archive": "searcher"} | dict.fromkeys(
    ("Hit", "Results", "Snippet", "Span"), "results"
)


def __getattr__(name: str) -> Any:
    # Lazily, because importing any module of this package runs this file.
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"search.{_HOME[name]}"), name)
    raise AttributeError(f"module 'search' has no attribute {name!r}")

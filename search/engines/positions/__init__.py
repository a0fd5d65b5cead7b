"""Positional operators, answered from the positions in an index.

What is asked for is compiled by `search.query.operands` and defined by `search.meeting`. `Evaluation` first finds the
articles that hold the words at all, with their scores. Of those, `plain` (without numpy) looks at each; `joined` (with
numpy) narrows them down for all at once, and looks only at what that can't settle:

| asked | by |
|---|---|
| do two operands of single words and phrases meet | `flat`: two sorted lists of places |
| do two words meet so often | `times`: one go over both lists |
| are there as many words as a row needs | `enough` |
| anything else | `tables`: the rows of every operand (`rows`), and which of them reach others (`reaching`) |

Places come from the postings (`places`), are kept from query to query (`words`), and are numbers in which the document
stands before the position; where values and sentences begin is in the index (`bounds`; of one article, `known`). A
query has so many steps for looking (`search.standing`), of however many articles.

An article's text is read only for letters (`==AIDS`, `letters`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from indexer.fields import Field
from search.engines.asks import Ask
from search.query.operands import Text
from search.standing import TooManyWays

Asking: TypeAlias = Callable[[Text, Field], Sequence[tuple[Ask, ...]]]
"""What a leaf asks of a field, segment by segment."""

MOST_UNSETTLED = 10
"""Articles that are left unsettled before it is the query that asks for too much."""


def leave(unsettled: set[int], doc: int, error: TooManyWays) -> None:
    """Add a document to those of which it can't be told whether words meet. Raises `error` where they are too many."""
    unsettled.add(doc)
    if len(unsettled) > MOST_UNSETTLED:
        raise error

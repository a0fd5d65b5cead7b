"""Python's search for objects that only hold each other, at the pace that a run needs.

What flows through a run is tuples and frozen records, which hold each other in no circles and go when nobody has them
any more. What stays is tables of words and rules, which every full search walks over in vain. As often as Python
searches by itself, it takes a fortieth of a run.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 20_000
"""More containers made than gone before the youngest are searched: some megabytes, if circles there are. Python's own
number is 700."""


@contextmanager
def rarely() -> Iterator[None]:
    """Search no more often than once in so many OBJECTS; as before, after that."""
    before = gc.get_threshold()
    gc.set_threshold(max(OBJECTS, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)

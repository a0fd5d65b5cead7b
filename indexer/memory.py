"""Memory that nothing is in any more, given back to the system.

The C library keeps what was freed for the next who asks. After work that took much and leaves little, the next work
starts from there, and what a run takes is the sum of all its parts' peaks instead of the largest.
"""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give back what the C library keeps: glibc can be told to, others do it by themselves or not at all."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)

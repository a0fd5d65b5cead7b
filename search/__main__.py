"""Where `morgue` and `python -m search` begin. All else is in `process`, which takes half of a search to load."""

from __future__ import annotations

import signal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (None: this process's own) and return its exit code."""
    if arguments is None and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # Before and after `process` handles an interrupt, Python would print where it came.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from search.process import main as run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())

"""Terminal output on standard input to an SVG on standard output, drawn with rich and without web fonts."""

from __future__ import annotations

import io
import re
import sys

from rich.console import Console
from rich.text import Text

WIDTH = 96
COMMAND = "$ morgue search lighthouse keeper"


def main() -> None:
    """Draw the command and what it printed."""
    printed = re.sub(r"\d+(\.\d+)? ms", "2 ms", sys.stdin.read()).rstrip("\n")
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text(COMMAND, style="bold"))
    console.print(Text.from_ansi(printed))
    svg = console.export_svg(title="morgue", unique_id="morgue")
    # The viewer's own monospace font: nothing is fetched.
    svg = re.sub(r"@font-face \{.*?\}\n?", "", svg, flags=re.DOTALL)
    print(re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE))


if __name__ == "__main__":
    main()

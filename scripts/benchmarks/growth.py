"""Growth: the same archive with twice, four, eight times the articles; the same questions at each size."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scripts.benchmarks import asking, roofline
from scripts.benchmarks.asking import Results
from scripts.benchmarks.corpus import Record, write
from scripts.benchmarks.engines import index_bytes
from scripts.benchmarks.figures import Clock, Target, table
from scripts.benchmarks.processes import Memory, build, serving
from scripts.benchmarks.questions import Questions
from scripts.benchmarks.shuffled import Shuffled

STEPS = (1, 2, 4, 8)
LARGE = (*STEPS, 16, 32, 80)
"""Eighty times 12,573 articles are a million."""

HUNDRED_THOUSAND = 8
"""The step at which 12,573 articles have become a hundred thousand."""

OWN = 200
"""Megabytes that a search process may take for itself with a hundred thousand articles."""

ENGINES = ("morgue", "tantivy", "FTS5")
BUILDERS = {"morgue": "morgue, growing"}
"""The index alone grows: cleaning and ledger cost each article the same, and a hundred thousand would take hours."""


def compare(
    real: Sequence[Record],
    questions: Questions,
    folder: Path,
    *,
    steps: Sequence[int] = STEPS,
    clocks: Sequence[Clock] = ("cpu",),
    in_a_row: int = asking.IN_A_ROW,
) -> list[Target]:
    """Grow an index of each engine step by step in place, ask at each size, print; what is aimed at."""
    more = Shuffled(real)
    indexes = {engine: folder / f"grown-{engine}" for engine in ENGINES}
    asked: dict[int, Results] = {}
    rows: list[list[str]] = []
    targets: list[Target] = []
    columns = ["articles", "engine", "added/s", "per cpu s", "bytes/text byte", "own MB, asked", "mapped MB"]
    notes = [
        "Each step adds to what is there. Copies are crossed from real articles; their new words follow Heaps's law:",
        f"{more.words:,} words at 1x, exponent {more.exponent:.2f}. Memory: of a process that answered them all,",
        "its own, and pages of files that it has in common with the system's cache.",
    ]
    text_bytes = before = 0
    for step in steps:
        added = write(folder / f"grown-{step}.jsonl", more.articles(before, step))
        text_bytes += added.text_bytes
        for engine, index in indexes.items():
            wall, cpu = build(BUILDERS.get(engine, engine), added.path, index).taken
            size = index_bytes(engine, index) / text_bytes
            cells = [f"{added.articles / wall:,.0f}", f"{added.articles / cpu:,.0f}", f"{size:.2f}"]
            rows.append([f"{step}x: {len(real) * step:,}", engine, *cells])
        added.path.unlink()
        asked[step] = asking.ask_all(indexes, questions, in_a_row=in_a_row)
        taken = _memory(indexes, questions)
        for row in rows[-len(ENGINES) :]:
            row += ["-"] * 2 if (its := taken[row[1]]) is None else [f"{size:,.0f}" for size in its]
        if step == HUNDRED_THOUSAND and (ours := taken["morgue"]) is not None:
            targets.append(Target(f"a search process's own memory at {step}x", ours.own, OWN, "MB"))
        asking.report(asked[step], title=f"{step}x, {len(real) * step:,} articles", clocks=clocks)
        before = step
        table(f"growth to {step}x", columns, rows, notes=notes)
    clock = clocks[0]
    _curves(asked, clock=clock)
    roofline.report(asked[steps[-1]], questions, clock=clock, grown=steps[-1])
    targets += asking.targets(asked[steps[-1]], clock=clock, where=f" at {steps[-1]}x")
    return targets + _growth_targets(asked, clock)


def _memory(indexes: dict[str, Path], questions: Questions) -> dict[str, Memory | None]:
    """The memory of each engine's process once it has answered every question."""
    with serving(indexes) as servers:
        for chosen in questions.values():
            for server in servers.values():
                server.ask(chosen)
        return {engine: server.memory() for engine, server in servers.items()}


def _curves(asked: dict[int, Results], *, clock: Clock) -> None:
    first, last = min(asked), max(asked)
    for percent in (50, 99):
        rows = []
        for name in asked[first]:
            for engine in ENGINES:
                row = [name, engine, *(f"{results[name][engine].p(percent, clock):.3f}" for results in asked.values())]
                grown = asked[last][name][engine].p(percent, clock) / asked[first][name][engine].p(percent, clock)
                rows.append([*row, f"{grown:.1f}x"])
        columns = ["class", "engine", *(f"{step}x" for step in asked), f"{last}x / {first}x"]
        table(f"p{percent} as the archive grows, {clock} ms", columns, rows)


def _growth_targets(asked: dict[int, Results], clock: Clock) -> list[Target]:
    """Of each class: by how much its p50 is multiplied, and how much is added to it; who begins low is multiplied by
    more where the same is added."""
    first, last = asked[min(asked)], asked[max(asked)]
    found = []
    for name in first:
        (before, ours), (theirs_before, theirs) = (
            (first[name][engine].p(50, clock), last[name][engine].p(50, clock)) for engine in ("morgue", "tantivy")
        )
        times = ours / before / (theirs / theirs_before)
        found.append(Target(f"{name}, growth of p50 beside tantivy's", times, 1.0))
        if theirs > theirs_before:
            added = (ours - before) / (theirs - theirs_before)
            found.append(Target(f"{name}, time added to p50, of tantivy's", added, 1.0))
    return found

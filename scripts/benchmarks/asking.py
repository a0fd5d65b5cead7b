"""Questions by class, asked of each engine in turn, some in a row: what the first time costs, and what later ones do.

For each class every engine starts anew and answers one question of another class; then each question comes once (its
first use), and then again in rounds, of which the fastest counts: the machine may be doing something else. What is
measured is measured in the engine's own process, around the call.

A process that searches answers one question after the other, so an engine is handed some at once (`IN_A_ROW`) before
it is the next one's turn. Asked one at a time, each by turns, every engine finds the processor's caches as the others
and the pipe have left them, which slows the one with more machine code to fetch, an interpreter, more than the others;
`--in-a-row 1` measures that.

Nobody is helped by having answered the very same question before: no engine here keeps answers. What a warm question
finds is what its engine keeps of words (morgue: their scores in each article) or has the system keep (pages of files).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from scripts.benchmarks.figures import Clock, Target, percentile, table
from scripts.benchmarks.processes import Answer, Server, serving
from scripts.benchmarks.questions import ALL, ANY, FREQUENT, RARE, Question, Questions

ROUNDS = 3
IN_A_ROW = 25
"""Questions that an engine answers before the next one has its turn: some milliseconds, so that all of them meet the
same moods of the machine."""


class Asked(NamedTuple):
    """One class on one engine: of each question the first answer, and the fastest of the later ones."""

    first: list[Answer]
    warm: list[Answer]

    def p(self, percent: float, clock: Clock) -> float:
        """Milliseconds of a percentile of the questions, warm."""
        return percentile([_by(answer, clock) for answer in self.warm], percent)

    def first_p50(self, clock: Clock) -> float:
        """Milliseconds of the median first use."""
        return percentile([_by(answer, clock) for answer in self.first], 50)

    @property
    def hits(self) -> float:
        """The median number of matches."""
        return median(answer.total for answer in self.warm)


Results = dict[str, dict[str, Asked]]
"""By class, by engine."""


def ask_all(
    indexes: Mapping[str, Path], questions: Questions, *, snippets: bool = False, in_a_row: int = IN_A_ROW
) -> Results:
    """Ask every question of every engine."""
    return {
        name: ask_class(indexes, chosen, questions, snippets=snippets, in_a_row=in_a_row)
        for name, chosen in questions.items()
    }


def ask_class(
    indexes: Mapping[str, Path],
    chosen: Sequence[Question],
    questions: Questions,
    *,
    snippets: bool = False,
    in_a_row: int = IN_A_ROW,
) -> dict[str, Asked]:
    """Ask one class's questions of every engine, each in a new process."""
    distinct = list(dict.fromkeys(chosen))
    before = next(q for group in (questions[RARE], questions[FREQUENT]) for q in group if q not in distinct)
    with serving(indexes) as servers:
        for server in servers.values():
            server.ask([before], snippets=snippets)
        rounds = [_round(servers, distinct, turn, snippets=snippets, in_a_row=in_a_row) for turn in range(1 + ROUNDS)]
    found = {}
    for engine in servers:
        first, *later = [answers[engine] for answers in rounds]
        warm = [
            Answer(min(a.wall for a in same), min(a.cpu for a in same), same[0].total)
            for same in zip(*later, strict=True)
        ]
        found[engine] = Asked(first, warm)
    return found


def _round(
    servers: Mapping[str, Server], questions: Sequence[Question], turn: int, *, snippets: bool, in_a_row: int
) -> dict[str, list[Answer]]:
    # Each round begins elsewhere, so that it isn't always the same question that comes first of those in a row, with
    # caches that other engines have emptied.
    start = turn * in_a_row // (1 + ROUNDS)
    turned = [*questions[start:], *questions[:start]]
    answers: dict[str, list[Answer]] = {engine: [] for engine in servers}
    order = list(servers)
    for number, first in enumerate(range(0, len(turned), in_a_row)):
        shift = (number + turn) % len(order)
        for engine in [*order[shift:], *order[:shift]]:
            answers[engine] += servers[engine].ask(turned[first : first + in_a_row], snippets=snippets)
    back = len(turned) - start if start < len(turned) else 0
    return {engine: [*found[back:], *found[:back]] for engine, found in answers.items()}


MARKS = ("p50", "p95", "p99", "first")


def report(results: Results, *, title: str, clocks: Sequence[Clock]) -> None:
    """Print milliseconds of each engine by class, and morgue's as a share of each other's."""
    engines = list(next(iter(results.values())))
    others = [engine for engine in engines if engine != "morgue"]
    for clock in clocks:
        rows, beside = [], []
        for name, asked in results.items():
            row = [name, f"{asked['morgue'].hits:,.0f}"]
            for one in asked.values():
                row += [f"{value:.3f}" for value in (*(one.p(p, clock) for p in (50, 95, 99)), one.first_p50(clock))]
            rows.append(row)
            beside.append([name, *(f"{share:.2f}" for other in others for share in shares(asked, other, clock))])
        groups = [("", 1), ("median", 1), *((engine, len(MARKS)) for engine in engines)]
        table(f"{title}: {clock} ms", ["", "hits", *(MARKS * len(engines))], rows, groups=groups)
        groups = [("", 1), *((f"of {other}'s", len(MARKS)) for other in others)]
        table(f"{title}: morgue's share, {clock} time", ["", *(MARKS * len(others))], beside, groups=groups)


def shares(asked: Mapping[str, Asked], beside: str, clock: Clock) -> tuple[float, float, float, float]:
    """morgue's p50, p95, p99 and median first use as shares of another engine's."""
    ours, theirs = asked["morgue"], asked[beside]
    p50, p95, p99 = (ours.p(p, clock) / theirs.p(p, clock) for p in (50, 95, 99))
    return p50, p95, p99, ours.first_p50(clock) / theirs.first_p50(clock)


def targets(results: Results, *, clock: Clock, where: str = "") -> list[Target]:
    """What is aimed at: no class slower than tantivy, frequent ones twice as fast, first use within 1.5, FTS5 never
    faster."""
    found = []
    for name, asked in results.items():
        p50, _, p99, first = shares(asked, "tantivy", clock)
        limit = 0.5 if name in (ANY, ALL) else 1.0
        found.append(Target(f"{name}{where}, p50 of tantivy's", p50, limit))
        found.append(Target(f"{name}{where}, p99 of tantivy's", p99, limit))
        found.append(Target(f"{name}{where}, first use of tantivy's", first, 1.5))
        if "FTS5" in asked:
            p50, _, p99, _ = shares(asked, "FTS5", clock)
            found.append(Target(f"{name}{where}, p50 of FTS5's", p50, 1))
            found.append(Target(f"{name}{where}, p99 of FTS5's", p99, 1))
    return found


def _by(answer: Answer, clock: Clock) -> float:
    return answer.cpu if clock == "cpu" else answer.wall

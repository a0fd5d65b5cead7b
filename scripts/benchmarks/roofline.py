"""What a query would cost if nothing but its postings had to be read, once, at the speed of memory.

The bytes are those of an uncompressed posting (document and frequency, 4 bytes each; for phrases also 4 bytes for each
place where a word stands), so the figure belongs to the question and not to an engine. `passes` says how often an
engine could have read them in the time that it took: 1 is the roof; a rare word is far from it, because there is little
to read and something to do beside reading.

The other roof is the interpreter's (`floor`): a query makes so many calls, of Python's functions and of those in C
(numpy's among them), and were all of them empty, they would still take that long. What is above it is work on data.

The third is numpy's (`least`): the same questions, answered from the same files by as little code as can be.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from types import FrameType
from typing import Any

from scripts.benchmarks.asking import Results, ask_class
from scripts.benchmarks.figures import Clock, table
from scripts.benchmarks.least import CLASSES
from scripts.benchmarks.questions import Question, Questions

POSTING = 8
POSITION = 4


def question_bytes(question: Question) -> int:
    """Bytes of postings that the question touches.

    >>> question_bytes(Question(("a", "b"), postings=10, occurrences=30))
    80
    """
    positions = POSITION * question.occurrences if question.kind == "phrase" else 0
    return POSTING * question.postings + positions


def bandwidth() -> float:
    """Bytes a second that one core sums from memory: the best of five passes over 64 MB."""
    import numpy as np

    block = np.ones(8 << 20, np.int64)
    taken = []
    for _ in range(5):
        started = time.thread_time()
        block.sum()
        taken.append(time.thread_time() - started)
    return block.nbytes / min(taken)


def report(results: Results, questions: Questions, *, clock: Clock, grown: float = 1.0) -> None:
    """Print bytes, the time of one pass over them, and each engine's passes; `grown`: how many times as many articles
    there are as the questions were chosen from."""
    speed = bandwidth()
    engines = list(next(iter(results.values())))
    rows = []
    for name, asked in results.items():
        size = grown * median(question_bytes(question) for question in questions[name])
        once = size / speed * 1e6
        passes = [f"{asked[engine].p(50, clock) * 1e3 / once:,.0f}" for engine in engines]
        rows.append([name, f"{size / 1e3:,.1f}", f"{once:,.2f}", *passes])
    columns = ["median question", "KB of postings", "one pass, us", *(f"passes, {engine}" for engine in engines)]
    table(f"roofline: passes over the postings at {speed / 1e9:.1f} GB/s, {clock} clock", columns, rows)


SAMPLE = 25
"""Questions of a class whose calls are counted."""


def floor(index: Path, questions: Questions, results: Results, *, clock: Clock) -> None:
    """Print how many calls morgue makes for a median question, first use and warm, and how long that many empty calls
    take, beside what the question took."""
    from scripts.benchmarks.engines import ask_morgue

    python, native = _empty_call(_nothing), _empty_call(abs, 0)
    rows = []
    for name, chosen in questions.items():
        ask = ask_morgue(index)
        ask(questions[name][-1], False)
        row = [name]
        for warm in (False, True):
            counts = [_calls(partial(ask, question, False)) for question in chosen[:SAMPLE]]
            calls, natives = (median(count[place] for count in counts) for place in (0, 1))
            least = calls * python + natives * native
            asked = results[name]["morgue"]
            took = (asked.p(50, clock) if warm else asked.first_p50(clock)) * 1e3
            row += [f"{calls:,.0f}", f"{natives:,.0f}", f"{least:.0f}", f"{took:.0f}"]
        rows.append(row)
    marks = ["Python", "C", "floor, us", "took, us"]
    notes = [f"An empty call of a Python function takes {python * 1e3:.0f} ns, of one in C {native * 1e3:.0f}."]
    groups = [("", 1), ("first use: calls", 4), ("warm: calls", 4)]
    table(f"roofline: the interpreter, {clock} clock", ["morgue", *marks, *marks], rows, groups=groups, notes=notes)


def least(indexes: Mapping[str, Path], questions: Questions, *, clock: Clock, in_a_row: int) -> None:
    """Print what the first use of a word takes the least array code there is, beside morgue and tantivy."""
    engines = {"morgue": indexes["morgue"], "least arrays": indexes["morgue"], "tantivy": indexes["tantivy"]}
    rows = []
    for name in CLASSES:
        asked = ask_class(engines, questions[name], questions, in_a_row=in_a_row)
        took = [asked[engine].first_p50(clock) for engine in engines]
        same = sum(a.total == b.total for a, b in zip(asked["morgue"].first, asked["least arrays"].first, strict=True))
        shares = [f"{took[0] / took[2]:.2f}", f"{took[1] / took[2]:.2f}", f"{same / len(asked['morgue'].first):.0%}"]
        rows.append([name, *(f"{one * 1e3:.0f}" for one in took), *shares])
    groups = [("", 1), ("us", 3), ("of tantivy's", 2), ("", 1)]
    notes = ["The least: `least.py`, which says what it leaves out. Same totals: of how many questions as morgue's."]
    columns = ["first use", *engines, "morgue", "least", "same totals"]
    table(f"roofline: arrays, {clock} clock", columns, rows, groups=groups, notes=notes)


def _calls(ask: Callable[[], object]) -> tuple[int, int]:
    """How many functions are called, in Python and in C."""
    counts = {"call": 0, "c_call": 0}

    def count(frame: FrameType, event: str, argument: Any) -> None:
        if event in counts:
            counts[event] += 1

    sys.setprofile(count)
    try:
        ask()
    finally:
        sys.setprofile(None)
    return counts["call"], counts["c_call"]


def _nothing() -> None:
    pass


def _empty_call(called: Callable[..., object], *arguments: object) -> float:
    """Microseconds of a call of what does nothing: the best of five times ten thousand."""
    taken = []
    for _ in range(5):
        started = time.thread_time()
        for _ in range(10_000):
            called(*arguments)
        taken.append(time.thread_time() - started)
    return min(taken) * 1e2

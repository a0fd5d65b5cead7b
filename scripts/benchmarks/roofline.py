"""What a query would cost if nothing but its postings had to be read, once, at the speed of memory.

The bytes are those of an uncompressed posting (document and frequency, 4 bytes each; for phrases also 4 bytes for each
place where a word stands), so the figure belongs to the question and not to an engine. `passes` says how often an
engine could have read them in the time that it took: 1 is the roof; a rare word is far from it, because there is little
to read and something to do beside reading.
"""

from __future__ import annotations

import time
from statistics import median

from scripts.benchmarks.asking import Results
from scripts.benchmarks.figures import Clock, table
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

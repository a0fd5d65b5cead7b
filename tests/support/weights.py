"""Grows the trees of `indexer.text.weighing.weigh` again and says how well they would do on pages of other publishers.

    python -m tests.support.weights DATA [--write]

DATA is the folder of real news; only the `build` part of the labels is read, and stories with many short lines from the
half of the American collection that is no part to judge by: what the rules leave of them stands for story. Each page is
seen several times, each time with another part of the tables of words hidden, so that the trees learn layout and not
the words of these pages. What is printed is measured on publishers that the trees never saw (eight folds). Takes about
five minutes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from indexer.text import blocks, lines, normalize, repeats, shapes, words
from indexer.text.calls import promotions
from indexer.text.lines import Verdict
from indexer.text.weighing import weigh
from tests.support.lines import KINDS, LABELS, Text, digest, plain, texts

Array = NDArray[np.float64]
Tree = tuple[NDArray[np.intp], Array, Array]

HIDDEN = ((0, 0), (40, 1), (60, 2))
"""Percent of the tables hidden, and the seed that picks them."""
FOLDS = 8
TREES, RATE, RIDGE = 120, 0.1, 5.0
BINS, LEAST_CURVE = 40, 4.0
"""Limits tried for each value; the least weight (sum of p(1 - p)) on either side of one."""
COLUMNS, ROWS = 0.6, 0.8
"""The shares of values and of lines that each tree sees."""
STORIES, STORY_WEIGHT = 450, 0.5
PATCHES, MOST_LINES = 2, 120
"""How often each page gets another story, and how many lines such a story may have."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One line as it is weighed: whether it goes, whether the rules took it already, and how much it counts."""

    row: weigh.Row
    goes: bool
    taken: bool
    link: bool
    publisher: str
    hidden: int
    weight: float


def main(arguments: Sequence[str]) -> None:
    """Grow, print, and write the trees when asked to."""
    data = Path(arguments[0])
    found = [text for kind in KINDS for text in texts(data, "build", kind)]
    samples = [sample for percent, seed in HIDDEN for sample in _samples(found, percent, seed)]
    told = list(_listed(data))
    samples += _stories(told)
    samples += _patched(found, told)
    matrix, goes = np.array([s.row for s in samples]), np.array([float(s.goes) for s in samples])
    weight = np.array([0.0 if s.taken else s.weight for s in samples])
    fold = np.array([_number(s.publisher) % FOLDS for s in samples])
    odds = np.zeros(len(samples))
    for left_out in range(FOLDS):
        here = fold == left_out
        odds[here] = _answer(matrix[here], _grown(matrix[~here], goes[~here], weight[~here]))
    for percent, _ in HIDDEN:
        _print(percent, samples, goes, odds)
    if "--write" in arguments:
        _write(_grown(matrix, goes, weight))


def _samples(found: Sequence[Text], percent: int, seed: int) -> Iterator[Sample]:
    with _words_hidden(percent, seed):
        for text in found:
            if percent and not text.where.endswith(("#plain", "#extracted")):
                continue
            article = text.article()
            body, verdicts = _judged(article.body)
            weighed = weigh.features(body, verdicts)
            places = {plain(line): i for i, line in reversed(list(enumerate(body)))}
            by_sha = {digest(line): line for line in article.body}
            for one in text.labels:
                i = places.get(plain(article.body[one.n] if one.n is not None else by_sha[one.sha]))
                if i is not None:
                    publisher = re.sub(r"_\d{4}.*", "", text.where)
                    yield Sample(weighed[i], one.goes, verdicts[i] is not None, one.is_link, publisher, percent, 1.0)


def _judged(lines_read: Sequence[str]) -> tuple[list[str], list[Verdict | None]]:
    body, _ = normalize.paragraphs(lines_read)
    verdicts = repeats.doubled_captions(body, [lines.judge(line) for line in body])
    return body, repeats.spread(body, blocks.judge(body, verdicts, list(map(blocks.marks, body))))


def _listed(data: Path) -> Iterator[tuple[str, list[str], list[Verdict | None]]]:
    """Articles that have many short lines and hardly any furniture: lists, transcripts, tables; with their source."""
    labelled = {
        json.loads(row)["record"]
        for part in ("build", "judge")
        for row in (LABELS / part / "news-en.jsonl").read_text(encoding="utf-8").splitlines()
    }
    left = STORIES
    with gzip.open(data / "news-2012-2020.jsonl.gz", "rt", encoding="utf-8") as rows:
        for record in map(json.loads, rows):
            if record["id"] in labelled or int(hashlib.sha256(record["id"].encode()).hexdigest(), 16) % 2:
                continue
            body, verdicts = _judged(record["text"].split("\n"))
            short = sum(not shapes.shape(line).prose for line in body)
            furniture = sum(shapes.is_kind(verdict, "share", "nav", "ad") for verdict in verdicts)
            if len(body) < 8 or short < 0.3 * len(body) or furniture > 3:
                continue
            yield record["source"], body, verdicts
            left -= 1
            if not left:
                return


def _stories(told: Sequence[tuple[str, list[str], list[Verdict | None]]]) -> Iterator[Sample]:
    for source, body, verdicts in told:
        for line, row, verdict in zip(body, weigh.features(body, verdicts), verdicts, strict=True):
            if verdict is None and not shapes.shape(line).strong:
                yield Sample(row, False, False, False, source, -1, STORY_WEIGHT)


def _patched(found: Sequence[Text], told: Sequence[tuple[str, list[str], list[Verdict | None]]]) -> Iterator[Sample]:
    """Pages with another story in the place of their own: what surrounds a list is furniture, the list isn't."""
    pages = [text for text in found if text.where.endswith("#plain")]
    for number in range(PATCHES * len(pages)):
        text = pages[number % len(pages)]
        _, story, _ = told[(7 * number) % len(told)]
        goes = {one.sha: one.goes for one in text.labels}
        page = [" ".join(line.split()) for line in text.record["text"].split("\n")]
        kept = [i for i, line in enumerate(page) if goes.get(digest(line)) is False]
        if not kept or len(story) > MOST_LINES:
            continue
        above, below = page[: kept[0]], page[kept[-1] + 1 :]
        body, verdicts = _judged([*above, *story, *below])
        own = set(story)
        publisher = re.sub(r"_\d{4}.*", "", text.where)
        for line, row, verdict in zip(body, weigh.features(body, verdicts), verdicts, strict=True):
            if verdict is not None:
                continue
            if line in own:
                yield Sample(row, False, False, False, publisher, -1, STORY_WEIGHT)
            elif goes.get(digest(line)):
                yield Sample(row, True, False, False, publisher, -1, STORY_WEIGHT)


@contextmanager
def _words_hidden(percent: int, seed: int) -> Iterator[None]:
    all_phrases, all_calls = words.phrases, promotions.calls

    def phrases(*names: str) -> frozenset[str]:
        whole = all_phrases(*names)
        hide = {"SHARE", "NAV"} & set(names)
        return frozenset(p for p in whole if not hide or _number(f"{seed}{p}") % 100 >= percent)

    def calls(line: str, wanted: tuple[promotions.Call, ...] = promotions.CALLS) -> bool:
        return _number(f"{seed}{line}") % 100 >= percent and all_calls(line, wanted)

    remembered = cache(phrases)
    _forget()
    with (
        mock.patch.object(words, "phrases", remembered),
        mock.patch.object(promotions, "calls", calls),
    ):
        yield
    _forget()


def _forget() -> None:
    weigh.vocabulary.cache_clear()


def _number(text: str) -> int:
    return int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(), 16)


def _grown(matrix: Array, goes: Array, weight: Array) -> list[Tree]:
    """Gradient boosting of logistic loss with trees of depth three, deterministic."""
    random = np.random.default_rng(7)
    limits = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])) for column in matrix.T]
    binned = np.stack(
        [np.searchsorted(edge, column, side="left") for edge, column in zip(limits, matrix.T, strict=True)]
    )
    odds = np.zeros(len(goes))
    trees = []
    for _ in range(TREES):
        likely = 1 / (1 + np.exp(-odds))
        seen = weight * (random.random(len(goes)) < ROWS)
        columns = np.flatnonzero(random.random(len(limits)) < COLUMNS)
        tree, leaf = _tree(binned, limits, columns, seen * (goes - likely), seen * likely * (1 - likely))
        odds += tree[2][leaf]
        trees.append(tree)
    return trees


def _tree(
    binned: NDArray[np.intp], limits: Sequence[Array], columns: NDArray[np.intp], slope: Array, curve: Array
) -> tuple[Tree, NDArray[np.intp]]:
    asked, where = np.zeros(7, dtype=np.intp), np.full(7, np.inf)
    node = np.zeros(binned.shape[1], dtype=np.intp)
    for at in range(7):
        here = np.flatnonzero((node == at) & (curve > 0))
        best = 1e-3
        for column in columns:
            places, size = binned[column, here], len(limits[column]) + 1
            left_slope: Array = np.cumsum(np.bincount(places, slope[here], size), dtype=np.float64)
            left_curve: Array = np.cumsum(np.bincount(places, curve[here], size), dtype=np.float64)
            right_slope, right_curve = left_slope[-1] - left_slope[:-1], left_curve[-1] - left_curve[:-1]
            gain = _worth(left_slope[:-1], left_curve[:-1]) + _worth(right_slope, right_curve)
            gain = gain - _worth(left_slope[-1], left_curve[-1])
            gain[(left_curve[:-1] < LEAST_CURVE) | (right_curve < LEAST_CURVE)] = 0
            if gain.size and gain.max() > best:
                best = float(gain.max())
                asked[at], where[at] = column, limits[column][int(gain.argmax())]
        mine = node == at
        edge = np.searchsorted(limits[asked[at]], where[at]) if np.isfinite(where[at]) else len(limits[asked[at]])
        node[mine] = 2 * at + 1 + (binned[asked[at], mine] > edge)
    leaf = node - 7
    answers = RATE * np.bincount(leaf, slope, 8) / (np.bincount(leaf, curve, 8) + RIDGE)
    return (asked, where, answers), leaf


def _worth(slope: Array, curve: Array) -> Array:
    return np.asarray(slope**2 / (curve + RIDGE))


def _answer(matrix: Array, trees: Sequence[Tree]) -> Array:
    odds = np.zeros(len(matrix))
    for asked, where, answers in trees:
        node = np.zeros(len(matrix), dtype=np.intp)
        for _ in range(3):
            node = 2 * node + 1 + (matrix[np.arange(len(matrix)), asked[node]] > where[node])
        odds += answers[node - 7]
    return odds


def _print(percent: int, samples: Sequence[Sample], goes: Array, odds: Array) -> None:
    here = np.array([s.hidden == percent for s in samples])
    taken, link = np.array([s.taken for s in samples]), np.array([s.link for s in samples])
    for threshold in (99.0, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0):
        gone = here & (taken | (odds > threshold))
        precision, recall = goes[gone].mean(), gone[here & (goes == 1) & ~link].mean()
        print(
            f"{percent:3d} % hidden, threshold {threshold:5.2f}: precision {precision:.4f}, recall {recall:.4f}, "
            f"single links {gone[here & link].mean():.4f}"
        )


def _write(trees: Sequence[Tree]) -> None:
    path = Path(weigh.__file__).with_name("weights.py")
    head, _, _ = path.read_text(encoding="utf-8").partition("_TABLE = ")
    rows = []
    for asked, where, answers in trees:
        limits = ("9e9" if np.isinf(limit) else f"{limit:.6g}" for limit in where)
        rows.append(" ".join(f"{column}>{limit}" for column, limit in zip(asked, limits, strict=True)))
        rows.append(" ".join(f"{answer:.4f}" for answer in answers))
    table = "\n".join(rows)
    path.write_text(f'{head}_TABLE = """\n{table}\n"""\nTREES = tuple(_trees(_TABLE))\n', encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

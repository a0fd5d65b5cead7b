"""Fits the weights of `indexer.text.weigh` again and says how well they would do on pages of other publishers.

    python -m tests.support.weights DATA [--write]

DATA is the folder of real news; only the `build` part of the labels is read. Each text is seen several times, each time
with another part of the tables of words hidden, so that the weights learn layout and not the words of these pages.
What is printed is measured on publishers that the weights never saw (eight folds). Takes about two minutes.
"""

from __future__ import annotations

import hashlib
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

from indexer.text import blocks, lines, normalize, promotions, repeats, shapes, weigh, words
from tests.support.lines import KINDS, Text, digest, plain, texts

Array = NDArray[np.float64]

HIDDEN = ((0, 0), (40, 1), (60, 2))
"""Percent of the tables hidden, and the seed that picks them."""
RIDGE = 4.0
FOLDS = 8


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled line as it is weighed: whether the rules took it already, and whether its text is a page at all."""

    features: weigh.Features
    goes: bool
    taken: bool
    page: bool
    publisher: str
    hidden: int


def main(arguments: Sequence[str]) -> None:
    """Fit, print, and write the table of weights when asked to."""
    found = [text for kind in KINDS for text in texts(Path(arguments[0]), "build", kind)]
    samples = [sample for percent, seed in HIDDEN for sample in _samples(found, percent, seed)]
    names = sorted({name for sample in samples for name in sample.features})
    matrix, goes = _matrix(samples, names), np.array([float(s.goes) for s in samples])
    weighed = np.array([s.page and not s.taken and not weigh.is_story(s.features) for s in samples])
    fold = np.array([_number(s.publisher) % FOLDS for s in samples])
    odds = np.full(len(samples), -9.0)
    for left_out in range(FOLDS):
        learned = _fitted(matrix[weighed & (fold != left_out)], goes[weighed & (fold != left_out)])
        here = weighed & (fold == left_out)
        odds[here] = matrix[here] @ learned
    for percent, _ in HIDDEN:
        _print(percent, samples, goes, odds)
    if "--write" in arguments:
        _write(names, _fitted(matrix[weighed], goes[weighed]))


def _samples(found: Sequence[Text], percent: int, seed: int) -> Iterator[Sample]:
    with _words_hidden(percent, seed):
        for text in found:
            article = text.article()
            body, _ = normalize.paragraphs(article.body)
            verdicts = repeats.doubled_captions(body, [lines.judge(line) for line in body])
            verdicts = repeats.spread(body, blocks.judge(body, verdicts))
            weighed, page = weigh.features(body, verdicts), shapes.is_page(body, verdicts)
            places = {plain(line): i for i, line in reversed(list(enumerate(body)))}
            by_sha = {digest(line): line for line in article.body}
            for one in text.labels:
                i = places.get(plain(article.body[one.n] if one.n is not None else by_sha[one.sha]))
                if i is not None:
                    taken = verdicts[i] is not None
                    yield Sample(weighed[i], one.goes, taken, page, re.sub(r"_\d{4}.*", "", text.where), percent)


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


def _matrix(samples: Sequence[Sample], names: Sequence[str]) -> Array:
    column = {name: i + 1 for i, name in enumerate(names)}
    matrix = np.zeros((len(samples), len(names) + 1))
    matrix[:, 0] = 1
    for row, sample in enumerate(samples):
        for name, value in sample.features.items():
            matrix[row, column[name]] = value
    return matrix


def _fitted(matrix: Array, goes: Array) -> Array:
    """Ridge logistic regression by Newton's method; the bias isn't held back."""
    weights = np.zeros(matrix.shape[1])
    ridge = RIDGE * np.eye(matrix.shape[1])
    ridge[0, 0] = 0
    for _ in range(14):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        curve = likely * (1 - likely) + 1e-6
        slope = matrix.T @ (goes - likely) - ridge @ weights
        weights = weights + np.linalg.solve((matrix * curve[:, None]).T @ matrix + ridge, slope)
    return weights


def _print(percent: int, samples: Sequence[Sample], goes: Array, odds: Array) -> None:
    here = np.array([s.hidden == percent for s in samples])
    taken = np.array([s.taken for s in samples])
    for threshold in (99.0, 1.0, 1.5, 2.0, 2.5, 3.0):
        gone = here & (taken | (odds > threshold))
        precision, recall = goes[gone].mean(), gone[here & (goes == 1)].mean()
        print(f"{percent:3d} % hidden, threshold {threshold:4.1f}: precision {precision:.4f}, recall {recall:.4f}")


def _write(names: Sequence[str], learned: Array) -> None:
    path = Path(weigh.__file__).with_name("weights.py")
    head, _, _ = path.read_text(encoding="utf-8").partition('    "bias"')
    rows = [f'    "{name}": {weight:.3f},\n' for name, weight in zip(("bias", *names), learned, strict=True)]
    path.write_text(head + "".join(rows) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

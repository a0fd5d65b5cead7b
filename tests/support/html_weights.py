"""Fits the weights of `indexer.readers.weigh` again and says how well they would do on pages of other publishers.

    python -m tests.support.html_weights DATA [--write]

DATA is the folder of real news. A block of a page is story when most of its shingles of four words stand in the page's
known text. Pages with known text are few, so those of the benchmark of dates are learnt from as well, where trafilatura
says the same of a block whether it is asked for precision or for recall; they count for a third, and nothing is
measured on them. What is printed: fitted on one half of the publishers and measured on the other, both ways, and five
folds by publisher. What is written is fitted on all pages. Takes three minutes.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.readers.html import weigh
from indexer.readers.html.blocks import SIGNS, Block, blocks
from indexer.readers.html.candidates import candidates
from indexer.readers.html.captions import take_captions
from indexer.readers.html.company import BETWEEN, COMPANY, company_values
from indexer.readers.html.elements import tree_of
from indexer.readers.html.metadata import metadata
from indexer.readers.html.people import plain
from indexer.readers.html.place import Said, is_prose
from indexer.readers.html.story import chosen, flat_text, told
from tests.support.pages import Page, articles, dated, publishers, score

Array = NDArray[np.float64]
Learned = dict[bool, Array]
"""Weights for prose (True) and for short blocks (False)."""

RIDGE = 20.0
SILVER = 0.35
"""What a block of a page whose text is not known counts. 0.25 and 0.5 do as well on articles; the more, the more of the
leads above a story are lost, which trafilatura passes over."""
LITTLE = 300
"""Characters: a page of which so little is extracted teaches nothing."""
FOLDS = 5
BITS = len(SIGNS)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sample:
    """A page's blocks (`row`), and those that are weighed: the values of the first round, what is story, how much each
    block counts."""

    page: Page
    kind: str
    row: list[Block]
    blocks: list[Block]
    said: Said
    values: Array
    story: Array
    counts: Array
    prose: NDArray[np.bool_]


def main(arguments: Sequence[str]) -> None:
    """Fit, print, and write the table of weights when asked to."""
    data = Path(arguments[0])
    samples = [
        sample(page, kind)
        for kind, pages in (("articles", articles), ("publishers", publishers))
        for page in pages(data)
    ]
    samples += [one for page in dated(data) if (one := silver(page)).counts.any()]
    for half, other in (("build", "judge"), ("judge", "build")):
        fitted = fit([one for one in samples if one.page.half == half])
        for kind in ("articles", "publishers"):
            pages = [one for one in samples if one.kind == kind]
            seen = measured([one for one in pages if one.page.half == half], [fitted])
            unseen = measured([one for one in pages if one.page.half == other], [fitted])
            print(f"{kind}, fitted on {half}: {half} {seen}, {other} {unseen}")
    folds = [fit([one for one in samples if fold(one.page.publisher) != left_out]) for left_out in range(FOLDS)]
    for kind in ("articles", "publishers"):
        pages = [one for one in samples if one.kind == kind]
        print(f"{kind}, folds: {measured(pages, folds)}")
    if "--write" in arguments:
        write(*fit(samples))


def sample(page: Page, kind: str) -> Sample:
    """A page as it is learnt from."""
    tree = tree_of(page.markup)
    stated = metadata(tree)
    take_captions(tree, headline=stated.headline, description=stated.description)
    said = Said(stated.headline, stated.description, flat_text(stated.body) if stated.body else None)
    whole = blocks(next(tree.iter("body"), tree))
    row = candidates(whole, said)
    values = [
        [*own, *bits(block.around.near), *bits(block.around.far)]
        for own, block in zip(weigh.own_values(row, said), row, strict=True)
    ]
    length = max(60, len(_WORD.findall(page.text)))
    counts = [min(0.3, max(1, len(_WORD.findall(block.text))) / length) * 400 + 0.3 for block in row]
    prose = np.array([is_prose(block) for block in row])
    return Sample(
        page, kind, whole, row, said, np.array(values), np.array(stories(row, page.text)), np.array(counts), prose
    )


def silver(page: Page) -> Sample:
    """A page whose text is not known as it is learnt from: blocks on which two extractions differ count nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # urllib3 complains that a proxy library isn't there
        import trafilatura

    def text(**options: Any) -> str:
        return trafilatura.extract(page.markup, include_comments=False, **options) or ""

    sure = sample(replace(page, text=text(favor_precision=True)), "dated")
    agreed = sure.story == np.array(stories(sure.blocks, text(favor_recall=True)))
    return replace(sure, counts=sure.counts * agreed * (SILVER if len(sure.page.text) > LITTLE else 0.0))


def bits(found: int) -> list[float]:
    """Bits as values."""
    return [float(found >> at & 1) for at in range(BITS)]


def stories(row: Sequence[Block], text: str) -> list[float]:
    """1 for each block that stands in `text`: by its shingles, or as a line where it has fewer than four words."""
    known = set(_shingles(text))
    lines = {plain(line) for line in text.split("\n")}
    out = []
    for block in row:
        found = _shingles(block.text)
        long = len(_WORD.findall(block.text)) >= 4
        bare = plain(block.text)
        out.append(
            float(sum(one in known for one in found) > 0.5 * len(found) if long else bool(bare) and bare in lines)
        )
    return out


def _shingles(text: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(text)
    return [tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))]


def fold(publisher: str) -> int:
    """The fold that a publisher's pages are left out in."""
    return int.from_bytes(blake2b(f"fold {publisher}".encode()).digest()[:4], "big") % FOLDS


def fit(samples: Sequence[Sample]) -> tuple[Learned, Learned]:
    """The weights of both rounds. The second learns from a first round that did not see the page's publisher."""
    first = {fold_: _first([one for one in samples if fold(one.page.publisher) != fold_]) for fold_ in range(FOLDS)}
    second = {
        kind: regression(
            np.concatenate([company(one, first[fold(one.page.publisher)])[one.prose == kind] for one in samples]),
            np.concatenate([one.story[one.prose == kind] for one in samples]),
            np.concatenate([one.counts[one.prose == kind] for one in samples]),
        )
        for kind in (True, False)
    }
    return _first(samples), second


def _first(samples: Sequence[Sample]) -> Learned:
    return {
        kind: regression(
            np.concatenate([one.values[one.prose == kind] for one in samples]),
            np.concatenate([one.story[one.prose == kind] for one in samples]),
            np.concatenate([one.counts[one.prose == kind] for one in samples]),
        )
        for kind in (True, False)
    }


def company(one: Sample, first: Learned) -> Array:
    """The values of the second round."""
    odds = np.where(one.prose, one.values @ first[True], one.values @ first[False])
    around, between = company_values(one.blocks, [float(value) for value in odds], one.said)
    rows = [[*values, *bits(found)] for values, found in zip(around, between, strict=True)]
    return np.hstack([np.array(rows), one.values[:, 1:]])


def regression(values: Array, wanted: Array, counts: Array) -> Array:
    """Logistic regression with a ridge on all weights but the first, by Newton's method."""
    counts = counts / counts.mean()
    weights = np.zeros(values.shape[1])
    ridge = np.full(values.shape[1], RIDGE)
    ridge[0] = 1e-3
    for _ in range(12):
        sure = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (counts * (wanted - sure)) - ridge * weights
        bend = (values * (counts * sure * (1 - sure))[:, None]).T @ values + np.diag(ridge + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def measured(samples: Sequence[Sample], fitted: Sequence[tuple[Learned, Learned]]) -> str:
    """F1, precision and recall of the main text; with several weights, each page's are those that did not see it."""
    pairs = []
    for one in samples:
        tables = tables_of(*fitted[fold(one.page.publisher) % len(fitted)])
        prose = weigh.weights(tables["PROSE_FIRST"], tables["PROSE"])
        short = weigh.weights(tables["SHORT_FIRST"], tables["SHORT"])
        lines = told(chosen(one.row, one.said, prose, short), one.said.headline)
        pairs.append((one.page.text, "\n".join(lines)))
    return "{:.4f} ({:.3f} {:.3f})".format(*score(pairs))


def tables_of(first: Learned, second: Learned) -> dict[str, dict[str, float]]:
    """Weights by name, those that round to nothing left out."""
    one = (*weigh.OWN, *weigh.NEAR, *weigh.FAR)
    two = (*COMPANY, *BETWEEN, *weigh.OWN[1:], *weigh.NEAR, *weigh.FAR)
    return {
        "PROSE_FIRST": _named(first[True], one),
        "PROSE": _named(second[True], two),
        "SHORT_FIRST": _named(first[False], one),
        "SHORT": _named(second[False], two),
    }


def _named(weights: Array, names: Sequence[str]) -> dict[str, float]:
    return {name: round(float(one), 3) for name, one in zip(names, weights, strict=True) if abs(one) >= 0.0005}


def write(first: Learned, second: Learned) -> None:
    """Replace the table in the project."""
    path = Path(weigh.__file__).with_name("weights.py")
    head = path.read_text().split("\nPROSE_FIRST")[0]
    tables = tables_of(first, second).items()
    path.write_text(
        head
        + "".join(
            f"\n{name}: Mapping[str, float] = {{\n"
            + "".join(f'    "{key}": {value:.3f},\n' for key, value in table.items())
            + "}\n"
            for name, table in tables
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])

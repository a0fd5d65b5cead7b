"""Real pages whose text, captions, authors and dates are known, and how close a reading of them comes.

The measure of main text is the article extraction benchmark's: shingles of four words; for each page the shares of
those found, wrong and missed; the means of the pages' precision and recall; their F1.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b, sha256
from html import unescape
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from indexer.article import Caption
from indexer.readers.encoding import declared, decode

_WORD = re.compile(r"\w+")
_LOOKED_AT = Path(__file__).parent.parent / "cases" / "page-captions.json"


@dataclass(frozen=True, slots=True)
class Page:
    """A page, who published it, its `text` as it must be found, and the other `facts` that are known of it."""

    publisher: str
    markup: str
    text: str
    facts: dict[str, Any]

    @property
    def half(self) -> str:
        """`build` or `judge`: the pages of one publisher are all in one half."""
        return "build" if blake2b(self.publisher.lower().encode()).digest()[0] & 1 else "judge"


class Score(NamedTuple):
    """Means over pages."""

    f1: float
    precision: float
    recall: float


def decoded(path: Path) -> str:
    """The text of a page's file, which may be compressed."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return decode(data, said=declared(data)).text


@cache
def articles(data: Path) -> tuple[Page, ...]:
    """The pages of the article extraction benchmark."""
    folder = data / "html-articles"
    truth = json.loads((folder / "ground-truth.json").read_text())
    pages = []
    for name, fact in sorted(truth.items()):
        [path] = (folder / "html").glob(f"{name}*")
        host = urlsplit(fact["url"]).netloc.removeprefix("www.")
        pages.append(Page(host, decoded(path), fact["articleBody"], fact))
    return tuple(pages)


@cache
def publishers(data: Path) -> tuple[Page, ...]:
    """Pages of many countries' papers; each block of a paper's JSON belongs to the page that holds most of its text."""
    pages = []
    for known in sorted((data / "html-publishers").glob("*/*.json")):
        files = [decoded(path) for path in sorted(known.parent.glob(f"{known.stem}_*.html.gz"))]
        bare = [_letters(re.sub(r"<[^>]*>", "", unescape(markup))) for markup in files]
        for fact in json.loads(known.read_text()).values():
            lines = _body(fact)
            held = [sum(len(_letters(line)) for line in lines if _letters(line)[:60] in text) for text in bare]
            pages.append(Page(known.stem, files[held.index(max(held))], "\n".join(lines), fact))
    return tuple(pages)


@cache
def dated(data: Path) -> tuple[Page, ...]:
    """The pages of the benchmark of dates: what their text is, nobody knows."""
    listed = json.loads((data / "htmldate" / "dates.json").read_text())
    paths = {path.name: path for path in (data / "htmldate").rglob("*.html.gz")}
    return tuple(
        Page(urlsplit(fact["url"]).netloc.removeprefix("www."), _undeclared(decoded(paths[fact["file"]])), "", fact)
        for fact in listed
        if fact["file"] in paths
    )


def _undeclared(markup: str) -> str:
    """Markup without the encoding that it was declared in."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)


def _body(fact: dict[str, Any]) -> list[str]:
    body = fact["body"]
    lines = list(body.get("summary") or ())
    for section in body["sections"]:
        lines += [*section["headline"], *section["paragraphs"]]
    return lines


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def score(pairs: Iterable[tuple[str, str]]) -> Score:
    """How close texts come, given as (as it must be, as it was found)."""
    shares = [_shares(true, found) for true, found in pairs]
    precision = mean(hit / (hit + wrong) for hit, wrong, _ in shares if hit + wrong)
    recall = mean(hit / (hit + missed) for hit, _, missed in shares if hit + missed)
    return Score(2 * precision * recall / (precision + recall), precision, recall)


def _shares(true: str, found: str) -> tuple[float, float, float]:
    wanted, got = _shingles(true), _shingles(found)
    hit = (wanted & got).total()
    wrong, missed = got.total() - hit, wanted.total() - hit
    total = hit + wrong + missed
    return (hit / total, wrong / total, missed / total) if total else (0.0, 0.0, 0.0)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def plain(text: str | None) -> str:
    """Words in small letters, for comparing captions and names."""
    return " ".join(_WORD.findall((text or "").casefold()))


def same_caption(one: str, other: str) -> bool:
    """Whether two captions (as `plain` gives them) are one: three words of four, or one is most of the other."""
    first, second = set(one.split()), set(other.split())
    if one == other or (first and second and len(first & second) >= 0.75 * len(first | second)):
        return True
    return (one in other or other in one) and min(len(one), len(other)) > 0.6 * max(len(one), len(other))


class Captions(NamedTuple):
    """How many captions of pages were found, how many of those found are none, how many were missed."""

    hit: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.wrong)

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed)


def score_captions(found: Iterable[tuple[Page, Iterable[Caption]]], *, as_listed: bool = False) -> Captions:
    """How close the captions found come to those that are listed; unless `as_listed`, the list is set right by
    `tests/cases/page-captions.json`, which says of each entry why."""
    table = json.loads(_LOOKED_AT.read_text())
    left_out, none = ({(case["publisher"], case["digest"]) for case in table[name]} for name in ("left_out", "none"))
    hit = wrong = missed = 0
    for page, captions in found:
        listed = [plain(image.get("caption")) for image in page.facts["images"]]
        left = [text for text in dict.fromkeys(listed) if text and (as_listed or _named(page, text) not in none)]
        for caption in captions:
            words = (plain(caption.text), plain(f"{caption.text} {caption.credit or ''}"))
            known = next((text for text in left if any(same_caption(word, text) for word in words)), None)
            if known is not None:
                left.remove(known)
                hit += 1
            elif not as_listed and _named(page, words[0]) in left_out:
                hit += 1
            elif words[0]:
                wrong += 1
        missed += len(left)
    return Captions(hit, wrong, missed)


def _named(page: Page, text: str) -> tuple[str, str]:
    """A caption's name in the table."""
    return page.publisher, sha256(text.encode()).hexdigest()[:12]

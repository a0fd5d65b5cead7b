"""How well cleaning tells the story from what stands around it, measured on labelled lines of real articles."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.article import Article, Caption, Change, Reading
from indexer.readers import read_source
from indexer.sources import Source
from indexer.text import clean
from tests.support.plainview import plain_view

LABELS = Path(__file__).parent.parent / "cases" / "lines"
KINDS = ("multilingual", "news-en", "pages")
"""The files of `build/` that the trees of `indexer/text/weighing/weights.py` were grown on; later ones only measure."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled line: where it stands (`n` is None in pages, found by its hash), what it is, and its fate when it
    stands there more than once."""

    n: int | None
    sha: str
    label: str
    fate: str | None

    @property
    def goes(self) -> bool:
        """Whether the line is no part of the story."""
        return self.label != "keep"

    @property
    def is_link(self) -> bool:
        """Whether the line is another article's title or the like and stands here once. Nothing in one article's text
        tells it from a heading of the story; what recurs over a publisher's articles does, and that is not cleaning
        line by line."""
        return self.label == "nav" and self.fate is None


@dataclass(frozen=True, slots=True)
class Text:
    """One labelled article or one view of a page: its record as it stands in the source, and its labels."""

    where: str
    record: dict[str, Any]
    labels: tuple[Labelled, ...]

    def article(self) -> Article:
        """The article as the product's readers hand it on, with the captions that a record or a page's markup names."""
        record = self.record
        authors = record.get("authors") or record.get("byline") or ()
        return Article(
            headline=record.get("title") or record.get("headline") or None,
            byline=(authors,) if isinstance(authors, str) else tuple(authors),
            published=record.get("date") or None,
            publisher=record.get("source") or None,
            language=record.get("lang") or None,
            body=tuple(record["text"].split("\n")),
            captions=tuple(Caption(text) for text in record.get("captions") or ()),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one labelled line."""

    where: str
    line: str
    labelled: Labelled
    removed: bool
    right_fate: bool | None
    """None for lines without a fate."""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1 and the counts below them."""

    precision: float
    recall: float
    """Of the lines that go, except links that stand once."""
    fate: float
    links: float
    """Recall of the links that stand once."""
    removed: int
    removals: int
    fates: int


def digest(line: str) -> str:
    """The name of a line in the label files."""
    return hashlib.sha256(" ".join(line.split()).encode()).hexdigest()[:12]


def labels_of(part: str, kind: str) -> dict[tuple[str, str | None, str | None], list[Labelled]]:
    """The labels of one file of labels, by file, record and view."""
    labels: defaultdict[tuple[str, str | None, str | None], list[Labelled]] = defaultdict(list)
    with (LABELS / part / f"{kind}.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            one = Labelled(row["n"], row["sha"], row["label"], row["fate"])
            labels[row["file"], row["record"], row.get("view")].append(one)
    return labels


def texts(data: Path, part: str, kind: str) -> Iterator[Text]:
    """The labelled texts of one file of labels, with their records read from the folder of real news."""
    labels = labels_of(part, kind)
    files: defaultdict[str, dict[tuple[str | None, str | None], list[Labelled]]] = defaultdict(dict)
    for (file, record, view), found in labels.items():
        files[file][record, view] = found
    for file, wanted in files.items():
        for record, view, fields in _records(data / file, wanted):
            labelled = tuple(wanted[record, view])
            if view == "extracted":
                # What the reader has left out already is nobody's decision here.
                there = {digest(line) for line in fields["text"].split("\n")}
                labelled = tuple(one for one in labelled if one.sha in there)
            yield Text(f"{file}#{record or view or ''}", fields, labelled)


def _records(path: Path, wanted: dict[Any, Any]) -> Iterator[tuple[str | None, str | None, dict[str, Any]]]:
    if path.name.endswith(".jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            for fields in map(json.loads, rows):
                if (fields["id"], None) in wanted:
                    yield fields["id"], None, fields
    elif path.suffix == ".txt":
        yield None, None, {"text": _decoded(path.read_bytes())}
    else:
        page = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for _, view in wanted:
            yield None, view, {"text": "\n".join(plain_view(page))} if view == "plain" else _read(page)


def _read(page: bytes) -> dict[str, Any]:
    """What the HTML reader hands on of a page: the lines of its story and what it found under the pictures."""
    [found] = read_source(Source.of("page.html", page))
    if not isinstance(found, Reading):
        return {"text": ""}
    article = found.article
    return {
        "text": "\n".join(article.body),
        "title": article.headline,
        "lang": article.language,
        "source": article.publisher,
        "captions": [caption.text for caption in article.captions],
    }


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # The Turkish samples; one British file has a pound sign, which stands at the same place.
        return raw.decode("windows-1254")


def judged(text: Text) -> Iterator[Outcome]:
    """What cleaning makes of each labelled line of a text."""
    article = text.article()
    cleaned, changes = clean(article)
    by_sha: dict[str, str] = {}
    for line in article.body:
        by_sha.setdefault(digest(line), line)
    body = [plain(paragraph) for paragraph in cleaned.body]
    whole = "\n".join(body)
    counts = Counter(body)
    joined = any(change.rule == "joined" for change in changes)
    read = Counter(plain(line) for line in article.body)
    taken = {plain(change.line) for change in changes if change.line and change.rule not in _MENDING}
    for one in text.labels:
        line = article.body[one.n] if one.n is not None else by_sha.get(one.sha, "")
        if digest(line) != one.sha:
            raise ValueError(f"{text.where}: line {one.n} is not the labelled one any more")
        key = plain(line)
        kept = _stands(key, counts, whole if joined else "", () if key in taken else body)
        fate = None
        if one.fate is not None:
            wanted = {"gone": 0, "once": 1, "all": read[key]}[one.fate]
            fate = counts[key] == wanted
        yield Outcome(text.where, line, one, not kept, fate, changes)


_MENDING = frozenset(("joined", "hyphen", "mojibake", "invisible", "control", "composed", "dateline", "credit-glued"))
"""Rules after which the line that they name still stands, but for a part of it."""
_NOT_LETTERS = re.compile(r"[\W_]+")


def plain(line: str) -> str:
    """A line's letters and digits in lower case: what joining, quotes and spaces can't change."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFC", line).lower()) or " ".join(line.split())


def _stands(key: str, counts: Counter[str], whole: str, body: Sequence[str]) -> bool:
    """Whether the line is a paragraph, lies in one that was joined, or is one but for its dateline or glued credit."""
    if not key or key in counts or key in whole:
        return True
    return any(len(p) >= 0.6 * len(key) and len(p) > 12 and p in key for p in body)


def score(outcomes: list[Outcome]) -> Score:
    """Precision and recall of removals, and the share of repeated lines with the right fate."""
    removed = [o for o in outcomes if o.removed]
    removals = [o for o in outcomes if o.labelled.goes and not o.labelled.is_link]
    links = [o.removed for o in outcomes if o.labelled.is_link]
    fates = [o.right_fate for o in outcomes if o.right_fate is not None]
    right = sum(o.labelled.goes for o in removed)
    return Score(
        right / max(1, len(removed)),
        sum(o.removed for o in removals) / max(1, len(removals)),
        sum(fates) / max(1, len(fates)),
        sum(links) / max(1, len(links)),
        len(removed),
        len(removals),
        len(fates),
    )

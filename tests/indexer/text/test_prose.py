"""Clean lines of real news stay as they are: ten thousand of them, in 15 languages and more."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from indexer.article import Article
from indexer.text import clean, normalize

_ENDS = re.compile(r"""[.!?…。！？؟।۔።]["'”’»)\]」]*$""")
_WIDE = re.compile("[\u0e00-\u0eff\u2e80-\u9fff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Words of the boxes that stand between the paragraphs of some sources; a line with one of them isn't surely prose.
_BOX = re.compile(
    r"https?:|क्लिक|फ़ेसबुक|फेसबुक|ट्विटर|फ़ॉलो|Ảnh|\(CNN\)|Reuters|AFP|新华社|中新|编辑|"
    r"ที่มา|Colprensa|Listen to the full interview|رابط الخبر|مقالات أخرى|Xem thêm",
)


def prose(text: str) -> bool:
    """The rule by which a line is taken for prose, whatever cleaning thinks of it: it is long enough for a paragraph,
    ends like a sentence (Thai: is very long), and holds none of the words that boxes are made of."""
    length = len(text) + 2 * len(_WIDE.findall(text))
    thai = any("\u0e00" <= c <= "\u0e7f" for c in text)
    return length >= 80 and (bool(_ENDS.search(text)) or (thai and length >= 400)) and not _BOX.search(text)


def articles(data: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Language and lines: the multilingual articles, all British stories, and enough Americans to fill up."""
    for path in sorted((data / "multilingual").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                yield row["lang"], tuple(row["text"].split("\n"))
    for path in sorted((data / "bbc").glob("*/*.txt")):
        yield "en", tuple(path.read_bytes().decode("utf-8", "replace").split("\n"))


def visible(text: str) -> str:
    """The text as a reader sees it: composed, without invisible characters, spaces as one."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def american_lines(data: Path) -> Iterator[str]:
    """Prose of the first articles of the American collection, which has the most lines by far."""
    with gzip.open(data / "news-2012-2020.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in islice(rows, 400):
            yield from filter(prose, json.loads(row)["text"].split("\n"))


def test_normalising_leaves_ten_thousand_clean_lines_in_fifteen_languages_as_they_are(data: Path) -> None:
    found = [(language, line) for language, body in articles(data) for line in filter(prose, body)]
    found += [("en", line) for line in american_lines(data)]
    assert len(found) >= 10_000
    assert len({language for language, _ in found}) >= 15
    assert [line for _, line in found if normalize.line(line) != visible(line)] == []
    paragraphs, changes = normalize.paragraphs([line for _, line in found])
    assert paragraphs == [visible(line) for _, line in found]
    assert {change.rule for change in changes} <= {"invisible", "composed"}


def test_cleaning_keeps_the_prose_of_every_article(data: Path) -> None:
    for language, body in articles(data):
        paragraphs = "\n".join(clean(Article(language=language, body=body))[0].body)
        assert [line for line in filter(prose, body) if visible(line) not in paragraphs] == []

"""What agencies really sent, in the formats of the IPTC: each file gives its articles, or its reason is in the table.

The table, `tests/golden/news-formats.json`, has no words of these files: it has counts, guids, dates and digests.
Headline, dates and text of what it says were compared with the files by eye.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path

import pytest

from indexer.article import Ignored, Reading, Skipped
from indexer.readers import read_file
from indexer.sources import SourceFile, files

GOLDEN = Path(__file__).parents[2] / "golden" / "news-formats.json"
TABLE: dict[str, list[dict[str, object]]] = json.loads(GOLDEN.read_text("utf-8"))
FOLDERS = ("nitf", "newsml-g2", "newsml-1", "ninjs")


def digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def row(item: Reading | Skipped | Ignored) -> dict[str, object]:
    if isinstance(item, Ignored):
        return {"ignored": item.locator}
    if isinstance(item, Skipped):
        return {"skipped": item.locator, "reason": item.reason}
    article = item.article
    return {
        "at": article.locator,
        "guid": article.guid,
        "published": article.published,
        "updated": article.updated,
        "headline": digest(article.headline or ""),
        "paragraphs": len(article.body),
        "body": digest("\n".join(article.body)),
        "captions": len(article.captions),
    }


def rows(folder: Path) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for file in files([folder]):
        assert isinstance(file, SourceFile)
        found[f"{folder.name}/{file.locator}"] = [row(item) for item in read_file(file)]
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_sample_gives_what_the_table_says(data: Path, folder: str) -> None:
    expected = {name: said for name, said in TABLE.items() if name.startswith(f"{folder}/")}
    found = rows(data / "formats" / folder)
    assert sorted(found) == sorted(expected)
    for name, said in expected.items():
        assert found[name] == said, name


def test_what_is_skipped_has_its_reason() -> None:
    assert {str(r["reason"]) for said in TABLE.values() for r in said if "skipped" in r} == {
        "no article: neither text nor title"
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_reader_is_that_of_the_format(data: Path, folder: str) -> None:
    for file in files([data / "formats" / folder]):
        assert isinstance(file, SourceFile)
        for item in read_file(file):
            assert not isinstance(item, Reading) or item.article.reader == folder

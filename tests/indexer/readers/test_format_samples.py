"""Real exports, mail and digitised pages: what is read of each, kept as counts, ids, dates and digests.

`MORGUE_GOLDEN=write MORGUE_TEST_DATA=... pytest tests/indexer/readers/test_format_samples.py` writes the digests anew;
look at what changed in the articles themselves before it is kept.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from hashlib import blake2b
from pathlib import Path

import pytest

from indexer.article import Article, Ignored, Reading, Skipped
from indexer.readers import read_file
from indexer.readers.mail_text import html_lines
from indexer.sources import SourceFile, files

GOLDEN = Path(__file__).parents[2] / "cases" / "format-samples.json"

FOLDERS = ["factiva", "lexisnexis", "europresse", "press-databases", "mail", "alto-mets", "wire"]

_BNL = (
    "1497608_newspaper_armeteufel_1904-01-17/1497608_newspaper_armeteufel_1904-01-17-mets.xml#text/1904-01-17_01-0000"
)
_BL = "missing_page/1824/0217/0002647_18240217_mets.xml#0002647_18240217_000"

SKIPPED = {
    # a record of the export that holds two lines of copyright and nothing else
    "lexisnexis/test.txt#10": "no article: neither text nor title",
    # issues of which some pages were left out of the samples
    **{f"alto-mets/{_BNL}{n}.xml": f"the page text/1904-01-17_01-0000{n}.xml: it isn't there" for n in (1, 2, 3)},
    **{f"alto-mets/{_BL}{n}.xml": f"the page 0002647_18240217_000{n}.xml: it isn't there" for n in (2, 3, 4)},
}
"""All that isn't read in these folders, and why."""

PAGES = {"0002244": 4, "1497608": 1, "BLB": 5, "missing_page": 1}
"""Pages that are read with their issue, by the folder of that."""


def read(folder: Path) -> list[Reading | Skipped | Ignored]:
    return [item for file in files([folder]) if isinstance(file, SourceFile) for item in read_file(file)]


def digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def fingerprint(article: Article) -> list[str | int | None]:
    """What is kept of an article. The story that an extraction finds on a page is the extraction's own to keep."""
    body = "" if article.reader == "html" else digest("\n".join(article.body))
    headline = digest(article.headline) if article.headline else None
    return [article.reader, article.guid, article.published, headline, len(article.body) if body else 0, body]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_sample_gives_its_articles_or_its_reason(data: Path, folder: str) -> None:
    items = read(data / "formats" / folder)
    skipped = {f"{folder}/{item.locator}": item.reason for item in items if isinstance(item, Skipped)}
    assert skipped == {place: reason for place, reason in SKIPPED.items() if place.startswith(f"{folder}/")}
    ignored = Counter(item.locator.split("/")[0].split("_")[0] for item in items if isinstance(item, Ignored))
    assert ignored == (
        Counter({name.split("_")[0]: n for name, n in PAGES.items()}) if folder == "alto-mets" else Counter()
    )
    found = {item.article.locator: fingerprint(item.article) for item in items if isinstance(item, Reading)}
    golden = json.loads(GOLDEN.read_text("utf-8")) if GOLDEN.exists() else {}
    if os.environ.get("MORGUE_GOLDEN") == "write":
        golden[folder] = found
        lines = [f"  {json.dumps(k)}: {{\n" + ",\n".join(f"    {json.dumps(n)}: {json.dumps(v, ensure_ascii=False)}" for n, v in golden[k].items()) + "\n  }" for k in sorted(golden)]  # fmt: skip  # noqa: E501
        GOLDEN.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    assert found == golden[folder]
    files_read = {re.sub(r"#.*", "", locator) for locator in found}
    there = {
        file.locator for file in files([data / "formats" / folder]) if isinstance(file, SourceFile) and not file.is_part
    }
    assert files_read == there


def plain(text: str | None) -> str:
    return " ".join((text or "").replace("\xa0", " ").split())


DIFFERENT = {
    # of the sample's records, by their numbers: fields in which ours differs from the expected, and why
    7: {"title"},  # "No title found!" stands for none
    8: {"text"},  # the record has no text; ours puts the words under GRAPHIC into the captions
    9: {"text"},  # ours leaves the field's name "HIGHLIGHT:" out
    11: {"title"},
    12: {"medium", "text"},  # the first line of a copyright is no publisher; ours keeps the heading above the text
    14: {"title"},  # ours keeps the agency's "LEADALL:"
    15: {"text"},  # ours takes byline and dateline, which stand below LENGTH, to their fields
    17: {"text"},  # ours begins with the HIGHLIGHT
    20: {"title"},
    21: {"text"},  # ours leaves the label "ARTICLE:" out
    22: {"medium"},  # the publisher stands below the copyright
    23: {"text"},  # the expected text ends in the field LANGUAGE
    25: {"text"},  # ours keeps three words that the expected leaves out
    26: {"text"},  # the expected text ends in the fields GRAPHIC and LANGUAGE
}


def test_lexisnexis_agrees_with_the_expected_fields(data: Path) -> None:
    expected = json.loads((data / "formats-expected" / "lexisnexis" / "test_body_sols.json").read_text("utf-8"))
    articles = [
        item.article for item in read(data / "formats" / "lexisnexis" / "test.txt") if isinstance(item, Reading)
    ]
    assert len(articles) == len(expected)
    different: dict[int, set[str]] = {}
    for article, wanted in zip(articles, expected, strict=True):
        number = int(article.locator.rpartition("#")[2])
        date, time = wanted["date"].split(" ")
        stated = article.published or ""
        same = {
            "medium": plain(article.publisher) == plain(wanted["medium"]),
            "title": plain(article.headline).startswith(plain(wanted["title"])),
            "date": date.startswith(stated[:10]) and (time == "00:00:00" or stated[11:16] == time[:5]),
            "section": plain(article.section) == plain(wanted.get("section")),
            "dateline": "dateline" not in wanted or plain(article.dateline) == plain(wanted["dateline"]),
            "text": plain(" ".join(article.body)) == plain(wanted["text"]),
        }
        if wrong := {field for field, right in same.items() if not right}:
            different[number] = wrong
    assert different == DIFFERENT


def words(lines: list[str] | tuple[str, ...]) -> Counter[str]:
    return Counter(re.findall(r"\w+", " ".join(lines).lower()))


@pytest.mark.parametrize(
    ("name", "most"),
    # beside what a reader view keeps, a mail's text has its footer; one of the expected views ends half way
    [("axios-am", 0.01), ("bloomberg", 0.25), ("golang-weekly", 0.5), ("money-stuff", 0.01), ("tldr", 0.05)],
)
def test_no_word_of_a_newsletter_is_lost(data: Path, name: str, most: float) -> None:
    source = (data / "formats" / "mail" / "newsletter-html" / f"{name}-source.html").read_text("utf-8")
    expected = (data / "formats-expected" / "mail" / "newsletter-html" / f"{name}-expected.html").read_text("utf-8")
    found, wanted = words(html_lines(source)), words(html_lines(expected))
    assert sum((wanted - found).values()) <= 0.002 * sum(wanted.values())
    assert sum((found - wanted).values()) <= most * sum(found.values())

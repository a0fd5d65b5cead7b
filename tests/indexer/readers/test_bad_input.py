"""Exports, mail and pages cut off, spoilt, filled with NULs or in the wrong encoding: an article, a line, never an end.

The samples in seeds/ are spoilt here, so that every reader of theirs is reached.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Ignored, Reading, Skipped
from indexer.readers import choose, read_source
from indexer.sources import Source

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"
SAMPLES = [
    "factiva.html", "factiva.xml", "nexis.txt", "nexis.html", "nexis-uni.docx", "nexis-uni.rtf", "europresse.html",
    "europresse-2012.html", "clippings.html", "newsletter.eml", "letters.mbox", "page-1858-10-14.xml",
    "gazette-1858/gazette-1858-10-07-mets.xml", "DDD_000000001_0001_articletext.xml", "wire-1994.7901",
    "wire-2011.anpa",
]  # fmt: skip


def parts(name: str) -> bytes:
    return (SEEDS / "gazette-1858" / name).read_bytes()


def read(name: str, data: bytes) -> list[Reading | Skipped | Ignored]:
    source = Source.of(name, data)
    source.beside = parts if "mets" in name else None
    return list(read_source(source))


def spoilt(data: bytes) -> Iterator[bytes]:
    """The data cut at fifty points, with NULs, in other encodings, with pieces lost, doubled and exchanged."""
    dice = random.Random(7)
    for step in range(50):
        yield data[: len(data) * step // 50]
    for _ in range(40):
        at, length = dice.randrange(len(data)), dice.choice((1, 2, 30, 400))
        yield data[:at] + data[at + length :]
        yield data[:at] + bytes(length) + data[at + length :]
        yield data[:at] + dice.randbytes(length) + data[at + length :]
        yield data[:at] + data[at : at + length] * 3 + data[at + length :]
    yield data * 2
    yield data[len(data) // 2 :]
    text = data.decode("latin-1")
    for codec in ("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "cp037", "utf-7"):
        yield text.encode(codec, "replace")


@pytest.mark.parametrize("name", SAMPLES)
def test_whatever_is_broken_is_an_article_or_a_line(name: str) -> None:
    data = (SEEDS / name).read_bytes()
    whole = read(name, data)
    assert all(isinstance(item, Reading) for item in whole)
    for broken in spoilt(data):
        items = read(name, broken)
        assert items
        for item in items:
            assert isinstance(item, Reading | Skipped | Ignored)
            if isinstance(item, Skipped):
                assert "\n" not in item.reason
                assert len(item.reason) < 400
                assert item.locator.startswith(name)
            elif isinstance(item, Reading):
                assert item.article.headline or item.article.body


@pytest.mark.parametrize("name", ["factiva.html", "nexis.txt", "nexis.html", "nexis-uni.rtf", "letters.mbox"])
def test_what_stands_before_the_cut_is_read(name: str) -> None:
    data = (SEEDS / name).read_bytes()
    [first, *_] = [item for item in read(name, data) if isinstance(item, Reading)]
    cut = read(name, data[: len(data) * 9 // 10])
    assert isinstance(cut[0], Reading)
    assert cut[0].article.headline == first.article.headline


@pytest.mark.parametrize("name", SAMPLES)
def test_other_encodings_of_the_same_text(name: str) -> None:
    data = (SEEDS / name).read_bytes()
    if name.endswith((".docx", ".rtf", ".eml", ".mbox", "2012.html")):
        pytest.skip("these say themselves how their characters are written")
    headlines = [item.article.headline for item in read(name, data) if isinstance(item, Reading)]
    text = data.decode("utf-8-sig")
    for codec in ("utf-8-sig", "utf-16"):
        items = read(name, text.replace("charset=UTF-8", "").encode(codec))
        assert [item.article.headline for item in items if isinstance(item, Reading)] == headlines


DEEP = {
    "a.html": ('<title>Factiva</title><div class="article enArticle">', "<table><tr><td>", ""),
    "b.html": ("<!-- LXNComment --><a name=\"DOC_ID_0_0\"></a>", "<div>", ""),
    "c.html": ('<article class="docOcurrContainer"><p class="titreArticleVisu">x</p>', "<section>", "</article>"),
    "d.xml": ("<PPSResponse><article>", "<paragraph>", "</article></PPSResponse>"),
    "e.xml": ("<alto>", "<ComposedBlock>", "</alto>"),
    "f.xml": ('<mets xmlns="http://www.loc.gov/METS/"><file ID="A"><FLocat href="a.xml"/></file>', "<div>", "</mets>"),
    "g.rtf": ("{\\rtf1 ", "{\\b ", "x"),
    "h.eml": ("Received: x\nFrom: a\n", 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n', "\nx"),
    "i.xml": ("<text><p>", "<b>", "</p></text>"),
}  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
def test_what_is_nested_deep_is_read_or_said(name: str) -> None:
    before, step, after = DEEP[name]
    items = read(name, (before + step * 20_000 + after).encode())
    assert items
    assert all(isinstance(item, Reading | Skipped) for item in items)


@given(st.sampled_from(SAMPLES), st.binary(max_size=200), st.integers(0, 4000))
def test_any_bytes_after_any_beginning(name: str, tail: bytes, at: int) -> None:
    head = (SEEDS / name).read_bytes()[:at]
    for item in read(name, head + tail):
        assert isinstance(item, Reading | Skipped | Ignored)


@given(st.sampled_from(["a.rtf", "a.eml", "a.mbox", "a.docx", "a.alto"]), st.binary(max_size=300))
def test_any_bytes_under_any_name(name: str, data: bytes) -> None:
    for item in read(name, data):
        assert isinstance(item, Reading | Skipped | Ignored)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_is_claimed_by_its_signs(name: str) -> None:
    data = (SEEDS / name).read_bytes()
    own = choose(Source.of(name, data))
    assert own is not None
    assert own.name not in ("html", "text")
    if own.name != "docx":  # whose signs are in its first bytes or in its name
        assert choose(Source.of("a.bin", data)) == own

"""Reuters-21578: records, the wire's paragraphs and its sign-off."""

from __future__ import annotations

import io
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Change, Ignored, Reading, Skipped
from indexer.readers import read_source, reuters, whole
from indexer.sources import Source

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"
RECORD = '<REUTERS TOPICS="YES" NEWID="7"><DATE> 9-JUN-1987 08:14:22.51</DATE><TEXT{}>&#2;\n{}</TEXT></REUTERS>\n'


def read(data: str | bytes, name: str = "a.sgm") -> list[Reading | Skipped | Ignored]:
    return list(read_source(Source.of(name, data if isinstance(data, bytes) else data.encode("latin-1"))))


def story(text: str, kind: str = "") -> Reading:
    [reading] = read(RECORD.format(kind, text))
    assert isinstance(reading, Reading), reading
    return reading


def test_the_sample() -> None:
    path = SEEDS / "wire-1987.sgm"
    items = list(read_source(Source.of(path.name, path.read_bytes())))
    assert items[0] == Reading(
        Article(
            guid="900001",
            headline="DANISH BARLEY SOWN LATE AFTER WET SPRING",
            byline=("Karen Holm",),
            dateline="AALBORG, June 9",
            published="1987-06-09T08:14:22",
            publisher="Reuters",
            language="en",
            body=(
                "Danish farmers finished sowing barley two weeks later than usual, growers' society S&K <SKDK> said "
                "after a wet spring in Jutland and on Møn.",
                "It put the area at 1.1 mln hectares, 40,000 less than last year.",
            ),
            keywords=("barley", "grain", "denmark"),
            locator="wire-1987.sgm#1",
            reader="reuters21578",
        ),
        (Change("sign-off", "Reuter"),),
    )
    brief, table = (item.article for item in items[1:] if isinstance(item, Reading))
    assert (brief.headline, brief.body) == ("BARLEY TRADERS SAY EXPORT TENDER POSTPONED TO FRIDAY", ())
    assert (table.headline, table.body) == (
        "COPENHAGEN GRAIN FIXINGS - JUNE 9",
        ("Barley 118.50 (117.75)", "Rye 104.00 (104.00)"),
    )


@pytest.mark.parametrize("name", ["a.sgm", "a", "a.txt", "a.sgml"])
def test_it_is_known_by_its_content(name: str) -> None:
    for above in ("", '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n', "\ufeff", "\n"):
        data = (above + RECORD.format("", "<TITLE>A</TITLE>")).encode()
        [item] = read(data, name)
        assert isinstance(item, Reading)
        assert item.article.reader == "reuters21578"
    [item] = read(RECORD.format("", "<TITLE>Ä</TITLE>").encode("utf-16"), name)
    assert isinstance(item, Reading)
    assert item.article.headline == "Ä"
    assert read("<DOC><DOCNO>1</DOCNO></DOC>") == [Skipped("a.sgm", "no article: no REUTERS record in it")]


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (" Reuter\n&#3;", "Reuter"), (" REUTER\n", "REUTER"), (" reuter...", "reuter..."), ("    REUTERS ", "REUTERS"),
        (" More\n", "More"), (" Reuter\n.\n", "Reuter"), ("", None), (" reuters said\n", None), (" Moreover\n", None),
    ],
)  # fmt: skip
def test_the_sign_off_is_no_text(end: str, said: str | None) -> None:
    found = story(f"<TITLE>A</TITLE><BODY>One.\n    Two.\n{end}</BODY>")
    assert found.changes == ((Change("sign-off", said),) if said else ())
    kept = ("One.", "Two.") if said or not end else ("One.", "Two.", end.strip())
    assert found.article.body == kept
    assert story("<TITLE>A</TITLE><BODY>One troy ounce. REUTER</BODY>").article.body == ("One troy ounce.",)


def test_wrapped_lines_are_paragraphs_again() -> None:
    full = "The tapioca and the cocoa went up and the tin went down and"
    text = f"in the month to May.\n    {full}\nthe rest stayed.\n    Table  1 2\nnot full\nso apart\n\n"
    text += f"    {full} high-\ngrade."
    found = story(
        f"<DATELINE>    HAMBURG, June 9 - </DATELINE><BODY>Cocoa went up by a tenth in all\n{text}</BODY>"
    ).article
    assert found.body == (
        "Cocoa went up by a tenth in all in the month to May.",
        f"{full} the rest stayed.",
        "Table 1 2",
        "not full",
        "so apart",
        f"{full} high-grade.",
    )


def test_kinds_of_text() -> None:
    brief = story("******<TITLE>UP\n</TITLE>Blah blah blah.\n&#3;\n", ' TYPE="BRIEF"').article
    assert (brief.headline, brief.body) == ("UP", ())
    told = story("<TITLE>UP</TITLE>Something else.\n", ' TYPE="BRIEF"').article
    assert told.body == ("Something else.",)
    flash = story("161125******DOWN BY A\nTENTH\n&#3;", ' TYPE="UNPROC"').article
    assert (flash.headline, flash.body) == ("DOWN BY A TENTH", ())
    assert story("<BODY>blah blah blah</BODY>").article.body == ("blah blah blah",)


def test_characters() -> None:
    found = story("<TITLE>A &lt;B> &amp; C&#5;</TITLE><BODY>fe&#127;l \x00\x05p\xe9trole</BODY>").article
    assert (found.headline, found.body) == ("A <B> & C", ("fe\ufffdl pétrole",))
    [item] = read(RECORD.format("", "<TITLE>pétrole</TITLE>").encode("utf-8"))
    assert isinstance(item, Reading)
    assert item.article.headline == "pétrole"


def test_dates() -> None:
    assert story("<TITLE>A</TITLE>").article.published == "1987-06-09T08:14:22"
    [item] = read('<REUTERS NEWID="7"><DATE>soon</DATE><TEXT><TITLE>A</TITLE></TEXT></REUTERS>')
    assert isinstance(item, Reading)
    assert (item.article.published, item.changes) == (None, (Change("undated", "soon", "published"),))


def test_a_bad_record_costs_itself() -> None:
    good = RECORD.format("", "<TITLE>A</TITLE>")
    items = read(good + '<REUTERS NEWID="8"><TEXT>' + good + RECORD.format("", " ") + "</REUTERS>" + good + "<REUTERS ")
    assert [i.article.locator if isinstance(i, Reading) else (i.locator, getattr(i, "reason", "")) for i in items] == [
        "a.sgm#1",
        ("a.sgm#2", "the record has no end: another begins in it"),
        "a.sgm#3",
        ("a.sgm#4", "no article: neither text nor title"),
        ("a.sgm#5", "the record has no beginning"),
        "a.sgm#6",
        ("a.sgm#7", "cut off: the record has no end"),
    ]  # fmt: skip


def test_a_file_cut_anywhere_gives_whole_stories_or_a_reason() -> None:
    data = (SEEDS / "wire-1987.sgm").read_bytes()
    whole = [item for item in read(data) if isinstance(item, Reading)]
    for cut in range(40, len(data) - 1, 11):
        items = read(data[:cut])
        readings = [item for item in items if isinstance(item, Reading)]
        assert readings == whole[: len(readings)]
        assert len(items) > len(readings) or data[:cut].rstrip().endswith(b"</REUTERS>")


@given(st.binary(max_size=60), st.integers(0, 1400))
def test_broken_anywhere_it_never_ends_the_run(noise: bytes, at: int) -> None:
    data = (SEEDS / "wire-1987.sgm").read_bytes()
    for item in read(data[:at] + noise + data[at:]):
        assert isinstance(item, Reading | Skipped | Ignored)


def test_memory_holds_one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reuters, "RECORD", 2000)
    monkeypatch.setattr(reuters, "_PIECE", 500)
    monkeypatch.setattr(whole, "TOGETHER", 1000)
    record = RECORD.format("", "<TITLE>A</TITLE>").encode()
    stream = io.BytesIO(record * 500)
    items = read_source(Source("a.sgm", "a.sgm", record, stream))
    for number in range(1, 101):
        item = next(items)
        assert isinstance(item, Reading)
        assert item.article.locator == f"a.sgm#{number}"
    assert stream.tell() < len(record) * 120
    [skipped] = read(RECORD.format("", "x" * 9000))
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("one record of over")


STORIES = [
    ("1", "1987-02-26T15:01:01", "569dbd6f6230", 17, "e312cf302c88"),
    ("216", "1987-02-26T19:26:09", "5c902020ceb7", 10, "e0876833a640"),
    ("2093", "1987-03-05T10:39:05", "b2a875a0a795", 2, "339e81b2db53"),
    ("2938", "1987-03-06T18:28:26", "e1f88b308ca0", 8, "becfe35c0705"),
    ("4390", "1987-03-12T13:43:39", "79f1f9ce653e", 2, "f4e61785f02e"),
    ("5103", "1987-03-13T17:35:22", "9d448618add2", 5, "f71581564d49"),
    ("5420", "1987-03-16T11:29:05", "483683734f6d", 0, "ddd9c40767f9"),
    ("6077", "1987-03-17T12:10:19", "c1a71dd52fcf", 2, "5d7572e83802"),
    ("7991", "1987-03-20T16:38:29", "9e8ac51ab4cf", 4, "26e7e21847ac"),
]
"""Compared with the files by eye: NEWID, date, digest of the headline, paragraphs, digest of the body."""


def digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def test_all_stories_of_the_collection_are_read(data: Path) -> None:
    """8,000 stories: 7,319 with a body of their own, 639 briefs, 42 that nobody marked."""
    found: list[Article] = []
    signed = 0
    for path in sorted((data / "reuters21578").glob("*.sgm")):
        with path.open("rb") as stream:
            head = stream.read(4096)
            stream.seek(0)
            for item in read_source(Source(path.name, path.name, head, stream)):
                assert isinstance(item, Reading)
                found.append(item.article)
                signed += any(change.rule == "sign-off" for change in item.changes)
    assert [int(article.guid or 0) for article in found] == list(range(1, 8001))
    assert all(article.headline and article.published and len(article.published) == 19 for article in found)
    assert sum(bool(article.body) for article in found) == 7358
    assert sum(bool(article.dateline) for article in found) == 7319
    assert sum(bool(article.byline) for article in found) == 321
    assert signed >= 7300
    for guid, published, headline, paragraphs, body in STORIES:
        article = found[int(guid) - 1]
        assert (article.guid, article.published) == (guid, published)
        assert (digest(article.headline or ""), len(article.body)) == (headline, paragraphs)
        assert digest("\n".join(article.body)) == body
    assert not [a.guid for a in found if a.body and a.body[-1].lower().strip(" .") in ("reuter", "reuters")]
    controls = set(map(chr, (*range(32), 127)))
    assert not [a.guid for a in found if controls & set("".join((a.headline or "", a.dateline or "", *a.body)))]

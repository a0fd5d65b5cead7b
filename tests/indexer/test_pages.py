"""Web pages are read within limits: one that takes too much costs itself, however many processes there are."""

from __future__ import annotations

import csv
import gzip
import io
import json
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

import indexer.pages
from indexer import pipeline
from indexer.article import Page, Skipped
from indexer.errors import OutputError
from indexer.found import Found
from indexer.pages import Limits, Pages
from indexer.processes import Worker, WorkerDied
from indexer.records import Entry
from indexer.templates import Kind, Spawned, Starter
from indexer.work import Alone, Work
from indexer.workers import Crew
from tests.indexer.readers.test_warc import http
from tests.indexer.readers.test_warc import record as captured
from tests.indexer.test_pipeline import FLOOD, RAIL, World, record, world

__all__ = ["world"]

_HARMFUL = """
import itertools, os, re, sys, time
from indexer import pages, readers
real = readers.read_page
count = itertools.count()
def read_page(page):
    data = page.given[0]
    data = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
    number = next(count)
    if page.reader == "factiva" and isinstance(page.given[0], bytes):
        pass  # the whole file, which is cut into its records first
    elif b"LOOP" in data:
        re.match("(a|aa)+$", "a" * 60 + "b")
    elif b"WAIT" in data:
        time.sleep(60)
    elif b"FILL" in data:
        held = []
        while True:
            held.append(bytearray(1 << 20))
    elif b"LEAP" in data:
        bytearray(1 << 40)
    elif b"CRASH" in data:
        os.abort()
    elif b"SECOND" in data and number > 1:  # the first is the process's own
        os.abort()
    return real(page)
readers.read_page = read_page
pages.main()
"""
"""A process that reads pages, with a reader that does what a page says."""

HARMFUL = Spawned((sys.executable, "-P", "-c", _HARMFUL))
SHORT = Limits(seconds=0.3, megabytes=64)
REASONS = {
    "LOOP": "took longer than 0.3 s",
    "FILL": "needed more than 64 MB",
    "LEAP": "needed more than 64 MB",
    "CRASH": "the process that read it died (SIGABRT)",
}


def page(text: str, title: str = "A headline") -> bytes:
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article>".encode()


@pytest.fixture
def harmful() -> Iterator[Pages]:
    """One process that reads pages, and does what they say."""
    pages = Pages(1, SHORT, HARMFUL)
    yield pages
    pages.close()


@pytest.mark.parametrize("what", REASONS)
def test_a_page_that_takes_too_much_costs_itself(harmful: Pages, what: str) -> None:
    given = [Page(str(number), (page(text),), "html") for number, text in enumerate([RAIL, what, FLOOD])]
    first, bad, last = harmful.read(given)
    assert bad == Skipped("1", REASONS[what])
    assert [type(first), type(last)] == [Entry, Entry]


def test_a_page_that_waits_costs_itself() -> None:
    pages = Pages(1, replace(SHORT, clock=0.5), HARMFUL)
    try:
        [waits] = pages.read([Page("1", (page("WAIT"),), "html")])
    finally:
        pages.close()
    assert waits == Skipped("1", "took longer than 0.5 s, most of it waiting")


def test_a_page_that_needs_a_new_process_gets_one(harmful: Pages) -> None:
    given = [Page(str(number), (page("SECOND"),), "html") for number in range(3)]
    assert [type(found) for found in harmful.read(given)] == [Entry] * 3


class Failing:
    """Begins nothing the first so many times."""

    def __init__(self, times: int) -> None:
        self._left = times

    def begin(self, kind: Kind, *arguments: str) -> Worker:
        self._left -= 1
        if self._left >= 0:
            raise WorkerDied("no more processes")
        return HARMFUL.begin(kind, *arguments)

    def rest(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing waits."""


def test_a_process_that_can_t_be_begun_is_begun_again() -> None:
    pages = Pages(1, SHORT, Failing(1))
    try:
        assert [type(found) for found in pages.read([Page("1", (page(RAIL),), "html")])] == [Entry]
    finally:
        pages.close()


NOTHING = Spawned((sys.executable, "-c", "raise SystemExit(3)"))


@pytest.mark.parametrize(("begins", "why"), [(Failing(9), "no more processes"), (NOTHING, "exit code 3")])
def test_a_run_that_can_begin_no_process_ends_and_says_why(
    world: World, monkeypatch: pytest.MonkeyPatch, begins: Starter, why: str
) -> None:
    (world.sources / "a.html").write_bytes(page(RAIL))
    monkeypatch.setattr(pipeline, "_work", lambda jobs: Alone(Pages(1, SHORT, begins)))
    with pytest.raises(OutputError, match=f"no process that reads pages begins .{why}"):
        world.run()
    monkeypatch.setattr(pipeline, "_work", lambda jobs: Alone(Pages(1, SHORT, HARMFUL)))
    assert world.run().new == 1, "the page isn't to blame"


@pytest.mark.skipif(sys.platform != "linux", reason="there it is counted in bytes")
def test_a_kernel_that_doesn_t_tell_the_peak_counts_it_in_kilobytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"VmRSS:\t1 kB\n")
    assert indexer.pages._peak() > 8 << 20  # no Python with our readers is smaller, nor one of 8 GB


def test_pages_come_in_their_order_whatever_they_take() -> None:
    pages = Pages(2, SHORT, HARMFUL)
    texts = ["LOOP", RAIL, "FILL", FLOOD, *(f"{RAIL} Number {n}." for n in range(20))]
    given: list[Found | Page] = [Page(str(number), (page(text),), "html") for number, text in enumerate(texts)]
    given.insert(3, Skipped("between", "no page"))
    try:
        found = list(pages.read(given, lambda: 4))
    finally:
        pages.close()
    assert [item.locator for item in found] == ["0", "1", "2", "between", *(str(n) for n in range(3, 24))]
    assert [item for item in found if isinstance(item, Skipped)] == [
        Skipped("0", REASONS["LOOP"]),
        Skipped("2", REASONS["FILL"]),
        Skipped("between", "no page"),
    ]


def address(number: int) -> str:
    return f"https://daily.example/{number}"


def _fill(world: World) -> None:
    """Pages by themselves, in a web archive and in mails, some of which hang or eat memory."""
    for number in range(5):
        (world.sources / f"{number}.html").write_bytes(page(f"{RAIL} Number {number}."))
    texts = [FLOOD, "FILL", *(f"{FLOOD} Number {n}." for n in range(11))]
    (world.sources / "a.warc.gz").write_bytes(
        gzip.compress(b"".join(captured(http(page(text)), url=address(n)) for n, text in enumerate(texts)))
    )
    for number, text in enumerate(["LOOP", f"{RAIL} By mail."]):
        head = "From: Daily <daily@example.org>\nSubject: News\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
        (world.sources / f"{number}.eml").write_bytes(head.encode() + page(text))
    texts = [*(f"{FLOOD} Number {n} of many." for n in range(4)), f"<p>{RAIL}</p>"]
    world.write("b.jsonl", *(record(text, id=str(n)) for n, text in enumerate(texts)))


def _run(world: World, work: Work, monkeypatch: pytest.MonkeyPatch, name: str) -> tuple[dict[str, str], object]:
    world.place = type(world.place)(world.root / name)
    monkeypatch.setattr(pipeline, "_work", lambda jobs: work)
    report = world.run()
    assert report.read == 5 + 12 + 1 + 5
    return {skipped.locator: skipped.reason for skipped in report.skipped}, world.index


@pytest.mark.parametrize("patience", [0, pytest.param(60, marks=pytest.mark.slow)])
def test_a_run_comes_to_the_same_with_one_process_and_several(
    world: World, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    _fill(world)
    one = _run(world, Alone(Pages(1, SHORT, HARMFUL)), monkeypatch, "one")
    assert one[0] == {"a.warc.gz#2": REASONS["FILL"], "0.eml": REASONS["LOOP"]}
    crew = Crew(2, patience=patience, pages=Pages(2, SHORT, HARMFUL))
    assert _run(world, crew, monkeypatch, "crew") == one
    assert world.run().skipped == [], "what was skipped before is no news"


def test_a_run_that_ends_early_leaves_no_process(harmful: Pages) -> None:
    found = harmful.read([Page("0", (page(RAIL),), "html"), Page("1", (page("WAIT"),), "html")])
    next(found)
    (process,) = harmful._processes
    harmful.begin(Page("1", (page("WAIT"),), "html"))
    harmful.close()
    assert process.worker._process.returncode == -signal.SIGKILL


def _table(depth: int) -> bytes:
    return b"<table><tr><td>" * depth + RAIL.encode() + b"</td></tr></table>" * depth


HOSTILE = {
    "tables in tables": b"<body><p>" + FLOOD.encode() + _table(20_000),
    "elements in elements": b"<body><p>" + FLOOD.encode() + b"<div>" * 100_000,
    "a million attributes": b"<body><p " + b" ".join(b"a%d=1" % n for n in range(1_000_000)) + b">" + FLOOD.encode(),
    "half a tag": page(FLOOD) + b"<a href='" * 200_000,
    "half a comment": page(FLOOD) + b"<!--" * 200_000,
    "half an entity": page(FLOOD + "&#" * 200_000),
    "a long line": page(FLOOD + " " + "a-" * 500_000),
    "spaces": page(FLOOD + " \t\xa0" * 300_000 + "."),
    "breaks": page(FLOOD + "<br>" * 300_000),
    "dates": page(FLOOD) + b"<time datetime='2012-01-01'>1 January 2012</time>" * 20_000,
    "quotes": page(FLOOD + "&quot;(" * 200_000),
    "JSON in JSON": b"<head><script type='application/ld+json'>"
    + b'{"a":[' * 100_000
    + b"</script><body><p>"
    + RAIL.encode(),
}


def _feed(markup: str, good: str) -> bytes:
    items = "".join(
        f"<item><title>T {n}</title><description>{escape(text)}</description></item>"
        for n, text in enumerate((good, markup, good))
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Daily</title>{items}</channel></rss>'.encode()


def _json_lines(markup: str, good: str) -> bytes:
    return "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate((good, markup, good))).encode()


def _escaped_json_lines(markup: str, good: str) -> bytes:
    return _json_lines(markup, good).replace(b"<", b"\\u003c").replace(b">", b"\\u003e")


def _json(markup: str, good: str) -> bytes:
    return json.dumps([{"id": n, "body": text} for n, text in enumerate((good, markup, good))]).encode()


def _json_feed(markup: str, good: str) -> bytes:
    items = [{"id": str(n), "content_html": text} for n, text in enumerate((good, markup, good))]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Daily", "items": items}).encode()


def _ninjs(markup: str, good: str) -> bytes:
    about = {"versioncreated": "2024-03-04T09:00:00Z", "pubstatus": "usable", "headline": "A headline"}
    return json.dumps(
        [{"uri": f"urn:{n}", "body_html": text, **about} for n, text in enumerate((good, markup, good))]
    ).encode()


def _rows(markup: str, good: str) -> bytes:
    rows = io.StringIO()
    csv.writer(rows).writerows([("title", "text"), *((f"T {n}", t) for n, t in enumerate((good, markup, good)))])
    return rows.getvalue().encode()


def _mailbox(markup: str, good: str) -> bytes:
    head = "From daily@example.org Mon Mar  4 09:00:00 2024\nFrom: Daily <daily@example.org>\nSubject: News\n"
    head += "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    return "".join(f"{head}{text}\n\n" for text in (good, markup, good)).encode()


def _factiva(markup: str, good: str) -> bytes:
    pieces = "".join(
        f'<div class="article enArticle"><table><tr><td>HD</td><td>T {n}</td></tr>'
        f"<tr><td>LP</td><td>{text}</td></tr></table></div>"
        for n, text in enumerate((good, markup, good))
    )
    return f"<html><head><title>Factiva</title></head><body>{pieces}</body></html>".encode()


def _newsml_g2(markup: str, good: str) -> bytes:
    items = "".join(
        f'<newsItem guid="urn:{n}"><contentMeta><headline>T {n}</headline></contentMeta><contentSet><inlineXML>'
        f"<html><body>{text}</body></html></inlineXML></contentSet></newsItem>"
        for n, text in enumerate((good, markup, good))
    )
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'.encode()


def _newsml_1(markup: str, good: str) -> bytes:
    items = "".join(
        f"<NewsItem><Identification><NewsIdentifier><NewsItemId>{n}</NewsItemId></NewsIdentifier></Identification>"
        f"<NewsComponent><NewsLines><HeadLine>T {n}</HeadLine></NewsLines><ContentItem><DataContent>"
        f"<html><body>{text}</body></html></DataContent></ContentItem></NewsComponent></NewsItem>"
        for n, text in enumerate((good, markup, good))
    )
    return f"<NewsML>{items}</NewsML>".encode()


def _wire(markup: str, good: str) -> bytes:
    return "".join(
        f'<REUTERS NEWID="{n}"><TEXT><TITLE>T {n}</TITLE><BODY>{text}</BODY></TEXT></REUTERS>\n'
        for n, text in enumerate((good, markup, good))
    ).encode()


CONTAINERS: dict[str, Callable[[str, str], bytes]] = {
    "a.rss": _feed,
    "a.jsonl": _json_lines,
    "escaped.jsonl": _escaped_json_lines,
    "a.json": _json,
    "feed.json": _json_feed,
    "ninjs.json": _ninjs,
    "a.csv": _rows,
    "a.mbox": _mailbox,
    "factiva.html": _factiva,
    "g2.xml": _newsml_g2,
    "newsml.xml": _newsml_1,
    "wire.sgm": _wire,
}
"""Files of three articles with markup in them, of which the second is the first one given."""


@pytest.mark.parametrize("name", CONTAINERS)
def test_markup_in_a_container_costs_its_own_record(name: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    (world.sources / name).write_bytes(CONTAINERS[name](f"<p>LOOP {FLOOD}</p>", f"<p>{RAIL}</p>"))
    monkeypatch.setattr(pipeline, "_work", lambda jobs: Alone(Pages(1, SHORT, HARMFUL)))
    report = world.run()
    assert report.skipped == [Skipped(f"{name}#2", REASONS["LOOP"])]
    assert report.read == 2


def test_plain_text_needs_no_process(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.jsonl", "a.json", "a.csv"):
        (world.sources / name).write_bytes(CONTAINERS[name](f"{FLOOD} 1 < 2", RAIL))
    pages = Pages(1, SHORT, HARMFUL)
    monkeypatch.setattr(Pages, "begin", lambda *_: pytest.fail("a page"))
    monkeypatch.setattr(pipeline, "_work", lambda jobs: Alone(pages))
    assert world.run().read == 9


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.rss", "a.jsonl", "a.csv", "a.mbox"])
@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_markup_in_a_container_costs_its_own_record(
    name: str, what: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (world.sources / name).write_bytes(CONTAINERS[name](HOSTILE[what].decode(), f"<p>{RAIL}</p>"))
    monkeypatch.setattr(pipeline, "_work", lambda jobs: Alone(Pages()))
    report = world.run()
    assert report.read + len(report.skipped) == 3
    assert {skipped.locator for skipped in report.skipped} <= {f"{name}#2"}


@pytest.mark.slow
@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_pages_cost_themselves(what: str) -> None:
    pages = Pages()
    good = Page("good", (page(RAIL),), "html")
    try:
        before, bad, after = pages.read([good, Page("bad", (HOSTILE[what],), "html"), good])
    finally:
        pages.close()
    assert before == after
    assert isinstance(before, Entry)
    if isinstance(bad, Skipped):
        assert bad.reason.startswith(("took longer", "needed more")), bad
    else:
        assert isinstance(bad, Entry)
        assert FLOOD.split()[0].encode() in bad.record or RAIL.split()[0].encode() in bad.record


def test_a_page_that_unpacks_to_200_mb_is_skipped_in_little_memory(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = gzip.compress(page(RAIL) + bytes(200 << 20), 1)
    large = captured(http(packed, "Content-Encoding: gzip"), url=address(1))
    (world.sources / "a.warc").write_bytes(large + captured(http(page(FLOOD)), url=address(2)))
    monkeypatch.setattr(pipeline, "_work", lambda jobs: Alone(Pages(1, SHORT)))
    report = world.run()
    assert (report.new, [s.locator for s in report.skipped]) == (1, ["a.warc#1"])

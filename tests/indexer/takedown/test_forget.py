"""What is taken down is gone: from every byte of the archive, from every run that follows, for good."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from indexer import pipeline, undo
from indexer.archive import Archive
from indexer.errors import LockBusy, OutputError, UndoRefused, UnknownArticle, UsageError
from indexer.ledger import Ledger, forgotten
from indexer.ledger.connection import Connection
from indexer.report import Report
from indexer.stores.whoosh import texts
from indexer.stores.whoosh.container import Container, ContainerWriter
from indexer.takedown import leftovers
from search.searcher import open_archive
from tests.support import remains

PLANTED = (
    "The unheard-of zephyrquill was seen by eleven auditors in the vault of the harbour office on a wet Tuesday.",
    "Nobody had thought that brontomarmalade could be stored beside it, said the keeper, who had counted all of it "
    "twice before the doors were opened and the lamps were put out again.",
    "The mayor promised that there would be an inquiry into how the money was spent and why nobody had asked for it "
    "in the nine years since the quay was rebuilt with stones from the old prison.",
)
NEEDLES = (
    "zephyrquill", "brontomarmalade", "eleven auditors in the vault", "stones from the old prison", "planted-7f3a",
    "quillgate",
)  # fmt: skip
"""Words, passages, the identifier and the URL of what is planted."""

OTHERS = (
    "The river rose by two metres overnight and the lower town was evacuated before the morning trains came in.",
    "Members voted by a narrow margin to keep the committee as it stands now, after a debate of seven hours.",
    "A choir of forty pensioners recorded the songs of the island, and sold more of them than anybody had expected.",
)


def planted(**more: Any) -> dict[str, Any]:
    return {
        "id": "planted-7f3a",
        "url": "https://example.org/news/quillgate",
        "title": "Zephyrquill scandal shakes the harbour office again",
        "source": "Bay Courier",
        "date": "2020-03-05",
        "text": "\n\n".join(PLANTED),
    } | more


def others(count: int = 3) -> list[dict[str, Any]]:
    return [
        {"id": f"o{n}", "source": "Daily", "date": f"2020-01-{n % 28 + 1:02}", "title": f"Report number {n}",
         "text": f"{OTHERS[n % 3]}\n\nThis was report number {n} of the {n}th."}
        for n in range(count)
    ]  # fmt: skip


class Place:
    """A folder of sources, and an archive beside it with the real store."""

    def __init__(self, root: Path) -> None:
        self.sources, self.root = root / "news", root / "archive"
        self.sources.mkdir()

    def write(self, name: str, *records: dict[str, Any]) -> Path:
        path = self.sources / name
        path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
        return path

    def run(self, **options: Any) -> Report:
        return pipeline.run([self.sources], archive=self.root, jobs=1, **options)

    def forget(self, *ids: str, **options: Any) -> Any:
        return pipeline.forget(ids, self.root, jobs=1, **options)

    def ids(self, query: str = "zephyrquill") -> list[str]:
        with open_archive(self.root) as searcher:
            return sorted(hit.id for hit in searcher.search(query, limit=None, snippets=False).hits)

    def articles(self) -> int:
        with open_archive(self.root) as searcher:
            return searcher.search("*", limit=None, snippets=False).total

    def left(self) -> list[tuple[str, str]]:
        return remains.find(self.root, NEEDLES)

    def proved(self) -> list[tuple[str, str]]:
        return [(damage.file, damage.found) for damage in leftovers.search(Archive(self.root)).left]

    def is_clean(self) -> None:
        """Nothing is left, by both proofs, and the archive is whole."""
        assert self.left() == []
        assert self.proved() == []
        assert list(pipeline.verify(self.root)) == []
        assert self.ids() == []


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_an_article_among_real_ones_leaves_nothing(place: Place, data: Path) -> None:
    """So many that a dictionary is trained on them, and so many copies of the planted one that it is in there."""
    with gzip.open(data / "news-2012-2020.jsonl.gz", "rt", encoding="utf-8") as lines:
        real = [json.loads(next(lines)) for _ in range(texts.SMALLEST_TRAINING + 60)]
    copies = [planted(id=f"planted-7f3a-{n}", source=f"Paper {n}", url=None) for n in range(12)]
    place.write("news.jsonl", *real, planted(), *copies)
    assert place.run().new == len(real) + 13
    assert {kind for _, kind in place.left()} == {"bytes", "cell", "dictionary", "frame", "record", "terms"}
    (id,) = place.ids("zephyrquill publisher:bay")
    done = place.forget(id, copies=True)
    assert len(done.articles) == 13
    assert done.kept == ()
    place.is_clean()
    assert place.articles() == len(real)
    report = place.run()
    assert (report.read, report.forgotten, report.new, report.exit_code()) == (len(real) + 13, 13, 0, 0)
    assert place.run().forgotten == 13
    pipeline.rebuild(place.root, jobs=1)
    place.is_clean()


@pytest.mark.parametrize("language", ["zh", "th", "hi", "ru"])
def test_other_scripts(place: Place, data: Path, language: str) -> None:
    with gzip.open(data / "multilingual" / f"{language}.jsonl.gz", "rt", encoding="utf-8") as lines:
        real = [json.loads(line) for line in lines]
    place.write("news.jsonl", *real)
    place.run()
    ids = place.ids("*")[:5]
    with Ledger.open(place.root / "ledger.sqlite3") as ledger:
        told = [" ".join(ledger.raw(id).body) for id in ids]
    place.forget(*ids)
    assert place.proved() == []
    cut = [{"id": f"x{n}", "source": "Other", "text": text[: len(text) * 4 // 5]} for n, text in enumerate(told)]
    place.write("more.jsonl", *cut)
    report = place.run()
    assert (report.forgotten, report.new) == (10, 0)
    assert place.proved() == []


def test_without_copies_they_stay_and_are_named(place: Place) -> None:
    place.write("news.jsonl", *others(), planted(), planted(id="planted-7f3a-2", source="Gazette", url=None))
    place.run()
    (id,) = place.ids("zephyrquill publisher:bay")
    (copy,) = place.ids("zephyrquill publisher:gazette")
    assert place.forget(id).kept == (copy,)
    assert place.ids() == [copy]
    assert place.proved() == []
    assert (place.run().forgotten, place.ids()) == (1, [copy])  # the copy was there, and is no article come back
    place.write("again.jsonl", planted(id="another", source="Herald", url=None))
    assert (place.run().forgotten, place.ids()) == (2, [copy])
    assert place.forget(copy).kept == ()
    (place.sources / "again.jsonl").unlink()
    place.is_clean()


def test_all_revisions_go(place: Place) -> None:
    place.write("news.jsonl", *others(), planted(text=PLANTED[1]))
    place.run()
    place.write("news.jsonl", *others(), planted(updated="2020-03-06"))
    place.run()
    (id,) = place.ids()
    (one,) = place.forget(id).articles
    assert len(one.states) == 2
    place.is_clean()
    place.write("news.jsonl", *others(), planted(text=PLANTED[1]))
    assert place.run().forgotten == 1
    place.is_clean()


@pytest.mark.parametrize("name", ["box.mbox", "news.jsonl"])
def test_others_of_the_same_file_stay(place: Place, name: str) -> None:
    if name == "news.jsonl":
        place.write(name, others()[0], planted(), *others()[1:])
    else:
        messages = [("one", OTHERS[0]), ("planted-7f3a", "\n\n".join(PLANTED)), ("three", OTHERS[1])]
        (place.sources / name).write_text(
            "".join(
                f"From a@example.org Thu Mar  5 10:00:00 2020\nMessage-ID: <{id}@example.org>\nFrom: a@example.org\n"
                f"Subject: {id} of the day\nDate: Thu, 05 Mar 2020 10:00:00 +0000\n\n{text}\n\n"
                for id, text in messages
            )
        )
    place.run()
    before = place.articles()
    (id,) = place.ids()
    place.forget(id)
    place.is_clean()
    assert place.articles() == before - 1
    report = place.run()
    assert (report.new, report.forgotten, report.unchanged) == (0, 1, before - 1)
    place.is_clean()
    place.write("more.jsonl", {"id": "x", "source": "Daily", "text": "Something else happened in the other town."})
    report = place.run()
    assert (report.new, report.forgotten) == (1, 1)


def test_what_was_pruned_goes_too(place: Place) -> None:
    place.write("news.jsonl", *others())
    path = place.write("planted-7f3a.jsonl", planted())
    place.run()
    (id,) = place.ids()
    path.unlink()
    assert place.run(prune="all").removed == 1
    assert place.left() != []
    place.forget(id)
    place.is_clean()
    with pytest.raises(UndoRefused, match="forgot"):
        pipeline.undo(3, place.root, jobs=1)
    pipeline.undo(2, place.root, jobs=1)  # of the prune
    place.is_clean()
    path.write_text(json.dumps(planted()) + "\n")
    assert place.run().forgotten == 1
    place.is_clean()


def test_what_was_undone_goes_where_it_is_left(place: Place) -> None:
    place.write("news.jsonl", *others(30), planted())
    place.run()
    (id,) = place.ids()
    pipeline.undo(1, place.root, jobs=1)
    (place.sources / "news.jsonl").unlink()
    place.write("other.jsonl", *others(30))
    place.run()
    with pytest.raises(UnknownArticle):
        place.forget(id)  # nothing of it is left where anybody could find it
    place.is_clean()


def test_what_an_undone_run_left_in_a_segment_goes(place: Place) -> None:
    place.write("news.jsonl", *others(30))
    place.run()
    # The index has one segment of 31 articles, of which the run that is undone brought one: too few to write it anew.
    place.write("planted-7f3a.jsonl", planted())
    place.run()
    pipeline.rebuild(place.root, jobs=1)
    (id,) = place.ids()
    pipeline.undo(2, place.root, jobs=1)
    assert place.ids() == []
    assert (".seg", "terms") in place.left()
    assert place.forget(id).articles[0].row is None
    place.is_clean()
    report = place.run()
    assert (report.forgotten, report.new) == (1, 0)
    place.is_clean()


def test_without_an_id_what_was_removed_is_cleared_away(place: Place) -> None:
    place.write("news.jsonl", *others(30))
    place.run()
    path = place.write("planted-7f3a.jsonl", planted())
    place.run()
    pipeline.rebuild(place.root, jobs=1)
    pipeline.undo(2, place.root, jobs=1)
    path.unlink()
    assert place.left() != []
    place.forget()
    assert place.left() == []
    assert place.articles() == 30
    assert list(pipeline.verify(place.root)) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("other.jsonl", {}),
        ("other.jsonl", {"id": None, "url": None, "source": "Somebody", "title": "Another headline"}),
        ("other.jsonl", {"id": None, "source": None, "text": "A wholly other text that the same page has now."}),
        ("other.jsonl", {"id": "new", "url": None, "text": "\n\n".join((*PLANTED[:2], "And then it rained on all."))}),
        ("other.jsonl", {"id": "new", "url": None, "text": "\n".join(PLANTED).upper().replace(" THE ", "  the\n")}),
        ("news.jsonl", {"text": "The same article by its identifier, which says nothing that it said."}),
        ("page.html", {}),
    ],
)
def test_it_stays_away(place: Place, name: str, change: dict[str, Any]) -> None:
    """In another file, under other names, edited, in another format."""
    place.write("news.jsonl", *others(), planted())
    place.run()
    place.forget(*place.ids())
    record = planted(**change)
    if name == "page.html":
        text = "".join(f"<p>{line}</p>" for line in PLANTED)
        (place.sources / name).write_text(f"<html><body><article><h1>Quay</h1>{text}</article></body></html>")
    else:
        there = others() if name == "news.jsonl" else []
        place.write(name, *there, {key: value for key, value in record.items() if value is not None})
    report = place.run()
    assert (report.new, report.updated, report.exit_code()) == (0, 0, 0)
    assert report.forgotten >= 1
    assert place.articles() == 3
    assert place.proved() == []
    again = place.run()
    assert (again.read, again.forgotten, again.new) == (report.read, report.forgotten, 0)


def test_an_edit_of_a_file_that_is_known_by_its_place_stays_away(place: Place) -> None:
    path = place.sources / "planted-7f3a.txt"
    path.write_text("Zephyrquill scandal\n\n" + "\n\n".join(PLANTED))
    place.write("news.jsonl", *others())
    place.run()
    place.forget(*place.ids())
    place.is_clean()
    path.write_text("Quite another headline\n\n" + PLANTED[2] + "\n\n" + " ".join(OTHERS))
    assert place.run().forgotten == 1
    place.is_clean()
    path.write_text("Quite another headline\n\n" + "A text of which no sentence was ever forgotten by anybody here.")
    assert (place.run().new, place.articles()) == (1, 4)


def test_a_quotation_is_another_article(place: Place) -> None:
    place.write("news.jsonl", *others(), planted())
    place.run()
    place.forget(*place.ids())
    quoting = " ".join(OTHERS) + f" As the paper wrote, {PLANTED[0]} " + " ".join(reversed(OTHERS))
    place.write("quote.jsonl", {"id": "q", "source": "Weekly", "title": "A quotation", "text": quoting})
    assert place.run().new == 1
    proof = leftovers.search(Archive(place.root))
    assert (proof.forgotten, proof.left, proof.quoting) == (1, [], place.ids())
    assert proof.quoting != []


def test_what_shares_a_part_is_no_copy_and_stays(place: Place) -> None:
    told = [" ".join(f"{letter}{n}" for letter in "abcdefghijkl") for n in range(9)]
    own = [" ".join(f"{letter}{n}" for letter in "mnopqrstuvwx") for n in range(9)]
    whole = planted(text="\n\n".join((*told, PLANTED[0])))
    part = {"id": "p", "source": "Gazette", "date": "2020-03-06", "text": "\n\n".join((*told[:4], *own))}
    place.write("news.jsonl", *others(), whole, part)
    place.run()
    (id,), (other,) = place.ids(), place.ids("m3")
    done = place.forget(id, copies=True)
    assert ([one.id for one in done.articles], done.kept) == ([id], (other,))
    place.is_clean()
    report = place.run()
    assert (report.forgotten, report.unchanged) == (1, 4)
    place.write("more.jsonl", part | {"id": "q", "source": "Herald", "text": "\n\n".join((*told[4:8], *own[:2]))})
    assert place.run().forgotten == 2  # of what nobody else had, it says as much


def test_what_many_articles_say_keeps_none_of_them_away(place: Place) -> None:
    """A stub's text, a site's address, a standing headline: the article is gone by its identity, and nothing else."""
    stub = {"source": "Daily", "url": "https://daily.example/", "title": "News in brief"}
    stub |= {"text": "The market closed as it had opened."}
    place.write("news.jsonl", *others(), stub | {"id": "1"}, stub | {"id": "2"})
    place.run()
    (id, _) = place.ids("market")
    place.forget(id)
    place.write(
        "more.jsonl", stub | {"id": "3"}, stub | {"id": "4", "text": "Another day.", "url": "https://d.example"}
    )
    assert (place.run().new, len(place.ids('"news in brief"'))) == (2, 3)
    assert place.run().forgotten == 1


def test_a_short_notice_is_known_by_its_place_and_headline(place: Place) -> None:
    path = place.sources / "notice.txt"
    path.write_text("Closed on Monday\n\nThe zephyrquill is closed.\n")
    place.write("news.jsonl", *others())
    place.run()
    place.forget(*place.ids())
    path.write_text("Closed on Monday\n\nThe zephyrquill was closed.\n")
    assert place.run().forgotten == 1
    path.write_text("Open on Tuesday\n\nThe quay is open.\n")
    assert place.run().new == 1
    (place.sources / "notice2.txt").write_text("Closed on Monday\n\nThe quay is shut.\n")
    assert place.run().new == 1


def test_a_rehearsal_of_a_run_counts_what_stays_away(place: Place) -> None:
    place.write("news.jsonl", *others(), planted())
    place.run()
    place.forget(*place.ids())
    place.write("again.jsonl", planted())
    assert [place.run(dry_run=True).forgotten for _ in range(2)] == [2, 2]
    assert pipeline.run([place.sources], archive=place.root, jobs=2).forgotten == 2
    place.is_clean()


def test_a_line_of_its_own_goes_from_the_verdicts_and_a_common_one_stays(place: Place) -> None:
    own = "Ask Brontomarmalade Quillson about the zephyrquill by letter."
    weekly = [
        {"id": f"w{n}", "source": "Bay Courier", "date": f"2020-0{n}-05",
         "text": f"{OTHERS[n % 3]} It was the {n}th report.\n\nJo Doe writes this column for the Courier."}
        for n in range(1, 6)
    ]  # fmt: skip
    place.write("news.jsonl", *weekly, planted(text="\n\n".join((*PLANTED, own))))
    place.run()
    pipeline.decide(own, "force", publisher="Bay Courier", archive=place.root)
    place.forget(*place.ids("keeper"))
    place.is_clean()
    with Ledger.open(place.root / "ledger.sqlite3") as ledger:
        assert [ruling.text for ruling, _ in ledger.boilerplate(every=True)] == [
            "Jo Doe writes this column for the Courier."
        ]


def test_the_name_of_a_file_that_held_nothing_else_is_forgotten(place: Place) -> None:
    place.write("news.jsonl", *others())
    path = place.write("planted-7f3a.jsonl", planted())
    pipeline.run([path], archive=place.root, jobs=1)
    place.run()
    place.forget(*place.ids())
    place.is_clean()
    report = place.run()
    assert (report.read, report.forgotten) == (4, 1)
    place.is_clean()  # nor has the run written the name down again
    assert place.run().forgotten == 1


def test_a_file_that_could_not_be_read_once_is_forgotten_too(place: Place) -> None:
    place.write("news.jsonl", *others())
    path = place.sources / "planted-7f3a.jsonl"
    path.write_text('{"text": "cut o\n')
    assert len(place.run().skipped) == 1
    path.write_text(json.dumps(planted()) + "\n")
    place.run()
    place.forget(*place.ids())
    place.is_clean()
    pipeline.undo(2, place.root, jobs=1)
    place.is_clean()


def test_a_tombstone_says_nothing_without_the_key(place: Place, tmp_path: Path) -> None:
    """Two archives that forget the same have nothing in common."""
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        other = Place(tmp_path / name)
        other.write("news.jsonl", *others(), planted())
        other.run()
        other.forget(*other.ids())
        with Ledger.open(other.root / "ledger.sqlite3") as ledger:
            marks = {row.mark for row in forgotten.TOMBSTONES.select(ledger.db)}
            found.append((marks, [row.passages for row in forgotten.all_of_them(ledger.db)]))
    assert not found[0][0] & found[1][0]
    assert found[0][1] != found[1][1]
    assert len(found[0][1][0]) == len(found[1][1][0]) > 0


def test_an_id_that_is_unknown_or_ambiguous_changes_nothing(place: Place) -> None:
    place.write("news.jsonl", *others(40), planted())
    generation = place.run().generation
    with pytest.raises(UnknownArticle):
        place.forget("f" * 16)
    with pytest.raises(UnknownArticle):
        place.forget(*place.ids(), "zzz")
    digit = max("0123456789abcdef", key=lambda digit: sum(id.startswith(digit) for id in place.ids("*")))
    with pytest.raises(UsageError, match="could be"):
        place.forget(digit)
    assert len(place.ids()) == 1
    with open_archive(place.root) as searcher:
        assert searcher.generation == generation


def test_forgetting_again_is_no_mistake(place: Place) -> None:
    place.write("news.jsonl", *others(), planted())
    place.run()
    (id,) = place.ids()
    generation = place.forget(id).generation
    again = place.forget(id)
    assert (again.articles, again.before, again.generation) == ((), (id,), generation)


def test_a_reader_that_is_open_keeps_what_it_opened(place: Place) -> None:
    place.write("news.jsonl", *others(), planted())
    place.run()
    with open_archive(place.root) as searcher:
        (id,) = place.ids()
        place.forget(id)
        assert searcher.get(id).body == PLANTED  # its map is its own until it ends; the folder has nothing
        place.is_clean()


def test_a_reader_of_the_ledger_puts_off_the_end(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write("news.jsonl", *others(), planted())
    place.run()
    (id,) = place.ids()
    monkeypatch.setattr("indexer.ledger.connection._COMMON", ("foreign_keys=ON", "busy_timeout=50"))
    with closing(sqlite3.connect(place.root / "ledger.sqlite3", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM readings").fetchone()
        with pytest.raises(LockBusy, match=r"being read by another .* clear away the rest with: morgue forget"):
            place.forget(id)
        assert place.ids() == []
        assert any("isn't finished" in found for _, found in place.proved())
        report = place.run()  # other work goes on, and it is said
        assert (report.forgotten, report.exit_code()) == (1, 3)
        assert "has to wait" in report.skipped[0].reason
        assert any("isn't finished" in found for _, found in place.proved())
    assert place.run().forgotten == 1
    place.is_clean()


def test_a_file_that_will_not_go_is_said(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write("news.jsonl", *others(), planted())
    place.run()
    (id,) = place.ids()
    with monkeypatch.context() as patched:
        patched.setattr("indexer.stores.durable.remove", lambda path: None)
        with pytest.raises(OutputError, match=r"can't remove MAIN_\w+\.seg"):
            place.forget(id)
    left = place.proved()
    assert [file for file, _ in left if file.endswith(".seg")]
    assert any("isn't finished" in found for _, found in left)
    assert place.forget(id).before == (id,)
    place.is_clean()


def test_leftovers_are_found_wherever_they_are(place: Place) -> None:
    """A copy of each thing that a forgetting should have removed, put back by hand."""
    place.write("news.jsonl", *others(), planted())
    place.run()
    index = place.root / "index"
    kept = {path.name: path.read_bytes() for path in index.iterdir() if path.suffix == ".seg"}
    ledger = (place.root / "ledger.sqlite3").read_bytes()
    place.forget(*place.ids())
    assert place.proved() == []
    spots = {
        "index/MAIN_0123456789abcdef.seg": next(iter(kept.values())),
        "index/MAIN_new.seg.tmp": next(iter(kept.values()))[: len(next(iter(kept.values()))) * 3 // 4],
        "ledger.sqlite3.bak": ledger,
        "notes.txt": ("x" * 50 + "\n" + PLANTED[1].upper()).encode(),
        "notes.txt.gz": gzip.compress(PLANTED[1].encode()),
    }
    for name, content in spots.items():
        path = place.root / name
        path.write_bytes(content)
        found = place.proved()
        assert found, name
        assert {file for file, _ in found} == {name}
        path.unlink()
    with closing(sqlite3.connect(place.root / "ledger.sqlite3")) as db, db:
        db.execute("UPDATE runs SET report = ? WHERE id = 1", (json.dumps({"skipped": PLANTED[2]}),))
    assert any("report of row 1 of runs" in found for _, found in place.proved())


def test_a_word_that_no_article_has_is_found(place: Place) -> None:
    place.write("news.jsonl", *others(), planted())
    place.run()
    place.forget(*place.ids())
    (path,) = (place.root / "index").glob("*.seg")
    data = path.read_bytes()
    writer = ContainerWriter(path.with_name("MAIN_0123456789abcdef.seg"))
    for name, part in remains.parts(data).items():
        # The second word of the bodies has no postings of its own any more.
        writer.add(name, [part[:4] + part[8:12] + part[8:] if name == "body.starts" else part])
    writer.finish(Container.facts_of(path)[2])
    (found,) = place.proved()
    assert found == ("index/MAIN_0123456789abcdef.seg", "body: 1 terms that no article has")


def test_free_pages_that_are_not_empty_are_said(place: Place) -> None:
    place.write("news.jsonl", *others(), planted())
    place.run()
    place.forget(*place.ids())
    with closing(sqlite3.connect(place.root / "ledger.sqlite3", isolation_level=None)) as db:
        db.execute("PRAGMA secure_delete=OFF")
        db.execute("CREATE TABLE other (x)")
        db.executemany("INSERT INTO other VALUES (?)", [(bytes([n]) * 3_000,) for n in range(1, 9)])
        db.execute("DROP TABLE other")
    assert any("is free and not empty" in found for _, found in place.proved())
    place.forget()
    assert place.proved() == []


def test_what_is_deleted_is_overwritten(tmp_path: Path) -> None:
    """Also where nobody forgets: a run that is undone leaves nothing in the ledger's free pages."""
    with Ledger.open_writing(tmp_path / "ledger.sqlite3") as ledger:
        db: Connection = ledger.db
        assert db.row("PRAGMA secure_delete") == (1,)


def test_a_damaged_key_or_tombstone_is_said_by_a_rebuild(place: Place) -> None:
    place.write("news.jsonl", *others(), planted())
    place.run()
    place.forget(*place.ids())
    place.run()
    for table, column in (
        ("tombstones", "mark"),
        ("withheld", "records"),
        ("forgotten", "passages"),
        ("secret", "key"),
    ):
        with closing(sqlite3.connect(place.root / "ledger.sqlite3")) as db, db:
            db.execute(f"UPDATE {table} SET {column} = x'0102'")
        assert list(pipeline.verify(place.root)) != [], table
        report = pipeline.rebuild(place.root, jobs=1)
        assert bool(report.skipped) == (table != "withheld")
        assert list(pipeline.verify(place.root)) == []


def test_a_run_before_a_forgetting_can_still_be_undone(place: Place) -> None:
    place.write("news.jsonl", *others(), planted())
    place.run()
    place.write("news.jsonl", *others(2), planted(text=PLANTED[1], updated="2021"))
    place.write("more.jsonl", {"id": "x", "source": "Daily", "text": "Something else happened in the other town."})
    place.run()
    place.forget(*place.ids())
    place.is_clean()
    assert [undo.read_sources(run) for run in _runs(place)] == [True, True, False]
    pipeline.undo(2, place.root, jobs=1)
    place.is_clean()
    assert place.articles() == 3
    place.write("news.jsonl", *others(3), planted())
    report = place.run()
    assert report.forgotten == 1
    place.is_clean()
    pipeline.undo(5, place.root, jobs=1)
    pipeline.undo(1, place.root, jobs=1)
    place.is_clean()


def _runs(place: Place) -> list[Any]:
    from indexer.ledger import runs

    with Ledger.open(place.root / "ledger.sqlite3") as ledger:
        return list(runs.TABLE.select(ledger.db, "ORDER BY id"))

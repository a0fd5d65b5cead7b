"""The engines in processes of their own, so that memory and processor time are theirs: `build` and `serve`."""

from __future__ import annotations

import json
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import zstandard

from scripts.benchmarks import contenders
from scripts.benchmarks.contenders import Ask
from scripts.benchmarks.corpus import Record, article, records
from scripts.benchmarks.figures import Taken
from scripts.benchmarks.least import ask_least
from scripts.benchmarks.processes import memory
from scripts.benchmarks.questions import Question

if TYPE_CHECKING:
    from indexer.article import Reading
    from search.engines import Sort

Build = Callable[[Path, Path, int, int], Taken]
"""Of a corpus, the index's place, megabytes of buffers and threads or processes (0: as many as it likes).

For morgue's index alone the corpus is an archive of the same articles."""


class Engine(NamedTuple):
    """How an engine is built and asked; `build` tells what it took once everything it needs is at hand."""

    build: Build
    ask: Callable[[Path], Ask]


class Watch:
    """Both clocks, from now on."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), _cpu()

    def taken(self) -> Taken:
        """What went by, also in processes that have ended."""
        return Taken(time.perf_counter() - self._wall, _cpu() - self._cpu)


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def bare(build: Callable[[Sequence[Record], Path, int, int], None]) -> Build:
    """A contender that is handed the records: reading the file is not part of its time."""

    def timed(corpus: Path, index: Path, memory_mb: int, threads: int) -> Taken:
        held = list(records(corpus))
        watch = Watch()
        build(held, index, memory_mb, threads)
        return watch.taken()

    return timed


def build_morgue(corpus: Path, index: Path, memory_mb: int, threads: int) -> Taken:
    """The whole way: reading, the ledger, cleaning, the index."""
    from indexer import run

    watch = Watch()
    run([corpus], archive=index, memory=memory_mb, jobs=threads)
    return watch.taken()


def build_morgue_index(archive: Path, index: Path, memory_mb: int, _: int) -> Taken:
    """The index alone, of the cleaned articles of another archive: one generation, published."""
    from indexer.stores import open_store
    from search import open_archive

    with open_archive(archive) as searcher:
        cleaned = [searcher.get(hit.id) for hit in searcher.search("*", limit=None, snippets=False).hits]
    (index / "index").mkdir(parents=True)
    watch = Watch()
    store = open_store(index / "index", memory_mb=memory_mb)
    for one in cleaned:
        store.add(one)
    store.publish(store.prepare(1))
    store.close()
    return watch.taken()


def build_morgue_growing(corpus: Path, index: Path, memory_mb: int, _: int) -> Taken:
    """The index alone, of articles as they are read: one more generation of an archive, made where there is none."""
    from indexer.archive import Archive
    from indexer.stores import open_store

    held = [article(record) for record in records(corpus)]
    place = Archive(index)
    place.create()
    watch = Watch()
    store = open_store(place.index, memory_mb=memory_mb)
    for one in held:
        store.add(one)
    store.publish(store.prepare(store.generation + 1))
    store.close()
    return watch.taken()


def build_reading(corpus: Path, _: Path, memory_mb: int, threads: int) -> Taken:
    """The file alone, as a run reads it: its articles, before anything is done with them."""
    from indexer.article import Skipped
    from indexer.found import found_in
    from indexer.sources import files

    watch = Watch()
    for file in files([corpus]):
        assert not isinstance(file, Skipped), file
        for _found in found_in(file):
            pass
    return watch.taken()


def build_cleaning(archive: Path, _: Path, memory_mb: int, threads: int) -> Taken:
    """What an archive's articles take to be cleaned: what each says, in which language, and which of its lines might
    recur."""
    from indexer.ledger import readings
    from indexer.work import Job, cleaned

    records = [readings.encode(reading) for reading in _readings(archive)]
    watch = Watch()
    for record in records:
        cleaned(Job(record, clean=True))
    return watch.taken()


def build_ledger_again(archive: Path, copy: Path, memory_mb: int, threads: int) -> Taken:
    """The least that an archive's ledger can cost, with nothing of ours: its records compressed by zstd, and its rows
    inserted by SQLite from tables of the same form, in one transaction."""
    from indexer.archive import Archive
    from indexer.ledger import readings

    records = [readings.encode(reading) for reading in _readings(archive)]
    source = f"file:{quote(str(Archive(archive).ledger))}?mode=ro"
    copy.mkdir(parents=True)
    with closing(sqlite3.connect(f"file:{quote(str(copy / 'ledger.sqlite'))}", uri=True)) as db:
        db.execute("ATTACH ? AS old", (source,))
        forms = db.execute("SELECT type, name, sql FROM old.sqlite_master WHERE sql IS NOT NULL").fetchall()
        for _type, name, sql in forms:
            if not name.startswith("sqlite_"):
                db.execute(sql)
        watch = Watch()
        compress = zstandard.ZstdCompressor(level=3).compress
        for record in records:
            compress(record)
        with db:
            for type, name, _sql in forms:
                if type == "table" and not name.startswith("sqlite_"):
                    db.execute(f'INSERT INTO main."{name}" SELECT * FROM old."{name}"')
        return watch.taken()


def _readings(archive: Path) -> Iterator[Reading]:
    from indexer.archive import Archive
    from indexer.ledger import readings
    from indexer.ledger.connection import open_reading

    with closing(open_reading(Archive(archive).ledger)) as db:
        for (id,) in list(db.rows("SELECT id FROM readings")):
            assert isinstance(id, int)
            yield readings.decode(readings.get(db, id))


def build_pages(warc: Path, _: Path, memory_mb: int, threads: int) -> Taken:
    """A web archive's pages alone, as a run reads them: no ledger, no cleaning, no index."""
    from indexer.article import Skipped
    from indexer.found import pages_apart
    from indexer.pages import Pages
    from indexer.sources import files

    watch = Watch()
    pages = Pages(threads)
    for file in files([warc]):
        assert not isinstance(file, Skipped), file
        for _found in pages.read(pages_apart(file), lambda: 2 * threads if threads > 1 else 0):
            pass
    pages.close()
    return watch.taken()


def build_trafilatura(warc: Path, _: Path, memory_mb: int, processes: int, *, fast: bool = False) -> Taken:
    """A web archive's main texts, and nothing else."""
    from scripts.benchmarks.ingest import bare_trafilatura

    watch = Watch()
    bare_trafilatura(warc, processes, fast=fast)
    return watch.taken()


def _ask_nothing(index: Path) -> Ask:
    sys.exit("bench: it keeps nothing that could be asked for")


def ask_morgue(index: Path) -> Ask:
    """Top ten with their records, and the total."""
    from search import open_archive

    searcher = open_archive(index)

    def ask(question: Question, snippets: bool) -> int:
        text = f"{question.text} date:{question.year}" if question.year else question.text
        sort: Sort = "newest" if question.newest else "relevance"
        return searcher.search(text, limit=10, sort=sort, snippets=snippets).total

    return ask


ENGINES: dict[str, Engine] = {
    "morgue": Engine(build_morgue, ask_morgue),
    "morgue, index alone": Engine(build_morgue_index, ask_morgue),
    "morgue, reading alone": Engine(build_reading, _ask_nothing),
    "morgue, cleaning alone": Engine(build_cleaning, _ask_nothing),
    "the ledger's libraries": Engine(build_ledger_again, _ask_nothing),
    "morgue, growing": Engine(build_morgue_growing, ask_morgue),
    "morgue, pages alone": Engine(build_pages, _ask_nothing),
    "least arrays": Engine(build_morgue, ask_least),
    "trafilatura": Engine(build_trafilatura, _ask_nothing),
    "trafilatura fast": Engine(partial(build_trafilatura, fast=True), _ask_nothing),
    "tantivy": Engine(bare(contenders.build_tantivy), contenders.ask_tantivy),
    "tantivy, no total": Engine(bare(contenders.build_tantivy), contenders.ask_tantivy_top),
    "FTS5": Engine(bare(contenders.build_fts5), contenders.ask_fts5),
    "Whoosh 2.7.4": Engine(bare(contenders.build_whoosh), contenders.ask_whoosh),
}


def index_bytes(engine: str, index: Path) -> int:
    """Bytes of the searchable index; morgue's ledger (the text as read, its revisions) is not part of it."""
    folder = index / "index" if engine.startswith("morgue") else index
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def serve(engine: str, index: Path) -> None:
    """Answer lines of stdin: whether snippets are wanted, and some questions, by wall ms, processor ms and total of
    each; `memory`, by that of this process (null where the system doesn't tell)."""
    ask = ENGINES[engine].ask(index)
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if asked == "memory":
            print(json.dumps(memory()), flush=True)
            continue
        snippets, *rest = asked
        questions = [Question(tuple(words), *more) for words, *more in rest]
        answers = []
        for question in questions:
            wall, cpu = time.perf_counter(), time.process_time()
            total = ask(question, snippets)
            cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            answers.append((wall * 1e3, cpu * 1e3, total))
        print(json.dumps(answers), flush=True)


def main() -> None:
    """`build ENGINE CORPUS INDEX MEMORY THREADS`, which prints wall and processor seconds, or `serve ENGINE INDEX`."""
    match sys.argv[1:]:
        case ["build", engine, corpus, index, memory, threads]:
            print(json.dumps(ENGINES[engine].build(Path(corpus), Path(index), int(memory), int(threads))))
        case ["serve", engine, index]:
            serve(engine, Path(index))
        case _:
            sys.exit("not a benchmark command")


if __name__ == "__main__":
    main()

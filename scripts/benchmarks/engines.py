"""What each engine does with the corpus: `build` and `serve` run in processes of their own, so that memory is theirs.

Each contender stores headline and text, indexes both, fetches the headlines of ten hits, and stems English.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts.benchmarks.corpus import records

Ask = Callable[[str], int]


def build_tantivy(corpus: Path, index: Path, memory_mb: int) -> None:
    """tantivy-py: English stems, positions, one writer thread, one commit."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    for name in ("headline", "body"):
        schema.add_text_field(name, stored=True, tokenizer_name="en_stem")
    index.mkdir()
    writer = tantivy.Index(schema.build(), path=str(index)).writer(memory_mb << 20, 1)
    for record in records(corpus):
        document = tantivy.Document()
        document.add_text("id", record["id"])
        document.add_text("headline", record["title"])
        document.add_text("body", record["text"])
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def ask_tantivy(index: Path) -> Ask:
    """Top ten with their headlines, and the total."""
    import tantivy

    opened = tantivy.Index.open(str(index))
    searcher = opened.searcher()

    def ask(query: str) -> int:
        result: Any = searcher.search(opened.parse_query(query, ["headline", "body"], conjunction_by_default=True), 10)
        for _, address in result.hits:
            searcher.doc(address)["headline"]
        return int(result.count)

    return ask


def build_fts5(corpus: Path, index: Path, memory_mb: int) -> None:
    """SQLite FTS5: Porter stems over unicode61, one transaction, one file."""
    index.mkdir()
    connection = sqlite3.connect(index / "fts.sqlite3")
    connection.execute(f"PRAGMA cache_size=-{memory_mb << 10}")
    connection.execute("CREATE VIRTUAL TABLE a USING fts5(id UNINDEXED, headline, body, tokenize='porter unicode61')")
    rows = ((r["id"], r["title"], r["text"]) for r in records(corpus))
    with connection:
        connection.executemany("INSERT INTO a VALUES (?, ?, ?)", rows)
    connection.close()


def ask_fts5(index: Path) -> Ask:
    """Top ten by bm25 with their headlines, and the total."""
    connection = sqlite3.connect(index / "fts.sqlite3")

    def ask(query: str) -> int:
        terms = " ".join(f'"{word}"' for word in query.split())
        connection.execute("SELECT headline FROM a WHERE a MATCH ? ORDER BY rank LIMIT 10", (terms,)).fetchall()
        total = connection.execute("SELECT count(*) FROM a WHERE a MATCH ?", (terms,)).fetchone()
        return int(total[0])

    return ask


def build_morgue(corpus: Path, index: Path, memory_mb: int) -> None:
    """The whole way: reading, the ledger, cleaning, the index."""
    from indexer import run

    run([corpus], archive=index, memory=memory_mb, jobs=1)


def ask_morgue(index: Path) -> Ask:
    """Top ten with their records, and the total; no snippets, as the others make none."""
    from search import open_archive

    searcher = open_archive(index)

    def ask(query: str) -> int:
        return searcher.search(query, limit=10, snippets=False).total

    return ask


ENGINES: dict[str, tuple[Callable[[Path, Path, int], None], Callable[[Path], Ask]]] = {
    "morgue": (build_morgue, ask_morgue),
    "tantivy": (build_tantivy, ask_tantivy),
    "FTS5": (build_fts5, ask_fts5),
}


def index_bytes(engine: str, index: Path) -> int:
    """Bytes of the searchable index; morgue's ledger (the text as read, its revisions) is not part of it."""
    folder = index / "index" if engine == "morgue" else index
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def main() -> None:
    """`build ENGINE CORPUS INDEX MEMORY`, or `serve ENGINE INDEX` (queries on stdin, a line of milliseconds each)."""
    match sys.argv[1:]:
        case ["build", engine, corpus, index, memory]:
            started = time.perf_counter()
            ENGINES[engine][0](Path(corpus), Path(index), int(memory))
            print(json.dumps({"seconds": time.perf_counter() - started}))
        case ["serve", engine, index]:
            ask = ENGINES[engine][1](Path(index))
            print("ready", flush=True)
            for line in sys.stdin:
                started = time.perf_counter()
                total = ask(line.strip())
                print(json.dumps([(time.perf_counter() - started) * 1e3, total]), flush=True)
        case _:
            sys.exit("not a benchmark command")


if __name__ == "__main__":
    main()

"""What people would use instead: tantivy-py, SQLite FTS5, stock Whoosh. Each is built and asked as its manual says.

Each stores headline, text and date, stems English, indexes positions, and fetches the headlines of ten hits. `build`
takes records that are already in memory and adds them to the index at `index`, made where there is none.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scripts.benchmarks.corpus import Record, day
from scripts.benchmarks.questions import Question

Ask = Callable[[Question, bool], int]
"""The number of all matches; ten of them are fetched, with their passages where the second argument is true."""


def build_tantivy(records: Sequence[Record], index: Path, memory_mb: int, threads: int) -> None:
    """English stems, positions, a fast date field; one commit."""
    import tantivy

    if index.exists():
        opened = tantivy.Index.open(str(index))
    else:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in ("headline", "body"):
            schema.add_text_field(name, stored=True, tokenizer_name="en_stem")
        schema.add_date_field("date", stored=True, indexed=True, fast=True)
        index.mkdir()
        opened = tantivy.Index(schema.build(), path=str(index))
    writer = opened.writer(memory_mb << 20, threads)
    for record in records:
        document = tantivy.Document()
        document.add_text("id", record["id"])
        document.add_text("headline", record["title"])
        document.add_text("body", record["text"])
        if published := day(record):
            document.add_date("date", published)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def tantivy_query(opened: Any, question: Question) -> Any:
    """The question in tantivy's language, over headline and body."""
    from tantivy import FieldType, Occur, Query

    schema = opened.schema
    if question.kind == "prefix":
        pattern = f"{question.words[0]}.*"
        either = [(Occur.Should, Query.regex_query(schema, name, pattern)) for name in ("headline", "body")]
        return Query.boolean_query(either)
    query = opened.parse_query(question.text, ["headline", "body"], conjunction_by_default=True)
    if question.year:
        low, high = datetime(question.year, 1, 1, tzinfo=UTC), datetime(question.year + 1, 1, 1, tzinfo=UTC)
        year = Query.range_query(schema, "date", FieldType.Date, low, high, include_upper=False)
        query = Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(year, 0.0))])
    return query


def ask_tantivy(index: Path, *, count: bool = True) -> Ask:
    """Top ten and, with `count`, the total; without it tantivy may skip what can't come to the top."""
    import tantivy

    opened = tantivy.Index.open(str(index))
    searcher = opened.searcher()

    def ask(question: Question, snippets: bool) -> int:
        query = tantivy_query(opened, question)
        by = "date" if question.newest else None
        result: Any = searcher.search(query, 10, count=count, order_by_field=by)
        generator = tantivy.SnippetGenerator.create(searcher, query, opened.schema, "body") if snippets else None
        for _, address in result.hits:
            document = searcher.doc(address)
            document["headline"]
            if generator:
                snippet = generator.snippet_from_doc(document)
                snippet.fragment()
                snippet.highlighted()
        return int(result.count or 0)

    return ask


def ask_tantivy_top(index: Path) -> Ask:
    """Top ten alone."""
    return ask_tantivy(index, count=False)


def build_fts5(records: Sequence[Record], index: Path, memory_mb: int, _: int) -> None:
    """Porter stems over unicode61, one transaction, one file; the date stands before the text, to be read quickly."""
    index.mkdir(exist_ok=True)
    connection = sqlite3.connect(index / "fts.sqlite3")
    connection.execute(f"PRAGMA cache_size=-{memory_mb << 10}")
    columns = "id UNINDEXED, date UNINDEXED, headline, body, tokenize='porter unicode61'"
    connection.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS a USING fts5({columns})")
    rows = ((r["id"], d.date().isoformat() if (d := day(r)) else None, r["title"], r["text"]) for r in records)
    with connection:
        connection.executemany("INSERT INTO a VALUES (?, ?, ?, ?)", rows)
    connection.close()


def ask_fts5(index: Path) -> Ask:
    """Top ten by bm25 (or date), and the total."""
    connection = sqlite3.connect(index / "fts.sqlite3")

    def ask(question: Question, snippets: bool) -> int:
        where, values = "a MATCH ?", [_fts5_query(question)]
        if question.year:
            where += " AND date BETWEEN ? AND ?"
            values += [f"{question.year}-01-01", f"{question.year}-12-31"]
        shown = "headline, snippet(a, 3, '[', ']', '...', 40)" if snippets else "headline"
        order = "date DESC" if question.newest else "rank"
        connection.execute(f"SELECT {shown} FROM a WHERE {where} ORDER BY {order} LIMIT 10", values).fetchall()
        return int(connection.execute(f"SELECT count(*) FROM a WHERE {where}", values).fetchone()[0])

    weakref.finalize(ask, connection.close)
    return ask


def _fts5_query(question: Question) -> str:
    match question.kind:
        case "all":
            return " ".join(f'"{word}"' for word in question.words)
        case "any":
            return " OR ".join(f'"{word}"' for word in question.words)
        case "phrase":
            return f'"{" ".join(question.words)}"'
        case "prefix":
            return f'"{question.words[0]}" *'


def build_whoosh(records: Sequence[Record], index: Path, memory_mb: int, threads: int) -> None:
    """Whoosh 2.7.4 as it comes: its own codec, stemming analyser and merges."""
    from whoosh import fields
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.index import create_in, open_dir

    if index.exists():
        opened = open_dir(index)
    else:
        index.mkdir()
        text = fields.TEXT(stored=True, analyzer=StemmingAnalyzer(stoplist=None))
        date = fields.DATETIME(stored=True, sortable=True)
        schema = fields.Schema(id=fields.ID(stored=True), headline=text, body=text, date=date)
        opened = create_in(index, schema)
    writer = opened.writer(procs=threads, limitmb=memory_mb)
    for record in records:
        published = day(record)
        date = {"date": published.replace(tzinfo=None)} if published else {}
        writer.add_document(id=record["id"], headline=record["title"], body=record["text"], **date)
    writer.commit()


def ask_whoosh(index: Path) -> Ask:
    """Top ten with their headlines, and the total."""
    from whoosh import query
    from whoosh.index import open_dir
    from whoosh.qparser import MultifieldParser

    opened = open_dir(index)
    searcher = opened.searcher()
    parser = MultifieldParser(["headline", "body"], opened.schema)

    def ask(question: Question, snippets: bool) -> int:
        asked = parser.parse(question.text)
        if question.year:
            low, high = datetime(question.year, 1, 1), datetime(question.year + 1, 1, 1)
            asked = query.And([asked, query.DateRange("date", low, high, endexcl=True)])
        order = {"sortedby": "date", "reverse": True} if question.newest else {}
        results = searcher.search(asked, limit=10, **order)
        for hit in results:
            hit["headline"]
            if snippets:
                hit.highlights("body")
        return len(results)

    return ask

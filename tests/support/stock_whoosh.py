"""The same documents in an index of Whoosh's own: segments, deletions and document numbers as in a given archive.

Terms, positions and lengths come from `one_by_one`, written by Whoosh's own codec, so that its own readers say what
ours must say. A field's length is told to the codec as `words`, since Whoosh's writer would count a compound's parts
and whole values too.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from indexer.article import Article
from indexer.fields import FIELDS
from indexer.stores import manifest
from indexer.stores.whoosh import codec
from indexer.stores.whoosh.schema import ID
from indexer.stores.whoosh.segment import Segment
from tests.support import one_by_one

STORED = ("headline", "url", "publisher", "section", "language", "guid")


def like(index: Path, folder: Path, articles: Iterable[Article]) -> FileIndex:
    """A stock index in `folder` of what the archive's index at `index` holds; `articles` has all that it was made of,
    also what was deleted since."""
    folder.mkdir(exist_ok=True)
    storage = FileStorage(str(folder))
    by_id = {article.id: article for article in articles}
    published = manifest.load(index)
    made = []
    for entry in published.segments:
        segment = Segment(index, entry)
        documents = [by_id[segment.id(number)] for number in range(entry.documents)]
        segment.close()
        made.append(_segment(storage, documents))
        for number in entry.deleted:
            made[-1].delete_document(number)
    TOC(codec.schema(), made, published.generation).write(storage, "MAIN")
    return storage.open_index("MAIN")


def _segment(storage: FileStorage, documents: list[Article]) -> Any:
    schema = codec.schema()
    stock = W3Codec()
    segment = stock.new_segment(storage, "MAIN")
    by_document, by_term = stock.per_document_writer(storage, segment), stock.field_writer(storage, segment)
    postings: list[tuple[str, bytes, int, float, bytes]] = []
    for number, article in enumerate(documents):
        found = one_by_one.invert(article)
        stored = {name: getattr(article, name) for name in STORED} | {ID: article.id}
        by_document.start_doc(number)
        for name, field in schema.items():
            by_document.add_field(name, field, stored.get(name), found.lengths.get(name, 0))
        for date in (one for one in FIELDS if one.kind == "date"):
            name = date.name
            for end, seconds in zip(("first", "last"), found.seconds.get(name, (0, 0)), strict=True):
                by_document.add_column_value(f"{name}_{end}", schema[f"{name}_{end}"].column_type, seconds)
        by_document.finish_doc()
        for name, counts in found.stems.items():
            if name in schema:
                postings += [(name, _bytes(term), number, float(count), b"") for term, count in counts.items()]
        for name, forms in found.forms.items():
            encode = schema[name].format.encode
            for term, (count, where) in forms.items():
                postings.append((name, _bytes(term), number, float(count), encode(where or (0,))))
    segment.set_doc_count(len(documents))
    by_document.close()
    lengths = stock.per_document_reader(storage, segment)
    by_term.add_postings(schema, lengths, sorted(postings))
    lengths.close()
    by_term.close()
    return segment


def _bytes(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")

r"""JSON and JSON lines: the formats for programs.

Keys never vanish: what is absent is null (or an empty list). Text is data as it is in the archive; characters that a
terminal would obey are written as `\u` escapes, which any JSON reader turns back. `format_version` grows when a key
changes its meaning; new keys may come without that.

A search (`--json`) is one object: `format_version`, `query` (as typed), `parsed` (as understood), `generation`,
`took_ms`, `total` (articles in all), `stories` (null until stories are grouped) and `hits`. With `--jsonl` each hit is
a line of its own, and `query_no` is the line of the query in the file given with `--queries`, from 1.

A hit: `rank` (from 1, counting what `--offset` skipped), `id`, `guid`, `score` (comparable within one search),
`headline`, `published` (ISO 8601, at the precision of the source), `publisher`, `section`, `byline` (list), `url`,
`locator`, `story`, `copies` and `snippets`: `field`, `paragraph` (from 1; null for fields of one value), `text`, and
`spans`, pairs of character offsets into `text`, the end exclusive. Where nothing but the headline matches, the first
snippet is the headline, and the next one, without spans, how the article begins.

An article has the keys of `indexer.article.Article`; `captions` are objects of `text`, `credit` and `count`; `changes`
are objects of `rule`, `line`, `field` (null: gone from the article) and `count`. `provenance` says where the reader
found the value of a field (`{"published": "json-ld"}`): a page's `json-ld`, `meta` tags, `microdata`, `link`,
`element`, `heading`, `title`, `address` or `text`; it is empty where the format has one place for each field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from indexer.article import Article, Change
from search.render.safe import escaped
from search.results import FORMAT_VERSION, Hit, Results


def dump(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON with nothing in it that a terminal would obey; on one line unless `indent` is given."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    # Newlines in the JSON itself come from `indent` alone; those inside strings were escaped by dumps.
    return "\n".join(map(escaped, text.split("\n")))


def hit(hit: Hit) -> dict[str, Any]:
    """A hit as plain data, in the order of the documented keys."""
    return {
        "rank": hit.rank,
        "id": hit.id,
        "guid": hit.guid,
        "score": round(hit.score, 4),
        "headline": hit.headline,
        "published": hit.published,
        "publisher": hit.publisher,
        "section": hit.section,
        "byline": list(hit.byline),
        "url": hit.url,
        "locator": hit.locator,
        "story": hit.story,
        "copies": hit.copies,
        "snippets": [
            {
                "field": snippet.field,
                "paragraph": snippet.paragraph,
                "text": snippet.text,
                "spans": [list(span) for span in snippet.spans],
            }
            for snippet in hit.snippets
        ],
    }


def results(results: Results) -> str:
    """A whole search as one object."""
    return dump(
        {
            "format_version": FORMAT_VERSION,
            "query": results.query,
            "parsed": results.parsed,
            "generation": results.generation,
            "took_ms": round(results.took_ms, 3),
            "total": results.total,
            "stories": results.stories,
            "hits": [hit(one) for one in results.hits],
        }
    )


def lines(hits: Iterable[Hit], query_no: int | None = None) -> Iterator[str]:
    """One hit a line; each with `query_no` where it is given."""
    for one in hits:
        data = hit(one)
        if query_no is not None:
            data = {"query_no": query_no} | data
        yield dump(data)


def article(
    article: Article,
    changes: Sequence[Change] | None = None,
    *,
    provenance: Mapping[str, str] | None = None,
    **more: object,
) -> dict[str, Any]:
    """An article as plain data, with its `changes` and whatever `more` the command knows about it."""
    data: dict[str, Any] = asdict(article)
    for key in ("byline", "body", "captions", "keywords"):
        data[key] = list(data[key])
    if changes is not None:
        data["changes"] = [change_data(change) for change in changes]
    if provenance is not None:
        data["provenance"] = dict(sorted(provenance.items()))
    return data | more


def change_data(change: Change) -> dict[str, Any]:
    """A cleaning decision as plain data."""
    return {"rule": change.rule, "line": change.line, "field": change.field, "count": change.count}

r"""JSON and JSON lines: the formats for programs.

Keys never vanish: what is absent is null (or an empty list). Text is data as it is in the archive; characters that a
terminal would obey are written as `\u` escapes, which any JSON reader turns back. `format_version` grows when a key
changes its meaning; new keys may come without that.

A search (`--json`) is one object: `format_version`, `query` (as typed), `parsed` (as understood), `generation`,
`took_ms`, `total` (articles in all), `stories` (how many stories these are; null for an index that was made before
stories were grouped) and `hits`: articles, or with `--stories` the first one of each story. Where it couldn't be told
of some articles whether they match ("Cost" in the query language), also `unsettled`: their ids; they are neither hits
nor in `total`. With `--jsonl` each hit is a line of its own, and `query_no` is the line of the query in the file given
with `--queries`, from 1.

A hit: `rank` (from 1, counting what `--offset` skipped), `id`, `guid`, `score` (comparable within one search),
`headline`, `published` (ISO 8601, at the precision of the source), `publisher`, `section`, `byline` (list), `url`,
`locator`, `story` (the id of the story's earliest article, its own where there are no copies), `copies` (how many
articles the story has, at least 1) and `snippets`: `field`, `paragraph` (from 1; null for fields of one value), `text`,
and `spans`, pairs of character offsets into `text`, the end exclusive. Where nothing but the headline matches, the
first snippet is the headline, and the next one, without spans, how the article begins. With `--why` also `why`: the
parts that `score` is the sum of, the weightiest first, each of `part` (of the query), `field`, `articles` (how many
have it in any field that was searched) and `score`: what the part adds, by the field's share in how often it stands in
the article, weighted.

An article has the keys of `indexer.article.Article`; `captions` are objects of `text`, `credit` and `count`; `changes`
are objects of `rule`, `line`, `field` (null: gone from the article) and `count`; `revisions`, the latest first, of
`number` (1 is the earliest), `run`, `read` (when), `current`, `present` (its source still has it), `published`,
`updated`, `locator`, `headline`, and `words_gone` and `words_new` against the revision before (null for the first).
`provenance` says where the reader found the value of a field (`{"published": "json-ld"}`): a page's `json-ld`, `meta`
tags, `microdata`, `link`, `element`, `heading`, `title`, `address` or `text`; a wire message's `header`, `keyword
line`, `slug` or `end line`, and of its section the `category` as sent (`category s`). It is empty where the format has
one place for each field.

Coverage (`morgue coverage --json`): `publishers`, most articles first, each of `publisher` (null: none named),
`articles`, `first` and `last` (days), `missing_days` and `missing` (stretches as `date:` takes them, like
`2024-03-04..2024-03-07`), `undated`, `stubs`, `repaired`, `captioned` (counts of articles), and `months`
(counts by month, or by year where no month is known).

Facets (`morgue facets --json`, `morgue timeline --json`): `query`, `parsed`, `generation`, `total`, and `facets`, each
of `field`, `values`, `different` (how many values there are in all) and `without` (articles that have none, or no date
that is precise enough). A value: `value`, `articles`, `term` (the term that asks for it) and `query` (the search
narrowed to these articles; both null for a value that no query can name, such as one of punctuation alone).

Two revisions compared (`show --diff --json`): `id`, `before` and `after` (revisions), and `passages`, each of `field`,
`paragraph` (from 1; null for fields of one value) and `pieces`, objects of `fate` (`same`, `gone`, `new`) and `text`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from indexer.article import Article, Change
from search.render.safe import escaped
from search.results import FORMAT_VERSION, Hit, Results

if TYPE_CHECKING:
    from indexer.ledger import Version
    from search.coverage import Coverage
    from search.revisions import Comparison
    from search.searcher import Counted


def facets(found: Counted) -> dict[str, Any]:
    """A search counted by fields."""
    from search.narrowing import term, with_term

    def told(field: str, value: str, articles: int) -> dict[str, Any]:
        its = term(field, value)
        narrowed = None if its is None else with_term(found.parsed, its)
        return {"value": value, "articles": articles, "term": its, "query": narrowed}

    return {
        "format_version": FORMAT_VERSION,
        "query": found.query,
        "parsed": found.parsed,
        "generation": found.generation,
        "total": found.total,
        "facets": [
            {
                "field": facet.field,
                "values": [told(facet.field, *value) for value in facet.values],
                "different": facet.different,
                "without": facet.without,
            }
            for facet in found.facets
        ],
    }


def dump(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON with nothing in it that a terminal would obey; on one line unless `indent` is given."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    # Newlines in the JSON itself come from `indent` alone; those inside strings were escaped by dumps.
    return "\n".join(map(escaped, text.split("\n")))


def hit(hit: Hit) -> dict[str, Any]:
    """A hit as plain data, in the order of the documented keys."""
    data: dict[str, Any] = {
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
    if hit.why is not None:
        data["why"] = [one._asdict() | {"score": round(one.score, 4)} for one in hit.why]
    return data


def results(results: Results) -> str:
    """A whole search as one object."""
    data: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "query": results.query,
        "parsed": results.parsed,
        "generation": results.generation,
        "took_ms": round(results.took_ms, 3),
        "total": results.total,
        "stories": results.stories,
        "hits": [hit(one) for one in results.hits],
    }
    if results.unsettled:
        data["unsettled"] = list(results.unsettled)
    return dump(data)


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
    from dataclasses import asdict

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


def revision_data(version: Version, changed: Comparison | None) -> dict[str, Any]:
    """A revision as plain data, with what it changed in the one before it, if there is one."""
    return {
        "number": version.number,
        "run": version.run,
        "read": version.read,
        "current": version.current,
        "present": version.present,
        "published": version.article.published,
        "updated": version.article.updated,
        "locator": version.article.locator,
        "headline": version.article.headline,
        "words_gone": changed.gone if changed else None,
        "words_new": changed.new if changed else None,
    }


def comparison(id: str, before: Version, after: Version, found: Comparison) -> dict[str, Any]:
    """Two revisions of an article and what lies between them, as plain data."""
    earlier = revision_data(before, None)
    del earlier["words_gone"], earlier["words_new"]
    return {
        "format_version": FORMAT_VERSION,
        "id": id,
        "before": earlier,
        "after": revision_data(after, found),
        "passages": [
            {
                "field": passage.field,
                "paragraph": passage.paragraph,
                "pieces": [{"fate": piece.fate, "text": piece.text} for piece in passage.pieces],
            }
            for passage in found.passages
        ],
    }


def coverage(found: Iterable[Coverage]) -> dict[str, Any]:
    """The coverage of publishers as plain data."""
    return {
        "format_version": FORMAT_VERSION,
        "publishers": [
            {
                "publisher": one.publisher,
                "articles": one.articles,
                "first": one.first,
                "last": one.last,
                "missing_days": one.missing_days,
                "missing": [f"{first}..{last}" for first, last in one.missing()],
                "undated": one.undated,
                "stubs": one.stubs,
                "repaired": one.repaired,
                "captioned": one.captioned,
                "months": dict(sorted(one.months.items())),
            }
            for one in found
        ],
    }

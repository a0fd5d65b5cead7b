"""Where an article answers a query: highlights in whole fields, and the passages worth showing.

One highlighter over stored text, query tree and `indexer.analysis`, for every engine. What it marks is what the index
matched: a word by its stem in the article's language, a compound whole or by its parts, a phrase only as a phrase, and
the words of a positional operator only where they meet (`search.partaking`).

**Which passages.** Among all stretches of a paragraph that are no longer than `width`, the first snippet is the one
that holds the most different leaves of the query, then the most matches, then the earliest. A paragraph that only
says the headline again is shown where no other holds as many leaves. The others are the best of other paragraphs, in
reading order. An article whose body doesn't match shows what does (a caption, the headline
with the lead after it, a keyword, a byline), or else its lead.

**Cost.** Linear in the text. For snippets, reading stops after `ENOUGH` characters in which something was found, and
after `MAX_READ` in any case; the first `MAX_LEAVES` leaves of a query are looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple

from indexer.analysis import ASCII_WORD, UNDETERMINED, plain, stem_language, words
from indexer.article import Article
from indexer.fields import BY_NAME
from search.cutting import cut
from search.marking import matcher
from search.matches import ENOUGH, MAX_READ, Found, Hit, Matcher
from search.query import ast
from search.results import Snippet, Span


def highlight(
    value: str, query: ast.Node, *, field: str, language: str | None, languages: frozenset[str]
) -> tuple[Span, ...]:
    """What `query` matches in one value of `field`: ascending, not overlapping; offsets into `value`.

    `language` is the article's tag; `languages` are the archive's stem languages: a word is stemmed in those only.
    """
    return highlights([value], query, field=field, language=language, languages=languages)[0]


def highlights(
    values: Sequence[str], query: ast.Node, *, field: str, language: str | None, languages: frozenset[str]
) -> list[tuple[Span, ...]]:
    """The same for all values of a field, which is more than each alone where words meet across paragraphs."""
    its = matcher(query, field, _stemming(language, languages))
    each = [Found(number, 0, hits) for number, value in enumerate(values) if (hits := its.hits(value))]
    spans: list[tuple[Span, ...]] = [()] * len(values)
    for number, _, hits in its.shown(values, each):
        spans[number] = _merged(hits)
    return spans


def snippets(
    article: Article, query: ast.Node, *, languages: frozenset[str], limit: int = 3, width: int = 240
) -> tuple[Snippet, ...]:
    """At most `limit` passages of at most `width` characters, the best first, the others in reading order.

    Never a caption where the body matches as well. Where nothing but the headline matches, it comes first, and after it
    the beginning of the article, without spans; who prints the headline anyway leaves it out (`Hit.passages`). Where
    nothing in the text matches at all (a date), the beginning of the article stands in.
    """
    if limit < 1 or width < 1:
        return ()
    language = _stemming(article.language, languages)
    found = _best(
        article.body, matcher(query, "body", language), "body", limit=limit, width=width, headline=article.headline
    )
    if not found:
        captions = [caption.text for caption in article.captions]
        found = _best(captions, matcher(query, "caption", language), "caption", limit=limit, width=width)
    if not found and article.headline:
        headline = _best([article.headline], matcher(query, "headline", language), "headline", limit=1, width=width)
        if headline:
            return (*headline, *_lead(article, width))[:limit]
    if not found:
        for name in ("keyword", "byline", "dateline"):
            values = BY_NAME[name].values(article)
            found += _best(values, matcher(query, name, language), name, limit=limit - len(found), width=width)
    return found or _lead(article, width)


def _stemming(language: str | None, languages: frozenset[str]) -> str:
    found = stem_language(language)
    return found if found in languages else UNDETERMINED


def _merged(hits: Iterable[Hit]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for start, end, _ in hits:
        if spans and start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


# --- Which passages


class _Window(NamedTuple):
    """A stretch of a value from its first match to its last, and what makes it worth showing."""

    distinct: int
    matches: int
    start: int
    end: int


class _Candidate(NamedTuple):
    number: int
    value: str
    first: int  # what the places in `hits` and `window` are counted from
    hits: list[Hit]
    window: _Window


def _best(
    values: Sequence[str], matcher: Matcher, field: str, *, limit: int, width: int, headline: str | None = None
) -> tuple[Snippet, ...]:
    """The snippets of one field's values; a value that says `headline` again gives way to the others."""
    candidates = [
        _Candidate(number + 1, values[number], first, hits, _window(hits, width))
        for number, first, hits in matcher.shown(values, [*_found(values, matcher)])
    ]
    candidates.sort(key=lambda candidate: (-candidate.window.distinct, -candidate.window.matches, candidate.number))
    if headline and len(candidates) > 1:
        candidates = _without_repeats(candidates, headline, limit)
    first, others = candidates[:1], candidates[1:limit]
    single = field in ("headline", "dateline")
    return tuple(
        _snippet(candidate, field, None if single else candidate.number, width)
        for candidate in (*first, *sorted(others, key=lambda candidate: candidate.number))
    )


def _found(values: Sequence[str], matcher: Matcher) -> Iterator[Found]:
    """The values that something matches in, by number; of a long text no more than is enough."""
    if sum(map(len, values)) <= ENOUGH:
        yield from matcher.find(values)
        return
    read, anything = 0, False
    for number, value in enumerate(values):
        if hits := matcher.hits(value, bounded=True):
            anything = True
            yield Found(number, 0, hits)
        read += len(value)
        if read > (ENOUGH if anything else MAX_READ):
            return


def _without_repeats(candidates: list[_Candidate], headline: str, limit: int) -> list[_Candidate]:
    """The best `limit` candidates, the best first, without what only says the headline again; with it, where it alone
    is best."""
    begin = next((word.form for word in words(headline)), "")
    others = list(
        islice(
            (one for one in candidates if _begins_otherwise(one.value, begin) or not _same_words(one.value, headline)),
            limit,
        )
    )
    if not others or others[0].window.distinct < candidates[0].window.distinct:
        return [candidates[0], *others]
    return others


def _begins_otherwise(value: str, form: str) -> bool:
    """Whether the first word is plainly another one; False where that takes a closer look."""
    head = plain(value[:_HEAD])
    word = ASCII_WORD.search(head) if head.isascii() else None
    return word is not None and word.end() < _HEAD - 1 and "_" not in word.group() and word.group().lower() != form


_HEAD = 60
"""Characters in which the first word of nearly all paragraphs begins and ends."""


def _same_words(one: str, other: str) -> bool:
    """Whether both hold the same words, however they are punctuated; reads no further than they agree."""
    pairs = zip_longest(words(one), words(other))
    return all(a is not None and b is not None and a.form == b.form for a, b in pairs)


def _window(hits: list[Hit], width: int) -> _Window:
    """The best stretch of at most `width` characters; the first match alone, if it is longer than that.

    Two hands move over the matches, one over their beginnings and one over their ends, so that each is added and taken
    away once.
    """
    begin, end, leaf = hits[0]
    if len(hits) == 1:
        return _Window(1, 1, begin, end)
    ends = [hit[1] for hit in hits]
    distinct = len({hit[2] for hit in hits})
    if max(ends) - begin <= width:
        return _Window(distinct, len(hits), begin, max(ends))
    short = [hit for hit in hits if hit[1] - hit[0] <= width]
    if not short:
        return _Window(1, 1, begin, end)
    if distinct == 1:
        return _densest(short, width)
    by_end = sorted(short, key=lambda hit: hit[1])
    inside = dict.fromkeys([leaf for _, _, leaf in short], 0)
    best, added, distinct = _Window(0, 0, 0, 0), 0, 0
    for taken, (start, _, leaf) in enumerate(short):
        while added < len(by_end) and by_end[added][1] <= start + width:
            inside[by_end[added][2]] += 1
            distinct += inside[by_end[added][2]] == 1
            added += 1
        if (distinct, added - taken) > best[:2]:
            best = _Window(distinct, added - taken, start, by_end[added - 1][1])
        inside[leaf] -= 1
        distinct -= inside[leaf] == 0
    return best


def _densest(hits: list[Hit], width: int) -> _Window:
    """The same for matches of one leaf: the first stretch with the most of them."""
    ends = sorted([hit[1] for hit in hits])
    most = first = 0
    for number, (start, _, _) in enumerate(hits):
        while number + most < len(ends) and ends[number + most] <= start + width:
            most += 1
            first = number
    return _Window(1, most, hits[first][0], ends[first + most - 1])


def _snippet(candidate: _Candidate, field: str, number: int | None, width: int) -> Snippet:
    value, first, window = candidate.value, candidate.first, candidate.window
    start, end = cut(value, window.start - first, window.end - first, width)
    begin, last = first + start, first + end
    spans = _merged([(a - begin, b - begin, leaf) for a, b, leaf in candidate.hits if begin <= a and b <= last])
    return Snippet(
        field=field,
        paragraph=number,
        text=value[start:end],
        spans=spans or (Span(0, end - start),),
        before=bool(value[:start].strip()),
        after=bool(value[end:].strip()),
    )


def _lead(article: Article, width: int) -> tuple[Snippet, ...]:
    """The beginning of the first paragraph; of the second, where the first only says the headline again."""
    leading = list(islice(((n, text) for n, text in enumerate(article.body, 1) if text.strip()), 2))
    if len(leading) == 2 and article.headline and _same_words(leading[0][1], article.headline):
        del leading[0]
    for number, paragraph in leading[:1]:
        start, end = cut(paragraph, 0, 0, width)
        return (Snippet("body", number, paragraph[start:end], (), after=bool(paragraph[end:].strip())),)
    return ()

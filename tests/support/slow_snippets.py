"""What `search.snippets` must equal: the same passages and highlights, by reading every word of an article.

**Which passages.** Among all stretches of a paragraph that are no longer than `width`, the first snippet is the one
that holds the most different leaves of the query, then the most matches, then the earliest. A paragraph that only
says the headline again is shown where no other holds as many leaves. The others are the best of other paragraphs, in
reading order. An article whose body doesn't match shows what does (a caption, the headline with the lead after it, a
keyword, a byline), or else its lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, assert_never

from indexer.analysis import Columns, fold, parts, stem, words
from indexer.article import Article
from indexer.fields import BY_NAME
from indexer.frozen import dataclass
from search import cutting
from search.query import ast
from search.query.terms import as_written, pattern, phrase_alternatives, within_edits, word_alternatives
from search.results import Snippet, Span
from search.snippets import _lead, _merged, _same_words, _stemming

ENOUGH = 250_000
MAX_READ = 1_000_000
MAX_LEAVES = 512

# A value up to this long is read by columns, which is faster; a longer one word by word, which needs no room.
_SHORT = 20_000
_MAX_KNOWN = 100_000
"""Forms that a matcher remembers."""


class _Hit(NamedTuple):
    start: int
    end: int
    leaf: int


def highlight(
    value: str, query: ast.Node, *, field: str, language: str | None, languages: frozenset[str]
) -> tuple[Span, ...]:
    """What `query` matches in one value of `field`: ascending, not overlapping; offsets into `value`.

    `language` is the article's tag; `languages` are the archive's stem languages: a word is stemmed in those only.
    """
    return _merged(_matcher(query, field, _stemming(language, languages)).hits(value))


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
    matcher = _matcher(query, "body", language)
    found = _best(article.body, matcher, "body", limit=limit, width=width, headline=article.headline)
    if not found:
        captions = [caption.text for caption in article.captions]
        found = _best(captions, _matcher(query, "caption", language), "caption", limit=limit, width=width)
    if not found and article.headline:
        matcher = _matcher(query, "headline", language)
        headline = _best([article.headline], matcher, "headline", limit=1, width=width)
        if headline:
            return (*headline, *_lead(article, width))[:limit]
    if not found:
        for name in ("keyword", "byline", "dateline"):
            values = BY_NAME[name].values(article)
            found += _best(values, _matcher(query, name, language), name, limit=limit - len(found), width=width)
    return found or _lead(article, width)


# --- What matches


@dataclass(frozen=True, slots=True)
class _Run:
    """Index terms that match at successive words; `exact`, if any, is how the word must be written."""

    leaf: int
    terms: tuple[str, ...]
    exact: str | None = None


class _Matcher:
    """The leaves of one query that look into one field, in one language. Remembers each form that it has met."""

    def __init__(self, leaves: Sequence[ast.Leaf], *, language: str | None) -> None:
        self._language = language  # None: the field isn't stemmed
        self._by_first: dict[str, list[_Run]] = {}
        self._by_test: list[tuple[ast.Pattern | ast.Fuzzy, _Run]] = []
        self._wholes = [fold(leaf.text) for leaf in leaves if isinstance(leaf, ast.Whole)]
        self._begun: dict[str, tuple[_Run, ...]] = {}  # of forms that begin a match
        self._dull: set[str] = set()  # forms that don't
        self._known: dict[str, frozenset[str]] = {}
        for number, leaf in enumerate(leaves):
            self._add(number, leaf)

    def _add(self, number: int, leaf: ast.Leaf) -> None:
        match leaf:
            case ast.Word(text):
                # A word stands for its stems; the parts of one written apart stand as they are, as in a phrase.
                runs = [_Run(number, run if len(run) > 1 else (self._term(run[0]),)) for run in word_alternatives(text)]
            case ast.Phrase(text) | ast.Form(text, exact=False):
                runs = [_Run(number, run) for run in phrase_alternatives(text)]
            case ast.Form(text):
                runs = [_Run(number, run, as_written(text)) for run in phrase_alternatives(text)[:1]]
            case ast.Pattern() | ast.Fuzzy():
                self._by_test.append((leaf, _Run(number, (leaf.text,))))
                runs = []
            case ast.Whole() | ast.DateRange() | ast.Every() | ast.Nothing():
                runs = []
            case _:
                assert_never(leaf)
        for run in runs:
            self._by_first.setdefault(run.terms[0], []).append(run)

    def _term(self, form: str) -> str:
        return form if self._language is None else stem(form, self._language)

    def hits(self, value: str, *, bounded: bool = False) -> list[_Hit]:
        """The matches in one value, by where they begin; `bounded` by `ENOUGH` and `MAX_READ`, or all of them."""
        if self._wholes and fold(value.strip()) in self._wholes:
            return [_Hit(0, len(value), -1)]
        if not (self._by_first or self._by_test):
            return []
        forms: Iterable[str]
        if len(value) > _SHORT:
            places: list[tuple[int, int]] = []
            forms = _streaming(value, places, MAX_READ if bounded else len(value))
        else:
            columns = Columns(value)
            if not any(map(self._begins, set(columns.forms) - self._dull)):
                return []
            forms, places = columns.forms, columns.places()
        found: set[_Hit] = set()
        for run, first, last in self._matches(forms):
            start, end = places[first][0], places[last][1]
            if run.exact is None or _is_written(run.exact, value[start:end]):
                found.add(_Hit(start, end, run.leaf))
                if bounded and start > ENOUGH:
                    break
        return sorted(found)

    def _matches(self, forms: Iterable[str]) -> Iterator[tuple[_Run, int, int]]:
        """Each run that matches, with the numbers of its first and last word."""
        waiting: list[tuple[_Run, int]] = []  # begun at that word
        for index, form in enumerate(forms):
            if waiting:
                terms = self._terms(form)
                going = [(run, first) for run, first in waiting if run.terms[index - first] in terms]
                yield from ((run, first, index) for run, first in going if len(run.terms) == index - first + 1)
                waiting = [(run, first) for run, first in going if len(run.terms) > index - first + 1]
            if form in self._dull:
                continue
            for run in self._begins(form):
                if len(run.terms) == 1:
                    yield run, index, index
                else:
                    waiting.append((run, index))

    def _terms(self, form: str) -> frozenset[str]:
        """The index terms at the place of this form."""
        terms = self._known.get(form)
        if terms is None:
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            written = (form, *parts(form))
            terms = self._known[form] = frozenset((*written, *map(self._term, written)))
        return terms

    def _begins(self, form: str) -> tuple[_Run, ...]:
        """The runs that begin with this form."""
        begun = self._begun.get(form)
        if begun is None and form not in self._dull:
            begun = tuple(self._learned(form))
            if begun:
                self._begun[form] = begun
            else:
                if len(self._dull) >= _MAX_KNOWN:
                    self._dull.clear()
                self._dull.add(form)
        return begun or ()

    def _learned(self, form: str) -> Iterator[_Run]:
        for term in self._terms(form):
            yield from self._by_first.get(term, ())
        written = (form, *parts(form))
        for test, run in self._by_test:
            if any(_passes(test, one) for one in written):
                yield run


def _streaming(value: str, places: list[tuple[int, int]], at_most: int) -> Iterator[str]:
    """The forms of a long text one by one, up to an offset; their places are added to `places` as they come."""
    for word in words(value):
        if word.end > at_most:
            break
        places.append((word.start, word.end))
        yield word.form


@lru_cache(maxsize=64)
def _matcher(query: ast.Node, field: str, language: str) -> _Matcher:
    schema = BY_NAME.get(field)
    here: dict[ast.Leaf, None] = {}
    for leaf, around, positive in ast.leaves(query):
        if positive and (around == field or (around is None and schema is not None and schema.default)):
            here[leaf] = None
    leaves = list(here)[:MAX_LEAVES]
    return _Matcher(leaves, language=language if schema is not None and schema.stemmed else None)


def _passes(test: ast.Pattern | ast.Fuzzy, form: str) -> bool:
    match test:
        case ast.Pattern(text):
            return pattern(text).fullmatch(form) is not None
        case ast.Fuzzy(text, edits):
            return within_edits(fold(text), form, edits)
        case _:
            assert_never(test)


def _is_written(wanted: str, found: str) -> bool:
    written = as_written(found)
    return wanted == written or wanted in _JOINERS.split(written)


_JOINERS = re.compile(r"[-'&./]")


# --- Which passages


class _Window(NamedTuple):
    """A stretch of a value from its first match to its last, and what makes it worth showing."""

    distinct: int
    matches: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: int
    value: str
    hits: list[_Hit]
    window: _Window


def _best(
    values: Sequence[str], matcher: _Matcher, field: str, *, limit: int, width: int, headline: str | None = None
) -> tuple[Snippet, ...]:
    """The snippets of one field's values; a value that says `headline` again gives way to the others."""
    candidates: list[_Candidate] = []
    scanned = 0
    for number, value in enumerate(values, 1):
        hits = matcher.hits(value, bounded=True)
        if hits:
            candidates.append(_Candidate(number, value, hits, _window(hits, width)))
        scanned += len(value)
        if scanned > (ENOUGH if candidates else MAX_READ):
            break
    candidates.sort(key=lambda candidate: (-candidate.window.distinct, -candidate.window.matches, candidate.number))
    if headline and len(candidates) > 1:
        candidates = _without_repeats(candidates, headline)
    first, others = candidates[:1], candidates[1:limit]
    single = field in ("headline", "dateline")
    return tuple(
        _snippet(candidate, field, None if single else candidate.number, width)
        for candidate in (*first, *sorted(others, key=lambda candidate: candidate.number))
    )


def _without_repeats(candidates: list[_Candidate], headline: str) -> list[_Candidate]:
    """The candidates, the best first, without what only says the headline again; with it, where it alone is best."""
    others = [candidate for candidate in candidates if not _same_words(candidate.value, headline)]
    if not others or others[0].window.distinct < candidates[0].window.distinct:
        return [candidates[0], *others]
    return others


def _window(hits: list[_Hit], width: int) -> _Window:
    """The best stretch of at most `width` characters; the first match alone, if it is longer than that."""
    stretches = [
        (-len({hit.leaf for hit in inside}), -len(inside), start, max(hit.end for hit in inside))
        for start in sorted({hit.start for hit in hits})
        if (inside := [hit for hit in hits if start <= hit.start and hit.end <= start + width])
    ]
    distinct, matches, start, end = min(stretches, default=(-1, -1, hits[0].start, hits[0].end))
    return _Window(-distinct, -matches, start, end)


def _snippet(candidate: _Candidate, field: str, number: int | None, width: int) -> Snippet:
    value, window = candidate.value, candidate.window
    start, end = cut(value, window.start, window.end, width)
    inside = [hit for hit in candidate.hits if start <= hit.start and hit.end <= end]
    spans = _merged(hit._replace(start=hit.start - start, end=hit.end - start) for hit in inside)
    return Snippet(
        field=field,
        paragraph=number,
        text=value[start:end],
        spans=spans or (Span(0, end - start),),
        before=bool(value[:start].strip()),
        after=bool(value[end:].strip()),
    )


def cut(value: str, start: int, end: int, width: int) -> tuple[int, int]:
    """What `search.cutting.cut` gives, by all the pieces of the neighbourhood."""
    if len(value) <= width:
        return cutting._trimmed(value, 0, len(value))
    if end - start > width:
        return start, cutting._between_characters(value, start, start + width)
    left, right = cutting._among_all(value, start, end, width)
    if right == left:
        right = cutting._between_characters(value, left, left + width)
    return cutting._trimmed(value, left, right)

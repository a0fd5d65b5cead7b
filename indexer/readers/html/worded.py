"""Dates that stand in words on a page that says nowhere else when it was published: htmldate finds them.

It asks dateparser about lines that its own patterns don't know, and dateparser asks its 205 languages one after
another. Each first compiles what it is asked with, over a second for all, and a line that is no date ("© Harbour Radio
96FM 2020. Powered by") is asked of all. Here only those are asked that know the line's words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dateparser import DateDataParser
    from dateparser.date import DateData

_WORD = re.compile(r"[^\W\d_]{3,}")
"""Shorter ones are common to many languages, and tell little."""
_STEM = re.compile(r"[^\W\d_]{2,}(?=[(\[?])")
_ESCAPE = re.compile(r"\\\w")
_BEYOND_LATIN = re.compile("[^\\W\\d_\x00-\u024f\u1e00-\u1eff]")
_LETTERS_ALIKE = str.maketrans("یک", "يك")
"""Persian letters that dateparser takes for Arabic ones, and the other way round."""


def date_in(page: str, url: str | None) -> str | None:
    """The day on which a page was published, as htmldate finds it in its address, its elements and its text."""
    from htmldate import find_date

    _hand_over()
    return find_date(page, original_date=True, url=url)


def languages(line: str) -> list[str]:
    """The languages, as dateparser calls them, in which a line may be a date.

    >>> languages("Miércoles, 15 de abril de 2020")
    ['es', 'qu', 'ast']
    >>> languages("© Harbour Radio 96FM 2020. Powered by")
    []
    """
    words = frozenset(_WORD.findall(_plain(line))) - _zones()
    return [name for name, vocabulary in _vocabularies().items() if vocabulary.may_say(words)]


class _Vocabulary(NamedTuple):
    # What a language says dates with; `stems` begin words that it knows by a pattern.
    words: frozenset[str]
    stems: tuple[str, ...]
    letters: frozenset[str]

    def may_say(self, words: frozenset[str]) -> bool:
        """Whether it knows all of these. Where words aren't parted, or have endings put to them, as beyond the Latin
        alphabet, it is enough that it has their letters."""
        return all(
            word in self.words
            or (self.letters.issuperset(word) if _BEYOND_LATIN.search(word) else word.startswith(self.stems))
            for word in words
        )


class _Few:
    """In the place of htmldate's parser: the same, of few languages."""

    def __init__(self, theirs: DateDataParser) -> None:
        self._theirs = theirs

    def get_date_data(self, line: str) -> DateData | Mapping[str, None]:
        """What dateparser makes of a line; no date where no language knows its words. Raises ValueError,
        OverflowError."""
        if not _WORD.search(line):  # nothing to tell languages by
            return self._theirs.get_date_data(line)
        known = languages(line)
        if not known:
            return {"date_obj": None}
        parser = copy(self._theirs)
        parser.languages = known
        return parser.get_date_data(line)


@cache
def _hand_over() -> None:
    """Put the parser of few languages where htmldate looks for one; it has no setting for it."""
    from htmldate import extractors

    few = cache(lambda: _Few(theirs()))
    theirs, extractors.get_external_parser = extractors.get_external_parser, few


@cache
def _vocabularies() -> dict[str, _Vocabulary]:
    """Of each language, in the order in which they are asked."""
    from dateparser.languages.loader import default_loader

    return {locale.shortname: _vocabulary(locale.info) for locale in default_loader.get_locales()}


def _vocabulary(info: Mapping[str, object]) -> _Vocabulary:
    text = _plain(" ".join(_texts(info)))
    patterns = _ESCAPE.sub(" ", text)
    return _Vocabulary(frozenset(_WORD.findall(patterns)), tuple({*_STEM.findall(patterns)}), frozenset(text))


def _texts(value: object) -> Iterator[str]:
    """All texts in a language's data; in its lists, of patterns and what stands for them, the names too. (Other names
    are English, in every language.)"""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from inner if isinstance(inner, Mapping) else ()
            yield from _texts(inner)


@cache
def _zones() -> frozenset[str]:
    """Words of the names of time zones, which are taken off before a language is asked, and of what all know."""
    from dateparser.timezones import timezone_info_list

    names = (name for zones in timezone_info_list for name, _ in zones["timezones"])
    return frozenset(_WORD.findall(_plain(" ".join(names)))) | {"utc", "gmt"}


def _plain(text: str) -> str:
    """In lower case, and without accents."""
    apart = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS_ALIKE))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()

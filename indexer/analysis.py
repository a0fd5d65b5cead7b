"""What a word is. The only tokeniser, folding and stemming: build, query and snippets all call this module.

| text | words (position: forms) |
|---|---|
| `Rail strike, again` | 0: rail · 1: strike · 2: again |
| `al-Abadi`, `Covid-19`, `AT&T`, `U.S.`, `and/or` | one position each: `al-abadi` with its parts `al`, `abadi` |
| `1,000`, `col·lecció` | one position, no parts: UAX 29 keeps them whole |
| `北京大学`, `ประเทศ`, `カナ` | one position a character (extended grapheme) |
| `Müller`, `naïve`, `İstanbul` | folded: muller, naive, istanbul |
| `l’État` | `l'etat` with its parts `l`, `etat` |

Word boundaries are those of Unicode's UAX 29, with one addition: letters or digits joined by one of `- ' & . /` are a
*compound*. It takes one position, and its parts are indexed at that position too. Han, kana, Thai, Lao and Khmer are
written without spaces, so each character is a position and a run of them in a query is a phrase.

*Form*: the word as written, case and accents folded (what `"phrases"` and `=word` match).
*Stem*: the form cut back by the Snowball stemmer of the article's language, and carrying that language (`en:strike`),
so that English "die" is not German "die". Where the language is unknown or has no stemmer the form stands in
(`und:strike`). Stems are made from folded forms, so a query typed without accents finds the same articles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from indexer.patterns import lazy

if TYPE_CHECKING:
    import regex

VERSION = 1
"""Part of every index; an index made by another version is rebuilt, never searched with the wrong words."""

UNDETERMINED = "und"
"""BCP 47's tag for an unknown language: stems under it are the forms themselves."""

STEMMERS: dict[str, str] = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""Language tag to Snowball algorithm (PyStemmer)."""


class Word(NamedTuple):
    """One word of a text: `text[start:end]`, its folded form, and its folded parts if it is a compound.

    `glued` is true for a character of a script without spaces that follows another one directly: the two are one run.
    """

    form: str
    start: int
    end: int
    parts: tuple[str, ...] = ()
    glued: bool = False


# Joiners make compounds, each also in its typographic shapes; written once, for both patterns.
_JOINERS = r"[-'&./‐‑’＇＆]"
# Inside one word without making a compound: UAX 29's MidLetter, less the colon (which in news joins "Q:what" far more
# often than Swedish "EU:s"), and the comma between digits.
_ASCII_WORD = r"\w+(?:(?<=\d),(?=\d)\w+)*"
_ASCII = lazy(rf"{_ASCII_WORD}(?:[-'&./]{_ASCII_WORD})*", re.ASCII)
# Up to U+024F, the end of the letters of European languages in Latin, what `re` calls \w are letters and numbers, and
# there are no marks; but for the soft hyphen, and the dot that stands inside of Catalan words.
_LATIN = lazy(rf"{_ASCII_WORD}(?:[-'&./]{_ASCII_WORD})*")
_BEYOND_LATIN = lazy("[^\0-\u024f]|[\u00ad\u00b7]")

ASCII_WORD = _ASCII
"""A word of a text that `plain` left with nothing beyond ASCII; of underscores alone it is none. Where one begins and
ends depends on the characters right beside it alone."""

_SPACELESS = r"\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}ーｰ"
_INVISIBLE = r"\u200c\u200d\u00ad\u2060\ufeff"
_STARTER = rf"[[\p{{L}}\p{{N}}_]--[{_SPACELESS}]]"
_FOLLOWER = rf"[[\p{{L}}\p{{N}}\p{{M}}_{_INVISIBLE}]--[{_SPACELESS}]]"
_MIDDLE = r"[·‧״]"
_ALONE = rf"[[{_SPACELESS}]&&[\p{{L}}\p{{N}}]]"
_LETTERS_RUN = rf"{_STARTER}{_FOLLOWER}*+"
_PLAIN_WORD = rf"{_LETTERS_RUN}(?:(?:{_MIDDLE}|(?<=\d),(?=\d)){_LETTERS_RUN})*+"
_UNICODE_SOURCE = rf"(?P<one>(?={_ALONE})\X)|{_PLAIN_WORD}(?:{_JOINERS}{_PLAIN_WORD})*+"

STARTER, FOLLOWER, JOINER, MIDDLE, COMMA, DIGIT, ALONE, EXTENDER = (1 << bit for bit in range(8))
"""What a character can be in a word (`traits`): the first of a run; a mark or invisible character that only continues
one; what joins runs to a compound; what joins them to one word; the comma that does so between digits; such a digit;
a position of its own; what belongs to that one (a grapheme's rest)."""

_TRAITS = (
    (STARTER, _STARTER),
    (FOLLOWER, rf"[{_FOLLOWER}--{_STARTER}]"),
    (JOINER, _JOINERS),
    (MIDDLE, _MIDDLE),
    (COMMA, ","),
    (DIGIT, rf"[\d&&{_STARTER}]"),
    (ALONE, _ALONE),
    (EXTENDER, r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]"),
)

# The typography of English news, one character for one, so that most of its text takes the ASCII path.
_TYPOGRAPHY = tuple(zip("‐‑’＇＆‘“”–—…•\u00a0", "--''&       ".ljust(13), strict=True))


def plain(text: str) -> str:
    """`text` with its typography in ASCII, one character for one.

    >>> plain("“Don’t – ü”")
    " Don't   ü "
    """
    if not text.isascii():
        for fine, simple in _TYPOGRAPHY:
            text = text.replace(fine, simple)  # seven times as fast as `translate` on a paragraph
    return text


def _ascii(text: str) -> str | None:
    """`text` with its typography in ASCII; None if that isn't enough."""
    text = plain(text)
    return text if text.isascii() else None


@lru_cache(maxsize=1)
def _unicode() -> regex.Pattern[str]:
    import regex  # a search's start takes half as long again with it: only for text beyond European letters

    return regex.compile(_UNICODE_SOURCE, regex.VERSION1)


@lru_cache(maxsize=1)
def _trait_patterns() -> tuple[tuple[int, regex.Pattern[str]], ...]:
    import regex

    return tuple((bit, regex.compile(source, regex.VERSION1)) for bit, source in _TRAITS)


def traits(text: str) -> bytes:
    """What each character of `text` can be in a word, a byte of bits (`STARTER` and the others) for each. From them
    the words of many texts can be found at once (`stores.whoosh`): the same ones as here.

    >>> [bits == STARTER | DIGIT for bits in traits("a1,")]
    [False, True, False]
    """
    known = dict.fromkeys(text, 0)
    distinct = "".join(known)
    for bit, pattern in _trait_patterns():
        for character in pattern.findall(distinct):
            known[character] |= bit
    return bytes(map(known.__getitem__, text))


@lru_cache(maxsize=1)
def _linkers() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"\p{InCB=Linker}", regex.VERSION1)


def linkers(text: str) -> set[str]:
    """The viramas of `text` that bind the letter behind them into one grapheme, by no trait of that letter's own.

    >>> linkers("हिन्दी") == {"\u094d"}
    True
    """
    return set(_linkers().findall(text))


def form_of(raw: str) -> str:
    """The folded form of a word as `_UNICODE_SOURCE` finds it; "" if nothing is left.

    >>> form_of("Čapek’s"), form_of("__")
    ("capek's", '')
    """
    form = fold(raw).replace(" ", "")  # a few Arabic ligatures unfold to several words
    return form if form.strip("_") else ""


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order; a word's position is its index.

    >>> [w.form for w in words("Covid-19 hits U.S. rail, again")]
    ['covid-19', 'hits', 'u.s', 'rail', 'again']
    >>> [w.parts for w in words("AT&T talks")]
    [('at', 't'), ()]
    """
    typed = _ascii(text)
    if typed is not None:
        for match in _ASCII.finditer(typed):
            raw = match.group()
            if raw.strip("_"):
                form = raw.lower()
                yield Word(form, match.start(), match.end(), () if form.isalnum() else _parts(form))
        return
    typed = plain(text)
    if not _BEYOND_LATIN.search(typed):
        for match in _LATIN.finditer(typed):
            if form := form_of(match.group()):
                yield Word(form, match.start(), match.end(), () if form.isalnum() else _parts(form))
        return
    last_end = -1
    for found in _unicode().finditer(text):
        start, end = found.span()
        form = form_of(found.group())
        if form and found.group("one") is not None:
            yield Word(form, start, end, (), start == last_end)
            last_end = end
        elif form:
            yield Word(form, start, end, () if form.isalnum() else _parts(form))


class Columns:
    """The words of a text by column: their forms at once, their places only if asked. A third of the time of `words`.

    >>> columns = Columns("Rail strike, again")
    >>> columns.forms, columns.places()
    (['rail', 'strike', 'again'], [(0, 4), (5, 11), (13, 18)])
    """

    __slots__ = ("_plain", "_words", "forms")

    def __init__(self, text: str) -> None:
        self._plain = _ascii(text)
        self._words: list[Word] = [] if self._plain is not None else list(words(text))
        if self._plain is None:
            self.forms = [word.form for word in self._words]
        else:
            found = _ASCII.findall(self._plain.lower())
            self.forms = [form for form in found if form.strip("_")] if "_" in self._plain else found

    def places(self) -> list[tuple[int, int]]:
        """Where each word begins and ends."""
        if self._plain is None:
            return [(word.start, word.end) for word in self._words]
        found = _ASCII.finditer(self._plain)
        if "_" in self._plain:
            return [match.span() for match in found if match.group().strip("_")]
        return [match.span() for match in found]


def parts(form: str) -> tuple[str, ...]:
    """The parts that are indexed beside a word's folded form; () for a plain word.

    >>> parts("al-abadi"), parts("strike")
    (('al', 'abadi'), ())
    """
    return () if form.isalnum() else _parts(form)


def _parts(form: str) -> tuple[str, ...]:
    pieces = [piece for piece in _SPLIT.split(form) if piece.strip("_")]
    return tuple(pieces) if len(pieces) > 1 else ()


_SPLIT = lazy(r"[-'&./]")

# Accents of Latin, Greek and Cyrillic; Arabic vowel signs; Hebrew points. The marks of Indic scripts are vowels and
# the Japanese voicing marks are letters: those stay.
_ACCENTS = lazy(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff]"
)
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
        "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ŋ": "n", "ɖ": "d",
        "‐": "-", "‑": "-", "’": "'", "＇": "'", "＆": "&",
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
    }
)  # fmt: skip
# й is a letter of its own, not an accented и: the Russian stemmer depends on it.
_KEEP_SHORT_I = lazy("и\u0306")


@lru_cache(maxsize=20_000)  # 3 MB; what text mostly consists of
def fold(text: str) -> str:
    """`text` with case and accents folded, in NFC.

    >>> fold("Straße"), fold("Čapek’s"), fold("КРАЙ"), fold("が")
    ('strasse', "capek's", 'край', 'が')
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    decomposed = _KEEP_SHORT_I.sub("й", decomposed)
    # Once more, because compatibility forms decompose to capitals and to spaced marks.
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed).casefold().translate(_LETTERS))


def language_of(tag: str | None) -> str:
    """The primary language of a BCP 47 tag, or `und`.

    >>> language_of("en-GB"), language_of(None)
    ('en', 'und')
    """
    primary = (tag or "").replace("_", "-").split("-")[0].strip().lower()
    return primary if primary.isalpha() and primary.isascii() else UNDETERMINED


def stem_language(tag: str | None) -> str:
    """The language under which an article's stems are filed: its own where it has a stemmer, else `und`."""
    language = language_of(tag)
    return language if language in STEMMERS else UNDETERMINED


@lru_cache(maxsize=32)
def _stemmer(language: str) -> Any:
    import Stemmer

    return Stemmer.Stemmer(STEMMERS[language], 0)


@lru_cache(maxsize=200_000)
def stem(form: str, language: str) -> str:
    """The index term of `form` (folded) in articles whose `stem_language` is `language`.

    >>> stem("strikes", "en"), stem("strikes", "und")
    ('en:strike', 'und:strikes')
    """
    if language not in STEMMERS:
        return f"{UNDETERMINED}:{form}"
    return f"{language}:{fold(_stemmer(language).stemWord(form))}"


def stemmed(forms: Sequence[str], language: str) -> list[str]:
    """The stems of many forms, as `stem` makes them but without the language before them.

    >>> stemmed(["strikes", "strike"], "en")
    ['strike', 'strike']
    """
    if language not in STEMMERS:
        return list(forms)
    stems = _stemmer(language).stemWords(list(forms))
    return [stem.lower() if stem.isascii() else fold(stem) for stem in stems]


_KEEPING = frozenset({"da", "en", "es", "hi", "nb", "nn", "no", "pt", "ru", "sv"})
"""Languages whose stemmers only take from a word's end, and put at most one other letter there."""


def beginnings(term: str) -> tuple[str, ...]:
    """What the forms of an index term begin with, each with one of these; () where its stemmer promises nothing.

    >>> beginnings("en:happi"), beginnings("en:die"), beginnings("und:die"), beginnings("de:haus")
    (('happ',), ('di', 'dy'), ('die',), ())
    """
    language, _, cut = term.partition(":")
    if language == UNDETERMINED:
        return (cut,)
    if language not in _KEEPING:
        return ()
    if len(cut) < 3:
        return (cut,)
    if language == "en" and len(cut) == 3 and cut.endswith("ie"):
        return (cut[:-1], cut[0] + "y")  # dying, lying, vying
    return (cut[:-1],)

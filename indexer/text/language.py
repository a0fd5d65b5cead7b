"""Which language an article is in, when nothing beside its text says so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from indexer.article import Article

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 300
"""Characters looked at: enough to be right on news, and py3langid's cost grows with the length."""
TOO_LITTLE = 40
"""Fewer letters than this say nothing certain (fewer than a third of it in scripts that need fewer letters)."""


def detect(article: Article) -> str | None:
    """The language as a BCP 47 tag: the metadata's word when there is one, else guessed from the first paragraphs, the
    headline or the captions; None when there is too little text to tell."""
    if article.language:
        return article.language
    sample = _sample(article)
    if not _is_enough(sample):
        return None
    if _is_surely_english(sample):
        return "en"
    return guess(sample)


def guess(text: str) -> str:
    """The likeliest language of a text, as py3langid has it."""
    language, _ = _identifier().classify(text)
    return str(language)


@cache
def _identifier() -> LanguageIdentifier:
    from array import array

    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    # Its walk over the letters looks up two lists of 100,000 numbers that lie all over the memory. Side by side they
    # are a tenth as large, and mostly in the processor's cache.
    found._rowbase, found.tk_output = array("I", found._rowbase), array("i", found.tk_output)
    return found


def rest() -> None:
    """Let go of the model, 70 MB, until a language is to be guessed again; loading it takes half a second."""
    _identifier.cache_clear()


def _is_surely_english(sample: str) -> bool:
    """Whether the little words of English stand close together. Seven of eight English articles are told so, in a
    fortieth of the time that py3langid takes; on 21,000 it never differed, and no passage of 4,548 in 15 other
    languages passed for it. (From one word in nine on, lists of prices begin to.)"""
    words = sample.lower().split()
    found = [word for word in words if word in _ENGLISH or word in _ALSO_ENGLISH]
    return 8 * len(found) >= len(words) and len(_ENGLISH.intersection(found)) >= 3


_ENGLISH = frozenset(
    [
        "about",
        "after",
        "and",
        "are",
        "because",
        "before",
        "but",
        "can",
        "could",
        "from",
        "had",
        "has",
        "her",
        "him",
        "his",
        "how",
        "into",
        "its",
        "not",
        "our",
        "said",
        "she",
        "should",
        "than",
        "that",
        "the",
        "their",
        "them",
        "there",
        "these",
        "they",
        "this",
        "those",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
_ALSO_ENGLISH = frozenset({"be", "been", "by", "have", "it", "of", "was", "we"})
"""Words of Dutch, Danish or Frisian too."""


def _is_enough(sample: str) -> bool:
    if len(sample.encode("utf-8", "surrogatepass").translate(None, _NO_ASCII_LETTERS)) >= TOO_LITTLE:
        return True
    letters = sum(c.isalpha() for c in sample)
    dense = sum(c >= "\u0e00" and c.isalpha() for c in sample)
    return letters + 2 * dense >= TOO_LITTLE


_NO_ASCII_LETTERS = bytes(c for c in range(256) if not (c < 128 and chr(c).isalpha()))


def _sample(article: Article) -> str:
    taken: list[str] = []
    length = 0
    for text in (*article.body, article.headline or "", *(caption.text for caption in article.captions)):
        if length >= SAMPLE:
            break
        taken.append(text[: SAMPLE - length])
        length += len(taken[-1])
    return " ".join(taken)

"""What a word is worth in an article: BM25F.

The formula is that of S. Robertson, H. Zaragoza and M. Taylor, "Simple BM25 extension to multiple weighted fields"
(2004). A word that stands in the headline and in the body is one word, more often, not two words. So its frequencies
are made comparable, field by field, and summed before they saturate; and there is one idf, by how many articles have it
in any of the fields:

    rate(field) = boost / (0.25 + 0.75 * length / average)
    frequency = sum over the fields of tf * rate(field)
    idf = ln(1 + (N - df + 0.5) / (df + 0.5))
    score = weight * idf * 3 * frequency / (frequency + 2)

`tf` is how often any spelling of the word (stems, compounds written apart, forms of a pattern) stands in the field,
`boost` is the field's (`indexer.fields`), `length` its words, and `average` the mean of that over the articles that
have the field: few articles have keywords, and those that have them shouldn't count as long for it. `df`
of all `N` articles have the word; `weight` is what the query gives it (`strike^3`). Whoosh counts deleted articles
until it merges and rounds lengths to a byte; here N, df and averages are those of the living and lengths are exact, so
a score doesn't depend on how the archive came about. A whole value counts as tf 1 at average length.

The idf is Lucene's (`BM25Similarity`). Whoosh's, ln(N / (df + 1)) + 1, lets words that stand everywhere weigh more.

B is the usual 0.75. K1 is 1.2 where fields count alone (Whoosh, Lucene); sums of weighted frequencies are greater, and
the paper has K1 grow as they do. Looking for 500 news stories by their headlines in the bodies alone, 1.5 to 3 and B of
0.6 to 0.75 find them alike, 1.2 or 0.4 less often; the questions of `tests/search/test_relevance.py` say the same.
"""

from __future__ import annotations

from math import log

from indexer.fields import DEFAULT_FIELDS

K1 = 2.0
"""The frequency at which a word is worth half of what it can be worth."""

B = 0.75
"""How much less a word counts in a field that is longer than others: 0 not at all, 1 in proportion."""

TOP = K1 + 1
"""What a frequency without end is worth, when 1 is worth 1."""


ORDER = tuple(sorted(DEFAULT_FIELDS, key=lambda field: field.name == "body"))
"""The default fields in the order in which their frequencies are summed, on which the last bit depends. The body comes
last: where a word stands in most of them, what little there is in the other fields is summed first, and added at
once."""


def idf(articles: int, having: int) -> float:
    """What a word is worth that so many of all articles have."""
    return log(1 + (articles - having + 0.5) / (having + 0.5))


STEPS = 2.0**32
"""A rate is a whole number of steps, of which so many are 1, and at least one of them. Sums of frequencies are exact
then as long as they stay below two million (a frequency is at most a field's boost times its average length divided by
B), and so the same in whatever order they are added."""


def slope(words: int, having: int) -> float:
    """What each word of a field adds to the divisor of its rate, where `having` articles have so many words in all."""
    return B * max(having, 1) / max(words, 1)

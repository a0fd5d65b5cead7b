"""A stem stands where its forms do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from hypothesis import given

from indexer import analysis
from indexer.article import Article
from indexer.fields import FIELDS
from indexer.stores.whoosh.inversion import Inverted, invert
from indexer.stores.whoosh.stems import Spoken, stems
from tests.support import corpora, one_by_one


def alone(batch: Sequence[Article]) -> dict[str, list[dict[str, int]]]:
    """The stems of each article, by field, with how often they stand in it."""
    inverted = [one_by_one.invert(article) for article in batch]
    fields = [field.name for field in FIELDS if field.stemmed]
    return {name: [one.stems.get(f"{name}_stem", {}) for one in inverted] for name in fields}


def together(batch: Sequence[Article], inverted: Inverted) -> dict[str, list[dict[str, int]]]:
    """The same from the forms' postings."""
    languages = [analysis.stem_language(article.language) for article in batch]
    said: dict[str, list[dict[str, int]]] = {}
    for field in FIELDS:
        if field.stemmed:
            counts: list[Counter[str]] = [Counter() for _ in batch]
            if postings := inverted.postings.get(field.name):
                tags = sorted(set(languages))
                numbers = np.array([tags.index(tag) for tag in languages], np.uint8)
                spoken = Spoken.of(postings.starts, postings.documents, numbers)
                found = stems(postings.terms, {tag: spoken.terms(number) for number, tag in enumerate(tags)})
                assert list(found.terms) == sorted(set(found.terms))
                for number, raw in enumerate(found.terms):
                    forms = found.forms[found.starts[number] : found.starts[number + 1]].tolist()
                    assert forms == sorted(set(forms)) != []
                    met = False
                    for form in forms:
                        some = slice(postings.starts[form], postings.starts[form + 1])
                        for document, times in zip(
                            postings.documents[some].tolist(), postings.frequencies[some].tolist(), strict=True
                        ):
                            if languages[document] == raw.decode().partition(":")[0]:
                                counts[document][raw.decode()] += times
                                met = True
                    assert met, "a stem that no article has"
            said[field.name] = [dict(count) for count in counts]
    return said


@given(corpora.archives())
def test_stems_stand_where_their_forms_do(batch: list[Article]) -> None:
    assert together(batch, invert(batch)) == alone(batch)


def test_without_a_stemmer_the_form_stands_in() -> None:
    found = stems([b"=und", b"rails"], {"und": np.arange(2)})
    assert (list(found.terms), found.forms.tolist()) == ([b"und:rails"], [1])

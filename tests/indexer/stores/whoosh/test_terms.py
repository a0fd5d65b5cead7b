"""Many terms as one text say what a list of them would."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.stores.whoosh import terms
from indexer.stores.whoosh.terms import Terms, ranked, united

SOME = st.lists(
    st.binary(max_size=12) | st.sampled_from([b"en:strike", b"en:strikes", b"en:str", b"en:str\0", b"und:"])
)


@pytest.fixture(autouse=True, scope="module")
def _few_together() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terms, "TOGETHER", 3)
        yield


@given(SOME)
def test_terms_are_those_of_a_list(some: list[bytes]) -> None:
    held = Terms.of(some)
    assert list(held) == some
    assert [held[number] for number in range(len(held))] == some
    assert held[1:4] == some[1:4]
    assert held.take(np.arange(len(some))[::-1]) == some[::-1]
    odd = np.arange(1, len(some), 2)
    assert list(held.kept(odd)) == some[1::2]
    assert list(Terms.joined([held, held.kept(odd)])) == some + some[1::2]


@given(st.lists(SOME.map(lambda some: sorted(set(some))), min_size=1, max_size=4))
def test_united_has_each_once(several: list[list[bytes]]) -> None:
    found, numbers = united([Terms.of(some) for some in several])
    assert list(found) == sorted({term for some in several for term in some})
    assert [[found[number] for number in its.tolist()] for its in numbers] == several


@pytest.mark.parametrize("some", [[b"b", b"a"], [b"a", b"a"], [b"a", b"b", b"c", b"d", b"a", b"e"]])
def test_what_does_not_ascend_is_refused(some: list[bytes]) -> None:
    with pytest.raises(ValueError, match="ascend"):
        united([Terms.of(some), Terms.of([b"b", b"c"])])


@given(SOME)
def test_ranked_has_each_once_and_says_which(some: list[bytes]) -> None:
    found, numbers = ranked(Terms.of(some))
    assert list(found) == sorted(set(some))
    assert [found[number] for number in numbers.tolist()] == some

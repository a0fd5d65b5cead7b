"""What a copy changed can be put back together from the edits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.lineage import differences

_texts = st.lists(st.lists(st.sampled_from("abcd"), max_size=6).map(" ".join), max_size=4)


def words(lines: list[str]) -> list[str]:
    return [word for line in lines for word in line.split()]


@given(_texts, _texts)
def test_edits_add_up_to_the_difference(lead: list[str], copy: list[str]) -> None:
    edits = list(differences(lead, copy))
    removed = sum(len(edit.removed.split()) for edit in edits)
    added = sum(len(edit.added.split()) for edit in edits)
    assert len(words(lead)) - removed + added == len(words(copy))
    assert all(1 <= edit.paragraph <= max(len(lead), 1) for edit in edits)
    assert all(edit.removed or edit.added for edit in edits)


@given(_texts)
def test_another_way_to_break_paragraphs_is_no_change(lead: list[str]) -> None:
    assert list(differences(lead, lead)) == list(differences(lead, [" ".join(lead)])) == []

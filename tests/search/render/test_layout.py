"""Lines end where a screen ends, between graphemes, for every script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.render.layout import right_to_left, width, wrap

SAMPLES = {
    "english": "Harbour ferries stop again as keepers, unpaid since March, walk out over the lighthouse contract.",
    "chinese": "港口渡轮再次停航，灯塔看守人自三月以来没有领到工资。他们说：“谈判还在继续”。",
    "thai": "เรือข้ามฟากหยุดวิ่งอีกครั้ง เมื่อผู้ดูแลประภาคารประท้วงเรื่องค่าจ้างที่ค้างจ่ายตั้งแต่เดือนมีนาคม",
    "arabic": "توقفت العبارات مرة أخرى بعد إضراب حراس المنارة الذين لم يتقاضوا أجورهم منذ مارس",
    "hebrew": "המעבורות נעצרו שוב לאחר ששומרי המגדלור שבתו",
    "emoji": "Ferry news 🚢🚢🚢 👨‍👩‍👧‍👦 families wait 👍🏽👍🏽 at the pier ❤️",
    "hindi": "बंदरगाह की नाव फिर रुक गई क्योंकि लाइटहाउस के रखवालों को मार्च से वेतन नहीं मिला है",
    "mixed": "The 港口 ferry คือ 渡轮 again, and again 港口渡轮再次停航 ends",
    "long word": "A" * 90 + " and after",
}


@pytest.mark.parametrize("cells", [10, 20, 40, 80])
@pytest.mark.parametrize("sample", SAMPLES)
def test_lines_fit_and_nothing_is_lost(sample: str, cells: int) -> None:
    text = SAMPLES[sample]
    lines = wrap(text, cells)
    assert all(width(text[start:end]) <= cells for start, end in lines)
    assert "".join(text[start:end] for start, end in lines).replace(" ", "") == text.replace(" ", "")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))), st.integers(10, 60))
def test_any_text_wraps_in_order(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    offsets = [offset for line in lines for offset in line]
    assert offsets == sorted(offsets)
    kept = "".join(text[start:end] for start, end in lines)
    assert "".join(kept.split()) == "".join(text.split())


def test_words_stay_whole_where_they_fit() -> None:
    text = SAMPLES["english"]
    assert [word for start, end in wrap(text, 30) for word in text[start:end].split()] == text.split()


def test_no_line_begins_with_closing_punctuation() -> None:
    text = SAMPLES["chinese"]
    for cells in range(10, 40):
        assert not any(text[start] in "，。：”" for start, _ in wrap(text, cells))


def test_a_letter_keeps_its_marks() -> None:
    text = "ที่นี่" * 20
    for start, _ in wrap(text, 11):
        assert text[start] not in "\u0e35\u0e48"


def test_right_to_left_is_noticed() -> None:
    assert right_to_left(SAMPLES["arabic"])
    assert right_to_left("The word שלום")
    assert not right_to_left(SAMPLES["chinese"])


def test_vowel_signs_that_some_terminals_give_a_cell_are_reckoned_with() -> None:
    """A Hindi line ran over the right edge where the terminal gave each vowel sign a cell of its own."""
    text = SAMPLES["hindi"]
    signs = sum(unicodedata.category(character) == "Mc" for character in text)
    assert signs > 10
    assert width(text) >= signs + sum(unicodedata.category(character) in ("Lo", "Zs") for character in text)

"""What a word is: the table of `indexer.analysis`, and what holds for every text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer import analysis
from indexer.analysis import Word, fold, language_of, stem, stem_language, words

# Text that stresses the tokeniser: joiners, typography, marks, scripts without spaces, invisible characters.
ALPHABET = st.sampled_from(
    list("aB1é’'-–&./_,·״ñßİıйё京都のカーไทยทำกาລາວខ្មែरहिन्दी我\u0301\u200d\u00ad\u200b\ufeff “”\n\t!?*")
)
TEXT = st.one_of(st.text(ALPHABET), st.text())


def forms(text: str) -> list[str]:
    return [word.form for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rail strike, again", ["rail", "strike", "again"]),
        ("Müller naïve Straße", ["muller", "naive", "strasse"]),
        ("İstanbul Işık", ["istanbul", "isik"]),
        ("Łódź Ærø Đà Nẵng", ["lodz", "aero", "da", "nang"]),
        ("1,000 people; 3,5", ["1,000", "people", "3,5"]),
        ("one,two", ["one", "two"]),
        ("col·lecció", ["col·leccio"]),
        ("Новый край ёлка", ["новый", "край", "елка"]),
        ("می‌خواهم", ["میخواهم"]),
        ("العَرَبِيَّة", ["العربية"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("北京", ["北", "京"]),
        ("コーヒー", ["コ", "ー", "ヒ", "ー"]),
        ("ทำ", ["ทํา"]),
        ("한국 뉴스", ["한국", "뉴스"]),
        ("ＡＢＣ", ["abc"]),
        ("so\u00adft", ["soft"]),
        ("(Applause)", ["applause"]),
        ("foo_bar ___ _", ["foo_bar"]),
        ("!!! … — €", []),
        ("", []),
    ],
)
def test_table(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("al-Abadi", ("al", "abadi")),
        ("Covid-19", ("covid", "19")),
        ("AT&T", ("at", "t")),
        ("U.S.", ("u", "s")),
        ("and/or", ("and", "or")),
        ("h52.1", ("h52", "1")),
        ("l’État", ("l", "etat")),
        ("state‑of‑the‑art", ("state", "of", "the", "art")),
    ],
)
def test_compounds_are_one_position_with_their_parts(text: str, parts: tuple[str, ...]) -> None:
    [word] = words(text)
    assert word.parts == parts


def test_two_joiners_do_not_join() -> None:
    assert forms("wait--what and...then") == ["wait", "what", "and", "then"]


def test_runs_without_spaces_are_glued_and_others_are_not() -> None:
    assert [w.glued for w in words("北京 大学A学")] == [False, True, False, True, False, False]


@given(TEXT)
@example("e\u0301tat")
@example("_\u0301")
def test_offsets_cut_the_text_into_its_words(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert word.form == fold(text[word.start : word.end]).replace(" ", "")
        assert word.form.strip("_")
        assert not any(part == "" for part in word.parts)
        end = word.end


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_and_unicode_paths_agree(text: str) -> None:
    expected = list(words(text))
    # A trailing letter beyond Latin, well apart, forces the other path on the same text.
    assert list(words(text + " \n ж"))[: len(expected)] == expected


@given(st.text(st.sampled_from(list("aZ9‐‑’＇＆‘“”–—…•\u00a0-'&./_, "))))
def test_typographic_and_unicode_paths_agree(text: str) -> None:
    expected = list(words(text))
    assert list(words(text + " \n é"))[: len(expected)] == expected
    assert list(words(text + " \n ж"))[: len(expected)] == expected


@given(st.text(st.characters(max_codepoint=0x2FF) | st.sampled_from(list("aé9‐’＆“–•\u00a0-'&./_, "))))
@example("l·l a\u00adb ª² ¼ ŉ İ ǆ 1,5 é,1 1,é")
def test_latin_and_unicode_paths_agree(text: str) -> None:
    expected = list(words(text))
    assert list(words(text + " \n ж"))[: len(expected)] == expected
    for letter in map(chr, range(0x250)):
        expected = list(words(f"a{letter}1{letter}{letter}-é"))
        assert list(words(f"a{letter}1{letter}{letter}-é \n ж"))[: len(expected)] == expected, ascii(letter)


def test_folding_is_idempotent() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x20000)):
        once = fold(chr(code))
        assert fold(once) == once, hex(code)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_a_word_typed_in_capitals_is_the_same_word(text: str) -> None:
    # Characters whose capitals are other letters (Cherokee, some ligatures) fold with their capitals too.
    assert [w.form for w in words(text.upper().lower())] == [w.form for w in words(text.lower())] or fold(
        text.upper()
    ) == fold(text)


@pytest.mark.parametrize(
    ("form", "language", "term"),
    [
        ("strikes", "en", "en:strike"),
        ("planned", "en", "en:plan"),
        ("running", "en", "en:run"),
        ("greves", "fr", "fr:grev"),
        ("strikes", "und", "und:strikes"),
        ("strikes", "zh", "und:strikes"),
        ("края", "ru", "ru:кра"),
    ],
)
def test_stems_carry_their_language(form: str, language: str, term: str) -> None:
    assert stem(form, language) == term


def test_every_stemmer_of_the_table_exists() -> None:
    for tag in analysis.STEMMERS:
        assert stem("a", tag).startswith(f"{tag}:")


@pytest.mark.parametrize(
    ("tag", "language", "stems_as"),
    [("en-GB", "en", "en"), ("pt_BR", "pt", "pt"), ("zh-Hant", "zh", "und"), (None, "und", "und"), ("?", "und", "und")],
)
def test_language_tags(tag: str | None, language: str, stems_as: str) -> None:
    assert (language_of(tag), stem_language(tag)) == (language, stems_as)


def test_a_word_is_plain_data() -> None:
    assert tuple(Word("a", 0, 1)) == ("a", 0, 1, (), False)

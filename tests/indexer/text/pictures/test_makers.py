"""Credits that only their form or the names in them give away."""

from __future__ import annotations

import pytest

from indexer.article import Article, Caption
from indexer.text import clean
from indexer.text.pictures import makers

PROSE = "The council voted on Tuesday to close the old harbour bridge, and engineers said that it would take two years."
OTHER = "Shop owners on the northern bank said that they had been told nothing, and the mayor promised to meet them."


@pytest.mark.parametrize(
    "line",
    [
        "REUTERS/Ann Lee", "imago images/Ann Lee", "Ann Lee • AP",
        "picture alliance / dpa", "dpa", "Ann Lee / dpa-tmn",
        "РИА Новости / Анна Ли", "Radio-Canada / Ann Lee", "@annlee/Instagram", "Ann Lee/The Guardian", "Symbolbild",
        "(Archivbild)", "Photo d’illustration", "Imagen de archivo",
        "Courtesy of Ann Lee", "Contributed photo", "Foto Ansa",
        "Photo AFP", "Beeld Ann Lee", "PHOTO ANN LEE, LA PRESSE",
        "Ann Lee for The New York Times", "Credit...Ann Lee",
        "Ann Lee Staff Photographer", "(ABC News: Ann Lee)", "(Supplied: Ann Lee)", "AAP: Ann Lee", "CC BY-SA 4.0",
        "(Walt Disney Co.)", "(Ann Lee / Los Angeles Times)", "ⓒ 연합뉴스", "사진 연합뉴스",
        "新华社记者 李明 摄", "圖／記者李明攝", "（圖／中央社）", "＝山田太郎撮影",
        "資料照", "ภาพจาก รอยเตอร์",
        "रॉयटर्स", "رويترز", "Ann Lee nuotr.", "फाइल फोटो", "Kuvituskuva", "Ilustrační foto",
    ],
)  # fmt: skip
def test_a_credit_is_known_by_its_form(line: str) -> None:
    found = makers.read(line)
    assert found is not None
    assert not found.text
    assert found.credit


@pytest.mark.parametrize(
    "line",
    [
        "New York/London", "Rafael Nadal/Roger Federer",
        "Joe Biden for President", "Credit Suisse Group", "Photo Essay",
        "Fotos zeigen Ann", "Philip Klein, Washington Examiner",
        "Ann Lee, The Beatles", "무료 급식 제공", "大雨突发", "petra",
        "BBC: Top Gear", "Politics / World", "(Photo: Ann Lee)",
        "(Related: Ferry Lines)", "Supplied with water", PROSE,
        "Move over, Reuters", "(Laughter)", "(BEGIN VIDEO CLIP)",
        "(United States)", "Image of a harbour", "Bild Hilft e.V.", "Pool",
        "探査機が月面で撮影", "在北京拍摄",
    ],
)  # fmt: skip
def test_what_is_no_credit_stays(line: str) -> None:
    assert makers.read(line) is None


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Image source, Getty Images", Caption("", "Getty Images")),
        ("Image caption, The harbour in May", Caption("The harbour in May")),
        ("Pie de foto, El puerto de Lima en mayo", Caption("El puerto de Lima en mayo")),
        ("Fuente de la imagen, Reuters", Caption("", "Reuters")),
        ("Подпись к фото, Порт в мае", Caption("Порт в мае")),
        ("इमेज कैप्शन, मई में बंदरगाह", Caption("मई में बंदरगाह")),
        ("图像来源，Getty Images", Caption("", "Getty Images")),
        ("التعليق على الصورة، الميناء في مايو", Caption("الميناء في مايو")),
    ],
)
def test_a_broadcasters_services_label_sources_and_captions(line: str, caption: Caption) -> None:
    assert makers.read(line) == caption


def test_they_go_to_their_fields() -> None:
    cleaned, _ = clean(Article(body=(PROSE, "Pie de foto, El puerto de Lima en mayo", OTHER, "Ann Lee / dpa-tmn")))
    assert cleaned.captions == (Caption("El puerto de Lima en mayo"),)
    assert cleaned.credit == "Ann Lee / dpa-tmn"
    assert cleaned.body == (PROSE, OTHER)


@pytest.mark.parametrize(
    "line", ["Courtesy " + "A" * 70, "A" * 79, f"({'A' * 40}: {'B' * 30})", "a/" * 39, "(A/" + "Aa" * 35 + "!)"]
)
def test_long_words_cost_nothing(line: str) -> None:
    """Patterns of names in a row try each way to part a word, unless what parts them is certain."""
    assert makers.read(line) is None

"""Smaller press databases: each layout's record, and what is none."""

from __future__ import annotations

import pytest

from indexer.article import Article, Change, Reading, Skipped
from indexer.readers import read_source
from indexer.sources import Source


def read(page: str, codec: str = "utf-8") -> list[Reading | Skipped]:
    items = read_source(Source.of("a.html", page.encode(codec)))
    return [item for item in items if isinstance(item, Reading | Skipped)]


def articles(page: str, codec: str = "utf-8") -> list[Article]:
    items = read(page, codec)
    assert all(isinstance(item, Reading) and item.article.reader == "clippings" for item in items)
    return [item.article for item in items if isinstance(item, Reading)]


def defacto(head: str, above: str = "") -> str:
    return (
        f"<div class='eintrag'><pre>{head}</pre>\n{above}<h3>Die Uhr geht nach</h3>"
        "<p>  Elf Minuten\nam Tag.</p><p>Seither.</p><img src=a.gif></div>"
    )


def test_defacto() -> None:
    top = "<html><head><title>DeFacto-Campus - Ausdruck</title></head><body>"
    paper = '"NÖ Nachrichten" Nr. 14/2013 vom 02.04.2013        Seite: 23\nRessort: Lokales'
    first, second = articles(top + defacto(paper, "Zur\nUhr<br>") + defacto("News um acht vom 02.04.2013 08.00 Uhr"))
    assert (first.headline, first.publisher, first.section) == ("Die Uhr geht nach", "NÖ Nachrichten", "Lokales")
    assert (first.published, first.body) == ("2013-04-02", ("Zur Uhr", "Elf Minuten am Tag.", "Seither."))
    assert (second.publisher, second.published, second.section) == ("News um acht", "2013-04-02", None)


def test_integrum() -> None:
    page = """<html><head><META http-equiv="Content-Type" content="text/html; charset=windows-1251">
<title>Report 12.05.2021 15:50:05</title></head><body><h3>Report</h3>1. <a href="#1">ЧАСЫ ОТСТАЮТ</a><br>
<div><a name="1"></a><table><tr><td>^ИС:
    Сельские новости
<br>^РБ: ГОРОД<br>^НР: 6<br>^ДТ:
    09.02.1994
<br>^АВ: Иванов Иван<br>^ЗГ: ЧАСЫ ОТСТАЮТ<br></td></tr></table><h3>ЧАСЫ ОТСТАЮТ
</h3><pre>
     Одиннадцать минут
в день.
     Никто не знает почему.</pre></div>"""
    [found] = articles(page, "cp1251")
    assert (found.headline, found.byline, found.section) == ("ЧАСЫ ОТСТАЮТ", ("Иванов Иван",), "ГОРОД")
    assert (found.publisher, found.published) == ("Сельские новости", "1994-02-09")
    assert found.body == ("Одиннадцать минут в день.", "Никто не знает почему.")


def test_yomidasu() -> None:
    cells = "".join(
        f"<th>{cell}</th>" for cell in ("1", "2009.01.13", "時計が<span>遅れる</span>", "東京夕刊", "夕二面")
    )
    page = (
        "<html><head><title>ヨミダス歴史館</title></head><body>"
        f'<div id="heiseiDetailArea">\n<table class="contentsTable"><tr>{cells}</tr></table></div>'
        '<div id="heiseiDetailContents"><h2>紙面はこちら</h2><p>　一日に１１分。</p></div>'
        '<div id="heiseiDetailArea"><table class="contentsTable"></table></div>'
    )
    first, second = read(page)
    assert isinstance(first, Reading)
    found = first.article
    assert (found.headline, found.section, found.published) == ("時計が遅れる", "夕二面", "2009-01-13")
    assert (found.publisher, found.language, found.body) == ("読売新聞", "ja", ("一日に１１分。",))
    assert second == Skipped("a.html#2", "no article: neither text nor title")


@pytest.mark.parametrize(
    ("said", "publisher", "published"),
    [
        ("AD/Algemeen Dagblad 05-1-2017", "AD/Algemeen Dagblad", "2017-01-05"),
        ("Nu.nl 05 januari 2017", "Nu.nl", "2017-01-05"),
        ("ANP", "ANP", None),
    ],
)
def test_knipselkrant(said: str, publisher: str, published: str | None) -> None:
    top = "<body><h1>Knipselkrant BZK - 5 januari 2017</h1>"
    page = f'{top}<a name="x"></a><h2>Klok</h2><i>{said}</i><p>A.</p><p>B.</p><hr>'
    [item] = read(page)
    assert isinstance(item, Reading)
    found = item.article
    assert (found.headline, found.publisher, found.published) == ("Klok", publisher, published)
    assert found.body == ("A.", "B.")
    assert item.changes == (() if published else (Change("undated", None, "published"),))


def test_a_page_without_records_is_a_page() -> None:
    [item] = read(
        "<html><head><title>DeFacto</title></head><body><p>What it is, in a sentence or two.</p></body></html>"
    )
    assert isinstance(item, Reading)
    assert item.article.headline == "DeFacto"

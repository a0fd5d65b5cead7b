"""Europresse's two layouts."""

from __future__ import annotations

import pytest

from indexer.article import Article, Change, Reading, Skipped
from indexer.readers import read_source
from indexer.sources import Source

NEW = """<article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">{publisher}</span></div>
<div><span class="DocHeader">{header}</span></div>
<div class="titreArticle"><p class="sm-margin-bottomNews">Dossier</p>
<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Le <mark>moulin</mark> tourne</p></div>{authors}
</header>
<section><div class="DocText clearfix"><div class="docOcurrContainer"><p>Un.</p><p>Deux.</p></div></div></section>
<footer><small>© 2018 Le Courrier.</small><p>news·20180206·LC·0012</p></footer></article>"""
OLD = """<table><tr><td><span class="DocPublicationName">Le Courrier, no. 2</span><br>{header}<br><br>{above}
<span class="TitreArticleVisu">La <span style="color:red">scierie</span></span><br><br>{text}<p></p><b><i>© 2012 Le
Courrier. Tous droits réservés.</i></b><p></p>Numéro de document : news·20121004·LC·15<br><br><table><tr><td>
news·20121004·LC·15</td></tr><tr><td>Ce certificat est émis à <b>X</b></td></tr></table></td></tr></table>"""


def read(body: str) -> list[Reading | Skipped]:
    page = f"<html><head><title>Europresse</title></head><body>{body}</body></html>"
    items = read_source(Source.of("a.html", page.encode()))
    return [item for item in items if isinstance(item, Reading | Skipped)]


def new(
    header: str = "Vie locale, mardi 6 février 2018 743 mots, p. 5",
    authors: str = '<p class="sm-margin-bottomNews">Jeanne Dupré</p>',
    publisher: str = "Le Courrier, no. 4301",
) -> Article:
    [item] = read(NEW.format(header=header, authors=authors, publisher=publisher))
    assert isinstance(item, Reading)
    return item.article


def old(text: str, above: str = "", header: str = '<span class="DocHeader">4 octobre 2012</span>') -> Article:
    [item] = read(OLD.format(text=text, above=above, header=header))
    assert isinstance(item, Reading)
    return item.article


def test_the_new_layout() -> None:
    found = new()
    assert (found.headline, found.byline, found.section) == ("Le moulin tourne", ("Jeanne Dupré",), "Vie locale")
    assert (found.publisher, found.published) == ("Le Courrier", "2018-02-06")
    assert (found.body, found.guid) == (("Un.", "Deux."), "news·20180206·LC·0012")
    assert (found.locator, found.reader) == ("a.html#1", "europresse")


@pytest.mark.parametrize(
    ("header", "section", "date"),
    [
        ("jeudi 5 octobre 2017 - 10:00:00 UTC +02:00 812 mots", None, "2017-10-05T10:00:00+02:00"),
        ("News, Thursday, October 5, 2017 612 words, p. A3", "News", "2017-10-05"),
        ("Monde, 1er mai 2015", "Monde", "2015-05-01"),
        ("Sport", None, None),
    ],
)
def test_headers(header: str, section: str | None, date: str | None) -> None:
    found = new(header)
    assert (found.section, found.published) == (section, date)


def test_authors_have_a_class_of_their_own_or_none() -> None:
    assert new(authors='<div class="docAuthors">Paul Lenoir et Jeanne Dupré</div>').byline == (
        "Paul Lenoir",
        "Jeanne Dupré",
    )
    assert new(authors="").byline == ()


def test_the_old_layout() -> None:
    parts = ("Économie, ", "jeudi ", "4 octobre 2012", ", p. 03")
    header = "".join(f'<span class="DocHeader">{part}</span>' for part in parts)
    found = old("Paul Lenoir<br><p></p>Un.<p></p>Deux <i>et</i> trois.", header=header)
    assert (found.headline, found.byline, found.section) == ("La scierie", ("Paul Lenoir",), "Économie")
    assert (found.publisher, found.published, found.guid) == ("Le Courrier", "2012-10-04", "news·20121004·LC·15")
    assert found.body == ("Un.", "Deux et trois.")


def test_a_first_line_that_is_a_sentence_is_no_author() -> None:
    found = old("Douze ouvriers reprennent le travail.<p></p>Deux.", above="Emploi<br>")
    assert found.byline == ()
    assert found.body == ("Emploi", "Douze ouvriers reprennent le travail.", "Deux.")


def test_an_empty_record_costs_itself() -> None:
    good = NEW.format(header="6 février 2018", authors="", publisher="A")
    empty = '<article><header></header><div class="docOcurrContainer"></div></article>'
    first, second, third = read(good + empty + good)
    assert isinstance(first, Reading)
    assert second == Skipped("a.html#2", "no article: neither text nor title")
    assert isinstance(third, Reading)


def test_a_header_without_a_day_is_said() -> None:
    [item] = read(NEW.format(header="Sport, no. 7", authors="", publisher="A"))
    assert isinstance(item, Reading)
    assert item.changes == (Change("undated", "Sport, no. 7", "published"),)


def test_a_page_that_names_europresse_is_a_page() -> None:
    [item] = read("<p>See europresse.com for what it is, and how to get an account there.</p>")
    assert isinstance(item, Reading)
    assert item.article.headline == "Europresse"

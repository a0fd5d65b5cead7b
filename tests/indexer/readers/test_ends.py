"""What stands behind an end of a page that came too early is read, by every reader of markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.article import Reading
from indexer.readers import read_source
from indexer.readers.html.elements import document_of, tree_of
from indexer.sources import Source

END = "</div></body></html>"
TOLD = "The mill turns again after eleven years, and the miller said that the race had been dug out by hand. " * 2

PAGE = f"<html><head><title>Mill</title></head><body><div><p>{TOLD}</p>{END}<p>The gate is new.</p>"
MAIL = f"""From: Ann Lee <ann@inland.example>
Subject: Mill
Date: Tue, 2 Jul 2019 07:05:00 +0000
Content-Type: text/html; charset=utf-8

<html><body><div><p>It turns.</p>{END}
<p>The gate is new.</p>"""
MARKDOWN = f"# Mill\n\nIt turns.\n\n<div><p>By hand.{END}<p>The gate is new.</p>\n"
DEFACTO = f"""<html><head><title>DeFacto-Campus</title></head><body><div class='eintrag'>
<pre>"Kurier" Nr. 14/2013 vom 02.04.2013 Seite: 23</pre><h3>Mühle</h3><p>Sie geht.</p>{END}
<p>The gate is new.</p></div>"""
FACTIVA = """<html><head><title>Factiva</title></head><body><div class="article enArticle"><p></p>
<div id="hd"><b>Mill</b></div><div>Inland News</div><p class="articleParagraph">It turns.</p></body></html>
<p class="articleParagraph">The gate is new.</p><p>Document INLGAZ0020190702ef720000b</p></div>"""
EUROPRESSE = f"""<html><head><title>Europresse</title></head><body><table><tr><td>
<span class="DocPublicationName">Le Courrier</span><br><span class="DocHeader">4 octobre 2012</span><br>
<span class="TitreArticleVisu">Mill</span><br><br><p>It turns again, after eleven years.</p>{END}<p>The gate is new.</p>
Numéro de document : news·20121004·LC·15</td></tr></table>"""


def words_in(name: str, text: str) -> str:
    [item] = read_source(Source.of(name, text.encode()))
    assert isinstance(item, Reading)
    return "\n".join(item.article.body)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", PAGE),
        ("a.eml", MAIL),
        ("a.md", MARKDOWN),
        ("defacto.html", DEFACTO),
        ("factiva.html", FACTIVA),
        ("europresse.html", EUROPRESSE),
    ],
)
def test_what_stood_behind_an_end_was_dropped(name: str, text: str) -> None:
    assert "The gate is new." in words_in(name, text)


@pytest.mark.parametrize("parse", [tree_of, document_of])
@pytest.mark.parametrize("end", ["</html>", "</BODY></HTML>", "</body></html >", "</html\n>\n"])
def test_what_stands_behind_an_end_is_in_the_body(parse: type, end: str) -> None:
    tree = parse(f"<html><body><p>It turns.</p>{end}<p>The gate is new.</p>")
    assert tree.xpath("/html/body/p/text()") == ["It turns.", "The gate is new."]
    assert parse(f"<html><body><p>It turns.</p>{end}Gate").xpath("string(/html/body)").endswith("Gate")


def test_no_reader_parses_markup_by_itself() -> None:
    parses = ("document_fromstring", "fragment_fromstring", "HTMLParser", "html.fromstring", "lxml.html.soupparser")
    read = Path(read_source.__code__.co_filename).parent
    here = {path.name for path in read.rglob("*.py") if any(name in path.read_text("utf-8") for name in parses)}
    assert here == {"elements.py"}

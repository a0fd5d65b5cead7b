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
    assert parse(f"<html><body><p>It turns.</p>{end}Gate").xpath("string(/html/body)").split()[-1] == "Gate"


@pytest.mark.parametrize("end", ["</body></html>", "</body>", "</html>"])
def test_words_on_both_sides_of_an_end_stay_two(end: str) -> None:
    assert words_in("a.md", f"<div>before{end}another</div>\n") == "before another"


def saved(title: str, *told: str, heading: str = "h1", below: str = "") -> str:
    """A page as a browser keeps it."""
    text = "".join(f"<p>{line}</p>" for line in told)
    return (
        f"<!DOCTYPE html>\n<html><head><title>{title}</title></head>\n<body><div><{heading}>{title}</{heading}>\n"
        f"{text}</div></body></html>\n{below}"
    )


def story(of: str) -> list[str]:
    return [f"The {of} of part {n} was dug out by hand, and the town paid for it out of what it had." for n in "12345"]


@pytest.mark.parametrize("heading", ["h1", "h2"])
@pytest.mark.parametrize("between", ["", "<!-- saved -->\n", "<script>var end = '</html>'</script>"])
def test_a_page_below_a_page_is_none_of_its_story(heading: str, between: str) -> None:
    mill = saved("Mill turns again", *story("race"), heading=heading, below=between)
    gate = saved("Gate is to be new", *story("gate") * 2)
    assert words_in("a.html", mill + gate).splitlines() == words_in("a.html", mill).splitlines() == story("race")
    assert words_in("a.html", mill + mill).splitlines() == story("race")
    assert words_in("a.html", mill + gate.removeprefix("<!DOCTYPE html>")).splitlines() == story("race")


REMARKS = [f"I was there as a child with number {n}, and my father held the lantern for them all night." for n in "678"]


@pytest.mark.parametrize("count", [1, 3, 12])
@pytest.mark.parametrize("line", ["<p>{}</p>", "<div>Ann: {}</div>", "<div class='x7'><b>Ann</b><p>{}</p></div>"])
def test_remarks_below_a_page_are_none_of_its_story(count: int, line: str) -> None:
    below = "".join(map(line.format, (REMARKS * 4)[:count]))
    assert words_in("a.html", saved("Mill turns again", *story("race"), below=below)).splitlines() == story("race")


def test_remarks_below_a_page_without_a_heading_of_the_first_rank_are_none_of_its_story() -> None:
    below = "".join(f"<p>{line}</p>" for line in REMARKS)
    page = saved("Mill turns again", *story("race"), heading="h2", below=below)
    assert words_in("a.html", page).splitlines() == story("race")


def test_what_data_a_server_puts_below_a_page_is_read() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-07-0%s"}</script>'
    mill = saved("Mill turns again", *story("race"), below="<p>Good!</p>" + data % 2)
    gate = saved("Gate is to be new", *story("gate"), below=data % 5)
    for page in (mill, mill + gate):
        [item] = read_source(Source.of("a.html", page.encode()))
        assert isinstance(item, Reading)
        assert item.article.published == "2019-07-02"


NOTICE = "This paper keeps small files on the machines of those who read it, so that it knows what they like to read."


@pytest.mark.parametrize(
    "top",
    [
        "<p>Town</p>",
        f"<p>{NOTICE}</p>",
        f"<h1>Inland Gazette</h1><p>{NOTICE}</p>",
        f"<p>{NOTICE}</p><p>{NOTICE}</p><p>{NOTICE}</p><p>{NOTICE}</p>",
    ],
)
@pytest.mark.parametrize("end", ["</body></html>", "</html>\n", "</body>"])
def test_an_end_above_the_story_is_not_the_end(top: str, end: str) -> None:
    head = "<html><head><title>Mill turns again</title></head><body>"
    page = (
        f"{head}{top}{end}<h1>Mill turns again</h1>{''.join(f'<p>{line}</p>' for line in story('race'))}</body></html>"
    )
    assert set(story("race")) <= set(words_in("a.html", page).splitlines())


def test_what_stands_below_a_page_that_stands_in_a_form_is_none_of_its_story() -> None:
    mill = saved("Mill turns again", *story("race"), below="".join(f"<p>{line}</p>" for line in REMARKS))
    framed = mill.replace("<body>", "<body><form>").replace("</body>", "</form></body>")
    assert words_in("a.html", framed).splitlines() == story("race")


def test_the_data_of_a_page_below_what_was_said_of_a_page_is_not_read() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-07-05"}</script>'
    mill = saved("Mill turns again", *story("race"), below="<p>Good!</p></body></html>")
    [item] = read_source(
        Source.of("a.html", f"{mill}{saved('Gate is to be new', *story('gate'), below=data)}".encode())
    )
    assert isinstance(item, Reading)
    assert item.article.published is None


def test_pages_that_were_pasted_into_the_story_are_not_its_end() -> None:
    told = [f"<p>{line}</p>" for line in story("race")]
    pasted = "<!DOCTYPE html><html><body><div>Map</div></body></html>"
    page = saved("Mill turns again").replace("</div>", f"{told[0]}{told[1]}{pasted}{told[2]}{pasted}{told[3]}</div>")
    assert {line for line in words_in("a.html", page).splitlines() if line != "Map"} == set(story("race")[:4])


def test_an_end_inside_of_the_story_is_not_the_end() -> None:
    told = [f"<p>{line}</p>" for line in story("race")]
    pasted = "<html><body><div>Map</div></body></html>"
    page = saved("Mill turns again").replace("</div>", f"{''.join(told[:4])}{pasted}{told[4]}</div><div>Imprint</div>")
    assert words_in("a.html", page).splitlines()[-1] == story("race")[-1]


def test_no_reader_parses_markup_by_itself() -> None:
    parses = ("document_fromstring", "fragment_fromstring", "HTMLParser", "html.fromstring", "lxml.html.soupparser")
    read = Path(read_source.__code__.co_filename).parent
    here = {path.name for path in read.rglob("*.py") if any(name in path.read_text("utf-8") for name in parses)}
    assert here == {"elements.py"}

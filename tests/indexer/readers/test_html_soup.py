"""Pages that are too deep for libxml2 are read as others are."""

from __future__ import annotations

import pytest

from indexer.article import Reading
from indexer.readers import read_source
from indexer.readers.deadline import Deadline, OverTime
from indexer.readers.html.elements import content, tree_of
from indexer.readers.html.soup import DEEPEST, shallow
from indexer.readers.html.text import is_deep
from indexer.sources import Source

STORY = [
    f"Paragraph {n} of the story tells at some length how the harbour was closed, who closed it, and what the "
    "skippers, who had not been asked, said of it to the mayor that evening."
    for n in range(1, 7)
]


def page(open_: str = "") -> str:
    """A page with a menu and a picture, whose story lies in whatever `open_` leaves open."""
    return (
        "<html><head><title>Harbour</title><meta property='og:title' content='Harbour shut'></head><body>"
        "<ul class=menu>" + "".join(f"<li><a href='/{n}'>Section {n}</a>" for n in range(9)) + "</ul>"
        f"{open_}<h1>Harbour shut</h1>"
        "<figure><img src=a.jpg><figcaption>A ferry &amp; its crew. Photo: Ann Lee</figcaption></figure>"
        + "".join(f"<p>{text}</p>" for text in STORY)
        + "<div id=footer><a href='/imprint'>Imprint</a></div></body></html>"
    )


def read(text: str) -> Reading:
    [found] = read_source(Source.of("a.html", text.encode()))
    assert isinstance(found, Reading)
    return found


@pytest.mark.parametrize(
    "open_",
    ["<font size=2>" * 300, "<div>" * 300, "<b><center>" * 400, "<table><tr><td>" * 200, "<div class=x>\n" * 5000],
)
def test_a_deep_page_keeps_its_structure(open_: str) -> None:
    plain, deep = read(page()), read(page(open_))
    assert deep.article.body == plain.article.body == tuple(STORY)
    assert deep.article.captions == plain.article.captions != ()
    assert deep.article.headline == "Harbour shut"
    assert [change.rule for change in deep.changes] == ["undated"]


def test_blocks_that_are_left_out_still_end_lines() -> None:
    lines = "".join(f"<div>Line {n}" for n in range(400))
    text = content(tree_of(shallow(lines).replace("<br>", "\n").replace("<div>", "\n")))
    assert [line for line in text.split("\n") if line] == [f"Line {n}" for n in range(400)]


@pytest.mark.parametrize("name", ["div", "font", "a", "article", "li", "o:p", "sup"])
def test_nothing_is_deeper_than_it_may_be(name: str) -> None:
    markup = shallow(f"<{name}>" * 900 + "<p>The ferry sails.</p>" + f"</{name}>" * 900)
    assert not is_deep(tree_of(markup))
    assert markup.count(f"<{name}") <= DEEPEST
    assert "The ferry sails." in markup


def test_scripts_and_signs_stay_what_they_are() -> None:
    text = (
        '<script type="application/ld+json">{"a": "1 < 2 && 3"}</script><p title="&quot;x&quot;">1 &lt; 2 &amp; é</p>'
    )
    assert shallow(text) == text
    assert shallow("<p>a<!-- no --><?php no ?><![CDATA[no]]>b<!-- open") == "<p>ab open</p>"


def test_it_stops_when_its_time_is_up() -> None:
    with pytest.raises(OverTime):
        shallow("<div>" * 900, Deadline(-1.0))


@pytest.mark.parametrize("shape", ["<!--", "<!", "<", "<?", "<div a='", "<script>", "&", "]]>", "<![CDATA[", "<a b=c "])
def test_broken_shapes_keep_what_stood_before(shape: str) -> None:
    assert "The ferry sails." in shallow("<div>" * 300 + "<p>The ferry sails.</p>" + shape * 4000)

"""Nothing from outside reaches a terminal as a control, an escape or a bidi override; each becomes visible."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Caption, Change
from search.render import Screen, csv, plain, terminal
from search.render import json as render_json
from search.render.safe import escaped, visible, visible_lines
from search.results import Hit, Results, Snippet, Span

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
BIDI = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
HIDING = [chr(code) for code in (0xAD, 0x200B, 0x2028, 0x2029, 0x2060, 0xFEFF, 0xFFF9, 0xE0041, 0xD800, 0xDFFF)]
DANGEROUS = CONTROLS + BIDI + HIDING

HIT = Hit(1, "a3f9c1d2e4f5a6b7", None, 1.0, "Head", "2017-03-22", "Pub", "World", (), None, "a.txt")


def test_there_are_65_controls() -> None:
    assert len(CONTROLS) == 65
    assert all(unicodedata.category(control) == "Cc" for control in CONTROLS)


def screens() -> list[Screen]:
    return [Screen(tty=True, color=False, width=width) for width in (40, 200)]


def surfaces(text: str) -> Iterable[tuple[str, str]]:
    """Every place of the output that untrusted text gets to."""
    snippet = Snippet("body", 1, text, (Span(0, 1),), True, True)
    hits = [
        HIT._replace(headline=text, headline_spans=(Span(0, 1),)),
        HIT._replace(publisher=text, section=text, published=text),
        HIT._replace(snippets=(snippet, replace(snippet, field=text, paragraph=None))),
    ]
    article = Article(
        id=HIT.id, guid=text, url=text, headline=text, byline=(text,), dateline=text, published=text, updated=text,
        publisher=text, section=text, language=text, body=(text, text), captions=(Caption(text, text),), credit=text,
        keywords=(text,), locator=text, reader=text,
    )  # fmt: skip
    changes = [Change(text, text, text)]
    yield "plain hits", "".join(plain.hits(hits)).replace("\t", "")
    yield "plain article", "".join(plain.article(article))
    yield "plain marks", "".join(plain.article(article, marks=[[Span(0, 1)], []])).replace("\t", "")
    yield "plain changes", "".join(plain.changes(changes)).replace("\t", "")
    for screen in screens():
        short: Callable[[str], str] = lambda id: id[:6]  # noqa: E731
        yield f"terminal hits {screen.width}", "".join(terminal.hits(hits, screen=screen, short=short, last=1))
        yield f"terminal article {screen.width}", "".join(terminal.article(article, screen=screen))
        yield f"terminal changes {screen.width}", "".join(terminal.changes(changes, screen=screen))
    yield "json", render_json.results(Results(text, text, 1, 1.0, 3, tuple(hits)))
    yield "jsonl", "".join(render_json.lines(hits))
    yield "json article", render_json.dump(render_json.article(article, changes))
    yield "csv", "".join(csv.lines(hits))
    yield "message", visible_lines(text).replace("\n", "")


@pytest.mark.parametrize("character", DANGEROUS, ids=lambda character: f"U+{ord(character):04X}")
def test_no_dangerous_character_gets_out(character: str) -> None:
    for position in (f"{character}word word", f"wo{character}rd word", f"word word{character}"):
        for surface, output in surfaces(position):
            assert character not in output, surface


@pytest.mark.parametrize("character", DANGEROUS, ids=lambda character: f"U+{ord(character):04X}")
def test_it_is_seen_and_takes_one_character(character: str) -> None:
    shown = visible(f"a{character}b")
    assert len(shown) == 3
    assert shown[0] + shown[2] == "ab"
    assert unicodedata.category(shown[1]) == "So"


@given(st.text(st.characters()))
def test_offsets_hold_in_any_text(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not set(shown) & set(DANGEROUS)
    for before, after in zip(text, shown, strict=True):
        assert before == after or before in DANGEROUS or unicodedata.category(before) in ("Cf", "Cn", "Cs", "Mn")


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "क्\u200dष", "👨\u200d👩\u200d👧", "❤\ufe0f", "שלום\u200f.", "naïve – «ok»", "ประเทศ"]
)
def test_spelling_and_emoji_stay(text: str) -> None:
    assert visible(text) == text
    assert escaped(text) == text


@given(st.text(st.characters()))
def test_json_gives_the_text_back_word_for_word(text: str) -> None:
    printed = render_json.dump({text: text})
    assert json.loads(printed) == {text: text}
    assert not set(printed) & set(DANGEROUS)


def test_a_coloured_screen_has_only_the_renderers_own_escapes() -> None:
    hit = HIT._replace(headline="a\x1b[31mred", snippets=(Snippet("body", 1, "\x1b]0;title\x07word", (Span(0, 2),)),))
    screen = Screen(tty=True, color=True, width=80)
    output = "".join(terminal.hits([hit], screen=screen, short=str, last=1))
    assert "␛[31mred" in output
    assert "\x1b[31m" not in output
    assert "\x1b]" not in output
    assert "\x07" not in output


def test_markup_in_an_article_is_text() -> None:
    hit = HIT._replace(headline="[bold]not markup[/bold] [link=http://example.org]x[/link] :smile:")
    for color in (True, False):
        screen = Screen(tty=True, color=color, width=200)
        output = "".join(terminal.hits([hit], screen=screen, short=str, last=1))
        assert "[bold]not markup[/bold] [link=http://example.org]x[/link] :smile:" in output

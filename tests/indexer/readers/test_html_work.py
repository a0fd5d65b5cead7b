"""How much of a page is looked through: twice the page, about twice the work, however often one thing stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from lxml.etree import _Element

from indexer.readers.html import beside, captions, endless, gaps, pictures, place, players, story
from indexer.readers.html.blocks import blocks
from indexer.readers.html.captions import take_captions
from indexer.readers.html.elements import tree_of
from indexer.readers.html.place import Said
from indexer.readers.html.story import story_of

Shape = Callable[[int], str]

FEW = 100
"""Times that something stands on a page, and then twice that."""

PROSE = "<p>" + "The ferry crossed the river in the storm, and many stood on the quay to see it come in. " * 2 + "</p>"
TOLD = "Crowds at the quay on Monday night"
CAPTION = f"<p class=caption>{TOLD}</p>"
TWICE_TOLD = f"<img src=a alt='{TOLD}' title='{TOLD}'>"
PICTURE = f"<div><img src=a>{CAPTION}</div>"
LINKS = "<a href=/a>A story of the town</a><a href=/b>A story of the river</a>"
PLAY = "<button class='play-button' aria-label='Play video'>Play</button>"

SHAPES: dict[str, Shape] = {
    "a figure's captions": lambda n: f"<figure><img src=a>{f'<figcaption>{TOLD}</figcaption>' * n}</figure>",
    "a figure's films": lambda n: f"<figure><img src=a>{f'<figcaption>{TOLD}</figcaption>{PLAY}' * n}</figure>",
    "a player's captions": lambda n: f"<div class=video-player><figure>{CAPTION * n}<img src=a></figure></div>",
    "buttons": lambda n: f"<div>{(PLAY + CAPTION) * n}<img src=a></div>",
    "no pictures": lambda n: f"<div>{CAPTION * n}</div>",
    "cells": lambda n: f"<table><tr>{f'<td><i class=caption>{TOLD}</i></td>' * n}<td><img src=a></td></tr></table>",
    "in an aside": lambda n: f"<div><aside>{PICTURE * n}{LINKS}</aside></div>",
    "in an offer": lambda n: f"<div><div class=paywall>{PICTURE * n}{LINKS}</div></div>",
    "in a quotation": lambda n: f"<figure><q>a</q>{PICTURE * n}</figure>",
    "attributes": lambda n: f"<div>{TWICE_TOLD * n}{PROSE}</div>",
}


class Work:
    """Counts what is looked through by functions that walk all of an element."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.elements = 0
        for module in (beside, pictures, players, captions):
            for name in ("content", "has_picture", "paragraphs", "line_of", "_holds", "_stills", "_leads_on"):
                if ask := getattr(module, name, None):
                    monkeypatch.setattr(module, name, self._counted(ask))

    def _counted(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def counted(element: _Element, *rest: Any) -> Any:
            self.elements += sum(1 for _ in element.iter())
            return ask(element, *rest)

        return counted

    def of(self, act: Callable[[], object]) -> int:
        """What `act` looks through."""
        before = self.elements
        act()
        return self.elements - before


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    with monkeypatch.context() as patched:
        yield Work(patched)


@pytest.mark.parametrize("shape", SHAPES)
def test_captions_cost_no_more_than_their_page(shape: str, work: Work) -> None:
    def look(n: int) -> int:
        tree = tree_of(f"<html><body>{SHAPES[shape](n)}</body></html>")
        return work.of(lambda: take_captions(tree))

    once, twice = look(FEW), look(2 * FEW)
    assert 0 < twice <= 2.2 * once


def counted(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[int]:
    """Grows by one with each call of a function."""
    calls: list[int] = []
    ask = getattr(module, name)

    def call(*given: Any) -> Any:
        calls.append(1)
        return ask(*given)

    monkeypatch.setattr(module, name, call)
    return calls


def test_so_many_headings_are_compared_with_the_captions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captions, "MOST_HEADINGS", 2)
    told = ["The ferry sails once again", "The ferry has sunk at the quay", "The ferry was never seen there"]
    part = "".join(f"<h1>{line}</h1><figure><img src=a><figcaption>{line}</figcaption></figure>" for line in told)
    found = take_captions(tree_of(f"<html><body>{part}</body></html>")).captions
    assert [caption.text for caption in found] == told[2:]


def test_so_many_attributes_are_compared_with_the_captions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captions, "MOST_PICTURES", 3)
    part = "".join(
        f"<figure data-caption='Quay number {name}'><img src=a></figure>" for name in ("one", "two", "three", "four")
    )
    found = take_captions(tree_of(f"<html><body><div>{part}</div></body></html>")).captions
    assert [caption.text for caption in found] == ["Quay number one", "Quay number two", "Quay number three"]


def test_text_between_captions_stays_in_its_order() -> None:
    part = (
        "a<figcaption>One quay</figcaption>b<figcaption>Two quays</figcaption>c<b>d</b>e<figcaption>Three</figcaption>f"
    )
    tree = tree_of(f"<html><body><figure>{part}</figure></body></html>")
    take_captions(tree)
    [figure] = tree.iter("figure")
    assert (figure.text, [(child.tag, child.text, child.tail) for child in figure]) == ("abc", [("b", "d", "ef")])


@pytest.mark.parametrize(
    "headed",
    [
        "<div><h1>Another tale of {}</h1><p>Short.</p></div>",
        "<h1>Another tale of {}</h1><p>Short.</p>",
        "<div><h1>Another tale of {}</h1>" + PROSE * 2 + "</div>",
    ],
)
def test_headings_of_other_stories_cost_no_more_than_their_page(headed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = [counted(monkeypatch, endless, name) for name in ("_tells", "_has_stamp", "_has_time")]

    def asked(n: int) -> int:
        page = f"<body><h1>The ferry sails</h1>{PROSE}{''.join(headed.format(i) for i in range(n))}</body>"
        row = blocks(next(tree_of(page).iter("body")))
        before = sum(map(len, calls))
        endless.without_next(row, Said("The ferry sails"))
        return sum(map(len, calls)) - before

    assert 0 < asked(2 * FEW) <= 2.2 * asked(FEW)


def test_headlines_that_are_no_headings_cost_no_more_than_their_page(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, place, "article_of")

    def asked(n: int) -> int:
        row = blocks(next(tree_of(f"<body>{f'<article><div>Ferry</div>{PROSE}</article>' * n}</body>").iter("body")))
        before = len(calls)
        assert place.heading_of(row, Said("Ferry")) == (-1, None)
        return len(calls) - before

    assert 0 < asked(2 * FEW) <= 2.2 * asked(FEW)


def test_lists_between_the_lines_of_a_story_cost_no_more_than_their_page(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, gaps, "kin_of")

    def asked(n: int) -> int:
        page = f"<body><div>{PROSE}<ul>{'<li>Portville by boat</li>' * n}</ul>{PROSE}</div></body>"
        row = blocks(next(tree_of(page).iter("body")))
        before = len(calls)
        gaps.filled(row, [block for block in row if block.tag == "p"], Said())
        return len(calls) - before

    assert 0 < asked(2 * FEW) <= 2.2 * asked(FEW)


def test_no_second_opinion_is_asked_of_a_page_of_empty_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer.readers.html.metadata import metadata

    asked = counted(monkeypatch, story, "_second_opinion")
    for count in (FEW, 6 * FEW):
        tree = tree_of(f"<html><body>{'<div><img src=a></div>' * count}<p>Short.</p></body></html>")
        story_of(tree, metadata(tree))
        assert len(asked) == 1

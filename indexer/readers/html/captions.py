"""Captions of pictures: found by the page's structure, and taken out of it, so that they can't get into the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from html import unescape
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element

from indexer.article import Caption, Change
from indexer.readers.deadline import Deadline
from indexer.readers.html.beside import LONGEST, PICTURES, is_tables, main_article, outside
from indexer.readers.html.caption_words import Headlines, Sayings, alike, leaves, parts, same
from indexer.readers.html.elements import content
from indexer.readers.html.once import Once
from indexer.readers.html.pictures import MOST_PICTURES, attributes, named, pictured_by, unnamed
from indexer.readers.html.place import letters
from indexer.readers.html.players import film_of, title_of
from indexer.readers.values import one
from indexer.text.credits import standalone
from indexer.text.words import key, phrases

_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Af|Av|Door)\s+[A-ZÀ-Ý]\S+\s+(?:(?:de|van|von|der|al|el)\s+)*[A-ZÀ-Ý]")
"""What stands under a writer's portrait."""

_NO_CAPTION = re.compile(
    r"^(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|https?:|www\.)|newsletter|javascript|cookie|sign up|subscri(?:be|ption)"
    r"|\.(?:jpe?g|png|webp|gif|svg)\b|^(?=[\w-]*\d)[\w-]+$|^powered by\b"
    r"|ad-?blocker|<\w+ [^<]*>|^\d+ \w+$|^(?-i:[a-z][\w.-]*)$",
    re.IGNORECASE,
)
"""What stands under pictures and says nothing of them: times, forms, code, file names, how many there are."""


MOST_HEADINGS = 50
"""Headings of the first rank whose words a caption may repeat; of 447 real pages, one has 146,
and no other more than 24."""


class Taken(NamedTuple):
    """The captions that were taken out of a page, and what was taken out with them and is none: a change with the rule
    `player` for each text that belongs to a film or a recording, its caption or its title."""

    captions: tuple[Caption, ...]
    changes: tuple[Change, ...]


def take_captions(
    tree: _Element, deadline: Deadline | None = None, *, headline: str | None = None, description: str | None = None
) -> Taken:
    """The captions in `tree`, each with the times it stands there, and `tree` without them. What only repeats the
    page's headline or description is none. Raises OverTime."""
    check = (deadline or Deadline(3600)).check
    counts: Counter[tuple[str, str | None]] = Counter()
    films: Counter[tuple[str, str | None]] = Counter()
    gone: set[_Element] = set()
    players: dict[_Element, None] = {}
    holders: set[_Element] = set()
    once = Once()
    story = main_article(tree)
    told = [headline or "", *(content(heading)[:LONGEST] for heading in islice(tree.iter("h1"), MOST_HEADINGS))]
    headlines = Headlines(told)
    for element in list(named(tree, once, check)):
        check()
        if any(parent in gone for parent in element.iterancestors()) or is_tables(element, once):
            continue  # lay inside another one, or is the heading of a table
        beside = outside(element, story, once)
        text, credit = parts(element)
        gone.add(element)
        if text and (holder := pictured_by(element, once)) is not None:
            holders.add(holder)
        if (text or credit) and not beside and not _BYLINE.match(text) and not _NO_CAPTION.search(text):
            film = film_of(element, once)
            (counts if film is None else films)[_telling(text, credit, headlines), credit] += 1
            players |= dict.fromkeys(film or ())
    captioned = {picture for holder in holders for picture in holder.iter(*PICTURES)}
    _remove(gone)
    titles = {
        player: title
        for player in players
        if not any(parent in players for parent in player.iterancestors()) and (title := title_of(player))
    }
    films.update((title, None) for title in titles.values())
    _remove(titles)
    once = Once()
    for element, film in [(near, film_of(near, once)) for near in unnamed(tree, story, captioned, once, check)]:
        text, credit = leaves(element)
        if text and not _NO_CAPTION.search(text):
            (counts if film is None else films)[_telling(text, credit, headlines), credit] += 1
            for child in list(element.iter()):
                if isinstance(child.tag, str) and child.tag not in PICTURES:
                    child.text = None
                if child is not element:
                    child.tail = None
    known = Sayings([*told, description or "", *(text for text, _ in (*counts, *films))])
    once = Once()
    for picture, text, credit in islice(attributes(tree, story, once, check), MOST_PICTURES):
        if picture not in captioned and not _NO_CAPTION.search(text) and text not in known:
            (counts if film_of(picture, once) is None else films)[text, credit] += 1
            known.add(text)
    return Taken(_merged(counts), tuple(_said(caption) for caption in _merged(films)))


def _said(film: Caption) -> Change:
    return Change("player", " ".join(part for part in (film.text, film.credit) if part), count=film.count)


def _telling(text: str, credit: str | None, headlines: Headlines) -> str:
    """A caption's words beyond the headline; none where all of them are a credit or furniture."""
    if not text or text == credit or standalone(text) or key(text) in phrases("AD", "SHARE", "NAV"):
        return ""
    return headlines.without(text)


def _merged(counts: Counter[tuple[str, str | None]]) -> tuple[Caption, ...]:
    """A caption printed with its credit here and without there is one; a credit alone is a caption without words."""
    credits: dict[str, str] = {text: credit for text, credit in counts if credit}
    merged: Counter[tuple[str, str | None]] = Counter()
    for (text, credit), count in counts.items():
        if text:
            merged[text, credit or credits.get(text)] += count
    return tuple(Caption(text, credit, count) for (text, credit), count in merged.items())


def _remove(gone: Collection[_Element]) -> None:
    """Take elements out of their tree; the text after each stays. No element is in another one."""
    for parent in {parent: None for element in gone if (parent := element.getparent()) is not None}:
        before: _Element | None = None
        text = [parent.text or ""]
        for child in list(parent):
            if child in gone:
                text.append(child.tail or "")
                parent.remove(child)
            else:
                _put(parent, before, text)
                before, text = child, [child.tail or ""]
        _put(parent, before, text)


def _put(parent: _Element, before: _Element | None, text: Sequence[str]) -> None:
    """Put the pieces of a text after an element, or at the beginning of its parent, if any is new."""
    if len(text) < 2:
        return
    if before is None:
        parent.text = "".join(text)
    else:
        before.tail = "".join(text)


def stated_captions(
    taken: Taken, images: Sequence[Mapping[str, object]], *, told: Sequence[str | None] = ()
) -> tuple[Caption, ...]:
    """The captions of a page, and those that its JSON-LD gives the article's pictures: they add the credit, and stand
    in where the page shows a picture without one (and no film in its place), unless they repeat what is `told` as
    headline or description."""
    out = list(taken.captions)
    known = [letters(caption.text) for caption in out]
    for image in images[:MOST_PICTURES]:
        text, credit = _one(image.get("caption")), _one(image.get("creditText"))
        if not text or len(text.split()) < 3 or _NO_CAPTION.search(text):
            continue
        bare = letters(text)
        at = next((at for at, other in enumerate(known) if same(bare, other)), None)
        if at is not None:
            out[at] = replace(out[at], credit=out[at].credit or credit)
        elif not any(taken) and not any(alike(text, line) for line in told if line):
            out.append(Caption(text, credit))
            known.append(bare)
    return tuple(out)


def without_standfirst(
    captions: tuple[Caption, ...], description: str | None, body: Sequence[str]
) -> tuple[Caption, ...]:
    """Captions without one that only says the standfirst again: what the page describes itself by, above its story."""
    first = body[0] if body else ""
    if not description or not alike(description, first):
        return captions
    return tuple(caption for caption in captions if letters(caption.text) != letters(first))


def _one(value: object) -> str | None:
    text = one(value)
    return one(re.sub(r"<[^<>]*>", " ", unescape(text))) if text and ("<" in text or "&" in text) else text

"""What a page prints between its top and its story and that is the article's: its heading, what stands over and under
it, the standfirst, and the claim that is checked.

Weights learn little of them: a page has one of each at most, half of the pages none, and known main texts don't agree
on whether they belong to it. They are known by what the page itself says: a description in its metadata that is printed
under the heading, the name that its maker gave to the element, or the header that it shares with the heading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from indexer.readers.html.blocks import SIGNS, Around, Block
from indexer.readers.html.phrases import STAMP
from indexer.readers.html.place import Said, above, kin_of, letters
from indexer.text.lines import judge

REACH = 40
"""Blocks above the story among which its heading is looked for: a byline, a date, share buttons, a picture's words."""

NEAR_HEADING = 6
"""Blocks below the heading among which names and headers tell a standfirst, and where a heading stands under it."""

OVER_HEADING = 4
"""Blocks over the heading among which a kicker or a claim stands."""

NEAR_CLAIM = 12
"""Blocks below the heading among which a claim and what was found of it stand."""

SHORTEST, LONGEST = 5, 120
"""Words of a standfirst: fewer are a kicker, more are a paragraph, which the weights know."""

POINT = 5
"""Words of a point in a list, on an average: fewer are dates and buttons."""

SENTENCE = 8
"""Words of a sentence that is a standfirst by its place alone."""

_PRINTED = 25
"""Letters that a description and what is printed have to share from the beginning: either may be cut short."""


def _bits(*names: str) -> int:
    return sum(1 << SIGNS.index(name) for name in names)


_NOT_HERE = _bits("related", "hidden for real", "<nav>", "<footer>", "<form>", "comment")
_ANOTHERS = _bits("teaser", "byline", "side", "sign-up")
"""Where an element named so is the standfirst of something else: another story's, an author's."""
_BUTTONS = _bits("share", "ad", "sign-up")
_HIDDEN = _bits("hidden")
_BYLINE = _bits("byline")
_STAMPED = _BYLINE | _bits("stamp")
_NO_HEADING = _BUTTONS | _bits("<aside>", "picture")
_NO_HEADER = _NO_HEADING | _STAMPED
_PART = (
    r"(?:dek|deck|lead|lede|intro|abstract|excerpt|summary|desc(?:ription)?|chapo|chapeau|perex|vorspann|ingress|entradilla"
    r"|bajada|copete|sumario|sottotitolo)"
)
_NAMES = re.compile(
    r"standfirst|sub-?_?(?:title|head(?:line|ing)?|hed)\b|(?<!image-)(?<!img-)sub-?line\b|\bde[ck]k?\b"
    rf"|(?:__|\b(?:article|story|entry|post|news|page|content|header|block|text|note|nota|artikel)[-_]*){_PART}"
    r"(?:[-_]*(?:text|copy|paragraph|content|inner|wrap(?:per)?|container))?\b"
    r"|\b(?:lead|intro|teaser)[-_]*(?:text|copy)\b"
    r"|^(?:lead|lede|intro|abstract|excerpt|vorspann|chapo|chapeau|perex|entradilla|sottotitolo|ingress|bajada|copete|sumario"
    r"|sum|manchet)$",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"([a-z])([A-Z])")
_KICKERS = re.compile(
    r"kicker|(?:pre|over|top|upper)-?_?(?:title|head(?:line)?|line)\b|dachzeile|spitzmarke|surtitre|antet[ií]tulo|occhiello",
    re.IGNORECASE,
)
_LABELS = re.compile(r"label|categor|rubri|section|breadcrumb|channel|ressort|\btags?\b", re.IGNORECASE)
_CLAIMS = re.compile(r"\b(?:claim|verdict|ruling|(?<!star-)(?<!current-)rating|debunk)|statement__", re.IGNORECASE)
_WORD = re.compile(r"\w{4,}|[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STOPS = frozenset(".!?…。！？؟।")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNDER = _HEADINGS - {"h1"}
_LESSER = frozenset(("h2", "h3", "h4"))
"""Elements that a page's heading stands in where there is none of the first rank."""
_TOP = frozenset(("body", "main", "html"))


def above_story(row: Sequence[Block], story: Sequence[Block], said: Said) -> list[Block]:
    """The blocks of `row` above the `story` that belong to it: what stands over the heading, the heading when it isn't
    the headline, and what stands under it."""
    if not story:
        return []
    first = next(at for at, block in enumerate(row) if block is story[0])
    start = max(0, first - REACH)
    tops = _headings(row, start, first, said)
    top = tops[-1] if tops else None
    place = _Top([row[at] for at in tops], said, story)
    found = []
    if top is not None:
        for block in row[max(0, top - OVER_HEADING) : top]:
            if _is_kicker(block, place) or (_is_claim(block, place) and block.words >= SHORTEST):
                found.append(block)
        if _says_more(row[top], place.printed, said):
            found.append(row[top])
    listed = _lists([*row[start if top is None else top + 1 : first], *_items_below(row[first - 1], story)])
    for at in range(start if top is None else tops[0] + 1, first):
        below = next((at - other for other in reversed(tops) if other < at), 99)
        if _is_ours(row[at], place, below) or (
            top is not None
            and at > top
            and (
                (row[at].around.parent in listed and _is_item(row[at], place)) or _leads_in(row[at : first + 1], place)
            )
        ):
            found.append(row[at])
            place.add(row[at])
    return found


class _Top:
    """What is known of the top of a page: its headings, so far as they are found, and what is printed already. What
    holds a heading or the story's `first` line is the article's, whatever it is called."""

    def __init__(self, headings: list[Block], said: Said, story: Sequence[Block]) -> None:
        self.headings = headings
        self.said = said
        self.first = story[0]
        self.printed = "\n".join(letters(block.text) for block in story)
        self.holders = {node for block in (*headings, self.first) for node in above(block.around)}

    def add(self, block: Block) -> None:
        self.printed += "\n" + letters(block.text)
        if block.tag in _HEADINGS:
            self.headings.append(block)

    def signs(self, around: Around, most: int = 99) -> int:
        """The signs of an element and of those around it that don't hold the heading or the story too."""
        found = 0
        for steps, node in enumerate(above(around)):
            if steps < most and node not in self.holders:
                found |= node.own
        return found

    def is_new(self, block: Block) -> bool:
        """Whether a block says what neither headline nor story does. It may say a sentence
        that a longer paragraph further down says again."""
        text, headline = letters(block.text), letters(self.said.headline or "")
        if len(text) < _PRINTED:
            return bool(text) and text not in self.printed.split("\n") and not headline.startswith(text)
        first, *others = self.printed.split("\n")
        again = text in first or any(text in line and 5 * len(text) > 4 * len(line) for line in others)
        return text not in headline and not again


def _headings(row: Sequence[Block], start: int, first: int, said: Said) -> list[int]:
    """Where the article's heading stands: wherever the headline is said, else the last heading of the first rank."""
    found = [at for at in range(start, first) if _is_heading(row[at], said)]
    headline = letters(said.headline or "")
    same = [at for at in found if letters(row[at].text) == headline]
    own = [at for at in found if not row[at].around.near & _bits("related", "<aside>", "<nav>")]
    first_rank = [at for at in own if row[at].tag == "h1"]
    if found:
        return same or (first_rank or own or found)[-1:]
    return [at for at in range(start, first) if row[at].tag in _LESSER and _begins(letters(row[at].text), headline)][
        -1:
    ]


def _begins(text: str, headline: str) -> bool:
    """Whether a line is the headline, or one that the page's title cuts short."""
    return text == headline != "" or (len(headline) >= _PRINTED and text.startswith(headline))


def _is_heading(block: Block, said: Said) -> bool:
    if block.tag == "h1":
        return True
    text, headline = letters(block.text), letters(said.headline or "")
    if block.tag in ("h2", "div") and text == headline:
        return True
    nodes = [node.element.tag for node in above(block.around)]
    headed = "hgroup" in nodes or ("header" in nodes and "article" in nodes)
    return block.tag == "h2" and not block.linked and headed and not block.around.near & _NO_HEADER


def _is_ours(block: Block, place: _Top, steps: int) -> bool:
    """Whether a block that stands `steps` below the heading is the article's."""
    if block.linked * 3 > len(block.text) or place.signs(block.around) & _NOT_HERE or not place.is_new(block):
        return False
    fits = SHORTEST <= block.words <= LONGEST
    if fits and _is_described(letters(block.text), place.said):
        return True
    if not place.headings or block.words > LONGEST:
        return False
    signs = place.signs(block.around, 3)
    if _is_headed(block) and not signs & _NO_HEADER and _is_in_story(block, place) and _is_about(block, place):
        return judge(block.text) is None
    found = steps <= NEAR_HEADING and (
        (fits and _is_named(block, place))
        or (not signs & _NO_HEADING and _is_headed(block) and _is_under(block, place))
        or (not signs & _NO_HEADER and _is_beside(block, place))
    )
    return (found or (steps <= NEAR_CLAIM and _is_claim(block, place))) and judge(block.text) is None


def _lists(row: Sequence[Block]) -> set[Around]:
    """The lists of points that stand between heading and story: two or more, in words and not in links."""
    items: defaultdict[Around, list[Block]] = defaultdict(list)
    for block in row:
        if block.tag == "li" and block.around.parent is not None:
            items[block.around.parent].append(block)
    return {
        node
        for node, inside in items.items()
        if len(inside) > 1
        and sum(block.words for block in inside) >= POINT * len(inside)
        and sum(block.linked for block in inside) < 0.2 * sum(len(block.text) for block in inside)
    }


def _items_below(last: Block, story: Sequence[Block]) -> list[Block]:
    """The lines of the story that go on with the list that the `last` line above it stands in."""
    return [block for block in story if last.tag == block.tag == "li" and block.around.parent is last.around.parent]


def _is_item(block: Block, place: _Top) -> bool:
    signs = place.signs(block.around)
    return (
        block.tag == "li"
        and not signs & (_NOT_HERE | _NO_HEADING | _BYLINE)
        and place.is_new(block)
        and judge(block.text) is None
    )


def _leads_in(lines: Sequence[Block], place: _Top) -> bool:
    """Whether the first of `lines`, of which the last is the story's first, stands among the story's paragraphs as one
    of them, and so do those between: an address under the headline that is no sentence."""
    block, story = lines[0], lines[-1]
    return (
        all(kin_of(line) == kin_of(story) and line.around.parent is story.around.parent for line in lines)
        and story.tag == "p"
        and not block.linked
        and block.words >= SENTENCE
        and not place.signs(block.around, 2) & (_NOT_HERE | _NO_HEADER)
        and not STAMP.search(block.text)
        and place.is_new(block)
        and judge(block.text) is None
    )


def _is_headed(block: Block) -> bool:
    """Whether a block is a heading, or a line of one."""
    return any(node.element.tag in _HEADINGS for node in _first(above(block.around), 3))


def _is_in_story(block: Block, place: _Top) -> bool:
    """Whether a heading stands in the element that the story's paragraphs stand in."""
    heading = next(node for node in above(block.around) if node.element.tag in _HEADINGS)
    return heading.parent is not None and heading.parent is place.first.around.parent


def _is_under(block: Block, place: _Top) -> bool:
    """Whether a heading stands in the header of the article and is neither date nor name, or is about the story."""
    if not place.signs(block.around, 1) & (_STAMPED | _HIDDEN) and _is_near(block, place):
        return True
    return _is_about(block, place)


def _is_beside(block: Block, place: _Top) -> bool:
    """Whether a block is a sentence beside a heading."""
    stops = block.text.rstrip("\"'”’»")[-1:] in _STOPS
    return stops and block.words >= SENTENCE and _is_near(block, place)


def _is_near(block: Block, place: _Top) -> bool:
    return any(_shares_header(block, heading) for heading in place.headings)


def _is_about(block: Block, place: _Top) -> bool:
    """Whether half of a line's longer words stand in the story or the headline."""
    words = [word.casefold() for word in _WORD.findall(block.text)]
    headline = letters(place.said.headline or "")
    return len(words) > 2 and 2 * sum(word in place.printed or word in headline for word in words) >= len(words)


def _shares_header(block: Block, heading: Block) -> bool:
    """Whether a block stands near the heading in one element that is not the whole page."""
    ours = set(_first(above(block.around), 4))
    return any(node in ours for node in _first(above(heading.around), 5) if node.element.tag not in _TOP)


def _first(nodes: Iterator[Around], count: int) -> list[Around]:
    return [node for _, node in zip(range(count), nodes, strict=False)]


def _is_kicker(block: Block, place: _Top) -> bool:
    """Whether a line over the heading is a part of it: a heading itself, in a group with it, or named a kicker; and no
    section of the paper."""
    signs = place.signs(block.around, 3)
    if block.linked or block.words > LONGEST or signs & (_NOT_HERE | _NO_HEADER):
        return False
    names = " ".join(str(node.element.get("class") or "") for node in _first(above(block.around), 2))
    if _LABELS.search(names) or not place.is_new(block):
        return False
    grouped = any(node.element.tag == "hgroup" for node in _first(above(block.around), 3))
    named = bool(_KICKERS.search(names)) and (block.words > 2 or block.text[-1] in ":：")
    found = (block.tag in _UNDER or grouped or named) and _shares_header(block, place.headings[0])
    return found and judge(block.text) is None


def _is_claim(block: Block, place: _Top) -> bool:
    """Whether a block stands in what is named for a claim, or for what was found of one."""
    return not place.signs(block.around, 3) & (_NOT_HERE | _BUTTONS) and any(
        _CLAIMS.search(str(node.element.get("class") or "")) for node in _first(above(block.around), 4)
    )


def _says_more(heading: Block, printed: str, said: Said) -> bool:
    """Whether a heading is about the story, and says it in other words than the headline: half of its longer words are
    in the story, so that it isn't the site's name, and some of them aren't in the headline."""
    text, headline = letters(heading.text), letters(said.headline or "")
    if heading.words < 3 or not headline or headline in text or text in printed:
        return False
    words = [word.casefold() for word in _WORD.findall(heading.text)]
    told = sum(word in printed or word in headline for word in words)
    new = sum(word not in headline for word in words)
    return 2 * told >= len(words) and new > 0


def _is_described(text: str, said: Said) -> bool:
    described = letters(said.description or "")
    size = min(len(text), len(described))
    return size >= _PRINTED and text[:size] == described[:size] and 2 * size >= len(text)


def _is_named(block: Block, place: _Top) -> bool:
    """Whether one of the two elements around is named for a standfirst, and no other for something else's."""
    near = [node for node in _first(above(block.around), 3) if node not in place.holders]
    for named in near[:2]:
        names = _CAMEL.sub(r"\1-\2", str(named.element.get("class") or "")).split()
        if any(_NAMES.search(name) for name in names):
            return not any(node.own & _ANOTHERS for node in near if node is not named)
    return False

"""What the weights pass over between the lines that they take, and right below the last: parts of what is story.

Weights judge line by line, and a line of one word or two looks like a button. What it stands in tells more: a heading
with a paragraph of the story below it, a line of an embedded post, a box of facts, a lone name among paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Sequence
from functools import cache, partial
from itertools import islice

from indexer.readers.html.blocks import SIGNS, Around, Block
from indexer.readers.html.core import FURNITURE, OUTSIDE, core_of
from indexer.readers.html.notes import is_note, is_source
from indexer.readers.html.phrases import STAMP
from indexer.readers.html.place import PROSE, Said, above, article_of, heading_of, is_prose, kin_of
from indexer.readers.html.tables import BAR
from indexer.text.lines import judge

REACH = 3
"""Blocks between a line of the story and one that it draws in."""

BELOW = 100
"""Blocks below the story that are looked at."""

OVER = 12
"""Blocks above the story among which a box of facts is looked for."""

LEAST_TOLD = 20
"""Words that such a box tells."""

BOX_UP = 4
"""Elements around a line among which a box that holds it is looked for."""

HEADED_UP = 7
"""Elements around a line among which the one is looked for that its heading stands in: steps of a recipe lie in items
of a list in a group."""

LEAST = 6
"""Short lines that make a list of data, and sentences of one kind that tell of their kin."""

MANY = 10
"""Short lines of one make that are a list whatever they say, where nothing around is named for furniture."""

SHORT_LINK = 8
"""Words of a line of a post that is all link, and told: fewer lead to where it was posted."""

ENTRIES = 4
"""Links that make a list of them."""

SHORT_BIO, BIO = 8, 32
"""Words of a line that says who wrote the story: fewer are a job, more are a page about somebody."""

SENTENCE = 5
"""Words of a sentence."""

Make = tuple[str, str, str, str]

LINKED = 0.4
"""The share of links from which on a line, or a box, leads elsewhere."""


def _bits(*names: str) -> int:
    return sum(1 << SIGNS.index(name) for name in names)


_UNSEEN = _bits("hidden for real", "<form>")
_AWAY = _bits("related", "share", "comment", "ad", "sign-up", "<nav>", "<footer>")
_NOT_HEADED = _AWAY | _UNSEEN | _bits("byline", "stamp")
_HEADER = _bits("<header>")
_OWN = FURNITURE | _bits("stamp")
_POST = _bits("embed", "<blockquote>")
_BYLINE = _bits("byline")
_HEADING = _bits("heading")
_BIO = re.compile(r"(?:author|autor|writer|contributor)[\w-]*(?:bio|desc|about)|\bbio\b|biograph", re.IGNORECASE)
_STOPS = frozenset(".!?…。！？؟।")
_CLOSING = "\"'”’»"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt"))
_LOOKS_HEADED = re.compile(r"(?:^|\s)h[1-6](?:\s|$)")
"""The class of what is no heading and looks like one."""
_FACTS = re.compile(
    r"(?:fact|info|summary|key-?points?|faktb?a?|fakta|faktaboks|zusatz|hintergrund)[-_]*box|fact-?file|faktaruta|fakta(?:boks)?\b"
    r"|takeaways?\b|key-?points?\b|in-?(?:short|brief|kuerze|kürze)|summary|steckbrief|encadr|recuadro|despiece|ramka|highlights?\b"
    r"|tl-?dr\b|kort-?(?:fortalt|versjon)|auf-?einen-?blick|at-?a-?glance|en-?bref|en-?resum",
    re.IGNORECASE,
)
"""Names of boxes that a story's facts stand in."""


def filled(row: Sequence[Block], story: Sequence[Block], said: Said) -> list[Block]:
    """The `story` with what stands between its lines and belongs to them; `row` is the whole page."""
    if not story:
        return []
    taken = {id(block) for block in story}
    places = [at for at, block in enumerate(row) if id(block) in taken]
    first, last = places[0], places[-1]
    below = row[first : last + BELOW]
    ways = core_of(below, [block.words if id(block) in taken else 0.0 for block in below], said).ways
    start = first
    boxes = _Boxes(below, taken)
    make = _make_of(story)
    kin = cache(partial(_kin_of, row[first : last + 1], frozenset(taken)))
    for at in range(first, first + len(below)):
        if id(row[at]) in taken:
            last = max(last, at)
        elif at > last + REACH:
            break
        elif not (signs := ways[at - start].signs) & _UNSEEN and (
            (ways[at - start].steps < OUTSIDE and _belongs(row, at, signs, taken, boxes))
            or _goes_on(row[at], ways[at - start].steps, make, row[last])
            or _is_added(row[at], signs)
            or (at < last and _is_of(row[at], signs, kin))
        ):
            taken.add(id(row[at]))
            boxes.take(row[at])
            last = max(last, at)
    for at in range(first - 1, max(-1, first - 1 - REACH), -1):
        if not _opens(row[at], row[at + 1]):
            break
        taken.add(id(row[at]))
        first = at
    top = row[max(0, first - OVER, heading_of(row, said)[0] + 1) : first]
    taken |= {id(block) for block in _facts(top)}
    for at in range(min(len(row) - 2, last), max(-1, first - 2), -1):
        if id(row[at]) not in taken and (row[at].tag != "h1" or at > first) and _heads(row, at, taken):
            taken.add(id(row[at]))
    return [block for block in row if id(block) in taken]


def _belongs(row: Sequence[Block], at: int, signs: int, taken: set[int], boxes: _Boxes) -> bool:
    """Whether a line is story for what it stands in; `signs` are those on the way to it from the story's element."""
    block = row[at]
    if block.around.near & _POST == _POST:
        # a page embedded by its title stands in the quotation itself, a post's words in a paragraph of it
        return block.linked < 0.95 * len(block.text) or (block.words >= SHORT_LINK and block.tag != "blockquote")
    if block.tag in ("figcaption", "caption"):
        near = row[max(0, at - 1) : at + 2]
        return any(other.tag == "tr" and id(other) in taken for other in near)
    if block.text[0] == "[" and block.text[-1] == "]" and block.tag == "p":
        return _has_sibling(row, at, taken)
    if signs & _AWAY:
        found = block.words >= SHORT_BIO and boxes.is_bio(block)
    elif boxes.is_listed(block) or (not signs & _OWN and boxes.is_row(block)):
        found = True
    elif block.linked >= LINKED * len(block.text):
        found = boxes.is_entry(block) and _has_sibling(row, at, taken)
    else:
        beside = not block.around.own & _OWN and not signs & _BYLINE and _has_sibling(row, at, taken)
        found = beside or boxes.holds_facts(block) or (block.words >= SHORT_BIO and boxes.is_bio(block))
    return found and judge(block.text) is None


def _is_added(block: Block, signs: int) -> bool:
    """Whether a line below or amid the story is an editor's note, or one of its sources."""
    if signs & _AWAY or block.linked >= 0.95 * len(block.text):
        return False
    return (is_note(block) or is_source(block)) and judge(block.text) is None


def _facts(top: Sequence[Block]) -> list[Block]:
    """What stands in boxes of facts between the heading and the story, where it is some sentences."""
    boxes = _Boxes(top, ())
    found = [
        block
        for block in top
        if not block.around.far & (_AWAY | _UNSEEN | _HEADER)
        and block.linked < LINKED * len(block.text)
        and boxes.holds_facts(block)
        and judge(block.text) is None
    ]
    return found if sum(block.words for block in found) >= LEAST_TOLD else []


def _make_of(story: Sequence[Block]) -> Make | None:
    """The make of most of the story's paragraphs, where they have a class of their own."""
    words: Counter[Make] = Counter()
    for block in story:
        if is_prose(block):
            words[_make(block)] += round(block.words)
    make, count = words.most_common(1)[0] if words else (None, 0)
    return make if make and make[0] in ("p", "div") and make[1] and 2 * count > words.total() else None


def _make(block: Block) -> Make:
    """What a block is and the first name of what it stands in: the others say how much space is around it."""
    around = block.around.parent
    names = str(around.element.get("class") or "") if around else ""
    return (
        block.tag,
        str(block.around.element.get("class") or ""),
        str(around and around.element.tag),
        names.split(" ", 1)[0],
    )


def _goes_on(block: Block, steps: int, make: Make | None, last: Block) -> bool:
    """Whether a paragraph is made as those of the story are, which advertisements cut in pieces. Outside of the story's
    element (`steps`) it has to be a sentence, and in the same article as the `last` line."""
    if make is None or _make(block) != make or block.linked >= LINKED * len(block.text) or judge(block.text):
        return False
    if steps < OUTSIDE and block.tag == "p":
        return True
    stops = is_prose(block) and block.text.rstrip(_CLOSING)[-1:] in _STOPS
    return stops and (steps < OUTSIDE or article_of(block.around) is article_of(last.around))


def _kin_of(row: Sequence[Block], taken: frozenset[int]) -> set[tuple[object, ...]]:
    """The kinds of sentences of which most are story."""
    told: Counter[tuple[object, ...]] = Counter()
    count: Counter[tuple[object, ...]] = Counter()
    for block in row:
        if _is_sentence(block):
            count[kin_of(block)] += 1
            told[kin_of(block)] += id(block) in taken
    return {kin for kin, times in told.items() if times >= LEAST and 2 * times > count[kin]}


def _is_of(block: Block, signs: int, kin: Callable[[], set[tuple[object, ...]]]) -> bool:
    """Whether a sentence among the lines of the story is made as they are; `signs` as for `_belongs`, `kin` gives the
    kinds that the story's sentences are of."""
    return not signs & FURNITURE and _is_sentence(block) and kin_of(block) in kin() and judge(block.text) is None


def _is_sentence(block: Block) -> bool:
    return (
        block.words >= SENTENCE
        and block.linked < LINKED * len(block.text)
        and block.text.rstrip(_CLOSING)[-1:] in _STOPS
    )


def _opens(block: Block, below: Block) -> bool:
    """Whether a line above the first of the story is a sentence of the same kind, right beside it: one with many names
    that are links, or one of a list."""
    return (
        kin_of(block) == kin_of(below)
        and block.around.parent is below.around.parent
        and block.words >= PROSE
        and block.linked < 0.7 * len(block.text)
        and block.text.rstrip(_CLOSING)[-1:] in _STOPS
        and judge(block.text) is None
    )


def _has_sibling(row: Sequence[Block], at: int, taken: set[int]) -> bool:
    """Whether the next line of the story above or below stands in the same element."""
    around = row[at].around
    near = [
        next((other for other in others if id(other) in taken), None)
        for others in (row[max(0, at - REACH) : at][::-1], row[at + 1 : at + 1 + REACH])
    ]
    return any(
        other is not None
        and (
            other.around.parent is around.parent
            or other.around is around
            # a sentence that stands by itself in the element of the paragraphs
            or (other.around.parent is around and row[at].text.rstrip(_CLOSING)[-1:] in _STOPS)
        )
        for other in near
    )


def _heads(row: Sequence[Block], at: int, taken: set[int]) -> bool:
    """Whether a line is the heading of a line of the story, or of two, that stand in the element around it."""
    block = row[at]
    if not (
        block.tag in _HEADINGS
        or (block.tag == "div" and block.around.near & _HEADING)
        or (block.tag in ("div", "p") and _looks_headed(block))
    ):
        return False
    if block.linked >= LINKED * len(block.text) or block.around.near & _NOT_HEADED or judge(block.text) is not None:
        return False
    below = next((other for other in row[at + 1 : at + REACH] if id(other) in taken), None)
    if below is None:
        return False
    around = list(above(below.around))[1:HEADED_UP]
    return any(node in around for node in list(above(block.around))[1:BOX_UP])


def _looks_headed(block: Block) -> bool:
    return bool(_LOOKS_HEADED.search(str(block.around.element.get("class") or ""))) and not STAMP.search(block.text)


class _Boxes:
    """Which elements of a page are boxes of facts, and which are lists whose entries are links; `taken` are the lines
    that are story so far, by their id."""

    def __init__(self, row: Sequence[Block], taken: Container[int]) -> None:
        self._row = row
        self._known: dict[Around, bool] = {}
        self._alike: dict[Around, bool] = {}
        self._makes: dict[Around, bool] = {}
        self._linked: Counter[Around] = Counter()
        self._size: Counter[Around] = Counter()
        self._taken: Counter[Around] = Counter()
        self._told: Counter[Around] = Counter()
        self._links: Counter[tuple[object, ...]] = Counter()
        self._others: Counter[Around | None] = Counter()
        self._texts = Counter(block.text for block in row)
        self._inside: defaultdict[Around, list[Block]] = defaultdict(list)
        for block in row:
            for node in islice(above(block.around), BOX_UP):
                self._inside[node].append(block)
                self._linked[node] += block.linked
                self._size[node] += len(block.text)
                self._told[node] += any(map(str.isdigit, block.text))
            if id(block) in taken:
                self.take(block)
            if block.linked > 0.8 * len(block.text):
                self._links[block.around.parent, kin_of(block)] += 1
            else:
                self._others[block.around.parent] += 1

    def take(self, block: Block) -> None:
        """A line is story."""
        numbered = any(map(str.isdigit, block.text))
        for node in islice(above(block.around), BOX_UP):
            self._taken[node] += 1
            self._told[node] += not numbered

    def is_listed(self, block: Block) -> bool:
        """Whether a line is a row of data, an item of a list that is mostly story, or one of many short lines of one
        make that are story or hold a number: results, prices, terms."""
        if block.tag == "tr" and BAR in block.text:
            return block.linked < LINKED * len(block.text) or any(map(str.isdigit, block.text))
        lists = (node for node in islice(above(block.around), 1, BOX_UP) if node.element.tag in ("ul", "ol"))
        if (node := next(lists, None)) and self._is_taken(node):
            return block.linked < 0.7 * len(block.text)
        return block.words < PROSE and any(self._is_uniform(node) for node in islice(above(block.around), 1, BOX_UP))

    def _is_taken(self, node: Around) -> bool:
        """Whether more than half of the lines of a list are story; a quarter of those that lead nowhere."""
        linked = self._linked[node] > 0.2 * self._size[node]
        return (2 if linked else 4) * self._taken[node] > len(self._inside[node]) > 2

    def _is_of_one_make(self, node: Around) -> bool:
        """Whether the lines in an element are short, of few kinds and no links."""
        if node not in self._makes:
            inside = self._inside[node]
            self._makes[node] = (
                sum(block.words >= PROSE for block in inside) <= 0.1 * len(inside)
                and len({kin_of(block) for block in inside}) <= len(inside) / 3
                and self._is_plain(node)
            )
        return self._makes[node]

    def _is_uniform(self, node: Around) -> bool:
        count = len(self._inside[node])
        if count < LEAST or not self._is_of_one_make(node):
            return False
        return node.element.tag == "dl" or 2 * self._told[node] >= count

    def is_row(self, block: Block) -> bool:
        """Whether a line is one of many short ones of one make, each of its own, that lead nowhere: a cast, a menu, the
        stations of a journey."""
        return block.words < PROSE and any(
            len(self._inside[node]) >= MANY and self._is_alike(node) for node in islice(above(block.around), 1, BOX_UP)
        )

    def _is_alike(self, node: Around) -> bool:
        if node not in self._alike:
            inside = self._inside[node]
            self._alike[node] = (
                self._is_of_one_make(node)
                and len({block.text for block in inside}) > 0.9 * len(inside)
                and sum(block.words for block in inside) >= 2 * len(inside)
            )
        return self._alike[node]

    def is_entry(self, block: Block) -> bool:
        """Whether a link is one of many among no more paragraphs than that: what is told of each stands below it."""
        count = self._links[block.around.parent, kin_of(block)]
        return count >= ENTRIES and count >= 0.4 * self._others[block.around.parent]

    def is_bio(self, block: Block) -> bool:
        """Whether a line says in a few words who wrote the story."""
        return (
            block.words <= BIO
            and self._texts[block.text] == 1
            and any(_BIO.search(str(node.element.get("class") or "")) for node in list(above(block.around))[:3])
        )

    def holds_facts(self, block: Block) -> bool:
        return any(self._is_facts(node) for node in list(above(block.around))[:BOX_UP])

    def _is_facts(self, node: Around) -> bool:
        if node not in self._known:
            names = f"{node.element.get('class') or ''} {node.element.get('id') or ''}"
            self._known[node] = bool(_FACTS.search(names)) and self._is_plain(node)
        return self._known[node]

    def _is_plain(self, node: Around) -> bool:
        return self._linked[node] < LINKED * self._size[node]

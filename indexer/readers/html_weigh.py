"""Which blocks of a page are its story: each is weighed by its look, its place and its company.

Two rounds of logistic regression. The first asks each block by itself: its length, its links, the names of what it
stands in, how much of the page's prose stands beside it. The second asks again, knowing what the first said of its
neighbours, so that a subheading between two paragraphs is believed and a lone teaser is not. Prose and short lines are
weighed with weights of their own. `tests/support/html_weights.py` fits them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import mul
from typing import NamedTuple

from indexer.readers.html_blocks import SIGNS, Around, Block

WITHIN, BESIDE, OUTSIDE, SENTENCE = -1.0, 0.0, 0.5, -3.0
"""Log odds above which a block is story: within the story, where a line too many is cleaned away later and a paragraph
too few is lost; before and after it in the same element; outside of that;
and for a paragraph that ends like a sentence, in the same element, with no sign of furniture around."""

MARGINAL, AWAY = 3.0, 9.0
"""Log odds asked for in a margin outside of the story (a footer, a side column), and of a link that leads away."""

LISTED = 3.0
"""Log odds added for an item of a list and a row of a table that stand in the story itself, with no sign of furniture
around: the pages to learn from have few of them, and to lose a table is worse than to keep a list of links."""

ENOUGH = 100
"""Words of prose that are an article."""

PROSE = 12
"""Words from which on a block with few links is weighed as prose."""

_YOU = frozenset(
    [
        "you",
        "your",
        "our",
        "us",
        "sie",
        "ihr",
        "ihre",
        "ihren",
        "ihrer",
        "ihrem",
        "dein",
        "deine",
        "deinen",
        "du",
        "unser",
        "unsere",
        "unseren",
        "unserem",
        "unserer",
        "vous",
        "votre",
        "vos",
        "notre",
        "nos",
        "usted",
        "tu",
        "tus",
        "nuestro",
        "nuestra",
        "nuestros",
        "nuestras",
        "você",
        "seu",
        "sua",
        "nosso",
        "nossa",
        "jouw",
        "onze",
        "twój",
        "nasz",
        "nasze",
        "naszego",
        "váš",
        "vaše",
        "ваш",
        "ваша",
        "ваши",
        "наш",
        "наша",
        "наши",
        "din",
        "ditt",
        "dine",
        "vår",
        "våre",
        "kami",
        "anda",
        "bạn",
    ]
)
"""Words that speak to the reader, or of the paper itself."""

_CALLS = (
    "read more", "read also", "read next", "read full", "also read", "click here", "tap here", "sign up", "subscri",
    "newsletter",
    "follow us", "download", "all rights", "share this", "related", "advertis", "cookie", "comment", "e-mail", "email",
    "more from", "more on", "watch:", "see also", "copyright", "terms of", "privacy", "originally", "support us",
    "donate",
    "mehr zum thema", "lesen sie", "anzeige", "abonn", "kommentar", "redaktion", "lire aussi", "à lire", "inscri",
    "suivez",
    "publicité", "leer más", "lee también", "suscr", "síguenos", "publicidad", "te puede interesar", "leia mais",
    "leia também",
    "assine", "leggi anche", "iscriviti", "читайте", "подпис", "реклам", "czytaj", "zapisz", "baca juga", "lihat juga",
    "les også", "les mer", "abonuj", "čtěte", "ayrıca", "haber", "takip", "続きを読む",
    "関連記事", "相关", "相關", "관련기사",
    "무단", "저작권", "ⓒ", "©", "@", "http", "www.", "follow ",
)  # fmt: skip
"""What calls away from the story, or stands at its end."""
_STAMP = re.compile(r"\d{1,2}[:.h]\d\d|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\bago\b|\bmin(?:ute)?s?\b|前$")
_OPENS = ("“", '"', "„", "«", "‘", "'", "「", "–", "—", "- ")
_WORD = re.compile(r"\w+")

OWN = (
    "bias", "log words", "log words, squared", "1 word", "2-3 words", "4-7 words", "stops", "colon", "linked",
    "all linked",
    "links a word", "bold", "digits", "capitals", "title case", "small letter first", "commas", "quote first", "you",
    "calls", "stamp", "twice", "headline", "description", "said", "not said", "p", "h1", "h2", "h3", "h4", "li", "tr",
    "blockquote", "div", "other tag", "parent's share", "grandparent's share", "great-grandparent's share",
    "in the best",
    "below the best", "kin", "kin of class", "above all prose", "below all prose", "far above", "far below",
    "in the page",
    "words before", "words after", "linked before", "linked after", "stops before", "stops after", "same before",
    "same after", "prose around", "links around", "headed", "one child", "prose of page",
    "item in the best", "item with a stop in the best", "short in the best", "linked in the best",
    "row in the best", "heading within",
    "div in the best", "outside the best", "calls, short", "calls, late", "linked item", "stops within",
    "kin, squared", "below, calls", "below, short", "above, long",
)  # fmt: skip
NEAR = tuple(f"near {name}" for name in SIGNS)
FAR = tuple(f"far {name}" for name in SIGNS)
BETWEEN = tuple(f"between {name}" for name in SIGNS)
"""Signs on the way from a block to the core of the page."""
COMPANY = (
    "bias", "odds", "odds before", "odds after", "least of both", "five around", "of its parent",
    "of its grandparent", "of its kin", "of its branch",
    "story before", "story after", "story share", "below the page's best", "prose odds",
    "outside the core", "core 1", "core 2", "core 3", "core deep", "within, inner", "within, deep", "inner, above",
    "inner, below",
    "inner, short within", "inner item", "inner row", "inner heading", "inner quote", "inner div", "inner paragraph",
    "above the heading", "the heading", "below the heading", "in another article", "short item within",
    "linked within", "clean, inner", "clean, within", "clean item", "clean item within", "clean row",
    "clean heading", "clean short",
    "clean, at top", "far above the core", "far below the core",
)  # fmt: skip
"""The names of what is weighed, in the order of the values."""

_STOPS = OWN.index("stops")
_ITEM, _ROW, _INNER, _DEEP, _OUTSIDE = map(
    COMPANY.index, ("clean item", "clean row", "within, inner", "within, deep", "outside the core")
)

_MARGIN = sum(1 << SIGNS.index(name) for name in ("<footer>", "<aside>", "<nav>", "related"))
_FRAME = sum(1 << SIGNS.index(name) for name in ("<footer>", "chrome", "share"))
_LEADS_AWAY = (
    "read more", "read also", "also read", "read next", "read:", "related", "see more", "see also", "more:", "watch:",
    "lesen sie", "mehr zum thema", "mehr:", "lire aussi", "à lire", "lee también", "leer más", "leia também",
    "leia mais",
    "leggi anche", "читайте", "czytaj", "baca juga", "les også", "les mer", "čtěte", "続きを読む", "関連記事",
)  # fmt: skip

Values = list[float]

_FURNITURE = sum(
    1 << SIGNS.index(name)
    for name in (
        "related",
        "teaser",
        "share",
        "comment",
        "chrome",
        "ad",
        "sign-up",
        "byline",
        "picture",
        "contents",
        "<nav>",
        "<aside>",
        "<footer>",
    )
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the page's metadata says that helps to know its story."""

    headline: str | None = None
    description: str | None = None
    body: str | None = None


@dataclass(slots=True)
class _Page:
    best: Around | None
    prose: float
    first: int
    last: int
    texts: Counter[str]
    kin: Counter[tuple[object, ...]]
    classes: Counter[tuple[object, ...]]
    headline: str
    description: str
    body: str


def plain(text: str) -> str:
    """Letters and digits of `text` alone, in small letters."""
    return "".join(_WORD.findall(text)).casefold()


def is_prose(block: Block) -> bool:
    """Long, and no list of links."""
    return block.words >= PROSE and block.linked < 0.4 * len(block.text)


def candidates(blocks: Sequence[Block], said: Said) -> list[Block]:
    """The blocks that may be story: not what readers wrote below it, and not another article on the same page; unless
    hardly anything else is there."""
    _, place = _heading(blocks, said)
    comment = 1 << SIGNS.index("comment")
    blocks = _unless_little([block for block in blocks if not block.around.far & comment], blocks)
    blocks = _unless_little([block for block in blocks if not _elsewhere(block, place)], blocks)
    return _shortened(blocks)


def _unless_little(kept: Sequence[Block], blocks: Sequence[Block]) -> Sequence[Block]:
    return kept if sum(block.words for block in kept if is_prose(block)) >= ENOUGH else blocks


def _shortened(blocks: Sequence[Block]) -> list[Block]:
    """Without the middles of long rows of links, and without short links in a footer or a menu: nothing can be learnt
    from them."""
    blocks = [block for block in blocks if not (block.around.far & _FRAME and _is_link(block))]
    link = [_is_link(block) for block in blocks]
    edge = [0, *accumulate(link)]
    count = len(blocks)
    return [
        block
        for at, block in enumerate(blocks)
        if not link[at] or edge[min(count, at + 3)] - edge[max(0, at - 2)] < min(count, at + 3) - max(0, at - 2)
    ]


def _is_link(block: Block) -> bool:
    return block.words < PROSE and block.linked > 0.9 * len(block.text)


def _elsewhere(block: Block, place: Around | None) -> bool:
    """Whether a block is in an `<article>` beside the one with the headline."""
    if place is None:
        return False
    article = _article(block.around)
    return article is not None and article is not place


def _article(around: Around) -> Around | None:
    """The outermost `<article>` around."""
    found = None
    node: Around | None = around
    while node is not None:
        if node.element.tag == "article":
            found = node
        node = node.parent
    return found


def without_copies(blocks: Sequence[Block]) -> list[Block]:
    """Without what stands elsewhere on the page as well (a version for printing, the same text for small screens):
    prose whose words, four by four, were said before in another element."""
    said: dict[tuple[str, ...], Around | None] = {}
    kept = []
    for block in blocks:
        tokens = _WORD.findall(block.text)
        fours = [tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3))]
        if block.words >= PROSE:
            again = sum(four in said and said[four] is not block.around.parent for four in fours)
            if again > 0.8 * len(fours):
                continue
        for four in fours:
            said.setdefault(four, block.around.parent)
        kept.append(block)
    return kept


def own_values(blocks: Sequence[Block], said: Said) -> list[Values]:
    """The values of `OWN`, for each block; between -1 and about 5."""
    facts = [_facts(block) for block in blocks]
    page = _page(blocks, facts, said)
    places = _places(blocks, facts, page)
    return [_look(block, fact, page) + place for block, fact, place in zip(blocks, facts, places, strict=True)]


class _Fact(NamedTuple):
    """What several values are made of."""

    log: float
    linked: float
    stops: bool
    calls: bool
    prose: bool


def _facts(block: Block) -> _Fact:
    text = block.text
    end = text[-4:].rstrip(_CLOSING)
    return _Fact(
        math.log1p(block.words),
        min(1.0, block.linked / len(text)),
        end[-1:] in _ENDS,
        block.words < _LONG and any(map(text[:_BEGINNING].lower().__contains__, _CALLS)),
        is_prose(block),
    )


_ENDS = frozenset(".!?…。！？؟।։:")
_CLOSING = "\"'”’»)]"
_LONG = 60
"""Words of a paragraph that tells, and does not call."""
_BEGINNING = 160
"""Characters of a block that are searched for telling words."""


def _page(blocks: Sequence[Block], facts: Sequence[_Fact], said: Said) -> _Page:
    best: Around | None = None
    total = 0.0
    first, last = len(blocks), -1
    kin: Counter[tuple[object, ...]] = Counter()
    classes: Counter[tuple[object, ...]] = Counter()
    for block, fact in zip(blocks, facts, strict=True):
        if not fact.prose or not (block.words >= 25 or fact.stops):
            continue
        total += block.words
        share = block.words
        above: Around | None = block.around
        while above is not None and share > 0.1:
            above.prose += share
            share *= 0.6
            above = above.parent
        kin[_kin(block)] += round(block.words)
        classes[_class(block)] += round(block.words)
    for block in blocks:
        # the paragraph's own element holds all of one paragraph, its parent most of the story
        if (above := block.around.parent) is not None and (best is None or above.prose > best.prose):
            best = above
        if best is None or block.around.prose > best.prose:
            best = block.around
    for at, block in enumerate(blocks):
        if facts[at].prose and best is not None and _within(block.around, best, 3):
            first, last = min(first, at), at
    return _Page(best, total or 1.0, first, last, Counter(b.text for b in blocks), kin, classes,
                 plain(said.headline or ""), plain(said.description or ""), plain(said.body or ""))  # fmt: skip


def _kin(block: Block) -> tuple[object, ...]:
    """Blocks of one kind: what they are, and what they stand in."""
    around = block.around
    if around.kin is None:
        above = around.parent
        around.kin = (
            block.tag,
            around.element.get("class"),
            above.element.tag if above else None,
            above.element.get("class") if above else None,
        )
    return around.kin


def _class(block: Block) -> tuple[object, ...]:
    return (block.tag, block.around.element.get("class"))


def _within(around: Around | None, wanted: Around, steps: int) -> bool:
    return _steps(around, wanted) <= steps


def _look(block: Block, fact: _Fact, page: _Page) -> Values:
    text, words = block.text, block.words
    size = len(text)
    head = text[:100]
    tokens = head.split()
    bare = plain(text[:_BEGINNING]) if page.headline or page.body or page.description else ""
    in_body = bool(page.body) and len(bare) > 8 and bare[:120] in page.body
    described = len(bare) > 20 and bool(page.description)
    return [
        1.0, fact.log, fact.log * fact.log / 5, float(words < 2), float(2 <= words < 4), float(4 <= words < 8),
        float(fact.stops), float(text[-1] in ":："), fact.linked, float(fact.linked > 0.9),
        min(1.0, block.links / words), float(block.bold > 0.8 * size),
        sum(map(str.isdigit, head)) / len(head), sum(map(str.isupper, head)) / len(head),
        sum([token[0].isupper() for token in tokens]) / len(tokens), float(text[0].islower()),
        min(1.0, 5 * text.count(",") / words), float(text.startswith(_OPENS)),
        float(not _YOU.isdisjoint(text[:_BEGINNING].lower().split())),
        float(fact.calls), float(size < 80 and bool(_STAMP.search(text))), float(page.texts[text] > 1),
        float(bool(bare) and size < 300 and bare == page.headline[:len(bare)] and len(bare) + 40 > len(page.headline)),
        float(described and (bare[:80] in page.description or page.description[:80] in bare)),
        float(in_body), float(bool(page.body) and not in_body),
    ]  # fmt: skip


_TAG_ORDER = ("p", "h1", "h2", "h3", "h4", "li", "tr", "blockquote", "div")
_LIKE = {"h5": "h4", "h6": "h4", "dd": "li", "dt": "li", "table": "tr"}
_ONE_OF = {tag: (*(float(tag == name) for name in _TAG_ORDER), 0.0) for tag in _TAG_ORDER}
_OTHER = (*(0.0 for _ in _TAG_ORDER), 1.0)


def _places(blocks: Sequence[Block], facts: Sequence[_Fact], page: _Page) -> Iterator[Values]:
    """The values of each block's place: its tag, its parents, its neighbours."""
    best, count = page.best, len(blocks)
    prose_until = [
        0.0,
        *accumulate(block.words if fact.prose else 0.0 for block, fact in zip(blocks, facts, strict=True)),
    ]
    linked_until = [0, *accumulate(fact.linked > 0.5 for fact in facts)]
    nothing = (0.0, 1.0, 0.0, 0.0)
    for at, (block, fact) in enumerate(zip(blocks, facts, strict=True)):
        tag = _LIKE.get(block.tag, block.tag)
        around = block.around
        above = around.parent or around
        higher = above.parent or above
        before = blocks[at - 1] if at else None
        after = blocks[at + 1] if at + 1 < count else None
        # fmt: off
        one = (min(5.0, facts[at - 1].log), facts[at - 1].linked, float(facts[at - 1].stops),
               float(before.tag == block.tag and before.around.parent is around.parent)) if before else nothing
        two = (min(5.0, facts[at + 1].log), facts[at + 1].linked, float(facts[at + 1].stops),
               float(after.tag == block.tag and after.around.parent is around.parent)) if after else nothing
        # fmt: on
        above_all, below_all = at < page.first, at > page.last
        within = not above_all and not below_all
        steps = _steps(around, best)
        in_best = steps <= 3
        short = block.words < PROSE
        own = block.words if fact.prose else 0.0
        kin = page.kin[_kin(block)] / page.prose
        low, high = max(0, at - 3), min(count, at + 4)
        heading = tag in ("h2", "h3", "h4")
        item = tag == "li"
        yield [
            *_ONE_OF.get(tag, _OTHER),
            (around.prose - own) / page.prose, (above.prose - own * 0.6) / page.prose,
            (higher.prose - own * 0.36) / page.prose,
            float(steps <= 2), float(steps <= 30),
            kin, page.classes[_class(block)] / page.prose,
            float(above_all), float(below_all),
            min(3.0, math.log1p(page.first - at)) if above_all else 0.0,
            min(4.0, math.log1p(at - page.last)) if below_all else 0.0,
            at / count,
            one[0], two[0], one[1], two[1], one[2], two[2], one[3], two[3],
            (prose_until[high] - prose_until[low] - own) / 200,
            (linked_until[high] - linked_until[low] - (fact.linked > 0.5)) / 6,
            float(before is not None and before.tag in ("h2", "h3", "h4")),
            float(len(above.element) == 1),
            min(1.0, page.prose / 1000),
            float(item and in_best and within), float(item and in_best and fact.stops), float(short and in_best),
            fact.linked * in_best, float(tag == "tr" and in_best), float(heading and within and in_best),
            float(tag == "div" and in_best), float(not in_best), float(fact.calls and short),
            float(fact.calls and at > page.last - 3), float(item and fact.linked > 0.5),
            float(fact.stops and within and in_best), min(1.0, kin * kin * 4), float(fact.calls and below_all),
            float(short and below_all), float(above_all and block.words > 15),
        ]  # fmt: skip


def _steps(around: Around | None, wanted: Around | None) -> int:
    """How many elements up `wanted` is; 99 where it isn't."""
    for steps in range(32):
        if around is wanted:
            return steps if wanted is not None else 99
        if around is None:
            break
        around = around.parent
    return 99


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one kind of block, in the order of the names: those of the first round and of the second."""

    first_own: tuple[float, ...]
    first_near: tuple[float, ...]
    first_far: tuple[float, ...]
    company: tuple[float, ...]
    between: tuple[float, ...]
    own: tuple[float, ...]
    near: tuple[float, ...]
    far: tuple[float, ...]


def weights(first: Mapping[str, float], second: Mapping[str, float]) -> Weights:
    """Weights by name, as the table has them; a name that is not there weighs nothing."""

    def of(table: Mapping[str, float], names: tuple[str, ...]) -> tuple[float, ...]:
        return tuple(table.get(name, 0.0) for name in names)

    own = tuple(0.0 if name == "bias" else second.get(name, 0.0) for name in OWN)
    return Weights(
        of(first, OWN), of(first, NEAR), of(first, FAR),
        of(second, COMPANY), of(second, BETWEEN), own, of(second, NEAR), of(second, FAR),
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def _of_bits(bits: int, weights: tuple[float, ...]) -> float:
    return sum(weight for at, weight in enumerate(weights) if bits >> at & 1)


def odds(blocks: Sequence[Block], said: Said, prose: Weights, short: Weights) -> list[float]:
    """Log odds of each block to be story, above those that its place asks for."""
    values = own_values(blocks, said)
    by_kind = [prose if is_prose(block) else short for block in blocks]
    first = [
        sum(map(mul, own, weights.first_own))
        + _of_bits(block.around.near, weights.first_near)
        + _of_bits(block.around.far, weights.first_far)
        for block, own, weights in zip(blocks, values, by_kind, strict=True)
    ]
    company, between = company_values(blocks, first, said)
    return [
        sum(map(mul, around, weights.company))
        + sum(map(mul, own, weights.own))
        + _of_bits(bits, weights.between)
        + _of_bits(block.around.near, weights.near)
        + _of_bits(block.around.far, weights.far)
        + LISTED * max(around[_ITEM], around[_ROW])
        - _wanted(block, own, around, bits)
        for block, own, around, bits, weights in zip(blocks, values, company, between, by_kind, strict=True)
    ]


def _wanted(block: Block, own: Values, around: Values, bits: int) -> float:
    """Log odds that a block needs, by its place."""
    if block.linked > 0.3 * len(block.text) and block.words < 30 and block.text.lower().startswith(_LEADS_AWAY):
        return AWAY
    if around[_INNER] or around[_DEEP]:
        return WITHIN
    if around[_OUTSIDE]:
        return MARGINAL if block.around.far & _MARGIN else OUTSIDE
    sentence = block.tag == "p" and own[_STOPS] and block.linked < 0.5 * len(block.text) and not bits & _FURNITURE
    return SENTENCE if sentence else BESIDE


def story(blocks: Sequence[Block], said: Said, prose: Weights, short: Weights) -> list[Block]:
    """The blocks that are the page's story, in their order."""
    found = candidates(blocks, said)
    values = odds(found, said, prose, short)
    taken = [value > 0 for value in values]
    for at in range(len(found) - 2, -1, -1):
        block, below = found[at], found[at + 1]
        # a subheading is believed with the paragraph below it
        if (
            block.tag in _HEADINGS
            and taken[at + 1]
            and values[at] > 2 * WITHIN
            and below.around.parent is block.around.parent
        ):
            taken[at] = True
    return without_copies([block for block, take in zip(found, taken, strict=True) if take])


_HEADINGS = frozenset(("h2", "h3", "h4"))


def company_values(blocks: Sequence[Block], odds: Sequence[float], said: Said) -> tuple[list[Values], list[int]]:
    """The values of `COMPANY`, and the bits of `BETWEEN`, for each block, given the first round's log odds."""
    clipped = [max(-6.0, min(6.0, value)) for value in odds]
    weight = [min(block.words, 60.0) + 2 for block in blocks]
    story = [block.words if value > 0 else 0.0 for block, value in zip(blocks, clipped, strict=True)]
    total = sum(story) or 1.0
    core = _core(blocks, story)
    paths = [_path(block.around, core) for block in blocks]
    groups: list[dict[object, list[float]]] = [{}, {}, {}, {}]
    keys: list[tuple[object, ...]] = []
    for at, block in enumerate(blocks):
        above = block.around.parent
        branch = paths[at][0]
        own = (
            id(above),
            id(above.parent) if above and above.parent else 0,
            _kin(block),
            id(branch) if branch else None,
        )
        keys.append(own)
        for group, key in zip(groups, own, strict=True):
            entry = group.setdefault(key, [0.0, 0.0])
            entry[0] += clipped[at] * weight[at]
            entry[1] += weight[at]
    passed = 0.0
    top = max(clipped, default=0.0)
    prose = [
        (value, words)
        for value, words, block in zip(clipped, weight, blocks, strict=True)
        if value > 0 and is_prose(block)
    ]
    level = sum(v * w for v, w in prose) / sum(w for _, w in prose) if prose else 0.0
    head, place = _heading(blocks, said)
    inside = [path[1] < 99 for path in paths]
    first = next((at for at, words in enumerate(story) if words >= PROSE and inside[at]), len(blocks))
    last = next((at for at in range(len(blocks) - 1, -1, -1) if story[at] >= PROSE and inside[at]), -1)
    out: list[Values] = []
    for at, (block, value) in enumerate(zip(blocks, clipped, strict=True)):
        around = []
        for group, name in zip(groups, keys[at], strict=True):
            entry = group[name]
            rest = entry[1] - weight[at]
            around.append((entry[0] - value * weight[at]) / rest if rest > 0 else 0.0)
        low, high = max(0, at - 2), at + 3
        mass = sum(weight[low:high])
        five = sum(map(mul, clipped[low:high], weight[low:high])) / mass
        before = clipped[at - 1] if at else -6.0
        after = clipped[at + 1] if at + 1 < len(clipped) else -6.0
        depth = paths[at][1]
        clean = not paths[at][2] & _FURNITURE
        plainly = block.linked < 0.5 * len(block.text)
        within = first < at < last
        short = block.words < PROSE
        kind = block.tag
        inner = depth <= 3 or (clean and depth <= 6)
        out.append([
            1.0, value, before, after, min(before, after), five, *around, passed / total,
            (total - passed - story[at]) / total,
            story[at] / total, top - value, level,
            float(depth == 99), float(depth <= 1), float(depth == 2), float(depth == 3), float(3 < depth < 99),
            float(within and inner), float(within and not inner), float(inner and at < first),
            float(inner and at > last),
            float(inner and short and within), float(inner and kind == "li"), float(inner and kind == "tr"),
            float(inner and kind in ("h2", "h3", "h4")),
            float(inner and kind == "blockquote"), float(inner and kind == "div"), float(inner and kind == "p"),
            float(at < head), float(at == head), float(head < at <= head + 3),
            float(place is not None and not _within(block.around, place, 99)),
            float(short and within and inner and kind == "li"),
            float(within and inner and block.linked > 0.8 * len(block.text)),
            float(clean and inner), float(clean and inner and within),
            float(clean and inner and kind == "li" and plainly),
            float(clean and within and inner and kind == "li" and plainly),
            float(clean and inner and kind == "tr" and plainly), float(clean and within and inner and kind in ("h2",
            "h3", "h4")), float(clean and within and inner and short and plainly),
            float(clean and within and depth <= 1),
            min(3.0, math.log1p(first - at)) if at < first else 0.0, min(4.0,
            math.log1p(at - last)) if at > last else 0.0,
        ])  # fmt: skip
        passed += story[at]
    return out, [path[2] for path in paths]


def _core(blocks: Sequence[Block], story: Sequence[float]) -> Around | None:
    """The smallest element that holds nearly all that the first round takes for story."""
    held: dict[int, float] = {}
    nodes: dict[int, Around] = {}
    for block, words in zip(blocks, story, strict=True):
        node: Around | None = block.around if words else None
        while node is not None:
            held[id(node)] = held.get(id(node), 0.0) + words
            nodes[id(node)] = node
            node = node.parent
    total = sum(story)
    best = None
    depth = -1
    for key, words in held.items():
        if words >= 0.85 * total and nodes[key].depth > depth:
            best, depth = nodes[key], nodes[key].depth
    return best


def _path(around: Around, core: Around | None) -> tuple[Around | None, int, int]:
    """The branch of the core that `around` is in, how many elements deep (99 outside), and the signs on the way."""
    node: Around | None = around
    branch: Around | None = None
    steps = bits = 0
    while node is not None:
        if node is core:
            return branch, steps, bits
        branch = node
        bits |= node.own
        steps += 1
        node = node.parent
    return None, 99, around.near


def _heading(blocks: Sequence[Block], said: Said) -> tuple[int, Around | None]:
    """Where the headline stands, -1 for nowhere; and the `<article>` that it stands in."""
    wanted = plain(said.headline or "")
    found = -1
    for at, block in enumerate(blocks):
        if block.tag == "h1" or (wanted and block.tag == "h2"):
            here = plain(block.text)
            if found < 0 and block.tag == "h1":
                found = at
            if wanted and (here == wanted or (len(here) > 20 and (here in wanted or wanted in here))):
                found = at
                break
    if found < 0:
        return -1, None
    return found, _article(blocks[found].around)

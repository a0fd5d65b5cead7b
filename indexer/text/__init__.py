"""An article as read becomes an article as cleaned: the steps, in order, each with its reasons.

Whole paragraphs
    `normalize` mends what copying and storing did to the characters, and joins the lines of hard-wrapped text. Words
    are never changed.

What kind of line is this?
    `lines` asks each line by its own wording, `blocks` by its neighbours. Captions are read by `captions`, credits by
    `credits`; the words that all of them know are tables in `words`. Captions that are in their field already are met
    again by `known`.

Is it worth asking?
    Nearly every line is prose that no rule applies to. `signs` are what costly rules can't do without, and cheap to
    look for.

Repeats
    `repeats` gives each repeated line one of three fates: gone, once, all.

Each to its place
    Captions go to `Article.captions` with their count and credit, credits to `Article.credit`, a dateline to
    `Article.dateline`. What is left is the story. When a rule is unsure, the line stays.

What one article can't tell
    `boilerplate` knows a publisher's furniture by how often a line recurs; who has the counts asks it (`indexing`).

Every decision is a `Change`; cleaning a clean article changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from indexer.article import Article, Caption, Change
from indexer.frozen import replace
from indexer.text import blocks, captions, credits, lines, normalize, plain, repeats, signs, tables
from indexer.text.calls import forms, promotions
from indexer.text.lines import Verdict
from indexer.text.needles import Needles
from indexer.text.pictures import opening, scenes, tails
from indexer.text.pictures.known import Known
from indexer.text.weighing import weigh

VERSION = 9
"""Raised whenever cleaning gives another result: an archive cleaned by a lower version is cleaned again."""

_FIELDS = {"caption": "captions", "credit": "credit"}
_PASSES = 12
"""Taking lines out makes new neighbours, so the rules run until nothing changes: twice for nearly every article."""


class Asked:
    """What each line of an article says by its own wording, whatever its neighbours: its verdict and its marks. Each is
    asked once, though each pass meets most lines again, and only what may be by what stands anywhere in the article."""

    _judged: dict[str, Verdict | None]
    __slots__ = ("_judged", "_marks", "_present", "_ways")

    def __init__(self, body: Sequence[str], publisher: str | None = None) -> None:
        seen = _needles().seen(body)
        self._present = promotions.present(body, seen)
        self._ways = captions.may_have_way(seen)
        prose = plain.plain(body, seen, ways=self._ways)
        self._marks = blocks.marks_in(body, seen, prose)
        by_line = self._present.by_line
        self._judged = {line: lines.called(line, calls) if (calls := by_line[line]) else None for line in prose}
        self._judged |= opening.by_maker(body, publisher)

    def verdicts(self, body: Sequence[str]) -> list[Verdict | None]:
        """What `lines.judge` says."""
        judged = self._judged
        for line in body:
            if line not in judged:
                # A line that lost its dateline is none of those that stood there.
                calls = self._present.by_line.get(line, self._present.calls)
                judge = lines.judge_again if len(line) < plain.SHORTEST else lines.judge
                judged[line] = judge(line, calls, ways=self._ways)
        return [judged[line] for line in body]

    def marks(self, body: Sequence[str]) -> list[int]:
        """See `blocks.marks`."""
        return [blocks.marks(line) if (found := self._marks.get(line)) is None else found for line in body]


def judged(body: Sequence[str]) -> list[Verdict | None]:
    """What `lines.judge` says of each of these lines. Asked together they take a third of the time."""
    seen = _needles().seen(body)
    calls, ways = promotions.standing(body, seen), captions.may_have_way(seen)
    prose = plain.plain(body, seen, ways=ways)
    return [
        lines.called(line, calls[line]) if line in prose else lines.judge(line, calls[line], ways=ways) for line in body
    ]


@cache
def _needles() -> Needles:
    calls = (call.needle for call in promotions.CALLS if call.needle.isascii())
    return Needles((*calls, *captions.WAYS, *signs.PLACES, *scenes.SHOWN, *plain.NEEDLES))


def clean(article: Article) -> tuple[Article, tuple[Change, ...]]:
    """The article with paragraphs for lines, captions, credits and dateline in their fields, and every change made."""
    body, changes = normalize.paragraphs(article.body)
    cleaned = _with_clean_fields(article)
    asked = Asked(body, article.publisher)
    for _ in range(_PASSES):
        before = body
        cleaned, body = _pass(cleaned, body, asked, changes)
        if body == before:
            break
    return replace(cleaned, body=tuple(body)), tuple(changes)


def _with_clean_fields(article: Article) -> Article:
    headline = normalize.line(article.headline) or None if article.headline else article.headline
    if not article.captions and not article.credit:
        return article if headline == article.headline else replace(article, headline=headline)
    known: Counter[tuple[str, str | None]] = Counter()
    for caption in article.captions:
        text = normalize.line(caption.text)
        credit = normalize.line(caption.credit) if caption.credit else None
        if credit is None:
            text, credit = tails.split_credit(text)
        known[text, credit] += caption.count
    return replace(
        article,
        headline=headline,
        captions=tuple(Caption(text, credit, count) for (text, credit), count in known.items() if text or credit),
        credit=normalize.line(article.credit) or None if article.credit else article.credit,
    )


def _pass(article: Article, body: list[str], asked: Asked, changes: list[Change]) -> tuple[Article, list[str]]:
    verdicts = _verdicts(article, body, asked)
    repeated = repeats.groups(body)
    if any(verdict is not None for verdict in verdicts):
        article = _placed(article, body, verdicts)
        changes += _said(body, verdicts)
        body = [line for line, verdict in zip(body, verdicts, strict=True) if verdict is None]
    extra = set(repeats.kept_once(body, article.headline) if repeated else ())
    if extra:
        said = Counter(body[i] for i in sorted(extra))
        changes += [Change("repeat-once", line, None, count) for line, count in said.items()]
        body = [line for i, line in enumerate(body) if i not in extra]
    return _unglued(article, body, changes)


def _verdicts(article: Article, body: Sequence[str], asked: Asked) -> list[Verdict | None]:
    verdicts = asked.verdicts(body)
    for i, own in Known(article.captions).among(body).items():
        verdicts[i] = Verdict("caption", "caption-known", own)
    verdicts = repeats.doubled_captions(body, verdicts)
    if body and (verdicts[0] is None or verdicts[0].kind == "caption"):
        verdicts[0] = opening.judge(body, article.headline, verdicts[0], publisher=article.publisher)
    found = weigh.judge(body, blocks.judge(body, verdicts, asked.marks(body), published=article.published))
    found = repeats.spread(body, forms.judge(body, found))
    return tables.spared(body, verdicts, found)


def _said(body: Sequence[str], verdicts: Sequence[Verdict | None]) -> list[Change]:
    counts: Counter[tuple[str, str, str | None]] = Counter()
    for line, verdict in zip(body, verdicts, strict=True):
        if verdict is not None:
            counts[verdict.rule, line, _FIELDS.get(verdict.kind)] += 1
    return [Change(rule, line, field, count) for (rule, line, field), count in counts.items()]


def _placed(article: Article, body: Sequence[str], verdicts: Sequence[Verdict | None]) -> Article:
    """The article with the captions and credits of its lines in their fields."""
    known = {repeats.loose(c.text): c for c in article.captions if c.text}
    printed: Counter[str] = Counter()
    names = [article.credit] if article.credit else []
    for verdict in verdicts:
        if verdict is None:
            continue
        if verdict.caption is not None and verdict.caption.text:
            key = repeats.loose(verdict.caption.text)
            printed[key] += 1
            old = known.get(key)
            known[key] = verdict.caption if old is None else replace(old, credit=old.credit or verdict.caption.credit)
        name = verdict.credit or (
            verdict.caption.credit if verdict.caption is not None and not verdict.caption.text else None
        )
        if name and all(name not in said for said in names) and not _credits_a_caption(name, verdicts):
            names.append(name)
    placed = tuple(replace(c, count=max(c.count, printed[key])) if key in printed else c for key, c in known.items())
    return replace(article, captions=placed, credit="; ".join(names) or None)


def _credits_a_caption(name: str, verdicts: Sequence[Verdict | None]) -> bool:
    return any(
        v is not None and v.rule == "caption-beside-credit" and v.caption is not None and v.caption.credit == name
        for v in verdicts
    )


_TOP, _LINE = 8, 60
"""Lines that a dateline is looked for in, and characters that a sentence above the story has at most."""
_STOP = re.compile(r"[.!?。！？؟।][\"”’»)]*$")


def _unglued(article: Article, body: list[str], changes: list[Change]) -> tuple[Article, list[str]]:
    """The dateline off the first or second paragraph, above which date, byline and deck may stand as lines of their
    own; a caption off the first two; credits off the last."""
    body = list(body)
    if (parts := opening.glued(body, article.publisher)) is not None:
        body[0] = parts.rest
        if parts.text:
            article = replace(article, captions=(*article.captions, Caption(parts.text, parts.credit)))
            changes.append(Change("caption-glued", parts.text, "captions"))
        else:
            if parts.credit not in (article.credit or ""):
                article = replace(article, credit="; ".join(filter(None, (article.credit, parts.credit))))
            changes.append(Change("credit-glued", parts.credit, "credit"))
    for i, paragraph in enumerate(body[:2]):
        if (shown := tails.glued_start(paragraph)) is not None:
            text, maker, body[i] = shown
            article = replace(article, captions=(*article.captions, Caption(text, maker)))
            changes.append(Change("caption-glued", text, "captions"))
    names = [article.credit] if article.credit else []
    place = article.dateline
    for i, paragraph in enumerate(body[:_TOP]):
        if i > 1 and any(len(line) > _LINE and _STOP.search(line) for line in body[:i]):
            break
        found = credits.dateline(paragraph)
        if found is None or (found[1] and place and found[1] != place):
            continue
        body[i] = found[0]
        place = place or found[1]
        changes.append(Change("dateline", paragraph[: len(paragraph) - len(found[0])].strip(), "dateline"))
        if all(found[2] not in said for said in names):
            names.append(found[2])
        break
    for i in range(max(0, len(body) - 3), len(body)):
        if (ended := credits.glued_end(body[i])) is not None:
            changes.append(Change("credit-glued", body[i][len(ended[0]) :].strip(), "credit"))
            body[i] = ended[0]
            if all(ended[1] not in said for said in names):
                names.append(ended[1])
    credit = "; ".join(names) or None
    if place != article.dateline or credit != article.credit:
        article = replace(article, dateline=place, credit=credit)
    return article, body

"""Markdown, also with front matter in YAML, TOML or JSON: one file, one article.

A block of text becomes a line, without the signs that mark it up; code keeps its lines. Pictures go to the captions: by
their title, else by the text that stands in for them. HTML between is read as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from indexer.article import Caption, Change, Page, Reading, Skipped
from indexer.readers import dates
from indexer.readers.encoding import decode, start_of, whole_characters
from indexer.readers.front_matter import Front, front
from indexer.readers.records import article_of
from indexer.readers.values import address, lines, one, unique
from indexer.readers.whole import one_page, source_of
from indexer.sources import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_LARGEST = 1024 * 1024
"""Characters of a text that are parsed; a longer one is taken as plain text."""

_BRACKETS = 2000
"""Opening brackets in one block, and bars in one line, above which it is, too: the parser's time grows with their
square (20,000 take four seconds)."""

_OPENING = re.compile(r"\{\{[<%]|\{%")
_CLOSING = {"{{<": ">}}", "{{%": "%}}", "{%": "%}"}
_SHORTCODE = 2000
"""Characters of the longest shortcode."""

_STATED = re.compile(r"""\b(caption|title|alt|attr|credit|source)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|“([^”]*)”)""")
_ATTRIBUTES = re.compile(r"(?m)^\{:?[ \t]*[.#][^{}\n]{0,200}\}[ \t]*$|(?<=[)\]*_`])\{:?[ \t]*[.#:][^{}\n]{0,200}\}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NAMED = re.compile(r"(?:^|/)(\d{4}-\d\d-\d\d)-[^/]+$")
_FILE = re.compile(r"\S+\.\w{2,4}|(?:image|img|photo|picture|screenshot)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkdownReader:
    """See the head of this module."""

    name: str = "markdown"
    version: int = 3
    extensions: frozenset[str] = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd"))

    def sniff(self, head: bytes) -> bool:
        """By its front matter; Markdown alone has no sign of its own."""
        text = start_of(head)
        if not text.startswith(("---", "+++", "{")):
            return False
        found = front(text)
        if text.startswith("{") and text[found.end :].lstrip()[:1] in ("", "{", "["):
            return False  # JSON, or one object after another
        return found.end > 0 and found.fault is None

    def read(self, source: Source) -> Iterator[Page]:
        return one_page(source)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The article in the text that is given."""
        data, source = source_of(page)
        text = decode(whole_characters(data)).text.replace("\0", "")
        yield read_markdown(text, source) or Skipped(source.locator, "no article: neither text nor title")


MARKDOWN = MarkdownReader()


def read_markdown(text: str, source: Source) -> Reading | None:
    """The article in `text`; None when there are no words in it."""
    stated = front(text)
    found = _body(text[stated.end :])
    headline, body = _headline(found.lines, one(stated.fields.get("title")) or one(stated.fields.get("headline")))
    reading = _from_fields(stated, headline, source)
    article = reading.article
    if not body and not article.headline:
        return None
    captions = (*article.captions, *found.captions)
    changes = reading.changes
    if article.published is None and (match := _NAMED.search(source.name)) and (date := dates.parse(match[1])):
        article = replace(article, published=date)
        named = Change(rule="date-from-name", line=source.name.rsplit("/", 1)[-1], field="published")
        changes = (*(change for change in changes if (change.rule, change.field) != ("undated", "published")), named)
    if stated.fault:
        changes = (*changes, Change(rule="degraded", line=f"its front matter: {stated.fault}", field=None))
    return Reading(replace(article, body=body, captions=captions), (*changes, *found.changes))


def _from_fields(stated: Front, headline: str | None, source: Source) -> Reading:
    """An article without its text, from the front matter. Its names are those of JSON, and those that site generators
    have for the same."""
    fields = {key.lower(): value for key, value in stated.fields.items() if value not in (None, "", [], {})}
    if (link := address(fields.get("source"))) is not None:
        fields = {"url": link, **{key: value for key, value in fields.items() if key != "source"}}
    for ours, theirs in _ALIASES.items():
        if ours not in fields and (found := next((fields[name] for name in theirs if name in fields), None)):
            fields[ours] = found
    for texts in ("text", "body", "content", "article", "html", "captions"):
        fields.pop(texts, None)
    categories = fields.get("categories")
    if categories and "section" not in fields and "category" not in fields:
        fields["section"] = categories.split()[0] if isinstance(categories, str) else categories
    reading = article_of({**fields, "title": headline or "-"}, source.locator)
    assert reading is not None  # it has a title
    article = replace(reading.article, headline=headline)
    if article.url is None:
        article = replace(article, url=address(fields.get("permalink")) or address(fields.get("canonical_url")))
    return Reading(replace(article, captions=tuple(_cover(fields))), reading.changes)


_ALIASES = {
    "updated": ("lastmod", "last_modified_at", "last_modified", "last_updated", "date_updated"),
    "published": ("publishdate", "pubdate", "published_at", "date_published", "created", "created_at"),
    "keywords": ("tags", "keyword", "tag"),
    "authors": ("author", "byline", "writer", "by"),
    "publisher": ("source", "publication", "site"),
    "language": ("lang", "locale"),
    "guid": ("id", "uid", "uuid"),
}  # fmt: skip


def _cover(fields: dict[str, Any]) -> Iterator[Caption]:
    """The caption of the picture at the top, where the front matter has one."""
    nested = [
        fields[name] for name in ("image", "cover", "header", "feature", "hero") if isinstance(fields.get(name), dict)
    ]
    for place in [fields, *nested]:
        inner = place is not fields
        names = ("caption", "image_caption", "alt") if inner else ("caption", "image_caption", "imagecaption")
        text = next((text for name in names if (text := one(place.get(name)))), None)
        credit = next((t for name in ("image_credit", "credit", "photo_credit") if (t := one(place.get(name)))), None)
        if text:
            yield Caption(text, credit)
            return


def _headline(body: tuple[str, ...], stated: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The headline and the text below it: stated, or the first heading, which need not be said twice."""
    first = next((n for n, line in enumerate(body) if line), None)
    if first is None or not body[first].startswith(_HEADING):
        return stated, _unmarked(body)
    heading = body[first].removeprefix(_HEADING)
    if stated is None or heading.casefold() == stated.casefold():
        rest = body[first + 1 :]
        return stated or heading, _unmarked(rest[1:] if rest and not rest[0] else rest)
    return stated, _unmarked(body)


_HEADING = "\x01"
"""Stands before a heading of the first level, until the headline is found."""


def _unmarked(body: Sequence[str]) -> tuple[str, ...]:
    return tuple(line.removeprefix(_HEADING) for line in body)


@dataclass(frozen=True, slots=True)
class _Text:
    lines: tuple[str, ...]
    captions: tuple[Caption, ...]
    changes: tuple[Change, ...]


def _body(text: str) -> _Text:
    captions: list[Caption] = []
    changes: list[Change] = []

    def shortcode(code: str) -> None:
        stated = {m[1]: m[2] or m[3] or m[4] or "" for m in _STATED.finditer(code)}
        words = stated.get("caption") or stated.get("title") or stated.get("alt")
        if words:
            credit = stated.get("attr") or stated.get("credit") or stated.get("source")
            captions.append(Caption(" ".join(_inline(words).split()), credit))

    end = text.rfind("-->") + 3  # behind it, each beginning would look for an end that isn't there
    text = (_COMMENT.sub("", text[:end]) + text[end:]).replace(_HEADING, "")
    if "{" in text:
        text = _ATTRIBUTES.sub("", _without_shortcodes(text, shortcode))
    found = lines("\n".join(_blocks(_parser().parse(text), captions, changes))) if _is_parsed(text) else ()
    if not found and re.search(r"\w", text):  # nothing that the parser calls text, or too much of it
        found = lines(text)
    kept = {caption.text: caption for caption in reversed(captions)}
    shown = tuple(kept[text] for text in unique(caption.text for caption in captions) if text in kept)
    return _Text(found, shown, tuple(changes))


def _without_shortcodes(text: str, take: Callable[[str], None]) -> str:
    """`text` without what site generators replace by something of their own; each is handed to `take`."""
    parts: list[str] = []
    at = 0
    while opening := _OPENING.search(text, at):
        closing = _CLOSING[opening[0]]
        end = text.find(closing, opening.end(), opening.end() + _SHORTCODE)
        parts.append(text[at : opening.start() if end >= 0 else opening.end()])
        if end >= 0:
            take(text[opening.end() : end])
        at = end + len(closing) if end >= 0 else opening.end()
    return "".join([*parts, text[at:]])


def _is_parsed(text: str) -> bool:
    if len(text) > _LARGEST:
        return False
    if text.count("[") <= _BRACKETS and text.count("|") <= _BRACKETS:
        return True
    blocks = re.split(r"\n[ \t>]*\n", text)
    return all(block.count("[") <= _BRACKETS for block in blocks) and all(
        line.count("|") <= _BRACKETS for line in text.splitlines()
    )


def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])


def _inline(text: str) -> str:
    """The words of a piece of Markdown."""
    tokens = _parser().parseInline(text)
    return "".join(_words(tokens[0].children or [], [])) if tokens else text


def _blocks(tokens: list[Token], captions: list[Caption], changes: list[Change]) -> Iterator[str]:
    """The text's lines, an empty one after each block; a table's row is a line."""
    row: list[str] | None = None
    heading = False
    for token in tokens:
        match token.type:
            case "inline":
                text = "".join(_words(_without_figure(token.children or [], captions), captions))
                worded = [clean for line in text.split("\n") if (clean := " ".join(line.split()))]
                if row is not None:
                    row.append(" ".join(worded))
                elif worded:
                    yield from [_HEADING + " ".join(worded)] if heading else worded
                    yield ""
            case "heading_open":
                heading = token.tag == "h1"
            case "heading_close":
                heading = False
            case "tr_open":
                row = []
            case "tr_close":
                yield " | ".join(row or ())
                row = None
            case "table_close":
                yield ""
            case "fence" | "code_block":
                yield from (line.rstrip() for line in token.content.rstrip("\n").split("\n"))
                yield ""
            case "html_block":
                yield from _html(token.content, captions, changes)
            case _:
                pass


def _without_figure(tokens: list[Token], captions: list[Caption]) -> list[Token]:
    """The tokens of a block; none where it is a picture and, in italics under it, its caption."""
    if not tokens or tokens[0].type != "image":
        return tokens
    rest = [token for token in tokens[1:] if token.type not in ("softbreak", "hardbreak") and token.content != ""]
    marks = [token.type for token in tokens[1:] if token.type in ("em_open", "em_close")]
    inner = [token for token in tokens[1:] if token.type not in ("softbreak", "hardbreak") and token.type != "text"]
    if marks != ["em_open", "em_close"] or not inner or inner[0].type != "em_open" or inner[-1].type != "em_close":
        return tokens
    first = next(n for n, token in enumerate(tokens) if token.type == "em_open")
    if any(token.content.strip() for token in tokens[1:first]) or not rest:
        return tokens
    last = next(n for n, token in enumerate(tokens) if token.type == "em_close")
    if any(token.content.strip() for token in tokens[last:]):
        return tokens
    captions.append(Caption(" ".join("".join(_words(tokens[first:last], captions)).split())))
    return []


def _html(markup: str, captions: list[Caption], changes: list[Change]) -> Iterator[str]:
    from lxml.etree import tostring

    from indexer.readers.html.captions import take_captions
    from indexer.readers.html.elements import tree_of
    from indexer.readers.html.text import flat, too_deep

    if not too_deep(markup):
        tree = tree_of(markup)
        taken = take_captions(tree)
        captions += taken.captions
        changes += taken.changes
        markup = str(tostring(tree, encoding="unicode", method="html"))
    for line in flat(markup):
        yield line
        yield ""


def _words(tokens: list[Token], captions: list[Caption]) -> Iterator[str]:
    """The words of a block: links by their text, pictures to the captions."""
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                yield token.content
            case "softbreak":
                yield " "
            case "hardbreak":
                yield "\n"
            case "image":
                words = one(token.attrGet("title")) or one("".join(_words(token.children or [], captions)))
                if words and not _FILE.fullmatch(words):
                    captions.append(Caption(words))
            case "html_inline":
                if re.match(r"<br\b", token.content, re.IGNORECASE):
                    yield "\n"
            case _:
                pass

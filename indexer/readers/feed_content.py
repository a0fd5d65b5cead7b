"""The text of a feed's item, of whatever kind: HTML in most, told as text in some, and WordPress's way between."""

from __future__ import annotations

import re
from html import unescape

from indexer.article import Article, Reading
from indexer.readers.values import lines

_MARKUP = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|br|div|li|td|h[1-6]|blockquote|section|figure|table)\b", re.IGNORECASE)
_SHORTCODE = re.compile(
    r"\[(?P<name>caption|wp_caption)\b(?P<attributes>[^\]]{0,1000})\](?P<inner>.{0,3000}?)\[/(?P=name)\]",
    re.DOTALL | re.IGNORECASE,
)
_PICTURE = re.compile(r"\s*(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
_OTHER_CODE = re.compile(
    r"\[/?(?:gallery|embed|audio|video|playlist|youtube|vc_\w+|et_pb_\w+)\b[^\]]{0,1000}\](?:(?<=\])https?://\S+)?",
    re.IGNORECASE,
)


def content(text: str, locator: str, *, kind: str = "text/html", breaks: bool = False) -> Reading | None:
    """The article in a piece of text whose type is `kind`; None when there is nothing in it. `breaks`: an empty line
    ends a paragraph even between tags, as WordPress stores it.

    Raises DefinesEntities.
    """
    from indexer.readers.html import read_markup

    if kind == "text/plain" or not _MARKUP.search(text):
        plain = text if kind == "text/plain" else unescape(text)
        if kind == "text/plain" or not _MARKUP.search(plain):
            body = lines(plain)
            return Reading(Article(body=body, locator=locator)) if body else None
        text = plain  # escaped twice
    text = with_figures(text)
    if breaks or not _BLOCK.search(text):
        text = re.sub(r"\n[ \t\r]*\n", "\n<p>\n", text)
    return read_markup(text, locator)


def with_figures(text: str) -> str:
    """WordPress's shortcodes for captions as the figures that it makes of them; other shortcodes hold no words.

    >>> with_figures('[caption id="a" width="3"]<img src="a.jpg"> A boat[/caption]')
    '<figure><img src="a.jpg"><figcaption>A boat</figcaption></figure>'
    """
    if "[" not in text:
        return text
    end = text.rfind("[/") + 16  # behind it, each beginning would look for an end that isn't there
    return _OTHER_CODE.sub("", _SHORTCODE.sub(_figure, text[:end]) + text[end:])


def _figure(match: re.Match[str]) -> str:
    picture = _PICTURE.match(match["inner"])
    shown = picture[0].strip() if picture else "<img>"
    words = match["inner"][picture.end() if picture else 0 :].strip()
    if not words and (stated := re.search(r"""caption=(?:"([^"]*)"|'([^']*)')""", match["attributes"])):
        words = stated[1] or stated[2] or ""
    return f"<figure>{shown}<figcaption>{words}</figcaption></figure>"

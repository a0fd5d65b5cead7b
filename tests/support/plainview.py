"""The "plain" view of a news page: what saving the page as text would give.

The page's article region is found by tags alone and every block element in it
gives one line, in document order: headings, paragraphs, list items, table
rows, captions, credits, link lists and buttons alike.  Nothing is cleaned.
Lines are whitespace-normalised; empty lines are left out, repeated lines stay.

The line labels of view "plain" in ``tests/cases/lines/*/pages.jsonl`` are the
labels of lines that this function yields, found again by their hash.  A change
here orphans labels.
"""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

# Never visible as text.
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "head",
        "title",
        "iframe",
        "object",
        "embed",
        "canvas",
        "select",
        "option",
        "datalist",
        "textarea",
        "audio",
        "video",
        "picture",
        "source",
        "link",
        "meta",
    ]
)
# Elements that start and end a line.
_BLOCKS = frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "header",
        "footer",
        "aside",
        "nav",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "address",
        "details",
        "summary",
        "fieldset",
        "legend",
        "form",
        "button",
        "hr",
        "hgroup",
        "dialog",
        "label",
    ]
)
# A region must hold this share of the page's paragraph text.
_ARTICLE_SHARE = 0.5
_REGION_SHARE = 0.8


def plain_view(html: bytes) -> list[str]:
    """Return the visible lines of the page's article region, in order."""
    # A page that reads as UTF-8 is UTF-8, whatever its header claims.
    try:
        soup = BeautifulSoup(html.decode("utf-8"), "lxml")
    except UnicodeDecodeError:
        soup = BeautifulSoup(html, "lxml")
    body = soup.body
    if body is None:
        return []
    return _lines(_region(body))


def _region(body: Tag) -> Tag:
    """Find the element that holds the article.

    That is the first of these that holds enough of the page's paragraph text:
    the ``article`` with most of it, the ``main`` (or ``role="main"``) with most
    of it, the smallest element with nearly all of it.  Failing those, the body.
    """
    total = _paragraph_length(body)
    if total == 0:
        return body
    for candidates in (
        body.find_all("article"),
        [*body.find_all("main"), *body.find_all(role="main")],
    ):
        sized = [(_paragraph_length(tag), tag) for tag in candidates if isinstance(tag, Tag)]
        if sized:
            length, best = max(sized, key=lambda pair: pair[0])
            if length >= _ARTICLE_SHARE * total:
                return best
    region = body
    while True:
        inner = [
            child
            for child in region.children
            if isinstance(child, Tag)
            and child.name not in _UNSEEN
            and child.name != "p"
            and _paragraph_length(child) >= _REGION_SHARE * total
        ]
        if not inner:
            return region
        region = inner[0]


def _paragraph_length(tag: Tag) -> int:
    """Count the characters of the paragraphs inside an element."""
    return sum(len(" ".join(p.get_text().split())) for p in tag.find_all("p"))


def _lines(region: Tag) -> list[str]:
    """Split the visible text of an element into lines."""
    lines: list[str] = []
    pending: list[str] = []

    def flush() -> None:
        line = " ".join("".join(pending).split())
        pending.clear()
        if line:
            lines.append(line)

    def walk(node: PageElement) -> None:
        if isinstance(node, Tag):
            if node.name in _UNSEEN or node.has_attr("hidden"):
                return
            if node.name == "br":
                flush()
                return
            block = node.name in _BLOCKS
            if block:
                flush()
            for child in node.children:
                walk(child)
            if block:
                flush()
            elif node.name in ("td", "th"):
                pending.append(" ")
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            pending.append(str(node))

    walk(region)
    flush()
    return lines

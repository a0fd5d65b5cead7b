"""The text of a message: which of its parts, in which characters, and what of it somebody else wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from indexer.readers import dates
from indexer.readers.encoding import Undecodable, codec_named, decode
from indexer.readers.html.text import cut_short, flat, too_deep
from indexer.readers.mail_headers import Sender, header, readable, sender_of
from indexer.readers.values import lines, one

if TYPE_CHECKING:
    from email.message import Message

    from lxml.html import HtmlElement

_SHIFTING = re.compile(r"iso-?2022|utf-?7|hz", re.IGNORECASE)
"""Character sets whose bytes are all ASCII: they look like UTF-8, and aren't."""

_HIDDEN = re.compile(r"display\s*:\s*none|max-height\s*:\s*0(?:px)?\s*(?:;|$)|visibility\s*:\s*hidden", re.IGNORECASE)
_MARK = re.compile(
    r"-{2,}\s*(?:forwarded message|original message|weitergeleitete nachricht|message transféré|mensaje reenviado"
    r"|doorgestuurd bericht|messaggio inoltrato|mensagem encaminhada|ursprüngliche nachricht)\s*-{2,}"
    r"|begin forwarded message:",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"[>*\s]*(from|von|de|van|da|date|datum|fecha|data|sent|gesendet|subject|betreff|objet|asunto|onderwerp|oggetto|to|an"
    r"|à|para|aan|cc|reply-to)\s*\*?\s*:\s*\*?\s*(.*)",
    re.IGNORECASE,
)
_WHO = ("from", "von", "de", "van", "da")
_WHEN = ("date", "datum", "fecha", "data", "sent", "gesendet")
_WHAT = ("subject", "betreff", "objet", "asunto", "onderwerp", "oggetto")
_ABOVE = 12
"""Lines of a comment above a forwarded message; below that it is a quotation in a letter."""


class Text(NamedTuple):
    """What is to be read of a message, and the names of what is not."""

    lines: tuple[str, ...]
    attachments: tuple[str, ...]


class Forwarded(NamedTuple):
    """A message within another's text."""

    lines: tuple[str, ...]
    subject: str | None
    sender: Sender | None
    date: str | None


def text_parts(message: Message) -> Text:
    """The text of all parts that are meant to be read, in their order; of alternatives the one that says more."""
    found: list[str] = []
    attachments: list[str] = []
    for part in _readable(message, attachments):
        text = _lines_of(part)
        if text and found:
            found.append("")
        found += text
    return Text(lines("\n".join(found)), tuple(attachments))


def saved_page(message: Message) -> tuple[str, str] | None:
    """The HTML and the address of a page that a browser saved as a message (.mht, .mhtml); None for other messages."""
    where = header(message, "snapshot-content-location")
    if where is None and not (header(message, "from") or "").lower().startswith("<saved by"):
        return None
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        return None
    return _text_of(page), where or header(page, "content-location") or ""


def _readable(message: Message, attachments: list[str]) -> list[Message]:
    """The parts to be read; names of the others are added to `attachments`."""
    kind = message.get_content_type()
    payload = message.get_payload()
    if isinstance(payload, list):
        if kind == "message/rfc822":
            return []  # an article of its own
        parts = [_readable(part, attachments) for part in payload if not isinstance(part, str)]
        return _best(parts) if kind == "multipart/alternative" else [part for inner in parts for part in inner]
    name = _name(message)
    disposition = str(message.get("content-disposition") or "").strip().lower()
    if disposition.startswith("attachment") or kind not in ("text/plain", "text/html", "text/enriched"):
        if name or disposition.startswith("attachment"):
            attachments.append(name or kind)
        return []
    return [message]


def _name(part: Message) -> str | None:
    try:
        return one(readable(part.get_filename() or ""))
    except (ValueError, LookupError, TypeError):
        return None


def _best(alternatives: list[list[Message]]) -> list[Message]:
    """HTML keeps paragraphs and headings apart; it is read unless it says less than half of what the plain text does,
    as when it is made of pictures."""
    said = [(sum(len("".join(_lines_of(part))) for part in parts), parts) for parts in alternatives if parts]
    if not said:
        return []
    html = [(size, parts) for size, parts in said if any(part.get_content_type() == "text/html" for part in parts)]
    most = max(size for size, _ in said)
    best = max(html or said, key=lambda alternative: alternative[0])
    return best[1] if best[0] * 2 >= _plain_size(said) else max(said, key=lambda a: a[0])[1] if most else best[1]


def _plain_size(said: list[tuple[int, list[Message]]]) -> int:
    """What the plain texts say, without the addresses that newsletters spell out in them."""
    sizes = []
    for _, parts in said:
        if all(part.get_content_type() == "text/plain" for part in parts):
            sizes.append(len(re.sub(r"https?://\S+", "", "".join(line for part in parts for line in _lines_of(part)))))
    return max(sizes, default=0)


def _lines_of(part: Message) -> list[str]:
    text = _text_of(part)
    if part.get_content_type() == "text/html":
        return html_lines(text)
    if str(part.get_param("format") or "").lower() == "flowed":
        text = unflowed(text, delsp=str(part.get_param("delsp") or "").lower() == "yes")
    return list(lines(text.replace("\0", "")))


def _text_of(part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        charset = str(part.get_content_charset() or "")
    except (ValueError, LookupError, TypeError):
        charset = ""
    said = codec_named(charset)
    if said and _SHIFTING.match(charset):
        return data.decode(said, "replace")
    try:
        return decode(data, said=said).text
    except Undecodable:
        return data.decode(said or "utf-8", "replace")


def unflowed(text: str, *, delsp: bool = False) -> str:
    """Text whose lines were broken to be joined again (RFC 3676): those that end in a space go on in the next.

    >>> unflowed("one \\ntwo\\n\\n-- \\nthree")
    'one two\\n\\n-- \\nthree'
    """
    out: list[str] = []
    joins = False
    for line in text.splitlines():
        if joins and not line.startswith(">"):
            out[-1] += line.removeprefix(" ")
        else:
            out.append(line.removeprefix(" "))
        joins = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if joins and delsp:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


def html_lines(page: str) -> list[str]:
    """The visible text of a message's HTML, a line for each block. Mail is laid out in tables, and all of it is meant
    to be read: nothing is taken for a menu."""
    page = page.replace("\0", "")
    silent = frozenset(("script", "style", "head", "template", "title"))
    if not page.strip() or (too_deep(page) and cut_short(page)):
        return flat(page, silent=silent)
    from lxml.html import tostring

    from indexer.readers.html.elements import document_of

    try:
        root = document_of(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except ValueError:
        return flat(page, silent=silent)
    for element in [e for e in root.iter() if isinstance(e.tag, str) and _HIDDEN.search(e.get("style", ""))]:
        _drop(element)
    return flat(tostring(root, encoding="unicode"), silent=silent)


def _drop(element: HtmlElement) -> None:
    """What a reader of the mail doesn't see: the first words for the list of messages, say, which the text repeats."""
    if element.getparent() is not None:
        element.drop_tree()


def unsigned(text: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The text without the signature under its last "-- " (RFC 3676, section 4.3), and how that begins.

    >>> unsigned(("The ferry sails.", "--", "Island Courier", "4 Quay Street"))
    (('The ferry sails.',), 'Island Courier')
    """
    for at in range(len(text) - 1, max(-1, len(text) - _SIGNATURE - 2), -1):
        below = [line for line in text[at + 1 :] if line.strip()]
        if text[at].strip() == "--" and below and any(line.strip() for line in text[:at]):
            return text[:at], below[0].strip()
    return text, None


_SIGNATURE = 16
"""Lines that a signature, or a list's foot in its place, has at most."""


def forwarded(text: tuple[str, ...]) -> Forwarded | None:
    """The message that another passes on: below a line that says so, its headers, then its text. What the sender wrote
    above stays above."""
    said = [n for n, line in enumerate(text) if line.strip()][:_ABOVE]
    mark = next((n for n in said if _MARK.search(text[n])), None)
    if mark is None:
        return None
    told: dict[str, str] = {}
    at = mark + 1
    while at < len(text):
        match = _TOLD.fullmatch(text[at].strip())
        if match:
            told.setdefault(match[1].lower(), match[2].strip(" *"))
        elif len(told) > 2 if not text[at].strip() else not _goes_on(text[at], told):
            break
        at += 1

    def one_of(keys: tuple[str, ...]) -> str | None:
        return next((told[key] for key in keys if told.get(key)), None)

    who, when, what = one_of(_WHO), one_of(_WHEN), one_of(_WHAT)
    if not (who and (when or what)):
        return None
    date = dates.parse(when) or dates.parse(re.sub(r"\s+at\s+", " ", when or "", flags=re.IGNORECASE))
    return Forwarded((*text[:mark], *text[at:][_blank(text[at:]) :]), one(what), sender_of(who), date or when)


def _goes_on(line: str, told: dict[str, str]) -> bool:
    """Whether the line is the second half of an address that was too long for its own."""
    return bool(told) and len(told) < 4 and re.fullmatch(r"\s*<?\S+@\S+>?,?\s*", line) is not None


def _blank(text: tuple[str, ...]) -> int:
    return next((n for n, line in enumerate(text) if line.strip()), len(text))

"""Mail: newsletters and lists, one message (.eml) or a mailbox of them (.mbox).

The subject is the headline, Message-ID the guid, Date the date with its zone. Who sent it published it; on a list that
people write to, the list did, and the sender is the byline. Parts, encodings and character sets are undone here; what
of the text is a footer is for the cleaning to say. Attachments are not read, and each is a change `attachment`. Pages
that a browser saved as a message (.mht, .mhtml) are read as pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from indexer.article import Article, Change, Page, Reading, Skipped
from indexer.readers import dates
from indexer.readers.exports import attempt
from indexer.readers.html import HTML
from indexer.readers.mail_headers import Sender, header, headers, sender
from indexer.readers.mail_text import forwarded, saved_page, text_parts, unsigned
from indexer.readers.values import address, listed, names, one, tag
from indexer.readers.whole import RECORD, too_large
from indexer.sources import Source
from indexer.unpack import Unreadable

if TYPE_CHECKING:
    from email.message import Message

_FROM = re.compile(rb"From (?:\S+\s+)?.{0,80}\d\d?:\d\d.{0,60}$")
_HEADER = re.compile(rb"[!-9;-~]{1,76}:(?:[ \t\r\n]|$)|>?From ")
_HEADERS = re.compile(rb"(?:[ \t\r\n]|\xef\xbb\xbf)*(?:From [^\n]*\n)?((?:[!-9;-~]{1,76}:[^\n]*\n(?:[ \t][^\n]*\n)*)+)")
_SURE = re.compile(
    rb"^(?:received|message-id|mime-version|return-path|delivered-to|dkim-signature|list-id|list-unsubscribe|envelope-to"
    rb"|x-mailer|x-mozilla-status):",
    re.IGNORECASE | re.MULTILINE,
)
_USUAL = re.compile(rb"^(from|to|subject|date|cc|reply-to|newsgroups):", re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(rb"text/html", re.IGNORECASE)
_QUOTED = re.compile(rb"^>(>*From )")


@dataclass(frozen=True, slots=True)
class MailReader:
    """See the head of this module."""

    name: str = "mail"
    version: int = 4 + HTML.version
    extensions: frozenset[str] = frozenset((".eml", ".mbox", ".mbx", ".mail", ".mht", ".mhtml"))

    def sniff(self, head: bytes) -> bool:
        match = _HEADERS.match(head)
        if match is None:
            return False
        usual = {name.lower() for name in _USUAL.findall(match[1])}
        return bool(usual) and (_SURE.search(match[1]) is not None or {b"from", b"date", b"subject"} <= usual)

    def read(self, source: Source) -> Iterator[Reading | Skipped | Page]:
        stream = source.open()
        if not re.match(rb"(?:\s|\xef\xbb\xbf)*From ", source.head):
            for place, data in _alone(stream, source.locator):
                yield from _mail(data, place)
            return
        number = 0
        for item in _mailbox(stream):
            number += 1
            place = f"{source.locator}#{number}"
            if item is None:
                yield Skipped(place, too_large())
            else:
                yield from _mail(item, place)
        if not number:
            yield Skipped(source.locator, "no message in it")

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The message whose bytes are given, with those in it."""
        (data,) = page.given
        assert isinstance(data, bytes)
        return _messages(data, page.locator)


MAIL = MailReader()


def _alone(stream: BinaryIO, locator: str) -> Iterator[tuple[str, bytes]]:
    data = stream.read(RECORD + 1)
    if len(data) > RECORD:
        raise Unreadable(too_large())
    yield locator, data.lstrip(b"\xef\xbb\xbf \t\r\n")


def _mailbox(stream: BinaryIO) -> Iterator[bytes | None]:
    """The messages of a mailbox, one in memory at a time; None is one above the limit.

    A message begins with a line `From ` and an hour, after an empty line, above a header. A line of the text that
    begins with "From " has a ">" before it, which is taken off again.
    """
    parts: list[bytes] | None = None
    size = 0
    empty = True
    line = stream.readline(1 << 20)
    while line:
        following = stream.readline(1 << 20)
        if empty and _FROM.match(line.rstrip(b"\r\n")) and _HEADER.match(following):
            if parts is not None:
                yield b"".join(parts) if size <= RECORD else None
            parts, size = [], 0
        elif parts is not None:
            size += len(line)
            if size <= RECORD:
                parts.append(_QUOTED.sub(rb"\1", line))
            else:
                parts.clear()
        empty = not line.strip(b"\r\n")
        line = following
    if parts is not None:
        yield b"".join(parts) if size <= RECORD else None


def _mail(data: bytes, place: str) -> Iterator[Reading | Skipped | Page]:
    """What a message holds; one that may hold HTML is a page."""
    if _HTML.search(data):
        yield Page(place, (data,))
    else:
        yield from _messages(data, place)


def _messages(data: bytes, place: str) -> Iterator[Reading | Skipped]:
    """The message, and those that were forwarded in it as attachments."""
    from email import message_from_bytes

    try:
        message = message_from_bytes(data)
        inner = list(_attached(message))
    except (Exception, RecursionError) as error:  # noqa: BLE001 - the parser raises what it likes, and costs the message
        from indexer.readers import failure

        yield Skipped(place, failure(error))
        return
    outer = attempt(partial(_article, message), place)
    if not inner or (isinstance(outer, Reading) and outer.article.body):
        yield outer
    for number, letter in enumerate(inner, 1):
        yield attempt(partial(_article, letter), f"{place}.{number}")


def _attached(message: Message) -> Iterator[Message]:
    """Messages within the message, not those within those."""
    pending = [message]
    while pending:
        part = pending.pop(0)
        payload = part.get_payload()
        inner = [child for child in payload if not isinstance(child, str)] if isinstance(payload, list) else []
        if part.get_content_type() == "message/rfc822":
            yield from (letter for letter in inner if headers(letter))  # the last of them may be cut off
        elif part.get_content_maintype() == "multipart":
            pending += inner


def _article(message: Message, place: str) -> Reading | None:
    if not headers(message):
        raise Unreadable("no message: it has no headers")
    if (page := saved_page(message)) is not None:
        return _page(*page, place)
    text = text_parts(message)
    who, subject, date = sender(message), header(message, "subject"), header(message, "date")
    changes = [Change("attachment", name) for name in text.attachments]
    body = text.lines
    inner = forwarded(body)
    if inner is not None:
        changes.append(Change("forwarded", f"by {who.name or who.address or 'somebody'}: {subject or ''}".strip()))
        body, date = inner.lines, inner.date or date
        subject, who = inner.subject or subject, inner.sender or who
    body, signature = unsigned(body)
    if signature:
        changes.append(Change("signature", signature))
    published, undated = dates.settle(date)
    if not body and not subject:
        return None
    by_people = _is_discussion(message) and inner is None
    guid = re.search(r"<([^<>\s]{3,400})>", header(message, "message-id") or "")
    article = Article(
        guid=guid[1] if guid else one(header(message, "message-id")),
        url=address((header(message, "archived-at") or "").strip("<> \t")),
        headline=subject,
        byline=() if _is_bulk(message) and not by_people else names(who.name),
        published=published,
        publisher=_list_name(message) if by_people else who.name or who.address,
        language=tag((header(message, "content-language") or "").partition(",")[0]),
        body=body,
        keywords=listed(header(message, "keywords")),
        locator=place,
    )
    return Reading(article, (*undated, *changes))


def _page(page: str, where: str, place: str) -> Reading | None:
    """The article on a page that came as a message: its headers tell when it was saved, and nothing of the article."""
    from indexer.readers.html import read_markup

    reading = read_markup(page, place)
    if reading is None or reading.article.url or not address(where):
        return reading
    return replace(reading, article=replace(reading.article, url=address(where)))


def _is_bulk(message: Message) -> bool:
    """Whether it went to many, by the headers that senders of newsletters set (RFC 2369, RFC 8058)."""
    said = headers(message)
    return bool(said & {"list-unsubscribe", "list-id", "list-unsubscribe-post", "feedback-id", "x-campaign"}) or (
        (header(message, "precedence") or "").lower() in ("bulk", "list", "junk")
    )


def _is_discussion(message: Message) -> bool:
    """Whether the list is one that people write to: it says where to (RFC 2369)."""
    post = header(message, "list-post") or ""
    return "mailto:" in post.lower() or (header(message, "precedence") or "").lower() == "list"


def _list_name(message: Message) -> str | None:
    """What the list is called: the words in List-Id, else its address's first part (RFC 2919)."""
    said = header(message, "list-id") or ""
    words = said.partition("<")[0].strip(" \"'")
    found = re.search(r"<([^<>]+)>", said)
    return one(words) or (found[1] if found else None) or _by(sender(message))


def _by(who: Sender) -> str | None:
    return who.name or who.address

"""A web archive as large as is wanted, made of real pages: each has their markup, and words in another order.

Copies that were alike would all be one story, and all their lines boilerplate; an archive of pages isn't like that.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

_RUN = re.compile(r">([^<>]{60,})<(?!/(?:script|style|title)>)")
"""What stands between two tags and is long enough to be a part of the story."""
_SCRIPT = re.compile(r"(<(script|style)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)


def write(path: Path, pages: Sequence[str], articles: int, seed: int = 1) -> int:
    """Write a web archive of so many pages to `path`, page by page; its size in bytes."""
    with path.open("wb") as out:
        for number, page in enumerate(islice(altered(pages, seed), articles)):
            out.write(record(page, f"https://daily.example/{number}"))
        return out.tell()


def altered(pages: Sequence[str], seed: int = 1) -> Iterator[str]:
    """The pages over and over: first as they are, then each time with other words in each run of text."""
    for copy in count():
        chance = random.Random(f"{seed} {copy}")
        for page in pages:
            yield "".join(_altered(part, chance) for part in _parts(page)) if copy else page


def record(page: str, address: str) -> bytes:
    """A response with this page, as a crawler keeps it."""
    body = page.encode("utf-8", "replace")
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2020-02-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _parts(page: str) -> Iterator[str]:
    at = 0
    for match in _SCRIPT.finditer(page):
        yield page[at : match.start()]
        yield match[0]
        at = match.end()
    yield page[at:]


def _altered(part: str, chance: random.Random) -> str:
    if _SCRIPT.match(part):
        return part

    def shuffled(run: re.Match[str]) -> str:
        words = run[1].split()
        chance.shuffle(words)
        return "> " + " ".join(words) + " <"

    return _RUN.sub(shuffled, part)

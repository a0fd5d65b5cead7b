"""What stands before a feed's first item, cut to what its items take from it: each is read with a copy of its own.

A header that is short, as nearly all are, stays as it is. Of a longer one its elements are gone through once, in time
that grows with its length whatever is in it, for it is done before anything may be killed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 4_000
"""Characters of the longest header that is given to an item; real ones have 200 to 2,500."""

_TEXT = 2_000
"""Characters of the longest text, and of the longest tag, in a header that is cut."""

_DEEPEST = 100
"""Elements in one another, at which a header isn't gone through any further."""

_USED = {"title", "link", "language", "publisher", "author", "creator", "managingeditor", "webmaster"}
"""Elements of a channel that say something of its items (`feed_entry.channel_of`)."""

_TOKEN = re.compile(
    rf"(?P<opaque><!\[CDATA\[|<!--|<\?)|<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]{{0,99}}+)(?P<rest>[^<>]{{0,{_TEXT}}}+)>"
)
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": ">"}
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])[\w:.-]{1,100}+\s{0,9}=\s{0,9}(?:"[^"<>]{0,500}"|'[^'<>]{0,500}')""")
_CUT_ENTITY = re.compile(r"&[^;\s&]{0,20}\Z")
_CREATOR = re.compile(r"<(?:[\w.-]{1,50}:)?(?:creator|author)\b[^<>]{0,200}>(?:\s{0,99}<!\[CDATA\[)?([^<\]]{1,300})")

People = dict[str, str]
"""The logins of a WordPress export, with the names that they show."""


class Header(NamedTuple):
    """A header, of at most `LONGEST` characters, and the people who were cut out of it."""

    text: str
    people: People

    def named_in(self, item: str) -> People:
        """Those of the people that an item names as its authors."""
        if not self.people:
            return {}
        named = {match[1].strip() for match in _CREATOR.finditer(item)}
        return {login: self.people[login] for login in named if login in self.people}


def cut(header: str, name: str, attributes: str, start: int) -> Header:
    """`header` without what no item takes from it. Its root element has this `name` and these `attributes`, and ends at
    `start`.

    >>> cut("<rss><channel><title>Post</title></channel>", "rss", "", 5).text
    '<rss><channel><title>Post</title></channel>'
    """
    if len(header) <= LONGEST:
        return Header(header, {})
    if len(name) > 100:
        name = name.rpartition(":")[2]
    if len(attributes) > _TEXT:
        attributes = "".join(_fitting([f" {one}" for one in _ATTRIBUTE.findall(attributes)], _TEXT))
    root = f"<{name}{attributes}>"
    elements = _Elements()
    elements.read(header, start)
    room = LONGEST - len(root)
    return Header(root + "".join(_fitting(elements.kept, room)), elements.people)


def _fitting(texts: list[str], room: int) -> Iterator[str]:
    """Those that fit, one after the other, into so many characters."""
    for text in texts:
        if len(text) <= room:
            room -= len(text)
            yield text


class _Elements:
    """The elements of a channel that are used, in their order, and the people of an export."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.people: People = {}
        self._open: list[str] = []  # the elements that are open in the channel, by name
        self._counts: Counter[str] = Counter()  # of these
        self._parts: list[str] = []  # of the one that is read
        self._size = 0  # characters in all of them, also in those that were too many
        self._text = ""  # since the last tag that opened something
        self._person: dict[str, str] = {}

    def read(self, header: str, at: int) -> None:
        """Go through the elements from `at` on."""
        while len(self._open) < _DEEPEST and (token := _TOKEN.search(header, at)):
            self._say(header[at : min(token.start(), at + _TEXT)])
            at = token.end()
            if opaque := token["opaque"]:
                end = header.find(_ENDS[opaque], at)
                if end < 0:
                    return
                if opaque == "<![CDATA[":
                    self._say(header[at : min(end, at + _TEXT)], quoted=True)
                at = end + len(_ENDS[opaque])
            elif token["end"]:
                self._close(token["name"], token[0])
            else:
                self._begin(token["name"], token[0], empty=token["rest"].endswith("/"))

    def _say(self, text: str, *, quoted: bool = False) -> None:
        if not self._open or len(self._text) > _TEXT:
            return
        self._text += text
        if self._is_used():
            self._take(f"<![CDATA[{text}]]>" if quoted else _CUT_ENTITY.sub("", text))

    def _take(self, part: str) -> None:
        self._size += len(part)
        if self._size <= LONGEST:
            self._parts.append(part)

    def _begin(self, name: str, tag: str, *, empty: bool) -> None:
        if not self._open and _local(name) == "channel":
            self.kept.append(tag)
            return
        self._open.append(name)
        self._counts[name] += 1
        self._text = ""
        if self._is_used():
            self._take(tag)
        if empty:
            self._end()

    def _close(self, name: str, tag: str) -> None:
        if not self._open:
            if _local(name) == "channel":
                self.kept.append(tag)
            return
        if not self._counts[name]:  # it closes nothing that was opened
            return
        while self._open[-1] != name:  # what was never closed
            self._counts[self._open.pop()] -= 1
        if self._open[0] == "wp:author":
            self._person[name] = self._text.strip()
        if self._is_used():
            self._take(tag)
        self._end()

    def _end(self) -> None:
        """The innermost element has ended."""
        name = self._open.pop()
        self._counts[name] -= 1
        if self._open:
            return
        if name == "wp:author":
            login, shown = (self._person.get(f"wp:author_{what}") for what in ("login", "display_name"))
            if login and shown:
                self.people.setdefault(login, shown)
            self._person = {}
        if self._parts and self._size <= LONGEST:
            self.kept.append("".join(self._parts))
        self._parts, self._size = [], 0

    def _is_used(self) -> bool:
        name = self._open[0]
        return _local(name) in _USED and not name.startswith("wp:")


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()

"""What stands before a text written in Markdown: YAML between lines of `---`, TOML between lines of `+++`, or JSON.

Values are taken as they are written: a date in YAML stays the text that it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import NamedTuple

from indexer.readers.records import Record
from indexer.readers.values import DECODER

_YAML = re.compile(r"\s*---[ \t]*\r?\n(?P<block>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_TOML = re.compile(r"\s*\+\+\+[ \t]*\r?\n(?P<block>(?:.*\n)*?)\+\+\+[ \t]*(?:\r?\n|\Z)")
_PAIR = re.compile(r"""\s*["']?(?P<key>[\w.-]{1,40})["']?\s*[:=]\s*(?P<value>.*?)\s*""")
LONGEST = 1 << 16
"""Characters of front matter that are looked at; a longer block is part of the text."""


class Front(NamedTuple):
    """The `fields` stated, and where the text begins. `fault`: the block is not what it should be, and was read line by
    line."""

    fields: Record
    end: int
    fault: str | None = None


def front(text: str) -> Front:
    """The front matter of `text`; without any, no fields and 0.

    >>> front("---\\ntitle: Ferry sails\\ndate: 2024-03-07\\n---\\nAt six.")[:2]
    ({'title': 'Ferry sails', 'date': '2024-03-07'}, 44)
    """
    head = text[: LONGEST + 16].removeprefix("\ufeff")
    shift = len(text[: LONGEST + 16]) - len(head)
    for pattern, parse in ((_YAML, _yaml), (_TOML, _toml)):
        match = pattern.match(head)
        if match and (fields := _read(match["block"], parse)):
            return fields._replace(end=match.end() + shift)
    if re.match(r"\s*\{\s*(?:\"|\r?\n)", head):
        try:
            value, end = DECODER.raw_decode(head, head.index("{"))
        except (json.JSONDecodeError, RecursionError):
            return Front({}, 0)
        if isinstance(value, dict) and re.match(r"[ \t]*(?:\r?\n|\Z)", head[end:]):
            return Front(value, end + shift)
    return Front({}, 0)


def _read(block: str, parse: Callable[[str], object]) -> Front | None:
    """The block's fields; None where it is none, but a text between two rules."""
    try:
        value = parse(block)
    except (ValueError, RecursionError, MemoryError) as error:
        said = " ".join(str(error).split())[:120]
        pairs = [match for line in block.splitlines() if (match := _PAIR.fullmatch(line))]
        if not pairs:
            return None
        return Front({m["key"]: m["value"].strip("\"'") for m in pairs if m["value"]}, 0, said or type(error).__name__)
    if isinstance(value, dict) and value and all(isinstance(key, str) for key in value):
        return Front({key: _plain(item) for key, item in value.items()}, 0)
    return None


def _yaml(block: str) -> object:
    """YAML whose values are all texts, lists and mappings of them. Raises ValueError."""
    import yaml

    try:
        # the base loader makes nothing but texts, lists and mappings; aliases, which can be a bomb, are not needed
        if re.search(r"(?:^|[\s\[{,:-])[&*]\w", block):
            raise ValueError("anchors and aliases are not read")
        return yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _toml(block: str) -> object:
    import tomllib

    return tomllib.loads(block)


def _plain(value: object) -> object:
    """A value without TOML's dates (they are written out again) and YAML's ways to say nothing."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return None if value in ("null", "Null", "~") else value

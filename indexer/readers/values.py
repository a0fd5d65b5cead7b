"""Values as metadata gives them, brought to the form that an article keeps: names, lists, tags, addresses, lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import cast

_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_BY = re.compile(r"^(?:by|von|par|por|di|text|words)\b[:\s]+(?=\S)", re.IGNORECASE)
_NO_NAME = re.compile(r"^(?:https?://|/)|\bwww\.|^\S+@\S+\.\w+$|^\w+\.(?:com|org|net|de|fr|it|es|co\.uk)\b")
_AND = re.compile(r"\s+(?:and|und|et|y|&)\s+|\s*[;|•]\s*")


def _integer(digits: str) -> int | None:
    try:
        return int(digits)
    except ValueError:  # thousands of digits: Python refuses, and nothing in an article is such a number
        return None


DECODER = json.JSONDecoder(parse_constant=lambda _: None, parse_int=_integer, strict=False)
"""Takes what careless writers write: NaN becomes null, a bare control character in a text stays."""


def lines(text: str) -> tuple[str, ...]:
    """The lines of `text`; an empty line stays as "", those before the first and after the last word do not.

    >>> lines("\\nOne.\\r\\n\\r\\nTwo.\\n")
    ('One.', '', 'Two.')
    """
    found = [line.rstrip() for line in text.splitlines()]
    first = next((n for n, line in enumerate(found) if line.strip()), len(found))
    while found and not found[-1].strip():
        found.pop()
    return tuple(found[first:])


def one(value: object) -> str | None:
    """`value` as one line of text: a string or number, a list's first, an object's name. None where there is none.

    >>> one(" BBC \\n News "), one({"name": "Reuters"}), one(["", "World"]), one(7)
    ('BBC News', 'Reuters', 'World', '7')
    """
    if isinstance(value, str):
        return (" ".join(value.split()) if value.isprintable() else _SPACE.sub(" ", value).strip()) or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value == value and abs(value) < 1e15:
        return f"{value:g}" if value != int(value) else str(int(value))
    if isinstance(value, dict):
        named = cast("dict[str, object]", value)
        return next((one(named[key]) for key in ("name", "title", "label", "value", "$t") if one(named.get(key))), None)
    if isinstance(value, list | tuple):
        return next((text for item in value if not isinstance(item, list | tuple) and (text := one(item))), None)
    return None


def unique(values: Iterable[str | None]) -> tuple[str, ...]:
    """`values` in their order, each once, however it is spelled in capitals."""
    seen: dict[str, str] = {}
    for value in values:
        if value:
            seen.setdefault(value.casefold(), value)
    return tuple(seen.values())


def names(value: object) -> tuple[str, ...]:
    """People, from a list, from lines, or from a line that runs them together.

    A comma parts people only where a name of two words stands on both of its sides: a title or an agency stays with
    the name before it, and so does "Jr."

    >>> names("By Ann Lee, Bo Ek and Cy Young")
    ('Ann Lee', 'Bo Ek', 'Cy Young')
    >>> names("Ann Lee, NPR"), names([{"name": "Ann Lee"}, "Bo Ek"])
    (('Ann Lee, NPR',), ('Ann Lee', 'Bo Ek'))
    >>> names("Lee, A. J.\\nEk, B.")
    ('Lee, A. J.', 'Ek, B.')
    """
    if isinstance(value, str) and len(rows := value.strip().splitlines()) > 1:
        return unique(name for row in rows for name in names(row))
    if isinstance(value, list | tuple) and len(value) > 1:
        return unique(name for item in value for name in _person(one(item)))
    text = one(value)
    if not text:
        return ()
    people: list[str] = []
    for part in _AND.split(_BY.sub("", text)):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        if len(pieces) > 1 and all(" " in piece or "." in piece[:-1] for piece in pieces):
            people += pieces
        else:
            people.append(", ".join(pieces))
    return unique(name for person in people for name in _person(person))


def _person(name: str | None) -> tuple[str, ...]:
    name = _BY.sub("", (name or "").strip(" \t\"'“”,;")).strip()
    # an address stands where a name is missing, and is none
    return () if not name or len(name) > 200 or _NO_NAME.search(name) else (name,)


def listed(value: object) -> tuple[str, ...]:
    """Keywords, from a list or from a line with commas or semicolons between them.

    >>> listed("Syria; Daesh, the war"), listed(["a, b", {"name": "c"}])
    (('Syria', 'Daesh, the war'), ('a, b', 'c'))
    """
    if isinstance(value, list | tuple):
        return unique(one(item) for item in value)
    text = one(value)
    if not text:
        return ()
    separator = ";" if ";" in text else "|" if "|" in text else ","
    return unique(
        part.strip() for part in re.split(rf"[{separator}，、]" if separator == "," else re.escape(separator), text)
    )


def tag(value: object) -> str | None:
    """A language as a BCP 47 tag, in its usual capitals.

    >>> tag("en_us"), tag("ZH-hant-TW"), tag("English"), tag("de")
    ('en-US', 'zh-Hant-TW', 'en', 'de')
    """
    text = one(value)
    if not text:
        return None
    named = _NAMED.get(text.casefold())
    if named:
        return named
    if not _TAG.fullmatch(text):
        return None
    first, *rest = re.split("[-_]", text)
    if first.lower() in ("und", "mul", "zxx", "xx"):
        return None
    return "-".join([first.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 and part.isalpha() else part.lower()


_NAMED = {
    "english": "en", "englisch": "en", "anglais": "en", "inglés": "en", "inglese": "en", "inglês": "en", "engels": "en",
    "german": "de", "deutsch": "de", "allemand": "de", "alemán": "de", "tedesco": "de", "alemão": "de", "duits": "de",
    "french": "fr", "français": "fr", "französisch": "fr", "francés": "fr", "francese": "fr", "francês": "fr",
    "frans": "fr", "spanish": "es", "español": "es", "spanisch": "es", "espagnol": "es", "spagnolo": "es",
    "espanhol": "es", "spaans": "es", "italian": "it", "italiano": "it", "italienisch": "it", "italien": "it",
    "italiaans": "it", "portuguese": "pt", "português": "pt", "portugiesisch": "pt", "portugais": "pt",
    "dutch": "nl", "nederlands": "nl", "niederländisch": "nl", "néerlandais": "nl",
    "russian": "ru", "arabic": "ar", "chinese": "zh", "japanese": "ja", "korean": "ko", "turkish": "tr", "polish": "pl",
    "swedish": "sv", "norwegian": "no", "danish": "da", "finnish": "fi", "greek": "el", "hebrew": "he", "hindi": "hi",
    "ukrainian": "uk", "vietnamese": "vi", "thai": "th", "indonesian": "id", "czech": "cs", "hungarian": "hu",
    "romanian": "ro", "persian": "fa", "urdu": "ur", "swahili": "sw",
    # ISO 639-2's codes of three letters, as libraries write them
    "ger": "de", "deu": "de", "eng": "en", "fre": "fr", "fra": "fr", "dut": "nl", "nld": "nl", "ita": "it", "spa": "es",
    "por": "pt", "lat": "la", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "pol": "pl", "rus": "ru", "cze": "cs",
    "ces": "cs", "hun": "hu", "ltz": "lb", "cat": "ca", "gre": "el", "ell": "el",
}  # fmt: skip


_CLEAN_ADDRESS = re.compile(r"https?://(?!\S*xn--)[a-z0-9][a-z0-9.-]*(?:/[A-Za-z0-9][A-Za-z0-9_.~-]*)+/?")
"""What courlan, which takes as long as reading the rest of a record, leaves as it is: a host in small letters and a
path of nothing that could mean anything."""


def address(value: object) -> str | None:
    """A web address without its trackers and its fragment, the same for the same page; None for what isn't one.

    >>> address("https://Example.org/a?utm_source=x&id=3#top"), address("/relative")
    ('https://example.org/a?id=3', None)
    """
    text = one(value)
    if text and len(text) <= 2000 and _CLEAN_ADDRESS.fullmatch(text):
        return text
    if not text or " " in text or not re.match(r"https?://[^/\s]", text, re.IGNORECASE) or len(text) > 2000:
        return None
    from courlan import clean_url

    try:
        text = clean_url(text) or text
    except ValueError:
        return None
    return re.sub(r"#(?![/!]).*$", "", text)

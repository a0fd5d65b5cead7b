"""Films and recordings on a page: what stands under one tells of another item, and is no picture's caption.

A player is told by its elements (`video`, an `iframe` of a film), by what schema.org says an element is, by the names
that page makers give to it, and by the button that starts it. A picture beside one keeps its caption: only what has no
other picture than the film's own still is the film's, and where a photographer is credited it isn't, for then the still
is a picture that is worth a credit.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from itertools import islice
from typing import cast

from lxml.etree import _Element

from indexer.readers.html.elements import content, line_of
from indexer.readers.html.once import Once

_STILLS = ("img", "amp-img")
_FILMS = ("video", "audio")
_FRAMES = ("iframe", "amp-iframe")
_TOP = frozenset(("body", "article", "main", "html"))

_NAMES = ("class", "id", "data-type", "data-component", "data-testid", "data-media-type", "data-module", "data-block")
"""Attributes that name an element."""

_CALLED = ("class", "id", "data-testid")
"""Those that are asked for a name of one word."""

_NOTHING = frozenset(("", "false", "0", "no", "none", "null", "{}", "[]"))
"""Values of an attribute that say there is no film."""

_FEW = 150
"""Characters that may stand around a figure, in what is named for a film and holds nothing else: its title, how long
it is, a button."""

_TITLE = 4
"""Words of a film's title, at least; what is shorter says how long it is, or is a button."""

_UP = 3
"""Elements around a caption among which that of its film is looked for, and around a figure those that are named for
it."""

_MOST = 300
"""Elements by a caption that are looked through for a player; that of the largest on 447 real pages has 86."""

_SEVERAL = 5
"""Pictures that are counted where one is looked for; some are there for readers who let no script run."""

_CAMEL = re.compile(r"([a-z])([A-Z])")

_FILM = re.compile(
    r"(?:amp)?videos?(?:player|js|box|container|wrapper|embed|teaser|inline|block|clip|content|item|top|caption)?"
    r"|[a-z]*(?:video|media|audio|jw|flow|html5|web)player|audio|wideo|vjs|plyr|jwplatform|kaltura|brightcove|bitmovin"
    r"|theoplayer|youtube|vimeo|dailymotion|reproductor"
)
"""A word of a name that stands for a film, a recording or what plays them."""

_PLAYS = frozenset(("jw", "bc", "flow", "web", "media", "html"))
"""Words that, before "player", make it one that plays films."""

_HOLDS = frozenset(
    ("container", "wrapper", "wrap", "embed", "embedded", "placeholder", "holder", "frame", "overlay", "ui", "controls",
     "js")
)  # fmt: skip
"""Words beside "player" in the name of what plays; the card of one who plays has others, or none."""

_ELSE = frozenset(
    ("image", "images", "img", "photo", "photos", "photograph", "picture", "pictures", "pic", "foto", "fotos", "bild",
     "bilder", "imagen", "gallery", "galerie", "galeria", "slideshow", "carousel", "aspect", "ratio", "no", "non",
     "without", "has", "with", "share", "social", "follow", "fa", "fab", "logo", "category", "tag")
)  # fmt: skip
"""Words that take a name's others back: what is named for films and pictures holds either, `aspect-video` is a shape,
a film's platform has a button to follow it, and a page's category says nothing of its pictures."""

_LAID = frozenset(("button", "btn", "icon", "ico", "fa", "overlay", "symbol", "arrow", "sign"))
"""Words beside "play" in the name of the sign that is laid over a film's still."""

_VERB = (
    r"play|watch|abspielen|ansehen|lire|regarder|voir|lecture|reproducir|ver|mirar|reproduzir|assistir|riproduci|guarda"
    r"|afspelen|bekijk|spela(?: upp)?|spill(?: av)?|afspil|toista|katso|odtwórz|obejrzyj|přehrát|oynat|izle|смотреть"
    r"|воспроизвести|再生|播放"
)
_NOUN = r"vid[eé]os?|vídeos?|wideo|videoyu|видео|视频|動画|clip|audio"
_STARTS = re.compile(
    rf"\W*(?:(?:{_VERB})|(?:{_VERB})\W+(?:\w+\W+){{0,2}}(?:{_NOUN})\b.*|(?:{_NOUN})\W+(?:{_VERB})\b.*)\W*",
    re.IGNORECASE | re.DOTALL,
)
"""What a button says that starts a film: no more than that it plays, or that it plays a film."""

_FRAMED = re.compile(
    r"youtube|youtu\.be|vimeo|dailymotion|jwplatform|brightcove|kaltura|player\b|\bvideos?\b", re.IGNORECASE
)
"""In the address or the title of what is shown in a frame."""

_LASTS = re.compile(r"(?<![\d:.])\d{1,2}:[0-5]\d(?![\d:])")
"""How long a film is."""

_TAKEN = re.compile(
    r"\b(?:fotos?|photos?|bild|image|imagen|immagine|picture)\s*(?::|by\b)|\bphotograph|\bfotograf"
    r"|(?<!video: )getty images|\bap photo",
    re.IGNORECASE,
)
"""The credit of a photograph."""

_SAID = re.compile(r"schema\.org/(?:Video|Audio)Object\b")


def film_of(caption: _Element, once: Once) -> tuple[_Element, ...] | None:
    """What plays the film or the recording that `caption`, or an element that holds a picture and its words, belongs
    to, in the order of the page; None where it belongs to none. Where only the caption's name tells, nothing plays."""
    found = _players(caption, once) or (() if _named(caption.get("class") or "") else None)
    return None if found is None or _TAKEN.search(content(caption)) else found


def title_of(player: _Element) -> str | None:
    """What is written over a film's still, once its caption is out of the page: its title and how long it is."""
    text = line_of(player) or ""
    is_title = len(text) <= _FEW and len(text.split()) >= _TITLE and _LASTS.search(text) is not None
    return text if is_title and next(player.iter("h1"), None) is None else None


class _Seen:
    """What stands in a block, for each of its captions: the films of the signs in it, of those that tell by one word
    and a time, and the pictures."""

    def __init__(self, block: _Element) -> None:
        parts = list(islice(block.iter(), _MOST))
        once = Once()
        signs = [part for part in parts if _is_player(part) or _starts(part)]
        called = [part for part in parts if _is_called_player(part)]
        is_timed = bool(called) and _LASTS.search(line_of(block) or "") is not None
        self._signs = {sign: _with_still(sign, block, once) for sign in signs}
        self._called = {sign: _with_still(sign, block, once) for sign in called} if is_timed else {}
        self._stills = _stills(block, _MOST)
        self._all = frozenset((*self._signs, *self._called, *self._stills))
        self._films = self._without(frozenset())

    def films(self, caption: _Element) -> tuple[_Element, ...]:
        """The films beside a caption, if all pictures beside it are theirs."""
        within = self._all.intersection(caption.iter())
        return self._without(within) if within else self._films

    def films_within(self) -> tuple[_Element, ...]:
        """The same where the block is the caption."""
        return self._films

    def _without(self, within: Container[_Element]) -> tuple[_Element, ...]:
        signs = [film for sign, film in self._signs.items() if sign not in within]
        films = dict.fromkeys(signs or [film for sign, film in self._called.items() if sign not in within])
        stills = (still for still in self._stills if still not in within)
        alone = all(still in films or any(up in films for up in still.iterancestors()) for still in stills)
        return tuple(films) if alone else ()


def _players(caption: _Element, once: Once) -> tuple[_Element, ...]:
    block = _block(caption, once)
    if block is None:
        return ()
    if (around := _wrapped(block, caption, once)) is not None:
        return (around,)
    seen = once(_Seen, block)
    return seen.films(caption) if block is not caption else seen.films_within()


def _block(caption: _Element, once: Once) -> _Element | None:
    """What the picture or the film of a caption stands in: the figure around it, else the element beside it, else the
    next around that has either."""
    if caption.tag not in ("figcaption", *_STILLS) and once(_holds, caption):
        return caption
    for around in caption.iterancestors("figure"):
        return around
    for beside in (caption.getprevious(), caption.getnext()):
        if beside is not None and caption.tag not in _STILLS and once(_holds, beside):
            return beside
    for around in islice(caption.iterancestors(), _UP):
        if around.tag in _TOP:
            return None
        if once(_holds, around):
            return around
    return None


def _holds(element: _Element) -> bool:
    """Whether a picture or a film is in an element."""
    pictured = next(element.iter(*_STILLS, *_FILMS, *_FRAMES), None) is not None
    return pictured or any(_is_player(part) for part in islice(element.iter(), _MOST))


def _wrapped(block: _Element, caption: _Element, once: Once) -> _Element | None:
    """The element that plays a film and holds a block with its caption, and hardly anything else."""
    for around in islice(block.iterancestors(), _UP):
        if around.tag in _TOP:
            return None
        if _is_player(around):
            size = once(_length, block) + once(_length, caption) + _FEW
            return around if once(_length, around) <= size and not once(_has_figures, around) else None
    return None


def _length(element: _Element) -> int:
    return len(line_of(element) or "")


def _has_figures(element: _Element) -> bool:
    return sum(1 for _ in islice(element.iter("figure"), 2)) == 2


def _with_still(sign: _Element, block: _Element, once: Once) -> _Element:
    """What a sign is laid over: the next element around it that has a picture. Itself if it has one, or if there are
    several around it."""
    part = sign
    while part is not block and not once(_several, part):
        parent = part.getparent()
        assert parent is not None
        part = parent
    return part if part is sign or once(_several, part) == 1 else sign


def _several(element: _Element) -> int:
    """How many pictures are in an element; no more than some are counted."""
    return len(_stills(element, _SEVERAL))


def _stills(element: _Element, most: int) -> list[_Element]:
    """The first pictures in an element, without those for readers who let no script run."""
    found = islice(element.iter(*_STILLS), most)
    return [still for still in found if next(still.iterancestors("noscript"), None) is None]


def _is_player(element: _Element) -> bool:
    """Whether an element plays a film or a recording, holds one that does, or stands in for it."""
    tag = element.tag
    if not isinstance(tag, str):
        return False
    if tag in _FILMS:  # one that plays again and again, and can't be stopped, is a picture that moves
        return "loop" not in element.attrib or "controls" in element.attrib
    if tag in _FRAMES:
        return any(_FRAMED.search(element.get(key) or "") for key in ("src", "data-src", "data-lazy-src", "title"))
    if "-" in tag and _named(tag):
        return True
    for key, value in cast("list[tuple[str, str]]", element.items()):
        if key in _NAMES:
            if _named(value):
                return True
        elif key == "itemtype":
            if _SAID.search(value):
                return True
        elif key.startswith("data-video") and value.strip().lower() not in _NOTHING:
            return True
    return False


def _is_called_player(element: _Element) -> bool:
    """Whether an element has the one word for its name that those have who play games, too."""
    return isinstance(element.tag, str) and any("player" in (element.get(key) or "").split() for key in _CALLED)


def _starts(element: _Element) -> bool:
    """Whether an element is the button that starts a film, or the sign of one."""
    if not isinstance(element.tag, str):
        return False
    if element.tag in ("button", "a") or element.get("role") == "button":
        said = element.get("aria-label") or element.get("title") or ""
        if said and _STARTS.fullmatch(said):
            return True
    return _named_play(element.get("class") or "")


@lru_cache(maxsize=20_000)
def _named(names: str) -> bool:
    """Whether one of an element's names stands for a film, and not for pictures too.

    >>> [_named(name) for name in ("figure video-inline", "image-video", "aspect-video", "player-card", "mediaPlayer")]
    [True, False, False, False, True]
    """
    return any(_is_film(_words(name)) for name in names.split() if len(name) > 2)


def _is_film(words: list[str]) -> bool:
    if not _ELSE.isdisjoint(words):
        return False
    if any(_FILM.fullmatch(word) for word in words):
        return True
    if "player" not in words or len(words) == 1:
        return False
    at = words.index("player")
    return (at > 0 and words[at - 1] in _PLAYS) or _HOLDS.issuperset((*words[:at], *words[at + 1 :]))


@lru_cache(maxsize=20_000)
def _named_play(names: str) -> bool:
    found = [_words(name) for name in names.split() if "play" in name.lower()]
    return any("play" in words and not _LAID.isdisjoint(words) for words in found)


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[^a-z]+", _CAMEL.sub(r"\1-\2", name).lower()) if word]

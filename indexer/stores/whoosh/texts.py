"""The articles of a segment, each compressed by itself with a dictionary of what the archive's articles share.

A frame an article costs a third of what blocks of 64 KiB do to read, and with a dictionary takes less space than they.
Segments written later use the dictionary of those before them, so that merging copies frames as they are.

| part | what it holds |
|---|---|
| `texts` | zstd frames, one an article, in the order of document numbers |
| `texts.ends` | u64 an article: where its frame ends |
| `texts.with` | u8 an article: the number of its dictionary and 1; 0 is none |
| `texts.dictionary.<n>` | a dictionary |
| `heads`, `heads.ends` | what a list of hits shows of each article (`HEAD`), and two u32 an article: where that ends,
and its crc32, since ten hits stand in ten places: to compare what is around them took longer than all else of a page |

A record is a JSON array. Heads are not compressed: a page of hits is found in less time than it takes to unpack ten.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from operator import attrgetter, itemgetter
from types import NoneType
from typing import TYPE_CHECKING, Any
from zlib import crc32

from indexer.article import Article, Caption, Head
from indexer.stores.whoosh.container import Container

if TYPE_CHECKING:
    import msgspec
    import zstandard

HEAD = Head._fields
"""What a head's record holds."""
REST = ("dateline", "updated", "body", "captions", "credit", "keywords", "reader")

LEVEL = 6
_USUAL = 6_000
"""Bytes of a record, by which zstd chooses its tables."""
_SHORTEST, _SEARCHED = 6, 3
"""Bytes of a match, at least, and the logarithm of how many places are tried for one. Most of a record's matches are
in the dictionary, and long: with zstd's own 5, more time is spent on short ones, and a hundredth more space."""
MAX_UNPACKED = 256 * 1024 * 1024
"""No record unpacks to more: a hostile file can't fill the memory."""

DICTIONARY_BYTES = 256 * 1024
"""Of their text, 12,573 news articles take 0.34 so (greedy, 46 microseconds an article), 0.33 lazily (81), 0.37 with
zstd's own 110 KiB and level 3 (30), 0.46 without a dictionary, 0.40 in blocks of 64 KiB. One of 1 MiB would take 0.011
less, and a millisecond to load, each time that a process shows its first passage."""
SMALLEST_TRAINING = 500
"""Articles; from fewer, a dictionary costs more than it saves."""
_SAMPLES, _SAMPLE_BYTES = 1_500, 4_000


_head_of, _rest_of = attrgetter(*HEAD), attrgetter(*REST)
_CAPTIONS = REST.index("captions")


def encode(article: Article) -> tuple[bytes, bytes]:
    """An article as two records: its head, and the rest."""
    rest = _rest_of(article)
    if article.captions:
        captions = [(caption.text, caption.credit, caption.count) for caption in article.captions]
        rest = (*rest[:_CAPTIONS], captions, *rest[_CAPTIONS + 1 :])
    return _encoded(_head_of(article)), _encoded(rest)


def _encoded(values: tuple[Any, ...]) -> bytes:
    try:
        return _encoder().encode(values)
    except UnicodeEncodeError:  # half a surrogate pair, from somebody's broken JSON: only the escaping encoder takes it
        return json.dumps(values, separators=(",", ":")).encode()


@lru_cache(maxsize=1)
def _encoder() -> msgspec.json.Encoder:
    import msgspec

    return msgspec.json.Encoder()


def decode(head: bytes, rest: bytes) -> Article:
    """The article of two records. Raises ValueError for what `encode` never wrote."""
    try:
        article = _article(decode_head(head), json.loads(rest))
        _check(article)
        return article
    except (TypeError, RecursionError) as error:
        raise ValueError(f"not an article: {error}") from error


def decode_own(head: bytes, rest: bytes) -> Article:
    """The same in a third of the time, of records that this process made."""
    import msgspec

    try:
        its, others = msgspec.json.decode(head), msgspec.json.decode(rest)
    except msgspec.MsgspecError:  # half a surrogate pair
        its, others = json.loads(head), json.loads(rest)
    its[_BYLINE] = tuple(its[_BYLINE])
    return _article(its, others)


_in_order = itemgetter(*map((*HEAD, *REST).index, Article.__match_args__))
_BYLINE = HEAD.index("byline")
_BODY, _KEYWORDS, _PICTURES = (len(HEAD) + REST.index(name) for name in ("body", "keywords", "captions"))


def _article(head: Sequence[Any], rest: Sequence[Any]) -> Article:
    if len(head) != len(HEAD) or len(rest) != len(REST):
        raise ValueError("not an article: it has other fields")
    values = [*head, *rest]
    values[_BODY], values[_KEYWORDS] = tuple(values[_BODY]), tuple(values[_KEYWORDS])
    values[_PICTURES] = tuple([Caption(*caption) for caption in values[_PICTURES]])
    return Article(*_in_order(values))


def _check(article: Article) -> None:
    # What isn't text would be found out by whoever prints it.
    captions = article.captions
    texts = {*article.body, *article.keywords, *(caption.text for caption in captions), article.reader}
    perhaps = {article.dateline, article.updated, article.credit, *(caption.credit for caption in captions)}
    kinds = set(map(type, texts)), set(map(type, perhaps)), {type(caption.count) for caption in captions}
    if not (kinds[0] <= {str} and kinds[1] <= {str, NoneType} and kinds[2] <= {int}):
        raise ValueError("not an article: not all of it is text")


def decode_head(head: bytes) -> list[Any]:
    """The values of `HEAD`. Raises ValueError for what `encode` never wrote."""
    return _values_of([head])[0]


def decode_heads(heads: Sequence[bytes | memoryview], *, quickly: bool = False) -> list[Head]:
    """The heads in these records; parsing them together takes half the time. `quickly`: a sixth of it, once msgspec has
    been imported, which takes as long as hundreds of pages. Raises ValueError for what `encode` never wrote."""
    if quickly:
        import msgspec

        # What it doesn't take, half a surrogate pair or another program's bytes, is left to the other one to judge.
        try:
            decoded: list[Head] = _quick_decoder().decode(b"[%b]" % b",".join(heads))
            if len(decoded) == len(heads):
                return decoded
        except (msgspec.MsgspecError, RecursionError):
            pass
    return [Head._make(values) for values in _values_of(heads)]


@lru_cache(maxsize=1)
def _quick_decoder() -> msgspec.json.Decoder[list[Head]]:
    import msgspec

    return msgspec.json.Decoder(list[Head])


def _values_of(heads: Sequence[bytes | memoryview]) -> list[list[Any]]:
    try:
        found: list[list[Any]] = json.loads(b"[%b]" % b",".join(heads))
    except RecursionError as error:
        raise ValueError("not the head of an article") from error
    for values in found:
        if len(values) != len(HEAD):
            raise ValueError("not the head of an article")
        byline = values[4]
        if not isinstance(byline, list):
            raise ValueError("not the head of an article")
        values[4] = tuple(byline)
    kinds = set(map(type, chain.from_iterable(found))), {type(name) for values in found for name in values[4]}
    if len(found) != len(heads) or not (kinds[0] <= {str, NoneType, tuple} and kinds[1] <= {str}):
        raise ValueError("not the head of an article")
    return found


def step(records: int) -> int:
    """Every how manieth of so many records a dictionary is trained on."""
    return max(records // _SAMPLES, 1)


def train(records: Sequence[bytes]) -> bytes:
    """A dictionary of what these records share; b"" if they are too few for one. The same records give the same one."""
    if len(records) < SMALLEST_TRAINING:
        return b""
    import zstandard

    samples: list[bytes | bytearray | memoryview] = [
        record[:_SAMPLE_BYTES] for record in records[:: step(len(records))]
    ]
    # With k and d given, zstd doesn't search for them: a twentieth of the time for the same result.
    try:
        return zstandard.train_dictionary(DICTIONARY_BYTES, samples, k=200, d=8).as_bytes()
    except zstandard.ZstdError:  # too much alike to learn from
        return b""


def packer(dictionary: bytes) -> Callable[[list[bytes]], list[bytes]]:
    """What packs records as frames, with a dictionary if it isn't b"". Frames don't name it: `texts.with` does. Other
    threads can work meanwhile."""
    import zstandard

    if not dictionary:
        compressor = zstandard.ZstdCompressor(level=LEVEL)
    else:
        parameters = zstandard.ZstdCompressionParameters.from_level(
            LEVEL,
            source_size=_USUAL,
            dict_size=len(dictionary),
            strategy=zstandard.STRATEGY_GREEDY,
            min_match=_SHORTEST,
            search_log=_SEARCHED,
            write_dict_id=False,
        )
        shared = zstandard.ZstdCompressionDict(dictionary)
        compressor = zstandard.ZstdCompressor(dict_data=shared, compression_params=parameters)

    def packed(records: list[bytes]) -> list[bytes]:
        if not records:
            return []
        some: list[bytes | bytearray | memoryview] = [*records]
        # With threads of its own, more would be at work than jobs.
        frames = compressor.multi_compress_to_buffer(some, threads=1)
        return [frames[number].tobytes() for number in range(len(frames))]

    return packed


class Texts:
    """The records of an open segment. Its methods raise DamagedArchive."""

    def __init__(self, file: Container, documents: int) -> None:
        self._file = file
        self._documents = documents
        if file.size("texts.ends") != 8 * documents or file.size("texts.with") != documents:
            raise file.damaged("it has texts of another number than articles")
        if file.size("heads.ends") != 8 * documents:
            raise file.damaged("it has heads of another number than articles")
        self._heads_seen = bytearray(documents)
        self._ends_seen = False
        self._unpackers: dict[int, zstandard.ZstdDecompressor] = {}

    def head(self, document: int) -> bytes:
        """The head's record of a document."""
        return bytes(self.heads((document,))[0])

    def heads(self, documents: Sequence[int], *, often: bool = False) -> list[memoryview]:
        """The heads' records of some documents; `often`: the first time is for all later ones, too."""
        seen, check = self._heads_seen, self._file.check
        (_, heads), (ends_at, ends) = self._heads, self._head_ends
        if often and not self._ends_seen:
            check(ends_at, ends_at + ends.nbytes)
            self._ends_seen = True
        found = []
        for document in documents:
            if not self._ends_seen:
                check(ends_at + 8 * max(document - 1, 0), ends_at + 8 * document + 8)
            start, end = ends[2 * document - 2] if document else 0, ends[2 * document]
            if not start <= end <= len(heads):
                raise self._file.damaged("it points beyond the end of heads")
            head = heads[start:end]
            if not seen[document]:
                if crc32(head) != ends[2 * document + 1]:
                    raise self._file.damaged(f"the checksum of the head of document {document} differs")
                seen[document] = 1
            found.append(head)
        return found

    @cached_property
    def _heads(self) -> tuple[int, memoryview]:
        return self._file.place("heads")

    @cached_property
    def _head_ends(self) -> tuple[int, memoryview]:
        at, ends = self._file.place("heads.ends")
        return at, self._file.items(ends, "I")

    def record(self, document: int) -> bytes:
        """The record of the rest of a document."""
        import zstandard

        packed = self.packed(document)
        try:
            size = zstandard.frame_content_size(packed)
            if not 0 <= size <= MAX_UNPACKED:
                raise self._file.damaged(f"the text of document {document} unpacks to {size} bytes")
            return self._unpacker(self._file.bytes("texts.with", document, document + 1)[0]).decompress(packed)
        except zstandard.ZstdError as error:
            raise self._file.damaged(f"the text of document {document} can't be unpacked ({error})") from error

    def packed(self, document: int) -> memoryview:
        """The frame of a document, as it stands."""
        if document:
            start, end = self._file.numbers("texts.ends", "Q", document - 1, document + 1)
        else:
            start, end = 0, self._file.numbers("texts.ends", "Q", 0, 1)[0]
        return self._file.bytes("texts", start, end)

    def dictionaries(self) -> list[bytes]:
        """The dictionaries that its frames need."""
        found: list[bytes] = []
        while (name := f"texts.dictionary.{len(found)}") in self._file:
            found.append(bytes(self._file.bytes(name)))
        return found

    def _unpacker(self, number: int) -> zstandard.ZstdDecompressor:
        if number not in self._unpackers:
            import zstandard

            dictionary = None
            if number:
                name = f"texts.dictionary.{number - 1}"
                if name not in self._file:
                    raise self._file.damaged(f"{name} is missing")
                dictionary = zstandard.ZstdCompressionDict(bytes(self._file.bytes(name)))
            self._unpackers[number] = zstandard.ZstdDecompressor(dict_data=dictionary)
        return self._unpackers[number]

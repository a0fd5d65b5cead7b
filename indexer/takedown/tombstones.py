"""What keeps a forgotten article away: the marks it left, and how a record is compared with them.

A *mark* is a keyed hash (`passages.Hasher.mark`) of one thing that the article was known by. None can be read; whoever
has the archive, and so the key, can test a guess, which can't be otherwise: the next run has to.

| kind | of what |
|---|---|
| `article` | the article's id |
| `identity` | what its id was made from, and would be made from in each of its places: guid within publisher, URL |
| `url` | its URL, whatever its identity is; not a site's front page, nor one that other articles have too |
| `text` | the words of each revision (`identity.text_hash`); not fewer than a passage has, and of words that other \
articles have too not fewer than `TEXT` |
| `place` | each place that it was read from: its source's key and what follows it there |
| `headline` | its headlines, where the text is too short to have passages |
| `file` | a file (its digest, and the readers there were) that holds nothing else: it isn't opened again |
| `kept` | the id of another article that says much the same, and was there, and stayed |

A record stays away if

1. it is the article: its identity, or its URL;
2. or it has the same words, wherever it comes from;
3. or it says much of the same (`Tombstones.recognised`): a third of the passages of the text that was shown, which
   are four at least, or a third of the record. So it is known in another format, and after an edit;
4. or it stands at the same place and has one passage of it; or, where the text was too short for passages, its
   headline. A file whose words are all others now is another article, as far as anybody can tell.

An article that is in the archive with these very words, or that was kept when the other one went, isn't held back.
What an edit rewrote for the most part, under another identity and at another place, isn't recognised.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from indexer import identity
from indexer.article import Article, article_id
from indexer.identity import Identity
from indexer.ledger import articles, forgotten, revisions
from indexer.ledger.connection import Connection
from indexer.ledger.revisions import Revision
from indexer.ledger.sources import Source
from indexer.takedown.passages import SHORTEST, Finder, Hasher, Passage, sequences, unpacked, words

SHARE, COPY = 3, 2
"""One passage in so many of a text's makes another text one that stays away, or one that is a copy.

Of 200 Reuters stories that were forgotten, 163 of the 176 with thirty words or more were known again, the others having
copies that stayed; 145 with a fifth of their sentences replaced and 127 with a third, 146 with a twentieth of their
words replaced and 76 with a tenth. Of 3,000 later stories one was held back, a new version of one of them. With 2 in
the place of 3 it is 133, 106, 118 and 30, and the same one."""
SEVERAL = 4
"""Passages, some fifty words, that are more than a quotation."""
PART = 3
"""Fewer count if they are one part in so many of the record."""
TEXT = 20
"""Words that say something: of fewer, many articles may consist ("Subscribe to read the whole story")."""


Mark = tuple[str, bytes]
"""A kind, and the hash."""


def place_mark(hasher: Hasher, key: str, suffix: str) -> bytes:
    """The mark of a place."""
    return hasher.mark("place", _bytes(f"{key}\0{suffix}"))


def file_mark(hasher: Hasher, digest: str, fingerprint: str) -> bytes:
    """The mark of a file with this content, as these readers see it."""
    return hasher.mark("file", _bytes(f"{digest}\0{fingerprint}"))


def headline_mark(hasher: Hasher, headline: str) -> bytes:
    """The mark of a headline."""
    return hasher.mark("headline", _bytes(" ".join(words(headline))))


def article_mark(hasher: Hasher, id: str, kind: str = "article") -> bytes:
    """The mark of an id."""
    return hasher.mark(kind, id.encode())


def marks(
    hasher: Hasher, article: Article, place: tuple[str, str] | None, *, urls: Container[str], texts: Container[bytes]
) -> Iterator[Mark]:
    """The marks of an article in one revision. `place` is the key of its source, and what follows the source's locator;
    None where nobody knows. These `urls` and `texts` (their hashes) other articles have too."""
    length = len(words(" ".join(article.body) or article.headline or ""))
    if place is not None:
        key, suffix = place
        named = identity.identity(article, key + suffix, key)
        if article.guid or article.url:
            yield "identity", hasher.mark("identity", _bytes(named.name))
        yield "place", place_mark(hasher, key, suffix)
    elif article.guid and article.publisher:
        yield "identity", hasher.mark("identity", _bytes(identity.identity(article, "", "").name))
    if article.url and article.url not in urls and not _is_front_page(article.url):
        yield "url", hasher.mark("url", _bytes(article.url))
    text = identity.text_hash(article)
    if text is not None and length >= (TEXT if text in texts else SHORTEST):
        yield "text", hasher.mark("text", text)
    if article.headline and length < SHORTEST:
        yield "headline", headline_mark(hasher, article.headline)


def _is_front_page(url: str) -> bool:
    """Whether an address is that of a whole site.

    >>> _is_front_page("https://example.org/"), _is_front_page("https://example.org/?p=7")
    (True, False)
    """
    _, _, rest = url.partition("://")
    return not rest.partition("/")[2].strip("/") and "?" not in url


def is_much_of(own: int, hits: Iterable[Passage], length: int, share: int = SHARE) -> bool:
    """Whether a text of `length` words that has these of another text's `own` passages says much the same.

    >>> is_much_of(40, [Passage(12, n) for n in range(20)], 900), is_much_of(40, [Passage(12, 1)], 40)
    (True, False)
    """
    found = list(hits)
    if not found or len(found) * share < own:
        return False
    return len(found) >= SEVERAL or sum(one.words for one in found) * PART >= length


class Tombstones:
    """All of an archive's, in memory; some 150 bytes for each passage of a forgotten text."""

    def __init__(self, db: Connection, key: bytes) -> None:
        self.hasher = Hasher(key)
        self._marks: dict[Mark, set[int]] = {}
        self._files: dict[bytes, int] = {}
        for one in forgotten.TOMBSTONES.select(db):
            if one.kind == "file":
                self._files[one.mark] = one.records
            else:
                self._marks.setdefault((one.kind, one.mark), set()).add(one.forgotten)
        self._own: dict[int, int] = {}
        self._owners: dict[Passage, list[int]] = {}
        for row in forgotten.all_of_them(db):
            own = unpacked(row.passages)
            self._own[row.id] = len(own)
            for passage in own:
                self._owners.setdefault(passage, []).append(row.id)
        self._finder = Finder(self.hasher, self._owners)

    @classmethod
    def load(cls, db: Connection) -> Tombstones | None:
        """Those of this ledger; None where nothing was ever forgotten."""
        key = forgotten.key(db)
        return None if key is None else cls(db, key)

    def file(self, digest: str, fingerprint: str) -> int:
        """How many forgotten articles a file holds that is known to hold nothing else; 0 for any other."""
        return self._files.get(file_mark(self.hasher, digest, fingerprint), 0)

    def note_file(self, db: Connection, digest: str, fingerprint: str, records: int) -> None:
        """Note that a file holds so many forgotten articles and nothing else."""
        mark = file_mark(self.hasher, digest, fingerprint)
        self._files[mark] = records
        forgotten.mark(db, "file", mark, records)

    def has_article(self, id: str) -> bool:
        """Whether the article with exactly this id is forgotten."""
        return ("article", article_mark(self.hasher, id)) in self._marks

    def is_kept(self, id: str) -> bool:
        """Whether this article was there, and stayed, when one that says much the same was forgotten."""
        return ("kept", article_mark(self.hasher, id, "kept")) in self._marks

    def has(self, kind: str, data: bytes) -> bool:
        """Whether something of this kind is known to be forgotten."""
        return (kind, self.hasher.mark(kind, data)) in self._marks

    def withholds(self, db: Connection, article: Article, source: Source, suffix: str) -> bool:
        """Whether a record at this place of a source stays away."""
        text, named = identity.text_hash(article), identity.identity(article, source.key + suffix, source.key)
        if not self._is_known(article, text, named, place_mark(self.hasher, source.key, suffix)):
            return False
        return not self._is_here(db, named, text, revisions.at(db, source.id, suffix))

    def recognised(self, runs: Sequence[Sequence[str]]) -> set[int]:
        """The forgotten articles that these runs of words say much of."""
        hits = self._hits(runs)
        length = sum(map(len, runs))
        return {number for number, found in hits.items() if is_much_of(self._own[number], found, length)}

    def _is_known(self, article: Article, text: bytes | None, named: Identity, place: bytes) -> bool:
        if self.has("identity", _bytes(named.name)) or (article.url and self.has("url", _bytes(article.url))):
            return True
        if text is not None and self.has("text", text):
            return True
        runs = sequences(article)
        if self.recognised(runs):
            return True
        here = self._marks.get(("place", place), set())
        if not here:
            return False
        if not here.isdisjoint(self._hits(runs)):
            return True
        same = self._marks.get(("headline", headline_mark(self.hasher, article.headline or "")), set())
        return not here.isdisjoint(same)

    def _is_here(self, db: Connection, named: Identity, text: bytes | None, there: Sequence[Revision]) -> bool:
        """Whether the record's own article is in the archive with these words, or was kept on purpose; `there` is what
        was read at its place."""
        row = articles.get(db, article_id(named.name))
        own = row is not None and row.identity == _bytes(named.name) and row.state == "live"
        if row is not None and own and (self.is_kept(row.id) or (text and revisions.says(db, row.id, text))):
            return True
        same = (articles.get(db, one.article) for one in there if text is not None and one.text == text)
        return any(found is not None and found.state == "live" for found in same)

    def _hits(self, runs: Sequence[Sequence[str]]) -> Mapping[int, set[Passage]]:
        found: dict[int, set[Passage]] = {}
        for run in runs:
            for passage in self._finder.found(run):
                for number in self._owners[passage]:
                    found.setdefault(number, set()).add(passage)
        return found


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

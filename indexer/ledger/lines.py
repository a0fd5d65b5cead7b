"""Which lines recur over a publisher's articles: where each was seen, and what was decided about those seen often.

`sightings` is counted over, `lines` says what of it is an article's, `boilerplate` keeps the verdicts. A line is known
by 64 bits of the hash of its folded text and its publisher's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.ledger.connection import Connection
from indexer.ledger.rows import Table, marks

ONCE = 3
"""The place of a line that an article had in another revision, and whether that was an edit hangs on it. It isn't
counted."""


class SightingRow(NamedTuple):
    """A line in one article: its `day` (an ordinal, 0 for unknown), its `place` (0 top, 1 amid, 2 end, or ONCE) and the
    key of the `story` that the article tells."""

    line: int
    article: str
    day: int
    place: int
    story: int


class LinesRow(NamedTuple):
    """The lines of one article that are counted: their keys, 8 bytes each, in this machine-independent order: little
    endian, ascending."""

    article: str
    lines: bytes


class Ruling(NamedTuple):
    """A line that recurs, or about which somebody decided.

    - `publisher`: whose it is (or the host's, or the file's name); `text`: as it stands in the article `sample`, the
      first of those that have it;
    - `articles`, `days`: how many have it; `counted`: whether the counts make boilerplate of it;
    - `decision`: `keep` or `force`, which goes before the counts; None where nobody decided.
    """

    line: int
    publisher: str
    text: str
    sample: str
    articles: int
    days: int
    counted: int
    decision: str | None

    @property
    def taken(self) -> bool:
        """Whether the line is taken out."""
        return self.decision == "force" or (bool(self.counted) and self.decision != "keep")

    @property
    def name(self) -> str:
        """The line's name for people: its key in 16 hex digits."""
        return f"{self.line & 0xFFFFFFFFFFFFFFFF:016x}"


class Count(NamedTuple):
    """What was counted of one line; `sample` is the first of its articles."""

    line: int
    articles: int
    stories: int
    days: int
    top: int
    end: int
    span: int
    sample: str


SIGHTINGS: Table[SightingRow] = Table("sightings", SightingRow)
LINES: Table[LinesRow] = Table("lines", LinesRow)
RULINGS: Table[Ruling] = Table("boilerplate", Ruling)


def replace_all(db: Connection, articles: Sequence[str], rows: Iterable[SightingRow]) -> None:
    """Let `rows` be all that is counted of these articles, and note in the run's table `recounted` which lines it
    concerns."""
    kept: dict[str, list[int]] = {}
    added = sorted(rows)
    for row in added:
        kept.setdefault(row.article, []).append(row.line)
    old: list[tuple[int, str]] = []
    for start in range(0, len(articles), 500):
        some = articles[start : start + 500]
        for before in LINES.select(db, f"WHERE article IN ({marks(some)})", some):
            old += ((line, before.article) for line in _unpacked(before.lines))
    if old:
        db.execute_all("DELETE FROM sightings WHERE line = ? AND article = ?", sorted(old))
        db.execute_all("DELETE FROM lines WHERE article = ?", ((article,) for article in articles))
    SIGHTINGS.insert_all(db, added)
    LINES.insert_all(db, (LinesRow(article, _packed(lines)) for article, lines in sorted(kept.items())))
    changed = sorted({row.line for row in added} | {line for line, _ in old})
    db.execute_all("INSERT OR IGNORE INTO recounted VALUES (?)", ((line,) for line in changed))


def forget(db: Connection, run: int) -> None:
    """Forget what is counted of the articles that this run brought. The index doesn't hold them, so that there is
    nothing, unless something else went wrong."""
    held = "SELECT article FROM lines WHERE article IN (SELECT id FROM articles WHERE first = ?)"
    if articles := [article for (article,) in db.rows(held, (run,))]:
        replace_all(db, articles, ())


def counts(db: Connection, fewest: int) -> Iterator[Count]:
    """The recounted lines that stand in at least so many articles, or that somebody decided about."""
    sql = (
        "SELECT line, count(*), count(DISTINCT story), count(DISTINCT nullif(day, 0)), sum(place = 0), sum(place = 2), "
        "coalesce(max(day) - min(nullif(day, 0)), 0), min(article) "
        f"FROM recounted CROSS JOIN sightings USING (line) WHERE place < {ONCE} GROUP BY line "
        "HAVING count(*) >= ? OR line IN (SELECT line FROM boilerplate WHERE decision IS NOT NULL)"
    )
    for row in db.rows(sql, (fewest,)):
        yield Count(*row)


def rare(db: Connection, fewest: int) -> Iterator[tuple[Ruling, int]]:
    """The rulings about recounted lines that stand in fewer articles now, with how many these are; one that somebody
    decided about is rare when it is in none."""
    seen = f"(SELECT count(*) FROM sightings WHERE sightings.line = boilerplate.line AND place < {ONCE})"
    where = f"JOIN recounted USING (line) WHERE {seen} < iif(decision IS NULL, ?, 1)"
    for ruling in list(RULINGS.select(db, where, (fewest,))):
        row = db.row(f"SELECT count(*) FROM sightings WHERE line = ? AND place < {ONCE}", (ruling.line,))
        yield ruling, int(row[0]) if row else 0


def ruling(db: Connection, line: int) -> Ruling | None:
    """What was decided about this line."""
    return RULINGS.one(db, "WHERE line = ?", (line,))


def rulings(db: Connection) -> Iterator[Ruling]:
    """All of them, by publisher, what stands in most articles first."""
    return RULINGS.select(db, "ORDER BY publisher, articles DESC, text, line")


def rule(db: Connection, ruling: Ruling) -> None:
    """Let this be the ruling about its line."""
    db.execute("DELETE FROM boilerplate WHERE line = ?", (ruling.line,))
    RULINGS.insert(db, ruling)


def drop(db: Connection, line: int) -> None:
    """There is nothing to say about this line any more."""
    db.execute("DELETE FROM boilerplate WHERE line = ?", (line,))


def taken(db: Connection, lines: Sequence[int]) -> set[int]:
    """Those of these lines that are taken out."""
    found: set[int] = set()
    for start in range(0, len(lines), 500):
        some = lines[start : start + 500]
        found |= {row.line for row in RULINGS.select(db, f"WHERE line IN ({marks(some)})", some) if row.taken}
    return found


def samples(db: Connection, articles: Sequence[str]) -> set[str]:
    """Those of these articles that rulings have their texts from."""
    found: set[str] = set()
    for start in range(0, len(articles), 500):
        some = articles[start : start + 500]
        found |= {row.sample for row in RULINGS.select(db, f"WHERE sample IN ({marks(some)})", some)}
    return found


def articles_with(db: Connection, line: int, limit: int = -1) -> list[str]:
    """The first articles that have this line, by id."""
    sql = f"SELECT article FROM sightings WHERE line = ? AND place < {ONCE} ORDER BY article LIMIT ?"
    rows = db.rows(sql, (line, limit))
    return [article for (article,) in rows]


def days_of(db: Connection, line: int) -> int:
    """On how many known days this line was printed."""
    row = db.row("SELECT count(DISTINCT nullif(day, 0)) FROM sightings WHERE line = ?", (line,))
    return int(row[0]) if row else 0


def begin_count(db: Connection) -> None:
    """Nothing is recounted."""
    db.execute("DELETE FROM recounted")


def recount(db: Connection, line: int) -> None:
    """Let this line be counted anew."""
    db.execute("INSERT OR IGNORE INTO recounted VALUES (?)", (line,))


def flip(db: Connection, line: int) -> None:
    """Note that the articles with this line look different now."""
    db.execute("INSERT OR IGNORE INTO flipped SELECT article FROM sightings WHERE line = ?", (line,))


def settle(db: Connection, articles: Iterable[str]) -> None:
    """These look as they should."""
    db.execute_all("DELETE FROM flipped WHERE article = ?", ((article,) for article in articles))


def flipped(db: Connection, later: str) -> list[str]:
    """Some articles that look different now, ascending; not those that the run comes to anyway (the temporary table
    `touched`), after the article `later`."""
    sql = (
        "SELECT article FROM flipped WHERE NOT (article > ? AND article IN (SELECT article FROM touched)) "
        "ORDER BY article LIMIT 64"
    )
    return [article for (article,) in db.rows(sql, (later,))]


def count_flipped(db: Connection) -> int:
    """How many look different now."""
    row = db.row("SELECT count(*) FROM flipped")
    return int(row[0]) if row else 0


def forget_counts(db: Connection) -> None:
    """Forget what was seen, and every ruling but what somebody decided; every article is counted anew."""
    for damaged in list(RULINGS.damaged(db)):
        db.execute("DELETE FROM boilerplate WHERE line = ?", (damaged.line,))
    db.execute("DELETE FROM sightings")
    db.execute("DELETE FROM lines")
    db.execute("DELETE FROM boilerplate WHERE decision IS NULL")
    for kept in list(RULINGS.select(db)):
        RULINGS.update(db, kept._replace(counted=0, articles=0, days=0, sample=""))


def incomplete(db: Connection, fewest: int) -> bool:
    """Whether sightings are missing, or there are more than the articles' lines say; or a line stands in at least
    `fewest` articles, and in another number of them than was last counted."""
    row = db.row("SELECT (SELECT total(length(lines)) / 8 FROM lines) != (SELECT count(*) FROM sightings)")
    if row and row[0]:
        return True
    seen = f"SELECT line, count(*) AS seen FROM sightings WHERE place < {ONCE} GROUP BY line HAVING seen >= ?"
    uncounted = f"SELECT 1 FROM ({seen}) LEFT JOIN boilerplate USING (line) WHERE articles IS NOT seen"
    return db.row(uncounted, (fewest,)) is not None


def _packed(lines: Sequence[int]) -> bytes:
    return b"".join(line.to_bytes(8, "little", signed=True) for line in lines)


def _unpacked(lines: bytes) -> Iterator[int]:
    for start in range(0, len(lines), 8):
        yield int.from_bytes(lines[start : start + 8], "little", signed=True)

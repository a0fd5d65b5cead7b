"""The ledger's schema, as the steps that lead to it: step n brings a ledger from version n to n + 1.

A step that was released is never edited; the next change is the next step. Paths are bytes, because file names are,
and so are identities, which have a NUL in them; hashes are blake2b. Every table's last column is the hash of the others
(see `rows`); a step that fills a table calls `seal(table, columns...)` for it.
"""

from __future__ import annotations

APPLICATION_ID = 0x6D6F7267
"""`morg`, in the file's header: tells a ledger from any other SQLite file."""

_FIRST = (
    """CREATE TABLE publication (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        generation INTEGER NOT NULL,
        manifest BLOB NOT NULL,
        cleaner TEXT NOT NULL,
        hash BLOB NOT NULL
    )""",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        started TEXT NOT NULL,
        finished TEXT,
        outcome TEXT NOT NULL,
        arguments TEXT NOT NULL,
        report TEXT,
        hash BLOB NOT NULL
    )""",
    """CREATE TABLE sources (
        id INTEGER PRIMARY KEY,
        path BLOB NOT NULL UNIQUE,
        root BLOB NOT NULL,
        locator TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE,
        digest TEXT,
        readers TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('read', 'ignored', 'failed')),
        reason TEXT,
        cleaned INTEGER NOT NULL,
        articles INTEGER NOT NULL,
        ignored INTEGER NOT NULL,
        modified INTEGER NOT NULL,
        first INTEGER NOT NULL REFERENCES runs(id),
        last INTEGER NOT NULL REFERENCES runs(id),
        vanished INTEGER REFERENCES runs(id),
        hash BLOB NOT NULL
    )""",
    "CREATE INDEX sources_digest ON sources(digest)",
    """CREATE TABLE failures (
        id INTEGER PRIMARY KEY,
        source INTEGER REFERENCES sources(id) ON DELETE CASCADE,
        scope BLOB NOT NULL,
        locator TEXT NOT NULL,
        reason TEXT NOT NULL,
        run INTEGER NOT NULL REFERENCES runs(id),
        hash BLOB NOT NULL
    )""",
    "CREATE INDEX failures_source ON failures(source)",
    """CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        identity BLOB NOT NULL,
        local INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('live', 'removed')),
        current INTEGER,
        indexed BLOB,
        language TEXT,
        counted INTEGER NOT NULL,
        first INTEGER NOT NULL REFERENCES runs(id),
        hash BLOB NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE revisions (
        id INTEGER PRIMARY KEY,
        article TEXT NOT NULL REFERENCES articles(id),
        source INTEGER NOT NULL REFERENCES sources(id),
        suffix TEXT NOT NULL,
        record BLOB NOT NULL,
        text BLOB,
        updated INTEGER NOT NULL,
        published INTEGER NOT NULL,
        crawled INTEGER NOT NULL,
        cleaned INTEGER NOT NULL,
        present INTEGER NOT NULL,
        run INTEGER NOT NULL REFERENCES runs(id),
        hash BLOB NOT NULL
    )""",
    "CREATE INDEX revisions_article ON revisions(article)",
    "CREATE INDEX revisions_source ON revisions(source, suffix)",
    "CREATE INDEX revisions_text ON revisions(text)",
    """CREATE TABLE readings (
        id INTEGER PRIMARY KEY REFERENCES revisions(id) ON DELETE CASCADE,
        content BLOB NOT NULL,
        hash BLOB NOT NULL
    )""",
    """CREATE TABLE changes (
        article TEXT NOT NULL REFERENCES articles(id),
        number INTEGER NOT NULL,
        rule TEXT NOT NULL,
        line TEXT,
        field TEXT,
        times INTEGER NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (article, number)
    ) WITHOUT ROWID""",
)

# How many changes each indexed article has, so that one that is gone is missed.
_COUNTED_CHANGES = (
    """CREATE TABLE decisions (
        article TEXT PRIMARY KEY REFERENCES articles(id),
        changes INTEGER NOT NULL,
        hash BLOB NOT NULL
    ) WITHOUT ROWID""",
    """INSERT INTO decisions SELECT id, made, seal('decisions', id, made) FROM (
        SELECT id, (SELECT count(*) FROM changes WHERE article = articles.id) AS made
        FROM articles WHERE indexed IS NOT NULL
    )""",
)

# What runs write over, so that they can be undone.
_JOURNAL = (
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY,
        run INTEGER NOT NULL,
        kind TEXT NOT NULL,
        which TEXT NOT NULL,
        before BLOB,
        hash BLOB NOT NULL
    )""",
    "CREATE INDEX journal_which ON journal(kind, which, run)",
    "CREATE INDEX journal_run ON journal(run, kind)",
)

# Which lines recur over a publisher's articles. They are counted when the articles are next cleaned, which a raised
# version of the cleaning brings about.
_LINES = (
    """CREATE TABLE sightings (
        line INTEGER NOT NULL,
        article TEXT NOT NULL,
        day INTEGER NOT NULL,
        place INTEGER NOT NULL,
        story INTEGER NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (line, article)
    ) WITHOUT ROWID""",
    """CREATE TABLE lines (
        article TEXT PRIMARY KEY REFERENCES articles(id),
        lines BLOB NOT NULL,
        hash BLOB NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE boilerplate (
        line INTEGER PRIMARY KEY,
        publisher TEXT NOT NULL,
        text TEXT NOT NULL,
        sample TEXT NOT NULL,
        articles INTEGER NOT NULL,
        days INTEGER NOT NULL,
        counted INTEGER NOT NULL,
        decision TEXT CHECK (decision IN ('keep', 'force')),
        hash BLOB NOT NULL
    )""",
)

# What was taken down, as far as that must be known so that it stays away.
_FORGETTING = (
    "CREATE TABLE secret (id INTEGER PRIMARY KEY CHECK (id = 1), key BLOB NOT NULL, hash BLOB NOT NULL)",
    """CREATE TABLE forgotten (
        id INTEGER PRIMARY KEY,
        day TEXT NOT NULL,
        passages BLOB NOT NULL,
        others BLOB NOT NULL,
        hash BLOB NOT NULL
    )""",
    """CREATE TABLE tombstones (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        mark BLOB NOT NULL,
        forgotten INTEGER NOT NULL,
        records INTEGER NOT NULL,
        hash BLOB NOT NULL
    )""",
    """CREATE TABLE withheld (
        source INTEGER PRIMARY KEY REFERENCES sources(id) ON DELETE CASCADE,
        records INTEGER NOT NULL,
        hash BLOB NOT NULL
    )""",
    "CREATE TABLE unfinished (id INTEGER PRIMARY KEY CHECK (id = 1), since TEXT NOT NULL, hash BLOB NOT NULL)",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _COUNTED_CHANGES, _JOURNAL, _LINES, _FORGETTING)

LINES_SINCE = MIGRATIONS.index(_LINES) + 1
"""The version from which on lines are counted."""

FORGETTING_SINCE = MIGRATIONS.index(_FORGETTING) + 1
"""The version from which on articles are forgotten."""

READABLE = 1
"""The oldest version that is read as it is; one that is older must be migrated by a writer first."""

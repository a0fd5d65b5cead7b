"""What can go wrong, drawn as a tree; every message says what to do next.

    MorgueError                      exit 70
    ├── UsageError                   exit 2    the call itself is wrong: a missing source, a bad option
    │   └── QueryError               exit 2    the query can't be read; carries the query and where in it
    │       └── UnsupportedQuery     exit 2    read, but this engine can't answer it
    ├── UnknownArticle               exit 1    no article has this id
    ├── PruneRefused                 exit 5    --prune would remove more than a fifth of a source
    ├── UndoRefused                  exit 5    later runs built on the one to be undone
    ├── StaleArchive                 exit 5    older than the threshold that was asked for
    ├── NoArchive                    exit 6    there is no archive in that place
    ├── DamagedArchive               exit 4    bytes are not what was written; names the file and `morgue rebuild`
    ├── UnsupportedFormat            exit 4    the archive was written by a newer release
    ├── OutputError                  exit 74   disk full, input/output error
    └── LockBusy                     exit 75   another process is writing

An error's `exit_code` is what the command line ends with. What is wrong with one source is not an error: it is a
`Skipped` line in the report, and the run goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.report import Report


RESTORE = "restore it from a backup, or make a new archive from the sources with: morgue --archive NEW index SOURCE..."
"""What is left to do about a ledger that can't be read."""


class MorgueError(Exception):
    """The root: anything that morgue itself reports. `exit_code` is the process's."""

    exit_code = 70


class UsageError(MorgueError):
    """The call is wrong; nothing was read or written."""

    exit_code = 2


class QueryError(UsageError):
    """A query that can't be read. `position` and `length` (characters) say where the caret goes.

    Who has only the tree gives `node`, the part of it (`search.query.ast.Node`) that is wrong; who has the text adds
    its place there.
    """

    def __init__(
        self, message: str, *, node: object = None, query: str = "", position: int = 0, length: int = 1
    ) -> None:
        super().__init__(message)
        self.node = node
        self.query = query
        self.position = position
        self.length = max(length, 1)


class UnsupportedQuery(QueryError):
    """A query that was read but that the engine can't answer; never silently something else."""


class UnknownArticle(MorgueError):
    """No article has this id, or begins with it."""

    exit_code = 1


class PruneRefused(MorgueError):
    """--prune found too much gone; nothing was removed, the rest of the run was published: its `report`."""

    exit_code = 5
    report: Report | None = None


class UndoRefused(MorgueError):
    """A run can't be taken apart from later ones; nothing was changed."""

    exit_code = 5


class StaleArchive(MorgueError):
    """The archive is older than the threshold that was asked for."""

    exit_code = 5


class NoArchive(MorgueError):
    """No archive in the place that was named."""

    exit_code = 6


class DamagedArchive(MorgueError):
    """Bytes of the archive are not those that were written. The message names the file and `morgue rebuild`."""

    exit_code = 4


class UnsupportedFormat(MorgueError):
    """The archive was written by a newer release, or by an older one that needs a named command first."""

    exit_code = 4


class OutputError(MorgueError):
    """The operating system refused a read or a write (disk full, input/output error)."""

    exit_code = 74


def refused(what: str, error: OSError) -> OutputError:
    """The error to raise where the system refused: `what` it was about, its reason, and what to do about that.

    >>> print(refused("can't write a", OSError(28, "No space left on device")))
    can't write a: No space left on device; free some space, and run again
    """
    import errno

    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            advice = "free some space, and run again"
        case errno.EFBIG:
            advice = "raise the limit of a file's size (ulimit -f), or name another place"
        case errno.EMFILE:
            advice = "raise the limit of open files (ulimit -n), and run again"
        case errno.ENFILE | errno.EAGAIN:
            advice = "the machine has too much to do; end some programs, or try again later"
        case errno.ENOMEM:
            advice = "free some memory, and run again"
        case errno.EBUSY | errno.ETXTBSY:
            advice = "another program is using it; try again later"
        case errno.ESTALE | errno.ENOTCONN | errno.ETIMEDOUT | errno.EHOSTDOWN | errno.EHOSTUNREACH:
            advice = "mount the share again that it is on, and run again"
        case errno.EACCES | errno.EPERM:
            advice = "ask its owner for access, or name another place"
        case errno.EROFS:
            advice = "what is mounted there can't be written; name another place"
        case errno.ENOENT | errno.ENOTDIR | errno.EISDIR | errno.EEXIST | errno.ENAMETOOLONG | errno.ELOOP:
            advice = "name another place"
        case errno.ENOLCK | errno.EOPNOTSUPP:
            advice = "an archive needs a file system with locks; name another place"
        case errno.EIO:
            advice = "mend the disk, and run again"
        case _:
            advice = "the system's log may say why; mend that, and run again"
    return OutputError(f"{what}: {error.strerror or error}; {advice}")


class LockBusy(MorgueError):
    """Another process holds the archive's write lock."""

    exit_code = 75

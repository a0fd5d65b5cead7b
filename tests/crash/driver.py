"""Kills a writer at a chosen moment, again and again, and looks at what it left.

A moment is a call that changes what a reader could see or what a power cut would leave: fsync, rename, replace and
unlink of files, the ledger's transactions, its being written anew. The writer is a fork of this process, so that
nothing is imported anew for each of the some hundred deaths; this process has a test's folder to itself.

    python -m tests.crash.driver FOLDER SCENARIO HOW [EVERY]     prints {"deaths": n, "faults": [...]}

SCENARIO is `first` (from nothing), `update`, `parts` (an update that publishes every fourth article), `rebuild`, `undo`
(of an update), `forget` (of an article and its copies), `compact`, `backup` (of an updated archive, over a backup made
before the update) or `first-backup` (of the same, where there was none). HOW is `kill` at every EVERYth moment, `twice`
(the run that follows dies too), `term` (SIGTERM in place of SIGKILL: the writer has to end cleanly), `fail` (the call
fails as on a broken disk) or `times` (EVERY deaths at random times).
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from indexer import backup, note, pipeline
from indexer.archive import Archive
from indexer.errors import NoArchive, OutputError, UsageError
from indexer.ledger.connection import Connection
from indexer.session import Session
from indexer.signals import Interrupted, interruptible
from indexer.takedown import leftovers
from tests.support import remains

WORDS = (
    "rail",
    "strike",
    "harbour",
    "council",
    "flood",
    "vote",
    "budget",
    "museum",
    "bridge",
    "school",
    "river",
    "road",
)
TOLD = "They all tell council in the same words"
"""What the articles of one story say, and no other."""

MOMENTS = ("fsync", "rename", "replace", "unlink")


class State(NamedTuple):
    """What a searcher sees: the generation, all articles, what one word finds, and which of them are copies."""

    generation: int
    articles: tuple[tuple[str, str | None, tuple[str, ...]], ...]
    found: tuple[str, ...]
    stories: tuple[str | None, ...]


def write_sources(folder: Path, edition: int) -> None:
    """Twelve files, two of them one story; the second edition changes two of them, renames one, takes one away and has
    one more, and one more of that story. Beside them a weekly, whose box under each report recurs often enough to go in
    the second edition."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, word in enumerate(WORDS):
        name = f"{number:02}-{word}.txt"
        told = WORDS[4] if number in ((4, 9) if edition == 1 else (4, 8, 9)) else word
        text = f"The {word} of the year\n\nA long report about the {told} and about number {number} of the day.\n"
        if told == WORDS[4]:
            text += "\n" + " ".join(f"They all tell {what} in the same words." for what in WORDS[3:8]) + "\n"
        if edition == 2:
            if number == 1:
                continue
            if number in (2, 3):
                text += f"\nThis was added to the {word} report in the evening, after the strike was over.\n"
            if number == 4:
                name = "renamed.txt"
        (folder / name).write_text(text)
    with (folder / "weekly.jsonl").open("w") as weekly:
        for number in range(1, 2 + edition):
            text = (
                f"The harbour weekly number {number} had {number} reports.\n\nJo Doe writes this column for the Weekly."
            )
            row = {"id": str(number), "source": "Weekly", "date": f"2020-{number:02}-05", "text": text}
            weekly.write(json.dumps(row) + "\n")
    if edition == 2:
        (folder / "new.txt").write_text("A new strike\n\nNobody had expected the rail strike to begin again so soon.\n")


def leave_free_pages(ledger: Path) -> None:
    """Leave in the ledger what a release that didn't overwrite what it deleted could have left there."""
    with closing(sqlite3.connect(ledger, isolation_level=None)) as db:
        db.execute("PRAGMA secure_delete=OFF")
        db.execute("CREATE TABLE other (x)")
        db.executemany("INSERT INTO other VALUES (?)", [(TOLD * 200,)] * 4)
        db.execute("DROP TABLE other")


def observe(archive: Path) -> State | None:
    """The archive as a new searcher finds it; None where nothing was ever published."""
    from search.searcher import open_archive

    try:
        with open_archive(archive) as searcher:
            stories = {hit.id: hit.story for hit in searcher.search("*", limit=None, snippets=False).hits}
            ids = sorted(stories)
            articles = [searcher.get(id) for id in ids]
            found = tuple(hit.id for hit in searcher.search("strike", limit=None).hits)
            texts = tuple((a.id, a.headline, a.body) for a in articles)
            return State(searcher.generation, texts, found, tuple(stories[id] for id in ids))
    except NoArchive:
        return None


def fork(work: Callable[[], object]) -> int:
    """Do `work` in a process of its own; its exit code, negative for the signal that killed it."""
    child = os.fork()
    if child == 0:
        try:
            with interruptible():
                work()
            os._exit(0)
        except (Interrupted, OutputError) as error:
            os._exit(error.exit_code)
        except BaseException:  # noqa: BLE001 - a fork must never return into what its parent was doing
            traceback.print_exc()
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def fail_at(moment: int) -> None:
    """Let the `moment`th fsync, rename or replace (from 0) of this process, and all that follow, fail."""
    calls = iter(range(sys.maxsize))

    def failing(call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            if next(calls) >= moment:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return call(*arguments, **named)

        return called

    for name in ("fsync", "rename", "replace"):
        setattr(os, name, failing(getattr(os, name)))


def signal_at(moment: int, number: int, *, after: bool) -> None:
    """Send this process a signal at its `moment`th call (from 0): before it is made, or when it is just done."""
    calls = iter(range(sys.maxsize))

    def deadly(call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            last = next(calls) == moment
            if last and not after:
                os.kill(os.getpid(), number)
            result = call(*arguments, **named)
            if last and after:
                os.kill(os.getpid(), number)
            return result

        return called

    for name in MOMENTS:
        setattr(os, name, deadly(getattr(os, name)))
    for name in ("begin", "commit", "write_anew", "empty_log"):
        setattr(Connection, name, deadly(getattr(Connection, name)))


def strangers(archive: Path) -> set[str]:
    """The files of the archive that neither the published manifest nor the archive itself knows."""
    manifest = json.loads((archive / "index" / "manifest.json").read_bytes())
    named = {file["name"] for segment in manifest["segments"] for file in segment["files"]}
    named |= {"manifest.json", manifest["stories"]["name"], f"_MAIN_{manifest['generation']}.toc"}
    known = {"morgue.toml", "ledger.sqlite3", "ledger.sqlite3-wal", "ledger.sqlite3-shm", "lock", "index", note.NAME}
    return {p.name for p in (archive / "index").iterdir()} - named | {p.name for p in archive.iterdir()} - known


@contextmanager
def watched(look: Callable[[], object]) -> Iterator[None]:
    """Look each time that something was published in here."""
    publish = Session._publish

    def published(session: Session, *arguments: Any, **named: Any) -> None:
        publish(session, *arguments, **named)
        look()

    with patch.object(Session, "_publish", published):
        yield


class Scenario:
    """A folder with sources and an archive, and what is done to it: from nothing, an update, a rebuild."""

    def __init__(self, folder: Path, name: str) -> None:
        self.sources = folder / "news"
        self.base = folder / "base"
        self.origin = folder / "origin"
        self.archive = folder / "archive"
        self.name = name
        self._turn = False
        if name != "first":
            write_sources(self.sources, 1)
            first = self.origin if "backup" in name else self.base
            pipeline.run([self.sources], archive=first, jobs=1)
        write_sources(self.sources, 2)
        if name == "backup":
            backup.make(Archive(self.origin), self.base)
        if "backup" in name:
            pipeline.run([self.sources], archive=self.origin, prune="yes", jobs=1)
        if name == "compact":
            # one of fourteen is deleted, and stays in its segment
            write_sources(self.sources, 1)
            (self.sources / "00-rail.txt").unlink()
            pipeline.run([self.sources], archive=self.base, prune="yes", jobs=1)
        if name in ("undo", "forget"):
            pipeline.run([self.sources], archive=self.base, prune="yes", jobs=1)
        if name == "forget":
            leave_free_pages(self.base / "ledger.sqlite3")
        self.old = observe(self.base)
        self.reset()
        self.allowed = [self.old]
        if name == "parts":
            pipeline.CHECKPOINT = 4
        with watched(lambda: self.allowed.append(observe(self.archive))):
            self.act()
        self.new = observe(self.archive)
        assert self.new is not None
        assert self.new != self.old
        self.allowed.append(self.new)

    def reset(self) -> None:
        """The archive as it was before."""
        shutil.rmtree(self.archive, ignore_errors=True)
        if self.base.exists():
            shutil.copytree(self.base, self.archive)

    def act(self) -> None:
        """What is to be killed."""
        if self.name == "rebuild":
            pipeline.rebuild(self.archive, jobs=1)
        elif self.name == "undo":
            # Dead after its rows were committed, it is done: the next writer publishes what they say.
            with suppress(UsageError):
                pipeline.undo(2, self.archive, jobs=1)
        elif self.name == "compact":
            pipeline.compact(self.archive)
        elif "backup" in self.name:
            backup.make(Archive(self.origin), self.archive)
        elif self.name == "forget":
            pipeline.forget([self.forgotten()], self.archive, copies=True, jobs=1)
        else:
            pipeline.run([self.sources], archive=self.archive, prune="yes", jobs=1)

    def forgotten(self) -> str:
        """The id of an article that is forgotten: one of three that tell one story."""
        assert self.old is not None
        told = [id for id, _, body in self.old.articles if any(TOLD in line for line in body)]
        assert len(told) == 3
        return told[0]

    def is_left(self) -> str | None:
        """What a forgetting that died left unsaid: a text that is in a file and that no search finds, and neither is
        there anybody who says so."""
        seen, left = observe(self.archive), remains.find(self.archive, [TOLD.lower()])
        if left and seen != self.old and not leftovers.search(Archive(self.archive)).left:
            return f"nobody says that it is left in {left}"
        self._turn = not self._turn
        if self._turn:  # every other time it is an ordinary run that comes first, and that has to finish what was begun
            pipeline.run([self.sources], archive=self.archive, prune="yes", jobs=1)
            left = remains.find(self.archive, [TOLD.lower()])
            unfinished = [damage.found for damage in leftovers.search(Archive(self.archive)).left]
            if (left or unfinished) and observe(self.archive) != self.old:
                return f"a run leaves it in {left}, {unfinished}"
        return None

    def fault(self) -> str | None:
        """What is wrong after a death and after the run that follows; None if nothing is."""
        left = observe(self.archive)
        if left not in self.allowed:
            return f"a searcher finds what was never published: {left}"
        if self.name == "forget" and (unsaid := self.is_left()):
            return unsaid
        self.act()
        made = observe(self.archive)
        assert self.new is not None
        # A rebuild is a generation of its own, and so is one that had to be made again; what they hold is the same.
        if made is None or made[1:] != self.new[1:]:
            return f"the next run comes to {made}"
        if damages := list(pipeline.verify(self.archive)):
            return f"the next run leaves damage: {damages}"
        if self.name == "forget":
            if still := [*remains.find(self.archive, [TOLD.lower()]), *leftovers.search(Archive(self.archive)).left]:
                return f"forgetting again leaves {still}"
            back = pipeline.run([self.sources], archive=self.archive, prune="yes", jobs=1)
            if back.new or back.forgotten != 3:
                return f"the run after that brings back {back}"
        if left_over := strangers(self.archive):
            return f"the next run leaves {sorted(left_over)}"
        return None

    def die(self, moment: int, how: str, *, after: bool) -> bool:
        """Be killed at this moment; False if the work was done before it came."""

        def work() -> None:
            if how == "fail":
                fail_at(moment)
            else:
                signal_at(moment, signal.SIGTERM if how == "term" else signal.SIGKILL, after=after)
            self.act()

        code = fork(work)
        if code not in (0, -signal.SIGKILL, 128 + signal.SIGTERM, OutputError.exit_code):
            raise AssertionError(f"the writer ended with {code} at moment {moment}")
        return code != 0

    def die_in(self, seconds: float) -> bool:
        """Be killed after so many seconds; False if the work was done before."""

        def work() -> None:
            signal.setitimer(signal.ITIMER_REAL, seconds)  # SIGALRM's own action is death, without a last word
            self.act()

        return fork(work) != 0


def sweep(scenario: Scenario, how: str, every: int) -> dict[str, Any]:
    """Die before and after each `every`th moment until the work is done before it comes."""
    deaths, faults = 0, []
    for after in (False, True):
        moment = 0
        while True:
            scenario.reset()
            if not scenario.die(moment, how, after=after):
                break
            deaths += 1
            if how == "twice" and scenario.die(moment % 7, how, after=after):
                deaths += 1
            if (
                how == "term"
                and (scenario.archive / "index" / "manifest.json").exists()
                and strangers(scenario.archive)
            ):
                faults.append(f"moment {moment}: it ended and left {sorted(strangers(scenario.archive))}")
            if fault := scenario.fault():
                faults.append(f"moment {moment}, {'after' if after else 'before'}: {fault[:600]}")
            moment += every
    return {"deaths": deaths, "faults": faults}


def at_random_times(scenario: Scenario, deaths: int) -> dict[str, Any]:
    """Die so many times, anywhere between the first instruction and the last."""
    chance, faults, died = random.Random(7), [], 0
    scenario.reset()
    started = time.perf_counter()
    fork(scenario.act)
    whole = time.perf_counter() - started
    for _ in range(deaths):
        scenario.reset()
        seconds = chance.uniform(0.001, whole)
        died += scenario.die_in(seconds)
        if fault := scenario.fault():
            faults.append(f"after {seconds:.4f} s: {fault[:600]}")
    return {"deaths": died, "faults": faults}


if __name__ == "__main__":
    folder, name, how, *rest = sys.argv[1:]
    number = int(rest[0]) if rest else 1
    scenario = Scenario(Path(folder), name)
    print(json.dumps(at_random_times(scenario, number) if how == "times" else sweep(scenario, how, number)))

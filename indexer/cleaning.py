"""The life of a process that cleans articles (`workers` has them do it), some at a time, in msgpack."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from indexer import processes
from indexer.article import Article, Reading
from indexer.ledger import readings
from indexer.work import Clean, Job, cleaned


def task(jobs: Iterable[Job]) -> bytes:
    """What a process is told: these are to be cleaned."""
    return msgspec.msgpack.encode(list(jobs))


def answer(frame: bytes) -> list[Clean]:
    """What it answers: them, clean. Raises msgspec.DecodeError."""
    return _cleans().decode(frame)


@cache
def _cleans() -> msgspec.msgpack.Decoder[list[Clean]]:
    return msgspec.msgpack.Decoder(list[Clean])


@cache
def _jobs() -> msgspec.msgpack.Decoder[list[Job]]:
    return msgspec.msgpack.Decoder(list[Job])


def _answered(task: bytes) -> Iterable[bytes]:
    yield msgspec.msgpack.encode([cleaned(job) for job in _jobs().decode(task)])


def warm() -> None:
    """Load what articles are cleaned with."""
    from indexer.text import language

    language.guess("The night train to the coast is back.")
    story = Reading(Article(headline=_SAMPLE[0], byline=("By A. Reporter",), published="2020-02-01", body=_SAMPLE[1:]))
    cleaned(Job(readings.encode(story), clean=True))


_SAMPLE = (
    "The night train to the coast is back",
    "The night train to the coast is back after eleven years. (Reuters) - “It was time,” a driver said on Monday.",
    "A night train stands at the coast. Photograph: A. Picture/Daily",
    "Read more: the last night train",
    "Source: Daily and agencies",
)


def serve() -> None:
    """Serve until the pipes close."""
    processes.serve(_answered)


if __name__ == "__main__":  # in a process of its own, which loads things when it needs them
    serve()

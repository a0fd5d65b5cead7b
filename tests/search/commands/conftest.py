"""A small archive of the fake engine's, and the command line in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from indexer import pipeline
from indexer.archive import Archive
from indexer.article import Article, Caption
from search.__main__ import main
from tests.support.fake_engine import FakeEngine

ARTICLES = (
    Article(
        id="a1b2c3d4e5f60718", guid="g1", headline="Ferry strike enters third week", published="2024-03-05",
        publisher="Island Courier", section="Islands", language="en", locator="a.txt", reader="text",
        body=("The ferry strike entered its third week.", "Nobody strikes for fun, the crews said."),
        captions=(Caption("The Tern at anchor"),),
    ),
    Article(
        id="a1b2c3ffffffffff", headline="Lighthouse keepers paid at last", published="2023-11-01",
        publisher="Amsel Weekly", language="en", locator="b.txt", reader="text",
        body=("The keepers had waited since the last ferry.",),
    ),
    Article(
        id="ffee000000000001", headline=None, published=None, language="zh", locator="c.txt", reader="jsonl",
        body=("港口渡轮再次停航。",),
    ),
)  # fmt: skip


class Ran(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an archive whose engine is the fake one; the default archive."""
    place = Archive(tmp_path / "archive")
    place.create()
    monkeypatch.setattr("search.engines.open_engine", lambda index, *, once: FakeEngine(ARTICLES))
    monkeypatch.setenv("MORGUE_ARCHIVE", str(place.root))
    return place.root


def caller(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """What runs a command line in this process, as on a pipe."""
    for name in ("NO_COLOR", "COLUMNS", "FORCE_COLOR", "MORGUE_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Ran:
        code = main(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


def over(
    records: Iterable[dict[str, object]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Ran]:
    """What runs a command line over an archive of these records, which is `archive` under `tmp_path`."""
    source = tmp_path / "articles.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    pipeline.run([source], archive=tmp_path / "archive", jobs=1)
    monkeypatch.setenv("MORGUE_ARCHIVE", str(tmp_path / "archive"))
    return caller(capsys, monkeypatch)


@pytest.fixture
def run(archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a command line on the archive of the fake engine."""
    return caller(capsys, monkeypatch)

"""The whole program, on fifty articles."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from indexer.article import Reading
from indexer.readers import read_file
from indexer.sources import SourceFile, files
from scripts.benchmarks import growth, ingest, webarchive
from scripts.benchmarks.__main__ import main, options
from scripts.benchmarks.corpus import NEWS
from tests.support.news import records

TABLES = (
    "building", "queries: cpu ms", "queries: wall ms", "queries: morgue's share, cpu time", "roofline",
    "roofline: arrays",
    "20 articles, stock Whoosh: cpu ms", "queries with snippets: cpu ms", "snippets alone", "cold start",
    "incremental updates", "memory of morgue index", "1x, 50 articles: cpu ms", "2x, 100 articles: cpu ms",
    "taking in web pages", "memory of morgue index --jobs 2", "growth to 2x",
    "p50 as the archive grows", "p99 as the archive grows", "targets:",
)  # fmt: skip


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of news as the benchmark wants it."""
    with gzip.open(tmp_path / NEWS, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in records())
    pages = tmp_path / "html-articles"
    (pages / "html").mkdir(parents=True)
    truth = {name: {"url": f"https://{name}.example/1", "articleBody": "It sails."} for name in ("ferry", "quay")}
    (pages / "ground-truth.json").write_text(json.dumps(truth))
    for name in truth:
        story = f"<p>The {name} was closed for a week after the storm, and it opens on Monday again.</p>" * 3
        (pages / "html" / f"{name}.html").write_text(f"<html><title>{name}</title><body><article>{story}</article>")
    monkeypatch.setenv("MORGUE_TEST_DATA", str(tmp_path))
    return tmp_path


@pytest.mark.slow
def test_a_run_prints_every_table(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(growth, "STEPS", (1, 2))
    monkeypatch.setattr(ingest, "LARGE", (2, 4))
    monkeypatch.setenv("TMPDIR", str(news))
    monkeypatch.setattr("tempfile.tempdir", None)
    svg = news / "bench.svg"
    few = ["--queries", "3", "--sample", "20", "--starts", "1", "--pages", "3"]
    main([*few, "--memory", "--growth", "--svg", str(svg)])
    out = capsys.readouterr().out
    titles = [line for before, line in zip(["", *out.splitlines()], out.splitlines(), strict=False) if not before]
    assert [name for name in TABLES if not any(title.startswith(name) for title in titles)] == []
    assert svg.read_text("utf-8").startswith("<svg")
    assert sorted(path.name for path in news.iterdir()) == sorted([NEWS, svg.name, "html-articles"]), (
        "temporary folders are left"
    )


def test_a_web_archive_is_made_of_pages_that_differ(tmp_path: Path) -> None:
    script = "<script>var quay = 'nine words that stand in no text of the story here'</script>"
    words = "The ferry was late again because a gale had torn the ropes from the old quay on Sunday night"
    page = f"<html><title>Quay</title>{script}<p>{words} <b>so</b> it was.</p>"
    webarchive.write(tmp_path / "a.warc", [page], 3)
    [file] = files([tmp_path / "a.warc"])
    assert isinstance(file, SourceFile)
    found = [item.article for item in read_file(file) if isinstance(item, Reading)]
    assert [article.url for article in found] == [f"https://daily.example/{n}" for n in range(3)]
    assert len({article.body for article in found}) == 3
    assert len({tuple(sorted(" ".join(article.body).split())) for article in found}) == 1
    assert (tmp_path / "a.warc").read_bytes().count(script.encode()) == 3


def test_an_unknown_part_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        options(["--only", "build,quereis"])
    assert "not quereis" in capsys.readouterr().err


def test_options_are_read() -> None:
    chosen = options(["--only", "build, start", "--clock", "wall", "--large"])
    assert (chosen.parts, chosen.clocks, chosen.steps[-1]) == (("build", "start"), ("wall",), 80)


def test_without_news_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MORGUE_TEST_DATA", raising=False)
    with pytest.raises(SystemExit, match="set MORGUE_TEST_DATA"):
        main(["--only", "build"])

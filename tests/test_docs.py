"""The documents say what is so: links lead somewhere, examples print what stands there, operations run."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from indexer import readers, sources
from indexer.article import Ignored, Reading
from indexer.fields import DEFAULT_FIELDS
from search.query import parse

ROOT = Path(__file__).parents[1]
DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "docs/commands.md", "docs/query.md"]


def section(document: str, name: str) -> str:
    """What stands between `<!-- name -->` and `<!-- /name -->`."""
    text = (ROOT / document).read_text("utf-8")
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
    assert found, f"{document} has no part {name}"
    return found.group(1)


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    path = ROOT / document
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8"))
    gone = [t for t in targets if "://" not in t and not (path.parent / t).exists()]
    assert gone == []


def test_queries_of_the_query_page_are_read_without_a_notice() -> None:
    rows = re.findall(r"^\| `([^|]+)` \|", (ROOT / "docs" / "query.md").read_text("utf-8"), re.MULTILINE)
    assert len(rows) > 25
    for query in rows:
        parsed = parse(query)
        assert not parsed.notices or " OR " in query, query
        assert parse(str(parsed)) == parsed


def test_the_query_page_has_the_weights_of_the_fields() -> None:
    page = " ".join((ROOT / "docs" / "query.md").read_text("utf-8").split())
    told = re.search(
        r"In the headline once counts as (\d+) times in the body or a caption, .* keywords as (\d+),", page
    )
    assert told is not None
    assert {field.name: field.boost for field in DEFAULT_FIELDS} == {
        "headline": int(told[1]),
        "keyword": int(told[2]),
        "body": 1,
        "caption": 1,
    }


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample articles."""
    folder = tmp_path_factory.mktemp("docs") / "archive"
    assert morgue(folder, "index", "seeds/articles").returncode == 0
    return folder


def morgue(archive: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MORGUE_ARCHIVE": str(archive), "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "search", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def examples() -> list[tuple[str, str]]:
    """Each command of the README's examples with the output that stands under it."""
    found = []
    for block in blocks(section("README.md", "examples"), "console"):
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = piece.partition("\n")
            found.append((command, output))
    return found


def test_there_are_ten_examples() -> None:
    assert len(examples()) >= 10


@pytest.mark.parametrize(("command", "output"), examples(), ids=lambda value: value[:60])
def test_an_example_prints_what_stands_under_it(archive: Path, command: str, output: str) -> None:
    name, *arguments = shlex.split(command)
    assert name == "morgue"
    assert timeless(morgue(archive, *arguments).stdout).strip() == timeless(output).strip()


def timeless(text: str) -> str:
    """The text with its milliseconds and seconds made the same."""
    return re.sub(r"\d+(\.\d+)? (ms|s)\b", r"0 \2", text)


def test_the_crontab_lines_run_and_print_one_line(archive: Path, tmp_path: Path) -> None:
    [block] = blocks(section("README.md", "operations"), "crontab")
    lines = [line for line in block.splitlines() if line and not line.startswith("#")]
    assert lines
    checkout = tmp_path / "morgue"
    checkout.symlink_to(ROOT)
    for line in lines:
        if re.match(r"[A-Z_]+=", line):
            continue
        *when, command = line.split(None, 5)
        assert len(when) == 5
        assert all(re.fullmatch(r"[\d*/,-]+", part) for part in when)
        command = command.replace("/opt/morgue", str(checkout)).replace("/srv/clippings", "seeds/articles")
        command = command.replace("/srv/archive", str(archive))
        ran = subprocess.run(
            ["sh", "-c", command],
            cwd=ROOT,
            env={**os.environ, "MORGUE": shutil.which("morgue", path=str(Path(sys.executable).parent)) or "morgue"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        assert len(ran.stdout.splitlines()) <= 1


def test_the_systemd_units_are_whole(tmp_path: Path) -> None:
    units = blocks(section("README.md", "operations"), "ini")
    assert len(units) == 2
    for text, name in zip(units, ("morgue.service", "morgue.timer"), strict=True):
        (tmp_path / name).write_text(text.replace("/opt/morgue", str(ROOT)), "utf-8")
        parser = configparser.ConfigParser(strict=False, interpolation=None)
        parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys of units keep their case
        parser.read_string(text)
        assert "Unit" in parser
    if not shutil.which("systemd-analyze"):
        pytest.skip("needs systemd-analyze to verify the units")
    ran = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "morgue.service", tmp_path / "morgue.timer"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_the_example_reader_reads(tmp_path: Path) -> None:
    [code] = blocks(section("ARCHITECTURE.md", "reader"), "python")
    names: dict[str, Any] = {"__name__": "example_reader"}
    exec(compile(code, "ARCHITECTURE.md", "exec"), names)  # noqa: S102
    sample = tmp_path / "notice.clip"
    sample.write_text("CLIP\nFerry sails again\nThe harbour ferry left the pier at six.\n", "utf-8")
    [file] = sources.files([sample])
    assert isinstance(file, sources.SourceFile)
    assert list(readers.read_file(file)) == [Ignored("notice.clip")]
    [reading] = readers.read_file(file, (*readers.READERS, names["CLIP"]))
    assert isinstance(reading, Reading)
    assert reading.article.headline == "Ferry sails again"
    assert reading.article.body == ("The harbour ferry left the pier at six.",)
    assert (reading.article.reader, reading.article.locator) == ("clip", "notice.clip")

"""Which files go together, and that a run knows them again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer import run
from indexer.article import Ignored
from indexer.intake import Plan
from indexer.ledger import readings
from indexer.parts import named, plain
from indexer.records import Entry
from indexer.sources import SourceFile, files
from indexer.unpack import Unreadable
from indexer.workers import Crew

METS = b'<mets><file><FLocat xlink:href="file://./p/1.xml"/></file><file><FLocat xlink:href="p/2.xml"/></file></mets>'


def walk(root: Path) -> dict[str, SourceFile]:
    return {file.locator: file for file in files([root]) if isinstance(file, SourceFile)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "p").mkdir()
    (tmp_path / "a-mets.xml").write_bytes(METS)
    (tmp_path / "p" / "1.xml").write_bytes(b"one")
    (tmp_path / "p" / "3.xml").write_bytes(b"three")
    return tmp_path


def test_a_mets_file_has_parts(folder: Path) -> None:
    found = walk(folder)
    assert [part.name for part in found["a-mets.xml"].parts] == ["p/1.xml", "p/2.xml"]
    assert found["a-mets.xml"].beside("p/1.xml") == b"one"
    assert {name for name, file in found.items() if file.is_part} == {"p/1.xml"}


@pytest.mark.parametrize("name", ["p/2.xml", "p/3.xml", "/etc/passwd", "../a"])
def test_nothing_else_is_reached(folder: Path, name: str) -> None:
    with pytest.raises(Unreadable, match="isn't there"):
        walk(folder)["a-mets.xml"].beside(name)


def test_a_link_out_of_the_folder_is_no_part(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.xml"
    outside.write_bytes(b"secret")
    (folder / "p" / "2.xml").symlink_to(outside)
    (folder / "p" / "1.xml").unlink()
    os.mkfifo(folder / "p" / "1.xml")
    assert {part.path for part in walk(folder)["a-mets.xml"].parts} == {b""}


def digests(folder: Path) -> dict[str, str]:
    return {name: file.digest() for name, file in walk(folder).items()}


def test_the_digest_is_that_of_all_its_parts(folder: Path) -> None:
    before = digests(folder)
    (folder / "p" / "1.xml").write_bytes(b"uno")
    after = digests(folder)
    assert before["a-mets.xml"] != after["a-mets.xml"]
    assert before["p/3.xml"] == after["p/3.xml"]
    (folder / "p" / "2.xml").write_bytes(b"")
    assert digests(folder)["a-mets.xml"] != after["a-mets.xml"]
    (folder / "a-mets.xml").unlink()
    assert digests(folder)["p/1.xml"] != after["p/1.xml"]


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("file://./ALTO/1.xml", "ALTO/1.xml"), ("1.xml", "1.xml"), ("./a/../1.xml", "1.xml"), ("a%20b.xml", "a b.xml"),
        ("ALTO\\1.xml", "ALTO/1.xml"), ("../1.xml", None), ("a/../../1.xml", None), ("C:\\1.xml", None),
    ],
)  # fmt: skip
def test_addresses(address: str, path: str | None) -> None:
    assert plain(address) == path
    if "\\" not in address:
        found = named(f'<mets:mets><mets:FLocat LOCTYPE="URL" xlink:href="{address}"/>'.encode())
        assert found == ((path,) if path else ())


@pytest.mark.parametrize("address", ["http://example.org/1.xml", "1.tif", "urn:x:1.xml"])
def test_addresses_that_are_no_pages(address: str) -> None:
    assert named(f'<mets><FLocat xlink:href="{address}"/></mets>'.encode()) == ()


def test_what_is_no_mets_file_names_nothing() -> None:
    assert named(METS.replace(b"<mets>", b"<other>")) == ()


ALTO = (
    '<alto><Layout><Page><PrintSpace><TextBlock ID="B"><TextLine><String CONTENT="{}"/></TextLine></TextBlock>'
    "</PrintSpace></Page></Layout></alto>"
)
ISSUE = (
    '<mets xmlns="http://www.loc.gov/METS/"><file ID="A1"><FLocat xlink:href="p/1.xml" xmlns:xlink="x"/></file>'
    '<structMap TYPE="LOGICAL"><div TYPE="ARTICLE" LABEL="Comet"><fptr><area FILEID="A1" BEGIN="B"/></fptr></div>'
    "</structMap></mets>"
)


def test_an_issue_that_gets_its_mets_file_is_no_longer_pages(tmp_path: Path) -> None:
    source, archive = tmp_path / "in", tmp_path / "archive"
    (source / "p").mkdir(parents=True)
    (source / "p" / "1.xml").write_text(ALTO.format("It fell."))
    report = run([source], archive=archive)
    assert (report.new, report.read, report.ignored) == (1, 1, 0)
    (source / "issue-mets.xml").write_text(ISSUE)
    report = run([source], archive=archive)
    assert (report.read, report.ignored, report.skipped) == (1, 1, [])
    report = run([source], archive=archive)
    assert (report.unchanged, report.ignored, report.new, report.updated) == (1, 1, 0, 0)
    (source / "p" / "1.xml").write_text(ALTO.format("It fell twice."))
    report = run([source], archive=archive)
    assert (report.updated, report.new) == (1, 0)


def test_workers_know_parts_too(folder: Path) -> None:
    (folder / "a-mets.xml").write_text(ISSUE)
    (folder / "p" / "1.xml").write_text(ALTO.format("It fell."))
    plans = [Plan(file, "x") for file in walk(folder).values() if file.locator != "p/3.xml"]
    crew = Crew(1, patience=0)
    try:
        found = [item for _, items in crew.read(plans) for item in items]
    finally:
        crew.close()
    first, second = found
    assert isinstance(first, Entry)
    assert readings.decode(first.record).article.body == ("It fell.",)
    assert isinstance(second, Ignored)

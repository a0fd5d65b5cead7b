"""The manifest: round trips, and every way of being wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from indexer.errors import DamagedArchive, NoArchive, OutputError, UnsupportedFormat
from indexer.stores import manifest
from indexer.stores.manifest import File, Manifest, SegmentEntry, digest

WHOLE = Manifest(
    7,
    "whoosh",
    (
        SegmentEntry("a" * 16, 10, (0, 3), {"en": 7, "und": 1}, (File("MAIN_aa.seg", 9, "c" * 32),)),
        SegmentEntry("b" * 16, 2, (), {"de": 1, "en": 1}, ()),
    ),
)


def signed(content: dict[str, object]) -> bytes:
    body = json.dumps(content, separators=(",", ":"))[:-1].encode()
    return body + f',"checksum":"{digest(body)}"}}\n'.encode()


def changed(**changes: object) -> bytes:
    content = json.loads(manifest.dump(WHOLE))
    del content["checksum"]
    return signed({**content, **changes})


def test_it_comes_back() -> None:
    assert manifest.parse(manifest.dump(WHOLE)) == WHOLE
    content = json.loads(manifest.dump(WHOLE))
    assert content["articles"] == WHOLE.articles == 10
    assert content["languages"] == WHOLE.languages == {"de": 1, "en": 8, "und": 1}
    assert next(iter(content)) == "format"
    assert list(content)[-1] == "checksum"


def test_every_flipped_byte_is_noticed() -> None:
    whole = manifest.dump(WHOLE)
    for place in range(len(whole)):
        with pytest.raises(DamagedArchive, match="morgue rebuild"):
            manifest.parse(whole[:place] + bytes((whole[place] ^ 1,)) + whole[place + 1 :])


def test_every_truncation_is_noticed() -> None:
    whole = manifest.dump(WHOLE)
    for length in range(len(whole)):
        with pytest.raises(DamagedArchive):
            manifest.parse(whole[:length])


@pytest.mark.parametrize(
    "changes", [{"format": 1}, {"engine": "wood"}, {"analysis": 99}, {"fields": [["headline", "text", False]]}]
)
def test_another_release_is_told_apart_from_damage(changes: dict[str, object]) -> None:
    with pytest.raises(UnsupportedFormat, match="morgue rebuild"):
        manifest.parse(changed(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"articles": 11},
        {"generation": -1},
        {"generation": "7"},
        {"segments": 1},
        {"segments": [{}]},
        {"segments": [{"id": "a", "documents": 2, "deleted": [2], "languages": {}, "files": []}]},
        {"segments": [{"id": "a", "documents": 2, "deleted": [1, 0], "languages": {}, "files": []}]},
        {
            "articles": 2,
            "segments": [
                {
                    "id": "a",
                    "documents": 2,
                    "deleted": [],
                    "languages": {},
                    "files": [{"name": "../../etc/passwd", "size": 1, "checksum": ""}],
                }
            ],
        },
    ],
    ids=str,
)
def test_a_manifest_that_cannot_be_is_damage_whatever_its_checksum(changes: dict[str, object]) -> None:
    with pytest.raises(DamagedArchive):
        manifest.parse(changed(**changes))


def test_a_manifest_made_of_brackets_is_damage() -> None:
    body = b"[" * 100_000
    with pytest.raises(DamagedArchive):
        manifest.parse(body + f',"checksum":"{digest(body)}"}}\n'.encode())


def test_nothing_published_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(NoArchive, match="morgue --archive"):
        manifest.load(tmp_path / "index")


def test_a_failed_fsync_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest.publish(tmp_path, manifest.dump(WHOLE))

    def refuse(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OutputError, match="Input/output error"):
        manifest.publish(tmp_path, manifest.dump(Manifest(8, "whoosh", ())))
    assert manifest.load(tmp_path) == WHOLE
    assert [path.name for path in tmp_path.iterdir()] == [manifest.NAME]


def test_a_pipe_in_the_manifests_place_is_damage_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / manifest.NAME)
    with pytest.raises(DamagedArchive, match="no file"):
        manifest.read(tmp_path)

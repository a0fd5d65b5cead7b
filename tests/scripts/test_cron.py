"""The scripts that cron types: found through a link, without an environment, silent but for a line."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.mark.parametrize("name", ["reindex", "update"])
def test_a_link_to_a_script_finds_the_morgue_beside_it(name: str, tmp_path: Path) -> None:
    scripts, link = tmp_path / "a checkout" / "scripts", tmp_path / "cron.daily" / "morgue"
    scripts.mkdir(parents=True)
    link.parent.mkdir()
    for script in ("reindex", "update"):
        (scripts / script).write_bytes((SCRIPTS / script).read_bytes())
        (scripts / script).chmod(0o755)
    morgue = tmp_path / "a checkout" / ".venv" / "bin" / "morgue"
    morgue.parent.mkdir(parents=True)
    morgue.write_text('#!/bin/sh\nfor each; do echo "$each"; done\n')
    morgue.chmod(0o755)
    link.symlink_to(os.path.relpath(scripts / name, link.parent))
    done = subprocess.run(
        [str(link), "my clippings"], env={"PATH": "/usr/bin:/bin"}, cwd="/", capture_output=True, text=True, check=True
    )
    prune = ["--prune"] if name == "update" else []
    assert done.stdout.splitlines() == ["index", "--existing", *prune, "my clippings"]
    assert not done.stderr

"""The command line on a real screen and on a real pipe: widths, colours, pagers, broken pipes, full disks, signals."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyte
import pytest

from indexer import pipeline
from search.__main__ import main
from search.render.layout import width
from tests.support.terminals import PROJECT, SGR, environment, on_terminal, piped

EVIL = "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202eforward\u202c \x00\x08end\u2066"

ARTICLES = [
    {"id": "1", "title": "Ferry crews stop work at Port Amsel", "source": "Island Courier", "section": "Islands",
     "date": "2024-03-05", "language": "en",
     "text": "\n".join(["The ferry to Port Amsel did not sail on Tuesday, when crews stopped work over their pay. " * 3]
                       + [f"Keeper number {n} waits for another ferry at the pier." for n in range(40)])},
    {"id": "2", "title": "渡轮停航第三天", "source": "海岛晚报", "date": "2024-03-07", "language": "zh",
     "text": "港口渡轮再次停航，灯塔看守人自三月以来没有领到工资。他们说：“谈判还在继续”。ferry"},
    {"id": "3", "title": "العبارة لا تبحر", "source": "جريدة الجزر", "date": "2024", "language": "ar",
     "text": "توقفت العبارة مرة أخرى بعد إضراب حراس المنارة الذين لم يتقاضوا أجورهم منذ مارس ferry"},
    {"id": "4", "title": "Ships 🚢🚢 and families", "date": "2024-02", "language": "en",
     "text": "🚢 the ferry 👍🏽 waits at the pier"},
    {"id": "5", "title": f"Evil {EVIL}", "source": EVIL, "section": EVIL, "authors": [EVIL], "language": "en",
     "text": f"The evil ferry {EVIL}\nsecond evil line {EVIL}", "keywords": [EVIL], "url": f"http://example.org/{EVIL}"},
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A real archive of five articles, one of them out to get the terminal."""
    folder = tmp_path_factory.mktemp("terminal")
    source = folder / "articles.jsonl"
    source.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES), "utf-8")
    pipeline.run([source], archive=folder / "archive", jobs=1)
    return str(folder / "archive")


def test_every_width_is_filled_and_none_is_passed(archive: str) -> None:
    for columns in (40, 80, 120, 200):
        shown = on_terminal("--archive", archive, "search", "ferry", columns=columns)
        assert shown.code == 0
        assert max(map(width, shown.lines)) <= columns
        screen = pyte.Screen(columns, 120)
        pyte.Stream(screen).feed(shown.text)
        display = [line.rstrip() for line in screen.display]
        assert any(line.startswith("1  ") for line in display)
        assert any("articles · " in line for line in display)


def test_matches_are_bold_on_a_terminal_and_the_rest_is_quiet(archive: str) -> None:
    shown = on_terminal("--archive", archive, "search", "ferry", "-n", "1")
    assert "\x1b[1;31mferry\x1b[0m" in shown.text
    assert "«" not in shown.text


@pytest.mark.parametrize(
    ("variables", "options"),
    [({"NO_COLOR": "1"}, ()), ({"TERM": "dumb"}, ()), ({}, ("--color=never",))],
    ids=["NO_COLOR", "dumb", "never"],
)
def test_no_escape_at_all_where_none_is_wanted(
    archive: str, variables: dict[str, str], options: tuple[str, ...]
) -> None:
    env = environment(**variables)
    shown = on_terminal("--archive", archive, *options, "search", "ferry", env=env)
    assert "\x1b" not in shown.text
    assert "«ferry»" in shown.text


def test_an_empty_no_color_counts_as_unset_and_always_beats_it(archive: str) -> None:
    assert "\x1b[" in on_terminal("--archive", archive, "search", "ferry", env=environment(NO_COLOR="")).text
    env = environment(NO_COLOR="1")
    assert "\x1b[" in on_terminal("--archive", archive, "search", "ferry", "--color", "always", env=env).text


def test_columns_beats_the_terminal(archive: str) -> None:
    shown = on_terminal("--archive", archive, "search", "crews", env=environment(COLUMNS="50"), columns=200)
    assert 40 < max(map(width, shown.lines)) <= 50


def test_a_pipe_is_not_wrapped_and_not_cut(archive: str) -> None:
    for variables in ({}, {"FORCE_COLOR": "1"}, {"COLUMNS": "40"}):
        ran = piped("--archive", archive, "search", "crews", env=environment(**variables))
        assert "\x1b" not in ran.stdout + ran.stderr
        assert max(map(len, ran.stdout.splitlines())) > 150


def test_an_article_can_not_touch_the_terminal(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command that prints articles, on a terminal and on a pipe: no escape but our own colours, no control."""
    id = json.loads(piped("--archive", archive, "search", "evil", "--jsonl").stdout.splitlines()[0])["id"]
    evil = EVIL.replace("\0", "")
    printing = [("search", "evil"), ("show", id, "--hits", "evil"), ("show", id, "--raw"), ("show", id, "--changes")]
    printing += [("coverage",), ("show", id, "--revisions"), ("runs",)]
    others = [("search", evil), ("show", id), ("show", id, "--revisions"), ("search", f"date:{evil}"), ("show", evil)]
    env = environment(MORGUE_PAGER="cat")
    for command in printing:
        seen = SGR.sub("", on_terminal("--archive", archive, *command, env=env).text).replace("\r\n", "\n")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", seen), command
    for command in (*printing, *others):
        main(["--archive", archive, *command])
        out, err = capsys.readouterr()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out + err), command
    for form in ("--json", "--jsonl", "--csv"):
        main(["--archive", archive, "search", "evil", form])
        out, _ = capsys.readouterr()
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out.replace("\r\n", "\n")), form


def test_a_file_name_can_not_touch_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a\x1b]0;owned\x07\u202e.txt").write_bytes(b"\xff\xfe\x00broken\x81\x00")
    (folder / os.fsdecode(b"latin-\xe9\x9b.jsonl")).write_text("{broken\n")
    for shown in (
        piped("--archive", str(tmp_path / "a"), "index", str(folder)),
        piped("--archive", str(tmp_path / "a"), "failures"),
        piped("read", str(folder)),
        piped("--archive", str(tmp_path / "no\x1b[31m"), "search", "x"),
    ):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown.stdout + shown.stderr)
    seen = on_terminal("--archive", str(tmp_path / "a"), "failures").text.replace("\r\n", "\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", seen)


def test_hits_open_in_a_pager_where_they_do_not_fit(archive: str) -> None:
    id = json.loads(piped("--archive", archive, "search", "crews", "--jsonl").stdout.splitlines()[0])["id"]
    env = environment(MORGUE_PAGER="sed s/^/PAGED:/")
    assert "PAGED:" in on_terminal("--archive", archive, "show", id, "--hits", "keeper", env=env).text
    assert "PAGED:" not in on_terminal("--archive", archive, "show", id, "--hits", "keeper", lines=400, env=env).text
    assert "PAGED:" not in on_terminal("--archive", archive, "show", id, env=env).text
    assert "PAGED:" not in piped("--archive", archive, "show", id, "--hits", "keeper", env=env).stdout
    missing = environment(MORGUE_PAGER="no-such-pager-anywhere")
    assert "Keeper number 39" in "".join(
        on_terminal("--archive", archive, "show", id, "--hits", "crews", env=missing).lines
    )


def test_the_pager_begins_at_the_first_hit(archive: str, tmp_path: Path) -> None:
    id = json.loads(piped("--archive", archive, "search", "crews", "--jsonl").stdout.splitlines()[0])["id"]
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\necho "ARGUMENTS:$*"\ncat\n')
    less.chmod(0o755)
    shown = on_terminal("--archive", archive, "show", id, "--hits", "39", env=environment(MORGUE_PAGER=str(less)))
    (arguments,) = (line for line in shown.lines if line.startswith("ARGUMENTS:"))
    lines = shown.lines[shown.lines.index(arguments) + 1 :]
    match = re.search(r"\+(\d+)g", arguments)
    assert match
    assert "Keeper number 39" in lines[int(match[1]) - 1]


def test_an_interrupt_in_the_pager_is_the_pagers(archive: str, tmp_path: Path) -> None:
    id = json.loads(piped("--archive", archive, "search", "crews", "--jsonl").stdout.splitlines()[0])["id"]
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\ntrap 'echo TRAPPED' INT\nkill -INT 0\ncat >/dev/null\necho STILL HERE\n")
    pager.chmod(0o755)
    shown = on_terminal("--archive", archive, "show", id, "--hits", "crews", env=environment(MORGUE_PAGER=str(pager)))
    assert shown.code == 0
    assert "TRAPPED" in shown.text
    assert "STILL HERE" in shown.text
    assert "interrupted" not in shown.text


def test_a_reader_that_leaves_early_is_no_error(archive: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    for form in ("plain", "json"):
        ran = subprocess.run(
            [sys.executable, "-m", "search", "--archive", archive, "search", "*", "--format", form],
            stdout=writing,
            stderr=subprocess.PIPE,
            env=environment(),
            cwd=PROJECT,
            check=False,
        )
        assert ran.returncode == 0
        assert b"roken" not in ran.stderr
        assert b"Traceback" not in ran.stderr
    os.close(writing)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--version",), 0),
        (("--help",), 0),
        (("search", "--help"), 0),
        (("search", "ferry", "--count"), 0),
        (("search", "zeppelin", "--count"), 1),
        (("status", "--max-age", "0s"), 5),
        (("doctor", "--min-free", "999999999"), 5),
        (("coverage", "--min-articles", "1000"), 5),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_reader_that_leaves_early_changes_no_exit_code(
    archive: str, arguments: tuple[str, ...], code: int, unbuffered: str
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "search", "--archive", archive, *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment(PYTHONUNBUFFERED=unbuffered),
        cwd=PROJECT,
        check=False,
    )
    os.close(writing)
    assert ran.returncode == code
    assert b"roken pipe" not in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "code"), [(("search", "zeppelin"), 1), (("search", "date:banana"), 2), (("nonsense",), 2)]
)
def test_messages_that_can_not_be_told_change_no_exit_code(archive: str, arguments: tuple[str, ...], code: int) -> None:
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "search", "--archive", archive, *arguments],
            stdout=subprocess.PIPE,
            stderr=full,
            env=environment(),
            cwd=PROJECT,
            check=False,
        )
    assert (ran.returncode, ran.stdout) == (code, b"")


def test_a_run_whose_messages_can_not_be_told_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ferry sails\n\nIt sailed.\n")
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "search", "--archive", str(tmp_path / "a"), "index", str(tmp_path / "a.txt")],
            stdout=subprocess.PIPE,
            stderr=full,
            env=environment(),
            cwd=PROJECT,
            check=False,
        )
    assert ran.returncode == 0
    assert ran.stdout.startswith(b"1 article: 1 new")


def test_a_full_disk_is_74_in_one_line(archive: str) -> None:
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "search", "--archive", archive, "search", "ferry", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
            cwd=PROJECT,
            check=False,
        )
    assert ran.returncode == 74
    assert ran.stderr.splitlines() == ["morgue: No space left on device; make room and run it again"]


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_error(archive: str, closed: str) -> None:
    ran = subprocess.run(
        ["sh", "-c", f'"$0" -m search --archive "$1" search crews {closed}', sys.executable, archive],
        capture_output=True,
        text=True,
        env=environment(),
        cwd=PROJECT,
        check=False,
    )
    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr
    assert ("Port Amsel" in ran.stdout) == (">&-" not in closed.replace("2>&-", ""))


def test_a_locale_without_the_letters_is_no_error(archive: str) -> None:
    env = environment(LANG=None, PYTHONIOENCODING="ascii")
    ran = piped("--archive", archive, "search", "渡轮", env=env)
    assert ran.returncode == 0
    assert "\\u6e21\\u8f6e" in ran.stdout
    found = json.loads(piped("--archive", archive, "search", "渡轮", "--json", env=env).stdout)
    assert found["hits"][0]["headline"] == "渡轮停航第三天"


def test_progress_is_for_terminals(archive: str, tmp_path: Path) -> None:
    source = tmp_path / "more.jsonl"
    source.write_text(
        "".join(json.dumps({"id": str(n), "text": f"Ferry number {n}.", "language": "en"}) + "\n" for n in range(50))
    )
    shown = on_terminal("--archive", str(tmp_path / "a"), "index", "--jobs", "1", str(source), columns=200)
    assert "indexing" in shown.text
    assert "articles" in shown.text
    assert shown.lines[0] == f"morgue: new archive at {tmp_path}/a"
    quiet = on_terminal(
        "--archive", str(tmp_path / "b"), "index", "--jobs", "1", str(source), env=environment(NO_COLOR="1")
    )
    assert "indexing" in quiet.text
    assert "\x1b" not in quiet.text
    ran = piped("--archive", str(tmp_path / "c"), "index", "--jobs", "1", str(source))
    assert ran.stderr == f"morgue: new archive at {tmp_path}/c\n"
    assert ran.stdout.startswith("50 articles: 50 new · generation 1 · ")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_run_cleanly(tmp_path: Path, number: signal.Signals, code: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "search", "--archive", str(tmp_path / "a"), "index", "--jobs", "1", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=PROJECT,
    )
    ledger = tmp_path / "a" / "ledger.sqlite3"
    deadline = time.monotonic() + 60
    while not ledger.exists() and process.poll() is None and time.monotonic() < deadline:
        os.sched_yield()
    process.send_signal(number)
    assert process.stdin is not None
    out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert out == b""
    assert b"interrupted" in err
    assert b"Traceback" not in err
    source = tmp_path / "a.txt"
    source.write_text("Ferry sails\n\nIt sailed.\n")
    assert piped("--archive", str(tmp_path / "a"), "index", "--jobs", "1", str(source)).returncode == 0

"""`morgue search`: formats, exit codes, paging, and what is said when nothing is found or a query is wrong."""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from search.commands.search import Asked, _nothing
from search.render.json import results
from search.results import Results
from tests.search.commands.conftest import Ran

Run = Callable[..., Ran]

HIT_KEYS = [
    "rank", "id", "guid", "score", "headline", "published", "publisher", "section", "byline", "url", "locator",
    "story", "copies", "snippets",
]  # fmt: skip


def test_found_is_0_and_nothing_found_is_1(run: Run) -> None:
    assert run("search", "ferry").code == 0
    nothing = run("search", "zeppelin")
    assert nothing == (1, "", "morgue: nothing found\n")


def test_a_misspelled_word_is_pointed_out(run: Run) -> None:
    assert run("search", "fery") == (1, "", "morgue: nothing found; did you mean: ferry\n")
    assert run("search", "fery", "--json").err == ""


def test_a_pipe_gets_plain_lines_and_the_summary_on_stderr(run: Run) -> None:
    ran = run("search", "ferry")
    first, *_ = ran.out.splitlines()
    assert first.split("\t") == ["1", "a1b2c3d4e5f60718", "2024-03-05", "Island Courier", "Islands",
                                 "Ferry strike enters third week"]  # fmt: skip
    assert "\t¶1\tThe ferry strike entered its third week." in ran.out.splitlines()
    assert "\x1b" not in ran.out
    assert ran.err.startswith("2 articles · ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", '"ferry'),
        ("search", '"ferry', "--count"),
        ("search", '"ferry', "--json"),
        ("show", "ffee", "--hits", '"ferry'),
    ],
    ids=" ".join,
)
def test_how_a_query_was_read_is_said_whatever_is_printed(run: Run, arguments: tuple[str, ...]) -> None:
    assert "morgue: note: the quote at character 1 was closed at the end\n" in run(*arguments).err


def test_words_are_joined(run: Run) -> None:
    assert run("search", "ferry", "strike").out == run("search", "ferry strike").out


def test_json_is_one_object_with_every_key(run: Run) -> None:
    found = json.loads(run("search", "ferry", "--json").out)
    assert list(found) == ["format_version", "query", "parsed", "generation", "took_ms", "total", "stories", "hits"]
    assert (found["format_version"], found["generation"], found["total"], found["stories"]) == (1, 7, 2, None)
    assert [list(hit) for hit in found["hits"]] == [HIT_KEYS] * 2
    snippet = found["hits"][0]["snippets"][0]
    assert list(snippet) == ["field", "paragraph", "text", "spans"]
    start, end = snippet["spans"][0]
    assert snippet["text"][start:end] == "ferry"


def test_only_json_repeats_a_headline_that_alone_matches(run: Run) -> None:
    (hit,) = json.loads(run("search", "paid", "--json").out)["hits"]
    headline, lead = hit["snippets"]
    assert headline == {"field": "headline", "paragraph": None, "text": hit["headline"], "spans": [[19, 23]]}
    assert (lead["field"], lead["paragraph"], lead["spans"]) == ("body", 1, [])
    for form in ("plain", "terminal", "csv"):
        out = run("search", "paid", "--format", form).out
        assert out.replace("«", "").replace("»", "").count(hit["headline"]) == 1
        assert lead["text"] in out
    assert json.loads(run("search", "paid", "--jsonl", "--no-snippets").out)["snippets"] == []


def test_absent_values_are_null_in_json(run: Run) -> None:
    (hit,) = json.loads(run("search", "港口", "--json").out)["hits"]
    assert list(hit) == HIT_KEYS
    assert [hit[key] for key in ("guid", "headline", "published", "publisher", "section", "url", "story")] == [None] * 7
    assert (hit["byline"], hit["copies"]) == ([], 1)


def test_json_names_the_articles_that_could_not_be_settled() -> None:
    found = Results("rail", "rail", 7, 1.0, 0, (), unsettled=("a1b2c3d4e5f60718", "b1b2c3d4e5f60718"))
    named = json.loads(results(found))
    assert named.pop("unsettled") == ["a1b2c3d4e5f60718", "b1b2c3d4e5f60718"]
    assert json.loads(results(dataclasses.replace(found, unsettled=()))) == named


def test_nothing_found_is_still_json(run: Run) -> None:
    ran = run("search", "zeppelin", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["hits"] == []


def test_jsonl_is_one_hit_a_line(run: Run) -> None:
    lines = run("search", "ferry", "--jsonl").out.splitlines()
    assert [json.loads(line)["rank"] for line in lines] == [1, 2]
    assert run("search", "ferry", "--format", "jsonl").out.splitlines() == lines


def test_csv_has_a_header_and_a_row_a_hit(run: Run) -> None:
    rows = list(csv.reader(run("search", "ferry", "--csv").out.splitlines()))
    assert rows[0] == HIT_KEYS
    assert [row[0] for row in rows[1:]] == ["1", "2"]


def test_terminal_output_on_a_pipe_has_no_escapes_but_marks(run: Run) -> None:
    out = run("search", "ferry", "--format", "terminal").out
    assert "\x1b" not in out
    assert "«Ferry» strike enters third week" in out
    assert "2 articles · " in out


def test_colour_is_forced_by_always_and_by_nothing_else(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in run("search", "ferry", "--format", "terminal").out
    assert "\x1b[" in run("search", "ferry", "--format", "terminal", "--color", "always").out
    assert "\x1b[" in run("--color=always", "search", "ferry").out
    assert "\x1b" not in run("search", "ferry", "--json", "--color=always").out


def test_short_ids_tell_articles_apart_on_a_terminal(run: Run) -> None:
    out = run("search", "ferry", "--format", "terminal").out
    assert "a1b2c3d" in out
    assert "a1b2c3f" in out


def test_paging(run: Run) -> None:
    def ids(*options: str) -> list[str]:
        return [json.loads(line)["id"] for line in run("search", "*", "--jsonl", *options).out.splitlines()]

    assert ids("-n", "0") == ids() == ids("-n", "1") + ids("-n", "2", "--offset", "1")
    assert "next: --offset 1" in run("search", "*", "-n", "1").err
    assert "next" not in run("search", "*", "-n", "0").err
    assert run("search", "*", "--offset", "9").code == 0


def test_sort(run: Run) -> None:
    def dates(sort: str) -> list[str]:
        lines = run("search", "ferry", "--jsonl", "--sort", sort).out.splitlines()
        return [json.loads(line)["published"] for line in lines]

    assert dates("newest") == ["2024-03-05", "2023-11-01"]
    assert dates("oldest") == ["2023-11-01", "2024-03-05"]


def test_any_and_count(run: Run) -> None:
    assert run("search", "crews", "keepers", "--count") == (1, "0\n", "")
    assert run("search", "crews", "keepers", "--any", "--count") == (0, "2\n", "")
    assert "--any" in run("search", "crews", "keepers").err


def test_no_snippets(run: Run) -> None:
    assert run("search", "ferry", "--no-snippets").out.count("\n") == 2
    assert json.loads(run("search", "ferry", "--no-snippets", "--json").out)["hits"][0]["snippets"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("search",),
        ("search", "ferry", "--nearby"),
        ("search", "ferry", "--stories"),
        ("search", "ferry", "-n", "-1"),
        ("search", "ferry", "-n", "ten"),
        ("search", "ferry", "--sort", "best"),
        ("search", "ferry", "--json", "--csv"),
        ("search", "ferry", "--queries", "file"),
        ("search", "ferry~"),
        ("search", "nosuchfield:ferry date:x", "headline:"),
        ("frobnicate",),
    ],
)
def test_wrong_usage_is_2_in_two_lines(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    if ran.code == 0 and "note:" in ran.err:
        pytest.skip("read with a notice")
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("morgue: ")
    assert len(ran.err.splitlines()) <= 3
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "word", ["-strike", "-norway", "-publisher:BBC", '-"rail strike"', "-(a b)", "-2016", "-“rail”", "-=strikes"]
)
def test_an_option_that_looks_like_a_negated_word_suggests_dashes(run: Run, word: str) -> None:
    ran = run("search", "ferry", word)
    assert ran.code == 2
    assert "put -- before the query: morgue search -- " in ran.err
    assert word in ran.err


def test_a_number_out_of_range_is_no_negated_word(run: Run) -> None:
    ran = run("stories", "-n", "-1")
    assert ran.code == 2
    ran = run("facets", "ferry", "-n", "-1")
    assert (ran.code, "put --" in ran.err) == (2, False)


def test_dashes_let_a_negated_word_through(run: Run) -> None:
    out = run("search", "--jsonl", "--", "ferry", "-strike").out
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a1b2c3ffffffffff"]


def test_an_unknown_command_says_which_there_are(run: Run) -> None:
    ran = run("zeppelin", "ferry")
    assert ran.code == 2
    assert "index, search, show" in ran.err
    assert run("serach", "ferry") == (
        2, "", "morgue: there is no command 'serach'; did you mean search?\nsee: morgue --help\n",
    )  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), [("find", "search"), ("open", "show"), ("version", "--version")])
def test_what_other_programs_call_a_command_is_known(run: Run, said: str, meant: str) -> None:
    ran = run(said, "ferry")
    assert (ran.code, ran.err.splitlines()[0]) == (2, f"morgue: there is no command '{said}'; did you mean {meant}?")


def test_no_name_of_elsewhere_hides_a_command() -> None:
    from search.cli import COMMANDS
    from search.commands.help import _ELSEWHERE

    assert not {*_ELSEWHERE} & {*COMMANDS}
    assert {*_ELSEWHERE.values()} <= {*COMMANDS, "--version"}


def test_the_list_of_commands_cuts_no_sentence_short(run: Run) -> None:
    text = run("--help").out.partition("Commands:")[2]
    assert "..." not in text
    assert "List the lines that recur over a publisher's articles and" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_help_is_a_command_too(run: Run) -> None:
    assert run("help") == run("--help")
    assert run("help", "show") == run("show", "--help")
    assert "there is no command 'zeppelin'" in run("help", "zeppelin").err
    assert run("help", "zeppelin").code == 2


def test_help_was_no_command_behind_an_option(run: Run) -> None:
    assert run("--archive", "elsewhere", "help") == run("--help")
    assert run("--archive", "elsewhere", "--color=never", "help", "show") == run("show", "--help")
    assert run("--archive", "help", "help") == run("help", "help") == run("--help")
    assert run("--archive", "help", "show", "help").code == 6, "an archive's name and an article's are no commands"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search", "ferry", "-n"), "morgue: option '-n' requires an argument.\nsee: morgue search --help\n"),
        (("--json", "search", "ferry"), "stands behind it; see: morgue search --help\n"),
        (("search", "ferry", "-n", "ten"), "'ten' is no whole number.\n"),
        (("stories", "-n", "ten"), "'ten' is no whole number.\n"),
        (("index", ""), "morgue: '': no such file or folder; check the spelling\n"),
        (("show", ""), "morgue: no article ''; "),
        (("show", "a1b2c3d4", "ffee"), "morgue: one article at a time\n"),
        (("show", "ffee", "2"), "morgue: 2 is the number of a revision only with --diff\n"),
        (("show", "ffee", "--diff", "last"), "morgue: 'last' is no number of a revision\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_mistake_on_the_command_line_is_told_where_it_was_made(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    assert said in run(*arguments).err


def test_a_query_error_has_a_caret_under_the_place(run: Run) -> None:
    ran = run("search", "ferry date:yesteryear strike")
    assert ran.code == 2
    message, query, caret = ran.err.splitlines()
    assert message.startswith("morgue: ")
    assert query == "  ferry date:yesteryear strike"
    assert query[caret.index("^") : caret.rindex("^") + 1] in ("date:yesteryear", "yesteryear")


def test_the_caret_stands_right_after_wide_letters_and_controls(run: Run) -> None:
    *_, query, caret = run("search", "港口 \x1b[31m date:yesteryear").err.splitlines()
    assert query == "  港口 ␛[31m date:yesteryear"
    assert caret.index("^") in (len("  港口 ␛[31m ") + 2, len("  港口 ␛[31m date:") + 2)


def test_a_query_echoed_on_stderr_is_safe(run: Run) -> None:
    ran = run("search", "ferry~\x1b]0;x\x07\u202e")
    assert not set("\x1b\x07\u202e") & set(ran.err + ran.out)


def test_no_archive_is_6(run: Run, tmp_path: Path) -> None:
    for arguments in (("--archive", str(tmp_path / "no"), "search", "x"), ("search", "x", "--archive", str(tmp_path))):
        ran = run(*arguments)
        assert ran.code == 6
        assert "index SOURCE" in ran.err


def test_the_archive_after_the_command_beats_the_one_before(run: Run, archive: Path, tmp_path: Path) -> None:
    assert run("--archive", str(tmp_path / "no"), "search", "ferry", "--archive", str(archive)).code == 0


class TestQueries:
    """`--queries FILE --jsonl`."""

    def ask(self, run: Run, tmp_path: Path, content: bytes, *options: str) -> Ran:
        path = tmp_path / "queries.txt"
        path.write_bytes(content)
        return run("search", "--queries", str(path), "--jsonl", *options)

    def test_each_hit_carries_the_line_of_its_query(self, run: Run, tmp_path: Path) -> None:
        ran = self.ask(run, tmp_path, b"ferry\n\n  \nkeepers\r\nzeppelin\n")
        hits = [json.loads(line) for line in ran.out.splitlines()]
        assert [hit["query_no"] for hit in hits] == [1, 1, 4]
        assert list(hits[0]) == ["query_no", *HIT_KEYS]
        assert ran.code == 0

    def test_nothing_at_all_is_1(self, run: Run, tmp_path: Path) -> None:
        assert self.ask(run, tmp_path, b"zeppelin\n").code == 1
        assert self.ask(run, tmp_path, b"").code == 1

    def test_a_bad_line_is_told_and_the_rest_still_runs(self, run: Run, tmp_path: Path) -> None:
        ran = self.ask(run, tmp_path, b"date:yesteryear\nferry\n\xff\xfe\n")
        assert ran.code == 2
        assert [json.loads(line)["query_no"] for line in ran.out.splitlines()] == [2, 2]
        first, third = ran.err.splitlines()
        assert first.startswith(f"{tmp_path}/queries.txt:1: ")
        assert third.startswith(f"{tmp_path}/queries.txt:3: ")

    def test_a_limit_holds_for_each_query(self, run: Run, tmp_path: Path) -> None:
        assert len(self.ask(run, tmp_path, b"ferry\n*\n", "-n", "1").out.splitlines()) == 2

    def test_a_file_that_is_not_there_is_2(self, run: Run, tmp_path: Path) -> None:
        assert run("search", "--queries", str(tmp_path / "no.txt"), "--jsonl").code == 2

    def test_only_json_lines(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "q.txt"
        path.write_text("ferry")
        assert run("search", "--queries", str(path)).code == 2
        assert run("search", "--queries", str(path), "--jsonl", "--count").code == 2


def test_an_index_without_stories_says_how_to_get_them(run: Run) -> None:
    for options in (("search", "ferry", "--stories"), ("search", "ferry", "--count", "--stories"), ("stories",)):
        ran = run(*options)
        assert (ran.code, ran.out, "morgue rebuild" in ran.err) == (2, "", True)


def test_why_takes_each_score_apart(run: Callable[..., Ran]) -> None:
    plain = run("search", "ferry", "--why", "--no-snippets")
    lines = [line.split("\t") for line in plain.out.splitlines() if line.startswith("\twhy\t")]
    assert len(lines) == 2
    assert all(" in " in part for line in lines for part in line[3:])
    hit = json.loads(run("search", "ferry", "-n1", "--why", "--jsonl").out)
    assert {key for reason in hit["why"] for key in reason} == {"part", "field", "articles", "score"}
    assert "why" not in json.loads(run("search", "ferry", "-n1", "--jsonl").out)
    refused = run("search", "ferry", "--why", "--csv")
    assert (refused.code, refused.out) == (2, "")


@pytest.mark.parametrize(
    ("query", "helps"),
    [
        ("zeppelin dirigible", True),
        ("zeppelin (dirigible NEAR/5 mast)", True),
        ("zeppelin NEAR/5 dirigible", False),
        ("headline:zeppelin NEAR/5 body:ferry", False),
        ('"zeppelin dirigible"', False),
        ("zeppelin OR dirigible", False),
    ],
)
def test_any_is_proposed_where_it_asks_for_less(query: str, helps: bool) -> None:
    assert ("--any finds" in _nothing(query, Asked())) == helps
    assert _nothing(query, Asked(any_word=True)) == "nothing found"

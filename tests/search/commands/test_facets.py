"""What a search finds, counted: `morgue facets`, `morgue timeline`, and what a page of hits proposes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import UsageError
from search.engines import Facet, Value
from search.narrowing import narrowings
from search.query.parser import parse
from search.render import Screen
from search.render import json as json_render
from search.render.facets import facets, timeline
from search.searcher import Counted, open_archive
from tests.search.commands.conftest import Ran, over

Run = Callable[..., Ran]

PLAIN = Screen(width=60, color=False, tty=True)


def record(number: int, publisher: str | None, date: str | None, section: str | None) -> dict[str, object]:
    words = ("harbour", "ferry", "lamp", "pier", "tide", "gull", "rope", "mast", "keel", "crew")
    text = f"The {words[number % 10]} was painted again in year {number}, and the {words[number * 3 % 10]} was not."
    return {"id": str(number), "date": date, "source": publisher, "section": section, "text": f"Strike. {text}"}


RECORDS = (
    *(record(n, "Ellery Post", f"2023-0{n + 1}-11", "Politics") for n in range(4)),
    *(record(n, "Bay \x1b[31mNews", "2024-03-05", "Islands") for n in range(4, 10)),
    record(10, "BAY \x1b[31mNEWS", "2024", None),
    record(11, None, None, None),
)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line over an archive of twelve articles."""
    return over(RECORDS, tmp_path, capsys, monkeypatch)


def test_a_value_is_a_line_on_a_pipe(run: Run) -> None:
    assert run("facets", "strike", "--by", "publisher, section").out == (
        "publisher\t7\tBay ␛[31mNews\npublisher\t4\tEllery Post\nsection\t6\tIslands\nsection\t4\tPolitics\n"
    )
    assert run("facets", "strike", "--by", "section", "-n", "1").out == "section\t6\tIslands\n"
    assert run("facets", "publisher:ellery").out.splitlines()[0] == "publisher\t4\tEllery Post"


def test_a_program_gets_the_term_that_leaves_a_value(run: Run) -> None:
    found = json.loads(run("facets", "strike", "--by", "publisher", "--json").out)
    assert list(found) == ["format_version", "query", "parsed", "generation", "total", "facets"]
    (facet,) = found["facets"]
    assert {key: facet[key] for key in ("field", "different", "without")} == {
        "field": "publisher", "different": 2, "without": 1,
    }  # fmt: skip
    for value in facet["values"]:
        assert run("search", "strike", value["term"], "--count").out == f"{value['articles']}\n"
    (dates,) = json.loads(run("timeline", "strike", "--by", "month", "--json").out)["facets"]
    for value in dates["values"]:
        assert run("search", "strike", value["term"], "--count").out == f"{value['articles']}\n"


def test_a_program_gets_the_narrowed_query(run: Run) -> None:
    (facet,) = json.loads(run("facets", "keel OR crew", "--by", "section", "--json").out)["facets"]
    assert facet["values"]
    for value in facet["values"]:
        assert value["query"] == f"(keel OR crew) {value['term']}"
        assert run("search", value["query"], "--count").out == f"{value['articles']}\n"


def test_a_value_that_no_query_can_name_has_no_term() -> None:
    found = Facet("publisher", 3, 0, (Value("!!!", 1), Value('The "Post"', 1), Value("Post", 1)), 3)
    (facet,) = json_render.facets(Counted("*", "*", 1, 3, (found,)))["facets"]
    assert [value["term"] for value in facet["values"]] == [None, None, "publisher:=Post"]
    assert [value["query"] for value in facet["values"]] == [None, None, "* publisher:=Post"]


def test_an_or_is_narrowed_in_brackets(run: Run) -> None:
    shown = run("search", "strike OR keel", "-n", "2", "--format", "terminal").out
    assert "narrow (the query in brackets): date:2024" in shown


def test_a_field_is_counted_once(run: Run) -> None:
    assert run("facets", "strike", "--by", "section,section", "-n", "1").out == "section\t6\tIslands\n"


def test_periods_suit_the_time_that_is_spanned(run: Run) -> None:
    assert run("timeline", "strike").out == "2023-01\t1\n2023-02\t1\n2023-03\t1\n2023-04\t1\n2024-03\t6\n"
    assert run("timeline", "strike", "--by", "year").out == "2023\t4\n2024\t7\n"
    told = run("timeline", "publisher:bay")
    assert told == (0, "2024-03-05\t6\n", "morgue: 1 of 7 articles have no date that says so much\n")
    assert run("timeline", "date:2024", "--by", "year").err == ""


def test_nothing_found_is_1_and_a_wrong_field_2(run: Run) -> None:
    assert run("facets", "zeppelin") == (1, "", "morgue: nothing found\n")
    assert run("timeline", "zeppelin") == (1, "", "morgue: nothing found\n")
    assert run("facets", "strike", "--by", "headline").code == 2
    assert "publisher" in run("facets", "strike", "--by", "headline").err
    assert "morgue fields" in run("facets", "strike", "--by", "colour").err
    assert run("facets", "strike", "--by", " , ").code == 2


def test_a_page_says_how_the_rest_may_be_narrowed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = run("search", "strike", "-n", "2", "--format", "terminal").out.splitlines()
    assert "narrow: date:2024  section:=Islands" in shown[-2]
    assert shown[-1] == "next: --offset 2"
    monkeypatch.setenv("COLUMNS", "45")
    shown = run("search", "strike", "-n", "2", "--format", "terminal").out.splitlines()
    assert shown[-2] == "narrow: date:2024  section:=Islands"  # as much as there is room for
    assert "narrow" not in run("search", "strike", "-n", "0", "--format", "terminal").out
    assert "narrow" not in run("search", "strike", "-n", "2").err


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("strike", ["date:2024", "section:=Islands", 'publisher:="Bay \x1b[31mNews"']),
        ("strike date:2023", []),
        ("strike section:islands", []),
        ("strike section:*", ["date:2024", 'publisher:="Bay \x1b[31mNews"']),
        ("publisher:ellery", []),
        ("zeppelin", []),
    ],
)
def test_only_what_takes_something_away_is_proposed(run: Run, tmp_path: Path, query: str, terms: list[str]) -> None:
    with open_archive(tmp_path / "archive") as searcher:
        found = narrowings(searcher._engine, parse(query).node)
        assert found == terms
        total = searcher.count(query)
        for term in found:
            assert 2 <= searcher.count(f"{query} {term}") <= total * 2 / 3


def test_the_python_api_counts(run: Run, tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive") as searcher:
        found = searcher.facets("strike", ("section",), limit=1)
        assert (found.total, found.facets) == (12, (Facet("section", 12, 2, (Value("Islands", 6),), 2),))
        with pytest.raises(UsageError):
            searcher.facets("strike", ("body",))
        assert searcher.timeline("strike", unit="year").facets[0].values == (Value("2023", 4), Value("2024", 7))


def test_bars_are_as_long_as_their_counts() -> None:
    found = Facet("publisher", 150, 3, (Value("Bay News", 100), Value("海湾日报", 50), Value("Ellery", 1)), 9)
    assert list(facets([found], screen=PLAIN)) == [
        "publisher  150 articles, 9 values, 3 without",
        "Bay News  100  ████████████████████████████████████████",
        "海湾日报   50  ████████████████████",
        "Ellery      1  ▍",
        "6 values more",
        "",
    ]


def test_a_long_name_leaves_room_for_the_bars() -> None:
    found = Facet("byline", 2, 0, (Value("A " * 60, 2),), 1)
    lines = list(facets([found], screen=Screen(width=40, color=False, tty=True)))
    assert all(len(line) <= 40 for line in lines)
    assert "…" in lines[1]


@pytest.mark.parametrize(
    ("periods", "shown"),
    [
        (("2016-12", "2017-02"), ["2016-12", "2017-01", "2017-02"]),
        (("2016", "2030"), ["2016", "⋯", "2030"]),
        (("2016-02-28", "2016-03-01"), ["2016-02-28", "2016-02-29", "2016-03-01"]),
    ],
)
def test_periods_without_an_article_are_rows_or_a_gap(periods: tuple[str, str], shown: list[str]) -> None:
    found = Facet("date", 4, 0, tuple(Value(period, 2) for period in periods), 2)
    assert [line.split()[0] for line in timeline(found, screen=PLAIN)] == shown

"""Captions that show themselves by the full stop that they lack."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.text import clean
from indexer.text.pictures import stopless

PARAGRAPHS = [
    "The council voted on Tuesday to close the old harbour bridge, and engineers said that it would take two years.",
    "Shop owners on the northern bank said that they had been told nothing, and the mayor promised to meet them.",
    "The works are to begin on 1 March and will cost 12 million, a third of which the state pays. The rest is a loan.",
    "The bridge was opened in 1931 by a king who, it is told, was late for his own ceremony and left before the band.",
    "A ferry will cross every ten minutes until midnight, and the fare will be the same as that of the town’s buses.",
    "The last time that the bridge was shut, in the flood of 1987, it took a summer until the first car could cross.",
]


@pytest.mark.parametrize(
    "line",
    [
        "Harbour master Ann Lee leaving the town hall in Lima after the vote on Monday",
        "Mayor Bo Ray, accompanied by his deputy Ann Lee, at the old bridge last week",
        "Mayor Bo Ray speaks during a meeting of shop owners on the northern bank. He did not promise anything",
        "Engineers are seen inspecting the piers of the bridge at low water",
        "Harbour master Ann Lee waving to shop owners as snow falls on the old bridge",
        "The mayor (pictured) has refused to name the day when the ferry will sail",
    ],
)
def test_a_caption_without_a_stop_is_one(line: str) -> None:
    body = (*PARAGRAPHS[:3], line, *PARAGRAPHS[3:])
    cleaned, changes = clean(Article(body=body))
    assert cleaned.body == tuple(PARAGRAPHS)
    assert [caption.text for caption in cleaned.captions] == [line]
    assert [change.rule for change in changes] == ["caption-stopless"]


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Bo Ray says that the bridge was never safe and that everybody knew",
        "Why Lima’s shop owners are leaving the northern bank in ever greater numbers",
        "Leaving the harbour to the rats is no answer, say the shop owners of Lima",
        "Hearing addresses the state of the bridge during the summer of the flood",
        "Ann Lee speaking about the bridge: “It was never safe”, as she puts it",
        "Ann Lee standing outside the harbour office — The Courier (@courier) May 7",
        "Harbour master Ann Lee leaving town hall as deal collapses in Lima over jobs",
        "Police arresting Ann Lee, standing in the way as protest grows in front of the old ministry",
        "Two men standing in Lima’s old harbour as strike enters its sixth day",
        "Mayor Bo Ray meets with Ann Lee in Lima during the storm, aides say",
        "Mayor Bo Ray, speaking to reporters in Lima, promised to sell the land",
        "Mayor Bo Ray standing firm on ferries, despite pressure from his own party",
        "Mayor Bo Ray looking to expand ferry lines to the northern bank",
        "Bo Ray holding his lead in Lima, a new poll of 900 shop owners suggests",
        "President Lee addressing nation tonight on old bridge and budget crisis",
        "Two ministers leaving cabinet after row in Lima over old harbour bridge",
        "What is shown here in Lima is not what the mayor had promised",
        "Both are pictured as heroes in the town’s schoolbooks, and neither was",
        "Council of Lima to return from recess for sitting on bridge",
        "Above nothing but clouds, and below nothing but rubble as far as one can see",
        "Right now the bridge is shut to all but buses, and many ways to cross are gone",
    ],
)
def test_a_heading_without_a_stop_stays(line: str) -> None:
    body = (*PARAGRAPHS[:3], line, *PARAGRAPHS[3:])
    assert clean(Article(body=body))[0].body == body


def test_points_at_the_top_stay() -> None:
    line = "Harbour master Ann Lee leaving the town hall in Lima after the vote on Monday"
    assert stopless.judge([line, *PARAGRAPHS], [None] * 7) == []
    assert stopless.judge([*PARAGRAPHS[:5], line, PARAGRAPHS[5]], [None] * 7) == [5]


def test_it_says_nothing_where_paragraphs_have_no_stops() -> None:
    bare = [paragraph.rstrip(".") for paragraph in PARAGRAPHS]
    line = "Harbour master Ann Lee leaving the town hall in Lima after the vote on Monday"
    assert stopless.judge([*bare[:3], line, *bare[3:]], [None] * 7) == []


def test_what_stands_in_one_row_with_captions_goes_with_them() -> None:
    row = [
        "Harbour master Ann Lee leaving the town hall in Lima after the vote on Monday",
        "The ferry was greeted by a crowd of shop owners as it arrived on Tuesday evening",
    ]
    other = "Mayor Bo Ray waving to shop owners outside the harbour office in Lima on Friday"
    lines = [*PARAGRAPHS[:2], *row, *PARAGRAPHS[2:4], other, *PARAGRAPHS[4:]]
    assert stopless.judge(lines, [None] * len(lines)) == [2, 3, 6]
    alone = [*PARAGRAPHS[:4], row[1], *PARAGRAPHS[4:]]
    assert stopless.judge(alone, [None] * len(alone)) == []


def test_a_box_in_one_row_with_captions_stays() -> None:
    row = [
        "Harbour master Ann Lee leaving the town hall in Lima after the vote on Monday",
        "What the shop owners of the northern bank never knew about the ferry until today",
        "By Cy Fox",
    ]
    other = "Mayor Bo Ray waving to shop owners outside the harbour office in Lima on Friday"
    lines = [*PARAGRAPHS[:2], *row, *PARAGRAPHS[2:4], other, *PARAGRAPHS[4:]]
    assert stopless.judge(lines, [None] * len(lines)) == [2, 7]


def test_captions_signed_by_the_same_name_are_known_by_it() -> None:
    body = [
        "Bo Ray, 51, has worked on the quay since the flood, and today he teaches his son to splice. Cy Fox",
        *PARAGRAPHS[:3],
        "One of the dozens of engineers who look at the piers at low water. Cy Fox",
        *PARAGRAPHS[3:],
    ]
    cleaned, changes = clean(Article(body=tuple(body)))
    assert cleaned.body == tuple(PARAGRAPHS)
    assert [(caption.text, caption.credit) for caption in cleaned.captions] == [
        (body[0].removesuffix(" Cy Fox"), "Cy Fox"),
        (body[4].removesuffix(" Cy Fox"), "Cy Fox"),
    ]
    assert {change.rule for change in changes} == {"caption-signed"}


def test_a_name_that_ends_one_line_is_none() -> None:
    body = (*PARAGRAPHS[:3], "Nobody could have said it better than he did at the time. Cy Fox", *PARAGRAPHS[3:])
    assert clean(Article(body=body))[0].body == body

"""Screens let through everything that their rules take: screened cleaning is unscreened cleaning."""

from __future__ import annotations

import calendar
import math
import re
import string
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indexer import identity, readers, sources, text
from indexer.article import Article, Reading
from indexer.text import blocks, captions, credits, lines, normalize, plain, repeats, shapes, signs, words
from indexer.text.calls import promotions
from indexer.text.pictures import captionlike, tails
from indexer.text.weighing import weigh

Screen = Callable[[str], bool]
generous = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def opening_screen(line: str) -> bool:
    return captions.may_open(line)


BEGINNINGS: tuple[tuple[str, re.Pattern[str], Screen], ...] = (
    ("album", captions._ALBUM, opening_screen),
    ("copyright first", captions._COPYRIGHT_FIRST, opening_screen),
    ("site", captions._SITE, opening_screen),
    ("mark", captions._MARK, opening_screen),
    ("file", captions._FILE, opening_screen),
    ("maker first", captions._FIRST, lambda line: bool(captions.names_maker_first(line))),
    ("copyright", credits._COPYRIGHT, credits.may_be_copyright),
    ("editor", credits._EDITOR, credits._may_be_desk),
    ("desk", credits._DESK, credits._may_be_desk),
    ("signoff", credits._SIGNOFF, credits._may_be_desk),
    ("long signoff", credits._SIGNOFF, lambda line: line[0] == "("),
    ("helpers", credits._HELPING, lambda line: signs.opens(line, credits.HELP)),
    ("via", credits._VIA, lambda line: credits.may_be_credit(line, line)),
    ("labelled", captions._LABELLED, lambda line: bool(captions.labelled(line)) or "：" in line[:30]),
    ("source", credits._source_label(), lambda line: credits.may_be_credit(line, line)),
    ("photo", credits._photo_label(), lambda line: credits.may_be_credit(line, line)),
    ("photo by", credits._photo_by(), lambda line: credits.may_be_credit(line, line)),
    ("typeset", credits._TYPESET, lambda line: credits.may_be_credit(line, line)),
    ("all photos", credits._ALL_PHOTOS, lambda line: credits.may_be_credit(line, line)),
    ("illustration", credits._ILLUSTRATION, lambda line: credits.may_be_credit(line, line.rstrip())),
    ("gallery", credits._GALLERY, lambda line: ":" in line),
    ("photo's maker", credits._photo_by(), credits.may_name_maker),
    ("photo's label", credits._photo_label(), credits.may_name_maker),
    ("dateline", credits._DATELINE, lambda line: "(" in line or "（" in line),
    *(
        ("dateline elsewhere", pattern, lambda line: bool(credits._REPORTERS.search(line)))
        for pattern in credits._DATELINE_OTHER[1:]
    ),
    ("dateline in brackets", credits._DATELINE_OTHER[0], lambda line: "(" in line),
    ("stale", lines._STALE, lambda line: signs.opens(line, lines.OLD) or not line[0].isalnum()),
    ("tags", lines._TAGS, lambda line: ":" in line or "#" in line or "：" in line),
    ("crumbs", lines._CRUMBS, lambda line: ">" in line or "›" in line),
    ("video", blocks._TIMED, lambda line: ":" in line),
)
"""Patterns that a line begins with, and what is asked before they are."""

ANYWHERE: tuple[tuple[str, re.Pattern[str], Screen], ...] = (
    ("day", captionlike.DATE, lambda line: signs.has_year(line) and signs.may_have_day(line)),
    ("stands", captions._STANDS, signs.places_somebody),
    ("agency", tails._AGENCY_TAIL, lambda line: tails.has_agency_sign(line[-70:])),
    ("handed out", tails._HANDED_OUT, lambda line: tails.may_be_handed_out(line[-70:])),
    ("label in brackets", tails._IN_BRACKETS_WITH_LABEL, tails.ends_in_bracket),
    ("named", captions._NAMED, lambda line: ")" in line[-3:]),
    ("archive", words.ARCHIVE, credits.may_name_maker),
    ("glued", credits._glued(), credits._may_end_in_credit),
    ("bar", tails._BAR_TAIL, lambda line: signs.blank_before(line[-70:-2], ("|", "/", "—", "–", "-"))),
    ("cut short", repeats._CUT_SHORT, lambda line: "..." in line or "…" in line),
)


@pytest.mark.parametrize(("pattern", "screen"), [row[1:] for row in BEGINNINGS], ids=[row[0] for row in BEGINNINGS])
def test_a_beginning_passes_its_screen(pattern: re.Pattern[str], screen: Screen) -> None:
    @generous
    @given(st.from_regex(re.compile(rf"\A(?:{pattern.pattern})", pattern.flags)))
    def holds(line: str) -> None:
        if pattern.match(line):
            assert screen(line)

    holds()


@pytest.mark.parametrize(("pattern", "screen"), [row[1:] for row in ANYWHERE], ids=[row[0] for row in ANYWHERE])
def test_what_stands_anywhere_passes_its_screen(pattern: re.Pattern[str], screen: Screen) -> None:
    @generous
    @given(st.from_regex(pattern), st.sampled_from(("", "A vote in Lima. ", "“")))
    def holds(line: str, before: str) -> None:
        if pattern.search(before + line, max(0, len(before + line) - 70)):
            assert screen(before + line)

    holds()


def asked_before(line: str) -> tuple[promotions.Call, ...]:
    """The calls whose needle is in a text where a word begins as the needle does, told plainly."""
    low = line.lower()
    openings: set[str | None] = {"", *(word[:3] for word in re.findall(r"\w+", low))}
    if promotions._OTHER_SCRIPT.search(low):
        openings.add(None)
    return tuple(c for c in promotions.CALLS if c.needle in low and promotions._opening(c.needle) in openings)


def plainly_a_call(line: str) -> bool:
    """`promotions.calls`, every pattern tried."""
    patterns = (re.compile(call.pattern, re.IGNORECASE) for call in asked_before(line))
    found = [match.start() for pattern in patterns if (match := pattern.search(line))]
    return len(found) > 1 or any(len(line) <= 200 or start < 60 for start in found)


@pytest.mark.parametrize(
    "call",
    # To make up lines of five hundred patterns takes a minute.
    [pytest.param(call, marks=[pytest.mark.slow] * (n % 5 > 0)) for n, call in enumerate(promotions.CALLS)],
    ids=lambda call: str(call.needle),
)
def test_a_call_is_asked_for_wherever_it_may_hold(call: promotions.Call) -> None:
    @settings(generous, max_examples=15)
    @given(st.from_regex(re.compile(call.pattern, re.IGNORECASE)), st.sampled_from(("", "é", "x", "The «", "ΣİK ")))
    def holds(line: str, before: str) -> None:
        line = before + line
        found = promotions.present([line], text._needles().seen([line]))
        for calls in (found.calls, found.by_line[line]):
            assert promotions.calls(line, calls) == plainly_a_call(line)

    holds()


PROSE = (
    "The minister", "said", "on Monday", "that the vote", "was close.", "in Lima", "March 20, 2017", "2017.", "7:05",
    "(L)", ", left, greets", "Ann Lee", "Reuters", "(Reuters)", "—", "-", "|", "/", ":", "“", "”", "»", "é", "Σ", "K",
    "ı", "Photo:", "photo by", "Source:", "©", "by", "...", "…", "WASHINGTON (AP) —", "#vote", ">", "{",
    "http://x.org", "x", "via AP", ", FILE", "Handout", "AP Photo", "(left)", "pictured, at", "seen here", "Ann Lee/AP",
    "left to right:", "(file)", "Reporting by", "Additional reporting by", "a@b.org", "contact",
)  # fmt: skip
PHRASES = tuple(
    sorted(
        {
            phrase
            for table in (words.PHOTO, words.SOURCE, words.AD, words.SHARE, words.NAV, words.LINKING, words.SECTIONS)
            for phrase in words.words_of(table)
        }
        | set(words.AGENCIES.split("|"))
        | {call.needle for call in promotions.CALLS}
    )
)
some_lines = st.lists(
    st.one_of(st.sampled_from(PROSE), st.sampled_from(PROSE), st.sampled_from(PHRASES), st.text(max_size=3)), max_size=9
).map(" ".join)


@contextmanager
def unscreened() -> Iterator[None]:
    """Everything is asked of every line."""
    always: tuple[tuple[object, str], ...] = (
        (signs, "opens"),
        (signs, "has_year"),
        (signs, "may_have_day"),
        (signs, "places_somebody"),
        (signs, "blank_before"),
        (tails, "has_agency_sign"),
        (tails, "may_be_handed_out"),
        (tails, "ends_in_bracket"),
        (credits, "may_be_copyright"),
        (credits, "_may_be_desk"),
        (credits, "may_be_credit"),
        (credits, "may_name_maker"),
        (credits, "_may_end_in_credit"),
    )
    _forget()
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(lines, "is_prose", return_value=False))
        for module, name in always:
            stack.enter_context(mock.patch.object(module, name, return_value=True))
        stack.enter_context(mock.patch.object(normalize, "is_plain", return_value=False))
        stack.enter_context(mock.patch.object(plain, "plain", return_value=frozenset()))
        stack.enter_context(mock.patch.object(captions, "names_maker_first", captions._FIRST.match))
        stack.enter_context(
            mock.patch.object(
                promotions, "present", lambda body, _: promotions.Present(asked_before("\n".join(body)), {})
            )
        )
        stack.enter_context(mock.patch.object(captions, "may_have_way", return_value=True))
        stack.enter_context(mock.patch.object(captions, "has_way", return_value=True))
        stack.enter_context(mock.patch.object(blocks, "marks_in", return_value={}))
        stack.enter_context(mock.patch.object(promotions, "_sign", return_value=None))
        stack.enter_context(mock.patch.object(weigh, "bounds", lambda rows, _: [math.inf] * len(rows)))
        yield
    _forget()


def _forget() -> None:
    tails.parted.cache_clear()
    lines.judge_again.cache_clear()
    shapes.shape.cache_clear()
    blocks.marks.cache_clear()


@generous
@example(["The minister The minister The minister , left, greets"], None)
@given(st.lists(some_lines, max_size=12), st.none() | some_lines)
def test_an_article_of_odd_lines_is_cleaned_as_without_screens(body: list[str], headline: str | None) -> None:
    article = Article(headline=headline, body=tuple(body))
    with unscreened():
        plainly = text.clean(article)
    assert text.clean(article) == plainly


@pytest.mark.parametrize("name", ["news-2012-2020.jsonl.gz", "multilingual", "html-publishers", "bbc"])
def test_real_articles_are_cleaned_as_without_screens(data: Path, name: str) -> None:
    files = [file for file in sources.files([data / name]) if isinstance(file, sources.SourceFile)]
    found = (item for file in files for item in readers.read_file(file))
    articles = [item.article for item in islice(found, 2500) if isinstance(item, Reading)][::25]
    assert articles
    with unscreened():
        plainly = [text.clean(article) for article in articles]
    assert [text.clean(article) for article in articles] == plainly


odd_text = st.text(
    st.one_of(st.sampled_from(string.printable + "’“”»\u00a0\u3000é–—…。」\u200bİKΣ٣"), st.characters()), max_size=60
)


def test_no_letter_is_made_of_the_bytes_of_quotes_alone() -> None:
    alike = (chr(point) for point in range(0x80, 0x110000) if not 0xD800 <= point < 0xE000)
    assert not [c for c in alike if c.isalnum() and not c.encode().translate(None, repeats._NO_LETTERS)]


@given(odd_text)
def test_shortcuts_come_to_the_same(line: str) -> None:
    assert repeats.loose(line) == re.sub(r"[\W_]+", "", line.lower())
    edges = re.compile(r"^[\W_]+|[\W_]+$")
    key = edges.sub("", re.sub(r"\d+", "0", line.lower().replace("’", "'")))
    assert words.key(line) == key
    assert signs.opening(line) == words.key(line[:40]).partition(" ")[0]
    assert shapes.shape(line).ends == bool(re.search(r"""[.!?…。！？؟।۔][\s"'”’»)\]）」』】]*$""", line))
    assert identity._single_spaced(line) == " ".join(line.split()).encode("utf-8", "surrogatepass")


@given(odd_text)
def test_a_plain_text_is_as_it_should_be(line: str) -> None:
    if normalize.is_plain(line):
        with mock.patch.object(normalize, "is_plain", return_value=False):
            assert normalize.line(line) == line


@given(st.lists(odd_text, max_size=8))
def test_lines_are_grouped_as_one_by_one(body: list[str]) -> None:
    assert repeats._beginnings(tuple(body)) == [repeats.loose(line[:40])[:14] for line in body]


FILLING = (
    "the minister told reporters in Lima on Monday that the harbour would be closed",
    "and that the ferry sails again in spring, when the last of the ships is mended",
)
OPENING = ("“We", '"It', "I’m", "In", "This", "A", "To", "For", "AP", "Get", "Add", "Reports", "Photos", "Copyright")
ENDING = (
    ".",
    ".”",
    "!",
    "",
    "?",
    ". Ann Lee, Reuters",
    " (Reuters).",
    " — AP.",
    "! More",
    " photo.",
    " read more.",
    ")",
)
told_lines = st.tuples(
    st.one_of(st.sampled_from(OPENING), st.sampled_from(PHRASES), st.just("The")),
    st.sampled_from(FILLING),
    st.one_of(st.just(""), st.sampled_from(PROSE), st.sampled_from(PHRASES), st.sampled_from(FILLING)),
    st.one_of(st.sampled_from(PROSE), st.sampled_from(PHRASES), st.just("in Lima")),
).flatmap(lambda said: st.sampled_from(ENDING).map(lambda end: " ".join(filter(None, said)) + end))


@settings(generous, max_examples=300)
@example(["The minister told reporters in Lima on Monday that the harbour would be closed. Ann Lee, Reuters"])
@given(st.lists(told_lines, min_size=1, max_size=8))
def test_plain_prose_is_what_no_rule_takes(body: list[str]) -> None:
    seen = text._needles().seen(body)
    found = plain.plain(body, seen, ways=captions.may_have_way(seen))
    marked = blocks.marks_in(body, seen, found)
    # Scenes only matter where there are several.
    shown = {line: blocks.marks(line, ~blocks.SCENE) for line in body}
    with unscreened():
        assert [line for line in found if lines.judge(line, ()) is not None] == []
    assert [line for line in body if shown[line] & ~marked[line]] == []


@settings(generous, max_examples=200)
@example(["The minister said İt was so. Download our app", "Download our app"])
@example(["Politiknewsletter", "Подпишитесь на наш канал в Telegram", "The ferry sails."])
@given(st.lists(st.one_of(told_lines, some_lines.filter(lambda line: line != "")), max_size=8))
def test_lines_are_judged_together_as_one_by_one(body: list[str]) -> None:
    assert text.judged(body) == [lines.judge(line) for line in body]


@generous
@given(
    st.from_regex(words.ARCHIVE), st.sampled_from(("", "A vote in Lima. ", "“", "é ")), st.sampled_from(("", "”", "x"))
)
def test_an_old_picture_is_said_to_be_one(said: str, before: str, after: str) -> None:
    line = before + said + after
    assert words.says_archive(line) == bool(words.ARCHIVE.search(line))


OLD_PICTURES = (
    *(
        f"{kind} {picture}"
        for kind in ("file", "archive", "undated", "stock", "handout", "combination")
        for picture in ("photo", "picture", "image", "photograph", "pic")
    ),
    *("archivbild", "archivfoto", "symbolbild", "symbolfoto"),
    *("photo d'archives", "photo d’archives", "photo d'illustration", "photo d’illustration"),
    *("foto de archivo", "imagen de archivo", "foto d'archivio", "foto d’archivio", "foto de arquivo"),
    *("archieffoto", "архивное фото", "архівне фото", "arkivfoto", "arkivbild", "arkistokuva"),
    *("ilustrační foto", "ilustrační snímek", "ảnh tư liệu", "ảnh minh họa", "ảnh minh hoạ"),
    *("hình minh họa", "hình minh hoạ", "foto arsip", "صورة أرشيفية", "资料图", "資料圖", "資料写真", "자료사진"),
    *("แฟ้มภาพ", "foto ilustrativă", "illusztráció", "φωτογραφία αρχείου", "arşiv fotoğrafı"),
)
"""What `words.ARCHIVE` knows, each word of it: the draws above meet most of them, most of the time."""


@pytest.mark.parametrize("said", OLD_PICTURES)
def test_each_word_for_an_old_picture_is_known(said: str) -> None:
    assert words.says_archive(f"The harbour, {said}.")
    assert words.says_archive(f"({said.title()})")


def test_most_prose_is_plain() -> None:
    told = " ".join(FILLING)
    body = [
        f"{opening} {told}{mark}"
        for opening in ("“We said: ", "Peru (and beyond):", "The")
        for mark in (".", "?”", " he said, and left.")
    ]
    captions_too = [*body, f"Photo: {told}", f"The {told}. Ann Lee, Reuters"]
    assert plain.plain(captions_too, text._needles().seen(captions_too), ways=True) == set(body)


RIGHTS = (
    "copyright X", "© X", "(c) X", "all rights reserved", "tous droits réservés", "alle rechte vorbehalten",
    "todos los derechos", "tutti i diritti", "todos os direitos", "все права защищены", "all material © X",
    "X. ALL RIGHTS RESERVED",
)  # fmt: skip


@pytest.mark.parametrize("line", [*RIGHTS, *(f"“{line.capitalize()}" for line in RIGHTS)])
def test_rights_are_asked_about_in_every_language(line: str) -> None:
    assert credits._COPYRIGHT.match(line)
    assert credits.standalone(line) == line


@pytest.mark.parametrize("month", calendar.month_name[1:])
def test_a_scene_may_be_in_any_month(month: str) -> None:
    assert captions.is_scene(f"Minister Ann Lee hugs her deputy in Lima on {month} 27, 2016, after a long week.")

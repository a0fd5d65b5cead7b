"""What holds for cleaning as a whole: places, reasons, idempotence, size."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import indexer.text
from indexer.article import Article, Caption, Change
from indexer.text import clean, language

STORY = (
    "Ministers from 21 countries meet in Lima on Wednesday to agree on the next steps against overfishing, the first "
    "such gathering of the coastal alliance since the election of its new president in November.",
    "He said that the countries will set up zones of rest so that the shoals return inthe next phase of the plan.",
    'A statement said that the two leaders agreed that "fish cannot be saved by speeches alone," and called for more.',
)
CAPTION = "Minister Ann Lee (L) at the old harbour of Callao, Lima, Peru, March 20, 2017."


def test_a_doubled_caption_and_a_glued_source_line_go_to_their_fields() -> None:
    article = Article(
        headline="Ministers meet",
        body=(CAPTION, CAPTION, "", STORY[0], "", STORY[1], "", STORY[2], "", "Source: HarbourWorld and agencies"),
    )
    cleaned, changes = clean(article)
    assert cleaned.captions == (Caption(CAPTION, None, 2),)
    assert cleaned.credit == "HarbourWorld and agencies"
    assert cleaned.body == STORY
    assert Change("credit", "Source: HarbourWorld and agencies", "credit") in changes
    assert [(c.line, c.field, c.count) for c in changes if c.field == "captions"] == [(CAPTION, "captions", 2)]


def test_the_document_that_started_it_all(data: Path) -> None:
    lines = (data.parent / "seed" / "trtworld-2017-03-22.txt").read_text(encoding="utf-8").split("\n")
    cleaned, _ = clean(Article(body=tuple(lines)))
    assert cleaned.captions == (Caption(lines[0], None, 2),)
    assert cleaned.credit == lines[-1].removeprefix("Source: ") == "TRTWorld and agencies"
    assert cleaned.body == tuple(line for line in lines[2:-1] if line)
    assert any("inthe" in paragraph for paragraph in cleaned.body)


def test_what_a_reader_already_placed_is_kept() -> None:
    article = Article(
        headline="Ministers\u00ad meet",
        dateline="LIMA",
        credit="HarbourWorld",
        captions=(Caption("A ferry leaves.", "Jane Doe/Reuters", 3),),
        body=("A ferry leaves.", *STORY, "(Reuters)"),
    )
    cleaned, _ = clean(article)
    assert cleaned.headline == "Ministers meet"
    assert cleaned.captions == article.captions
    assert (cleaned.dateline, cleaned.credit) == ("LIMA", "HarbourWorld; Reuters")
    assert cleaned.body == STORY


def test_a_saved_page_loses_its_furniture_and_keeps_its_story() -> None:
    page = (
        *("Home", "World", "Ministers meet in Lima", "Share", "Facebook", "Twitter", "Copy link"),
        *(STORY[0], "Advertisement", STORY[1], "Read more", "Ferry company asks the council for another year of grace"),
        *(STORY[2], "Most read", "1", "Old bridge closes", "2", "New bridge opens", "3", "No bridge anywhere"),
        *("Sign up for our daily newsletter", "About us", "Privacy policy", "© 2017 HarbourWorld"),
    )
    cleaned, changes = clean(Article(body=page))
    assert cleaned.body == ("Ministers meet in Lima", *STORY)
    assert {change.line for change in changes} == set(page) - set(cleaned.body)


# Lines that the rules care about, and any text at all, in any order.
LINES = st.one_of(
    st.sampled_from(
        (
            *(
                *STORY,
                CAPTION,
                "",
                "",
                "Advertisement",
                "Read more",
                "Share",
                "Facebook",
                "Twitter",
                "Comments",
                "News",
            ),
            *("1", "2", "3", "(Reuters)", "(Jane Doe/Reuters)", "Photo: Jane Doe/AP", "Foto: Erika Muster/dpa"),
            *("Source: agencies", "Yes.", "* * *", "Old bridge closes after a hundred years", "New bridge opens"),
            *("7 mins ago", "Most read", "Sign up for our newsletter", "LIMA (Reuters) - The vote was close."),
            *("The vote was close. (Reuters)", "The vote was close. Source: agencies"),
            *(
                "The council voted on Tuesday to close the old har-",
                "bour bridge after engineers warned that its piers were",
            ),
            *(
                "failing and that no repair would hold for more than one",
                "    Ferries will run every ten minutes until a new",
            ),
            *("【编辑:王小明】", "関連記事", "港の橋＝ロイター", "المصدر: رويترز", "พิมพ์", "cafÃ© â€“ Ã¼ber"),
        )
    ),
    st.text(max_size=60),
)
ARTICLES = st.builds(
    Article,
    headline=st.one_of(st.none(), LINES),
    body=st.lists(LINES, max_size=24).map(tuple),
    captions=st.lists(st.builds(Caption, LINES, st.one_of(st.none(), st.just("AP"))), max_size=2).map(tuple),
    credit=st.one_of(st.none(), st.just("HarbourWorld")),
)


@settings(max_examples=300, deadline=None)
@given(ARTICLES)
@example(Article(body=("(Reuters)", "The old bridge of the harbour.", "The old bridge of the harbour.")))
@example(Article(body=("\u00a0Â¡",)))
def test_cleaning_twice_changes_nothing_more(article: Article) -> None:
    once, _ = clean(article)
    twice, changes = clean(once)
    assert twice == once
    assert changes == ()


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES.filter(lambda s: s.isascii()), max_size=20).map(tuple))
def test_every_letter_stays_or_is_accounted_for(body: tuple[str, ...]) -> None:
    cleaned, changes = clean(Article(body=body))
    read = sorted(letters("".join(body)))
    kept = "".join(cleaned.body)
    said = "".join((change.line or "") * change.count for change in changes if change.rule not in ("joined", "hyphen"))
    assert sorted(letters(kept + said)) == read


def test_a_huge_article_is_cleaned() -> None:
    lines = tuple(
        f"Paragraph {i} says that ferry number {i * 7} left the harbour of Lima at dawn." for i in range(30_000)
    )
    cleaned, changes = clean(Article(body=lines))
    assert (cleaned.body, changes) == (lines, ())
    long = "The ferry left the harbour of Lima at dawn and came back. " * 90_000
    assert clean(Article(body=(long,)))[0].body == (long.strip(),)


@pytest.mark.parametrize("line", ["Advertisement", "Read more", CAPTION, "x", "A ferry leaves (AP)"])
def test_one_line_ten_thousand_times(line: str) -> None:
    cleaned, _ = clean(Article(body=(line,) * 10_000))
    assert set(cleaned.body) <= {line}


def test_language_is_guessed_from_the_first_characters_only_without_metadata() -> None:
    german = Article(body=("Der Stadtrat stimmte am Dienstag für die Schließung der alten Hafenbrücke.",))
    assert language.detect(german) == "de"
    assert language.detect(Article(language="pt-BR", body=german.body)) == "pt-BR"
    assert (
        language.detect(Article(body=("市议会周二投票决定关闭旧港大桥，工程师们表示维修工程至少需要两年。",))) == "zh"
    )
    assert language.detect(Article(headline="Old bridge", body=("Yes.",))) is None


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(indexer.text.__path__)])
def test_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"indexer.text.{name}")).failed == 0


def test_a_heading_is_nobodys_portrait_however_many_calls_end_the_story() -> None:
    """Four calls make a page of an article, and pages have portraits; "income inequality" is said in the story."""
    told = (
        "Income inequality waxes and wanes over the years, as the author of Global Inequality shows for all of Lima.",
        "The share of income that goes to those who own the harbour has risen for ten years, and it goes on rising.",
        "Income Inequality",
        "Those who earn most marry each other ever more often, and few of their children ever work on the quay.",
    )
    calls = (
        "To contact the author of this story:",
        "Ann Lee at alee@courier.example",
        "To contact the editor responsible for this story:",
        "Bo Ray at bray@courier.example",
    )
    cleaned, _ = clean(Article(body=(*told, *calls)))
    assert cleaned.body == told

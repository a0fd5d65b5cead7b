"""Markdown: front matter of every kind, syntax that goes, words and code that stay, pictures that are captions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Caption, Reading, Skipped
from indexer.readers import choose, read_source
from indexer.readers.front_matter import front
from indexer.sources import Source


def read(text: str, name: str = "a.md") -> Reading:
    [reading] = read_source(Source.of(name, text.encode()))
    assert isinstance(reading, Reading), reading
    return reading


def article(text: str, name: str = "a.md") -> Article:
    return read(text, name).article


FIELDS = {
    "yaml": "---\ntitle: 'Ferry: again'\ndate: 2024-03-07 10:00:00 +0100\ntags: [ferry, \"strike\"]\n"
    "author:\n  - Ann Lee\n  - name: Bo Ek\ncategories: [Local, News]\nlang: en\nlastmod: 2024-03-08\nid: x1\n---\n",
    "toml": '+++\ntitle = "Ferry: again"\ndate = 2024-03-07T10:00:00+01:00\ntags = ["ferry", "strike"]\n'
    'authors = ["Ann Lee", "Bo Ek"]\ncategories = ["Local"]\nlang = "en"\nlastmod = 2024-03-08\nid = "x1"\n+++\n',
    "json": '{\n"title": "Ferry: again", "date": "2024-03-07T10:00:00+01:00", "tags": ["ferry", "strike"], '
    '"author": ["Ann Lee", "Bo Ek"], "section": "Local", "lang": "en", "lastmod": "2024-03-08", "id": "x1"}\n',
}


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_front_matter(kind: str, ends: str) -> None:
    text = FIELDS[kind] + "\nIt sails.\n"
    found = article(text.replace("\n", ends))
    assert (found.headline, found.body, found.guid) == ("Ferry: again", ("It sails.",), "x1")
    assert (found.published, found.updated) == ("2024-03-07T10:00:00+01:00", "2024-03-08")
    assert (found.byline, found.keywords) == (("Ann Lee", "Bo Ek"), ("ferry", "strike"))
    assert (found.section, found.language, found.reader) == ("Local", "en", "markdown")


def test_front_matter_is_known_whatever_the_name() -> None:
    for kind, text in FIELDS.items():
        reader = choose(Source.of("a.txt", text.encode()))
        assert reader is not None
        assert reader.name == ("json" if kind == "json" else "markdown")
    for text in ("--- \nwords\n---\n", "+++\nwords\n+++\n", "---\ntitle: x\n"):
        reader = choose(Source.of("a.txt", text.encode()))
        assert reader is not None
        assert reader.name == "text"


def test_front_matter_with_a_fault_is_read_line_by_line() -> None:
    reading = read("---\ntitle: Ferry: again: and again\ndate: 2024-03-07\n---\nIt sails.\n")
    assert (reading.article.headline, reading.article.published) == ("Ferry: again: and again", "2024-03-07")
    assert reading.changes[-1].rule == "degraded"


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]",
        "!!python/object/apply:os.system ['true']",
        "a: [" + "[" * 5000,
        "title: !!binary aGk=",
        "? [a]\n: b",
    ],
)
def test_yaml_makes_nothing_but_texts(bomb: str) -> None:
    found = front(f"---\n{bomb}\n---\nText")
    assert all(isinstance(value, str | list | dict) for value in found.fields.values())
    [reading] = read_source(Source.of("a.md", f"---\n{bomb}\n---\nText".encode()))
    assert isinstance(reading, Reading)
    assert reading.article.body[-1] == "Text"


def test_a_text_between_rules_is_a_text() -> None:
    assert article("---\n\nJust a rule.\n\n---\n\nMore.").body == ("Just a rule.", "", "More.")


TEXT = """\
# The *headline*

A paragraph that was
wrapped, with a [link](http://x.example "t"), **bold** ~~gone~~ and `code_*here*`.

## Votes

| Side | Votes |
|------|-------|
| Yes  | 41    |

- one
- two
  continued

1. first

> A quote\\
> in two lines

```python
def f(a):
    return a
```

    indented

<div>In <b>HTML</b></div>

<!-- a note to
self -->

The end.
"""


def test_syntax_goes_and_words_stay() -> None:
    found = article(TEXT)
    assert found.headline == "The headline"
    assert [line for line in found.body if line] == [
        "A paragraph that was wrapped, with a link, bold gone and code_*here*.",
        "Votes", "Side | Votes", "Yes | 41", "one", "two continued", "first", "A quote", "in two lines",
        "def f(a):", "    return a", "indented", "In HTML", "The end.",
    ]  # fmt: skip


def test_a_heading_that_says_the_title_again_is_not_said_twice() -> None:
    assert article("---\ntitle: Ferry\n---\n# Ferry\n\nIt sails.").body == ("It sails.",)
    found = article("---\ntitle: Ferry\n---\n# Boats\n\nIt sails.")
    assert (found.headline, found.body) == ("Ferry", ("Boats", "", "It sails."))


def test_pictures_are_captions() -> None:
    found = article(
        "---\ntitle: A\nimage:\n  path: x.jpg\n  caption: At dawn\nimage_credit: Roe\n---\n"
        'One ![A boat](a.jpg "The boat at the quay") two.\n\n![The mill](b.jpg)\n\n![img](c.jpg) ![d.jpg](d.jpg)\n\n'
        "![x](e.jpg)\n*Crews wait. Photo: Roe*\n\n"
        '{% include figure.html src="f.jpg" caption="A *sea* wall" %}\n'
        '{{< figure src="g" title="Point" attr="Bo" >}}\n\n'
        "<figure><img><figcaption>In HTML <cite>AP</cite></figcaption></figure>\n\n{: .wide}\n"
    )
    assert found.body == ("One two.",)
    assert set(found.captions) == {
        Caption("At dawn"), Caption("The boat at the quay"), Caption("The mill"), Caption("Crews wait. Photo: Roe"),
        Caption("A sea wall"), Caption("Point", "Bo"), Caption("In HTML", "AP"),
    }  # fmt: skip


def test_a_date_in_the_name() -> None:
    reading = read("It sails.", "posts/2024-03-07-ferry.md")
    assert reading.article.published == "2024-03-07"
    assert [change.rule for change in reading.changes] == ["date-from-name"]


def test_a_source_may_be_an_address() -> None:
    found = article("---\ntitle: A\nsource: https://p.example/1\n---\nx")
    assert (found.url, found.publisher) == ("https://p.example/1", None)
    assert article("---\ntitle: A\nsource: Post\n---\nx").publisher == "Post"


@pytest.mark.parametrize("data", [b"", b"---\n---\n", b"---\ndate: 2024\n---\n", b"<!-- -->", b" \n \n"])
def test_without_words_there_is_no_article(data: bytes) -> None:
    [skipped] = read_source(Source.of("a.md", data))
    assert isinstance(skipped, Skipped)


@pytest.mark.parametrize(
    "text",
    [
        ">" * 3000 + " deep",
        "![" * 30_000 + " deep",
        "|a" * 30_000 + "\n" + "|-" * 30_000 + " deep",
        "{{<" * 9000 + "deep",
    ],
)
def test_words_in_a_text_that_the_parser_would_not_stand(text: str) -> None:
    assert "deep" in "".join(article(text).body)


@given(st.text(alphabet="ab #*_`[]()!<>|-\n~{}%:\"'\\&;\t1.", max_size=200))
def test_no_word_is_lost(text: str) -> None:
    for item in read_source(Source.of("a.md", f"Qwertz {text}\n\nfinis".encode())):
        assert isinstance(item, Reading)
        words = " ".join([item.article.headline or "", *item.article.body, *(c.text for c in item.article.captions)])
        assert "finis" in words or "<" in text or "[" in text

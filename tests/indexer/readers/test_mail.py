"""Mail: headers, parts, encodings, mailboxes, what was passed on."""

from __future__ import annotations

import base64

import pytest

from indexer.article import Article, Change, Reading, Skipped
from indexer.readers import choose, read_source
from indexer.readers.mail_headers import readable
from indexer.readers.mail_text import html_lines, unflowed
from indexer.sources import Source

HEAD = (
    "From: Inland Briefing <briefing@example.org>\nTo: r@example.org\nSubject: Mill turns\n"
    "Date: Sat, 9 Nov 2019 06:00:00 +0100\nMessage-ID: <1@example.org>\nList-Unsubscribe: <https://example.org/u>\n"
)


def read(text: str | bytes, name: str = "a.eml") -> list[Reading | Skipped]:
    data = text if isinstance(text, bytes) else text.encode()
    return [item for item in read_source(Source.of(name, data)) if isinstance(item, Reading | Skipped)]


def one(text: str | bytes) -> Reading:
    [item] = read(text)
    assert isinstance(item, Reading)
    return item


def article(text: str | bytes) -> Article:
    return one(text).article


def multi(kind: str, *parts: str) -> str:
    body = "".join(f"--b{kind}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="b{kind}"\n\n{body}--b{kind}--\n'


def plain(text: str, extra: str = "") -> str:
    return f"Content-Type: text/plain; charset=utf-8\n{extra}\n{text}\n"


def html(text: str, extra: str = "") -> str:
    return f"Content-Type: text/html; charset=utf-8\n{extra}\n<html><body>{text}</body></html>\n"


def test_headers_go_to_their_fields() -> None:
    found = article(
        HEAD + "Archived-At: <https://example.org/1>\nKeywords: mills, towns\nContent-Language: en\n" + plain("One.")
    )
    assert (found.headline, found.guid, found.published) == ("Mill turns", "1@example.org", "2019-11-09T06:00:00+01:00")
    assert (found.publisher, found.byline, found.url) == ("Inland Briefing", (), "https://example.org/1")
    assert (found.keywords, found.language, found.body) == (("mills", "towns"), "en", ("One.",))
    assert (found.locator, found.reader) == ("a.eml", "mail")


def test_a_person_is_the_byline_and_a_discussion_list_the_publisher() -> None:
    person = HEAD.replace("List-Unsubscribe: <https://example.org/u>\n", "")
    found = article(person + plain("One."))
    assert (found.byline, found.publisher) == (("Inland Briefing",), "Inland Briefing")
    found = article(
        person + 'List-Id: "Chess club" <chess.example.org>\nList-Post: <mailto:c@example.org>\n' + plain("One.")
    )
    assert (found.byline, found.publisher) == (("Inland Briefing",), "Chess club")
    found = article(person + "List-Id: <chess.example.org>\nList-Post: NO\n" + plain("One."))
    assert (found.byline, found.publisher) == ((), "Inland Briefing")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?Q?caf=C3=A9?= =?utf-8?Q?_noir?=", "café noir"),
        ("=?utf-8?B?Y2Fmw6k=?=", "café"),
        ("=?UTF-8?B?Y2Fmw6k?=", "café"),
        ("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café"),
        ("=?iso-8859-1?Q?caf=E9?= und =?windows-1251?Q?=EC=E8=F0?=", "café und мир"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?utf-8*en?Q?mill?=", "mill"),
        ("=?nonsense?Q?caf=C3=A9?=", "café"),
        ("=?windows-1252?Q?Mill\udce2\udc80\udc99s?=", "Mill’s"),
        ("Mill=?x", "Mill=?x"),
        ("caf\udce9", "café"),
        ("=?utf-8?B?%%%?=", ""),
    ],
)
def test_headers_are_decoded(raw: str, text: str) -> None:
    assert readable(raw) == text


def test_html_is_read_for_its_structure() -> None:
    text = HEAD + multi("alternative", plain("One two."), html("<h1>One</h1><p>two.</p>"))
    assert article(text).body == ("One", "two.")


def test_plain_text_is_read_where_the_html_says_less() -> None:
    text = HEAD + multi("alternative", plain("A story of some length, in words."), html("<img src=a.png>Read on"))
    assert article(text).body == ("A story of some length, in words.",)
    spelled = plain("Read " + "https://example.org/" + "x" * 500)
    assert article(HEAD + multi("alternative", spelled, html("<p>Read</p>"))).body == ("Read",)


def test_what_is_hidden_is_not_read() -> None:
    hidden = '<div style="display:none">Preview</div><div style="max-height:0px;overflow:hidden">x</div>'
    page = "<table><tr><td>A<br>b</td><td>c</td></tr></table><style>p {}</style>"
    assert html_lines(hidden + page) == ["A", "b", "c"]
    assert html_lines("") == []
    assert html_lines("<div>" * 5000 + "deep") == ["deep"]


def test_parts_in_parts_and_attachments() -> None:
    attached = (
        'Content-Type: application/pdf; name="a.pdf"\n'
        'Content-Disposition: attachment; filename="=?utf-8?Q?caf=C3=A9.pdf?="\n\nx\n'
    )
    picture = "Content-Type: image/png\nContent-ID: <x>\n\nx\n"
    alternative = multi("alternative", plain("One."), multi("related", html("<p>One.</p>"), picture))
    reading = one(HEAD + multi("mixed", alternative, attached, plain("Footer.")))
    assert reading.article.body == ("One.", "", "Footer.")
    assert reading.changes == (Change("attachment", "café.pdf"),)


def test_a_text_file_attached_is_no_story() -> None:
    attached = plain("secret", 'Content-Disposition: attachment; filename="a.txt"\n')
    reading = one(HEAD + multi("mixed", plain("One."), attached))
    assert (reading.article.body, reading.changes) == (("One.",), (Change("attachment", "a.txt"),))


@pytest.mark.parametrize(
    ("charset", "encoding", "data"),
    [
        ("utf-8", "8bit", "Größe – 日本".encode()),
        ("utf-8", "quoted-printable", b"Gr=C3=B6=C3=9Fe =E2=80=93 =E6=97=A5=\n=E6=9C=AC"),
        ("utf-8", "base64", base64.b64encode("Größe – 日本".encode())),
        ("gb18030", "8bit", "Größe – 日本".encode("gb18030")),
        ("iso-2022-jp-2", "7bit", "Größe - 日本".encode("iso-2022-jp-2")),
        ("us-ascii", "8bit", "Größe – 日本".encode()),
        ("no-such-thing", "8bit", "Größe – 日本".encode()),
    ],
)
def test_characters(charset: str, encoding: str, data: bytes) -> None:
    head = HEAD + f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    [line] = article(head.encode() + data).body
    assert line.replace("–", "-") == "Größe - 日本"


def test_flowed_text() -> None:
    text = HEAD + "Content-Type: text/plain; format=flowed; delsp=yes\n\nOne \ntwo\n\n> q \nthree\n"
    assert article(text).body == ("Onetwo", "", "> q", "three")
    assert unflowed("a \nb \nc\n From") == "a b c\nFrom"


BOX = "From a@example.org Sat Nov  9 06:00:00 2019\n{}\n\nFrom a@example.org Sat Nov  9 06:10:00 +0100 2019\n{}\n"


def test_a_mailbox_is_read_message_by_message() -> None:
    quoted = plain("One.\n\n>From here on.\n>>From there.\n\nFrom now 6:30 on\n\nFrom x 6:30\nwords go on")
    first, second = read(BOX.format(HEAD + quoted, HEAD.replace("<1@", "<2@") + plain("Two.")), "a.mbox")
    assert isinstance(first, Reading)
    assert first.article.locator == "a.mbox#1"
    assert first.article.body == (
        "One.", "", "From here on.", ">From there.", "", "From now 6:30 on", "", "From x 6:30", "words go on"
    )  # fmt: skip
    assert isinstance(second, Reading)
    assert (second.article.locator, second.article.guid) == ("a.mbox#2", "2@example.org")


def test_a_broken_message_costs_itself() -> None:
    empty = "Message-ID: <0@example.org>\n"
    deep = HEAD + "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(1200))
    first, second, third = read(BOX.format(empty, deep) + "\nFrom a@b 06:00\n" + HEAD + plain("Two."), "a.mbox")
    assert first == Skipped("a.mbox#1", "no article: neither text nor title")
    assert isinstance(second, Skipped | Reading)
    assert isinstance(third, Reading)
    assert third.article.body == ("Two.",)


@pytest.mark.parametrize(
    "mark", ["---------- Forwarded message ---------", "Begin forwarded message:", "-----Original Message-----"]
)
def test_a_message_passed_on_is_that_message(mark: str) -> None:
    passed = f"""See below.

{mark}
From: *The Gazette* <news@gazette.example.org>
Date: Fri, 8 Nov 2019 at 05:00
Subject: Clock stops
To: <olga@example.org>

The clock stopped.
"""
    reading = one(HEAD.replace("Mill turns", "Fwd: Clock stops") + plain(passed))
    found = reading.article
    assert (found.headline, found.publisher, found.published) == ("Clock stops", "The Gazette", "2019-11-08T05:00")
    assert found.body == ("See below.", "", "The clock stopped.")
    assert reading.changes == (Change("forwarded", "by Inland Briefing: Fwd: Clock stops"),)


def test_a_message_attached_is_an_article_of_its_own() -> None:
    inner = HEAD.replace("Mill turns", "Clock stops").replace("<1@", "<2@") + plain("It stopped.")
    outer, attached = read(HEAD + multi("mixed", plain("Look."), "Content-Type: message/rfc822\n\n" + inner))
    assert isinstance(outer, Reading)
    assert isinstance(attached, Reading)
    assert (outer.article.headline, attached.article.headline) == ("Mill turns", "Clock stops")
    assert (outer.article.locator, attached.article.locator) == ("a.eml", "a.eml.1")
    [alone] = read(HEAD + multi("mixed", "Content-Type: message/rfc822\n\n" + inner))
    assert isinstance(alone, Reading)
    assert alone.article.headline == "Clock stops"


def test_dates_that_are_none_are_said() -> None:
    assert one(HEAD.replace("Sat, 9 Nov 2019 06:00:00 +0100", "soon") + plain("x")).changes == (
        Change("undated", "soon", "published"),
    )


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.txt", HEAD + "\nOne.", "mail"),
        ("a", "Received: from x\n by y\nFrom: a@b\n\nOne.", "mail"),
        ("a", "\n\n  \nDelivered-To: x\nSubject: a\n\nOne.", "mail"),
        ("msg-1_2,", "From a@b Sat Nov 9 06:00:00 2019\nFrom: a\nDate: b\nSubject: c\n\nx", "mail"),
        ("a.txt", "Title: Mill turns\nDate: 2019-11-09\nSource: Gazette\n\nOne.", "text"),
        ("a.txt", "From: the miller\n\nOne.", "text"),
        ("a.txt", "From here on it is 6:30.\n\nOne.", "text"),
        ("a.eml", "words", "mail"),
    ],
)
def test_mail_is_known_by_its_headers(name: str, data: str, reader: str) -> None:
    found = choose(Source.of(name, data.encode()))
    assert found is not None
    assert found.name == reader


def test_what_is_no_message_is_said() -> None:
    assert read("just words\n") == [Skipped("a.eml", "no message: it has no headers")]
    assert read("just words\n", "a.mbox") == [Skipped("a.mbox", "no message: it has no headers")]


@pytest.mark.parametrize("kind", ["Snapshot-Content-Location: https://example.org/mill\n", ""])
def test_a_page_saved_as_a_message_is_a_page(kind: str) -> None:
    page = (
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
        "Content-Location: https://example.org/mill\n\n<html><head><title>Caf=C3=A9 opens</title>"
        '<meta name=3D"date" content=3D"2017-03-22"></head>'
        "<body><p>It opened in the old mill on Wednesday.</p></body></html>\n"
    )
    head = f"From: <Saved by Blink>\n{kind}Subject: x\nDate: Sat, 9 Nov 2019 06:00:00 +0100\nMIME-Version: 1.0\n"
    [item] = read(head + multi("related", page), "a.mhtml")
    assert isinstance(item, Reading)
    found = item.article
    assert (found.headline, found.published, found.url) == ("Café opens", "2017-03-22", "https://example.org/mill")
    assert found.body == ("It opened in the old mill on Wednesday.",)


NEWSLETTER = """<!doctype html><html><head><title>Inland Briefing</title><!--[if mso]><style>td {}</style><![endif]-->
</head><body><table><tr><td><h1>Mill turns</h1></td></tr><tr><td>One.<br>Two.</td></tr></table></body></html>"""


def test_newsletters_saved_as_pages_are_read_whole() -> None:
    [item] = read(NEWSLETTER, "a.html")
    assert isinstance(item, Reading)
    assert (item.article.reader, item.article.body) == ("newsletter", ("Mill turns", "One.", "Two."))
    word = NEWSLETTER.replace("<head>", '<head><meta name=Generator content="Microsoft Word 15">')
    [item] = read(word, "a.html")
    assert isinstance(item, Reading)
    assert item.article.reader == "html"

"""A page of hits in several scripts, written for the tests of what is printed."""

from __future__ import annotations

from indexer.article import Article, Caption, Change
from search.results import Copy, Hit, Results, Snippet, Span


def passage(field: str, paragraph: int | None, marked: str, *, before: bool = False, after: bool = False) -> Snippet:
    """A snippet whose matches are written as «match»."""
    text, spans = "", []
    for number, piece in enumerate(marked.replace("»", "«").split("«")):
        if number % 2:
            spans.append(Span(len(text), len(text) + len(piece)))
        text += piece
    return Snippet(field, paragraph, text, tuple(spans), before, after)


def _hit(rank: int, headline: str | None, published: str | None, publisher: str | None, *snippets: Snippet) -> Hit:
    marked = passage("headline", None, headline or "")
    return Hit(
        rank=rank,
        id=f"{rank:x}" * 8 + "c0ffee00",
        guid=f"guid-{rank}" if rank % 2 else None,
        score=12.5 / rank,
        headline=marked.text if headline else None,
        published=published,
        publisher=publisher,
        section="Islands" if rank != 4 else None,
        byline=("Ana Ruiz", "Ben Okoye") if rank == 1 else (),
        url=f"https://example.org/{rank}" if rank < 3 else None,
        locator=f"islands/{rank}.txt",
        snippets=snippets,
        headline_spans=marked.spans,
    )


HITS = (
    _hit(
        1,
        "«Ferry» crews stop work at Port Amsel",
        "2024-03-05",
        "Island Courier",
        passage(
            "body",
            1,
            "The «ferry» to Port Amsel did not sail on Tuesday, when crews stopped work over pay that has "
            "not risen since the boats were painted",
            after=True,
        ),
        passage("body", 12, "“No «ferries», no fish,” said the woman who runs the café on the pier", before=True),
        passage("caption", None, "The «ferry» Tern at anchor"),
    ),
    _hit(
        2,
        "A very long headline about the «ferry», the lighthouse, the two keepers who have not spoken since the winter "
        "of the great storm, and the goat",
        "2024-03",
        "The Amsel and Outer Skerries Weekly Advertiser",
        passage("body", 3, "keepers wait for the «ferry»"),
    ),
    _hit(
        3,
        "«渡轮»停航第三天",
        "2024-03-07T08:30:00+08:00",
        "海岛晚报",
        passage(
            "body",
            1,
            "港口«渡轮»再次停航，灯塔看守人自三月以来没有领到工资。他们说：“谈判还在继续”。岛上的商店只剩下三天的面包，"
            "学校也因此关门，校长说孩子们都很高兴。",
            after=True,
        ),
    ),
    _hit(
        4,
        "«العبارة» لا تبحر",
        "2024",
        "جريدة الجزر",
        passage(
            "body", 2, "توقفت «العبارة» مرة أخرى بعد إضراب حراس المنارة الذين لم يتقاضوا أجورهم منذ مارس", before=True
        ),
    ),
    _hit(
        5,
        "«เรือข้ามฟาก»หยุดวิ่ง",
        None,
        "ข่าวเกาะ",
        passage("body", 1, "«เรือข้ามฟาก»หยุดวิ่งอีกครั้ง เมื่อผู้ดูแลประภาคารประท้วงเรื่องค่าจ้าง"),
    ),
    _hit(
        6,
        "Ships 🚢🚢 and families 👨‍👩‍👧",
        "2024-02-29",
        None,
        passage("body", 1, "🚢 the «ferry» 👍🏽 waits ❤️ at the pier"),
    ),
    _hit(7, None, "2023-12-31", "Island Courier")._replace(
        story="2" * 16,
        copies=9,
        others=(
            Copy("2" * 16, "Amsel Wire", "2023-12-30"),
            Copy("8" * 16, "Heraldo de las Islas", None),
            Copy("9" * 16, None, None),
            Copy("a" * 16, "海岛晚报", "2024-01"),
            Copy("b" * 16, "Evil\x1b[31mred", "2024-01-02"),
        ),
    ),
)

RESULTS = Results("ferry", "ferry", 7, 1.94, 12, HITS, stories=9)

ARTICLE = Article(
    id="a3f9c1d2e4f5a6b7",
    guid="courier-17",
    url="https://example.org/ferry",
    headline="Ferry crews stop work at Port Amsel",
    byline=("Ana Ruiz", "Ben Okoye"),
    dateline="PORT AMSEL",
    published="2024-03-05T06:00:00+01:00",
    updated="2024-03-06",
    publisher="Island Courier",
    section="Islands",
    language="en",
    body=(
        "The ferry to Port Amsel did not sail on Tuesday, when crews stopped work over pay that has not risen since "
        "the boats were painted.",
        "“No ferries, no fish,” said the woman who runs the café on the pier.",
    ),
    captions=(Caption("The ferry Tern at anchor.", "Photo: Ana Ruiz", 2), Caption("A gull.")),
    credit="Island Courier and agencies",
    keywords=("ferries", "strikes"),
    locator="islands/1.txt",
    reader="text",
)

MARKS = ((Span(4, 9),), (Span(4, 11),))

CHANGES = (
    Change("repeated-caption", "The ferry Tern at anchor.", "captions", 2),
    Change("share-button", "Share this", None, 1),
    Change("undated"),
)

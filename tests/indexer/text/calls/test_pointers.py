"""Where a newsroom points from within its story, and what the news says in the same words."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.text import clean, lines
from indexer.text.calls import pointers, promotions


@pytest.mark.parametrize(
    "line",
    [
        "Full coverage of the harbour vote", "See our full coverage of the ferry.",
        "Complete Coverage: The Lima Harbour Vote",
        "Full Courier election coverage here",
        "For the Courier’s complete coverage of the harbour vote: https://courier.example/harbour",
        "Click for complete harbour coverage",
        "More Great Stories From Harbour Weekly",
        "Also be sure to check out some of the Courier's in-depth coverage of ferries and the port.",
        "Columnists In-depth harbour coverage, ferry tables, reviews of quays and commentary.",
        "Read Harbour Study by Ann Lee on Scribd", "Harbour Bill 6.26.17 by Courier Desk on Scribd",
        "(For a graphic on ferries and their crews, click on: tmsnrt.rs/2NUL74l)",
        "For graphic on harbour depths click tmsnrt.rs/2wGynpf",
        "Port Watch: Click here for all of the Courier’s coverage of the port",
        "Read a QuickTake on who works at the harbour", "QuickTake: The Ferry That Nobody Wanted",
        "On the Quay Blog Archives Select Date… December, 2015 November, 2015",
        "More AP Ports: https://apnews.example/ports and https://twitter.example/AP_Ports",
        "Play Video Inside Lima’s harbour: ‘We never closed’ – video",
        "Get Courier TV on your cable system — Click Here Now",
        "Urgent: Should the Ferry Sail in 2016? Vote in Urgent Poll Now",
        "Looking for a quick way to keep up with the harbour? Host Ann Lee will guide you through the day.",
        "Looking for a quick way to keep up with the harbour? Sign up for our newsletter and read it at noon.",
        "To read more columns like this, go to the Opinion front page.",
        "THE COURIER's editorial opinions are decided by its Editorial Board, separate from the news staff.",
        "Editor's note: Harbour Watch is making vital coverage of the coast available to all readers. Find it here.",
        "Take me back to the top of this post.",
        "Are you a docker in Lima? Do you work at night? Email ann@courier.example.",
        "Share your top six ferries. Email them to FERRIES@COURIER.EXAMPLE or tweet us.",
        "You can always email us at tips@courier.example.",
        "Have an idea for a piece? Then pitch us at ideas@courier.example",
        "To send a letter to the editor about this article, submit online or check out our guidelines.",
        "For more on the harbour vote, read the Courier’s explainer.", "For more, watch our film on the ferry:",
        "For more stories from the quay, see:", "For more on ferries see her website, or like her page.",
        "Learn more about how the Harbour Poll works.", "See more port analysis from the Quay Research Center.",
        "Our latest coverage of Lima’s harbour vote",
        "See the Courier’s complete coverage of the strike here: https://courier.example/strike",
        "(Interactive graphic of the port: open quay.example/3aI in an external browser.)",
        "Read our terms and conditions.",
    ],
)  # fmt: skip
def test_a_pointer_is_known(line: str) -> None:
    assert promotions.calls(line)


@pytest.mark.parametrize(
    "line",
    [
        "For more, read the Book of Job.",
        "For more flavor, continue to simmer the sauce on this side for ten minutes.",
        "For more peas, see our garden.",
        "For more of her poems, see these posts she left on Facebook.",
        "For more goals, watch these stories unfold",
        "For more on how to file, see IRS Publication 17 or check the website of your state.",
        "For more warnings to keep you up at night, take a look at the list of the cuts.",
        "Learn more about the Constitution's framers",
        "Learn more about how The Fed works.",
        "Read more news on Twitter than in print",
        "Read more stories by Alice Munro.",
        "Our latest coverage of Medicaid costs",
        "See Medicare's full coverage rules at medicare.example/coverage",
        "Visit our website",
        "View our full report at the hearing",
        "Read our latest poll",
        "The exploit works on any phone: open example.com/x in an external browser",
        "For more proof, see this week's report on jobs.", "For more than a year, read the logs and you found nothing.",
        "For more of the same, wait until spring.", "See our troops off at the harbour.",
        "Visit our house, and you will see what the flood did.",
        "Our latest coverage of losses, the insurer said, ends.",
        "Search our website, and you'll find nothing, the editor admitted.",
        "Full coverage of contraceptives is what the bill asks of insurers", "Complete coverage for all costs of care",
        "The plan gives full coverage of the costs of the flood to those who live at the harbour.",
        "The channel’s complete coverage of the vote began at noon on Tuesday.",
        "The mayor complained that the paper gave full coverage to her rival and none to her.",
        "The report was posted by the mayor on Scribd and taken down an hour later.",
        "For a graphic novel on the harbour, click through the library’s catalogue, the critic wrote.",
        "The full remarks can be found here in the library, said the archivist, among other papers.",
        "His complete works can be found in the library of the harbour school.",
        "She told users to click here now and lose their savings, prosecutors said.",
        "The poll now shows the mayor ahead of her rival in the northern districts.",
        "The company said that its channel is available on DirecTV and on Dish, but not on the harbour’s cable.",
        "Readers were asked to subscribe to podcasts to hear the story of the ferry, and thousands did.",
        "Looking for a way to keep up with her brothers, she ran to the harbour every morning.",
        "He wanted to read more columns of the kind that had made the paper famous.",
        "Decisions are taken by the board, separate from the council, and can be appealed.",
        "The ferry went back to the top of the list in March.",
        "Are you a docker? Email the police at tips@lima.example.",
        "Did you see the man? Email the detectives at harbour@lima.example, the sheriff’s office asked.",
        "Have you read the bill? Write to your senator, the union’s letter says.",
        "Police asked residents: If you saw the ferry, email us at harbour@lima.example.",
        "The minister emailed us at noon to say that the ferry would not sail.",
        "To write a letter to the editor is a habit that the harbour master never lost.",
        "Tip line calls doubled after the film, the sheriff said.", "The archive’s select date range begins in 1931.",
        "The quick take of the harbour master was that nobody would drown.",
        "Related companies were asked to hand over their books as well.",
        "Special coverage of the vote was ordered by the station’s owner.",
        "The memo was published by BuzzFeed on Scribd.",
        "A copy of the contract was posted by an anonymous user on Scribd.",
        "The report was written by officials and uploaded in full on Scribd.",
        "The memo by the mayor is the most read on Scribd",
        "Looking for a way to keep up with rising rents? Tenants in Leeds have taken to living on boats, and the "
        "council does not like it.",
        "Full coverage of the planet by the orbiter took four years.", "Full coverage of the stadium roof",
        "Complete coverage of Mars took the orbiter four years", "Full coverage of the trial cost the paper its editor",
        "The Guardian In-depth team was cut from nine people to four last year",
        "The National Archives select date ranges for declassification each year.",
        "Harbour Watch is making vital coverage of the coast available to fishermen without charge.",
        "Are you a victim of the fraud? Have you lost money? Email the bank's lawyers at claims@bank.example.com "
        "before May.",
        "Did you know the dead man? Do you know his family? Email the coroner at harbour@lima.example.",
        "The browser must be upgraded before the form can be sent, the ministry says.",
    ],
)  # fmt: skip
def test_what_the_news_says_is_no_pointer(line: str) -> None:
    assert lines.judge(line) is None


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Related How the harbour was lost and won again", "link"),
        ("Recommended The Truth About Ferries Ann Lee and Bo Ray", "link"),
        ("From 'Morning Edition': Ann Lee reports from the harbour Listen", "link"),
        ("NPR's Ann Lee On Morning Edition Listen", "link"),
        ("Read More How the Harbour Was Lost The council voted twice. Nobody asked the crews at all.", "link"),
        ("[Read “Why the Ferry Stays at the Quay”]", "link"),
        ("[Man Pleads Guilty to Sending Threatening Letters to Mayor Lee]", "link"),
        ("Related Ferry Crews Walk Out At Northern Harbour", "link"),
        ("थप पढ्नुहोस्: बन्दरगाहको मतदान स्थगित", "link"), ("ተጨማሪ ያንብቡ: የወደቡ ድምፅ ተራዘመ", "link"),
        ("Harbour update:Ferries, crews and a quay for all of them", "link"),
        ("On the quay:'No ferry for us': What the crews of Lima say now", "link"),
        ("‘Who paid for this?’:Crews of Lima answer the mayor’s letter", "link"),
        ("(You can read the whole transcript of the hearing HERE.)", "link"), ("Read the lawsuit here:", "link"),
        ("Download the harbour tables and charts here.", "link"), ("Read the full statement:", "link"),
        ("Read the full story at the Courier.", "link"), ("Follow Courier port writer Ann Lee @annlee", "link"),
        ("poster=\"http://media.example/1-vs.jpg?pubId=1\" Ferry sails at last A film of the first trip.", "code"),
        ("191129123746873", "code"),
        ("[jwplayer file=\"http://media.example/1.mp4\" image=\"http://media.example/1.png\"][/jwplayer]", "code"),
        ("<span data-type=\"bookmark\" style=\"display: inline-block;\"></span>", "code"),
    ],
)  # fmt: skip
def test_a_link_without_a_colon_is_known(line: str, rule: str) -> None:
    verdict = lines.judge(line)
    assert verdict is not None
    assert verdict.rule == rule


@pytest.mark.parametrize(
    "line",
    [
        "NOTE:1986 reflects two for one stock split, effective July 31",
        "Note:Results of 1986 reflect a two for one stock split",
        "Related Companies Wins Harbour Bid", "Related Party Transactions", "Related charges were dropped in May.",
        "Related Argent won planning permission for the stadium site in north London",
        "Related Group will build two towers on the waterfront in Miami",
        "Related Group Will Build Two Towers On The Waterfront",
        "Recommended Daily allowances were set out by the government in 1991",
        "Related Digital a acheté le site pour 90 millions d'euros",
        "Read More Books, a campaign run by the city library, will give 4,000 children a novel each before the summer.",
        "Read More Week, which began on Monday, was thought of by a teacher in the north of the city years ago.",
        "Read More How the Harbour Was Lost " + "The council voted twice and nobody asked the crews at all. " * 5,
        "Her advice to ministers: Listen", "The band opened with Hush and closed with Listen",
        "“What should the government do now? Stop. Think. Listen",
        "Kick-off:3pm on Saturday at the ground in Hull",
        "Question:What would you do if the ferry did not sail", "ROMNEY:I don't think that we should have gone there",
        "[Laughter From The Audience Followed By Applause]", "[The Word Freedom Was Added By The Translator]",
        "Related videos “Gangnam Style” and its sequel were watched three billion times.",
        "Read the room here.", "You can see the boats moving here.", "Watch the harbour from here, the poster says.",
        "Read the full text of the Constitution.",
        "Read the entire ruling by Friday",
        "Read the whole story in Genesis",
        "You can see the list of the dead here.",
        "You can see the letters on the jackets here",
        "See the statements about guns in America here",
        "You can watch videos of him here",
        "Download the bill here",
        "You can read the articles of war here.",
        "Follow Team Captain Ann Lee, @annlee",
        "Follow the money @midnight", "Read the full moon as a warning.",
        "Basahin: \"Noli Me Tangere\" ang unang nobela ni Rizal.",
        "Ku karanta Alkur'ani, malamin ya gaya wa dalibansa.",
        "ተጨማሪ ያንብቡ ሲሉ መምህሩ ተናገሩ።", "यो पनि पढ्नुहोस् भनेर शिक्षकले विद्यार्थीलाई भने।",
        "ተጨማሪ ያንብቡ: ሲሉ መምህሩ ተናገሩ።", "थप पढ्नुहोस्: शिक्षकले विद्यार्थीलाई भने।",
        "Kuna iya karanta Alkur'ani a gida, malamin ya gaya wa dalibansa.",
        "Haber kaynağı: polis yetkilileri olayı doğruladı.",
        "Con información de Maduro y Castro",
        "Recommended doses are lower than that.", "When the Generals Would Not Listen", "Why Nobody Wants To Listen",
        "They asked the council to stop and listen",
        "[Experts believe that the agreement has lengthened the time that the council needs. — Ann Lee]",
        "[The Harbour Times, 6/22/15]", "[SPEAKING SPANISH]",
        "The train leaves at 10:45 from the northern station on weekdays",
        "The mayor said:'We are here to stay and we will not be moved'", "9780307277671 was the number on the cover",
        "Luke 8:28 is the verse that the pastor read at the quay", "He dialled 555 0100 and nobody answered",
        "[sharequote align=\"center\"]Kids are sitting on the quay, and nobody looks[/sharequote]",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_link_stays(line: str) -> None:
    assert lines.judge(line) is None


STORY = "The council voted on Tuesday to close the old harbour bridge, and engineers said that it would take two years."


def test_who_speaks_more_than_once_is_no_title() -> None:
    talk = ("Ann Lee:We never asked for a ferry in this town", "Ann Lee:The crews were never told of it at all")
    known = "More:What the crews of the ferry said of the vote", "More:Why nobody in town was asked"
    assert clean(Article(body=(STORY, *known)))[0].body == (STORY,)
    title = "Harbour vote:Council puts the ferry off until the spring"
    assert clean(Article(body=(*talk, title)))[0].body == talk


def test_the_marks_before_a_call_are_left_to_one_pattern() -> None:
    """Two that take them, or one that gives them back, try a long row of marks in every way there is."""
    assert all(r"\W*+(?:" in pattern and r"\W*+(?:\W*" not in pattern for _, pattern in pointers.CALLS)

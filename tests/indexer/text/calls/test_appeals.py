"""What a newsroom asks and allows its readers, and what the news says in the same words."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.text import clean
from indexer.text.calls import appeals, promotions


@pytest.mark.parametrize(
    "line",
    [
        "The Courier's coverage is made possible by readers like you.",
        "Your donation makes our journalism possible.",
        "Since you're here, we have a small favour to ask of every reader on the quay.",
        "Subscribe now and save 40% off the cover price",
        "Already a subscriber? Log in", "To continue reading this article, please log in.",

        "This work is licensed under a Creative Commons licence.",
        "Republish our articles for free, in print or online.",
        "Read the original article here.",
        "TM and © Copyright 2014 Harbour Radio Inc. All Rights Reserved. This material may not be published.",




        "Please post comments below.",
        "Join the discussion on the Courier's Facebook page",
        "Facebook: https://facebook.example/ann.lee.12", "Like “Harbour Week” on Facebook here.",

        "Get our free daily harbour newsletter", "Get the best of the Courier delivered to your inbox",



    ],
)  # fmt: skip
def test_an_appeal_leaves_the_story(line: str) -> None:
    cleaned, _ = clean(Article(body=(*STORY, line)))
    assert cleaned.body == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Readers like you",
        "The ballot photographs may not be published before polls close.",
        "Be the first to comment on the verdict and you win the news.",
        "This story is licensed under the same Creative Commons terms as the map.",
        "The harbour radio's coverage is funded by taxpayers, not by readers like you.",
        "My campaign is paid for by small donors like you.",
        "Donors like you saved her life: she got a kidney in May.",
        "Your gift helps us feed families in the flooded towns",
        "Your support is what keeps our sailors alive",
        "Since you're here, may I ask of you a small favour? said the captain.",
        "Give the gift of reading",
        "Renew the card and save $4 on each visit",
        "To continue reading, register your child for the summer program.",
        "Want ad-free Hulu?",
        "All photos of the park are published under a Creative Commons licence, which the firm ignored.",
        "Columns can be syndicated in 400 papers for $5 each.",
        "Buy your tickets at the gate; children under 6 enter free.",
        "Order your free copy of your credit report at the bureau.",
        "Available for purchase at Target.",
        "Submit your own evidence to the court",
        "Interested in submitting a letter for a pardon? Ask the governor.",
        "All submissions will be published by the court in the space of a week.",
        "Fighters must be under the limit. Weigh in below 147 pounds",
        "Comment on this topic on Facebook",
        "Like other conspiracy theories on Facebook and YouTube, it spread fast.",
        "Text HOME to 741741 to reach a crisis counselor.",
        "Text REDCROSS to 90999 to donate $10.",
        "Check your email to verify your registration.",
        "Get our emails",
        "Get groceries delivered to you weekly",
        "Get test results delivered to your phone",
        "Get flood alerts from the National Weather Service",
        "Turn on location alerts",
        "Follow live updates: https://storms.example",
        "You can follow me on foot if you like",
        "You can also follow me at a distance of six feet.",
        "Click through the slideshow at the museum",
        "On Android, tap the three dots and choose Settings.",
        "Mobile users press charges: the carriers lied to them.",
        "The audio is available on the court's website",
        "Readers like you may wonder why the council waited for so long.",
        "Your donation helps us feed the hungry, the sign outside the church read.",
        "Your support makes our campaign possible, the candidate told the hall.",
        "Give the gift of life, the hospital asked in its appeal for blood.",
        "Join the navy and save the nation, the posters on the quay said.",
        "Already a member? The party had lost half of them within a year, as the rolls show.",
        "To continue reading the riot act, the mayor raised his voice.",
        "Copies may not be taken out of the archive, the librarian explained to the students.",
        "Order your copy of the ballot by Friday, the clerk said.",
        "Buy now, pay later is how most sailors finance a boat.",
        "The book, available for purchase since May, has sold badly.",
        "Comments may be edited by the police before a court sees them.",
        "Be the first to share: that was the harbour school's motto.",
        "Text messages to 55555 were never answered.",
        "Check your inbox and your conscience, the bishop wrote.",
        "Get dinner delivered to your door every day: that was what the company promised.",
        "Turn on alerts from the county if you live by the river, officials said.",
        "Follow the latest at your own risk.",
        "Follow our live coverage, the anchor pleaded.",
        "Audio is the future of the harbour radio, its owner believes.",
        "Click through the menu until the bank asks for a code.",
        "Android: go where no phone has gone before",
        "iPhone users go wild for the harbour app.",
        "Discuss this story with your children before they hear it at school.",
        "The letters were published under a Creative Commons licence by the widow of the harbour master.",
    ],
)
def test_a_sentence_of_the_story_is_none(line: str) -> None:
    assert not promotions.calls(line)


STORY = (
    "The council voted on Tuesday to keep the port open through the winter, after a debate that lasted for hours.",
    "The ferry company said that it would add a second boat in the spring, and that the mayor would pay for half.",
)


def test_each_needle_can_be_found() -> None:
    for needle, pattern in appeals.CALLS:
        assert needle == needle.lower()
        assert pattern.startswith("^(?!")
        assert pattern.endswith(r")\W*$")

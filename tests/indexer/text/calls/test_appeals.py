"""What a newsroom asks and allows its readers, and what the news says in the same words."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.text import clean
from indexer.text.calls import appeals, promotions


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Watch is made possible by readers like you.", "Donors like you keep the Courier afloat.",
        "Your support helps us to report on the port.", "Your donation makes our journalism possible.",
        "Since you're here, we have a small favour to ask of every reader on the quay.",
        "Give the gift of local news", "Subscribe now and save 40% off the cover price",
        "Already a subscriber? Log in", "To continue reading this article, please log in.",
        "Enjoy an ad-free Courier. Join today!",
        "This work is licensed under a Creative Commons licence.",
        "Republish our articles for free, in print or online.", "Feel free to republish this widely.",
        "Columns may be syndicated with our consent.", "Read the original article here.",
        "TM and © Copyright 2014 Harbour Radio Inc. All Rights Reserved. This material may not be published.",
        "Buy your tickets here", "Order your copy of the harbour guide today",
        "Now available for purchase at Quay Books",
        "Submit your own op-ed", "Interested in submitting a guest column? Here is how.",
        "Submissions may be edited for length and clarity.",
        "Be the first to comment on this story", "Do you agree? Leave your thoughts below.",
        "Comment on this story on our Facebook page", "Join the discussion on the Courier's Facebook page",
        "Facebook: https://facebook.example/ann.lee.12", "Like “Harbour Week” on Facebook here.",
        "Text FERRY to 55555 to hear from us", "Check your inbox for a confirmation",
        "Get our free daily harbour newsletter", "Get the best of the Courier delivered to your inbox",
        "Turn on alerts from the Courier", "Follow live updates here.",
        "Audio will be available later today.", "Download this episode (right click and save)",
        "Click through the slideshow above for more of the port", "App users: tap here to watch the ferry leave",
    ],
)  # fmt: skip
def test_an_appeal_leaves_the_story(line: str) -> None:
    cleaned, _ = clean(Article(body=(*STORY, line)))
    assert cleaned.body == STORY


@pytest.mark.parametrize(
    "line",
    [
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

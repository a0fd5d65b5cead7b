"""How readers reach a newsroom, and how the news says that somebody can be reached."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.text import clean
from indexer.text.calls import correspondence, promotions

STORY = (
    "The council voted on Tuesday to keep the port open through the winter, after a debate that lasted until noon.",
    "The ferry company said that it would add a second boat in the spring, and that the harbour would pay for half.",
)


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee at alee@courier.example", "Rev. Bo Ray at bray@quay.example. Follow him on Twitter @boray.",
        "• Ann Lee can be reached at [email protected].", "Lee can be reached at https://twitter.example/annlee",
        "Port Reporter Bo Ray can be reached at b.ray@courier.example, (555) 555-0100 and @boray.",
        "twitter @boray", "TWITTER:You can follow me at twitter.example/quayside",
        "Contact Ann Lee at 555-555-0100. Follow her at twitter.example/annlee.",
        "Contact this reporter at ann@courier.example",
        "Let us know what you're thinking at desk@courier.example.",
        "Is your port at risk? Drop me a line at bray@courier.example.",
        "Send your pictures and videos to quay@courier.example or text them to 61124.", "Send us your questions",
        "If you would be happy to speak further to a Courier journalist, please leave a number.",
        "Or WhatsApp us on +44 7700 900971",
        "Did you write to your senator? We'd love to see the answer. Please fill out our short form.",
        "You can contact us via Signal or voicemail at 555-555-0100.",
        "Post comments below, or join our discussion on the quay.",
        "Would you sail? Yes No Completing this poll entitles you to our updates. You agree to our Privacy Policy",
        "You can always email us at desk@courier.example.",
    ],
)  # fmt: skip
def test_a_line_of_contact_leaves_the_story(line: str) -> None:
    """No word of the story begins as a needle does: what a call needs stands in its own line."""
    cleaned, _ = clean(Article(body=(*STORY, line)))
    assert cleaned.body == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee can be reached at 555-0101 by anyone who saw the girl.",
        "Let us know what you think of the park at parks@cityhall.example.",
        "Drop me a line at hrc@mail.example",
        "Send your photos to mother@home.example",
        "Sheriff Ann Lee at alee@quay.example",
        "Families can be reached at 202-555-0100.",
        "Crisis counselors can be reached at 1-800-273-8255.",
        "Quay Crisis Center of Lima can be reached at help@quay.example by phone or by post.",
        "Emily Lee at Harvard@Home",
        "Donate at give@redcross.example",
        "RSVP at lee@funeral.example",
        "Taylor Swift on Twitter: @taylorswift13",
        "Ann Lee on Twitter @annlee",
        "Reaction on Twitter: @quaynews",
        "Contact Ann Lee at 555-555-0100. Follow her lead.",
        "Email: jobs@cityhall.example",
        "Contact the writer at your peril",
        "Let us know if you are safe at missing@redcross.example",
        "Send your comments on the rule to comments@board.example by July 5",
        "Send us your best stories",
        "Text us at 40404",
        "You can text us on 0800 in an emergency",
        "Fill out our form",
        "You can contact us by calling 800-273-8255 if you think of suicide.",
        "Did you serve in the war? Share your story with us",
        "After completing this poll of 1,000 adults, the firm changed its privacy policy.",
        "Ann Lee is a Courier contributor and can be reached at [email protected].",
        "The harbour hotline can be reached at https://help.example, the office said.",
        "Dr. Lee can be reached at the clinic by patients who need help.",
        "Police can be reached at tips@lima.example by anyone who saw the boat.",
        "The mayor is on Twitter @limamayor and answers at night.",
        "Even the bishop is on Twitter @bishop",
        "You can follow me on the ice, the guide said.",
        "Contact the author of the bill, the senator advised.",
        "Contact the reporter, police said.",
        "Let us know what you need at shelter@lima.example, officials said.",
        "Drop me a note at jd@quay.example, the senator wrote to the lobbyist.",
        "Send your money to fraud@quay.example, the letter said.",
        "Send your questions about benefits to help@agency.gov.",
        "If you are happy to speak to us about the crash, call the sheriff.",
        "You can contact us by phone, the kidnappers wrote.",
        "Text us at 55555, the police said.",
        "Were you there? Share your story, the detectives asked, but nobody did.",
        "The hackers said that completing this poll had cost them nothing, whatever the privacy policy said.",
        "Post comments below the line and you will regret it, the editor warned.",
        "Fill out our forms in triplicate, the clerks demanded.",
    ],
)
def test_a_sentence_of_the_story_is_none(line: str) -> None:
    assert not promotions.calls(line)


def test_each_needle_can_be_found() -> None:
    for needle, pattern in correspondence.CALLS:
        assert needle == needle.lower()
        assert pattern.startswith("^(?!")
        assert pattern.endswith(r")\W*$")

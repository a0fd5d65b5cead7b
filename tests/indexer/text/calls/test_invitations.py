"""What a newsroom asks of whoever has read the story, and what the news says in the same words."""

from __future__ import annotations

import pytest

from indexer.text.calls import invitations, promotions


@pytest.mark.parametrize(
    "line",
    [
        "Send tips to harbour@courier.example.", "Send a tip to the harbour desk at the Courier.",
        "To contact our ferry team, email ferry@courier.example", "Send questions/comments to the editors.",
        "We want to hear what you think about this column. Submit a letter to the editor or write to us.",
        "If you have sailed on the ferry this year, the Courier would like to hear from you.",
        "Tell us your ferry story at ferry@courier.example", "Send us ferries to check by filling out this form",
        "Do you know somebody who works at the port? Please contact ann@courier.example or reach out on Signal at 555.",
        "Reach Ann Lee on Twitter @annlee_courier.", "Respond to this post on the Courier’s page here.",
        "Share Your Thoughts How should the harbour be rebuilt? Join the conversation below.",
        "Do you trust the ferry company to sail on time? Yes No", "Do you trust it with the port? Yes No Not sure",
        "LISTEN TO ARTICLE 4:12 SHARE THIS ARTICLE Share Tweet Post Email", "Share this: Pocket",
        "Catch up on the harbour with the Courier’s weekly podcast, “High Water.”",
        "For more on the harbour, listen to Monday’s High Water.",
        "This report was featured in the Tuesday episode of “High Water,” the Courier’s daily podcast.",
        "Watch Courier TV on DirecTV Ch. 901 and DISH Ch. 902", "Stay tuned to the Courier for live updates.",
        "Tune in to Courier TV every weekday at 6 for the whole story.",
        "CLICK the Video ABOVE to watch the full interview with Ann Lee", "Watch the latest video at courier.example",
        "Download the Courier app for full coverage of the harbour", "Scroll down for video",
        "If you liked this map, sign up to be told of new ones", "Click the chart for more on tides.",
        "Follow the Courier’s Opinion section on Facebook, Twitter (@courieropinion) and Instagram.",
        "Visit courier.example for breaking news, and news of the port", "On Twitter, follow Ann Lee at @annlee",
        "Please upgrade your browser to view this content. Timeline hide Was this timeline useful? Yes No Thank you",
        "Are you interested in ferries? Join our Facebook group for conversation and updates.",
        "If you value the Courier, please consider a donation", "Thank you for your support!",
        "What would you do? Let us know in the comments below.", "You have three free articles remaining",
        "Editor's Note: Want to support the Courier? Join today and use the promo code FERRY to get 25% off!",
        "Want to comment on this post? Join the conversation.", "\"High Water\" is out: listen for free every weekday.",
        "Article continues after advertisement", "Did someone forward you this newsletter? Sign up here.",
        "Subscribe to Harbour, Explained, the Courier’s daily news podcast, or sign up for our newsletter.",
        "Order a copy of the book", "Listen on Spotify", "Take our survey", "Republish this article",
    ],
)  # fmt: skip
def test_an_invitation_is_known(line: str) -> None:
    assert promotions.calls(line)


@pytest.mark.parametrize(
    "line",
    [
        "Police asked residents to send tips to detectives who work on the harbour case.",
        "Ann Lee is a writer in Lima. You can reach her at ann@courier.example.",
        "She told the council to follow the money and said on Facebook that it had been spent on the ferry.",
        "Follow the debate on Twitter and you would think that the harbour had sunk.",
        "The mayor listens to a podcast about harbours, her deputy said.",
        "Was it the ferry? Yes. No one had seen another ship that night.",
        "They told him to scroll down the list until he found the ferry’s name.",
        "Voters want to hear from their mayor, the poll found.",
        "The form says to click the box below, which few passengers did.",
        "The ferry company declined to comment on this story.",
        "He has not responded to the Courier’s request to comment.",
        "A promo code for the ferry was found among his papers, the police said.",
        "“Thank you for your support,” the mayor wrote to the shop owners.",
        "“Let us know in the comments below”, the museum asked, and thousands did.",
        "Contact with the ferry was lost at noon; the coast guard was told at two.",
        "The leader told his crew to contact him only on Signal, and to sink the papers.",
        "Police asked passengers to contact Detective Lee via Signal.",
        "Whoever wanted a berth had to reach a man in Lima via Signal, the prosecutor said.",
        "Shop owners are tired and they need to hear from you, the senator told the mayor in a letter.",
        "I need to hear from you by Friday, the judge told the lawyers.",
        "I want to hear from you both by Friday noon.",
        "The company said it would love to hear from you if your ticket was among those recalled.",
        "The gang lured its victims with a promo code that was sent out by text message to ten thousand people.",
        "Save the Harbour lost its funds to thieves who sold a promo code for the ferry.",
        "Submit a tip to the police at 555-0100 or at tips.lima.gov.",
        "Got a tip from the ferry’s waiter? Half of it belongs to the owner under a new law.",
        "Have a tip jar on the counter? The tax office wants to know about it.",
        "Only a third of the crew did so, and the union wants all sailors to sign up today.",
        "Harbour Free Radio broadcasts live on medium wave from a bus that is parked in front of the palace.",
        "Stay tuned to local radio for evacuation orders, the sheriff told residents on Saturday.",
        "Letters to the editor may be sent by prisoners without censorship, the court ruled.",
        "Letters to the editor must be signed, the court found.",
        "Click the button and the bridge opens, he told the council.",
        "Click on the map and you will find that three quays are missing.",
        "Download our app, the fraudsters told passengers, and send the code.",
        "Download the app that the harbour uses and you will see why critics worry.",
        "The crew’s members were told to join our Facebook group before the march.",
        "The sailors’ families asked neighbours to help us report the theft.",
        "Check out the NBC poll that has the mayor ahead by nine points in Lima.",
        "If you wish to honour her, please consider a donation to the Lima hospice.",
        "Donate now to the Red Cross, the governor urged listeners.",
        "He broke the law by giving $500 to the mayor’s campaign.",
        "Tell us more about the harbour. Did you always want to be a pilot?",
        "Tell us what you did here, the judge said.",
        "Residents get updates via text from the harbour office.",
        "Students can listen for free at the harbour theatre.",
        "Download numbers for podcasts have doubled since the harbour was shut.",
        "See the video above the door, the guide said.",
        "Watch the latest video from the harbour and you see a quay in ruins.",
        "Tune in to the radio every evening and you will hear the same song.",
        "Visit Lima for breaking news and you will be disappointed.",
        "Go to the harbour for breaking news, the minister told reporters.",
        "Send your comments to the planning board by May 3",
        "You have three free articles of clothing",
        "Under the law, the ferry company’s terms of service apply",
        "We value your privacy, but we need the keys",
        "Buy the book, skip the film.",
        "Leave a comment on the harbour wall, visitors were told.",
        "If you liked this mayor, consider what follows him, the senator said.",
        "Get real-time updates on the storm from the harbour office.",
        "Listen to article 50 and its lawyers, the minister said.",
        "We want to hear from you, Mr. Secretary, and not from your lawyers.",
        "We need to hear from you why the ferry burned, the senator began.",
        "Contact me on Signal, one message read, and bring our 400 dollars.",
        "Download the app for your children, one ad read, and you will sleep well.",
        "Click the picture for a closer look, the auction house suggested to bidders.",
        "Join our Facebook group: that was how the recruiter put it.",
        "Follow us on Facebook, said the banner above the mayor’s desk.",
        "Stay informed about the storm, but sleep too, Lee said. “Find what gives you strength,” she said.",
        "If the port opens its school to women for good, Lee says she will be the first to sign up.",
        "The mayor told the Courier that he was afraid that young sailors were less likely to sign up.",
        "Follow the mayor on Twitter and you learn little about the harbour.",
        "Follow the mayor on Twitter for a week and the pattern becomes clear.",
        "Get updates via text, the harbour office suggests to residents.",
        "Are you a nurse? Have you been attacked at work? By emailing hundreds of wards the union found out.",
    ],
)
def test_a_sentence_of_the_story_is_none(line: str) -> None:
    assert not promotions.calls(line)


def test_each_needle_can_be_found() -> None:
    for needle, pattern in invitations.CALLS:
        assert needle == needle.lower()
        assert pattern.startswith("^(?!")
        assert pattern.endswith(r")\W*$")

"""Who said so: a call that somebody in the news made, to others than the reader, is the story's own.

"Download our app, the fraudsters told their victims" and "Police asked witnesses to contact them via Signal" are worded
as a newsroom words its invitations; what tells them apart is that the sentence names who calls.
"""

from __future__ import annotations

import re

UNQUOTED = r"^(?![“\"‘'«„](?!.{1,24}[”\"’'»](?!\w)))"
"""The start of a line that no quotation opens: what it asks would be asked by somebody else. A title in quotation marks
is shorter than one, and an apostrophe ends none."""
_SPOKE = (
    r"said|says|told|tells|wrote|asked|asks|ruled|rules|urged|urges|warned|warns|added|advised|advises|"
    r"argued|argues|claimed|claims|complained|complains|(?<!, )explained|explains|insisted|insists|joked|jokes|ordered|"
    r"pleaded|promised|recalled|begged|testified|tweeted|announced|replied|shouted|declared|"
    r"began|suggested|suggests|demanded|threatened|taught"
)
_SOMEBODY = (
    r"he|she|they|who|whoever|whom|police|officers?|detectives?|prosecutors?|sheriff|judge|court|company|union|militia|"
    r"gang|voters|workers|residents|victims|families|students|hackers|scammers|sources"
)
_REPORTED = re.compile(
    # "..., the sheriff told residents", but not "to be told of it"; "..., experts say", but not "..., have your say".
    rf"[,”\"] (?:(?:and|but|as|which) )?(?:[\w.’'-]+ ){{0,6}}?(?<!be )(?:{_SPOKE})\b|"
    r", (?:[\w’'-]+ ){1,4}?(?<!your )(?:say|warn|complain|advise)\b(?! (?:hello|hi|goodbye)\b)|"
    r", (?:one|an?|the) (?:[\w’'-]+ ){1,5}?(?:reads?|ends?|begins?)\b|: (?:so|thus) began\b|: that (?:was|is) how\b|"
    # Somebody else is spoken to; or it says what comes of it.
    r", (?:Mr|Mrs|Ms|Madam|Senator|Governor|Sir)\b(?! Reader)|"
    r"\band you(?:['’]ll| will| would)? (?:learn|find|see|think|understand|know|feel)\b|"
    # "asked neighbours to", "were told to", "he wanted to".
    r"\b(?:asked|told|urged|ordered|begged|invited|warned|encouraged|persuaded|forced)(?: [\w’'-]+){0,5}? "
    r"(?:not )?to\b|"
    rf"\b(?:{_SOMEBODY})(?: [\w’'-]+){{0,2}}? (?:{_SPOKE}|wants?|wanted|needs?|needed|had|have|could|would|were|was|"
    r"might)\b",
    re.IGNORECASE,
)
"""A sentence's speaker, or a third person whom a call goes to; English."""
_STATE = re.compile(
    rf"\b(?:government|officials|administration|county|department) (?:{_SPOKE}|hopes?)\b|\w\.gov\b|"
    r"\b(?:health insurance|red cross|fema|national weather service|(?:emergency|evacuation|amber) alerts?)\b",
    re.IGNORECASE,
)


def is_reported(line: str) -> bool:
    """Whether a line says who made the call that it holds.

    >>> is_reported("Click the button and the bomb goes off, he told the court.")
    True
    >>> is_reported("If you have sailed on the ferry this year, tell us about it and have your say.")
    False
    """
    return _REPORTED.search(line) is not None


def is_public(line: str) -> bool:
    """Whether it is a state's office, or who helps in need, that lets people do something; of that the story tells.

    >>> is_public("To enrol for next year, sign up at Harbour.gov by Friday."), is_public("Sign up for our newsletter.")
    (True, False)
    """
    return _STATE.search(line) is not None

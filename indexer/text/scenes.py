"""Captions without a credit: a sentence that tells, in the present tense, what somebody does on a day that is past.

"Ann Lee waves to supporters in Lima on July 27, 2016." No story is told like that: prose of the present has no day of
the past, and prose of the past is in the past tense. So who it is must come first, then at once what they do, as
pictures show it, then the day or month with its year. Where there is no year, or no day at all, only what nobody
announces in the present tense is enough (`SHOWN`: people wave and smile, they are not going to), and without a day the
sentence must lack its full stop, too. English only: other languages tell stories in the present tense.

Read by eye on 12,381 American articles: of 658 lines that are scenes 656 are captions (nine in ten are
known as such by a credit, or by a gallery, too), two the titles of videos; of 43,675 paragraphs of the BBC's and
Reuters' text services none is one.
"""

from __future__ import annotations

import re

from indexer.text import captions, signs

SHORTEST, LONGEST = 40, 900
"""Characters of a caption with its background."""
_FIRST = 320
"""Characters of a first sentence that are looked at."""

_DOES = (
    r"speaks|delivers|waves|walks|arrives|listens|looks (?:on|at|out|over|up|down|through)|holds|stands|greets|attends|"
    r"gestures|smiles|talks|sits|hugs|addresses|watches|signs|boards|poses|embraces|laughs|reacts|answers|testifies|kneels|"
    r"rides|salutes|prays|celebrates|pauses|applauds|introduces|departs|exits|leaves|shakes|meets|participates|tours|"
    r"takes part|kisses|inspects|checks|carries|wears|plays|performs|displays|points|raises|reads|receives|presents|"
    r"welcomes|helps|marches|lies|rises|hangs|flies|burns|lights|lays|dances|sings|throws|pushes|pulls|crosses|chants|"
    r"cries|wipes|passes|is (?:seen|pictured|shown|photographed|sworn in|escorted|greeted|surrounded|joined by|flanked|"
    r"helped|led|displayed|reflected|silhouetted)"
)
_DO = (
    r"speak|walk|arrive|hold|stand|march|protest|gather|wait|line up|line the|pose|rally|chant|take part|attend|"
    r"demonstrate|embrace|pray|wave|listen|sit|watch|greet|carry|wear|celebrate|look on|look at|shake hands|cheer|"
    r"applaud|kneel|hug|react|clash|patrol|inspect|participate|board|depart|leave|search|ride|dance|sing|cross|light|lay|run|fill|"
    r"surround|block|work|meet|talk|are (?:seen|pictured|shown|escorted|led|detained|displayed|greeted)"
)
_SOMEBODY = (
    r"(?:man|woman|boy|girl|child|protester|demonstrator|supporter|worker|officer|soldier|student|migrant|resident|voter|"
    r"employee|nurse|doctor|firefighter|member|mother|father|family|crowd|couple|visitor|pedestrian|customer|shopper|person|"
    r"activist|guard|agent|marine|veteran|player|fan|trader|driver|delegate|volunteer|policeman|[Ss]moke|[Pp]olice|[Pp]eople|"
    r"personnel|men|[Ww]omen|[Cc]hildren|Men|flag|sign|banner|helicopter|plane|ship|boat|vehicle|truck|bus|car|tank)"
)
_SIDE = r", (?:far )?(?:right|left|center|centre|second from (?:left|right)|\d\d)"
_WHO_DOES = re.compile(
    r"(?:\b(?!(?:All|Some|Many|No|Any|Most|More|Such|Other|Both|New|Early|Last|First)\b)[A-ZÀ-Þ][\w.’'-]*[)\"”]?|"
    rf"\b{_SOMEBODY}|[)]|{_SIDE}),? (?P<does>{_DOES})\b|"
    rf"(?:\b[\w’'-]+s|\b{_SOMEBODY}|\band (?:[A-ZÀ-Þ][\w.’'-]* ?){{1,4}}|[)]),? (?P<do>{_DO})\b"
)
"""A name or somebody, and what they do: nouns like "talks" and "signs" have an adjective or an article before them."""
_NO_SUBJECT = re.compile(
    r"(?:As|When|While|If|After|Before|During|In|On|At|But|And|Since|Because|With|Although|Though|This|That|These|Those|It|"
    r"He|She|They|We|I|You|There|What|Why|How|Who|According|Meanwhile|One|Not|By|For|From|Yet|So|Now)\b"
)
_TELLS = re.compile(
    r"\b(?:said|says|told|tells|added|announced|reported|reports|according|was|were|had|has|have|will|would|could|won|"
    r"became|began|wrote|asked|may|might|should|can|cannot|did|does|do|but|because|if|than|which|that|what|how|why|I|we|our|"
    r"you|my|its|saw|led|used|made|took|came|went|showed|when|of course|expected|scheduled|plans?)\b|n['’]t\b"
)
"""What a story's sentence has before its verb, and a caption hasn't."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b|\b\d{{1,2}} {_MONTH},? (?:19|20)\d\d\b")
_IN_MONTH = re.compile(
    r"\b[Ii]n (?:early |late |mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December),? (?:19|20)\d\d\b"
)
_DAY_ALONE = re.compile(rf"(?:\bon |, )(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?{_MONTH} \d{{1,2}}\b")

SHOWN = (
    "waves", "smiles", "gestures", "listens", "poses", "laughs", "cries", "hugs", "kisses", "embrace", "wave ",
    "looks on", "look on", "holds up", "hold up", "shakes hands", "shake hands", "wears a", "wear a", "salutes",
    "applauds",
    "is seen", "are seen", "is shown", "are shown", "is pictured", "are pictured", "is flanked",
    "is escorted", "are escorted", "is surrounded", "speaks during", "speaks to ",
)  # fmt: skip
"""What pictures show and nobody announces."""
_IS_SHOWN = re.compile(
    rf"(?:{'|'.join(shown.strip() for shown in SHOWN)}) "
    r"(?!(?:as|by|off|out|away|aside|back|it|up to|down|with an? \d+)\b)"
    r"(?:(?:\w+ly )?(?:a|an|the|his|her|their|this|in|on|at|to|with|during|as|for|after|before|while|from|near|outside|"
    r"inside|above|here|next|alongside|upon|over|under|among|behind|left|right|[a-z]+ing|(?<!to )[A-Z][\w.’'-]*|"
    r"(?:[a-z]+ )?flags|reporters|members|supporters|people|journalists)\b)"
)
_STOPPED = frozenset('.!?…:"”)')


def is_scene(line: str) -> bool:
    """Whether a line is such a caption, whatever stands behind its first sentence.

    >>> is_scene("Ann Lee, right, greets her deputy in Lima on Tuesday, July 27, 2016. The vote was close.")
    True
    >>> is_scene("Supporters wave flags and hold up signs as they march to the old harbour in Lima")
    True
    >>> is_scene("Ann Lee meets her deputy in Lima on July 27."), is_scene("Talks in Lima began on July 27, 2016.")
    (False, False)
    """
    head = line[:_FIRST]
    dated = names_day(line)
    if (_VERBS if dated else _SHOWN_VERBS).isdisjoint(head.split()) or not (
        SHORTEST < len(line) < LONGEST and line[0].isupper()
    ):
        return False
    if _NO_SUBJECT.match(line) or _is_glued(line):
        return False
    first = captions.first_sentence(line)[:_FIRST]
    found = _WHO_DOES.search(first)
    if found is None or ":" in first[: found.start()] or _TELLS.search(first[: found.start()]):
        return False
    rest = first[found.end() :]
    if _DAY.search(rest) or _IN_MONTH.search(rest):
        return not _reports(rest)
    verb = found.start("does") if found["does"] else found.start("do")
    if not _IS_SHOWN.match(first, verb) or _TELLS.search(rest):
        return False
    return _DAY_ALONE.search(rest) is not None or line[-1] not in _STOPPED


_VERBS = frozenset(re.findall(r"(?:^|\|)([a-z]+)", f"{_DOES}|{_DO}"))
"""The words that one of the verbs begins with."""
_SHOWN_VERBS = frozenset(shown.split()[-1] if shown[:3] in ("is ", "are") else shown.split()[0] for shown in SHOWN)
"""The words of `SHOWN` that say what is done: "seen", "waves"."""


def names_day(text: str) -> bool:
    """Whether a month stands before a year near the text's beginning, a day between them or not.

    >>> [names_day(text) for text in ("on July 27, 2016", "in March 2015", "27 July 2016", "in 2015, on July 27")]
    [True, True, True, False]
    """
    for century in (" 20", " 19"):
        at = text.find(century, 0, _FIRST)
        while at > 0:
            head, _, word = text[max(0, at - _DATED) : at].rpartition(" ")
            if word[:3] in _MONTHS or (word[:1].isdigit() and head.rpartition(" ")[2][:3] in _MONTHS):
                return True
            at = text.find(century, at + 3, _FIRST)
    return False


_DATED = 18
"""Characters of the longest day before its year: "September 27th,"."""
_MONTHS = frozenset(signs.MONTHS)


def _reports(told: str) -> bool:
    """Whether what stands behind the verb is a clause that reports, or has the sentence's own verb ("Peace talks ...
    began on July 27, 2016"); that of a clause within is none."""
    own = _OWN_VERB.search(told)
    return own is not None and not _WITHIN.search(told[: own.start()])


_OWN_VERB = re.compile(
    r"\b(?:said|says|told|announced|reported|according|will|would|was|were|had|began|started|ended|broke|collapsed|failed|"
    r"followed|came|took|led|opened|pointed|resulted|turned|fell|rose|grew|prompted|went|gave|got|made|drew|brought|won|lost|"
    r"killed|left|marked|became|remain|remained|resumed|stalled|continued|culminated)\b"
)
_WITHIN = re.compile(r"\b(?:where|who|whom|whose|which|as|after|before|while)\b")


def _is_glued(line: str) -> bool:
    """Whether other things are glued to the line, that would go with it; or it is a post."""
    return "|" in line or "@" in line or "://" in line or "pic.tw" in line or "Highlights" in line

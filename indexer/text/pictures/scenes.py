"""Captions without a credit: a sentence that tells, in the present tense, what somebody does in a picture.

"Ann Lee waves to supporters in Lima on July 27, 2016." Who it is comes first, then at once what they do, then the day
or month with its year. News is told in the present tense, too: what is to come ("The bank meets on Thursday, May 9,
2024"), and in timelines and plots what is long past. So two kinds are told apart. What pictures show and nobody
announces (`SHOWN`: people wave and smile, they are not going to), or somebody who stands left or right, makes a caption
by itself; without a day the sentence must lack its full stop, then. Anything else that somebody does on a day counts
only among captions.

`judge` asks for more where more is at stake: for a story's first paragraph, and for a paragraph of several sentences.
Where the article's own day is known, no scene is of a day after it, or of years before. English only: other languages
tell stories in the present tense.

Of 12,573 American articles 337 lines are such captions by their own words, 23 of them by nothing else: those 23, and 60
drawn from all, were read, and each is a caption. Of 43,859 paragraphs of the BBC and Reuters none is worded like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.text import captions, signs
from indexer.text.lines import Verdict

SHORTEST, LONGEST = 40, 900
"""Characters of a caption with its background."""
_FIRST = 320
"""Characters of a first sentence that are looked at."""

_DOES = (
    r"speaks|delivers|waves|walks|arrives|listens|looks (?:on|at|out|over|up|down|through)|holds|stands|greets|attends|"
    r"gestures|smiles|talks|sits|hugs|addresses|watches|signs|boards|poses|embraces|laughs|reacts|answers|testifies|kneels|"
    r"rides|salutes|prays|celebrates|pauses|applauds|introduces|departs|exits|leaves|shakes|meets|participates|tours|"
    r"takes part|kisses|inspects|checks|carries|wears|plays|performs|displays|points|raises|reads|receives|presents|"
    r"welcomes|helps|marches|lies|rises|announces|hangs|flies|burns|lights|lays|dances|sings|throws|pushes|pulls|crosses|chants|"
    r"cries|wipes|passes|is (?:seen|pictured|shown|photographed|sworn in|escorted|greeted|surrounded|joined by|flanked|"
    r"helped|led|displayed|reflected|silhouetted)"
)
_DO = (
    r"speak|walk|arrive|hold|stand|march|protest|gather|wait|line up|line the|pose|rally|chant|take part|attend|"
    r"demonstrate|embrace|pray|wave|listen|sit|watch|greet|carry|wear|celebrate|look on|look at|shake hands|cheer|"
    r"applaud|kneel|hug|react|clash|patrol|inspect|participate|board|depart|leave|search|ride|dance|sing|cross|light|lay|run|fill|"
    r"surround|block|work|meet|talk|battle|"
    r"are (?:seen|pictured|shown|escorted|led|detained|displayed|greeted)"
)
_SOMEBODY = (
    r"(?:man|woman|boy|girl|child|protester|demonstrator|supporter|worker|officer|soldier|student|migrant|resident|voter|"
    r"employee|nurse|doctor|firefighter|member|mother|father|family|crowd|couple|visitor|pedestrian|customer|shopper|person|"
    r"activist|guard|agent|marine|veteran|player|fan|trader|driver|delegate|volunteer|policeman|candidate|nominee|"
    r"president|minister|senator|governor|mayor|leader|chairman|judge|lawyer|attorney|wife|husband|daughter|son|[Ss]moke|[Pp]olice|[Pp]eople|"
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
_BESIDE = (
    r"(?:as|while|during|after|before|at|in|outside|inside|near|next to|alongside|beside|behind|from|with|left|right|"
    r"above|here)\b"
)
_WATCHERS = (
    r"(?:(?:the|his|her|their) )?(?:reporters|journalists|supporters|(?:members of the )?(?:media|press)|crowds?|"
    r"photographers|cameras?|fans|police|security|bodyguards)\b"
)
_SEEN = (
    r"(?:walking|speaking|standing|sitting|holding|wearing|waving|entering|shaking|talking|looking|kneeling|carrying|"
    r"smiling|watching|hugging|leaving the|arriving at)\b"
)
_HELD_UP = (
    r"(?:(?:a|an|his|her|their|[a-z]+) ){0,3}(?:signs?|placards?|banners?|flags?|photos?|photographs?|pictures?|"
    r"posters?|portraits?|cop(?:y|ies)|phones?|troph(?:y|ies)|fists?|hands?|fingers?|candles?|baby|newspapers?)\b"
)
_IS_SHOWN = re.compile(
    r"(?:waves? (?:(?:to|at|as|from|a|an|his|her|their)\b|(?:\w+ ){0,2}flags?\b|before|after|while|during|outside)|"
    rf"(?:smiles|gestures|laughs|cries|embrace|applauds|looks? on|shakes? hands|salutes) {_BESIDE}|"
    rf"(?:smiles|gestures|laughs|cries|salutes|looks? on),? (?:to|at) {_WATCHERS}|gestures to(?:ward|wards)? |"
    rf"poses (?:for (?:a|an|the|his|her|their)? ?(?:[a-z]+ )?(?:photo|photograph|picture|portrait|selfie)|{_BESIDE})|"
    rf"(?:hugs|kisses) (?:(?:a|an|his|her|their|the|former|[A-Z][\w.’'-]*) ?)|"
    rf"listens (?:to|{_BESIDE})|listen (?:to|{_BESIDE})|holds? up {_HELD_UP}|wears? an? |"
    rf"(?:is|are) seen (?:{_SEEN}|(?:in|on|at|inside|outside|near|during|here|with|behind|above|left|right)\b"
    r"(?! (?:\d|hold)))|"
    rf"(?:is|are) shown (?:{_SEEN}|above|here|left|right|[a-z]+ing (?:a|an|the|his|her|their|to)\b)|"
    r"(?:is|are) pictured\b(?! as)|is flanked by|(?:is|are) escorted (?:by|out|off|past|away)\b|"
    rf"is surrounded by {_WATCHERS}|speaks to {_WATCHERS}|"
    r"speaks during (?:an?|his|her|their|the (?:[\w-]+ ){0,2}(?:news conference|press conference|briefing|rally))\b)"
)
_MARKET = re.compile(r"\d ?(?:%|per ?cent|basis points|billion|million|trillion|barrels)|[$€£]\d")
"""What is "seen at" so much, or "shown" to be, is a forecast."""
_PLACED = re.compile(
    r"[,(] ?(?:far |top |bottom |front |second from |third from |at )?(?:left|right|center|centre)[,)]"
)
_TAKEN_BY = re.compile(r"\bREUTERS/|\bvia REUTERS\b|\bATTENTION EDITORS\b")
_WIRED = re.compile(rf", U\.S\.,? (?:on )?(?:[A-Z][a-z]+day, )?{_MONTH} \d{{1,2}}, (?:19|20)\d\d")
"""Place and day as agencies write them below pictures alone: "in Los Angeles, California, U.S., March 3, 2020"."""
_LETTERED = re.compile(r"\((?:L|2nd [LRC]|[LC]-R)\)")
"""Who stands where, by a letter that is a party's as well: it counts beside a day."""
_SOMEWHERE = r"(?:in|at|near|outside|inside|on) (?:the )?[A-Z]"
_THERE_THEN = re.compile(
    rf"\b{_SOMEWHERE}[^;:]{{2,90}}?(?:,| on)(?: [A-Z][a-z]+day,)? {_MONTH} \d{{1,2}},? (?:19|20)\d\d\W*$|"
    rf"\b{_MONTH} \d{{1,2}},? (?:19|20)\d\d,?(?: at [\d:.]+ ?[apm.]*,?)? {_SOMEWHERE}[^;:]{{2,120}}$"
)
"""Where and on what day, side by side at a sentence's end, the year told: so it is written below pictures, and now and
then in a story that looks ahead or back."""
_STOPPED = frozenset('.!?…:"”)')
_LATER = re.compile(
    r"\b(?:said|says?|told|tells|will|won['’]t|would|expects?|expected|according|quoted|asks|adds|reports?)\b|[“”\"]|"
    r"['’]ll\b"
)
"""How a paragraph goes on that reports."""


class Scene(NamedTuple):
    """A line that is worded as a scene: the day or month that it names with its year, in ISO 8601; whether a picture
    shows it, by what is done (`shown`), or by who stands where or who took it (`placed`); whether, if neither, it
    ends with a place beside that day (`there`); and what follows its first sentence."""

    day: str | None
    shown: bool
    placed: bool
    there: bool
    rest: str


def is_scene(line: str) -> bool:
    """Whether a line says by its own wording that it is such a caption.

    >>> is_scene("Ann Lee, right, greets her deputy in Lima on Tuesday, July 27, 2016. The vote was close.")
    True
    >>> is_scene("Supporters wave flags and hold up signs as they march to the old harbour in Lima")
    True
    >>> is_scene("Ann Lee meets her deputy in Lima on July 27, 2016.")
    False
    """
    found = read(line)
    return found is not None and (found.shown or found.placed)


def read(line: str) -> Scene | None:
    """The scene that a line tells, None for any other line.

    >>> read("Ann Lee meets her deputy in Lima on July 27, 2016. The vote was close.")
    Scene(day='2016-07-27', shown=False, placed=False, there=True, rest='The vote was close.')
    """
    head = line[:_FIRST]
    dated = names_day(line)
    if (_VERBS if dated else _SHOWN_VERBS).isdisjoint(head.split()) or not (
        SHORTEST < len(line) < LONGEST and line[0].isupper()
    ):
        return None
    if _NO_SUBJECT.match(line) or _is_glued(line):
        return None
    whole = captions.first_sentence(line)
    first = whole[:_FIRST]
    found = _WHO_DOES.search(first)
    if found is None or ":" in first[: found.start()] or _TELLS.search(first[: found.start()]):
        return None
    told = first[found.end() :]
    verb = found.start("does") if found["does"] else found.start("do")
    shown = _IS_SHOWN.match(first, verb) is not None
    day = _day_in(told)
    if day is None:
        if not shown or _TELLS.search(told) or (_DAY_ALONE.search(told) is None and line[-1] in _STOPPED):
            return None
    elif _reports(told):
        return None
    placed = (_PLACED.search(first) or _TAKEN_BY.search(line) or _WIRED.search(first)) is not None
    shown = (shown or (day is not None and _LETTERED.search(first) is not None)) and not _MARKET.search(first)
    there = (
        day is not None
        and not (shown or placed)
        and _THERE_THEN.search(whole) is not None
        and not _MARKET.search(first)
    )
    return Scene(day, shown, placed, there, line[len(whole) :].lstrip(". "))


def shows_somebody(line: str) -> bool:
    """Whether a line tells in the present tense what somebody does somewhere, or beside somebody; no more than a sign
    of a caption.

    >>> shows_somebody("Harbour master Ann Lee speaks during a meeting of the council in Lima")
    True
    >>> shows_somebody("Harbour master Ann Lee said that the ferry leaves during the night")
    False
    """
    head = line[:_FIRST]
    if _VERBS.isdisjoint(head.split()) or _NO_SUBJECT.match(line) or _is_glued(line):
        return False
    first = captions.first_sentence(head)
    found = _WHO_DOES.search(first)
    if found is None or ":" in first or not names_somebody(first[: found.end()]):
        return False
    if _TELLS.search(first[: found.start()]) or _TELLS.search(first[found.end() :]):
        return False
    return _AROUND.search(first, found.end()) is not None


def names_somebody(text: str) -> bool:
    """Whether a text that opens a sentence has two names in a row, or one behind its first word, or counts people.

    >>> [names_somebody(text) for text in ("Ann Lee sits", "Hearing addresses", "Two women sit", "Mayor of Lima sits")]
    [True, False, True, True]
    """
    return _NAMED.search(text) is not None


_NAMED = re.compile(
    r"(?<=[a-z,.] )[A-Z][a-z]+|^[A-Z][\w’'.-]+ [A-Z]|^(?:A|An|Two|Three|Four|Some|Hundreds|Thousands|About) "
)
_AROUND = re.compile(
    r"\b(?:as|while|during|outside|inside|near|next to|alongside|beside|behind|in front of|in [A-Z]|"
    r"at (?:a|an|the|his|her)\b|at [A-Z]|to (?:supporters|reporters|the (?:media|press|crowd))|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)


def _day_in(told: str) -> str | None:
    """The first day with its year, or else the first month with its, in ISO 8601."""
    found = _DAY.search(told) or _IN_MONTH.search(told)
    if found is None:
        return None
    month, day, year = _MONTH_NAME.search(found[0]), _DAY_NUMBER.search(found[0]), found[0][-4:]
    number = signs.MONTHS.index(month[0]) + 1 if month else 0
    return f"{year}-{number:02}-{int(day[0]):02}" if day else f"{year}-{number:02}"


_MONTH_NAME = re.compile("|".join(signs.MONTHS))
_DAY_NUMBER = re.compile(r"\b\d{1,2}(?!\d)")

_OLDEST, _NEW = 60, 1
"""Months: the age of a news picture at most, beyond which a timeline is likelier; and of one that is news itself."""
_ISO = re.compile(r"(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?")
_GOES_ON = re.compile(r"(?:He|She|They|It|His|Her|Their|Its|Both|That|This|Those|These|But|And|Then|There)\b")
"""How the paragraph after one that belongs to the story may begin."""
_OPENING = 60
"""Characters of a sentence that is a paragraph of the story rather than a heading."""


def judge(
    lines: Sequence[str], scenes: Iterable[int], verdicts: Sequence[Verdict | None], published: str | None
) -> list[int]:
    """Which of the `scenes` (indices of lines) are captions where they stand, in an article of that day (ISO 8601)."""
    return [i for i in scenes if (scene := read(lines[i])) and _is_caption_at(i, scene, lines, verdicts, published)]


def _is_caption_at(
    i: int, scene: Scene, lines: Sequence[str], verdicts: Sequence[Verdict | None], published: str | None
) -> bool:
    age = _age(scene.day, published)
    if (age is not None and not 0 <= age <= _OLDEST) or _LATER.search(scene.rest):
        return False
    if scene.placed:
        return True
    below = next((line for line, verdict in zip(lines[i + 1 :], verdicts[i + 1 :], strict=True) if verdict is None), "")
    if _GOES_ON.match(below):
        return False
    opens = not any(
        verdict is None and len(line) > _OPENING and line[-1:] in _STOPPED
        for line, verdict in zip(lines[:i], verdicts[:i], strict=True)
    )
    near = [j for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    beside = sum((verdict := verdicts[j]) is not None and verdict.kind in ("caption", "credit") for j in near)
    if scene.shown:
        stacked = lines[i][-1] not in _STOPPED and any(is_scene(lines[j]) for j in near)
        return (age is not None and age <= _NEW) or stacked or (not opens and (not scene.rest or beside > 0))
    if scene.there and age is not None:
        return opens or beside > 0 or (not below and not scene.rest)
    return not opens and not scene.rest and beside == 2


def _age(day: str | None, published: str | None) -> int | None:
    """Months from a day to an article's, less than 0 where the day is to come; None where one of them isn't known.

    >>> _age("2016-07-27", "2016-09-01"), _age("2016-07-27", "2016-07-20"), _age("2016-07", "2016")
    (2, -1, None)
    """
    known = _ISO.match(published) if published else None
    if day is None or known is None:
        return None
    size = min(len(day), len(known[0]))
    if day[:size] > known[0][:size]:
        return -1
    return 12 * (int(known[0][:4]) - int(day[:4])) + int(known[0][5:7]) - int(day[5:7])


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

"""Captions that show themselves by the full stop that they lack, in an article whose paragraphs all have theirs.

Some newspapers print a sentence under each picture and no stop behind it: "Ann Lee leaving the harbour office today".
A heading has none either, so the line must read like a caption, too: somebody doing something and no verb of a
sentence, a scene in the present tense, somebody who is pictured or shown. What stands in one row with such lines and
has no stop is one as well, once an article has several. Points that sum the story up at its top have none either: no
line counts above the first paragraph. English only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from indexer.text.lines import Verdict
from indexer.text.pictures import scenes
from indexer.text.shapes import BYLINE

SHORTEST, LONGEST, _SCENE = 45, 330, 60
"""Characters of such a caption; a scene in the present tense is a heading as often when it is shorter."""
_PARAGRAPH, _PARAGRAPHS, _SHARE = 90, 5, 0.8
"""Characters of a paragraph; so many of them, and such a share, end in a stop where a missing one says something."""
_SEVERAL = 2
"""So many captions in an article, and what stands beside them without a stop is one."""
STOPS = frozenset(".!?…:;,-–—”\"’')]»")

_DOING = (
    r"speaking|giving|holding|standing|walking|waving|sitting|arriving|attending|delivering|leaving|shaking|talking|"
    r"looking|wearing|addressing|posing|smiling|greeting|watching|marching|protesting|signing|celebrating|testifying|"
    r"listening|gesturing|hugging|kissing|carrying|performing|riding|boarding|entering|embracing|laughing|kneeling|"
    r"praying|cheering|queuing|lining up|chanting"
)
_SOMEBODY_DOING = re.compile(
    rf"(?P<who>(?:[\w.’'-]+,? ){{1,14}}?)(?:(?:{_DOING})\b|"
    r"(?:accompanied|flanked|joined|surrounded|pictured) (?:by|with|at|in|on|outside)\b)"
)
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|should|may|might|can|said|says|told|did|does|do|think|know|"
    r"if|but|because|than|why|how|what|that|I|we|you|our|your|my|about|after|before|without|by|of)\b|"
    r"['’](?:re|ll|ve)\b|n['’]t\b|[“”\"?:;]"
)
"""What stands before somebody's doing in a sentence, or a heading, and not in a caption."""
_OWN_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|said|says|told|did|does)\b")
_WITHIN = re.compile(r"\b(?:where|who|whom|whose|which|as|after|before|while|when|that)\b")
_PICTURED = re.compile(
    r"\((?:pictured|left|right|center|centre|above|both pictured)\b|, (?:far )?(?:left|right|center|centre|pictured)"
    r"(?:,|$)|\b(?:is|are) (?:pictured(?! as\b)|(?:shown|seen) (?:above|here|left|right|in|on|at|during|outside|"
    r"leaving|with|"
    r"\w+ing))\b|\bpictured (?:above|left|right|here|with)\b|"
    r"^(?:Pictured(?: (?:is|are)|[:,])?|(?:Above|Left|Right)(?: (?:is|are)|[:,])) (?!nothing\b|no\b|all\b)"
)
_TERSE = 75
_ARTICLE = re.compile(r"\b(?:the|an?|his|her|their|its|this)\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{4}")
"""A heading goes without articles where a caption has some, or tells the day; characters of the longest such one."""
_NOBODY = re.compile(r"(?:What|How|Why|Who|Nothing|Nobody|Both)\b")
_HEADS = re.compile(
    r"\b(?:standing trial|performing well|delivering on|leaving (?:no|little))\b|"
    r", (?:[\w’'-]+ ){0,7}(?:says?|finds?|warns?|reports|shows|suggests?)(?: \w+)?$|"
    r"\b(?:standing (?:firm|up|by|down)|looking (?:to|ahead|forward|like)|holding (?:on|out|off|back|firm)|"
    r"giving (?:up|in|way)|walking (?:away|back)|carrying (?:on|out)|talking (?:up|down)|speaking out)\b|"
    r"\bas (?!(?:the|an?|he|she|it|one|snow|rain|smoke|fire|water|sun|traffic|wind|fog|dust|light|part|well|soon|"
    r"long)\b)[a-z]+[a-rt-z] [a-z]{2,}(?<!s)s\b|"
    r"^[^,]{3,60}, \w+ing\b[^,]*, (?!(?:pictured|flanked|followed|accompanied|joined|surrounded)\b)[a-z]+ed\b"
)
"""How a heading ends that shows somebody, and a sentence goes on: with who says so, with what happens meanwhile, an
article missing ("... as protest grows"), with what nobody sees ("holding on"), with what was done ("Ann Lee, speaking
in Lima, promised")."""
_GLUED = ("(@", "pic.twitter", "://")
"""What a quoted post has."""


def judge(lines: Sequence[str], verdicts: Sequence[Verdict | None]) -> list[int]:
    """The indices of the lines that are such captions where they stand."""
    bare = [i for i, line in enumerate(lines) if line[-1] not in STOPS and _is_bare(line)]
    if not bare or 2 * len(bare) > len(lines):
        return []
    ends = [line[-1] in STOPS for line in lines if len(line) >= _PARAGRAPH]
    if sum(ends) < max(_PARAGRAPHS, _SHARE * len(ends)):
        return []
    top = next(i for i, line in enumerate(lines) if len(line) >= _PARAGRAPH and line[-1] in STOPS)
    below = [i for i in bare if top < i < len(lines) - 1 and not lines[i + 1][:1].islower()]
    found = {i for i in below if verdicts[i] is None and reads_like_one(lines[i])}
    known = found | {i for i in below if (verdict := verdicts[i]) is not None and verdict.kind == "caption"}
    if found and len(known) >= _SEVERAL:
        found |= _beside(below, known, lines, verdicts)
    return sorted(found)


_SIGNED = re.compile(
    r"(?P<text>[A-Z0-9].{30,400}[.!?])\s(?P<name>[A-Z][\w’'-]+(?:\s[A-Z]\.)?(?:\s(?:de|van|von|al))?\s[A-Z][\w’'-]+)$"
)
_TIMES = 2
"""So many lines of an article end in the same name, and it is who took the pictures."""


def signed(lines: Sequence[str], verdicts: Sequence[Verdict | None]) -> dict[int, tuple[str, str]]:
    """The captions of an article that end, behind their full stop, in one and the same name, as (words, name) by their
    indices.

    >>> signed(["The quay is shut to all but its crews. Ann Lee", "A crew waits for the tide. Ann Lee"], [None] * 2)
    {}
    >>> lines = ["The quay is shut to all but its crews. Ann Lee", "A crew waits here for the tide at noon. Ann Lee"]
    >>> signed(lines, [None] * 2)[0]
    ('The quay is shut to all but its crews.', 'Ann Lee')
    """
    found = {
        i: (match["text"], match["name"])
        for i, line in enumerate(lines)
        if line[-1] not in STOPS and verdicts[i] is None and (match := _SIGNED.match(line))
    }
    names = Counter(name for _, name in found.values())
    return {i: said for i, said in found.items() if names[said[1]] >= _TIMES}


def reads_like_one(line: str) -> bool:
    """Whether a line without a stop shows somebody rather than telling something.

    >>> reads_like_one("Harbour master Ann Lee leaving the town hall in Lima after the vote on Monday")
    True
    >>> reads_like_one("Leaving the harbour to the rats is no answer, say shop owners in Lima")
    False
    """
    if _NOBODY.match(line):
        return False
    if _PICTURED.search(line):
        return True
    if _HEADS.search(line) or (len(line) < _TERSE and _ARTICLE.search(line) is None):
        return False
    doing = _SOMEBODY_DOING.match(line)
    if doing is not None and not _SENTENCE.search(doing["who"]) and scenes.names_somebody(doing["who"]):
        own = _OWN_VERB.search(line, doing.end())
        return own is None or _WITHIN.search(line, doing.end(), own.start()) is not None
    return len(line) >= _SCENE and scenes.shows_somebody(line)


def _is_bare(line: str) -> bool:
    return SHORTEST <= len(line) <= LONGEST and line[0].isupper() and not any(sign in line for sign in _GLUED)


def _beside(
    below: Sequence[int], known: set[int], lines: Sequence[str], verdicts: Sequence[Verdict | None]
) -> set[int]:
    """Lines without a stop in one row with captions; a heading in capitals, a list, and a box, which has a byline of
    its own, aren't."""
    found: set[int] = set()
    reached = set(known)
    for order in (below, below[::-1]):
        for i in order:
            if (
                i not in reached
                and {i - 1, i + 1} & reached
                and verdicts[i] is None
                and _is_told(lines[i], lines[i + 1])
            ):
                found.add(i)
                reached.add(i)
    return found


def _is_told(line: str, below: str) -> bool:
    parts = line.split()
    return (
        len(parts) >= 8
        and sum(part[0].islower() for part in parts) * 2 > len(parts)
        and not parts[1].isupper()
        and not BYLINE.match(below)
    )

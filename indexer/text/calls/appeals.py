"""What a newsroom asks of its readers and lets them do: to pay for its work, to reprint it, to answer it, to follow it.

Each is a needle and a pattern, as `promotions.Call` has them, and takes the whole line. A campaign, a shop and a
county office ask for the same ("Your support makes our victory possible", "Text HOME to 741741"), and then it is the
story that says so: these name a newsroom's own work, or the page that the line stands on.
"""

from __future__ import annotations

from indexer.text.calls import attribution

_WORK = r"(?:coverage|journalism|reporting|newsroom|news ?site|podcast|magazine|newspaper)"
_LIKE_YOU = rf"[^“”\"]{{0,90}}\b{_WORK} is (?:made possible|supported|funded) by [^.!?,]{{0,90}}\breaders like you"
_YOUR_GIFT = (
    r"your (?:(?:tax-deductible|financial|generous|continued|one-time|monthly) )?(?:contributions?|donations?|gifts?|"
    r"memberships?|subscriptions?|support) (?:helps?|keeps?|makes?|supports?|funds?|powers?) "
    r"(?:(?:us|to) [\w ]{0,20}\b)?our (?:\w+ )?(?:journalism|newsroom|reporting)\b[^.!?]{0,40}"
)
_PAYING = (
    ("readers like you", _LIKE_YOU),
    *((needle, _YOUR_GIFT) for needle in ("our journalism", "our newsroom")),
    ("small favour", r"(?:since|as) you['’]re here\W+we have a small favour to ask\b.{0,260}"),
    ("continue reading this", r"to continue reading this (?:article|story),? (?:please )?(?:log|sign) ?in"),
)

_REPRINTING = (
    ("creative commons", r"(?:this|our) (?:article|story|work|content|post)s? (?:is|are) (?:re)?(?:licen[sc]ed|"
     r"published) under (?:an? |the )?creative commons\b[^.!?]{0,60}"),
    ("republish our", r"republish our (?:articles|stories) for free\b[^.!?]{0,60}"),
    ("may not be published", r"(?:tm (?:and|&) )?(?:©|\(c\)|copyright)(?: ©| copyright)? (?:19|20)\d\d\b.{0,330}"
     r"\bmay not be published\b.{0,200}"),
)  # fmt: skip

_ANSWERING = (
    ("comment", r"(?:please )?post comments below(?:,? or join our .{3,60})?"),
    *((needle, r"(?:facebook|twitter|instagram): https?://\S+") for needle in ("facebook", "twitter", "instagram")),
    ("facebook", r"like [“\"‘'][^“”\"!?]{2,40}[”\"’'] on facebook here\b.{0,120}"),
    ("follow", r"follow along(?: here| with us| below)? for live updates|follow our live (?:blog|coverage|updates)"
     r"(?: here| below| (?:of|on) [^.!?,]{3,60})?|twitter\W{1,2}you can (?:also )?follow me at \S*twitter\.\S+"),
)  # fmt: skip

_LINE = rf"{attribution.UNQUOTED}(?!.{{420}})\W*+"
"""A paragraph is refused at once, and the marks before a call are given back to none."""
_ALL = (*_PAYING, *_REPRINTING, *_ANSWERING)
CALLS: tuple[tuple[str, str], ...] = tuple((needle, rf"{_LINE}(?:{pattern})\W*$") for needle, pattern in _ALL)
"""Needles, and patterns that ignore case."""

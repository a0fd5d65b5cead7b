"""What a newsroom asks of whoever has read the story: to write, to tip it off, to listen, to watch, to go on elsewhere.

Each is a needle and a pattern, as `promotions.Call` has them, and takes the whole line. A writer's "follow her on
Twitter" behind a sentence about her is none: it says who wrote the story.
"""

from __future__ import annotations

_WRITING = (
    ("tips", r"(?:please )?(?:send|submit|share|e-?mail)(?: [\w-]+){0,3}? tips?"
     r"\b(?:,? [\w-]+){0,6},? (?:to|here|at|via)\b.{0,80}"),
    (
        "a tip",
        r"(?:(?:send|submit|got|have)(?: [\w-]+){0,2}? a (?:news |story |confidential |hot )?tip\b.{0,20}"
        r"(?:\bto (?:the|our|us|[\w.]+@)|\bfor (?:us|our|the)\b|\?|\bhere\b).{0,90}|"
        r"(?:got|have) a (?:\w+ )?tip\b[^.?]{0,40}\?.{0,260})",
    ),
    *(
        (needle, r"to contact (?:the|our) .{2,60}\b(?:teams?|editors?|reporters?|authors?|writers?|desk)\b.{0,80}")
        for needle in ("contact the ", "contact our ")
    ),
    ("to the editor", r"(?:please )?(?:send|submit|write|e-?mail) (?:[\w/-]+ ){0,3}?(?:letters?"
     r"|questions?|comments?)\b.{0,30}"
     r"\bto the editors?\b.{0,90}"),
    ("submit a letter", r"(?:.{0,80}\b)?submit a letter to (?:the editor|us)\b.{0,80}"),
    ("hear what you think", r"we(?: want|['’]d (?:like|love)| would (?:like|love)) to hear what you think\b.{0,140}"),
    ("hear from you", r".{0,140}\b(?:want|like|love|hoping|need) to hear from you\b.{0,160}"),
    ("tell us", r"tell us (?:about )?(?:your|what you)\b.{0,90}(?:@|\bhere\b|\bbelow\b|\bcomments?\b).{0,50}"),
    ("send us", r"send us (?!back|home|away|to)\b.{0,70}(?:@|\bform\b|\bhere\b).{0,60}"),
    ("signal", r"(?:.{0,260}\b)?(?:contact|reach|message)\b.{0,70}\b(?:on|via) signal\b.{0,80}"),
    ("by emailing", r"(?:are|were|have|do|did) you\b.{0,260}\bby emailing\b.{0,80}"),
    ("on twitter @", r"(?:you can )?reach (?:[\w.’'-]+ ){1,5}(?:at|on twitter|via)\b[^?]{0,60}@.{2,120}"),
    ("share your thoughts", r"share your thoughts\b.{0,200}\bjoin the conversation\b.{0,30}"),
    ("respond to this", r"respond to this (?:post|article|column|story)\b.{0,90}"),
    ("wish to comment", r"(?:we )?(?:encourage|invite|ask)?\W*(?:our )?readers who wish to comment\b.{0,160}"),
    ("leave a comment", r"(?:please )?leave a comment\b.{0,60}"),
    (
        "promo code",
        r"(?:editor['’]s note\W+|want to|join|get|sign up|subscribe|save|support).{0,260}\bpromo code\b.{0,200}",
    ),
    ("editorial standards", r".{0,140}\bread our editorial standards\b.{0,20}"),
    ("third party", r"this content is (?:created and maintained|imported|provided) by a third party\b.{0,260}"),
    ("by submitting your", r".{0,200}\bby submitting your e-?mail\b.{0,260}"),
    ("broadcasts", r"[^.!?]{3,80} broadcasts live on .{3,140}"),
    ("by giving $", r".{0,140}\bby giving \$\d.{0,120}"),
    ("diversity of letters", r"the times is committed to publishing a diversity of letters\b.{0,280}"),
    ("help us report", r".{0,170}\bhelp us report\b.{0,400}"),
    ("tell us more about", r"tell us more about .{3,90}\b(?:are|do|did|have) you\b.{0,300}"),
    ("send us an email", r"if you .{5,170}\bsend us an email\b.{0,240}"),
    ("join our facebook", r".{0,120}\bjoin our facebook (?:community|group|page)\b.{0,80}"),
    ("to the editor", r"letters to the editor (?:may|can|should|must) be\b.{0,120}"),
    ("yes no", r".{10,160}\?\W*(?:vote\W+)?yes no(?: (?:unsure|not sure|maybe|undecided"
     r"|i don['’]t know|other))?"),
)  # fmt: skip
_HEARING = (
    ("listen to article", r"listen to (?:this )?article\b.{0,80}"),
    ("podcast", r"(?:catch up on|listen to|subscribe to|hear more|check out|download)\b.{0,140}"
     r"\bpodcasts?\b.{0,40}"),
    ("podcast", r"for more\b.{0,140}\b(?:listen|subscribe|tune)\b.{0,60}\bpodcasts?\b.{0,40}"),
    (", listen to", r"for more\b[^.]{0,120}, listen to .{3,80}"),
    ("was featured", r"this (?:report|story|interview|piece|segment) was featured (?:in|on)\b"
     r".{0,120}\b(?:podcasts?|episode)\b.{0,60}"),
    ("listen for free", r".{0,120}\blisten for free\b.{0,160}"),
    ("your podcasts", r".{0,160}\bwherever you (?:get|listen to|find|download) your podcasts\b.{0,20}"),
    ("on directv", r"(?:note\W+)?watch .{2,40} on directv\b.{0,140}"),
    ("stay tuned to", r"stay tuned to\b.{3,60}\bfor\b.{3,60}"),
    ("tune in", r"tune in(?:to)? .{2,60}\b(?:at \d|every|weekdays?|week ?nights?)\b.{0,160}"),
    ("video above", r"(?:click|watch|see|play)\b.{0,20}\bvideo above\b.{0,120}"),
    ("latest video", r"watch the latest videos? (?:at|on|from)\b.{0,60}"),
)  # fmt: skip
_GOING_ON = (
    ("download", r"download (?:the|our) [\w’' .]{0,40}\bapp\b.{0,110}"),
    ("real-time updates", r"get real-time updates\b.{0,160}"),
    ("updates via", r".{0,120}\b(?:get|receive)\b.{0,60}\bupdates via (?:facebook|twitter|e-?mail"
     r"|text|whatsapp)\b.{0,90}"),
    ("if you liked", r"if you liked th(?:is|ese) .{2,60}\b(?:sign up|subscribe|follow|share"
     r"|consider)\b.{0,120}"),
    ("if you enjoyed", r"if you enjoyed th(?:is|ese) .{2,60}\b(?:sign up|subscribe|follow|share"
     r"|consider)\b.{0,120}"),
    ("youtube channel", r"(?:scroll down\b.{3,60})?subscribe to .{2,40}\byoutube channel\b.{0,80}"),
    ("sign up", r".{20,170}\bsign up today"),
    ("on facebook", r"follow (?!the (?:debate|news|money|story|conversation|case|trial)"
     r"\b)[^.!?]{2,100} on facebook\b[^.!?]{0,80}"),
    ("on twitter", r"follow (?!the (?:debate|news|money|story|conversation|case|trial)"
     r"\b)[^.!?]{2,100} on twitter\b[^.!?]{0,80}"),
    ("on twitter, follow", r"on twitter, follow\b.{3,240}"),
    ("s full coverage", r"follow [^.!?]{2,40}\bfull coverage\b.{0,140}"),
    ("breaking news", r"(?:visit|go to|follow|check) \S{2,40} for (?:the latest )?breaking news\b.{0,90}"),
    ("flipboard magazine", r"read .{2,40}\bflipboard magazine\b.{0,30}"),
    ("scroll", r"scroll down (?:for|to (?:see|read|watch|find|view))\b.{0,60}"),
    ("click the", r"click the (?:[\w-]+ ){0,2}(?:video|chart|map|image|photo|picture|graphic|player"
     r"|audio|button|arrows?)\b.{0,90}"),
    ("click on the", r"click on the (?:[\w-]+ ){0,2}(?:video|chart|map|image|photo|picture|graphic"
     r"|player|audio|button|arrows?)\b.{0,90}"),
    ("upgrade your browser", r"please upgrade your browser to (?:view|see|watch)\b.{0,300}"),
    ("click to subscribe", r".{0,170}\bclick to subscribe\b.{0,60}"),
    ("sign up here to", r".{0,120}\bsign up here to (?:get|receive|have) (?:it|them)\b.{0,220}"),
    ("weekly email", r".{0,40}\bto receive a (?:free )?weekly email\b.{0,160}"),
    ("check out the", r"check out the (?:cnn|nbc|abc|cbs|fox|npr|bbc|politico)\b.{5,120}"),
    ("for vip members", r".{0,160}\b(?:just|only|exclusive(?:ly)?) for vip members\b.{0,40}"),
    ("share this:", r"share this:(?:\W*\w+){0,6}"),
    ("share this article", r"(?:.{0,30}\b)?share this article\W+(?:(?:share|tweet|post|e-?mail"
     r"|facebook|twitter|copy|link|pin|print)\b\W*){2,9}"),
)  # fmt: skip

_SHORT = (
    ("consider subscribing", r".{0,80}\bconsider subscribing\b.{0,60}"),
    ("your support", r"(?:we need|thank you for|thanks for|we rely on|we depend on) your support"),
    ("donate ", r"donate (?:today|now) to .{3,80}"),
    ("a donation", r"(?:please )?(?:consider|make|support .{3,40} with) (?:making )?a (?:small |monthly )?"
     r"donation\b.{0,80}"),
    ("a donation", r"if you .{3,60}, please consider (?:making )?a donation\b.{0,40}"),
    (
        "in the comment",
        r"(?:.{0,90}\? )?(?:let us know|share your (?:thoughts|opinions?|views?)|sound off|weigh in|"
        r"tell us(?: what you think)?|leave your thoughts)(?: your thoughts)? in the comments?(?: section)?(?: below)?",
    ),
    ("free articles", r"you(?:['’]ve| have) (?:\w+ ){1,5}free articles\b.{0,60}"),
    ("comments to", r"(?:please )?send (?:your )?comments to .{3,60}"),
    ("continues after", r"(?:article|story) continues after (?:this )?(?:ad|advert|advertisement)"),
    ("no longer available", r"(?:sorry, )?this (?:video|content|audio|poll|player) is no longer available\b.{0,60}"),
    ("now subscribed", r".{0,20}\byou(?:['’]re| are) now subscribed\b.{0,40}"),
    ("your privacy", r"we (?:respect|value) your privacy\b.{0,60}"),
    ("unsubscribe", r"(?:you can |you may )?unsubscribe at any ?time"),
    ("service apply", r".{0,40}\bterms of service apply"),
    ("republish", r"republish this (?:article|story|piece)\b.{0,60}"),
    ("connected with", r"stay connected with us\b.{0,60}"),
    ("for alerts", r"text \w+ to \d{4,6} for alerts"),
    ("sign up here", r"(?:.{0,90}[?.] )?sign up here"),
    ("the sign-up", r".{0,60}\bhere['’]s the sign-up"),
    ("forward you", r"did (?:someone|a friend) forward you this\b.{0,80}"),
    ("e-edition", r"(?:view|read|see|get) (?:the |our |today['’]s )?e-edition\b.{0,40}"),
    ("copy of the book", r"order a copy of the book\b.{0,40}"),
    ("buy the book", r"buy the book\b.{0,30}"),
    ("pre-order", r"pre-order (?:here|now|it|the book)\b.{0,40}"),
    ("listen on", r"listen on (?:spotify|itunes|apple|stitcher|soundcloud|google)\b.{0,80}"),
    ("play video", r"play video(?: \d+:\d\d)?"),
    ("watch on youtube", r"watch on youtube"),
    ("subscribe button", r"(?:hit|click|press) the subscribe button\b.{0,40}"),
    ("to subscribe", r"to subscribe, (?:call|click|visit|go)\b.{0,60}"),
    ("our poll", r"(?:vote in|take) our (?:\w+ )?poll\b.{0,40}"),
    ("our survey", r"(?:please )?take our (?:\w+ )?survey\b.{0,40}"),
    ("to the terms", r"i (?:have read and )?agree to the terms\b.{0,40}"),
    ("the transcript", r"(?:read|see|view|hide|show) the transcript"),
)  # fmt: skip

_UNQUOTED = r"^(?![“\"‘'«„](?!.{1,24}[”\"’'»]))"
"""What opens with a quotation says what somebody else asked; a title is shorter than one."""

CALLS: tuple[tuple[str, str], ...] = tuple(
    (needle, rf"{_UNQUOTED}\W*(?:{pattern})\W*$") for needle, pattern in (*_WRITING, *_HEARING, *_GOING_ON, *_SHORT)
)
"""Needles, and patterns that ignore case."""

"""What a newsroom asks of whoever has read the story: to write, to tip it off, to listen, to watch, to go on elsewhere.

Each is a needle and a pattern, as `promotions.Call` has them, and takes the whole line. A writer's "follow her on
Twitter" behind a sentence about her is none: it says who wrote the story.
"""

from __future__ import annotations

from indexer.text.calls import attribution

_OURS = r"(?!.*\b(?:police|sheriff|fbi|detectives?|investigators|authorities|crime ?stoppers|\w+\.gov)\b)"
"""Who asks the public for tips in the news."""
_TO_US = r"(?:\W*$| (?:to (?:us|our|support|keep|help)|today|now|here)\b.{0,80})"
"""A donation to a hospice is the family's wish, not the newsroom's."""
_HERE = r"(?:\W*$| (?:here|now|today|at|on|from)\b.{0,40})"
_WRITING = (
    ("tips", rf"{_OURS}(?:please )?(?:send|submit|share|e-?mail)(?: [\w-]+){{0,3}}? tips?"
     r"\b(?:,? [\w-]+){0,6},? (?:to|here|at|via)\b.{0,80}"),
    ("a tip", rf"{_OURS}(?:send|submit)(?: [\w-]+){{0,2}}? a (?:news |story |confidential |hot )?tip\b.{{0,20}}"
     r"\bto (?:the|our|us|[\w.]+@).{0,90}"),
    ("a tip", rf"{_OURS}(?:got|have) a (?:\w+ )?tip(?: (?:for (?:us|our)|(?:that )?we should|about"
     r"|from the right)\b[^.?]{0,40})?\?"
     r"(?:.{0,160}(?:@|\[email|\b(?:e-?mail|contact|call|text|reach|use|send|let us|signal|here)\b).{0,160})?"),
    *(
        (
            needle,
            r"to contact (?:the|our) .{2,60}\b(?:teams?|editors?|reporters?|authors?|writers?|desk)\b.{0,20}"
            r"(?:@|:|\b(?:e-?mail|click|visit|call|write|here)\b).{0,80}",
        )
        for needle in ("contact the ", "contact our ")
    ),
    ("to the editor", r"(?:please )?(?:send|submit|write|e-?mail) (?:[\w/-]+ ){0,3}?(?:letters?"
     r"|questions?|comments?)\b.{0,30}"
     r"\bto the editors?\b.{0,90}"),
    ("submit a letter", r"(?:.{0,80}\b)?submit a letter to (?:the editor|us)\b.{0,80}"),
    ("hear what you think", r"we(?: want|['’]d (?:like|love)| would (?:like|love)) to hear what you think\b.{0,140}"),
    ("hear from you", r"(?:.{0,140}[.?!:;,—] ?(?:then )?|then )?(?:we (?:want|need|are hoping|would (?:like|love))"
     r"|(?:we|i)['’]d (?:like|love)|i would (?:like|love)) to hear from you\b(?! (?:both|all|before|by)\b).{0,160}"),
    ("hear from you", r"if .{3,140}, (?-i:(?:[Tt]he )?[A-Z][\w’'&.-]*(?: (?:and )?[A-Z][\w’'&.-]*){0,5}) "
     r"(?:wants|is hoping|would (?:like|love)) to hear from you\b.{0,160}"),
    ("tell us", r"tell us (?:about )?(?:your|what you (?:think|want|make|know))\b.{0,90}"
     r"(?:@|\b(?:here|below)\W*$|\bcomments?\b).{0,50}"),
    ("send us", r"send us (?!back|home|away|to)\b.{0,70}(?:@|\bform\b|\bhere\W*$).{0,60}"),
    ("signal", r"(?:.{0,260}[.?!:;,] (?:if so, )?)?(?:please )?(?:you can )?(?:contact|reach|message|e-?mail|text)\b"
     r".{0,110}\b(?:on|via) signal\b(?=.*(?:\d{3}|@|\bour\b|\breporters?\b)).{0,80}"),
    ("by emailing", r"(?:are|were|have|do|did) you\b.{0,260}\bby emailing (?:us\b|\S*@).{0,80}"),
    ("on twitter @", r"(?:you can )?reach (?:[\w.’'-]+ ){1,5}(?:at|on twitter|via)\b[^?]{0,60}@.{2,120}"),
    ("share your thoughts", r"share your thoughts\b.{0,200}\bjoin the conversation\b.{0,30}"),
    ("respond to this", r"respond to this (?:post|article|column|story)(?:\W*$|"
     r" (?:on|at|in|by|via|here|below)\b.{0,80})"),
    ("wish to comment", r"(?:we )?(?:encourage|invite|ask)?\W*(?:our )?readers who wish to comment\b.{0,160}"),
    ("leave a comment", r"(?:please )?leave a comment(?:\W*$|,? (?:below|here|and let|at the bottom|in the)\b.{0,60})"),
    (
        "promo code",
        r"(?:editor['’]s note\W+|want to|join|get|sign up|subscribe|save|support).{0,260}"
        r"\b(?:use|using|enter|with) (?:the |our |this )?promo code\b.{0,200}",
    ),
    ("editorial standards", r".{0,140}\bread our editorial standards\b.{0,20}"),
    ("third party", r"this content is (?:created and maintained|imported|provided) by a third party\b.{0,260}"),
    ("by submitting your", r".{0,200}\bby submitting your e-?mail(?: address)?,? (?:you|i) "
     r"(?:agree|consent|accept|acknowledge|understand)\b.{0,240}"),
    ("broadcasts", r"(?-i:(?:[A-Z][\w’'&-]* ){1,7})broadcasts live on .{3,80}"
     r"(?:\d ?[ap]\.?m\b|\b\d?\d:\d\d\b|\bnoon\b|\bmidnight\b).{0,60}"),
    ("by giving $", r"(?:.{0,100}[.!?] )?(?:please )?(?:help|support|join|donate|stand|fight)\b[^.!?]{0,90}"
     r" by giving \$\d.{0,120}"),
    ("diversity of letters", r"the times is committed to publishing a diversity of letters\b.{0,280}"),
    ("help us report", r"(?:.{0,170}[.?!:]\W+)?(?-i:Help [Uu]s [Rr]eport|HELP US REPORT)\b.{0,400}"),
    ("tell us more about", r"tell us more about .{3,90}\b(?:are|do|did|have) you\b(?=.*(?:@|\b(?:form|our "
     r"(?:journalism|reporting|coverage|newsroom|reporters?))\b)).{0,300}"),
    ("send us an email", r"if you .{5,170}\bsend us an email(?:\W*$| (?:at|to|here)\b.{0,240})"),
    ("join our facebook", r"(?:.{0,120}[.?!:,]\W*)?(?:please )?join our facebook (?:community|group|page)\b.{0,80}"),
    ("to the editor", r"letters to the editor (?:may|can|should|must) be\b.{0,60}"
     r"(?:@|\.(?:com|org|net)\b|\bhere\b|\bform\b).{0,60}"),
    ("yes no", r".{10,160}\?\W*(?:vote\W+)?yes no(?: (?:unsure|not sure|maybe|undecided"
     r"|i don['’]t know|other))?"),
)  # fmt: skip
_SHOWN_AT = r"\b(?:\d{1,2}(?::\d\d)? ?[ap]\.?m|(?:sun|mon|tues|wednes|thurs|fri|satur)days?|tonight|every weekday)\b"
_WATCH = (
    r"(?:(?:watch|catch) the (?:full|complete|exclusive|(?-i:[A-Z]{3,})) interview|"
    rf"stay tuned for more (?:exclusive )?interviews)\b(?=.*{_SHOWN_AT})"
    r"(?=.* on (?!(?:sun|mon|tues|wednes|thurs|fri|satur)day)(?:this |the |['‘“\"])?(?-i:[A-Z]))[^!?]{3,130}"
)
_LISTEN = (
    r"listen to the most important stories of the day|listen to this (?:story|article|episode)(?!\W)|"
    r"listen to (?-i:(?:[A-Z][\w’'&,]* ){1,6}(?:Show|Podcast|Explained|Special Coverage))|"
    r"listen to the (?:full )?(?:discussion of this (?:article|column|story) on\b|interview on the latest\b"
    r"(?=.*\b(?:podcast|episode)\b))[^.!?]{0,110}"
)
_SHOWING = (
    # what is on the air, and when
    *((needle, _WATCH) for needle in ("watch the", "catch the", "stay tuned for")),
    ("listen to", _LISTEN),
    ("click play to", r"click play to (?:watch|hear|listen to) (?:more of )?our\b[^.!?]{3,140}"),
)  # fmt: skip
_HEARING = (
    ("listen to article", r"listen to (?:this )?article(?:\W*$|\W*\d+:\d\d\b.{0,80}| (?:share|now|here)\b.{0,70})"),
    ("podcast", r"(?:catch up on|listen to|subscribe to|hear more|check out|download (?:the|our|this))\b.{0,140}"
     r"\bpodcasts?\b.{0,40}"),
    ("podcast", r"for more\b.{0,140}\b(?:listen|subscribe|tune)\b.{0,60}\bpodcasts?\b.{0,40}"),
    (", listen to", r"for more\b[^.]{0,120}, listen to .{3,80}"),
    ("was featured", r"this (?:report|story|interview|piece|segment) was featured (?:in|on)\b"
     r".{0,120}\b(?:podcasts?|episode)\b.{0,60}"),
    ("listen for free", r"(?:.{0,120}[.!:?—,]\W*)?listen for free\b.{0,160}"),
    ("your podcasts", r".{0,160}\bwherever you (?:get|listen to|find|download) your podcasts\b.{0,20}"),
    ("on directv", r"(?:note\W+)?watch .{2,40} on directv(?:\W*$| (?:ch|channel)\b.{0,140})"),
    ("stay tuned to", r"stay tuned to (?:the )?(?-i:[A-Z])[^.!?]{2,60}\bfor (?:the |all |more )?"
     r"(?:latest|live|full|more|complete|updates?|coverage|further|breaking|continuing)\b.{0,60}"),
    ("tune in", r"tune in(?:to)?(?: to)? (?:the )?(?-i:[A-Z]).{2,60}"
     r"\b(?:at \d|every|weekdays?|week ?nights?)\b.{0,160}"),
    ("video above", r"(?:click|watch|see|play)(?: on)?(?: the)?(?: [\w-]+)? video above"
     r"(?:\W*$|[.,!:] .{0,110}| (?:to|for)\b.{0,120})"),
    ("latest video", r"watch the latest videos? (?:at|on|from) (?:<a |\S+\.[a-z]{2,7}\b).{0,70}"),
)  # fmt: skip
_GOING_ON = (
    ("download", r"download (?:the|our) [\w’' .]{0,40}\bapp(?:\W*$|,? (?:for|to|on|from|here|now|today|and (?:get"
     r"|follow|sign))\b.{0,100})"),
    ("real-time updates", r"get real-time updates\b.{0,60}\b(?:app|phone|inbox|e-?mail|newsletter|notifications?"
     r"|this story)\b.{0,120}"),
    ("updates via", r"(?:.{0,120}[.!?,] (?:and )?)?(?:get|receive)\b.{0,60}\bupdates via (?:facebook|twitter|e-?mail"
     r"|text|whatsapp)\b.{0,90}"),
    *(
        (
            needle,
            rf"{needle} th(?:is|ese) (?:\w+ )?(?:stor(?:y|ies)|articles?|posts?|maps?|charts?|pieces?|columns?|essays?"
            r"|interviews?|episodes?|newsletters?|videos?|photos?|pictures?|podcasts?|reviews?|reports?|quiz)\b.{0,40}"
            r"\b(?:sign up|subscribe|follow|share|consider)\b.{0,120}",
        )
        for needle in ("if you liked", "if you enjoyed")
    ),
    ("youtube channel", r"(?:scroll down\b.{3,60})?subscribe to .{2,40}\byoutube channel\b.{0,80}"),
    ("sign up", r".{20,170}(?:[.!?:,—] ?|\b(?:go to|visit) [^.!?]{2,60} and )sign up today"),
    ("on facebook", r"follow (?!the (?:debate|news|money|story|conversation|case|trial)"
     r"\b)(?!.* for (?:an?|one|two|three) (?:day|week|month|year|while)s?\b)[^.!?]{2,100} on facebook\b[^.!?]{0,80}"),
    ("on twitter", r"follow (?!the (?:debate|news|money|story|conversation|case|trial)"
     r"\b)(?!.* for (?:an?|one|two|three) (?:day|week|month|year|while)s?\b)[^.!?]{2,100} on twitter\b[^.!?]{0,80}"),
    ("on twitter, follow", r"on twitter, follow\b.{3,240}"),
    ("s full coverage", r"follow [^.!?]{2,40}\bfull coverage\b.{0,140}"),
    ("breaking news", r"(?:visit|go to|follow|check) (?:@\S{2,40}|\S{2,40}\.\w{2,8}(?:/\S*)?)"
     r" for (?:the latest )?breaking news\b.{0,90}"),
    ("flipboard magazine", r"read .{2,40}\bflipboard magazine\b.{0,30}"),
    ("scroll", r"scroll down (?:for|to (?:see|read|watch|find|view))\b.{0,60}"),
    *(
        (
            needle,
            rf"{needle} (?:[\w-]+ ){{0,2}}(?:video|chart|map|image|photo|picture|graphic|player|audio|button|arrows?)"
            r"(?:\W*$|,? (?:for|to|above|below|here|on|at)\b.{0,90})",
        )
        for needle in ("click the", "click on the")
    ),
    ("upgrade your browser", r"please upgrade your browser to (?:view|see|watch)\b.{0,300}"),
    ("click to subscribe", r"(?:.{0,170}[.!?:,]\W*)?click to subscribe\b.{0,60}"),
    ("sign up here to", r".{0,120}\bsign up here to (?:get|receive|have) (?:it|them)\b.{0,220}"),
    ("weekly email", r".{0,40}\bto receive a (?:free )?weekly email\b.{0,160}"),
    ("check out the", r"check out the (?:cnn|nbc|abc|cbs|fox|npr|bbc|politico)(?-i:(?: [A-Z][\w’'&-]*)+)"
     r"(?:\W*$| (?:and|to|for|here)\b.{0,100})"),
    ("get the", r"(?-i:(?:[A-Z0-9][\w’'&.-]* ){1,5}(?:News|Newsletter|Daily|Briefing) Get )the (?:latest|best|"
     r"top) (?:\w+ )?(?:news|stories|headlines) (?:from [^.!?]{2,50} )?(?:every|each) (?:weekday|day|week|"
     r"morning|evening)\b[^,]{0,40}"),
    ("stay up to date with", r"(?:get .{3,40}[ .] ?)?stay up to date with email updates (?:about|from)\b.{0,110}"),
    ("recaptcha", r".{0,300}\bthis (?:site|form|page) is protected by recaptcha(?: and the google\b.{0,150})?"),
    ("sign up here", r"[^“”\"]{0,240}\b(?:inbox|newsletter|e-?mail|each (?:week)?day|every (?:week)?day)\b"
     r"[^“”\"]{0,120}[.?!] ?sign up here"),
    ("click here to find out", r"(?:#\w+: |not signed up\b[^.!?]{3,60}\? )?click here to find out what"
     r"(?:['’]s on| happened| you['’]re missing)\b.{0,100}"),
    ("nonprofit newsroom", r"(?-i:[A-Z])[\w ]{2,30} is a nonprofit newsroom\b[^.!?]{0,120}\. sign up (?:to receive|"
     r"for) our\b.{0,320}"),
    ("get our", r"[^“”\"]{0,220}\byou can get our (?:highlights|best stories|headlines) (?:each|every)\b[^.!?]{0,40}"),
    ("get daily updates", r"(?:[^.!?]{3,80}: )?get daily updates on the [^.!?,]{3,40}"),
    ("ask your friends", r"ask your friends\b[^.!?]{0,60}\bsign[- ]up\b[^.!?]{0,60}\bnewsletter"),
    ("for vip members", r".{0,160}\b(?:just|only|exclusive(?:ly)?) for vip members\b.{0,40}"),
    ("share this:", r"share this:(?:\W*\w+){0,6}"),
    ("share this article", r"(?:.{0,30}\b)?share this article\W+(?:(?:share|tweet|post|e-?mail"
     r"|facebook|twitter|copy|link|pin|print)\b\W*){2,9}"),
)  # fmt: skip

_SHORT = (
    ("consider subscribing", r".{0,80}\bconsider subscribing\b.{0,60}"),
    ("your support", r"(?:we need|thank you for|thanks for|we rely on|we depend on) your support"),
    ("donate ", r"donate (?:today|now) to (?:us|our|support|keep|help)\b.{0,80}"),
    ("a donation", r"(?:please )?(?:consider|make|support .{3,40} with) (?:making )?a (?:small |monthly )?"
     rf"donation{_TO_US}"),
    ("a donation", rf"if you .{{3,60}}, please consider (?:making )?a donation{_TO_US}"),
    (
        "in the comment",
        r"(?:.{0,90}\? )?(?:let us know|share your (?:thoughts|opinions?|views?)|sound off|weigh in|"
        r"tell us(?: what you think)?|leave your thoughts)(?: your thoughts)? in the comments?(?: section)?(?: below)?",
    ),
    ("free articles", r"you(?:['’]ve| have) (?:\w+ ){1,5}free articles(?:\W*$|"
     r" (?:left|remaining|this|today|available|per|until)\b.{0,60})"),
    ("comments to", r"(?:please )?send (?:your )?comments to (?!\S*\.gov\b)"
     r"(?:us\b|the (?:editors?|author|writer)\b|[^@]{0,30}\S@\S).{0,60}"),
    ("continues after", r"(?:article|story) continues after (?:this )?(?:ad|advert|advertisement)"),
    ("no longer available", r"(?:sorry, )?this (?:video|content|audio|poll|player) is no longer available\b.{0,60}"),
    ("now subscribed", r".{0,20}\byou(?:['’]re| are) now subscribed\b.{0,40}"),
    ("your privacy", r"we (?:respect|value) your privacy(?:\W*$|(?:\.| and)\s.{0,60})"),
    ("unsubscribe", r"(?:you can |you may )?unsubscribe at any ?time"),
    ("service apply", r"(?:.{0,40}\b(?:and|google|our|privacy policy) )?terms of service apply"),
    ("republish", r"republish this (?:article|story|piece)(?:\W*$| (?:for|under|on|in|by|here)\b.{0,60})"),
    ("connected with", r"stay connected with us\b.{0,60}"),
    ("for alerts", r"text \w+ to \d{4,6} for alerts"),
    ("sign up here", r"(?:.{0,90}[?.] )?sign up here"),
    ("the sign-up", r".{0,60}\bhere['’]s the sign-up"),
    ("forward you", r"did (?:someone|a friend) forward you this\b.{0,80}"),
    ("e-edition", r"(?:view|read|see|get) (?:the |our |today['’]s )?e-edition\b.{0,40}"),
    ("copy of the book", rf"order a copy of the book{_HERE}"),
    ("buy the book", rf"buy the book{_HERE}"),
    ("pre-order", rf"pre-order (?:here|now|it|the book){_HERE}"),
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

CALLS: tuple[tuple[str, str], ...] = tuple(
    (needle, rf"{attribution.UNQUOTED}\W*(?:{pattern})\W*$")
    for needle, pattern in (*_WRITING, *_SHOWING, *_HEARING, *_GOING_ON, *_SHORT)
)
"""Needles, and patterns that ignore case."""

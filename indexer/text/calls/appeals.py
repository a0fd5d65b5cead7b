"""What a newsroom asks its readers for, and what it lets them do: to pay, to subscribe, to buy, to reprint, to submit.

Each is a needle and a pattern, as `promotions.Call` has them, and takes the whole line.
"""

from __future__ import annotations

_NOW = r"(?:\W*$|,? (?:here|now|today|at|on|from|below|online)\b.{0,50})"
_OUR_WORK = (
    r"(?:work|journalism|reporting|newsroom|coverage|mission|journalists|reporters|stories|newspaper|publication|"
    r"magazine|podcast|investigations)"
)
_PAYING = (
    ("readers like you", r".{0,170}\breaders like you\b(?! (?:who|may|might)\b).{0,120}"),
    ("donors like you", r".{0,170}\bdonors like you\b.{0,120}"),
    ("listeners like you", r".{0,170}\blisteners like you\b.{0,120}"),
    *(
        (needle, rf"your {noun} (?:helps?|keeps?|makes?|supports?|funds?|allows?|enables?|powers?|matters?|is)\b"
         rf"[^!?]{{0,90}}\b(?:us|our|possible|{_OUR_WORK})\b.{{0,60}}")
        for needle, noun in (
            ("your contribution", "contributions?"), ("your donation", "(?:tax-deductible )?donations?"),
            ("your gift", "gifts?"), ("your membership", "memberships?"), ("your subscription", "subscriptions?"),
            ("your support", "(?:financial |generous |continued )?support"),
        )
    ),
    ("contribution", r"(?:please )?make a (?:one-time|monthly|recurring|small|year-end|tax-deductible) contribution"
     r"(?:\W*$| (?:to (?:us|our|support|help)|today|now|here)\b.{0,60})"),
    *(
        (needle, rf"{needle}\b.{{0,60}}\b(?:favou?r|ask of you|something to ask)\b.{{0,260}}")
        for needle in ("since you're here", "since you’re here", "as you're here", "as you’re here")
    ),
    ("the gift of", r"give the gift of (?:journalism|good journalism|local news|news|reading|[A-Z][\w’' ]{2,30})\W*"),
    ("and save", r"(?:join|subscribe|sign up|renew|order|act|become a member)\b[^.!?]{0,30} and save\b"
     r"(?: (?:up to )?[$£€]?\d[\d.,]*%?(?: (?:off|on)\b.{0,50})?| big| now| today)?"),
    ("subscriber?", r"already (?:a|an|our) (?:[\w-]+ )?(?:subscriber|member)\?"
     r"(?: (?:please )?(?:log|sign|activate|click|tap|access|register|link)\b.{0,60})?"),
    *(
        (needle, rf"(?:.{{0,60}}[.!?] )?to {needle}(?: (?:this|the|our|more|your)\b[^.!?,]{{0,40}})?,? (?:please )?"
         r"(?:log[ -]?in|sign[ -]?in|sign up|register|subscribe|create (?:an|a free) account)\b.{0,80}")
        for needle in ("continue reading", "keep reading", "read the full", "continue, please", "access this")
    ),
    ("free to read", r"this (?:article|story|content|post) is free to read (?:if|when|once|for) (?:you )?.{3,80}"),
    ("ad-free", r"(?:want|get|enjoy|try|go|read) (?:an? |our |us |[\w’'. ]{2,30})?ad-free\b[^.!?]{0,60}[.?!]?"
     r"(?: (?:join|subscribe|sign up|become)\b.{0,80})?"),
    ("free trial", r"(?:start|try|begin|claim|get) (?:your|a|our) (?:\w+[ -]){0,3}free trial\b.{0,60}"),
    ("a month", r"(?:subscribe|join|become a (?:member|subscriber)|support (?:us|our \w+)) (?:now |today )?"
     r"(?:for )?(?:as little as|just|only|for) [$£€]\d[\d.]* (?:a|per) month\b.{0,60}"),
    ("stand with us", r"(?:please )?stand with us\W*(?:donate|join|subscribe)\b.{0,60}"),
)  # fmt: skip
_REPRINTING = (
    ("creative commons", r"(?:this|our|all|these|the|unless|except|text|content)\b[^!?]{0,110}\b(?:licen[sc]ed|"
     r"available"
     r"|published|distributed)\b[^!?]{0,40}\bcreative commons\b.{0,160}"),
    ("republish", r"(?:please |feel free to |want to |you (?:can|may|are free to) )?republish (?:our|this|these|"
     r"any of our) "
     r"(?:[\w-]+ ){0,2}(?:articles?|stor(?:y|ies)|content|work|posts?|pieces?)\b.{0,120}"),
    ("free to republish", r".{0,120}\bfree to republish\b.{0,90}"),
    ("reprints", r"(?:(?:to|for) (?:order|request|buy|purchase|license|obtain) |order |buy |request )?"
     r"(?:\w+ ){0,2}reprints(?:(?: and|/| &) (?:permissions|licensing))?"
     r"(?:\W*$| of this\b.{0,90}|,? (?:visit|contact|click|go to|call|e-?mail)\b.{0,90})"),
    *(
        (needle, rf"(?:for|to (?:get|obtain|request)) {needle} (?:to )?(?:re-?use|reprint|reproduce|republish|"
         rf"license)\b.{{0,140}}")
        for needle in ("permission", "permissions")
    ),
    ("be syndicated", r"(?:this |our )?(?:content|article|column)s? (?:may|can) be syndicated\b.{0,90}"),
    ("the original article", r"(?:you can )?read the original article(?:\W*$| (?:here|on|at)\b.{0,60})"),
    ("be duplicated", r"(?:permission is given to .{3,120})?\b[^.]{0,60}\bcopies may not be duplicated\b.{0,160}"),
)  # fmt: skip
_BUYING = (
    *(
        (f"{verb} your", rf"{verb} your (?:own )?(?:\w+ )?(?:copy|copies|tickets)(?: of [^.!?]{{3,60}})?{_NOW}")
        for verb in ("buy", "order", "get", "pre-order", "reserve", "purchase")
    ),
    ("buy now", r"buy (?:it )?now(?:\W*$| (?:at|on|from) (?-i:[A-Z]).{2,30})"),
    *(
        (f"available {where}", rf"(?:now |also )?available {where} (?:now )?(?:at|on|from|via|in) "
         rf"(?-i:[A-Z])[\w’'. &,]{{2,60}}")
        for where in ("for purchase", "for pre-order", "for preorder")
    ),
)  # fmt: skip
_SUBMITTING = (
    ("submit your own", r"submit your own\b[^.!?]{0,60}"),
    ("to write for us", r"(?:want|wish|like|looking) to write for us\b.{0,90}"),
    ("write for us", r"(?:how to )?write for us"),
    *(
        (needle, rf"(?:are you )?interested in {needle} (?:an? |your |for )(?:[\w-]+ ){{0,3}}(?:op-?ed|essay|column|"
         rf"letter|"
         r"article|guest post|commentary|piece|pitch|us|story)\b[^.!?]{0,40}\?.{0,120}")
        for needle in ("submitting", "writing", "contributing")
    ),
    *(
        (needle, rf"(?:all )?{needle} (?:include|be|not|contain)\b(?=.*(?:@|\b(?:words|name|signed|e-?mail|phone|"
         rf"address|length)\b)).{{3,200}}")
        for needle in ("letters must", "letters should")
    ),
    *(
        (needle, rf"(?:all )?(?:letters|submissions|comments|responses|entries|questions|replies) "
         rf"{needle}\b.{{0,120}}\b"
         r"(?:length|clarity|space|style|grammar|brevity|publication)\b.{0,120}")
        for needle in ("may be edited", "will be edited", "are edited", "may be published", "are subject to")
    ),
    ("we accept", r"we accept (?:letters|submissions|op-?eds?|guest (?:columns|posts)|pitches)\b.{0,160}"),
)  # fmt: skip
_COUNTING = (
    ("shared", r"this (?:story|article|post) (?:has been|was) shared [\d.,]+[kKmM]? times"),
    ("for later", r"save (?:this )?(?:article|story|post|it)? ?for later"),
    ("first to comment", r"be the first to (?:comment|share|reply|react|review)\b.{0,50}"),
    *(
        (needle, rf"(?:.{{0,120}}[.?!] )?(?:please )?{needle}(?: (?:here|in the comments?(?: section)?))?(?: below)?"
         r"(?: and let us know| or on .{3,30})?")
        for needle in ("leave your thoughts", "leave your comments", "leave a reply", "share your thoughts below",
                       "sound off below", "comment below", "weigh in below")
    ),
    *(
        (needle, rf"{needle} (?:story|article|post|column|topic) (?:on|in|at)\b[^.!?]{{0,40}}"
         r"\b(?:comments?|facebook|twitter|page|forums?|reddit)\b[^.!?]{0,40}")
        for needle in ("discuss this", "comment on this")
    ),
    *(
        (needle, rf"{needle}\b[^.!?]{{0,60}}\b(?:facebook|twitter|instagram|reddit|discord)\b[^.!?]{{0,40}}")
        for needle in ("join the discussion on", "join the conversation on", "continue the conversation on")
    ),
)  # fmt: skip
_ALERTS = (
    ("text ", r"(?:sign up|subscribe|get .{3,60})?\W*text (?-i:[A-Z]{2,15})\b[^.!?]{0,20} to \d{4,6}\b.{0,90}"),
    *(
        (needle, rf"{needle}(?: (?:for|to) (?:an? |the |your |our )?[^.!?]{{0,20}}(?:confirm\w*|verif\w*|"
         rf"activat\w*)\b.{{0,60}}|"
         r" (?:and|or) (?:your )?(?:spam|junk)\b.{0,80})")
        for needle in ("check your inbox", "check your e-mail", "check your email")
    ),
    ("mailing list", r"(?:please )?(?:add me to|join|sign up for|subscribe to|get on) (?:our|your|the|my) (?:[\w-]+ "
     r"){0,3}mailing list\b.{0,60}"),
    *(
        (needle, rf"(?:.{{0,90}}[.?!] )?get {needle[4:]} (?:[\w-]+ ){{0,4}}(?:e-?mails?|newsletters?|alerts?|"
         rf"briefing|updates|digest)"
         r"(?:\W*$| (?:here|now|today|every|each|with|delivered|by)\b.{0,80})")
        for needle in ("get our", "get your", "get a free", "get the free")
    ),
    ("delivered", r"get [^.!?:]{3,80}\bdelivered (?:directly |right |straight )?(?:to you (?:daily|weekly|every|"
     r"each|by)\b|"
     r"(?:to|in) your (?:inbox|e-?mail|phone|device|in-box)\b)[^:]{0,50}"),
    ("alerts", r"(?:sign up for|get|turn on|enable|receive) (?:free |our )?(?:[\w-]+ ){0,4}alerts"
     r"(?:\W*$| (?:on|by|via|in) (?:your|our|e-?mail|text)\b.{0,50}| from (?:the )?(?-i:[A-Z]).{2,40}| here\W*$)"),
    *(
        (needle, rf"(?:you can )?{needle}(?: (?:right )?here| at \S+\.\w{{2,3}}\S*|: \S+)")
        for needle in ("follow live updates", "follow our live updates", "follow the latest", "follow our live "
         "coverage",
                       "follow live coverage", "get live updates", "find live updates")
    ),
    ("our live", r"follow our live (?:coverage|blog|updates|tracker)\b[^.!?]{0,100}"),
)  # fmt: skip
_PLAYING = (
    ("listen to this", r"listen to this (?:story|article|post|episode|column|report)(?:\W*$| (?:on|here|now|via|"
     r"in)\b.{0,60})"),
    ("audio ", r"(?:the |full )?audio (?:for this (?:story|segment) )?(?:will be|is) available\b.{0,60}"),
    *(
        (needle, rf"{needle} (?:episode|audio|podcast|mp3)\b(?:\W*$|.{{0,20}}\((?:right[- ])?click\b.{{0,60}}|"
         r" (?:here|now|on|from|via|at)\b.{0,60})")
        for needle in ("download this", "download the")
    ),
    ("transcript provided", r"transcripts? provided by .{3,80}"),
    *(
        (needle, rf"{needle} (?:the |our |this )?(?:[\w-]+ ){{0,2}}(?:slide ?show|gallery|photos|images|pictures|"
         rf"timeline|map|"
         r"carousel|graphic)\b[^.!?]{0,90}")
        for needle in ("click through", "scroll through", "swipe through", "flip through")
    ),
    *(
        (needle, rf"(?:on |if you(?:['’]re| are) (?:on |using )?)?(?:the |a |our |an )?{needle}(?: users?| readers?|"
         rf" device| phone)?\W+"
         r"(?:please )?(?:(?:click|tap|swipe|press)\b.{3,80}|go here.{0,40})")
        for needle in ("app users", "mobile users", "mobile", "iphone", "android")
    ),
)  # fmt: skip

_LINE = r"^(?![“\"‘'«„](?!.{1,24}[”\"’'»]))(?!.{420})\W*+"
"""What opens with a quotation is said by somebody else; a title in quotation marks is shorter. A paragraph is "
"refused at
once, and the marks before a call are given back to none."""
CALLS: tuple[tuple[str, str], ...] = tuple(
    (needle, rf"{_LINE}(?:{pattern})\W*$")
    for needle, pattern in (
        *_PAYING, *_REPRINTING, *_BUYING, *_SUBMITTING, *_COUNTING, *_ALERTS, *_PLAYING,
    )
)  # fmt: skip
"""Needles, and patterns that ignore case."""

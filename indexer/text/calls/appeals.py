"""What a newsroom asks its readers for, and what it lets them do: to pay, to subscribe, to buy, to reprint, to submit.

Each is a needle and a pattern, as `promotions.Call` has them, and takes the whole line.
"""

from __future__ import annotations

_NOW = r"(?:\W*$|,? (?:here|now|today|at|on|from|below|online)\b.{0,50})"
_WORK = (
    r"(?:work|journalism|reporting|newsroom|coverage|mission|journalists|reporters|stories|newspaper|publication|"
    r"magazine|podcast|investigations)"
)
_LIKE_YOU = r".{0,170}\b(?:readers|donors|listeners) like you\b(?! (?:who|may|might)\b).{0,120}"
_YOUR_GIFT = (
    r"your (?:(?:tax-deductible|financial|generous|continued|one-time|monthly) )?(?:contributions?|donations?|gifts?|"
    r"memberships?|subscriptions?|support) (?:helps?|keeps?|makes?|supports?|funds?|allows?|enables?|powers?|"
    r"matters?|is)"
    rf"\b[^!?]{{0,90}}\b(?:us|our|possible|{_WORK})\b.{{0,60}}"
)
_FAVOUR = r"(?:since|as) you['’]re here\b.{0,60}\b(?:favou?r|ask of you|something to ask)\b.{0,260}"
_READ_ON = (
    r"(?:.{0,60}[.!?] )?to (?:continue|keep) reading"
    r"(?: (?:this|the|our|more|your|story|article)\b[^.!?,]{0,40})?,? (?:please )?"
    r"(?:log[ -]?in|sign[ -]?in|sign up|register|subscribe|create (?:an|a free) account)\b.{0,80}"
)
_PAYING = (
    *((f"{who} like you", _LIKE_YOU) for who in ("readers", "donors", "listeners")),
    *(
        (needle, _YOUR_GIFT)
        for needle in ("your donation", "your gift", "your subscription", "your support")
    ),
    ("small favour", _FAVOUR),
    ("the gift of", r"give the gift of (?:journalism|good journalism|local news|news|reading)\W*"),
    ("and save", r"(?:join|subscribe|sign up|renew|order|act|become a member)\b[^.!?]{0,30} and save\b"
     r"(?: (?:up to )?[$£€]?\d[\d.,]*%?(?: (?:off|on)\b.{0,50})?| big| now| today)?"),
    ("subscriber?", r"already (?:a|an|our) (?:[\w-]+ )?(?:subscriber|member)\?"
     r"(?: (?:please )?(?:log|sign|activate|click|tap|access|register|link)\b.{0,60})?"),
    *((needle, _READ_ON) for needle in ("continue reading", "keep reading")),
    ("ad-free", r"(?:want|get|enjoy|try|go|read) (?:an? |our |us |[\w’'. ]{2,30})?ad-free\b[^.!?]{0,60}[.?!]?"
     r"(?: (?:join|subscribe|sign up|become)\b.{0,80})?"),
)  # fmt: skip

_REPRINTING = (
    ("creative commons", r"(?:this|our|all|these|unless|except|text|content)\b[^!?]{0,110}\b(?:licen[sc]ed|"
     r"available"
     r"|published|distributed)\b[^!?]{0,40}\bcreative commons\b.{0,160}"),
    ("republish", r"(?:please |feel free to |want to |you (?:can|may|are free to) )?republish (?:our|this|these|"
     r"any of our) (?:[\w-]+ ){0,2}(?:articles?|stor(?:y|ies)|content|work|posts?|pieces?)\b.{0,120}"),
    ("republish", r".{0,120}\bfree to republish\b.{0,90}"),
    ("be syndicated", r"(?:this |our )?(?:content|article|column)s? (?:may|can) be syndicated\b.{0,90}"),
    ("original article", r"(?:you can )?read the original article(?:\W*$| (?:here|on|at)\b.{0,60})"),
    ("may not be published", r"(?:tm (?:and|&) )?(?:©|\(c\)|copyright)\W.{0,330}\bmay not be published\b.{0,200}"),
    ("copies may not", r"permission is given to .{3,170}\bcopies may not be duplicated\b.{0,160}"),
)  # fmt: skip

_COPY = (
    rf"(?:buy|order|get|pre-order|reserve|purchase) your (?:own )?(?:\w+ )?(?:copy|copies|tickets)(?: of "
    rf"[^.!?]{{3,60}})?{_NOW}"
)
_ON_SALE = (
    r"(?:now |also )?available for (?:purchase|pre-?order) (?:now )?(?:at|on|from|via|in) (?-i:[A-Z])[\w’'. &,]{2,60}"
)
_BUYING = (
    *((needle, _COPY) for needle in ("buy your", "order your", "pre-order")),
    ("buy now", r"buy (?:it )?now(?:\W*$| (?:at|on|from) (?-i:[A-Z]).{2,30})"),
    ("available for purchase", _ON_SALE),
)

_OFFER = (
    r"(?:are you )?interested in (?:submitting|writing|contributing) (?:an? |your |for )(?:[\w-]+ ){0,3}(?:op-?ed|"
    r"essay|"
    r"column|letter|article|guest post|commentary|piece|pitch|us|story)\b[^.!?]{0,40}\?.{0,120}"
)
_EDITED = (
    r"(?:all )?(?:letters|submissions|comments|responses|entries|questions|replies) (?:(?:may|will) be (?:edited|"
    r"published)|"
    r"are (?:edited|subject to))\b.{0,120}\b(?:length|clarity|space|style|grammar|brevity|publication)\b.{0,120}"
)
_SUBMITTING = (
    ("submit your own", r"submit your own\b[^.!?]{0,60}"),
    ("interested in submitting", _OFFER),
    *((needle, _EDITED) for needle in ("submissions may", "submissions will", "submissions are")),
    ("we accept submissions", r"we accept submissions\b.{0,160}"),
)

_THOUGHTS = (
    r"(?:.{0,120}[.?!] )?(?:please )?(?:leave your (?:thoughts|comments)|leave a reply|share your thoughts|sound off|"
    r"weigh in|comment)(?: (?:here|in the comments?(?: section)?))?(?: below)(?: and let us know| or on .{3,30})?"
)
_DISCUSS = (
    r"comment on this (?:story|article|post|column|topic) (?:on|in|at)\b[^.!?]{0,40}"
    r"\b(?:comments?|facebook|twitter|page|forums?|reddit)\b[^.!?]{0,40}"
)
_ON_A_NETWORK = (
    r"(?:join|continue) the (?:discussion|conversation) on\b[^.!?]{0,60}\b(?:facebook|twitter|instagram|reddit)\b"
    r"[^.!?]{0,40}|(?:facebook|twitter|instagram): https?://\S+|"
    r"like [^.!?]{2,60} on facebook\b(?:\W*$| (?:here|at|to|for|and)\b.{0,120})"
)
_COMMENT = (
    rf"be the first to comment\b.{{0,50}}|{_DISCUSS}|"
    r"(?:please )?(?:post|leave|add|share) (?:your )?comments below\b(?:,? (?:or|and) .{3,60})?"
)
_ANSWERING = (
    ("comment", _COMMENT),
    *(
        (needle, _THOUGHTS)
        for needle in ("leave your thoughts", "leave a reply", "share your thoughts", "weigh in below")
    ),
    *((needle, _ON_A_NETWORK) for needle in ("facebook", "twitter", "instagram")),
)

_CONFIRM = (
    r"check your (?:inbox|e-?mail)(?: (?:for|to) (?:an? |the |your |our )?[^.!?]{0,20}(?:confirm\w*|verif\w*|"
    r"activat\w*)\b"
    r".{0,60}| (?:and|or) (?:your )?(?:spam|junk)\b.{0,80})"
)
_GET_MAIL = (
    r"(?:.{0,90}[.?!] )?get (?:our|your|a free|the free) (?:[\w-]+ ){0,4}(?:e-?mails?|newsletters?|alerts?|briefing|"
    r"updates|"
    r"digest)(?:\W*$| (?:here|now|today|every|each|with|delivered|by)\b.{0,80})"
)
_FOLLOW = (
    r"(?:you can )?(?:(?:follow|get|find) (?:our )?live (?:updates|coverage)|follow the latest)"
    r"(?: (?:right )?here| at \S+\.\w{2,3}\S*|: \S+)|follow our live (?:coverage|blog|updates|tracker)\b[^.!?,]{0,100}|"
    r"follow along(?: here| with us| below)? for (?:live |the latest |more |our )?(?:updates|coverage)\b.{0,50}|"
    r"(?:twitter\W{1,2})?you can (?:also )?follow me (?:at|on) .{3,60}"
)
_ALERTS = (
    ("text ", r"(?:sign up|subscribe|get .{3,60})?\W*text (?-i:[A-Z]{2,15})\b[^.!?]{0,20} to \d{4,6}\b.{0,90}"),
    *((needle, _CONFIRM) for needle in ("check your inbox", "check your e-mail", "check your email")),
    *((needle, _GET_MAIL) for needle in ("get our", "free newsletter", "free weekly", "free daily")),
    ("delivered", r"get [^.!?:]{3,80}\bdelivered (?:directly |right |straight )?(?:to you (?:daily|weekly|every|"
     r"each|by)\b|"
     r"(?:to|in) your (?:inbox|e-?mail|phone|device|in-box)\b)[^:]{0,50}"),
    ("alerts", r"(?:sign up for|get|turn on|enable|receive) (?:free |our )?(?:[\w-]+ ){0,4}alerts"
     r"(?:\W*$| (?:on|by|via|in) (?:your|our|e-?mail|text)\b.{0,50}| from (?:the )?(?-i:[A-Z]).{2,40}| here\W*$)"),
    *((needle, _FOLLOW) for needle in ("live updates", "follow")),
)  # fmt: skip

_DOWNLOAD = (
    r"download (?:this|the) (?:episode|audio|podcast|mp3)\b(?:\W*$|.{0,20}\((?:right[- ])?click\b.{0,60}|"
    r" (?:here|now|on|from|via|at)\b.{0,60})"
)
_LEAF = (
    r"(?:click|scroll|swipe|flip) through (?:the |our |this )?(?:[\w-]+ ){0,2}(?:slide ?show|gallery|photos|images|"
    r"pictures|"
    r"timeline|carousel)\b[^.!?]{0,90}"
)
_DEVICE = (
    r"(?:on |if you(?:['’]re| are) (?:on |using )?)?(?:the |a |our |an )?(?:app|mobile|iphone|android)"
    r"(?: users?| readers?| device| phone)?\W+(?:please )?(?:(?:click|tap|swipe|press)\b.{3,80}|go here.{0,40})"
)
_AUDIO = r"(?:the |full )?audio (?:for this (?:story|segment) )?(?:will be|is) available\b.{0,60}"
_PLAYING = (
    *((needle, _AUDIO) for needle in ("audio is", "audio will", "audio for this")),
    ("download this", _DOWNLOAD),
    *((needle, _LEAF) for needle in ("slideshow", "slide show")),
    *((needle, _DEVICE) for needle in ("app users", "mobile users", "android")),
)  # fmt: skip

_LINE = r"^(?![“\"‘'«„](?!.{1,24}[”\"’'»]))(?!.{420})\W*+"
"""What opens with a quotation is said by somebody else; a title in quotation marks is shorter. A paragraph is "
"refused at
once, and the marks before a call are given back to none."""
_ALL = (*_PAYING, *_REPRINTING, *_BUYING, *_SUBMITTING, *_ANSWERING, *_ALERTS, *_PLAYING)
CALLS: tuple[tuple[str, str], ...] = tuple((needle, rf"{_LINE}(?:{pattern})\W*$") for needle, pattern in _ALL)
"""Needles, and patterns that ignore case."""

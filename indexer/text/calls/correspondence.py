"""How readers reach a newsroom: where its writers are found, and what it would like to be told, sent or shown.

Each is a needle and a pattern, as `promotions.Call` has them, and takes the whole line. A line that says who the writer
is ("Ann Lee covers the harbour. Write to her at ...") is none; nor is a number that somebody in the news gives out.
"""

from __future__ import annotations

_OTHERS = (
    r"(?!.*\b(?:police|sheriff|fbi|detectives?|investigators|authorities|crime ?stoppers|\w+\.gov|banks?|courts?|"
    r"coroners?|lawyers?|solicitors?|attorneys?|prosecutors?|charit(?:y|ies)|embassy|consulate|(?:hot|help|life)line|"
    r"the (?:department|ministry|campaign|committee|agency|clinic|hospital))\b)"
)
"""Who else asks the public to write or to call; looked for in the whole line, and last, for that takes longest."""
_ADDRESS = r"(?:\[email[^\]]*\]|\S+@\S+)"
_NAMED = r"(?-i:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,5})"
_AT_ADDRESS = rf"{_NAMED} at {_ADDRESS}(?:(?:\.|;|,)? (?:or |and )?follow\b.{{0,60}})?"
_ON_TWITTER = rf"(?:(?!(?:From|Now|Trending|Even|Just|The) ){_NAMED} on )?twitter:? @\w{{3,20}}"
_WRITERS = r"(?:this|the) (?:reporter|writer|author|columnist|journalist)"
_TO_WRITER = (
    rf"(?:contact|reach|e-?mail|write to) {_WRITERS}\b(?: of this \w+)?"
    r"(?:\W*$| (?:at|on|via|by|here|directly|with)\b.{0,140})"
)
_REACHED = (
    rf"{_OTHERS}(?!(?:The|A|An|This|That|No) )(?-i:[A-Z][\w.’'-]*(?: [\w.’'-]+){{0,5}}?) can be reached "
    rf"(?:on twitter |by phone )?(?:at|on|via|by) (?=.*(?:@|\[email|https?://|twitter\.com/|\d{{3}}[-. )])).{{3,150}}"
)
_REACHING = (
    ("be reached", rf"(?![^.]*\b(?:is|was|are)\b){_REACHED}"),
    *((needle, _AT_ADDRESS) for needle in ("@", "[email")),
    ("twitter", _ON_TWITTER),
    ("contact ", rf"contact {_NAMED} (?:at|on|via) {_OTHERS}[^.!?]{{6,40}}\. follow (?:him|her|them|{_NAMED})\b"
     r".{0,120}"),
    *((needle, rf"e-?mail: (?!\S*\.gov\b){_ADDRESS}(?:\W+(?:twitter|phone|on twitter|instagram|"
     rf"facebook)\b\W+\S+){{0,2}}")
      for needle in ("email: ", "e-mail: ")),
    *((needle, _TO_WRITER) for needle in ("contact the ", "contact this ")),
    ("reach the newsroom", r"reach the newsroom (?:at|by|on|via)\b.{3,120}"),
)  # fmt: skip

_THEIRS = (
    r"(?:best |own |news )?(?:stor(?:y|ies)|photos?|pictures?|videos?|questions?|comments?|thoughts|ideas|views?|tips|"
    r"opinions?|experiences?|suggestions?|feedback)"
)
_KNOW = rf"let (?:us|me) know (?:what|how|if|about|your|whether)\b[^.!?]{{3,110}}\b(?:at|by|via) {_ADDRESS}.{{0,40}}"
_DROP = rf".{{0,300}}\bdrop (?:me|us) a (?:line|note|message)\b(?: at| on| to| here)? {_ADDRESS}.{{0,40}}"
_SEND = (
    rf"(?:please |you can )?send (?:us )?your {_THEIRS}\b[^.!?@]{{0,50}}\bto:? (?!\S*\.gov\b){_ADDRESS}{_OTHERS}"
    r".{0,200}"
)
_SPEAK = (
    r"if you (?:are|would be|['’]re) (?:willing|happy) to (?:speak|talk) (?:further )?(?:to|with) "
    rf"(?:an? |our |one of our )?(?:(?-i:[A-Z])\w+ )?(?:journalists?|reporters?|us)\b{_OTHERS}.{{0,300}}"
)
_MESSAGE = r"(?:or |you can (?:also )?)?(?:whatsapp|text|tweet) us (?:on|at|to|via)\W{0,2}(?:\+?\d{2}|@).{0,160}"
_HAVE_YOU = (
    r"(?:are|did|do|have|were|is|has) you\b[^.!?]{3,160}\? (?:share|tell|send) (?:your|it|them|us|what)\b[^.!?]{0,70}"
    rf"\b(?:us|our)\b{_OTHERS}[^?]{{0,140}}"
)
_TELLING = (
    *((needle, _KNOW) for needle in ("let us know", "let me know")),
    ("drop me a", _DROP),
    *((needle, _SEND) for needle in ("send your", "send us your")),
    *((needle, _SPEAK) for needle in ("happy to speak", "happy to talk")),
    *((needle, _MESSAGE) for needle in ("whatsapp us", "text us")),
    ("? share", _HAVE_YOU),
    ("send us your", rf"send us your {_THEIRS}(?: here| below| now)?"),
    ("fill out our", r"(?:.{0,300}[.!?] )?(?:please )?fill out our (?:short |quick |brief |online )?"
     r"(?:form|survey|questionnaire)(?: here| below)?"),
    ("contact us", r"you can (?:also |always )?contact us (?:securely )?(?:via|on|by|through) "
     r"(?=.*(?:\d{3}|@|\bsignal\b)).{3,160}"),
    ("privacy policy", r"(?:.{0,300}\b)?completing this poll\b.{0,500}"),
)  # fmt: skip

_LINE = r"^(?![“\"‘'«„](?!.{1,24}[”\"’'»]))\W*+"
"""What opens with a quotation is said by somebody else; a title in quotation marks is shorter."""
CALLS: tuple[tuple[str, str], ...] = tuple(
    (needle, rf"{_LINE}(?:{pattern})\W*$") for needle, pattern in (*_REACHING, *_TELLING)
)
"""Needles, and patterns that ignore case."""

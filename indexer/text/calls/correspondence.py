"""How readers reach a newsroom: where its writers are found, and what it would like to be told, sent or shown.

Each is a needle and a pattern, as `promotions.Call` has them, and takes the whole line. A line that says who the writer
is ("Ann Lee covers the harbour. Write to her at ...") is none; nor is a number or an office's address that somebody in
the news gives out, or a post with its sender ("Ann Lee on Twitter: @annlee").
"""

from __future__ import annotations

from indexer.text.calls import attribution

_HOST = r"[\w-]+(?:\.[\w-]+)+"
_ADDRESS = rf"(?:\[email[^\]]*\]|[\w.+-]+@{_HOST})"
_AT_OWN = (
    r"(?:(?:contact|e-?mail) )?(?-i:(?:[A-Z][\w.’'-]* ){1,4}(?P<last>[A-Z][\w’'-]+)) at "
    rf"[\w.+-]*(?P=last)\w*@{_HOST}"
)
"""A name, and a mailbox that bears it: "Donate at help@shelter.example" is no writer's."""
_FOLLOW = r"(?:\.|;|,)? (?:or |and )?follow\b.{0,60}"
_MORE_WAYS = r"(?:(?:,| or| and)+ (?:\(?\d[\d() -]{6,}|on twitter @\w+|@\w+(?: on twitter)?))*"
_REACHED = (
    r"(?!(?:The|A|An|This|That|No) )(?-i:(?:[A-Z][\w.’'-]* ){1,5})can be reached "
    rf"(?:at|by e-?mail at|on twitter at|via) (?:{_ADDRESS}|https?://(?:www\.)?twitter\.\S+){_MORE_WAYS}(?:{_FOLLOW})?"
)
_OFFICES = (
    r"(?!.*\b(?:police|sheriff|fbi|detectives?|investigators|authorities|crime ?stoppers|banks?|courts?|coroners?|"
    r"lawyers?|solicitors?|attorneys?|prosecutors?|charit(?:y|ies)|embassy|consulate|(?:hot|help|life)line|red cross|"
    r"foundation|shelters?|cent(?:er|re)|hospital|department|ministry|campaign|committee|agency|clinic)\b)"
)
"""Who else asks the public to write; looked for in the whole line."""
_WRITERS = (
    ("be reached", rf"{_OFFICES}{_REACHED}"),
    ("@", rf"{_OFFICES}{_AT_OWN}(?:{_FOLLOW})?"),
    ("twitter", r"twitter @\w{3,20}"),
    ("contact ", r"contact (?-i:(?:[A-Z][\w.’'-]* ){2,4})at [\d() -]{7,20}\. follow (?:him|her|them) (?:at|on) \S*"
     r"twitter\b.{0,120}"),
    *((f"contact {which} ", rf"contact {which} (?:reporter|writer|author|columnist) (?:at|by e-?mail at) {_ADDRESS}")
      for which in ("the", "this")),
)  # fmt: skip

_TELLING = (
    ("let us know", rf"let us know what you(?:['’]re| are)? think(?:ing)? at {_ADDRESS}"),
    ("drop me a", rf"[^“”\"]{{3,300}}\? drop me a (?:line|note) at {_ADDRESS}"),
    ("send your", r"send your (?:pictures|photos|stories) (?:and|or) videos to "
     rf"{_OFFICES}{_ADDRESS}.{{0,200}}"),
    ("happy to speak", r"if you (?:would be|are) happy to speak (?:further )?(?:to|with) (?:an? |one of )(?:our|"
     r"(?-i:[A-Z])\w+) (?:journalists?|reporters?), please (?:include|leave) (?:a|your) (?:[\w-]+ ){0,2}"
     r"number\b.{0,300}"),
    ("whatsapp us", r"(?:or |you can (?:also )?)?whatsapp us (?:on|at) \+?[\d ]{8,20}"),
    ("send us your", r"send us your (?:questions|stories|photos|pictures|comments)(?: here| below)?"),
    ("fill out our", r"[^“”\"]{0,300}[.!?] please fill out our (?:short |quick |brief |online )?(?:form|"
     r"survey|questionnaire)(?: here| below)?"),
    ("contact us", r"you can (?:also |always )?contact us (?:securely )?(?:via|on|by|through) "
     r"(?=.*\bsignal\b).{3,160}"),
    ("privacy policy", r"(?:[^“”\"]{0,300}\b)?completing this poll entitles you\b.{0,500}"),
)  # fmt: skip

CALLS: tuple[tuple[str, str], ...] = tuple(
    (needle, rf"{attribution.UNQUOTED}\W*+(?:{pattern})\W*$") for needle, pattern in (*_WRITERS, *_TELLING)
)
"""Needles, and patterns that ignore case."""

"""Where a newsroom points from within its story: to its coverage, documents, graphics, channels, an address for tips.

Each is a needle and a pattern, as `promotions.Call` has them, and takes the whole line. `invitations` has what is asked
of readers outright; here the line often asks nothing: "Full coverage of the harbour vote".
"""

from __future__ import annotations

from indexer.text.calls import attribution

_INSURED = (
    r"(?!.*\b(?:costs?|care|drugs?|contracepti\w+|treatments?|insur\w+|vaccin\w+|poor|abortions?|birth|expenses?|"
    r"losses|tests?|testing|premiums?|patients?|needs)\b)"
)
"""What else is covered in full: what an insurer pays for."""
_PUBLIC = (
    r"(?!.*\b(?:police|sheriff|fbi|detectives?|investigators|authorities|crime ?stoppers|\w+\.gov|banks?|courts?|"
    r"coroners?|lawyers?|solicitors?|attorneys?|prosecutors?|charit(?:y|ies)|embassy|consulate|helpline|"
    r"the (?:department|ministry|campaign|committee|agency|clinic|hospital))\b)"
)
"""Who else asks the public to write; looked for in the whole line."""
_ADDRESS = r"(?:\[email[^\]]*\]|\S+@\S+)"
_ASKED = (
    rf"{_PUBLIC}(?:are|do|did|have|were) you\b[^.!]{{5,220}}\?(?: [^.!?]{{5,160}}\?){{0,3}} (?:please |you can |then )?"
    rf"(?:e-?mail|contact|reach out to|write to|message) (?:[\w.’'-]+ ){{0,9}}?(?:at )?{_ADDRESS}.{{0,170}}"
)
"""Somebody who knows, asked to write: "Are you a docker? Do you work at night? Contact this reporter at ..."."""
_WRITE_US = r"(?:.{0,170}[^\w ] ?(?:[Yy]ou can (?:always )?)?|.{0,120}, or you can (?:always )?|you can (?:always )?)?"
_BY_MAIL = (
    rf"{_PUBLIC}{_WRITE_US}e-?mail us at {_ADDRESS}(?: with .{{3,90}})?",
    rf"{_PUBLIC}(?:share|send|tell us|e-?mail|submit|vote)\b[^“”\"]{{3,120}}[.!?] ?e-?mail (?:them|it|us|yours)\b"
    rf".{{0,90}}{_ADDRESS}.{{0,40}}",
    rf".{{0,320}}\bpitch us at {_ADDRESS}",
)
_URL = r"(?:https?://\S+|[\w-]+(?:\.[\w-]+)*\.\w{2,3}/\S*|here)"

_EVENTS = (
    r"(?=.*\b(?:elections?|votes?|voting|ballots?|polls|primar(?:y|ies)|debates?|caucus(?:es)?|campaigns?|conventions?|"
    r"midterms?|referendum|inauguration|shootings?|attacks?|bombings?|trials?|summits?|crisis|wars?|protests?|hurricanes?|"
    r"storms?|wildfires|earthquakes?|races?|games|olympics|world cup|speech|hearings?|investigations?|scandal|inquiry|"
    r"brexit|outbreak|pandemic)\b)"
)
"""What a newsroom covers in full: a telescope covers a sky, and a roof a stadium."""
_NO_SENTENCE = (
    r"(?!.*\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does|did|took|takes?|"
    r"gave|gives?|made|makes?|began|begins?|starts?|started|ends?|ended|cost|costs|came|comes?|showed|shows?|went|goes|"
    r"brought|needs?|needed|means?|meant|won|lost|cut|said|says)\b)"
)
_COVERED = (
    rf"{_INSURED}{_NO_SENTENCE}(?:click for |read |see |follow |our )(?:(?:our|the|all) )?(?:full|complete) coverage"
    r"(?:: .{5,70}| (?:of|on|from) (?:the [^.!?:]{3,60}|(?-i:[A-Z])[^.!?:]{2,40})| here)|"
    rf"{_INSURED}(?:(?:the|all) )?(?:full|complete) coverage(?:: .{{5,70}}| here|"
    rf"{_NO_SENTENCE}{_EVENTS} (?:of|on|from) (?:the [^.!?:]{{3,60}}|(?-i:[A-Z])[^.!?:]{{2,40}})(?!\W*[.?!]))",
    r"(?:click )?for (?:(?:more|the latest|all|(?:the )?(?-i:[A-Z])[\w’'&.]*(?: (?-i:[A-Z])[\w’'&.]*){0,3}['’]s?) )?"
    r"(?:full|complete|continuing) (?:[\w-]+ ){0,3}coverage(?: (?:of|on) [^.!?:]{3,80})?"
    rf"(?:, (?:click|go to|visit|see))?:? ?{_URL}",
    r"(?:full|complete) (?-i:[A-Z0-9]\S*) (?:election|midterm) coverage(?: here)?|(?:full|complete) midterm coverage",
)
_COVERAGE = (
    *((needle, _COVERED[0]) for needle in ("full coverage", "complete coverage")),
    *((needle, _COVERED[1]) for needle in ("full coverage", "complete coverage")),
    *((needle, _COVERED[2]) for needle in ("election coverage", "midterm coverage")),
    ("click for", r"click for (?:complete|full|the latest|continuing) [\w’' -]{3,50}\bcoverage"),
    ("sure to check out", r"(?:also,? )?be sure to check out\b.{0,50}(?:['’]s|\bour)\b.{0,30}\bcoverage\b.{0,90}"),
    ("great stories from", r"more great stories from .{3,40}"),
    ("in-depth", r"(?-i:[A-Z][a-z]+(?: [A-Z]?[a-z]+){0,2} In-depth) (?:[\w-]+ ){0,3}coverage\b[^.!?]{0,150}"),
)  # fmt: skip
_READ_ON = (
    r"(?:please )?(?:see|read|watch|listen to|check out|check)(?::$| (?:our (?:\w+ )?(?:video|film|explainer|guide|map|"
    r"interactive|series|coverage|podcast|blog)\b|(?:this|these) (?:recent|previous|earlier) (?:episodes?|posts?|"
    r"articles?|pieces?|columns?|stor(?:y|ies))\b|(?:the )?(?-i:[A-Z])[\w.]*['’]s (?:explainer|interactive|guide|"
    r"tracker)\b|(?:his|her|their) website, (?:or )?(?:follow|like)\b))"
)
"""A story of its own, or of another newsroom; "for more proof, see this report" goes on with an argument."""
_NOT_ARGUED = r"(?!.{0,40}\b(?:evidence|proof|reasons?|examples?|than|info\w*)\b)"
_MORE = (
    rf"for (?:much |even )?more(?: (?:on|about|from)\b(?:[^.!?]|\.\w){{2,110}}?|{_NOT_ARGUED} [^.!?,]{{2,110}}?)?,? "
    rf"{_READ_ON}[^!?]{{0,110}}",
    r"for more, check out (?-i:[A-Z])[\w ]{2,40}['’]s [\w -]{0,30}\b(?:defense|explainer|piece|post|column|story|"
    r"report|interview)\b[^!?]{0,120}",
    r"learn more about how (?:the )?(?-i:[A-Z])[^.!?]{2,50}\b(?:poll|survey|series|tracker|tracking) works",
    rf"{_NO_SENTENCE}(?:see|read) more (?:[\w-]+ ){{0,4}}(?:analysis|coverage|reporting) from (?:the )?"
    r"(?-i:[A-Z])[^!?,]{2,60}",
    rf"{_INSURED}{_NO_SENTENCE}our latest coverage of [^.!?,]{{3,60}}",
    rf"{_INSURED}(?:for|see|read|follow|find) {_NO_SENTENCE}(?:(?:the )?(?-i:[A-Z])[\w’'&.]*(?: "
    rf"(?-i:[A-Z])[\w’'&.]*){{0,3}}['’]s?|our) (?:full|complete) coverage (?:of|on) [^!?]{{3,90}}https?://\S+",
)
"""Where there is more, and what of: "For more on the harbour, see our map"."""
_FURTHER = (
    *(("for more", pattern) for pattern in _MORE[:2]),
    ("learn more about", _MORE[2]),
    *((needle, _MORE[3]) for needle in ("see more", "read more")),
    ("our latest", _MORE[4]),
    *((needle, _MORE[5]) for needle in ("full coverage", "complete coverage")),
    ("our terms", r"read our terms and conditions"),
)
_DOCUMENTS = (
    ("on scribd", r"(?!.*\b(?:is|are|was|were|be|been|being|has|have|had|can|could|will|would|posted|"
     r"published|uploaded|released|shared|leaked|obtained|in full)\b).{3,130} by .{2,50} on scribd(?!\W*[.!?])"),
    *((needle, rf"for (?:an? )?(?:\w+ )?graphics? (?:on|of|about|showing) .{{3,120}},? click(?: on)?:? {_URL}")
      for needle in ("graphic on ", "graphics on ", "graphic of ", "graphic about ", "graphic showing ")),
    ("click here", r"(?!.*[.!?;,])[^:]{3,40}: click here (?:for|to)\b.{3,120}"),
    ("quicktake", r"read (?:a|an|our|this|the|why|how|what|who) [^.!?]{0,110}(?-i:QuickTakes?)\b(?: Q&A)?"
     r"(?: on [^.!?]{5,100})?|"
     r"[^.!?]{10,120}: (?-i:QuickTake)(?: Q&A)?|(?-i:QuickTake):? (?-i:[A-Z])[^.!?]{10,110}"),
    ("select date", r".{0,60}\barchives? (?-i:Select Date)\b.{0,400}"),
    ("select month", r".{0,60}\barchives? (?-i:Select Month)\b.{0,400}"),
    (": https://", r"more (?-i:[A-Z])[^.!?:]{1,40}: https?://\S+(?:(?:,| and) https?://\S+)*"),
    ("external browser", r"(?:interactive )?graphic\b[^.!?]{5,160}: ?open \S+/\S+ in an external browser"),
)  # fmt: skip
_CHANNELS = (
    ("play video", r"play video (?-i:[A-Z]).{5,150} [–-] video"),
    ("click here now", r".{5,130} ?[–—:-] ?click here now"),
    ("vote in urgent", r".{5,150}\? vote in (?:urgent )?poll now"),
    ("on directv", r"(?:important\W+)?(?-i:[A-Z])[\w ]{2,30} is available on directv ch\b.{3,400}"),
    ("podcasts to hear", r".{0,260}\bsubscribe to (?-i:[A-Z])[\w’' ]{1,30} podcasts to hear\b.{3,180}"),
    ("to keep up with", r"looking for .{3,60}\bto keep up with\b[^?]{3,80}\? "
     r"(?=.*\b(?:newsletters?|sign up|subscribe|follow (?:us|our|along)|podcast|inbox|will guide you)\b).{5,220}"),
    *((needle, r".{0,420}\bto read more (?:columns|editorials|opinions|commentary)(?: like this)?,? "
     r"(?:go to|visit|click|see)\b.{0,160}")
      for needle in ("more columns", "more editorials")),
    ("board, separate", r".{3,30}['’]s editorial opinions are decided by its editorial board\b.{0,340}"),
    ("back to the top", r"take me back to the top(?: of this (?:post|page|story|article))?"),
    ("sending in a q", r"(?:don['’]t forget: )?if you are sending in a question\b.{3,160}"),
    ("listen below", r"(?:listen|watch) below\b.{0,140}\bsubscribe to\b.{3,260}"),
    ("is making vital", r"(?:editor['’]s note\W+)?(?-i:[A-Z])[\w ]{2,30} is making vital coverage\b[^.]{3,100} "
     r"available to (?:[\w-]+ ){0,2}readers\b.{0,300}"),
    ("upgrade your browser", r"(?:.{0,100}[.!?] )?please upgrade your browser(?:\W*$| (?-i:[A-Z]).{0,140})"),
)  # fmt: skip
_TIPS = (
    *((f"? {word}", _ASKED) for word in ("email", "e-mail", "reach out", "write to", "message")),
    *((needle, _BY_MAIL[0]) for needle in ("email us at", "e-mail us at", "mail us at")),
    *((needle, _BY_MAIL[1]) for needle in ("email them", "e-mail them")),
    ("pitch us at", _BY_MAIL[2]),
    ("letter to the editor", r"to (?:send|submit|write) a letter to the editor\b"
     r"(?=.*\b(?:online|e-?mail|click|visit|guidelines|form|here)\b).{5,160}"),
    *(
        (
            needle,
            r"if you(?:['’]d| would) like to contact [^.!?]{3,70}, .{0,110}\b(?:write|e-?mail)\b.{0,60}"
            rf"{_ADDRESS}",
        )
        for needle in ("column by e-mail", "column by email")
    ),
    ("applause to", rf"(?:\w+ )?(?:tips?|questions?|applause|comments)\b[^.!?]{{0,60}}\bapplause to {_ADDRESS}"),
    ("tip line", rf"tip line (?:is )?(?:always )?open at {_ADDRESS}"),
)  # fmt: skip

CALLS: tuple[tuple[str, str], ...] = tuple(
    (needle, rf"{attribution.UNQUOTED}\W*+(?:{pattern})\W*$")
    for needle, pattern in (*_COVERAGE, *_FURTHER, *_DOCUMENTS, *_CHANNELS, *_TIPS)
)
"""Needles, and patterns that ignore case. The marks before a call are given back to none of them, or each would be
looked for behind every mark of a long row."""

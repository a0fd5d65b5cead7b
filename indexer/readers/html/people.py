"""Who wrote it: a page's names of authors, parted into people and agencies, without "By", initials and job titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from indexer.readers.values import names, unique

_BEFORE = re.compile(
    r"^(?:(?:written|words|reporting|story|text|reported|posted|published|interview|all (?:posts|articles)"
    r"|(?:(?:ein|alle) )?(?:gast)?(?:beitr[aä]ge?|artikel|kommentar)|veröffentlicht|erstellt|eingestellt|geschrieben"
    r"|verfasst|publié|écrit|rédigé|propos recueillis|publicado|escrito|pubblicato|scritto|gepubliceerd"
    r"|geschreven)\s+)?"
    r"(?:by|von|vom|par|por|di|da|av|af|door|oleh|przez|autor(?:[ea]?n?|zy|ka)?|author|text|texte|texto|testo|tekst|текст|автор"
    r"|penulis|editor)\b\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]")
_AFTER = re.compile(
    r"(?:\s*[,|/•·–—]\s*|\s+-\s+|\s+(?=for\s+the\s)|\s+(?=f(?:or|ür)\s))(?=(?:[\w'’.&-]+\s+){0,5}[\w'’.&-]+$)(?P<rest>.+)$"
)
_TITLE = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|journalist\w*|columnist|critic|producer|contributor|staff|bureau|chief|news"
    r"|opinion|senior|politics|business|economics|sports?|digital|desk|team|redakt\w*|korrespondent\w*|chefredakt\w*|autor(?:in)?"
    r"|volont\w*|leiter\w*|ressort\w*|correspondant\w*|journaliste|rédact\w*|corresponsal|redactor\w*|periodista|director\w*"
    r"|giornalista|inviat\w*|corrispondente|jornalista|repórter|redator\w*|dziennikar\w*|journalist|wartawan|muhabir\w*"
    r"|rådgiver|kommentator|for the|für|newspapers?|magazine|times|post|daily|press|media|com|agency|service"
    r"|network|tv|radio)\b"
    r"|\.(?:com|de|org|net|at|ch)$",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"^(?:redaktion|redacción|rédaction|redazione|redação|redakcja|redakce|redaksi|editorial|admin(?:istrator)?"
    r"|staff|news(?:room| desk)?"
    r"|web ?desk|online|unknown|none|null|undefined|author|guest|the editors?|editors?|anonymous|by|und|and|no author"
    r"|wordpress ?admin|\w+ staff|staff writer)$"
    r"|^(?:posted|published|updated|veröffentlicht|aktualisiert|publié|publicado|pubblicato)\s+(?:on|at|am|le|el|il)$"
    r"|^[\W\d_]+$",
    re.IGNORECASE,
)
_AGENCIES = frozenset((
    "apa", "sda", "dts", "kna", "epd", "sid", "ats", "keystone-sda", "ppi", "news agency", "anadolu ajansı", "iha",
    "dha", "anadolu agency", "the canadian press", "nieuwsbronnen", "lusa", "agência lusa", "agencia efe", "novum",
    "ritzaus bureau", "bernama", "ians", "app", "notimex", "télam", "adnkronos", "agi", "agenzia ansa",
    "bloomberg news", "thomson reuters", "associated press reporters", "afp-jiji", "kyodo news", "tass news agency",
    "cnw", "pr newswire", "dpa-infocom", "dpa picture-alliance", "dow jones", "dow jones newswires", "reuters staff",
    "afp news agency",
))  # fmt: skip
LONGEST = 60
"""Characters of a name."""
_READ = 2000
"""Characters of a value that are looked at."""


def people(values: Iterable[object], sites: frozenset[str] = frozenset()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people and the agencies in `values`; names of `sites` (as `plain` gives them) are neither.

    >>> people(["By Ann Lee, Chief Reporter and Bo Ek (be)", "Reuters"])
    (('Ann Lee', 'Bo Ek'), ('Reuters',))
    """
    found: list[str] = []
    agencies: list[str] = []
    for value in values:
        # the patterns below are for one line: white space without end would keep them busy
        line = " ".join(value[:_READ].split()) if isinstance(value, str) else value
        # when it was published is cut off before its commas part it into names
        for name in names(_TIMES.sub("", line) if isinstance(line, str) else line):
            for part in _parted(name):
                bare = _bare(part)
                site, dash, name_alone = bare.partition(" - ")
                bare = name_alone if dash and plain(site) in sites else bare
                if (
                    not bare
                    or _all_title(bare)
                    or plain(bare) in sites
                    or _NO_PERSON.search(bare)
                    or len(bare) > LONGEST
                ):
                    continue
                (agencies if is_agency(bare) else found).append(bare)
    return unique(found), unique(agencies)


def _all_title(name: str) -> bool:
    """Whether a name is a job and no name."""
    return all(_TITLE.fullmatch(word) or _FIELD.fullmatch(word) for word in name.split())


_FIELD = re.compile(
    r"(?:of|the|for|at|in|and|&|chief|political|foreign|national|international|world|environment|health|science|tech\w*"
    r"|education|crime|court|city|managing|deputy|executive|associate|assistant|special|lead|freelance|head|local|legal)",
    re.IGNORECASE,
)


def _parted(name: str) -> list[str]:
    """A line of names that `names` left whole: parted at slashes, and at commas where single names stand."""
    parts = re.split(r"\s*/\s*|\s+(?:mit|with|con|avec)\s+(?=[A-ZÀ-Þ])", name)
    out: list[str] = []
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",")]
        whole = [piece for piece in pieces if piece and not _TITLE.search(piece) and not is_agency(piece)]
        if (
            len(whole) > 1
            and all(piece[:1].isupper() for piece in whole)
            and " " in whole[0]
            and not _SUFFIX.match(pieces[1])
        ) or (len(pieces) > 1 and any(is_agency(piece) for piece in pieces)):
            out += pieces
        else:
            out.append(part)
    return out


_SUFFIX = re.compile(r"(?:jr|sr|ph\.?\s?d|md|m\.d|ii|iii|iv|esq)\b", re.IGNORECASE)


_TIMES = re.compile(
    r" (?:(?:am|at|on|le|el|il|um|op|vor) )?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*\.?,? |(?:mo|di|mi|do|fr|sa|so)\.?,? )?"
    r"(?:\d{1,2}[:.]\d\d|(?:\d{1,2}\.? )?(?:jan|feb|m[aä]r|apr|ma[yi]|jun|jul|aug|sep|o[ck]t|nov|de[cz])\w*\.? \d"
    r"|\d{1,2}\.\s?(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)).*$"
    r"| [-–|] \d{4}-\d\d-\d\d.*$| (?:am|at|on)$",
    re.IGNORECASE,
)
"""When it was published, glued to the name."""


def _bare(name: str) -> str:
    name = _TIMES.sub("", _BEFORE.sub("", name.strip(" \t\"'“”,;|©")))
    name = _BRACKETS.sub("", name)
    while (after := _AFTER.search(name)) and after.start() > 2 and _TITLE.search(after["rest"]):
        name = name[: after.start()]
    return name.strip(" \t\"'“”,;|-–—")


def is_agency(name: str) -> bool:
    """Whether a name is an agency's: credit, not a person."""
    lower = name.casefold().strip(". ")
    return lower in _known_agencies() or all(
        part in _known_agencies() for part in re.split(r"\s*[/,+&]\s*|\s+and\s+", lower)
    )


@cache
def _known_agencies() -> frozenset[str]:
    from indexer.text import credits

    return credits.agencies() | _AGENCIES


def plain(text: str) -> str:
    """Letters and digits only, in small letters, umlauts as host names write them: for comparing two spellings of a
    name."""
    return "".join(character for character in text.casefold().translate(_UMLAUTS) if character.isalnum())


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "o", "å": "a", "é": "e"})

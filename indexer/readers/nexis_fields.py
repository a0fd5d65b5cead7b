"""What LexisNexis exports name their fields, in the languages that its pages speak, and how they write a date."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.readers import dates
from indexer.readers.values import tag, unique

_NAMES = {
    "length": "length länge longueur lengte longitud lunghezza comprimento extension",
    "byline": "byline autor auteur autore signature name firma verfasser",
    "section": "section rubrik rubrique sectie rubriek sección seccion sezione seção",
    "dateline": "dateline ortszeile lieu ortsangabe",
    "headline": "headline title titre titel titulo título titolo schlagzeile",
    "highlight": "highlight chapeau encart überblick ueberblick",
    "body": "body text article corps haupttext texto",
    "graphic": "graphic grafik graphique graphik gráfico grafica illustration",
    "loaded": "load-date update date-chargement fecha-carga laad-datum",
    "language": "language sprache langue taal idioma lingua",
    "kind": "publication-type type-publication pub-type document-type publikationstyp",
    "journal": "journal-code code-revue transcript acc-no view_original_page",
    "subject": "subject sujet pub-subject thema asunto soggetto onderwerp company société societe organization "
    "organisation geographic localisation-geo person personne industry secteur-activite ticker "
    "symbole-bourse symbole-boursier state city country named-persons",
    "people": "guests anchors guest anchor host",
    "correction": "correction",
    "corrected": "correction-date",
    "bio": "bio",
    "url": "url",
    "other": "series type distribution notes show publisher copyright isbn issn pub-date",
}

FIELDS: dict[str, str] = {name.replace("_", " "): field for field, names in _NAMES.items() for name in names.split()}
"""Our name for each of theirs, in small letters."""

TAIL = frozenset(("loaded", "language", "kind", "journal", "subject", "graphic", "correction", "corrected", "section",
                  "length", "bio"))  # fmt: skip
"""Fields that stand below the text."""

_MONTH = r"[^\W\d_]{3,12}"
_DATE = re.compile(
    rf"(?:[^\W\d_]{{2,12}}\.?,?\s+)?(?P<core>{_MONTH}\.?\s+\d{{1,2}},?\s+\d{{4}}"
    rf"|\d{{1,2}}\.?\s+(?:de\s+)?{_MONTH}\.?\s+(?:de\s+)?\d{{4}}|{_MONTH},?\s+\d{{4}}"
    r"|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)(?P<rest>.*)",
    re.DOTALL,
)
_SEASON = re.compile(r"(?:spring|summer|autumn|fall|winter|frühjahr|sommer|herbst)\b,?\s+(\d{4})", re.IGNORECASE)
_TIME = re.compile(r"\b(\d{1,2}:\d\d)(?:\s*([AP])\.?M\b\.?)?(?:\s*(GMT|UTC)\b)?", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\)\s|all\s*rights\s*reserved|alle rechte|tous droits)", re.IGNORECASE)
_PERCENT = re.compile(r"\s*\(\d{1,3}%\)")
_SPACES = re.compile(r"[\s\xa0]+")


class Block(NamedTuple):
    """Lines that stand together: a paragraph, a heading, a field. `centred`: as publisher, date and copyright are."""

    lines: tuple[str, ...]
    centred: bool = False

    @property
    def text(self) -> str:
        """The lines as one."""
        return _SPACES.sub(" ", " ".join(self.lines)).strip()


class Dated(NamedTuple):
    """A date as found, how it was written, and how many characters of its line are something else."""

    date: str
    core: str
    besides: int


def date_of(text: str) -> Dated | None:
    """The date that `text` begins with, a weekday, an hour and an edition around it.

    >>> date_of("March 14, 2013 Thursday 11:21 AM GMT").date, date_of("Mittwoch 31. August 2011").date
    ('2013-03-14T11:21Z', '2011-08-31')
    >>> date_of("January 2009").date, date_of("Summer, 2008").date, date_of("Two more officials")
    ('2009-01', '2008', None)
    """
    text = _SPACES.sub(" ", text).strip()
    if season := _SEASON.match(text):
        return Dated(season[1], season[1], len(text) - season.end())
    match = _DATE.match(text)
    found = dates.parse(match["core"]) if match else None
    if match is None or found is None:
        return None
    rest = match["rest"]
    if len(found) == 10 and (time := _TIME.search(rest)):
        half = f" {time[2]}m" if time[2] else ""
        found = dates.parse(f"{match['core']} {time[1]}{half}{' GMT' if time[3] else ''}") or found
        rest = rest.replace(time[0], "")
    return Dated(found, match["core"], len(rest))


def is_copyright(text: str) -> bool:
    """Whether the line claims rights."""
    return _COPYRIGHT.match(text.strip()) is not None


def keywords_of(value: str) -> tuple[str, ...]:
    """The subjects of a field, without how sure the database is of them.

    >>> keywords_of("RAIL STRIKES (93%); PORTS (90%)")
    ('RAIL STRIKES', 'PORTS')
    """
    return unique(_PERCENT.sub("", part).strip() for part in value.split(";"))


def language_of(value: str) -> str | None:
    """The first of the names of one language ("GERMAN; DEUTSCH") that is known."""
    return next((found for part in re.split(r"[;,/]", value) if len(part.strip()) > 3 and (found := tag(part))), None)

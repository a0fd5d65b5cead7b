"""What an editor writes below a story, and is part of it: where it first appeared, what was corrected, its sources."""

from __future__ import annotations

import re
from itertools import islice

from indexer.readers.html.blocks import Block
from indexer.readers.html.place import above

LONGEST = 90
"""Words of a note."""

SHORTEST = 4
"""Words of a source."""

_BOX_UP = 4
"""Elements around a source among which the one is looked for that is named for sources."""

_NOTE = re.compile(
    r"\W*(?:(?:an? (?:earlier|previous) version of )?this (?:article|story|post|piece|essay|report|column)"
    r" (?:\w+ ){0,4}(?:appeared|published|corrected|amended|updated|misstated|misidentified|incorrectly)\b"
    r"|the (?:article|story|post|piece|essay|report|column) (?:\w+ ){0,2}(?:originally|first) (?:appeared|published)\b"
    r"|originally (?:published|appeared) (?:in|on|at|by)\b"
    r"|(?:corrections?|clarifications?|editors?['’]?s? note|update)\b.{0,30}?[:—–]"
    r"|.{5,160}\bcontributed to this (?:report|article|story)\b"
    r"|(?:dieser|der) (?:artikel|text|beitrag) (?:\S+ ){0,6}?(?:erschien(?:en)?|veröffentlicht|aktualisiert)\b"
    r"|(?:anmerkung|hinweis) der redaktion\b|(?:korrektur(?:hinweis)?|transparenzhinweis|richtigstellung)\b.{0,30}?:"
    r"|in einer (?:früheren|ersten|vorherigen) (?:version|fassung)\b"
    r"|cet article (?:est paru|a (?:été|d['’]abord été) (?:\w+ )?(?:publié|modifié|corrigé|mis à jour))\b"
    r"|(?:mise à jour|correction|rectificatif|note de la rédaction)\b.{0,30}?:"
    r"|este (?:artículo|texto|artigo|reportaje) (?:\S+ ){0,4}?public(?:ó|ado)\b"
    r"|(?:corrección|fe de errores|nota (?:del editor|de la redacción)|actualización)\b.{0,30}?:"
    r"|(?:correção|errata|atualização)\b.{0,30}?:"
    r"|questo articolo è (?:apparso|uscito|stato pubblicato)\b|(?:correzione|aggiornamento)\b.{0,30}?:"
    r"|dit artikel (?:verscheen|is eerder)\b|(?:correctie|rectificatie|rättelse|rettelse|retting|oikaisu)\b.{0,30}?:"
    r"|(?:sprostowanie|korekta|исправление|уточнение)\b.{0,30}?:)",
    re.IGNORECASE,
)

_SOURCES = re.compile(
    r"foot-?notes?|end-?notes?|bibliograph|literatur(?:e|verzeichnis)?\b|quellenverzeichnis", re.IGNORECASE
)
"""Names of what a story's sources stand in."""


def is_note(block: Block) -> bool:
    """Whether a line says by its wording where the story first appeared, who helped or what was changed in it."""
    return block.words <= LONGEST and block.tag != "li" and bool(_NOTE.match(block.text))


def is_source(block: Block) -> bool:
    """Whether a line stands in what is named for footnotes or literature."""
    return block.words >= SHORTEST and any(
        _SOURCES.search(f"{node.element.get('class') or ''} {node.element.get('id') or ''}")
        for node in islice(above(block.around), _BOX_UP)
    )

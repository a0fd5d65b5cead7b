"""Words that a page says to its reader, and that are no part of what it tells."""

from __future__ import annotations

import re

YOU = frozenset((
    "you", "your", "our", "us", "sie", "ihr", "ihre", "ihren", "ihrer", "ihrem", "dein", "deine", "deinen",
    "du", "unser", "unsere", "unseren", "unserem", "unserer", "vous", "votre", "vos", "notre", "nos", "usted",
    "tu", "tus", "nuestro", "nuestra", "nuestros", "nuestras", "você", "seu", "sua", "nosso", "nossa", "jouw",
    "onze", "twój", "nasz", "nasze", "naszego", "váš", "vaše", "ваш", "ваша", "ваши", "наш", "наша", "наши",
    "din", "ditt", "dine", "vår", "våre", "kami", "anda", "bạn",
))  # fmt: skip
"""Words that speak to the reader, or of the paper itself."""

CALLS = (
    "read more", "read also", "read next", "read full", "also read", "click here", "tap here", "sign up",
    "subscri", "newsletter", "follow us", "download", "all rights", "share this", "related", "advertis",
    "cookie", "comment", "e-mail", "email", "more from", "more on", "watch:", "see also", "copyright",
    "terms of", "privacy", "originally", "support us", "donate", "mehr zum thema", "lesen sie", "anzeige",
    "abonn", "kommentar", "redaktion", "lire aussi", "à lire", "inscri", "suivez", "publicité", "leer más",
    "lee también", "suscr", "síguenos", "publicidad", "te puede interesar", "leia mais", "leia também",
    "assine", "leggi anche", "iscriviti", "читайте", "подпис", "реклам", "czytaj", "zapisz", "baca juga",
    "lihat juga", "les også", "les mer", "abonuj", "čtěte", "ayrıca", "haber", "takip", "続きを読む", "関連記事",
    "相关", "相關", "관련기사", "무단", "저작권", "ⓒ", "©", "@", "http", "www.", "follow ",
)  # fmt: skip
"""What calls away from the story, or stands at its end."""

LEADS_AWAY = (
    "read more", "read also", "also read", "read next", "read:", "related", "see more", "see also", "more:",
    "watch:", "lesen sie", "mehr zum thema", "mehr:", "lire aussi", "à lire", "lee también", "leer más",
    "leia também", "leia mais", "leggi anche", "читайте", "czytaj", "baca juga", "les også", "les mer", "čtěte",
    "続きを読む", "関連記事",
)  # fmt: skip
"""What a link to another story begins with."""

STAMP = re.compile(r"\d{1,2}[:.h]\d\d|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\bago\b|\bmin(?:ute)?s?\b|前$")
"""A date or a time."""

OPENS = ("“", '"', "„", "«", "‘", "'", "「", "–", "—", "- ")
"""What a quotation begins with."""

"""What a METS file says of an issue: its pages, its articles and where they stand, its records (MODS).

Structure is read as the profiles of newspapers use it (docWorks/METAe, NDNP, the national libraries of Luxembourg and
Great Britain): a logical map of divisions with types, areas of ALTO files by their IDs, and links from logical
divisions to physical ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from indexer.readers.exports import name_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLES = frozenset((
    "article", "advertisement", "ad", "classified", "classifieds", "obituary", "death_notice", "deathnotice",
    "notice", "announcement", "letter", "poem", "review", "serial", "weather", "shipping", "editorial",
    "interview", "listing", "story", "item", "picture", "feuilleton",
))  # fmt: skip
_HEADINGS = frozenset(("heading", "title", "headline", "main_title", "overline"))
_DEEP = 60
"""Divisions within one another; issue, section, article, body, paragraph, text are six."""


class Area(NamedTuple):
    """A stretch of a page: the page's file, and the IDs with which it begins and ends; "" is all of it."""

    file: str
    begin: str = ""
    end: str | None = None


class Record(NamedTuple):
    """What a MODS record says."""

    title: str | None = None
    names: tuple[str, ...] = ()
    language: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """An article in the logical structure. `areas` is all of it, `headings` its title, `text` the rest."""

    identifier: str
    label: str | None
    section: str | None
    records: tuple[str, ...]
    areas: list[Area]
    headings: list[Area]
    text: list[Area]


@dataclass(slots=True)
class Issue:
    """An issue. `files` are its pages' addresses by the IDs of their files."""

    identifier: str | None = None
    label: str | None = None
    publisher: str | None = None
    date: str | None = None
    language: str | None = None
    files: dict[str, str] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    articles: list[Division] = field(default_factory=list)

    def record(self, identifiers: tuple[str, ...]) -> Record:
        """What the records with these IDs say together."""
        found = [self.records[identifier] for identifier in identifiers if identifier in self.records]
        return Record(
            next((record.title for record in found if record.title), None),
            tuple(name for record in found for name in record.names),
            next((record.language for record in found if record.language), None),
            next((record.date for record in found if record.date), None),
        )


def issue_of(root: _Element) -> Issue:
    """The issue that a METS document describes."""
    issue = Issue(root.get("OBJID") or None, root.get("LABEL") or None)
    issue.files = dict(_files(root))
    issue.records = {section.get("ID", ""): _record(section) for section in root.iter() if name_of(section) == "dmdSec"}
    maps = [element for element in root if name_of(element) == "structMap"]
    _describe(issue, maps)
    logical = [element for element in maps if element.get("TYPE", "").upper() == "LOGICAL"]
    links = _links(root, maps)
    for element in logical:
        for top in element:
            issue.articles += _articles(top, links, None, 0)
    return issue


def _files(root: _Element) -> Iterator[tuple[str, str]]:
    """The XML files: pages are ALTO; pictures and PDFs stand in other groups."""
    for element in root.iter():
        if name_of(element) != "file":
            continue
        for inner in element:
            address = _linked(inner, "href") if name_of(inner) == "FLocat" else None
            if address and address.strip().lower().endswith(".xml") and element.get("ID"):
                yield element.get("ID", ""), address


def _linked(element: _Element, name: str) -> str | None:
    """The value of an attribute of the link namespace, whatever its prefix."""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), None)


def _record(section: _Element) -> Record:
    titles = [element for element in section.iter() if name_of(element) == "titleInfo" and not _is_related(element)]
    people = [element for element in section.iter() if name_of(element) == "name"]
    return Record(
        next((title for element in titles if (title := _title(element))), None),
        tuple(name for person in people if (name := _person(person))),
        _first(section, "languageTerm"),
        next(
            (text_of(e).strip() for e in section.iter() if name_of(e) == "dateIssued" and text_of(e).strip()),
            None,
        ),
    )


def _is_related(element: _Element) -> bool:
    return any(name_of(parent) == "relatedItem" for parent in element.iterancestors())


def _title(element: _Element) -> str | None:
    parts = [
        text_of(child).strip() for child in element if name_of(child) in ("nonSort", "title") and text_of(child).strip()
    ]
    title = " ".join(parts)
    return title if title and "PLACEHOLDER" not in title else None


def _person(element: _Element) -> str | None:
    said = {child.get("type", ""): text_of(child).strip() for child in element if name_of(child) == "namePart"}
    role = (_first(element, "roleTerm") or "aut").lower()
    if role not in ("aut", "author", "cre", "creator"):
        return None
    return " ".join(part for part in (said.get("given"), said.get("") or said.get("family")) if part) or None


def _first(element: _Element, name: str) -> str | None:
    found = (text_of(inner).strip() for inner in element.iter() if name_of(inner) == name)
    return next((text for text in found if text), None)


def _describe(issue: Issue, maps: list[_Element]) -> None:
    """Newspaper and day, by the records of the divisions around the articles, the innermost first."""
    divisions = [
        division
        for element in maps
        for division in element.iter()
        if name_of(division) == "div" and not _type(division) & (_ARTICLES | {"page", "pagearea"})
    ]
    known = [identifier for division in reversed(divisions[:40]) for identifier in division.get("DMDID", "").split()]
    issue_records = [issue.records[identifier] for identifier in known if identifier in issue.records]
    for record in [*issue_records, *issue.records.values()]:
        issue.date = issue.date or record.date
    # the same title stands there with its article and without ("Der arme Teufel", "arme Teufel")
    issue.publisher = _name(max((record.title or "" for record in issue_records), key=len, default=""))
    for record in issue_records:
        issue.language = issue.language or record.language


def _name(title: str | None) -> str | None:
    return title.strip().removesuffix(".").strip() if title else None


def _type(division: _Element) -> set[str]:
    return {division.get("TYPE", "").strip().lower()}


def _links(root: _Element, maps: list[_Element]) -> dict[str, list[Area]]:
    """The areas that logical divisions are linked to, by their IDs: in groups of locators, or one link at a time."""
    physical = {
        division.get("ID", ""): division
        for element in maps
        for division in element.iter()
        if name_of(division) == "div" and division.get("ID")
    }
    found: dict[str, list[Area]] = {}
    for group in root.iter():
        kind = name_of(group)
        if kind == "smLinkGrp":
            ends = [_linked(inner, "href") or "" for inner in group if name_of(inner) == "smLocatorLink"]
        elif kind == "smLink":
            ends = [_linked(group, "from") or "", _linked(group, "to") or ""]
        else:
            continue
        names = [end.lstrip("#") for end in ends]
        for name in names[1:]:
            if name in physical:
                found.setdefault(names[0], []).extend(_own_areas(physical[name]))
    return found


def _own_areas(division: _Element) -> list[Area]:
    """The areas that a division points to itself."""
    areas: list[Area] = []
    for child in division:
        if name_of(child) != "fptr":
            continue
        inner = [element for element in child.iter() if name_of(element) == "area"]
        if not inner and child.get("FILEID"):
            areas.append(Area(child.get("FILEID", "")))
        areas += [Area(e.get("FILEID", ""), e.get("BEGIN", ""), e.get("END")) for e in inner]
    return areas


def _articles(division: _Element, links: dict[str, list[Area]], section: str | None, depth: int) -> Iterator[Division]:
    """The articles in a division, those within others after what the others have of their own."""
    if name_of(division) != "div" or depth > _DEEP:
        return
    inner = [child for child in division if name_of(child) == "div"]
    kind = _type(division)
    if kind & _ARTICLES:
        headings: list[Area] = []
        text: list[Area] = []
        nested: list[_Element] = []
        _collect(division, links, headings, text, nested, in_heading=False, depth=depth)
        yield Division(
            division.get("ID", ""),
            division.get("LABEL"),
            section,
            tuple(division.get("DMDID", "").split()),
            [*headings, *text],
            headings,
            text,
        )
        inner = nested
    if kind & {"section"}:
        section = division.get("LABEL") or section
    for child in inner:
        yield from _articles(child, links, section, depth + 1)


def _collect(
    division: _Element,
    links: dict[str, list[Area]],
    headings: list[Area],
    text: list[Area],
    nested: list[_Element],
    *,
    in_heading: bool,
    depth: int,
) -> None:
    """Sort the areas of an article's divisions; articles within it are `nested`."""
    own = [*_own_areas(division), *links.get(division.get("ID", "\0"), ())]
    (headings if in_heading else text).extend(own)
    if depth > _DEEP:
        return
    for child in division:
        if name_of(child) != "div":
            continue
        kind = _type(child)
        if kind & _ARTICLES:
            nested.append(child)
        else:
            _collect(
                child, links, headings, text, nested, in_heading=in_heading or bool(kind & _HEADINGS), depth=depth + 1
            )

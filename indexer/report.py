"""What a run did: counts, and a line for each source that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.article import Skipped

FORMAT_VERSION = 1


@dataclass(slots=True)
class Report:
    """The counts of one run; `morgue index --json` prints exactly these keys.

    - `generation`: the archive's generation after the run; `read`: articles seen, unchanged ones included;
    - `new`, `updated`, `unchanged`, `removed`: what became of them; `duplicates`: those among the `new` whose text
      another article has, and those seen that are an article once more that the run has just brought, or updated;
    - `forgotten`: articles that were taken down (`morgue forget`) and that a source still has; they stay away;
    - `ignored`: files that no reader claims; `skipped`: what could not be read, newly; `still_failing`: sources that
      could not be read before either and have not changed since;
    - `seconds`: how long the run took.

    For people only, and not in the JSON: `moved` (part of `updated`), known texts found at another locator;
    `cleaned_anew`, articles that are as they were, but cleaned by another release or other settings; `repeated`
    (part of `duplicates`), the same article once more; `vanished`, sources that are gone and whose articles are still
    there. What was `read` is new, updated, unchanged, forgotten or repeated.
    """

    generation: int = 0
    read: int = 0
    new: int = 0
    updated: int = 0
    moved: int = 0
    unchanged: int = 0
    removed: int = 0
    duplicates: int = 0
    forgotten: int = 0
    ignored: int = 0
    still_failing: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    seconds: float = 0.0
    vanished: int = 0
    repeated: int = 0
    cleaned_anew: int = 0

    def repeat(self, articles: int) -> None:
        """So many that were counted as unchanged are others of this run once more."""
        self.unchanged -= articles
        self.duplicates += articles
        self.repeated += articles

    def exit_code(self, *, strict: bool = False) -> int:
        """0 done; 3 published, but sources were newly skipped (with `strict` also those skipped before)."""
        return 3 if self.skipped or (strict and self.still_failing) else 0

    def to_json(self) -> dict[str, object]:
        """The report as plain data, `format_version` first."""
        return {
            "format_version": FORMAT_VERSION,
            "generation": self.generation,
            "read": self.read,
            "new": self.new,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "duplicates": self.duplicates,
            "forgotten": self.forgotten,
            "ignored": self.ignored,
            "still_failing": self.still_failing,
            "skipped": [{"locator": s.locator, "reason": s.reason} for s in self.skipped],
            "seconds": round(self.seconds, 3),
        }

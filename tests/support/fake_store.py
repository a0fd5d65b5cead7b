"""A store in a dictionary and two kinds of file: what the pipeline needs of one, and a count of what it asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.article import Article
from indexer.errors import DamagedArchive
from indexer.fields import NOTHING, Known
from indexer.stores import Damage


class FakeStore:
    """`manifest.json` names a generation and its file; articles are headline and body by id."""

    added: list[str]

    def __init__(self, index: Path, *, memory_mb: int = 256) -> None:
        self._index = index
        self.added = []
        self.known: dict[str, dict[str, tuple[str, ...]]] = {}
        self._load()

    def _load(self) -> None:
        manifest = self._index / "manifest.json"
        self._named: dict[str, object] = json.loads(manifest.read_text()) if manifest.exists() else {"generation": 0}
        file = self._named.get("file")
        self.articles: dict[str, list[object]] = json.loads((self._index / str(file)).read_text()) if file else {}

    @property
    def generation(self) -> int:
        return int(str(self._named["generation"]))

    def delete(self, ids: Iterable[str]) -> None:
        for id in ids:
            self.articles.pop(id, None)

    def add(self, article: Article, known: Known = NOTHING) -> None:
        assert article.id not in self.articles, "the caller deletes the older one"
        self.added.append(article.id)
        self.articles[article.id] = [article.headline, list(article.body), article.locator, article.language]
        self.known[article.id] = dict(known)

    def purge(self) -> None:
        pass

    def compact(self) -> bool:
        return False

    def story(self, id: str) -> list[str]:
        return [id] if id in self.articles else []

    def remains(self, prefix: str) -> list[Article]:
        return []

    def strays(self) -> list[str]:
        return []

    def clear(self) -> None:
        self.articles = {}

    def prepare(self, generation: int) -> bytes:
        name = f"articles-{generation}.json"
        (self._index / name).write_text(json.dumps(self.articles))
        return json.dumps({"generation": generation, "file": name}).encode()

    def publish(self, manifest: bytes) -> None:
        (self._index / "manifest.json").write_bytes(manifest)
        self._load()

    def rollback(self) -> None:
        self._load()

    def holds(self, manifest: bytes) -> bool:
        return (self._index / str(json.loads(manifest)["file"])).exists()

    def ids(self) -> Iterator[str]:
        yield from self.articles

    def verify(self) -> Iterator[Damage]:
        try:
            self._load()
        except (ValueError, DamagedArchive) as error:
            yield Damage("index/manifest.json", str(error))

    def close(self) -> None:
        pass

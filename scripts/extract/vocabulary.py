"""metadata/entities/*.toml: who is who and how each is spelled, as people decided it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import ahocorasick_rs

ENTITY_KEYS = {"id", "type", "label", "scope", "note", "kind", "names"}
NAME_KEYS = {"name", "language", "kind"}
#: every article's own vocabulary file lists the article; this stands for all
EVERY = "*"


class VocabularyError(ValueError):
    """A vocabulary file says something that nobody reads, or says it twice."""


@dataclass(frozen=True)
class Name:
    name: str
    language: str
    kind: str


@dataclass(frozen=True)
class Entity:
    """A known entity; `kind` is set for places (river, town, camp, …)."""

    entity_id: str
    entity_type: str
    label: str
    scope: str
    note: str
    kind: str
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Vocabulary:
    """The known entities of one article: its own and those of every article. What is made of them is made once for all texts."""

    entities: dict[str, Entity]

    def names(self) -> dict[str, tuple[str, Name]]:
        """Each spelling → (entity_id, Name)."""
        return self._names

    @cached_property
    def _names(self) -> dict[str, tuple[str, Name]]:
        return {n.name: (e.entity_id, n) for e in self.entities.values() for n in e.names}

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """All spellings, in order."""
        return tuple(sorted(self._names))

    @cached_property
    def automaton(self) -> ahocorasick_rs.AhoCorasick:
        """Finds all spellings in a text at once; a match's number is the place in `spellings`."""
        return ahocorasick_rs.AhoCorasick(self.spellings)

    def __getstate__(self) -> dict[str, object]:
        """What another process is given: it makes the rest itself."""
        return {"entities": self.entities}


def load(folder: Path) -> dict[str, dict[str, Entity]]:
    """All vocabulary files: article (or "*") → entity_id → entity."""
    found: dict[str, dict[str, Entity]] = {}
    for path in sorted(folder.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        unknown = content.keys() - {"articles", "entity"}
        if unknown or "articles" not in content:
            raise VocabularyError(f"{path.name}: found keys {sorted(content)}; expected articles and entity")
        for article in content["articles"]:
            known = found.setdefault(article, {})
            for entry in content.get("entity", ()):
                entity = _entity(path, entry)
                if entity.entity_id in known:
                    raise VocabularyError(f"{path.name}: {entity.entity_id} is there twice; keep one entry")
                known[entity.entity_id] = entity
    return found


def for_article(loaded: dict[str, dict[str, Entity]], article: str) -> Vocabulary:
    """What an article's texts are read with; its own entry of an entity goes before the general one."""
    entities = {**loaded.get(EVERY, {}), **loaded.get(article, {})}
    own = {n.name for e in loaded.get(article, {}).values() for n in e.names}
    general = loaded.get(EVERY, {}).keys() - loaded.get(article, {}).keys()
    trimmed = {key: _without(entity, own) if key in general else entity for key, entity in sorted(entities.items())}
    return Vocabulary(trimmed)


def for_articles(loaded: dict[str, dict[str, Entity]], articles: Iterable[str]) -> dict[str, Vocabulary]:
    """The vocabulary of each article; articles without one of their own share one."""
    shared = for_article(loaded, EVERY)
    return {article: for_article(loaded, article) if article in loaded else shared for article in articles}


def _without(entity: Entity, taken: set[str]) -> Entity:
    names = tuple(n for n in entity.names if n.name not in taken)
    return Entity(entity.entity_id, entity.entity_type, entity.label, entity.scope, entity.note, entity.kind, names)


def _entity(path: Path, entry: dict[str, object]) -> Entity:
    unknown = entry.keys() - ENTITY_KEYS
    if unknown:
        raise VocabularyError(f"{path.name}: {entry.get('id')}: unknown key {', '.join(sorted(unknown))}")
    names = []
    raw_names = entry.get("names", ())
    assert isinstance(raw_names, Iterable)
    for name in raw_names:
        if set(name) != NAME_KEYS:
            raise VocabularyError(f"{path.name}: {entry['id']}: found {name}; expected the keys {sorted(NAME_KEYS)}")
        names.append(Name(**name))
    return Entity(
        entity_id=str(entry["id"]),
        entity_type=str(entry["type"]),
        label=str(entry["label"]),
        scope=str(entry.get("scope", "actor")),
        note=str(entry.get("note", "")),
        kind=str(entry.get("kind", "")),
        names=tuple(names),
    )

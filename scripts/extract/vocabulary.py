"""metadata/entities/*.toml: who is who and how each is spelled, as people decided it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import ahocorasick_rs

from extract.codes import codes
from roa_dataset.toml_files import SchemaError, TomlTable, read_toml

ENTITY_KEYS = dict.fromkeys(("id", "type", "label", "scope", "note", "kind"), str) | {"names": list}
NAME_KEYS = dict.fromkeys(("name", "language", "kind"), str)
ID = re.compile(r"[a-z]+:[a-z0-9]+(?:-[a-z0-9]+)*")
ARTICLE = re.compile(r"\*|[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
#: what an entity's `kind` is a code of, by its type; the other types have none
KIND_SCHEMES = {"place": "place_kind", "polity": "place_kind", "event": "event_type"}
#: every article's own vocabulary file lists the article; this stands for all
EVERY = "*"


class VocabularyError(SchemaError):
    """An entry of metadata/entities contradicts itself or another one; file, key, found, expected."""


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
    """All vocabulary files: article (or "*") → entity_id → entity.

    Raises SchemaError for what is no TOML, an unknown or missing key, an empty value, and a type, kind or scope that
    metadata/vocabulary lacks; VocabularyError for an id that does not begin with its type, an id that is there twice, and a
    spelling that two entities of one article have: of those, which one is meant could not be told.
    """
    found: dict[str, dict[str, Entity]] = {}
    owners: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("*.toml")):
        top = read_toml(path, folder.parent)
        top.only({"articles": list, "entity": list})
        articles = top.texts("articles")
        for article in articles:
            if not ARTICLE.fullmatch(article):
                expected = "slugs of articles, as the column article of raw/documents.csv has them, or * for all"
                raise SchemaError(top.file, "articles", repr(article), expected)
        for entry in top.entries("entity", label="id") if "entity" in top.data else ():
            entity = _entity(entry)
            for article in articles:
                known = found.setdefault(article, {})
                if entity.entity_id in known:
                    raise VocabularyError(
                        top.file, entry.key("id"), f"{entity.entity_id!r} again", "each id in one entry"
                    )
                known[entity.entity_id] = entity
                for name in entity.names:
                    other = owners.setdefault((article, name.name), entity.entity_id)
                    if other != entity.entity_id:
                        raise VocabularyError(
                            top.file, entry.key("names"), f"{name.name!r}, which is a name of {other} too",
                            "each spelling with one entity. Keep it where the texts mean it, or give both a longer name",
                        )  # fmt: skip
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


def _entity(entry: TomlTable) -> Entity:
    entry.only(ENTITY_KEYS)
    entity_id = entry.text("id")
    entity_type = entry.text("type", choices=codes("entity_type"))
    if not ID.fullmatch(entity_id) or entity_id.partition(":")[0] != entity_type:
        expected = f"{entity_type}:slug, the type of the entity, a colon and lower-case words joined by hyphens"
        raise VocabularyError(entry.file, entry.key("id"), repr(entity_id), expected)
    scheme = KIND_SCHEMES.get(entity_type)
    if "kind" in entry.data and scheme is None:
        expected = f"no kind for a {entity_type}: only {', '.join(KIND_SCHEMES)} have one"
        raise SchemaError(entry.file, entry.key("kind"), repr(entry.data["kind"]), expected)
    return Entity(
        entity_id=entity_id,
        entity_type=entity_type,
        label=entry.text("label"),
        scope=entry.text("scope", default="actor", choices=codes("entity_scope")),
        note=entry.text("note", default=""),
        kind=entry.text("kind", default="", choices=codes(scheme) if scheme else ()),
        names=tuple(_name(entry, number, name) for number, name in enumerate(entry.data.get("names", ()), start=1)),
    )


def _name(entry: TomlTable, number: int, name: object) -> Name:
    """One of `names`; messages give its place in the list."""
    key = f"{entry.key('names')}.{number}"
    if not isinstance(name, dict):
        raise SchemaError(entry.file, key, repr(name), '{ name = "…", language = "en", kind = "…" }')
    table = TomlTable(entry.file, name, key)
    table.only(NAME_KEYS)
    return Name(
        table.text("name"), table.text("language", pattern=LANGUAGE), table.text("kind", choices=codes("name_kind"))
    )

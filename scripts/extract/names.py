"""Names in a text: the vocabulary first (longest match, whole words), then grammar for those it does not know."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from extract import grammar
from extract.met import Met
from extract.model import Block, Discovered, Document, Mention
from extract.vocabulary import Name, Vocabulary

#: names.kind → mentions.kind
MENTION_KIND = {
    "official": "name",
    "full_name": "name",
    "full_form": "name",
    "designation": "name",
    "translation": "name",
    "transliteration": "name",
    "spelling": "name",
    "alias": "name",
    "nickname": "name",
    "short": "short_name",
    "abbreviation": "abbreviation",
    "description": "description",
}


@dataclass
class Names:
    """The names of one document. Discovered entities are kept here so that a name met again is the same one."""

    document: Document
    vocabulary: Vocabulary
    _spellings: Mapping[str, tuple[str, Name]] = field(init=False)
    discovered: dict[str, Discovered] = field(init=False, default_factory=dict)
    _by_label: dict[str, str] = field(init=False, default_factory=dict)
    noted: list[Mention] = field(init=False, default_factory=list)
    met: Met = field(init=False, default_factory=Met)
    #: the known names of the stretches that were asked for: most are asked for again when all mentions are counted
    _found: dict[tuple[int, int], tuple[Mention, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._spellings = self.vocabulary.names()

    def known(self, name: str) -> str | None:
        """The entity that the vocabulary, or an earlier place of this text, gives this very spelling."""
        found = self._spellings.get(name)
        if found:
            return found[0]
        return self._by_label.get(name)

    def entity_type(self, entity_id: str) -> str:
        if entity_id in self.vocabulary.entities:
            return self.vocabulary.entities[entity_id].entity_type
        return self.discovered[entity_id].entity_type

    def label(self, entity_id: str | None) -> str:
        """The label of an entity of the vocabulary, or of one discovered here; empty for one that is neither."""
        known = self.vocabulary.entities.get(str(entity_id)) or self.discovered.get(str(entity_id))
        return known.label if known else ""

    def find(self, start: int, end: int) -> list[Mention]:
        """The known names in text[start:end], leftmost and longest, whole words only, in order."""
        if (start, end) not in self._found:
            self._found[start, end] = tuple(self._find(start, end))
        return list(self._found[start, end])

    def _find(self, start: int, end: int) -> list[Mention]:
        text = self.document.text[start:end]
        hits = []
        for number, a, b in self.vocabulary.automaton.find_matches_as_indexes(text, overlapping=True) if text else ():
            if (a and text[a - 1].isalnum() and text[a].isalnum()) or (
                b < len(text) and text[b].isalnum() and text[b - 1].isalnum()
            ):
                continue
            hits.append((a, -b, number))
        found: list[Mention] = []
        at = 0
        for a, minus_b, number in sorted(hits):
            if a >= at:
                entity_id, name = self._spellings[self.vocabulary.spellings[number]]
                found.append(
                    Mention(start + a, start - minus_b, entity_id, MENTION_KIND[name.kind], "vocabulary", name.language)
                )
                at = -minus_b
        return found

    def all_mentions(self, leaves: Iterable[Block]) -> tuple[Mention, ...]:
        """Every name in the leaves, those that the structure gave among them; of two that overlap the longer one stays."""
        found = list(self.noted)
        for leaf in leaves:
            for start, end in _segments(leaf):
                found += self.find(start, end)
        found.sort(key=lambda m: (m.start, -m.end, m.resolution != "vocabulary"))
        kept: list[Mention] = []
        for mention in found:
            if kept and mention.start < kept[-1].end:
                if mention.end - mention.start > kept[-1].end - kept[-1].start:
                    kept[-1] = mention
                continue
            kept.append(mention)
        return tuple(kept)

    def name(self, start: int, end: int, entity_type: str | None = None, scope: str = "actor") -> str:
        """The entity that text[start:end] as a whole names: a known one, else one discovered here; the mention is kept."""
        words = self.document.text[start:end]
        known = self._spellings.get(words)
        if known:
            kind, resolution, language, entity_id = (
                MENTION_KIND[known[1].kind],
                "vocabulary",
                known[1].language,
                known[0],
            )
        else:
            entity_id = self.discover(words, entity_type or grammar.guess_type(words), scope)
            kind, resolution, language = "name", "grammar", str(self.document.row["language"])
        self.noted.append(Mention(start, end, entity_id, kind, resolution, language))
        return entity_id

    def discover(self, label: str, entity_type: str, scope: str = "actor") -> str:
        """An entity under a name that no vocabulary has; its id carries the article, so that homonyms never merge."""
        met = self._by_label.get(label)
        if met and self.entity_type(met) == entity_type:
            return met
        entity_id = f"{entity_type}:{grammar.slug(label)}--{self.document.article}"
        return self.keep(Discovered(entity_id, entity_type, label, scope))

    def call(self, entity_id: str, name: str) -> None:
        """From here on the name is the entity's, unless it is another's already: a title without the bracket that tells it apart."""
        self._by_label.setdefault(name, entity_id)

    def keep(self, entity: Discovered) -> str:
        if entity.entity_id not in self.discovered:
            self.discovered[entity.entity_id] = entity
            self.met.add(entity)
        self._by_label.setdefault(entity.label, entity.entity_id)
        return entity.entity_id


def _segments(leaf: Block) -> list[tuple[int, int]]:
    """The stretches of a leaf that are read as words: its cells, for glued words are no words; else the whole leaf."""
    if not leaf.cells:
        return [(leaf.start, leaf.end)]
    edges = sorted({leaf.start, leaf.end, *(c.start for c in leaf.cells), *(c.end for c in leaf.cells)})
    return [(a, b) for a, b in itertools.pairwise(edges) if a < b]


def subject_of_article(names: Names, blocks: tuple[Block, ...]) -> str:
    """What the article is about: its title, as the vocabulary knows it, else discovered under the article's own slug.

    It is the same for all versions of an article, whose titles may differ: that of the newest counts, and all are its names.
    """
    titles = names.document.titles or (names.document.title,)
    known = next(filter(None, map(names.known, titles)), None)
    if known:
        return known
    newest = titles[0]
    entity_type = "unit" if grammar.UNIT_SIGN.search(newest) else grammar.guess_type(newest)
    key = f"{entity_type}:{names.document.article}"
    if key in names.vocabulary.entities:  # one of the vocabulary that is not called so
        key = f"{key}--{names.document.article}"
    subject = Discovered(key, entity_type, newest)
    names.keep(subject)
    for title in dict.fromkeys(titles):
        if title != newest:
            names.met.add(replace(subject, label=title))
        names.call(key, title)
        names.call(key, re.sub(r"\s*\([^()]*\)$", "", title))
    return key

"""The evidence as the views read it: claims in reading order, spans by role, what is known of each entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assemble.elsewhere import Elsewhere
from extract.model import Row
from roa_dataset import states
from roa_dataset.checks.carried import date_words
from roa_dataset.checks.mentioned import mentions_by_text, named_in
from roa_dataset.checks.named import spans_of
from roa_dataset.checks.occurrence import occurrences
from roa_dataset.versions import versions
from roa_dataset.wording.perhaps import perhaps_same_as

#: how a claim must be said for a cell that cannot show how it is said
STATED = ("asserted", "reported")


@dataclass(frozen=True)
class Evidence:
    """Claims newest text first and in text order within it, with what they refer to."""

    claims: tuple[Row, ...]
    spans: Mapping[str, Mapping[str, Sequence[Mapping[str, object]]]]
    entities: Mapping[str, Row]
    kinds: Mapping[str, str]
    articles: tuple[str, ...]
    names: Mapping[str, frozenset[str]]
    languages: Mapping[tuple[str, str], frozenset[str]]
    perhaps: Mapping[str, str]
    _passages: Mapping[str, Row]
    _documents: Mapping[str, Row]
    _versions: Mapping[str, str]
    _mentions: Mapping[str, tuple[str, ...]]
    _about: Mapping[str, tuple[Row, ...]]
    _towards: Mapping[str, tuple[Row, ...]]
    _named_in_value: Mapping[str, tuple[Row, ...]]
    #: what the article is about and its parts, where that is known already from all texts
    formation: frozenset[str] | None = None

    def label(self, entity_id: object) -> str | None:
        """The label of an entity; None for no entity."""
        return str(self.entities[str(entity_id)]["label"]) if entity_id else None

    def type_of(self, entity_id: object) -> str:
        return str(self.entities[str(entity_id)]["entity_type"]) if entity_id else ""

    def of_type(self, *types: str) -> list[Row]:
        """The entities of these types, authors of cited works apart, by id."""
        found = [e for e in self.entities.values() if e["entity_type"] in types and e["scope"] != "author"]
        return sorted(found, key=lambda e: str(e["entity_id"]))

    def about(self, entity_id: object, *predicates: str) -> list[Row]:
        """The claims whose subject is this entity, in reading order; only of these predicates where some are given."""
        found = self._about.get(str(entity_id), ())
        return [c for c in found if not predicates or c["predicate"] in predicates]

    def towards(self, entity_id: object) -> tuple[Row, ...]:
        """The claims whose object is this entity, in reading order."""
        return self._towards.get(str(entity_id), ())

    def in_value(self, entity_id: object) -> tuple[Row, ...]:
        """The claims without an object whose value names this entity ("members of the disbanded …"), in reading order."""
        return self._named_in_value.get(str(entity_id), ())

    def words(self, claim: Row, role: str) -> str:
        """The words of the claim's first span of this role; empty without one."""
        spans = self.all_spans(claim).get(role, ())
        return str(spans[0]["text"]) if spans else ""

    def all_spans(self, claim: Row) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """The claim's spans by role, in their order, with those of `roa_dataset.checks.named`."""
        return self.spans.get(str(claim["claim_id"]), {})

    def date_words(self, claim: Row, part: states.DatePart) -> str:
        """The words of a claim's date, or of the date outside the claim from which it is inherited."""
        return date_words(part, self.all_spans(claim))

    def passage(self, claim: Row) -> Row:
        return self._passages[str(claim["passage_id"])]

    def document(self, claim: Row) -> Row:
        return self._documents[str(claim["document_id"])]

    def version(self, claim: Row) -> str:
        """newer or older: whether the claim's text is the newest of its article."""
        return self._versions[str(claim["document_id"])]

    def versions(self, entity_id: str) -> set[str]:
        """The versions of the article that name the entity or say something of it."""
        passages = [self._passages[p] for p in self._mentions.get(entity_id, ())]
        documents = [p["document_id"] for p in passages] + [c["document_id"] for c in self.about(entity_id)]
        return {self._versions[str(d)] for d in documents}

    def articles_of(self, entity_id: str) -> set[str]:
        """The articles whose texts name the entity or say something of it."""
        passages = [self._passages[p] for p in self._mentions.get(entity_id, ())]
        documents = [p["document_id"] for p in passages] + [c["document_id"] for c in self.about(entity_id)]
        return {str(self._documents[str(d)]["article"]) for d in documents}

    def in_language(self, entity_id: str, language: str) -> frozenset[str]:
        """The names of an entity in a language, as the texts have them."""
        return self.languages.get((entity_id, language), frozenset())

    def occurs_in(self, entity_id: str) -> str:
        """Where the texts name the entity, a code of the scheme `occurrence`: the widest of its places counts."""
        return self.occurrences(entity_id)[0]

    def occurrences(self, entity_id: str) -> tuple[str, ...]:
        """All codes of `occurrence` that hold for the entity, the widest first; at least one."""
        passages = [self._passages[p] for p in self._mentions.get(entity_id, ())]
        passages += [self.passage(c) for c in self.about(entity_id)]
        return occurrences(passages)


def evidence(
    tables: Mapping[str, Sequence[Row]], kinds: Mapping[str, str], elsewhere: Elsewhere | None = None
) -> Evidence:
    """Index the tables of evidence; `kinds` are the kinds of places and events that the vocabulary gives.

    Where the tables are those of some of the texts, `elsewhere` is what the others add.
    """
    documents = {str(d["document_id"]): d for d in tables["documents"]}

    def place(claim: Row) -> tuple[int, str, int, int, str]:
        order = documents[str(claim["document_id"])]["version_order"]
        start, stop = int(str(claim["char_start"])), int(str(claim["char_end"]))
        return -int(str(order or 0)), str(claim["document_id"]), start, stop, str(claim["claim_id"])

    claims = tuple(sorted(tables["claims"], key=place))
    in_order = sorted(tables["claim_spans"], key=lambda s: int(str(s["ordinal"])))
    spans = spans_of({**tables, "claim_spans": in_order})
    names: defaultdict[str, set[str]] = defaultdict(set)
    languages: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name in tables["names"]:
        names[str(name["entity_id"])].add(str(name["name"]))
        languages[str(name["entity_id"]), str(name["language"])].add(str(name["name"]))
    for entity_id, others in elsewhere.names.items() if elsewhere else ():
        names[entity_id] |= others
    return Evidence(
        claims,
        spans,
        {str(e["entity_id"]): e for e in tables["entities"]},
        kinds,
        tuple(sorted({str(d["article"]) for d in documents.values()})),
        {key: frozenset(found) for key, found in names.items()},
        {key: frozenset(found) for key, found in languages.items()},
        elsewhere.perhaps if elsewhere else perhaps_same_as(tables.get("identity_judgements", ()), tables["entities"]),
        {str(p["passage_id"]): p for p in tables["passages"]},
        documents,
        versions(documents.values()),
        _grouped(tables["mentions"], "entity_id", "passage_id"),
        _by(claims, "subject_id"),
        _by(claims, "object_id"),
        _by_value(claims, spans, tables["mentions"]),
        elsewhere.formation if elsewhere else None,
    )


def _grouped(rows: Sequence[Row], key: str, value: str) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row[key]:
            found[str(row[key])].append(str(row[value]))
    return {name: tuple(values) for name, values in found.items()}


def _by(claims: Sequence[Row], column: str) -> dict[str, tuple[Row, ...]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        found[str(claim[column])].append(claim)
    return {key: tuple(rows) for key, rows in found.items()}


def _by_value(
    claims: Sequence[Row], spans: Mapping[str, Mapping[str, Sequence[Mapping[str, object]]]], mentions: Sequence[Row]
) -> dict[str, tuple[Row, ...]]:
    """entity_id → the claims without an object in whose value the entity is mentioned."""
    at = mentions_by_text(mentions)
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        values = spans.get(str(claim["claim_id"]), {}).get("value", ()) if not claim["object_id"] else ()
        for span in values:
            for entity_id in sorted(named_in(span, at.get(str(claim["document_id"]), ()))):
                found[entity_id].append(claim)
    return {key: tuple(rows) for key, rows in found.items()}


def stated(claim: Row) -> bool:
    """Whether the claim may fill a cell that cannot show polarity and modality: affirmed, and said or reported as so."""
    return claim["polarity"] == "affirmed" and claim["modality"] in STATED

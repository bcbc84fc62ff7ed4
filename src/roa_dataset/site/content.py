"""What all pages share: claims by text and in its order, labels of codes, conflicts of a claim, and where things are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from roa_dataset.claims.readings import text_order
from roa_dataset.questions.counts import counts
from roa_dataset.site.links import Links
from roa_dataset.site.statements import Statement, statement_of

if TYPE_CHECKING:
    from roa_dataset.claims.document import Document
    from roa_dataset.loading.note import Point
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package
    from roa_dataset.questions.conflicts import Conflict
    from roa_dataset.site.navigation import Entry

#: the parts of a claim that may name an entity
ENTITY_COLUMNS = ("subject_id", "object_id", "event_id", "place_id", "attributed_to_id")
#: tables of which each row is an entity, with their key
VIEWS = {"persons": "person_id", "units": "unit_id", "events": "event_id", "places": "place_id"}

#: roles of spans that stand for a mark behind the words, not for words of the claim
_MARKS = ("citation", "citation_needed")
#: how the counts are called on pages, where the name of the table would not do
_COUNT_NAMES = {"documents": "texts", "persons": "people", "units": "units and groups", "conflicts": "differences"}


@dataclass(frozen=True)
class Content:
    """A package as the site shows it. Everything is worked out once and never changed."""

    package: Package

    def rows(self, table: str) -> Sequence[Record]:
        """The rows of a table; none where this copy has no such table."""
        return self.package.rows(table) if table in self.package.descriptor.tables else ()

    @cached_property
    def documents(self) -> list[Document]:
        """The texts, newest version first."""
        order = text_order(self.package)
        ids = sorted((str(row["document_id"]) for row in self.rows("documents")), key=lambda name: order[name])
        return [self.package.document(document_id) for document_id in ids]

    @cached_property
    def claims(self) -> Mapping[str, Record]:
        """claim id → row."""
        return self.package.index("claims", "claim_id")

    @cached_property
    def claims_of_text(self) -> dict[str, list[Record]]:
        """document id → its claims in the order of the text; of two that begin together the longer comes first."""
        found: dict[str, list[Any]] = {document.document_id: [] for document in self.documents}
        for row in self.rows("claims"):
            found[str(row["document_id"])].append(row)
        for rows in found.values():
            rows.sort(key=lambda row: (row["char_start"], -row["char_end"], row["claim_id"]))
        return found

    @cached_property
    def numbers(self) -> dict[str, int]:
        """claim id → its number in its text, counted from 1."""
        return {
            str(row["claim_id"]): number
            for rows in self.claims_of_text.values()
            for number, row in enumerate(rows, start=1)
        }

    @cached_property
    def spans_of_claim(self) -> Mapping[str, list[Record]]:
        """claim id → the spans behind its parts."""
        return self.package.groups("claim_spans", "claim_id") if self.rows("claim_spans") else {}

    def words_elsewhere(self, claim_id: str) -> list[dict[str, Any]]:
        """The spans outside the claim's quote from which a part of it is taken; its marks are told apart from these."""
        claim: dict[str, Any] = dict(self.claims[claim_id])
        spans: list[dict[str, Any]] = [dict(span) for span in self.spans_of_claim.get(claim_id, ())]
        return [
            span
            for span in sorted(spans, key=lambda span: (span["char_start"], span["role"]))
            if span["role"] not in _MARKS
            and not claim["char_start"] <= span["char_start"] < span["char_end"] <= claim["char_end"]
        ]

    @cached_property
    def references(self) -> Mapping[str, Record]:
        """bibliography id → row."""
        return self.package.index("bibliography", "bibliography_id") if self.rows("bibliography") else {}

    @cached_property
    def passages(self) -> Mapping[str, Record]:
        """passage id → row."""
        return self.package.index("passages", "passage_id") if self.rows("passages") else {}

    @cached_property
    def entities(self) -> Mapping[str, Record]:
        """entity id → row."""
        return self.package.index("entities", "entity_id")

    @cached_property
    def claims_of_entity(self) -> dict[str, dict[str, str]]:
        """entity id → claim id → the first of ENTITY_COLUMNS that names the entity; claims in the order of the texts."""
        found: dict[str, dict[str, str]] = {}
        for document in self.documents:
            for row in self.claims_of_text[document.document_id]:
                for column in ENTITY_COLUMNS:
                    if row.get(column):
                        found.setdefault(str(row[column]), {}).setdefault(str(row["claim_id"]), column)
        return found

    @cached_property
    def paged_entities(self) -> list[Record]:
        """The entities with a page: those that a claim names and those of the views, by label."""
        wanted = set(self.claims_of_entity) | {str(row[key]) for name, key in VIEWS.items() for row in self.rows(name)}
        rows = [row for row in self.rows("entities") if row["entity_id"] in wanted]
        return sorted(rows, key=lambda row: (str(row["label"]).casefold(), str(row["entity_id"])))

    @cached_property
    def links(self) -> Links:
        """Addresses in the site."""
        texts = {claim_id: str(row["document_id"]) for claim_id, row in self.claims.items()}
        return Links([str(row["entity_id"]) for row in self.paged_entities], texts)

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Contradictions first, then by class, scope and summary."""
        if not self.rows("conflicts"):
            return []
        classes = ("contradiction", "differing_detail", "revision")
        order = {name: place for place, name in enumerate(classes)}
        found = self.package.conflicts()
        return sorted(found, key=lambda c: (order.get(c.kind, len(order)), c.scope, c.summary, c.conflict_id))

    @cached_property
    def conflicts_of_claim(self) -> dict[str, list[Conflict]]:
        """claim id → the conflicts that one of its readings is in."""
        found: dict[str, list[Conflict]] = {}
        for conflict in self.conflicts:
            for claim_id in dict.fromkeys(claim.claim_id for reading in conflict.readings for claim in reading.claims):
                found.setdefault(claim_id, []).append(conflict)
        return found

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """claim id → the claim as pages show it."""
        return {claim_id: statement_of(self, claim_id) for claim_id in self.numbers}

    @cached_property
    def counts(self) -> dict[str, int]:
        """The numbers that `roa-dataset info` gives."""
        return counts(self.package)

    @cached_property
    def note(self) -> tuple[Point, ...]:
        """The content note of this copy."""
        return self.package.content_note

    @cached_property
    def navigation(self) -> list[tuple[str, list[Entry]]]:
        """The links at the top and at the foot of every page."""
        from roa_dataset.site.navigation import navigation

        return navigation(self)

    @property
    def shown_counts(self) -> list[tuple[str, int]]:
        """The counts with the words that they are shown with."""
        return [(_COUNT_NAMES.get(name, name), number) for name, number in self.counts.items()]

    @property
    def head(self) -> dict[str, str]:
        """What the descriptor says of the whole: name, title, description."""
        given = self.package.descriptor.content
        title = str(given.get("title") or given["name"])
        return {"name": str(given["name"]), "title": title, "description": str(given.get("description") or title)}

    @property
    def licences(self) -> list[dict[str, str]]:
        """The licences of the derived tables: name, title, path."""
        empty = {"name": "", "title": "", "path": ""}
        return [{**empty, **licence} for licence in self.package.descriptor.content.get("licenses", ())]

    @property
    def attributions(self) -> list[str]:
        """Whose the texts are and under which licence, each said once."""
        return list(dict.fromkeys(f"{text.attribution}, {text.license}" for text in self.documents))

    @cached_property
    def comparisons(self) -> list[tuple[str, str]]:
        """(title, address) of each page that has two versions side by side."""
        from roa_dataset.site.comparison_pages import neighbours, path_of

        return [(newer.title, path_of(self, older, newer)) for older, newer in neighbours(self)]

    @cached_property
    def _labels(self) -> dict[tuple[str, str], Record]:
        return {(str(row["scheme"]), str(row["code"])): row for row in self.rows("vocabulary")}

    def label(self, scheme: str, code: str, column: str = "label") -> str:
        """The label of a code; the code in words where this copy's vocabulary has none."""
        row = self._labels.get((scheme, code), {})
        return str(row.get(column) or row.get("label") or code.replace("_", " "))

    def definition(self, scheme: str, code: str) -> str:
        """What a code means; empty where the vocabulary does not say."""
        return str(self._labels.get((scheme, code), {}).get("definition") or "")

    def text_label(self, document_id: str) -> str:
        """A text in two words: "newer text"; its id where it has no version."""
        label = self.package.document(document_id).version_label
        return f"{label} text" if label else document_id

    def section_of(self, passage_id: object) -> str:
        """The heading under which a passage stands; empty where there is none."""
        return str(self.passages.get(str(passage_id), {}).get("section") or "")

    def entity_label(self, entity_id: object) -> str:
        """The label of an entity."""
        return str(self.entities.get(str(entity_id), {}).get("label") or entity_id)

    @property
    def report_to(self) -> str:
        """Where readers can report a wrong row (mailto: or https:), as the descriptor names it; empty where it does not."""
        address = str(self.package.descriptor.content.get("report_address") or "")
        return address if address.startswith(("mailto:", "https://")) else ""

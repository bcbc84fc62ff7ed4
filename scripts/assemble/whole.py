"""All texts → all tables, part by part: what is in memory is one part, and a little of the others (elsewhere.py).

1. Each part is read, and its evidence laid on disk; of it remains what other parts have to know.
2. Each part is compared, viewed and checked as a build of its own. Its rows go to the stored tables, but for those about
   entities that other articles know too.
3. Those are made from what all parts say of one entity at a time.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from assemble import entities
from assemble.definitions import Definitions
from assemble.elsewhere import Elsewhere, belonging, reachable, united
from assemble.entities import Name
from assemble.evidence import PartEvidence, Tables, finish_part, read_part, rule_rows
from assemble.retired import retired_rows
from assemble.shared import ABOUT, about_shared, evidence_by_entity, row_id, views_of
from extract.model import Document, Extraction, Row
from publish.rows import check_rows, clean_rows, key_positions
from publish.stored import Awaited, Cells, RowFile, StoredTables
from roa_dataset.checks.contents import Contents
from roa_dataset.checks.mentioned import mentions_by_text
from roa_dataset.schema_files import Table
from roa_dataset.vocabulary_files import vocabulary_rows
from roa_dataset.wording.perhaps import perhaps_same_as
from roa_dataset.wording.places_in_text import text_labels

#: tables that are made once for all texts
OF_ALL = ("identity_judgements", "rules", "vocabulary", "retired_ids")
#: table of counts → its columns that are added up
COUNTS = ("sentences_matched", "claims", "documents")


@dataclass(frozen=True)
class Finished:
    """Tables that are ready to be checked: all of one part, or those about one shared entity (then `of_part` is false: they
    are not all tables that the texts give, and have no texts)."""

    tables: Tables
    texts: Mapping[str, str]
    contents: Contents
    of_part: bool = True


@dataclass
class Whole:
    """A build in the making: `tables` fill as parts are finished; the other fields keep what all parts have together."""

    definitions: Definitions
    documents: Sequence[Document]
    folder: Path
    tables: StoredTables
    claims: int = 0
    _laid: list[Path] = field(default_factory=list)
    _names: entities.Names = field(default_factory=dict)
    _focus: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _above: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _formation: frozenset[str] = frozenset()
    _judged: dict[str, str] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _counts: dict[str, Counter[str]] = field(default_factory=dict)

    def read(self, parts: Iterable[Sequence[Extraction]]) -> None:
        """Lays the evidence of each part on disk, and keeps what the other parts have to know of it."""
        judged = entities.judged(self.definitions.judgements)
        for number, extractions in enumerate(parts):
            part = read_part(extractions, self.definitions)
            path = self.folder / f"part-{number:05}.evidence"
            with path.open("wb") as file:
                pickle.dump(part, file, pickle.HIGHEST_PROTOCOL)
            self._laid.append(path)
            self.claims += len(part.tables["claims"])
            self._judged |= {key: part.discovered[key].label for key in part.discovered.keys() & judged}
            self._remember(part)
            del part, extractions  # before the next part is read

    def _remember(self, part: PartEvidence) -> None:
        shared = self.definitions.shared
        for key, name in part.names.items():
            if name.entity_id in shared:
                self._names[key] = self._names[key].joined(name) if key in self._names else name
        about = set(self.definitions.views.units.focus.values())
        self._focus = united(self._focus, _spellings(n for n in part.names.values() if n.entity_id in about))
        above = belonging(part.tables["claims"], mentions_by_text(part.tables["mentions"]))
        self._above = united(self._above, reachable(above, shared))
        self._formation |= part.formation

    def _elsewhere(self) -> Elsewhere:
        labels = {key: entity.label for key, entity in self.definitions.known.items()} | self._judged
        judgements = entities.among_known(self.definitions.judgements, labels)
        return Elsewhere(
            united(_spellings(self._names.values()), self._focus),
            self._above,
            self._formation,
            judgements,
            perhaps_same_as(judgements, [{"entity_id": key, "label": label} for key, label in labels.items()]),
            text_labels([d.row for d in self.documents]),
        )

    def finish(self, text_of: Callable[[str], str]) -> Iterator[Finished]:
        """Each part, and then each shared entity, with its tables; their rows are stored when the next is asked for."""
        elsewhere = self._elsewhere()
        by_entity = RowFile(self.folder / "shared.evidence", (0, 1), chunk=1)
        for number, path in enumerate(self._laid):
            with path.open("rb") as file:
                part: PartEvidence = pickle.load(file)
            path.unlink()
            finished = self._finished(part, elsewhere, text_of)
            yield finished
            concerning = evidence_by_entity(finished.tables, self.definitions, elsewhere.formation)
            by_entity.add([(entity_id, number, found) for entity_id, found in concerning])
            self._store_part(finished.tables)
            del part, finished
        yield from self._finish_shared(by_entity, elsewhere)
        self._store_common(elsewhere)

    def _finished(self, part: PartEvidence, elsewhere: Elsewhere, text_of: Callable[[str], str]) -> Finished:
        tables = finish_part(part, self.definitions, elsewhere)
        texts = {name: text_of(name) for name in (str(row["document_id"]) for row in tables["documents"])}
        labels = {document_id: elsewhere.text_labels[document_id] for document_id in texts}
        schema = self.definitions.schema.tables
        contents = Contents(tables, schema, texts, text_labels=labels, perhaps=elsewhere.perhaps)
        return Finished(tables, texts, contents)

    def _store_part(self, tables: Tables) -> None:
        """Stores the rows of one part, but for those that are made of all parts."""
        schema, shared = self.definitions.schema, self.definitions.shared
        cleaned = check_rows(schema, tables)
        not_here = {
            (name, row_id(schema, name, row))
            for name in ABOUT
            for row in tables[name]
            if about_shared(name, row, shared)
        }
        self._used |= {key for name, key in not_here if name == "entities"}
        for rule in tables["rules"]:
            counts = self._counts.setdefault(str(rule["rule_id"]), Counter())
            counts.update({column: int(str(rule[column])) for column in COUNTS})
        for name in tables.keys() - set(OF_ALL):
            self.tables[name].add(_rows_here(schema.table(name), cleaned[name], not_here))

    def _finish_shared(self, by_entity: RowFile, elsewhere: Elsewhere) -> Iterator[Finished]:
        known, schema, awaited = self.definitions.known, self.definitions.schema, Awaited()
        names = entities.name_rows(self._names.values(), known, self._used)
        self._store("entities", entities.entity_rows(known, self._used))
        self._store("names", names)
        others = {"documents": [d.row for d in self.documents], "names": names}
        for entity_id, parts in groupby(by_entity.in_order(), key=lambda cells: str(cells[0])):
            found = [tables for _, _, tables in parts]
            tables = views_of(entity_id, found, others, self.definitions, elsewhere)
            yield Finished(tables, {}, Contents(tables, schema.tables, {}), of_part=False)
            for name in {*ABOUT, "provenance"} - set(others) - {"entities"}:
                rows = clean_rows(schema.table(name), tables[name])
                self.tables[name].add(rows)
                if name in ABOUT:  # what a row rests on is checked with the views
                    awaited.note(schema.table(name), rows)
        awaited.check(self.tables)

    def _store_common(self, elsewhere: Elsewhere) -> None:
        """Stores the tables that are made once for all texts."""
        metadata, schema = self.definitions.metadata, self.definitions.schema
        self._store("identity_judgements", elsewhere.judgements)
        self._store("rules", [{**row, **self._counts.get(str(row["rule_id"]), {})} for row in rule_rows(())])
        self._store("vocabulary", [dict(row) for row in vocabulary_rows(schema.vocabulary)])
        self._store("retired_ids", retired_rows(metadata, schema, {}))

    def _store(self, name: str, rows: Sequence[Row]) -> None:
        self.tables[name].add(clean_rows(self.definitions.schema.table(name), rows))


def _spellings(names: Iterable[Name]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(name.entity_id, set()).add(name.name)
    return {entity_id: frozenset(spellings) for entity_id, spellings in found.items()}


def _rows_here(table: Table, rows: Sequence[Cells], not_here: set[tuple[str, str]]) -> Sequence[Cells]:
    """The rows without those of `not_here` (table, row id) and their provenance."""
    if not not_here or (table.name not in ABOUT and table.name != "provenance"):
        return rows
    if table.name == "provenance":
        at = [table.column_names.index(name) for name in ("table_name", "row_id")]
        return [cells for cells in rows if (cells[at[0]], cells[at[1]]) not in not_here]
    key = key_positions(table)
    return [cells for cells in rows if (table.name, " ".join(str(cells[p]) for p in key)) not in not_here]

"""Views: what each row has beside its fact cells follows from its claims, and no claim that belongs to a row is left out.

`check_provenance` goes from the cells to the claims; this goes from the claims to the cells, and makes again what a row says of
itself: its id, hedges, modality, the texts that have it, and which of its cells hold several readings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from roa_dataset.checks.carried import (
    GREATEST,
    LEAST,
    SEPARATOR,
    TURNS,
    WITHOUT_NUMBERS,
    SourceError,
    carried,
    shown,
    tells_of,
)
from roa_dataset.checks.content_keys import key_text
from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.named import spans_of
from roa_dataset.checks.occurrence import Occurrences
from roa_dataset.checks.say import cell_finding
from roa_dataset.schema_files import Table
from roa_dataset.versions import NEWER
from roa_dataset.wording.perhaps import perhaps_same_as
from roa_dataset.wording.posts import basis_of
from roa_dataset.wording.wholes import of_whole

#: columns that every view ends with
COMMON = ("in_newer", "in_older", "hedges", "modality", "disputed_columns")
#: views of one row per claim, whose id ends with it → columns that repeat those of the claim
READINGS = dict.fromkeys(("postings", "strengths", "fates"), ("document_id", "polarity", "citation_needed"))
#: columns of a reading that repeat those of the claim's passage
OF_PASSAGE = ("section", "about_title")
#: views of one row per entity → the column with the entity
ENTITIES = {"persons": "person_id", "units": "unit_id", "places": "place_id"}
#: cells that show only some of what their claims carry, so that a claim may be left out of them
CHOSEN = {
    "units": (
        "designation_german", "designation_konr", "echelon", "active_as_written", "active_start_text",
        "active_start_edtf", "active_start_earliest", "active_start_latest", "active_start_role", "active_start_basis",
    ),
    "event_participants": ("as_written", "how_as_written"),
    "persons": ("full_name", "roles_as_written", "ranks_as_written"),
    "allegiances": ("to_as_written",),
    "postings": ("role_as_written",),
    "unit_relations": ("how_as_written", "narrowed_by"),
    "fates": ("value", "how_as_written", "who_as_written", "entity_id", "entity_label", "by_or_to_id", "by_or_to_label"),
    "places": ("located_in_as_stated",),
    "events": (
        "place_id", "place_label", "duration", "outcome", "reason", "date_text", "date_edtf", "date_earliest",
        "date_latest", "date_role", "date_basis",
    ),
}  # fmt: skip
#: cells of a reading that come from other claims beside its own
BESIDE = {"postings": ("rank_as_written",), "strengths": ("state",), "fates": ("how_as_written",)}
Address = tuple[str, str]


@dataclass(frozen=True)
class _View:
    """A package's views with what is behind them."""

    contents: Contents

    @cached_property
    def claims(self) -> Mapping[str, Row]:
        return {str(row["claim_id"]): row for row in self.contents.rows("claims")}

    @cached_property
    def spans(self) -> Mapping[str, Mapping[str, Sequence[Row]]]:
        return spans_of(self.contents.tables)

    @cached_property
    def behind(self) -> Mapping[Address, Mapping[str, frozenset[str]]]:
        """Table and row → column → the claims behind the cell."""
        found: defaultdict[Address, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in self.contents.rows("provenance"):
            if row["claim_id"] in self.claims:
                found[str(row["table_name"]), str(row["row_id"])][str(row["column_name"])].add(str(row["claim_id"]))
        return {at: {name: frozenset(ids) for name, ids in cells.items()} for at, cells in found.items()}

    @cached_property
    def shape(self) -> Mapping[str, tuple[object, ...]]:
        """Claim → what decides which cells it fills."""
        return {claim_id: _shape(claim) for claim_id, claim in self.claims.items()}

    @cached_property
    def shapes(self) -> Mapping[Address, frozenset[tuple[object, ...]]]:
        """Table and column → the shapes of the claims behind its cells anywhere."""
        found: defaultdict[Address, set[tuple[object, ...]]] = defaultdict(set)
        for (table, _), cells in self.behind.items():
            for column, ids in cells.items():
                found[table, column] |= {self.shape[claim] for claim in ids}
        return {at: frozenset(shapes) for at, shapes in found.items()}

    @cached_property
    def by_subject(self) -> Mapping[object, Sequence[Row]]:
        return _grouped(self.claims.values(), "subject_id")

    @cached_property
    def by_event(self) -> Mapping[object, Sequence[Row]]:
        return _grouped(self.claims.values(), "event_id")

    @cached_property
    def event_types(self) -> Mapping[object, object]:
        return {row["event_id"]: row["event_type"] for row in self.contents.rows("events")}

    @cached_property
    def perhaps(self) -> Mapping[str, str]:
        if self.contents.perhaps is not None:
            return self.contents.perhaps
        return perhaps_same_as(self.contents.rows("identity_judgements"), self.contents.rows("entities"))

    @cached_property
    def occurrences(self) -> Occurrences:
        return Occurrences(self.contents)


def _grouped(rows: Iterable[Row], column: str) -> Mapping[object, Sequence[Row]]:
    found: defaultdict[object, list[Row]] = defaultdict(list)
    for row in rows:
        if row[column] is not None:
            found[row[column]].append(row)
    return found


def _shape(claim: Row) -> tuple[object, ...]:
    """What decides which cells a claim fills."""
    parts = (claim[name] for name in ("predicate", "qualifier", "polarity", "modality"))
    return (*parts, not of_whole(claim), bool(claim["object_id"]))


def check_views(contents: Contents) -> Iterator[Finding]:
    """Findings on the rows of all views."""
    view = _View(contents)
    for table in contents.schema:
        if set(COMMON) <= set(table.column_names) and table.name in contents.tables:
            for row in contents.rows(table.name):
                yield from _check_row(view, table, row)


def _check_row(view: _View, table: Table, row: Row) -> Iterator[Finding]:
    at = (table.name, key_text(row, table.primary_key))
    cells = view.behind.get(at, {})
    yield from _check_common(view, table, row, cells)
    yield from _check_left_out(view, table, row, cells)
    if table.name in READINGS:
        yield from _check_reading(view, table, row, cells)
    if "polarity" in row and table.name not in READINGS:
        ids = {claim for ids in cells.values() for claim in ids}
        said = {view.claims[claim]["polarity"] for claim in ids}
        if said and {row["polarity"]} != said:
            yield cell_finding(
                table.name,
                row,
                table.primary_key,
                "polarity",
                f"{SEPARATOR.join(sorted(str(word) for word in said))}, as its claims",
            )


def _check_common(view: _View, table: Table, row: Row, cells: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Hedges, modality, texts and disputed cells, made again."""
    claims = _claims_of_row(view, table.name, row, cells)
    limiting = [c for c in claims if not (c["number_exactness"] and table.name in WITHOUT_NUMBERS)]
    expected: dict[str, frozenset[str]] = {
        "hedges": _all({str(c["hedge"]) for c in limiting if c["hedge"]}),
        "modality": _all({str(c["modality"]) for c in claims if tells_of(c, table.name)}),
        "disputed_columns": _all(_disputed(view, table, row, cells)),
    }
    if table.name == "collectives":
        expected["modality"] = frozenset()  # the editors' reading is said by no text
    if table.name == "persons" and not cells.keys() - {"full_name"}:
        expected["hedges"] = frozenset()  # a claim that only gives the spelling of the name limits nothing
    for column, wanted in expected.items():
        if _parts(row[column]) != wanted:
            told = f"{SEPARATOR.join(sorted(wanted)) or 'an empty cell'}, by its claims"
            yield cell_finding(table.name, row, table.primary_key, column, told)
    versions = _versions(view, table.name, row, claims)
    for column, there in (("in_newer", NEWER in versions), ("in_older", bool(versions - {NEWER}))):
        if row[column] is not there:
            told = f"{str(there).lower()}, by the texts of its claims"
            yield cell_finding(table.name, row, table.primary_key, column, told)
    if "perhaps_same_as" in row:
        wanted_others = view.perhaps.get(str(row[table.primary_key[0]]))
        if row["perhaps_same_as"] != wanted_others:
            told = f"{wanted_others or 'an empty cell'}, by identity_judgements"
            yield cell_finding(table.name, row, table.primary_key, "perhaps_same_as", told)
    if "occurs_in" in row:
        places = view.occurrences.of(str(row[table.primary_key[0]]))
        if table.name == "events" and places == ("claim_only",) and claims:
            outside = any(not view.occurrences.about_title(c) for c in claims)
            places = ("article",) if outside else ("summary_of_other_article",)
        if row["occurs_in"] != places[0]:
            yield cell_finding(
                table.name, row, table.primary_key, "occurs_in", f"{places[0]!r}, by its mentions and claims"
            )


def _all(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(texts)


def _parts(cell: object) -> frozenset[str]:
    return frozenset(str(cell).split(SEPARATOR)) if cell is not None else frozenset()


def _claims_of_row(view: _View, table: str, row: Row, cells: Mapping[str, frozenset[str]]) -> list[Row]:
    """The claims that hedges and modality of a row speak of."""
    if table == "events":
        return list(view.by_event.get(row["event_id"], ()))
    if table in READINGS:
        own = str(row[f"{_SINGULAR[table]}_id"]).rpartition(":")[2]
        return [view.claims[own]] if own in view.claims else []
    ids = {claim for column, ids in cells.items() for claim in ids if (table, column) != ("persons", "full_name")}
    ids = ids or {claim for ids in cells.values() for claim in ids}
    claims = [view.claims[claim] for claim in ids]
    if table == "units" and not claims:  # of what nobody calls real ("hoped for") the row says so
        about = view.by_subject.get(row["unit_id"], ())
        return [] if any(_stated(c) for c in about) else list(about)
    return claims


_SINGULAR = {"postings": "posting", "strengths": "strength", "fates": "fate"}


def _stated(claim: Row) -> bool:
    return claim["polarity"] == "affirmed" and claim["modality"] in ("asserted", "reported")


def _disputed(view: _View, table: Table, row: Row, cells: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Cells that join several readings, and numbers of events that are the hull of several."""
    for column in table.columns:
        cell = row[column.name]
        if column.name in COMMON or cell is None or column.name not in cells:
            continue
        if column.taken_from and column.taken_from[0] in ("number_min", "number_max"):
            numbers = {view.claims[claim][column.taken_from[0]] for claim in cells[column.name]}
            if len(numbers) > 1:
                yield column.name
        elif column.taken_from and column.type == "string" and len(_parts(cell)) > 1:
            yield column.name


def _versions(view: _View, table: str, row: Row, claims: Sequence[Row]) -> set[str]:
    told = {view.occurrences.version(claim) for claim in claims}
    if table == "events":
        return told | view.occurrences.versions(str(row["event_id"]))
    if table in ENTITIES:
        return view.occurrences.versions(str(row[ENTITIES[table]]))
    if table == "collectives":
        return view.occurrences.versions(str(row["group_id"]))
    return told


def _check_left_out(view: _View, table: Table, row: Row, cells: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Claims that carry something for a cell, of a shape that fills such cells elsewhere, and that no provenance names."""
    candidates = list(_candidates(view, table.name, row, cells))
    for column in table.columns:
        shapes = view.shapes.get((table.name, column.name), frozenset())
        hull = bool(column.taken_from) and column.taken_from[0] in LEAST + GREATEST
        if (
            not column.taken_from
            or column.name in CHOSEN.get(table.name, ())
            or column.name in BESIDE.get(table.name, ())
        ):
            continue
        if row[column.name] is None and (hull or column.name.endswith("_id")):
            continue  # a hull is open where one of its readings is, and an id is empty where readings differ
        for claim in candidates:
            own = str(claim["claim_id"])
            if own in cells.get(column.name, frozenset()) or view.shape[own] not in shapes:
                continue
            values = _carried(view, claim, column.taken_from)
            if values:
                told = f"{sorted(values)[0]!r} too, with provenance for the claim {own}"
                yield cell_finding(table.name, row, table.primary_key, column.name, told, str(claim["quote"]))


def _carried(view: _View, claim: Row, sources: Sequence[str]) -> set[str]:
    try:
        return {v for source in sources for v in carried(claim, view.spans.get(str(claim["claim_id"]), {}), source)}
    except SourceError:
        return set()


def _candidates(view: _View, table: str, row: Row, cells: Mapping[str, frozenset[str]]) -> Iterable[Row]:
    """The claims that may belong to a row."""
    own = {claim: view.claims[claim] for ids in cells.values() for claim in ids}
    if table in ENTITIES:
        about = view.by_subject.get(row[ENTITIES[table]], ())
        return [c for c in about if c["predicate"] != "has_state" or view.event_types.get(c["event_id"]) not in TURNS]
    if table == "events":
        return view.by_event.get(row["event_id"], ())
    if table in READINGS:
        return _claims_of_row(view, table, row, cells)
    if table == "allegiances" and row["to_id"] is not None:
        return [c for c in view.by_subject.get(row["entity_id"], ()) if _says(c, row, "to_id")]
    return own.values()


def _says(claim: Row, row: Row, other: str) -> bool:
    wanted = (row["relation"], row[other], row["polarity"], row["modality"], bool(row["who_as_written"]))
    found = (claim["predicate"], claim["object_id"], claim["polarity"], claim["modality"], bool(claim["subject_text"]))
    return wanted == found


def _check_reading(view: _View, table: Table, row: Row, cells: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """A reading rests on the one claim that its id names, and repeats what that claim and its passage say."""
    own = str(row[table.primary_key[0]]).rpartition(":")[2]
    claim = view.claims.get(own)
    if claim is None:
        yield cell_finding(
            table.name, row, table.primary_key, table.primary_key[0], "an id that ends with a claim's id"
        )
        return
    for column, ids in cells.items():
        if column not in BESIDE[table.name] and ids != {own}:
            told = f"provenance for {own} alone, not {', '.join(sorted(ids - {own}))}"
            yield cell_finding(table.name, row, table.primary_key, column, told)
    passage = view.occurrences.passage(claim)
    expected = {name: claim[name] for name in READINGS[table.name]}
    expected |= {name: passage.get(name) for name in OF_PASSAGE if name in row}
    if table.name == "postings":
        expected["basis"] = basis_of(claim, passage)
    for column, value in expected.items():
        if row[column] != value:
            told = f"{shown(value) if value is not None else 'an empty cell'}, as its claim {own}"
            yield cell_finding(table.name, row, table.primary_key, column, told, str(claim["quote"]))

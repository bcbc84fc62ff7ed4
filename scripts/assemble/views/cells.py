"""Cells of a view and the claims that each rests on: several readings joined, hulls of dates and numbers, provenance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assemble.views.index import Evidence
from extract.model import Row
from roa_dataset import states
from roa_dataset.checks.carried import SEPARATOR, WITHOUT_NUMBERS, tells_of
from roa_dataset.schema_files import Table

#: what a column shows of each claim, in reading order; None and "" where the claim does not say
Readings = Iterable[tuple[Row, object]]


@dataclass(frozen=True)
class Cell:
    """The value of a cell, the claims that it rests on, and whether it holds more than one reading."""

    value: object
    claims: tuple[Row, ...]
    disputed: bool = False


Cells = dict[str, Cell]


@dataclass(frozen=True)
class ViewRow:
    """One row of a view: its own cells (ids, labels, codes) and its fact cells; `claims` are those of the whole row."""

    own: Row
    facts: Cells
    claims: tuple[Row, ...] = ()
    versions: frozenset[str] | None = field(default=None)


def in_quote(claim: Row) -> bool:
    """Whether the qualifier is in words of the text: one that is the extractor's own code does not stand in the quote."""
    parts = [_folded(part) for part in str(claim["qualifier"] or "").split(" … ")]
    return all(parts) and all(part in _folded(claim["quote"]) for part in parts)


def _folded(words: object) -> str:
    return " ".join(str(words).split()).casefold()


def joined(readings: Readings) -> Cell | None:
    """All different readings in their order, joined by " | "; None where no claim says anything."""
    said = [(claim, str(value)) for claim, value in readings if value not in (None, "")]
    if not said:
        return None
    different = list(dict.fromkeys(value for _, value in said))
    return Cell(SEPARATOR.join(different), tuple(claim for claim, _ in said), len(different) > 1)


def single(readings: Readings) -> Cell | None:
    """The one reading of an id that is a foreign key; None where there is none or where readings differ."""
    cell = joined(readings)
    return None if cell is None or cell.disputed else cell


def filled(**cells: Cell | None) -> Cells:
    """The cells that hold something, by column."""
    return {name: cell for name, cell in cells.items() if cell is not None}


def date_cells(
    evidence: Evidence,
    prefix: str,
    claims: Sequence[Row],
    read: Callable[[Row], states.DatePart | None] = states.whole,
) -> Cells:
    """The six cells of a date; the readings joined, the bounds their hull (open where a reading is open)."""
    dated = [(claim, part) for claim in claims if (part := read(claim)) is not None]
    cells = filled(
        **{f"{prefix}_{name}": joined((c, p.get(name)) for c, p in dated) for name in ("edtf", "role", "basis")},
        **{f"{prefix}_text": joined((c, evidence.date_words(c, p)) for c, p in dated)},
    )
    bounded = [(c, p) for c, p in dated if p.earliest or p.latest]
    basis = tuple(c for c, _ in bounded)
    earliest, latest = states.hull([p for _, p in bounded])
    if earliest:
        cells[f"{prefix}_earliest"] = Cell(earliest, basis)
    if latest:
        cells[f"{prefix}_latest"] = Cell(latest, basis)
    return cells


def number_cells(claims: Sequence[Row]) -> Cells:
    """number_min, number_max, number_measure, number_exactness of claims that count one thing; none where they differ."""
    counted = [c for c in claims if c["number_exactness"]]
    if len({str(c["number_measure"] or "").casefold() for c in counted}) != 1:
        return {}
    cells = filled(
        number_measure=joined((c, c["number_measure"]) for c in counted),
        number_exactness=joined((c, c["number_exactness"]) for c in counted),
    )
    for column, pick in (("number_min", min), ("number_max", max)):
        values = [c[column] for c in counted]
        if all(isinstance(v, int | float) for v in values):
            numbers = [v for v in values if isinstance(v, int | float)]
            cells[column] = Cell(pick(numbers), tuple(counted), len(set(numbers)) > 1)
    return cells


def finish(evidence: Evidence, table: Table, rows: Iterable[ViewRow]) -> tuple[list[Row], list[Row]]:
    """The rows of the table with every column, and their rows of provenance."""
    done: list[Row] = []
    provenance: list[Row] = []
    for view_row in rows:
        row = _complete(evidence, table, view_row)
        done.append(row)
        key = " ".join(str(row[name]) for name in table.primary_key)
        for column, cell in view_row.facts.items():
            for claim_id in dict.fromkeys(str(c["claim_id"]) for c in cell.claims):
                provenance.append(
                    {"table_name": table.name, "row_id": key, "column_name": column, "claim_id": claim_id}
                )
    return done, provenance


def _complete(evidence: Evidence, table: Table, row: ViewRow) -> Row:
    claims = list({str(c["claim_id"]): c for cell in row.facts.values() for c in cell.claims}.values())
    claims = list(row.claims) or claims
    versions = row.versions if row.versions is not None else {evidence.version(c) for c in claims}
    hedges = joined((c, c["hedge"]) for c in claims if not (c["number_exactness"] and table.name in WITHOUT_NUMBERS))
    telling = [c for c in claims if tells_of(c, table.name)]
    modality = joined((c, c["modality"]) for c in sorted(telling, key=lambda c: str(c["modality"])))
    disputed = sorted(name for name, cell in row.facts.items() if cell.disputed)
    common: Mapping[str, object] = {
        "in_newer": "newer" in versions,
        "in_older": "older" in versions,
        "hedges": hedges.value if hedges else None,
        "modality": modality.value if modality else None,
        "disputed_columns": SEPARATOR.join(disputed) or None,
    }
    cells = {**common, **row.own, **{name: cell.value for name, cell in row.facts.items()}}
    unknown = cells.keys() - set(table.column_names) - common.keys()
    if unknown:
        raise KeyError(f"{table.name}: a view fills {sorted(unknown)}, which metadata/tables/{table.name}.toml lacks")
    return {name: cells.get(name) for name in table.column_names}

"""Provenance: every filled fact cell of a view names the claims that it rests on, and those claims carry what it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from roa_dataset.checks.carried import GREATEST, LEAST, SEPARATOR, carried, shown
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.named import spans_of
from roa_dataset.schema_files import Column, Table

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]
Spans = Mapping[str, Mapping[str, Sequence[Row]]]
#: row ids and cells by (table, row, column)
Address = tuple[str, str, str]


def row_id(table: Table, row: Row) -> str:
    """The row's id in `provenance`: its key, several parts joined by a blank (no id holds one)."""
    return " ".join(str(row[name]) for name in table.primary_key)


def check_provenance(tables: Tables, schema: Sequence[Table]) -> list[Finding]:
    """All findings for the fact cells of these tables; an empty list is good.

    A fact cell is a filled cell of a column with `taken_from`. Found are: a cell without a claim, a claim that is not
    there, a claim that does not carry the cell, a reading of the cell that no claim carries, a hull that is not the
    hull of its claims, and a row of provenance that points to no filled cell.
    """
    claims = {str(c["claim_id"]): c for c in tables["claims"]}
    spans = spans_of(tables)
    sources: defaultdict[Address, list[str]] = defaultdict(list)
    for row in tables["provenance"]:
        address = (str(row["table_name"]), str(row["row_id"]), str(row["column_name"]))
        sources[address].append(str(row["claim_id"]))
    seen: set[Address] = set()
    findings: list[Finding] = []
    for table in schema:
        facts = [c for c in table.columns if c.taken_from]
        for row in tables[table.name] if facts else ():
            for column in facts:
                if row[column.name] in (None, ""):
                    continue
                address = (table.name, row_id(table, row), column.name)
                seen.add(address)
                findings += _check_cell(address, column, row[column.name], sources.get(address, ()), claims, spans)
    findings += _astray(tables, schema, sources, seen)
    return findings


def _check_cell(
    address: Address,
    column: Column,
    cell: object,
    ids: Sequence[str],
    claims: Mapping[str, Row],
    spans: Spans,
) -> Iterator[Finding]:
    table, row, name = address
    where = (f"data/{table}.csv", row, name)
    if not ids:
        yield Finding(*where, repr(cell), "a claim that it rests on", "Give the cell its provenance.")
        return
    missing = [c for c in ids if c not in claims]
    if missing:
        yield Finding(*where, missing[0], "a claim of this package", "Rebuild.")
        return
    values = {c: [v for s in column.taken_from for v in carried(claims[c], spans.get(c, {}), s)] for c in ids}
    if column.taken_from[0] in LEAST + GREATEST:
        yield from _check_hull(where, column, cell, values)
        return
    parts = set(str(shown(cell)).split(SEPARATOR))
    words = str(claims[ids[0]]["quote"])
    for claim, found in values.items():
        if not parts & set(found):
            advice = f"The claim {claim} does not carry the cell."
            yield Finding(*where, repr(cell), f"one of {found}", advice, str(claims[claim]["quote"]))
    for part in sorted(parts - {v for found in values.values() for v in found}):
        yield Finding(*where, repr(part), "a reading that one of its claims carries", "Rebuild.", words)


def _check_hull(
    where: tuple[str, str, str], column: Column, cell: object, values: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    low = column.taken_from[0] in LEAST
    empty = [claim for claim, found in values.items() if not found]
    if empty:
        advice = f"The claim {empty[0]} is open there, so the cell is empty."
        yield Finding(*where, repr(cell), "a bound that every claim has", advice)
        return
    found = [v for values_of in values.values() for v in values_of]
    bound = (min if low else max)(found, key=_order)
    if bound != shown(cell):
        yield Finding(*where, repr(cell), f"{bound}, the hull of its claims", "Rebuild.")


def _order(value: str) -> tuple[float, str]:
    """Numbers by size, days by time."""
    return (float(value), "") if value.replace(".", "", 1).replace("-", "", 1).isdigit() else (0.0, value)


def _astray(
    tables: Tables, schema: Sequence[Table], sources: Mapping[Address, Sequence[str]], seen: set[Address]
) -> Iterator[Finding]:
    """Rows of provenance that point to no filled cell; a derived cell may have some too, if it is filled."""
    filled = {
        (table.name, row_id(table, row), column.name)
        for table in schema
        if any(address[0] == table.name for address in sources)
        for row in tables[table.name]
        for column in table.columns
        if row[column.name] not in (None, "")
    }
    for table_name, row, column in sorted(sources.keys() - seen - filled):
        name = f"{table_name} {row} {column}"
        yield Finding("data/provenance.csv", name, "row_id", "no filled cell", "a filled cell of a view", "Rebuild.")

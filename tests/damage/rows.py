"""Damage to whole rows: dropped, doubled, moved, mixed up."""

from __future__ import annotations

from random import Random

from damage.cells import shortened
from damage.copy import Copy, NoSuchPlaceError
from damage.kinds import kind


def at(table: str, row: int) -> str:
    return f"data/{table}.csv, row {row + 1}"


@kind("row")
def row_dropped(copy: Copy, chance: Random) -> str:
    """A row is missing."""
    table, row = copy.draw_row(chance)
    rows = copy.rows(table)
    gone = rows.pop(row)
    copy.write_rows(table, rows)
    return f"{at(table, row)} dropped: {shortened(gone[0])}"


@kind("row")
def row_doubled(copy: Copy, chance: Random) -> str:
    """A row stands twice."""
    table, row = copy.draw_row(chance)
    rows = copy.rows(table)
    rows.insert(row, rows[row])
    copy.write_rows(table, rows)
    return f"{at(table, row)} doubled"


@kind("row")
def row_doubled_with_another_key(copy: Copy, chance: Random) -> str:
    """A row stands twice, the second time with a key of its own and in its right place."""
    table, row = copy.draw_row(chance)
    rows, columns = copy.rows(table), copy.base.tables[table].columns
    twin = list(rows[row])
    key = columns.index(copy.base.key(table)[-1])
    twin[key] = f"{twin[key]}0" if twin[key].isdigit() else f"{twin[key]}a"
    rows.insert(row + 1, twin)
    copy.write_rows(table, rows)
    return f"{at(table, row)} doubled as {shortened(twin[key])}"


@kind("row")
def two_rows_reordered(copy: Copy, chance: Random) -> str:
    """Two neighbouring rows have changed places."""
    table, row = copy.draw_row(chance, least=2)
    rows = copy.rows(table)
    first = min(row, len(rows) - 2)
    rows[first], rows[first + 1] = rows[first + 1], rows[first]
    copy.write_rows(table, rows)
    return f"{at(table, first)} swapped with the next"


@kind("row")
def rows_sorted_otherwise(copy: Copy, chance: Random) -> str:
    """A table is sorted by another column, as somebody does who looks for something."""
    table, _ = copy.draw_row(chance, least=3)
    rows, columns = copy.rows(table), copy.base.tables[table].columns
    by = chance.randrange(len(columns))
    rows.sort(key=lambda row: row[by], reverse=chance.random() < 0.5)
    copy.write_rows(table, rows)
    return f"data/{table}.csv sorted by {columns[by]}"


@kind("row")
def subjects_of_two_claims_swapped(copy: Copy, chance: Random) -> str:
    """Two claims have each other's subject, id and label."""
    return swapped(copy, chance, "claims", ("subject_id", "subject_label"))


@kind("row")
def quotes_of_two_claims_swapped(copy: Copy, chance: Random) -> str:
    """Two claims have each other's quote with its offsets."""
    return swapped(copy, chance, "claims", ("quote", "char_start", "char_end", "document_id", "passage_id"))


def swapped(copy: Copy, chance: Random, table: str, names: tuple[str, ...]) -> str:
    rows, columns = copy.rows(table), copy.base.tables[table].columns
    places = [columns.index(name) for name in names]
    first, second = chance.sample(range(len(rows)), 2)
    if rows[first][places[0]] == rows[second][places[0]]:
        raise NoSuchPlaceError("both have the same")
    for place in places:
        rows[first][place], rows[second][place] = rows[second][place], rows[first][place]
    copy.write_rows(table, rows)
    return f"{at(table, first)} and {second + 1}: {', '.join(names)} swapped"


@kind("row")
def cells_of_two_rows_swapped(copy: Copy, chance: Random) -> str:
    """Two rows of a table have each other's value in one column."""
    cell = copy.draw(chance, lambda c, value: bool(value) and len(copy.base.tables[c.table].rows) > 1)
    rows, columns = copy.rows(cell.table), copy.base.tables[cell.table].columns
    column, other = columns.index(cell.column), chance.randrange(len(rows))
    if rows[other][column] == rows[cell.row][column]:
        raise NoSuchPlaceError("both have the same")
    rows[other][column], rows[cell.row][column] = rows[cell.row][column], rows[other][column]
    copy.write_rows(cell.table, rows)
    return f"{cell}: swapped with row {other + 1}"


@kind("row")
def cells_shifted_in_a_row(copy: Copy, chance: Random) -> str:
    """From some column on, the cells of a row stand one column too far right; the last is lost."""
    table, row = copy.draw_row(chance)
    rows = copy.rows(table)
    start = chance.randrange(len(rows[row]))
    rows[row] = [*rows[row][:start], "", *rows[row][start:-1]]
    copy.write_rows(table, rows)
    return f"{at(table, row)}: shifted from column {start + 1} on"


@kind("row")
def cell_too_many(copy: Copy, chance: Random) -> str:
    """A row has one cell more than the table has columns."""
    table, row = copy.draw_row(chance)
    rows = copy.rows(table)
    rows[row].append(chance.choice(["", "x"]))
    copy.write_rows(table, rows)
    return f"{at(table, row)}: a cell too many"


@kind("row")
def cell_too_few(copy: Copy, chance: Random) -> str:
    """A row lacks its last cell."""
    table, row = copy.draw_row(chance)
    rows = copy.rows(table)
    rows[row].pop()
    copy.write_rows(table, rows)
    return f"{at(table, row)}: a cell too few"


@kind("row")
def blank_row(copy: Copy, chance: Random) -> str:
    """A row of empty cells, or an empty line, stands in a table."""
    table, row = copy.draw_row(chance)
    rows = copy.rows(table)
    rows.insert(row, [""] * len(rows[row]) if chance.random() < 0.5 else [])
    copy.write_rows(table, rows)
    return f"{at(table, row)}: an empty row"


@kind("row")
def claim_moved_to_another_document(copy: Copy, chance: Random) -> str:
    """A claim is said to stand in the other text."""
    rows, columns = copy.rows("claims"), copy.base.tables["claims"].columns
    row = chance.randrange(len(rows))
    document = columns.index("document_id")
    others = sorted(set(copy.base.texts) - {rows[row][document]})
    if not others:
        raise NoSuchPlaceError("one text")
    rows[row][document] = chance.choice(others)
    copy.write_rows("claims", rows)
    return f"{at('claims', row)}: moved to {rows[row][document]}"


@kind("row")
def claim_gone_with_all_its_rows(copy: Copy, chance: Random) -> str:
    """A claim and every row of other tables that names it are gone."""
    table = copy.base.tables["claims"]
    claim = chance.choice(table.rows)[table.columns.index("claim_id")]
    for (name, column), target in copy.base.references.items():
        if target == ("claims", "claim_id") and column == "claim_id":
            drop(copy, name, column, claim)
    drop(copy, "claims", "claim_id", claim)
    return f"claim {claim} dropped, with its spans, provenance and reviews"


def drop(copy: Copy, table: str, column: str, value: str) -> None:
    """Drops the rows with this value."""
    index = copy.base.tables[table].columns.index(column)
    rows = copy.rows(table)
    kept = [row for row in rows if row[index] != value]
    if len(kept) < len(rows):
        copy.write_rows(table, kept)


@kind("row")
def rows_at_the_end_lost(copy: Copy, chance: Random) -> str:
    """The last rows of a table are missing; what is there is whole."""
    table, row = copy.draw_row(chance, least=2)
    copy.write_rows(table, copy.rows(table)[: max(row, 1)])
    return f"data/{table}.csv ends before row {max(row, 1) + 1}"

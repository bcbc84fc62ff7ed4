"""What the columns declare: codes are those of the vocabulary, ids lead to the table that has them, known forms are checked.

A descriptor from which a constraint was lost still describes the tables; it only checks less. These rules tell what must be
declared, by the names of the columns and by what is in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from roa_dataset.checks.contents import Contents
from roa_dataset.checks.finding import Finding
from roa_dataset.schema_files import Column, Table

ADVICE = "Declare it in datapackage.json as metadata/tables/ has it, or rebuild the package."
ENTITIES = "entities"
#: columns whose cells have one form wherever they stand: digests, identifiers, codes of BCP 47 and ISO 15924
FORMED = frozenset(["sha256", "doi", "s2cid", "language", "script"])
#: columns of the project's own ids, slugs, versions and readers, by table
SLUGS = frozenset(
    [
        ("documents", "document_id"), ("documents", "article"), ("entities", "entity_id"), ("vocabulary", "scheme"),
        ("retired_ids", "retired_in"), ("reviews", "reader"),
    ]
)  # fmt: skip


def check_declared(contents: Contents) -> Iterator[Finding]:
    """Findings on codes, references and patterns that a column should declare and does not, or declares otherwise."""
    schemes: defaultdict[str, set[str]] = defaultdict(set)
    for row in contents.rows("vocabulary"):
        schemes[str(row["scheme"])].add(str(row["code"]))
    keys = {table.primary_key[0]: table.name for table in contents.schema if len(table.primary_key) == 1}
    entities = {str(row["entity_id"]) for row in contents.rows(ENTITIES)}
    for table in contents.schema:
        for column in table.columns:
            yield from _check_codes(table, column, schemes)
            yield from _check_pattern(table, column)
            if column.type == "string" and table.primary_key != (column.name,):
                yield from _check_reference(contents, table, column, keys, entities)


def _finding(table: Table, column: Column, found: str, expected: str) -> Finding:
    return Finding("datapackage.json", table.name, column.name, found, expected, ADVICE)


def _check_codes(table: Table, column: Column, schemes: Mapping[str, set[str]]) -> Iterator[Finding]:
    """A column of a scheme allows the codes that `vocabulary` has for it, all of them and no others."""
    if bool(column.scheme) is not bool(column.enum):
        given, lacking = ("a scheme", "codes") if column.scheme else ("codes", "a scheme")
        yield _finding(table, column, f"{given} without {lacking}", "both")
    elif column.scheme:
        strange = sorted(set(column.enum) ^ schemes.get(column.scheme, set()))
        if strange:
            told = f"the codes that vocabulary has for {column.scheme}, which differ in {', '.join(strange[:5])}"
            yield _finding(table, column, f"{len(column.enum)} codes", told)


def _check_pattern(table: Table, column: Column) -> Iterator[Finding]:
    formed = column.name in FORMED and not column.scheme and not column.enum
    if (formed or (table.name, column.name) in SLUGS) and not column.pattern:
        yield _finding(table, column, "no pattern", f"the form of {column.name}")


def _check_reference(
    contents: Contents, table: Table, column: Column, keys: Mapping[str, str], entities: set[str]
) -> Iterator[Finding]:
    """A column named as the key of another table (person_id, death_place_id) leads there, or to `entities`."""
    home = _home(column.name, keys)
    target = column.references.table if column.references else ""
    if home and target not in (home, ENTITIES if home in _views(contents) else home):
        yield _finding(table, column, f"a reference to {target}" if target else "no reference", f"one to {home}")
    elif not target and not home:
        filled = {str(row[column.name]) for row in contents.rows(table.name) if row.get(column.name)}
        if filled and column.name.endswith("_id") and filled <= entities:
            yield _finding(table, column, "no reference", f"one to {ENTITIES}: all its values are entities")


def _home(name: str, keys: Mapping[str, str]) -> str:
    """The table whose key the column is named after; the longest name counts ("about_claim_id" is a claim's)."""
    named = [key for key in keys if name == key or name.endswith(f"_{key}")]
    return keys[max(named, key=len)] if named else ""


def _views(contents: Contents) -> frozenset[str]:
    """The tables whose key is itself the id of an entity."""
    columns = chain.from_iterable(((table, column) for column in table.columns) for table in contents.schema)
    return frozenset(
        table.name
        for table, column in columns
        if table.primary_key == (column.name,) and column.references and column.references.table == ENTITIES
    )

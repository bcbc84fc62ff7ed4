"""docs/entity-relationships.md: the tables and their foreign keys as pictures, made from metadata/."""

from __future__ import annotations

from collections.abc import Iterator

from roa_dataset.schema_files import Schema, Table

#: pictures small enough to read: title, and the tables that it shows
PICTURES = (
    ("Evidence", ("documents", "passages", "mentions", "claims", "claim_spans", "rules", "reviews", "entities", "names",
                  "identity_judgements")),
    ("Structured places of the texts", ("documents", "bibliography", "claim_spans", "links", "images", "ranks", "entities")),
    ("What people browse", ("entities", "persons", "units", "allegiances", "unit_relations", "collectives", "postings",
                            "strengths", "events", "event_participants", "fates", "places", "provenance", "claims")),
    ("Comparison of versions", ("passages", "alignments", "claims", "entities", "conflicts", "conflict_claims")),
)  # fmt: skip


def diagram_markdown(schema: Schema) -> bytes:
    """Entity-relationship pictures in Mermaid (https://mermaid.js.org/syntax/entityRelationshipDiagram.html).

    Each table is shown with its key and its foreign keys; a line leads from the table referred to to the one that refers,
    named by the column. Tables that no picture lists are shown in one of their own.
    """
    return ("\n".join(_document(schema)).rstrip("\n") + "\n").encode("utf-8")


def _document(schema: Schema) -> Iterator[str]:
    yield "<!-- Made by the build from metadata/. Change it there. -->"
    yield "# How the tables hang together"
    yield ""
    yield "Only keys and foreign keys are shown; [the data dictionary](data-dictionary.md) has every column. A line leads from"
    yield "the table referred to (one row) to the table that refers to it (any number of rows), and bears the column's name."
    yield '`provenance` refers to every table under "What people browse" by name, row and column.'
    yield ""
    listed = {name for _, names in PICTURES for name in names}
    rest = tuple(t.name for t in schema.tables if t.name not in listed)
    for title, names in (*PICTURES, *((("Other tables", rest),) if rest else ())):
        tables = [t for t in schema.tables if t.name in names]
        yield f"## {title}"
        yield ""
        yield "```mermaid"
        yield "erDiagram"
        yield from (f"  {line}" for line in _picture(tables))
        yield "```"
        yield ""


def _picture(tables: list[Table]) -> Iterator[str]:
    shown = {t.name for t in tables}
    for table in tables:
        for column in table.columns:
            if column.references and column.references.table in shown:
                one = "||" if column.required else "|o"
                yield f"{column.references.table} {one}--o{{ {table.name} : {column.name}"
    for table in tables:
        yield f"{table.name} {{"
        for column in table.columns:
            keys = ["PK"] * (column.name in table.primary_key) + ["FK"] * bool(column.references)
            if keys:
                yield f"  {column.type} {column.name} {', '.join(keys)}"
        yield "}"

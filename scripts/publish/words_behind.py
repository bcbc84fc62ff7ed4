"""The words of the texts that one row of a table rests on, for the examples of the data dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from publish.rows import Row
from roa_dataset.schema_files import Table

#: the rows of the tables that lead from a row to the words of the texts, by table name
Sources = Mapping[str, Sequence[Row]]
#: tables whose rows are the words themselves, or no words of a text at all
WITHOUT = ("passages", "documents", "rules", "vocabulary", "provenance", "entities", "identity_judgements")


def sources_of(examples: Iterable[tuple[Table, Row]], rows_of: Callable[[str], Iterable[Row]]) -> Sources:
    """The rows that lead from these examples to their words: what `words_behind` looks at, and no more of the tables.

    `rows_of` gives the rows of a table by its name.
    """
    shown = list(examples)
    keys = {(table.name, _key(table, row)) for table, row in shown}
    provenance = [p for p in rows_of("provenance") if (p["table_name"], p["row_id"]) in keys]
    ids = {p["claim_id"] for p in provenance} | {row.get("claim_id") for _, row in shown}
    claims = [c for c in rows_of("claims") if c["claim_id"] in ids]
    wanted = {c["passage_id"] for c in claims} | {row.get("passage_id") for _, row in shown}
    placed = [
        row
        for table, row in shown
        if table.name not in WITHOUT and row.get("char_start") is not None and row.get("document_id")
    ]
    passages = [p for p in rows_of("passages") if p["passage_id"] in wanted or any(_holds(p, row) for row in placed)]
    return {"provenance": provenance, "claims": claims, "passages": passages}


def words_behind(table: Table, row: Row, tables: Sources, most: int = 3) -> list[tuple[str, str]]:
    """Up to `most` pairs of document id and passage: the sentences behind a row, each once.

    A row of a view has them through `provenance`, a row with a claim or a passage through that, a row with offsets of its
    own through the smallest passage around them. Empty for a row that rests on no words.
    """
    if table.name in WITHOUT:
        return []
    passages = {p["passage_id"]: p for p in tables["passages"]}
    found = dict.fromkeys(id for id in _passage_ids(table, row, tables) if id in passages)
    return [(str(passages[id]["document_id"]), str(passages[id]["text"])) for id in list(found)[:most]]


def _passage_ids(table: Table, row: Row, tables: Sources) -> Iterator[object]:
    if row.get("passage_id"):
        yield row["passage_id"]
        return
    claims = {c["claim_id"]: c for c in tables["claims"]}
    behind = [row["claim_id"]] if row.get("claim_id") else _claims(table, _key(table, row), tables)
    for claim_id in behind:
        if claim_id in claims:
            yield claims[claim_id]["passage_id"]
    if not behind and row.get("char_start") is not None and row.get("document_id"):
        yield from _around(row, tables["passages"])


def _claims(table: Table, key: str, tables: Sources) -> list[object]:
    return [p["claim_id"] for p in tables["provenance"] if p["table_name"] == table.name and p["row_id"] == key]


def _key(table: Table, row: Row) -> str:
    """The row's id in `provenance`."""
    return " ".join(str(row[name]) for name in table.primary_key)


def _around(row: Row, passages: Iterable[Row]) -> Iterator[object]:
    holding = [p for p in passages if _holds(p, row)]
    if holding:
        yield min(holding, key=lambda p: int(str(p["char_end"])) - int(str(p["char_start"])))["passage_id"]


def _holds(passage: Row, row: Row) -> bool:
    """Whether a row with offsets of its own lies in the passage."""
    if passage["document_id"] != row["document_id"]:
        return False
    (first, last), (start, end) = ((int(str(r["char_start"])), int(str(r["char_end"]))) for r in (passage, row))
    return first <= start and end <= last

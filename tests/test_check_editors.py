"""What the checks of declared columns and of the editors' words find, and what they let pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from roa_dataset.checks.contents import Contents, read_contents
from roa_dataset.checks.declared import check_declared
from roa_dataset.checks.editors import check_editors
from roa_dataset.checks.evidence import check_evidence
from roa_dataset.loading.descriptor import Descriptor
from roa_dataset.schema_files import Column


@pytest.fixture(scope="module")
def contents(package: Path) -> Contents:
    return read_contents(Descriptor(str(package)))


def with_cell(contents: Contents, table: str, column: str, value: object, like: str = "") -> Contents:
    """The same with this value in the first row of the table whose cell is filled and like what is given."""
    rows = [dict(row) for row in contents.rows(table)]
    row = next(row for row in rows if row[column] and like in str(row[column]))
    row[column] = value
    return replace(contents, tables={**contents.tables, table: rows})


def with_column(contents: Contents, table: str, name: str, **other: object) -> Contents:
    """The same with a column of the table declared otherwise."""

    def changed(column: Column) -> Column:
        return replace(column, **other) if column.name == name else column  # type: ignore[arg-type]

    schema = tuple(
        replace(t, columns=tuple(map(changed, t.columns))) if t.name == table else t for t in contents.schema
    )
    return replace(contents, schema=schema)


def test_the_package_passes(contents: Contents) -> None:
    assert not list(check_editors(contents)) and not list(check_declared(contents))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("vocabulary", "label", "was\u00a0part of"),
        ("vocabulary", "definition", "Two  blanks."),
        ("vocabulary", "negated_label", "did hold the rank"),
        ("rules", "description", "To which unit \u0430 unit was attached."),
        ("rules", "description", "What a cafÃ© is."),
        ("rules", "pattern", "(in|on {date}"),
        ("identity_judgements", "reason", "cafe\u0301"),
        ("reviews", "reader", "software\u200b reader"),
    ],
)
def test_signs_that_cannot_be_seen_and_labels_that_deny_nothing_are_found(
    contents: Contents, table: str, column: str, value: str
) -> None:
    found = list(check_editors(with_cell(contents, table, column, value)))
    assert [(finding.file, finding.column) for finding in found] == [(f"data/{table}.csv", column)]


def test_a_note_may_quote_letters_of_another_script(contents: Contents) -> None:
    assert not list(check_editors(with_cell(contents, "reviews", "note", "the text has РОА here")))


@pytest.mark.parametrize(
    ("table", "column", "other"),
    [
        ("claims", "polarity", {"enum": ()}),
        ("claims", "polarity", {"scheme": ""}),
        ("claims", "polarity", {"enum": ("affirmed",)}),
        ("claims", "polarity", {"enum": ("affirmed", "negated", "other")}),
        ("provenance", "claim_id", {"references": None}),
        ("ranks", "entity_id", {"references": None}),
        ("alignments", "left_passage_id", {"references": None}),
        ("claims", "subject_id", {"references": None}),
        ("bibliography", "doi", {"pattern": ""}),
        ("entities", "entity_id", {"pattern": ""}),
    ],
)
def test_what_a_column_no_longer_declares_is_missed(
    contents: Contents, table: str, column: str, other: dict[str, object]
) -> None:
    found = list(check_declared(with_column(contents, table, column, **other)))
    assert [(finding.row, finding.column) for finding in found] == [(table, column)]


def test_no_pattern_can_be_lost_unnoticed(contents: Contents) -> None:
    for table in contents.schema:
        for column in table.columns:
            if column.pattern:
                assert list(check_declared(with_column(contents, table.name, column.name, pattern=""))), column.name


def test_a_reference_to_another_table_than_the_name_says_is_found(contents: Contents) -> None:
    passages = next(c for t in contents.schema if t.name == "mentions" for c in t.columns if c.name == "passage_id")
    found = list(check_declared(with_column(contents, "provenance", "claim_id", references=passages.references)))
    assert [finding.row for finding in found] == ["provenance"] and "one to claims" in found[0].expected


def test_a_mention_stands_in_the_smallest_passage_that_holds_it(contents: Contents) -> None:
    passages = {p["passage_id"]: p for p in contents.rows("passages")}
    mention = next(m for m in contents.rows("mentions") if passages[m["passage_id"]]["parent_id"])
    parent = passages[mention["passage_id"]]["parent_id"]
    moved = [{**m, "passage_id": parent} if m is mention else m for m in contents.rows("mentions")]
    found = check_evidence({**contents.tables, "mentions": moved}, contents.texts)
    assert [(f.row, f.column, f.expected) for f in found] == [
        (mention["mention_id"], "passage_id", mention["passage_id"])
    ]

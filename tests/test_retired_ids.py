"""An id that was released is never given to anything else, and what cites it is led on."""

from __future__ import annotations

from pathlib import Path

import pytest

import roa_dataset as roa
from assemble.retired import COLUMNS, RetiredIdError, read_retired, retired_rows, retired_text
from conftest import METADATA
from packages import arlen, texts, write_package
from roa_dataset import errors
from roa_dataset.checks.contents import Contents
from roa_dataset.checks.registers import check_registers
from roa_dataset.schema_files import load_schema

SCHEMA = load_schema(METADATA)
ROW = {"table_name": "claims", "retired_id": "c1", "retired_in": "0.2.0", "successors": "c2 | c3", "note": None}


def write(folder: Path, *rows: dict[str, object]) -> Path:
    (folder / "retired_ids.csv").write_text(retired_text(rows), encoding="utf-8")
    return folder


def test_the_file_of_the_repository_is_read_and_written_as_it_stands() -> None:
    path = METADATA / "retired_ids.csv"
    assert retired_text(read_retired(path)) == path.read_text(encoding="utf-8")


def test_retired_ids_are_rows_of_a_table(tmp_path: Path) -> None:
    assert retired_rows(write(tmp_path, ROW), SCHEMA, {"claims": [{"claim_id": "c2"}]}) == [ROW]
    assert retired_rows(write(tmp_path, {**ROW, "table_name": "songs"}), SCHEMA, {})[0]["table_name"] == "songs"


def test_an_id_that_is_in_use_again_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(
        RetiredIdError, match=r"claims c1, retired_id: found 'c1' in use in claims; expected an id that"
    ):
        retired_rows(write(tmp_path, ROW), SCHEMA, {"claims": [{"claim_id": "c1"}]})


def test_a_table_that_gives_no_ids_and_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RetiredIdError, match="'vocabulary'; expected one with a key of one column"):
        retired_rows(write(tmp_path, {**ROW, "table_name": "vocabulary"}), SCHEMA, {})
    (tmp_path / "retired_ids.csv").write_text("id\nc1\n", encoding="utf-8")
    with pytest.raises(RetiredIdError, match="Mend the header"):
        retired_rows(tmp_path, SCHEMA, {})
    assert SCHEMA.table("retired_ids").column_names == tuple(COLUMNS)


def test_who_asks_for_a_retired_claim_is_told_its_successors(tmp_path: Path) -> None:
    retired = [
        ROW | {"retired_id": "c0"},
        ROW | {"retired_id": "cx", "successors": None, "note": "It was read wrongly."},
    ]
    package = roa.open(write_package(tmp_path, {**arlen(), "retired_ids": retired}, texts()))
    with pytest.raises(errors.RetiredIdError, match=r"'c0' was retired in version 0\.2\.0; see 'c2' or 'c3'") as found:
        package.claim("c0")
    assert found.value.successors == ("c2", "c3") and isinstance(found.value, errors.UnknownIdError)
    with pytest.raises(errors.RetiredIdError, match=r"nothing stands for it\. It was read wrongly\."):
        package.claim("cx")
    with pytest.raises(errors.UnknownIdError, match="no claim 'c77'"):
        package.claim("c77")


def test_the_validator_names_a_retired_id_that_is_in_use() -> None:
    rows = {"retired_ids": [ROW, {**ROW, "retired_id": "c0"}], "strengths": [{"strength_id": "l1"}]}
    rows["retired_ids"].append({**ROW, "table_name": "strengths", "retired_id": "l1"})
    contents = Contents(rows, (SCHEMA.table("retired_ids"), SCHEMA.table("strengths")), {})
    found = [f for f in check_registers(contents) if f.file == "data/retired_ids.csv"]
    assert [(f.row, f.found) for f in found] == [("strengths l1", "'l1' in use in strengths")]

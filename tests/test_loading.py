"""Every table in every engine: exact types, and cell for cell what the CSV file holds."""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import roa_dataset as roa
from packages import arlen, texts, write_package, written
from roa_dataset import errors
from roa_dataset.package import Package

ROOT = Path(__file__).resolve().parent.parent
DESCRIPTOR = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
TABLES = {r["name"]: r["schema"]["fields"] for r in DESCRIPTOR["resources"] if r.get("format") == "csv"}
TRAP = 'Власов\n=1+1,"q"'
#: cells that readers take for missing, and texts that look like other types
TRAPS: list[dict[str, Any]] = [
    {"id": "1", "text": "NA", "whole": 2**53 + 1, "share": 0.25, "truth": True, "day": dt.date(1945, 2, 15), "choice": "none"},
    {"id": "2", "text": "None", "whole": None, "share": None, "truth": None, "day": None, "choice": None},
    {"id": "3", "text": TRAP, "whole": 0, "share": 12000.0, "truth": False, "day": dt.date(1488, 1, 1), "choice": "some"},
    {"id": "04", "text": None, "whole": -1, "share": None, "truth": None, "day": dt.date(9999, 12, 31), "choice": None},
]  # fmt: skip


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return roa.open(write_package(tmp_path_factory.mktemp("traps"), {"traps": TRAPS}))


def cells(table: str) -> list[list[str]]:
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def codes(field: dict[str, Any]) -> list[str]:
    found: list[str] = field.get("constraints", {}).get("enum", [])
    return found


def pandas_type(field: dict[str, Any]) -> object:
    if codes(field):
        return pd.CategoricalDtype(pd.Index(codes(field), dtype=None), ordered=False)
    return {
        "string": pd.StringDtype("pyarrow"), "integer": pd.Int64Dtype(), "number": pd.Float64Dtype(),
        "boolean": pd.BooleanDtype(), "date": pd.ArrowDtype(pa.date32()),
    }[field["type"]]  # fmt: skip


def arrow_type(field: dict[str, Any]) -> pa.DataType:
    if codes(field):
        return pa.dictionary(pa.int32(), pa.string())
    return {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    }[field["type"]]  # fmt: skip


def polars_type(field: dict[str, Any]) -> object:
    if codes(field):
        return pl.Enum(codes(field))
    return {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date}[
        field["type"]
    ]


def duckdb_type(field: dict[str, Any]) -> str:
    if codes(field):
        return f"ENUM({', '.join(repr(code) for code in codes(field))})"
    return {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}[
        field["type"]
    ]


@pytest.mark.parametrize("table", TABLES)
def test_records_are_typed_and_equal_the_csv(table: str) -> None:
    rows = roa.load(table, engine="records")
    allowed = {"string": str, "integer": int, "number": float, "boolean": bool, "date": dt.date}
    for row in rows:
        for field in TABLES[table]:
            assert row[field["name"]] is None or type(row[field["name"]]) is allowed[field["type"]], field["name"]
    assert [[written(cell) for cell in row.values()] for row in rows] == cells(table)


@pytest.mark.parametrize("table", TABLES)
def test_pandas_types_are_exact_and_cells_equal_the_csv(table: str) -> None:
    frame = roa.load(table)
    for field in TABLES[table]:
        found, wanted = frame[field["name"]].dtype, pandas_type(field)
        if isinstance(wanted, pd.CategoricalDtype):
            assert isinstance(found, pd.CategoricalDtype) and list(found.categories) == codes(field), field["name"]
            assert not found.ordered
        else:
            assert found == wanted, field["name"]
    assert isinstance(frame.index, pd.RangeIndex)
    plain = frame.astype(object).where(frame.notna(), None)
    assert [[written(cell) for cell in row] for row in plain.itertuples(index=False)] == cells(table)


@pytest.mark.parametrize("table", TABLES)
def test_arrow_types_are_exact_and_cells_equal_the_csv(table: str) -> None:
    found = roa.load(table, engine="arrow")
    assert [(f.name, f.type, f.nullable) for f in found.schema] == [
        (f["name"], arrow_type(f), not f.get("constraints", {}).get("required", False)) for f in TABLES[table]
    ]
    for field in TABLES[table]:
        assert found.schema.field(field["name"]).metadata[b"description"].decode() == field["description"]
        if codes(field):
            assert found.column(field["name"]).chunk(0).dictionary.to_pylist() == codes(field)
    found.validate(full=True)
    assert [[written(cell) for cell in row.values()] for row in found.to_pylist()] == cells(table)


@pytest.mark.parametrize("table", TABLES)
def test_polars_types_are_exact_and_cells_equal_the_csv(table: str) -> None:
    frame = roa.load(table, engine="polars")
    assert dict(frame.schema) == {field["name"]: polars_type(field) for field in TABLES[table]}
    assert [[written(cell) for cell in row] for row in frame.rows()] == cells(table)


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_types_are_exact_and_cells_equal_the_csv(table: str) -> None:
    relation = roa.load(table, engine="duckdb")
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    found = dict(zip(relation.columns, map(str, relation.types), strict=True))
    assert found == {field["name"]: duckdb_type(field) for field in TABLES[table]}
    assert [[written(cell) for cell in row] for row in relation.fetchall()] == cells(table)


@pytest.mark.parametrize("engine", ["records", "arrow", "polars", "duckdb", "pandas"])
def test_texts_that_look_missing_stay_texts_and_whole_numbers_whole(traps: Package, engine: str) -> None:
    loaded: Any = traps.load("traps", engine)
    if engine == "pandas":
        assert str(loaded["whole"].dtype) == "Int64" and loaded["truth"].dtype == pd.BooleanDtype()
        rows = loaded.astype(object).where(loaded.notna(), None).to_dict("records")
    elif engine == "duckdb":
        rows = [dict(zip(loaded.columns, row, strict=True)) for row in loaded.fetchall()]
    else:
        rows = {"records": lambda t: t, "arrow": lambda t: t.to_pylist(), "polars": lambda t: t.to_dicts()}[engine](
            loaded
        )
    assert rows == TRAPS


def test_a_package_without_parquet_gives_the_same(tmp_path: Path, traps: Package) -> None:
    plain = roa.open(write_package(tmp_path, {"traps": TRAPS}, parquet=False))
    assert plain.load("traps", "arrow").equals(traps.load("traps", "arrow"), check_metadata=True)


def test_a_loaded_frame_can_be_changed_without_changing_the_next() -> None:
    first = roa.load("ranks")
    first.loc[0, "russian"] = "changed"
    assert roa.load("ranks").loc[0, "russian"] != "changed"
    records = roa.load("ranks", engine="records")
    records[0]["russian"] = "changed"
    assert roa.load("ranks", engine="records")[0]["russian"] != "changed"


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    package = Package(str(write_package(tmp_path, {"traps": TRAPS})))
    assert len(package.load("traps", "arrow")) == 4
    write_package(tmp_path, {"traps": TRAPS[:3]})
    assert len(package.load("traps", "arrow")) == 3


def test_schema_and_tables_say_what_the_descriptor_says() -> None:
    number = roa.schema("claims")["number_min"]
    assert (number.type, number.required) == ("number", False) and "number" in number.description.lower()
    assert roa.schema("claims").primary_key == ("claim_id",)
    reference = roa.schema("claims")["subject_id"].references
    assert reference and (reference.table, reference.column) == ("entities", "entity_id")
    assert "denied" in roa.schema("claims")["modality"].enum
    assert list(roa.tables.names) == list(TABLES)
    assert roa.tables["claims"].rows == len(cells("claims"))
    assert "claim_spans" in repr(roa.tables) and "<table>" in roa.tables._repr_html_()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: roa.load("claim"), errors.UnknownTableError, "'claims'"),
        (lambda: roa.load("claims", engine="panda"), errors.UnknownEngineError, "'pandas'"),
        (lambda: roa.schema("claims")["number_minimum"], errors.UnknownColumnError, "'number_min'"),
        (lambda: roa.schema("entity"), errors.UnknownTableError, "'entities'"),
        (lambda: roa.document("roa-new"), errors.UnknownIdError, "'roa-newer'"),
        (lambda: roa.explain("ranks", "roa-newer:rank-111", "russian"), errors.UnknownIdError, "'roa-newer:rank-11'"),
        (lambda: roa.explain("ranks", "roa-newer:rank-1", "rusian"), errors.UnknownColumnError, "'russian'"),
        (lambda: roa.cite("bibtext"), errors.UnknownFormatError, "'bibtex'"),
        (lambda: roa.export("x.xlsb"), errors.UnknownFormatError, "xlsx"),
        (lambda: roa.cited_by("roa-newer:111"), errors.UnknownIdError, "'roa-newer:11'"),
        (lambda: roa.evidence("unit:650th-infantry"), errors.UnknownIdError, "'unit:650th-infantry-division'"),
        (lambda: roa.evidence("person:andrey-vlasov", "comands"), errors.UnknownPredicateError, "'commands'"),
    ],
)
def test_a_wrong_name_is_told_with_the_nearest_right_ones(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()


def test_what_the_package_does_not_have_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="laod"):
        roa.laod  # noqa: B018
    assert {*roa.__all__, "open"} == set(dir(roa))  # a star import leaves Python's own open alone
    for name in dir(roa):
        assert getattr(roa, name) is not None


@pytest.mark.parametrize("library", ["polars", "duckdb"])
def test_a_missing_extra_gives_the_line_that_installs_it(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # as if it were not installed
    with pytest.raises(errors.MissingExtraError, match=rf"pip install 'roa-dataset\[{library}\]'"):
        roa.load("ranks", engine=library)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("data/traps.csv", b"0.25", b"a lot", r"record 2, share: found a lot; expected number"),
        ("data/traps.csv", b"1945-02-15", b"1945-02-30", r"day: found 1945-02-30; expected date"),
        ("data/traps.csv", b"true", b"True", r"truth: found True; expected boolean"),
        ("data/traps.csv", b"id,text", b"id,test", r"record 1.*expected the columns id, text"),
        ("data/traps.csv", b",none\n", b",none,more\n", r"record 2: found 8 cells; expected 7"),
        ("data/traps.csv", "Власов".encode(), "Власов".encode("utf-16"), "expected CSV in UTF-8"),
        ("datapackage.json", b"data/traps.csv", b"../data/t.csv", r"found '../data/t.csv'; expected a plain path"),
        ("datapackage.json", b'"fields"', b'"feilds"', "expected named resources with schemas"),
        ("datapackage.json", b"{", b"", "no JSON"),
    ],
)
def test_a_damaged_file_is_told_with_its_place(tmp_path: Path, file: str, old: bytes, new: bytes, message: str) -> None:
    path = write_package(tmp_path, {"traps": TRAPS}, parquet=False) / file
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with pytest.raises(errors.DamagedDataError, match=message):
        Package(str(tmp_path)).load("traps", "records")


def test_a_code_outside_its_list_is_damage_and_not_a_missing_cell(tmp_path: Path) -> None:
    write_package(tmp_path, {"traps": [{**TRAPS[0], "choice": "many"}]})
    with pytest.raises(errors.DamagedDataError, match=r"choice: found 'many'"):
        Package(str(tmp_path)).load("traps", "arrow")


def test_parquet_of_another_type_is_damage(tmp_path: Path) -> None:
    write_package(tmp_path, {"traps": TRAPS})
    path = tmp_path / "datapackage.json"
    path.write_text(path.read_text().replace('"name": "whole", "type": "integer"', '"name": "whole", "type": "string"'))
    with pytest.raises(errors.DamagedDataError, match=r"traps\.parquet, whole: found int64; expected string"):
        Package(str(tmp_path)).load("traps", "arrow")


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_only_what_an_engine_needs_is_imported() -> None:
    """No engine drags in another, and records come with the standard library alone."""
    heavy = "pandas pyarrow polars duckdb frictionless click typing pathlib dataclasses"
    loaded = f"print([m for m in '{heavy}'.split() if m in sys.modules])"
    assert run(f"import sys, roa_dataset; {loaded}") == "[]"
    assert run(f"import sys, roa_dataset as r; r.load('claims', engine='records'); {loaded}") == "[]"
    arrow = run(f"import sys, roa_dataset as r; r.load('claims', engine='arrow'); {loaded}")
    assert "pandas" not in arrow and "polars" not in arrow and "duckdb" not in arrow


def test_sql_reaches_the_tables_and_nothing_else(tmp_path: Path) -> None:
    rows_of_python = roa.load("ranks")  # a variable that DuckDB would otherwise find by its name
    connection = roa.connect()
    assert connection.execute("select count(*) from claims").fetchone() == (len(cells("claims")),)
    for query in (
        "select * from read_csv('datapackage.json')",
        f"copy claims to '{tmp_path / 'x.csv'}'",
        "set enable_external_access = true",
        "install httpfs",
        f"attach '{tmp_path / 'x.duckdb'}'",
        "select * from rows_of_python",
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(query)
    assert len(rows_of_python) and not list(tmp_path.iterdir())


def test_the_invented_package_is_read(tmp_path: Path) -> None:
    package = roa.open(write_package(tmp_path, arlen(), texts()))
    assert package.version == "2.0.0" and package.load("names", "records")[1]["name"] == "NA"

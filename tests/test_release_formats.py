"""Each form of the data is read back by a program that is not ours, and compared cell by cell with the CSV files."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import http.server
import json
import re
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pytest
from datasette.app import Datasette
from frictionless import Package

import roa_dataset as roa
from packages import arlen, texts, write_package
from releases import Cells, as_csv, reference

NAME = f"roa-dataset-{roa.__version__}"
#: table → header and cells of each row
Reader = Callable[[str], tuple[Sequence[str], list[Sequence[object]]]]


@pytest.fixture(scope="module")
def tables(checkout: Path) -> dict[str, tuple[list[dict[str, Any]], Cells]]:
    return reference(checkout)


@pytest.fixture(scope="module")
def csv_folder(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(dist / f"{NAME}-csv.zip", tmp_path_factory.mktemp("unpacked") / "csv")


@pytest.fixture(scope="module")
def parquet_folder(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(dist / f"{NAME}-parquet.zip", tmp_path_factory.mktemp("unpacked") / "parquet")


@pytest.fixture(scope="module")
def address(dist: Path) -> Iterator[str]:
    """Where a server on this machine gives the files of the release."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(dist))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    return folder


def assert_same(tables: dict[str, tuple[list[dict[str, Any]], Cells]], read: Reader) -> None:
    cells = 0
    for name, (fields, expected) in tables.items():
        header, rows = read(name)
        assert list(header) == [field["name"] for field in fields], name
        found = as_csv(fields, rows)
        assert found == expected, name
        cells += sum(map(len, found))
    assert cells > 100_000


# --- the archives


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_frictionless_finds_both_archives_valid_over_http(address: str, form: str) -> None:
    report = Package(f"{address}/{NAME}-{form}.zip").validate()
    assert report.valid and report.stats["warnings"] == 0, report.flatten(["type", "message"])[:5]
    assert report.stats["tasks"] == len(roa.tables) + len(roa.load("documents", "records")) + 1  # and the content note


def test_frictionless_reads_every_cell_of_the_archive_with_csv_files(dist: Path, tables: Any) -> None:
    package = Package(str(dist / f"{NAME}-csv.zip"))

    def read(name: str) -> tuple[list[str], list[Sequence[object]]]:
        header, *rows = package.get_resource(name).read_cells()
        return header, rows

    assert_same(tables, read)


def test_an_archive_holds_what_its_descriptor_names_and_what_explains_it(
    csv_folder: Path, parquet_folder: Path
) -> None:
    for folder, ending in ((csv_folder, "csv"), (parquet_folder, "parquet")):
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        named = {resource["path"] for resource in descriptor["resources"]}
        assert {f"data/{name}.{ending}" for name in roa.tables.names} < named
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert named < there and {"README.md", "LICENSE-DATA.md", "CITATION.cff", "datapackage.json"} <= there - named
        assert {path for path in there - named if "/" in path} == set()
        described = {r["name"]: r for r in descriptor["resources"]}["claims"]["schema"]
        committed = {r["name"]: r for r in roa.Package(str(roa.root)).descriptor.content["resources"]}["claims"][
            "schema"
        ]
        assert described == committed
        read_me = (folder / "README.md").read_text(encoding="utf-8")
        assert all(f"| `{table.name}` | {table.rows} |" in read_me for table in roa.tables)
        assert all(f"**{point.title}.** {point.text}" in read_me for point in roa.content_note)
        assert (folder / "LICENSE-DATA.md").read_bytes() == (roa.root / "LICENSE-DATA.md").read_bytes()


def test_the_files_for_catalogues_name_what_is_in_their_archive(csv_folder: Path, parquet_folder: Path) -> None:
    for folder in (csv_folder, parquet_folder):
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        crate = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
        parts = {part["@id"] for one in crate if one["@id"] == "./" for part in one["hasPart"]}
        assert parts <= there and {f"data/{name}.{folder.name}" for name in roa.tables.names} <= parts
        croissant = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
        for file in croissant["distribution"]:
            assert file["sha256"] == hashlib.sha256((folder / file["contentUrl"]).read_bytes()).hexdigest()
        assert len(croissant["distribution"]) >= len(croissant["recordSet"]) == len(roa.tables)


def test_the_archives_of_pages_and_texts_hold_what_the_library_writes(dist: Path, tmp_path: Path) -> None:
    site = unpacked(dist / f"{NAME}-site.zip", tmp_path / "site")
    assert (site / "index.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert roa.open(site).tables.records() == roa.tables.records()  # the site's folder is a data package too
    tei = unpacked(dist / f"{NAME}-tei.zip", tmp_path / "tei")
    roa.export(tmp_path / "own", format="tei")
    assert {p.name: p.read_bytes() for p in tei.iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "own").iterdir()
    }


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_library_opens_both_archives_to_the_same_tables(
    dist: Path, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROA_DATASET_CACHE", str(tmp_path))
    package = roa.open(dist / f"{NAME}-{form}.zip")
    assert package.tables.records() == roa.tables.records()
    for name in roa.tables.names:
        assert package.load(name, "records") == roa.load(name, "records")
        assert package.load(name, "arrow").equals(roa.load(name, "arrow"), check_metadata=True)
    assert package.document("roa-newer").text == roa.document("roa-newer").text
    assert package.content_note == roa.content_note


def test_pandas_reads_every_cell(csv_folder: Path, parquet_folder: Path, tables: Any) -> None:
    def read(frame: pd.DataFrame) -> tuple[list[str], list[Sequence[object]]]:
        return list(frame.columns), list(frame.itertuples(index=False, name=None))

    assert_same(tables, lambda name: read(pd.read_csv(csv_folder / f"data/{name}.csv", dtype=str)))
    assert_same(tables, lambda name: read(pd.read_parquet(parquet_folder / f"data/{name}.parquet")))


def test_polars_reads_every_cell(csv_folder: Path, parquet_folder: Path, tables: Any) -> None:
    def read(frame: pl.DataFrame) -> tuple[list[str], list[Sequence[object]]]:
        return frame.columns, frame.rows()  # type: ignore[return-value]

    assert_same(tables, lambda name: read(pl.read_csv(csv_folder / f"data/{name}.csv", infer_schema=False)))
    assert_same(tables, lambda name: read(pl.read_parquet(parquet_folder / f"data/{name}.parquet")))


def test_duckdb_reads_every_cell(csv_folder: Path, parquet_folder: Path, tables: Any) -> None:
    def read(relation: duckdb.DuckDBPyRelation) -> tuple[list[str], list[Sequence[object]]]:
        return relation.columns, relation.fetchall()  # type: ignore[return-value]

    assert_same(
        tables, lambda name: read(duckdb.read_csv(str(csv_folder / f"data/{name}.csv"), all_varchar=True, header=True))
    )
    assert_same(tables, lambda name: read(duckdb.read_parquet(str(parquet_folder / f"data/{name}.parquet"))))


# --- the database


@pytest.fixture(scope="module")
def database(dist: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{dist / NAME}.sqlite?mode=ro", uri=True)
    yield connection
    connection.close()


def test_sqlite_reads_every_cell(database: sqlite3.Connection, tables: Any) -> None:
    def read(name: str) -> tuple[list[str], list[Sequence[object]]]:
        cursor = database.execute(f'select * from "{name}"')
        return [column[0] for column in cursor.description], cursor.fetchall()

    assert_same(tables, read)


def test_the_database_has_the_keys_and_meanings_of_the_descriptor(database: sqlite3.Connection) -> None:
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    for table in roa.tables:
        schema = roa.schema(table.name)
        columns = database.execute(f"pragma table_info('{table.name}')").fetchall()
        assert tuple(c[1] for c in sorted(columns, key=lambda c: c[5]) if c[5]) == tuple(schema.primary_key)
        keys = {(row[2], row[3], row[4]) for row in database.execute(f"pragma foreign_key_list('{table.name}')")}
        assert keys == {(c.references.table, c.name, c.references.column) for c in schema if c.references}, table.name
        meanings = dict(database.execute("select column_name, meaning from about where table_name = ?", [table.name]))
        assert meanings == {None: table.description, **{column.name: column.description for column in schema}}


def test_a_join_of_the_database_searches_and_never_scans_for_each_row(database: sqlite3.Connection) -> None:
    for table in roa.tables:
        for _, _, target, own, other, *_ in database.execute(f"pragma foreign_key_list('{table.name}')").fetchall():
            question = f'select count(*) from "{target}" t cross join "{table.name}" m on m."{own}" = t."{other}"'
            plan = [step[3] for step in database.execute(f"explain query plan {question}")]
            assert any(step.startswith("SEARCH m ") for step in plan), (table.name, own, plan)


def test_datasette_serves_the_database_with_links_along_the_foreign_keys(
    dist: Path, tmp_path: Path, tables: Any
) -> None:
    """Under a name without dots: Datasette 0.65 does not encode a database's name in the links that it makes of keys."""
    (tmp_path / "roa.sqlite").symlink_to(dist / f"{NAME}.sqlite")

    async def served() -> tuple[dict[str, Any], dict[str, int]]:
        datasette = Datasette([], immutables=[str(tmp_path / "roa.sqlite")], settings={"max_returned_rows": 10_000})
        await datasette.invoke_startup()
        answers = {name: await datasette.client.get(f"/roa/{name}.json?_shape=arrays&_size=max") for name in tables}
        claim = roa.load("claims", "records")[0]["claim_id"]
        page = await datasette.client.get(f"/roa/claims?claim_id={claim}")
        links = set(re.findall(r'href="(/roa/(?!claims)\w+/[^"?]+)"', page.text))
        found = {link: (await datasette.client.get(link)).status_code for link in links}
        return {name: answer.json() for name, answer in answers.items()}, found

    read, links = asyncio.run(served())
    assert_same(tables, lambda name: (read[name]["columns"], read[name]["rows"]))
    assert set(links.values()) == {200}
    assert {"documents", "passages", "entities", "rules"} <= {link.split("/")[2] for link in links}


# --- the workbook


@pytest.fixture(scope="module")
def book(dist: Path) -> Iterator[openpyxl.Workbook]:
    workbook = openpyxl.load_workbook(dist / f"{NAME}.xlsx", read_only=True)
    yield workbook
    workbook.close()


def test_openpyxl_reads_every_cell(book: openpyxl.Workbook, tables: Any) -> None:
    assert book.sheetnames == ["read-me", "statements", "columns", *tables]

    def read(name: str) -> tuple[list[str], list[Sequence[object]]]:
        header, *rows = book[name].iter_rows()
        fields = tables[name][0]
        cells = []
        for row in rows:
            for field, cell in zip(fields, row, strict=False):  # empty cells at the end of a row are not in the file
                assert cell.value is None or cell.data_type == CELL_TYPES[field["type"]], (name, cell.coordinate)
            values = [unescaped(cell.value) for cell in row]
            cells.append(values + [None] * (len(fields) - len(values)))
        return [str(cell.value) for cell in header], cells

    assert_same(tables, read)


#: days are texts, so that no program shows another day or another order of its parts
CELL_TYPES = {"string": "s", "date": "s", "boolean": "b", "integer": "n", "number": "n"}


def unescaped(cell: object) -> object:
    """What a spreadsheet program shows for a text (ECMA-376, ST_Xstring); openpyxl leaves it as it is written."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), cell) if isinstance(cell, str) else cell


def test_a_reader_of_the_workbook_finds_the_way(tmp_path: Path) -> None:
    package = roa.open(write_package(tmp_path / "arlen", arlen(), texts()))
    book = openpyxl.load_workbook(package.export(tmp_path / "arlen.xlsx"))
    sheets = ["statements", "columns", *package.tables.names]
    assert book.sheetnames == ["read-me", *sheets]
    listed = [cell for (cell,) in book["read-me"].iter_rows(max_col=1) if cell.hyperlink]
    assert [cell.value for cell in listed] == sheets
    assert [cell.hyperlink.location for cell in listed] == [f"'{name}'!A1" for name in sheets]
    assert [cell.offset(0, 1).value for cell in listed] == [book[name].max_row - 1 for name in sheets]
    for name in sheets:
        sheet = book[name]
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref.endswith(str(sheet.max_row))
        assert set(sheet.column_dimensions) == {cell.column_letter for cell in sheet[1]}
        assert all(8 <= column.width <= 60 for column in sheet.column_dimensions.values())


def test_the_read_me_of_the_workbook_says_what_it_is(book: openpyxl.Workbook) -> None:
    told = {row[0]: row[2] for row in book["read-me"].iter_rows(values_only=True) if len(row) > 2}
    assert told["version"].startswith(roa.__version__) and "CC-BY-SA-4.0" in told["licence"]
    assert "their agreement is no corroboration" in told["about"]
    assert told["read this first"] == str(roa.content_note[-1])
    assert {name: told[name] for name in roa.tables.names} == {table.name: table.description for table in roa.tables}


def test_the_statements_of_the_workbook_are_all_claims_in_the_order_of_the_texts(book: openpyxl.Workbook) -> None:
    header, *rows = book["statements"].iter_rows(values_only=True)
    claims = {row["claim_id"]: row for row in roa.load("claims", "records")}
    shown = [dict(zip(header, row, strict=True)) for row in rows]
    places = [(row["document_id"] != "roa-newer", claims[row["claim_id"]]["char_start"]) for row in shown]
    assert places == sorted(places) and {row["claim_id"] for row in shown} == set(claims)
    for row in shown:
        claim = claims[row["claim_id"]]
        assert {name: str(cell) for name, cell in row.items()} == {name: str(claim[name]) for name in row}

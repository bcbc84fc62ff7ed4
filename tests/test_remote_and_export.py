"""Another copy is taken whole and as promised, or not at all; exports hold every row and survive being read back."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

import roa_dataset as roa
from loopback import Answer, Server, running
from packages import arlen, texts, write_package, zipped
from roa_dataset import errors
from roa_dataset.exporting import aside
from roa_dataset.package import Package
from roa_dataset.remote import archive, download


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("arlen"), arlen(), texts())


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ROA_DATASET_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as found:
        yield found


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pooch.core.time.sleep", lambda seconds: None)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def left_in(cache: Path) -> list[Path]:
    return list(cache.rglob("*")) if cache.exists() else []


@pytest.mark.parametrize("top", ["", "arlen-2.0.0/"])
def test_an_archive_is_opened_like_its_folder(folder: Path, cache: Path, tmp_path: Path, top: str) -> None:
    path = zipped(folder, tmp_path / "arlen.zip", top)
    package = roa.open(path, sha256=sha(path.read_bytes()))
    assert package.version == "2.0.0" and package.load("claims", "records") == roa.open(folder).load(
        "claims", "records"
    )
    assert package.claim("c3").document.text == texts()["arlen-newer"]
    assert [p.name for p in cache.iterdir()] == [sha(path.read_bytes())]
    assert roa.open(str(path)).root == package.root


def test_an_unpacked_copy_that_was_altered_is_unpacked_again(folder: Path, cache: Path, tmp_path: Path) -> None:
    path = zipped(folder, tmp_path / "arlen.zip")
    names = roa.open(path).root / "data/names.csv"
    names.write_bytes(names.read_bytes().replace("Квилль".encode(), b"Quill"))
    assert "Квилль" in (roa.open(path).root / "data/names.csv").read_text(encoding="utf-8")
    assert len(list(cache.iterdir())) == 1


def test_an_address_is_fetched_once_and_kept(folder: Path, cache: Path, tmp_path: Path, server: Server) -> None:
    body = zipped(folder, tmp_path / "arlen.zip").read_bytes()
    server.answers["/good.zip"] = Answer(200, body)
    server.asked.clear()
    for _ in range(2):
        assert roa.open(f"{server.address}/good.zip", sha256=f"sha256:{sha(body)}").claim("c4").number_min == 500
    assert server.asked == ["/good.zip"] and [p.name for p in cache.iterdir()] == [sha(body)]


def test_a_broken_connection_is_tried_again(
    folder: Path, cache: Path, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = zipped(folder, tmp_path / "arlen.zip").read_bytes()
    server.answers["/late.zip"] = [Answer(503), Answer(200, body)]
    server.asked.clear()
    assert roa.open(f"{server.address}/late.zip", sha256=sha(body)).version == "2.0.0"
    assert server.asked == ["/late.zip"] * 2


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        ("/altered.zip", errors.ArchiveRefusedError, "found another file"),
        (
            "/truncated.zip",
            (errors.DownloadFailedError, errors.ArchiveRefusedError),
            "could not be fetched|another file",
        ),
        ("/missing.zip", errors.DownloadFailedError, "404"),
        ("/huge.zip", errors.ArchiveRefusedError, "expected at most"),
    ],
)
def test_what_is_not_the_promised_archive_is_refused(
    folder: Path, cache: Path, tmp_path: Path, server: Server, path: str, error: type[Exception],
    message: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    body = zipped(folder, tmp_path / "arlen.zip").read_bytes()
    server.answers["/altered.zip"] = Answer(200, body[:-9] + b"\0" + body[-8:])
    server.answers["/truncated.zip"] = Answer(200, body[: len(body) // 2], announced=len(body))
    server.answers["/huge.zip"] = Answer(200, body, announced=download.LARGEST_ARCHIVE + 1)
    with pytest.raises(error, match=message):
        roa.open(server.address + path, sha256=sha(body))
    assert not left_in(cache)


def test_an_address_that_sends_more_than_it_announces_is_cut_off(
    cache: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    meter = download._Meter("http://127.0.0.1/x.zip")
    meter.total = 0  # nothing announced
    with pytest.raises(download._StopError):
        for _ in range(download.LARGEST_ARCHIVE // download._CHUNK + 2):
            meter.update(download._CHUNK)


@pytest.mark.parametrize(
    ("source", "sha256", "message"),
    [
        ("https://example.org/a.zip", None, "found no sha256"),
        ("https://example.org/a.zip", "abc", "64 hexadecimal"),
        ("http://example.org/a.zip", "0" * 64, "found http; expected an https"),
        ("ftp://example.org/a.zip", "0" * 64, "found ftp"),
        ("file:///etc/passwd", "0" * 64, "found file"),
    ],
)
def test_only_encrypted_addresses_with_a_hash_are_asked(
    cache: Path, source: str, sha256: str | None, message: str
) -> None:
    with pytest.raises(errors.ArchiveRefusedError, match=message):
        roa.open(source, sha256=sha256)


def hostile(folder: Path, path: Path, kind: str) -> Path:
    """An archive with one thing wrong."""
    zipped(folder, path)
    if kind == "truncated":
        path.write_bytes(path.read_bytes()[:-300])
    elif kind == "not a zip":
        path.write_bytes(b"<html>not found</html>")
    elif kind == "altered":
        data = path.read_bytes()
        path.write_bytes(data[:300] + bytes([data[300] ^ 255]) + data[301:])
    elif kind == "no descriptor":
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("readme.txt", "x")
    else:
        name = {
            "parent": "../evil.txt", "absolute": "/tmp/evil.txt", "backslash": "..\\evil.txt", "drive": "C:evil.txt",
            "twice": "DATA/claims.csv", "inside": "data/../../evil.txt", "bomb": "bomb.bin", "link": "link",
        }[kind]  # fmt: skip
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
            entry = zipfile.ZipInfo("x")
            entry.filename = entry.orig_filename = name
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16 if kind == "link" else 0o644 << 16
            file.writestr(entry, b"\0" * 3_000_000 if kind == "bomb" else b"/etc/passwd")
    return path


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("truncated", "no whole zip"), ("not a zip", "no whole zip"), ("altered", "no whole zip|altered|no JSON|entry"),
        ("no descriptor", "no datapackage.json"), ("parent", "'../evil.txt'"), ("absolute", "'/tmp/evil.txt'"),
        ("backslash", "plain paths"), ("drive", "'C:evil.txt'"), ("inside", "plain paths"), ("twice", "twice"),
        ("bomb", "bytes inside"), ("link", "a link"),
    ],
)  # fmt: skip
def test_a_hostile_archive_is_refused_and_leaves_nothing(
    folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, message: str
) -> None:
    monkeypatch.setattr(archive, "LARGEST_CONTENT", 2_000_000)
    path = hostile(folder, tmp_path / "evil.zip", kind)
    with pytest.raises(errors.ArchiveRefusedError, match=message):
        roa.open(path)
    assert not left_in(cache) and not (tmp_path / "evil.txt").exists()


def test_an_archive_that_is_too_large_is_not_even_opened(
    folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(folder, tmp_path / "arlen.zip")
    monkeypatch.setattr(archive, "LARGEST_ARCHIVE", 1_000)
    with pytest.raises(errors.ArchiveRefusedError, match="expected at most 1,000"):
        roa.open(path)


def test_an_archive_is_not_the_file_that_its_hash_names(folder: Path, cache: Path, tmp_path: Path) -> None:
    with pytest.raises(errors.ArchiveRefusedError, match="found SHA-256"):
        roa.open(zipped(folder, tmp_path / "arlen.zip"), sha256="0" * 64)


@pytest.mark.parametrize("change", ["altered", "gone", "longer"])
def test_a_folder_whose_files_are_not_the_descriptors_is_refused(tmp_path: Path, change: str) -> None:
    path = write_package(tmp_path, arlen(), texts()) / "data/names.csv"
    data = path.read_bytes()
    if change == "gone":
        path.unlink()
    else:
        path.write_bytes(data.replace(b"1st", b"2nd", 1) if change == "altered" else data + b"\n")
    with pytest.raises(errors.ArchiveRefusedError, match=r"data/names\.csv: found"):
        roa.open(tmp_path)


def test_a_place_without_a_package_is_told() -> None:
    with pytest.raises(errors.PackageNotFoundError, match="no such folder"):
        roa.open("no/such/place")


# --- export


@pytest.fixture(scope="module")
def package(folder: Path) -> Package:
    return roa.open(folder)


def test_a_workbook_holds_texts_and_days_as_texts(tmp_path: Path) -> None:
    tables = arlen()
    hostile = ["=1+1", "#N/A", "_x000D_ 1945-02-15", "a\nb\x01"]
    for row, name in zip(tables["names"], hostile, strict=True):
        row["name"] = name
    package = roa.open(write_package(tmp_path / "p", tables, texts()))
    book = openpyxl.load_workbook(package.export(tmp_path / "arlen.xlsx", tables=["names", "claims", "documents"]))
    assert book.sheetnames == ["read-me", "statements", "columns", "names", "claims", "documents"]
    names = [row[2] for row in book["names"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in names} == {"s"}
    assert [cell.value for cell in names] == ["=1+1", "#N/A", "_x005F_x000D_ 1945-02-15", "a\nb_x0001_"]
    header, *rows = book["claims"].iter_rows(values_only=True)
    claim = dict(zip(header, rows[2], strict=True))
    assert (claim["number_min"], claim["citation_needed"], claim["date_earliest"]) == (None, False, "1931-05-01")
    assert claim["quote"] == "Colonel Bo Vane led the Arlen Guard in May 1931"


def test_a_text_that_no_cell_can_hold_is_refused(tmp_path: Path) -> None:
    tables = arlen()
    tables["names"][0]["name"] = "n" * 32_768
    package = roa.open(write_package(tmp_path / "p", tables, texts()))
    with pytest.raises(
        errors.ExportError, match="names, row 2, name: found a text of 32,768 characters; a cell holds 32,767"
    ):
        package.export(tmp_path / "arlen.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def test_a_database_holds_types_keys_and_meanings(package: Package, tmp_path: Path) -> None:
    with sqlite3.connect(package.export(tmp_path / "arlen.sqlite")) as connection:
        rows = connection.execute("select claim_id, number_min, date_earliest, citation_needed from claims").fetchall()
        assert rows[2:4] == [("c3", None, "1931-05-01", 0), ("c4", 500.0, None, 0)]
        assert connection.execute("select meaning from about where column_name = 'quote'").fetchall() == [
            ("The quote.",)
        ]
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("insert into claims select * from claims")
    connection.close()


def test_the_real_tables_keep_their_keys_in_a_database(tmp_path: Path) -> None:
    with sqlite3.connect(roa.export(tmp_path / "roa.db")) as connection:
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        for table in roa.tables:
            assert connection.execute(f"select count(*) from {table.name}").fetchone() == (table.rows,)
    connection.close()


def test_duckdb_parquet_and_json_lines_hold_every_row(package: Package, tmp_path: Path) -> None:
    with duckdb.connect(str(package.export(tmp_path / "arlen.duckdb"))) as connection:
        assert connection.execute("select number_min from claims where claim_id = 'c4'").fetchone() == (500.0,)
    folder = package.export(tmp_path / "parquet")
    assert sorted(p.stem for p in folder.iterdir()) == sorted(package.tables.names)
    assert pq.ParquetFile(folder / "names.parquet").read().to_pylist() == package.load("names", "records")
    lines = package.export(tmp_path / "arlen.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == sum(table.rows for table in package.tables) and '"table": "documents"' in lines[0]


def test_an_archive_of_csv_files_is_a_package_again(package: Package, cache: Path, tmp_path: Path) -> None:
    first = package.export(tmp_path / "arlen.zip")
    second = package.export(tmp_path / "again.zip")
    assert first.read_bytes() == second.read_bytes()
    again = roa.open(first)
    for table in package.tables.names:
        assert again.load(table, "records") == package.load(table, "records")
    assert again.claim("c1").document.text == texts()["arlen-older"]
    some = roa.open(roa.export(tmp_path / "some.zip", tables=["ranks", "documents"]))
    assert some.tables.names == ("documents", "ranks")
    assert some.schema("ranks")["entity_id"].references is None  # its table was left out


def test_an_archive_of_parquet_files_is_a_package_again_and_gives_the_same_csv_files(
    package: Package, cache: Path, tmp_path: Path
) -> None:
    path = package.export(tmp_path / "arlen.zip", format="parquet-zip", tables=["claims", "documents"])
    again = roa.open(path)
    assert again.tables.names == ("documents", "claims")
    assert again.load("claims", "records") == package.load("claims", "records")
    assert again.claim("c1").document.text == texts()["arlen-older"]
    assert again.export(tmp_path / "again.zip", format="parquet-zip").read_bytes() == path.read_bytes()
    csv = roa.open(again.export(tmp_path / "csv.zip"))
    for table in ("claims", "documents"):
        assert csv.descriptor.table(table)["format"] == "csv"
        assert csv.load(table, "records") == package.load(table, "records")


def test_an_export_replaces_nothing_unless_told_and_is_whole_or_not_there(
    package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "arlen.jsonl"
    path.write_text("mine")
    with pytest.raises(errors.ExportError, match="found something there"):
        package.export(path)
    monkeypatch.setattr(aside.os, "replace", lambda old, new: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        package.export(path, overwrite=True)
    assert path.read_text() == "mine" and [p.name for p in tmp_path.iterdir()] == ["arlen.jsonl"]
    monkeypatch.undo()
    package.export(path, overwrite=True)
    assert path.read_text().startswith('{"table"')
    for _ in range(2):
        package.export(tmp_path / "folder", overwrite=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["arlen.jsonl", "folder"]
    for target, message in ((tmp_path / "no/x.jsonl", "no such folder"), (tmp_path / "folder", "the other")):
        with pytest.raises(errors.ExportError, match=message):
            package.export(target, format="jsonl", overwrite=True)
    with pytest.raises(errors.UnknownTableError, match="did you mean 'claims'"):
        package.export(tmp_path / "y.jsonl", tables=["claim"])

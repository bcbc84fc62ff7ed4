"""The archives of a release are valid by our own command too: one has CSV files alone, the other Parquet files alone."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import roa_dataset as roa
from conftest import ROOT
from roa_dataset.loading.descriptor import Descriptor
from roa_dataset.package import Package
from roa_dataset.validation.descriptor import check_descriptor
from roa_dataset.validation.files import check_files, check_headers
from roa_dataset.validation.parquet_only import is_parquet_only, with_csv


def unpacked(package: Package, form: str, folder: Path) -> Path:
    with zipfile.ZipFile(package.export(folder.with_suffix(".zip"), format=form)) as archive:  # type: ignore[arg-type]
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def parquet_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(roa.open(ROOT), "parquet-zip", tmp_path_factory.mktemp("archive") / "parquet")


def test_descriptors_and_files_of_both_archives_are_good(parquet_folder: Path, tmp_path: Path) -> None:
    for folder in (parquet_folder, unpacked(roa.open(ROOT), "zip", tmp_path / "csv")):
        descriptor = Descriptor(str(folder))
        assert [str(one) for one in check_descriptor(str(folder), descriptor.content)] == []
        assert [str(one) for one in (*check_files(descriptor), *check_headers(descriptor))] == []
        assert is_parquet_only(descriptor) is (folder == parquet_folder)


def test_parquet_files_are_checked_as_the_csv_files_that_they_came_from(parquet_folder: Path) -> None:
    with with_csv(Descriptor(str(parquet_folder))) as both:
        assert {p.name: p.read_bytes() for p in Path(both.folder, "data").iterdir()} == {
            p.name: p.read_bytes() for p in (ROOT / "data").iterdir()
        }
        assert list(both.tables) == list(Descriptor(str(ROOT)).tables)
        assert all(both.parquet(name) for name in both.tables) and not is_parquet_only(both)
    assert not Path(both.folder).exists()


def test_a_wrong_cell_and_a_broken_file_are_found_in_their_parquet_file(invented: Path, tmp_path: Path) -> None:
    folder = unpacked(roa.open(invented), "parquet-zip", tmp_path / "parquet")
    path = folder / "data/claims.parquet"
    with pq.ParquetFile(path) as file:
        rows = file.read()
    quotes = rows["quote"].to_pylist()
    wrong = rows.set_column(rows.schema.get_field_index("quote"), rows.schema.field("quote"), [[*quotes[:-1], "x"]])
    pq.write_table(wrong, path)
    promise(folder, "claims")
    report = roa.validate(folder)
    assert {finding.file for finding in report.findings if finding.column == "quote"} == {"data/claims.parquet"}
    path.write_bytes(path.read_bytes()[:-9])
    promise(folder, "claims")
    (finding,) = roa.validate(folder).findings
    assert (finding.file, finding.layer, finding.expected) == ("data/claims.parquet", "tables", "a Parquet file")


def promise(folder: Path, table: str) -> None:
    """Size and hash of a table's file as they are now, so that nothing but its content is wrong."""
    content = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(r for r in content["resources"] if r["name"] == table)
    data = (folder / resource["path"]).read_bytes()
    resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    (folder / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")


def test_one_form_is_not_mixed_with_the_other(parquet_folder: Path) -> None:
    content = Descriptor(str(parquet_folder)).content
    (lost,) = (r for r in content["resources"] if r["name"] == "ranks")
    without = {**content, "resources": [{**r, "schema": None} if r is lost else r for r in content["resources"]]}
    found = [f.found for f in check_descriptor(str(parquet_folder), without)]
    assert "Parquet without its table" in found
    beside = Descriptor(str(ROOT)).content
    twice = [{**r, "schema": lost["schema"]} if r["name"] == "ranks-parquet" else r for r in beside["resources"]]
    found = [f.found for f in check_descriptor(str(ROOT), {**beside, "resources": twice})]
    assert "a schema beside that of the CSV file" in found
    gone = [r for r in beside["resources"] if r["name"] != "ranks-parquet"]
    found = [f.found for f in check_descriptor(str(ROOT), {**beside, "resources": gone})]
    assert found == ["a table without Parquet"]

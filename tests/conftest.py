"""What the tests of the extraction share: the tables as committed, copies of raw/ with changes, builds into other folders."""

from __future__ import annotations

import csv
import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import releases
from roa_dataset.schema_files import Column, load_schema

# machines here are shared and noisy: a slow example is no wrong one
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "raw"
METADATA = ROOT / "metadata"
INVENTED = ROOT / "tests" / "data" / "invented"

Row = dict[str, object]
Tables = dict[str, list[Row]]


def typed(column: Column, cell: str) -> object:
    """A cell of a CSV file as the schema types it; the empty cell is None."""
    if cell == "":
        return None
    if column.type == "integer":
        return int(cell)
    if column.type == "number":
        return float(cell)
    if column.type == "boolean":
        return {"true": True, "false": False}[cell]
    return cell


def read_tables(package: Path) -> Tables:
    """Every table of a built package, read back from its CSV files and typed by the schema."""
    tables: Tables = {}
    for table in load_schema(METADATA).tables:
        with (package / "data" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            tables[table.name] = [{c.name: typed(c, row[c.name]) for c in table.columns} for row in rows]
    return tables


def read_texts(package: Path, tables: Tables) -> dict[str, str]:
    """document_id → the raw text, decoded and otherwise untouched."""
    return {str(d["document_id"]): (package / str(d["path"])).read_bytes().decode() for d in tables["documents"]}


def write_raw(folder: Path, rows: Sequence[Mapping[str, str]], files: Mapping[str, bytes], pin: bool = True) -> Path:
    """A raw folder of these files and rows of documents.csv; `pin` writes the true hash and counts into the rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            data = files.get(row["path"].removeprefix("raw/"))
            pins: dict[str, str] = {}
            if pin and data is not None:
                pins = {
                    "sha256": hashlib.sha256(data).hexdigest(),
                    "bytes": str(len(data)),
                    "characters": str(len(data.decode())),
                }
            writer.writerow({**row, **pins})
    return folder


def read_raw(folder: Path = RAW) -> tuple[list[dict[str, str]], dict[str, bytes]]:
    """The rows of documents.csv and the bytes of the texts that they name."""
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [row["path"].removeprefix("raw/") for row in rows]
    return rows, {name: (folder / name).read_bytes() for name in names}


def run_build(raw: Path, out: Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python scripts/build.py --raw RAW --out OUT` in a process of its own."""
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--raw", str(raw), "--out", str(out)]
    env = {**os.environ, "PYTHONUTF8": "1", **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def built(raw: Path, out: Path) -> Path:
    """The folder of a build that must succeed."""
    done = run_build(raw, out)
    assert done.returncode == 0, done.stderr
    return out


def tree(folder: Path) -> dict[str, bytes]:
    """Path from the folder → content, for every file under it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def built_once(name: str, raw: Path, factory: pytest.TempPathFactory) -> Path:
    """One build of these texts for all processes of a test run."""
    return made_once(name, factory, lambda out: built(raw, out))


def made_once(name: str, factory: pytest.TempPathFactory, make: Callable[[Path], Path]) -> Path:
    """A folder that `make` makes once for all processes of a test run: the first that asks does it, the others wait."""
    together = "PYTEST_XDIST_WORKER" in os.environ
    folder = factory.getbasetemp().parent if together else factory.getbasetemp()
    out = folder / f"{name}-out"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return out if out.is_dir() else make(out)


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as the scripts build it now, from raw/ into an empty folder; no test may change a file of it."""
    return built_once("package", RAW, tmp_path_factory)


@pytest.fixture(scope="session")
def tables(package: Path) -> Tables:
    return read_tables(package)


@pytest.fixture(scope="session")
def texts(package: Path, tables: Tables) -> dict[str, str]:
    return read_texts(package, tables)


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package built from the invented articles; no test may change a file of it."""
    return built_once("invented", INVENTED / "raw", tmp_path_factory)


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean repository with the files of this checkout; no test may change it."""
    return made_once("checkout", tmp_path_factory, releases.repository)


@pytest.fixture(scope="session")
def dist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release that `make release` makes of it, under another time zone, language, hash seed and umask than the tests'."""
    return made_once("dist", tmp_path_factory, lambda out: releases.released(checkout, out))


#: files whose tests take longest: begun first, so that no process of the run waits for another at the end
LONG = (
    "test_corruption.py", "test_site_in_browser.py", "test_build.py", "test_release_formats.py", "test_release.py",
    "test_catalogues.py", "test_fuzzing.py", "test_harmful_packages.py", "test_how_to_check.py", "test_pages_run.py",
    "test_layouts.py", "test_many.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; the rest as it was."""
    order = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.path.name, len(LONG)))

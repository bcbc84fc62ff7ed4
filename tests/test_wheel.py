"""The installed package: what the wheel holds, and that it answers from an empty folder with the required libraries alone."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import roa_dataset as roa
from roa_dataset.loading.engines import ENGINES

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that an installer would unpack the wheel into."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder)
    return folder


def run(installed: Path, cwd: Path, code: str, *, without: tuple[str, ...] = ()) -> str:
    """What the code prints in an empty folder; `without` are libraries that are as if not installed."""
    blocked = f"import sys; sys.modules.update(dict.fromkeys({list(without)!r}))\n"
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "ROA_DATASET_CACHE")}
    command = [sys.executable, "-c", blocked + code]
    done = subprocess.run(command, cwd=cwd, env={**env, "PYTHONPATH": str(installed)}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8").strip()


def test_the_wheel_is_small_typed_and_of_the_one_version(wheel: Path) -> None:
    assert wheel.stat().st_size < 3_000_000
    assert wheel.name.startswith(f"roa_dataset-{roa.__version__}-")
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
        info = f"roa_dataset-{roa.__version__}.dist-info"
        metadata = Parser().parsestr(file.read(f"{info}/METADATA").decode("utf-8"))
        entry_points = file.read(f"{info}/entry_points.txt").decode("utf-8")
    assert metadata["Version"] == roa.__version__
    assert set(metadata.get_all("Provides-Extra") or ()) == {"all", "duckdb", "polars", "xlsx"}
    assert "roa-dataset = roa_dataset.cli:main" in entry_points
    package = ("datapackage.json", "data/claims.parquet", "LICENSE-DATA.md", "docs/content-note.md")
    assert "frictionless_roa.py" in names and "roa_dataset/package/metadata/statements.toml" in names
    for name in ("py.typed", *(f"package/{name}" for name in package)):
        assert f"roa_dataset/{name}" in names
    assert not [name for name in names if name.startswith(("tests/", "scripts/", "metadata/"))]


def test_the_oldest_versions_that_are_tested_are_the_lower_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    bounds = dict(line.split(">=") for line in [*project["dependencies"], *extras["all"]])
    assert sorted(extras["all"]) == sorted(line for name, lines in extras.items() if name != "all" for line in lines)
    lines = (ROOT / "requirements-oldest.txt").read_text(encoding="utf-8").splitlines()
    tested = dict(line.split("==") for line in lines if "==" in line)
    assert set(tested) == set(bounds)
    for name, bound in bounds.items():
        assert tested[name].startswith(bound), name


def test_every_engine_has_its_own_return_type() -> None:
    """A type checker sees an overload for each engine; at run time they are gone, so the source is read."""
    tree = ast.parse((ROOT / "src/roa_dataset/package.py").read_text(encoding="utf-8"))
    loads = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "load"]
    overloads = [node for node in loads if node.decorator_list]
    engines = {ast.unparse(node.args.args[2].annotation or ast.Constant("")) for node in overloads}
    assert engines == {f"Literal[{engine!r}]" for engine in ENGINES} and len(loads) == len(overloads) + 1
    assert len({ast.unparse(node.returns or ast.Constant("")) for node in overloads}) == len(ENGINES)


def test_it_answers_from_an_empty_folder_with_the_required_libraries_alone(installed: Path, tmp_path: Path) -> None:
    code = """
import roa_dataset as roa, pathlib
assert pathlib.Path(roa.__file__).parent == roa.root.parent, roa.root
row = roa.load("claims", engine="records")[0]
claim = roa.claim(row["claim_id"])
assert claim.document.text[claim.char_start:claim.char_end] == claim.quote
assert len(roa.load("claims")) == roa.tables["claims"].rows
roa.export("roa.sqlite", tables=["documents"]); roa.export("roa.zip", tables=["documents"])
try:
    roa.load("claims", engine="polars")
except roa.errors.MissingExtraError as error:
    print(error)
"""
    shown = run(installed, tmp_path, code, without=("polars", "duckdb", "openpyxl"))
    assert "pip install 'roa-dataset[polars]'" in shown
    assert sorted(p.name for p in tmp_path.iterdir()) == ["roa.sqlite", "roa.zip"]


def test_the_command_answers_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    code = "from roa_dataset.cli import main; main(['sql', 'select count(*) as n from claims', '--csv'])"
    assert run(installed, tmp_path, code).splitlines() == ["n", str(roa.tables["claims"].rows)]
    assert not list(tmp_path.iterdir())

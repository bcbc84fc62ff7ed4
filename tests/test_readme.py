"""What people read first is true: the claim in the README, its version, its commands."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

import roa_dataset
from roa_dataset.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_claim_in_the_readme_stands_in_the_tables() -> None:
    block = README.split("<!-- claim:begin -->")[1].split("<!-- claim:end -->")[0]
    claim_id = re.search(r"c[0-9a-f]{12}", block)
    assert claim_id
    claim = roa_dataset.claim(claim_id[0])
    for column in ("statement", "quote", "document_id", "char_start", "char_end"):
        assert str(claim.row[column]) in block, column
    assert claim.document.text[claim.char_start : claim.char_end] == claim.quote


def test_the_numbers_of_the_readme_are_those_of_the_tables() -> None:
    block = README.split("<!-- numbers:begin -->")[1].split("<!-- numbers:end -->")[0]
    shown = re.findall(r"(\d[\d,]*) (\w+)", block)
    assert len(shown) >= 12
    names = {"texts": "documents", "rows": "provenance", "matters": "conflicts"}
    contradictions = sum(row["class"] == "contradiction" for row in roa_dataset.load("conflicts", engine="records"))
    for number, word in shown:
        found = contradictions if word == "of" else roa_dataset.tables[names.get(word, word)].rows
        assert number == f"{found:,}", word


def test_the_readme_is_one_screen_with_one_picture() -> None:
    assert len(README.splitlines()) <= 75
    assert len(re.findall(r"!\[[^\]]{20,}\]\(docs/images/\w+\.svg\)", README)) == README.count("![") == 1


def test_one_version_number() -> None:
    version = roa_dataset.__version__
    assert f'version = "{version}"' in (ROOT / "metadata/package.toml").read_text(encoding="utf-8")
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {version}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8").replace('"', "")
    places = [p for p in (ROOT / "pyproject.toml", ROOT / "src/roa_dataset/__init__.py") if version in p.read_text()]
    assert not places, "the version is typed in one place only"


def test_the_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"^    make (\w+)", README, re.MULTILINE)
    assert commands == ["data", "test"]
    for command in commands:
        assert re.search(rf"^{command}:", makefile, re.MULTILINE)


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, roa_dataset; print([m for m in ('pandas', 'pyarrow', 'frictionless') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert "://" in target or (ROOT / target).exists(), target


def test_the_quick_start_runs_as_it_is_printed() -> None:
    found = doctest.testfile(
        str(ROOT / "README.md"), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8"
    )
    assert found.failed == 0 and found.attempted >= 3


def test_the_commands_of_the_quick_start_run() -> None:
    lines = re.findall(r"^    (roa-dataset .+)$", README, re.MULTILINE)
    assert len(lines) >= 2
    for line in lines:
        shown = CliRunner().invoke(main, shlex.split(line)[1:])
        assert shown.exit_code == 0, (line, shown.stderr)


def test_the_examples_in_the_package_run() -> None:
    assert doctest.testmod(roa_dataset).failed == 0

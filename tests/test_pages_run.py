"""Every page of docs/ does what it says: its Python, shell and R lines run in order, and its links lead somewhere."""

from __future__ import annotations

import contextlib
import csv
import doctest
import inspect
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

import roa_dataset as roa
from roa_dataset.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*(ROOT / "docs").glob("*.md"), *(ROOT / "docs/how-to").glob("*.md"), ROOT / "RELEASING.md")
)
#: these need a checkout with its make; tests/test_add_text.py, test_rules.py and test_build.py run what they describe
OF_THE_CHECKOUT = {f"docs/how-to/{name}.md" for name in ("add-a-text", "add-a-name", "add-a-rule", "correct-an-error")}
OF_THE_CHECKOUT |= {"RELEASING.md"}
#: made by the build, tested where they are made
GENERATED = {
    f"docs/{name}.md"
    for name in (
        "contradictions",
        "coverage",
        "data-dictionary",
        "entity-relationships",
        "library",
        "datasheet",
        "dataset-card",
    )
}
#: its scripts are run by tests of their own
RUN_ELSEWHERE = {"docs/how-to/check-in-ci.md"}
_FENCE = re.compile(r"```(?P<kind>[^\n]*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^ {4,}(?P<text>(?:roa-dataset|pip) .+)$", re.MULTILINE)
_RUN = [name for name in PAGES if name not in OF_THE_CHECKOUT | GENERATED | RUN_ELSEWHERE]


@dataclass(frozen=True)
class Block:
    """A stretch of a page that can be run; `kind` is pycon, python, r, sql, or shell for one indented line."""

    kind: str
    text: str
    line: int


def blocks(page: str) -> list[Block]:
    """In the order of the page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    fences = [
        (m.start(), Block(m["kind"].strip(), m["text"], text[: m.start()].count("\n") + 2))
        for m in _FENCE.finditer(text)
    ]
    rest = _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    lines = [(m.start(), Block("shell", m["text"], 0)) for m in _COMMAND.finditer(rest)]
    return [block for _, block in sorted(fences + lines, key=lambda found: found[0])]


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as an unpacked archive is: descriptor, data, texts, the types for R."""
    for name in ("datapackage.json", "data", "raw"):
        (tmp_path / name).symlink_to(roa.root / name)
    (tmp_path / "col_types.R").symlink_to(ROOT / "docs/how-to/col_types.R")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ROA_DATASET_RELEASES", raising=False)
    monkeypatch.setenv("ROA_DATASET_CACHE", str(tmp_path / "cache"))
    return tmp_path


@pytest.mark.parametrize("page", _RUN)
def test_the_python_and_shell_of_a_page_run_as_they_are_printed(page: str, surroundings: Path) -> None:
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    for block in blocks(page):
        if block.kind == "pycon":
            test = doctest.DocTestParser().get_doctest(block.text, names, page, page, block.line)
            told: list[str] = []
            runner.run(test, out=told.append, clear_globs=False)
            names = test.globs
            assert runner.summarize(verbose=False).failed == 0, "".join(told)
        elif block.kind == "python":
            with contextlib.redirect_stdout(None):
                exec(compile(block.text, page, "exec"), names)
        elif block.kind == "shell":
            run_line(block.text)
        else:
            assert block.kind in ("r", "r frictionless", "sql", ""), f"{page}: nothing runs {block.kind}"


def run_line(line: str) -> None:
    words = shlex.split(line, comments=True)
    if words[0] == "pip":
        extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
            "optional-dependencies"
        ]
        wanted = re.fullmatch(r"roa-dataset(?:\[(?P<extra>\w+)\])?", words[2])
        assert words[:2] == ["pip", "install"] and wanted and (wanted["extra"] or "all") in extras, line
        return
    if words[1] == "export" and words[-1].endswith(
        ".xlsx"
    ):  # the whole workbook takes seconds: tests of the release write it
        words += ["--table", "documents"]
    apart = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
    shown = CliRunner(**apart).invoke(main, words[1:])
    if (
        words[1] == "download"
    ):  # tests/test_download.py runs it against a server; here it must fail before it asks anybody
        assert shown.exit_code == 2 and re.search(
            "found no release|whose .* file this installation knows", shown.stderr
        ), line
    else:
        assert shown.exit_code == 0 and shown.stdout, (line, shown.stderr)


def test_each_how_to_has_something_that_runs() -> None:
    for page in _RUN:
        if page.startswith("docs/how-to/") or page == "docs/quick-start.md":
            assert [b for b in blocks(page) if b.kind], page


@pytest.mark.parametrize("page", sorted(OF_THE_CHECKOUT))
def test_what_a_page_for_the_checkout_calls_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = set(re.findall(r"^[\w-]+(?=:)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    lines = re.findall(r"^ {4,}(\S.*)$", text, re.MULTILINE)
    called = {name for line in lines for name in re.findall(r"^make ([\w-]+)", line)}
    assert called and called <= targets
    for path in re.findall(r"(?<![\w/])((?:scripts|metadata|src|tests)/[\w./-]+\w)", text):
        assert (ROOT / path).exists() or any(ROOT.glob(f"{path}*")), path


def rscript(*packages: str) -> str:
    """The program, where it and these packages are installed; else the test is skipped, which says so."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("Rscript is not installed")
    wanted = ", ".join(f'"{name}"' for name in packages)
    asked = f"quit(status = !all(sapply(c({wanted}), requireNamespace, quietly = TRUE)))"
    if subprocess.run([program, "-e", asked], capture_output=True, check=False).returncode:
        pytest.skip(f"R has not got {' and '.join(packages)}")
    return program


@pytest.mark.parametrize(("kind", "package"), [("r", "readr"), ("r frictionless", "frictionless")])
def test_the_r_of_the_page_runs(kind: str, package: str, surroundings: Path) -> None:
    program = rscript(package)
    script = "\n".join(block.text for block in blocks("docs/how-to/r.md") if block.kind == kind)
    assert script
    done = subprocess.run([program, "-e", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_r_reads_every_cell_as_it_is_written(surroundings: Path) -> None:
    """Every table goes through readr with col_types.R and back into CSV: texts, days and codes are the same characters."""
    program = rscript("readr")
    script = """source("col_types.R"); dir.create("back")
for (name in names(roa_col_types)) {
  rows <- roa_read(name)
  for (column in names(rows)) if (is.numeric(rows[[column]])) rows[[column]] <- format(rows[[column]], digits = 15, trim = TRUE)
  readr::write_csv(rows, file.path("back", paste0(name, ".csv")), na = "")
}"""
    done = subprocess.run([program, "-e", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for table in roa.tables:
        types = {column.name: column.type for column in roa.schema(table.name)}  # type: ignore[arg-type]
        back = list(cells(surroundings / "back" / f"{table.name}.csv", types))
        assert back == list(cells(roa.root / "data" / f"{table.name}.csv", types)), table.name


def cells(path: Path, types: dict[str, str]) -> Iterator[dict[str, object]]:
    """The rows with numbers as numbers and truth values in small letters; the rest as written."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: cell(text, types[name]) for name, text in row.items()}


def cell(text: str, kind: str) -> object:
    if kind in ("integer", "number"):
        return float(text) if text not in ("", "NA") else None
    return text.lower() if kind == "boolean" else text


def test_the_index_of_the_documentation_leads_to_every_page() -> None:
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    linked = {os.path.normpath(f"docs/{target}") for target in re.findall(r"\]\(([^)#]+)\)", index)}
    assert set(PAGES) - {"docs/README.md"} <= linked


@pytest.mark.parametrize("page", PAGES)
def test_links_of_a_page_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert ((ROOT / page).parent / target).exists(), target

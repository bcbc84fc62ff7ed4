"""docs/how-to/check-in-ci.md: every set-up on the page is run as it stands, on a good copy and on damaged ones.

`pip install` is the one line that is not run: the libraries are those of the environment that the tests run in.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from packages import copied, zipped

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "how-to" / "check-in-ci.md").read_text(encoding="utf-8")
BLOCKS: dict[str, str] = dict(re.findall(r"<!-- (\S+) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL))
BINARIES = Path(sys.executable).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package as somebody keeps it in a repository of their own."""
    return copied(ROOT, tmp_path / "copy")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The commands of this environment on the path, and a pip that installs nothing."""
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, line in {
        "pip": "exit 0",
        "roa-dataset": f"exec {shlex.quote(sys.executable)} -c 'from roa_dataset.cli import main; main()' \"$@\"",
        "frictionless": f'exec {shlex.quote(sys.executable)} -m frictionless "$@"',
        "pre-commit": f'exec {shlex.quote(sys.executable)} -m pre_commit "$@"',
    }.items():
        (commands / name).write_text(f"#!/bin/sh\n{line}\n")
        (commands / name).chmod(0o755)
    home = {"HOME": str(tmp_path), "PRE_COMMIT_HOME": str(tmp_path / "hooks"), "GIT_CONFIG_NOSYSTEM": "1"}
    path = os.pathsep.join([str(commands), str(BINARIES), os.environ["PATH"]])
    return {**os.environ, **home, "PATH": path, "PYTHONPATH": str(ROOT / "src")}


def run(script: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def damage(folder: Path) -> None:
    """One letter of one quote: of the claim that stands first."""
    path = folder / "data" / "claims.csv"
    with path.open(encoding="utf-8", newline="") as file:
        quote = next(csv.DictReader(file))["quote"].splitlines()[0].encode()
    path.write_bytes(path.read_bytes().replace(quote, b"#" + quote[1:], 1))


def test_the_page_has_the_set_ups_that_are_tested() -> None:
    assert set(BLOCKS) == {
        "check.sh", "check-archive.sh", "check-codes.sh", ".pre-commit-config.yaml", "install-hooks.sh", "data.yml",
        "frictionless.sh",
    }  # fmt: skip


def test_the_shell_script_passes_a_good_copy_and_leaves_a_page(copy: Path, environment: dict[str, str]) -> None:
    done = run(BLOCKS["check.sh"], copy, environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (copy / "validation.html").read_text(encoding="utf-8").startswith("<!")


def test_an_archive_is_checked_as_it_is(copy: Path, environment: dict[str, str], tmp_path: Path) -> None:
    damage(copy)
    zipped(copy, tmp_path / "package.zip").rename(copy / "package.zip")
    done = run(BLOCKS["check-archive.sh"], copy, environment)
    assert done.returncode == 1, done.stderr
    report = json.loads((copy / "validation.json").read_text(encoding="utf-8"))
    assert not report["valid"] and any(finding["file"] == "data/claims.csv" for finding in report["findings"])


def test_the_script_tells_wrong_from_not_looked_at(copy: Path, environment: dict[str, str]) -> None:
    assert run(BLOCKS["check-codes.sh"], copy, environment).stdout == "whole\n"
    damage(copy)
    wrong = run(BLOCKS["check-codes.sh"], copy, environment)
    assert wrong.returncode == 1 and "data/claims.csv" in wrong.stdout
    (copy / "datapackage.json").unlink()
    nothing = run(BLOCKS["check-codes.sh"], copy, environment)
    assert nothing.returncode == 2 and nothing.stdout == "not checked\n"


def test_the_hooks_stop_a_commit_of_damaged_data_and_no_other(copy: Path, environment: dict[str, str]) -> None:
    (copy / ".pre-commit-config.yaml").write_text(BLOCKS[".pre-commit-config.yaml"])
    commit = "git add . && git -c user.name=x -c user.email=x@example.org commit -q -m x"
    begun = run(f"git init -q . && {BLOCKS['install-hooks.sh']}\n{commit}", copy, environment)
    assert begun.returncode == 0, begun.stdout + begun.stderr
    damage(copy)
    stopped = run(commit, copy, environment)
    assert stopped.returncode != 0 and "data/claims.csv" in stopped.stdout + stopped.stderr
    hooks = {hook["id"]: hook for hook in yaml.safe_load(BLOCKS[".pre-commit-config.yaml"])["repos"][0]["hooks"]}
    assert hooks["roa-dataset"]["entry"] == "roa-dataset validate ." and hooks["roa-dataset"]["stages"] == ["pre-push"]


def test_the_workflow_runs_the_lines_of_the_shell_script_and_may_only_read(
    copy: Path, environment: dict[str, str]
) -> None:
    workflow = yaml.safe_load(BLOCKS["data.yml"])
    assert workflow["permissions"] == {"contents": "read"}
    steps = workflow["jobs"]["validate"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == BLOCKS["check.sh"].splitlines()[1:]
    ours = (ROOT / ".github" / "workflows").glob("*.yml")
    pinned = {
        line.strip().removeprefix("- ") for path in ours for line in path.read_text(encoding="utf-8").splitlines()
    }
    for line in BLOCKS["data.yml"].splitlines():
        if "uses:" in line:  # the commits are those that our own workflows name
            assert line.strip().removeprefix("- ") in pinned


def test_frictionless_finds_our_checks_by_itself(copy: Path, environment: dict[str, str]) -> None:
    damage(copy)
    done = run(BLOCKS["frictionless.sh"].replace("datapackage.json", "datapackage.json --json"), copy, environment)
    assert done.returncode == 1, done.stderr
    types = {error["type"] for task in json.loads(done.stdout)["tasks"] for error in task["errors"]}
    assert "roa-evidence-error" in types

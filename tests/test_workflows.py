"""The project's own workflows: actions pinned by commit, no job that may do more than it needs, steps that are make targets."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
#: what a job may write, and why it must
MAY_WRITE = {("release.yml", "draft"): {"contents": "write"}}


def workflow(path: Path) -> dict[Any, Any]:
    content: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


def test_there_is_a_workflow_for_changes_and_one_for_releases() -> None:
    assert {path.name for path in WORKFLOWS} == {"ci.yml", "release.yml"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_and_says_its_version(path: Path) -> None:
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used and all(PINNED.fullmatch(action) for action in used), used
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert len(lines) == len(used)
    assert all(re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in lines), lines


def test_one_action_has_one_commit_everywhere() -> None:
    used = {step["uses"] for path in WORKFLOWS for step in steps(path) if "uses" in step}
    assert len({action.partition("@")[0] for action in used}) == len(used), sorted(used)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_job_may_write_that_need_not(path: Path) -> None:
    content = workflow(path)
    assert content["permissions"] in ({}, {"contents": "read"})
    for name, job in content["jobs"].items():
        allowed = MAY_WRITE.get((path.name, name), {"contents": "read"})
        assert job.get("permissions", {"contents": "read"}) == allowed, name
        assert job["timeout-minutes"] <= 60
    assert "pull_request_target" not in content[True]  # `on` is the truth value in YAML 1.1
    assert "secrets." not in path.read_text(encoding="utf-8")


def test_the_job_that_may_write_runs_no_code_of_the_project() -> None:
    used = [step.get("uses", "") for step in workflow(ROOT / ".github/workflows/release.yml")["jobs"]["draft"]["steps"]]
    assert not any(action.startswith("actions/checkout@") for action in used)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_checkout_keeps_no_credentials(path: Path) -> None:
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_expression_of_an_event_stands_inside_a_script(path: Path) -> None:
    """A branch may have any name: what comes from outside reaches a script as an environment variable."""
    for step in steps(path):
        named = re.findall(r"\$\{\{\s*([\w.]+)", step.get("run", ""))
        assert all(name.startswith("matrix.") for name in named), step


def test_workflows_run_make_targets_that_there_are() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {name for line in re.findall(r"^([\w -]+):(?!=)", makefile, re.MULTILINE) for name in line.split()}
    called = {
        target
        for path in WORKFLOWS
        for step in steps(path)
        for target in re.findall(r"make ([\w-]+)", step.get("run", ""))
    }
    called |= {
        row["libraries"]
        for row in workflow(ROOT / ".github/workflows/ci.yml")["jobs"]["loader"]["strategy"]["matrix"]["include"]
    }
    assert {"test", "oldest", "newest"} <= called
    assert called - {"release"} <= targets  # make release comes with the release files
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")

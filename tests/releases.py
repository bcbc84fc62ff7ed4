"""What the tests of a release share: a repository like the checkout, clean, and reading a cell as the CSV file writes it."""

from __future__ import annotations

import csv
import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_NOT_OURS = (".git", ".venv*", "dist", "build", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")

Cells = list[list[str]]


def git(folder: Path, *arguments: str) -> str:
    """What git says in this folder, without anybody's own settings."""
    who = ("-c", "user.name=A. Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", *who, *arguments]
    return subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True).stdout


def repository(folder: Path) -> Path:
    """A repository with one commit: the files of the checkout as they are now, committed or not, without ignored ones."""
    if (ROOT / ".git").exists():
        for name in git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)
    else:
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*_NOT_OURS))
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "As it is")
    return folder


def released(checkout: Path, out: Path) -> Path:
    """What scripts/make_release.py writes for this repository, in a process with other surroundings than the tests'."""
    command = [sys.executable, str(checkout / "scripts/make_release.py"), "--out", str(out)]
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "SOURCE_DATE_EPOCH": "1"}
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=out.parent, env={**env, **other}, capture_output=True, text=True, umask=0o077)
    assert done.returncode == 0, done.stderr
    return out


def commit(folder: Path, message: str) -> None:
    """Commits everything that is there."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def reference(folder: Path) -> dict[str, tuple[list[dict[str, Any]], Cells]]:
    """Table → its fields in the descriptor, and its cells as the CSV file has them."""
    tables = {}
    for resource in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        if resource.get("format") == "csv":
            with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
            tables[resource["name"]] = (resource["schema"]["fields"], rows[1:])
    return tables


def as_csv(fields: Iterable[Mapping[str, Any]], rows: Iterable[Iterable[object]]) -> Cells:
    """Cells of any reader as the CSV file writes them."""
    types = [field["type"] for field in fields]
    return [[_text(kind, cell) for kind, cell in zip(types, row, strict=True)] for row in rows]


def _text(kind: str, cell: object) -> str:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)) or str(cell) in ("<NA>", "NaT"):
        return ""
    if kind == "boolean" and not isinstance(cell, str):
        return "true" if cell else "false"
    if kind in ("number", "integer") and isinstance(cell, (int, float)):
        return str(int(cell)) if float(cell).is_integer() else repr(float(cell))
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)

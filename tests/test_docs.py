"""The pages about the command say what the command says of itself, and each command has one."""

from __future__ import annotations

from pathlib import Path

from publish.command_pages import FOLDER, command_pages
from roa_dataset.commands.group import COMMANDS

ROOT = Path(__file__).resolve().parent.parent


def test_the_pages_of_the_command_are_those_that_the_build_makes() -> None:
    pages = command_pages()
    assert {Path(path).name for path in pages} == {"README.md", *(f"{name}.md" for name in COMMANDS)}
    found = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / FOLDER).iterdir()}
    assert found == pages, "run `make data`"
    for name in COMMANDS:
        page = pages[f"{FOLDER}/{name}.md"].decode("utf-8")
        assert f"    roa-dataset {name} " in f"{page} " and page.count("Example:") == 1

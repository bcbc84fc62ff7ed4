"""The pages about the command and the library say what these say of themselves, and nothing is left out."""

from __future__ import annotations

from pathlib import Path

import roa_dataset as roa
from publish.command_pages import FOLDER, command_pages
from publish.library_page import PATH, SECTIONS, library_page
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


def test_the_page_of_the_library_has_every_function() -> None:
    page = library_page()
    assert (ROOT / PATH).read_bytes() == page, "run `make data`"
    documented = {name for names in SECTIONS.values() for name in names} - {"version"}
    assert documented | {"Package", "__version__", "diff", "errors", "validate"} == set(roa.__all__)
    for name in (*documented, "open", "diff", "validate"):
        assert f"### `roa.{name}" in page.decode("utf-8")

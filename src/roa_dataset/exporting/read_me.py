"""The read-me of an archive: what it is, what a row of each table is, how to open it, its licences, how to cite it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roa_dataset.package import Package


def read_me(package: Package, tables: Sequence[str], opening: str) -> str:
    """The page as Markdown. `opening` says how the tables are opened in this form."""
    content = package.descriptor.content
    about = f"Version {package.version}{_day(content.get('created'))}."
    parts = [f"# {content['title']}", f"{about} {content.get('description', '')}".strip()]
    note = [f"**{point.title}.** {point.text}" for point in package.content_note]
    parts += ["## Read this first", *note] if note else []
    parts += ["## Tables", _tables(package, tables), opening, "## From Python", _PYTHON.format(name=content["name"])]
    licences = [f"- {_licence(licence)}" for licence in content.get("licenses", ())]
    if licences:
        own = "The raw texts and every quote have their own: `LICENSE-DATA.md`."
        parts += ["## Licences", "\n".join(licences), own]
    parts += ["## Citation", "\n".join(f"> {line}" if line else ">" for line in package.cite().splitlines())]
    return "\n\n".join(parts) + "\n"


def sheet_lines(package: Package) -> list[tuple[str, str]]:
    """The same for the first sheet of a workbook, as pairs of a heading and its text; the tables are a list of its own there."""
    content = package.descriptor.content
    lines = [
        ("version", f"{package.version}{_day(content.get('created'))}"),
        ("about", str(content.get("description", ""))),
    ]
    lines += [("read this first", str(point)) for point in package.content_note]
    lines += [("licence", _licence(licence)) for licence in content.get("licenses", ())]
    lines += [("cite as", line) for line in package.cite().splitlines()]
    return [(heading, text) for heading, text in lines if text]


_PYTHON = """\
    import roa_dataset as roa  # pip install roa-dataset

    copy = roa.open("FOLDER OR ARCHIVE")
    copy.load("claims")

Every row that has `char_start` and `char_end` points at the raw text in `raw/`, by Unicode code points."""


def _day(created: object) -> str:
    return f", {str(created)[:10]}" if created else ""


def _licence(licence: dict[str, str]) -> str:
    return f"{licence['name']}: {licence.get('title', '')} ({licence.get('path', '')})"


def _tables(package: Package, tables: Sequence[str]) -> str:
    rows = [
        f"| `{table.name}` | {table.rows} | {table.description} |" for table in package.tables if table.name in tables
    ]
    return "\n".join(["| table | rows | what one row is |", "|---|---|---|", *rows])

"""The dataset card and the datasheet: templates that people write in metadata/pages, numbers that the build counts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from publish.figures import figures
from publish.report import ReadText
from publish.rows import PublishError
from publish.stored import StoredTables
from roa_dataset.schema_files import Schema

#: file of metadata/pages → page
PAGES = {"dataset-card.md": "docs/dataset-card.md", "datasheet.md": "docs/datasheet.md"}


def pages(metadata: Path, schema: Schema, tables: StoredTables, texts: Sequence[ReadText]) -> dict[str, bytes]:
    """Path → content; `texts` is what was read of each text. Raises PublishError for a template that cannot be filled."""
    loader = FileSystemLoader(metadata / "pages")
    environment = Environment(loader=loader, undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)
    environment.filters |= {"thousands": lambda number: f"{number:,}", "json": _as_json}
    values = figures(schema, tables, texts)
    return {path: _filled(environment, name, values) for name, path in PAGES.items()}


def _filled(environment: Environment, name: str, values: Mapping[str, object]) -> bytes:
    try:
        return environment.get_template(name).render(values).encode("utf-8")
    except TemplateError as error:
        where, line = f"metadata/pages/{name}", getattr(error, "lineno", None)
        remedy = "Mend the template, or count the figure in scripts/publish/figures.py."
        raise PublishError(
            where, f"line {line}" if line else "", "", str(error), "figures that are counted", remedy
        ) from None


def _as_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

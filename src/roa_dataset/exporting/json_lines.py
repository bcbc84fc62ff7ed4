"""One JSON object on each line: first the name of its table as `table`, then the row's columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roa_dataset.package import Package


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the file: UTF-8, LF, days as YYYY-MM-DD, missing cells as null."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for name in tables:
            for row in package.rows(name):
                file.write(json.dumps({"table": name, **row}, ensure_ascii=False, default=str) + "\n")

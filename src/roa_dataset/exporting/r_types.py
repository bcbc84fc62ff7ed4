"""col_types.R: the types of every column for R's readr, made from the descriptor (https://readr.tidyverse.org/reference/cols.html)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

#: name of the file in the archive of CSV files
NAME = "col_types.R"
_COLLECTORS = {
    "string": "col_character()",
    "integer": "col_integer()",
    "number": "col_double()",
    "boolean": "col_logical()",
    "date": 'col_date("%Y-%m-%d")',
}
_HEAD = """\
# The types of all columns, for readr. Made from the descriptor of {name} {version}; do not edit.
#
#     source("col_types.R")
#     claims <- roa_read("claims")
#
# An empty cell is NA, and nothing else is: "NA" and "None" stay texts, and no space is cut off. Codes are factors.
"""
_READ = """\
# One table as a tibble. `folder` holds datapackage.json and data/.
roa_read <- function(table, folder = ".") {
  types <- roa_col_types[[table]]
  if (is.null(types)) {
    stop("no table ", table, "; there are ", toString(names(roa_col_types)))
  }
  rows <- readr::read_csv(
    file.path(folder, "data", paste0(table, ".csv")),
    col_types = types, na = "", trim_ws = FALSE, lazy = FALSE, progress = FALSE
  )
  readr::stop_for_problems(rows)
  rows
}
"""


def r_types(content: Mapping[str, Any]) -> str:
    """The file for the tables of a descriptor: a list `roa_col_types`, and `roa_read`, which reads a table with it."""
    tables = [resource for resource in content["resources"] if resource.get("schema")]
    head = _HEAD.format(name=content.get("name", ""), version=content.get("version", ""))
    blocks = ",\n".join("\n".join(_table(table["name"], table["schema"]["fields"])) for table in tables)
    return f"{head}\nroa_col_types <- list(\n{blocks}\n)\n\n{_READ}"


def _table(name: str, fields: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield f"  {name} = readr::cols("
    for number, field in enumerate(fields, start=1):
        yield f"    {field['name']} = {_collector(field)}{',' if number < len(fields) else ''}"
    yield "  )"


def _collector(field: Mapping[str, Any]) -> str:
    codes = field.get("constraints", {}).get("enum")
    if codes:
        # a code is letters, digits, _ and -: JSON writes such a text as R does
        return f"readr::col_factor(c({', '.join(json.dumps(code) for code in codes)}))"
    return f"readr::{_COLLECTORS[field['type']]}"

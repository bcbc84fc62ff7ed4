"""The codes of the vocabulary as Literal types, so that a type checker and an editor know what a cell may hold."""

from __future__ import annotations

import json
from collections.abc import Iterable

from roa_dataset.schema_files import Schema

_HEAD = '''"""Names of tables and codes of the vocabulary as types, made from metadata/ by the build."""

from __future__ import annotations

from typing import Literal
'''


def literals_module(schema: Schema) -> bytes:
    """The source of `roa_dataset/literals.py`: TableName, and one Literal for each scheme that a column uses.

    The type of the scheme `date_role` is called `DateRoleCode`. The module is formatted as ruff formats it.
    """
    parts = [_HEAD, _literal("TableName", (table.name for table in schema.tables), "The tables, in reading order.")]
    for name in schema.used_schemes:
        scheme = schema.vocabulary[name]
        type_name = "".join(word.capitalize() for word in name.split("_")) + "Code"
        parts.append(_literal(type_name, scheme.code_names, f"The codes of the scheme {name}."))
    return "\n".join(parts).encode("utf-8")


def _literal(name: str, values: Iterable[str], meaning: str) -> str:
    quoted = [json.dumps(value, ensure_ascii=False) for value in values]
    if len(quoted) == 1:  # with a trailing comma it would be a tuple, which the formatter joins
        return f"#: {meaning}\n{name} = Literal[{quoted[0]}]\n"
    return "\n".join([f"#: {meaning}", f"{name} = Literal[", *(f"    {value}," for value in quoted), "]", ""])

"""What a table's columns are, from the descriptor: the answer of `roa_dataset.schema`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roa_dataset.errors import UnknownColumnError
from roa_dataset.loading.descriptor import Descriptor
from roa_dataset.schema_files import Column, Reference, Table
from roa_dataset.showing.html import html_table
from roa_dataset.showing.text import text_table


@dataclass(frozen=True, repr=False)
class TableSchema(Table):
    """A table's definition: `schema["column"]` is a Column, iteration gives the columns in order.

    Beside the columns it has `name`, `title`, `description`, `primary_key`, `package` and `version`.
    """

    def __getitem__(self, name: str) -> Column:
        if name not in self.column_names:
            advice = f"roa_dataset.schema({self.name!r}) lists them."
            raise UnknownColumnError(f"column of {self.name}", str(name), self.column_names, advice)
        return self.column(name)

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def records(self) -> list[dict[str, object]]:
        """A dict for each column: name, type, required, key, references, enum (codes), description."""
        return [
            {
                "name": column.name,
                "type": column.type,
                "required": column.required,
                "key": column.name in self.primary_key,
                "references": f"{column.references.table}.{column.references.column}" if column.references else None,
                "enum": list(column.enum) or None,
                "description": column.description,
            }
            for column in self.columns
        ]

    def __repr__(self) -> str:
        return f"{self.name}: {self.description}\n\n{text_table(self._shown(), width=None)}"

    def _repr_html_(self) -> str:
        return html_table(self._shown(), caption=f"{self.name}: {self.description}")

    def _shown(self) -> list[dict[str, object]]:
        rows = []
        for row in self.records():
            enum = row["enum"]
            codes = f" One of: {', '.join(enum)}." if isinstance(enum, list) else ""
            kind = f"{row['type']}{', key' if row['key'] else ''}{'' if row['required'] else ', may be empty'}"
            rows.append({"column": row["name"], "type": kind, "meaning": f"{row['description']}{codes}"})
        return rows


def table_schema(descriptor: Descriptor, name: str) -> TableSchema:
    """The definition of one table. Raises UnknownTableError."""
    resource = descriptor.table(name)
    schema = resource["schema"]
    references = {
        key["fields"][0]: Reference(key["reference"].get("resource") or name, key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", ())
        if len(key["fields"]) == 1
    }
    columns = []
    for field in schema["fields"]:
        constraints = field.get("constraints", {})
        columns.append(
            Column(
                name=field["name"],
                type=field["type"],
                description=field.get("description", ""),
                title=field.get("title", ""),
                required=constraints.get("required", False),
                unique=constraints.get("unique", False),
                pattern=constraints.get("pattern", ""),
                minimum=constraints.get("minimum"),
                maximum=constraints.get("maximum"),
                references=references.get(field["name"]),
                example=field.get("example", ""),
                enum=tuple(constraints.get("enum", ())),
                scheme=field.get("scheme", ""),
                taken_from=tuple(field.get("takenFrom", ())),
            )
        )
    content = descriptor.content
    return TableSchema(
        name=name,
        title=resource.get("title", ""),
        description=resource.get("description", ""),
        primary_key=tuple(schema.get("primaryKey", ())),
        columns=tuple(columns),
        package=content.get("name", ""),
        version=content.get("version", ""),
    )

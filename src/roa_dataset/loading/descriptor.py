"""The Data Package descriptor as far as loading needs it (https://datapackage.org/standard/data-package/).

Only `json` and `os` are imported here: this module stands between `import roa_dataset` and the first row.
"""

from __future__ import annotations

import json
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PARQUET = "apache-parquet"


#: bytes of a descriptor, and of any file of a package: what is larger is no package of this kind and is not read
LARGEST_DESCRIPTOR, LARGEST_FILE = 16 * 2**20, 512 * 2**20


class Descriptor:
    """A package's datapackage.json: its tables by name, and the file of each resource.

    Raises PackageNotFoundError where there is no such file, DamagedDataError where it is no descriptor.
    """

    __slots__ = ("content", "folder", "tables")

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.content = _read(folder)
        resources = self.content["resources"]
        #: table name → its resource: the CSV file, or the Parquet file of a copy that has no CSV files
        self.tables: dict[str, dict[str, Any]] = {r["name"]: r for r in resources if _is_table(r)}

    def table(self, name: str) -> dict[str, Any]:
        """The resource of a table, with its schema; UnknownTableError names the nearest."""
        try:
            return self.tables[name]
        except (KeyError, TypeError):
            from roa_dataset.errors import UnknownTableError

            advice = "roa_dataset.tables lists them."
            raise UnknownTableError("table", str(name), self.tables, advice) from None

    def fields(self, name: str) -> list[dict[str, Any]]:
        """The Table Schema fields of a table."""
        fields: list[dict[str, Any]] = self.table(name)["schema"]["fields"]
        return fields

    def column_index(self, table: str, column: str) -> int:
        """The place of a column in its table; UnknownColumnError names the nearest."""
        names = [field["name"] for field in self.fields(table)]
        if column not in names:
            from roa_dataset.errors import UnknownColumnError

            advice = f"roa_dataset.schema({table!r}) lists them."
            raise UnknownColumnError(f"column of {table}", str(column), names, advice)
        return names.index(column)

    def file(self, resource: dict[str, Any]) -> str:
        """The path of a resource's file. Only plain paths below the package's folder are accepted."""
        return os.path.join(self.folder, plain_path(resource.get("path")))  # noqa: PTH118

    def parquet(self, name: str) -> dict[str, Any] | None:
        """The Parquet resource of a table, if the package has one."""
        if name in self.tables and self.tables[name].get("format") == _PARQUET:
            return self.tables[name]
        wanted = f"{name}-parquet"
        return next((r for r in self.content["resources"] if r["name"] == wanted), None)


def _is_table(resource: dict[str, Any]) -> bool:
    """CSV files are tables; a Parquet file is one where it has the schema, and else stands beside its CSV file."""
    form = resource.get("format")
    return form == "csv" or (form == _PARQUET and "schema" in resource)


def plain_path(path: object) -> str:
    """`path` when it is a plain relative one with `/`, as the standard asks of resources; else DamagedDataError."""
    if isinstance(path, str) and path and "\\" not in path and ":" not in path and "\0" not in path:
        parts = path.split("/")
        if all(part not in ("", ".", "..") for part in parts):
            return path
    from roa_dataset.errors import DamagedDataError

    raise DamagedDataError("datapackage.json", "", "path", repr(path), "a plain path below the package's folder")


def _read(folder: str) -> dict[str, Any]:
    path = os.path.join(folder, "datapackage.json")  # noqa: PTH118
    try:
        size = os.stat(path).st_size  # noqa: PTH116
        if not os.path.isfile(path):  # noqa: PTH113
            raise ValueError("something that is no file")  # a pipe would be waited for without end
        if size > LARGEST_DESCRIPTOR:
            raise ValueError(f"{size:,} bytes, more than the {LARGEST_DESCRIPTOR:,} that are read")
        with open(path, encoding="utf-8") as file:  # noqa: PTH123
            content = json.load(file)
    except FileNotFoundError:
        from roa_dataset.errors import PackageNotFoundError

        raise PackageNotFoundError(
            f"no datapackage.json in {folder}; give the folder or archive of a package"
        ) from None
    except (ValueError, RecursionError) as error:
        from roa_dataset.errors import UnreadablePackageError

        told = "nested too deep" if isinstance(error, RecursionError) else error
        expected = "a Data Package descriptor"
        raise UnreadablePackageError("datapackage.json", "", "", f"no JSON ({told})", expected) from None
    _check(content)
    descriptor: dict[str, Any] = content
    return descriptor


def _check(content: object) -> None:
    """That the parts which loading relies on are there; the full check is `frictionless validate`."""
    from_list = content.get("resources") if isinstance(content, dict) else None
    resources = from_list if isinstance(from_list, list) else []
    good = bool(resources) and all(isinstance(r, dict) and isinstance(r.get("name"), str) for r in resources)
    for resource in resources if good else ():
        if _is_table(resource):
            schema = resource.get("schema")
            fields = schema.get("fields") if isinstance(schema, dict) else None
            good = good and isinstance(fields, list) and bool(fields)
            good = good and all(isinstance(f, dict) and "name" in f and "type" in f for f in fields or ())
    if not good:
        from roa_dataset.errors import DamagedDataError

        raise DamagedDataError("datapackage.json", "", "resources", "another shape", "named resources with schemas")

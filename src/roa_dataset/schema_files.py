"""The one place where tables, columns and the package are defined: `metadata/`, read strictly.

`load_schema` turns `metadata/package.toml`, `metadata/tables/*.toml` and `metadata/vocabulary/*.toml` into frozen
dataclasses. Everything else that describes the data (the Data Package descriptor, the Arrow schemas, the data
dictionary, the Literal types) is made from them. A key that is not known is an error and never passed over: a
misspelled `requierd = true` would otherwise switch a check off without a word.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from roa_dataset.toml_files import SchemaError, TomlTable, read_toml
from roa_dataset.vocabulary_files import Scheme, load_vocabulary

__all__ = [
    "COLUMN_TYPES",
    "Column",
    "Contributor",
    "License",
    "Package",
    "RawTexts",
    "Reference",
    "Schema",
    "SchemaError",
    "Scheme",
    "Table",
    "load_schema",
    "load_vocabulary",
]

#: column types, a subset of the Table Schema types (https://datapackage.org/standard/table-schema/#field-types)
COLUMN_TYPES = ("string", "integer", "number", "boolean", "date")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
#: a folder of released files on a host; {version} may stand in it
_HOST = re.compile(r"https://[^\s/{}]+(/([^\s{}]|\{version\})*)?")
_PACKAGE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_VERSION = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?")
#: a mail address with its scheme, or a page on the web
_REPORTS = re.compile(r"mailto:[^\s@?]+@[^\s@?]+|https://[^\s]+")


@dataclass(frozen=True)
class Reference:
    """A foreign key: the cell holds a value of `column` of `table` (or is empty, where the column is not required)."""

    table: str
    column: str


@dataclass(frozen=True)
class Column:
    """One column of one table. `enum` holds the codes of `scheme`, filled from the vocabulary; empty without a scheme.

    `pattern` is a regular expression that the whole cell must match; `minimum` and `maximum` are inclusive.
    `taken_from` marks a fact cell of a view: what of a claim it shows (`roa_dataset.checks.carried`); each filled cell
    of such a column has rows in the table `provenance`.
    """

    name: str
    type: str
    description: str
    title: str = ""
    required: bool = False
    unique: bool = False
    pattern: str = ""
    minimum: int | float | None = None
    maximum: int | float | None = None
    scheme: str = ""
    references: Reference | None = None
    example: str = ""
    enum: tuple[str, ...] = ()
    taken_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table: what one row is, its key, its columns in the order in which files hold them.

    `package` and `version` repeat those of `metadata/package.toml`, so that a file made from the table can carry them.
    """

    name: str
    title: str
    description: str
    primary_key: tuple[str, ...]
    columns: tuple[Column, ...]
    package: str = ""
    version: str = ""

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name!r}; it has {', '.join(self.column_names)}")


@dataclass(frozen=True)
class License:
    """A licence: `name` is its SPDX and Open Definition identifier, `path` a URL or a file of the package."""

    name: str
    title: str
    path: str


@dataclass(frozen=True)
class Contributor:
    """Who made the package, and as what (roles as in the DataCite contributor types, or free words)."""

    title: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class RawTexts:
    """What holds for the raw texts as files of the package: where their licence is explained, and a description."""

    license_path: str
    description: str


@dataclass(frozen=True)
class Package:
    """The package as a whole; `created` is fixed with the version, so that two builds of it give the same bytes.

    `release_address` is where released files are fetched from: a folder, with {version} where the version belongs.
    """

    name: str
    title: str
    version: str
    created: dt.datetime
    description: str
    keywords: tuple[str, ...]
    licenses: tuple[License, ...]
    contributors: tuple[Contributor, ...]
    raw_texts: RawTexts
    tables: tuple[str, ...]
    homepage: str = ""
    release_address: str = ""
    #: where readers report a wrong row: a mailto: address, or the page for a new issue; the site links to it
    report_address: str = ""


@dataclass(frozen=True)
class Schema:
    """All of `metadata/` that describes the data: the package, its tables in reading order, the schemes by name."""

    package: Package
    tables: tuple[Table, ...]
    vocabulary: Mapping[str, Scheme]

    def table(self, name: str) -> Table:
        """The table called `name`; KeyError when there is none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(f"no table {name!r}; there are {', '.join(t.name for t in self.tables)}")

    @property
    def used_schemes(self) -> tuple[str, ...]:
        """The schemes that a column draws its codes from, sorted."""
        return tuple(sorted({c.scheme for t in self.tables for c in t.columns if c.scheme}))


def load_schema(metadata_dir: Path) -> Schema:
    """Read `package.toml`, `tables/*.toml` and `vocabulary/*.toml` under `metadata_dir`.

    Raises SchemaError, naming file, key, found and expected, for anything that is missing, misspelled, of a wrong type,
    or that contradicts another file (a reference to no table, a scheme without a vocabulary).
    """
    package = _read_package(read_toml(metadata_dir / "package.toml", metadata_dir))
    vocabulary = load_vocabulary(metadata_dir)
    found: dict[str, Table] = {}
    folder = metadata_dir / "tables"
    for path in sorted(folder.glob("*.toml")):
        table = _read_table(read_toml(path, metadata_dir), path.stem, vocabulary)
        found[table.name] = replace(table, package=package.name, version=package.version)
    _check_table_list(package.tables, found, f"{metadata_dir.name}/package.toml")
    schema = Schema(package, tuple(found[name] for name in package.tables), vocabulary)
    for table in schema.tables:
        _check_references(table, found, f"{metadata_dir.name}/tables/{table.name}.toml")
    return schema


def _check_table_list(listed: Sequence[str], found: Mapping[str, Table], file: str) -> None:
    for name in listed:
        if name not in found:
            raise SchemaError(file, "tables", repr(name), "a file tables/NAME.toml for each name", near=(name, found))
    if len(set(listed)) != len(listed):
        raise SchemaError(file, "tables", "a name twice", "each table once")
    unlisted = sorted(set(found) - set(listed))
    if unlisted:
        raise SchemaError(file, "tables", f"no {unlisted[0]!r}", "every table of tables/*.toml in the list")


def _check_references(table: Table, found: Mapping[str, Table], file: str) -> None:
    for column in table.columns:
        if column.references is None:
            continue
        wanted = f"{column.references.table}.{column.references.column}"
        key = f"columns.{column.name}.references"
        target = found.get(column.references.table)
        if target is None:
            expected = "TABLE.COLUMN of a table in tables/"
            raise SchemaError(file, key, repr(wanted), expected, near=(column.references.table, found))
        if column.references.column not in target.column_names:
            expected = f"a column of {target.name}"
            raise SchemaError(file, key, repr(wanted), expected, near=(column.references.column, target.column_names))
        referenced = target.column(column.references.column)
        if target.primary_key != (referenced.name,) and not referenced.unique:
            raise SchemaError(file, key, repr(wanted), "a column that is the whole primary key, or unique")
        if referenced.type != column.type:
            raise SchemaError(file, key, f"type {column.type}", f"type {referenced.type}, as {wanted} has")


def _read_table(top: TomlTable, stem: str, vocabulary: Mapping[str, Scheme]) -> Table:
    top.only({"name": str, "title": str, "description": str, "primary_key": list, "columns": list})
    name = top.text("name", pattern=_NAME)
    if name != stem:
        raise SchemaError(top.file, "name", repr(name), f"{stem!r}, as the file is called")
    columns = tuple(_read_column(entry, vocabulary) for entry in top.entries("columns", label="name"))
    names = [column.name for column in columns]
    for column_name in names:
        if names.count(column_name) > 1:
            raise SchemaError(top.file, f"columns.{column_name}", "the name twice", "each column once")
    key = top.texts("primary_key")
    for part in key:
        if part not in names:
            raise SchemaError(top.file, "primary_key", repr(part), "names of columns", near=(part, names))
        if not columns[names.index(part)].required:
            raise SchemaError(top.file, f"columns.{part}.required", "false or none", "true: it is part of the key")
    return Table(name, top.text("title"), top.text("description"), key, columns)


_COLUMN_KEYS: Mapping[str, type] = {
    "name": str, "type": str, "description": str, "title": str, "required": bool, "unique": bool, "pattern": str,
    "minimum": float, "maximum": float, "scheme": str, "references": str, "example": str, "taken_from": list,
}  # fmt: skip


def _read_column(entry: TomlTable, vocabulary: Mapping[str, Scheme]) -> Column:
    entry.only(_COLUMN_KEYS)
    kind = entry.text("type", choices=COLUMN_TYPES)
    pattern = entry.text("pattern", default="")
    scheme = entry.text("scheme", default="")
    if (pattern or scheme) and kind != "string":
        raise SchemaError(entry.file, entry.key("type"), repr(kind), "'string' for a column with a pattern or a scheme")
    if scheme and scheme not in vocabulary:
        expected = "a scheme of vocabulary/*.toml"
        raise SchemaError(entry.file, entry.key("scheme"), repr(scheme), expected, near=(scheme, vocabulary))
    for bound in ("minimum", "maximum"):
        if bound in entry.data and kind not in ("integer", "number"):
            raise SchemaError(entry.file, entry.key(bound), f"type {kind}", "a bound only on an integer or a number")
    _check_pattern(entry, pattern)
    return Column(
        name=entry.text("name", pattern=_NAME),
        type=kind,
        description=entry.text("description"),
        title=entry.text("title", default=""),
        required=bool(entry.data.get("required", False)),
        unique=bool(entry.data.get("unique", False)),
        pattern=pattern,
        minimum=entry.data.get("minimum"),
        maximum=entry.data.get("maximum"),
        scheme=scheme,
        references=_read_reference(entry),
        example=entry.text("example", default=""),
        enum=vocabulary[scheme].code_names if scheme else (),
        taken_from=entry.texts("taken_from") if "taken_from" in entry.data else (),
    )


def _check_pattern(entry: TomlTable, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise SchemaError(entry.file, entry.key("pattern"), repr(pattern), f"a regular expression ({error})") from None


def _read_reference(entry: TomlTable) -> Reference | None:
    text = entry.text("references", default="")
    if not text:
        return None
    table, dot, column = text.partition(".")
    if not (dot and _NAME.fullmatch(table) and _NAME.fullmatch(column)):
        raise SchemaError(entry.file, entry.key("references"), repr(text), "TABLE.COLUMN")
    return Reference(table, column)


_PACKAGE_KEYS: Mapping[str, type] = {
    "name": str, "title": str, "version": str, "created": dt.datetime, "description": str, "homepage": str,
    "release_address": str, "report_address": str,
    "keywords": list, "tables": list, "licenses": list, "contributors": list, "raw_texts": dict,
}  # fmt: skip


def _read_package(top: TomlTable) -> Package:
    top.only(_PACKAGE_KEYS)
    created = top.data.get("created")
    if not isinstance(created, dt.datetime) or created.utcoffset() != dt.timedelta(0):
        raise SchemaError(top.file, "created", repr(str(created)), "a time in UTC, as 2026-01-31T00:00:00Z")
    licenses = []
    for entry in top.entries("licenses", label="name"):
        entry.only({"name": str, "title": str, "path": str})
        licenses.append(License(entry.text("name"), entry.text("title"), entry.text("path")))
    contributors = []
    for entry in top.entries("contributors", label="title"):
        entry.only({"title": str, "roles": list})
        contributors.append(Contributor(entry.text("title"), entry.texts("roles")))
    raw = top.entry("raw_texts")
    raw.only({"license_path": str, "description": str})
    return Package(
        name=top.text("name", pattern=_PACKAGE_NAME),
        title=top.text("title"),
        version=top.text("version", pattern=_VERSION),
        created=created,
        description=top.text("description"),
        keywords=top.texts("keywords"),
        licenses=tuple(licenses),
        contributors=tuple(contributors),
        raw_texts=RawTexts(raw.text("license_path"), raw.text("description")),
        tables=top.texts("tables"),
        homepage=top.text("homepage", default=""),
        release_address=top.text("release_address", default="", pattern=_HOST),
        report_address=top.text("report_address", default="", pattern=_REPORTS),
    )

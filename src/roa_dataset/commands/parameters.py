"""Arguments that a shell can complete: names of tables, ids of entities, claims, texts and references."""

from __future__ import annotations

import click

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from click.shell_completion import CompletionItem

    from roa_dataset.package import Package

_COUNT = 200


def package_of(context: click.Context) -> Package:
    """The copy that the command works on: the installed one, or that of --data."""
    from roa_dataset.package import Package, installed

    found = context.find_root().obj
    return found if isinstance(found, Package) else installed()


class TableParam(click.ParamType):  # type: ignore[type-arg]  # click before 8.2 takes none
    """The name of a table; whether there is one of this name is found out by the command."""

    name = "table"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return _items(package_of(ctx).descriptor.tables, incomplete)


class ColumnParam(click.ParamType):  # type: ignore[type-arg]  # click before 8.2 takes none
    """The name of a column of the table that stands before it."""

    name = "column"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        package, table = package_of(ctx), ctx.params.get("table")
        names = [str(f["name"]) for f in package.descriptor.fields(table)] if table in package.descriptor.tables else []
        return _items(names, incomplete)


class IdParam(click.ParamType):  # type: ignore[type-arg]  # click before 8.2 takes none
    """An id of a table; without a fixed table, of the one that stands before it."""

    name = "id"

    def __init__(self, table: str = "", column: str = "") -> None:
        self.table, self.column = table, column

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        package, table = package_of(ctx), self.table or ctx.params.get("table") or ""
        if table not in package.descriptor.tables:
            return []
        key = package.descriptor.table(table)["schema"].get("primaryKey") or [""]
        column = self.column or key[0]
        return _items(dict.fromkeys(str(row[column]) for row in package.rows(table)), incomplete) if column else []


def _items(names: Iterable[Any], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in names if name.startswith(incomplete)][:_COUNT]


TABLE = TableParam()
COLUMN = ColumnParam()
ROW_ID = IdParam()
ENTITY = IdParam("entities", "entity_id")
CLAIM = IdParam("claims", "claim_id")
DOCUMENT = IdParam("documents", "document_id")
REFERENCE = IdParam("bibliography", "bibliography_id")

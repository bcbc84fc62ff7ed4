"""Jinja2 as the site uses it: everything is escaped, and nothing that is missing is passed over."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from roa_dataset.site.conflict_heading import heading
from roa_dataset.site.links import anchor, at_anchor
from roa_dataset.site.report import report_address, report_lines

if TYPE_CHECKING:
    from jinja2 import Environment


def escaped(text: object) -> Markup:
    """Text as HTML. A carriage return becomes a reference: written as itself a parser would read a line feed."""
    return Markup(escape(str(text)).replace("\r", "&#13;"))


def environment() -> Environment:
    """Finds the templates of this room; their output is escaped unless it is Markup."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("roa_dataset", "site/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_written,
    )
    filters: dict[str, Callable[..., object]] = {
        "grouped": lambda number: f"{number:,}",
        "query": lambda text: quote(str(text), safe=""),
        "plural": _plural,
    }
    made.filters.update(filters)
    made.globals.update(anchor=anchor, at_anchor=at_anchor, heading=heading)
    made.globals.update(report_lines=report_lines, report_address=report_address)
    return made


def _written(value: object) -> object:
    if value is None:
        return ""
    return escaped(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _plural(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"

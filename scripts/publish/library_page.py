"""docs/library.md: the functions of the library, made from their signatures and docstrings."""

from __future__ import annotations

import inspect

from roa_dataset.changes.finding import diff
from roa_dataset.loading.engines import ENGINES
from roa_dataset.package import Package
from roa_dataset.plot.plots import Plots
from roa_dataset.remote.opening import open_package
from roa_dataset.validation.run import validate

PATH = "docs/library.md"
_MADE = "<!-- Made by the build from src/roa_dataset/package.py. Change it there. -->"
#: heading → methods of Package, each a function of roa_dataset too
SECTIONS = {
    "Tables": ("tables", "load", "schema", "connect", "export", "write_site"),
    "Claims and their words": ("claim", "document", "explain", "evidence", "cited_by"),
    "Names and words": ("resolve", "search"),
    "Questions": ("conflicts", "order_of_battle", "who_commanded", "timeline", "compare"),
    "Figures": ("plot",),
    "Citing": ("cite",),
    "The copy itself": ("version", "root", "content_note"),
}
#: methods of `roa.plot`
FIGURES = ("timeline", "order_of_battle", "days_of_change", "strengths", "conflict", "places", "coverage")


def library_page() -> bytes:
    """The page as Markdown."""
    lines = [_MADE, "# The library", "", "    import roa_dataset as roa", ""]
    lines += [
        "Every function works on the data that are installed with the package, without a network. `roa.open` gives an object",
        "with the same functions for another copy. Answers print as text, show as HTML in a notebook, and those of several rows",
        "have `records()`, a list of dicts. Nothing chooses between readings that differ unless it is asked to.",
        "",
        "| `engine=` | a table is a |",
        "|---|---|",
        *(f'| `"{engine}"` | {kind} |' for engine, kind in ENGINES.items()),
        "",
    ]
    for heading, names in SECTIONS.items():
        lines += [f"## {heading}", ""]
        for name in names:
            lines += _entry(name, getattr(Package, name))
        if heading == "Figures":
            lines += [line for name in FIGURES for line in _entry(f"plot.{name}", getattr(Plots, name))]
    lines += [
        "## Another copy",
        "",
        *_entry("open", open_package),
        *_entry("diff", diff),
        *_entry("validate", validate),
    ]
    lines += [
        "Errors are classes of `roa_dataset.errors`; each message says what was found, what was expected and what to do."
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _entry(name: str, thing: object) -> list[str]:
    text = inspect.getdoc(thing) or ""
    if isinstance(thing, property):
        return [f"### `roa.{'__version__' if name == 'version' else name}`", "", text, ""]
    assert callable(thing)
    signature = inspect.signature(thing)
    parameters = [p for p in signature.parameters.values() if p.name != "self"]
    shown = ", ".join(str(p).replace("'", "") if p.default is p.empty else _with_default(p) for p in parameters)
    return [f"### `roa.{name}({shown})`", "", text, ""]


def _with_default(parameter: inspect.Parameter) -> str:
    annotation = str(parameter.annotation).replace("'", "")
    return f"{parameter.name}: {annotation} = {parameter.default!r}"

"""A report as one HTML page: no script, nothing from elsewhere."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from roa_dataset.checks.finding import Finding
from roa_dataset.showing.html import html_table
from roa_dataset.validation.report import LAYERS, ValidationReport

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
caption { font-weight: bold; padding: 0.5rem 0; }
th, td { border: 1px solid; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
"""
#: findings of a layer that a page shows; the JSON report has all
SHOWN = 1_000


def report_page(report: ValidationReport) -> str:
    """The whole page."""
    title = escape(f"Validation of {report.package or report.source}")
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{report_parts(report)}\n</main>\n</body>\n</html>\n"
    )


def report_parts(report: ValidationReport) -> str:
    """The verdict, the layers and the findings, as parts of a page."""
    layers = [
        {
            "layer": layer.name,
            "what is checked": LAYERS[layer.name],
            "outcome": layer.skipped or (f"{layer.findings:,} found" if layer.findings else "good"),
            "seconds": f"{layer.seconds:.2f}",
        }
        for layer in report.layers
    ]
    parts = [
        f"<p><strong>{escape(report.verdict)}</strong> ({escape(report.source)})</p>",
        html_table(layers, caption="Layers, in the order in which they are checked"),
    ]
    for layer in report.layers:
        found = [finding for finding in report.findings if finding.layer == layer.name]
        if found:
            parts.append(_findings(layer.name, found))
    return "\n".join(parts)


def _findings(layer: str, found: Sequence[Finding]) -> str:
    rows = [
        {key: cell for key, cell in finding.to_dict().items() if key not in ("layer", "check")}
        for finding in found[:SHOWN]
    ]
    more = f" (the first {SHOWN:,} of {len(found):,})" if len(found) > SHOWN else ""
    return html_table(rows, caption=f"Findings: {layer}{more}")


def write_page(page: str, path: str | Path) -> None:
    """Writes the page beside its place and renames it: the file is complete or not there."""
    target = Path(path)
    handle, name = tempfile.mkstemp(prefix=".report-", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(page)
        Path(name).chmod(0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

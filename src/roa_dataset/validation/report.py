"""What the validator answers: layers with their times, and findings."""

from __future__ import annotations

from dataclasses import dataclass

from roa_dataset.checks.finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

#: the layers in their order → what each is about
LAYERS = {
    "files": "every file is there, whole and unchanged, and there are no others",
    "descriptor": "datapackage.json is a Data Package of version 2, with no property that the standard does not know",
    "tables": "types, keys, foreign keys, codes and patterns, as Frictionless checks them",
    "parquet": "each Parquet file has the content, order and types of its CSV",
    "evidence": "quotes, spans and ids are those of the raw texts",
    "meaning": "dates, numbers, views and comparisons follow from the claims",
    "style": "rows sorted by key, plain UTF-8 with LF, no padding, nothing that reads as missing",
}


@dataclass(frozen=True)
class Layer:
    """One layer of a report: its name, its findings by number, its time, and why it was not checked, where it was not."""

    name: str
    findings: int
    seconds: float
    skipped: str = ""


@dataclass(frozen=True)
class ValidationReport:
    """The outcome of a validation; true when the package is valid.

    `package` is its name and version, `source` what was validated, `fast` whether only files and headers were looked at.
    """

    source: str
    package: str
    fast: bool
    layers: tuple[Layer, ...]
    findings: tuple[Finding, ...]

    @property
    def valid(self) -> bool:
        """Whether nothing was found and nothing that was asked for had to be left out."""
        return not self.findings and not any(layer.skipped for layer in self.layers)

    def __bool__(self) -> bool:
        return self.valid

    def to_dict(self) -> dict[str, object]:
        """The report as plain values: source, package, valid, fast, layers, findings."""
        return {
            "source": self.source,
            "package": self.package,
            "valid": self.valid,
            "fast": self.fast,
            "layers": [
                {
                    "layer": layer.name,
                    "findings": layer.findings,
                    "seconds": round(layer.seconds, 3),
                    "skipped": layer.skipped,
                }
                for layer in self.layers
            ],
            "findings": [finding.to_dict() for finding in self.findings],
        }

    def to_json(self) -> str:
        """`to_dict` as JSON."""
        from roa_dataset.showing.formats import json_text

        return json_text(self.to_dict(), indent=2)

    def to_html(self, path: str | Path | None = None) -> str:
        """The report as one HTML page without anything from elsewhere; written to `path` where one is given."""
        from roa_dataset.validation.page import report_page, write_page

        page = report_page(self)
        if path is not None:
            write_page(page, path)
        return page

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<ValidationReport {self.package or self.source}: {self.verdict}>"

    def _repr_html_(self) -> str:
        from roa_dataset.validation.page import report_parts

        return report_parts(self)

    @property
    def verdict(self) -> str:
        """valid or not, in a few words."""
        if self.valid:
            return "valid, as far as files and headers show" if self.fast else "valid"
        if not self.findings:
            return "not checked to the end"
        return f"invalid, {len(self.findings):,} finding{'s' if len(self.findings) > 1 else ''}"

    def text(self, limit: int | None = 50) -> str:
        """Layers and findings, one on a line; of the findings the first `limit`, or all."""
        lines = [f"{self.package or self.source}: {self.verdict}"]
        for layer in self.layers:
            state = layer.skipped or (f"{layer.findings:,} found" if layer.findings else "good")
            lines.append(f"  {layer.name:<10} {layer.seconds:6.2f} s  {state}")
        shown = self.findings if limit is None else self.findings[:limit]
        lines += [f"{finding.layer}: {finding}" for finding in shown]
        if len(shown) < len(self.findings):
            lines.append(f"… and {len(self.findings) - len(shown):,} more; --json has all")
        return "\n".join(lines)

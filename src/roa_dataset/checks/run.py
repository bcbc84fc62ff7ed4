"""The checks of one package on disk: what they read is read once, and each layer is worked out once."""

from __future__ import annotations

import time
from collections.abc import Sequence

from roa_dataset.checks.content import LAYERS, content_findings
from roa_dataset.checks.contents import Contents, read_contents
from roa_dataset.checks.finding import Finding
from roa_dataset.loading.descriptor import Descriptor


class PackageChecks:
    """The findings of each layer of a package, by table. `seconds` has the time of each layer that was worked out."""

    def __init__(self, descriptor: Descriptor) -> None:
        self.descriptor = descriptor
        self.seconds: dict[str, float] = {}
        self._contents: Contents | None = None
        self._found: dict[str, list[Finding]] = {}

    @property
    def contents(self) -> Contents:
        """What the checks look at."""
        if self._contents is None:
            self._contents = read_contents(self.descriptor)
        return self._contents

    def findings(self, layer: str, table: str = "") -> Sequence[Finding]:
        """The findings of a layer, on one table where one is named; those on no table come with the first one."""
        if layer not in self._found:
            started = time.perf_counter()
            self._found[layer] = self._work_out(layer)
            self.seconds[layer] = time.perf_counter() - started
        found = self._found[layer]
        if not table:
            return found
        tables = list(self.descriptor.tables)
        first = bool(tables) and table == tables[0]
        return [f for f in found if _table(f) == table or (first and _table(f) not in self.descriptor.tables)]

    def _work_out(self, layer: str) -> list[Finding]:
        if layer in LAYERS:
            return content_findings(self.contents, [layer])
        if layer == "parquet":
            from roa_dataset.checks.parquet import check_parquet

            return list(check_parquet(self.descriptor, self.contents))
        from roa_dataset.checks.style import check_style

        return check_style(self.descriptor, self.contents)


def _table(finding: Finding) -> str:
    return finding.file.removeprefix("data/").removesuffix(".csv").removesuffix(".parquet")

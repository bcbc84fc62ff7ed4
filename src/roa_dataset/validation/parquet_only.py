"""A copy that has its tables as Parquet alone, checked as if it had CSV files too: the checks of rows read these."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from roa_dataset.checks.finding import Finding
from roa_dataset.loading.descriptor import Descriptor

_PARQUET = "apache-parquet"


def is_parquet_only(descriptor: Descriptor) -> bool:
    """Whether the tables of a package are Parquet files without CSV files."""
    return all(resource.get("format") == _PARQUET for resource in descriptor.tables.values())


@contextmanager
def with_csv(descriptor: Descriptor) -> Iterator[Descriptor]:
    """The package with a CSV file beside each Parquet file, in a folder for as long as the block runs.

    Raises DamagedDataError for a file that is no Parquet file of the columns and types that the descriptor names.
    """
    from roa_dataset.exporting.csv_archive import contents
    from roa_dataset.package import Package

    files = contents(Package(descriptor.folder), tuple(descriptor.tables))
    described = json.loads(files["datapackage.json"])
    for name, resource in descriptor.tables.items():
        beside = {key: value for key, value in resource.items() if key != "schema"}
        described["resources"].append({**beside, "name": f"{name}-parquet"})
        files[str(resource["path"])] = Path(descriptor.file(resource)).read_bytes()
    files["datapackage.json"] = json.dumps(described, ensure_ascii=False).encode("utf-8")
    with TemporaryDirectory(prefix="roa-dataset-") as folder:
        for path, content in files.items():
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        yield Descriptor(folder)


def told_of_parquet(finding: Finding) -> Finding:
    """A finding on a CSV file that was made for the check, as one on the Parquet file behind it; it has no line there."""
    if not finding.file.endswith(".csv"):
        return finding
    return replace(finding, file=f"{finding.file.removesuffix('.csv')}.parquet", line=None)

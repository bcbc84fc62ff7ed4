"""A file of a release, from the host that the package names to a folder: whole and as promised, or not there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from roa_dataset.digests import sha256_of
from roa_dataset.errors import DownloadFailedError, ExportError
from roa_dataset.exporting.aside import written_aside
from roa_dataset.remote.addresses import require_encrypted
from roa_dataset.remote.opening import cache_folder, checked_digest
from roa_dataset.remote.registry import ENDINGS, ReleasedFile, find, released_files

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: the environment variable that names another host than the package does
HOST_VARIABLE = "ROA_DATASET_RELEASES"
#: the property of the descriptor (and the key of metadata/package.toml) that names the host
HOST_PROPERTY = "release_address"


def download(
    package: Package,
    folder: Path,
    form: str = "csv",
    version: str | None = None,
    host: str | None = None,
    sha256: str | None = None,
    overwrite: bool = False,
) -> Path:
    """Writes the archive of a release into `folder`, which is made where it is missing; returns the file.

    `form` is "csv", "parquet" or "site"; `version` the newest that is known, unless given. `host` is the address of a folder of
    files, with {version} where the version belongs; without it ROA_DATASET_RELEASES, else what the package names. The
    SHA-256 is the one that travels with the library; for a version that it does not know, `sha256`. A file that is there
    already with this hash is left as it is. Raises VersionError, DownloadFailedError, ArchiveRefusedError, ExportError.
    """
    wanted = _wanted(package, version, form, sha256)
    target = folder / wanted.file
    if target.exists():
        if target.is_file() and sha256_of(target) == wanted.sha256:
            return target
        if not overwrite or target.is_dir():
            raise ExportError(f"{target}: found something else there; expected nothing. Move it away, or overwrite it.")
    address = address_of(package, wanted, host)
    require_encrypted(address)
    from roa_dataset.remote.download import downloaded

    with downloaded(address, wanted.sha256, cache_folder()) as archive:
        folder.mkdir(parents=True, exist_ok=True)
        written_aside(target, lambda fresh: shutil.copyfile(archive, fresh))
    return target


def address_of(package: Package, wanted: ReleasedFile, host: str | None) -> str:
    """Where the file is. DownloadFailedError where nobody has named a host: none is assumed."""
    named = host or os.environ.get(HOST_VARIABLE) or package.descriptor.content.get(HOST_PROPERTY)
    if not named:
        raise DownloadFailedError(
            f"{wanted.file}: found no release host; expected one. This package names none, so give the address of the folder "
            f"that has the file: --from ADDRESS, or the environment variable {HOST_VARIABLE}."
        )
    return f"{str(named).replace('{version}', wanted.version).rstrip('/')}/{wanted.file}"


def _wanted(package: Package, version: str | None, form: str, sha256: str | None) -> ReleasedFile:
    digest = checked_digest(sha256)
    if digest and version:
        name = package.descriptor.content["name"]
        return ReleasedFile(version, f"{name}-{version}{ENDINGS[form]}", 0, digest)
    found = find(released_files(), version, form)
    return ReleasedFile(found.version, found.file, found.bytes, digest or found.sha256)

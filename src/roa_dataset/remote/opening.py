"""`roa_dataset.open`: the same questions to another copy or release."""

from __future__ import annotations

import os
import re
from pathlib import Path

from roa_dataset.digests import sha256_of
from roa_dataset.errors import ArchiveRefusedError, PackageNotFoundError
from roa_dataset.package import Package
from roa_dataset.remote.addresses import is_address, require_encrypted
from roa_dataset.remote.archive import LARGEST_ARCHIVE, unpack
from roa_dataset.remote.verify import verify_files

#: a folder, a zip archive or an address
Source = str | Path
#: the environment variable that moves the folder in which unpacked archives are kept
CACHE_VARIABLE = "ROA_DATASET_CACHE"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def open_package(source: Source, sha256: str | None = None) -> Package:
    """A copy of the package from a folder, a zip archive or an https address.

    An address needs the archive's `sha256` (64 hexadecimal digits); for an archive on disk it is checked where it is given.
    Archives are unpacked into the cache folder (ROA_DATASET_CACHE moves it), once for each SHA-256. Every file is compared
    with the size and hash that the descriptor gives. Raises ArchiveRefusedError with the reason, DownloadFailedError,
    PackageNotFoundError; then nothing of it is kept.
    """
    digest = checked_digest(sha256)
    if isinstance(source, str) and is_address(source):
        return _from_address(source, digest)
    path = Path(source).expanduser()
    if path.is_dir():
        if digest:
            raise ArchiveRefusedError(
                f"{path}: found a folder; expected an archive, for a SHA-256 is that of one file."
            )
        package = Package(str(path.resolve()))
        verify_files(package.descriptor)
        return package
    if not path.is_file():
        raise PackageNotFoundError(
            f"no such folder or file: {path}; give a package's folder, its zip archive or address"
        )
    found = check_archive(path, digest)
    return _kept(found) or Package(str(unpack(path, cache_folder(), found)))


def _from_address(address: str, digest: str | None) -> Package:
    require_encrypted(address)
    if not digest:
        raise ArchiveRefusedError(f"{address}: found no sha256; expected the archive's, as its release page gives it.")
    kept = _kept(digest)
    if kept:
        return kept
    from roa_dataset.remote.download import downloaded

    with downloaded(address, digest, cache_folder()) as archive:
        return Package(str(unpack(archive, cache_folder(), digest)))


def check_archive(path: Path, sha256: str | None) -> str:
    """The SHA-256 of an archive on disk; ArchiveRefusedError where it is not the one given, or the file is too large."""
    digest = checked_digest(sha256)
    if path.stat().st_size > LARGEST_ARCHIVE:
        raise ArchiveRefusedError(
            f"{path.name}: found {path.stat().st_size:,} bytes; expected at most {LARGEST_ARCHIVE:,}."
        )
    found = sha256_of(path)
    if digest and found != digest:
        raise ArchiveRefusedError(
            f"{path}: found SHA-256 {found}; expected {digest}. It is another file or was altered."
        )
    return found


def checked_digest(sha256: str | None) -> str | None:
    """The digest in small letters, without a `sha256:` before it; ArchiveRefusedError for what is none."""
    if sha256 is None:
        return None
    digest = sha256.strip().lower().removeprefix("sha256:")
    if not _SHA256.fullmatch(digest):
        raise ArchiveRefusedError(f"sha256: found {sha256!r}; expected 64 hexadecimal digits.")
    return digest


def cache_folder() -> Path:
    """The folder for unpacked archives and for what is being fetched."""
    moved = os.environ.get(CACHE_VARIABLE)
    if moved:
        return Path(moved).expanduser()
    import pooch

    return Path(pooch.os_cache("roa-dataset"))


def _kept(digest: str) -> Package | None:
    """The copy that was unpacked before, unless it was altered since."""
    folder = cache_folder() / digest
    if not folder.is_dir():
        return None
    package = Package(str(folder))
    try:
        verify_files(package.descriptor)
    except (ArchiveRefusedError, OSError, ValueError):
        return None
    return package

"""What is validated, as a folder: the installed copy, a folder, an archive or an address. Nothing in it is trusted yet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roa_dataset.errors import ArchiveRefusedError, PackageNotFoundError
from roa_dataset.remote.addresses import is_address, require_encrypted

_DESCRIPTOR = "datapackage.json"


@contextmanager
def opened(source: str | Path | None, sha256: str | None = None) -> Iterator[str]:
    """The folder of the package for as long as the block runs; an archive is unpacked for that time only.

    Raises PackageNotFoundError, ArchiveRefusedError, DownloadFailedError. These end the command with 2: nothing was checked.
    """
    try:
        if source is None:
            from roa_dataset.files import installed_root

            yield installed_root()
        elif isinstance(source, str) and is_address(source):
            with _from_address(source, sha256) as folder:
                yield folder
        else:
            with _from_path(Path(source).expanduser(), sha256) as folder:
                yield folder
    except ArchiveRefusedError as error:
        error.exit_code = 2
        raise


@contextmanager
def _from_path(path: Path, sha256: str | None) -> Iterator[str]:
    if path.is_file() and path.name == _DESCRIPTOR:
        path = path.parent
    if path.is_dir():
        yield str(path.resolve())
        return
    if not path.is_file():
        raise PackageNotFoundError(
            f"no such folder or file: {path}; give a package's folder, its datapackage.json, zip archive or address"
        )
    from roa_dataset.remote.opening import check_archive

    check_archive(path, sha256)
    with _unpacked(path) as folder:
        yield folder


@contextmanager
def _from_address(address: str, sha256: str | None) -> Iterator[str]:
    from roa_dataset.remote.download import downloaded
    from roa_dataset.remote.opening import checked_digest

    require_encrypted(address)
    with tempfile.TemporaryDirectory(prefix="roa-dataset-") as cache:  # noqa: SIM117 - the folder holds the archive
        with downloaded(address, checked_digest(sha256), Path(cache)) as archive, _unpacked(archive) as folder:
            yield folder


@contextmanager
def _unpacked(archive: Path) -> Iterator[str]:
    from roa_dataset.remote.archive import unpack_all

    with tempfile.TemporaryDirectory(prefix="roa-dataset-") as folder:
        yield str(unpack_all(archive, Path(folder)))

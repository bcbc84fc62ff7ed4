"""A package in a zip archive, unpacked whole or not at all.

An archive may come from anywhere, so nothing that it says about itself is trusted: names, sizes and kinds of its entries
are checked before anything is written, and sizes again while it is.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from roa_dataset.errors import ArchiveRefusedError, DamagedDataError, PackageNotFoundError
from roa_dataset.loading.descriptor import Descriptor, plain_path
from roa_dataset.remote.leftovers import temporary_folder
from roa_dataset.remote.verify import verify_files

#: bytes of an archive, bytes of all that is in it, number of its entries
LARGEST_ARCHIVE, LARGEST_CONTENT, MOST_ENTRIES = 64 * 2**20, 512 * 2**20, 10_000
_CHUNK = 2**20
_DESCRIPTOR = "datapackage.json"
#: what no resource is, and is taken along where an archive has it
_LICENCE = "LICENSE-DATA.md"


def unpack(archive: Path, cache: Path, digest: str) -> Path:
    """Unpacks the files that the descriptor names into cache/digest and returns that folder.

    The descriptor may stand at the top or in the only folder there. Raises ArchiveRefusedError with the reason.
    """
    try:
        with _opened(archive) as file, temporary_folder(cache, "unpacking-") as aside:
            fresh = aside / digest
            top = _check_entries(archive, file)
            _extract(file, f"{top}{_DESCRIPTOR}", fresh / _DESCRIPTOR)
            descriptor = Descriptor(str(fresh))
            for path in {plain_path(r.get("path")) for r in descriptor.content["resources"]}:
                _extract(file, f"{top}{path}", fresh / path)
            if f"{top}{_LICENCE}" in file.NameToInfo:
                _extract(file, f"{top}{_LICENCE}", fresh / _LICENCE)
            verify_files(descriptor)
            _move(fresh, cache / digest)
    except (DamagedDataError, PackageNotFoundError) as error:
        raise ArchiveRefusedError(f"{archive.name}: {error}") from None
    return cache / digest


def unpack_all(archive: Path, folder: Path) -> Path:
    """Unpacks every file of an archive into `folder` and returns where its descriptor stands; nothing is compared yet.

    Raises ArchiveRefusedError for what an honest archive does not hold.
    """
    try:
        with _opened(archive) as file:
            top = _check_entries(archive, file)
            for entry in file.infolist():
                if not entry.is_dir():
                    _extract(file, entry.filename, folder / entry.filename)
    except OSError as error:
        _refuse(archive, f"an entry that cannot be written ({error.strerror})", "plain files with plain names")
    return folder / top


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, open for as long as the block runs; what is wrong with it as a zip archive is ArchiveRefusedError."""
    if archive.stat().st_size > LARGEST_ARCHIVE:
        _refuse(archive, f"{archive.stat().st_size:,} bytes", f"at most {LARGEST_ARCHIVE:,}")
    try:
        with zipfile.ZipFile(archive) as file:
            yield file
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        _refuse(archive, f"no whole zip archive ({error})", "one")
    except UnicodeDecodeError:
        _refuse(archive, "an entry whose name is no UTF-8, as it says", "plain files with plain names")
    except NotImplementedError as error:
        _refuse(archive, str(error), "entries stored or deflated")


def _check_entries(archive: Path, file: zipfile.ZipFile) -> str:
    """The folder that the descriptor stands in, as a prefix; refuses what an honest archive does not hold."""
    entries = file.infolist()
    if len(entries) > MOST_ENTRIES:
        _refuse(archive, f"{len(entries):,} entries", f"at most {MOST_ENTRIES:,}")
    names = set()
    for entry in entries:
        name = entry.orig_filename  # what the archive says, before zipfile makes it harmless
        parts = name.rstrip("/").split("/")
        if name.startswith("/") or "\\" in name or ":" in name or any(part in ("", ".", "..") for part in parts):
            _refuse(archive, f"the path {name!r}", "plain paths below the archive's own folder")
        if stat.S_ISLNK(entry.external_attr >> 16):
            _refuse(archive, f"a link, {name!r}", "files and folders only")
        if entry.flag_bits & 0x1:
            _refuse(archive, f"an encrypted entry, {name!r}", "entries that can be read")
        if name.casefold() in names:
            _refuse(archive, f"the path {name!r} twice", "each path once")
        names.add(name.casefold())
    content = sum(entry.file_size for entry in entries)
    if content > LARGEST_CONTENT:
        _refuse(archive, f"{content:,} bytes inside", f"at most {LARGEST_CONTENT:,}")
    tops = [name for name in (_DESCRIPTOR, *_below_one_folder(entries)) if name in file.NameToInfo]
    if not tops:
        _refuse(archive, f"no {_DESCRIPTOR} at the top", "a data package")
    return tops[0].removesuffix(_DESCRIPTOR)


def _below_one_folder(entries: list[zipfile.ZipInfo]) -> list[str]:
    tops = {PurePosixPath(entry.filename).parts[0] for entry in entries}
    return [f"{tops.pop()}/{_DESCRIPTOR}"] if len(tops) == 1 else []


def _extract(file: zipfile.ZipFile, name: str, target: Path) -> None:
    if name not in file.NameToInfo:
        raise ArchiveRefusedError(f"{name}: found no such entry; expected it, for the descriptor names it.")
    entry = file.getinfo(name)
    if entry.is_dir():
        raise ArchiveRefusedError(f"{name}: found a folder; expected a file, for the descriptor names it.")
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with file.open(entry) as source, target.open("wb") as sink:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > entry.file_size:
                raise ArchiveRefusedError(f"{name}: found more than the {entry.file_size:,} bytes that it says it has.")
            sink.write(chunk)


def _move(fresh: Path, target: Path) -> None:
    """Renames the unpacked folder into its place; what stood there was altered, or was put there just now by another run."""
    if target.exists():
        with temporary_folder(target.parent, "unpacking-") as aside:
            os.replace(target, aside / "old")
    os.replace(fresh, target)


def _refuse(archive: Path, found: str, expected: str) -> None:
    raise ArchiveRefusedError(f"{archive.name}: found {found}; expected {expected}. Nothing of it was kept.") from None

"""Packages that are made to do harm: to read what is none of theirs, to fill memory or disk, to run for ever.

`FOLDERS` and `ARCHIVES` map a name to a function that writes the package below a folder and returns what to validate. Nothing
large is written to disk: long files are sparse, and long entries of archives are noughts.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from packages import arlen, copied, texts, write_package

ROOT = Path(__file__).resolve().parent.parent
GB = 2**30
Maker = Callable[[Path], Path]


def sound(folder: Path) -> Path:
    """A small package of invented content, to be spoiled."""
    return write_package(folder / "package", arlen(), texts(), parquet=False)


def whole(folder: Path) -> Path:
    """A copy of the real package: what is not spoiled in it is valid, so that every layer is reached."""
    return copied(ROOT, folder / "package")


def spoiled(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """The small package with a descriptor that `change` has changed."""
    package = sound(folder)
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    change(descriptor)
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return package


def with_path(path: str) -> Maker:
    """The first table is said to be in this file."""
    return lambda folder: spoiled(folder, lambda d: d["resources"][2].update(path=path))


def first_table(package: Path) -> Path:
    return package / "data" / "documents.csv"


def link_out(folder: Path) -> Path:
    """A table is a link to a file outside of the package."""
    package = sound(folder)
    (folder / "secret.csv").write_text("password\nxyzzy-secret\n", encoding="utf-8")
    first_table(package).unlink()
    first_table(package).symlink_to(folder / "secret.csv")
    return package


def linked_folder(folder: Path) -> Path:
    """The folder of the tables is a link to a folder elsewhere."""
    package = sound(folder)
    (package / "data").rename(folder / "elsewhere")
    (package / "data").symlink_to(folder / "elsewhere", target_is_directory=True)
    return package


def link_to_itself(folder: Path) -> Path:
    """A table is a link to itself."""
    package = sound(folder)
    first_table(package).unlink()
    first_table(package).symlink_to(first_table(package))
    return package


def endless_file(folder: Path) -> Path:
    """A table is a link to a device that never ends."""
    package = sound(folder)
    first_table(package).unlink()
    first_table(package).symlink_to("/dev/zero")
    return package


def pipe_that_nobody_fills(folder: Path) -> Path:
    """A table is a named pipe: who opens it waits for ever."""
    package = sound(folder)
    first_table(package).unlink()
    os.mkfifo(first_table(package))
    return package


def descriptor_is_a_pipe(folder: Path) -> Path:
    """The descriptor is a named pipe."""
    package = sound(folder)
    (package / "datapackage.json").unlink()
    os.mkfifo(package / "datapackage.json")
    return package


def huge_file(folder: Path) -> Path:
    """A table has a gigabyte, and says so."""
    package = spoiled(folder, lambda d: d["resources"][2].update(bytes=GB))
    os.truncate(first_table(package), GB)
    return package


def huge_descriptor(folder: Path) -> Path:
    """The descriptor has a gigabyte."""
    package = sound(folder)
    os.truncate(package / "datapackage.json", GB)
    return package


def said_to_be_huge(folder: Path) -> Path:
    """A small table is said to have a gigabyte."""
    return spoiled(folder, lambda d: d["resources"][2].update(bytes=GB))


def deep_descriptor(folder: Path) -> Path:
    """A hundred thousand lists, one in another."""
    package = sound(folder)
    (package / "datapackage.json").write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    return package


def deep_property(folder: Path) -> Path:
    """A property of a field is deep enough to break readers that call themselves, and not JSON's own reader."""
    package = whole(folder)
    nest = '{"a":' * 900 + "1" + "}" * 900
    text = (package / "datapackage.json").read_text(encoding="utf-8")
    (package / "datapackage.json").write_text(text.replace('"type": "string"', f'"type": "string", "x": {nest}', 1))
    return package


def number_of_a_million_digits(folder: Path) -> Path:
    """A size with a million digits."""
    package = sound(folder)
    text = (package / "datapackage.json").read_text(encoding="utf-8")
    (package / "datapackage.json").write_text(text.replace('"bytes": ', '"bytes": ' + "9" * 1_000_000, 1))
    return package


def descriptor_that_is_no_text(folder: Path) -> Path:
    """The descriptor is no UTF-8."""
    package = sound(folder)
    (package / "datapackage.json").write_bytes(b'{"name": "\xff\xfe"}')
    return package


def name_that_is_no_text(folder: Path) -> Path:
    """A file beside the tables has a name that is no UTF-8."""
    package = sound(folder)
    Path(os.fsdecode(os.fsencode(package / "data") + b"/\xff\xfe.csv")).write_text("a\n", encoding="utf-8")
    return package


def schema_from_elsewhere(folder: Path) -> Path:
    """A table's schema is an address: who follows it tells that it was read."""
    return spoiled(folder, lambda d: d["resources"][2].update(schema="http://127.0.0.1:9/schema.json"))


def profile_from_elsewhere(folder: Path) -> Path:
    """The profile of the package is an address."""
    return spoiled(folder, lambda d: d.update(profile="http://127.0.0.1:9/profile.json"))


def pattern_that_takes_for_ever(folder: Path) -> Path:
    """A pattern that needs longer than the universe has for a cell of forty letters, in a package that is else as it was."""
    package = whole(folder)
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(r for r in descriptor["resources"] if r["name"] == "documents")
    field = next(f for f in resource["schema"]["fields"] if f["name"] == "title")
    field["constraints"]["pattern"] = "(a+)+"
    content = first_table(package).read_bytes().replace(b"Russian Liberation Army", b"a" * 40 + b"!", 1)
    first_table(package).write_bytes(content)
    resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return package


def row_of_a_million_cells(folder: Path) -> Path:
    """One row of a table has a million cells."""
    package = whole(folder)
    with first_table(package).open("a", encoding="utf-8") as file:
        file.write("," * 1_000_000 + "\n")
    return package


def quote_that_never_closes(folder: Path) -> Path:
    """A quotation mark opens and two megabytes follow."""
    package = whole(folder)
    with first_table(package).open("a", encoding="utf-8") as file:
        file.write('"' + "a\n" * 2**20)
    return package


FOLDERS: dict[str, Maker] = {
    "path_upwards": with_path("../outside.csv"),
    "path_inside_and_out": with_path("data/../../outside.csv"),
    "absolute_path": with_path("/etc/passwd"),
    "windows_path": with_path("C:\\outside.csv"),
    "address": with_path("http://127.0.0.1:9/table.csv"),
    "address_of_a_file": with_path("file:///etc/passwd"),
    "list_of_paths": lambda folder: spoiled(folder, lambda d: d["resources"][2].update(path=["/etc/passwd"])),
    **{
        maker.__name__: maker
        for maker in (
            link_out, linked_folder, link_to_itself, endless_file, pipe_that_nobody_fills, descriptor_is_a_pipe, huge_file,
            huge_descriptor, said_to_be_huge, deep_descriptor, deep_property, number_of_a_million_digits,
            descriptor_that_is_no_text, name_that_is_no_text, schema_from_elsewhere, profile_from_elsewhere,
            pattern_that_takes_for_ever, row_of_a_million_cells, quote_that_never_closes,
        )
    },
}  # fmt: skip


def archived(folder: Path, add: Callable[[zipfile.ZipFile], object]) -> Path:
    """The small package in an archive, to which `add` adds something."""
    package, archive = sound(folder), folder / "package.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for path in sorted(p for p in package.rglob("*") if p.is_file()):
            file.write(path, path.relative_to(package).as_posix())
        add(file)
    return archive


def with_entry(name: str, content: bytes = b"a\n1\n") -> Maker:
    return lambda folder: archived(folder, lambda file: file.writestr(name, content))


def bomb(folder: Path) -> Path:
    """Half a megabyte that becomes more than half a gigabyte."""
    noughts = bytes(2**24)

    def add(file: zipfile.ZipFile) -> None:
        with file.open("data/zeros.csv", "w", force_zip64=True) as sink:
            for _ in range(33):
                sink.write(noughts)

    return archived(folder, add)


def bomb_of_many(folder: Path) -> Path:
    """Twenty thousand entries."""
    return archived(folder, lambda file: [file.writestr(f"data/{n}.csv", b"") for n in range(20_000)])


def entry_that_lies(folder: Path) -> Path:
    """An entry says that it has ten bytes and holds sixteen megabytes."""
    archive = archived(folder, lambda file: file.writestr("data/liar.csv", bytes(2**24)))
    content = archive.read_bytes()
    size = (2**24).to_bytes(4, "little")
    assert content.count(size) == 2  # in the entry and in the directory
    archive.write_bytes(content.replace(size, (10).to_bytes(4, "little")))
    return archive


def entry_that_is_a_link(folder: Path) -> Path:
    """An entry is a link out of the package."""

    def add(file: zipfile.ZipFile) -> None:
        link = zipfile.ZipInfo("data/link.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")

    return archived(folder, add)


def name_in_no_encoding(folder: Path) -> Path:
    """The name of an entry is marked as UTF-8 and is none."""
    archive = archived(folder, lambda file: file.writestr("data/\u00e9\u00e9.csv", b"a\n"))
    content = archive.read_bytes()
    assert content.count("\u00e9\u00e9".encode()) == 2
    archive.write_bytes(content.replace("\u00e9\u00e9".encode(), b"\xff\xfe\xff\xfe"))
    return archive


def cut_archive(folder: Path) -> Path:
    """The archive ends in the middle."""
    archive = archived(folder, lambda file: None)
    archive.write_bytes(archive.read_bytes()[:-200])
    return archive


def archive_of_noughts(folder: Path) -> Path:
    """A gigabyte of noughts that is no archive."""
    path = folder / "package.zip"
    path.touch()
    os.truncate(path, GB)
    return path


ARCHIVES: dict[str, Maker] = {
    "entry_upwards": with_entry("../outside.csv"),
    "entry_inside_and_out": with_entry("data/../../outside.csv"),
    "absolute_entry": with_entry("/tmp/outside.csv"),
    "windows_entry": with_entry("..\\outside.csv"),
    "drive_entry": with_entry("C:/outside.csv"),
    "entry_twice": with_entry("DATA/documents.csv"),
    **{
        maker.__name__: maker
        for maker in (
            bomb, bomb_of_many, entry_that_lies, entry_that_is_a_link, name_in_no_encoding, cut_archive, archive_of_noughts,
        )
    },
}  # fmt: skip

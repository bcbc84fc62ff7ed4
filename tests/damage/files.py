"""Damage to whole files: cut, swapped, saved by another program."""

from __future__ import annotations

import csv
import io
import re
from random import Random

from damage.copy import Copy, NoSuchPlaceError, as_csv
from damage.kinds import kind


def draw_csv(copy: Copy, chance: Random) -> tuple[str, bytes]:
    table, _ = copy.draw_row(chance)
    return copy.path(table), copy.read(copy.path(table))


@kind("file")
def file_truncated(copy: Copy, chance: Random) -> str:
    """A CSV file ends somewhere in the middle."""
    path, content = draw_csv(copy, chance)
    size = chance.randrange(1, len(content))
    copy.write(path, content[:size])
    return f"{path} cut at byte {size} of {len(content)}"


@kind("file")
def file_with_header_only(copy: Copy, chance: Random) -> str:
    """A CSV file has no rows."""
    table, _ = copy.draw_row(chance)
    copy.write_rows(table, [])
    return f"{copy.path(table)} has its header only"


@kind("file")
def file_empty(copy: Copy, chance: Random) -> str:
    """A file has no bytes."""
    path = chance.choice(sorted(copy.base.files))
    copy.write(path, b"")
    return f"{path} is empty"


@kind("file")
def file_gone(copy: Copy, chance: Random) -> str:
    """A file that the descriptor names is missing."""
    path = chance.choice(sorted(set(copy.base.files) - {"datapackage.json"}))
    copy.write(path, None)
    return f"{path} is gone"


@kind("file")
def file_too_many(copy: Copy, chance: Random) -> str:
    """data/ has a file that the descriptor does not name."""
    table, _ = copy.draw_row(chance)
    path = chance.choice(
        [f"data/{table} (copy).csv", f"data/~${table}.csv", f"data/{table}.csv.bak", f"data/{table}_old.csv"]
    )
    copy.write(path, copy.read(copy.path(table)))
    return f"{path} added"


@kind("file")
def two_files_swapped(copy: Copy, chance: Random) -> str:
    """Two tables have each other's file."""
    first, second = chance.sample(sorted(copy.base.resources), 2)
    one, other = copy.read(copy.path(first)), copy.read(copy.path(second))
    copy.write(copy.path(first), other)
    copy.write(copy.path(second), one)
    return f"{copy.path(first)} and {copy.path(second)} swapped"


@kind("file")
def byte_order_mark(copy: Copy, chance: Random) -> str:
    """A CSV file begins with a byte order mark."""
    path, content = draw_csv(copy, chance)
    copy.write(path, b"\xef\xbb\xbf" + content)
    return f"{path}: a byte order mark"


@kind("file")
def windows_line_ends(copy: Copy, chance: Random) -> str:
    """A CSV file has CR LF at the end of its lines."""
    path, content = draw_csv(copy, chance)
    copy.write(path, content.replace(b"\n", b"\r\n"))
    return f"{path}: CR LF"


@kind("file")
def last_line_end_gone(copy: Copy, chance: Random) -> str:
    """A CSV file does not end with a line end."""
    path, content = draw_csv(copy, chance)
    copy.write(path, content.rstrip(b"\n"))
    return f"{path}: no line end at the end"


@kind("file")
def saved_as_latin_1(copy: Copy, chance: Random) -> str:
    """A CSV file is in Latin-1 instead of UTF-8; what that lacks is a question mark."""
    path, content = draw_csv(copy, chance)
    copy.write(path, content.decode().encode("latin-1", errors="replace"))
    return f"{path}: in Latin-1"


@kind("file")
def utf8_read_as_latin_1(copy: Copy, chance: Random) -> str:
    """A CSV file was read as Windows-1252 and saved as UTF-8: é is Ã©."""
    path, content = draw_csv(copy, chance)
    copy.write(path, content.decode("cp1252", errors="replace").encode())
    return f"{path}: letters garbled"


@kind("file")
def bytes_damaged(copy: Copy, chance: Random) -> str:
    """One byte of a CSV file is another, as a bad disk makes it."""
    path, content = draw_csv(copy, chance)
    at = chance.randrange(len(content))
    new = content[at] ^ (1 << chance.randrange(8))
    copy.write(path, content[:at] + bytes([new]) + content[at + 1 :])
    return f"{path}: byte {at} is {new:#x} instead of {content[at]:#x}"


@kind("file")
def block_of_noughts(copy: Copy, chance: Random) -> str:
    """A stretch of a CSV file is zero bytes."""
    path, content = draw_csv(copy, chance)
    at = chance.randrange(len(content))
    copy.write(path, content[:at] + bytes(len(content[at : at + 64])) + content[at + 64 :])
    return f"{path}: noughts from byte {at} on"


@kind("file")
def semicolons(copy: Copy, chance: Random) -> str:
    """A CSV file has semicolons between its cells."""
    path, content = draw_csv(copy, chance)
    sink = io.StringIO()
    csv.writer(sink, delimiter=";", lineterminator="\n").writerows(
        csv.reader(io.StringIO(content.decode(), newline=""))
    )
    copy.write(path, sink.getvalue().encode())
    return f"{path}: semicolons"


@kind("file")
def saved_by_a_spreadsheet(copy: Copy, chance: Random) -> str:
    """A table was opened and saved by a spreadsheet: byte order mark, CR LF, TRUE, 8/5/1945, long numbers rounded."""
    table, _ = copy.draw_row(chance)
    rows = [[as_a_spreadsheet_has_it(cell) for cell in row] for row in copy.rows(table)]
    content = as_csv(copy.base.tables[table].columns, rows).decode().replace("\n", "\r\n")
    copy.write(copy.path(table), b"\xef\xbb\xbf" + content.encode())
    return f"{copy.path(table)}: saved by a spreadsheet"


@kind("file")
def values_saved_by_a_spreadsheet(copy: Copy, chance: Random) -> str:
    """Only the values are as a spreadsheet saves them; encoding and line ends are right."""
    table, _ = copy.draw_row(chance)
    rows = [[as_a_spreadsheet_has_it(cell) for cell in row] for row in copy.rows(table)]
    if rows == copy.rows(table):
        raise NoSuchPlaceError("nothing that a spreadsheet changes")
    copy.write_rows(table, rows)
    return f"{copy.path(table)}: values saved by a spreadsheet"


def as_a_spreadsheet_has_it(cell: str) -> str:
    if cell in ("true", "false"):
        return cell.upper()
    if day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", cell):
        return f"{int(day[2])}/{int(day[3])}/{day[1]}"
    if month := re.fullmatch(r"(19\d\d)-(0[1-9]|1[0-2])", cell):
        names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        return f"{names[int(month[2]) - 1]}-{month[1][2:]}"
    if re.fullmatch(r"\d{12,}", cell):
        return f"{float(cell):.5E}"
    return cell.lstrip("0") or "0" if re.fullmatch(r"0\d+", cell) else cell.strip()

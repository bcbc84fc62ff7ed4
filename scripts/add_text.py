"""A text into raw/: its file copied, its row with the pins (SHA-256, bytes, characters) added to documents.csv.

    python scripts/add_text.py FILE --title TITLE --license LICENCE --attribution WHOM [--layout plain] [--raw raw]

The document's id and the article's are made from the file's name, unless they are given. Nothing is written when the text or
the row is one that a build would refuse. Exit code 0: added; 1: refused (the message says why); 2: usage.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [p for p in (str(ROOT / "scripts"), str(ROOT / "src")) if p not in sys.path]

from extract.documents import COLUMNS, RawTextError, load_documents, pins, read_rows, read_text, shown  # noqa: E402
from extract.grammar import slug  # noqa: E402
from extract.layouts import LAYOUTS, foreign_layout  # noqa: E402

#: options of the command that are columns of documents.csv
OPTIONAL = ("document_id", "article", "version_label", "version_order", "url", "revision", "retrieved", "lost", "note")


def add_text(file: Path, raw: Path, given: dict[str, str]) -> dict[str, str]:
    """Adds the text and its row; the row as it stands in documents.csv now.

    `given` holds columns of documents.csv; path and pins are computed. Raises RawTextError as a build would, and then leaves
    everything as it was.
    """
    text = read_text(file, str(file), "a file with a text", "Correct the file's name on the command line.")
    data = file.read_bytes()
    name = slug(file.stem)
    row = dict.fromkeys(COLUMNS, "") | {"document_id": name, "article": slug(given["title"]), **given}
    row["path"] = f"raw/{row['document_id']}.txt"
    row |= {column: str(value) for column, value in pins(data, text).items()}
    target, table = raw / f"{row['document_id']}.txt", raw / "documents.csv"
    if target.exists() and target.read_bytes() != data:
        raise RawTextError(shown(target), "another text of this name", "a name of its own", "Give --document-id.")
    if table.is_file():
        _refuse_second_of_one_article(table, row)
    before = table.read_bytes() if table.is_file() else None
    existed = target.exists()
    raw.mkdir(parents=True, exist_ok=True)
    try:
        target.write_bytes(data)
        table.write_bytes(_with_row(before, row))
        load_documents(raw, LAYOUTS)
    except BaseException:
        if not existed:
            target.unlink(missing_ok=True)
        if before is None:
            table.unlink(missing_ok=True)
        else:
            table.write_bytes(before)
        raise
    return row


def _refuse_second_of_one_article(table: Path, row: dict[str, str]) -> None:
    """A further text of an article is a version of it, and each needs its place among them; says which rows lack theirs."""
    others = [other for other in read_rows(table) if other["article"] == row["article"]]
    unnumbered = [str(other["document_id"]) for other in others if other["version_order"] is None]
    if not others or (row["version_order"] and not unnumbered):
        return
    taken = ", ".join(f"{o['document_id']} has {o['version_order']}" for o in others if o["version_order"] is not None)
    steps = []
    if unnumbered:
        steps.append(f"write the place of {', '.join(unnumbered)} into the column version_order of {shown(table)}")
    if not row["version_order"]:
        steps.append(f"give --version-order for the new text{f' ({taken})' if taken else ''}")
    raise RawTextError(
        shown(table),
        f"{len(others)} text{'s' * (len(others) > 1)} of the article {row['article']}, to which this one would be a version",
        "a version_order for each version of one article, 1 for the oldest",
        f"If it is one: {', and '.join(steps)}. If it is another article, give --article with a slug of its own.",
    )


def _with_row(table: bytes | None, row: dict[str, str]) -> bytes:
    """documents.csv with the row at its end; what stood there stays as it was, byte for byte."""
    head = table if table is not None else (",".join(COLUMNS) + "\n").encode()
    columns = next(csv.reader(io.StringIO(head.decode("utf-8-sig"))))
    line = io.StringIO(newline="")
    csv.DictWriter(line, columns, lineterminator="\n", extrasaction="ignore").writerow(row)
    return head + (b"" if head.endswith(b"\n") else b"\n") + line.getvalue().encode()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Add a text to raw/ and documents.csv.")
    parser.add_argument("file", type=Path, help="the text, UTF-8")
    parser.add_argument("--raw", type=Path, default=ROOT / "raw", help="folder with documents.csv and the texts")
    parser.add_argument("--title", required=True, help="the title of the article")
    parser.add_argument("--license", required=True, help="the licence of the text")
    parser.add_argument("--attribution", required=True, help="whom the licence asks to name")
    parser.add_argument("--layout", default="plain", choices=sorted(LAYOUTS), help="the form that the file has")
    parser.add_argument("--language", default="en", help="the language of the text (BCP 47)")
    for column in OPTIONAL:
        parser.add_argument(f"--{column.replace('_', '-')}", help=f"column {column} of documents.csv")
    options = vars(parser.parse_args(arguments))
    file, raw = options.pop("file"), options.pop("raw")
    try:
        row = add_text(file, raw, {column: value for column, value in options.items() if value is not None})
    except RawTextError as error:
        print(f"nothing was added: {error}", file=sys.stderr)
        return 1
    print(f"added {row['document_id']}: {row['bytes']} bytes, {row['characters']} characters, layout {row['layout']}")
    other = foreign_layout((raw / f"{row['document_id']}.txt").read_text(encoding="utf-8"), row["layout"])
    if other:
        print(f"the text begins like the layout {other}: if it is that, set the layout of its row to {other}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

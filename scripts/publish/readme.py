"""The claim that the README shows, taken from the tables at each build."""

from __future__ import annotations

from assemble.evidence import Tables
from extract.model import Row

BEGIN, END = "<!-- claim:begin -->", "<!-- claim:end -->"


def with_claim(readme: str, tables: Tables) -> bytes:
    """The README with one real claim between its marks: statement, quote, where it stands."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    row = shown_claim(tables)
    block = "\n".join(
        (
            "",
            f"> {row['statement']}",
            ">",
            f"> “{row['quote']}”: `{row['document_id']}`, characters {row['char_start']}–{row['char_end']}, "
            f"claim `{row['claim_id']}`",
            "",
        )
    )
    return f"{before}{BEGIN}{block}{END}{after}".encode()


def shown_claim(tables: Tables) -> Row:
    """A strength given as a range, for it shows a number, its exactness and a date; else the first claim."""
    ranges = [r for r in tables["claims"] if r["number_exactness"] == "range" and "\n" not in str(r["quote"])]
    return min(ranges or tables["claims"], key=lambda r: (str(r["document_id"]), int(str(r["char_start"]))))

"""What the README shows of the tables, taken from them at each build: how much there is, and one claim."""

from __future__ import annotations

from extract.model import Row
from publish.stored import StoredTables

CLAIM, NUMBERS = "claim", "numbers"


def with_blocks(readme: str, tables: StoredTables) -> bytes:
    """The README with the text between its marks made anew: `<!-- claim:begin -->` … `<!-- claim:end -->`, and `numbers`."""
    return _with(_with(readme, NUMBERS, numbers(tables)), CLAIM, shown_block(shown_claim(tables))).encode()


def _with(readme: str, name: str, block: str) -> str:
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, _, rest = readme.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{block}\n{end}{after}"


def numbers(tables: StoredTables) -> str:
    """How many rows the tables have that people meet first."""
    count = {name: f"{len(rows):,}" for name, rows in tables.items()}
    contradictions = sum(row["class"] == "contradiction" for row in tables["conflicts"])
    lines = (
        "{documents} texts, {claims} claims of {rules} rules; {persons} persons, {units} units and groups, {events} events,",
        "{postings} postings, {strengths} strengths and {fates} fates, each cell with the claims behind it ({provenance} rows of",
        "provenance); {places} places; {conflicts} matters on which readings differ, {contradictions} of them contradictions.",
        "",
        "One claim:",
    )
    return "\n".join(lines).format(**count, contradictions=contradictions)


def shown_block(row: Row) -> str:
    """Statement, quote, where it stands."""
    place = f"characters {row['char_start']}–{row['char_end']}, claim `{row['claim_id']}`"
    return f"> {row['statement']}\n>\n> “{row['quote']}”: `{row['document_id']}`, {place}"


def shown_claim(tables: StoredTables) -> Row:
    """A strength given as a range, for it shows a number, its exactness and a date; else the first claim."""
    ranges = [r for r in tables["claims"] if r["number_exactness"] == "range" and "\n" not in str(r["quote"])]
    return min(ranges or tables["claims"], key=lambda r: (str(r["document_id"]), int(str(r["char_start"]))))

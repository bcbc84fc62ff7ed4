"""What is said of rows that the checks of a build refuse: which rule made them, of which text, from which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from extract.model import Row
from roa_dataset.checks.finding import Finding

#: so many findings as somebody reads
MOST = 20
#: letters of the words that are shown
WORDS = 200
ADVICE = (
    "The text is not at fault. Mend the rules named, or let them read less, with these words as an example"
    " (docs/how-to/add-a-rule.md); where no rule is named, report it with these words. To build before that, take the text"
    " out of the folder, and its row out of documents.csv."
)


def told(lines: Sequence[str], count: int) -> str:
    """The first of so many findings, as `described` tells them, and what can be done."""
    more = [f"and {count - len(lines)} more"] if count > len(lines) else []
    return "\n  ".join(["", *lines, *more, ADVICE])


def described(finding: Finding, tables: Mapping[str, Sequence[Row]]) -> str:
    """A finding with the text, the rule and the words behind its row."""
    return f"{_made_of(finding, tables)}{replace(finding, advice='')}"


def _made_of(finding: Finding, tables: Mapping[str, Sequence[Row]]) -> str:
    row = _row(finding, tables)
    claim = _claim(row, tables)
    row = claim or row
    parts = [f"text {row['document_id']}"] if row.get("document_id") else []
    if claim:
        parts.append(f"rule {claim['rule_id']}")
    elif row.get("resolution"):
        parts.append(f"a name found by {row['resolution']}")
    words = str(row.get("quote") or row.get("text") or "")
    parts += [f"words {words[:WORDS]!r}"] if words else []
    return f"{', '.join(parts)}: " if parts else ""


def _row(finding: Finding, tables: Mapping[str, Sequence[Row]]) -> Row:
    """The row that a finding names by its key, of which the first column is enough to tell the text."""
    first = finding.row.partition(" ")[0]
    rows = tables.get(PurePosixPath(finding.file).stem, ())
    return next((row for row in rows if first in (str(value) for value in row.values())), {})


def _claim(row: Row, tables: Mapping[str, Sequence[Row]]) -> Row | None:
    if "rule_id" in row:
        return row
    return next((c for c in tables.get("claims", ()) if row.get("claim_id") and c["claim_id"] == row["claim_id"]), None)

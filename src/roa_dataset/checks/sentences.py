"""Statements: the plain sentence of each claim, made again from its row by the rules that made it.

The forms of metadata/statements.toml are this library's own, so a package of another version is not held against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roa_dataset.checks.contents import Contents
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.say import cell_finding
from roa_dataset.files import installed_root
from roa_dataset.reading.line_ends import LINE_END
from roa_dataset.wording.forms import load_forms
from roa_dataset.wording.statements import Statements

FORMS = "metadata/statements.toml"


@dataclass(frozen=True)
class _Verb:
    label: str
    negated_label: str


def check_sentences(contents: Contents) -> Iterator[Finding]:
    """Findings on statements that the row does not give."""
    from roa_dataset.package import installed

    version = contents.descriptor.get("version")
    if version is not None and version != installed().version:
        return
    verbs = {
        str(row["code"]): _Verb(str(row["label"]), str(row["negated_label"] or ""))
        for row in contents.rows("vocabulary")
        if row["scheme"] == "predicate"
    }
    statements = Statements(verbs, load_forms(Path(installed_root(), FORMS), verbs))
    claims = {row["claim_id"]: row for row in contents.rows("claims")}
    labels = {str(row["entity_id"]): str(row["label"]) for row in contents.rows("entities")}
    for row in claims.values():
        about = claims.get(row["about_claim_id"])
        expected = LINE_END.sub(" ", statements.sentence(row, about, labels.get(str(row["attributed_to_id"]), "")))
        if row["statement"] != expected:
            told = f"{expected!r}, made from the row"
            yield cell_finding("claims", row, ("claim_id",), "statement", told, str(row["quote"]))

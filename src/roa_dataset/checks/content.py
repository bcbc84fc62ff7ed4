"""All checks of what the tables say, in the order in which the validator runs them; each is a pure function of the contents.

The build runs them on its tables before anything is written, the validator and the Frictionless checks (`frictionless_roa`)
on the files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from roa_dataset.checks.bounds import check_bounds
from roa_dataset.checks.comparison import check_comparison
from roa_dataset.checks.content_keys import key_text
from roa_dataset.checks.contents import Contents
from roa_dataset.checks.declared import check_declared
from roa_dataset.checks.documents import check_documents
from roa_dataset.checks.editors import check_editors
from roa_dataset.checks.events import check_events
from roa_dataset.checks.evidence import check_evidence
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.ids import check_ids
from roa_dataset.checks.labels import check_labels
from roa_dataset.checks.naming import check_naming
from roa_dataset.checks.provenance import check_provenance
from roa_dataset.checks.readings import check_readings
from roa_dataset.checks.registers import check_registers
from roa_dataset.checks.sentences import check_sentences
from roa_dataset.checks.spans import check_spans
from roa_dataset.checks.structure import check_structure
from roa_dataset.checks.view_ids import check_view_ids
from roa_dataset.checks.views import check_views

LAYERS = ("evidence", "meaning")


@dataclass(frozen=True)
class ContentCheck:
    """One check: its layer and name, what it checks in a few words, and the tables without which it says nothing.

    What `stops_a_build` finds is never published; what the others find in a text that nobody has read yet is only told.
    """

    layer: str
    name: str
    about: str
    run: Callable[[Contents], Iterable[Finding]]
    needs: tuple[str, ...] = ()
    stops_a_build: bool = False


CONTENT_CHECKS: tuple[ContentCheck, ...] = (
    ContentCheck(
        "evidence",
        "spans",
        "the text at each offset, claims in their passages, leaves that tile the text",
        lambda c: check_evidence(c.tables, c.texts),
        ("documents", "passages", "claims", "claim_spans"),
        stops_a_build=True,
    ),
    ContentCheck(
        "evidence", "parts", "the words behind each part of a claim", check_spans, ("claims", "claim_spans", "mentions")
    ),
    ContentCheck("evidence", "ids", "ids that are made from content", check_ids),
    ContentCheck("evidence", "structure", "sections, lists and tables of the texts", check_structure, ("passages",)),
    ContentCheck("evidence", "documents", "texts, references, links, images, ranks", check_documents, ("documents",)),
    ContentCheck(
        "evidence",
        "names",
        "mentions and names",
        check_naming,
        ("documents", "mentions", "names", "claims", "entities"),
    ),
    ContentCheck(
        "meaning",
        "readings",
        "dates and numbers read again from their words",
        lambda c: check_readings(c.tables, c.texts),
        ("claims", "claim_spans"),
        stops_a_build=True,
    ),
    ContentCheck("meaning", "bounds", "bounds in order, EDTF that agrees, no cycle of subordination", check_bounds),
    ContentCheck("meaning", "events", "the event of each claim", check_events, ("claims", "provenance")),
    ContentCheck("meaning", "statements", "the sentence of each claim", check_sentences, ("claims", "vocabulary")),
    ContentCheck("meaning", "labels", "labels beside ids", check_labels, ("entities",)),
    ContentCheck("meaning", "registers", "vocabulary, rules, entities, judgements, reviews", check_registers),
    ContentCheck(
        "meaning",
        "provenance",
        "every fact cell carried by its claims",
        lambda c: check_provenance(c.tables, c.schema),
        ("claims", "claim_spans", "provenance"),
        stops_a_build=True,
    ),
    ContentCheck(
        "meaning", "views", "no claim left out of a view", check_views, ("claims", "claim_spans", "provenance")
    ),
    ContentCheck(
        "meaning", "view ids", "ids and labels of the rows of views", check_view_ids, ("claims", "provenance")
    ),
    ContentCheck("meaning", "comparison", "alignments and conflicts", check_comparison, ("passages", "claims")),
    ContentCheck("meaning", "editors' words", "no unseen signs, labels that deny", check_editors),
    ContentCheck("meaning", "declared", "codes, references and patterns of the columns", check_declared),
)


def content_findings(
    contents: Contents, layers: Sequence[str] = LAYERS, only: Collection[str] | None = None
) -> list[Finding]:
    """The findings of every check of these layers, in order, each with its layer, check and line; of the checks named in
    `only`, where some are named.

    A check that lacks a table says nothing, for that the table cannot be read is a finding of its own; one that stumbles over
    what an earlier layer refuses (a text where a number belongs) says that it could not be finished, never nothing.
    """
    places = _Places(contents)
    chosen = [c for c in CONTENT_CHECKS if c.layer in layers and (only is None or c.name in only)]
    return [places.placed(finding, check) for check in chosen for finding in findings_of(check, contents)]


def findings_of(check: ContentCheck, contents: Contents) -> list[Finding]:
    """What one check finds; nothing where a table that it needs could not be read."""
    return [] if any(name in contents.missing for name in check.needs) else _run(check, contents)


def _run(check: ContentCheck, contents: Contents) -> list[Finding]:
    found: list[Finding] = []
    try:
        found += check.run(contents)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        told = f"{type(error).__name__}: {error}"[:200]
        advice = "Mend what the other findings name; without any, this is a defect of the check: please report it."
        found.append(Finding("datapackage.json", "", "", f"a check that stumbled ({told})", check.about, advice))
    return found


class _Places:
    """Finds the line of a row by its key."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._lines: dict[str, Mapping[str, int]] = {}

    def placed(self, finding: Finding, check: ContentCheck) -> Finding:
        name = finding.file.removeprefix("data/").removesuffix(".csv")
        line = finding.line or (self._of(name).get(finding.row) if finding.row else None)
        return replace(finding, layer=check.layer, check=check.name, line=line)

    def _of(self, name: str) -> Mapping[str, int]:
        if name not in self._lines:
            table, lines = self._contents.table(name), self._contents.lines.get(name, ())
            rows = self._contents.rows(name)
            key = table.primary_key if table else ()
            self._lines[name] = {key_text(row, key): line for row, line in zip(rows, lines, strict=False)}
        return self._lines[name]

"""rules/infobox.toml, read once: which labels and template keys there are and what each line of the box means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.codes import codes
from roa_dataset.toml_files import SchemaError, read_toml

RULES = Path(__file__).parent / "rules" / "infobox.toml"
KEYS: Mapping[str, type] = {
    "id": str, "labels": list, "keys": list, "reader": str, "predicate": str, "qualifier": str, "subject": str, "object": list,
    "description": str,
}  # fmt: skip
#: "Flags of KONR and ROA": a label that names whose they are, by abbreviations or by two single words
OF_WHOM = r"(?: of (?:[A-Z]{2,}(?:(?:, | and )[A-Z]{2,})*|(?:the )?[A-Z][a-z]+ and (?:the )?[A-Z][a-z]+)(?=\s+[A-Z]))?"


@dataclass(frozen=True)
class Line:
    """One kind of line of an information box (the keys of rules/infobox.toml)."""

    id: str
    labels: tuple[str, ...]
    keys: tuple[str, ...]
    reader: str
    predicate: str
    qualifier: str
    subject: str
    object: tuple[str, ...]
    description: str


@cache
def lines() -> dict[str, Line]:
    """All kinds of line by id; SchemaError for one that cannot be used."""
    top = read_toml(RULES, RULES.parent)
    top.only({"line": list})
    found: dict[str, Line] = {}
    for entry in top.entries("line", label="id"):
        entry.only(KEYS)
        line = Line(
            id=entry.text("id"),
            labels=entry.texts("labels", may_be_empty=True),
            keys=entry.texts("keys", may_be_empty=True),
            reader=entry.text("reader"),
            predicate=entry.text("predicate", choices=codes("predicate")),
            qualifier=entry.text("qualifier", default=""),
            subject=entry.text("subject", default="article"),
            object=entry.texts("object", may_be_empty=True) if "object" in entry.data else (),
            description=entry.text("description"),
        )
        if line.id in found:
            raise SchemaError(top.file, entry.key("id"), f"{line.id!r} again", "each id once")
        found[line.id] = line
    return found


@cache
def by_label() -> dict[str, Line]:
    return {label: line for line in lines().values() for label in line.labels}


@cache
def by_key() -> dict[str, Line]:
    return {key: line for line in lines().values() for key in line.keys}


@cache
def label_pattern() -> re.Pattern[str]:
    """A known label at the start of a line: the longest first, never followed by a small letter ("Activeduty")."""
    labels = sorted(by_label(), key=len, reverse=True)
    alternatives = "|".join(re.escape(label) for label in labels)
    return re.compile(rf"(?P<label>{alternatives})(?P<whose>{OF_WHOM})(?![a-z]|\s+of\s)\s*")


def line_of(label: str) -> Line | None:
    """The kind of line that a label stands for, also a label with its owners ("Flags of KONR and ROA")."""
    found = [known for known in by_label() if label == known or label.startswith(f"{known} of ")]
    return by_label()[max(found, key=len)] if found else None

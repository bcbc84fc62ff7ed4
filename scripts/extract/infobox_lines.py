"""rules/infobox.toml, read once: which labels and template keys there are and what each line of the box means."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULES = Path(__file__).parent / "rules" / "infobox.toml"
KEYS = {"id", "labels", "keys", "reader", "predicate", "qualifier", "subject", "object", "description"}
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
    """All kinds of line by id; a key that nobody reads is refused."""
    found = {}
    for entry in tomllib.loads(RULES.read_text(encoding="utf-8"))["line"]:
        unknown = entry.keys() - KEYS
        if unknown:
            raise ValueError(f"{RULES.name}: {entry.get('id')}: unknown key {', '.join(sorted(unknown))}")
        found[entry["id"]] = Line(
            id=entry["id"],
            labels=tuple(entry["labels"]),
            keys=tuple(entry["keys"]),
            reader=entry["reader"],
            predicate=entry["predicate"],
            qualifier=entry.get("qualifier", ""),
            subject=entry.get("subject", "article"),
            object=tuple(entry.get("object", ())),
            description=entry["description"],
        )
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

"""All extraction rules, by id: those of the information box, of other structured places and of prose."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract import infobox_lines
from extract.prose import patterns

FILE = Path(__file__).parent / "rules" / "structure.toml"


@dataclass(frozen=True)
class Rule:
    """One rule as the table `rules` lists it; `pattern` is words and slots."""

    rule_id: str
    layer: str
    pattern: str
    description: str


@cache
def rules() -> dict[str, Rule]:
    """Every rule that may stand in a claim's rule_id."""
    found = {
        line.id: Rule(line.id, "structure", _line_pattern(line), line.description)
        for line in infobox_lines.lines().values()
    }
    for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["rule"]:
        if set(entry) != {"id", "layer", "pattern", "description"}:
            raise ValueError(
                f"{FILE.name}: {entry.get('id')}: expected id, layer, pattern, description; found {sorted(entry)}"
            )
        if entry["id"] in found:
            raise ValueError(f"{FILE.name}: {entry['id']} is there twice")
        found[entry["id"]] = Rule(entry["id"], entry["layer"], entry["pattern"], entry["description"])
    for rule in patterns.load():
        if rule.id in found:
            raise ValueError(f"{rule.id} is there twice")
        found[rule.id] = Rule(rule.id, "prose", rule.pattern, rule.description)
    return found


def _line_pattern(line: infobox_lines.Line) -> str:
    names = [*line.labels, *(f"|{key}=" for key in line.keys)]
    return f"{' / '.join(names) or '(no label)'} → {line.reader}"

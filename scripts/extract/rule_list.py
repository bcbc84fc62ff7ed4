"""All extraction rules, by id: those of the information box, of other structured places and of prose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract import infobox_lines
from extract.codes import codes
from extract.prose import patterns
from roa_dataset.toml_files import SchemaError, read_toml

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
    """Every rule that may stand in a claim's rule_id; SchemaError or PatternError for one that cannot be used."""
    found = {
        line.id: Rule(line.id, "structure", _line_pattern(line), line.description)
        for line in infobox_lines.lines().values()
    }
    top = read_toml(FILE, FILE.parent)
    top.only({"rule": list})
    for entry in top.entries("rule", label="id"):
        entry.only(dict.fromkeys(("id", "layer", "pattern", "description"), str))
        rule = Rule(
            entry.text("id"), entry.text("layer", choices=codes("rule_layer")), entry.text("pattern"), entry.text("description")
        )  # fmt: skip
        if rule.rule_id in found:
            raise SchemaError(top.file, entry.key("id"), f"{rule.rule_id!r} again", "each id once")
        found[rule.rule_id] = rule
    for one in patterns.load():
        if one.id in found:
            raise SchemaError(
                one.file, one.id, "an id that a rule of structure.toml or infobox.toml has", "each id once"
            )
        found[one.id] = Rule(one.id, "prose", one.pattern, one.description)
    return found


def _line_pattern(line: infobox_lines.Line) -> str:
    names = [*line.labels, *(f"|{key}=" for key in line.keys)]
    return f"{' / '.join(names) or '(no label)'} → {line.reader}"

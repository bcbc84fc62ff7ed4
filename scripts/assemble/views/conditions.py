"""Conditions on claims, written as data: which claims a rule of metadata/views/ means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assemble.views.index import Evidence
from extract.model import Row
from roa_dataset.toml_files import SchemaError, TomlTable

#: keys of a condition → the column of `claims` that must hold one of the listed values
COLUMNS = {
    "predicate": "predicate",
    "subject": "subject_id",
    "object": "object_id",
    "place": "place_id",
    "modality": "modality",
    "polarity": "polarity",
    "attributed_to": "attributed_to_id",
    "date_role": "date_role",
    "qualifier": "qualifier",
}
KEYS: Mapping[str, type] = {
    **dict.fromkeys(COLUMNS, list),
    "subject_type": list,
    "object_type": list,
    "has_object": bool,
    "has_subject_text": bool,
    "counted": bool,
    "value": str,
    "subject_text": str,
}


@dataclass(frozen=True)
class Condition:
    """A claim meets it when every key does: a list names the allowed cells, `value` and `subject_text` are patterns."""

    columns: Mapping[str, tuple[str, ...]]
    subject_type: tuple[str, ...] = ()
    object_type: tuple[str, ...] = ()
    has_object: bool | None = None
    has_subject_text: bool | None = None
    counted: bool | None = None
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)

    def meets(self, claim: Row, evidence: Evidence) -> bool:
        """Whether the claim is one of those that the condition means."""
        if any(str(claim[column] or "") not in allowed for column, allowed in self.columns.items()):
            return False
        if self.subject_type and evidence.type_of(claim["subject_id"]) not in self.subject_type:
            return False
        if self.object_type and evidence.type_of(claim["object_id"]) not in self.object_type:
            return False
        if self.has_object is not None and bool(claim["object_id"]) is not self.has_object:
            return False
        if self.has_subject_text is not None and bool(claim["subject_text"]) is not self.has_subject_text:
            return False
        if self.counted is not None and bool(claim["number_exactness"]) is not self.counted:
            return False
        return all(pattern.search(str(claim[column] or "")) for column, pattern in self.patterns.items())


def read_condition(entry: TomlTable, more: Mapping[str, type] | None = None) -> Condition:
    """A condition from a table of a TOML file; `more` are keys that belong to the rule around it."""
    entry.only({**KEYS, **(more or {})})
    if not entry.data.keys() & KEYS.keys():
        raise SchemaError(entry.file, entry.key("predicate"), "no condition", "at least one of " + ", ".join(KEYS))
    return Condition(
        columns={COLUMNS[key]: entry.texts(key) for key in entry.data if key in COLUMNS},
        subject_type=entry.texts("subject_type") if "subject_type" in entry.data else (),
        object_type=entry.texts("object_type") if "object_type" in entry.data else (),
        has_object=entry.data.get("has_object"),
        has_subject_text=entry.data.get("has_subject_text"),
        counted=entry.data.get("counted"),
        patterns={key: re.compile(entry.text(key)) for key in ("value", "subject_text") if key in entry.data},
    )

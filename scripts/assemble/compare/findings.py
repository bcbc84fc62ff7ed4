"""A conflict before it becomes rows, and the words in which its readings are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assemble.compare.facts import Fact

EXACTNESS = {"about": "about ", "at_least": "at least ", "at_most": "up to "}


@dataclass(frozen=True)
class Finding:
    """Claims that exclude, narrow or reword each other, each with its reading as shown."""

    conflict_class: str
    conflict_type: str
    scope: str
    subject: str
    predicate: str
    readings: tuple[tuple[Fact, str], ...]
    #: what the explanation says besides the meaning of the type
    note: str = ""

    @property
    def shown(self) -> frozenset[str]:
        """The readings as text."""
        return frozenset(text for _, text in self.readings)


def reading(fact: Fact, parts: Sequence[str], unnamed: str) -> str:
    """The named parts of a claim in one line; `unnamed` where it has none of them."""
    shown = [text for part in parts if (text := _part(fact, part))]
    return ", ".join(dict.fromkeys(shown)) or unnamed


def _part(fact: Fact, name: str) -> str:
    if name == "subject":
        return fact.get("subject_label")
    if name == "object":
        return fact.get("object_label")
    if name == "number":
        return number_words(fact)
    if name == "date":
        return clean(
            fact.get("date_text")
        )  # a date taken over from another sentence has no words here: it is told there
    if name == "place":
        return fact.get("place_label")
    if name == "quote":
        return f"“{clean(fact.get('quote'))}”"
    return clean(fact.get(name))


def clean(text: str) -> str:
    """Words of a text on one line."""
    return " ".join(text.split())


def number_words(fact: Fact) -> str:
    """The number as a reader writes it, with what is counted: "about 10,000 unarmed men"."""
    low, high = fact.row["number_min"], fact.row["number_max"]
    figures = [f"{float(str(n)):,.10g}" for n in dict.fromkeys((low, high)) if n is not None]
    measure = fact.get("number_measure")
    if not figures:
        value = clean(fact.get("value"))
        return measure if value in measure else f"{value} {measure}".strip()
    if any(c.isdigit() for c in measure):  # the words hold the number already: "14 points"
        return measure
    return EXACTNESS.get(fact.get("number_exactness"), "") + "–".join(figures) + (f" {measure}" if measure else "")


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Findings with the same readings in the same passages are one: the same words said of two subjects at once."""
    found: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        texts = frozenset((fact.passage_id, text) for fact, text in finding.readings)
        key = (finding.conflict_class, finding.conflict_type, finding.scope, texts)
        known = found.get(key)
        if known is None:
            found[key] = finding
            continue
        readings = {fact.claim_id: (fact, text) for fact, text in (*known.readings, *finding.readings)}
        found[key] = Finding(
            known.conflict_class, known.conflict_type, known.scope, known.subject, known.predicate,
            tuple(readings.values()),
        )  # fmt: skip
    return list(found.values())

"""One plain sentence from a claim's row, by rule: who, what, how many, when, where, and how the text says it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.model import Row
from roa_dataset.vocabulary_files import Code

BEFORE_DATE = {
    "as_of": "as of",
    "start": "from",
    "end": "until",
    "throughout": "throughout",
    "within": "within",
    "no_earlier_than": "not before",
    "no_later_than": "by",
    "before": "before",
    "after": "after",
}
EXACTNESS = {"about": "about ", "at_least": "at least ", "at_most": "at most ", "vague": ""}
MODALITY = {
    "asserted": "",
    "reported": "Reported: ",
    "denied": "Denied by the text: ",
    "planned": "Planned: ",
    "attempted": "Attempted: ",
}
#: what a predicate says under a qualifier that is a code of its own
PHRASES = {
    ("is_a", "unit_type"): "was of the type",
    ("is_a", "branch"): "was of the branch",
    ("is_a", "echelon"): "was of the size",
    ("is_a", "class"): "was a",
    ("infobox_value", ""): "has in its information box, without a label,",
    ("has_emblem", "insignia"): "has the insignia",
    ("composed_of", "included"): "included",
    ("same_as", "designation"): "is also designated",
}
#: predicates whose label ends with a preposition that leads to the object, and what they say without one
ALONE = re.compile(r" (?:in|by|to|from|for)$")
#: predicates whose value says how, not to whom or by whom
HOW = frozenset(
    ["captured_by", "changed_sides", "executed", "formed", "handed_over_to", "surrendered_to", "took_place"]
)
#: classes that need no article: "one of the last battles", "the first regiment"
NO_ARTICLE = re.compile(r"\ba (?=(?:the|an?|one|two|three|several|some|members?)\s)")
#: classes of which there is one: "the last battle"
THE_CLASS = re.compile(r"\ba (?=(?:first|second|third|last|only|largest|primary)\s)")
#: predicates whose value is a name or words, shown in quotation marks
SPOKEN = frozenset(["has_name", "renamed_to", "same_as", "said", "described_as"])

#: predicates that say a number first; words beside it follow in brackets
COUNTS = frozenset(["has_strength", "has_count"])


def statement(row: Row, predicates: Mapping[str, Code]) -> str:
    """The sentence for one row of `claims`; every part of it comes from the row, so a changed cell changes it."""
    predicate = predicates[str(row["predicate"])]
    verb = predicate.negated_label if row["polarity"] == "negated" else predicate.label
    if row["polarity"] != "negated":
        verb = PHRASES.get((str(row["predicate"]), str(row["qualifier"] or "")), verb)
    if row["predicate"] == "has_state" and row["polarity"] == "negated" and str(row["quote"]).startswith("Did not"):
        verb = "did not"
    if row["predicate"] == "disbanded" and not row["object_id"]:
        return f"{row['subject_text'] or row['subject_label']} {verb}{_time(row)}{_hedge(row)}."
    if not row["object_id"] and (not row["value"] or row["predicate"] in HOW):
        verb = ALONE.sub("", verb)
    if row["predicate"] == "formed" and row["object_id"]:
        verb += " by"
    words = [str(row["subject_text"] or row["subject_label"]), verb, *_complement(row)]
    text = re.sub(r"\s+", " ", " ".join(w for w in words if w)).strip()
    if row["predicate"] == "is_a":
        text = THE_CLASS.sub("the ", text, count=1)
        text = re.sub(r"\ba (?=[AEIOaeio]|[Uu](?![ksn]))", "an ", NO_ARTICLE.sub("", text, count=1), count=1)
    text += _qualifier(row) + _time(row) + _place(row) + _hedge(row)
    return MODALITY[str(row["modality"])] + text + ("" if text.endswith((".", "!", "?")) else ".")


def _complement(row: Row) -> list[str]:
    parts = []
    label, value = row["object_label"], row["value"]
    if label:
        parts.append(str(label))
    if (value and (not label or str(value) != str(label)) and row["predicate"] not in ("commands", "holds_rank")) or (
        value and not label
    ):
        aside = bool(label) or row["predicate"] in HOW
        shown = f"“{value}”" if row["predicate"] in SPOKEN or aside else str(value)
        parts.append(f"({shown})" if aside else shown)
    number = _number(row)
    if number and value and row["predicate"] in COUNTS and row["number_exactness"] != "vague":
        return [number, f"(“{value}”)"]
    if number:
        parts.append(number)
    return parts


def _number(row: Row) -> str:
    if not row["number_exactness"]:
        return ""
    low, high = row["number_min"], row["number_max"]
    measure = f" {row['number_measure']}" if row["number_measure"] else ""
    if low is None and high is None:
        return measure.strip() if row["value"] else f"an unstated number{measure}"
    figures = _figure(low if low is not None else high)
    if low is not None and high is not None and low != high:
        figures = f"{_figure(low)}–{_figure(high)}"
    return EXACTNESS.get(str(row["number_exactness"]), "") + figures + measure


def _figure(number: object) -> str:
    return f"{number:,}" if isinstance(number, int | float) else str(number)


def _qualifier(row: Row) -> str:
    if (str(row["predicate"]), str(row["qualifier"] or "")) in PHRASES:
        return ""
    return f" ({str(row['qualifier']).replace('_', ' ')})" if row["qualifier"] else ""


def _time(row: Row) -> str:
    when = row["date_text"] or row["date_edtf"]  # an inherited date has no words of its own
    if not when:
        return ""
    role = str(row["date_role"])
    before = BEFORE_DATE.get(role)
    if before is None:
        before = "on" if re.fullmatch(r"[\dX-]{10}", str(row["date_edtf"] or "")) else "in"
    return f", {before} {when}"


def _place(row: Row) -> str:
    return f", place: {row['place_label']}" if row["place_label"] and row["place_label"] != row["object_label"] else ""


def _hedge(row: Row) -> str:
    return f" (“{row['hedge']}”)" if row["hedge"] else ""

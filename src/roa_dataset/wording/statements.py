"""One plain sentence from a claim's row, by rule: who, what, how many, when, where, and how the text says it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from roa_dataset.wording.forms import Forms, agreeing, are_many, with_article

Row = Mapping[str, object]

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
    ("has_emblem", "insignia"): "has the insignia",
    ("composed_of", "included"): "included",
    ("same_as", "designation"): "is also designated",
    ("infobox_value", ""): "has in its information box, without a label,",
}
#: labels that end with a preposition that leads to the object, and what they say without one
ALONE = re.compile(r" (?:in|by|to|from|for)$")
#: predicates whose value says how, not to whom or by whom
HOW = frozenset(
    ["captured_by", "changed_sides", "executed", "formed", "handed_over_to", "surrendered_to", "took_place"]
)
#: predicates whose value is a name or words, shown in quotation marks
SPOKEN = frozenset(["has_name", "renamed_to", "same_as", "said", "described_as"])
#: predicates whose value repeats the object in the text's words
REPEATED = ("commands", "holds_rank")
ARTICLE = re.compile(r"\ba (?P<class>.+)")


class Verb(Protocol):
    """What a predicate says, affirmed and negated."""

    @property
    def label(self) -> str: ...
    @property
    def negated_label(self) -> str: ...


@dataclass(frozen=True)
class Statements:
    """What sentences are made with: the labels of the predicates and the forms of metadata/statements.toml."""

    predicates: Mapping[str, Verb]
    forms: Forms

    def sentence(self, row: Row, about: Row | None = None) -> str:
        """The sentence for one row of `claims`; every part of it comes from the row, so a changed cell changes it.

        `about` is the row of the claim that this one explains, with its sentence.
        """
        told = str(about["statement"]).removesuffix(".") if about else ""
        modality = MODALITY[str(row["modality"])]
        if told and modality and told.startswith(modality):
            modality = ""
        form = self.forms.form(row, _number(row), bool(told))
        text = _filled(form, row, told) if form else self._labelled(row)
        if not (form and self.forms.has_qualifier(row)):
            text += _qualifier(row)
        if form and "{number}" in form and row["value"] and row["number_exactness"] != "vague":
            text += f" (“{row['value']}”)"
        text += ("" if told and about and _time(row) == _time(about) else _time(row)) + _place(row) + _hedge(row)
        return modality + text + ("" if text.endswith((".", "!", "?")) else ".")

    def _labelled(self, row: Row) -> str:
        """Subject, label of the predicate, object and value."""
        predicate = self.predicates[str(row["predicate"])]
        negated = row["polarity"] == "negated"
        verb = predicate.negated_label if negated else predicate.label
        if not negated:
            verb = PHRASES.get((str(row["predicate"]), str(row["qualifier"] or "")), verb)
        if negated and row["predicate"] == "has_state" and str(row["quote"]).startswith("Did not"):
            verb = "did not"
        if not row["object_id"] and (not row["value"] or row["predicate"] in HOW):
            verb = ALONE.sub("", verb)
        if row["predicate"] == "formed" and row["object_id"]:
            verb += " by"
        many = are_many(row)
        words = [str(row["subject_text"] or row["subject_label"]), agreeing(verb, many), *_complement(row)]
        text = re.sub(r"\s+", " ", " ".join(w for w in words if w)).strip()
        if row["predicate"] == "is_a" and not many:
            text = ARTICLE.sub(lambda m: with_article(m["class"], many), text, count=1)
        return text


def _filled(form: str, row: Row, told: str) -> str:
    many = are_many(row)
    value = str(row["value"] or "")
    return form.format(
        subject=row["subject_text"] or row["subject_label"],
        object=row["object_label"],
        value=value,
        a_value=with_article(value, many),
        number=_number(row),
        about=told,
        was="were" if many else "was",
        **{"is": "are" if many else "is"},
    )


def _complement(row: Row) -> list[str]:
    parts = []
    label, value = row["object_label"], row["value"]
    if label:
        parts.append(str(label))
    if value and (not label or (str(value) != str(label) and row["predicate"] not in REPEATED)):
        aside = bool(label) or row["predicate"] in HOW
        shown = f"“{value}”" if row["predicate"] in SPOKEN or aside else str(value)
        parts.append(f"({shown})" if aside else shown)
    if _number(row):
        parts.append(_number(row))
    return parts


#: a relative time that has its own preposition
TOLD = re.compile(r"(?:after|following|before|during|since|until|in|on|at|by|just|shortly|soon)\b", re.IGNORECASE)


def _number(row: Row) -> str:
    if not row["number_exactness"]:
        return ""
    low, high = row["number_min"], row["number_max"]
    measure = f" {row['number_measure']}" if row["number_measure"] else ""
    if low is None and high is None:
        return "" if row["value"] else f"an unstated number{measure}"
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
    if row["date_basis"] == "relative" and (role == "point" or TOLD.match(str(when))):
        return f", {when}"  # "two days before", "after the fall of the town"
    before = BEFORE_DATE.get(role)
    if before is None:
        before = "on" if re.fullmatch(r"[\dX-]{10}", str(row["date_edtf"] or "")) else "in"
    return (
        f", {before} {re.sub(r'^(?:from|during|throughout|between) ', '', str(when)) if role == 'throughout' else when}"
    )


def _place(row: Row) -> str:
    return f", place: {row['place_label']}" if row["place_label"] and row["place_label"] != row["object_label"] else ""


def _hedge(row: Row) -> str:
    return f" (“{row['hedge']}”)" if row["hedge"] else ""

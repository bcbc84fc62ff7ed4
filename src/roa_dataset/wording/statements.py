"""One plain sentence from a claim's row, by rule: who, what, how many, when, where, and how the text says it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from roa_dataset.states import OPEN_BEGINNING, OPEN_END
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
#: on fronts, at rivers, in towns and lands
ON_IT = re.compile(r"\b(?:Front|front)\Z")
AT_IT = re.compile(r"\bRiver\Z")
LEADING = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


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
        counted = _counted(row)
        form = self.forms.form(row, counted.number, bool(told))
        if _undone(row):
            form = None
        text = _filled(form, row, told, counted) if form else self._labelled(row, counted)
        if not (form and self.forms.has_qualifier(row)):
            text += _qualifier(row)
        if form and "{number}" in form and row["value"] and row["number_exactness"] != "vague":
            text += f" (“{row['value']}”)"
        text += ("" if told and about and _time(row) == _time(about) else _time(row)) + _place(row) + _hedge(row)
        return modality + (text if modality else _upper(text)) + ("" if text.endswith((".", "!", "?")) else ".")

    def _labelled(self, row: Row, counted: Counted) -> str:
        """Subject, label of the predicate, object and value."""
        predicate = self.predicates[str(row["predicate"])]
        negated = row["polarity"] == "negated"
        verb = predicate.negated_label if negated else predicate.label
        if not negated:
            verb = PHRASES.get((str(row["predicate"]), str(row["qualifier"] or "")), verb)
        if _undone(row):
            verb = "did not"
        if not row["object_id"] and (not row["value"] or row["predicate"] in HOW):
            verb = ALONE.sub("", verb)
        if row["predicate"] == "formed" and row["object_id"]:
            verb += " by"
        if row["predicate"] == "active" and str(row["subject_id"]).startswith("person:"):
            verb = verb.replace("existed", "lived").replace("exist", "live")
        many = are_many(row)
        words = [counted.subject, _placed(agreeing(verb, many), row), *_complement(row, verb, counted)]
        text = re.sub(r"\s+", " ", " ".join(w for w in words if w)).strip()
        if row["predicate"] == "is_a" and not many:
            text = ARTICLE.sub(lambda m: with_article(m["class"], many), text, count=1)
        return text


@dataclass(frozen=True)
class Counted:
    """Who a sentence is about, and the number that it gives of him, where the subject's own words do not give it."""

    subject: str
    number: str


def _counted(row: Row) -> Counted:
    """The subject and the number; a number of the subject itself stands before it: "about 300 men surrendered"."""
    subject, number = _subject(row), _number(row)
    measure, words = str(row["number_measure"] or "").lower(), str(row["subject_text"] or "").lower()
    if not (measure and words.endswith(measure)):
        return Counted(subject, number)
    if words == measure and number:
        return Counted(subject.replace(str(row["subject_text"]), number, 1), "")
    return Counted(subject, "")  # "At least 500 riders"


def _subject(row: Row) -> str:
    """The subject's words, with the name of whose they are where they do not have it."""
    words, label = row["subject_text"], str(row["subject_label"])
    if not words:
        return label
    return str(words) if label.lower() in str(words).lower() else f"{words} [{label}]"


def _undone(row: Row) -> bool:
    """A state that is told as a deed which was not done: "Did not finish forming", "an army that did not exist"."""
    negated_state = row["polarity"] == "negated" and row["predicate"] == "has_state"
    return negated_state and f"did not {row['value']}" in " ".join(str(row["quote"]).split()).replace("Did", "did")


def _placed(verb: str, row: Row) -> str:
    """ "served in" → "served on" before a front, "took place in" → "took place at" before a river."""
    label = str(row["object_label"] or "")
    if verb.endswith(" in") and (ON_IT.search(label) or AT_IT.search(label)):
        return verb.removesuffix("in") + ("on" if ON_IT.search(label) else "at")
    return verb


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _filled(form: str, row: Row, told: str, counted: Counted) -> str:
    many = are_many(row)
    value = str(row["value"] or "")
    number = _number(row)
    measure = str(row["number_measure"] or "")
    if measure and measure.lower() == str(row["subject_label"]).lower():
        number = number.removesuffix(f" {measure}")  # the riders numbered 500, not 500 riders
    return form.format(
        subject=_subject(row) if "{number}" in form else counted.subject,
        object=row["object_label"],
        value=value,
        a_value=with_article(value, many),
        number=number,
        about=told,
        was="were" if many else "was",
        **{"is": "are" if many else "is"},
    )


def _complement(row: Row, verb: str, counted: Counted) -> list[str]:
    parts = []
    label, value = row["object_label"], row["value"]
    if label:
        parts.append(str(label))
    if value and not _is_told(row, verb):
        aside = bool(label) or row["predicate"] in HOW
        shown = f"“{value}”" if row["predicate"] in SPOKEN or aside else str(value)
        parts.append(f"({shown})" if aside else shown)
    if counted.number:
        parts.append(f"({counted.number})" if parts else counted.number)
    return parts


def _is_told(row: Row, verb: str) -> bool:
    """Whether the value repeats what the object, the verb or the subject has said: "was captured (“captured”)"."""
    value = _bare(row["value"])
    if row["object_label"]:
        return (
            row["predicate"] in REPEATED
            or value == _bare(row["object_label"])
            or value in str(row["subject_text"] or row["subject_label"]).lower()
        )
    return row["predicate"] in HOW and value in verb.split()


def _bare(words: object) -> str:
    return LEADING.sub("", str(words)).lower()


#: a relative time that has its own preposition
TOLD = re.compile(
    r"(?:only (?:once|when|after)|after|following|before|during|since|until|in|on|at|by|just|shortly|soon)\b",
    re.IGNORECASE,
)


#: words that say themselves how a period lasts, days (one of which it was), and parts of a month
OWN_FRAME = re.compile(r"(?:from|between)\b", re.IGNORECASE)
DAYS = re.compile(r"[\dX-]{10}|\[(?:\d{4}-\d\d-\d\d,?)+\]")
PART_OF = re.compile(r"(?:end|beginning|start|middle) of\b", re.IGNORECASE)


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
    if not row["qualifier"] or (str(row["predicate"]), str(row["qualifier"])) in PHRASES:
        return ""
    said = str(row["qualifier"]).replace("_", " ")
    if row["predicate"] == "handed_over_to" and not said.startswith("by "):
        said = f"by {said}"  # the qualifier of a hand-over is who did it
    return f" ({said})"


def _time(row: Row) -> str:
    # an inherited date has no words of its own
    when = str(row["date_text"] or "") or _inherited(str(row["date_edtf"] or ""), str(row["date_role"]))
    if not when:
        return ""
    role = str(row["date_role"])
    if row["date_basis"] == "relative" and (role in ("point", "as_of") or TOLD.match(when)):
        return f", {when[:1].lower()}{when[1:]}"  # "two days before", "after the fall of the town"
    before = BEFORE_DATE.get(role)
    if role == "throughout" and OWN_FRAME.match(when):
        return f", {when}"  # "from May to July 1921", "between May and July 1921"
    if before is None:
        before = "on" if DAYS.fullmatch(str(row["date_edtf"] or "")) else "in"
        if PART_OF.match(when):
            before = "at the"
    return f", {before} {re.sub(r'^(?:during|throughout) ', '', when) if role == 'throughout' else when}"


def _inherited(edtf: str, role: str) -> str:
    """A date in figures; of a period the bound that counts: not before its first day, or by its last one."""
    first, _, last = edtf.partition("/")
    if not last or role not in (*OPEN_END, *OPEN_BEGINNING):
        return edtf.replace("/", " to ")
    return first if role in OPEN_END else last


def _place(row: Row) -> str:
    return f", place: {row['place_label']}" if row["place_label"] and row["place_label"] != row["object_label"] else ""


def _hedge(row: Row) -> str:
    return f" (hedge: “{row['hedge']}”)" if row["hedge"] else ""

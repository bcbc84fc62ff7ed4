"""What a claim carries: the things in it that a cell of a view may show.

A column of a view names its sources in metadata/tables (`taken_from`): a column of `claims` ("value"), the words of a span
("span:subject"), what the words of a span name ("span:qualifier:id", see `roa_dataset.checks.named`), words found in the claim
("words:post"), or the claim's date as the beginning or the end of a state ("begin_edtf", see `roa_dataset.states`). The words of
an inherited date are those of the span `date_context`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roa_dataset import states
from roa_dataset.wording.echelons import echelon_words
from roa_dataset.wording.posts import post_words
from roa_dataset.wording.quantities import demanded_words, with_quantity

Row = Mapping[str, object]

#: sources whose cells hold a hull over several claims: the least or the greatest of what they carry
LEAST = ("date_earliest", "begin_earliest", "end_earliest", "number_min")
GREATEST = ("date_latest", "begin_latest", "end_latest", "number_max")
SEPARATOR = " | "
#: claims that reach for an event: that they were only attempted says nothing of how the event itself is told
TOWARDS = ("sought",)
#: kinds of events of which a state is a turn ("were obliged to include …") and no condition of a unit
TURNS = ("negotiation", "decision")
#: the basis of a date whose words stand outside the claim's own
INHERITED = "inherited"
#: views that show no numbers, so that the hedge of a number ("approximately") would limit something else there
WITHOUT_NUMBERS = ("units", "event_participants")


class SourceError(ValueError):
    """A column is taken from something that no claim has."""


def carried(claim: Row, spans: Mapping[str, Sequence[Row]], source: str) -> tuple[str, ...]:
    """The texts that `source` names in this claim, none empty; `spans` are the claim's spans by role.

    Raises SourceError for a source that is neither a column of the claim, nor a span, nor a side of its date.
    """
    if source.startswith("span:"):
        return tuple(str(span["text"]) for span in spans.get(source.removeprefix("span:"), ()))
    if source.startswith("words:"):
        return _words(claim, spans, source)
    for side, read in (("date_", states.whole), ("begin_", states.begin), ("end_", states.end)):
        if source.startswith(side) and source.removeprefix(side) in states.PARTS:
            part = read(claim)
            if part is None:
                return (shown(claim[source]),) if claim.get(source) else ()
            value = date_words(part, spans) if source == f"{side}text" else part.get(source.removeprefix(side))
            return (value,) if value else ()
    if source not in claim:
        raise SourceError(
            f"taken_from: found {source!r}; expected a column of claims, span:ROLE, words:…, begin_… or end_…"
        )
    return (shown(claim[source]),) if claim[source] not in (None, "") else ()


def tells_of(claim: Row, table: str) -> bool:
    """Whether the modality of a claim is that of a row of this table: not where it only reaches for an event."""
    return table != "events" or claim["predicate"] not in TOWARDS or claim["object_id"] != claim["event_id"]


def date_words(part: states.DatePart, spans: Mapping[str, Sequence[Row]]) -> str:
    """The words of a date: the claim's own, or those that stand outside it and from which it is inherited."""
    if part.text or part.basis != INHERITED:
        return part.text
    return " … ".join(str(span["text"]) for span in spans.get("date_context", ()))


def _words(claim: Row, spans: Mapping[str, Sequence[Row]], source: str) -> tuple[str, ...]:
    found: list[str | None]
    match source.removeprefix("words:"):
        case "post":
            found = [post_words(claim)]
        case "object":
            found = [with_quantity(str(span["text"]), str(claim["quote"])) for span in spans.get("object", ())]
        case "echelon":
            class_words = str(claim["value"]) if claim["predicate"] == "is_a" and claim["value"] else ""
            names = [str(span["text"]) for role in ("subject", "object") for span in spans.get(role, ())]
            found = [echelon_words(words) for words in (class_words, *names)]
        case "demanded":
            found = [demanded_words(claim, [str(span["text"]) for span in spans.get("object", ())])]
        case _:
            raise SourceError(f"taken_from: found {source!r}; expected words: post, object, echelon or demanded")
    return tuple(words for words in found if words)


def shown(value: object) -> str:
    """A value as a text to compare by: whole numbers without a decimal point, truth values as CSV has them."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else str(value)
    text = str(value)
    return text.removesuffix(".0") if text.removesuffix(".0").isdigit() else text

"""What a claim carries: the things in it that a cell of a view may show.

A column of a view names its sources in metadata/tables (`taken_from`): a column of `claims` ("value"), the words of a span
("span:subject"), the words for a post in its quote ("words:post"), or the claim's date as the beginning or the end of a state
("begin_edtf", see `roa_dataset.states`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roa_dataset import states
from roa_dataset.wording.posts import post_words

Row = Mapping[str, object]

#: sources whose cells hold a hull over several claims: the least or the greatest of what they carry
LEAST = ("date_earliest", "begin_earliest", "end_earliest", "number_min")
GREATEST = ("date_latest", "begin_latest", "end_latest", "number_max")
SEPARATOR = " | "
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
    if source == "words:post":
        return (post,) if (post := post_words(claim)) else ()
    for side, read in (("begin_", states.begin), ("end_", states.end)):
        if source.startswith(side) and source.removeprefix(side) in states.PARTS:
            part = read(claim)
            return (part.get(source.removeprefix(side)),) if part and part.get(source.removeprefix(side)) else ()
    if source not in claim:
        raise SourceError(
            f"taken_from: found {source!r}; expected a column of claims, span:ROLE, words:post, begin_… or end_…"
        )
    return (shown(claim[source]),) if claim[source] not in (None, "") else ()


def shown(value: object) -> str:
    """A value as a text to compare by: whole numbers without a decimal point, truth values as CSV has them."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else str(value)
    text = str(value)
    return text.removesuffix(".0") if text.removesuffix(".0").isdigit() else text

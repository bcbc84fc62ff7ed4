"""Remarks behind a commander's name in an order of battle, and behind a person's name in a list.

"Included members of the disbanded Kaminsky Brigade. Had a total of around 20,000 men.": each sentence, or each half before a
comma and "had", is one statement about the unit.
"""

from __future__ import annotations

import re

from extract.context import Context
from extract.model import Span
from extract.sentences import split_sentences, trim
from extract.structure.sizes import hedge_spans

Stretch = tuple[int, int]
#: words that begin a remark, in a list where the name before them is not set apart by punctuation
OPENING = re.compile(
    r"(?:Included|Includes|Had|Has|Not|Did|Does|Was|Were|Is|Consisted|Composed|Formed|Never|Only|Still|Later|Until|From)\b"
)
PIECE = re.compile(r",\s+(?=had\b|has\b|with\b|consisted\b|but\b)")
INCLUDED = re.compile(r"(?:Included|Includes|Consisted of|Composed of|included|consisted of)\s+(?P<what>.+?)[.;]?$")
STRENGTH = re.compile(r"(?:and\s+)?(?:[Hh]ad|[Hh]as|[Ww]ith)\s+(?:a\s+total\s+of\s+)?")
NEGATED = re.compile(r"(?:Not|Never|Was not|Were not|Did not)\s+")
FATE = {
    "killed": "died",
    "died": "died",
    "resigned": "left",
    "dismissed": "left",
    "retired": "left",
    "transferred": "left",
}
#: states for which there is a predicate
ENDED = {"disbanded": "disbanded", "dissolved": "disbanded"}
FATE_WORD = re.compile(rf"\b(?P<word>{'|'.join(FATE)})\b")


def read(context: Context, unit: str, head: Stretch, stretch: Stretch, marks: tuple[Span, ...]) -> None:
    """The remarks as claims about the unit whose name stands at `head`."""
    subject = Span("subject", *head)
    for first, last in split_sentences(context.text, *stretch):
        at = first
        for cut in [*(m.start() for m in PIECE.finditer(context.text, first, last)), last]:
            start, end = trim(context.text, at, cut)
            at = cut + 1
            end = _without_stop(context.text, start, end)
            if start < end:
                _statement(context, unit, subject, (start, end), marks)


def _without_stop(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in ".;,":
        end -= 1
    return end


def _statement(context: Context, unit: str, subject: Span, stretch: Stretch, marks: tuple[Span, ...]) -> None:
    start, end = stretch
    strength = STRENGTH.match(context.text, start, end)
    numbers = context.numbers(strength.end(), end) if strength else []
    if strength and numbers:
        number = numbers[0]
        measure = trim(context.text, number.end, end)
        spans = [subject, Span("number", number.start, number.end), *hedge_spans(number), *marks]
        parts: dict[str, object] = {"number": number}
        if measure[0] < measure[1]:
            spans.append(Span("measure", *measure))
            parts["number_measure"] = context.words(*measure)
        context.claim("remark.strength", unit, "has_strength", stretch, spans, **parts)
        return
    included = INCLUDED.match(context.text, start, end)
    if included:
        _composition(context, unit, subject, stretch, (included.start("what"), included.end("what")), marks)
        return
    negated = NEGATED.match(context.text, start, end)
    value = (negated.end() if negated else start, end)
    spans = [
        subject,
        Span("value", *value),
        *marks,
        *([Span("trigger", *trim(context.text, *negated.span()))] if negated else []),
    ]
    polarity = "negated" if negated else "affirmed"
    context.claim("remark.state", unit, "has_state", stretch, spans, polarity=polarity)


def _composition(
    context: Context, unit: str, subject: Span, quote: Stretch, what: Stretch, marks: tuple[Span, ...]
) -> None:
    """ "members of the disbanded Kaminsky Brigade": of whom it consisted, and the state that the words give that source."""
    source = next((m for m in context.names.find(*what) if m.entity_id), None)
    included = context.words(*quote).startswith("Includ")  # a part of its men, and members of a unit are not the unit
    spans = [subject, Span("value", *what), *marks]
    parts: dict[str, object] = {"qualifier": "included"} if included else {}
    if source:  # the words of the value say what part of it came
        spans.append(Span("object", source.start, source.end))
        parts["object_id"] = source.entity_id
    context.claim("remark.composition", unit, "composed_of", quote, spans, **parts)
    state = re.compile(r"\b(?P<state>disbanded|dissolved|destroyed|former|defunct)\s+$").search(
        context.text, what[0], source.start if source else what[0]
    )
    if source and source.entity_id and state:
        spans = [
            Span("subject", source.start, source.end),
            Span("value", state.start("state"), state.end("state")),
            *marks,
        ]
        context.claim(
            "remark.state-of-source",
            source.entity_id,
            ENDED.get(state["state"], "has_state"),
            (state.start("state"), source.end),
            spans,
        )


def read_fate(context: Context, person: str, unit: str, name: Stretch, stretch: Stretch) -> None:
    """ "resigned on May 4, 1902": what became of a person, with its day."""
    word = FATE_WORD.search(context.text, *stretch)
    if word is None:
        return
    predicate = FATE[word["word"]]
    dates = context.dates(word.end(), stretch[1])
    spans = [Span("subject", *name), Span("value", word.start(), word.end())]
    parts: dict[str, object] = {}
    end = word.end()
    if dates:
        spans.append(Span("date", dates[0].start, dates[0].end))
        parts = {"date": dates[0], "date_role": "point", "date_basis": "stated"}
        end = dates[0].end
    context.claim(
        "remark.fate",
        person,
        predicate,
        (name[0], end),
        spans,
        object_id=unit if predicate == "left" else None,
        **parts,
    )

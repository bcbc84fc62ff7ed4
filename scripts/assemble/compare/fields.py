"""Corresponding fields of two information boxes, of which one gives more: "Corps" beside "Corps, 4,000 men"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assemble.compare.facts import Context, Fact
from assemble.compare.findings import Finding, number_words
from assemble.compare.rule_file import BETWEEN
from assemble.compare.whole import clean
from assemble.compare.words import content
from extract.model import Row
from roa_dataset.reading.compared_words import MARK, words

FIELD = "infobox_field"
#: between the label of a template's parameter and its value
SIGN = re.compile(r"^[^=]*=")
#: what is no word in the label of a field
LABEL = re.compile(r"[|=:_*•\s]+")
#: what of a claim stands behind the label
BEHIND = ("value", "date_text", "number_measure")


def fuller_fields(context: Context, tables: Mapping[str, Sequence[Row]]) -> list[Finding]:
    """Fields of neighbouring versions that give partly the same, where one side gives something that the other lacks."""
    told: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(context.facts, key=lambda f: f.position):
        if fact.kind == FIELD and fact.get("polarity") == "affirmed":
            told[fact.passage_id].append(fact)
    after = _following(tables["passages"], {passage for pair in context.aligned for passage in pair})
    found: list[Finding] = []
    for left, right in sorted(context.aligned):
        if told[left] and told[right]:
            found += _compared(list(_with_lines(left, told, after)), list(_with_lines(right, told, after)))
    return found


def _following(passages: Sequence[Row], aligned: set[str]) -> dict[str, list[str]]:
    """Field → the fields after it in its box, up to the next that corresponds to one of the other version."""
    boxes: defaultdict[str, list[str]] = defaultdict(list)
    for row in sorted(passages, key=lambda row: (str(row["document_id"]), int(str(row["char_start"])))):
        if row["kind"] == FIELD:
            boxes[str(row["document_id"])].append(str(row["passage_id"]))
    found: dict[str, list[str]] = {}
    for box in boxes.values():
        for at, passage in enumerate(box):
            end = next((i for i in range(at + 1, len(box)) if box[i] in aligned), len(box))
            found[passage] = box[at + 1 : end]
    return found


def _with_lines(passage: str, told: Mapping[str, Sequence[Fact]], after: Mapping[str, Sequence[str]]) -> Iterator[Fact]:
    """The claims of a field, and of the lines after it as long as they tell the same kind of thing: its value goes on there."""
    yield from told[passage]
    kinds = {_kind(fact) for fact in told[passage]}
    for following in after.get(passage, ()):
        if not kinds & {_kind(fact) for fact in told[following]}:
            return
        yield from told[following]


def _kind(fact: Fact) -> tuple[str, str, str]:
    return fact.subject, fact.predicate, fact.get("qualifier")


def _compared(older: Sequence[Fact], newer: Sequence[Fact]) -> Iterator[Finding]:
    left, right = ([set(content(words(_given(fact)))) for fact in side] for side in (older, newer))
    ours, theirs = set().union(*left), set().union(*right)
    more = any(not own & theirs for own in left) or any(not own & ours for own in right)
    if ours & theirs and more:
        first = older[0]
        about = first.get("object_id") if first.predicate == "commands" else first.subject
        shown = tuple((fact, text) for side in (older, newer) for fact, text in _shown(side))
        yield Finding("differing_detail", "field", BETWEEN, about, first.predicate, shown)


def _given(fact: Fact) -> str:
    """What the field gives by this claim."""
    return number_words(fact) if fact.number() else fact.get("value") or SIGN.sub("", fact.get("quote"))


def _shown(facts: Sequence[Fact]) -> Iterator[tuple[Fact, str]]:
    """Each claim with its line as the box has it, the label and the value: a line's claims share what stands behind it."""
    for fact in facts:
        line = [other for other in facts if other.passage_id == fact.passage_id]
        told = (other.get(column) for other in line for column in BEHIND)
        starts = [fact.passage_text.find(behind) for behind in told if behind]
        sign = SIGN.match(fact.passage_text)
        start = sign.end() if sign else min((at for at in starts if at >= 0), default=0)
        label = LABEL.sub(" ", fact.passage_text[:start]).strip().lower()
        value = clean(MARK.sub(" ", fact.passage_text[start:]))
        yield fact, f"{label}: {value}" if label else value

"""The readings of one conflict beside each other, each with the words of the texts that have it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from roa_dataset.claims.claim import Claim
from roa_dataset.claims.coverage import joined
from roa_dataset.errors import UnknownIdError
from roa_dataset.plot.drawing import BODY, LEADING, MARGIN, SMALL, Drawing
from roa_dataset.plot.figure import Figure
from roa_dataset.plot.measure import clean, wrapped, wrapped_runs
from roa_dataset.plot.said import cell, counted, label_of, text_name
from roa_dataset.questions.conflicts import Conflict, Reading, conflict_of

if TYPE_CHECKING:
    from roa_dataset.package import Package

_PAD, _GAP = 12, 36
#: a box is at least so wide, or the boxes stand one under the other
_NARROWEST_BOX = 210
#: so many characters of a sentence are shown before and behind the words that the reading rests on
_CONTEXT = 130
#: from so many characters on a value is written in smaller letters
_LONG = 60


def conflict(package: Package, conflict_id: str, width: int) -> Figure:
    """See Plots.conflict."""
    known = package.index("conflicts", "conflict_id")
    if conflict_id not in known:
        raise UnknownIdError("conflict", conflict_id, known, 'roa_dataset.load("conflicts") lists them.')
    found = conflict_of(package, known[conflict_id])
    subject = cell(package.index("entities", "entity_id").get(found.subject_id), "label") or found.subject_id
    title = f"{subject}: {label_of(package, 'conflict_type', found.conflict_type)}"
    drawing = Drawing(width)
    y = drawing.paragraph(MARGIN, 18.0, _class(package, found), width - 2 * MARGIN, size=SMALL) - 2
    y = _boxes(package, drawing, found, y)
    if found.explanation:
        y = drawing.paragraph(MARGIN, y + 24, found.explanation, width - 2 * MARGIN, size=SMALL, italic=True) - 8
    readings = "; ".join(reading.value for reading in found.readings)
    return Figure(
        name=f"conflict-{conflict_id}",
        title=title,
        description=f"{_class(package, found)} {counted(len(found.readings), 'reading')}: {readings}. Each stands over the "
        "words that it rests on, underlined in their sentences. Nothing here says which is right, or whether any is.",
        table_name="conflict_claims",
        rows=tuple(_row(found, reading, claim) for reading in found.readings for claim in reading.claims),
        width=width,
        height=math.ceil(y + 8),
        _body=drawing.markup,
    )


def _class(package: Package, found: Conflict) -> str:
    """ "Contradiction, between two texts." """
    kind = label_of(package, "conflict_class", found.kind)
    return f"{kind[:1].upper()}{kind[1:]}, {label_of(package, 'conflict_scope', found.scope)}."


def _row(found: Conflict, reading: Reading, claim: Claim) -> dict[str, object]:
    return {
        "conflict_id": found.conflict_id, "reading": reading.value, "document_id": claim.document_id,
        "sentence": _sentence(claim), "quote": claim.quote, "claim_id": claim.claim_id,
    }  # fmt: skip


def _sentence(claim: Claim) -> str:
    shown = claim.sentence
    return f"{shown.before}{shown.quote}{shown.after}"


def _boxes(package: Package, drawing: Drawing, found: Conflict, y: float) -> float:
    """Boxes side by side, or one under the other where there is no room; between those that exclude each other a sign."""
    readings, sign = found.readings, found.kind == "contradiction"
    head = _head_size(package, readings)
    room = drawing.width - 2 * MARGIN
    count = max(len(readings), 1)
    side = (room - (count - 1) * _GAP) / count
    if side < _NARROWEST_BOX:
        for number, reading in enumerate(readings):
            if number:
                y += 32 if sign else 16
                if sign:
                    _unlike(drawing, drawing.width / 2, y - 16)
            y = _box(package, drawing, reading, MARGIN, y, room, None, head)
        return y
    bottom = max(_box(package, Drawing(drawing.width), r, 0, y, side, None, head) for r in readings)
    for number, reading in enumerate(readings):
        x = MARGIN + number * (side + _GAP)
        _box(package, drawing, reading, x, y, side, bottom, head)
        if number and sign:
            _unlike(drawing, x - _GAP / 2, (y + bottom) / 2)
    return bottom


def _unlike(drawing: Drawing, x: float, y: float) -> None:
    """A sign that the two do not say the same."""
    drawing.line(x - 9, y - 3.5, x + 9, y - 3.5, width=2)
    drawing.line(x - 9, y + 3.5, x + 9, y + 3.5, width=2)
    drawing.line(x - 6, y + 9, x + 6, y - 9, width=2)


def _box(
    package: Package, drawing: Drawing, reading: Reading, x: float, top: float, width: float, bottom: float | None, head: int
) -> float:  # fmt: skip
    """One reading: its value, then the passages with the words that carry it; gives the lower edge of the box.

    `head` is the size of the letters of the value; with none the value is not written: the marked words are it.
    """
    inner = width - 2 * _PAD
    y = top + _PAD + 14
    for line in wrapped(reading.value, inner, head, bold=True) if head else ():
        drawing.words(x + _PAD, y, line, size=head, bold=True)
        y += LEADING[head]
    y -= 0 if head else 6
    for claims in _by_passage(reading.claims):
        y = drawing.paragraph(x + _PAD, y + 6, _where(package, claims), inner, size=SMALL, italic=True) + 2
        for runs in wrapped_runs(_quoted(package, claims), inner, BODY):
            drawing.runs(x + _PAD, y, runs)
            y += LEADING[BODY]
    edge = y - LEADING[BODY] + _PAD + 6 if bottom is None else bottom
    drawing.rect(x, top, width, edge - top, kind="reading")
    return edge


def _head_size(package: Package, readings: Sequence[Reading]) -> int:
    """How large the values are written: not at all where they are long and stand marked in the words under them."""
    if max((len(reading.value) for reading in readings), default=0) <= _LONG:
        return 16
    marked = [[_marked(package, claims) for claims in _by_passage(reading.claims)] for reading in readings]
    values = [clean(reading.value).strip("“”") for reading in readings]
    told = (any(value in words for words in some) for value, some in zip(values, marked, strict=True))
    return 0 if all(told) else BODY


def _marked(package: Package, claims: Sequence[Claim]) -> str:
    return clean("".join(words for words, out in _quoted(package, claims) if out))


def _by_passage(claims: Iterable[Claim]) -> list[list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.passage_id, []).append(claim)
    return list(found.values())


def _quoted(package: Package, claims: Sequence[Claim]) -> list[tuple[str, bool]]:
    """The passage of these claims in quotation marks, their quotes marked, and cut to some words around them."""
    passage = package.index("passages", "passage_id")[claims[0].passage_id]
    text = claims[0].document.text
    at, end = int(str(passage["char_start"])), int(str(passage["char_end"]))
    marks = joined((claim.char_start, claim.char_end) for claim in claims)
    runs = [(f"“{_end(text[at : marks[0][0]])}", False)]
    for (start, stop), following in zip(marks, [*(start for start, _ in marks[1:]), None], strict=True):
        between = text[stop:following] if following else f"{_beginning(text[stop:end])}”"
        runs += [(text[start:stop], True), (between, False)]
    return runs


def _end(words: str) -> str:
    cut = words[-_CONTEXT:]
    return words if len(words) <= _CONTEXT else f"…{cut[cut.find(' ') :] if ' ' in cut else cut}"


def _beginning(words: str) -> str:
    cut = words[:_CONTEXT]
    return words if len(words) <= _CONTEXT else f"{cut[: cut.rfind(' ') + 1] if ' ' in cut else cut}…"


def _where(package: Package, claims: Sequence[Claim]) -> str:
    """Text and kind of place, with what limits what is said there."""
    passage = package.index("passages", "passage_id").get(claims[0].passage_id, {})
    said = [text_name(package, claims[0].document_id)]
    about = cell(passage, "about_title")
    if about:
        said.append(f"summary of “{about}”")
    elif cell(passage, "kind") not in ("sentence", "paragraph", ""):
        said.append(label_of(package, "passage_kind", cell(passage, "kind")))
    limits = [
        [label_of(package, "modality", claim.modality)] * (claim.modality != "asserted")
        + ["negated"] * (claim.polarity == "negated")
        for claim in claims
    ]
    for limit in dict.fromkeys(word for words in limits for word in words):
        said.append(limit if all(limit in words for words in limits) else f"in part {limit}")
    words = ", ".join(said)
    return f"{words[:1].upper()}{words[1:]}"

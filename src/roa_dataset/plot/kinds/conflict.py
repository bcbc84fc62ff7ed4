"""The readings of one conflict beside each other, each with the words of the texts that have it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from roa_dataset.claims.claim import Claim
from roa_dataset.errors import UnknownIdError
from roa_dataset.plot.drawing import BODY, LEADING, MARGIN, SMALL, Drawing
from roa_dataset.plot.figure import Figure
from roa_dataset.plot.measure import wrapped, wrapped_runs
from roa_dataset.plot.said import cell, counted, label_of, text_name
from roa_dataset.questions.conflicts import Conflict, Reading
from roa_dataset.questions.conflicts import conflicts as all_conflicts

if TYPE_CHECKING:
    from roa_dataset.package import Package

_PAD, _GAP = 12, 36
#: a box is at least so wide, or the boxes stand one under the other
_NARROWEST_BOX = 210
#: so many characters of a sentence are shown before and behind the words that the reading rests on
_CONTEXT = 130


def conflict(package: Package, conflict_id: str, width: int) -> Figure:
    """See Plots.conflict."""
    known = package.index("conflicts", "conflict_id")
    if conflict_id not in known:
        raise UnknownIdError("conflict", conflict_id, known, 'roa_dataset.load("conflicts") lists them.')
    found = next(item for item in all_conflicts(package, None, None, None) if item.conflict_id == conflict_id)
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
        "sentence": "".join(_sentence(claim)), "quote": claim.quote, "claim_id": claim.claim_id,
    }  # fmt: skip


def _boxes(package: Package, drawing: Drawing, found: Conflict, y: float) -> float:
    """Boxes side by side, or one under the other where there is no room; between those that exclude each other a sign."""
    readings, sign = found.readings, found.kind == "contradiction"
    room = drawing.width - 2 * MARGIN
    count = max(len(readings), 1)
    side = (room - (count - 1) * _GAP) / count
    if side < _NARROWEST_BOX:
        for number, reading in enumerate(readings):
            if number:
                y += 32 if sign else 16
                if sign:
                    _unlike(drawing, drawing.width / 2, y - 16)
            y = _box(package, drawing, reading, MARGIN, y, room, None)
        return y
    bottom = max(_box(package, Drawing(drawing.width), r, 0, y, side, None) for r in readings)
    for number, reading in enumerate(readings):
        x = MARGIN + number * (side + _GAP)
        _box(package, drawing, reading, x, y, side, bottom)
        if number and sign:
            _unlike(drawing, x - _GAP / 2, (y + bottom) / 2)
    return bottom


def _unlike(drawing: Drawing, x: float, y: float) -> None:
    """A sign that the two do not say the same."""
    drawing.line(x - 9, y - 3.5, x + 9, y - 3.5, width=2)
    drawing.line(x - 9, y + 3.5, x + 9, y + 3.5, width=2)
    drawing.line(x - 6, y + 9, x + 6, y - 9, width=2)


def _box(
    package: Package, drawing: Drawing, reading: Reading, x: float, top: float, width: float, bottom: float | None
) -> float:
    """One reading: its value, then the sentences with the words that carry it; gives the lower edge of the box."""
    inner = width - 2 * _PAD
    y = top + _PAD + 14
    for line in wrapped(reading.value, inner, 16, bold=True):
        drawing.words(x + _PAD, y, line, size=16, bold=True)
        y += LEADING[16]
    for sentence, claims in _by_sentence(reading.claims).items():
        y = drawing.paragraph(x + _PAD, y + 6, _where(package, claims), inner, size=SMALL, italic=True) + 2
        for runs in wrapped_runs(_quoted(sentence), inner, BODY):
            drawing.runs(x + _PAD, y, runs)
            y += LEADING[BODY]
    edge = y - LEADING[BODY] + _PAD + 6
    if bottom is not None:
        edge = bottom
    drawing.rect(x, top, width, edge - top, kind="reading")
    return edge


Sentence = tuple[str, str, str]


def _by_sentence(claims: Iterable[Claim]) -> dict[Sentence, list[Claim]]:
    found: dict[Sentence, list[Claim]] = {}
    for claim in claims:
        found.setdefault(_sentence(claim), []).append(claim)
    return found


def _sentence(claim: Claim) -> Sentence:
    """The passage before the quote, the quote, the passage behind it."""
    shown = claim.sentence
    return shown.before, shown.quote, shown.after


def _quoted(sentence: Sentence) -> list[tuple[str, bool]]:
    """The sentence in quotation marks, cut to some words around those that are marked."""
    before, quote, after = sentence
    return [(f"“{_end(before)}", False), (quote, True), (f"{_beginning(after)}”", False)]


def _end(words: str) -> str:
    cut = words[-_CONTEXT:]
    return words if len(words) <= _CONTEXT else f"…{cut[cut.find(' ') :] if ' ' in cut else cut}"


def _beginning(words: str) -> str:
    cut = words[:_CONTEXT]
    return words if len(words) <= _CONTEXT else f"{cut[: cut.rfind(' ') + 1] if ' ' in cut else cut}…"


def _where(package: Package, claims: Sequence[Claim]) -> str:
    """Text and kind of place, with what limits what is said there."""
    claim = claims[0]
    passage = package.index("passages", "passage_id").get(claim.passage_id, {})
    said = [text_name(package, claim.document_id)]
    about = cell(passage, "about_title")
    if about:
        said.append(f"summary of “{about}”")
    elif cell(passage, "kind") not in ("sentence", "paragraph", ""):
        said.append(label_of(package, "passage_kind", cell(passage, "kind")))
    said += [label_of(package, "modality", claim.modality)] if claim.modality != "asserted" else []
    said += ["negated"] if claim.polarity == "negated" else []
    words = ", ".join(said)
    return f"{words[:1].upper()}{words[1:]}"

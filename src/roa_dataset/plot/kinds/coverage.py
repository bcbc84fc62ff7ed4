"""A text from its first character to its last: what lies in claims, what in other rows only, and what in neither."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from roa_dataset.claims.coverage import OFFSETS, Coverage
from roa_dataset.claims.coverage import coverage as coverage_of
from roa_dataset.plot.drawing import MARGIN, SMALL, Drawing, Fill
from roa_dataset.plot.figure import Figure
from roa_dataset.plot.legend import draw_legend
from roa_dataset.plot.said import counted, text_name

if TYPE_CHECKING:
    from roa_dataset.package import Package

_LINE, _BAND = 14, 10
#: a text is drawn on so many lines at most, and a character is at most so wide
_MOST_LINES, _WIDEST = 40, 1.0

Spans = Sequence[tuple[int, int]]


def coverage(package: Package, document_id: str, width: int) -> Figure:
    """See Plots.coverage."""
    document = package.document(document_id)
    tables = {name: package.rows(name) for name in ("passages", "claims", *OFFSETS)}
    found = coverage_of(tables, {document_id: document.text})[0]
    claimed, read = _without_gaps(document.text, found.claimed_spans), _without_gaps(document.text, found.read_spans)
    drawing = Drawing(width)
    parts = _parts(found)
    y = _legend(drawing, parts)
    caption = f"The {len(document.text):,} characters of the text, line by line; shares are of its letters and digits."
    y = drawing.paragraph(MARGIN, y, caption, width - 2 * MARGIN, size=SMALL, italic=True)
    y = _strips(drawing, len(document.text), claimed, _less(read, claimed), y, width - 2 * MARGIN)
    y = _reasons(drawing, found, y + 24, width)
    name = text_name(package, document_id)
    shares = "; ".join(f"{words} {share}" for _, words, share in parts)
    return Figure(
        name=f"coverage-{document_id}",
        title=f"What became claims of the {name} ({document_id})",
        description=f"The text's {len(document.text):,} characters from the first to the last, line by line. Of its "
        f"{found.letters:,} letters and digits: {shares}. {counted(len(found.unclaimed), 'passage')} without a claim, each "
        "with the reason.",
        table_name="passages",
        rows=tuple(
            {
                "passage_id": leaf["passage_id"], "kind": leaf["kind"], "reason": reason, "char_start": leaf["char_start"],
                "char_end": leaf["char_end"], "text": leaf["text"],
            }
            for leaf, reason in found.unclaimed
        ),
        width=width,
        height=math.ceil(y),
        _body=drawing.markup,
    )  # fmt: skip


def _parts(found: Coverage) -> list[tuple[Fill, str, str]]:
    """Sign, words and share of the letters and digits."""
    return [
        ("half", "in claims", _share(found.claimed, found.letters)),
        ("hatched", "only in rows of other tables", _share(found.read - found.claimed, found.letters)),
        ("none", "in neither", _share(found.letters - found.read, found.letters)),
    ]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "0.0 %"


def _legend(drawing: Drawing, parts: Iterable[tuple[Fill, str, str]]) -> float:
    items = [(partial(_patch, fill=fill), f"{words}: {share}") for fill, words, share in parts]
    return draw_legend(drawing, items, 18) + 18


def _patch(drawing: Drawing, x: float, y: float, fill: Fill) -> None:
    drawing.rect(x + 3, y - 6, 28, _BAND + 1, fill=fill, stroke=1)


def _without_gaps(text: str, spans: Spans) -> list[tuple[int, int]]:
    """The spans, joined where only spaces and signs stand between two."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and not any(map(str.isalnum, text[found[-1][1] : start])):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _less(spans: Spans, taken: Spans) -> list[tuple[int, int]]:
    """What of the spans lies outside the taken ones; both are in order and apart."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        at = start
        for a, b in taken:
            if b <= at or a >= end:
                continue
            if a > at:
                found.append((at, a))
            at = max(at, b)
        if at < end:
            found.append((at, end))
    return found


def _strips(drawing: Drawing, length: int, claimed: Spans, read: Spans, y: float, across: float) -> float:
    """The text as bands of equal length under one another; gives the lower edge of the last."""
    each = max(math.ceil(across / _WIDEST), math.ceil(length / _MOST_LINES))
    lines = math.ceil(length / each)
    frames = "".join(_band(0, min(each, length - line * each), line, y, across / each) for line in range(lines))
    drawing.path(frames, width=0.75, opacity=0.6, kind="text")
    for spans, fill in ((claimed, "half"), (read, "hatched")):
        bands = (
            _band(start - line * each, end - line * each, line, y, across / each)
            for first, last in spans
            for line in range(first // each, (last - 1) // each + 1)
            for start, end in [(max(first, line * each), min(last, (line + 1) * each))]
        )
        drawing.path("".join(bands), fill=fill, width=0, kind="claims" if fill == "half" else "rows")  # type: ignore[arg-type]
    return y + lines * _LINE


def _band(start: float, end: float, line: int, y: float, per_character: float) -> str:
    wide = max((end - start) * per_character, 0.5)
    return f"M{MARGIN + start * per_character:.1f} {y + line * _LINE:.0f}h{wide:.1f}v{_BAND}h-{wide:.1f}z"


def _reasons(drawing: Drawing, found: Coverage, y: float, width: int) -> float:
    """Why passages hold no claim, the most frequent reason first."""
    room = width - 2 * MARGIN
    y = drawing.paragraph(MARGIN, y, f"Passages without a claim: {len(found.unclaimed)}", room, bold=True) + 2
    counts: dict[str, int] = {}
    for _, reason in found.unclaimed:
        counts[reason] = counts.get(reason, 0) + 1
    for reason, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        y = drawing.paragraph(MARGIN, y, f"{count} × {reason}", room, size=SMALL) + 2
    return y

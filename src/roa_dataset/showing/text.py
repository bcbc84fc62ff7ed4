"""Rows as lines of text with aligned columns, for a terminal and for `repr`."""

from __future__ import annotations

import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GAP = "  "
_NARROWEST = 8


def text_table(rows: Sequence[Mapping[str, object]], width: int | None, bold: bool = False) -> str:
    """A line of column names, then one line for each row.

    With a `width` in characters, long cells are cut (with …) so that lines fit; columns that then have no room are left
    out, and the caller can find out which with `columns_that_fit`. Without one, nothing is cut.
    """
    if not rows:
        return ""
    names = list(rows[0]) if width is None else columns_that_fit(rows, width)
    cells = [[cell_text(row[name]) for name in names] for row in rows]
    widths = [max(_width(line[i]) for line in [names, *cells]) for i in range(len(names))]
    if width is not None:
        widths = _shrunk(widths, width)
    head = _line(names, widths)
    return "\n".join([f"\x1b[1m{head}\x1b[0m" if bold else head, *(_line(line, widths) for line in cells)])


def columns_that_fit(rows: Sequence[Mapping[str, object]], width: int) -> list[str]:
    """The first columns, as many as a line of `width` characters can hold in a readable width."""
    fitting: list[str] = []
    used = 0
    for name in rows[0]:
        needed = min(_NARROWEST, max(_width(cell_text(row[name])) for row in [{name: name}, *rows]))
        used += needed + (len(_GAP) if fitting else 0)
        if used > width and fitting:
            break
        fitting.append(name)
    return fitting


def cell_text(cell: object) -> str:
    """A cell on one line: nothing for a missing one, true and false, line ends as spaces."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (list, tuple)):
        return ", ".join(map(cell_text, cell))
    return " ".join(str(cell).split())


def _shrunk(widths: list[int], width: int) -> list[int]:
    """The widest columns give way, one character at a time, until the line fits."""
    widths = list(widths)
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    while excess > 0 and max(widths) > 1:
        widest = max(widths)
        places = [i for i, w in enumerate(widths) if w == widest]
        below = max([w for w in widths if w < widest], default=1)
        step = max(1, min(widest - below, -(-excess // len(places))))
        for place in places:
            widths[place] -= min(step, excess)
            excess -= min(step, excess)
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(_fitted(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _fitted(text: str, width: int) -> str:
    if _width(text) > width:
        while text and _width(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """How many places a terminal gives the text: none to a combining mark, two to a wide character."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)

"""Shapes and words of a figure as SVG. Every word is escaped here and nowhere else; all ink is the colour of the text.

Lengths are CSS pixels. A shape has presentation attributes and a class, no style attribute, so that it is right without any
style sheet and under a strict Content-Security-Policy; a page may restyle the classes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal

from roa_dataset.plot.measure import clean, legal, wrapped

Fill = Literal["none", "solid", "hatched", "half", "tint"]
Line = Literal["solid", "dashed", "dotted"]
Anchor = Literal["start", "middle", "end"]

BODY, SMALL = 14, 12
#: between the edge of a figure and what is drawn
MARGIN = 8
#: from one line of words to the next
LEADING: Mapping[int, int] = {16: 22, BODY: 19, SMALL: 16}
#: stands for what ids begin with until the figure is shown; no cleaned word can hold it
ID = "\x00"
_DASHES: Mapping[Line, str] = {"solid": "", "dashed": "6 4", "dotted": "1.5 3.5"}
_FILLS: Mapping[Fill, str] = {
    "none": "none", "solid": "currentColor", "hatched": f"url(#{ID}hatch)", "half": "currentColor", "tint": "currentColor",
}  # fmt: skip
_OPACITIES: Mapping[Fill, float] = {"half": 0.5, "tint": 0.12}
_HATCH = (
    f'<defs><pattern id="{ID}hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M2.5 0V5" stroke="currentColor" stroke-width="1.5"/></pattern></defs>'
)


class Drawing:
    """Collects shapes; `markup` is what stands between <svg> and </svg> behind title and description."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._parts: list[str] = []
        self._hatched = False

    @property
    def markup(self) -> str:
        """All shapes in the order in which they were drawn."""
        return (_HATCH if self._hatched else "") + "".join(self._parts)

    @property
    def place(self) -> int:
        """Where the next shape stands among those drawn; `path` can be given it later, to draw behind what came since."""
        return len(self._parts)

    def words(
        self, x: float, y: float, words: str, *, size: int = BODY, bold: bool = False, italic: bool = False,
        anchor: Anchor = "start", kind: str = "",
    ) -> None:  # fmt: skip
        """One line of words on the base line y."""
        self._add("text", _text_attributes(x, y, size, anchor, kind, bold, italic), escape(clean(words)))

    def runs(self, x: float, y: float, runs: Sequence[tuple[str, bool]], *, size: int = BODY) -> None:
        """One line of words of which some, those marked True, stand out: bold and underlined."""
        spans = [
            f'<tspan font-weight="bold" text-decoration="underline">{escape(legal(words))}</tspan>'
            if out
            else escape(legal(words))
            for words, out in runs
        ]
        self._add("text", _text_attributes(x, y, size, "start", "", False, False), "".join(spans))

    def paragraph(
        self, x: float, y: float, words: str, width: float, *, size: int = BODY, bold: bool = False,
        italic: bool = False, kind: str = "",
    ) -> float:  # fmt: skip
        """Words on as many lines as they need, the first on the base line y; gives the base line of the line after them."""
        for line in wrapped(words, width, size, bold):
            self.words(x, y, line, size=size, bold=bold, italic=italic, kind=kind)
            y += LEADING[size]
        return y

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, line: Line = "solid", width: float = 1.5, kind: str = ""
    ) -> None:
        """A straight line; `kind` "grid" is a faint one."""
        ink = {"stroke": "currentColor", "stroke-width": width, "stroke-dasharray": _DASHES[line]}
        ink |= {"stroke-opacity": 0.25} if kind == "grid" else {}
        self._add("path", {"d": f"M{_number(x1)} {_number(y1)}L{_number(x2)} {_number(y2)}", **ink, "class": kind})

    def rect(
        self, x: float, y: float, width: float, height: float, *, fill: Fill = "none", line: Line | None = "solid",
        kind: str = "", stroke: float = 1.5, radius: float = 0,
    ) -> None:  # fmt: skip
        """A box: solid, hatched, tinted or empty, with an outline or none."""
        self._hatched |= fill == "hatched"
        self._add(
            "rect",
            {
                "x": x, "y": y, "width": width, "height": height, "rx": radius or None, "fill": _FILLS[fill],
                "fill-opacity": _OPACITIES.get(fill),
                "stroke": None if line is None else "currentColor", "stroke-width": None if line is None else stroke,
                "stroke-dasharray": "" if line is None else _DASHES[line], "class": kind or (fill if fill != "none" else ""),
            },
        )  # fmt: skip

    def circle(self, x: float, y: float, radius: float, *, filled: bool = True, kind: str = "") -> None:
        """A dot, or a ring."""
        ink = {} if filled else {"fill": "none", "stroke": "currentColor", "stroke-width": 1.5}
        self._add("circle", {"cx": x, "cy": y, "r": radius, **ink, "class": kind})

    def path(
        self, data: str, *, fill: Fill = "none", width: float = 1.5, opacity: float | None = None, kind: str = "",
        place: int | None = None,
    ) -> None:  # fmt: skip
        """A path of numbers that this package made; `data` is never a word of a text."""
        self._hatched |= fill == "hatched"
        ink = {"fill": _FILLS[fill], "fill-opacity": _OPACITIES.get(fill)}
        if width:
            ink |= {"stroke": "currentColor", "stroke-width": width, "stroke-opacity": opacity}
        self._add("path", {"d": data, **ink, "class": kind}, place=place)

    def arrow(self, x1: float, y: float, x2: float, *, line: Line = "dashed", kind: str = "") -> None:
        """A level line from x1 to a head at x2."""
        back = -6 if x2 > x1 else 6
        self.line(x1, y, x2, y, line=line, kind=kind)
        head = (
            f"M{_number(x2 + back)} {_number(y - 4)}L{_number(x2)} {_number(y)}L{_number(x2 + back)} {_number(y + 4)}"
        )
        self.path(head, kind=kind)

    def _add(self, name: str, attributes: Mapping[str, object], content: str = "", place: int | None = None) -> None:
        written = "".join(
            f' {key}="{_attribute(value)}"' for key, value in attributes.items() if value not in (None, "")
        )
        part = f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"
        self._parts.insert(self.place if place is None else place, part)


def _text_attributes(
    x: float, y: float, size: int, anchor: Anchor, kind: str, bold: bool, italic: bool
) -> dict[str, object]:
    return {
        "x": x, "y": y, "font-size": None if size == BODY else size, "text-anchor": None if anchor == "start" else anchor,
        "font-weight": "bold" if bold else None, "font-style": "italic" if italic else None, "class": kind,
    }  # fmt: skip


def _attribute(value: object) -> str:
    return _number(value) if isinstance(value, float) else escape(str(value))


def _number(value: float) -> str:
    """At most one decimal place: a tenth of a pixel is not seen."""
    return f"{value:.1f}".removesuffix(".0")

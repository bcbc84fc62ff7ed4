"""A figure: SVG with a title and a description, and the rows that it draws."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from roa_dataset.errors import ExportError
from roa_dataset.plot.drawing import BODY, ID, LEADING, MARGIN, SMALL, Drawing
from roa_dataset.plot.measure import clean, wrapped

#: what a figure in a file of its own, or in a notebook, needs beside its attributes: ink and paper in light and dark
STYLE = (
    ".roa-figure{color:#1b1f24;background:#fff}"
    "@media(prefers-color-scheme:dark){.roa-figure{color:#e6e8eb;background:#15181c}}"
    "@media print{.roa-figure{color:#000;background:#fff}}"
)
_FONT = "system-ui, -apple-system, &quot;Segoe UI&quot;, Roboto, &quot;Liberation Sans&quot;, sans-serif"


@dataclass(frozen=True, repr=False)
class Figure:
    """A picture of rows of the package.

    `title` is one line, `description` says in words what is drawn and what the signs mean; both are in the picture too, as
    its <title> and <desc>. `rows` are the drawn rows, in the order of the picture; `table_name` is the table that
    they come from, `source` the line that a figure in a file has under it. Width and height are in CSS pixels.
    """

    name: str
    title: str
    description: str
    table_name: str
    rows: tuple[dict[str, object], ...]
    width: int
    height: int
    _body: str = field(repr=False)
    source: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the rows."""
        return tuple(self.rows[0]) if self.rows else ()

    def svg(self, prefix: str = "", alone: bool = False) -> str:
        """The picture for a page: one <svg> element in the colour of the text around it, without script or style.

        Ids begin with `prefix` and the figure's name; figures of one page that have the same name need prefixes. With
        `alone` it has its title over it, its source under it, and ink and paper of its own, as in a file.
        """
        above, height, around = self._surroundings() if alone else (0, self.height, "")
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="roa-figure" role="img" aria-labelledby="{ID}title {ID}desc" '
            f'width="{self.width}" height="{height}" viewBox="0 {-above} {self.width} {height}" fill="currentColor" '
            f'font-family="{_FONT}" font-size="{BODY}"><title id="{ID}title">{escape(clean(self.title))}</title>'
            f'<desc id="{ID}desc">{escape(clean(self.description))}</desc>'
        )
        sheet = f"<style>{STYLE}</style>" if alone else ""
        return f"{head}{sheet}{around}{self._body}</svg>".replace(ID, escape(f"{prefix}{self.name}-"))

    def _surroundings(self) -> tuple[int, int, str]:
        """The height of what stands over the picture, the height of all, and the words over and under it."""
        drawing = Drawing(self.width)
        room = self.width - 2 * MARGIN
        above = LEADING[16] * len(wrapped(self.title, room, 16, bold=True)) + MARGIN
        drawing.paragraph(MARGIN, LEADING[16] - above, self.title, room, size=16, bold=True)
        below = drawing.paragraph(MARGIN, self.height + 14.0, self.source, room, size=SMALL, italic=True)
        return above, math.ceil(below) + above, drawing.markup

    def _repr_svg_(self) -> str:
        return self.svg(alone=True)

    def save(self, path: str | Path, overwrite: bool = False) -> Path:
        """Writes the picture as an .svg file that stands alone; returns the path.

        The file is complete or not there. Raises ExportError for another suffix, a missing folder, and a file that is
        there already unless `overwrite`.
        """
        from roa_dataset.exporting.aside import free_place, written_aside

        target = Path(path)
        if target.suffix.lower() != ".svg":
            raise ExportError(
                f"{target}: found the suffix {target.suffix!r}; expected .svg, the one format of figures."
            )
        free_place(target, overwrite)
        written_aside(target, lambda fresh: _write(fresh, self.svg(alone=True)))
        return target

    def __repr__(self) -> str:
        return f"<Figure {self.title!r}, {len(self.rows)} rows of {self.table_name}>"


def _write(path: Path, svg: str) -> None:
    path.write_text(svg + "\n", encoding="utf-8", newline="\n")

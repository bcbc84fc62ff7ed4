"""The figures of one copy of the package; each kind is drawn in a module of its own under kinds/."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from roa_dataset.package import Package
    from roa_dataset.plot.figure import Figure
    from roa_dataset.questions.conflicts import Conflict

WIDTH = 720


class Plots:
    """Figures of rows of the package. Each is a Figure: it shows in a notebook, and has `save`, `svg`, `rows`, `title`.

    `width` is in CSS pixels, at least 280: words wrap, so that a narrow figure is a higher one. The picture is all in the
    colour of the text around it, and signs differ by shape, line and words, never by colour alone.
    """

    def __init__(self, package: Package) -> None:
        self._package = package

    def timeline(self, subject: str | None = None, width: int = WIDTH) -> Figure:
        """What is dated, by the calendar: events, or with `subject` the claims about an entity.

        A row for each reading of a date: solid is the time that it certainly covers, hatched the time within which it
        lies. What only words date ("the very next day") is not drawn. Raises UnknownIdError, AmbiguousNameError.
        """
        from roa_dataset.plot.kinds.timeline import timeline

        return self._sourced(timeline(self._package, subject, _checked(width)))

    def order_of_battle(self, at: str | date, of: str | None = None, width: int = WIDTH) -> Figure:
        """What was part of, or under, what on a day ("1945-02-15"), as trees of frames, with who is said to have commanded.

        A solid tie is definite, a dashed one possible. `of` keeps the tree under one entity. Raises QueryError for what is
        no day, UnknownIdError, AmbiguousNameError.
        """
        from roa_dataset.plot.kinds.order_of_battle import order_of_battle

        return self._sourced(order_of_battle(self._package, at, of, _checked(width)))

    def days_of_change(self, of: str | None = None) -> list[str]:
        """The days on which the order of battle differs from that of the day before, as YYYY-MM-DD, in order."""
        from roa_dataset.questions.order_of_battle import days_of_change

        return days_of_change(self._package, of)

    def strengths(self, unit: str | None = None, width: int = WIDTH) -> Figure:
        """How strong units are said to be, or one of them: a row for each reading, with its words, bounds and hedges.

        Nothing joins the rows: the texts give no series. Raises UnknownIdError, AmbiguousNameError.
        """
        from roa_dataset.plot.kinds.strengths import strengths

        return self._sourced(strengths(self._package, unit, _checked(width)))

    def conflict(self, conflict: str | Conflict, width: int = WIDTH) -> Figure:
        """The readings of one conflict beside each other, each with the words of its texts.

        `conflict` is an id, or one of `roa.conflicts()`. Raises UnknownIdError.
        """
        from roa_dataset.plot.kinds.conflict import conflict as draw

        conflict_id = conflict if isinstance(conflict, str) else conflict.conflict_id
        return self._sourced(draw(self._package, conflict_id, _checked(width)))

    def places(self, width: int = WIDTH) -> Figure:
        """The places that editors could put on a map, on a coast without borders; the others are listed under it."""
        from roa_dataset.plot.kinds.places import places

        return self._sourced(places(self._package, _checked(width)))

    def coverage(self, document_id: str, width: int = WIDTH) -> Figure:
        """A text from its first character to its last: what became claims, what other rows, and what neither, with reasons.

        Raises UnknownIdError.
        """
        from roa_dataset.plot.kinds.coverage import coverage

        return self._sourced(coverage(self._package, document_id, _checked(width)))

    def _sourced(self, figure: Figure) -> Figure:
        """The figure with the line that names its table, the package and its licence."""
        from dataclasses import replace

        content = self._package.descriptor.content
        licences = ", ".join(str(item.get("name", "")) for item in content.get("licenses", ()))
        source = f"Drawn from the table {figure.table_name} of {content['name']}{f' ({licences})' if licences else ''}."
        return replace(figure, source=source)


def _checked(width: int) -> int:
    from roa_dataset.errors import QueryError
    from roa_dataset.plot.said import NARROWEST

    if not isinstance(width, int) or width < NARROWEST:
        raise QueryError(f"width: found {width!r}; expected a whole number of pixels, at least {NARROWEST}.")
    return width

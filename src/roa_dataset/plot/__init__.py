"""Figures of the package as SVG: `roa_dataset.plot.strengths()` and its sisters are those of the installed copy.

The figures of another copy are at `roa_dataset.open(...).plot`. Each is a Figure: it shows in a notebook, can be saved, and
holds the rows that it draws.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from roa_dataset.package import Package

    _installed = Package("").plot  # for a type checker only
    conflict = _installed.conflict
    coverage = _installed.coverage
    days_of_change = _installed.days_of_change
    order_of_battle = _installed.order_of_battle
    places = _installed.places
    strengths = _installed.strengths
    timeline = _installed.timeline
else:

    def __getattr__(name: str) -> object:
        # the modules of this room have names of their own, so that none of them takes the place of a function
        if name not in __all__:
            raise AttributeError(f"module 'roa_dataset.plot' has no attribute {name!r}")
        from roa_dataset.package import installed

        return getattr(installed().plot, name)

    def __dir__() -> list[str]:
        return list(__all__)


__all__ = ["conflict", "coverage", "days_of_change", "order_of_battle", "places", "strengths", "timeline"]

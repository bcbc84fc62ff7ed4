"""The line that says what the signs of a figure mean, in the figure itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from roa_dataset.plot.drawing import MARGIN, SMALL, Drawing
from roa_dataset.plot.measure import width_of

#: draws a sign of at most 34 pixels from x on, in the middle of a line of words at the level y
Sign = Callable[[Drawing, float, float], None]
_SIGN, _BETWEEN, _LINE = 42, 18, 20


def draw_legend(drawing: Drawing, items: Sequence[tuple[Sign, str]], y: float) -> float:
    """Signs with their words, on as many lines as they need, the first on the base line y; gives the last base line."""
    x = float(MARGIN)
    for sign, words in items:
        needed = _SIGN + width_of(words, SMALL)
        if x > MARGIN and x + needed > drawing.width - MARGIN:
            x, y = float(MARGIN), y + _LINE
        sign(drawing, x, y - 4)
        drawing.words(x + _SIGN, y, words, size=SMALL)
        x += needed + _BETWEEN
    return y

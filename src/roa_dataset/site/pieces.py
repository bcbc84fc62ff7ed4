"""A text cut at every edge of the claims' quotes, so that nested and crossing quotes can all be marked in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from roa_dataset.errors import DamagedDataError

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True)
class Quote:
    """Where a claim's words stand; `number` is the claim's place among those of its text."""

    claim_id: str
    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A stretch of the text through which the same claims run. `begins` are the claims whose quote begins with it."""

    start: int
    text: str
    claims: tuple[str, ...]
    begins: tuple[Quote, ...]


def cut(text: str, quotes: Sequence[Quote], edges: Collection[int] = ()) -> list[Piece]:
    """The pieces in the order of the text; joined, they are the text. `edges` are further offsets to cut at.

    Offsets count code points. Raises DamagedDataError for a text with U+0000, which no HTML page can hold.
    """
    if "\0" in text:
        where = f"character {text.index(chr(0))}"
        raise DamagedDataError(
            "raw text", where, "", "U+0000", "characters that a page can hold", "Leave the text out."
        )
    begins: dict[int, list[Quote]] = {}
    for quote in quotes:
        if quote.start < quote.end:
            begins.setdefault(quote.start, []).append(quote)
    inner = {offset for quote in quotes for offset in (quote.start, quote.end)} | set(edges)
    offsets = sorted(offset for offset in inner | {0, len(text)} if 0 <= offset <= len(text))
    pieces = []
    running: list[Quote] = []
    for start, end in pairwise(offsets):
        new = begins.get(start, [])
        running = [quote for quote in running if quote.end > start] + new
        claims = tuple(quote.claim_id for quote in sorted(running, key=lambda q: q.number))
        pieces.append(Piece(start, text[start:end], claims, tuple(new)))
    return pieces


def marked_text(pieces: Sequence[Piece]) -> Markup:
    """The pieces as HTML whose text is the raw text, character for character.

    A piece in claims is a span with their anchors in `data-c`; before it stands an empty link to the first claim that
    begins there, whose numbers the style sheet draws from `data-n`. A carriage return is written as a reference, because a
    parser would make a line feed of it (https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream).
    """
    from markupsafe import Markup

    return Markup("").join(_html(piece) for piece in pieces)


def _html(piece: Piece) -> Markup:
    from markupsafe import Markup

    from roa_dataset.site.environment import escaped
    from roa_dataset.site.links import anchor, at_anchor

    text = escaped(piece.text)
    if not piece.claims:
        return Markup('<span id="{}">{}</span>').format(at_anchor(piece.start), text)
    link = Markup("")
    if piece.begins:
        first, last = piece.begins[0], piece.begins[-1]
        shown = f"{first.number}" if first is last else f"{first.number}–{last.number}"
        said = f"Claim {first.number}" if first is last else f"Claims {shown}"
        link = Markup('<a class="n" href="#{}" data-n="{}" aria-label="{}"></a>').format(
            anchor(first.claim_id), shown, said
        )
    depth = min(len(piece.claims), 3)
    marks = " ".join(anchor(claim_id) for claim_id in piece.claims)
    return link + Markup('<span id="{}" class="p d{}" data-c="{}">{}</span>').format(
        at_anchor(piece.start), depth, marks, text
    )

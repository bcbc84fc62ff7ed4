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
    """A stretch of the text through which the same claims run.

    `claims` have it in their quote, `completes` are claims that take words from it although their quote is elsewhere,
    `begins` are the claims whose quote begins with it.
    """

    start: int
    text: str
    claims: tuple[str, ...]
    completes: tuple[str, ...]
    begins: tuple[Quote, ...]


def cut(
    text: str, quotes: Sequence[Quote], elsewhere: Sequence[Quote] = (), edges: Collection[int] = ()
) -> list[Piece]:
    """The pieces in the order of the text; joined, they are the text.

    `elsewhere` are words that claims rest on outside their quotes, `edges` further offsets to cut at.

    Offsets count code points. Raises DamagedDataError for a text with U+0000, which no HTML page can hold.
    """
    if "\0" in text:
        where = f"character {text.index(chr(0))}"
        raise DamagedDataError(
            "raw text", where, "", "U+0000", "characters that a page can hold", "Leave the text out."
        )
    inner = {offset for quote in (*quotes, *elsewhere) for offset in (quote.start, quote.end)} | set(edges)
    offsets = sorted(offset for offset in inner | {0, len(text)} if 0 <= offset <= len(text))
    claims, completes = _running(offsets, quotes), _running(offsets, elsewhere)
    begins = _by_start(quotes)
    return [
        Piece(start, text[start:end], claims[start], completes[start], tuple(begins.get(start, ())))
        for start, end in pairwise(offsets)
    ]


def _running(offsets: Sequence[int], quotes: Sequence[Quote]) -> dict[int, tuple[str, ...]]:
    """Offset → the claims whose words run on from it, by their number, each once."""
    begins = _by_start(quotes)
    running: list[Quote] = []
    found = {}
    for offset in offsets:
        running = [quote for quote in running if quote.end > offset] + begins.get(offset, [])
        found[offset] = tuple(dict.fromkeys(quote.claim_id for quote in sorted(running, key=lambda q: q.number)))
    return found


def _by_start(quotes: Sequence[Quote]) -> dict[int, list[Quote]]:
    found: dict[int, list[Quote]] = {}
    for quote in quotes:
        if quote.start < quote.end:
            found.setdefault(quote.start, []).append(quote)
    return found


def marked_text(pieces: Sequence[Piece]) -> Markup:
    """The pieces as HTML whose text is the raw text, character for character.

    A piece is a span with the anchors of its claims in `data-c`, and of those that it completes in `data-e`. Before it stands
    an empty link to the first claim that begins there, whose numbers the style sheet draws from `data-n`. A carriage return is
    written as a reference, because a parser would make a line feed of it
    (https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream).
    """
    from markupsafe import Markup

    return Markup("".join(map(_html, pieces)))


def _html(piece: Piece) -> str:
    from roa_dataset.site.environment import escaped
    from roa_dataset.site.links import anchor, at_anchor

    link = attributes = ""
    if piece.begins:
        first, last = piece.begins[0], piece.begins[-1]
        shown = f"{first.number}" if first is last else f"{first.number}–{last.number}"
        said = f"Claim {shown}" if first is last else f"Claims {shown}"
        link = f'<a class="n" href="#{anchor(first.claim_id)}" data-n="{shown}" aria-label="{said}"></a>'
    # anchors are letters, digits, hyphens and underscores: see links.anchor
    if piece.claims:
        attributes += f' class="p" data-c="{" ".join(map(anchor, piece.claims))}"'
    if piece.completes:
        attributes += f' data-e="{" ".join(map(anchor, piece.completes))}"'
    return f'{link}<span id="{at_anchor(piece.start)}"{attributes}>{escaped(piece.text)}</span>'

"""The table of ranks: image, rank in its own script, transliteration and comparative rank, glued cell to cell."""

from __future__ import annotations

import re

from extract import grammar
from extract.context import Context
from extract.model import Block, Cell, Discovered, Span
from extract.sentences import trim

LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
#: A capital letter directly behind a letter or an apostrophe: where the next cell begins
CELL_BREAK = re.compile(r"(?<=[a-zß-öø-ÿ'’])(?=[A-ZÀ-ÖØ-Þ])")

#: the head of the last column: in whose army the rank is compared
COMPARED = re.compile(r"[Cc]omparative\s+rank\s+(?P<army>in\s+the\s+\w[^\n]*?)[^\S\n]*(?:\n|\Z)")


def read(context: Context, table: Block) -> None:
    """One row of `ranks` for each rank, and its names, comparative rank and insignia as claims.

    The mark on the table's source line belongs to every row (DATA_MODEL, "Marks").
    """
    source = next((c.cell("source") for c in table.children if c.cell("source")), None)
    marks = context.mark_spans(context.marks(source.start, source.end)) if source else ()
    head = COMPARED.search(context.text, table.start, table.end)
    army = head["army"] if head else None
    ordinal = 0
    for row in table.children:
        words, image = row.cell("words"), row.cell("image")
        cells = split(context.text, words) if words else None
        if cells and image:
            ordinal += 1
            _row(context, row, ordinal, image, cells, marks, army)


def split(text: str, words: Cell) -> tuple[Cell, Cell, Cell] | None:
    """The three glued cells, told apart by script and by case; None where they cannot be."""
    latin = LATIN.search(text, words.start, words.end)
    if latin is None or latin.start() == words.start:
        return None
    own = trim(text, words.start, latin.start())
    breaks = [m.start() for m in CELL_BREAK.finditer(text, latin.start(), words.end)]
    if not breaks:
        return None
    return (
        Cell("russian", *own),
        Cell("transliteration", *trim(text, latin.start(), breaks[0])),
        Cell("german_equivalent", *trim(text, breaks[0], words.end)),
    )


def _row(
    context: Context,
    row: Block,
    ordinal: int,
    image: Cell,
    cells: tuple[Cell, Cell, Cell],
    marks: tuple[Span, ...],
    army: str | None,
) -> None:
    own, latin, german = cells
    label = latin.text(context.text)
    rank = context.names.keep(
        Discovered(f"rank:{grammar.slug(label)}--{context.document.article}", "rank", label + _whose(context))
    )
    context.ranks.append(
        {
            "entity_id": rank,
            "ordinal": ordinal,
            "russian": own.text(context.text),
            "transliteration": label,
            "german_equivalent": german.text(context.text),
            "insignia_file": image.text(context.text),
            "citation_needed": any(m.role == "citation_needed" for m in marks),
            "char_start": row.start,
            "char_end": row.end,
        }
    )
    subject = Span("subject", latin.start, latin.end)
    whole = (own.start, german.end)

    def state(predicate: str, cell: Cell, quote: tuple[int, int], **parts: object) -> None:
        spans = [Span("value", cell.start, cell.end), *marks]
        if subject.start >= quote[0] and subject.end <= quote[1]:
            spans.append(subject)
        context.claim(f"rank-table.{cell.name.replace('_', '-')}", rank, predicate, quote, spans, **parts)

    state("has_name", own, (own.start, latin.end), qualifier="designation", language="ru")
    state("has_name", latin, (own.start, latin.end), qualifier="transliteration", language="ru")
    state("comparable_to", german, whole, qualifier=army)
    state("has_emblem", Cell("insignia", image.start, image.end), (image.start, latin.end), qualifier="insignia")


def _whose(context: Context) -> str:
    """ " (ROA)": the abbreviation of the force whose ranks these are, for many ranks of other armies are spelled alike."""
    subject = context.names.vocabulary.entities.get(context.subject_id)
    short = [n.name for n in subject.names if n.kind == "abbreviation" and n.language == "en"] if subject else []
    return f" ({short[0]})" if short else ""

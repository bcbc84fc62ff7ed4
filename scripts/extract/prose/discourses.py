"""Which sentences of a document are read as prose, and in which discourse each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.context import Context
from extract.model import Block
from extract.prose.coreference import Discourse
from extract.prose.dating import EventDates
from extract.prose.own_names import OwnNames, own_names
from extract.prose.slots import Slot
from extract.sentences import split_sentences

#: a sentence of a reference that is prose, not a citation only: it has a verb, the night of an event or an abbreviation in brackets
PROSE = re.compile(
    r"\b(?:are|is|was|were|had|has|have|names|identifies|states|lists|reports that|sind|in der Nacht|in the night)\b"
    r"|\w\s\([A-Z]{2}[A-Z-]*\)"
)
#: so many slots of the paragraphs before may still be what a pronoun stands for
REMEMBERED = 30


def discourses(context: Context) -> Iterator[tuple[Discourse, list[tuple[int, int]]]]:
    """Each paragraph, caption, prose note and prose reference as a discourse of its own, with its sentences (start, end).

    The caller reads the sentences of one before it asks for the next: a paragraph remembers what the one before spoke of.
    """
    year: int | None = None
    reached: str | None = None
    past: list[Slot] = []
    own = _subject_names(context)
    tail: list[Slot] = []
    events = EventDates()
    agents: list[str] = []
    named: dict[str, tuple[int, int]] = {}
    for block in (block for top in context.blocks for block in top.walk()):
        spans = _sentences(context, block)
        if spans is None:
            continue
        about = context.names.known(block.about_title) if block.about_title else None
        discourse = Discourse(about, context.names.entity_type(about) if about else "", None, year, reached)
        discourse.events, discourse.named = events, named
        events.enter(f"{block.section}\n{block.about_title}")
        title = block.cell("title") if about else None
        if about and title:
            named[about] = (title.start, title.end)
        if about and spans:
            discourse.own = (own_names(context, about, str(block.about_title), spans[0]),)
        if not block.about_title:
            discourse.own = own
            discourse.subject = context.subject_id
            if block.kind == "paragraph":
                discourse.past, discourse.tail = past[-REMEMBERED:], tail
                discourse.agents = agents[-REMEMBERED:]
        if block.kind == "reference":
            discourse.year = _one_year(context, block.start, block.end)
            discourse.marker = block.marker
        yield discourse, spans
        if block.kind == "paragraph":
            past, tail = ([], []) if block.about_title else (discourse.past, discourse.before)
            agents = [] if block.about_title else discourse.agents
        year, reached = (None, None) if block.about_title else (discourse.year, discourse.reached)


def _sentences(context: Context, block: Block) -> list[tuple[int, int]] | None:
    """The sentences of a block of prose; None for a block that is not prose."""
    if block.kind == "paragraph":
        return [(c.start, c.end) for c in block.children]
    if block.kind in ("note", "reference") and not block.children:
        body = block.cell("body")
        spans = split_sentences(context.text, body.start if body else block.start, block.end)
        return [s for s in spans if PROSE.search(context.text, *s)] if block.kind == "reference" else spans
    if block.kind == "caption" and block.cell("caption"):
        return [(block.start, block.end)]
    described = block.cell("description") if block.kind == "heading" else None
    if described:  # "1945 rebellion in …", behind the title of a related article
        return [(described.start, described.end)]
    value = block.cell("value") if block.kind == "infobox_field" and block.marker == "caption" else None
    return [(value.start, value.end)] if value else None


def _subject_names(context: Context) -> tuple[OwnNames, ...]:
    """The names of what the article is about; its first paragraph's first sentence says what that is."""
    first = next((b for top in context.blocks for b in top.walk() if b.kind == "paragraph" and not b.about_title), None)
    sentence = (first.children[0].start, first.children[0].end) if first and first.children else None
    return (own_names(context, context.subject_id, context.document.title, sentence),)


def _one_year(context: Context, start: int, end: int) -> int | None:
    """The year of all whole dates of a reference: what it says of a day without a year is of the year of its documents."""
    years = {d.edtf[:4] for d in context.dates(start, end) if re.match(r"\d{4}-\d\d", d.edtf) and not d.year_completed}
    return int(years.pop()) if len(years) == 1 else None

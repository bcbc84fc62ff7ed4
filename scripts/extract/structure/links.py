"""See also, related articles, categories and titles in other languages → `links`, and the claims that they make."""

from __future__ import annotations

import re

from extract import grammar
from extract.context import Context
from extract.model import Block, Cell, Span
from extract.sentences import trim
from roa_dataset.reading.dates import DateReading
from roa_dataset.reading.scripts import LANGUAGES

#: A remark of several words behind a title ("Ostlegionen (Mainly Caucasion units)"); one word or a year belongs to the title
REMARK = re.compile(r"\s\((?P<remark>[^()\d]*\s[^()\d]*)\)$")
#: what a broken template has left between a title and its description
MARKUP = re.compile(r"[<>{}|]")
#: joins two things that a person was: "Tarn Army surveyor and mountain guide"
AND = re.compile(r"\sand\s")


def read_related(context: Context, entry: Block) -> None:
    """A related article: its title, its short description (which says what it is), or only its summary."""
    title = next((c for b in entry.walk() for c in b.cells if c.name == "title"), None)
    if title is None:
        return
    description = next((c for b in entry.walk() for c in b.cells if c.name == "description"), None)
    entity = _entity(context, title, description)
    _row(
        context, "related_article", title, entity, description=description, end=description.end if description else None
    )
    if description:
        described, when = _dated(context, entity, title, description)
        dated = {"date": when, "date_role": "point", "date_basis": "stated"} if when else {}
        for part in _parts(context, entity, described):
            spans = [Span("subject", title.start, title.end), Span("value", part.start, part.end)]
            spans += [Span("date", when.start, when.end)] if when else []
            glued = not MARKUP.search(context.text, title.end, part.start)
            own = min(part.start, when.start) if when else part.start
            quote = (title.start if glued else own, part.end)
            context.claim("related.short-description", entity, "is_a", quote, spans, qualifier="class", **dated)


def _parts(context: Context, entity: str, description: Cell) -> list[Cell]:
    """What a person is described as is one thing or several joined by "and"; any other description is one."""
    if context.names.entity_type(entity) != "person":
        return [description]
    starts = [description.start]
    ends = []
    for joint in AND.finditer(context.text, description.start, description.end):
        ends.append(joint.start())
        starts.append(joint.end())
    return [Cell("description", a, b) for a, b in zip(starts, [*ends, description.end], strict=True)]


def _dated(context: Context, entity: str, title: Cell, description: Cell) -> tuple[Cell, DateReading | None]:
    """ "1921 rather small rebellion …": the year dates the event; what is left is the description. No date: (all of it, None)."""
    dates = context.dates(description.start, description.end)
    if context.names.entity_type(entity) != "event" or not dates or dates[0].start != description.start:
        return description, None
    spans = [Span("subject", title.start, title.end), Span("date", dates[0].start, dates[0].end)]
    context.claim(
        "related.dated-description", entity, "took_place", (title.start, dates[0].end), spans,
        date=dates[0], date_role="point", date_basis="stated",
    )  # fmt: skip
    return Cell("description", *trim(context.text, dates[0].end, description.end)), dates[0]


def _entity(context: Context, title: Cell, description: Cell | None) -> str:
    words = title.text(context.text)
    known = context.names.known(words)
    if known:
        return context.names.name(title.start, title.end)
    about = description.text(context.text) if description else ""
    kind = "unit" if about.startswith("Military unit") else grammar.guess_type(words)
    return context.names.name(title.start, title.end, kind, "context")


def read_see_also(context: Context, item: Block) -> None:
    text = context.text
    remark = REMARK.search(text, item.start, item.end)
    title = Cell("title", item.start, remark.start() if remark else item.end)
    cell = Cell("description", remark.start("remark"), remark.end("remark")) if remark else None
    known = context.names.known(title.text(text))
    if known:
        context.names.name(title.start, title.end)
    _row(context, "see_also", title, known, description=cell, end=item.end)


def read_category(context: Context, block: Block) -> None:
    title = block.cell("title")
    if title and title.start < title.end:
        start, end = trim(context.text, title.start, title.end)
        _row(context, "category", Cell("title", start, end), None, start=block.start)


def read_interlanguage(context: Context, block: Block) -> None:
    """The article's title in another language: a name of what the article is about."""
    code, title = block.cell("language"), block.cell("title")
    if code is None or title is None:
        return
    language = code.text(context.text)
    _row(context, "interlanguage", title, context.subject_id, language=language, start=block.start)
    spans = [Span("trigger", code.start, code.end), Span("value", title.start, title.end)]
    context.claim(
        "interlanguage.title",
        context.subject_id,
        "has_name",
        (block.start, block.end),
        spans,
        qualifier="designation" if _own_title(context, title) else "translation",
        language=language if language in LANGUAGES else None,
    )


def _own_title(context: Context, title: Cell) -> bool:
    """Whether the text itself has given the title before, as a name: then it is no translation."""
    return title.text(context.text).casefold() in context.words(0, title.start).casefold()


def _row(
    context: Context,
    kind: str,
    title: Cell,
    entity: str | None,
    *,
    description: Cell | None = None,
    language: str | None = None,
    start: int | None = None,
    end: int | None = None,
) -> None:
    context.links.append(
        {
            "kind": kind,
            "title": title.text(context.text),
            "language": language,
            "description": description.text(context.text) if description else None,
            "entity_id": entity,
            "char_start": title.start if start is None else start,
            "char_end": title.end if end is None else end,
        }
    )

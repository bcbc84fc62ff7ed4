"""Pictures and their captions: one row of `images` each, and a claim of what the caption says is shown."""

from __future__ import annotations

import itertools
import re

from extract.context import Context
from extract.layouts.common import IMAGE_NAME
from extract.model import Block, Cell, Span
from extract.sentences import trim
from roa_dataset.reading.dates import DateReading

Stretch = tuple[int, int]
#: "Bundesarchiv Bild 183-H27774, Wlassow und Schilenkow bei Goebbels.jpg": archive, signature, the archive's own title
ARCHIVE = re.compile(
    r"(?P<archive>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})\s(?P<signature>(?:Bild|Plak|Foto|Photo|Image|Neg\.?)\s[\w.-]*\d[\w.-]*)"
    r"(?:,\s(?P<title>.+))?$"
)
SHOWS = re.compile(r"\b(?:depicting|depicts|showing|shows|portraying)\s+")
OR = re.compile(r"\s+or\s+")
PLACE_TYPES = ("place", "polity")


def read_pairs(context: Context, table: Block) -> None:
    """A block of pairs: the line with alternative text and file name, the caption below."""
    children = list(table.children)
    for line, below in itertools.pairwise(children):
        image, caption = line.cell("image"), below.cell("caption")
        if image and caption:
            read_image(context, image, caption, (line.start, below.end))


def read_box_line(context: Context, table: Block, field: Block) -> None:
    """A picture in an information box: each file name, the last one with the caption on the line below."""
    cells = field.all_cells("image")
    position = table.children.index(field)
    following = table.children[position + 1] if position + 1 < len(table.children) else None
    caption = following.cell("caption") if following and following.kind == "caption" else None
    for cell in cells:
        own = caption if cell is cells[-1] else None
        read_image(context, cell, own, (cell.start, own.end if own else cell.end))


def read_loose_image(context: Context, cell: Cell) -> None:
    """A file name without a caption: a flag before a name, a badge."""
    read_image(context, cell, None, (cell.start, cell.end))


def read_template_caption(context: Context, field: Block, value: Cell) -> None:
    """ "|caption=": words about a picture, sometimes with its file name before them."""
    name = IMAGE_NAME.search(context.text, value.start, value.end)
    if name:
        prefix = re.match(r"(?:Image|File):", context.text[value.start : name.end()])
        image = Cell("image", value.start + (prefix.end() if prefix else 0), name.end())
        first, last = trim(context.text, name.end(), value.end)
        caption = Cell("caption", first, last) if first < last else None
        read_image(context, image, caption, (field.start, value.end))
        return
    shows = SHOWS.search(context.text, value.start, value.end)
    if shows is None:
        _claim_caption(context, context.subject_id, value, "infobox.caption", "infobox_value", field)
        return
    thing = _without_article(context, value.start, shows.start())
    work = context.names.name(*thing, "object")
    stop = re.compile(r",\s|\.\s|$").search(context.text, shows.end(), value.end)
    end = stop.start() if stop else value.end
    spans = [
        Span("subject", *thing),
        Span("trigger", *trim(context.text, *shows.span())),
        Span("value", shows.end(), end),
    ]
    context.claim("infobox.caption", work, "depicts", (value.start, end), spans)


def _claim_caption(context: Context, subject: str, value: Cell, rule: str, predicate: str, field: Block) -> None:
    label = field.cell("label")
    spans = [Span("value", value.start, value.end)]
    if label:
        spans += [Span("qualifier", label.start, label.end)]
    quote = (label.start if label else value.start, value.end)
    context.claim(rule, subject, predicate, quote, spans)


def _without_article(context: Context, start: int, end: int) -> Stretch:
    start, end = trim(context.text, start, end)
    article = re.compile(r"(?:An?|The)\s+").match(context.text, start, end)
    return (article.end() if article else start), end


def read_image(context: Context, image: Cell, caption: Cell | None, whole: Stretch) -> None:
    """The row of `images`, and what the caption says is shown as a `depicts` claim about the picture."""
    file_name = image.text(context.text)
    extension = IMAGE_NAME.search(file_name)
    stem = file_name[: extension.start()] if extension else file_name
    archive = ARCHIVE.match(stem)
    date = caption_date(context, caption) if caption else None
    place = caption_place(context, caption) if caption else None
    marks = context.marks(*whole)
    picture = context.names.discover(file_name, "object", "context") if caption else None
    context.images.append(
        {
            "entity_id": picture,
            "file_name": file_name,
            "archive": archive["archive"] if archive else None,
            "archive_signature": archive["signature"] if archive else None,
            "archive_title": archive["title"] if archive else None,
            "caption": caption.text(context.text) if caption else None,
            "date_text": date.text if date else None,
            "date_edtf": date.edtf if date else None,
            "date_earliest": date.earliest if date else None,
            "date_latest": date.latest if date else None,
            "place_id": place[0] if place and not place[2] else None,
            "citation_needed": any(m.role == "citation_needed" for m in marks),
            "char_start": whole[0],
            "char_end": whole[1],
        }
    )
    if caption and picture:
        _named(context, picture, image)
        _depicts(context, picture, image, caption, date, place)
        if archive and archive["title"]:
            _titled(context, picture, image, archive.span("title"))


def _titled(context: Context, picture: str, image: Cell, title: Stretch) -> None:
    """What the archive's own title, part of the file name, says is shown; the caption need not agree with it."""
    first, last = image.start + title[0], image.start + title[1]
    spans = [Span("subject", image.start, image.end), Span("value", first, last)]
    context.claim("caption.archive-title", picture, "depicts", (first, last), spans)


def _named(context: Context, picture: str, image: Cell) -> None:
    """The name of a picture: its file's. Signature and title of an archive are parts of it; a caption is no name."""
    whole = (image.start, image.end)
    context.claim("image.file-name", picture, "has_name", whole, [Span("value", *whole)], qualifier="designation")


def _depicts(
    context: Context,
    picture: str,
    image: Cell,
    caption: Cell,
    date: DateReading | None,
    place: tuple[str, Span, Span | None] | None,
) -> None:
    marks = context.marks(caption.start, caption.end)
    stop = marks[0].start if marks else caption.end
    end = date.start if date and date.start > caption.start else stop
    while end > caption.start and not (context.text[end - 1].isalnum() or context.text[end - 1] in ')."”'):
        end -= 1
    spans = [Span("subject", image.start, image.end), Span("value", caption.start, end), *context.mark_spans(marks)]
    parts: dict[str, object] = {}
    if date:
        spans.append(Span("date", date.start, date.end))
        parts = {"date": date, "date_role": "point", "date_basis": "stated"}
    if place:
        spans.append(place[1])
        parts["place_id"] = place[0]
        if place[2]:
            spans.append(place[2])
    context.claim("caption.depicts", picture, "depicts", (caption.start, caption.end), spans, **parts)
    _depicts_named(context, picture, image, (caption.start, end), date)


def _depicts_named(context: Context, picture: str, image: Cell, words: Stretch, date: DateReading | None) -> None:
    """Who is shown, by name: each person whom the caption names, with its date."""
    shown: set[str] = set()
    for mention in context.names.find(*words):
        entity = str(mention.entity_id)
        if entity in shown or mention.entity_id is None or context.names.entity_type(entity) != "person":
            continue
        shown.add(entity)
        spans = [Span("subject", image.start, image.end), Span("object", mention.start, mention.end)]
        parts: dict[str, object] = {"object_id": entity}
        if date:
            spans.append(Span("date_context", date.start, date.end))
            parts |= {"date": date, "date_role": "point", "date_basis": "inherited"}
        context.claim("caption.depicts-named", picture, "depicts", (mention.start, mention.end), spans, **parts)


def caption_date(context: Context, caption: Cell) -> DateReading | None:
    """The date at a caption's end; years elsewhere in it date something else."""
    marks = context.marks(caption.start, caption.end)
    end = trim(context.text, caption.start, marks[0].start if marks else caption.end)[1]
    while end > caption.start and context.text[end - 1] in ").":
        end -= 1
    dates = [d for d in context.dates(caption.start, end) if d.end == end]
    return dates[-1] if dates else None


def caption_place(context: Context, caption: Cell) -> tuple[str, Span, Span | None] | None:
    """The first place that the caption names, and "near" as its hedge; none where it is left open ("in Belgium or France")."""
    for mention in context.names.find(caption.start, caption.end):
        if mention.entity_id is None or context.names.entity_type(mention.entity_id) not in PLACE_TYPES:
            continue
        before, after = context.text[: mention.start][-5:], context.text[mention.end : mention.end + 5]
        if OR.search(before) or OR.match(after):
            return None
        before_place = re.compile(r"\b(?P<word>near|outside|in|at|on|by|from)\s(?:the\s)?$|,\s$").search(
            context.text, max(caption.start, mention.start - 14), mention.start
        )
        if before_place:
            hedge = None
            if before_place["word"] in ("near", "outside"):
                hedge = Span("hedge", before_place.start("word"), before_place.end("word"))
            return mention.entity_id, Span("place", mention.start, mention.end), hedge
    return None

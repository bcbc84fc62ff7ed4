"""One document in, everything read from it out: a pure function that knows nothing of other texts."""

from __future__ import annotations

import re

from extract.context import Context
from extract.layouts import LAYOUTS, WRAPPED
from extract.layouts.common import IMAGE_NAME
from extract.model import Block, Cell, Document, Extraction, Mention, Span
from extract.names import Names, subject_of_article
from extract.prose.apply import read_prose
from extract.structure import bibliography, captions, infobox, links, notes, ranks, roster
from extract.structure.roster import Whole
from extract.unwrap import rewrap, unwrap
from extract.vocabulary import Vocabulary

LEAD_IN = re.compile(r":\s*(?:\[[^\]]{1,30}\]\s*)*$")
#: a heading under which the list of a composition goes on: "Air elements", "Supporting units"
OF_PARTS = re.compile(r"\b(?:elements|units|formations|components)\s*\Z", re.IGNORECASE)


def extract(document: Document, vocabulary: Vocabulary) -> Extraction:
    """Blocks, mentions, claims and the rows of the tables with their own offsets, all with true offsets into the text."""
    blocks = LAYOUTS[document.layout](document.text)
    if document.layout not in WRAPPED:
        return _read_document(document, blocks, vocabulary)
    unwrapped, unwrapped_blocks, places = unwrap(document, blocks)
    return rewrap(_read_document(unwrapped, unwrapped_blocks, vocabulary), document, blocks, places)


def _read_document(document: Document, blocks: tuple[Block, ...], vocabulary: Vocabulary) -> Extraction:
    names = Names(document, vocabulary)
    context = Context(document, blocks, names, subject_of_article(names, blocks))
    context.markers.update(bibliography.markers(context))
    _read(context)
    read_prose(context)
    bibliography.read_references(context)
    leaves = [leaf for block in blocks for leaf in block.leaves()]
    return Extraction(
        document=document,
        blocks=blocks,
        mentions=names.all_mentions(leaves),
        claims=tuple(context.claims),
        discovered=tuple(names.discovered.values()),
        bibliography=tuple(context.bibliography),
        links=tuple(context.links),
        images=tuple(context.images),
        ranks=tuple(context.ranks),
    )


def _read(context: Context) -> None:
    """Every structured place in text order."""
    whole = Whole(context.subject_id, None, ())
    for block in context.blocks:
        if block.kind == "heading":
            if not OF_PARTS.search(context.words(block.start, block.end)):
                whole = Whole(context.subject_id, None, ())
        elif block.kind == "title":
            _title(context, block)
        elif block.kind == "paragraph":
            whole = _lead_in(context, block) or Whole(context.subject_id, None, ())
        elif block.kind == "related_article":
            links.read_related(context, block)
        elif block.kind == "see_also":
            links.read_see_also(context, block)
        elif block.kind == "category":
            links.read_category(context, block)
        elif block.kind == "interlanguage":
            links.read_interlanguage(context, block)
        elif block.kind == "note":
            notes.read(context, block)
        elif block.kind == "table":
            _read_table(context, block, whole)


def _title(context: Context, block: Block) -> None:
    """The title as a name of what the article is about; the first line of running text may be something else."""
    words = set(re.findall(r"\w+", context.words(block.start, block.end).casefold()))
    if context.document.layout in WRAPPED and not words & set(re.findall(r"\w{3,}", context.document.title.casefold())):
        return
    span = Span("value", block.start, block.end)
    context.claim("title.name", context.subject_id, "has_name", (block.start, block.end), [span], qualifier="official")


def _read_table(context: Context, block: Block, whole: Whole) -> None:
    kinds = {child.kind for child in block.children}
    if "infobox_field" in kinds:
        infobox.read(context, block)
        _loose_images(context, block)
    elif kinds == {"caption"}:
        captions.read_pairs(context, block)
    elif "table_row" in kinds:
        ranks.read(context, block)
    elif "list_item" in kinds:
        roster.read_group(context, block, whole)
    elif "note" in kinds:
        for note in block.children:
            notes.read(context, note)


def _loose_images(context: Context, table: Block) -> None:
    """Flags and badges: file names inside the fields of a box."""
    for field in table.children:
        value = field.cell("value")
        if field.kind != "infobox_field" or value is None or field.marker == "caption":
            continue
        at = value.start
        for match in IMAGE_NAME.finditer(context.text, value.start, value.end):
            start = at
            while start < match.end() and not context.text[start].isalnum():
                start += 1
            captions.read_loose_image(context, Cell("image", start, match.end()))
            at = match.end()


def _name_in_lead_in(context: Context, found: Mention, marks: tuple[Span, ...]) -> None:
    """Another name than the usual one under which a lead-in line has what the list is about ("The composition of the VS-KONR")."""
    entity = context.names.vocabulary.entities.get(str(found.entity_id))
    words = context.words(found.start, found.end)
    kind = next((n.kind for n in entity.names if n.name == words), None) if entity else None
    if entity is None or kind in (None, "description") or words == entity.label:
        return
    span = Span("value", found.start, found.end)
    context.claim(
        "roster.lead-in-name", entity.entity_id, "has_name", (span.start, span.end), [span, *marks], qualifier=kind
    )


def _lead_in(context: Context, block: Block) -> Whole | None:
    """ "The composition of the X was as follows: [1] [10]": what the lists below are about, and marks that belong to them all."""
    last = list(block.leaves())[-1]
    if not LEAD_IN.search(context.words(last.start, last.end)):
        return None
    named = [m for m in context.names.find(last.start, last.end) if m.entity_id]
    fitting = [m for m in named if context.names.entity_type(str(m.entity_id)) in ("unit", "organization", "group")]
    marks = context.mark_spans(context.marks(last.start, last.end))
    if not fitting:
        return Whole(context.subject_id, None, marks)
    found = fitting[-1]
    _name_in_lead_in(context, found, marks)
    return Whole(str(found.entity_id), Span("object", found.start, found.end), marks)

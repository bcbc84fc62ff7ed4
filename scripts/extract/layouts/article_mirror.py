"""Layout `article_mirror`: a page of a mirror site, one paragraph a line, blank lines between blocks.

A title, "Last updated", an information box with a label glued to each value, paragraphs, headings that are there and gaps
of two blank lines where one is lost, image lines (alternative text and file name run together, the caption below), lists,
a table of ranks, notes, related articles with their summaries, references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract import infobox_lines
from extract.layouts.common import IMAGE_NAME, Group, cover, groups, image_cells, paragraph, with_about
from extract.model import Block, Cell
from extract.related import split_title, subject_of
from extract.scripts_of import foreign_start, same_letters
from extract.sentences import trim
from roa_dataset.reading.marks import MARK, MARKS

NUMBERED = re.compile(r"\s{1,6}(?P<marker>\d{1,4})\.\s+(?=\S)")
NOTE_MARK = re.compile(r"\[\s?(lower-alpha|upper-alpha|lower-roman|note|nb|fn)\s\d")
RELATED = "Related Research Articles"
ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]*$")
MAX_HEADING = 90


def parse(text: str) -> tuple[Block, ...]:
    """The whole text as blocks with true offsets; the leaves hold every letter and digit exactly once."""
    return cover(text, related(text, tuple(_blocks(text))))


def _blocks(text: str) -> Iterator[Block]:
    section, basis = "", "lead"
    note_group = _note_group(text)
    seen_prose = seen_notes = False
    heading_before = False
    for index, group in enumerate(groups(text)):
        if group.gap >= 2 and not (heading_before and not seen_prose) and index > 2:
            section, basis = "", "lost"
        heading_before = False
        line = text[group.start : group.end].strip()
        if index == 0 and len(group.rows) == 1:
            yield Block("title", *trim(text, group.start, group.end))
            continue
        if index == 1 and line.startswith("Last updated"):
            yield Block("residue", *trim(text, group.start, group.end))
            continue
        if section != RELATED and is_infobox(text, group, first=not seen_prose):
            block = infobox(text, group)
        elif is_numbered(text, group):
            is_notes = bool(note_group) and not seen_notes
            seen_notes = True
            block = numbered(text, group, note_group if is_notes else "")
        elif section == RELATED and len(group.rows) <= 2:
            block = _block("related_article", *trim(text, group.start, group.end), section, basis)
        elif is_images(text, group):
            block = images(text, group)
        elif is_rank_table(text, group):
            block = rank_table(text, group)
        elif len(group.rows) > 1:
            block = item_list(text, group)
        elif is_heading(text, group):
            section, basis = line, "heading"
            block = _block("heading", *trim(text, group.start, group.end), section, basis)
            heading_before = True
        else:
            block = paragraph(text, group.start, group.end, section, basis)
            seen_prose = True
        yield block if (block.section, block.section_basis) == (section, basis) else block.with_section(section, basis)


def _block(kind: str, start: int, end: int, section: str, basis: str) -> Block:
    return Block(kind, start, end, section=section, section_basis=basis)


def is_heading(text: str, group: Group) -> bool:
    """A short line that begins with a capital or a digit and ends no sentence."""
    line = text[group.start : group.end].strip()
    if len(line) > MAX_HEADING or ENDS_SENTENCE.search(line) or MARK.search(line):
        return False
    return line[0].isupper() or line[0].isdigit()


def is_infobox(text: str, group: Group, first: bool) -> bool:
    if len(group.rows) < 2:
        return False
    labelled = sum(bool(infobox_lines.label_pattern().match(text, *row)) for row in group.rows)
    head = text[slice(*group.rows[0])]
    return labelled >= (1 if first else 2) and not ENDS_SENTENCE.search(head) and not NUMBERED.match(head)


def infobox(text: str, group: Group) -> Block:
    """The box as a `table`; a field's `marker` is the label that stands on its line or above it."""
    children = []
    label = ""
    rows = list(group.rows)
    for number, (start, end) in enumerate(rows):
        start, end = trim(text, start, end)
        match = infobox_lines.label_pattern().match(text, start, end)
        names = image_cells(text, start, end)
        if match and (number > 0):
            label = text[match.start() : match.end()].strip()
            cells = (
                Cell("label", *trim(text, match.start(), match.end())),
                Cell("value", *trim(text, match.end(), end)),
            )
            children.append(Block("infobox_field", start, end, cells=cells, marker=label))
        elif number == 0:
            children.append(Block("infobox_field", start, end, cells=(Cell("name", start, end),)))
        elif not label and names and names[-1].end == end:
            children.append(Block("caption", start, end, cells=tuple(names)))
        elif not label and children and children[-1].cell("image"):
            children.append(Block("caption", start, end, cells=(Cell("caption", start, end),)))
        else:
            children.append(Block("infobox_field", start, end, cells=(Cell("value", start, end),), marker=label))
    return _table(children)


def is_numbered(text: str, group: Group) -> bool:
    return all(NUMBERED.match(text, *row) for row in group.rows)


def numbered(text: str, group: Group, note_group: str) -> Block:
    """Notes of this group or, without one, references; the marker is the own number, a note's with its group's name."""
    kind = "note" if note_group else "reference"
    children = []
    for start, end in group.rows:
        match = NUMBERED.match(text, start, end)
        if match is None:
            continue
        marker = f"{note_group}-{match['marker']}" if note_group else match["marker"]
        first, last = trim(text, match.end(), end)
        cell = Cell("body", first, last)
        children.append(Block(kind, trim(text, start, end)[0], last, cells=(cell,), marker=marker))
    return _table(children)


def _note_group(text: str) -> str:
    """The name of the footnote group that the marks of the text name, "" where they name none."""
    match = NOTE_MARK.search(text)
    return match[1] if match else ""


def is_images(text: str, group: Group) -> bool:
    return (
        len(group.rows) % 2 == 0
        and all(_is_image_line(text, *row) for row in group.rows[::2])
        and not any(_is_image_line(text, *row) for row in group.rows[1::2])
    )


def _is_image_line(text: str, start: int, end: int) -> bool:
    start, end = trim(text, start, end)
    names = list(IMAGE_NAME.finditer(text, start, end))
    return len(names) == 1 and names[0].end() == end


def images(text: str, group: Group) -> Block:
    """Pairs of lines: alternative text and file name run together, then the caption, which tells where the name begins."""
    children = []
    for (start, end), (below_start, below_end) in zip(group.rows[::2], group.rows[1::2], strict=True):
        start, end = trim(text, start, end)
        below_start, below_end = trim(text, below_start, below_end)
        name_at = same_letters(text, (start, end), (below_start, below_end))
        cells = [Cell("image", *trim(text, name_at, end))]
        if name_at > start:
            cells.insert(0, Cell("alternative", *trim(text, start, name_at)))
        children.append(Block("caption", start, end, cells=tuple(cells)))
        children.append(Block("caption", below_start, below_end, cells=(Cell("caption", below_start, below_end),)))
    return _table(children)


def is_rank_table(text: str, group: Group) -> bool:
    return sum(_rank_row(text, *row) is not None for row in group.rows) >= 2


def _rank_row(text: str, start: int, end: int) -> tuple[Cell, int] | None:
    """A row: an image's name, then words of which the first are in another script than the last."""
    start, end = trim(text, start, end)
    name = IMAGE_NAME.search(text, start, end)
    if name is None or foreign_start(text, name.end(), end) is None:
        return None
    return Cell("image", start, name.end()), trim(text, name.end(), end)[0]


def rank_table(text: str, group: Group) -> Block:
    """The table of ranks: header lines, rows (cells: image, words), what follows."""
    children: list[Block] = []
    seen_row = False
    for start, end in group.rows:
        start, end = trim(text, start, end)
        row = _rank_row(text, start, end)
        if row:
            seen_row = True
            cells: tuple[Cell, ...] = (row[0], Cell("words", row[1], end))
        elif seen_row:
            cells = (Cell("source", start, end),)
        else:
            cells = (Cell("header", start, end),)
        children.append(Block("table_row", start, end, cells=cells))
    return _table(children)


def item_list(text: str, group: Group) -> Block:
    items = [trim(text, *row) for row in group.rows]
    return _table([Block("list_item", a, b) for a, b in items])


def _table(children: list[Block]) -> Block:
    """A block that holds its parts and nothing around them."""
    return Block("table", children[0].start, children[-1].end, children=tuple(children))


def related(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The groups under "Related Research Articles" put together: a title line belongs to the summary that follows."""
    done: list[Block] = []
    waiting: Block | None = None
    for block in blocks:
        if block.kind != "related_article":
            done += [_related_entry(text, waiting, None)] if waiting else []
            waiting = None
            done.append(block)
        elif is_summary(text, block):
            done.append(_related_entry(text, waiting, block))
            waiting = None
        else:
            done += [_related_entry(text, waiting, None)] if waiting else []
            waiting = block
    return tuple(done + ([_related_entry(text, waiting, None)] if waiting else []))


def is_summary(text: str, block: Block) -> bool:
    """A summary has a full stop at its end; a title line with its short description has none."""
    last = MARKS.sub("", text[block.start : block.end]).rstrip()
    return bool(re.search(r"[.!?…][\"'”’)\]]*$", last))


def _related_entry(text: str, head: Block | None, summary: Block | None) -> Block:
    parts: list[Block] = []
    title = ""
    subject = subject_of(text, summary.start, summary.end) if summary else None
    if head:
        cells = split_title(text, head, subject)
        title = next((c.text(text) for c in cells if c.name == "title"), "")
        parts.append(replace(head, kind="heading", cells=cells))
    if summary:
        body = paragraph(text, summary.start, summary.end, summary.section, summary.section_basis)
        if not head and subject:
            title = text[slice(*subject)]
            body = replace(body, cells=(Cell("title", *subject),))
        parts.append(body)
    whole = Block("related_article", parts[0].start, parts[-1].end, children=tuple(parts))
    return with_about(whole.with_section(parts[0].section, parts[0].section_basis), title)

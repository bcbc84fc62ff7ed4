"""References, notes and external links → rows of `bibliography`, and who issued each archival paper as a claim."""

from __future__ import annotations

import re
from collections import Counter

from extract.context import Context
from extract.model import Block, Discovered, Mention, Row, Span
from extract.structure.cited import FIELDS, Captured, Part
from extract.structure.external import read_external_link
from extract.structure.notes import SCRIPT_LANGUAGE
from extract.structure.references import read_book_item, read_reference
from roa_dataset.reading.identifiers import isbn_is_valid
from roa_dataset.reading.marks import find_marks
from roa_dataset.reading.scripts import script_of

BETWEEN_AUTHORS = re.compile(r"\s*;\s*|,?\s+(?:and|&)\s+")
COMMA = re.compile(r",\s+")
WHOLE_NAME = re.compile(r"[^\W\d_][\w'’.-]+(?:\s[^\W\d_][\w'’.-]+){1,3}")
#: "no place", "no date": the reference says that it does not know
NOT_KNOWN = re.compile(r"(?:[Nn]\. ?[pd]\.|[Ss]\. ?[ln]\.)")
#: columns that hold a date, each with its EDTF form beside it
DATED = ("published", "document_date", "accessed")


def markers(context: Context) -> dict[str, str]:
    """Each mark's name → the bibliography row that it points at: the first list that has the number."""
    found: dict[str, str] = {}
    for block in (leaf for top in context.blocks for leaf in top.leaves()):
        if block.kind in ("note", "reference") and block.marker:
            found.setdefault(block.marker, f"{context.document.document_id}:{block.marker}")
    return found


def read_references(context: Context) -> None:
    """All notes, references, external links and book lists of the document, in text order."""
    listed = {
        b.start for top in context.blocks for b in top.leaves() if b.kind == "reference"
    }  # "[3]" before its own entry
    cited = Counter(m.marker for m in find_marks(context.text) if m.marker and m.start not in listed)
    archives: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for block in (leaf for top in context.blocks for leaf in top.leaves()):
        if block.kind == "note":
            _note(context, block, cited)
        elif block.kind == "reference":
            body = block.cell("body")
            start = body.start if body else block.start
            parts = read_reference(context.text[start : block.end])
            numbers[block.marker] += 1  # a second list of references begins with 1 again
            marker = block.marker if numbers[block.marker] == 1 else f"{block.marker}-list-{numbers[block.marker]}"
            _rows(context, block, "citation", marker, start, parts, cited, archives)
        elif block.kind == "external_link":
            part = read_external_link(context.words(block.start, block.end))
            _link(context, block, numbers, part, cited, archives)
        elif block.kind == "list_item":
            _list_item(context, block, numbers, cited, archives)


def _list_item(
    context: Context, block: Block, numbers: Counter[str], cited: Counter[str], archives: dict[str, str]
) -> None:
    """An item of a list that is a book, or a page with its day of access."""
    words = context.words(block.start, block.end)
    part = read_book_item(words)
    if part:
        numbers["source"] += 1
        _rows(context, block, "citation", f"source-{numbers['source']}", block.start, [part], cited, archives)
        return
    link = read_external_link(words)
    if link.cells().get("accessed") or link.cells().get("url"):
        _link(context, block, numbers, link, cited, archives)


def _link(
    context: Context, block: Block, numbers: Counter[str], part: Part, cited: Counter[str], archives: dict[str, str]
) -> None:
    """The row of an external link, with the next number."""
    numbers["external-link"] += 1
    marker = f"external-link-{numbers['external-link']}"
    _rows(context, block, "external_link", marker, block.start, [part], cited, archives)


def _note(context: Context, block: Block, cited: Counter[str]) -> None:
    body = block.cell("body")
    context.bibliography.append(
        {
            **_empty(context, "note", block.marker, 0),
            "text": context.words(body.start if body else block.start, block.end),
            "times_cited": cited[block.marker] or None,
            "char_start": body.start if body else block.start,
            "char_end": block.end,
        }
    )


def _empty(context: Context, kind: str, marker: str, part: int) -> Row:
    key = f"{context.document.document_id}:{marker}" + (f".{part}" if part else "")
    columns = [f for f in FIELDS if f not in ("times_cited", "author_rank", "language_note")]
    return {
        "bibliography_id": key, "kind": kind, "marker": marker, "part": part,
        **dict.fromkeys(columns), **{f"{column}_edtf": None for column in DATED},
        "isbn_valid": None, "archive_basis": None, "times_cited": None,
    }  # fmt: skip


def _rows(
    context: Context,
    block: Block,
    kind: str,
    marker: str,
    start: int,
    parts: list[Part],
    cited: Counter[str],
    archives: dict[str, str],
) -> None:
    for number, part in enumerate(parts):
        cells = {name: cell for name, cell in part.cells().items() if not NOT_KNOWN.fullmatch(cell.text)}
        row = _empty(context, kind, marker, number)
        row.update({name: cell.text for name, cell in cells.items() if name in row})
        row["text"] = context.text[start + part.start : start + part.end].strip()
        first = start + part.start + len(part.text) - len(part.text.lstrip())
        row["char_start"], row["char_end"] = first, first + len(str(row["text"]))
        row["times_cited"] = (cited[marker] or None) if number == 0 else None
        row["isbn_valid"] = isbn_is_valid(cells["isbn"].text) if "isbn" in cells else None
        for column in DATED:
            dates = context.dates(start + cells[column].start, start + cells[column].end) if column in cells else []
            row[f"{column}_edtf"] = dates[0].edtf if dates else None
        _archive(row, archives)
        context.bibliography.append(row)
        _work_claims(context, row, cells, start, marker)


def _archive(row: Row, archives: dict[str, str]) -> None:
    """An archive named once stands for the signatures of the same series that follow without it."""
    series = str(row["signature"]).split("-")[0] if row["signature"] else ""
    if row["archive"]:
        row["archive_basis"] = "stated"
        archives.setdefault(series, str(row["archive"]))
    elif series and series in archives:
        row["archive"], row["archive_basis"] = archives[series], "inherited"


def _work_claims(context: Context, row: Row, cells: dict[str, Captured], start: int, marker: str) -> None:
    """Who issued a work, with its date; its title as a name; the rank that stands before an author's name."""
    title = cells.get("title")
    named = title or cells.get("document_number")
    if named is None:
        return
    work = _work(context, row, named)
    subject = Span("subject", start + named.start, start + named.end)
    if title:
        span = Span("value", start + title.start, start + title.end)
        language = _language(title.text, bool(row["signature"]))
        context.claim(
            "reference.title",
            work,
            "has_name",
            (span.start, span.end),
            [span],
            qualifier="designation",
            language=language,
        )
    dated = cells.get("document_date") or cells.get("published")
    dates = context.dates(start + dated.start, start + dated.end)[:1] if dated else []
    for first, last in _issuers(cells, start):
        spans = [Span("value", first, last), subject, *(Span("date", d.start, d.end) for d in dates)]
        parts: dict[str, object] = {}
        if dates:
            parts = {"date": dates[0], "date_role": "point", "date_basis": "stated"}
        issuer = _issuer(context, first, last)
        if issuer:
            spans.append(Span("object", issuer.start, issuer.end))
            parts["object_id"] = issuer.entity_id
        quote = (min(s.start for s in spans), max(s.end for s in spans))
        context.claim("reference.issued-by", work, "issued_by", quote, spans, **parts)
    rank, author = cells.get("author_rank"), cells.get("author")
    if rank and author:
        _author_rank(context, rank, author, start)


def _language(title: str, archival: bool) -> str | None:
    """A title's language as far as its script shows it; undetermined ("und") for a paper of a foreign archive.

    None stands for the language of the text that cites it.
    """
    script = script_of(title)
    if script in SCRIPT_LANGUAGE:
        return SCRIPT_LANGUAGE[script]
    return "und" if archival else None


def _issuers(cells: dict[str, Captured], start: int) -> list[tuple[int, int]]:
    """The issuing office, or each author by himself."""
    office, author = cells.get("issuing_office"), cells.get("author")
    if office:
        return [(start + office.start, start + office.end)]
    if author is None:
        return []
    edges = [m.span() for m in BETWEEN_AUTHORS.finditer(author.text)]
    if edges:  # "Brown, Ann; Reed, Jan" has surnames first, "Ann Brown; Jan Reed, Ida Vale" whole names
        edges = sorted(edges + [m.span() for m in COMMA.finditer(author.text) if _whole_names(author.text, edges, m)])
    starts = [0, *(b for _, b in edges)]
    ends = [*(a for a, _ in edges), len(author.text)]
    return [(start + author.start + a, start + author.start + b) for a, b in zip(starts, ends, strict=True) if a < b]


def _whole_names(text: str, edges: list[tuple[int, int]], comma: re.Match[str]) -> bool:
    """Whether a comma stands between two whole names: given name and surname on either side of it."""
    low = max((b for _, b in edges if b <= comma.start()), default=0)
    high = min((a for a, _ in edges if a >= comma.end()), default=len(text))
    sides = (text[low : comma.start()], text[comma.end() : high])
    return all(WHOLE_NAME.fullmatch(side) for side in sides)


def _issuer(context: Context, start: int, end: int) -> Mention | None:
    """The known author or body: the whole name, or the body whose section the office is ("AOK 2 Ia")."""
    found = next((m for m in context.names.find(start, end) if m.start == start), None)
    return found if found and found.entity_id else None


def _work(context: Context, row: Row, named: Captured) -> str:
    """The work that a title names: one that the vocabulary knows by it, else one discovered here."""
    known = context.names.known(named.text)
    if known and context.names.entity_type(known) == "work" and not _of_another(context, row, known):
        return known
    return context.names.keep(Discovered(_work_id(row), "work", named.text, "context"))


def _work_id(row: Row) -> str:
    return "work:" + str(row["bibliography_id"]).replace(":", "-").replace(".", "-")


def _of_another(context: Context, row: Row, known: str) -> bool:
    """Whether the work that already has this title is another: a link of the same list, or one with another author."""
    earlier = next((r for r in context.bibliography if r is not row and _work_id(r) == known), None)
    if earlier is None:
        return False
    links = earlier["kind"] == row["kind"] == "external_link"
    return links or bool(earlier["author"] and row["author"] and earlier["author"] != row["author"])


def _author_rank(context: Context, rank: Captured, author: Captured, start: int) -> None:
    """ "by Lt. Gen Wladyslaw Anders and …": the rank is that of the author whose name follows it."""
    at = start + author.start
    found = next((m for m in context.names.find(at, start + author.end) if m.start == at), None)
    end = found.end if found else at + len(author.text.split(" and ")[0].split(",")[0])
    person = context.names.name(at, end, "person", "author")
    spans = [Span("value", start + rank.start, start + rank.end), Span("subject", at, end)]
    context.claim("person.rank-before-name", person, "holds_rank", (start + rank.start, end), spans)

"""Documents, and what stands in their lists: rows whose words are read again from the text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.evidence import VERBATIM
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.say import REBUILD, cell_finding
from roa_dataset.reading.dates import DateNotRead, read_date
from roa_dataset.reading.identifiers import isbn_is_valid
from roa_dataset.reading.marks import MARK, find_marks

#: table → columns with a date in words → the column with it in EDTF
DATES: Mapping[str, Mapping[str, str]] = {
    "bibliography": {"published": "published_edtf", "document_date": "document_date_edtf", "accessed": "accessed_edtf"},
    "images": {"date_text": "date_edtf"},
}
#: columns of a reference that its claims say again
CLAIMED = ("title", "issuing_office")
KEYS = {"bibliography": "bibliography_id", "images": "image_id", "links": "link_id", "ranks": "rank_id"}
#: table → the column with what its entity is called there
CALLED = {"links": "title", "images": "file_name", "ranks": "transliteration"}


def check_documents(contents: Contents) -> Iterator[Finding]:
    """Findings on `documents`, `bibliography`, `links`, `images` and `ranks`."""
    yield from _check_files(contents)
    yield from _check_described(contents)
    yield from _check_dates(contents)
    yield from _check_bibliography(contents)
    yield from _check_claimed(contents)
    yield from _check_called(contents)
    yield from _check_marked(contents)
    yield from _check_ranks(contents.rows("ranks"))
    yield from _check_whole_words(contents)


def _check_files(contents: Contents) -> Iterator[Finding]:
    for row in contents.rows("documents"):
        text = contents.texts.get(str(row["document_id"]))
        if text is None:
            yield cell_finding("documents", row, ("document_id",), "path", "a text in UTF-8 that the descriptor names")
            continue
        content = text.encode("utf-8")
        expected = {
            "characters": len(text),
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        for column, value in expected.items():
            if column in row and row[column] != value:
                yield cell_finding("documents", row, ("document_id",), column, f"{value}, of the text as it is")


def _check_described(contents: Contents) -> Iterator[Finding]:
    """A text's resource says of it what `documents` says, and every raw resource is a document."""
    resources = {r.get("name"): r for r in contents.descriptor.get("resources", ()) if r.get("format") == "txt"}
    sources = [s.get("title") for s in contents.descriptor.get("sources", ())]
    for row in contents.rows("documents"):
        resource = resources.pop(f"raw-{row['document_id']}", None)
        if resource is None:
            if contents.descriptor:
                yield cell_finding("documents", row, ("document_id",), "document_id", "a document with a resource")
            continue
        label = f" ({row['version_label']} text)" if row["version_label"] else ""
        title = str(row["title"]) + (f", {row['version_label']} text" if row["version_label"] else "")
        source = {"title": f"{row['attribution']}{label}", "path": row["url"], "version": row["revision"]}
        expected = {
            "path": (resource.get("path"), row["path"]),
            "title": (resource.get("title"), title),
            "license": ((resource.get("licenses") or [{}])[0].get("title"), row["license"]),
            "attribution": ((resource.get("sources") or [{}])[0].get("title"), source["title"]),
            "url": ((resource.get("sources") or [{}])[0].get("path"), row["url"]),
            "revision": ((resource.get("sources") or [{}])[0].get("version"), row["revision"]),
        }
        for column, (told, found) in expected.items():
            if told != found:
                yield cell_finding("documents", row, ("document_id",), column, f"{told!r}, as datapackage.json has it")
        if source["title"] not in sources:
            yield Finding("datapackage.json", "sources", "title", "no such source", repr(source["title"]), REBUILD)
    for name in resources:
        yield Finding("datapackage.json", str(name), "name", "a raw text", "a text that documents describes", REBUILD)
    yield from _check_versions(contents.rows("documents"))


def _check_versions(rows: Sequence[Row]) -> Iterator[Finding]:
    """The versions of an article are numbered from the oldest; the last is the newer one."""
    by_article: defaultdict[object, list[Row]] = defaultdict(list)
    for row in rows:
        if row["version_order"] is not None:
            by_article[row["article"]].append(row)
    for versions in by_article.values():
        ordered = sorted(versions, key=lambda row: row["version_order"])
        for number, row in enumerate(ordered, start=1):
            if row["version_order"] != number:
                yield cell_finding("documents", row, ("document_id",), "version_order", str(number))
            if row["title"] != ordered[0]["title"]:
                yield cell_finding("documents", row, ("document_id",), "title", f"{ordered[0]['title']!r}: one article")
        days = [row["not_before"] for row in ordered if row["not_before"]]
        if days != sorted(days):
            yield cell_finding(
                "documents", ordered[-1], ("document_id",), "not_before", "no day before the older text's"
            )
    for row in rows:
        if (row["not_before"] is None) is not (row["not_before_basis"] is None):
            yield cell_finding("documents", row, ("document_id",), "not_before_basis", "filled where not_before is")


def _check_dates(contents: Contents) -> Iterator[Finding]:
    for table, columns in DATES.items():
        for row in contents.rows(table):
            for words, edtf in columns.items():
                expected = _edtf(row[words])
                if row[edtf] != (expected[0] if expected else None):
                    told = (
                        f"{expected[0]!r}, read from {row[words]!r}"
                        if expected
                        else f"empty: {row[words]!r} is no date"
                    )
                    yield cell_finding(table, row, (KEYS[table],), edtf, told)
                if table == "images" and expected:
                    for column, value in (("date_earliest", expected[1]), ("date_latest", expected[2])):
                        if (row[column] or "") != value:
                            yield cell_finding(
                                table, row, (KEYS[table],), column, f"{value!r}, read from {row[words]!r}"
                            )


def _edtf(words: object) -> tuple[str, str, str] | None:
    if words is None:
        return None
    try:
        read = read_date(" ".join(str(words).split()))
    except DateNotRead:
        return None
    return read.edtf, read.earliest, read.latest


def _check_bibliography(contents: Contents) -> Iterator[Finding]:
    marks = {
        document: Counter(mark.marker for mark in find_marks(text) if mark.marker)
        for document, text in contents.texts.items()
    }
    for row in contents.rows("bibliography"):
        part = f".{row['part']}" if row["part"] else ""
        expected = f"{row['document_id']}:{row['marker']}{part}"
        if row["bibliography_id"] != expected:
            yield cell_finding(
                "bibliography", row, ("bibliography_id",), "bibliography_id", f"{expected!r}, by its marker"
            )
        times = marks.get(str(row["document_id"]), Counter())[row["marker"]] if not row["part"] else 0
        if (row["times_cited"] or 0) != times:
            yield cell_finding(
                "bibliography", row, ("bibliography_id",), "times_cited", f"{times}, counted in the text"
            )
        valid = isbn_is_valid(str(row["isbn"])) if row["isbn"] else None
        if row["isbn_valid"] is not valid:
            yield cell_finding("bibliography", row, ("bibliography_id",), "isbn_valid", f"{valid}, by its check digit")
        yield from _check_archive(row, contents.rows("bibliography"))
        if (row["archive"] is None) is not (row["archive_basis"] is None):
            yield cell_finding("bibliography", row, ("bibliography_id",), "archive_basis", "filled where archive is")


def _check_archive(row: Row, rows: Sequence[Row]) -> Iterator[Finding]:
    """An archive is stated by the row's own words, or inherited from another row of the text that states it."""
    if row["archive"] is None or row["archive_basis"] is None:
        return
    basis = "stated" if str(row["archive"]) in str(row["text"]) else "inherited"
    if row["archive_basis"] != basis:
        yield cell_finding("bibliography", row, ("bibliography_id",), "archive_basis", repr(basis), str(row["text"]))
    stated = {other["archive"] for other in rows if other["archive_basis"] == "stated" and _same_text(row, other)}
    if row["archive"] not in stated:
        told = "an archive that the text states"
        yield cell_finding("bibliography", row, ("bibliography_id",), "archive", told, str(row["text"]))


def _same_text(left: Row, right: Row) -> bool:
    return bool(left["document_id"] == right["document_id"])


def _check_claimed(contents: Contents) -> Iterator[Finding]:
    """What a reference is called and who issued it are claims of their own, with the same words."""
    values: defaultdict[object, list[Row]] = defaultdict(list)
    for claim in contents.rows("claims"):
        if claim["value"] is not None:
            values[claim["document_id"]].append(claim)
    parted = Counter((row["document_id"], row["marker"]) for row in contents.rows("bibliography") if row["part"])
    for row in contents.rows("bibliography"):
        claims = [
            claim
            for claim in values[row["document_id"]]
            if row["char_start"] <= claim["char_start"] and claim["char_end"] <= row["char_end"]
        ]
        own = {claim["value"] for claim in claims}
        named = {(str(c["value"]), str(c["subject_id"])) for c in claims if c["predicate"] == "has_name"}
        if row["kind"] != "note" and row["title"] is None and not parted[row["document_id"], row["marker"]]:
            for title in sorted(value for value, subject in named if subject.startswith("work:"))[:1]:
                told = f"{title!r}, as a claim says"
                yield cell_finding("bibliography", row, ("bibliography_id",), "title", told, str(row["text"]))
        for column in CLAIMED:
            if row[column] is not None and row[column] not in own:
                told = "the value of a claim about this reference"
                yield cell_finding("bibliography", row, ("bibliography_id",), column, told, str(row["text"]))


def _check_called(contents: Contents) -> Iterator[Finding]:
    """A row's entity is called what the row has."""
    names: defaultdict[object, set[object]] = defaultdict(set)
    for row in contents.rows("entities"):
        names[row["entity_id"]].add(row["label"])
    for row in contents.rows("names"):
        names[row["entity_id"]].add(row["name"])
    for table, column in CALLED.items():
        for row in contents.rows(table):
            if row["entity_id"] is not None and " ".join(str(row[column]).split()) not in names[row["entity_id"]]:
                told = f"an entity that is called {row[column]!r}"
                yield cell_finding(table, row, (KEYS[table],), "entity_id", told)


def _check_marked(contents: Contents) -> Iterator[Finding]:
    """Whether a mark asks for a citation: of a rank the marks of its claims, of an image those in its caption."""
    asked = {row["subject_id"] for row in contents.rows("claims") if row["citation_needed"] is True}
    for table in ("ranks", "images"):
        for row in contents.rows(table):
            text = contents.texts.get(str(row["document_id"]), "")
            there = any(m.role == "citation_needed" for m in find_marks(text, row["char_start"], row["char_end"]))
            there = there or (row["entity_id"] is not None and row["entity_id"] in asked)
            if row["citation_needed"] is not there:
                yield cell_finding(table, row, (KEYS[table],), "citation_needed", str(there).lower())
    shown = {(row["subject_id"], row["place_id"]) for row in contents.rows("claims")}
    shown |= {(row["subject_id"], row["object_id"]) for row in contents.rows("claims")}
    for row in contents.rows("images"):
        if row["place_id"] is not None and (row["entity_id"], row["place_id"]) not in shown:
            yield cell_finding("images", row, ("image_id",), "place_id", "a place that a claim about the image names")


def _check_ranks(rows: Sequence[Row]) -> Iterator[Finding]:
    """Ranks of one text are numbered as they stand there."""
    by_document: defaultdict[object, list[Row]] = defaultdict(list)
    for row in rows:
        by_document[row["document_id"]].append(row)
    for own in by_document.values():
        for number, row in enumerate(sorted(own, key=lambda r: r["char_start"]), start=1):
            if row["ordinal"] != number:
                yield cell_finding("ranks", row, ("rank_id",), "ordinal", f"{number}, by its place in the table")


def _check_whole_words(contents: Contents) -> Iterator[Finding]:
    """Words that a row takes from its stretch of the text are whole words there; the cells of a table's row are all of it."""
    for table, columns in VERBATIM.items():
        for row in contents.rows(table):
            stretch = contents.texts.get(str(row["document_id"]), "")[row["char_start"] : row["char_end"]]
            found = [(column, str(row[column])) for column in columns if row.get(column) is not None]
            if table == "ranks":  # the copy of the page lost what stood between its cells
                left = stretch
                for _, value in sorted(found, key=lambda cell: -len(cell[1])):
                    left = left.replace(value, "", 1)
                if any(letter.isalnum() for letter in MARK.sub("", left)):
                    yield cell_finding(
                        table, row, (KEYS[table],), found[0][0], f"cells that hold all of {stretch!r}", stretch
                    )
                continue
            for column, value in found:
                whole = rf"(?<![^\W_]){re.escape(value)}(?![^\W_])"
                if value in stretch and not re.search(
                    whole, stretch
                ):  # words that are not there are told with the spans
                    yield cell_finding(table, row, (KEYS[table],), column, f"whole words of {stretch!r}", stretch)

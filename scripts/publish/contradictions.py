"""docs/contradictions.md: every contradiction with its readings, each in the sentence that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assemble.compare.conflicts import CONTRADICTION
from assemble.evidence import Tables
from extract.model import Row
from publish.markdown import plain
from roa_dataset.schema_files import Schema
from roa_dataset.wording.places_in_text import text_labels, where_in_text

_HEAD = """<!-- Made by the build from data/conflicts.csv and data/conflict_claims.csv. -->
# Contradictions

Places where the texts, or parts of one text, cannot both hold as they are told. Nothing here says which reading is right, or
whether any of them is. The texts are versions of one article: that two of them agree proves nothing, and that they differ
shows an edit, not two witnesses. [How to read a conflict](how-to/read-a-conflict.md) explains the classes, types and scopes."""


#: what an item of the page is sorted by (place of its scope in the vocabulary, type, subject, id), and its text
Item = tuple[int, str, str, str, str]
#: where in an item its sorting ends
SORTED_BY = 4


def contradictions_markdown(schema: Schema, tables: Tables) -> bytes:
    """The page in plain Markdown, UTF-8, made from the tables conflicts, conflict_claims, claims, passages and documents."""
    found = sorted(contradictions(schema, tables, text_labels(tables["documents"])))
    return "".join(contradictions_page(schema, found, len(found), len(tables["conflicts"]) - len(found))).encode()


def contradictions(schema: Schema, tables: Tables, texts: Mapping[str, str]) -> list[Item]:
    """The items of the page for some texts, in no order; `texts` is what each text is called."""
    rows = [row for row in tables["conflicts"] if row["class"] == CONTRADICTION]
    labels = {str(e["entity_id"]): str(e["label"]) for e in tables["entities"]}
    types, scopes = schema.vocabulary["conflict_type"], schema.vocabulary["conflict_scope"].code_names
    readings = _readings(tables, texts) if rows else {}
    found = []
    for row in rows:
        conflict_id, kind, subject = (str(row[name]) for name in ("conflict_id", "conflict_type", "subject_id"))
        lines = ["", f"### {plain(labels[subject])}: {plain(types.code(kind).label)}", ""]
        lines += [plain(str(row["explanation"])), *readings[conflict_id]]
        lines += ["", f"Row `{conflict_id}`, predicate `{row['predicate']}`."]
        found.append((list(scopes).index(str(row["scope"])), kind, subject, conflict_id, "\n".join(lines)))
    return found


def contradictions_page(schema: Schema, items: Iterable[Item], count: int, others: int) -> Iterator[str]:
    """The page, line by line with line ends; `items` in order, `count` of them, `others` are conflicts that it does not show."""
    yield f"{_HEAD}\n\nContradictions: {count}. Differing details and revisions, not shown here: {others}.\n"
    last = None
    for place, *_, text in items:
        if place != last:
            last, scope = place, schema.vocabulary["conflict_scope"].codes[place]
            yield f"\n## {plain(scope.label[0].upper() + scope.label[1:])}\n\n{plain(scope.definition)}\n"
        yield f"{text}\n"


def _readings(tables: Tables, texts: Mapping[str, str]) -> Mapping[str, list[str]]:
    """For each conflict the lines of its readings: one item for each passage, its readings, and its words below."""
    claims = {str(c["claim_id"]): c for c in tables["claims"]}
    passages = {str(p["passage_id"]): p for p in tables["passages"]}
    orders = {str(d["document_id"]): (d["version_order"] or 0, str(d["document_id"])) for d in tables["documents"]}
    by_conflict: dict[str, dict[str, list[tuple[Row, str]]]] = {}
    for link in tables["conflict_claims"]:
        claim = claims[str(link["claim_id"])]
        by_passage = by_conflict.setdefault(str(link["conflict_id"]), {})
        by_passage.setdefault(str(claim["passage_id"]), []).append((claim, str(link["reading"])))
    lines: dict[str, list[str]] = {}
    for conflict, by_passage in by_conflict.items():
        found = lines.setdefault(conflict, [])
        for passage in sorted(
            (passages[p] for p in by_passage), key=lambda p: (orders[str(p["document_id"])], int(str(p["char_start"])))
        ):
            found += _item(passage, by_passage[str(passage["passage_id"])], texts)
    return lines


def _item(passage: Row, readings: Sequence[tuple[Row, str]], texts: Mapping[str, str]) -> list[str]:
    place = where_in_text(str(passage["document_id"]), str(passage["kind"]), str(passage["about_title"] or ""), texts)
    ordered = sorted(readings, key=lambda item: (int(str(item[0]["char_start"])), str(item[0]["claim_id"])))
    shown = "; ".join(dict.fromkeys(plain(text) for _, text in ordered))
    ids = ", ".join(f"`{claim['claim_id']}`" for claim, _ in ordered)
    return [
        "",
        f"- {place[0].upper()}{place[1:]}: {shown}",
        "",
        f"  > {plain(str(passage['text']))}",
        "",
        f"  `{passage['document_id']}`, characters {passage['char_start']}–{passage['char_end']}; claims {ids}",
    ]

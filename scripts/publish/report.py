"""What a build tells at its end, and docs/coverage.md: what of each text became claims, what did not and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assemble.evidence import Tables
from extract.model import Row

#: why a leaf of this kind may hold no claim
REASONS = {
    "residue": "debris of the page or of a template",
    "heading": "a heading: it names a section and states nothing",
    "reference": "read into bibliography",
    "external_link": "read into bibliography",
    "see_also": "read into links",
    "category": "read into links",
    "related_article": "read into links",
    "caption": "read into images",
    "sentence": "prose that no rule reads",
    "note": "prose that no rule reads",
    "paragraph": "prose that no rule reads",
}
#: tables beside claims whose rows have a place of their own
OFFSETS = ("bibliography", "links", "images", "ranks")
EMPTY_FIELD = "a template field without a value"
UNREAD = "no rule reads it"


@dataclass(frozen=True)
class Coverage:
    """One document: its letters and digits, those inside claims' quotes, those inside any row, and leaves without a claim."""

    document_id: str
    letters: int
    claimed: int
    read: int
    unclaimed: tuple[tuple[Row, str], ...]


def coverage(tables: Tables, texts: Mapping[str, str]) -> list[Coverage]:
    """One item for each text, by document id."""
    rows = {name: _by_document(tables[name]) for name in ("passages", "claims", *OFFSETS)}
    return [_coverage({name: found.get(document_id, []) for name, found in rows.items()}, document_id, text)
            for document_id, text in sorted(texts.items())]  # fmt: skip


def _by_document(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["document_id"]), []).append(row)
    return found


def _coverage(rows: Mapping[str, Sequence[Row]], document_id: str, text: str) -> Coverage:
    parents = {p["parent_id"] for p in rows["passages"]}
    leaves = [p for p in rows["passages"] if p["passage_id"] not in parents and not p["claim_count"]]
    return Coverage(
        document_id,
        letters=_letters(text, [(0, len(text))]),
        claimed=_letters(text, _spans(rows["claims"])),
        read=_letters(text, [span for name in ("claims", *OFFSETS) for span in _spans(rows[name])]),
        unclaimed=tuple((leaf, _reason(leaf)) for leaf in leaves),
    )


def _spans(rows: Sequence[Row]) -> list[tuple[int, int]]:
    return [(int(str(row["char_start"])), int(str(row["char_end"]))) for row in rows]


def _letters(text: str, spans: Iterable[tuple[int, int]]) -> int:
    """The letters and digits inside any of the spans, each counted once."""
    count = at = 0
    for start, end in sorted(spans):
        count += sum(map(str.isalnum, text[max(start, at) : end]))
        at = max(at, end)
    return count


def _reason(leaf: Row) -> str:
    kind = str(leaf["kind"])
    if kind == "infobox_field" and str(leaf["text"]).rstrip().endswith("="):
        return EMPTY_FIELD
    return REASONS.get(kind, UNREAD)


def summary(tables: Tables, texts: Mapping[str, str]) -> str:
    """The report at the end of a build: tables and rows, coverage, leaves without a claim by reason, discovered entities."""
    lines = ["", "table                    rows", "-----------------------------"]
    lines += [f"{name:22}{len(rows):7,}" for name, rows in tables.items()]
    for item in coverage(tables, texts):
        lines.append("")
        lines.append(f"{item.document_id}: {share(item.claimed, item.letters)} of letters and digits lie in claims, "
                     f"{share(item.read, item.letters)} in claims or other rows")  # fmt: skip
        reasons = Counter(reason for _, reason in item.unclaimed)
        lines += [f"  {count:4} leaves without a claim: {reason}" for reason, count in sorted(reasons.items())]
    found = [row for row in tables["entities"] if row["origin"] == "discovered"]
    lines += ["", f"{len(found)} of {len(tables['entities'])} entities discovered rather than known:"]
    lines += [f"  {row['entity_id']}  {row['label']}" for row in sorted(found, key=lambda r: str(r["entity_id"]))]
    return "\n".join(lines)


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, with one decimal."""
    return f"{100 * part / whole:.1f} %" if whole else "0.0 %"


def coverage_markdown(tables: Tables, texts: Mapping[str, str]) -> bytes:
    """docs/coverage.md: the same, with every leaf that holds no claim."""
    lines = [
        "# Coverage", "",
        "Made by the build: what of each text lies in a claim's quote, and every leaf that holds no claim, with the reason.",
        "",
        "| text | letters and digits | in claims | in claims or other rows | leaves without a claim |",
        "|---|---|---|---|---|",
    ]  # fmt: skip
    items = coverage(tables, texts)
    for item in items:
        lines.append(
            f"| `{item.document_id}` | {item.letters:,} | {share(item.claimed, item.letters)} | "
            f"{share(item.read, item.letters)} | {len(item.unclaimed)} |"
        )
    for item in items:
        lines += ["", f"## {item.document_id}", "", "| passage | kind | why | begins |", "|---|---|---|---|"]
        for leaf, reason in item.unclaimed:
            words = " ".join(str(leaf["text"]).split())[:70].replace("|", "\\|").replace("<", "&lt;")
            lines.append(f"| `{leaf['passage_id']}` | {leaf['kind']} | {reason} | {words} |")
    return ("\n".join(lines) + "\n").encode("utf-8")

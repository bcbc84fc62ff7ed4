"""What the pages about the dataset count: taken from the tables at each build, typed nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.model import Row
from publish.report import ReadText, share
from publish.stored import StoredTables
from roa_dataset.schema_files import Schema

#: upper bounds of the size categories that dataset cards use
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def figures(schema: Schema, tables: StoredTables, texts: Sequence[ReadText]) -> dict[str, object]:
    """Name → value, as the templates of metadata/pages use them; counts by code are ordered from the most frequent."""
    claims, discovered = _of_claims(tables["claims"]), 0
    types: Counter[str] = Counter()
    for row in tables["entities"]:
        types[str(row["entity_type"])] += 1
        discovered += row["origin"] == "discovered"
    documents = list(tables["documents"])
    return {
        "package": schema.package,
        "rows": {name: len(rows) for name, rows in tables.items()},
        "tables": [{"name": t.name, "row": _first_sentence(t.description)} for t in schema.tables],
        "documents": _documents(documents, texts, claims.by_document),
        "languages": sorted({str(row["language"]) for row in documents}),
        "text_licences": sorted({str(row["license"]) for row in documents}),
        "size_category": next((name for bound, name in _SIZES if len(tables["claims"]) < bound), "n>1M"),
        "modality": _ordered(claims.modality),
        "polarity": _ordered(claims.polarity),
        "dated": claims.filled["date_text"],
        "hedged": claims.filled["hedge"],
        "attributed": claims.filled["attributed_to_id"],
        "marked": claims.marked,
        "rules_used": len(claims.rules),
        "entity_types": _labelled(schema, "entity_type", _ordered(types)),
        "discovered": discovered,
        "positioned": _filled(tables["places"], "latitude"),
        "conflicts": _labelled(schema, "conflict_class", _counted(tables["conflicts"], "class")),
        "conflicts_total": len(tables["conflicts"]),
        **_reviews(list(tables["reviews"])),
    }


@dataclass
class _Claims:
    """What is counted of the claims, in one pass over them."""

    by_document: Counter[str] = field(default_factory=Counter)
    modality: Counter[str] = field(default_factory=Counter)
    polarity: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    marked: int = 0
    rules: set[object] = field(default_factory=set)


def _of_claims(rows: Iterable[Row]) -> _Claims:
    found = _Claims()
    for row in rows:
        found.by_document[str(row["document_id"])] += 1
        found.modality[str(row["modality"])] += 1
        found.polarity[str(row["polarity"])] += 1
        found.filled.update(name for name in ("date_text", "hedge", "attributed_to_id") if row[name])
        found.marked += bool(row["citation_needed"])
        found.rules.add(row["rule_id"])
    return found


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def _documents(rows: Iterable[Row], texts: Sequence[ReadText], claims: Mapping[str, int]) -> list[dict[str, object]]:
    read = {item.document_id: item for item in texts}
    found = []
    for row in sorted(rows, key=lambda row: str(row["document_id"])):
        item = read[str(row["document_id"])]
        shares = {"claimed": share(item.claimed, item.letters), "read": share(item.read, item.letters)}
        found.append({**row, **shares, "claims": claims.get(item.document_id, 0)})
    return found


def _reviews(rows: Sequence[Row]) -> dict[str, object]:
    """How many claims were read, the verdicts, and each reader's."""
    verdicts = _counted(rows, "verdict")
    by_reader: dict[str, Counter[str]] = {}
    for row in rows:
        by_reader.setdefault(str(row["reader"]), Counter())[str(row["verdict"])] += 1
    readers = [
        {"name": name, "total": counts.total(), "counts": [counts[code] for code, _ in verdicts]}
        for name, counts in sorted(by_reader.items(), key=lambda item: (len(item[0]), item[0]))
    ]
    return {"reviewed": len({row["claim_id"] for row in rows}), "verdicts": verdicts, "readers": readers}


def _counted(rows: Iterable[Row], column: str) -> list[tuple[str, int]]:
    return _ordered(Counter(str(row[column]) for row in rows))


def _ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _labelled(schema: Schema, scheme: str, counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return [(schema.vocabulary[scheme].code(code).label, count) for code, count in counts]


def _filled(rows: Iterable[Row], column: str) -> int:
    return sum(row[column] is not None and row[column] != "" for row in rows)

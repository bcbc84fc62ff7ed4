"""What the pages about the dataset count: taken from the tables at each build, typed nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from assemble.evidence import Tables
from extract.model import Row
from publish.report import share
from roa_dataset.claims.coverage import coverage
from roa_dataset.schema_files import Schema

#: upper bounds of the size categories that dataset cards use
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def figures(schema: Schema, tables: Tables, texts: Mapping[str, str]) -> dict[str, object]:
    """Name → value, as the templates of metadata/pages use them; counts by code are ordered from the most frequent."""
    claims, entities = tables["claims"], tables["entities"]
    return {
        "package": schema.package,
        "rows": {name: len(rows) for name, rows in tables.items()},
        "tables": [{"name": t.name, "row": _first_sentence(t.description)} for t in schema.tables],
        "documents": _documents(tables, texts),
        "languages": sorted({str(row["language"]) for row in tables["documents"]}),
        "text_licences": sorted({str(row["license"]) for row in tables["documents"]}),
        "size_category": next((name for bound, name in _SIZES if len(claims) < bound), "n>1M"),
        "modality": _counted(claims, "modality"),
        "polarity": _counted(claims, "polarity"),
        "dated": _filled(claims, "date_text"),
        "hedged": _filled(claims, "hedge"),
        "attributed": _filled(claims, "attributed_to_id"),
        "marked": sum(bool(row["citation_needed"]) for row in claims),
        "rules_used": len({row["rule_id"] for row in claims}),
        "entity_types": _labelled(schema, "entity_type", _counted(entities, "entity_type")),
        "discovered": sum(row["origin"] == "discovered" for row in entities),
        "positioned": _filled(tables["places"], "latitude"),
        "conflicts": _labelled(schema, "conflict_class", _counted(tables["conflicts"], "class")),
        "conflicts_total": len(tables["conflicts"]),
        **_reviews(tables["reviews"]),
    }


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def _documents(tables: Tables, texts: Mapping[str, str]) -> list[dict[str, object]]:
    read = {item.document_id: item for item in coverage(tables, texts)}
    claims = Counter(str(row["document_id"]) for row in tables["claims"])
    found = []
    for row in sorted(tables["documents"], key=lambda row: str(row["document_id"])):
        item = read[str(row["document_id"])]
        shares = {"claimed": share(item.claimed, item.letters), "read": share(item.read, item.letters)}
        found.append({**row, **shares, "claims": claims[item.document_id]})
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
    counts = Counter(str(row[column]) for row in rows)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _labelled(schema: Schema, scheme: str, counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return [(schema.vocabulary[scheme].code(code).label, count) for code, count in counts]


def _filled(rows: Iterable[Row], column: str) -> int:
    return sum(row[column] is not None and row[column] != "" for row in rows)

"""Registers: the tables that list what others use, held against that use.

These are vocabulary, rules, entities, judgements, reviews and retired ids.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from roa_dataset.checks.carried import SEPARATOR
from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.retired import check_retired
from roa_dataset.checks.say import cell_finding
from roa_dataset.reading.compared_words import flat

#: what refers to an entity and thereby uses it
USES: Mapping[str, tuple[str, ...]] = {
    "claims": ("subject_id", "object_id", "place_id", "attributed_to_id", "event_id"),
    "mentions": ("entity_id",),
    "links": ("entity_id",),
    "images": ("place_id", "entity_id"),
    "ranks": ("entity_id",),
    "identity_judgements": ("left_id", "right_id"),
}
#: the view of each type of entity → its key; the other types have none
VIEWS: Mapping[str, tuple[str, str]] = {
    "person": ("persons", "person_id"),
    "unit": ("units", "unit_id"),
    "group": ("units", "unit_id"),
    "organization": ("units", "unit_id"),
    "place": ("places", "place_id"),
    "polity": ("places", "place_id"),
    "event": ("events", "event_id"),
}
#: codes of relation_to_roa that follow from where a unit is named, with no claim behind them
BY_PLACE = {"named", "summary_only", "listed_only", "other_article", "itself"}
#: part of the quotes of the vocabulary that must be in the texts for the package to be one of these texts
MOST = 0.5


#: what only a pattern over sentences has: groups, slots of words, edges, repetition
_EXPRESSION = re.compile(
    r"\(\?|\{free\}|\{(?:any|unit|person|actor|body|force|event|place|date|number|polity)[:\w]*\}.*\\|\\b|\.\+|\^"
)


def check_registers(contents: Contents) -> Iterator[Finding]:
    """Findings on the registers and on what uses them."""
    yield from _check_codes(contents)
    yield from _check_vocabulary(contents.rows("vocabulary"))
    yield from _check_examples(contents)
    yield from _check_rules(contents)
    yield from _check_entities(contents)
    yield from _check_origins(contents)
    yield from _check_judgements(contents)
    yield from _check_reviews(contents.rows("reviews"))
    yield from _check_relations(contents)
    columns = {table.name: table.primary_key[0] for table in contents.schema if len(table.primary_key) == 1}
    yield from check_retired(contents.rows("retired_ids"), columns, contents.rows)


def _check_codes(contents: Contents) -> Iterator[Finding]:
    """Each scheme of the vocabulary is that of a column, or has the name of one whose codes are joined or open to more."""
    used = {name for table in contents.schema for column in table.columns for name in (column.scheme, column.name)}
    used |= {row["code"] for row in contents.rows("vocabulary") if row["scheme"] == "scheme"}
    for row in contents.rows("vocabulary"):
        if row["scheme"] not in used:
            yield cell_finding("vocabulary", row, ("scheme", "code"), "scheme", "a scheme that a column uses")


def _check_vocabulary(rows: Sequence[Row]) -> Iterator[Finding]:
    """Codes of one scheme differ in label and definition and share their source; predicates, and only they, have other verbs."""
    key = ("scheme", "code")
    seen: set[tuple[object, str, object]] = set()
    sources: dict[object, object] = {}
    for row in rows:
        for column in ("label", "definition", "inverse_label", "negated_label"):
            if row[column] is not None and (row["scheme"], column, row[column]) in seen:
                yield cell_finding(
                    "vocabulary", row, key, column, "another one than that of another code of the scheme"
                )
            seen.add((row["scheme"], column, row[column]))
        for column in ("inverse_label", "negated_label"):
            if (row[column] is not None) is not (row["scheme"] == "predicate"):
                yield cell_finding("vocabulary", row, key, column, "filled for predicates, and only for them")
        if sources.setdefault(row["scheme"], row["source"]) != row["source"]:
            told = f"{sources[row['scheme']]!r}, as the scheme's other codes"
            yield cell_finding("vocabulary", row, key, "source", told)


def _check_examples(contents: Contents) -> Iterator[Finding]:
    """The examples of the vocabulary are words of the texts, where the package is of the texts that they come from."""
    texts = [flat(text) for text in contents.texts.values()]
    rows = [row for row in contents.rows("vocabulary") if row["example_quote"]]
    there = [any(flat(row["example_quote"]) in text for text in texts) for row in rows]
    if sum(there) <= MOST * len(rows):
        return
    for row, found in zip(rows, there, strict=True):
        if not found:
            yield cell_finding("vocabulary", row, ("scheme", "code"), "example_quote", "words of one of the texts")


def _check_rules(contents: Contents) -> Iterator[Finding]:
    """What a rule is said to have found is what its claims are; no two rules are described alike."""
    by_rule: defaultdict[object, list[Row]] = defaultdict(list)
    for claim in contents.rows("claims"):
        by_rule[claim["rule_id"]].append(claim)
    described: set[object] = set()
    for row in contents.rows("rules"):
        if row["description"] in described:
            yield cell_finding("rules", row, ("rule_id",), "description", "another one than that of another rule")
        described.add(row["description"])
        claims = by_rule.get(row["rule_id"], [])
        expected = {
            "claims": len(claims),
            "sentences_matched": len({claim["passage_id"] for claim in claims}),
            "documents": len({claim["document_id"] for claim in claims}),
        }
        if row["layer"] != "prose" and _EXPRESSION.search(str(row["pattern"])):
            yield cell_finding("rules", row, ("rule_id",), "layer", "prose: the pattern is one over sentences")
        for column, count in expected.items():
            if row[column] != count:
                yield cell_finding("rules", row, ("rule_id",), column, f"{count}, counted in claims")


def _check_entities(contents: Contents) -> Iterator[Finding]:
    """Every entity is used; all but authors of cited works stand in the view of their type, and nothing else does."""
    used = {row[column] for table, names in USES.items() for row in contents.rows(table) for column in names}
    viewed = {(table, row[key]) for table, key in set(VIEWS.values()) for row in contents.rows(table)}
    for row in contents.rows("entities"):
        if row["entity_id"] not in used:
            yield cell_finding("entities", row, ("entity_id",), "entity_id", "an entity that some row refers to")
        view = VIEWS.get(str(row["entity_type"]))
        if (
            view
            and view[0] in contents.tables
            and ((view[0], row["entity_id"]) in viewed) is (row["scope"] == "author")
        ):
            told = (
                f"{'no author' if row['scope'] == 'author' else 'author'}: {view[0]} has {_a(row['scope'])} row for it"
            )
            yield cell_finding("entities", row, ("entity_id",), "scope", told)
    notes = {row["entity_id"]: row["note"] for row in contents.rows("entities")}
    for row in contents.rows("places"):
        yield from _check_place(row, notes)


def _check_origins(contents: Contents) -> Iterator[Finding]:
    """The id of what a rule discovered carries its article's name, or that of the text whose list it stands in."""
    documents = contents.rows("documents")
    endings = tuple({f"--{row['article']}" for row in documents})
    beginnings = tuple(f"work:{row['document_id']}-" for row in documents)
    titles = {str(row["article"]) for row in documents}
    for row in contents.rows("entities"):
        own = str(row["entity_id"])
        marked = own.endswith(endings) or own.startswith(beginnings)
        allowed = {"discovered"} if marked else {"vocabulary"}
        if own.partition(":")[2] in titles:
            allowed = {"discovered", "vocabulary"}
        if row["origin"] not in allowed:
            yield cell_finding("entities", row, ("entity_id",), "origin", f"{' or '.join(sorted(allowed))}, by its id")


def _a(scope: object) -> str:
    return "a" if scope == "author" else "no"


def _check_place(row: Row, notes: Mapping[object, object]) -> Iterator[Finding]:
    """What editors add to a place is there as a whole or not at all."""
    located = row["location_basis"] == "geonames"
    for column in ("latitude", "longitude", "geonames_id", "modern_name"):
        if (row[column] is not None) is not located:
            told = "filled, as location_basis says" if located else "empty: the place is not located"
            yield cell_finding("places", row, ("place_id",), column, told)
    for column, limit in (("latitude", 90), ("longitude", 180)):
        if isinstance(row[column], int | float) and abs(row[column]) > limit:
            yield cell_finding("places", row, ("place_id",), column, f"at most {limit} degrees")
    if row["location_basis"] == "none" and row["note"] != notes.get(row["place_id"]):
        told = f"{notes.get(row['place_id'])!r}, the note in entities"
        yield cell_finding("places", row, ("place_id",), "note", told)
    if row["location_basis"] == "doubtful" and row["note"] is None:
        yield cell_finding("places", row, ("place_id",), "note", "what makes it doubtful")


def _check_judgements(contents: Contents) -> Iterator[Finding]:
    """Judgements on one entity's names say `same`, those on two say something else; names in the texts are known ones."""
    entities = {row["entity_id"]: row for row in contents.rows("entities")}
    names: defaultdict[object, set[str]] = defaultdict(set)
    for row in contents.rows("names"):
        names[row["entity_id"]].add(str(row["name"]).casefold())
    owners: defaultdict[str, set[object]] = defaultdict(set)
    for entity, own in names.items():
        for name in own:
            owners[name].add(entity)
    for entity_id, entity in entities.items():
        owners[str(entity["label"]).casefold()].add(entity_id)
    key = ("left_id", "left_name", "right_id", "right_name")
    for row in contents.rows("identity_judgements"):
        one = row["left_id"] == row["right_id"]
        if (row["judgement"] == "same") is not one:
            told = "same: both sides are one entity" if one else "different or unsure: the sides are two entities"
            yield cell_finding("identity_judgements", row, key, "judgement", told)
        for side in ("left", "right"):
            others = owners.get(str(row[f"{side}_name"]).casefold(), set())
            if others and row[f"{side}_id"] not in others:
                told = f"the entity that this names: {', '.join(sorted(map(str, others)))}"
                yield cell_finding("identity_judgements", row, key, f"{side}_id", told)
    yield from _check_unanimous(contents.rows("identity_judgements"), key)


def _check_unanimous(rows: Sequence[Row], key: Sequence[str]) -> Iterator[Finding]:
    """The same two entities, or names, are judged once."""
    judged: dict[frozenset[object], Row] = {}
    for row in rows:
        sides = frozenset([(row["left_id"], row["left_name"]), (row["right_id"], row["right_name"])])
        if sides in judged:
            yield cell_finding("identity_judgements", row, key, "right_id", "a pair that is not judged yet")
        judged[sides] = row


def _check_reviews(rows: Sequence[Row]) -> Iterator[Finding]:
    """A verdict says what is wrong, where something is, and only there."""
    for row in rows:
        for column in ("aspect", "note"):
            if (row[column] is None) is not (row["verdict"] == "right"):
                told = "empty: the verdict is right" if row["verdict"] == "right" else f"filled: it is {row['verdict']}"
                yield cell_finding("reviews", row, ("claim_id", "reader"), column, told)


def _check_relations(contents: Contents) -> Iterator[Finding]:
    """`relation_to_roa` holds codes of its scheme: those that claims give, or the one that follows from where a unit occurs."""
    codes = {row["code"] for row in contents.rows("vocabulary") if row["scheme"] == "relation_to_roa"}
    claimed = {
        row["row_id"]
        for row in contents.rows("provenance")
        if row["table_name"] == "units" and row["column_name"] == "relation_to_roa"
    }
    places = {"summary_of_other_article": "summary_only", "list": "listed_only"}
    for row in contents.rows("units"):
        found = str(row["relation_to_roa"]).split(SEPARATOR)
        if codes and not set(found) <= codes:
            yield cell_finding("units", row, ("unit_id",), "relation_to_roa", "codes of the scheme relation_to_roa")
        elif (row["unit_id"] in claimed) is bool(BY_PLACE & set(found)):
            told = "a code that claims give" if row["unit_id"] in claimed else "one that follows from where it is named"
            yield cell_finding("units", row, ("unit_id",), "relation_to_roa", told)
        elif found[0] in places.values() and places.get(str(row["occurs_in"])) != found[0]:
            yield cell_finding("units", row, ("unit_id",), "relation_to_roa", f"what follows from {row['occurs_in']}")

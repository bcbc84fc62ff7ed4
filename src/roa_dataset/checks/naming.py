"""Names and mentions: each follows from the other, and from the claims that give a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.say import cell_finding
from roa_dataset.reading.line_ends import LINE_END
from roa_dataset.reading.scripts import script_of
from roa_dataset.versions import NEWER, versions

#: kind of a mention → kinds of the name that it is
KINDS: Mapping[str, tuple[str, ...]] = {"short_name": ("short",), "abbreviation": ("abbreviation",)}
#: how a mention was resolved → where its entity comes from; the others may be either
ORIGIN = {"vocabulary": "vocabulary", "grammar": "discovered"}


Key = tuple[str, str]


def check_naming(contents: Contents) -> Iterator[Finding]:
    """Findings on `mentions` and `names`."""
    version = versions(contents.rows("documents"))
    entities = {str(row["entity_id"]): row for row in contents.rows("entities")}
    names = {(str(row["entity_id"]), str(row["name"])): row for row in contents.rows("names")}
    given = _given_names(contents)
    found: defaultdict[Key, set[str]] = defaultdict(set)
    for mention in contents.rows("mentions"):
        yield from _check_mention(mention, names, entities)
        if mention["entity_id"] and mention["kind"] != "description":
            found[_key(mention["entity_id"], mention["text"])].add(version.get(str(mention["document_id"]), ""))
    for key, claims in given.items():
        found[key] |= {version.get(str(claim["document_id"]), "") for claim in claims}
        if key not in names:
            yield cell_finding("claims", claims[0], ("claim_id",), "value", "a name of its subject in names")
    mentioned = {
        _key(row["entity_id"], row["text"]) for row in contents.rows("mentions") if row["kind"] != "description"
    }
    for key, row in names.items():
        yield from _check_name(row, found.get(key, set()), given.get(key, []))
        kinds = {str(claim["qualifier"] or "official") for claim in given.get(key, [])}
        if key not in mentioned and kinds and row["kind"] not in kinds:
            yield cell_finding("names", row, ("name_id",), "kind", f"{' or '.join(sorted(kinds))}, as its claims")


def _key(entity_id: object, words: object) -> Key:
    return str(entity_id), LINE_END.sub(" ", str(words))


def _given_names(contents: Contents) -> dict[Key, list[Row]]:
    """Entity and name → the claims that give the entity this name."""
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for claim in contents.rows("claims"):
        if claim["predicate"] == "has_name" and claim["value"]:
            found[_key(claim["subject_id"], claim["value"])].append(claim)
    return found


def _check_mention(row: Row, names: Mapping[Key, Row], entities: Mapping[str, Row]) -> Iterator[Finding]:
    key, words = ("mention_id",), str(row["text"])
    script = script_of(words, str(row["language"]))
    if row["script"] != script:
        yield cell_finding("mentions", row, key, "script", f"{script!r}, the script of {words!r}", words)
    entity = entities.get(str(row["entity_id"]))
    if (row["entity_id"] is None) is not (row["resolution"] == "unresolved"):
        yield cell_finding(
            "mentions", row, key, "resolution", "unresolved where no entity is meant, and only there", words
        )
    if entity is not None and ORIGIN.get(str(row["resolution"]), entity["origin"]) != entity["origin"]:
        yield cell_finding("mentions", row, key, "resolution", f"that of an entity of origin {entity['origin']}", words)
    if (row["resolution"] == "coreference") and row["kind"] != "description":
        yield cell_finding("mentions", row, key, "kind", "description: it is no name", words)
    name = names.get(_key(row["entity_id"], words))
    if row["entity_id"] is None:
        return
    if name is None:
        if row["kind"] != "description":
            yield cell_finding("mentions", row, key, "entity_id", f"an entity of which {words!r} is a name", words)
        return
    if row["kind"] == "description":
        yield cell_finding(
            "mentions", row, key, "kind", f"the kind of a name: names has it as {name['name_id']}", words
        )
    elif name["kind"] not in KINDS.get(str(row["kind"]), (name["kind"],)) or (
        row["kind"] == "name" and name["kind"] in ("short", "abbreviation")
    ):
        yield cell_finding("mentions", row, key, "kind", f"that of a name of kind {name['kind']}", words)
    if name["language"] != row["language"]:
        yield cell_finding("mentions", row, key, "language", f"{name['language']!r}, as names has it", words)


def _check_name(row: Row, found: set[str], claims: list[Row]) -> Iterator[Finding]:
    key = ("name_id",)
    if not found:
        yield cell_finding("names", row, key, "name", "a spelling that a mention or a claim has")
    for column, there in (("in_newer", NEWER in found), ("in_older", bool(found - {NEWER}))):
        if found and row[column] is not there:
            yield cell_finding("names", row, key, column, f"{str(there).lower()}, by its mentions and claims")
    script = script_of(str(row["name"]), str(row["language"]))
    if row["script"] != script:
        yield cell_finding("names", row, key, "script", f"{script!r}, the script of {row['name']!r}")
    first = {claim["claim_id"] for claim in claims}
    if (row["claim_id"] is None) is bool(first) or (first and row["claim_id"] not in first):
        told = f"one of {', '.join(sorted(map(str, first)))}" if first else "none: no claim gives the name"
        yield cell_finding("names", row, key, "claim_id", told)

"""What the other texts of a build add to one part of them: all that one part needs to know of the others.

It is little: names of the entities that several articles know, what these belong to, the formation that an article is about,
and what the texts are called. Everything else that is made from a part comes from its own texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.model import Row
from roa_dataset.checks.mentioned import Mentions, named_in_value

#: predicates that make their subject a part or member of their object
BELONGING = ("part_of", "member_of", "located_in")
#: entity → other entities, or names
Links = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Elsewhere:
    """What all texts of the build say, as far as it matters beyond the text that says it.

    `names` are those of shared entities and of what an article is about, `above` is what shared entities belong to, `formation`
    what an article is about and its parts, `judgements` the rows of identity_judgements, `perhaps` the labels of
    what an entity may be by these (roa_dataset.wording.perhaps), `text_labels` what each text is called.
    """

    names: Links
    above: Links
    formation: frozenset[str]
    judgements: Sequence[Row]
    perhaps: Mapping[str, str]
    text_labels: Mapping[str, str]


def belonging(claims: Iterable[Row], mentions: Mentions) -> dict[str, frozenset[str]]:
    """Entity → what it belongs to, as claims affirm it; a member belongs to all that the words of the value name besides."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        stated = claim["polarity"] == "affirmed" and claim["modality"] != "denied"
        if stated and claim["object_id"] and claim["predicate"] in BELONGING:
            found[str(claim["subject_id"])].add(str(claim["object_id"]))
            if claim["predicate"] == "member_of":
                found[str(claim["subject_id"])] |= named_in_value(claim, mentions.get(str(claim["document_id"]), ()))
    return {entity: frozenset(above - {entity}) for entity, above in found.items()}


def reachable(links: Links, starts: Collection[str]) -> Links:
    """The links from these entities, and from those that they lead to."""
    seen: set[str] = set()
    front = set(starts) & links.keys()
    while front:
        seen |= front
        front = {above for one in front for above in links[one] if above in links} - seen
    return {entity: links[entity] for entity in sorted(seen)}


def united(one: Links, other: Links) -> Links:
    """Both together."""
    return {**one, **{key: one.get(key, frozenset()) | found for key, found in other.items()}} if other else one

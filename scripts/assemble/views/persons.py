"""The table `persons`: one row per person that a text names as more than the author of a cited work."""

from __future__ import annotations

from collections.abc import Iterator

from assemble.views.cells import ViewRow, date_cells, filled, joined, single
from assemble.views.index import Evidence, stated
from extract.model import Row
from roa_dataset.wording.posts import basis_of, post_words

DEATHS = ("executed", "died")
#: claims that put a person into a unit or body
SERVICE = ("commands", "holds_position", "member_of")


def person_rows(evidence: Evidence) -> Iterator[ViewRow]:
    """One row for each person; cells hold only what is affirmed, and neither planned nor attempted nor denied."""
    for person in evidence.of_type("person"):
        person_id = str(person["entity_id"])
        claims = [c for c in evidence.about(person_id) if stated(c)]
        own: Row = {
            "person_id": person_id,
            "label": person["label"],
            "perhaps_same_as": evidence.perhaps.get(person_id),
            "occurs_in": evidence.occurs_in(person_id),
        }
        deaths = [c for c in claims if c["predicate"] in DEATHS]
        places = [(c, c["place_id"]) for c in deaths]
        facts = filled(
            full_name=joined(_full_names(evidence, person_id)),
            ranks_as_written=joined((c, _rank(c)) for c in claims if c["predicate"] == "holds_rank"),
            roles_as_written=joined(_longest(_roles(evidence, claims))),
            units_labels=joined((c, c["object_label"]) for c in claims if c["predicate"] in SERVICE and c["object_id"]),
            described_as_written=joined(
                (c, c["value"]) for c in claims if c["predicate"] == "is_a" and c["qualifier"] == "class"
            ),
            death_manner=joined((c, c["value"]) for c in deaths),
            death_place_id=single(places),
            death_place_label=joined((c, c["place_label"]) for c in deaths),
        )
        facts |= date_cells(evidence, "died", deaths)
        years = [c for c in claims if c["predicate"] == "active"]
        facts |= filled(
            years_text=joined((c, c["date_text"]) for c in years), years_edtf=joined((c, c["date_edtf"]) for c in years)
        )
        # a claim that only gives the spelling of the name limits nothing that the row shows
        shown = [c for column, cell in facts.items() if column != "full_name" for c in cell.claims]
        if not shown:
            own["hedges"] = None
        yield ViewRow(own, facts, tuple(shown), frozenset(evidence.versions(person_id)))


def _full_names(evidence: Evidence, person_id: str) -> list[tuple[Row, str]]:
    """The longest spellings in what is said of the person: at least two words, as many as the texts have."""
    names = evidence.names.get(person_id, frozenset())
    found = [(c, evidence.words(c, "subject")) for c in evidence.about(person_id)]
    found += [(c, evidence.words(c, "object")) for c in evidence.towards(person_id)]
    found = [(c, words) for c, words in found if stated(c) and words in names and len(words.split()) > 1]
    most = max((len(words.split()) for _, words in found), default=0)
    return [(c, words) for c, words in found if len(words.split()) == most]


def _longest(roles: Iterator[tuple[Row, object]]) -> list[tuple[Row, object]]:
    """The posts without those whose words stand whole in the words of another one of the same sentence."""
    found = list(roles)
    return [(c, words) for c, words in found if not any(_holds(d, more, c, words) for d, more in found)]


def _holds(outer: Row, more: object, inner: Row, words: object) -> bool:
    return outer["passage_id"] == inner["passage_id"] and str(words) != str(more) and str(words) in str(more)


def _rank(claim: Row) -> object:
    """The rank; where a word limits it (whose rank, a former one), in the words that state it."""
    return claim["quote"] if claim["qualifier"] else claim["value"]


def _roles(evidence: Evidence, claims: list[Row]) -> Iterator[tuple[Row, object]]:
    """Posts in the words of the text, which name the unit too; no words state the post of a name in a list of units."""
    for claim in claims:
        if claim["predicate"] == "holds_position":
            yield claim, claim["quote"] if claim["object_id"] else claim["value"] or claim["quote"]
        elif claim["predicate"] == "commands":
            if basis_of(claim, evidence.passage(claim)) != "list_position":
                yield claim, claim["quote"]
        elif claim["predicate"] == "member_of" and (post := post_words(claim)):
            yield claim, post

"""The table `postings`: who served where and as what, one row per reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assemble.views.cells import Cell, Cells, ViewRow, date_cells, filled, joined
from assemble.views.index import Evidence
from extract.model import Row
from roa_dataset import states
from roa_dataset.checks.named import OF_POST
from roa_dataset.checks.view_ids import slug
from roa_dataset.wording.posts import basis_of, post_words

UNIT_TYPES = ("unit", "group", "organization")


def posting_rows(evidence: Evidence, roles: Mapping[str, str]) -> Iterator[ViewRow]:
    """One row for each claim that gives a person a post; `roles` maps predicates to codes of `posting_role`."""
    for claim in evidence.claims:
        role = roles.get(str(claim["predicate"]))
        if role is None or evidence.type_of(claim["subject_id"]) != "person":
            continue
        if claim["predicate"] == "member_of" and post_words(claim):
            role = roles["holds_position"]
        unit = claim["object_id"] if evidence.type_of(claim["object_id"]) in UNIT_TYPES else _body(evidence, claim)
        own: Row = {
            "posting_id": f"posting:{slug(unit or claim['subject_id'])}:{role}:{claim['claim_id']}",
            "document_id": claim["document_id"],
            "section": evidence.passage(claim)["section"],
            "basis": basis_of(claim, evidence.passage(claim)),
            "polarity": claim["polarity"],
            "citation_needed": claim["citation_needed"],
        }
        yield ViewRow(own, _facts(evidence, claim, unit, role), (claim,))


def _facts(evidence: Evidence, claim: Row, unit: object, role: str) -> Cells:
    # of a command the value is the part that is commanded ("the soldiers"), not the post
    post = claim["value"] if claim["predicate"] != "commands" else None
    written = post or evidence.words(claim, "trigger") or post_words(claim)
    facts = filled(
        person_id=joined([(claim, claim["subject_id"])]),
        person_label=joined([(claim, claim["subject_label"])]),
        unit_id=joined([(claim, unit)]),
        unit_label=joined([(claim, evidence.label(unit))]),
        role=joined([(claim, role)]),
        role_as_written=joined([(claim, written)]),
        as_written=joined([(claim, claim["quote"])]),
        rank_as_written=_rank(evidence, claim),
    )
    return (
        facts | date_cells(evidence, "start", [claim], states.begin) | date_cells(evidence, "end", [claim], states.end)
    )


def _body(evidence: Evidence, claim: Row) -> str | None:
    """The body that the words of the post name, where the post has no object ("leaders of the …")."""
    return evidence.words(claim, OF_POST) or None


def _rank(evidence: Evidence, claim: Row) -> Cell | None:
    """The rank that stands before the name in the words of this very posting, and no other rank of the person.

    Where a word limits it ("former"), it is shown in the words that state it.
    """
    words = str(claim["quote"])
    beside = [
        c
        for c in evidence.about(claim["subject_id"], "holds_rank")
        if c["document_id"] == claim["document_id"]
        and _overlap(c, claim)
        and f"{c['value']} {evidence.words(claim, 'subject')}" in " ".join(words.split())
    ]
    return joined((c, c["quote"] if c["qualifier"] else c["value"]) for c in beside)


def _overlap(left: Row, right: Row) -> bool:
    return int(str(left["char_start"])) < int(str(right["char_end"])) and int(str(right["char_start"])) < int(
        str(left["char_end"])
    )

"""Events: a claim belongs to the event that it is about, and to no other one in the views."""

from __future__ import annotations

from collections.abc import Iterator

from roa_dataset.checks.content_keys import key_text
from roa_dataset.checks.contents import Contents
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.say import cell_finding

#: views whose rows are of one event
OF_EVENTS = ("events", "event_participants")


def check_events(contents: Contents) -> Iterator[Finding]:
    """Findings on `event_id` of claims.

    A claim about an event, or with an event as its object, belongs to that event; one that explains another claim belongs to
    the event of that one; and what stands behind a cell of an event belongs to it.
    """
    claims = {row["claim_id"]: row for row in contents.rows("claims")}
    for row in claims.values():
        sides = [row[name] for name in ("subject_id", "object_id") if str(row[name] or "").startswith("event:")]
        words = str(row["quote"])
        if sides and row["event_id"] not in sides:
            told = f"{sides[0]!r}, which the claim is about"
            yield cell_finding("claims", row, ("claim_id",), "event_id", told, words)
        about = claims.get(row["about_claim_id"])
        if about is not None and row["event_id"] != about["event_id"]:
            told = f"{about['event_id']!r}, as of the claim that it explains"
            yield cell_finding("claims", row, ("claim_id",), "event_id", told, words)
    events = {
        (table.name, key_text(row, table.primary_key)): row["event_id"]
        for table in contents.schema
        if table.name in OF_EVENTS
        for row in contents.rows(table.name)
    }
    wrong = set()
    for row in contents.rows("provenance"):
        event, claim = events.get((row["table_name"], row["row_id"])), claims.get(row["claim_id"])
        if event is not None and claim is not None and claim["event_id"] != event:
            wrong.add((row["claim_id"], event))
    for claim_id, event in sorted(wrong):
        told = f"{event!r}, in whose row it stands"
        yield cell_finding("claims", claims[claim_id], ("claim_id",), "event_id", told, str(claims[claim_id]["quote"]))

"""The report of a wrong row: which claim of which version it is, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from roa_dataset.site.content import Content
    from roa_dataset.site.statements import Statement


def report_lines(content: Content, shown: Statement) -> str:
    """What a report has to say, as lines of text to copy."""
    return "\n".join([
        f"{content.head['name']} {content.package.version}, claim {shown.claim_id}",
        f"{shown.document_id}, characters {shown.start}–{shown.end}: “{shown.quote}”",
        f"read as: {shown.statement}",
    ])  # fmt: skip


def report_address(content: Content, shown: Statement) -> str:
    """The address that the descriptor names, with the report filled in: a new mail, or a new issue."""
    subject = quote(f"Claim {shown.claim_id}, version {content.package.version}", safe="")
    body = quote(report_lines(content, shown), safe="")
    address = content.report_to
    subject_key = "subject" if address.startswith("mailto:") else "title"
    return f"{address}{'&' if '?' in address else '?'}{subject_key}={subject}&body={body}"

"""A data package whose text does all that a text can do to a page: markup, bidi controls, CR LF, a first line end, rare signs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from packages import Rows, arlen, claim, entity, passage, span, texts

NAME = "arlen-hostile"
#: every quote that a claim is made of stands in it once
TEXT = (
    "\n\ufeff<script>alert('a')</script> \"><img src=x onerror=alert(1)> &amp; &#60; <!-- Ada --> ]]> </div></main>\r\n"
    "<a href=\"javascript:alert('b')\">Ada Quill led the \u202earmy of\u202c Arlen</a>\r\n"
    "Zoe\u0308 had 20\u00a0riders 🐎🏳️‍🌈, the Queen\u2019s \u2066own; \u200fשלום مرحبا\u200e\rEnd\t of\x0b it\u2028.\n\n"
)
BIDI, NESTED, CROSSING = (
    "Ada Quill led the \u202earmy of\u202c Arlen",
    "army of\u202c Arlen",
    "Arlen</a>\r\nZoe\u0308 had 20\u00a0riders 🐎🏳️‍🌈",
)
MARKUP = "<script>alert('a')</script> \"><img src=x onerror=alert(1)>"
LINES = "مرحبا\u200e\rEnd\t of\x0b it"


def tables() -> dict[str, Rows]:
    """The package of packages.arlen with a third, hostile text, whose claims overlap, nest and cross."""
    found: dict[str, Sequence[Mapping[str, Any]]] = dict(arlen())
    document = {**found["documents"][0], "document_id": NAME, "article": "other", "version_label": None,
                "version_order": None, "title": MARKUP, "path": f"raw/{NAME}.txt", "characters": len(TEXT),
                "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}  # fmt: skip
    about = {"document_id": NAME, "passage_id": f"{NAME}:p1", "subject_id": "person:hostile", "subject_label": MARKUP}
    commands = {"predicate": "commands", "object_id": "unit:arlen-guard", "object_label": "Arlen Guard"}
    had = {"predicate": "has_strength", "number_min": 20.0, "number_max": 20.0, "number_exactness": "about"}
    claims = [
        claim("h1", TEXT, BIDI, **about, **commands),
        claim("h2", TEXT, NESTED, **about, **commands, hedge="<b>nearly</b>"),
        claim("h3", TEXT, CROSSING, **about, **had),
        claim("h4", TEXT, MARKUP, **about, **commands, value=MARKUP, modality="reported"),
        claim("h5", TEXT, LINES, **about, **commands, date_text="\r\n<i>May</i>"),
        claim("h 6\"'<", TEXT, "Queen\u2019s \u2066own", **about, **commands, about_claim_id="h1"),
    ]
    conflict = {"conflict_id": "k<3", "class": "contradiction", "conflict_type": "commander", "scope": "between_texts",
                "subject_id": "person:hostile", "predicate": "commands", "summary": f"{MARKUP}: who. Newer text: <b>.",
                "explanation": MARKUP}  # fmt: skip
    found["documents"] = [*found["documents"], document]
    found["claims"] = [*found["claims"], *claims]
    found["passages"] = [*found["passages"], passage(NAME, 1, None, 0, TEXT)]
    found["entities"] = [*found["entities"], entity("person:hostile", "person", MARKUP)]
    found["names"] = [*found["names"], {"name_id": "n9", "entity_id": "person:hostile", "name": "\u202eAda"}]
    found["conflicts"] = [*found["conflicts"], conflict]
    found["conflict_claims"] = [
        *found["conflict_claims"],
        {"conflict_id": "k<3", "claim_id": "h1", "reading": MARKUP},
        {"conflict_id": "k<3", "claim_id": "h4", "reading": BIDI},
    ]
    found["claim_spans"] = [*found["claim_spans"], span("h1", "subject", TEXT.index("Ada Quill"), "Ada Quill", None)]
    return found


def raw_texts() -> dict[str, str]:
    """The texts of that package."""
    return {**texts(), NAME: TEXT}

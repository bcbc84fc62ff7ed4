"""Reference marks: [1], [lower-alpha 2], [ citation needed ]; where they stand and what they point at."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A mark as the layouts print it. The name before the number is the footnote group of the source wiki.
MARK = re.compile(
    r"""\[\s?(?:
        (?P<needed>(?:citation|clarification|page)\ needed|dubious|verification\ needed|who\?|when\?)
      | (?:(?P<group>lower-alpha|upper-alpha|lower-roman|note|Note|nb|N|fn)\ )?(?P<number>\d{1,4})
    )\s?\]""",
    re.VERBOSE,
)
#: One or more marks in a row, with the space before them
MARKS = re.compile(
    rf"(?:\s?{MARK.pattern.replace('?P<needed>', '?:').replace('?P<group>', '?:').replace('?P<number>', '?:')})+",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Mark:
    """One mark; `role` is citation or citation_needed, `marker` what a note or reference of the same name is called."""

    start: int
    end: int
    role: str
    marker: str


def find_marks(text: str, start: int = 0, end: int | None = None) -> list[Mark]:
    """The marks in text[start:end], in order, with offsets into text."""
    found = []
    for match in MARK.finditer(text, start, len(text) if end is None else end):
        if match["needed"]:
            found.append(Mark(match.start(), match.end(), "citation_needed", ""))
        else:
            marker = f"{match['group']}-{match['number']}" if match["group"] else match["number"]
            found.append(Mark(match.start(), match.end(), "citation", marker))
    return found

"""Words that take back what a rule reads: "was not engaged", "no part of the division surrendered", "was no longer stationed".

A rule passes over words between a subject and its verb. Where these words deny what it states and it says nothing of them, it has read a
sentence that it was not written for, and there is no claim: a missing one is better than one that says the contrary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.model import Span
from extract.prose.found import Found
from extract.prose.patterns import ProseRule

#: words that deny, and with what they do not
DENIAL = re.compile(
    r"\b(?P<word>not(?!\s(?:only|until|before|least|later|far|long|surprisingly|merely|just|to\s(?:mention|be\sconfused)))|never|no\slonger|"
    r"nor|neither|hardly|scarcely|barely|nowhere|nearly|almost|virtually|"
    r"fail(?:s|ed)?\sto|unable\sto|refus(?:ed|es)\sto|declin(?:ed|es)\sto|about\sto|supposed\sto|prevented\sfrom|instead\sof)\b"
    r"|(?P<short>n['’]t)\b",
    re.IGNORECASE,
)
#: before a subject: none of it
NONE_OF = re.compile(
    r"\b(?:no|none|nobody|neither|few|not\s(?:one|a\ssingle|all|every))(?:\s(?!the\b)\w+){0,2}\s(?:of|in|from)\s(?:the\s)?\Z|\b(?:no|neither)\s\Z",
    re.IGNORECASE,
)
#: what "nearly" and "almost" say of a number is its hedge
COUNTED = re.compile(
    r"\s(?:(?:all|every|half|exclusively|entirely|wholly|completely|as|an?|one|two|three|four|five|six|seven|eight|nine|ten)\b|\d)"
)
OF_DEGREE = ("nearly", "almost", "virtually")
#: between a word that denies and the claim: it denies something else
ELSEWHERE = re.compile(
    r"[,;:()]|\b(?:and|but|which|who|that|although|though|because|while|when|where)\b", re.IGNORECASE
)
#: letters before a subject in which "no part of" may stand
REACH = 40


def taken_back(rule: ProseRule, found: Found, quote: tuple[int, int], spans: Iterable[Span]) -> bool:
    """Whether words between a claim's subject and the end of its quote deny it: words that no cell of the claim shows and that the
    rule itself does not name."""
    text = found.context.text
    spans = list(spans)
    subjects = [s for s in spans if s.role == "subject" and found.shadow.start <= s.start < quote[1]]
    if "no" not in rule.words and any(
        NONE_OF.search(text, max(found.shadow.start, s.start - REACH), s.start) for s in subjects
    ):
        return True
    shown = [(s.start, s.end) for s in spans if s.role not in ("citation", "date_context")]
    first = min([quote[0], *(s.end for s in subjects)])
    for match in DENIAL.finditer(text, first, quote[1]):
        word = (match["word"] or "not").split()[0].casefold()
        if word in rule.words or any(a < match.end() and match.start() < b for a, b in shown):
            continue
        if word in OF_DEGREE and COUNTED.match(text, match.end()):
            continue
        named = (s.start for s in found.shadow.slots if s.start >= match.end())  # of a list its first name
        denied = quote[0] if match.end() <= quote[0] else min(quote[1], next(named, quote[1]))
        if not ELSEWHERE.search(text, match.end(), denied):
            return True
    return False

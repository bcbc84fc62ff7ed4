"""Words that a text puts before a statement so as not to say it outright (claims.hedge holds them verbatim)."""

from __future__ import annotations

import re

WORDS = (
    r"officially|unofficially|nominally|formally|de jure|de facto|reportedly|allegedly|supposedly|apparently|probably|possibly|"
    r"perhaps|presumably|mostly|mainly|primarily|predominantly|largely|partly|partially|approximately|roughly|nearly|almost|"
    r"about|around|circa|estimated|it was estimated(?: that)?|generally|essentially|so-called"
)
#: words that tell an earlier time from a later one, and do not weaken a statement
EARLY = r"initially|originally|at first"
HEDGE = re.compile(rf"\b(?:{WORDS})\b", re.IGNORECASE)

"""Where a line ends inside a sentence."""

from __future__ import annotations

import re

#: all the white space around a line end; it is tried only where white space begins, lest many spaces take long
LINE_END = re.compile(r"(?<!\s)\s*[\r\n]\s*")

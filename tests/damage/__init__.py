"""Damage to a data package, kind by kind: what the tests of validation and benchmarks/corruption.py share.

A kind is a small function that damages a `Copy` (files in memory) with a random generator and says in words what it did.
`damaged(base, kind, seed)` gives the files that differ; `fix_up` then sets right what describes them, so that the damage can
be seen in the content alone.
"""

from damage import cells, columns, dates, descriptors, files, numbers, parquets, raw_texts, rows, spans
from damage.copy import Base, Copy, read_base
from damage.fixing import FIXES, Fix, fix_up
from damage.kinds import KINDS, Damage, Kind, damaged
from damage.on_disk import Workplace

__all__ = ["FIXES", "KINDS", "Base", "Copy", "Damage", "Fix", "Kind", "Workplace", "damaged", "fix_up", "read_base"]

#: importing a room registers its kinds
ROOMS = (cells, spans, dates, numbers, rows, columns, files, descriptors, raw_texts, parquets)

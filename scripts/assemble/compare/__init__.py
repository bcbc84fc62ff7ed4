"""Texts side by side: alignments of neighbouring versions, and the conflicts between and inside texts."""

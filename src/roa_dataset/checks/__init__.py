"""Checks of the data: pure functions from rows to findings, used by the build, the validator, Frictionless and the tests.

`content.CONTENT_CHECKS` lists those of what the tables say; nothing is imported here, for the fast check needs only findings.
"""

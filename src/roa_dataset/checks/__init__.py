"""Checks of the data against the raw texts: pure functions from rows to findings, used by the build and by the tests."""

from roa_dataset.checks.evidence import SPAN_COLUMNS, check_evidence
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.provenance import check_provenance
from roa_dataset.checks.readings import check_readings

__all__ = ["SPAN_COLUMNS", "Finding", "check_evidence", "check_provenance", "check_readings"]

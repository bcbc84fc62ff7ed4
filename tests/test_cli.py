"""The command shows what is in the package and one claim beside its words."""

from __future__ import annotations

from click.testing import CliRunner

import roa_dataset
from roa_dataset.cli import main


def test_info_names_texts_and_counts_rows() -> None:
    shown = CliRunner().invoke(main, ["info"])
    assert shown.exit_code == 0
    for row in roa_dataset.records("documents"):
        assert row["document_id"] in shown.output
    assert f"claims\t{len(roa_dataset.records('claims'))} rows" in shown.output


def test_a_claim_is_shown_between_its_words() -> None:
    row = next(r for r in roa_dataset.records("claims") if r["predicate"] == "has_strength")
    shown = CliRunner().invoke(main, ["claim", row["claim_id"]])
    assert shown.exit_code == 0
    assert row["statement"] in shown.output
    assert f"⟦{row['quote']}⟧" in shown.output


def test_an_unknown_claim_is_not_found() -> None:
    shown = CliRunner().invoke(main, ["claim", "c000000000000"])
    assert shown.exit_code == 1
    assert "c000000000000" in shown.output


def test_claims_of_a_subject() -> None:
    subject = "unit:650th-infantry-division"
    shown = CliRunner().invoke(main, ["claims", "--subject", subject])
    assert shown.exit_code == 0
    assert len(shown.output.splitlines()) == sum(r["subject_id"] == subject for r in roa_dataset.records("claims"))
    assert CliRunner().invoke(main, ["claims", "--subject", "unit:none"]).exit_code == 1

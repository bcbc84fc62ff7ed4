"""Every kind of damage is found: by checksums as they were, and by what the files say once the checksums are set right.

One seed for each kind, and up to two more where the first has drawn a cell that nothing can be held against, as words of the
editors; benchmarks/corruption.py draws thousands and tells how many are not found, and why.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import roa_dataset as roa
from damage import KINDS, Workplace, damaged, fix_up, read_base
from damage.copy import Base
from damage.judging import Judge
from damage.kinds import LEVELS
from damage.untied import ROWS, UNTIED
from packages import zipped
from roa_dataset.errors import RoaDatasetError
from roa_dataset.validation.files import check_files

SEED, SEEDS = 1, 3
#: the least part of all kinds whose first seed must be found by the content alone
AT_ONCE = 0.93


@pytest.fixture(scope="module")
def base(package: Path) -> Base:
    return read_base(package)


@pytest.fixture(scope="module")
def workplace(base: Base, tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return Workplace(base, tmp_path_factory.mktemp("damaged"))


@pytest.fixture(scope="module")
def judge(workplace: Workplace) -> Judge:
    return Judge(workplace)


def test_there_are_kinds_of_damage_at_every_level() -> None:
    levels = Counter(kind.level for kind in KINDS.values())
    assert set(levels) == set(LEVELS) and min(levels.values()) >= 10 and sum(levels.values()) >= 140


def test_a_damage_is_the_same_for_the_same_seed_and_another_for_another(base: Base) -> None:
    first, again, other = (damaged(base, "letter_changed", seed) for seed in (SEED, SEED, SEED + 1))
    assert (first.words, first.copy.changed()) == (again.words, again.copy.changed())
    assert first.copy.changed() != other.copy.changed()


def test_what_is_set_right_after_a_damage_is_sizes_hashes_and_the_parquet_of_the_damaged_table(base: Base) -> None:
    damage = damaged(base, "statement_reworded", SEED)
    left = dict(damage.copy.changed())
    fix_up(damage.copy, "everything")
    changed = damage.copy.changed()
    assert set(left) == {"data/claims.csv"}
    assert set(changed) == {"data/claims.csv", "data/claims.parquet", "datapackage.json"}
    assert changed["data/claims.csv"] == left["data/claims.csv"]


@pytest.mark.parametrize("name", KINDS)
def test_a_damage_under_the_old_checksums_is_found(name: str, base: Base, workplace: Workplace, judge: Judge) -> None:
    damage = damaged(base, name, SEED)
    if KINDS[name].level == "descriptor":
        assert judge.verdict(damage.copy).caught, damage.words
        return
    with workplace.holding(damage.copy) as folder:
        try:
            found = list(check_files(roa.Package(str(folder)).descriptor))
        except RoaDatasetError:
            return  # the descriptor itself is no descriptor any more
        assert found, damage.words


BY_CONTENT = [name for name, kind in KINDS.items() if kind.level != "descriptor"]


@pytest.fixture(scope="module")
def at_once() -> dict[str, bool]:
    """Kind → whether its first seed was found; filled by the tests of the kinds."""
    return {}


@pytest.mark.parametrize("name", BY_CONTENT)
def test_a_damage_is_found_when_all_that_describes_the_files_is_set_right(
    name: str, base: Base, judge: Judge, at_once: dict[str, bool]
) -> None:
    missed = []
    for seed in range(SEED, SEED + SEEDS):
        damage = damaged(base, name, seed)
        fix_up(damage.copy, "everything")
        verdict = judge.verdict(damage.copy)
        at_once.setdefault(name, verdict.caught)
        if verdict.caught:
            assert verdict.finding
            return
        missed.append(damage.words)
    pytest.fail(f"found none of {missed}")


def test_nearly_every_first_damage_is_found_by_the_content_alone(at_once: dict[str, bool]) -> None:
    if set(at_once) != set(BY_CONTENT):
        pytest.skip("the kinds were not run before this")
    missed = [name for name, found in at_once.items() if not found]
    assert 1 - len(missed) / len(at_once) >= AT_ONCE, missed


def test_the_columns_that_nothing_can_be_held_against_are_columns_of_the_package(base: Base) -> None:
    assert set(UNTIED) <= set(base.fields) and set(ROWS) <= set(base.resources)


def test_the_undamaged_package_is_valid_as_a_folder_and_as_an_archive(workplace: Workplace, tmp_path: Path) -> None:
    report = roa.validate(workplace.folder)
    assert report.valid, report.text()
    archive = roa.validate(zipped(workplace.folder, tmp_path / "package.zip"), fast=True)
    assert archive.valid, archive.text()


def test_a_package_of_other_texts_is_valid(invented: Path) -> None:
    report = roa.validate(invented)
    assert report.valid, report.text()

"""Is what is committed what the scripts produce? Builds into an empty folder, under another time zone, locale and hash seed.

Compares every file that a build writes with the checkout's: byte for byte, Parquet by schema and content when pyarrow is not
the locked one. Exit code 0: the same; 1: not (each file that differs is named).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OTHER_ENVIRONMENT = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4242"}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--raw", str(ROOT / "raw"), "--out", str(out)]
        subprocess.run(
            command, check=True, cwd=folder, env={**os.environ, **OTHER_ENVIRONMENT}, stdout=subprocess.DEVNULL
        )
        wrong = compare(out, ROOT)
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"rebuild: {'differs from' if wrong else 'the same as'} what is committed")
    return 1 if wrong else 0


def compare(built: Path, committed: Path) -> list[str]:
    """What differs between a fresh build and the checkout, one line a file."""
    wrong = []
    made = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    for name in sorted(made):
        mine, theirs = built / name, committed / name
        if not theirs.is_file():
            wrong.append(f"{name}: the build writes it, the checkout has none. Run `make data` and commit.")
        elif mine.read_bytes() != theirs.read_bytes() and not (
            name.endswith(".parquet") and same_content(mine, theirs)
        ):
            wrong.append(f"{name}: not what the scripts produce. Run `make data` and commit.")
    for path in sorted((committed / "data").iterdir()):
        if f"data/{path.name}" not in made:
            wrong.append(f"data/{path.name}: the build does not write it. Run `make data` and commit.")
    return wrong


def same_content(left: Path, right: Path) -> bool:
    """Whether two Parquet files hold the same rows under the same schema; their bytes differ between versions of pyarrow."""
    import pyarrow.parquet as pq

    one, two = pq.ParquetFile(left).read(), pq.ParquetFile(right).read()
    return bool(one.schema.equals(two.schema, check_metadata=True) and one.equals(two))


if __name__ == "__main__":
    sys.exit(main())

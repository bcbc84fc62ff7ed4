"""The committed state → dist/: what people download, cite, verify and compare.

    python scripts/make_release.py [--out DIR]

Takes the files of the last commit, never those of the working tree, and refuses a checkout with changes that are not committed.
The same commit gives the same bytes. The last release is read from its tag (vX.Y.Z). Exit code 0: the folder is written; 1:
it is as it was, and the message says why; 2: usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [p for p in (str(ROOT / "scripts"), str(ROOT / "src")) if p not in sys.path]

from release.errors import ReleaseError  # noqa: E402
from release.steps import make_release  # noqa: E402
from roa_dataset.errors import RoaDatasetError  # noqa: E402


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Make the files of a release from the last commit.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder to write, replaced as a whole")
    options = parser.parse_args(arguments)
    try:
        files = make_release(ROOT, options.out.resolve())
    except (ReleaseError, RoaDatasetError, OSError) as error:
        print(f"no release, nothing was changed: {error}", file=sys.stderr)
        return 1
    for path in files:
        print(f"{path.stat().st_size:>12,}  {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

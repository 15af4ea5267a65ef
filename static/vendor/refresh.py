"""Fetch the vendored libraries again with `npm pack` and check them: `python static/vendor/refresh.py`.

vendored.json says which version, which files and which SHA-256. For a new version change it there, delete the
sums, run this (it fills them in), read the library's list of changes, and run the browser tests.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Fetch, compare, write; exit code 1 if a sum differs, and then nothing of that library is written."""
    listed = HERE / "vendored.json"
    record = json.loads(listed.read_text("utf-8"))
    wrong = [line for name, row in record.items() for line in _refresh(name, row)]
    listed.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print("\n".join(wrong) or "vendored files are as recorded")
    return int(bool(wrong))


def _refresh(name: str, row: dict[str, object]) -> list[str]:
    files: dict[str, dict[str, str]] = row["files"]  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        package = f"{name}@{row['version']}"
        answer = subprocess.run(  # noqa: S603
            ["npm", "pack", package, "--silent"],  # noqa: S607
            cwd=folder, check=True, capture_output=True, text=True,
        )  # fmt: skip
        with tarfile.open(Path(folder) / answer.stdout.split()[-1]) as archive:
            members = {file: archive.extractfile(entry["from"]) for file, entry in files.items()}
            found = {file: member.read() for file, member in members.items() if member is not None}
    sums = {file: hashlib.sha256(content).hexdigest() for file, content in found.items()}
    wrong = [
        f"{name}/{file}: {sums[file]}, recorded is {entry['sha256']}"
        for file, entry in files.items()
        if entry.get("sha256") not in {None, "", sums[file]}
    ]
    if not wrong:
        for file, content in found.items():
            files[file]["sha256"] = sums[file]
            (HERE / name / file).write_bytes(content)
    return wrong


if __name__ == "__main__":
    sys.exit(main())

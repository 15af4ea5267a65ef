"""Programs beside Python that open what is made here, as its users do: found, or installed where we may."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_ADVICE = """\
This test needs {name}, which is not here and could not be installed. Install it and run the tests again:
  Debian, Ubuntu: sudo apt-get install {package}       Fedora: sudo dnf install {package}
  macOS: brew install {brew}       Windows: winget install {winget}
"""


def program(command: str, package: str, *, name: str, brew: str, winget: str, places: tuple[str, ...] = ()) -> str:
    """Give the path of a program, after installing it where we may; `places` is where else it may be.

    Raises:
        RuntimeError: it is not here and cannot be installed; says what to install.
    """
    if shutil.which(command) is None and sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        turn = ("-o", "DPkg::Lock::Timeout=600")  # another worker may be installing something, too
        for step in (["update"], ["install", "-y", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "-qq", *turn, *step], env=quiet, capture_output=True, timeout=600, check=False)
    found = next((path for path in (shutil.which(command), *places) if path and Path(path).exists()), None)
    if found is None:
        raise RuntimeError(_ADVICE.format(name=name, package=package, brew=brew, winget=winget))
    return found

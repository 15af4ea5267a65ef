"""Run a command of GeoDash with all that it needs, from nothing but Python and pip.

    python3 run.py geodash serve    start the dashboard
    python3 run.py pytest           run every test and check

This is `uv run COMMAND`. uv comes first, by pip, into the folder .uv/ here, which is allowed also where the
system's Python refuses installs of its own; then uv puts the pinned packages into .venv/ and runs the command
there. Nothing outside this folder changes but caches. Has to start on old Pythons, to say what is missing.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

UV = "0.13.9"
OLDEST = (3, 11)
HERE = Path(__file__).resolve().parent


def main() -> None:
    """Fetch uv if it is not there yet and hand the command line over to it."""
    complaint = unfit(sys.version_info[:2], importlib.util.find_spec("pip") is not None)
    if complaint:
        sys.exit(complaint)
    command = [fetch_uv(HERE / ".uv" / UV), "run", "--project", str(HERE), *sys.argv[1:]]
    settings = dict(os.environ)
    settings.setdefault("UV_PYTHON_DOWNLOADS", "never")
    if not (HERE / ".venv").exists():
        settings.setdefault("UV_PYTHON", sys.executable)
    if os.name != "nt":
        os.execve(command[0], command, settings)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the command's to answer
    sys.exit(subprocess.call(command, env=settings))


def unfit(version: "tuple[int, ...]", has_pip: bool) -> str:
    """Say why this Python cannot be used and what to do, or return an empty text."""
    if version < OLDEST:
        return (
            f"GeoDash needs Python 3.11 or newer, and this is {version[0]}.{version[1]} ({sys.executable}).\n"
            "Start the same line with a newer one, such as python3.12, or get one:\n"
            "  Debian 12, Ubuntu 24.04 or newer: sudo apt-get install python3 python3-pip\n"
            "  Fedora: sudo dnf install python3 python3-pip    macOS: brew install python\n"
            "  Windows: winget install Python.Python.3.13      any: python.org/downloads"
        )
    if not has_pip:
        return (
            f"GeoDash needs pip, and this Python ({sys.executable}) has none. Get it:\n"
            "  Debian, Ubuntu: sudo apt-get install python3-pip    Fedora: sudo dnf install python3-pip\n"
            f"  elsewhere: {sys.executable} -m ensurepip"
        )
    return ""


def fetch_uv(folder: Path) -> str:
    """Return the path of uv in `folder`, after pip has put it there if it was missing."""
    found = shutil.which("uv", path=str(folder / "bin"))
    if found:
        return found
    print("Fetching uv ...", file=sys.stderr, flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.call([*pip, "--target", str(folder), "uv==" + UV])
    found = shutil.which("uv", path=str(folder / "bin"))
    if done or not found:
        sys.exit("pip could not fetch uv " + UV + " (its message is above). Is there a network? Then try again.")
    return found


if __name__ == "__main__":
    main()

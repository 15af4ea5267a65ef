"""Run a command of GeoDash with all that it needs, from nothing but Python and pip.

    python3 run.py geodash serve    start the dashboard
    python3 run.py geodash --help   list its other commands
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
TOO_OLD = """\
GeoDash needs Python 3.11 or newer, and this is {}.{} ({}).
Start the same line with a newer one, such as python3.12, or get one:
  Debian 12, Ubuntu 24.04 or newer: sudo apt-get install python3 python3-pip
  Fedora: sudo dnf install python3 python3-pip    macOS: brew install python
  Windows: winget install Python.Python.3.13      any: python.org/downloads"""
NO_PIP = """\
GeoDash needs pip, and this Python ({0}) has none. Get it:
  Debian, Ubuntu: sudo apt-get install python3-pip    Fedora: sudo dnf install python3-pip
  elsewhere: {0} -m ensurepip"""
NO_UV = "pip could not fetch uv {} (its message is above). Is there a network? Then try again."


def main() -> None:
    """Fetch uv if it is not there yet and hand the command line over to it."""
    if sys.version_info[:2] < OLDEST:
        sys.exit(TOO_OLD.format(*sys.version_info[:2], sys.executable))
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if sys.argv[1] in {"-h", "--help"}:
        print(__doc__)
        return
    command = [fetch_uv(HERE / ".uv" / UV), "run", "--project", str(HERE), *sys.argv[1:]]
    settings = dict(os.environ)
    settings.setdefault("UV_PYTHON_DOWNLOADS", "never")
    if not (HERE / ".venv").exists():
        settings.setdefault("UV_PYTHON", sys.executable)
    if os.name != "nt":
        os.execve(command[0], command, settings)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the command's to answer
    sys.exit(subprocess.call(command, env=settings))


def fetch_uv(folder: Path) -> str:
    """Return the path of uv in `folder`, after pip has put it there if it was missing."""
    found = shutil.which("uv", path=str(folder / "bin"))
    if found:
        return found
    if not importlib.util.find_spec("pip"):
        sys.exit(NO_PIP.format(sys.executable))
    print("Fetching uv ...", file=sys.stderr, flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--target", str(folder), "uv==" + UV]
    done = subprocess.call([*pip, "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"])
    found = shutil.which("uv", path=str(folder / "bin"))
    if done or not found:
        sys.exit(NO_UV.format(UV))
    return found


if __name__ == "__main__":
    main()

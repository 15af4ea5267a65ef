"""Lets every test import the made-up layers of tests/app, and what tests/unit/render opens pictures with."""

from __future__ import annotations

import sys
from pathlib import Path

for helpers in ("app", "unit/render"):
    sys.path.insert(0, str(Path(__file__).parent / helpers))

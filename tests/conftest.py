"""Lets every test import the made-up layers of tests/app."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "app"))

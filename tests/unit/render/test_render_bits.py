"""Answers for marks, written in Python and read by the plugin."""

from __future__ import annotations

import json
import shutil
import subprocess

import numpy as np
import pytest

from geodash import bundle
from geodash.render.bits import pack

DICE = np.random.default_rng(1)
CASES = {
    "one left": np.array([True]),
    "one gone": np.array([False]),
    "all left": np.ones(1000, dtype=bool),
    "every second": np.arange(1000) % 2 == 0,
    "every ninth": np.arange(50_000) % 9 == 0,
    "a whole layer": (np.arange(50_000) > 27_500) & (np.arange(50_000) < 37_500),
    "a tenth": DICE.random(50_000) < 0.1,
    "a third": DICE.random(50_000) < 0.33,
    "half": DICE.random(50_000) < 0.5,
    "nearly all": DICE.random(50_000) < 0.97,
    "the last": np.arange(50_000) == 49_999,
}


def test_the_plugin_reads_what_was_written() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here; tests/browser/test_browser_filters.py reads the bits in Chromium")
    given = [[pack(answers), len(answers)] for answers in CASES.values()]
    code = (
        f"const {{ kept }} = require({json.dumps(str(bundle.path('static', 'plugin', 'kept.js')))});"
        "const read = ([bits, n]) => { const left = kept(bits);"
        " return Array.from({ length: n }, (_, i) => (left(i) ? '1' : '0')).join(''); };"
        "const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(given.map(read)));"
    )
    done = subprocess.run(
        [node, "-e", code], input=json.dumps(given), capture_output=True, text=True, encoding="utf-8", check=True
    )
    for (case, answers), read in zip(CASES.items(), json.loads(done.stdout), strict=True):
        assert np.array_equal(np.frombuffer(read.encode(), dtype=np.uint8) == ord("1"), answers), case


@pytest.mark.parametrize(
    ("case", "most"),
    [
        ("all left", 12),
        ("every ninth", 4700),
        ("a whole layer", 40),
        ("a tenth", 4500),
        ("half", 8500),
        ("the last", 20),
    ],
)
def test_no_more_letters_than_the_pattern_asks_for(case: str, most: int) -> None:
    assert len(pack(CASES[case])) <= most


def test_no_marks_are_no_letters() -> None:
    assert pack(np.zeros(0, dtype=bool)) == ""

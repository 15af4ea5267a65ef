"""The rule that draws crowded marks as one, run from the plugin's own script against its golden cases."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from geodash import bundle
from geodash.view import load_styles

GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "cluster_cases.json").read_text("utf-8"))


def run(rule: dict[str, Any], cases: list[list[list[float]]]) -> Any:
    """Group each case's spots, given as [x, y, n], in Node or, without it, in a Chromium."""
    plugin = bundle.path("static", "plugin", "clusters.js").read_text("utf-8")
    wanted, given = json.dumps(rule), json.dumps(cases)
    script = f"""
        {plugin}
        const at = (spot) => [spot.x, spot.y, spot.n];
        const order = (a, b) => a[0] - b[0] || a[1] - b[1];
        const told = (one) => ({{ at: [one.x, one.y], n: one.n, spots: one.spots.map(at).sort(order) }});
        const spot = ([x, y, n]) => ({{ x, y, n }});
        const group = (spots) => globalThis.geodash.clusters.group(spots.map(spot), {wanted});
        const verdict = JSON.stringify({given}.map((spots) => group(spots).map(told)));
    """
    if node := shutil.which("node"):
        source = f"const module = undefined;(() => {{ {script} console.log(verdict); }})()"
        done = subprocess.run([node, "-"], input=source, capture_output=True, text=True, encoding="utf-8", check=True)
        return json.loads(done.stdout)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        answer = chromium.new_page().evaluate(f"(() => {{ {script} return verdict; }})()")
        chromium.close()
    return json.loads(answer)


def test_golden_cases() -> None:
    answers = run(GOLDEN["rule"], [case["spots"] for case in GOLDEN["cases"]])
    for case, answer in zip(GOLDEN["cases"], answers, strict=True):
        assert answer == case["clusters"], case["case"]


def test_the_golden_rule_is_the_table_s() -> None:
    rule = load_styles().marks["cluster"]
    assert {name: rule[name] for name in ("touch", "least", "gap")} == {
        name: GOLDEN["rule"][name] for name in ("touch", "least", "gap")
    }
    assert rule["rings"][: len(GOLDEN["rule"]["rings"])] == GOLDEN["rule"]["rings"]


@pytest.mark.parametrize("seed", range(3))
def test_order_means_nothing_and_no_mark_is_lost(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    spots: list[list[float]] = [[dice.randint(0, 600), dice.randint(0, 400), dice.randint(1, 4)] for _ in range(300)]
    spots = [list(spot) for spot in sorted({(x, y): (x, y, n) for x, y, n in spots}.values())]
    shuffled = dice.sample(spots, len(spots))
    first, second = run(load_styles().marks["cluster"], [spots, shuffled])
    assert first == second
    taken = [tuple(spot) for cluster in first for spot in cluster["spots"]]
    assert len(taken) == len(set(taken))
    assert set(taken) <= {tuple(spot) for spot in spots}
    for cluster in first:
        (x, y, _), (other_x, other_y, _) = cluster["spots"][:2]
        hidden = (x - other_x) ** 2 + (y - other_y) ** 2 < 8**2
        assert cluster["n"] == sum(spot[2] for spot in cluster["spots"]) >= (2 if hidden else 3)
        assert len(cluster["spots"]) > 1

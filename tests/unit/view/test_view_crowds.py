"""The rule that draws crowded marks as one, against the same golden cases as the plugin's own script."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from geodash.view import load_styles
from geodash.view.crowds import Crowd, Spot, gather

GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "cluster_cases.json").read_text("utf-8"))


def told(crowds: list[Crowd]) -> list[dict[str, object]]:
    return [{"at": [c.x, c.y], "n": c.n, "spots": sorted([s.x, s.y, s.n] for s in c.spots)} for c in crowds]


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["case"])
def test_golden_cases(case: dict[str, Any]) -> None:
    spots = [Spot(x, y, int(n)) for x, y, n in case["spots"]]
    assert told(gather(spots, GOLDEN["rule"])) == case["clusters"]


@pytest.mark.parametrize("seed", range(3))
def test_order_means_nothing_and_rings_do_not_touch(seed: int) -> None:
    dice, rule = random.Random(seed), load_styles().marks["cluster"]  # noqa: S311
    spots = [Spot(dice.uniform(0, 600), dice.uniform(0, 600), dice.choice([1, 1, 1, 2, 40])) for _ in range(400)]
    found = gather(spots, rule)
    assert told(gather(dice.sample(spots, len(spots)), rule)) == told(found)
    assert len(found) > 5
    inside = [spot for crowd in found for spot in crowd.spots]
    assert len({(s.x, s.y) for s in inside}) == len(inside)
    assert all(crowd.n == sum(spot.n for spot in crowd.spots) for crowd in found)

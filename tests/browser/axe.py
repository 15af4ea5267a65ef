"""What axe finds wrong on a page or in the frame of its map."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

# Streamlit's component frame forbids zooming by a tag of its own; its page around the frame allows it.
FRAMES_OWN = {"meta-viewport"}


def serious(target: Any) -> list[tuple[str, list[str]]]:
    """The serious and critical findings on a page or a frame, each with the first elements it names."""
    found = Axe().run(target).response["violations"]
    return [
        (rule["id"], [node["html"][:200] for node in rule["nodes"]][:3])
        for rule in found
        if rule["impact"] in {"serious", "critical"}
    ]


def moderate(target: Any) -> set[str]:
    """The names of the lesser findings."""
    found = Axe().run(target).response["violations"]
    return {rule["id"] for rule in found if rule["impact"] not in {"serious", "critical"}} - FRAMES_OWN

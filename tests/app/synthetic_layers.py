"""Made-up layers of the atlas's shape, for tests and benchmarks: `synthetic_layers.py FOLDER COUNT`."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

HOSTILE = (
    "{{ 7*7 }}",
    "{% for x in () %}{% endfor %}",
    '<img src=x onerror="window.top.planted=1;window.planted=1">',
    "</script><script>window.planted=1;window.top.planted=1</script>",
    "${window.planted=1} `quoted` 'single' \"double\" \\u003c {}",
    "مرحبا بالعالم \u202ereversed\u202c",
    "javascript:window.planted=1",
)
OWN: dict[str, dict[str, Any]] = {
    "places": {},
    "committees": {"members": None, "arms_before_2000": None},
    "bases": {"force": "army", "count": 1},
    "events": {"deaths_low": None, "deaths_high": None, "deaths_as_stated": None, "external_detail": None},
}
LAYERS = {
    "places": ("village", 0.55),
    "committees": ("cad", 0.2),
    "bases": ("army_base", 0.15),
    "events": ("attack", 0.1),
}


def feature(layer: str, number: int, dice: random.Random, name: str | None = None) -> dict[str, Any]:
    """Make one point near the Apurímac; every seventh undated, every fifth open-ended, every ninth vague."""
    start = dice.randint(1975, 2005)
    end = start + dice.randint(0, 15)
    dated, still = number % 7 != 0, number % 5 == 0
    vague = number % 9 == 0
    row: dict[str, Any] = {
        "id": f"{layer}:{number}",
        "layer": layer,
        "name": name or f"{layer.title()} {number}",
        "kind": LAYERS[layer][0],
        "admin": "Huanta, Ayacucho",
        "country": "PE",
        "uncertainty_km": 12.0 if vague else 4.0 if number % 4 else 25.0,
        "where_prec": 3 if vague else 1 if number % 4 else 2,
        "drawn": "circle" if vague else "point",
        "listed_reason": None,
        "when": (f"{start}/.." if still else f"{start}/{end}") if dated else None,
        "start_earliest": f"{start}-01-01" if dated else None,
        "start_latest": f"{start}-12-31" if dated else None,
        "end_earliest": f"{end}-01-01" if dated else None,
        "end_latest": f"{end}-12-31" if dated and not still else None,
        "ongoing": dated and still,
        "date_prec": 5,
        "attested": [],
        "confidence": "medium",
        "sources": ["doc:zech-2015#12"],
        "origin": "article",
        "actors": ["self_defense"],
        "themes": ["self-defense"],
        "summary": name or f"A made-up row, number {number}.",
        "sensitivity": "open",
        "dataGeneralizations": None,
    } | OWN[layer]
    if layer == "places":
        row["mentions"] = [_mention(row, index) for index in range(1 + number % 4)]
    lon, lat = round(dice.gauss(-74.2, 1.6), 5), round(dice.gauss(-12.2, 1.8), 5)
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": row,
    }


def coca_zones(names: tuple[str, str] = ("A valley", "A basin")) -> list[dict[str, Any]]:
    """Make one area and one vague circle, with figures for some years only."""
    outline = [[-74.2, -12.0], [-73.4, -12.0], [-73.4, -13.1], [-74.0, -13.1], [-74.2, -12.0]]
    dice = random.Random(1)  # noqa: S311
    base = feature("places", 1, dice)["properties"] | {"layer": "coca_zones", "kind": "zone", "when": None}
    del base["mentions"]
    base |= {"alt_names": [], "inside": None, "ongoing": False, "date_prec": None}
    blank = dict.fromkeys(("start_earliest", "start_latest", "end_earliest", "end_latest"))
    figures = [
        {"year": year, "value": 900 * (year - 2000) + 500, "low": None, "high": None, "value_kind": "stated",
         "series": "unodc", "segment": None, "standing": "preferred", "source": ["made-up"], "note": None}
        for year in range(2001, 2022, 2)
    ]  # fmt: skip
    valley = base | blank | {"id": "coca_zones:1", "name": names[0], "drawn": "area", "hectares": figures}
    upper = base | blank | {"id": "coca_zones:2", "name": names[1], "drawn": "circle", "hectares": figures[:4]}
    upper["uncertainty_km"] = 40.0
    return [
        {"type": "Feature", "id": "coca_zones:1", "properties": valley,
         "geometry": {"type": "Polygon", "coordinates": [outline]}},
        {"type": "Feature", "id": "coca_zones:2", "properties": upper,
         "geometry": {"type": "Point", "coordinates": [-76.1, -9.0]}},
    ]  # fmt: skip


def layers(count: int, *, hostile: bool = False, seed: int = 7) -> dict[str, list[dict[str, Any]]]:
    """Make `count` points over four layers, two coca zones, and a listed and an unlocated row a layer."""
    dice = random.Random(seed)  # noqa: S311
    made: dict[str, list[dict[str, Any]]] = {}
    for layer, (_, share) in LAYERS.items():
        names = HOSTILE if hostile else ()
        rows = [
            feature(layer, number, dice, names[number] if number < len(names) else None)
            for number in range(max(2, round(count * share)))
        ]
        for extra, reason in (("listed", "aggregate"), ("lost", "unlocated")):
            row = feature(layer, 10**6, dice)
            row["id"] = row["properties"]["id"] = f"{layer}:{extra}"
            row["properties"] |= {"drawn": "listed", "listed_reason": reason}
            rows.append(row | {"geometry": None})
        made[layer] = rows
    zones = coca_zones((HOSTILE[2], HOSTILE[4])) if hostile else coca_zones()
    return made | {"coca_zones": zones}


def write(folder: Path, count: int, *, hostile: bool = False) -> Path:
    """Write the layers as GeoJSON files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in layers(count, hostile=hostile).items():
        text = json.dumps({"type": "FeatureCollection", "features": rows}, ensure_ascii=False)
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    return folder


def _mention(row: dict[str, Any], index: int) -> dict[str, Any]:
    dates = {
        key: row[key] for key in ("when", "start_earliest", "start_latest", "end_earliest", "end_latest", "ongoing")
    }
    return dates | {
        "id": f"zech-2015:{index}",
        "article": "zech-2015",
        "claim": row["summary"],
        "paragraph": 12 + index,
        "start": 0,
        "end": 5,
        "toponym": row["name"],
        "text": "",
        "confidence": 0.8,
        "reason": "the only place of that name near the others",
        "candidates": [
            {"name": row["name"], "admin1": "Ayacucho", "score": 0.81, "parts": {"name": 0.4, "near": 0.41}},
            {"name": row["name"], "admin1": "Loreto", "score": 0.32, "parts": {"name": 0.4, "near": -0.08}},
        ],
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), hostile="--hostile" in sys.argv)

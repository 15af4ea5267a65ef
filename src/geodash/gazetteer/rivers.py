"""Rivers of the world, from Natural Earth's centre lines (extraction only)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodash.folding import fold
from geodash.gazetteer.divisions import read_rows, repaired
from geodash.gazetteer.outlines import distance_km
from geodash.gazetteer.records import Record

_LONGEST_NAMED_BARE_KM = 250.0
_SMALLEST_RADIUS_KM = 20.0
# Rivers whose bare name is an ordinary adjective: only "French River" is looked up.
_ORDINARY = """
big black blue canadian english french grand green little long new north old peace red salt snake south swan white
yellow you son
"""
_ADJECTIVES = frozenset(_ORDINARY.split())
_GENERIC = ("river", "creek", "canal", "delta", "rio", "channel")


def rivers(lines: Path, taken: frozenset[str], names: Path) -> Iterator[Record]:
    """Yield a record for every named river, except those whose folded name is `taken` by our own table.

    The point is the middle of the longest line of that name and number, the radius reaches its farthest end. "X
    River", "River X" and "río X" are aliases; the bare name is one only for long rivers, a weaker variant for
    the rest, because it is often a town's name too. Letters lost in the source ("Tapaj?s") are restored from the
    table `names` (printed, name); a river whose letters nobody has restored is left out.
    """
    import geopandas  # noqa: PLC0415 - heavy, and only for extraction

    frame: Any = geopandas.read_file(lines)
    named = frame[frame.name.notna() & (frame.featurecla == "River")]
    restored = {row["printed"]: row["name"] for row in read_rows(names)}
    seen: set[str] = set()
    for (name, number), group in sorted(named.groupby(["name", "rivernum"]), key=lambda item: str(item[0])):
        river = restored.get(str(name), repaired(str(name)))
        record = _river(" ".join(river.split()), int(number), group.geometry.union_all())
        if "?" not in river and record.id not in seen and not taken.intersection({fold(record.name), fold(river)}):
            seen.add(record.id)
            yield record


def _river(name: str, number: int, line: Any) -> Record:
    parts = list(getattr(line, "geoms", [line]))
    middle = max(parts, key=lambda part: (part.length, part.wkt)).interpolate(0.5, normalized=True)
    vertices = [vertex for part in parts for vertex in part.coords]
    radius = max(distance_km(middle.y, middle.x, vertex[1], vertex[0]) for vertex in vertices)
    bare = fold(name).split()[-1] not in _GENERIC
    full = f"{name} River" if bare else name
    forms = (f"River {name}", f"río {name}") if bare else ()
    plain = bare and fold(name) not in _ADJECTIVES
    is_long = plain and radius >= _LONGEST_NAMED_BARE_KM
    return Record(
        id=f"ne:river:{number}-{fold(name).replace(' ', '-')}",
        name=full,
        kind="river",
        lat=round(middle.y, 4),
        lon=round(middle.x, 4),
        uncertainty_km=max(_SMALLEST_RADIUS_KM, round(radius, 0)),
        aliases=(*forms, name) if is_long else forms,
        variants=(name,) if plain and not is_long else (),
    )

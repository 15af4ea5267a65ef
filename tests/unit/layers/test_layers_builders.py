from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geodash.errors import LayerError
from geodash.layers.bases import build_bases
from geodash.layers.coca_zones import build_coca_zones
from geodash.layers.committees import build_committees
from geodash.layers.events import build_events
from geodash.layers.layer import Layer, make_layer
from geodash.layers.outlines import read_outlines
from geodash.layers.tables import read_table

TABLES = Path(__file__).parents[3] / "data" / "tables"
SQUARE = {"type": "Polygon", "coordinates": [[[-75, -13], [-74, -13], [-74, -12], [-75, -12], [-75, -13]]]}


def rows(name: str) -> list[dict[str, Any]]:
    return read_table(TABLES, name)[0]


def outlines(tmp: Path) -> dict[str, Any]:
    return read_outlines(TABLES, tmp)


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Layer]:
    shapes = {**outlines(tmp_path_factory.mktemp("none")), "pe:region:06": SQUARE, "pe:region:20": SQUARE}
    made = (
        build_committees(rows("committees"), rows("committee_status"), shapes),
        build_bases(rows("bases"), shapes),
        build_events(rows("events"), shapes),
        build_coca_zones(rows("coca_zones"), rows("coca_hectares"), shapes),
    )
    return {layer.name: layer for layer in made}


def one(layers: dict[str, Layer], layer: str, identity: str) -> dict[str, Any]:
    return next(f for f in layers[layer].features if f["id"] == identity)


def test_nothing_is_lost_on_the_way(layers: dict[str, Layer]) -> None:
    for name, layer in layers.items():
        assert {f["id"] for f in layer.features} == {row["id"] for row in rows(name)}


def test_every_row_has_a_source_that_exists(layers: dict[str, Layer]) -> None:
    known = {row["id"] for row in rows("sources")}
    for layer in layers.values():
        for feature in layer.features:
            sources = feature["properties"]["sources"]
            assert sources
            assert all(source.startswith("doc:") or source in known for source in sources)


@pytest.mark.parametrize(
    ("layer", "identity", "drawn", "reason", "kind_of_geometry"),
    [
        ("committees", "C01", "point", None, "Point"),
        ("committees", "C07", "circle", None, "Point"),
        ("committees", "C10", "area", None, "Polygon"),
        ("committees", "C13", "circle", None, "Point"),  # its region's outline is not at hand here
        ("committees", "C09", "listed", "aggregate", "Point"),
        ("committees", "C26", "listed", "outside", "Point"),
        ("committees", "K92", "listed", "legal frame", "Point"),
        ("bases", "B10", "listed", "absence", "Point"),
        ("bases", "B09", "listed", "insurgent", "Point"),
        ("events", "E01", "area", None, "MultiPolygon"),
        ("events", "E20", "area", None, "Polygon"),
        ("events", "E07", "listed", "national", "Point"),
        ("coca_zones", "vraem", "area", None, "Polygon"),
        ("coca_zones", "aguaytia", "circle", None, "Point"),
        ("coca_zones", "dep-cusco", "listed", "aggregate", None),
        ("coca_zones", "yaguas", "listed", "unlocated", None),
    ],
)
def test_drawing_rules(
    layers: dict[str, Layer], layer: str, identity: str, drawn: str, reason: str | None, kind_of_geometry: str | None
) -> None:
    feature = one(layers, layer, identity)
    assert (feature["properties"]["drawn"], feature["properties"]["listed_reason"]) == (drawn, reason)
    assert (feature["geometry"] or {}).get("type") == kind_of_geometry


def test_a_circle_has_a_radius(layers: dict[str, Layer]) -> None:
    for layer in layers.values():
        for feature in layer.features:
            if feature["properties"]["drawn"] in {"circle", "point"}:
                assert feature["properties"]["uncertainty_km"] > 0
                assert feature["geometry"]["type"] == "Point"


def test_no_later_than_is_an_unknown_start(layers: dict[str, Layer]) -> None:
    base = one(layers, "bases", "B02")["properties"]
    assert (base["start_earliest"], base["start_latest"], base["ongoing"]) == (None, "2009-08-02", True)
    assert [moment["when"] for moment in base["attested"]] == ["2009-08-02", "2015"]


def test_corrections_are_in(layers: dict[str, Layer]) -> None:
    assert one(layers, "bases", "B01")["properties"]["attested"][0]["when"] == "1990-10"
    assert one(layers, "bases", "BX02")["properties"]["start_earliest"] == "1989-09-08"
    assert "2013-04" in [m["when"] for m in one(layers, "bases", "BX03")["properties"]["attested"]]
    assert "2020-12" in [m["when"] for m in one(layers, "bases", "BX04")["properties"]["attested"]]
    hectares = one(layers, "coca_zones", "vraem")["properties"]["hectares"]
    chosen = {item["year"]: item["value"] for item in hectares if item["standing"] == "preferred"}
    assert (chosen[2017], chosen[2016], chosen[2022]) == (21646, 20304, 35709)
    peru = one(layers, "coca_zones", "peru")["properties"]["hectares"]
    assert [i["value"] for i in peru if i["year"] == 1998 and i["standing"] == "preferred"] == [51000]
    assert [i["value_kind"] for i in peru if i["year"] == 2008 and i["standing"] == "preferred"] == ["stated"]


def test_hectares_keep_their_breaks_and_only_one_figure_is_preferred(layers: dict[str, Layer]) -> None:
    for feature in layers["coca_zones"].features:
        items = feature["properties"]["hectares"]
        years = [item["year"] for item in items if item["standing"] == "preferred"]
        assert len(years) == len(set(years)), feature["id"]
        for item in items:
            if item["series"] in {"unodc", "devida"} and item["segment"]:
                old = item["year"] <= 2010 or "old method" in (item["note"] or "")
                assert (item["segment"] == "before_2011") == old
    assert one(layers, "coca_zones", "monzon")["properties"]["inside"] == "upper_huallaga"


def test_absence_attests_nothing(layers: dict[str, Layer]) -> None:
    assert one(layers, "bases", "B10")["properties"]["attested"] == []


def test_disagreements_point_at_rows(layers: dict[str, Layer]) -> None:
    topics: dict[str, set[str]] = {}
    for row in rows("disagreements"):
        assert one(layers, row["layer"], row["subject_id"])
        topics.setdefault(row["topic"], set()).add(f"{row['claim']}{row['sources']}")
    assert all(len(claims) > 1 for claims in topics.values())
    assert {"luricocha_neighbours", "putis_dead", "vrae_coca_2005", "eradication_2013", "bagua_police"} <= set(topics)
    assert {"special_command", "insurgents_vrae", "top_producer"} <= set(topics)


def test_a_layer_refuses_what_breaks_its_schema(layers: dict[str, Layer]) -> None:
    good = layers["events"].features[0]
    with pytest.raises(LayerError, match="stands twice"):
        make_layer("events", [good, good])
    with pytest.raises(LayerError, match="no layer"):
        make_layer("ghosts", [good])
    for change in ({"drawn": "star"}, {"kind": "picnic"}, {"where_prec": 9}, {"surplus": 1}, {"date_prec": 0}):
        with pytest.raises(LayerError):
            make_layer("events", [{**good, "properties": {**good["properties"], **change}}])
    with pytest.raises(LayerError):
        make_layer("events", [{**good, "geometry": {"type": "Point", "coordinates": [412, 0]}}])


def test_outlines_name_the_file_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "regions.geojson").write_text("{}", encoding="utf-8")
    with pytest.raises(LayerError, match=r"regions\.geojson"):
        outlines(tmp_path)

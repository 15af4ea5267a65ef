from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest

import geodash
from geodash import address, delivery
from geodash.atlas import Atlas
from geodash.errors import GeodashError
from geodash.formats.citation import plain
from geodash.selection import LAYERS
from geodash.text import load


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load()


@pytest.mark.parametrize("choices", [
    {}, {"first": 1983, "last": 1984}, {"themes": frozenset({"coca"})}, {"certainty": "certainly", "undated": False},
    {"layers": ("bases", "events"), "box": (-75.0, -13.5, -73.5, -12.0)}, {"search": "Huanta"}, {"precision": 2},
])  # fmt: skip
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_rows_are_those_that_the_selection_shows(atlas: Atlas, choices: dict[str, Any], language: str) -> None:
    chosen = atlas.select(**choices)
    found = {layer.name: [f["id"] for f in layer.features] for layer in chosen.parcel(language).layers}
    wanted = {name: [f["id"] for f in chosen.features(name)] for name in LAYERS}
    assert found == {name: ids for name, ids in wanted.items() if ids}


def test_texts_are_translated_behind_the_gate(atlas: Atlas) -> None:
    english, spanish = (atlas.parcel(language) for language in ("en", "es"))
    pairs = list(zip(english.features, spanish.features, strict=True))
    assert [a["geometry"] for a, _ in pairs] == [b["geometry"] for _, b in pairs]
    changed = [a["id"] for a, b in pairs if a["properties"]["summary"] != b["properties"]["summary"]]
    assert len(changed) > 200
    assert spanish.texts is load("es")


def test_what_is_told_of_a_row_follows_the_window(atlas: Atlas) -> None:
    early, late = (atlas.select(first=first, last=last).parcel() for first, last in ((1984, 1984), (2014, 2014)))
    assert late.told["committees", "C01"].standing == "certain"
    assert late.told["committees", "C01"].when == "still there when the source was written"
    figure = late.told["coca_zones", "aguaytia"].figure
    assert figure == (2014, 332.0)
    assert early.told["coca_zones", "aguaytia"].figure is None


def test_no_start_is_told_where_the_sources_give_none(atlas: Atlas) -> None:
    parcel = atlas.parcel()
    rows = {(f["properties"]["layer"], f["id"]): f["properties"] for f in parcel.features}
    begins = {key: told.span[0] for key, told in parcel.told.items() if key[0] in {"bases", "committees", "events"}}
    open_starts = [key for key, begin in begins.items() if rows[key]["start_earliest"] is None]
    assert ("bases", "B01") in open_starts and len(open_starts) > 50
    assert [key for key in open_starts if begins[key]] == []
    known = [key for key in begins if rows[key]["start_earliest"] and not rows[key].get("attested")]
    assert known and all(begins[key] == rows[key]["start_earliest"] for key in known)


def test_one_citation_is_on_the_figure_and_with_the_data_and_leads_back(atlas: Atlas) -> None:
    chosen = atlas.select(first=1980, last=1992, layers=("committees", "bases"))
    cited = plain(chosen.citation())
    assert chosen.figure(dpi=30).sheet.provenance.citation == cited == plain(chosen.parcel().citation)
    for part in ("(2026", "Military and police bases, Self-defense committees, 1980–1992", f"data {atlas.version}"):
        assert part in cited
    query = cited.partition("View: ?")[2].rstrip(".")
    known = dict.fromkeys(("articles", "themes", "actors", "confidence", "origins", "regions"), ())
    found, wrong = address.read(parse_qs(query), known)
    assert wrong == () and found == address.choices(chosen.selection)
    assert plain(chosen.select(layers=("events",)).citation()) != cited
    two = chosen.figure(windows=[(1980, 1985), (2001, 2001)], dpi=30).sheet.provenance.citation
    assert "1980–1985, 2001." in two
    assert "Comités de autodefensa" in plain(chosen.citation("es"))


def test_choices_sources_and_citation_travel_along(atlas: Atlas) -> None:
    chosen = atlas.select(first=1980, last=1992, layers=("bases",), actors=frozenset({"navy"}), undated=False)
    parcel = chosen.parcel()
    told = dict(parcel.choices)
    assert told["Years"] == "1980-1992"
    assert told["Layers"] == "Military and police bases"
    assert told["Actors"] == "navy"
    assert told["Undated rows"] == "left out"
    assert any("years=1980&years=1992" in value for value in told.values())
    named = {source for f in parcel.features for source in f["properties"]["sources"]}
    assert named <= {row["source"] for row in parcel.sources}
    assert all(row["text"] for row in parcel.sources)
    assert parcel.version == atlas.version
    assert parcel.citation["type"] == "dataset"
    assert "1980–1992" in parcel.title


@pytest.mark.parametrize(("choices", "said"), [
    ({"first": 1992, "last": 1980}, "the window 1992/1980 ends before it starts; swap"),
    ({"first": 0, "last": 1980}, "is not two years"),
    ({"layers": ("roads",)}, "no layer 'roads'; the layers are coca_zones"),
    ({"search": "nothing is called like this"}, "no row of .* is left for 1970-2024"),
    ({"layers": ()}, "no row of no layer is left"),
])  # fmt: skip
def test_bad_wishes_are_told(atlas: Atlas, choices: dict[str, Any], said: str) -> None:
    with pytest.raises(GeodashError, match=said):
        atlas.select(**choices).parcel()


def test_a_language_without_texts_is_told(atlas: Atlas) -> None:
    with pytest.raises(GeodashError, match="choose one of en, es"):
        atlas.parcel("qu")


def test_a_layer_that_the_folder_lacks_is_left_out(atlas: Atlas) -> None:
    part = Atlas({"bases": atlas.layers["bases"]})
    assert [layer.name for layer in part.parcel().layers] == ["bases"]
    delivery.check(part.selection)

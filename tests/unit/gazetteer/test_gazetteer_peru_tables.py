"""Airports, districts without a capital's point, and how Peru spells its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodash.gazetteer import Gazetteer, Record
from geodash.gazetteer.airports import airport_records
from geodash.gazetteer.amendments import Amendments
from geodash.gazetteer.peru_rough import rough_districts
from geodash.gazetteer.spellings import peruvian_spellings


def _airport(name: str, country: str, city: str) -> dict[str, object]:
    return {"name": name, "country": country, "city": city, "lat": "-13.15", "lon": "-74.2"}


def test_airports_lose_ranks_and_small_ones_abroad() -> None:
    airports = {
        "AYP": _airport("Coronel FAP Alfredo Mendivil Duarte Airport", "PE", "Ayacucho"),
        "XXX": _airport("Some Field", "US", "Some"),
        "YOW": _airport("Ottawa / Macdonald-Cartier International Airport", "CA", "Ottawa"),
    }
    home, abroad = airport_records(airports)
    assert {"Alfredo Mendivil Duarte Airport", "aeropuerto de Ayacucho"} <= set(home.aliases)
    assert "Macdonald-Cartier International Airport" in abroad.aliases


def test_a_district_without_a_point_takes_its_province_s(tmp_path: Path) -> None:
    (tmp_path / "extracts").mkdir()
    (tmp_path / "extracts" / "peru_districts_left_out.csv").write_text(
        "ubigeo,name,province\n050512,Union Progreso,La Mar\n050599,Xyzal,La Mar\n990101,Nowhere,None\n", "utf-8"
    )
    (tmp_path / "peru_new_districts.csv").write_text(
        "ubigeo,lat,lon,uncertainty_km,note\n050512,-12.86,-73.58,30,x\n", "utf-8"
    )
    la_mar = Record("pe:province:0505", "La Mar", "province", -13, -73.7, 72, "PE", "Ayacucho", "La Mar")
    new, rough = rough_districts(tmp_path, {"0505": la_mar})
    assert (new.lat, new.uncertainty_km, new.admin2) == (-12.86, 30, "La Mar")
    assert (rough.lat, rough.uncertainty_km) == (-13, 72)


def test_an_amendment_can_give_inhabitants(tmp_path: Path) -> None:
    (tmp_path / "extracts").mkdir()
    (tmp_path / "extracts" / "peru_places.csv").write_text("id,admin1,admin2,ubigeo_province\n", "utf-8")
    (tmp_path / "amendments.csv").write_text(
        "id,name,kind,lat,lon,uncertainty_km,country,admin1,admin2,population,aliases,links,drop,note\n"
        "gn:1,,,,,,,,,26000,,,,\n",
        "utf-8",
    )
    (town,) = Amendments(tmp_path).amended([Record("gn:1", "Bagua", "town", -5.6, -78.5, 5)])
    assert town.population == 26_000


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("echarate", "echarati"),
        ("capacmarca", "ccapacmarca"),
        ("tambo grande", "tambogrande"),
        ("tambogrande", "tambo grande"),
        ("tintay puncu", "tintaypuncu"),
    ],
)
def test_peruvian_spellings(name: str, other: str) -> None:
    assert other in peruvian_spellings(name)


def test_names_of_other_kinds_are_left_alone() -> None:
    assert peruvian_spellings("lima") == []


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Matarani", "site"),
        ("Bahuaja Sonene National Park", "area"),
        ("Parque Nacional Bahuaja Sonene", "area"),
        ("Quellaveco", "site"),
        ("Manitea", "district"),
        ("Beni", "region"),
        ("Huallaga", "area"),
        ("Fort Benning", "base"),
        ("Echarati", "district"),
    ],
)
def test_the_store_holds_peru_s_landmarks(name: str, kinds: str) -> None:
    assert kinds in {place.kind for place in Gazetteer.open().find(name)}

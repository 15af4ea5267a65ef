"""The names beside a name: rows and holders."""

from __future__ import annotations

import re

import pytest

from geodash.geoparse.company import Company, companies
from geodash.geoparse.records import Mention


def company(text: str, kinds: dict[str, str] | None = None) -> dict[str, Company]:
    """The company of the capitalised words of a text."""
    found = [
        Mention(f"a:{m.start()}", "a", m.start(), m.end(), m.group(), kind_hint=(kinds or {}).get(m.group()))
        for m in re.finditer(r"[A-Z]\w+(?: [A-Z]\w+)*", text)
    ]
    return {m.toponym: c for m, c in zip(found, companies(text, found), strict=True)}


@pytest.mark.parametrize(
    "joint", [", ", " and ", ", and ", " y ", " o ", "/", "-", "–", ",\n", " and\r\n", " and the ", ", el ", " & "]
)
def test_names_in_a_row_stand_beside_each_other(joint: str) -> None:
    assert company(f"in Huanta{joint}Tambo")["Tambo"].beside == ("huanta", "tambo")


@pytest.mark.parametrize("joint", [". ", "; ", " near ", ",\n\n", " ", ",\r\n\r\n"])
def test_other_names_stand_alone(joint: str) -> None:
    assert company(f"in Huanta{joint}Tambo")["Tambo" if joint != " " else "Huanta Tambo"].beside == ()


def test_a_kind_said_once_is_for_the_whole_row() -> None:
    row = company("the Apurimac, Ene and Mantaro rivers", {"Mantaro": "river"})
    assert [c.shared_kind for c in row.values()] == ["river", "river", None]
    row = company("the provinces of Huanta and Tambo", {"Huanta": "province"})
    assert row["Tambo"].shared_kind == "province"


def test_a_kind_of_one_town_is_its_own() -> None:
    assert company("Huanta and Tambo town", {"Tambo": "town"})["Huanta"].shared_kind is None


@pytest.mark.parametrize(
    "text",
    [
        "Huanta, Ayacucho",
        "Huanta (Ayacucho)",
        "Huanta in Ayacucho",
        "Huanta, in the province of Ayacucho",
        "Huanta, en la provincia de Ayacucho",
        "Huanta,\nAyacucho",
        "Huanta, in the\nprovince of Ayacucho",
        "Ayacucho's Huanta",
        "Ayacucho’s northern Huanta",
    ],
)
def test_a_name_is_held_by_the_one_behind_the_comma_or_before_the_possessive(text: str) -> None:
    assert "ayacucho" in company(text)["Huanta"].holders


def test_a_row_shares_its_holder() -> None:
    held = company("Ayna and Samugari, in the province of Ayacucho")
    assert held["Ayna"].holders[-1] == held["Samugari"].holders[-1] == "ayacucho"


@pytest.mark.parametrize("text", ["Huanta. Ayacucho", "Huanta\n\nAyacucho", "Huanta and then Ayacucho"])
def test_a_name_further_on_holds_nothing(text: str) -> None:
    assert company(text)["Huanta"].holders == ()


def test_a_very_long_row_is_read_in_stretches() -> None:
    row = company(", ".join(f"N{chr(97 + i % 26) * (1 + i // 26)}" for i in range(500)))
    assert max(len(c.beside) for c in row.values()) <= 40

"""The Export screen, run by Streamlit's own test harness: what is asked for, what the address holds, what is said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import synthetic_layers
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import geodash
from geodash.app import figures, holdings, pictures
from geodash.app.figures import KINDS, Asked
from geodash.selection import Selection
from geodash.view.sheet import Wish

ROOT = Path(__file__).parents[2]
SCREEN = "src/geodash/app/screens/export.py"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("GEODASH_GEO", str(synthetic_layers.write(tmp_path / "geo", 60, hostile=True)))
    holdings.forget()
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    at.switch_page(str(ROOT / SCREEN))
    return at


def asked(at: AppTest) -> dict[str, Any]:
    written = at.query_params.get("figure", "{}")
    found: dict[str, Any] = json.loads(written if isinstance(written, str) else written[0])
    return found


def labels(at: AppTest) -> list[str]:
    buttons: Any = at.get("download_button")
    return [button.label for button in buttons]


def said(at: AppTest) -> str:
    return " ".join(caption.value for caption in at.caption)


def test_it_shows_the_view_that_the_address_asks_for_and_says_what_leaves(app: AppTest) -> None:
    app.query_params.update({"years": ["1980", "1990"], "show_events": "false"})
    at = app.run()
    assert not at.exception
    left = pictures.count(
        Selection(first=1980, last=1990, layers=tuple(n for n in holdings.tallies() if n != "events"))
    )
    assert f"{left.rows} of 70 rows leave for 1980 – 1990" in said(at)
    assert "Left out by: layers, years" in said(at)
    assert "1920 × 1080 pixels" in said(at)


def test_rows_made_less_exact_are_counted_on_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GEODASH_GEO", raising=False)
    holdings.forget()
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    at.switch_page(str(ROOT / SCREEN))
    at.query_params.update({"years": ["2005", "2010"], "show_coca_zones": "false"})
    at.run()
    layers = tuple(name for name in holdings.tallies() if name != "coca_zones")
    left = pictures.count(Selection(first=2005, last=2010, layers=layers))
    assert left.generalised > 50
    assert f"{left.generalised} are less exact than known, to protect people" in said(at)


def test_choices_stand_in_the_address_and_come_back_from_it(app: AppTest) -> None:
    at = app.run()
    assert "figure" not in at.query_params
    at.selectbox(key="fig_preset").set_value("square").run()
    at.selectbox(key="fig_colors").set_value("grey").run()
    at.text_input(key="fig_title").set_value("Mine & yours").run()
    at.checkbox(key="fig_graticule").check().run()
    at.selectbox(key="fig_dpi").set_value(300.0).run()
    assert not at.exception
    wanted = {"preset": "square", "colors": "grey", "title": "Mine & yours", "graticule": True, "dpi": 300.0}
    assert asked(at) == wanted
    assert "2250 × 2250 pixels" in said(at)
    at.text_input(key="fig_title").set_value("").run()
    assert "title" not in asked(at)


def test_time_has_four_ways_into_the_figure(app: AppTest) -> None:
    app.query_params["years"] = ["1980", "1999"]
    at = app.run()
    at.button_group(key="fig_kind").set_value("pair").run()
    assert asked(at) == {"windows": [[1980, 1989], [1990, 1999]]}
    at.slider(key="fig_after").set_value((1995, 2005)).run()
    assert asked(at)["windows"] == [[1980, 1989], [1995, 2005]]
    at.button_group(key="fig_kind").set_value("multiples").run()
    assert asked(at)["windows"][0] == [1980, 1983]
    at.text_input(key="fig_windows").set_value("1985, 1990/1992; 1994–1996").run()
    assert asked(at)["windows"] == [[1985, 1985], [1990, 1992], [1994, 1996]]
    at.text_input(key="fig_windows").set_value("1999/1980").run()
    assert "Not understood" in said(at)
    assert asked(at)["windows"] == [[1985, 1985], [1990, 1992], [1994, 1996]]
    at.button_group(key="fig_kind").set_value("film").run()
    assert asked(at) == {"film": 1}
    assert at.button(key="make_gif").label == "Make GIF"
    at.button_group(key="fig_kind").set_value("map").run()
    assert asked(at) == {}
    assert not at.exception


def test_a_film_is_made_when_asked_for_and_can_then_be_saved(app: AppTest) -> None:
    app.query_params.update({"years": ["1985", "1987"], "figure": '{"film":1}'})
    at = app.run()
    at.button(key="make_gif").click().run()
    assert not at.exception
    order, form, content = at.session_state["film"]
    assert (form, content[:6]) == ("gif", b"GIF89a")
    assert order.asked.film == 1
    assert labels(at) == ["Save GIF"]


def test_an_empty_selection_says_so_plainly_and_saves_nothing(app: AppTest) -> None:
    app.query_params.update({"search": "no such word anywhere"})
    at = app.run()
    assert not at.exception
    assert "leave no mark" in at.info[0].value
    buttons: Any = at.get("download_button")
    assert all(button.proto.disabled for button in buttons)
    app.query_params["lang"] = "es"
    at = app.run()
    assert "Nada que dibujar" in at.info[0].value


def test_nonsense_in_the_address_gives_the_plain_figure(app: AppTest) -> None:
    app.query_params.update(
        {"figure": '{"preset":"x","dpi":1e9,"windows":[[3,2]],"title":["a"],"film":-4', "years": "x"}
    )
    at = app.run()
    assert not at.exception
    assert at.selectbox(key="fig_preset").value == "slide"
    assert "years" in at.warning[0].value


def test_data_and_citation_wait_until_their_tab_is_open(app: AppTest) -> None:
    at = app.run()
    assert labels(at) == ["Save PNG", "Save SVG", "Save PDF"]


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_what_a_file_says_of_its_figure_comes_back(form: str) -> None:
    from geodash.render.snapshot import read_state  # noqa: PLC0415

    atlas = geodash.load().select(first=1985, last=1990, layers=("events",))
    made = atlas.figure(windows=[(1985, 1987), (1988, 1990)], preset="square", dpi=60, title="T", graticule=True)
    found = figures.take(read_state(made.drawn(form)).figure)
    assert found == Asked(Wish(preset="square", dpi=60, title="T", graticule=True), ((1985, 1987), (1988, 1990)))
    assert figures.read(figures.write(found)) == found


@settings(deadline=None)  # other work on the machine is no fault
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=6))
def test_whatever_a_strangers_file_says_gives_a_figure(value: Any) -> None:
    names = ("preset", "dpi", "title", "windows", "animation", "film", "legend", "camera", "language", "nonsense")
    for name in names:
        found = figures.take({name: value})
        assert found.kind in KINDS
        assert figures.read(figures.write(found)) == found


@settings(deadline=None)  # other work on the machine is no fault
@given(st.text(max_size=80))
def test_whatever_the_address_says_gives_a_figure(text: str) -> None:
    assert figures.read(text).kind in KINDS


def test_explore_starts_without_what_only_figures_and_data_need() -> None:
    code = (
        "import sys; from streamlit.testing.v1 import AppTest; "
        f"at = AppTest.from_file({str(ROOT / 'app.py')!r}, default_timeout=120).run(); assert not at.exception; "
        "print([m for m in ('matplotlib', 'geopandas', 'pyogrio', 'fontTools', 'pypdf') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("text", "named"), [
    ("", ()), ('{"preset":"column","title":"","grid":true}', ("grid",)),
    ('{"preset":"nope","colors":7}', ("preset", "colors")),
    ("{{{", ("",)), ("[]", ("",)), ('{"windows":[[1990,1980]]}', ("windows",)), ('{"windows":[[1980,1990]]}', ()),
    ('{"film":2,"legend":true}', ()), ('{"dpi":99999}', ("dpi",)),
])  # fmt: skip
def test_what_an_address_asks_of_the_figure_in_vain_is_named(text: str, named: tuple[str, ...]) -> None:
    assert figures.strange(text) == named

"""Figures as files: sizes, bytes, text, fonts, and what they say of themselves."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

import geodash
from geodash.atlas import Atlas
from geodash.errors import FigureError, GeodashError
from geodash.render.snapshot import FORMATS
from geodash.view.sheet import COLORS, presets
from geodash.view.sheet import preset as find_preset

pytestmark = pytest.mark.slow  # draws many figures
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load().select(first=1980, last=1992)


@pytest.fixture(scope="module")
def svg(atlas: Atlas) -> ET.Element:
    return ET.fromstring(atlas.figure(title="Perú & <alrededores>", language="es").svg())  # noqa: S314 - our own


@pytest.mark.parametrize("preset", presets())
def test_each_preset_is_a_png_of_its_size(atlas: Atlas, preset: str) -> None:
    dpi = None if preset == "slide" else 90
    size = find_preset(preset, dpi)
    picture = Image.open(io.BytesIO(atlas.figure(preset=preset, dpi=dpi).png()))
    assert picture.size == size.pixels
    assert picture.mode == "RGB"
    assert round(picture.info["dpi"][0]) == size.dpi
    assert len(picture.reduce(8).getcolors(10**6) or ()) > 200


@pytest.mark.parametrize("colors", COLORS)
def test_each_colour_mode_keeps_what_it_promises(atlas: Atlas, colors: str) -> None:
    pixels = atlas.figure(colors=colors, dpi=48).pixels().astype(int)
    spread = (pixels.max(axis=2) - pixels.min(axis=2)).max()
    assert (spread < 6) == (colors == "grey")
    assert (pixels[2, 2].mean() < 60) == (colors == "dark")


def test_the_same_view_gives_the_same_bytes_in_another_process(atlas: Atlas) -> None:
    code = (
        "import geodash, hashlib\n"
        "figure = geodash.load().select(first=1980, last=1992).figure()\n"
        f"print(*[hashlib.sha256(figure.drawn(form)).hexdigest() for form in {FORMATS!r}])"
    )
    there = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}
    )
    figure = atlas.figure()
    assert there.stdout.split() == [hashlib.sha256(figure.drawn(form)).hexdigest() for form in FORMATS]


def test_the_text_of_an_svg_is_text_in_named_groups(svg: ET.Element) -> None:
    said = {"".join(text.itertext()) for text in svg.iter(f"{SVG}text")}
    assert {"Perú & <alrededores>", "1980 – 1992", "Bases militares y policiales", "Ayacucho"} <= said
    groups = {group.get("id") for group in svg.iter(f"{SVG}g")}
    assert {"map", "basemap", "rivers", "marks", "crowds", "names", "legend", "title", "sources", "locator"} <= groups
    assert any(str(name).startswith("committees:") for name in groups)


def test_the_svg_carries_its_typeface(svg: ET.Element) -> None:
    (style, *_) = [
        text for text in (element.text or "" for element in svg.iter(f"{SVG}style")) if "font-face" in text
    ]
    assert style.count("@font-face") == 3
    assert style.count("data:font/woff;base64,") == 3
    assert "http" not in style


def test_a_pdf_embeds_its_fonts_and_shows_the_picture(atlas: Atlas) -> None:
    figure = atlas.figure(preset="a4-landscape", language="es")
    made = figure.pdf()
    page: Any = PdfReader(io.BytesIO(made)).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert "SourceSans3" in inner["/BaseFont"]
        assert "/FontFile2" in inner["/FontDescriptor"]
    assert "Comités de autodefensa" in page.extract_text()
    drawn = pypdfium2.PdfDocument(made)[0].render(scale=96 / 72).to_numpy()[..., :3].astype(int)
    here = np.asarray(Image.fromarray(atlas.figure(preset="a4-landscape", language="es", dpi=96).pixels())).astype(
        int
    )
    height, width = min(drawn.shape[0], here.shape[0]), min(drawn.shape[1], here.shape[1])
    away = np.abs(drawn[:height, :width, ::-1] - here[:height, :width])
    assert away.mean() < 6
    assert abs(drawn.shape[1] - here.shape[1]) <= 1


@pytest.mark.parametrize("form", FORMATS)
def test_no_file_holds_a_date_or_a_path(atlas: Atlas, form: str) -> None:
    made = atlas.figure().drawn(form)
    assert b"CreationDate" not in made
    assert b"<dc:date>" not in made
    assert b"Matplotlib" not in made
    assert not re.search(rb"/(home|root|tmp|usr)/", made)


def test_hostile_names_stay_names() -> None:
    import synthetic_layers  # noqa: PLC0415

    from geodash.render.snapshot import Figure  # noqa: PLC0415
    from geodash.selection import Selection  # noqa: PLC0415
    from geodash.view import compose  # noqa: PLC0415
    from geodash.view.sheet import Wish, set_sheet  # noqa: PLC0415

    class Layer:
        name = "bases"
        features: tuple[dict[str, Any], ...] = tuple(synthetic_layers.layers(60)["bases"])

    for number, row in enumerate(Layer.features):
        row["properties"]["name"] = synthetic_layers.HOSTILE[number % len(synthetic_layers.HOSTILE)] + "\x00\x1b$x^2$"
    view = compose([Layer()], Selection(layers=("bases",), first=1980, last=1985))
    figure = Figure(set_sheet(view, [Layer()], Wish(title="</svg><script>1</script>", note="\x00{{7*7}}")))
    root = ET.fromstring(figure.svg())  # noqa: S314 - our own
    assert not list(root.iter(f"{SVG}script"))
    said = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert "</svg><script>1</script>" in said
    assert "{{7*7}}" in said
    assert any("{{ 7*7 }}$x^2$" in text for text in said)
    assert figure.pdf().startswith(b"%PDF-")


def test_a_file_is_there_whole_or_not_at_all(atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = atlas.figure(dpi=48)
    saved = figure.save(tmp_path / "map.PNG")
    before = saved.read_bytes()
    assert before == figure.png()
    with pytest.raises(FigureError, match=r"map\.tiff.*\.png"):
        figure.save(tmp_path / "map.tiff")
    with pytest.raises(GeodashError, match="another folder"):
        figure.save(tmp_path / "nowhere" / "map.png")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(GeodashError, match="No space left"):
        figure.save(saved)
    assert saved.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["map.PNG"]


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"first": 1992, "last": 1980}, "swap"),
        ({"layers": ("roads",)}, "no layer 'roads'"),
        ({"layers": ()}, "nothing to draw"),
        ({"search": "xyzzy"}, "nothing to draw"),
    ],
)
def test_a_selection_that_cannot_be_drawn_is_refused(atlas: Atlas, choices: dict[str, Any], told: str) -> None:
    with pytest.raises(GeodashError, match=told):
        atlas.select(**choices).figure()


def test_it_shows_itself_in_a_notebook(atlas: Atlas) -> None:
    assert atlas.figure(dpi=48)._repr_png_().startswith(b"\x89PNG")


def test_text_is_as_wide_as_it_was_measured(atlas: Atlas) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415
    from matplotlib.text import Text  # noqa: PLC0415

    from geodash.render.snapshot.type import font  # noqa: PLC0415
    from geodash.view.lettering import FACES, width  # noqa: PLC0415

    canvas = Canvas(dpi=96)
    renderer: Any = FigureCanvasAgg(canvas).get_renderer()  # type: ignore[no-untyped-call]
    sheet = atlas.figure(language="es").sheet
    for face in FACES:
        for block in sheet.blocks:
            for line in block.lines:
                drawn = Text(0, 0, line, fontproperties=font(face), fontsize=30, parse_math=False)
                drawn.set_figure(canvas)
                measured = width(line, 40, face)
                assert drawn.get_window_extent(renderer).width == pytest.approx(measured, rel=0.04, abs=4), line

"""The view inside a figure comes out again, and hostile files do no harm."""

from __future__ import annotations

import io
import json
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import geodash
from geodash.camera import Camera
from geodash.errors import FigureError
from geodash.render.snapshot import FORMATS, Figure, read_state
from geodash.render.snapshot.reading import LARGEST
from geodash.selection import FACETS, Selection
from geodash.view.sheet import make_wish

KNOWN = dict.fromkeys(FACETS, ("coca", "army", "Ayacucho", "zech-2015", "high", "article"))
SELECTION = Selection(
    first=1983,
    last=1990,
    layers=("committees", "bases"),
    certainty="certainly",
    undated=False,
    regions=frozenset({"Ayacucho"}),
    box=(-76.0, -15.0, -72.0, -11.0),
)


@pytest.fixture(scope="module")
def figure() -> Figure:
    choices = {name: getattr(SELECTION, name) for name in Selection.__dataclass_fields__}
    camera = Camera(-74.25, -13.125, 7.5)
    title = "Ñandú “1983” — ☃ & <b>"
    return geodash.load().select(**choices).figure(camera=camera, title=title, language="es", colors="grey", dpi=72)


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_chosen_comes_back(figure: Figure, form: str, tmp_path: Path) -> None:
    path = figure.save(tmp_path / f"map.{form}")
    for source in (path, str(path), path.read_bytes()):
        state = read_state(source)
        assert state.selection(KNOWN) == SELECTION
        assert state.camera == Camera(-74.25, -13.125, 7.5)
        assert state.language == "es"
        assert state.program == geodash.__version__
        assert state.data == geodash.load().version
        assert "GeoDash" in state.citation
        assert state.licence == "CC BY 4.0"
        assert make_wish(**state.figure, camera=state.camera).title == "Ñandú “1983” — ☃ & <b>"


def test_the_same_figure_is_made_again_from_its_file(figure: Figure) -> None:
    state = read_state(figure.png())
    choices = state.selection(KNOWN)
    atlas = geodash.load().select(**{name: getattr(choices, name) for name in Selection.__dataclass_fields__})
    assert atlas.figure(**state.figure, camera=state.camera).png() == figure.png()


def test_a_picture_from_elsewhere_holds_no_view(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "png")
    for content in (out.getvalue(), b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a"):
        with pytest.raises(FigureError, match="holds no view"):
            read_state(content)
    with pytest.raises(FigureError, match="neither PNG nor SVG nor PDF nor GIF"):
        read_state(b"BM    a bitmap")
    with pytest.raises(FigureError, match=r"none\.png: cannot be read"):
        read_state(tmp_path / "none.png")
    with pytest.raises(FigureError, match="damaged PDF"):
        read_state(b"%PDF-1.4\nnonsense")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))


def test_a_bomb_in_a_text_chunk_is_not_unpacked() -> None:
    bomb = zlib.compress(b"0" * 200_000_000, 9)
    body = b"geodash:view\0\1\0en\0\0" + bomb
    state = read_state(b"\x89PNG\r\n\x1a\n" + chunk(b"iTXt", body))
    assert len(state.query) <= 70_000


def test_entities_in_an_svg_are_not_expanded() -> None:
    entities = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    bomb = entities + '<svg><metadata id="geodash-state">&b;</metadata>'
    with pytest.raises(FigureError, match="holds no view"):
        read_state(bomb.encode())


def test_a_file_too_large_is_refused() -> None:
    with pytest.raises(FigureError, match="larger than"):
        read_state(b"\x89PNG\r\n\x1a\n" + bytes(LARGEST))


@given(st.text(max_size=300), st.sampled_from(["{", "[1]", '{"title": 3}', '"x"', "null", "[" * 5000]))
def test_whatever_it_says_a_selection_comes_out(query: str, wish: str) -> None:
    text = json.dumps({"geodash:view": query, "geodash:figure": wish})
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    state = read_state(f'<svg><metadata id="geodash-state">{escaped}</metadata></svg>'.encode("utf-8", "replace"))
    chosen = state.selection(KNOWN)
    assert chosen.first <= chosen.last
    assert isinstance(dict(state.figure), dict)


@given(st.binary(max_size=400))
def test_no_bytes_bring_it_down(content: bytes) -> None:
    for start in (b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"<svg>", b""):
        with pytest.raises(FigureError):
            read_state(start + content)

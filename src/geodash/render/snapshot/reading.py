"""The state of a view out of a figure: PNG, SVG, PDF and GIF, from whoever they come, so all reading is bounded."""

from __future__ import annotations

import io
import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree as ET

from geodash import address
from geodash.camera import Camera
from geodash.errors import FigureError
from geodash.render.snapshot.imprint import KEYS, SVG_ID
from geodash.selection import Selection

LARGEST = 64 * 2**20
"""Bytes of a file that is looked into."""
_MOST_TEXT = 64 * 2**10
_MOST_CHUNKS = 5_000
_PNG = b"\x89PNG\r\n\x1a\n"
_GIF = (b"GIF87a", b"GIF89a")


@dataclass(frozen=True, slots=True)
class State:
    """What a figure says of the view it shows.

    `query` are the parameters of the app's address; `figure` the fields of its `Wish` that are not at their default.
    """

    query: str
    figure: Mapping[str, Any] = field(default_factory=dict)
    program: str = ""
    data: str = ""
    citation: str = ""
    licence: str = ""
    language: str = ""

    def selection(self, known: address.Known) -> Selection:
        """Make the selection again; of codes those that are `known`, of the rest what makes sense."""
        return address.select(address.read(parse_qs(self.query), known)[0])

    @property
    def camera(self) -> Camera | None:
        """Where the view looked; None for the whole country."""
        return address.read_camera(next(iter(parse_qs(self.query).get("at", ())), None))


def read_state(source: str | Path | bytes) -> State:
    """Read the state that `Figure` put into a PNG, SVG or PDF, or `Animation` into a GIF.

    Nothing of it is trusted: the address drops what makes no sense, as it does for any other address.

    Raises:
        FigureError: the file cannot be read, is too large, is no such picture, or holds no view.
    """
    name, content = _content(source)
    found = _kinds(content, name)
    if KEYS["query"] not in found:
        raise FigureError(
            f"{name}it holds no view of GeoDash; it was made elsewhere, or saved anew by another program",
            key="no_view",
        )
    said = {field_: found.get(key, "") for field_, key in KEYS.items()}
    try:
        figure = json.loads(said.pop("figure") or "{}")
    except (ValueError, RecursionError):
        figure = {}
    return State(**said, figure=figure if isinstance(figure, dict) else {})


def _content(source: str | Path | bytes) -> tuple[str, bytes]:
    if isinstance(source, bytes):
        name, content = "", source
    else:
        path = Path(source)
        name = f"{path.name}: "
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except OSError as error:
            raise FigureError(f"{name}cannot be read ({error.strerror})") from error
    if len(content) > LARGEST:
        most = LARGEST // 2**20
        raise FigureError(f"{name}it is larger than {most} MB; no figure of GeoDash is", key="large_file", most=most)
    return name, content


def _kinds(content: bytes, name: str) -> Mapping[str, str]:
    if content.startswith(_PNG):
        return dict(_of_png(content))
    if content.startswith(b"%PDF-"):
        return _of_pdf(content, name)
    if content[:6] in _GIF:
        return _flat(_of_gif(content))
    if b"<svg" in content[:4096]:
        return _of_svg(content)
    told = f"{name}it is neither PNG nor SVG nor PDF nor GIF; give a figure that GeoDash made"
    raise FigureError(told, key="no_picture")


def _of_png(content: bytes) -> Iterator[tuple[str, str]]:
    """Walk through the text chunks (PNG specification, third edition, 11.3.3); a damaged one ends the walk."""
    at = len(_PNG)
    for _ in range(_MOST_CHUNKS):
        if at + 8 > len(content):
            return
        length, kind = struct.unpack_from(">I4s", content, at)
        body = content[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"tEXt":
            key, _, plain = body[:_MOST_TEXT].partition(b"\0")
            yield key.decode("latin-1"), plain.decode("latin-1")
        elif kind == b"iTXt":
            key, _, rest = body.partition(b"\0")
            text = _international(rest)
            if text is not None:
                yield key.decode("latin-1"), text


def _of_gif(content: bytes) -> str:
    """Walk through the blocks before the first frame to a comment (GIF89a, 18 to 24); "" if there is none."""
    flags = content[10] if len(content) > 12 else 0
    at = 13 + (3 * 2 ** ((flags & 7) + 1) if flags & 128 else 0)
    for _ in range(_MOST_CHUNKS):
        if content[at : at + 1] != b"!":
            return ""
        kind, at = content[at + 1 : at + 2], at + 2
        body = bytearray()
        while (length := (content[at : at + 1] or b"\0")[0]) and len(body) < _MOST_TEXT:
            body += content[at + 1 : at + 1 + length]
            at += 1 + length
        at += 1
        if kind == b"\xfe":
            return body.decode("utf-8", "replace")
    return ""


def _international(rest: bytes) -> str | None:
    packed, parts = rest[:1] == b"\1", rest[2:].split(b"\0", 2)
    if len(parts) != 3:
        return None
    text = parts[2]
    if packed:
        try:
            text = zlib.decompressobj().decompress(text, _MOST_TEXT)
        except zlib.error:
            return None
    return text[:_MOST_TEXT].decode("utf-8", "replace")


def _of_svg(content: bytes) -> Mapping[str, str]:
    """Take the one element out by its id; the picture itself is not parsed, so that no entity of it is."""
    element = rb'<metadata\b[^<>]{0,200}\bid="%b"[^<>]{0,200}>([^<]{0,%d})</metadata>'
    start = re.search(element % (SVG_ID.encode(), _MOST_TEXT), content)
    if not start:
        return {}
    try:
        return _flat(ET.fromstring(b"<m>" + start[1] + b"</m>").text or "")  # noqa: S314 - holds no tag
    except ET.ParseError:
        return {}


def _of_pdf(content: bytes, name: str) -> Mapping[str, str]:
    from pypdf import PdfReader  # noqa: PLC0415 - only PDFs need it

    try:
        about = PdfReader(io.BytesIO(content)).metadata
        words = str(about.get("/Keywords") or "") if about else ""
    except Exception as error:
        told = f"{name}it is a damaged PDF ({type(error).__name__}); export it again"
        raise FigureError(told, key="damaged_pdf", kind=type(error).__name__) from error
    return _flat(words[:_MOST_TEXT])


def _flat(text: str) -> Mapping[str, str]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}

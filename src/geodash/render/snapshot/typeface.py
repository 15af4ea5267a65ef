"""The typeface inside an SVG: of each face the signs that the picture uses, as CSS."""

from __future__ import annotations

import base64
import html
import io
import re

from geodash.view.lettering import FACES, FAMILY, Face, face_file, width

_WRITTEN = re.compile(r'<text style="([^"]*)"([^>]*)>(.*?)</text>', re.DOTALL)
_SIZE = re.compile(r"font-size: ([0-9.]+)px")
_NAMED = re.compile(r"(font-family: [^;]*)")
_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)
_PLAIN = r"\1, sans-serif"
_TAG = re.compile(r"<[^>]*>")
_STYLES = {"regular": (400, "normal"), "semibold": (600, "normal"), "italic": (400, "italic")}


def typeface(svg: str) -> str:
    """Write the font faces that an SVG needs, each cut down to its signs; the same text gives the same bytes."""
    signs = "".join(sorted(set(html.unescape("".join(_TAG.sub("", text) for text in _TEXT.findall(svg))))))
    if not signs.strip():
        return ""
    rules = []
    for face in FACES:
        weight, style = _STYLES[face]
        data = base64.b64encode(_cut(face_file(face), signs)).decode("ascii")
        rules.append(
            f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-style:{style};"
            f"src:url(data:font/woff;base64,{data}) format('woff')}}"
        )
    return "".join(rules)


def hold_width(svg: str) -> str:
    """Say of each line of text how wide it is, and that any plain typeface will do where ours is not read.

    Some programs know neither a typeface inside a picture nor its name: the line keeps its room all the same.
    """
    return _WRITTEN.sub(_with_width, svg)


def _with_width(found: re.Match[str]) -> str:
    style, more, content = found.groups()
    face: Face = "semibold" if "font-weight: 600" in style else "italic" if "italic" in style else "regular"
    size = _SIZE.search(style)
    room = width(html.unescape(content), float(size.group(1)), face) if size else 0.0
    told = f' textLength="{room:.2f}" lengthAdjust="spacingAndGlyphs"' if room else ""
    return f'<text style="{_NAMED.sub(_PLAIN, style, count=1)}"{more}{told}>{content}</text>'


def _cut(path: str, signs: str) -> bytes:
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    cut = TTFont(path, recalcTimestamp=False)
    chooser = Subsetter(Options(layout_features=["kern", "mark", "mkmk", "ccmp"], hinting=False, notdef_outline=True))
    chooser.populate(text=signs)
    chooser.subset(cut)
    cut.flavor = "woff"
    out = io.BytesIO()
    cut.save(out)
    return out.getvalue()

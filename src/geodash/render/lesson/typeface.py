"""The lesson's typeface: Source Sans cut down to the signs of European languages, as data: addresses."""

from __future__ import annotations

import base64
import io
from functools import lru_cache

from geodash import bundle

FAMILY = "Source Sans"
FACES = (("Regular", 400), ("Semibold", 600))
# Latin with all its accents, spaces and dashes, quotation marks, arrows, and the signs that the map's controls use.
_SIGNS = (
    *(range(0x20, 0x7F), range(0xA0, 0x180), range(0x2002, 0x2027), range(0x202F, 0x203B), range(0x2190, 0x2194)),
    *((0x20AC, 0x2122, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265), (0x25A0, 0x25B2, 0x25B6, 0x25CB, 0x25CC, 0x25CF)),
)
_FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"]


@lru_cache(maxsize=1)
def font_faces() -> str:
    """Write the @font-face rules, each with its typeface in it; about 20 KB a face."""
    return "\n".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:normal;font-display:block;'
        f"src:url(data:font/woff2;base64,{base64.b64encode(_cut(face)).decode('ascii')}) format('woff2')}}"
        for face, weight in FACES
    )


def _cut(face: str) -> bytes:
    from fontTools import subset  # noqa: PLC0415 - a tenth of a second, and only lessons need it

    options = subset.Options(
        flavor="woff2", layout_features=_FEATURES, hinting=False, notdef_outline=True, recalc_timestamp=False
    )
    font = subset.load_font(str(bundle.path("static", "vendor", "source-sans", f"SourceSans3-{face}.ttf")), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for signs in _SIGNS for code in signs])
    cutter.subset(font)
    written = io.BytesIO()
    subset.save_font(font, written, options)
    return written.getvalue()

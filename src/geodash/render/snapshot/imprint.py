"""What a file says of itself: the state of its view, versions, citation and licence, in each format's own way."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

from geodash.render.snapshot.typeface import hold_width, typeface
from geodash.view.sheet import Sheet

SVG_ID = "geodash-state"
KEYS = {
    "query": "geodash:view",
    "figure": "geodash:figure",
    "program": "geodash:program",
    "data": "geodash:data",
    "citation": "geodash:citation",
    "licence": "geodash:licence",
    "language": "geodash:language",
}


def state(sheet: Sheet) -> dict[str, str]:
    """Give all that a file carries, by key."""
    said = sheet.provenance
    figure = json.dumps(dict(said.figure), ensure_ascii=True, sort_keys=True)
    return {key: figure if name == "figure" else str(getattr(said, name)) for name, key in KEYS.items()}


def for_png(sheet: Sheet) -> dict[str, str]:
    """Make the text chunks of a PNG."""
    return {
        "Title": sheet.title,
        "Description": sheet.alt,
        "Copyright": sheet.provenance.licence,
        "Software": f"GeoDash {sheet.provenance.program}",
        **state(sheet),
    }


def for_svg(sheet: Sheet) -> dict[str, str | None]:
    """Make the Dublin Core of an SVG, without a date."""
    return {
        "Title": sheet.title,
        "Description": sheet.alt,
        "Creator": f"GeoDash {sheet.provenance.program}",
        "Rights": sheet.provenance.licence,
        "Language": sheet.provenance.language,
        "Date": None,
    }


def for_pdf(sheet: Sheet) -> dict[str, str | None]:
    """Make the information dictionary of a PDF, without dates."""
    return {
        "Title": sheet.title,
        "Subject": sheet.alt,
        "Creator": f"GeoDash {sheet.provenance.program}",
        "Producer": None,
        "CreationDate": None,
        "Keywords": json.dumps(state(sheet), ensure_ascii=True, sort_keys=True),
    }


def finish_svg(drawn: bytes, sheet: Sheet) -> bytes:
    """Put the state and the typeface into an SVG, so that it looks the same where the typeface is not installed."""
    text = drawn.decode("utf-8")
    told = escape(json.dumps(state(sheet), ensure_ascii=False, sort_keys=True))
    head = f'<metadata id="{SVG_ID}">{told}</metadata>\n <style type="text/css">{typeface(text)}</style>\n <defs>'
    return hold_width(text.replace("<defs>", head, 1)).encode("utf-8")

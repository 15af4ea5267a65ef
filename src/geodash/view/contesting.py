"""How to contest or correct a row: where, what to write, and the line or row that a correction would touch."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from geodash.corrections import COLUMNS
from geodash.text import Texts
from geodash.view.phrases import web_address

_MENTIONS = 12
_TABLES = {"coca_zones": ("coca_zones", "coca_hectares"), "committees": ("committees", "committee_status")}


def whom_to_tell(atlas: Mapping[str, Any], texts: Texts) -> str:
    """Say to whom doubts go: to the address in the atlas's own record, or where that has none to its giver."""
    address = web_address(atlas.get("URL"))
    return texts.say("evidence.doubt_address", address=address) if address else texts["evidence.doubt_nobody"]


def contest(row: Mapping[str, Any], texts: Texts, atlas: Mapping[str, Any]) -> dict[str, Any]:
    """Lay out `where` (a sentence), `report` (what to write) and `lines` (label and text, to be filled in)."""
    layer, identity, name = (str(row.get(key) or "") for key in ("layer", "id", "name"))
    report = texts.say("evidence.doubt_report", layer=layer, id=identity, name=name)
    if layer == "places":
        lines = [_line(mention, texts) for mention in (row.get("mentions") or ())[:_MENTIONS]]
        table = "corrections.csv"
    else:
        names = _TABLES.get(layer, (layer,))
        table = ", ".join(f"data/tables/{table}.csv" for table in names)
        lines = [[texts["evidence.doubt_row"], f"{table}: {identity}"]]
    how = "evidence.doubt_mentions" if layer == "places" else "evidence.doubt_table"
    where = texts.say("evidence.doubt_where", whom=whom_to_tell(atlas, texts))
    return {"where": where, "how": texts[how], "report": report.strip(), "lines": lines}


def correction_line(mention: Mapping[str, Any]) -> str:
    """Write a mention as a row of corrections.csv, its columns first; what only a person knows is in capitals."""
    known = {
        "article": mention.get("article"),
        "paragraph": mention.get("paragraph"),
        "toponym": mention.get("toponym"),
        "decision": "place",
        "place_id": "PLACE_ID",
        "by": "NAME",
        "date": "YYYY-MM-DD",
        "reason": "REASON",
    }
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerow([known.get(column, "") for column in COLUMNS])
    return sheet.getvalue().rstrip("\n")


def _line(mention: Mapping[str, Any], texts: Texts) -> list[str]:
    label = texts.say("evidence.doubt_line", toponym=mention.get("toponym") or "", n=mention.get("paragraph") or "?")
    return [label, correction_line(mention)]

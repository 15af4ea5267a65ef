"""Write geo/basemap/datapackage.json: each file with its origin, licence, size and digest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import yaml


def write_package(folder: Path) -> None:
    """Join sources/files.yaml with the size and SHA-256 of each file into a Frictionless data package.

    The file says what each layer was made from, under which licence, when it was retrieved and by which
    steps; only sizes and digests are computed, so the same files give the same bytes.
    """
    stated = yaml.safe_load((folder / "sources" / "files.yaml").read_text(encoding="utf-8"))
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "geodash-basemap",
        "title": stated["title"],
        "description": stated["description"],
        "attribution": stated["attribution"],
        "licenses": list(stated["licenses"].values()),
        "sources": list(stated["sources"].values()),
        "resources": [_resource(folder, entry, stated) for entry in stated["files"]],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _resource(folder: Path, entry: dict[str, Any], stated: dict[str, Any]) -> dict[str, Any]:
    content = (folder / entry["path"]).read_bytes()
    return {
        "name": entry["path"].replace(".", "-"),
        "path": entry["path"],
        "format": entry["path"].rsplit(".", 1)[1],
        "mediatype": entry["mediatype"],
        "description": entry["description"],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "sources": [stated["sources"][key] for key in entry["sources"]],
        "licenses": [stated["licenses"][key] for key in entry["licenses"]],
        "retrieved": stated["retrieved"],
        "steps": entry["steps"],
    }

"""Read what is known about an article the atlas ships: its record.json, one CSL-JSON object."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodash.errors import DocumentError, WhenError
from geodash.when import parse_when

_MAX_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The record of an article.

    `published` is EDTF or None. `summary_licence` is the licence of our claims, never of the original, whose
    own terms are among `notes`. `csl` is the record as read, for citations.
    """

    id: str
    title: str
    author: str | None
    publication: str | None
    published: str | None
    url: str | None
    language: str
    summary_licence: str | None
    notes: tuple[str, ...]
    csl: Mapping[str, Any]


def read_bibliography(folder: Path) -> Bibliography:
    """Read record.json of an article's folder, which is named like the article's id.

    The date of publication is `custom.issued_edtf` where that is given (CSL's date-parts cannot say that a
    day is only bracketed), otherwise `issued`. Several authors are joined by semicolons.

    Raises:
        DocumentError: the file is missing, too large, not UTF-8 or not JSON, or is not this folder's record.
    """
    source = f"{folder.name}/record.json"
    try:
        csl = json.loads(read_utf8(folder / "record.json", source))
    except (json.JSONDecodeError, RecursionError) as error:
        raise DocumentError(f"{source}: not JSON ({error}); write one CSL-JSON object") from error
    if not isinstance(csl, dict):
        raise DocumentError(f"{source}: not an object; write one CSL-JSON object, without a list around it")
    if csl.get("id") != folder.name:
        raise DocumentError(f"{source}: id {csl.get('id')!r}; it must be the folder's name, {folder.name!r}")
    custom = csl.get("custom", {})
    if not isinstance(custom, dict):
        raise DocumentError(f"{source}: custom is not an object; write it as name and value pairs")
    title = _text(csl, "title", source)
    if title is None:
        raise DocumentError(f"{source}: no title; give the article's title")
    notes = (_text(csl, "note", source), _text(custom, "original_terms", source))
    return Bibliography(
        id=folder.name,
        title=title,
        author=_join_authors(csl, source),
        publication=_text(csl, "container-title", source),
        published=_read_published(csl, _text(custom, "issued_edtf", source), source),
        url=_text(csl, "URL", source),
        language=_text(csl, "language", source) or "en",
        summary_licence=_text(custom, "summary_licence", source),
        notes=tuple(note for note in notes if note),
        csl=csl,
    )


def read_utf8(file: Path, source: str) -> str:
    """Read a UTF-8 file of at most two million bytes; a byte order mark is allowed.

    `source` is what errors call the file, so that no absolute path leaks.

    Raises:
        DocumentError: the file is missing, too large or not UTF-8.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        raise DocumentError(f"{source}: cannot be read; put the file there") from error
    if len(raw) > _MAX_BYTES:
        raise DocumentError(f"{source}: larger than {_MAX_BYTES:,} bytes; split the article")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{source}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


def _text(values: Mapping[str, Any], name: str, source: str) -> str | None:
    value = values.get(name)
    if value is not None and not isinstance(value, str):
        raise DocumentError(f"{source}: {name} is {value!r}; write it as text")
    return value.strip() or None if value else None


def _join_authors(csl: Mapping[str, Any], source: str) -> str | None:
    try:
        names = [(name.get("given", ""), name.get("family", "")) for name in csl.get("author", [])]
        return "; ".join(" ".join(part for part in name if part) for name in names) or None
    except (AttributeError, TypeError) as error:
        raise DocumentError(f"{source}: author is no list of names; give each a family and a given name") from error


def _read_published(csl: Mapping[str, Any], issued_edtf: str | None, source: str) -> str | None:
    try:
        parts = csl["issued"]["date-parts"] if "issued" in csl else []
        edtf = issued_edtf or "/".join(_join_date(day) for day in parts)
        if edtf:
            parse_when(edtf)
    except (KeyError, TypeError, ValueError, WhenError) as error:
        raise DocumentError(
            f"{source}: issued is no date ({error}); write date-parts such as [[2011, 6, 14]]"
        ) from error
    return edtf or None


def _join_date(parts: list[int | str]) -> str:
    return "-".join(f"{int(part):0{2 if place else 4}d}" for place, part in enumerate(parts))

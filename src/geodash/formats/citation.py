"""Citations out of CSL-JSON: BibTeX, and one line of plain text; and CSL-JSON out of a citation file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

# CSL type to BibTeX entry type; see https://docs.citationstyles.org/en/stable/specification.html
_ENTRY = {"article-magazine": "article", "article-journal": "article", "article-newspaper": "article"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = re.compile(r"[\\{}$&#%_^~]")
_ESCAPES = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def bibtex(record: Mapping[str, Any]) -> str:
    """Write a CSL-JSON record as one BibTeX entry.

    Letters stay Unicode, as biber and current BibTeX styles read them; what TeX would act on is escaped, so
    that a hostile title is only a title. Unknown types become `misc`; missing fields are left out.
    """
    date = _date(record)
    fields = {
        "author": " and ".join(_bibtex_name(person) for person in record.get("author") or ()),
        "title": "{" + _escape(record.get("title")) + "}" if record.get("title") else "",
        "journal": _escape(record.get("container-title")),
        "year": f"{date[0]:04d}" if date else "",
        "version": _escape(record.get("version")),
        "note": _escape(_note(record)),
        "url": _address(record.get("URL")),
    }
    kind = _ENTRY.get(str(record.get("type")), "misc")
    if kind == "misc":
        fields["howpublished"] = fields.pop("journal")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if len(date) > 1 and 1 <= date[1] <= 12:
        lines.append(f"  month = {_MONTHS[date[1] - 1]},")
    return "\n".join([f"@{kind}{{{_key(record)},", *lines, "}"])


def plain(record: Mapping[str, Any]) -> str:
    """Write a CSL-JSON record as one line: author (date). Title. Publication, Version. Address."""
    names = "; ".join(_inverted(person) for person in record.get("author") or ())
    date = "-".join(f"{part:02d}" for part in _date(record))
    head = " ".join(part for part in (names, f"({date})" if date else "") if part)
    version = f"Version {record['version']}" if record.get("version") else ""
    published = ", ".join(part for part in (str(record.get("container-title") or ""), version) if part)
    parts = (head, str(record.get("title") or ""), published, _note(record), _address(record.get("URL")))
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def from_cff(citation: Mapping[str, Any]) -> dict[str, Any]:
    """Turn a citation file (Citation File Format 1.2.0) into a CSL-JSON record; the date only if it has one."""
    released = str(citation.get("date-released") or "")
    fields = {
        "id": "geodash",
        "type": "software",
        "title": citation.get("title"),
        "author": [_cff_person(person) for person in citation.get("authors") or ()],
        "version": str(citation.get("version") or ""),
        "issued": {"date-parts": [[int(part) for part in released.split("-")]]} if released else None,
        "URL": citation.get("repository-code") or citation.get("url"),
        "license": citation.get("license"),
    }
    return {name: value for name, value in fields.items() if value}


def _cff_person(person: Mapping[str, Any]) -> dict[str, str]:
    if person.get("name"):
        return {"literal": str(person["name"])}
    given, family = str(person.get("given-names") or ""), str(person.get("family-names") or "")
    return {"given": given, "family": family}


def _bibtex_name(person: Mapping[str, Any]) -> str:
    name = _escape(_inverted(person))
    return f"{{{name}}}" if person.get("literal") else name  # braces keep an institution in one piece


def _inverted(person: Mapping[str, Any]) -> str:
    if person.get("literal"):
        return str(person["literal"])
    return ", ".join(str(person[part]) for part in ("family", "given") if person.get(part))


def _date(record: Mapping[str, Any]) -> Sequence[int]:
    parts: Sequence[int] = ((record.get("issued") or {}).get("date-parts") or [[]])[0]
    return parts


def _note(record: Mapping[str, Any]) -> str:
    """Give the note of a view, which leads back to it; that of an article is about the record and not for citing."""
    return str(record.get("note") or "") if record.get("type") == "dataset" else ""


def _escape(value: object) -> str:
    text = " ".join(str(value or "").split())
    return _SPECIAL.sub(lambda sign: _ESCAPES.get(sign.group(), "\\" + sign.group()), text)


def _address(value: object) -> str:
    text = str(value or "")
    return text if re.fullmatch(r"https?://[^\s{}\\]+", text) else ""


def _key(record: Mapping[str, Any]) -> str:
    plain_letters = unicodedata.normalize("NFKD", str(record.get("id") or "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9:._-]+", "-", plain_letters).strip("-") or "source"

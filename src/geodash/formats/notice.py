"""The notice that travels with an export: what it is, what was chosen, its licence, what was generalised."""

from __future__ import annotations

from collections.abc import Iterator

from geodash.formats.citation import plain
from geodash.formats.parcel import Parcel


def write(parcel: Parcel) -> str:
    """Write the notice as plain text, in the parcel's language."""
    return "\n".join(_lines(parcel)) + "\n"


def facts(parcel: Parcel) -> dict[str, str]:
    """Give the same in a few fields, for formats that keep such things about a file; empty ones are left out."""
    texts = parcel.texts
    told = {
        "title": parcel.title,
        "licence": parcel.licence,
        "citation": plain(parcel.citation) if parcel.citation else "",
        "credit": " · ".join(parcel.credit),
        "choice": "; ".join(f"{label}: {value}" for label, value in parcel.choices),
        "generalised": " ".join(_generalised(parcel)),
        "note": " ".join((texts["formats.caution"], texts["formats.quoted"])),
        "version": parcel.version,
    }
    return {name: text for name, text in told.items() if text}


def _lines(parcel: Parcel) -> Iterator[str]:
    texts = parcel.texts
    yield from (parcel.title, "=" * len(parcel.title), "")
    yield from (texts["formats.caution"], "")
    yield from _section(texts["formats.chosen"], [f"{label}: {value}" for label, value in parcel.choices])
    counts = [f"{texts.name('layer', layer.name)}: {len(layer.features)}" for layer in parcel.layers]
    yield from _section(texts["formats.rows"], counts)
    yield from _section(texts["formats.licence"], [texts["formats.terms"], texts["formats.quoted"], *parcel.credit])
    if parcel.citation:
        yield from _section(texts["formats.cite"], [plain(parcel.citation)])
    if parcel.generalised:
        yield from _section(texts["formats.generalised"], _generalised(parcel))
    yield from _section(texts["formats.version"], [parcel.version])


def _generalised(parcel: Parcel) -> list[str]:
    return [parcel.texts.say(f"formats.coarse.{code}", n=count) for code, count in parcel.generalised.items()]


def _section(title: str, lines: list[str]) -> Iterator[str]:
    listed = lines if len(lines) == 1 else [f"- {line}" for line in lines]
    yield from (title, "-" * len(title), *listed, "")

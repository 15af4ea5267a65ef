"""What leaves: the rows of a view behind the gate, with all that must travel with them.

Every format takes a parcel and nothing else, so that none of them can forget the licence, the citation or what was
generalised, and none can see a row that the reader has not chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from geodash.formats.geojson import normalise
from geodash.safety import GatedLayer, require_gated
from geodash.text import Texts

Feature = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a row's own fields do not say: how it stands in the window, its time in words, its coca there.

    `standing` is "certain", "possible", "undated" or "out"; `span` the first and last day on which it is possibly
    there (ISO, "" where nobody knows); `figure` the last year of the window with hectares of coca, and the hectares.
    """

    standing: str
    when: str
    span: tuple[str, str] = ("", "")
    figure: tuple[int, float] | None = None


@dataclass(frozen=True)
class Parcel:
    """The data of a view.

    `layers` hold only the rows chosen, in drawing order and in the language of `texts`; `told` is by layer and id.
    `choices` are pairs of label and value: the window, the filters. `credit` are attributions, a line each.
    `citation` is the CSL-JSON record of this view, `records` those of the sources shown. `sources` are rows of that
    table of the codebook. `links` are identifiers elsewhere by id of a place. `styles` is the table of styles.
    `version` names the state of the data.
    """

    layers: tuple[GatedLayer, ...] = field(repr=False)
    texts: Texts = field(repr=False)
    told: Mapping[tuple[str, str], Told] = field(repr=False)
    title: str
    version: str
    styles: Mapping[str, Any] = field(repr=False)
    choices: tuple[tuple[str, str], ...] = ()
    licence: str = "CC-BY-4.0"
    credit: tuple[str, ...] = ()
    citation: Mapping[str, Any] = field(default_factory=dict)
    records: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    sources: tuple[Mapping[str, str], ...] = field(default=(), repr=False)
    links: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Refuse layers that have not passed the gate.

        Raises:
            LayerError: one of them has not.
        """
        for layer in self.layers:
            require_gated(layer)

    @cached_property
    def features(self) -> tuple[Feature, ...]:
        """All rows, by layer in drawing order and then by id, as normalised GeoJSON features."""
        return tuple(
            normalise(f) for layer in self.layers for f in sorted(layer.features, key=lambda f: str(f["id"]))
        )

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, str]]:
        """The rows of `sources` by the id that the rows give them."""
        return {row["source"]: row for row in self.sources}

    @cached_property
    def generalised(self) -> Mapping[str, int]:
        """How many rows left coarser than they were found ("district"), and how many only as a count ("withheld")."""
        found = [str(feature["properties"].get("sensitivity")) for feature in self.features]
        return {code: found.count(code) for code in ("district", "withheld") if code in found}


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export: its suffix after the name that the reader gives, its media type, its bytes."""

    suffix: str
    media_type: str
    content: bytes

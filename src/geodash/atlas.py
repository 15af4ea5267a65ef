"""The atlas as a whole: its layers, read through the gate, and what a selection leaves of them.

What a notebook starts from, and what the dashboard reads its layers with::

    import geodash

    atlas = geodash.load().select(first=1980, last=1992, layers=("committees", "bases"))
    atlas.frame("committees").plot()
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodash import __version__, address, bundle
from geodash.camera import Camera
from geodash.errors import FigureError, GeodashError, LayerError
from geodash.formats.citation import plain
from geodash.layers.layer import Feature, make_layer
from geodash.layers.translations import read_translations
from geodash.safety import GatedLayer, gate
from geodash.selection import LAYERS, Gated, Selection, select
from geodash.text import DEFAULT, languages
from geodash.text import load as load_texts
from geodash.view import MapView, compose, ground
from geodash.view.citing import cite_view
from geodash.view.compose import PERU, hide
from geodash.view.sheet import Grounding, Wish, make_wish, set_multiples, set_reel, set_sheet, steps
from geodash.view.sheet.series import unroll
from geodash.view.sheet.windows import MOST_FRAMES, SECONDS, Window
from geodash.view.sheet.windows import check as check_windows
from geodash.view.styles import Theme

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geodash.formats.catalogue import Download
    from geodash.formats.parcel import Parcel
    from geodash.render.leaflet import Map
    from geodash.render.snapshot import Animation, Figure
    from geodash.story import Story
    from geodash.view.references import References

_MEMBERS = ("type", "id", "geometry", "properties")


@dataclass(frozen=True)
class Atlas:
    """Layers by name, in drawing order, and the selection that everything taken out of it goes by.

    `folder` is where the layers were read, None for the atlas's own.
    """

    layers: Mapping[str, GatedLayer] = field(repr=False)
    selection: Selection = field(default_factory=Selection)
    folder: Path | None = None
    _known: dict[str, Any] = field(
        default_factory=dict, repr=False, compare=False
    )  # worked out once, and the last view

    @classmethod
    def read(cls, folder: Path | None = None) -> Atlas:
        """Read the layers of a folder (by default the atlas's own); layers that are not there are left out.

        Every layer passes the gate again: the folder may be anybody's.

        Raises:
            LayerError: a file is no collection of features, or breaks the layer's schema.
        """
        where = bundle.path("geo") if folder is None else folder
        paths = {name: where / f"{name}.geojson" for name in LAYERS}
        return cls({name: _read(path, name) for name, path in paths.items() if path.is_file()}, folder=folder)

    def select(self, **choices: Any) -> Atlas:
        """Change the selection; `choices` are fields of `geodash.selection.Selection`, the others stay.

        Raises:
            GeodashError: a choice that a selection does not have.
        """
        try:
            return replace(self, selection=replace(self.selection, **choices))
        except TypeError as error:
            known = ", ".join(Selection.__dataclass_fields__)
            raise GeodashError(f"no such choice ({error}); choose by {known}") from error

    def features(self, layer: str) -> list[Feature]:
        """The rows of a layer that the selection shows, as GeoJSON features, those only listed included.

        Raises:
            GeodashError: there is no such layer.
        """
        if layer not in self.layers:
            raise GeodashError(f"no layer {layer!r}; the layers are {', '.join(self.layers)}")
        return [dict(feature) for feature in select(self.layers[layer], self.selection)]

    def view(self, language: str = DEFAULT, *, theme: Theme = "light", camera: Camera | None = None) -> MapView:
        """Compose the view that the selection leaves, as map, figure and slide draw it, in a language and a theme."""
        key = (self.selection, language, theme, camera)
        if self._known.get("view", (None,))[0] != key:
            said, texts = self._said(language), load_texts(language)
            view = compose(said, self.selection, camera or PERU, theme=theme, texts=texts)
            # Filters read the rows as they are: a translated text may name a region otherwise.
            self._known["view"] = key, replace(view, hidden=hide(self.layers.values(), self.selection))
        found: MapView = self._known["view"][1]
        return found

    def figure(self, *, windows: Sequence[Window] = (), **wishes: Any) -> Figure:
        """Make a figure of what the selection shows; `wishes` are fields of `geodash.view.sheet.Wish`.

        With `windows`, pairs of a first and a last year, it has a map for each, at one scale and with one legend; two
        make a before and after. They take the place of the selection's own window.

        Raises:
            FigureError: a wish that cannot be had, or a selection that leaves nothing to draw.
            GeodashError: a reversed window or an unknown layer.
        """
        from geodash.render.snapshot import Figure  # noqa: PLC0415 - the dashboard starts without it

        wish = self._wished(wishes, windows)
        if windows:
            return Figure(set_multiples(*self._seen(wish), windows, wish, self._grounding(wish, windows)))
        return self.drawn(wish)

    def drawn(self, wish: Wish) -> Figure:
        """Make the figure that is wished, even of a selection that leaves nothing: a bare map, to be drawn on."""
        from geodash.render.snapshot import Figure  # noqa: PLC0415

        return Figure(set_sheet(*self._seen(wish), wish, self._grounding(wish)))

    def animation(self, windows: Sequence[Window] = (), *, seconds: float = SECONDS, **wishes: Any) -> Animation:
        """Make a film of what the selection shows, a frame for each window, by default for each year of its own.

        `seconds` is how long a frame stands, `wishes` are as in `figure`; `geodash.view.sheet.steps` makes windows.

        Raises:
            FigureError: see `figure`; or too many frames.
            GeodashError: a reversed window or an unknown layer.
        """
        from geodash.render.snapshot import Animation  # noqa: PLC0415

        windows = windows or steps(self.selection.first, self.selection.last)
        wish = self._wished(wishes, windows)
        return Animation(set_reel(*self._seen(wish), windows, wish, self._grounding(wish, windows)), seconds)

    def _wished(self, wishes: Mapping[str, Any], windows: Sequence[Window]) -> Wish:
        """Make a wish that can be had."""
        from geodash import delivery  # noqa: PLC0415

        delivery.check(self.selection)
        wish = make_wish(**wishes)
        view = self.view(wish.language, theme=wish.theme)
        views = unroll(view, check_windows(windows, MOST_FRAMES))[1] if windows else (view,)
        if not any(next(one.shown(), None) for one in views):
            told = "nothing to draw: the selection leaves no mark; widen the years or clear a filter"
            raise FigureError(told, key="empty")
        return wish

    def _seen(self, wish: Wish) -> tuple[MapView, list[Gated]]:
        return self.view(wish.language, theme=wish.theme), list(self.layers.values())

    def citation(
        self, language: str = DEFAULT, *, camera: Camera | None = None, windows: Sequence[Window] = ()
    ) -> dict[str, Any]:
        """Make the CSL-JSON record by which this view, seen so, is cited; its note is the address that leads back."""
        query = address.write(self.selection, camera=camera, language="" if language == DEFAULT else language)
        texts, atlas = load_texts(language), self._references().atlas
        return cite_view(self.selection, atlas, texts, version=self.version, query=query, windows=windows)

    def _references(self) -> References:
        from geodash import shelf  # noqa: PLC0415

        return shelf.read_references(self.folder)

    def _grounding(self, wish: Wish, windows: Sequence[Window] = ()) -> Grounding:
        return Grounding(
            documents=self._references().records,
            program=__version__,
            data=self.version,
            citation=plain(self.citation(wish.language, camera=wish.camera, windows=windows)),
            query=address.write(self.selection, camera=wish.camera, language=wish.language),
        )

    def lesson(self, story: Story, *, notes: bool = True) -> bytes:
        """Write a story as one HTML file that needs no network, in all languages; the selection plays no part.

        Without `notes` nothing is in it that is for the teacher alone.

        Raises:
            GeodashError: the story has no chapter.
        """
        from geodash import shelf  # noqa: PLC0415
        from geodash.render.lesson import make_lesson  # noqa: PLC0415
        from geodash.view import satchel  # noqa: PLC0415

        plain = shelf.read_references(self.folder)
        spoken = {code: replace(plain, disagreements=shelf.read_disagreements(code)) for code in languages()}
        layers = {code: self._said(code) for code in spoken}
        credit = (load_texts()["map.leaflet"], ground.attribution())
        return make_lesson(satchel.pack(story, layers, spoken, [name for name in credit if name]), notes=notes)

    def map(self, language: str = DEFAULT) -> Map:
        """Make an interactive map of what the selection shows, with its evidence, which needs no network.

        It is folium's, with the plugin of the dashboard: `atlas.map().save("map.html")` writes it as a page.
        """
        from geodash import shelf  # noqa: PLC0415
        from geodash.render.notebook import notebook_map  # noqa: PLC0415

        texts = load_texts(language)
        references = replace(shelf.read_references(self.folder), disagreements=shelf.read_disagreements(language))
        credit = (texts["map.leaflet"], ground.say_credit(ground.attribution(), texts))
        view = replace(self.view(language), attribution=tuple(name for name in credit if name))
        return notebook_map(view, self._said(language), texts, references)

    def _repr_html_(self) -> str:
        return str(self.map()._repr_html_())

    @property
    def version(self) -> str:
        """Name the state of the data: a hash of all rows and of the basemap, the same on every machine."""
        if "version" not in self._known:
            sums = hashlib.sha256(ground.version().encode())
            for layer in self.layers.values():
                sums.update(json.dumps(layer.features, sort_keys=True, ensure_ascii=True).encode())
            self._known["version"] = sums.hexdigest()[:12]
        return str(self._known["version"])

    def _said(self, language: str) -> list[Gated]:
        """Give the layers in a language; after the gate, so that no translation says more than it let pass."""
        if language == DEFAULT:
            return list(self.layers.values())
        said = read_translations(bundle.path("data"), language)
        return [said.layer(layer.name, layer.features) for layer in self.layers.values()]

    def frame(self, layer: str) -> GeoDataFrame:
        """The same rows as a GeoDataFrame (WGS84), a column a field, indexed by id; geometry None where unlocated.

        Raises:
            GeodashError: there is no such layer.
        """
        import geopandas  # noqa: PLC0415 - a second to import, and only notebooks need it

        rows = self.features(layer)
        if not rows:
            return geopandas.GeoDataFrame({"geometry": []}, geometry="geometry", crs="EPSG:4326")
        return geopandas.GeoDataFrame.from_features(rows, crs="EPSG:4326").set_index("id", drop=False)

    def export(self, path: Path | str, *, format: str | None = None, language: str = "en") -> list[Path]:
        """Write the rows that the selection shows as a file, and what belongs to it beside; give the files written.

        `format` is a code of `geodash.formats.catalogue.FORMATS`, by default the one that the path's suffix names.
        `language` is that of texts and codebook. All files are written, or none.

        Raises:
            GeodashError: no row is left, the window is reversed, there is no such layer or format, or the files
                cannot be written.
        """
        from geodash.formats import catalogue  # noqa: PLC0415

        path = Path(path)
        form = catalogue.find_format(format) if format else catalogue.guess_format(path.name)
        return catalogue.write(form.code, self.parcel(language), path)

    def download(self, format: str, *, language: str = "en") -> Download:
        """Make the same as one file with a name and a media type, for a browser: a zip where a format has several.

        Raises:
            GeodashError: see `export`.
        """
        from geodash.formats import catalogue  # noqa: PLC0415

        form = catalogue.find_format(format)
        stem = f"geodash-{self.selection.first}-{self.selection.last}"
        return catalogue.download(form.code, self.parcel(language), stem)

    def parcel(self, language: str = "en") -> Parcel:
        """Choose the rows of the selection, with all that must travel with them; what every format is made of.

        Raises:
            GeodashError: no row is left, the window is reversed, or there is no such layer or language.
        """
        from geodash import delivery  # noqa: PLC0415

        cited, rests = self.citation(language), self._references()
        return delivery.pack(self.layers, self.selection, rests, cited, version=self.version, language=language)


def _read(path: Path, name: str) -> GatedLayer:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        rows = [{member: feature[member] for member in _MEMBERS} for feature in features]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LayerError(f"{path.name}: no collection of GeoJSON features ({error}); run geodash build") from error
    return gate(make_layer(name, rows))

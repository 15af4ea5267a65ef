"""What a map shows, as frozen data: composed once here, translated and nothing else by every renderer."""

from geodash.view.compose import compose
from geodash.view.marks import LegendEntry, MapView, Mark
from geodash.view.styles import Styles, load_styles

__all__ = ["LegendEntry", "MapView", "Mark", "Styles", "compose", "load_styles"]

"""Where names lead: places, and an embedded store of them."""

from geodash.gazetteer.index import ALIAS, MAIN, VARIANT, PlaceIndex
from geodash.gazetteer.place import KINDS, Place
from geodash.gazetteer.records import Record, read_records
from geodash.gazetteer.store import Gazetteer

__all__ = [
    "ALIAS",
    "KINDS",
    "MAIN",
    "VARIANT",
    "Gazetteer",
    "Place",
    "PlaceIndex",
    "Record",
    "read_records",
]

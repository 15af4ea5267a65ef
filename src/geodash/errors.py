"""What can go wrong that a caller can act on; every message names the file, the row and the remedy."""


class GeodashError(Exception):
    """Anything GeoDash refuses to do; the message is written for the person at the keyboard."""


class DocumentError(GeodashError):
    """A document cannot be read: empty, binary, scanned, badly encoded, too large."""


class WhenError(GeodashError):
    """A date expression is not EDTF, or its end lies before its start."""


class TableError(GeodashError):
    """A table breaks its schema, or a row points at something that does not exist."""


class GazetteerError(GeodashError):
    """The gazetteer store is missing, damaged, or made for another version."""


class LayerError(GeodashError):
    """A layer breaks its schema, or a GeoJSON file breaks RFC 7946."""

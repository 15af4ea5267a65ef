"""GeoDash: from articles to a map in time that can be trusted."""

__version__ = "0.1.0"

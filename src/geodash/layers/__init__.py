"""Layers: checked GeoDataFrames, joined from mentions, resolutions, datings and tables."""

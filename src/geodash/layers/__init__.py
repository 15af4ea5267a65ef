"""Layers: checked GeoJSON features, joined from mentions, resolutions, datings and tables."""

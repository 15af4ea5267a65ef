"""Renderers: each translates a `MapView` and decides nothing."""

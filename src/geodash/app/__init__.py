"""The dashboard: state, cache, panels and screens."""

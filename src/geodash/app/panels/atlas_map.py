"""The map: folium's host with our plugin in it, shown by streamlit-folium and steered by commands."""

from __future__ import annotations

from geodash.app import finding, holdings, state
from geodash.render import leaflet
from geodash.selection import Selection

# Seen from the component's own frame, which lies two folders below the page's address, whatever that is.
_BASE = "../../atlas/"


def show(selection: Selection | None = None, *, timed: bool = False) -> None:
    """Show the map for the present selection, or for one that a screen has made itself; `timed` with a timeline.

    The host is the same at every run, so the browser keeps the map, its zoom and what is open in it; only the
    command changes. Its height here is a stand-in: app.css gives the frame the height that the screen leaves.
    """
    from streamlit_folium import st_folium  # noqa: PLC0415 - imports folium

    texts = state.texts()
    version, spoken = f"?v={holdings.version()}", f"&lang={texts.language}"
    camera, shown = state.camera(), selection or state.selection()
    host = leaflet.folium_map(
        {
            "data": f"{_BASE}view.json{version}{spoken}",
            "evidence": f"{_BASE}evidence.json{version}{spoken}",
            "base": _BASE,
            "camera": leaflet.camera_options(camera) if camera else None,
            "painted": f"{_BASE}painted",
            "screen": state.held("_screen") or "",
            "timeline": timed,
            "failed": texts["map.failed"],
        },
        scripts={"map": f"{_BASE}map.js{version}"},
        sheets={"map": f"{_BASE}map.css{version}"},
    )
    st_folium(
        leaflet.bare(host),
        key="map",
        height=600,
        render=False,  # not as a page of its own, only for the frame
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=leaflet.command(shown, state.theme(), kept=finding.kept(shown), step=state.steps()),
    )

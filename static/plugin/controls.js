// Quiet instruments at the map's foot: scale, where the pointer is, whose data, the way home, the whole screen for the
// map and its timeline.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  // Degrees in words: "12.94° S, 74.25° W"; two decimals are a kilometre, four ten metres.
  function told(lat, lon, zoom, words) {
    const digits = zoom >= 11 ? 4 : 2;
    const east = ((((lon + 180) % 360) + 360) % 360) - 180;
    const part = (value, positive, negative) => `${Math.abs(value).toFixed(digits)}° ${value < 0 ? negative : positive}`;
    return `${part(lat, words.north, words.south)}, ${part(east, words.east, words.west)}`;
  }

  function coordinates(map, words) {
    const control = L.control({ position: "bottomleft" });
    control.onAdd = () => geodash.element("div", "geodash-where");
    control.addTo(map);
    const node = control.getContainer();
    const write = (at, label) => {
      node.textContent = told(at.lat, at.lng, map.getZoom(), words);
      node.title = label;
    };
    const centre = () => write(map.getCenter(), words.centre);
    let at = null;
    map.on("mousemove", (event) => {
      if (!at) requestAnimationFrame(() => { if (at) write(at, words.pointer); at = null; });
      at = event.latlng;
    });
    map.on("mouseout", () => { at = null; centre(); });
    map.on("moveend", centre);
    centre();
  }

  // A button for the whole screen, where the page lets the map have it; Esc leaves, as everywhere.
  function wholeScreen(bar, words) {
    if (!document.fullscreenEnabled) return;
    const button = geodash.element("a", "geodash-whole");
    button.href = "#";
    button.setAttribute("role", "button");
    const follow = () => {
      const on = Boolean(document.fullscreenElement);
      button.title = on ? words.leave_whole : words.whole;
      button.setAttribute("aria-label", button.title);
      button.setAttribute("aria-pressed", String(on));
    };
    L.DomEvent.on(button, "click", (event) => {
      L.DomEvent.stop(event);
      const asked = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
      asked.catch((problem) => console.warn("geodash: no full screen", problem.message));
    });
    document.addEventListener("fullscreenchange", follow);
    follow();
    bar.append(button);
  }

  // All of them; corners fill from the edge. `home()` shows the whole country again.
  function furnish(map, { words, attribution }, home) {
    map.zoomControl?.remove();
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map); // below the buttons
    coordinates(map, words.space);
    map.attributionControl?.remove();
    const credit = L.control({ position: "bottomright" });
    credit.onAdd = () => geodash.element("div", "geodash-credit leaflet-control-attribution", attribution.join(" · "));
    credit.addTo(map);
    const bar = geodash.element("div", "leaflet-bar");
    const button = geodash.make("a", "geodash-home", "⌂", { href: "#", title: words.home, role: "button", "aria-label": words.home });
    L.DomEvent.on(button, "click", (event) => { L.DomEvent.stop(event); home(); });
    bar.append(button);
    wholeScreen(bar, words.space);
    const ways = L.control({ position: "bottomleft" });
    ways.onAdd = () => bar;
    ways.addTo(map);
    L.control.zoom({ position: "bottomleft", zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  }

  geodash.controls = { told, furnish };
})();

// What lies under the marks: sea, land, relief, lakes, rivers and borders; the names are in names.js.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  // From below; each in a pane of its own, so that the relief shades the land and no border; the names
  // are above the marks, whose areas would cover them.
  const PANES = [["land", 201], ["relief", 210], ["lines", 220], ["names", 410]];
  const DRAWN = ["land", "provinces", "lakes", "rivers", "borders"];

  // How each thing is drawn; `facts` are the properties of the feature.
  function look(kind, colors, facts) {
    const line = (color, weight, dashArray = null) => ({ color, weight, dashArray, opacity: 1, fill: false });
    if (kind === "land") return { stroke: false, fill: true, fillColor: colors.land, fillOpacity: 1 };
    if (kind === "lakes") return { color: colors.rivers, weight: 0.5, fill: true, fillColor: colors.lakes, fillOpacity: 1 };
    if (kind === "rivers") return line(colors.rivers, Math.max(0.7, 2.1 - 0.4 * (facts.rank || 4)));
    if (kind === "provinces") return line(colors.provinces, 0.6);
    if (facts.level === 1) return line(colors.regions, 0.9);
    return line(colors.countries, facts.peru ? 1.8 : 1);
  }

  class Basemap {
    constructor(map, options, rules, base, letters = 1) {
      this.map = map;
      this.rules = rules;
      this.base = base;
      this.files = { ...options.files };
      this.layers = {};
      for (const [name, level] of PANES) {
        const pane = map.createPane(`geodash-${name}`);
        pane.style.zIndex = level;
        pane.style.pointerEvents = "none";
      }
      this.renderers = {
        land: L.canvas({ pane: "geodash-land", padding: 0.3 }),
        lines: L.canvas({ pane: "geodash-lines", padding: 0.3 }),
      };
      this.names = new geodash.NamesLayer({ pane: "geodash-names", letters }).addTo(map);
      if (options.relief) {
        const { west, south, east, north } = options.relief.bounds;
        const corners = [[south, west], [north, east]];
        const { url } = options.relief;
        this.relief = L.imageOverlay(url.startsWith("data:") ? url : base + url, corners, { pane: "geodash-relief" }).addTo(map);
      }
      map.on("zoomend", () => this._follow());
    }

    // Draw what this zoom asks for; what only near views need is fetched when the first of them comes.
    async _follow() {
      if (!this.colors) return; // the first camera comes before the first theme, which follows it
      const zoom = this.map.getZoom();
      const near = (kind) => zoom >= (this.rules.from[kind] || 0);
      const missing = Object.keys(this.files).filter(near);
      await Promise.all(missing.map((kind) => this._load(kind)));
      for (const kind of DRAWN) {
        const layer = this.layers[kind];
        if (!layer) continue;
        if (near(kind)) this.map.addLayer(layer);
        else this.map.removeLayer(layer);
        layer.bringToFront(); // lines keep the order of DRAWN however the files came in
      }
      if (this.relief) this.relief.setOpacity(this.colors.relief * Math.min(1, Math.max(0.35, 1 - (zoom - 8) / 4)));
    }

    async _load(kind) {
      const url = this.files[kind];
      delete this.files[kind];
      if (typeof url !== "string") return this._add(kind, url); // it came with the page
      try {
        const answer = await fetch(this.base + url);
        if (!answer.ok) throw new Error(String(answer.status));
        this._add(kind, await answer.json());
      } catch (problem) {
        console.warn("geodash: no basemap part", kind, problem.message); // the map is usable without it
      }
    }

    _add(kind, content) {
      if (kind === "land" && this.onland) this.onland(content);
      if (kind === "names") {
        this.names.add(content);
        return;
      }
      this.layers[kind] = L.geoJSON(content, {
        renderer: this.renderers[kind === "land" ? "land" : "lines"],
        interactive: false,
        style: (feature) => look(kind, this.colors, feature.properties),
      });
    }

    // Draw again what a flight shows by now.
    redraw() {
      for (const renderer of [...Object.values(this.renderers), this.names]) {
        if (!renderer._map) continue;
        renderer._onZoomEnd();
        renderer._update();
      }
    }

    // Resolves when everything this zoom needs is drawn.
    theme(name) {
      if (this.shown === name) return this.drawn;
      this.shown = name;
      this.colors = this.rules[name];
      this.map.getContainer().style.background = this.colors.sea;
      for (const [kind, layer] of Object.entries(this.layers)) {
        layer.setStyle((feature) => look(kind, this.colors, feature.properties));
      }
      this.names.paint(this.colors, this.rules.from);
      this.drawn = this._follow();
      return this.drawn;
    }
  }

  geodash.Basemap = Basemap;
})();

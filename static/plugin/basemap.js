// What lies under the marks: sea, land, relief, lakes, rivers, borders, and the names, thinned so that none overlap.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  // From below; each in a pane of its own, so that the relief shades the land and no border.
  const PANES = [["land", 201], ["relief", 210], ["lines", 220], ["names", 390]];
  const DRAWN = ["land", "lakes", "rivers", "provinces", "regions", "countries"];

  function look(kind, colors) {
    const line = (color, weight) => ({ color, weight, opacity: 1, fill: false });
    return {
      land: { stroke: false, fill: true, fillColor: colors.land, fillOpacity: 1 },
      lakes: { color: colors.rivers, weight: 0.5, fill: true, fillColor: colors.lakes, fillOpacity: 1 },
      rivers: line(colors.rivers, 1.1),
      provinces: line(colors.provinces, 0.6),
      regions: line(colors.regions, 0.9),
      countries: line(colors.countries, 1.6),
    }[kind];
  }

  class Basemap {
    constructor(map, options, rules, base) {
      this.map = map;
      this.rules = rules;
      this.layers = {};
      this.minor = null;
      for (const [name, level] of PANES) {
        const pane = map.createPane(`geodash-${name}`);
        pane.style.zIndex = level;
        pane.style.pointerEvents = "none";
      }
      this.renderers = {
        land: L.canvas({ pane: "geodash-land", padding: 0.3 }),
        lines: L.canvas({ pane: "geodash-lines", padding: 0.3 }),
      };
      this.names = new geodash.NamesLayer({ pane: "geodash-names" }).addTo(map);
      if (options.relief) {
        const [west, south, east, north] = options.relief.bounds;
        this.relief = L.imageOverlay(base + options.relief.url, [[south, west], [north, east]], { pane: "geodash-relief" }).addTo(map);
      }
      this.ready = Promise.all(Object.entries(options.files).map(([kind, url]) => this._load(kind, base + url)));
      map.on("zoomend", () => this._thin());
    }

    async _load(kind, url) {
      try {
        const answer = await fetch(url);
        if (!answer.ok) throw new Error(`${kind}: ${answer.status}`);
        this._add(kind, await answer.json());
      } catch (problem) {
        console.warn("geodash: no basemap part", kind, problem.message); // the map is usable without it
      }
    }

    _add(kind, collection) {
      this.names.add(kind, collection);
      if (!DRAWN.includes(kind)) return;
      const renderer = this.renderers[kind === "land" ? "land" : "lines"];
      this.layers[kind] = L.geoJSON(collection, {
        renderer,
        interactive: false,
        smoothFactor: 1,
        style: () => look(kind, this.colors),
        filter: (feature) => feature.geometry && !/Point$/.test(feature.geometry.type),
      });
      this._thin();
    }

    // Some things only from a certain zoom on; and lines keep the order of DRAWN however the files came in.
    _thin() {
      const zoom = this.map.getZoom();
      for (const kind of DRAWN) {
        const layer = this.layers[kind];
        if (!layer) continue;
        if (zoom >= (this.rules.from[kind] || 0)) {
          this.map.addLayer(layer);
          layer.bringToFront();
        } else {
          this.map.removeLayer(layer);
        }
      }
    }

    theme(name) {
      this.colors = this.rules[name];
      this.map.getContainer().style.background = this.colors.sea;
      for (const [kind, layer] of Object.entries(this.layers)) layer.setStyle(look(kind, this.colors));
      if (this.relief) this.relief.setOpacity(this.colors.relief);
      this.names.paint(this.colors, this.rules.from);
    }
  }

  geodash.Basemap = Basemap;
})();

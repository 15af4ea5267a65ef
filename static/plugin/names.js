// The names on the map: towns, regions, rivers, countries, and beside the marks when there is room for them.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  // Who comes first when two names want the same spot, and how each is written.
  const KINDS = {
    countries: { rank: 0, font: "600 14px", spaced: true, upper: true },
    marks: { rank: 1, font: "600 12px" },
    towns: { rank: 2, font: "400 12px", dot: true },
    regions: { rank: 3, font: "600 12px", upper: true },
    rivers: { rank: 4, font: "italic 400 12px", water: true },
    lakes: { rank: 4, font: "italic 400 12px", water: true },
  };

  function middle(geometry) {
    if (geometry.type === "Point") return geometry.coordinates;
    const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.type === "MultiLineString" ? geometry.coordinates : null;
    if (lines) {
      const longest = lines.reduce((a, b) => (b.length > a.length ? b : a));
      return longest[Math.floor(longest.length / 2)];
    }
    const rings = geometry.type === "Polygon" ? [geometry.coordinates[0]] : geometry.coordinates.map((polygon) => polygon[0]);
    const ring = rings.reduce((a, b) => (b.length > a.length ? b : a));
    const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
    return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  }

  const NamesLayer = L.Renderer.extend({
    options: { padding: 0.1 },

    initialize(options) {
      L.Renderer.prototype.initialize.call(this, options);
      this._items = [];
      this._marks = [];
    },

    add(kind, collection) {
      if (!KINDS[kind]) return;
      for (const feature of collection.features) {
        const properties = feature.properties || {};
        if (!properties.name || !feature.geometry) continue;
        const at = properties.label_lon === undefined ? middle(feature.geometry) : [properties.label_lon, properties.label_lat];
        this._items.push({ kind, name: properties.name, at, rank: properties.rank || 0, zoom: properties.min_zoom || 0 });
      }
      this._items.sort((a, b) => KINDS[a.kind].rank - KINDS[b.kind].rank || a.rank - b.rank);
      if (this._map) this._draw();
    },

    paint(colors, from) {
      this._colors = colors;
      this._from = from;
      if (this._map) this._draw();
    },

    beside(marks) {
      this._marks = marks;
      if (this._map) this._draw();
    },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._pen = this._container.getContext("2d");
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = geodash.symbols.ratio();
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._container.width = Math.round(size.x * ratio);
      this._container.height = Math.round(size.y * ratio);
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
      this._draw();
    },

    _draw() {
      if (!this._colors || !this._bounds) return;
      const pen = this._pen;
      const ratio = geodash.symbols.ratio();
      const size = this._bounds.getSize();
      const zoom = this._map.getZoom();
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, size.x, size.y);
      const taken = [];
      const wanted = [...this._marks.map((mark) => ({ kind: "marks", name: mark.name, at: mark.at, zoom: 0, gap: mark.size / 2 + 3 })), ...this._items];
      for (const item of wanted) {
        if (zoom < Math.max(item.zoom, this._from[`${item.kind}_text`] || this._from[item.kind] || 0)) continue;
        const at = this._map.latLngToLayerPoint([item.at[1], item.at[0]]).subtract(this._bounds.min);
        if (at.x > -40 && at.y > -10 && at.x < size.x + 40 && at.y < size.y + 10) this._write(item, at, taken);
      }
    },

    _write(item, at, taken) {
      const kind = KINDS[item.kind];
      const pen = this._pen;
      pen.font = `${kind.font} "Source Sans", "Source Sans Pro", system-ui, sans-serif`;
      pen.letterSpacing = kind.spaced ? "3px" : "0px";
      const name = kind.upper ? item.name.toUpperCase() : item.name;
      const width = pen.measureText(name).width;
      const aside = kind.dot || item.gap;
      const x = aside ? at.x + (item.gap || 5) : at.x - width / 2;
      const box = [x - 3, at.y - 8, x + width + 3, at.y + 8];
      if (taken.some(([w, n, e, s]) => box[0] < e && box[2] > w && box[1] < s && box[3] > n)) return;
      taken.push(box);
      pen.textBaseline = "middle";
      pen.lineJoin = "round";
      pen.lineWidth = 3;
      pen.strokeStyle = this._colors.rim;
      pen.fillStyle = kind.water ? this._colors.rivertext : this._colors.text;
      pen.globalAlpha = item.kind === "regions" ? 0.75 : 1;
      pen.strokeText(name, x, at.y);
      pen.fillText(name, x, at.y);
      if (kind.dot) {
        pen.beginPath();
        pen.arc(at.x, at.y, 2, 0, 2 * Math.PI);
        pen.fill();
      }
      pen.globalAlpha = 1;
    },
  });

  geodash.NamesLayer = NamesLayer;
})();

// The names on the map: towns, regions, rivers, countries, and beside the marks when there is room for them.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  // How each is written; who wins when two want the same spot is the order in which they come.
  const KINDS = {
    marks: { font: "600 12px" },
    countries: { font: "600 13px", spacing: "3px", upper: true },
    regions: { font: "600 11px", spacing: "1px", upper: true, faint: true },
    towns: { font: "400 12px", dot: true },
    rivers: { font: "italic 400 12px", water: true },
    lakes: { font: "italic 400 12px", water: true },
  };

  const NamesLayer = L.Renderer.extend({
    options: { padding: 0.1 },

    initialize(options) {
      L.Renderer.prototype.initialize.call(this, options);
      this._items = [];
      this._marks = [];
    },

    // Items are {kind, name, at: [lon, lat], zoom, angle}, the most important first.
    add(items) {
      this._items = items;
      this._redraw();
    },

    paint(colors, from) {
      this._colors = colors;
      this._from = from;
      this._redraw();
    },

    beside(marks) {
      if (marks.length === 0 && this._marks.length === 0) return;
      this._marks = marks.map((mark) => ({ kind: "marks", name: mark.name, at: mark.at, zoom: 0, gap: mark.size / 2 + 4 }));
      this._redraw();
    },

    _redraw() {
      if (this._map) this._draw();
    },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._pen = this._container.getContext("2d");
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      geodash.symbols.fit(this._container, this._bounds);
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
      for (const item of [...this._marks, ...this._items]) {
        if (zoom < Math.max(item.zoom, this._from[`${item.kind}_text`] || 0)) continue;
        const at = this._map.latLngToLayerPoint([item.at[1], item.at[0]]).subtract(this._bounds.min);
        if (at.x > -40 && at.y > -10 && at.x < size.x + 40 && at.y < size.y + 10) this._write(item, at, taken);
      }
    },

    _write(item, at, taken) {
      const kind = KINDS[item.kind];
      const pen = this._pen;
      pen.font = `${kind.font} "Source Sans", "Source Sans Pro", system-ui, sans-serif`;
      pen.letterSpacing = kind.spacing || "0px";
      const name = kind.upper ? item.name.toUpperCase() : item.name;
      const width = pen.measureText(name).width;
      const gap = item.gap || (kind.dot ? 5 : 0);
      const angle = ((item.angle || 0) * Math.PI) / 180;
      if (!this._free(at, width, gap, angle, taken)) return;
      pen.save();
      pen.translate(at.x, at.y);
      pen.rotate(-angle); // given counter-clockwise from east, a canvas turns clockwise
      pen.textBaseline = "middle";
      pen.lineJoin = "round";
      pen.lineWidth = 3;
      pen.strokeStyle = this._colors.rim;
      pen.fillStyle = kind.water ? this._colors.rivertext : this._colors.text;
      pen.globalAlpha = kind.faint ? 0.7 : 1;
      const x = gap || -width / 2;
      pen.strokeText(name, x, 0);
      pen.fillText(name, x, 0);
      if (kind.dot) {
        pen.beginPath();
        pen.arc(0, 0, 2, 0, 2 * Math.PI);
        pen.fill();
      }
      pen.restore();
    },

    // Whether the name's box, upright round a turned name, touches none before it; if so, it is taken.
    _free(at, width, gap, angle, taken) {
      const [half, rise] = [(Math.abs(Math.cos(angle)) * width) / 2, (Math.abs(Math.sin(angle)) * width) / 2];
      const middle = gap ? at.x + gap + width / 2 : at.x;
      const box = [middle - half - 4, at.y - rise - 8, middle + half + 4, at.y + rise + 8];
      if (taken.some(([w, n, e, s]) => box[0] < e && box[2] > w && box[1] < s && box[3] > n)) return false;
      taken.push(box);
      return true;
    },
  });

  geodash.NamesLayer = NamesLayer;
})();

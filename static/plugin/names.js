// The names on the map: towns, regions, rivers, countries, and beside the marks when there is room for them.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  // How each is written; who wins when two want the same spot is the order in which they come.
  // A kind `bears` so many marks over its name; beyond that it is left out.
  const CELL = 12;
  const MOST = 5000; // widths kept
  const KINDS = {
    marks: { font: "600", size: 12 },
    countries: { font: "600", size: 13, spacing: "3px", upper: true },
    regions: { font: "600", size: 11, spacing: "1px", upper: true, faint: true, bears: 2 },
    towns: { font: "400", size: 12, dot: true, bears: 1 },
    rivers: { font: "italic 400", size: 12, water: true },
    lakes: { font: "italic 400", size: 12, water: true },
  };

  const NamesLayer = L.Renderer.extend({
    options: { padding: 0.1, letters: 1 }, // letters: how large, in parts of their usual size

    initialize(options) {
      L.Renderer.prototype.initialize.call(this, options);
      this._items = [];
      this._marks = [];
      this._spots = [];
      this._rings = [];
      this._widths = new Map();
      this.written = []; // the names for which there was room
    },

    // Where marks can lie, in world pixels at zoom 0, whatever the window: names keep still while time runs.
    around(spots) {
      this._spots = spots;
      if (this._frame) this._count(this._frame);
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

    // Names beside marks, the most important first; those of focused ones heed no names but each other's. All keep
    // clear of `rings`, those of crowded marks: {x, y, radius} in pixels of this zoom. Without any (null), while time
    // runs, they keep clear of where rings were.
    beside(marks, focused, rings) {
      const moved = rings !== null && rings !== this._rings;
      if (moved) this._rings = rings;
      if (marks.length === 0 && this._marks.length === 0 && !moved) return;
      this._marks = marks.map((mark) => ({ kind: "marks", name: mark.name, at: mark.at, zoom: 0, gap: mark.form === "point" ? mark.size / 2 + 4 : 0, forced: mark === geodash.chosen || focused.includes(mark) }));
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
      const frame = new geodash.Frame(this._map, this._bounds);
      if (frame.same(this._frame)) return;
      this._frame = frame;
      this._count(frame);
      geodash.symbols.fit(this._container, this._bounds);
      this._draw();
    },

    _draw() {
      if (!this._colors || !this._frame) return;
      const pen = this._pen;
      const ratio = geodash.symbols.ratio();
      const { zoom, scale, width, height, x: left, y: top } = this._frame;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, width, height);
      this.written = [];
      this._held = [];
      const inside = (x, y, wide, high) => x > -wide && y > -high && x < width + wide && y < height + high;
      const rings = [];
      for (const { x, y, radius } of this._rings) if (inside(x - left, y - top, 60, 60)) rings.push({ x: x - left, y: y - top, radius });
      const taken = rings.map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius]);
      for (const item of [...this._marks, ...this._items]) {
        if (zoom < Math.max(item.zoom, this._from[`${item.kind}_text`] || 0)) continue;
        const [wx, wy] = (item.world = item.world || geodash.spots.world(item.at[0], item.at[1]));
        const at = { x: wx * scale - left, y: wy * scale - top };
        if (inside(at.x, at.y, 40, 10)) this._write(item, at, taken, rings);
      }
    },

    // How wide a name is in its kind's letters, asked once.
    _width(item, name) {
      const key = `${item.kind} ${name}`;
      let width = this._widths.get(key);
      if (width === undefined) {
        if (this._widths.size >= MOST) this._widths.clear();
        this._widths.set(key, (width = this._pen.measureText(name).width));
      }
      return width;
    },

    // The letters have changed: all is measured again.
    reletter() {
      this._widths.clear();
      this._redraw();
    },

    _write(item, at, taken, rings) {
      const kind = KINDS[item.kind];
      const pen = this._pen;
      const { letters } = this.options;
      pen.font = `${kind.font} ${kind.size * letters}px "Source Sans", "Source Sans Pro", system-ui, sans-serif`;
      pen.letterSpacing = kind.spacing || "0px";
      const name = kind.upper ? item.name.toUpperCase() : item.name;
      const width = this._width(item, name);
      const gaps = item.gap || kind.dot ? this._gaps(at, item.gap || 5, rings) : null;
      const angle = ((item.angle || 0) * Math.PI) / 180;
      const side = this._side(item, at, width, gaps, angle, taken);
      if (side === 0) return;
      this.written.push(item.name);
      pen.save();
      pen.translate(at.x, at.y);
      pen.rotate(-angle); // given counter-clockwise from east, a canvas turns clockwise
      pen.textBaseline = "middle";
      pen.lineJoin = "round";
      pen.lineWidth = 3;
      pen.strokeStyle = this._colors.rim;
      pen.fillStyle = kind.water ? this._colors.rivertext : this._colors.text;
      pen.globalAlpha = kind.faint ? 0.7 : 1;
      const x = gaps ? (side > 0 ? gaps[0] : -gaps[1] - width) : -width / 2;
      pen.strokeText(name, x, 0);
      pen.fillText(name, x, 0);
      if (kind.dot && gaps[0] === 5) {
        pen.beginPath();
        pen.arc(0, 0, 2, 0, 2 * Math.PI);
        pen.fill();
      }
      pen.restore();
    },

    // On which side a name finds room: 1 right of its point or on it, -1 left of it, 0 nowhere. Its box, upright round
    // a turned name, touches none before it, and not more marks than its kind bears; what it gets is taken.
    _side(item, at, width, gaps, angle, taken) {
      const [half, rise] = [(Math.abs(Math.cos(angle)) * width) / 2, (Math.abs(Math.sin(angle)) * width) / 2];
      const sides = gaps ? [1, -1] : [1];
      const high = 8 * this.options.letters;
      let [best, fewest] = [null, (KINDS[item.kind].bears ?? Infinity) + 1];
      for (const side of sides) {
        const middle = gaps ? at.x + side * (gaps[side > 0 ? 0 : 1] + width / 2) : at.x;
        const box = [middle - half - 4, at.y - rise - high, middle + half + 4, at.y + rise + high];
        const heeded = item.forced ? this._held : taken;
        const free = !heeded.some(([w, n, e, s]) => box[0] < e && box[2] > w && box[1] < s && box[3] > n);
        const marks = free ? this._crowd(box) : Infinity;
        if (free && (item.forced || marks < fewest)) [best, fewest] = [{ side, box }, marks];
      }
      if (!best) return 0;
      taken.push(best.box);
      if (item.forced) this._held.push(best.box);
      return best.side;
    },

    // How far from its point a name begins, to the right and to the left: beyond the ring that lies on the point.
    _gaps(at, gap, rings) {
      const on = rings.find(({ x, y, radius }) => Math.hypot(x - at.x, y - at.y) < radius + 4);
      return on ? [on.x + on.radius + 6 - at.x, at.x - on.x + on.radius + 6] : [gap, gap];
    },

    // How many marks' places fall into each square of the frame.
    _count({ scale, x, y, width, height }) {
      this._columns = Math.ceil(width / CELL) + 1;
      this._rows = Math.ceil(height / CELL) + 1;
      this._crowds = new Uint16Array(this._columns * this._rows);
      for (const spot of this._spots) {
        const column = Math.floor((spot.x * scale - x) / CELL);
        const row = Math.floor((spot.y * scale - y) / CELL);
        if (column >= 0 && row >= 0 && column < this._columns && row < this._rows) this._crowds[row * this._columns + column] += 1;
      }
    },

    _crowd([west, north, east, south]) {
      let marks = 0;
      for (let row = Math.max(0, Math.floor(north / CELL)); row <= Math.min(this._rows - 1, Math.floor(south / CELL)); row += 1) {
        for (let column = Math.max(0, Math.floor(west / CELL)); column <= Math.min(this._columns - 1, Math.floor(east / CELL)); column += 1) {
          marks += this._crowds[row * this._columns + column];
        }
      }
      return marks;
    },
  });

  geodash.NamesLayer = NamesLayer;
})();

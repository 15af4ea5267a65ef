// The names on the map: towns, regions, rivers, countries, and beside the marks when there is room for them.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  // How each is written; who wins when two want the same spot is the order in which they come.
  // A kind `bears` so many marks over its name; beyond that it is left out.
  const CELL = 12;
  const DOT = { right: 5, left: 5, up: 5, down: 5 }; // pixels from a town's dot to its name
  const MOST = 5000; // widths kept
  const BASE = 0.34; // of their size, from the middle of letters down to the line they stand on
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
      this._covers = [];
      this._now = this._still = []; // boxes of symbols and rings: as they stand, and as they stood before time ran
      this._widths = new Map();
      this.written = []; // the names for which there was room: {name, text, box in the frame}
    },

    // Where marks can lie, in world pixels at zoom 0, whatever the window: names keep still while time runs.
    around(spots) {
      this._spots = spots;
      if (this._frame) this._count(this._frame);
    },

    // What lies over the map; where one of these comes, goes, grows or shrinks, names make room.
    under(nodes) {
      this._covers = nodes;
      const sizes = new ResizeObserver(() => this._redraw());
      for (const node of nodes) sizes.observe(node);
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

    // Names beside marks, the most important first: {name, at, gaps | null, must, spot}. All keep clear of `boxes`, in
    // pixels of this zoom; while time runs only those beside marks do, and the others of where something stood before.
    beside(asked, boxes, running) {
      const once = new Map();
      for (const one of asked) {
        const key = `${one.spot}|${one.name}`;
        if (!once.has(key)) once.set(key, { ...one, kind: "marks", zoom: 0 });
      }
      const none = once.size === 0 && this._marks.length === 0;
      const moved = String(boxes) !== String(this._now);
      this._marks = [...once.values()];
      this._now = boxes;
      if (!running) this._still = boxes;
      if (none && (running || !moved)) return;
      this._redraw();
    },

    _redraw() {
      if (this._map) this._draw();
    },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._pen = this._container.getContext("2d");
    },

    // Where nothing has moved since it was drawn, Leaflet would still lay it between two pixels.
    _updateTransform(center, zoom) {
      if (center === this._center && zoom === this._zoom) L.DomUtil.setPosition(this._container, this._bounds.min);
      else L.Renderer.prototype._updateTransform.call(this, center, zoom);
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
      const [first, later] = this._rooms();
      const write = (item, room) => {
        if (zoom < Math.max(item.zoom, this._from[`${item.kind}_text`] || 0)) return;
        const [wx, wy] = (item.world = item.world || geodash.spots.world(item.at[0], item.at[1]));
        const at = { x: wx * scale - left, y: wy * scale - top };
        if (at.x > -40 && at.y > -10 && at.x < width + 40 && at.y < height + 10) this._write(item, at, room, first);
      };
      for (const item of this._marks) write(item, first);
      if (later !== first) later.yield(first);
      for (const item of this._items) write(item, later);
    },

    // Room for the names of marks and for all others, which is one unless time runs.
    _rooms() {
      const corner = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min);
      const size = this._map.getSize();
      const sight = [corner.x, corner.y, corner.x + size.x, corner.y + size.y];
      const covers = this._covered(corner);
      const make = (boxes) => {
        const room = new geodash.Room(sight, (box) => this._crowd(box));
        for (const box of covers) room.cover(box);
        const { x, y } = this._frame;
        for (const [w, n, e, s] of boxes) room.stand([w - x, n - y, e - x, s - y]);
        return room;
      };
      const first = make(this._now);
      return [first, this._still === this._now ? first : make(this._still)];
    },

    // The boxes of what lies over the map.
    _covered({ x, y }) {
      const host = this._map.getContainer().getBoundingClientRect();
      const boxes = this._covers.map((node) => node.getBoundingClientRect()).filter((box) => box.width && box.height);
      return boxes.map((box) => [box.left - host.left + x, box.top - host.top + y, box.right - host.left + x, box.bottom - host.top + y]);
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

    // `now` is the room as symbols stand at present.
    _write(item, at, room, now) {
      const kind = KINDS[item.kind];
      const pen = this._pen;
      const { letters } = this.options;
      pen.font = `${kind.font} ${kind.size * letters}px "Source Sans", "Source Sans Pro", system-ui, sans-serif`;
      pen.letterSpacing = kind.spacing || "0px";
      const text = kind.upper ? item.name.toUpperCase() : item.name;
      const dotted = kind.dot && !now.covered(at);
      const asked = { kind: item.kind, text, at, gaps: kind.dot ? DOT : item.gaps || null, angle: item.angle || 0, high: 8 * letters, bears: kind.bears, must: item.must };
      const found = room.find(asked, (words) => this._width(item, words));
      if (!found) return;
      this.written.push({ name: item.name, text: found.text, box: this._place(found.box) });
      pen.save();
      pen.textBaseline = "alphabetic";
      pen.lineJoin = "round";
      pen.lineWidth = 3;
      pen.strokeStyle = this._colors.rim;
      pen.fillStyle = kind.water ? this._colors.rivertext : this._colors.text;
      pen.globalAlpha = kind.faint ? 0.7 : 1;
      if (dotted) {
        pen.beginPath();
        pen.arc(at.x, at.y, 2, 0, 2 * Math.PI);
        pen.fill();
      }
      const { sharp } = geodash.symbols;
      const low = BASE * kind.size * letters; // the line they stand on
      if (asked.angle) pen.translate(found.x, found.y);
      else pen.translate(sharp(found.x), sharp(found.y + low) - low); // letters between two pixels of the screen are blurred
      pen.rotate((-asked.angle * Math.PI) / 180); // given counter-clockwise from east, a canvas turns clockwise
      pen.strokeText(found.text, 0, low);
      pen.fillText(found.text, 0, low);
      pen.restore();
    },

    // From the canvas to the frame.
    _place([west, north, east, south]) {
      const corner = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min);
      return [west - corner.x, north - corner.y, east - corner.x, south - corner.y];
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

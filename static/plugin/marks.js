// The layers' marks on one canvas, and what lies under the pointer. How each of them stands is in standings.js.
// Everything is redrawn at each change: 50,000 stamps cost less than keeping 50,000 Leaflet layers in step.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const { HOW } = geodash;
  const { world, prepare, within } = geodash.spots;

  const MANY = 5000;
  const NUMBER = '600 11px "Source Sans", "Source Sans Pro", system-ui, sans-serif';
  const [DIGIT, RISE] = [6, 6]; // of a number: how wide a digit is, how far above a symbol it stands

  const MarksLayer = L.Renderer.extend({
    initialize(view) {
      // More than the map shows is drawn, so that a drag has something to show; less where that costs much.
      L.Renderer.prototype.initialize.call(this, { padding: view.marks.length > MANY ? 0.1 : 0.25 });
      this.view = view;
      this.marks = view.marks.map(prepare);
      [...this.marks, ...(view.abroad || [])].forEach((mark, number) => { mark.number = number; });
      this.standings = new geodash.Standings(this.marks, view);
      this.grounds = new geodash.Grounds(view);
      this.counts = {};
      this.focused = []; // rows that an order rings
      this.rows = new Map();
      for (const mark of this.marks) this.rows.set(mark.id, [...(this.rows.get(mark.id) || []), mark]);
      this.crowd = view.rules.cluster ? new geodash.clusters.Crowd(this.marks, view.rules.cluster) : null;
      this.clusters = [];
      this.stamped = []; // the marks whose symbols are drawn
      this.sides = new Map(); // spots that several symbols share: how far aside the first and the last stand
      this.applied = 0;
      this.theme = "light";
      this.visible = [];
    },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.className = "geodash-marks";
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
      if (frame.same(this._frame)) return; // Leaflet tells of one change several times
      this._frame = frame;
      for (const canvas of [this._container, this.grounds.scratch]) geodash.symbols.fit(canvas, this._bounds);
      this.draw();
    },

    // The mark of a row, of the first with that id where no layer is named.
    find(id, layer = null) {
      return (this.rows.get(id) || []).find((mark) => layer === null || mark.layer === layer);
    },

    apply(wanted) {
      this.theme = wanted.theme;
      this.counts = this.standings.apply(wanted);
      this.focused = (wanted.focusIds || []).map((id) => this.find(id)).filter((mark) => mark && mark.how);
      this.applied += 1;
      if (this._map) this.draw();
    },

    draw() {
      const pen = this._pen;
      const ratio = geodash.symbols.ratio();
      const frame = this._frame;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, frame.width, frame.height);
      this.visible = this.marks.filter((mark) => mark.how && frame.holds(mark));
      this.clusters = this.crowd ? this.crowd.gather(this.applied, frame.scale) : [];
      const apart = Object.fromEntries(this.view.layers.map((layer) => [layer, []]));
      const points = [];
      for (const mark of this.visible) {
        if (mark.cluster && mark !== geodash.chosen) continue; // the chosen one always
        apart[mark.layer].push(mark);
        if (mark.form === "point" && !mark.cluster) points.push(mark);
      }
      for (const layer of this.view.layers) this.grounds.draw(pen, frame, apart[layer], this.theme);
      this._drawStamps(points);
      this._drawClusters();
      for (const mark of this.focused) this._drawRing(mark);
      this._drawRing(geodash.chosen);
      this._renumber();
      this.fire("drawn");
    },

    _drawStamps(marks) {
      const pen = this._pen;
      const rules = this.view.rules;
      const { sharp } = geodash.symbols;
      const { scale, x: left, y: top } = this._frame;
      this._apart(marks);
      this.stamped = this._uncovered(marks);
      for (const mark of this.stamped) {
        const x = mark.x * scale - left + mark.dx;
        const y = mark.y * scale - top;
        const stamp = geodash.symbols.stamp(mark, HOW[mark.how], rules, this.theme);
        if (pen.globalAlpha !== mark.alpha) pen.globalAlpha = mark.alpha;
        pen.drawImage(stamp.image, sharp(x - stamp.half), sharp(y - stamp.half), stamp.side, stamp.side);
        if (mark.stack > 1) this._number(mark, x, y);
      }
      pen.globalAlpha = 1;
    },

    // Leave out what is hidden: from the top down, a mark whose middle lies within three pixels of one that is
    // drawn over it, is full and no smaller. Among tens of thousands most are.
    _uncovered(marks) {
      const cell = 3;
      const columns = Math.ceil(this._frame.width / cell) + 2;
      const cover = new Uint8Array(columns * (Math.ceil(this._frame.height / cell) + 2));
      const kept = [];
      const { scale, x, y } = this._frame;
      for (let i = marks.length - 1; i >= 0; i -= 1) {
        const mark = marks[i];
        const column = Math.round((mark.x * scale - x + mark.dx) / cell);
        const row = Math.round((mark.y * scale - y) / cell);
        const spot = column >= 0 && row >= 0 && column < columns ? row * columns + column : -1;
        if (mark.stack === 1 && cover[spot] >= mark.size) continue;
        if (mark.how === 3 && spot >= 0) cover[spot] = Math.max(cover[spot], mark.size);
        kept.push(mark);
      }
      return kept.reverse();
    },

    _drawClusters() {
      const { rules, styles, layers } = this.view;
      const look = { order: layers, styles, rule: rules.cluster, paper: rules.halo[this.theme], ink: this.theme === "dark" ? "#fff" : "#111", theme: this.theme };
      const { x, y, width, height } = this._frame;
      for (const cluster of this.clusters) {
        const [left, top] = [cluster.x - x, cluster.y - y];
        if (left > -40 && top > -40 && left < width + 40 && top < height + 40) geodash.clusters.paint(this._pen, cluster, left, top, look);
      }
    },

    // The cluster under a point of the map, or none.
    clusterAt(latlng) {
      if (!this._frame) return null;
      const [wx, wy] = world(latlng.lng, latlng.lat);
      const { scale } = this._frame;
      return this.clusters.find((one) => (one.x - wx * scale) ** 2 + (one.y - wy * scale) ** 2 <= (one.radius + 3) ** 2) || null;
    },

    // How far aside the symbols of each spot stand that several share.
    _apart(marks) {
      this.sides.clear();
      for (const { ground, dx } of marks) {
        if (dx === 0) continue;
        const [first, last] = this.sides.get(ground) || [dx, dx];
        this.sides.set(ground, [Math.min(first, dx), Math.max(last, dx)]);
      }
    },

    // Where a symbol's number stands, so that no two of one spot read as one: at the upper left of the first of several
    // symbols, above those between, at the upper right of the last and of one alone. -1, 0 or 1.
    side({ ground, dx }) {
      const [first, last] = this.sides.get(ground) || [dx, dx];
      return dx === last ? 1 : dx === first ? -1 : 0;
    },

    _number(mark, x, y) {
      const pen = this._pen;
      const side = this.side(mark);
      pen.font = NUMBER;
      pen.textAlign = ["right", "center", "left"][side + 1];
      pen.textBaseline = "middle";
      pen.lineWidth = 3;
      pen.strokeStyle = this.view.rules.halo[this.theme];
      const [left, top] = [x + (side * mark.size) / 2, y - mark.size / 2 - (side ? 0 : RISE)];
      pen.strokeText(mark.stack, left, top);
      pen.fillStyle = this.theme === "dark" ? "#fff" : "#111";
      pen.fillText(mark.stack, left, top);
      pen.textAlign = "left";
    },

    // Write again over the lines round what is set off the numbers that they cross.
    _renumber() {
      const crossed = new Set(this.setOff().map((mark) => mark.ground));
      if (crossed.size === 0) return;
      for (const mark of this.stamped) {
        if (mark.stack === 1 || !crossed.has(mark.ground)) continue;
        const [x, y] = this._frame.place(mark);
        this._number(mark, x + mark.dx, y);
      }
    },

    // What names keep clear of, in pixels of this zoom: symbols with their numbers, rings, and the lines round those set
    // off.
    boxes() {
      const { scale } = this._frame;
      const round = (x, y, radius) => [x - radius, y - radius, x + radius, y + radius];
      const boxes = this.clusters.map((one) => round(one.x, one.y, one.radius + 1.5));
      for (const mark of this.stamped) {
        const [x, y] = [mark.x * scale + mark.dx, mark.y * scale];
        boxes.push(round(x, y, mark.size / 2 - 1));
        if (mark.stack > 1) boxes.push(this._numbered(mark, x, y));
      }
      const { focus } = this.view.rules;
      for (const mark of this.setOff()) {
        if (mark.form === "point") boxes.push(round(mark.x * scale + mark.dx, mark.y * scale, mark.size / 2 + focus.gap + 1));
      }
      return boxes;
    },

    _numbered({ stack, size, ...mark }, x, y) {
      const [side, wide] = [this.side(mark), DIGIT * String(stack).length];
      const west = x + (side * size) / 2 - (wide * (1 - side)) / 2;
      const middle = y - size / 2 - (side ? 0 : RISE);
      return [west, middle - 5, west + wide, middle + 5];
    },

    // The marks that are ringed: those of an order, and the chosen one.
    setOff() {
      const { chosen } = geodash;
      const mark = chosen && !chosen.unmarked && this.find(chosen.id, chosen.layer);
      return [...(mark ? [mark] : []), ...this.focused.filter((one) => one !== mark)];
    },

    // What is asked for beside a mark: its name, and from where on round the middle of its spot. `must`: it is set off.
    label(mark, must) {
      const { name, form, at, size, ground } = mark;
      if (form !== "point") return { name, at, gaps: null, must, spot: ground };
      const [first, last] = this.sides.get(ground) || [mark.dx, mark.dx];
      const gap = size / 2 + (must ? this.view.rules.focus.gap + 5 : 4);
      return { name, at, gaps: { right: gap + last, left: gap - first, up: gap, down: gap }, must, spot: ground };
    },

    _drawRing(chosen) {
      const mark = chosen && this.find(chosen.id, chosen.layer);
      if (!mark) return;
      const pen = this._pen;
      const [x, y] = this._frame.place(mark);
      if (mark.cluster && mark.how) { // drawn over the ring that counts it
        const stamp = geodash.symbols.stamp(mark, HOW[mark.how], this.view.rules, this.theme);
        pen.drawImage(stamp.image, x + mark.dx - stamp.half, y - stamp.half, stamp.side, stamp.side);
      }
      const { focus, halo } = this.view.rules;
      for (const [width, color] of [[focus.casing, halo[this.theme]], [focus.width, focus[this.theme]]]) {
        if (mark.form === "point") {
          pen.beginPath();
          pen.arc(x + mark.dx, y, mark.size / 2 + focus.gap, 0, 2 * Math.PI);
        } else {
          this._frame.trace(pen, mark);
        }
        pen.lineWidth = width;
        pen.strokeStyle = color;
        pen.stroke();
      }
    },

    // What lies under a point of the map, the topmost first; points before the areas they stand in.
    under(latlng) {
      if (!this._frame) return [];
      const { scale, x, y } = this._frame;
      const [wx, wy] = world(latlng.lng, latlng.lat);
      const [px, py] = [wx * scale - x, wy * scale - y];
      const near = (mark) => {
        const [mx, my, radius] = this._frame.place(mark);
        const reach = mark.form === "point" ? mark.size / 2 + 4 : radius;
        return (mx + mark.dx - px) ** 2 + (my - py) ** 2 <= reach ** 2;
      };
      const hit = (mark) => (mark.rings.length ? within(mark, wx, wy) : near(mark));
      return this.visible.filter((mark) => (!mark.cluster || mark === geodash.chosen || this.focused.includes(mark)) && hit(mark)).reverse();
    },
  });

  geodash.MarksLayer = MarksLayer;
})();

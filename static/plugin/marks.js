// The layers' marks on one canvas: which of them the window shows, how each looks, and what lies under the pointer.
// Everything is redrawn at each change: 50,000 stamps cost less than keeping 50,000 Leaflet layers in step.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const { standing, opacity } = geodash.time;
  const HOW = ["out", "undated", "possible", "certain"];
  const { world, prepare, shared, within } = geodash.spots;
  const overlaps = (wanted, has) => wanted.length === 0 || has.some((item) => wanted.includes(item));

  const MarksLayer = L.Renderer.extend({
    options: { padding: 0.25 },

    initialize(view) {
      L.Renderer.prototype.initialize.call(this, {});
      this.view = view;
      this.marks = view.marks.map(prepare);
      [...this.marks, ...(view.abroad || [])].forEach((mark, number) => { mark.number = number; });
      this.kept = geodash.kept(null);
      this.spots = shared(this.marks.filter((mark) => mark.form === "point"));
      this.crowd = view.rules.cluster ? new geodash.clusters.Crowd(this.marks, view.rules.cluster) : null;
      this.clusters = [];
      this.applied = 0;
      this.theme = "light";
      this.visible = [];
    },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.className = "geodash-marks";
      this._pen = this._container.getContext("2d");
      this._scratch = document.createElement("canvas");
      this._wash = this._scratch.getContext("2d");
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      for (const canvas of [this._container, this._scratch]) geodash.symbols.fit(canvas, this._bounds);
      this.draw();
    },

    // The window and the filters decide what each mark is; counts by layer come out of the same pass.
    apply(wanted) {
      this.theme = wanted.theme;
      this.kept = geodash.kept(wanted.kept);
      const [first, last] = wanted.window;
      const counts = {};
      for (const mark of this.marks) {
        mark.how = HOW.indexOf(this._standing(mark, wanted, first, last));
        if (mark.how === 0) continue;
        counts[mark.layer] = counts[mark.layer] || { certain: 0, possible: 0, undated: 0 };
        counts[mark.layer][HOW[mark.how]] += 1;
        mark.alpha = mark.how === 2 ? opacity(mark.spans, first, last, this.view.fade) : 1;
        if (mark.how === 1) mark.alpha = this.view.rules.undated.opacity;
        const style = this.view.styles[mark.layer];
        mark.fill = style[this.theme];
        if (mark.always) {
          const number = mark.classes[wanted.year];
          mark.fill = number === undefined ? null : style.classes[this.theme][number];
        }
      }
      this.counts = counts;
      this.applied += 1;
      this._setApart();
      if (this._map) this.draw();
    },

    // Marks of several layers on one spot (a district's seat, say) stand side by side, a few pixels apart whatever
    // the zoom; several of one layer are one symbol with their number. The data keep their place.
    _setApart() {
      for (const spot of this.spots) {
        const stacks = new Map();
        for (const mark of spot) {
          mark.dx = 0;
          mark.stack = 1;
          if (mark.how) stacks.set(mark.layer, [...(stacks.get(mark.layer) || []), mark]);
        }
        [...stacks.values()].forEach((stack, i) => {
          for (const mark of stack) mark.dx = (i - (stacks.size - 1) / 2) * this.view.rules.beside;
          stack[stack.length - 1].stack = stack.length;
        });
      }
    },

    // What the window makes of a mark, whether or not the filters let it be drawn.
    inWindow(mark, wanted) {
      return mark.always ? "certain" : standing(mark.spans, wanted.window[0], wanted.window[1]);
    },

    // Whether the filters that have nothing to do with time leave a mark.
    passes(mark, wanted) {
      if (!wanted.layers.includes(mark.layer) || mark.prec > wanted.precision || !this.kept(mark.number)) return false;
      return overlaps(wanted.articles, mark.articles) && overlaps(wanted.themes, mark.themes);
    },

    _standing(mark, wanted, first, last) {
      if (!this.passes(mark, wanted)) return "out";
      if (mark.always) return "certain";
      const how = standing(mark.spans, first, last);
      if (how === "possible" && wanted.certainty === "certainly") return "out";
      return how === "undated" && !wanted.undated ? "out" : how;
    },

    draw() {
      const pen = this._pen;
      const ratio = geodash.symbols.ratio();
      const scale = this._map.options.crs.scale(this._map.getZoom()) / 256;
      const shift = this._map.getPixelOrigin().add(this._bounds.min);
      const size = this._bounds.getSize();
      this._frame = { scale, x: shift.x, y: shift.y, width: size.x, height: size.y };
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, size.x, size.y);
      this.visible = this.marks.filter((mark) => mark.how && this._inside(mark));
      this.clusters = this.crowd ? this.crowd.gather(this.applied, scale) : [];
      const apart = this.visible.filter((mark) => !mark.cluster || mark === geodash.chosen); // the chosen one always
      for (const layer of this.view.layers) this._drawGrounds(layer, apart.filter((m) => m.layer === layer));
      this._drawStamps(apart.filter((mark) => mark.form === "point" && !mark.cluster));
      this._drawClusters();
      this._drawRing(geodash.chosen);
      this.fire("drawn");
    },

    _inside(mark) {
      const { scale, x, y, width, height } = this._frame;
      const [west, north, east, south] = mark.box;
      const rim = mark.size;
      return (
        east * scale - x > -rim && west * scale - x < width + rim && south * scale - y > -rim && north * scale - y < height + rim
      );
    },

    _place(mark) {
      const { scale, x, y } = this._frame;
      return [mark.x * scale - x, mark.y * scale - y, mark.radius * scale];
    },

    _trace(pen, mark) {
      const { scale, x, y } = this._frame;
      pen.beginPath();
      if (mark.rings.length === 0) {
        const [px, py, radius] = this._place(mark);
        pen.arc(px, py, radius, 0, 2 * Math.PI);
        return;
      }
      for (const ring of mark.rings) {
        ring.forEach(([rx, ry], i) => (i ? pen.lineTo(rx * scale - x, ry * scale - y) : pen.moveTo(rx * scale - x, ry * scale - y)));
        pen.closePath();
      }
    },

    // Areas, vague circles and uncertainty circles, each outline once. Within a layer they are washed on together,
    // so that ten of them on top of each other are no darker than one: the wash says where, not how many.
    _drawGrounds(layer, marks) {
      const rules = this.view.rules;
      const least = (mark) => Math.max(rules.circle.least, mark.size);
      const once = new Map();
      for (const mark of marks) {
        if (mark.form !== "point") once.set(`${mark.ground}|${mark.km}|${mark.how}`, mark);
        else if (this._reach(mark) >= least(mark)) once.set(this._nearly(mark), mark);
      }
      const grounds = [...once.values()];
      for (const wide of [true, false]) {
        const washed = grounds.filter((mark) => mark.how === 3 && !mark.always && wide === this._wide(mark));
        if (washed.length) this._washOn(washed, wide ? rules.wide.fill : rules.fill);
      }
      for (const mark of grounds) this._drawEdge(mark, rules);
      this._pen.setLineDash([]);
      this._pen.globalAlpha = 1;
    },

    // One number for circles that nobody could tell apart: middle and radius within four pixels.
    _nearly(mark) {
      const [x, y, radius] = this._place(mark);
      return ((((x + 4096) >> 2) * 4096 + ((y + 4096) >> 2)) * 65536 + (radius >> 2)) * 4 + mark.how;
    },

    _drawEdge(mark, rules) {
      const pen = this._pen;
      const vague = mark.form !== "point";
      this._trace(pen, mark);
      if (mark.always) this._fillZone(mark);
      const strength = !vague ? rules.circle.opacity : this._wide(mark) ? rules.wide.opacity : 0.85;
      pen.globalAlpha = strength * mark.alpha;
      pen.lineWidth = vague && !this._wide(mark) ? 1.5 : 1;
      pen.strokeStyle = this.view.styles[mark.layer][this.theme];
      pen.setLineDash(mark.how === 1 ? rules.undated.dash : vague ? rules.dash : []);
      pen.stroke();
    },

    // Half the width of what a mark covers, in pixels.
    _reach(mark) {
      return ((mark.box[2] - mark.box[0]) / 2) * this._frame.scale;
    },

    _wide(mark) {
      return this._reach(mark) > this.view.rules.wide.from;
    },

    _fillZone(mark) {
      const style = this.view.styles[mark.layer];
      this._pen.globalAlpha = mark.fill ? style.fill : 0.55;
      this._pen.fillStyle = mark.fill || geodash.symbols.hatch(this._pen, style[this.theme]);
      this._pen.fill("evenodd");
    },

    _washOn(marks, strength) {
      const wash = this._wash;
      const ratio = geodash.symbols.ratio();
      wash.setTransform(ratio, 0, 0, ratio, 0, 0);
      wash.clearRect(0, 0, this._frame.width, this._frame.height);
      for (const mark of marks) {
        wash.fillStyle = mark.fill;
        this._trace(wash, mark);
        wash.fill("evenodd");
      }
      this._pen.globalAlpha = strength;
      this._pen.drawImage(this._scratch, 0, 0, this._frame.width, this._frame.height);
      this._pen.globalAlpha = 1;
    },

    _drawStamps(marks) {
      const pen = this._pen;
      const rules = this.view.rules;
      for (const mark of this._uncovered(marks)) {
        const [left, y] = this._place(mark);
        const x = left + mark.dx;
        const stamp = geodash.symbols.stamp(mark, HOW[mark.how], rules, this.theme);
        if (pen.globalAlpha !== mark.alpha) pen.globalAlpha = mark.alpha;
        pen.drawImage(stamp.image, x - stamp.half, y - stamp.half, stamp.side, stamp.side);
        if (mark.stack > 1) this._number(mark.stack, x + mark.size / 2, y - mark.size / 2);
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

    _number(count, x, y) {
      const pen = this._pen;
      pen.font = '600 11px "Source Sans", "Source Sans Pro", system-ui, sans-serif';
      pen.textAlign = "left";
      pen.textBaseline = "middle";
      pen.lineWidth = 3;
      pen.strokeStyle = this.view.rules.halo[this.theme];
      pen.strokeText(count, x, y);
      pen.fillStyle = this.theme === "dark" ? "#fff" : "#111";
      pen.fillText(count, x, y);
    },

    _drawRing(chosen) {
      const mark = chosen && this.marks.find((m) => m.id === chosen.id && m.layer === chosen.layer);
      if (!mark) return;
      const pen = this._pen;
      const [x, y] = this._place(mark);
      if (mark.cluster && mark.how) { // drawn over the ring that counts it
        const stamp = geodash.symbols.stamp(mark, HOW[mark.how], this.view.rules, this.theme);
        pen.drawImage(stamp.image, x + mark.dx - stamp.half, y - stamp.half, stamp.side, stamp.side);
      }
      for (const [width, color] of [[5, this.view.rules.halo[this.theme]], [2.5, this.theme === "dark" ? "#fff" : "#111"]]) {
        if (mark.form === "point") {
          pen.beginPath();
          pen.arc(x + mark.dx, y, mark.size / 2 + 5, 0, 2 * Math.PI);
        } else {
          this._trace(pen, mark);
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
        const [mx, my, radius] = this._place(mark);
        const reach = mark.form === "point" ? mark.size / 2 + 4 : radius;
        return (mx + mark.dx - px) ** 2 + (my - py) ** 2 <= reach ** 2;
      };
      const hit = (mark) => (mark.rings.length ? within(mark, wx, wy) : near(mark));
      return this.visible.filter((mark) => (!mark.cluster || mark === geodash.chosen) && hit(mark)).reverse();
    },
  });

  geodash.MarksLayer = MarksLayer;
})();

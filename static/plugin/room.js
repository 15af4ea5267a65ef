// Room for names: each finds a place by its point that is clear of everything before it, whole and in sight, or none.
// Boxes are [west, north, east, south] in pixels. geodash/view/names.py does the same for figures.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const TILE = 64;
  const SHORT = [28, 22, 16, 11]; // letters that are left of a name that must be written and finds no room
  const NEAR = [30, 15];

  const touch = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  const inside = ([w, n, e, s], box) => box[0] >= w && box[1] >= n && box[2] <= e && box[3] <= s;
  const holds = ([w, n, e, s], { x, y }, rim = 0) => x > w - rim && x < e + rim && y > n - rim && y < s + rim;

  // Boxes by the tiles that they lie on, so that only the near ones are asked.
  class Boxes {
    constructor() {
      this.tiles = new Map();
    }

    static tiles([west, north, east, south]) {
      const found = [];
      for (let row = Math.floor(north / TILE); row <= Math.floor(south / TILE); row += 1) {
        for (let column = Math.floor(west / TILE); column <= Math.floor(east / TILE); column += 1) found.push(row * 100_000 + column);
      }
      return found;
    }

    add(box) {
      for (const tile of Boxes.tiles(box)) {
        const there = this.tiles.get(tile);
        if (there) there.push(box);
        else this.tiles.set(tile, [box]);
      }
    }

    near(box) {
      return Boxes.tiles(box).flatMap((tile) => this.tiles.get(tile) || []);
    }
  }

  class Room {
    // `sight` is the box that is seen, `crowd(box)` says how many marks can lie in one.
    constructor(sight, crowd) {
      this.sight = sight;
      this.crowd = crowd;
      this.full = new Boxes();
      this.solid = new Boxes(); // of these what is no name: symbols and rings
      this.said = [];
    }

    cover(box) {
      this.full.add(box);
    }

    stand(box) {
      this.full.add(box);
      this.solid.add(box);
    }

    // Leave another room's names where they are.
    yield(other) {
      for (const name of other.said) this.cover(name.box);
      this.said.push(...other.said);
    }

    // The place of a name: {text, x, y, box}, its left end and middle line, turned round its point where it has an angle.
    // `asked` is {text, at, gaps | null, angle, high, bears, must}; `wide(text)` how wide a text is.
    find(asked, wide) {
      if (this.told(asked)) return null;
      const texts = [asked.text, ...(asked.must ? SHORT.filter((n) => n + 3 < asked.text.length).map((n) => `${asked.text.slice(0, n).trimEnd()}…`) : [])];
      for (const text of texts) {
        const best = this.best(asked, text, wide(text));
        if (!best) continue;
        this.full.add(best.box);
        this.said.push({ text: asked.text, kind: asked.kind, box: best.box });
        return best;
      }
      return null;
    }

    // The place that covers fewest marks, the first of several alike.
    best(asked, text, width) {
      let [best, fewest] = [null, (asked.bears ?? Infinity) + 1];
      for (const stand of asked.gaps ? this.round(asked, width) : this.on(asked, width)) {
        if (!this.free(stand.box, asked.at)) continue;
        const marks = this.crowd(stand.box);
        if (marks < fewest) [best, fewest] = [{ text, ...stand }, marks];
      }
      return best;
    }

    // A name in sight is seen whole; one whose point is out of sight stays out.
    free(box, at) {
      const whole = holds(this.sight, at) ? inside(this.sight, box) : !touch(this.sight, box);
      return whole && !this.full.near(box).some((other) => touch(box, other));
    }

    // Whether the name stands already beside a mark at its place, which is then not named twice.
    told({ text, at }) {
      const same = (name) => name.kind === "marks" && name.text === text;
      return this.said.some((name) => same(name) && holds([name.box[0] - NEAR[0], name.box[1] - NEAR[1], name.box[2] + NEAR[0], name.box[3] + NEAR[1]], at));
    }

    // Whether a symbol or a ring lies on a point.
    covered(at) {
      return this.lying(at).some((box) => holds(box, at, 3));
    }

    lying({ x, y }) {
      return this.solid.near([x - 4, y - 4, x + 4, y + 4]);
    }

    // Right of the point, left, above, below: beyond what lies on it.
    round({ at, gaps, high }, width) {
      let { right, left, up, down } = gaps;
      for (const box of this.lying(at)) {
        if (!holds(box, at)) continue;
        right = Math.max(right, box[2] - at.x + 4.5);
        left = Math.max(left, at.x - box[0] + 4.5);
        up = Math.max(up, at.y - box[1] + 4);
        down = Math.max(down, box[3] - at.y + 4);
      }
      const middle = at.x - width / 2;
      const stand = (x, y) => ({ x, y, box: [x - 4, y - high, x + width + 4, y + high] });
      const rise = high - 4;
      return [stand(at.x + right, at.y), stand(at.x - left - width, at.y), stand(middle, at.y - up - rise), stand(middle, at.y + down + rise)];
    }

    // On the point itself, turned round it; what must be written gives way up and down.
    on({ at, angle, high, must }, width) {
      const turn = (angle * Math.PI) / 180;
      const [half, rise] = [(Math.abs(Math.cos(turn)) * width) / 2, (Math.abs(Math.sin(turn)) * width) / 2];
      const steps = must ? [0, -1, 1, -2, 2, -3, 3] : [0];
      return steps.map((step) => {
        const y = at.y + step * (2 * high + 2);
        const [x, low] = [at.x - (width / 2) * Math.cos(turn), y + (width / 2) * Math.sin(turn)];
        return { x, y: low, box: [at.x - half - 4, y - rise - high, at.x + half + 4, y + rise + high] };
      });
    }
  }

  geodash.Room = Room;
  if (typeof module !== "undefined") module.exports = { Room };
})();

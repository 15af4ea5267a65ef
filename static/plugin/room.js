// Room for names: each finds a place by its point that is clear of everything before it, whole and in sight, or none.
// Boxes are [west, north, east, south] in pixels. geodash/view/names.py does the same for figures.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const TILE = 64;
  const SHORT = [28, 22, 16, 11]; // letters that are left of a name that must be written and finds no room
  const NEAR = [30, 15];
  const RIM = 2;

  const touch = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  const inside = ([w, n, e, s], box) => box[0] >= w && box[1] >= n && box[2] <= e && box[3] <= s;
  const holds = ([w, n, e, s], { x, y }, rim = 0) => x > w - rim && x < e + rim && y > n - rim && y < s + rim;

  const line = (x, y, width, high) => ({ x, y, box: [x - 4, y - high, x + width + 4, y + high] });

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
    // `sight` is the box that is seen, of which a name in it keeps off the rim; `crowd(box)` says how many marks can lie in one.
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
      for (const [text, ways] of this.attempts(asked)) {
        const width = wide(text);
        const best = this.best(asked, text, ways.call(this, asked, width));
        if (!best) continue;
        this.full.add(best.box);
        this.said.push({ text: asked.text, kind: asked.kind, box: best.box });
        return best;
      }
      return null;
    }

    // What must be written is tried a line or two away too, and then shortened.
    attempts({ text, gaps, must }) {
      const near = gaps ? this.round : this.on;
      if (!must) return [[text, near]];
      const short = SHORT.filter((n) => n + 3 < text.length).map((n) => `${text.slice(0, n).trimEnd()}…`);
      const ways = gaps ? [near, this.away] : [near];
      return [text, ...short].flatMap((some) => ways.map((way) => [some, way]));
    }

    // The place that covers fewest marks, the first of several alike.
    best(asked, text, stands) {
      let [best, fewest] = [null, (asked.bears ?? Infinity) + 1];
      for (const stand of stands) {
        if (!this.free(stand.box, asked.at)) continue;
        const marks = this.crowd(stand.box);
        if (marks < fewest) [best, fewest] = [{ text, ...stand }, marks];
      }
      return best;
    }

    // A name in sight is seen whole; one whose point is out of sight stays out.
    free(box, at) {
      const [w, n, e, s] = this.sight;
      const whole = holds(this.sight, at) ? inside([w + RIM, n + RIM, e - RIM, s - RIM], box) : !touch(this.sight, box);
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

    // How far from its point a name begins: beyond what lies on it.
    beyond({ at, gaps }) {
      let { right, left, up, down } = gaps;
      for (const box of this.lying(at)) {
        if (!holds(box, at)) continue;
        right = Math.max(right, box[2] - at.x + 4.5);
        left = Math.max(left, at.x - box[0] + 4.5);
        up = Math.max(up, at.y - box[1] + 4);
        down = Math.max(down, box[3] - at.y + 4);
      }
      return { right, left, up, down };
    }

    // Right of the point, left, above, below.
    round(asked, width) {
      const { at, high } = asked;
      const { right, left, up, down } = this.beyond(asked);
      const rows = [[at.x + right, at.y], [at.x - left - width, at.y], [at.x - width / 2, at.y - up - high + 4], [at.x - width / 2, at.y + down + high - 4]];
      return rows.map(([x, y]) => line(x, y, width, high));
    }

    // Above and below to the right and left, and a line further.
    away(asked, width) {
      const { at, high } = asked;
      const { up, down } = this.beyond(asked);
      const found = [];
      for (const further of [0, 2 * high + 1]) {
        for (const y of [at.y - up - high + 4 - further, at.y + down + high - 4 + further]) {
          for (const x of [at.x - width / 2, at.x - high, at.x + high - width]) found.push(line(x, y, width, high));
        }
      }
      return found;
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

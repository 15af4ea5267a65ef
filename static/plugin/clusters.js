// Crowded marks as one: where symbols would lie on each other, a ring in the layers' colours with their number.
// The rule's figures are in styles.yaml under marks.cluster; tests/golden/cluster_cases.json holds cases of it.
(function (root) {
  "use strict";
  const geodash = (root.geodash = root.geodash || {});

  const ring = (rings, n) => rings.reduce((found, [from, radius]) => (n >= from ? radius : found), rings[0][1]);

  const BUCKETS = 65536;

  // What lies near a point, through a grid of cells as wide as the farthest reach. Cells share buckets, so that what
  // comes back may lie far away too, and now and then comes twice: who asks looks at the distance.
  class Grid {
    constructor() {
      this.heads = new Int32Array(BUCKETS);
      this.empty(1);
    }

    empty(cell) {
      this.cell = cell;
      this.heads.fill(-1);
      this.items = [];
      this.nexts = [];
    }

    put(item) {
      const bucket = bucketOf(Math.floor(item.x / this.cell), Math.floor(item.y / this.cell));
      this.nexts.push(this.heads[bucket]);
      this.heads[bucket] = this.items.push(item) - 1;
    }

    // Calls back with each item in the nine cells round a point and the square of its distance.
    near(x, y, see) {
      const [column, row] = [Math.floor(x / this.cell), Math.floor(y / this.cell)];
      for (let i = column - 1; i <= column + 1; i += 1) {
        for (let j = row - 1; j <= row + 1; j += 1) {
          for (let k = this.heads[bucketOf(i, j)]; k >= 0; k = this.nexts[k]) {
            const item = this.items[k];
            see(item, (item.x - x) * (item.x - x) + (item.y - y) * (item.y - y));
          }
        }
      }
    }
  }

  const bucketOf = (column, row) => (Math.imul(column, 73856093) ^ Math.imul(row, 19349663)) & (BUCKETS - 1);

  const grid = new Grid(); // one for all, so that moving the window leaves no litter

  // Spots that touch the first of a group: each goes to the nearest group within `touch`, or begins one.
  function touching(spots, touch) {
    grid.empty(touch);
    const groups = [];
    let nearest, least;
    const see = (group, away) => {
      if (away > least || (away === least && !(nearest && group.order < nearest.order))) return;
      nearest = group;
      least = away;
    };
    for (const spot of spots) {
      nearest = null;
      least = touch * touch;
      grid.near(spot.x, spot.y, see);
      if (nearest) {
        if (nearest.others) nearest.others.push(spot);
        else nearest.others = [spot];
        nearest.n += spot.n;
      } else {
        const group = { x: spot.x, y: spot.y, first: spot, others: null, n: spot.n, order: groups.length, size: 0, gone: false };
        groups.push(group);
        grid.put(group);
      }
    }
    return groups;
  }

  // Spots are {x, y, n} in pixels of one zoom, n marks at each. The clusters are {x, y, n, spots}, the largest first;
  // a spot that is in none has room for its own symbols. The outcome hangs on the spots alone, not on their order.
  function group(spots, rule) {
    const sorted = [...spots].sort((a, b) => b.n - a.n || a.y - b.y || a.x - b.x);
    return clusters(touching(sorted, rule.touch), rule);
  }

  const members = (one) => (one.others ? [one.first, ...one.others] : [one.first]);

  const hides = (one, { x, y }, reach) => (one.x - x) ** 2 + (one.y - y) ** 2 < reach ** 2;

  // Groups of several spots and of enough marks become rings, and two of which one would hide the other; a ring takes in
  // what would lie under it.
  function clusters(groups, rule) {
    const enough = (one) => one.others !== null && (one.n >= rule.least || hides(one, one.others[0], rule.hides));
    const rings = groups.filter(enough).sort((a, b) => b.n - a.n || a.order - b.order);
    if (rings.length === 0) return [];
    const most = ring(rule.rings, Infinity);
    grid.empty(2 * most + rule.gap);
    for (const one of groups) {
      one.size = enough(one) ? ring(rule.rings, one.n) : rule.touch / 2;
      grid.put(one);
    }
    for (const one of rings) {
      if (one.gone) continue;
      grid.near(one.x, one.y, (other, away) => {
        if (other === one || other.gone || away >= (one.size + other.size + rule.gap) ** 2) return;
        other.gone = true;
        one.n += other.n;
        one.others.push(...members(other));
      });
    }
    return rings.filter((one) => !one.gone).map((one) => ({ x: one.x, y: one.y, n: one.n, spots: members(one) }));
  }

  // The crowd of a map: which of its marks are drawn together at this zoom, in this window.
  class Crowd {
    constructor(marks, rule) {
      this.rule = rule;
      this.found = [];
      const spots = new Map();
      for (const mark of marks) {
        if (mark.form !== "point") continue;
        const spot = spots.get(mark.ground);
        if (spot) spot.marks.push(mark);
        else spots.set(mark.ground, { x: 0, y: 0, n: 0, marks: [mark] });
      }
      // Sorted once, by what does not change from window to window, so that a ring stays where it is while time runs.
      this.spots = [...spots.values()].sort((a, b) => b.marks.length - a.marks.length || a.marks[0].y - b.marks[0].y || a.marks[0].x - b.marks[0].x);
    }

    // Gather anew where the window or the zoom is another one. Sets `cluster` on every mark: its cluster, or null.
    gather(window, scale) {
      if (this.window === window && this.scale === scale) return this.found;
      for (const { marks } of this.found) for (const mark of marks) mark.cluster = null;
      if (this.scale !== scale) this.zoom(scale);
      if (this.window !== window) this.tell();
      [this.window, this.scale] = [window, scale];
      this.found = clusters(touching(this.shown, this.rule.touch), this.rule).map((one) => this.count(one));
      return this.found;
    }

    zoom(scale) {
      for (const spot of this.spots) {
        spot.x = spot.marks[0].x * scale;
        spot.y = spot.marks[0].y * scale;
      }
    }

    // How many marks each spot has by now.
    tell() {
      this.shown = [];
      for (const spot of this.spots) {
        spot.n = 0;
        for (const mark of spot.marks) if (mark.how) spot.n += 1;
        if (spot.n) this.shown.push(spot);
      }
    }

    count({ x, y, n, spots }) {
      const cluster = { x, y, n, marks: [], layers: {}, radius: ring(this.rule.rings, n) };
      for (const spot of spots) {
        for (const mark of spot.marks) {
          if (!mark.how) continue;
          mark.cluster = cluster;
          cluster.marks.push(mark);
          const row = (cluster.layers[mark.layer] = cluster.layers[mark.layer] || { all: 0, certain: 0 });
          row.all += 1;
          if (mark.how === 3) row.certain += 1;
        }
      }
      return cluster;
    }
  }

  // A ring: an arc a layer as long as its share, pale for what is only possibly or undatedly there, the number within.
  function paint(pen, cluster, x, y, { order, styles, rule, paper, ink, theme }) {
    const { radius, n } = cluster;
    const middle = radius - rule.width / 2;
    pen.setLineDash([]);
    pen.globalAlpha = 1;
    pen.beginPath();
    pen.arc(x, y, radius + 1.5, 0, 2 * Math.PI);
    pen.fillStyle = paper;
    pen.fill();
    pen.lineWidth = rule.width;
    let from = -Math.PI / 2;
    for (const layer of order) {
      const row = cluster.layers[layer];
      if (!row) continue;
      for (const [count, alpha] of [[row.certain, 1], [row.all - row.certain, rule.pale]]) {
        if (count === 0) continue;
        const to = from + (2 * Math.PI * count) / n;
        pen.globalAlpha = alpha;
        pen.strokeStyle = styles[layer][theme];
        pen.beginPath();
        pen.arc(x, y, middle, from, to);
        pen.stroke();
        from = to;
      }
    }
    pen.globalAlpha = 1;
    pen.font = '600 12px "Source Sans", "Source Sans Pro", system-ui, sans-serif';
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = ink;
    pen.fillText(n > 9999 ? `${Math.round(n / 1000)}k` : String(n), x, y + 0.5);
    pen.textAlign = "left";
  }

  geodash.clusters = { group, Crowd, paint };
  if (typeof module !== "undefined") module.exports = geodash.clusters;
})(typeof window === "undefined" ? globalThis : window);

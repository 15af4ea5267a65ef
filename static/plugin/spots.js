// Where marks lie: in world pixels at zoom 0, which any zoom only has to multiply.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  const world = (lon, lat) => {
    const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
    return [256 * (lon / 360 + 0.5), 256 * (0.5 - Math.atanh(sine) / (2 * Math.PI))];
  };

  const degrees = (x, y) => ({ lon: 360 * (x / 256 - 0.5), lat: (Math.asin(Math.tanh(2 * Math.PI * (0.5 - y / 256))) * 180) / Math.PI });

  // Every mark begins as a copy of this, so that all are laid out alike in memory: passes over tens of thousands of
  // them take half the time. The first half comes with the view, the second is worked out here and in standings.js.
  const BLANK = {
    id: "", layer: "", form: "point", shape: "", at: null, size: 0, name: "", tooltip: "", spans: null, km: 0, rings: null,
    classes: {}, always: false, articles: [], themes: [], prec: 0, moments: [], mentions: 0,
    number: -1, ground: "", x: 0, y: 0, radius: 0, box: null, left: true, how: 0, alpha: 1, fill: null, dx: 0, stack: 1, cluster: null,
  };

  // A mark as it came, with world pixels at zoom 0 and room for what the window makes of it.
  function prepare(mark) {
    const [x, y] = world(mark.at[0], mark.at[1]);
    const rings = (mark.rings || []).map((ring) => ring.map(([lon, lat]) => world(lon, lat)));
    // A kilometre on the ground is 1/cos(latitude) longer on a Mercator map.
    const radius = mark.km && rings.length === 0 ? (mark.km * 1000 * 256) / (2 * Math.PI * 6378137 * Math.cos((mark.at[1] * Math.PI) / 180)) : 0;
    const box = [x - radius, y - radius, x + radius, y + radius];
    for (const [px, py] of rings.flat()) {
      [box[0], box[1]] = [Math.min(box[0], px), Math.min(box[1], py)];
      [box[2], box[3]] = [Math.max(box[2], px), Math.max(box[3], py)];
    }
    const ground = rings.length ? `${box}|${rings.length}` : String(mark.at);
    return { ...BLANK, ...mark, x, y, rings, radius, box, ground };
  }

  // The groups of marks that have one and the same place.
  function shared(marks) {
    const spots = new Map();
    for (const mark of marks) {
      const spot = spots.get(mark.ground);
      if (spot) spot.push(mark);
      else spots.set(mark.ground, [mark]);
    }
    return [...spots.values()].filter((spot) => spot.length > 1);
  }

  // Whether a point in world pixels lies inside a mark's rings, by the even-odd rule.
  function within(mark, x, y) {
    let odd = false;
    for (const ring of mark.rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
      }
    }
    return odd;
  }

  geodash.spots = { world, degrees, prepare, shared, within };
})();

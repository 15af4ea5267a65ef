// Where marks lie: in world pixels at zoom 0, which any zoom only has to multiply.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  const world = (lon, lat) => {
    const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
    return [256 * (lon / 360 + 0.5), 256 * (0.5 - Math.atanh(sine) / (2 * Math.PI))];
  };

  const degrees = (x, y) => ({ lon: 360 * (x / 256 - 0.5), lat: (Math.asin(Math.tanh(2 * Math.PI * (0.5 - y / 256))) * 180) / Math.PI });

  // Each mark as it came, with world pixels at zoom 0 and room for what the window makes of it.
  function prepare(mark) {
    const [x, y] = world(mark.at[0], mark.at[1]);
    const rings = (mark.rings || []).map((ring) => ring.map(([lon, lat]) => world(lon, lat)));
    // A kilometre on the ground is 1/cos(latitude) longer on a Mercator map.
    const radius = mark.km && rings.length === 0 ? (mark.km * 1000 * 256) / (2 * Math.PI * 6378137 * Math.cos((mark.at[1] * Math.PI) / 180)) : 0;
    const box = rings.flat().reduce(
      ([w, n, e, s], [px, py]) => [Math.min(w, px), Math.min(n, py), Math.max(e, px), Math.max(s, py)],
      [x - radius, y - radius, x + radius, y + radius],
    );
    const ground = rings.length ? `${box}|${rings.length}` : String(mark.at);
    return { ground, dx: 0, stack: 1, classes: {}, articles: [], themes: [], moments: [], prec: 0, always: false, ...mark, x, y, rings, radius, box, how: 0, alpha: 1, fill: mark.color };
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

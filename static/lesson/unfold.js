// Evidence as it is packed: a number stands for an entry of the pool, an array begins with what it is. Packed by
// geodash/render/lesson/interning.py; tests/unit/render/test_render_interning.py reads it with the same rules.
(function (root) {
  "use strict";
  const lesson = (root.geodashLesson = root.geodashLesson || {});
  const [LIST, LINES, PLAIN] = [0, 1, 2];

  // A reader of codes; what several codes share is read once, and is the same value in all of them.
  function unfold({ pool, shapes }) {
    const known = [];
    function open(code) {
      if (typeof code === "number") {
        if (!(code in known)) known[code] = open(pool[code]);
        return known[code];
      }
      if (typeof code === "string") return code;
      const [kind, ...parts] = code;
      if (kind === PLAIN) return parts[0];
      if (kind === LIST) return parts.map(open);
      if (kind === LINES) return parts.map(open).join("\n");
      return Object.fromEntries(shapes[kind - PLAIN - 1].map((name, place) => [name, open(parts[place])]));
    }
    return open;
  }

  // Outlines by kind, as folded by geodash/render/lesson/outlines.py, as GeoJSON.
  function outlines(kinds) {
    return Object.fromEntries(Object.entries(kinds).map(([kind, rows]) => [kind, { type: "FeatureCollection", features: rows.map(outline) }]));
  }

  function outline([properties, rings, ...folded]) {
    const lines = folded.map((steps) => {
      const line = [];
      for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
        x += steps[i];
        y += steps[i + 1];
        line.push([x / 1000, y / 1000]);
      }
      return line;
    });
    const geometry = rings ? { type: "MultiPolygon", coordinates: lines.map((line) => [line]) } : { type: "MultiLineString", coordinates: lines };
    return { type: "Feature", properties, geometry };
  }

  Object.assign(lesson, { unfold, outlines });
  if (typeof module !== "undefined") module.exports = { unfold, outlines };
})(typeof window === "undefined" ? globalThis : window);

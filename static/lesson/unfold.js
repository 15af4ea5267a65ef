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

  lesson.unfold = unfold;
  if (typeof module !== "undefined") module.exports = { unfold };
})(typeof window === "undefined" ? globalThis : window);

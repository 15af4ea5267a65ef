// The time test, the same as geodash/selection.py; tests/golden/window_cases.json is run against both.
// A span is [possible_from, possible_to | null, certain_from | null, certain_to | null, fade_from],
// in days since 1970-01-01; a window is [first, last] in the same days.
(function (root) {
  "use strict";
  const geodash = (root.geodash = root.geodash || {});

  const possible = (span, first, last) => (span[1] === null || first <= span[1]) && last >= span[0];

  const certain = (span, first, last) =>
    span[2] !== null && span[3] !== null && first <= span[3] && last >= span[2];

  // "certain", "possible", "undated" (no spans at all) or "out".
  function standing(spans, first, last) {
    if (spans.length === 0) return "undated";
    let maybe = false;
    for (const span of spans) {
      if (certain(span, first, last)) return "certain";
      maybe = maybe || possible(span, first, last);
    }
    return maybe ? "possible" : "out";
  }

  // 1, or less where an open end has run on past the last word about it.
  function opacity(spans, first, last, fade) {
    if (standing(spans, first, last) !== "possible") return 1;
    let best = 0;
    for (const span of spans) {
      if (!possible(span, first, last)) continue;
      const open = span[1] === null && first > span[4];
      const gone = open ? ((1 - fade.floor) * (first - span[4])) / (365.25 * fade.years) : 0;
      best = Math.max(best, fade.floor, 1 - gone);
    }
    return Math.round(best * 1000) / 1000;
  }

  geodash.time = { standing, opacity };
  if (typeof module !== "undefined") module.exports = geodash.time;
})(typeof window === "undefined" ? globalThis : window);

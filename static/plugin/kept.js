// Which marks the filters leave: a bit each, in the order of the view's marks, the lowest bit of a byte first, as base64.
// tests/golden/filter_cases.json is run against geodash/selection.py and, through these bits, against this.
(function (root) {
  "use strict";
  const geodash = (root.geodash = root.geodash || {});
  const all = () => true;

  // A test on a mark's number; without bits all marks are left.
  function kept(bits) {
    if (!bits) return all;
    const bytes = atob(bits);
    return (number) => ((bytes.charCodeAt(number >> 3) >> (number & 7)) & 1) === 1;
  }

  geodash.kept = kept;
  if (typeof module !== "undefined") module.exports = { kept };
})(typeof window === "undefined" ? globalThis : window);

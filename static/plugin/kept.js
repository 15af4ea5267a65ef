// Which marks the filters leave: an answer each, in the order of the view's marks, as geodash/render/bits.py writes them:
// the first answer, the parameters of its runs and of the other's, and the lengths of all runs in Rice's code.
// tests/golden/filter_cases.json is run against geodash/selection.py and, through these bits, against this.
(function (root) {
  "use strict";
  const geodash = (root.geodash = root.geodash || {});
  const all = () => true;

  // A test on a mark's number; without bits all marks are left.
  function kept(bits) {
    if (!bits) return all;
    const answers = unpack(bits);
    return (number) => answers[number] === 1;
  }

  function unpack(bits) {
    const bytes = atob(bits.slice(3));
    const widths = [bits.charCodeAt(1) - 97, bits.charCodeAt(2) - 97];
    const answers = [];
    const end = 8 * bytes.length;
    let answer = Number(bits[0]);
    let place = 0;
    const next = () => { place += 1; return (bytes.charCodeAt((place - 1) >> 3) >> ((place - 1) & 7)) & 1; };
    for (let turn = 0; place < end; turn = 1 - turn) {
      let length = 0;
      while (next()) length += 1;
      length <<= widths[turn];
      for (let i = 0; i < widths[turn]; i += 1) length |= next() << i;
      for (let i = 0; i <= length; i += 1) answers.push(answer);
      answer = 1 - answer;
    }
    return answers;
  }

  geodash.kept = kept;
  if (typeof module !== "undefined") module.exports = { kept };
})(typeof window === "undefined" ? globalThis : window);

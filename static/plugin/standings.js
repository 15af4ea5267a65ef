// What the window and the filters make of each mark: whether it is shown, how sure it is, how it looks.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const { standing, opacity } = geodash.time;
  const HOW = ["out", "undated", "possible", "certain"]; // by their number, `mark.how`
  const overlaps = (wanted, has) => wanted.length === 0 || has.some((item) => wanted.includes(item));

  class Standings {
    constructor(marks, view) {
      this.marks = marks;
      this.view = view;
      this.kept = geodash.kept(null);
      this.filtered = null;
      this.spots = geodash.spots.shared(marks.filter((mark) => mark.form === "point"));
    }

    // Give each mark how it stands, its strength and its colour; counts by layer come out of the same pass.
    apply(wanted) {
      this.filter(wanted);
      const [first, last] = wanted.window;
      const counts = {};
      for (const mark of this.marks) {
        mark.how = mark.left ? HOW.indexOf(this.inTime(mark, wanted)) : 0;
        if (mark.how === 0) continue;
        counts[mark.layer] = counts[mark.layer] || { certain: 0, possible: 0, undated: 0 };
        counts[mark.layer][HOW[mark.how]] += 1;
        mark.alpha = mark.how === 2 && !mark.always ? opacity(mark.spans, first, last, this.view.fade) : 1;
        if (mark.how === 1) mark.alpha = this.view.rules.undated.opacity;
        const style = this.view.styles[mark.layer];
        mark.fill = style[wanted.theme];
        if (mark.always) {
          const number = mark.classes[wanted.year];
          mark.fill = number === undefined ? null : style.classes[wanted.theme][number];
        }
      }
      this.setApart();
      return counts;
    }

    // What the filters leave hangs on no window: it is worked out again only when one of them changes.
    filter(wanted) {
      const { layers, precision, articles, themes, kept } = wanted;
      const key = JSON.stringify([layers, precision, articles, themes, kept]);
      if (key === this.filtered) return;
      this.filtered = key;
      this.kept = geodash.kept(kept);
      for (const mark of this.marks) mark.left = this.passes(mark, wanted);
    }

    // Marks of several layers on one spot (a district's seat, say) stand side by side, a few pixels apart whatever
    // the zoom; several of one layer are one symbol with their number. The data keep their place.
    setApart() {
      for (const spot of this.spots) {
        const stacks = new Map();
        for (const mark of spot) {
          mark.dx = 0;
          mark.stack = 1;
          if (mark.how) stacks.set(mark.layer, [...(stacks.get(mark.layer) || []), mark]);
        }
        [...stacks.values()].forEach((stack, i) => {
          for (const mark of stack) mark.dx = (i - (stacks.size - 1) / 2) * this.view.rules.beside;
          stack[stack.length - 1].stack = stack.length;
        });
      }
    }

    // What the window makes of a mark, whether or not the filters let it be drawn. A coca zone stays whatever the
    // window, but is certain only with a figure or a dated moment in it (geodash/presence.py, layer_standing).
    inWindow(mark, wanted) {
      const how = standing(mark.spans, wanted.window[0], wanted.window[1]);
      return mark.always && how !== "certain" ? "possible" : how;
    }

    // Whether the filters that have nothing to do with time leave a mark.
    passes(mark, wanted) {
      if (!wanted.layers.includes(mark.layer) || mark.prec > wanted.precision || !this.kept(mark.number)) return false;
      return overlaps(wanted.articles, mark.articles) && overlaps(wanted.themes, mark.themes);
    }

    // What the filters and the window make of a mark, or of a row that is listed and not drawn.
    of(mark, wanted) {
      return this.passes(mark, wanted) ? this.inTime(mark, wanted) : "out";
    }

    inTime(mark, wanted) {
      const how = this.inWindow(mark, wanted);
      if (how === "possible" && wanted.certainty === "certainly") return "out";
      return how === "undated" && !wanted.undated ? "out" : how;
    }
  }

  Object.assign(geodash, { Standings, HOW });
})();

// The bars of the timeline: how much of what the filters leave falls into each year, stacked by layer, and where the
// figures change their method.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const { make } = geodash;
  const SVG = "http://www.w3.org/2000/svg";

  class Histogram {
    // `at(year)` is where a year begins on the axis, in hundredths of its width.
    constructor(view, say, at) {
      this.view = view;
      this.say = say;
      this.at = at;
      [this.from, this.to] = view.timeline.years;
      this.bars = document.createElementNS(SVG, "svg");
      this.bars.setAttribute("viewBox", `0 0 ${this.to - this.from + 1} 100`);
      this.bars.setAttribute("preserveAspectRatio", "none");
      this.bars.setAttribute("aria-hidden", "true");
      this.breaks = make("div", "gt-breaks");
      this.caption = make("p", "gt-caption", "", { title: say("counted_help") });
    }

    // Count and draw what the filters leave, only when these change; gives how many are undated, or null if none changed.
    draw(marks, wanted) {
      const key = JSON.stringify({ ...wanted, window: null, year: null, certainty: null, undated: null, focus: null });
      if (key === this.drawn) return null;
      this.drawn = key;
      const { layers, styles } = this.view;
      this.years = Array.from({ length: this.to - this.from + 1 }, () => layers.map(() => 0));
      let undated = 0;
      for (const mark of marks) {
        if (!mark.left) continue; // see standings.js
        if (mark.spans.length === 0 && !mark.always) undated += 1;
        const layer = layers.indexOf(mark.layer);
        for (const moment of mark.moments) if (moment >= this.from && moment <= this.to) this.years[moment - this.from][layer] += 1;
      }
      this.stack(layers.map((layer) => styles[layer][wanted.theme]));
      this.part(wanted.layers.includes("coca_zones"));
      return undated;
    }

    stack(colors) {
      const totals = this.years.map((row) => row.reduce((sum, value) => sum + value, 0));
      const most = Math.max(1, ...totals);
      this.bars.replaceChildren();
      this.years.forEach((row, i) => {
        let below = 0;
        row.forEach((value, layer) => {
          if (value === 0) return;
          below += value;
          const bar = document.createElementNS(SVG, "rect");
          const place = { x: i + 0.08, y: 100 - (100 * below) / most, width: 0.84, height: (100 * value) / most, fill: colors[layer] };
          for (const [name, set] of Object.entries(place)) bar.setAttribute(name, set);
          this.bars.append(bar);
        });
      });
      const peak = totals.indexOf(most);
      this.caption.textContent = this.say("counted") + (peak < 0 ? "" : ` · ${this.say("most", { n: most, year: this.from + peak })}`);
    }

    part(shown) {
      this.breaks.replaceChildren();
      for (const [code, when] of shown ? this.view.timeline.breaks : []) {
        const told = this.say(`break_${code}`);
        const node = make("span", "gt-break", "", { role: "img", "aria-label": told, title: told });
        node.style.left = `${this.at(when)}%`;
        node.append(make("span", "", this.say(`break_${code}_short`)));
        this.breaks.append(node);
      }
    }

    // What a year has, in words.
    tell(when) {
      const { layers, words, timeline } = this.view;
      const counts = layers.map((layer, i) => [words.layers[layer], this.years[when - this.from][i]]).filter(([, n]) => n);
      const breaks = this.breaks.childElementCount ? timeline.breaks.filter(([, at]) => at === when) : [];
      const told = [...counts.reverse().map(([name, n]) => `${name} ${n}`), ...breaks.map(([code]) => this.say(`break_${code}`))];
      return `${when}: ${told.join(" · ") || this.say("none")}`;
    }
  }

  geodash.Histogram = Histogram;
})();

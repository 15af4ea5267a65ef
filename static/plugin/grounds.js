// What marks cover on the ground: areas, vague circles and uncertainty circles, each outline once. Within a layer they
// are washed on together, so that ten of them on top of each other are no darker than one: the wash says where, not how
// many.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  class Grounds {
    constructor(view) {
      this.view = view;
      this.scratch = document.createElement("canvas");
      this.wash = this.scratch.getContext("2d");
    }

    // Draw the grounds of a layer's marks, on a frame, in a theme.
    draw(pen, frame, marks, theme) {
      Object.assign(this, { pen, frame, theme });
      const { rules } = this.view;
      const least = (mark) => Math.max(rules.circle.least, mark.size);
      const once = new Map();
      for (const mark of marks) {
        if (mark.form !== "point") once.set(`${mark.ground}|${mark.km}|${mark.how}`, mark);
        else if (frame.reach(mark) >= least(mark)) once.set(this.nearly(mark), mark);
      }
      const grounds = [...once.values()];
      for (const wide of [true, false]) {
        const washed = grounds.filter((mark) => mark.how === 3 && !mark.always && wide === this.wide(mark));
        if (washed.length) this.washOn(washed, wide ? rules.wide.fill : rules.fill);
      }
      for (const mark of grounds) this.edge(mark, rules);
      pen.setLineDash([]);
      pen.globalAlpha = 1;
    }

    // One number for circles that nobody could tell apart: middle and radius within four pixels.
    nearly(mark) {
      const [x, y, radius] = this.frame.place(mark);
      return ((((x + 4096) >> 2) * 4096 + ((y + 4096) >> 2)) * 65536 + (radius >> 2)) * 4 + mark.how;
    }

    edge(mark, rules) {
      const { pen } = this;
      const vague = mark.form !== "point";
      this.frame.trace(pen, mark);
      if (mark.always) this.zone(mark);
      const strength = !vague ? rules.circle.opacity : this.wide(mark) ? rules.wide.opacity : 0.85;
      pen.globalAlpha = strength * mark.alpha;
      pen.lineWidth = vague && !this.wide(mark) ? 1.5 : 1;
      pen.strokeStyle = this.view.styles[mark.layer][this.theme];
      pen.setLineDash(mark.how === 1 ? rules.undated.dash : vague ? rules.dash : []);
      pen.stroke();
    }

    wide(mark) {
      return this.frame.reach(mark) > this.view.rules.wide.from;
    }

    zone(mark) {
      const style = this.view.styles[mark.layer];
      this.pen.globalAlpha = mark.fill ? style.fill : 0.55;
      this.pen.fillStyle = mark.fill || geodash.symbols.hatch(this.pen, style[this.theme]);
      this.pen.fill("evenodd");
    }

    washOn(marks, strength) {
      const { wash, frame } = this;
      const ratio = geodash.symbols.ratio();
      wash.setTransform(ratio, 0, 0, ratio, 0, 0);
      wash.clearRect(0, 0, frame.width, frame.height);
      for (const mark of marks) {
        wash.fillStyle = mark.fill;
        frame.trace(wash, mark);
        wash.fill("evenodd");
      }
      this.pen.globalAlpha = strength;
      this.pen.drawImage(this.scratch, 0, 0, frame.width, frame.height);
      this.pen.globalAlpha = 1;
    }
  }

  geodash.Grounds = Grounds;
})();

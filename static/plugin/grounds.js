// What marks cover on the ground: areas, vague circles and uncertainty circles, each outline once. Within a layer they
// are washed on together, so that ten of them on top of each other are no darker than one: the wash says where, not how
// many.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  const STAMPED = 64; // pixels; rings up to this radius are stamps
  const FEW = 600;

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
        if (mark.rings.length) once.set(`${mark.ground}|${mark.how}`, mark);
        else if (mark.form !== "point" || frame.reach(mark) >= least(mark)) once.set(this.nearly(mark), mark);
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

    // One number for circles that nobody could tell apart: middle and radius within four pixels, vague or not, how sure.
    nearly(mark) {
      const { scale, x, y } = this.frame;
      const [column, row] = [(mark.x * scale - x + 4096) >> 2, (mark.y * scale - y + 4096) >> 2];
      return ((column * 4096 + row) * 16384 + ((mark.radius * scale) >> 2)) * 8 + (mark.form === "point" ? 0 : 4) + mark.how;
    }

    edge(mark, rules) {
      const { pen } = this;
      const vague = mark.form !== "point";
      if (mark.rings.length === 0 && !mark.always && mark.radius * this.frame.scale <= STAMPED) return this.ring(mark, rules, vague);
      this.frame.trace(pen, mark);
      if (mark.always) this.zone(mark);
      const strength = !vague ? rules.circle.opacity : this.wide(mark) ? rules.wide.opacity : 0.85;
      pen.globalAlpha = strength * mark.alpha;
      pen.lineWidth = vague && !this.wide(mark) ? 1.5 : 1;
      pen.strokeStyle = this.view.styles[mark.layer][this.theme];
      pen.setLineDash(mark.how === 1 ? rules.undated.dash : vague ? rules.dash : []);
      pen.stroke();
    }

    ring(mark, rules, vague) {
      const { pen, frame } = this;
      const { ring, sharp } = geodash.symbols;
      const [x, y, radius] = frame.place(mark);
      const dash = mark.how === 1 ? rules.undated.dash : vague ? rules.dash : [];
      const { image, side, half } = ring(Math.max(1, Math.round(radius)), this.view.styles[mark.layer][this.theme], vague ? 1.5 : 1, dash);
      pen.globalAlpha = (vague ? 0.85 : rules.circle.opacity) * mark.alpha;
      pen.drawImage(image, sharp(x - half), sharp(y - half), side, side);
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

    // Circles as one path; what else there is, and very many, on a sheet of their own that is laid on.
    washOn(marks, strength) {
      const { pen, wash, frame } = this;
      if (marks.length <= FEW && marks.every((mark) => mark.rings.length === 0)) {
        pen.beginPath();
        for (const mark of marks) {
          const [x, y, radius] = frame.place(mark);
          pen.moveTo(x + radius, y);
          pen.arc(x, y, radius, 0, 2 * Math.PI);
        }
        pen.globalAlpha = strength;
        pen.fillStyle = marks[0].fill;
        pen.fill();
        pen.globalAlpha = 1;
        return;
      }
      const ratio = geodash.symbols.ratio();
      wash.setTransform(ratio, 0, 0, ratio, 0, 0);
      wash.clearRect(0, 0, frame.width, frame.height);
      for (const mark of marks) {
        wash.fillStyle = mark.fill;
        frame.trace(wash, mark);
        wash.fill("evenodd");
      }
      pen.globalAlpha = strength;
      pen.drawImage(this.scratch, 0, 0, frame.width, frame.height);
      pen.globalAlpha = 1;
    }
  }

  geodash.Grounds = Grounds;
})();

// The window of years on the timeline's axis, for hands and keys: its ends are handles, its middle moves it whole, and
// anywhere else a new one begins.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const { make } = geodash;

  class Brush {
    // `line` is the timeline: it has from, to, now, at, say, span, and set, shift, pause and settle.
    constructor(line, histogram) {
      this.line = line;
      this.histogram = histogram;
      const { from, to } = line;
      this.area = make("div", "gt-area");
      this.shades = [make("div", "gt-shade"), make("div", "gt-shade")];
      this.frame = make("div", "gt-window");
      this.handles = ["first", "last"].map((end) =>
        make("div", `gt-handle gt-${end}`, "", {
          role: "slider", tabindex: "0", "aria-label": line.say(end), "aria-valuemin": from, "aria-valuemax": to, "aria-orientation": "horizontal",
        }));
      this.tip = make("p", "gt-tip", "", { "aria-hidden": "true" });
      this.tip.hidden = true;
      this.area.append(histogram.bars, ...this.shades, this.frame, histogram.breaks, ...this.handles);
      this.listen();
    }

    place() {
      const { line } = this;
      const { first, last } = line.now;
      const [left, right] = [line.at(first), line.at(last + 1)];
      this.frame.style.left = `${left}%`;
      this.frame.style.width = `${right - left}%`;
      this.shades[0].style.width = `${left}%`;
      this.shades[1].style.width = `${100 - right}%`;
      this.handles[0].style.left = `${left}%`;
      this.handles[1].style.left = `${right}%`;
      [first, last].forEach((value, i) => {
        this.handles[i].setAttribute("aria-valuenow", value);
        this.handles[i].setAttribute("aria-valuetext", line.say("value", { year: value, years: line.span() }));
      });
    }

    listen() {
      const { area } = this;
      area.addEventListener("pointerdown", (event) => this.grasp(event));
      area.addEventListener("pointermove", (event) => (this.held ? this.drag(event) : this.hover(event)));
      for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) area.addEventListener(end, () => this.release());
      area.addEventListener("pointerleave", () => { this.tip.hidden = true; });
      this.frame.addEventListener("dblclick", () => { this.line.set(this.line.from, this.line.to); this.line.settle(0); });
      this.handles.forEach((node, end) => node.addEventListener("keydown", (event) => this.press(event, end)));
    }

    yearAt(event) {
      const { from, to } = this.line;
      const box = this.area.getBoundingClientRect();
      const place = Math.floor(((event.clientX - box.left) / box.width) * (to - from + 1));
      return Math.min(to, Math.max(from, from + place));
    }

    // A handle moves its end, the window moves whole; anywhere else a new window begins.
    grasp(event) {
      if (event.button !== 0) return;
      const { line } = this;
      line.pause();
      const { first, last } = line.now;
      const when = this.yearAt(event);
      const handle = this.handles.indexOf(event.target);
      if (handle >= 0) this.held = { end: handle };
      else if (event.target === this.frame && !line.whole) this.held = { grip: when - first, width: last - first };
      else this.held = { anchor: when };
      this.area.setPointerCapture(event.pointerId);
      this.tip.hidden = true;
      event.preventDefault(); // no text is chosen while dragging
      if (handle >= 0) event.target.focus();
      if (this.held.anchor !== undefined) line.set(when, when);
    }

    // No more often than the screen is painted.
    drag(event) {
      if (!this.last) requestAnimationFrame(() => { this.pull(this.last); this.last = null; });
      this.last = event;
    }

    pull(event) {
      const { held, line } = this;
      if (!held || !event) return;
      const when = this.yearAt(event);
      const { first, last } = line.now;
      if (held.anchor !== undefined) line.set(held.anchor, when);
      else if (held.end === 0) line.set(Math.min(when, last), last);
      else if (held.end === 1) line.set(first, Math.max(when, first));
      else line.shift(when - held.grip - first);
    }

    release() {
      if (!this.held) return;
      if (this.last) this.pull(this.last);
      this.held = null;
      this.line.settle(0);
    }

    hover(event) {
      if (!this.histogram.years) return;
      this.tip.textContent = this.histogram.tell(this.yearAt(event));
      this.tip.hidden = false;
      const box = this.line.node.getBoundingClientRect();
      const half = this.tip.offsetWidth / 2;
      this.tip.style.left = `${Math.max(half + 4, Math.min(box.width - half - 4, event.clientX - box.left))}px`;
    }

    press(event, end) {
      const { line } = this;
      const { first, last } = line.now;
      const own = end ? last : first;
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: line.from - own, End: line.to - own };
      const by = steps[event.key];
      if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      line.pause();
      if (event.shiftKey) line.shift(by);
      else if (end) line.set(first, Math.max(first, last + by));
      else line.set(Math.min(last, first + by), last);
      line.settle();
    }
  }

  geodash.Brush = Brush;
})();

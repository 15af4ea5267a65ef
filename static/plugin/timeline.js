// Time at the foot of the map: a histogram by year, a window to drag, and play. Nothing here asks the server; only
// when the window comes to rest is the page told, once, and the command that comes back finds it already shown.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const DAY = 86400000;
  const PACE = 500; // milliseconds a year at speed 1
  const SPEEDS = [0.5, 1, 2, 4];
  const QUIET = 250; // this long after the last key the window is at rest
  const ANSWER = 10000; // this long an answer to what was told is waited for
  const SVG = "http://www.w3.org/2000/svg";

  const year = (days) => new Date(days * DAY).getUTCFullYear();
  const days = (first, last) => [Date.UTC(first, 0, 1) / DAY, Date.UTC(last, 11, 31) / DAY];
  const fill = (text, values) => Object.entries(values).reduce((told, [name, value]) => told.replace(`{${name}}`, value), text);

  function make(tag, className, text, attributes = {}) {
    const node = geodash.element(tag, className, text);
    if (tag === "button") node.type = "button";
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  }

  class Timeline {
    // `wire` has move(change): paint this now; rest(change): it stays; counts(): what is on the map by layer.
    constructor(host, view, wire) {
      this.view = view;
      this.wire = wire;
      this.words = view.words;
      [this.from, this.to] = view.timeline.years;
      this.now = { first: this.from, last: this.to, certainty: "possibly", undated: true };
      this.speed = 1;
      this.build(host);
      this.listen(host);
    }

    say(key, values = {}) {
      return fill(this.words.timeline[key], values);
    }

    // ---- what it is made of

    build(host) {
      this.node = make("section", "geodash-timeline", "", { role: "group", "aria-label": this.say("title") });
      this.large = make("div", "geodash-year", "", { "aria-hidden": "true" });
      this.large.hidden = true;
      host.append(this.large);
      this.heard = make("p", "gt-heard", "", { role: "status" });
      this.tip = make("p", "gt-tip", "", { "aria-hidden": "true" });
      this.tip.hidden = true;
      this.node.append(this.buildPlay(), this.buildTrack(), this.buildSide(), this.tip, this.heard);
      host.after(this.node);
      L.DomEvent.disableScrollPropagation(this.node);
    }

    buildPlay() {
      const box = make("div", "gt-play");
      const button = (sign, name, act) => {
        const node = make("button", `gt-${name}`, sign, { "aria-label": this.say(name), title: this.say(name) });
        node.addEventListener("click", act);
        return node;
      };
      this.player = button("", "play", () => this.toggle());
      this.pace = make("select", "gt-speed", "", { "aria-label": this.say("speed"), title: this.say("speed") });
      for (const speed of SPEEDS) {
        const option = make("option", "", `${speed}×`, { value: speed });
        option.selected = speed === 1;
        this.pace.append(option);
      }
      this.pace.addEventListener("change", () => { this.speed = Number(this.pace.value); });
      const step = (by) => () => { this.shift(by); this.settle(); };
      box.append(this.player, this.pace, button("‹", "back", step(-1)), button("›", "forward", step(1)));
      return box;
    }

    buildTrack() {
      const { from, to } = this;
      this.track = make("div", "gt-track");
      this.area = make("div", "gt-area");
      this.bars = document.createElementNS(SVG, "svg");
      this.bars.setAttribute("viewBox", `0 0 ${to - from + 1} 100`);
      this.bars.setAttribute("preserveAspectRatio", "none");
      this.bars.setAttribute("aria-hidden", "true");
      this.shades = [make("div", "gt-shade"), make("div", "gt-shade")];
      this.frame = make("div", "gt-window");
      this.handles = ["first", "last"].map((end) =>
        make("div", `gt-handle gt-${end}`, "", {
          role: "slider", tabindex: "0", "aria-label": this.say(end), "aria-valuemin": from, "aria-valuemax": to, "aria-orientation": "horizontal",
        }));
      this.marks = make("div", "gt-breaks");
      this.area.append(this.bars, ...this.shades, this.frame, this.marks, ...this.handles);
      this.caption = make("p", "gt-caption", "", { title: this.say("counted_help") });
      this.track.append(this.caption, this.area, this.buildDecades());
      return this.track;
    }

    buildDecades() {
      const row = make("div", "gt-decades");
      for (let start = Math.ceil(this.from / 10) * 10; start <= this.to; start += 10) {
        const end = Math.min(start + 9, this.to);
        const label = this.say("decade", { first: start, last: end });
        const button = make("button", "gt-decade", String(start), { "aria-label": label, title: label });
        button.style.left = `${this.at(start)}%`;
        button.addEventListener("click", () => { this.pause(); this.set(start, end); this.settle(0); });
        row.append(button);
      }
      return row;
    }

    buildSide() {
      const box = make("div", "gt-side");
      this.told = make("output", "gt-years");
      this.number = make("span", "gt-count");
      const head = make("p", "gt-read");
      head.append(this.told, this.number);
      const group = make("div", "gt-switch", "", { role: "radiogroup", "aria-label": this.say("certainty") });
      this.choices = ["certainly", "possibly"].map((code) => {
        const node = make("button", `gt-${code}`, "", { role: "radio", title: this.say(`${code}_help`) });
        node.append(make("i", "", code === "certainly" ? "●" : "○", { "aria-hidden": "true" }), make("span", "", this.say(code)));
        node.addEventListener("click", () => this.change({ certainty: code }));
        node.addEventListener("keydown", (event) => this.turn(event, code));
        return node;
      });
      group.append(...this.choices);
      this.hollow = make("button", "gt-undated");
      this.hollow.addEventListener("click", () => this.change({ undated: !this.now.undated }));
      const row = make("div", "gt-row");
      row.append(group, this.hollow);
      box.append(head, row);
      return box;
    }

    // Within a radio group arrows choose.
    turn(event, code) {
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      const other = code === "certainly" ? "possibly" : "certainly";
      this.change({ certainty: other });
      this.choices.find((node) => node.classList.contains(`gt-${other}`)).focus();
    }

    // ---- the window

    at(when) {
      return ((when - this.from) / (this.to - this.from + 1)) * 100;
    }

    get whole() {
      return this.now.first === this.from && this.now.last === this.to;
    }

    // Move the window and paint it; false where there is nothing to move.
    set(first, last) {
      const clamp = (value) => Math.min(this.to, Math.max(this.from, value));
      const next = { first: clamp(Math.min(first, last)), last: clamp(Math.max(first, last)) };
      if (next.first === this.now.first && next.last === this.now.last) return false;
      this.change(next, false);
      return true;
    }

    // Move the window as it is, no further than the axis goes.
    shift(by) {
      const { first, last } = this.now;
      const step = Math.max(this.from - first, Math.min(this.to - last, by));
      return this.set(first + step, last + step);
    }

    change(change, rests = true) {
      Object.assign(this.now, change);
      this.place();
      this.wire.move(this.wanted());
      this.count();
      if (rests) this.settle(0);
    }

    // The window as part of a command.
    wanted() {
      const { first, last, certainty, undated } = this.now;
      return { window: days(first, last), year: last, certainty, undated };
    }

    // At rest after a while without another move: the page hears of it, once.
    settle(after = QUIET) {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => {
        this.waiting = null;
        if (this.busy) return;
        const key = JSON.stringify(this.now);
        this.heard.textContent = `${this.span()}: ${this.number.textContent}`;
        if (key === this.known) return;
        this.known = key;
        this.asked = { key, until: performance.now() + ANSWER };
        this.wire.rest({ ...this.now });
      }, after);
    }

    get busy() {
      return Boolean(this.held || this.playing);
    }

    // Whether the page knows what is shown.
    get still() {
      return !this.busy && !this.waiting && !this.asked;
    }

    // A command from the page: its window counts unless the reader has moved on meanwhile. Returns what to paint.
    adopt(command) {
      const { certainty, undated } = command;
      const there = { first: year(command.window[0]), last: year(command.window[1]), certainty, undated };
      const key = JSON.stringify(there);
      const late = this.asked && performance.now() < this.asked.until && key !== this.asked.key;
      if (!late) this.asked = null;
      if (!late && !this.busy && !this.waiting) {
        this.now = there;
        this.known = key;
      }
      this.place();
      return { ...command, ...this.wanted() };
    }

    // ---- what it shows

    span() {
      const { first, last } = this.now;
      return first === last ? String(first) : `${first} – ${last}`;
    }

    place() {
      const { first, last, certainty, undated } = this.now;
      const [left, right] = [this.at(first), this.at(last + 1)];
      this.frame.style.left = `${left}%`;
      this.frame.style.width = `${right - left}%`;
      this.shades[0].style.width = `${left}%`;
      this.shades[1].style.width = `${100 - right}%`;
      this.handles[0].style.left = `${left}%`;
      this.handles[1].style.left = `${right}%`;
      [first, last].forEach((value, i) => {
        this.handles[i].setAttribute("aria-valuenow", value);
        this.handles[i].setAttribute("aria-valuetext", this.say("value", { year: value, years: this.span() }));
      });
      this.told.textContent = this.large.textContent = this.span();
      for (const node of this.choices) {
        const chosen = node.classList.contains(`gt-${certainty}`);
        node.setAttribute("aria-checked", chosen);
        node.tabIndex = chosen ? 0 : -1;
      }
      this.hollow.setAttribute("aria-pressed", undated);
    }

    count() {
      const all = Object.values(this.wire.counts()).reduce((sum, row) => sum + row.certain + row.possible + row.undated, 0);
      this.number.textContent = this.say("shown", { n: all.toLocaleString(document.documentElement.lang || "en") });
    }

    // The bars of what the filters leave; drawn again only when these change.
    draw(marks, wanted, passes) {
      this.count();
      const key = JSON.stringify({ ...wanted, window: null, year: null, certainty: null, undated: null, focus: null });
      if (key === this.drawn) return;
      this.drawn = key;
      this.node.dataset.theme = wanted.theme;
      const layers = this.view.layers;
      this.years = Array.from({ length: this.to - this.from + 1 }, () => layers.map(() => 0));
      let undated = 0;
      for (const mark of marks) {
        if (!passes(mark, wanted)) continue;
        if (mark.spans.length === 0 && !mark.always) undated += 1;
        const layer = layers.indexOf(mark.layer);
        for (const moment of mark.moments) if (moment >= this.from && moment <= this.to) this.years[moment - this.from][layer] += 1;
      }
      this.drawBars(layers.map((layer) => this.view.styles[layer][wanted.theme]));
      this.drawBreaks(wanted.layers.includes("coca_zones"));
      const help = this.say("undated_help", { n: undated });
      this.hollow.replaceChildren(make("i", "", "◌", { "aria-hidden": "true" }), make("span", "", this.say("undated")), make("b", "", String(undated)));
      this.hollow.title = help;
      this.hollow.setAttribute("aria-label", help);
    }

    drawBars(colors) {
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

    drawBreaks(shown) {
      this.marks.replaceChildren();
      for (const [code, when] of shown ? this.view.timeline.breaks : []) {
        const told = this.say(`break_${code}`);
        const node = make("span", "gt-break", "", { role: "img", "aria-label": told, title: told });
        node.style.left = `${this.at(when)}%`;
        node.append(make("span", "", this.say(`break_${code}_short`)));
        this.marks.append(node);
      }
    }

    // ---- play

    toggle() {
      if (this.playing) this.pause();
      else this.play();
    }

    // From the chosen window on; from the start where it is at the end, and year by year where all years are chosen.
    play() {
      const { first, last } = this.now;
      this.playing = true;
      this.mark();
      if (this.whole) this.set(this.from, this.from);
      else if (last === this.to) this.set(this.from, this.from + last - first);
      this.tick();
    }

    tick() {
      this.next = setTimeout(() => {
        const began = performance.now();
        if (!this.shift(1) || this.now.last === this.to) {
          this.pause();
          return;
        }
        this.late = performance.now() - began;
        this.tick();
      }, Math.max(0, PACE / this.speed - (this.late || 0)));
    }

    pause() {
      clearTimeout(this.next);
      if (!this.playing) return;
      this.playing = false;
      this.mark();
      this.settle(0);
    }

    mark() {
      const label = this.say(this.playing ? "pause" : "play");
      this.player.setAttribute("aria-label", label);
      this.player.title = label;
      this.node.classList.toggle("gt-playing", this.playing);
      this.large.hidden = !this.playing;
    }

    // ---- hands and keys

    listen(host) {
      const { area } = this;
      area.addEventListener("pointerdown", (event) => this.grasp(event));
      area.addEventListener("pointermove", (event) => (this.held ? this.drag(event) : this.hover(event)));
      for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) area.addEventListener(end, () => this.release());
      area.addEventListener("pointerleave", () => { this.tip.hidden = true; });
      this.frame.addEventListener("dblclick", () => { this.set(this.from, this.to); this.settle(0); });
      this.handles.forEach((node, end) => node.addEventListener("keydown", (event) => this.press(event, end)));
      const plays = (event) => event.key === " " && !event.target.closest("button, select, input, textarea, a, summary, .geodash-drawer");
      for (const node of [host, this.node]) {
        node.addEventListener("keydown", (event) => {
          if (!plays(event)) return;
          event.preventDefault();
          this.toggle();
        });
      }
    }

    yearAt(event) {
      const box = this.area.getBoundingClientRect();
      const place = Math.floor(((event.clientX - box.left) / box.width) * (this.to - this.from + 1));
      return Math.min(this.to, Math.max(this.from, this.from + place));
    }

    // A handle moves its end, the window moves whole; anywhere else a new window begins.
    grasp(event) {
      if (event.button !== 0) return;
      this.pause();
      const { first, last } = this.now;
      const when = this.yearAt(event);
      const handle = this.handles.indexOf(event.target);
      if (handle >= 0) this.held = { end: handle };
      else if (event.target === this.frame && !this.whole) this.held = { grip: when - first, width: last - first };
      else this.held = { anchor: when };
      this.area.setPointerCapture(event.pointerId);
      this.tip.hidden = true;
      event.preventDefault(); // no text is chosen while dragging
      if (handle >= 0) event.target.focus();
      if (this.held.anchor !== undefined) this.set(when, when);
    }

    // No more often than the screen is painted.
    drag(event) {
      if (!this.last) requestAnimationFrame(() => { this.pull(this.last); this.last = null; });
      this.last = event;
    }

    pull(event) {
      const when = this.yearAt(event);
      const { held, now } = this;
      if (!held) return;
      if (held.anchor !== undefined) this.set(held.anchor, when);
      else if (held.end === 0) this.set(Math.min(when, now.last), now.last);
      else if (held.end === 1) this.set(now.first, Math.max(when, now.first));
      else this.shift(when - held.grip - now.first);
    }

    release() {
      if (!this.held) return;
      if (this.last) this.pull(this.last);
      this.held = null;
      this.settle(0);
    }

    hover(event) {
      if (!this.years) return;
      const when = this.yearAt(event);
      const counts = this.view.layers.map((layer, i) => [this.words.layers[layer], this.years[when - this.from][i]]).filter(([, n]) => n);
      const breaks = this.marks.childElementCount ? this.view.timeline.breaks.filter(([, at]) => at === when) : [];
      const told = [...counts.reverse().map(([name, n]) => `${name} ${n}`), ...breaks.map(([code]) => this.say(`break_${code}`))];
      this.tip.textContent = `${when}: ${told.join(" · ") || this.say("none")}`;
      this.tip.hidden = false;
      const box = this.node.getBoundingClientRect();
      const half = this.tip.offsetWidth / 2;
      this.tip.style.left = `${Math.max(half + 4, Math.min(box.width - half - 4, event.clientX - box.left))}px`;
    }

    press(event, end) {
      const { first, last } = this.now;
      const own = end ? last : first;
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: this.from - own, End: this.to - own };
      const by = steps[event.key];
      if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.pause();
      if (event.shiftKey) this.shift(by);
      else if (end) this.set(first, Math.max(first, last + by));
      else this.set(Math.min(last, first + by), last);
      this.settle();
    }
  }

  geodash.Timeline = Timeline;
})();

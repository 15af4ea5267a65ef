// Time at the foot of the map: a histogram by year, a window to drag, and play. Nothing here asks the server; only
// when the window comes to rest is the page told, once, and the command that comes back finds it already shown.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const { make } = geodash;
  const DAY = 86400000;
  const PACE = 500; // milliseconds a year at speed 1
  const SPEEDS = [0.5, 1, 2, 4];
  const QUIET = 250; // this long after the last key the window is at rest
  const ANSWER = 10000; // this long an answer to what was told is waited for

  const year = (days) => new Date(days * DAY).getUTCFullYear();
  const days = (first, last) => [Date.UTC(first, 0, 1) / DAY, Date.UTC(last, 11, 31) / DAY];
  const fill = (text, values) => Object.entries(values).reduce((told, [name, value]) => told.replace(`{${name}}`, value), text);

  class Timeline {
    // `wire` has move(change): paint this now; rest(change): it stays, true if an answer comes; plays(whether); keys: the page's own; counts(): what is on the map by layer.
    constructor(host, view, wire) {
      this.view = view;
      this.wire = wire;
      this.words = view.words;
      [this.from, this.to] = view.timeline.years;
      this.now = { first: this.from, last: this.to, certainty: "possibly", undated: true };
      this.speed = 1;
      this.histogram = new geodash.Histogram(view, (key, values) => this.say(key, values), (when) => this.at(when));
      this.brush = new geodash.Brush(this, this.histogram);
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
      const track = make("div", "gt-track");
      track.append(this.histogram.caption, this.brush.area, this.buildDecades());
      this.node.append(this.buildPlay(), track, this.buildSide(), this.brush.tip, this.heard);
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
      this.steps = [button("‹", "back", step(-1)), button("›", "forward", step(1))];
      box.append(this.player, this.pace, ...this.steps);
      return box;
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
      this.switches = new geodash.Switches(this);
      box.append(head, this.switches.node);
      return box;
    }

    // Space plays, wherever no control has a use of its own for it.
    listen(host) {
      const plays = (event) => event.key === " " && !this.wire.keys.includes(" ") && !event.target.closest("button, select, input, textarea, a, summary, .geodash-drawer");
      for (const node of [host, this.node]) {
        node.addEventListener("keydown", (event) => {
          if (!plays(event)) return;
          event.preventDefault();
          this.toggle();
        });
      }
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
        const heard = this.wire.rest({ ...this.now });
        this.asked = heard ? { key, until: performance.now() + ANSWER } : null;
      }, after);
    }

    // Let go of whatever the reader was at.
    leave() {
      this.pause();
      clearTimeout(this.waiting);
      this.brush.held = this.waiting = this.asked = null;
    }

    get busy() {
      return Boolean(this.brush.held || this.playing);
    }

    // Whether the page knows what is shown.
    get still() {
      return !this.busy && !this.waiting && !this.asked;
    }

    // A command from the page: its window counts unless the reader has moved on meanwhile, and then too if the page has
    // turned to another scene. Returns what to paint.
    adopt(command, turned = false) {
      if (turned) this.leave();
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
      this.brush.place();
      this.told.textContent = this.large.textContent = this.span();
      this.switches.place(this.now);
      this.ends();
    }

    // There is no step beyond an end of the axis; a button that goes out of use hands the focus on.
    ends() {
      const held = document.activeElement;
      const { first, last } = this.now;
      [first <= this.from, last >= this.to].forEach((over, i) => { this.steps[i].disabled = over; });
      if (held.disabled && this.steps.includes(held)) (this.steps.find((node) => !node.disabled) || this.player).focus();
    }

    count() {
      const all = Object.values(this.wire.counts()).reduce((sum, row) => sum + row.certain + row.possible + row.undated, 0);
      this.number.textContent = this.say("shown", { n: String(all).replace(/\B(?=(\d{3})+$)/g, this.view.words.number.thousands) });
    }

    // The count of the window, and the bars of what the filters leave.
    draw(marks, wanted) {
      this.count();
      const undated = this.histogram.draw(marks, wanted);
      if (undated === null) return;
      this.node.dataset.theme = wanted.theme;
      this.switches.count(undated);
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
      this.wire.plays?.(this.playing);
    }
  }

  geodash.Timeline = Timeline;
})();

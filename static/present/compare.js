// Two windows of years on one camera: a second map lies over the first, and a handle says how much of it is seen.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});
  const { make } = present;
  const STEP = 2; // percent an arrow key moves the handle

  class Comparison {
    // `second()` promises {map, plugin} of another map in a node of its own, made when first needed.
    constructor(frame, first, words, second) {
      Object.assign(this, { frame, first, words, second });
      this.handle = make("div", "gp-handle", "", {
        role: "slider", tabindex: "0", "aria-label": words.swipe, "aria-valuemin": "0", "aria-valuemax": "100",
      });
      this.labels = ["gp-left", "gp-right"].map((name) => make("p", `gp-side ${name}`));
      this.node = make("div", "gp-compare", "", {}, ...this.labels, this.handle);
      this.node.hidden = true;
      frame.append(this.node);
      this.listen();
      this.set(50);
    }

    listen() {
      const { handle, frame } = this;
      handle.addEventListener("keydown", (event) => {
        const by = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP }[event.key];
        if (by) this.set(this.at + by);
        else if (event.key === "Home") this.set(0);
        else if (event.key === "End") this.set(100);
        else return;
        event.preventDefault();
        event.stopPropagation();
      });
      handle.addEventListener("pointerdown", (event) => {
        handle.setPointerCapture(event.pointerId);
        handle.focus();
        event.preventDefault();
      });
      handle.addEventListener("pointermove", (event) => {
        if (!handle.hasPointerCapture(event.pointerId)) return;
        const box = frame.getBoundingClientRect();
        this.set(((event.clientX - box.left) / box.width) * 100);
      });
    }

    set(percent) {
      this.at = Math.round(Math.max(0, Math.min(100, percent)));
      this.handle.style.left = `${this.at}%`;
      this.frame.style.setProperty("--gp-at", `${this.at}%`); // present.css cuts the second map there
      this.handle.setAttribute("aria-valuenow", this.at);
      this.handle.setAttribute("aria-valuetext", this.told ? present.fill(this.words.swipe_at, { ...this.told, n: this.at }) : `${this.at}`);
      this.labels[0].style.maxWidth = `${this.at}%`;
      this.labels[1].style.maxWidth = `${100 - this.at}%`;
    }

    // Show `order` over the first map, which shows the earlier side; both sides have a label. `still()` promises that the
    // first map is at rest: until then the second stays away.
    async show({ order, left, right }, still) {
      this.wanted = order;
      this.told = { left, right };
      this.labels[0].textContent = left;
      this.labels[1].textContent = right;
      await this.ready(order);
      if (this.wanted !== order) return; // already another chapter
      this.over.plugin.command(order);
      await still();
      if (this.wanted !== order) return;
      this.node.hidden = false;
      this.over.node.classList.add("gp-seen");
      this.over.map.invalidateSize({ pan: false });
      this.follow(this.first, this.over.map);
      this.set(50);
    }

    // Make the second map, once; ahead of time where a story will need it.
    ready(order) {
      this.making = this.making || this.second(order).then((made) => {
        this.over = made;
        this.first.on("move zoom", () => this.follow(this.first, made.map));
        made.map.on("move zoom", () => this.follow(made.map, this.first));
      });
      return this.making;
    }

    // One map goes where the other went.
    follow(from, to) {
      if (this.node.hidden || this.following) return;
      this.following = true;
      to.setView(from.getCenter(), from.getZoom(), { animate: false });
      this.following = false;
    }

    hide() {
      this.wanted = null;
      this.node.hidden = true;
      this.over?.node.classList.remove("gp-seen");
    }

    get shown() {
      return !this.node.hidden;
    }
  }

  present.Comparison = Comparison;
})();

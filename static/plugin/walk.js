// The marks by keyboard. One stop in the order of tabs stands for all that is drawn: on it, arrow keys go from a crowd or
// a mark to the next in their direction, Enter parts the crowd or opens the mark's evidence, Escape gives the keys back
// to the map.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const RIM = 6;

  class Walk {
    // `pointer` tells what a crowd is and parts it, `choose(mark)` opens the evidence.
    constructor(map, view, marks, pointer, choose) {
      Object.assign(this, { map, marks, pointer, choose, words: view.words });
      this.host = map.getContainer();
      this.node = geodash.make("div", "geodash-walk", "", { role: "button", tabindex: "0", "aria-label": this.words.walk });
      this.told = geodash.make("p", "gt-heard", "", { role: "status" });
      this.host.prepend(this.node, this.told);
      this.node.addEventListener("focus", () => this.stand(this.nearest(...this.middle())));
      this.node.addEventListener("blur", () => this.stand(null));
      this.node.addEventListener("keydown", (event) => this.press(event));
      marks.on("drawn", () => this.at && this.stand(this.nearest(this.at.x, this.at.y)));
    }

    middle() {
      const { x, y } = this.map.getSize();
      return [x / 2, y / 2];
    }

    // All that can be gone to: crowds and marks of their own, each with its place in the frame.
    stops() {
      const size = this.map.getSize();
      const { scale } = this.marks._frame;
      const stop = (x, y, radius, what) => ({ ...this.place(x, y), radius, ...what });
      const crowds = this.marks.clusters.map((cluster) => stop(cluster.x, cluster.y, cluster.radius, { cluster }));
      const alone = this.marks.visible.filter((mark) => !mark.cluster);
      const single = alone.map((mark) => stop(mark.x * scale + mark.dx, mark.y * scale, mark.size / 2 || RIM, { mark }));
      return [...crowds, ...single].filter(({ x, y }) => x > 0 && y > 0 && x < size.x && y < size.y);
    }

    // From pixels of this zoom to pixels of the frame.
    place(x, y) {
      const origin = this.map.getPixelOrigin();
      return this.map.layerPointToContainerPoint([x - origin.x, y - origin.y]);
    }

    nearest(x, y) {
      const away = (stop) => (stop.x - x) ** 2 + (stop.y - y) ** 2;
      return this.stops().reduce((best, stop) => (!best || away(stop) < away(best) ? stop : best), null);
    }

    // The next stop in a direction: what lies aside counts double.
    next([dx, dy]) {
      const { x, y } = this.at;
      let [found, least] = [null, Infinity];
      for (const stop of this.stops()) {
        const along = (stop.x - x) * dx + (stop.y - y) * dy;
        const aside = Math.abs((stop.x - x) * dy) + Math.abs((stop.y - y) * dx);
        if (along < 1 || along + 2 * aside >= least) continue;
        [found, least] = [stop, along + 2 * aside];
      }
      return found;
    }

    stand(stop) {
      this.at = stop;
      this.node.classList.toggle("geodash-walking", Boolean(stop));
      if (!stop) return;
      const side = 2 * (stop.radius + RIM);
      Object.assign(this.node.style, { left: `${stop.x - side / 2}px`, top: `${stop.y - side / 2}px`, width: `${side}px`, height: `${side}px` });
      const { cluster, mark } = stop;
      const told = cluster ? `${this.words.here.replace("{n}", cluster.n)}: ${this.pointer.crowd(cluster)}` : mark.tooltip;
      if (this.told.textContent !== told) this.told.textContent = told;
    }

    press(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || !this.at) return;
      const way = WAYS[event.key];
      if (way) this.stand(this.next(way) || this.at);
      else if (event.key === "Enter" || event.key === " ") this.open(this.at);
      else if (event.key === "Escape" && !geodash.chosen) this.host.focus();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    open({ cluster, mark }) {
      if (mark) this.choose(mark);
      else this.pointer.part(cluster, this.node);
    }
  }

  geodash.Walk = Walk;
})();

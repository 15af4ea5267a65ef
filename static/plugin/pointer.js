// The pointer on the map: what lies under it is told in a tip and opened by a click; a crowd parts where the map comes
// closer, and what no zoom parts is listed.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const ELSEWHERE = ".leaflet-control, .geodash-inset, .geodash-roll, .geodash-drawer";

  class Pointer {
    // `choose(mark | null, move, rest)` opens or closes the evidence.
    constructor(map, view, parts, choose) {
      this.map = map;
      this.view = view;
      Object.assign(this, parts); // marks, roll, camera
      this.choose = choose;
      this.waiting = null;
      this.tip = geodash.element("div", "geodash-tip");
      this.tip.hidden = true;
      map.getContainer().append(this.tip);
      this.listen();
    }

    listen() {
      const { map } = this;
      map.on("click", (event) => this.click(event));
      map.on("mousemove", (event) => {
        if (!this.waiting) requestAnimationFrame(() => { if (this.waiting) this.hover(this.waiting); this.waiting = null; });
        this.waiting = event;
      });
      // What a tip told of moves away from under it.
      map.on("mouseout zoomstart movestart drawstart", () => this.hide());
      this.marks.on("drawn", () => { if (!this.tip.hidden) this.hover(this.last); });
    }

    hide() {
      this.waiting = null;
      this.tip.hidden = true;
    }

    click(event) {
      this.roll.close();
      const cluster = this.marks.clusterAt(event.latlng);
      if (cluster) return this.part(cluster);
      const [first, ...rest] = this.marks.under(event.latlng);
      this.choose(first || null, false, rest);
    }

    // `from` gets the focus back from a list.
    part(cluster, from = null) {
      const { map } = this;
      const { marks: rows } = cluster;
      this.hide();
      const [xs, ys] = [rows.map((mark) => mark.x), rows.map((mark) => mark.y)];
      const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
      const { nearest } = this.view.rules.cluster;
      const size = map.getSize();
      const closer = Math.log2(Math.min((0.7 * size.x) / (box[2] - box[0]), (0.7 * size.y) / (box[3] - box[1])));
      const zoom = Math.min(nearest, Math.max(map.getZoom() + 1, closer));
      if (map.getZoom() >= nearest || !Number.isFinite(zoom)) return this.list(cluster, from);
      this.camera.away({ ...geodash.spots.degrees((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), zoom });
    }

    list(cluster, from) {
      const { words } = this.view;
      const row = (mark) => ({ layer: mark.layer, name: mark.name, note: words.layers[mark.layer], open: () => { this.roll.close(); this.choose(mark); } });
      this.roll.open(words.here.replace("{n}", cluster.n), [...cluster.marks].reverse().map(row), from);
    }

    // A crowd in words: how many of each layer.
    crowd(cluster) {
      const { layers, words } = this.view;
      const there = [...layers].reverse().filter((layer) => cluster.layers[layer]);
      return there.map((layer) => `${words.layers[layer]} ${cluster.layers[layer].all}`).join(" · ");
    }

    hover(event) {
      const { map, tip } = this;
      this.last = event;
      const drawing = map.getContainer().classList.contains("geodash-drawing");
      if (drawing || map._animatingZoom || event.originalEvent?.target.closest?.(ELSEWHERE)) return this.hide();
      const cluster = this.marks.clusterAt(event.latlng);
      const found = cluster ? [{ tooltip: this.crowd(cluster) }] : this.marks.under(event.latlng);
      map.getContainer().style.cursor = found.length ? "pointer" : "";
      tip.hidden = found.length === 0;
      if (found.length === 0) return;
      const more = found.length > 1 ? ` · ${this.view.words.here.replace("{n}", found.length)}` : "";
      tip.textContent = found[0].tooltip + more;
      const left = event.containerPoint.x > map.getSize().x / 2;
      tip.style.transform = `translate(${event.containerPoint.x + (left ? -12 : 12)}px, ${event.containerPoint.y + 12}px) translateX(${left ? "-100%" : "0"})`;
    }
  }

  geodash.Pointer = Pointer;
})();

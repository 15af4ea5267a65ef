// The rectangle filter on the map: drawn with Shift and the mouse, or after the button with mouse, pen or finger.
//   new geodash.Rectangle(map, done, words)   done([west, south, east, north]) in degrees
//   arm()   the next drag draws; Escape gives up          show(box | null)   outline the rectangle that filters now
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const LEAST = 6; // pixels; less is a click

  class Rectangle {
    constructor(map, done, words) {
      this.map = map;
      this.done = done;
      this.host = map.getContainer();
      this.armed = false;
      this.outline = null;
      this.shown = "";
      map.boxZoom.disable();
      this.rubber = geodash.element("div", "geodash-rubber");
      this.rubber.hidden = true;
      this.host.append(this.rubber);
      this.button = this._button(words.box_draw);
      this.host.addEventListener("pointerdown", (event) => this._begin(event), true);
      document.addEventListener("keydown", (event) => event.key === "Escape" && this._end());
    }

    _button(name) {
      const control = L.control({ position: "bottomleft" });
      const button = geodash.element("a", "geodash-rectangle", "▭");
      button.href = "#";
      button.title = name;
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", name);
      button.setAttribute("aria-pressed", "false");
      control.onAdd = () => {
        const bar = geodash.element("div", "leaflet-bar");
        L.DomEvent.on(button, "click", (event) => { L.DomEvent.stop(event); this.armed ? this._end() : this.arm(); });
        bar.append(button);
        return bar;
      };
      control.addTo(this.map);
      return button;
    }

    arm() {
      this.armed = true;
      this.host.classList.add("geodash-drawing");
      this.button.setAttribute("aria-pressed", "true");
    }

    show(box) {
      const key = JSON.stringify(box || null);
      if (key === this.shown) return;
      this.shown = key;
      this.outline?.remove();
      this.outline = null;
      if (!box) return;
      const [west, south, east, north] = box;
      const look = { className: "geodash-box", fill: false, interactive: false, weight: 2, dashArray: "6 4", renderer: L.svg() };
      this.outline = L.rectangle([[south, west], [north, east]], look).addTo(this.map);
    }

    _begin(event) {
      if (!(this.armed || event.shiftKey) || event.button !== 0) return;
      if (event.target.closest(".leaflet-control, .geodash-drawer, .geodash-timeline")) return;
      event.preventDefault();
      event.stopPropagation();
      this.host.classList.add("geodash-drawing");
      this.map.fire("drawstart");
      this.map.dragging.disable();
      this.start = this._point(event);
      const hear = new AbortController();
      this.hear = hear;
      const { signal } = hear;
      window.addEventListener("pointermove", (moved) => this._stretch(this._point(moved)), { signal });
      window.addEventListener("pointerup", (last) => this._finish(this._point(last)), { signal });
      window.addEventListener("pointercancel", () => this._end(), { signal });
    }

    _point(event) {
      const frame = this.host.getBoundingClientRect();
      return L.point(event.clientX - frame.left, event.clientY - frame.top);
    }

    _stretch(point) {
      const drawn = L.bounds(this.start, point);
      const size = drawn.getSize();
      Object.assign(this.rubber.style, { left: `${drawn.min.x}px`, top: `${drawn.min.y}px`, width: `${size.x}px`, height: `${size.y}px` });
      this.rubber.hidden = false;
    }

    _finish(point) {
      const drawn = L.bounds(this.start, point);
      const size = drawn.getSize();
      this._end();
      const swallow = (click) => click.stopPropagation(); // the click that ends the drag chooses nothing
      this.host.addEventListener("click", swallow, true);
      setTimeout(() => this.host.removeEventListener("click", swallow, true), 60);
      if (size.x < LEAST || size.y < LEAST) return;
      const [a, b] = [drawn.min, drawn.max].map((corner) => this.map.containerPointToLatLng(corner));
      this.done([a.lng, b.lat, b.lng, a.lat]);
    }

    _end() {
      this.hear?.abort();
      this.hear = null;
      this.armed = false;
      this.rubber.hidden = true;
      this.host.classList.remove("geodash-drawing");
      this.button.setAttribute("aria-pressed", "false");
      this.map.dragging.enable();
    }
  }

  geodash.Rectangle = Rectangle;
})();

// Where the map looks. A camera is {lon, lat, zoom}, or {fit: [west, south, east, north]}: all of a box in whatever
// frame there is.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  const FLIGHT = 0.8; // seconds
  const NEAR = 9; // a mark that is shown is at least so near
  const SHEET = 0.62; // of a narrow map is covered by the evidence, once it is there: see plugin.css
  const [BESIDE, ABOVE] = [[96, 72], [32, 80]]; // pixels left free round what is shown, where the evidence stands beside it or below
  const REDRAWN = 130; // milliseconds between two redrawings on the way

  class Camera {
    constructor(map) {
      this.map = map;
      this.looked = null;
      // Until something else moves it, a map goes on looking where it was told to when its frame grows or shrinks.
      map.on("movestart zoomstart", () => { if (!this.looking && !this.flying) this.looked = null; });
      map.on("resize", () => this.looked && !this.flying && this.look(this.looked));
      // Leaflet hears of the window's size alone; the container's own changes when its sheet comes, or with the drawer.
      const container = map.getContainer();
      new ResizeObserver(() => {
        const { x, y } = map.getSize();
        if (x !== container.clientWidth || y !== container.clientHeight) map.invalidateSize({ animate: false });
      }).observe(container);
    }

    // A camera with a box shows all of it, in eighths of a zoom; otherwise centre and zoom.
    look(camera) {
      const { map } = this;
      if (map._animatingZoom) { // Leaflet ends a zoom under way where it was bound for, whatever was asked meanwhile
        map.once("zoomend", () => this.look(camera));
        return;
      }
      this.looked = camera;
      map.invalidateSize({ pan: false });
      const { lat, lon, zoom } = camera.fit ? this.fitting(camera.fit) : camera;
      this.looking = true;
      map.setView([lat, lon], zoom, { reset: true }); // by a pan Leaflet would come no nearer than a pixel
      this.looking = false;
    }

    fitting([west, south, east, north]) {
      const { map } = this;
      const size = map.getSize();
      const [a, b] = [map.project([north, west], 0), map.project([south, east], 0)];
      const ratio = Math.min((size.x - 24) / (b.x - a.x), (size.y - 24) / (b.y - a.y));
      const { lat, lng } = map.unproject(a.add(b).divideBy(2), 0);
      return { lat, lon: lng, zoom: Math.floor(Math.log2(ratio) * 8) / 8 };
    }

    // Go there as the reader's own hand would: smoothly where the system does not ask for less motion.
    away({ lat, lon, zoom }) {
      this.map.setView([lat, lon], zoom, { animate: this.smooth });
    }

    // Fly there in a wide arc, or be there at once where the system asks for less motion. `redraw` sharpens what is
    // drawn on the way, and fills what comes into sight.
    fly(camera, redraw) {
      const { map } = this;
      const { lat, lon, zoom } = camera.fit ? this.fitting(camera.fit) : camera;
      const near = map.getSize().contains(map.latLngToContainerPoint([lat, lon])) && Math.abs(map.getZoom() - zoom) < 0.01;
      this.land?.();
      if (map._animatingZoom) { // it would end where it was bound for, in the middle of the flight
        this.flying = true;
        map.once("moveend", () => { this.flying = false; this.fly(camera, redraw); });
        return;
      }
      map._stop(); // a pan that still glides would end as if this flight had
      if (!this.smooth || (near && map.latLngToContainerPoint([lat, lon]).distanceTo(map.getSize().divideBy(2)) < 2)) return this.look(camera);
      this.looked = camera;
      this.flying = true;
      let drawn = performance.now();
      const on = (event) => {
        if (!event.flyTo || performance.now() - drawn < REDRAWN) return;
        redraw();
        drawn = performance.now();
      };
      this.land = () => {
        map.off("zoom move", on);
        map.off("moveend", this.land);
        this.flying = false;
        this.land = null;
      };
      map.on("zoom move", on);
      map.once("moveend", this.land);
      map.flyTo([lat, lon], zoom, { duration: FLIGHT });
    }

    // Bring a mark to the middle of what the evidence beside it leaves of the map, no closer than all that it covers has
    // room there: an area, or the circle of its uncertainty.
    // The evidence's size is known once its style sheet is there, which on a first visit may be after the mark.
    show(mark, drawer, patience = 60) {
      const { map } = this;
      if (patience > 0 && getComputedStyle(drawer).position === "static") {
        setTimeout(() => { if (mark === geodash.chosen) this.show(mark, drawer, patience - 1); }, 50);
        return;
      }
      const size = map.getSize();
      const cover = drawer.getBoundingClientRect();
      const free = cover.width < size.x ? L.point(size.x - cover.width, size.y) : L.point(size.x, (1 - SHEET) * size.y);
      const [west, north, east, south] = mark.box; // world pixels at zoom 0
      const room = free.subtract(free.x < size.x ? BESIDE : ABOVE);
      const all = Math.log2(Math.min(room.x / (east - west), room.y / (south - north)));
      const zoom = Math.max(map.getMinZoom(), Math.min(Math.max(map.getZoom(), NEAR), Math.floor(all * 8) / 8));
      const middle = map.project(map.unproject([(west + east) / 2, (north + south) / 2], 0), zoom);
      map.setView(map.unproject(middle.add(size.subtract(free).divideBy(2)), zoom), zoom, { animate: false });
    }

    get smooth() {
      return !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    }

    // What the map shows now: west, south, east, north in degrees.
    bounds() {
      const shown = this.map.getBounds();
      return [shown.getWest(), shown.getSouth(), shown.getEast(), shown.getNorth()];
    }
  }

  geodash.Camera = Camera;
})();

// What the sources name outside the country: a small world in the map's corner with a dot a place, and a list of them.
// The outline is the basemap's land, drawn again by hand from what is loaded; nothing more is fetched.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const [WIDTH, HEIGHT] = [184, 84];
  const [NORTH, SOUTH] = [76, -56]; // degrees; beyond them nobody lives
  const WORLDLY = 7; // where_prec of a continent: listed, but no dot says where it is
  const place = (lon, lat) => [((lon + 180) / 360) * WIDTH, ((NORTH - lat) / (NORTH - SOUTH)) * HEIGHT];

  // The rings of a land file that are wider than a pixel, thinned to a point a pixel.
  function outline(content) {
    const rings = [];
    for (const { geometry } of content.features) {
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      for (const [outer] of polygons) {
        const ring = [];
        for (const [lon, lat] of outer) {
          const [x, y] = place(lon, lat);
          const last = ring[ring.length - 1];
          if (!last || Math.hypot(x - last[0], y - last[1]) >= 0.7) ring.push([x, y]);
        }
        if (ring.length > 3) rings.push(ring);
      }
    }
    return rings;
  }

  class Inset {
    // `act` has open(row): its evidence; look(camera); home(): back to the whole country.
    constructor(map, view, basemap, roll, act) {
      this.map = map;
      this.view = view;
      this.words = view.words.space;
      this.roll = roll;
      this.act = act;
      this.rows = (view.abroad || []).map(geodash.spots.prepare);
      this.rows.forEach((row, i) => { row.number = view.marks.length + i; }); // filters count them after the marks
      this.shown = [];
      this.build(map.getContainer());
      basemap.onland = (content) => { this.rings = outline(content); this.draw(); };
      map.on("moveend", () => this.follow());
    }

    build(host) {
      const { element } = geodash;
      this.node = element("aside", "geodash-inset");
      this.node.setAttribute("aria-label", this.words.inset);
      this.node.hidden = true;
      L.DomEvent.disableClickPropagation(this.node);
      this.node.addEventListener("keydown", (event) => event.key !== "Escape" && event.stopPropagation());
      this.globe = this.roll.button("geodash-inset-map", "", () => this.list(this.globe));
      this.canvas = document.createElement("canvas");
      this.canvas.setAttribute("aria-hidden", "true");
      this.globe.append(this.canvas);
      this.label = this.roll.button("geodash-inset-label", "", () => (this.folded ? this.fold(false) : this.list(this.label)));
      this.folder = this.roll.button("geodash-inset-fold", "", () => this.fold(!this.folded));
      this.back = this.roll.button("geodash-inset-back", this.words.back, () => { this.unpin(); this.act.home(); });
      this.back.hidden = true;
      const foot = element("div", "geodash-inset-foot");
      foot.append(this.label, this.folder);
      this.node.append(this.globe, foot, this.back);
      host.append(this.node);
      this.flag = element("span", "geodash-there");
      this.fold(window.matchMedia("(max-width: 560px)").matches);
    }

    fold(folded) {
      this.folded = folded;
      this.node.classList.toggle("geodash-folded", folded);
      this.folder.textContent = folded ? "+" : "–";
      const told = folded ? this.words.unfold : this.words.fold;
      this.folder.setAttribute("aria-label", told);
      this.folder.setAttribute("aria-expanded", String(!folded));
      this.folder.title = told;
    }

    // Keep what the filters and the window leave; `stands` gives what they make of a row.
    apply(wanted, stands) {
      this.theme = wanted.theme;
      this.shown = this.rows.filter((row) => stands(row, wanted) !== "out");
      this.node.hidden = this.shown.length === 0;
      const n = new Set(this.shown.map((row) => String(row.at))).size;
      const told = n === 1 ? this.words.one : this.words.abroad.replace("{n}", n);
      this.label.textContent = told;
      this.globe.setAttribute("aria-label", `${told}: ${this.words.list}`);
      this.globe.title = this.words.list;
      this.draw();
    }

    draw() {
      const ground = this.view.ground[this.theme];
      if (!this.rings || !ground) return;
      const ratio = geodash.symbols.ratio();
      this.canvas.width = WIDTH * ratio;
      this.canvas.height = HEIGHT * ratio;
      this.canvas.style.width = `${WIDTH}px`;
      this.canvas.style.height = `${HEIGHT}px`;
      const pen = this.canvas.getContext("2d");
      pen.scale(ratio, ratio);
      pen.fillStyle = ground.sea;
      pen.fillRect(0, 0, WIDTH, HEIGHT);
      pen.fillStyle = ground.land;
      pen.strokeStyle = ground.regions;
      pen.lineWidth = 0.5;
      pen.beginPath();
      for (const ring of this.rings) {
        ring.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
        pen.closePath();
      }
      pen.fill();
      pen.stroke();
      this.frame(pen);
      for (const row of [...this.shown].reverse()) this.dot(pen, row);
    }

    // Where the big map's country lies.
    frame(pen) {
      const fit = this.view.home && this.view.home.fit;
      if (!fit) return;
      const [[left, top], [right, bottom]] = [place(fit[0], fit[3]), place(fit[2], fit[1])];
      pen.strokeStyle = this.theme === "dark" ? "#8FC3D4" : "#1F4E5F";
      pen.lineWidth = 1;
      pen.strokeRect(left, top, right - left, bottom - top);
    }

    dot(pen, row) {
      if (row.prec >= WORLDLY) return;
      const [x, y] = place(...row.at);
      pen.beginPath();
      pen.arc(x, y, Math.min(5, 2 + Math.sqrt(row.mentions || 1) / 1.6), 0, 2 * Math.PI);
      pen.fillStyle = this.view.styles[row.layer][this.theme];
      pen.fill();
      pen.lineWidth = 1;
      pen.strokeStyle = this.view.rules.halo[this.theme];
      pen.stroke();
    }

    list(from) {
      const { layers } = this.view.words;
      const told = (row) => (row.mentions === 1 ? this.words.mention : row.mentions ? this.words.mentions.replace("{n}", row.mentions) : layers[row.layer]);
      const rows = this.shown.map((row) => ({
        layer: row.layer,
        name: row.name,
        note: told(row),
        open: () => { this.roll.close(); this.act.open(row); },
        go: () => { this.roll.close(); this.go(row); },
      }));
      this.roll.open(this.label.textContent, rows, from);
    }

    // Where it is listed only, a name says what the map now looks at; it is no mark.
    go(row) {
      this.unpin();
      this.away = row;
      const zoom = row.prec <= 2 ? 8 : row.prec >= WORLDLY ? 3 : Math.max(3.5, Math.min(6, 14 - Math.log2(row.km || 500)));
      this.act.look({ lat: row.at[1], lon: row.at[0], zoom });
      this.flag.textContent = `${row.name} · ${this.words.listed}`;
      this.flag.dir = "auto";
      const icon = L.divIcon({ html: this.flag, className: "geodash-pin", iconSize: null });
      this.pin = L.marker([row.at[1], row.at[0]], { icon, interactive: false, keyboard: false }).addTo(this.map);
      this.back.hidden = false;
      this.back.focus();
    }

    // Where the country is out of sight, and where the map has gone abroad, there is a way back.
    follow() {
      const sight = this.map.getBounds();
      const [west, south, east, north] = this.view.home.fit || [0, 0, 0, 0];
      const here = this.away && sight.contains([this.away.at[1], this.away.at[0]]);
      if (!here) this.unpin();
      const lost = Boolean(this.view.home.fit) && !sight.intersects([[south, west], [north, east]]);
      const held = document.activeElement === this.back;
      this.back.hidden = !here && !lost;
      if (held && this.back.hidden) (this.folded ? this.label : this.globe).focus();
    }

    unpin() {
      this.away = null;
      if (this.pin) this.pin.remove();
      this.pin = null;
    }
  }

  geodash.Inset = Inset;
})();

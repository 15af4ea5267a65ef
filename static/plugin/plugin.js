// GeoDash's one map plugin: fetches its data once by URL, then follows tiny commands.
//   geodash.start(map, options)   options: {data, evidence, base, camera, failed, timeline}, or {inline, inlineEvidence}
//   geodash.command(wanted)       {window, year, layers, certainty, undated, precision, articles, themes, theme, focus}
//   geodash.choose(mark | null)   open or close the evidence
//   geodash.bounds()              what the map shows, in degrees; geodash.draw() lets the next drag draw a rectangle
//   geodash.state()               what is on the map now, for tests and for the address
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  let map, view, marks, names, basemap, drawer, page, timeline, tip, roll, inset, rectangle;
  let shown = null;
  let wanted = null;
  let painted = 0;
  let commands = 0;
  let failed = null;
  let placed = false;
  let looked = null;
  let heard = []; // what the map told the page it chose, until the script has answered
  const ECHO_MS = 3000;
  geodash.chosen = null;

  async function start(hostMap, options) {
    map = hostMap;
    const host = map.getContainer();
    host.classList.add("geodash-map");
    try {
      view = options.inline || (await (await fetch(options.data)).json());
    } catch (problem) {
      failed = String(problem);
      host.append(geodash.element("p", "geodash-failed", options.failed));
      return;
    }
    // Without tiles nobody else sets limits. Eighths of a zoom, so that a country fills its frame.
    Object.assign(map.options, { minZoom: 3, maxZoom: 15, zoomSnap: 0.125, zoomDelta: 0.5, wheelPxPerZoomLevel: 90 });
    if (options.timeline) document.documentElement.classList.add("geodash-timed"); // before the map takes its size
    placed = Boolean(options.camera);
    look(options.camera || view.camera);
    furnish(host);
    basemap = new geodash.Basemap(map, view.basemap, view.ground, options.base || "");
    names = basemap.names;
    drawer = new geodash.Drawer(host, { evidence: options.evidence, inline: options.inlineEvidence }, view.words);
    marks = new geodash.MarksLayer(view);
    marks.on("drawn", beside);
    names.around(marks.crowd ? marks.crowd.spots.map((spot) => spot.marks[0]) : []);
    map.addLayer(marks);
    roll = new geodash.Roll(host, view);
    inset = new geodash.Inset(map, view, basemap, roll, { open: pick, look: away, home: () => look(view.home) });
    if (options.timeline) timeline = new geodash.Timeline(host, view, { move, rest: (how) => page.tell({ rest: how }), counts: () => marks.counts });
    if (options.timeline) rectangle = new geodash.Rectangle(map, (box) => page.tell({ box }), view.words.filters);
    apply(wanted || view.wanted);
    listen();
    follow();
    page = new geodash.Page(map, marks, look, pick);
    // The typeface may arrive after the first names were written with another one, and its sheet after that.
    document.fonts?.addEventListener("loadingdone", () => { names._redraw(); marks.draw(); });
    document.fonts?.load('12px "Source Sans"').then(() => names._redraw());
  }

  // A camera with a box shows all of it, in eighths of a zoom; otherwise centre and zoom.
  function look(camera) {
    if (map._animatingZoom) { // Leaflet ends a zoom under way where it was bound for, whatever was asked meanwhile
      map.once("zoomend", () => look(camera));
      return;
    }
    looked = camera;
    map.invalidateSize({ pan: false });
    if (!camera.fit) {
      map.setView([camera.lat, camera.lon], camera.zoom, { animate: false });
      return;
    }
    const [west, south, east, north] = camera.fit;
    const size = map.getSize();
    const [a, b] = [map.project([north, west], 0), map.project([south, east], 0)];
    const ratio = Math.min((size.x - 24) / (b.x - a.x), (size.y - 24) / (b.y - a.y));
    const zoom = Math.floor(Math.log2(ratio) * 8) / 8;
    map.setView(map.unproject(a.add(b).divideBy(2), 0), zoom, { animate: false });
  }

  function furnish(host) {
    const words = view.words;
    map.zoomControl?.remove();
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map); // below the buttons: corners fill from the edge
    geodash.controls.coordinates(map, words.space);
    map.attributionControl?.remove();
    const credit = L.control({ position: "bottomright" });
    credit.onAdd = () => geodash.element("div", "geodash-credit leaflet-control-attribution", view.attribution.join(" · "));
    credit.addTo(map);
    const home = L.control({ position: "bottomleft" });
    home.onAdd = () => {
      const bar = geodash.element("div", "leaflet-bar");
      const button = geodash.element("a", "geodash-home", "⌂");
      button.href = "#";
      button.title = words.home;
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", words.home);
      L.DomEvent.on(button, "click", (event) => { L.DomEvent.stop(event); inset.unpin(); look(view.home); });
      bar.append(button);
      geodash.controls.wholeScreen(bar, words.space);
      return bar;
    };
    home.addTo(map);
    L.control.zoom({ position: "bottomleft", zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
    host.setAttribute("role", "application");
    host.setAttribute("aria-label", words.title);
    tip = geodash.element("div", "geodash-tip");
    tip.hidden = true;
    host.append(tip);
  }

  const labelled = () =>
    marks && map.getZoom() >= view.rules.labels.zoom ? marks.visible.filter((mark) => mark.form === "point" && !mark.cluster).slice(0, 400) : [];

  // The chosen one first: its name is always there.
  function beside() {
    const { chosen } = geodash;
    names.clear(timeline && timeline.playing ? null : marks.clusters);
    names.beside([...(chosen && !chosen.unmarked ? [chosen] : []), ...labelled().filter((mark) => mark !== chosen)]);
    requestAnimationFrame(() => { painted = performance.timeOrigin + performance.now(); });
  }

  // What a command asks for; its step only says that the address was written.
  const told = (asked) => JSON.stringify({ ...asked, step: 0 });

  function apply(next) {
    const before = wanted && wanted.focus;
    wanted = next;
    if (!marks) return;
    if (timeline) wanted = next = timeline.adopt(next);
    if (told(next) === shown) { // the timeline was here first: nothing to paint
      remember();
      return;
    }
    shown = told(next);
    basemap.theme(next.theme).then(() => map.getContainer().classList.add("geodash-ready"));
    map.getContainer().dataset.theme = next.theme;
    marks.apply(next);
    inset.apply(next, stands);
    rectangle?.show(next.box);
    timeline?.draw(marks.marks, next, (mark, chosen) => marks.passes(mark, chosen));
    tell();
    if (next.focus && (next.focus !== before || commands <= 1) && !isEcho(next.focus)) {
      const mark = marks.marks.find((m) => m.id === next.focus);
      const row = mark || { id: next.focus, layer: "", name: "", unmarked: true }; // listed, or not there at all
      if (row.id !== (geodash.chosen && geodash.chosen.id)) choose(row, Boolean(mark) && !placed);
      placed = false; // an address that says where to look and at what has both its ways, once
    }
    remember(); // Streamlit's own writes to the address drop what the map wrote there
  }

  // What the filters and the window make of a row that is no mark.
  const stands = (row, asked) => marks._standing(row, asked, asked.window[0], asked.window[1]);

  // The timeline moves the window by itself; the address follows when the page has heard of it.
  function move(time) {
    wanted = { ...wanted, ...time };
    shown = told(wanted);
    marks.apply(wanted);
    inset.apply(wanted, stands);
    tell();
  }

  function tell() {
    if (geodash.chosen) drawer.tell(geodash.chosen.unmarked ? "listed" : marks.inWindow(geodash.chosen, wanted));
  }

  function command(next) {
    commands += 1;
    apply(next);
    // streamlit-folium keeps every group it ever added; these are empty and have done their work
    if (window.feature_group) window.feature_group = window.feature_group.slice(-1);
  }

  // Bring a mark to the middle of what the drawer leaves of the map.
  function show(mark) {
    const cover = drawer.node.getBoundingClientRect();
    const beside = cover.width < map.getSize().x;
    map.setView([mark.at[1], mark.at[0]], Math.max(map.getZoom(), 9), { animate: false });
    const sheet = 0.31 * map.getSize().y; // half of what plugin.css lets it grow to; it is still empty
    map.panBy(beside ? [cover.width / 2, 0] : [0, sheet], { animate: false });
  }

  function choose(mark, move = false, rest = []) {
    geodash.chosen = mark;
    if (mark) {
      drawer.open(mark, rest);
      tell();
      if (move) show(mark);
    } else {
      drawer.close();
    }
    marks.draw();
    page?.tell({ chosen: mark && mark.id });
    heard.push({ id: mark && mark.id, at: performance.now() });
    remember(true);
  }

  // The script answers each choice with a command that names it. Who chooses quickly is already further on by then:
  // an answer to what the map itself told lately must not take the reader back.
  function isEcho(id) {
    heard = heard.filter((choice) => performance.now() - choice.at < ECHO_MS);
    const at = heard.findIndex((choice) => choice.id === id);
    if (at < 0) return false;
    heard.splice(0, at + 1);
    return true;
  }

  // A row of the table: the map goes there; what is listed and not drawn has its evidence opened all the same.
  function pick({ id, layer, name }) {
    const mark = marks.marks.find((m) => m.id === id && m.layer === layer);
    choose(mark || { id, layer, name, unmarked: true }, Boolean(mark));
  }

  function listen() {
    map.on("click", (event) => {
      roll.close();
      const cluster = marks.clusterAt(event.latlng);
      if (cluster) return part(cluster);
      const [first, ...rest] = marks.under(event.latlng);
      choose(first || null, false, rest);
    });
    map.on("moveend", remember);
    // Until a hand moves it, a map that shows a whole box goes on showing it when its frame grows or shrinks.
    const moved = () => { looked = null; };
    L.DomEvent.on(map.getContainer(), "mousedown wheel touchstart keydown", moved);
    map.on("resize", () => looked && looked.fit && look(looked));
    let waiting = null;
    map.on("mousemove", (event) => {
      if (!waiting) requestAnimationFrame(() => { hover(waiting); waiting = null; });
      waiting = event;
    });
    map.on("mouseout", () => { tip.hidden = true; });
    document.addEventListener("keydown", (event) => event.key === "Escape" && choose(null));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
      event.preventDefault();
      page.tell({ search: true });
    });
  }

  const smoothly = () => !window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function away(camera) {
    looked = null;
    map.setView([camera.lat, camera.lon], camera.zoom, { animate: smoothly() });
  }

  // A crowd parts where the map comes closer; what no zoom parts is listed.
  function part(cluster) {
    const { marks: rows } = cluster;
    tip.hidden = true;
    const [xs, ys] = [rows.map((mark) => mark.x), rows.map((mark) => mark.y)];
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    const { nearest } = view.rules.cluster;
    const size = map.getSize();
    const closer = Math.log2(Math.min((0.7 * size.x) / (box[2] - box[0]), (0.7 * size.y) / (box[3] - box[1])));
    const zoom = Math.min(nearest, Math.max(map.getZoom() + 1, closer));
    if (map.getZoom() >= nearest || !Number.isFinite(zoom)) return listed(cluster);
    away({ ...geodash.spots.degrees((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), zoom });
  }

  function listed(cluster) {
    const rows = [...cluster.marks].reverse().map((mark) => ({ layer: mark.layer, name: mark.name, note: view.words.layers[mark.layer], open: () => { roll.close(); choose(mark); } }));
    roll.open(view.words.here.replace("{n}", cluster.n), rows);
  }

  const crowd = (cluster) =>
    [...view.layers].reverse().filter((layer) => cluster.layers[layer]).map((layer) => `${view.words.layers[layer]} ${cluster.layers[layer].all}`).join(" · ");

  function hover(event) {
    if (event.originalEvent?.target.closest?.(".leaflet-control, .geodash-inset, .geodash-roll, .geodash-drawer")) {
      tip.hidden = true;
      return;
    }
    const cluster = marks.clusterAt(event.latlng);
    const found = cluster ? [{ tooltip: crowd(cluster) }] : marks.under(event.latlng);
    map.getContainer().style.cursor = found.length ? "pointer" : "";
    tip.hidden = found.length === 0;
    if (found.length === 0) return;
    const more = found.length > 1 ? ` · ${view.words.here.replace("{n}", found.length)}` : "";
    tip.textContent = found[0].tooltip + more;
    const left = event.containerPoint.x > map.getSize().x / 2;
    tip.style.transform = `translate(${event.containerPoint.x + (left ? -12 : 12)}px, ${event.containerPoint.y + 12}px) translateX(${left ? "-100%" : "0"})`;
  }

  // The camera and the chosen row go into the address without a rerun, where the page allows it. Another choice is a
  // step that going back takes back; the camera never is.
  function remember(step = false) {
    if (!view.remember || !map) return;
    try {
      const page = window.parent;
      const address = new URL(page.location.href);
      const { lat, lng } = map.getCenter();
      address.searchParams.set("at", [lng.toFixed(3), lat.toFixed(3), map.getZoom().toFixed(2)].join("_"));
      if (geodash.chosen) address.searchParams.set("focus", geodash.chosen.id);
      else address.searchParams.delete("focus");
      const other = address.searchParams.get("focus") !== new URL(page.location.href).searchParams.get("focus");
      if (step && other) page.history.pushState(page.history.state, "", address);
      else if (address.href !== page.location.href) page.history.replaceState(page.history.state, "", address);
    } catch {
      view.remember = false; // in a frame of another origin (a notebook) there is no address to write to
    }
  }

  // What the map shows now: west, south, east, north in degrees.
  function bounds() {
    const shown = map.getBounds();
    return [shown.getWest(), shown.getSouth(), shown.getEast(), shown.getNorth()];
  }

  // Going back and forward brings back what was chosen; filters and years come from the script.
  function follow() {
    if (!view.remember) return;
    const back = () => {
      const id = new URL(window.parent.location.href).searchParams.get("focus");
      if (id !== (geodash.chosen && geodash.chosen.id)) choose(marks.marks.find((mark) => mark.id === id) || null);
      else remember();
    };
    window.parent.addEventListener("popstate", back);
    window.addEventListener("pagehide", () => window.parent.removeEventListener("popstate", back));
  }

  function state() {
    const centre = map && map.getCenter();
    return JSON.parse(JSON.stringify({
      ready: Boolean(marks && marks._frame),
      failed,
      commands,
      still: !timeline || timeline.still,
      painted,
      wanted,
      counts: marks ? marks.counts : {},
      visible: marks ? marks.visible.length : 0,
      marks: marks ? marks.marks.length : 0,
      camera: centre ? { lon: centre.lng, lat: centre.lat, zoom: map.getZoom() } : null,
      chosen: geodash.chosen ? geodash.chosen.id : null,
      clusters: marks && marks._frame ? marks.clusters.map(ring) : [],
      apart: marks ? marks.marks.filter((mark) => mark.how && !mark.cluster).length : 0,
      names: names ? names.written : [],
      abroad: inset ? inset.shown.length : 0,
      leaflets: map ? Object.keys(map._layers).length : 0,
    }));
  }

  // A ring's numbers, and where its middle lies in the frame.
  function ring({ x, y, n, layers }) {
    const origin = map.getPixelOrigin();
    const { x: left, y: top } = map.layerPointToContainerPoint([x - origin.x, y - origin.y]);
    return { n, layers, at: [left, top] };
  }

  // Where a mark lies in the frame, in CSS pixels: lets a test click it.
  function where(id) {
    const mark = marks.marks.find((m) => m.id === id);
    const point = map.latLngToContainerPoint([mark.at[1], mark.at[0]]);
    return [point.x + mark.dx, point.y];
  }

  Object.assign(geodash, { start, command, choose, pick, state, where, bounds, draw: () => rectangle?.arm() });
})();

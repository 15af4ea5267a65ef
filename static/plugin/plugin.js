// GeoDash's one map plugin: gets its data once, by URL or with the page, then follows tiny commands. No rerun, no request.
//
// geodash.start(map, options), a promise that holds once the map is drawn. Options:
//   data      address of the view (see wire in render/leaflet.py), or `inline`: the view itself
//   evidence  address of the evidence, to which layer and id are added; or `inlineEvidence`: {layer: {id: evidence}}
//   base      what the basemap's addresses begin with. In an inline view `basemap.files` may hold the parts themselves
//             (GeoJSON; a list of names) in place of addresses, and `basemap.relief.url` a data: address
//   camera    where to look at first, {lon, lat, zoom} or {fit: [west, south, east, north]}; else the view's
//   timeline  true: the timeline stands below the map       failed  what to say when the data do not come
//   screen    last part of the address of the screen that the map stands on, "" for the first
//   painted   address that is asked for once, when map and basemap are painted for the first time
//   letters   how large names on the map are, in parts of their usual size: 1 unless told
//   over      nodes of the page that lie over the map: no name is written under them
//   keys      names of keys (event.key) that belong to the page round the map: the map and its timeline leave them alone,
//             and where the map is in a frame the page is told of them, {geodash: {key}}
//
// geodash.command(order): each part may be left out and then stays as it is:
//   window    [first, last] in days since 1970-01-01, and `year`, the last of its years (for the coca zones)
//   layers, certainty ("possibly" | "certainly"), undated, precision, articles, themes, kept, box, theme: see `wanted` in
//             render/leaflet.py
//   focus     id of the row whose evidence is open, or null
//   focusIds  ids of rows that are ringed, named first and lifted out of crowds; [] for none
//   camera    where to fly: less than a second, at once where the reader's system asks for less motion. Ordering the
//             same camera again moves nothing, so that a script may repeat its orders
//   scene     any value; when it is another than before, window and camera count whatever the reader did meanwhile
//
// geodash.look(camera)          fly there now, wherever the last order looked
// geodash.choose(mark | null)   open or close the evidence;  geodash.pick({id, layer, name}) that of a row, drawn or not
// geodash.bounds()              what the map shows, in degrees; geodash.draw() lets the next drag draw a rectangle
// geodash.untip()               take away what the pointer brought up, where the page turns to something else
// geodash.state()               what is on the map now, for tests and for the address
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  let map, view, marks, names, basemap, drawer, page, timeline, roll, inset, rectangle, camera, address, pointer;
  let shown = null;
  let wanted = null; // before the view is here: what was ordered meanwhile
  let flown = null;
  let painted = 0;
  let commands = 0;
  let failed = null;
  let placed = false;
  let announced = null;
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
    announced = options.painted;
    camera = new geodash.Camera(map);
    camera.look(options.camera || view.camera);
    geodash.controls.furnish(map, view, () => { inset.unpin(); camera.look(view.home); });
    host.setAttribute("role", "application");
    host.setAttribute("aria-label", view.words.title);
    basemap = new geodash.Basemap(map, view.basemap, view.ground, options.base || "", options.letters);
    names = basemap.names;
    drawer = new geodash.Drawer(host, { evidence: options.evidence, inline: options.inlineEvidence }, view.words);
    marks = new geodash.MarksLayer(view);
    marks.on("drawn", beside);
    names.around(marks.crowd ? marks.crowd.spots.map((spot) => spot.marks[0]) : []);
    map.addLayer(marks);
    roll = new geodash.Roll(host, view);
    inset = new geodash.Inset(map, view, basemap, roll, { open: pick, look: (there) => camera.away(there), home: () => camera.look(view.home) });
    if (options.timeline) timeline = new geodash.Timeline(host, view, { move, rest: (how) => page.tell({ rest: how }), plays: (on) => page.tell({ playing: on ? view.words.timeline.waits : null }), keys: options.keys || [], counts: () => marks.counts });
    if (options.timeline) rectangle = new geodash.Rectangle(map, (box) => page.tell({ box }), view.words.filters);
    address = new geodash.Address(map, view.remember, options.screen, (id) => choose(id ? find(id) : null));
    names.under([drawer.node, roll.node, inset.node, ...(timeline ? [timeline.large] : []), ...(options.over || []), ...host.querySelectorAll(".leaflet-control")]);
    apply({ ...view.wanted, ...wanted });
    pointer = new geodash.Pointer(map, view, { marks, roll, camera }, choose);
    new geodash.Walk(map, view, marks, pointer, choose);
    listen(options.keys || []);
    page = new geodash.Page(map, marks, (there) => camera.look(there), pick);
    // The typeface may arrive after the first names were written with another one, and its sheet after that.
    document.fonts?.addEventListener("loadingdone", () => { names.reletter(); marks.draw(); });
    document.fonts?.load('12px "Source Sans"').then(() => names.reletter());
  }

  const labelled = () =>
    marks && map.getZoom() >= view.rules.labels.zoom ? marks.visible.filter((mark) => mark.form === "point" && !mark.cluster).slice(0, 400) : [];

  // What is set off first: its name is written wherever there is room for some of it.
  function beside() {
    const first = marks.setOff();
    const asked = [...first.map((mark) => marks.label(mark, true)), ...labelled().filter((mark) => !first.includes(mark)).map((mark) => marks.label(mark, false))];
    names.beside(asked, marks.boxes(), Boolean(timeline && timeline.playing));
    requestAnimationFrame(() => { painted = performance.timeOrigin + performance.now(); });
  }

  // What a command asks to be painted; its step only says that the address was written.
  const told = (asked) => JSON.stringify({ ...asked, step: 0, camera: null, scene: null });

  function apply(next) {
    const before = (marks.applied && wanted) || {};
    const turned = (next.scene ?? null) !== (before.scene ?? null);
    wanted = next;
    if (timeline) wanted = next = timeline.adopt(next, turned);
    fly(next.camera, turned);
    if (told(next) === shown) { // the timeline was here first: nothing to paint
      address?.write();
      return;
    }
    shown = told(next);
    basemap.theme(next.theme).then(ready);
    map.getContainer().dataset.theme = next.theme;
    marks.apply(next);
    inset.apply(next, stands);
    rectangle?.show(next.box);
    timeline?.draw(marks.marks, next);
    tell();
    if (next.focus && (next.focus !== before.focus || commands <= 1) && !isEcho(next.focus)) {
      const row = find(next.focus);
      if (row.id !== (geodash.chosen && geodash.chosen.id)) choose(row, !row.unmarked && !placed);
      placed = false; // an address that says where to look and at what has both its ways, once
    }
    address?.write(); // Streamlit's own writes to the address drop what the map wrote there
  }

  // All is there: the next but one frame comes after it was painted, and then the page may go on.
  function ready() {
    map.getContainer().classList.add("geodash-ready");
    const told = announced;
    announced = null;
    if (told) requestAnimationFrame(() => requestAnimationFrame(() => fetch(told, { cache: "no-store" })));
  }

  // A mark; or a row that is listed, or not there at all.
  const find = (id) => marks.find(id) || { id, layer: "", name: "", unmarked: true };

  // The first camera is there at once; a later one is flown to.
  function fly(there, turned) {
    if (!there || (JSON.stringify(there) === flown && !turned)) return;
    if (flown === null && !marks.applied) camera.look(there);
    else camera.fly(there, () => { basemap.redraw(); marks._update(); });
    flown = JSON.stringify(there);
    placed = true;
  }

  // What the filters and the window make of a row that is no mark.
  const stands = (row, asked) => marks.standings.of(row, asked);

  // The timeline moves the window by itself; the address follows when the page has heard of it.
  function move(time) {
    wanted = { ...wanted, ...time };
    shown = told(wanted);
    marks.apply(wanted);
    inset.apply(wanted, stands);
    tell();
  }

  function tell() {
    const mark = geodash.chosen;
    if (!mark) return;
    const how = mark.unmarked ? "listed" : marks.standings.inWindow(mark, wanted);
    drawer.tell(mark.always && how === "possible" ? "unfigured" : how);
  }

  function command(next) {
    commands += 1;
    if (marks) apply({ ...wanted, ...next });
    else wanted = { ...wanted, ...next };
    // streamlit-folium keeps every group it ever added; these are empty and have done their work
    if (window.feature_group) window.feature_group = window.feature_group.slice(-1);
  }

  function choose(mark, move = false, rest = []) {
    geodash.chosen = mark;
    address?.write(true); // before the map moves there, which is no step of its own
    if (mark) {
      drawer.open(mark, rest);
      tell();
      if (move) camera.show(mark, drawer.node);
    } else {
      drawer.close();
    }
    marks.draw();
    page?.tell({ chosen: mark && mark.id });
    heard.push({ id: mark && mark.id, at: performance.now() });
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
    const mark = marks.find(id, layer);
    choose(mark || { id, layer, name, unmarked: true }, Boolean(mark));
  }

  function listen(keys) {
    geodash.keys(map, keys, (key) => page.tell({ key }));
    document.addEventListener("keydown", (event) => event.key === "Escape" && choose(null));
    document.addEventListener("keydown", (event) => {
      const asked = { "/": { search: true }, "?": { keys: true } }[event.key];
      if (!asked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
      event.preventDefault();
      page.tell(asked);
    });
  }

  function state() {
    const centre = map && map.getCenter();
    return JSON.parse(JSON.stringify({
      ready: Boolean(marks && marks._frame),
      failed,
      commands,
      still: (!timeline || timeline.still) && !camera?.flying,
      painted,
      wanted,
      counts: marks ? marks.counts : {},
      visible: marks ? marks.visible.length : 0,
      marks: marks ? marks.marks.length : 0,
      camera: centre ? { lon: centre.lng, lat: centre.lat, zoom: map.getZoom() } : null,
      chosen: geodash.chosen ? geodash.chosen.id : null,
      clusters: marks && marks._frame ? marks.clusters.map(ring) : [],
      focused: marks ? marks.focused.map((mark) => mark.id) : [],
      apart: marks ? marks.marks.filter((mark) => mark.how && !mark.cluster).length : 0,
      names: names ? names.written.map(({ name }) => name) : [],
      written: names ? names.written : [],
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
    const mark = marks.find(id);
    const point = map.latLngToContainerPoint([mark.at[1], mark.at[0]]);
    return [point.x + mark.dx, point.y];
  }

  Object.assign(geodash, { start, command, choose, pick, state, where, bounds: () => camera.bounds(), look: (there) => fly(there, true), draw: () => rectangle?.arm(), untip: () => pointer?.hide() });
})();

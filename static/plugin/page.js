// What the page round the map may ask, and hears: an article beside the map points at places, and follows what is
// chosen here. Only messages of the same origin and of the page itself count, and only ids and numbers go over.
//   asked: {fit: [west, south, east, north]} · {point: id | null, go: true}
//   · {pick: {id, layer, name}}, a row of the table      told: {ready: true} · {chosen: id | null}
//   · {box: [west, south, east, north]}, a rectangle drawn to filter by · {search: true}, the reader wants to search, or · {keys: true} to see the keys
//   · {key: "ArrowRight"}, a key that belongs to the page · {rest: {first, last, certainty, undated}}, the years at which the timeline came to rest
//   · {playing: sentence | null}: time runs, and what the page says beside the map is of the years before, until it rests
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const CLOSEST = 10;

  class Page {
    constructor(map, marks, look, pick) {
      this.look = look;
      this.pick = pick;
      this.map = map;
      this.marks = marks;
      this.pointed = null;
      marks.on("drawn", () => marks._drawRing(this.pointed)); // over everything that was drawn
      window.addEventListener("message", (event) => {
        const asked = event.data && event.data.geodash;
        if (asked && event.source === window.parent && event.origin === window.location.origin) this.answer(asked);
      });
      this.tell({ ready: true });
    }

    // False where there is no page round the map.
    tell(told) {
      if (window.parent === window || window.location.origin === "null") return false;
      window.parent.postMessage({ geodash: told }, window.location.origin);
      return true;
    }

    answer(asked) {
      if (Array.isArray(asked.fit)) this.look({ fit: asked.fit });
      if (asked.pick && typeof asked.pick.id === "string") this.pick(asked.pick);
      if (asked.point !== undefined) this.point(this.marks.find(asked.point) || null, asked.go === true);
    }

    // Ring a place. Pointed at, it only comes into sight; gone to, it lies in the middle with all that it covers.
    point(mark, go) {
      this.pointed = mark;
      if (mark && go && mark.form === "point") {
        this.map.setView([mark.at[1], mark.at[0]], Math.max(this.map.getZoom(), 9), { animate: false });
      } else if (mark && go) {
        const [west, north, east, south] = mark.box; // world pixels at zoom 0
        const corner = (x, y) => this.map.unproject([x, y], 0);
        this.map.fitBounds(L.latLngBounds(corner(west, north), corner(east, south)), { padding: [32, 32], maxZoom: CLOSEST, animate: false });
      } else if (mark) {
        this.map.panInside([mark.at[1], mark.at[0]], { padding: [48, 48], animate: false });
      }
      this.marks.draw();
    }
  }

  // Keys that belong to the page: neither the map nor its timeline acts on them, `tell` hands them on.
  function keys(map, names, tell) {
    if (names.length === 0) return;
    if (names.some((name) => name.startsWith("Arrow"))) map.keyboard.disable();
    const own = "input, textarea, select, [role='slider'], [role='radio'], .geodash-walk, .geodash-drawer, .geodash-roll";
    window.addEventListener("keydown", (event) => {
      if (!names.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(own)) return;
      if (!tell(event.key)) return; // the page has heard of it by itself
      event.preventDefault();
      event.stopPropagation();
    }, true);
  }

  Object.assign(geodash, { Page, keys });
})();

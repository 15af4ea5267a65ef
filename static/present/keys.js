// Keys, a clicker, a finger: what leads to the next chapter and back.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});
  const FAR = 60; // CSS pixels a finger moves to turn a chapter
  const WAYS = {
    ArrowRight: "next", PageDown: "next", " ": "next", Enter: "next",
    ArrowLeft: "back", PageUp: "back", Backspace: "back",
    Home: "first", End: "last", ArrowDown: "down", ArrowUp: "up", f: "whole", p: "presenter", t: "timeline", m: "mark", b: "blank", ".": "blank",
  };
  const TYPED = "input, textarea, select, [contenteditable]";
  const OWN = `${TYPED}, [role='slider'], [role='radio'], .gp-open, .geodash-drawer, .geodash-roll, .geodash-timeline`;

  // Which way a key leads, "" for none: clickers (PageUp, PageDown) always lead, other keys where nothing has a use of
  // its own for them.
  function way(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return "";
    const name = WAYS[event.key.length === 1 ? event.key.toLowerCase() : event.key] || "";
    const at = event.target instanceof Element ? event.target : document.body;
    if (event.key.startsWith("Page")) return at.closest(TYPED) ? "" : name;
    if (at.closest(".gp-open") && event.key === " ") return name;
    if (at.closest(OWN)) return "";
    return [" ", "Enter", "Backspace"].includes(event.key) && at.closest("button, a, summary, [role='button']") ? "" : name;
  }

  // `go` has a function for each way; `node` is what a finger may wipe over.
  function listen(go, node) {
    window.addEventListener("keydown", (event) => {
      const name = way(event);
      if (!name || !go[name]) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat || ["next", "back", "down", "up"].includes(name)) go[name]();
    }, true);
    if (!node) return;
    let began = null;
    node.addEventListener("touchstart", (event) => {
      began = event.touches.length === 1 ? [event.touches[0].clientX, event.touches[0].clientY] : null;
    }, { passive: true });
    node.addEventListener("touchend", (event) => {
      if (!began) return;
      const [dx, dy] = [event.changedTouches[0].clientX - began[0], event.changedTouches[0].clientY - began[1]];
      began = null;
      if (Math.abs(dx) < FAR || Math.abs(dx) < 2 * Math.abs(dy)) return;
      go[dx < 0 ? "next" : "back"]();
    }, { passive: true });
  }

  present.keys = { listen, way };
})();

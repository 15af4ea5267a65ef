// Pictures of the map for paper: what its canvases and its relief show, put on one canvas.
(function () {
  "use strict";
  const lesson = (window.geodashLesson = window.geodashLesson || {});
  const frames = (n) => new Promise((done) => { const next = () => (n-- > 0 ? requestAnimationFrame(next) : done()); next(); });

  // The panes lie over each other by their z-index; within one the later node is above.
  function layers(container) {
    const level = (node) => Number(getComputedStyle(node.closest(".leaflet-pane:not(.leaflet-map-pane)")).zIndex) || 0;
    const nodes = [...container.querySelectorAll(".leaflet-map-pane canvas, .leaflet-map-pane img")];
    return nodes.map((node, place) => ({ node, place, z: level(node) })).sort((a, b) => a.z - b.z || a.place - b.place).map(({ node }) => node);
  }

  // The middle of the map in the proportions that the story's chapters are made for, whatever those of the window are.
  function middle(container, [wide, high]) {
    const { left, top, width, height } = container.getBoundingClientRect();
    const scale = Math.min(width / wide, height / high);
    const size = { width: wide * scale, height: high * scale };
    return { ...size, left: left + (width - size.width) / 2, top: top + (height - size.height) / 2 };
  }

  function still(map, proportions) {
    const container = map.getContainer();
    const frame = middle(container, proportions);
    const ratio = Math.min(2, Math.max(1, window.devicePixelRatio || 1));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(frame.width * ratio), Math.round(frame.height * ratio)];
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.fillStyle = container.style.backgroundColor || "#fff";
    pen.fillRect(0, 0, frame.width, frame.height);
    for (const node of layers(container)) {
      const box = node.getBoundingClientRect();
      if (!box.width || !box.height) continue;
      pen.globalAlpha = Number(getComputedStyle(node).opacity);
      pen.drawImage(node, box.left - frame.left, box.top - frame.top, box.width, box.height);
    }
    return canvas;
  }

  // What a chapter shows on paper: [{scene, year}], two where it compares; before the class is told, what it marks on.
  function scenes({ order, camera, focus, predict, sides, year }) {
    if (sides) return sides.map((side) => ({ year: side.year, scene: { order: side.order, camera, focus } }));
    const whole = { year, scene: { order, camera, focus } };
    if (!predict) return [whole];
    const layers = order.layers.filter((layer) => !predict.hidden.includes(layer));
    return [{ year, guess: true, scene: { order: { ...order, layers }, camera, focus: [] } }, whole];
  }

  // Be at a scene at once, without a flight, and wait until it is painted.
  async function go(stage, scene) {
    if (scene.camera) {
      const { lat, lon, zoom } = stage.camera(scene.camera);
      stage.map.setView([lat, lon], zoom, { animate: false });
    }
    stage.show(scene);
    await stage.still();
    await frames(2);
  }

  // Take all pictures of a story in the light theme and leave the player as it was; `tell(n, all)` hears how far it is.
  async function take(player, tell) {
    const { stage, told, theme } = player;
    const taken = new Map();
    stage.paint("light");
    for (const [number, chapter] of told.chapters.entries()) {
      tell(number + 1, told.chapters.length);
      const found = [];
      for (const { scene, year, guess } of scenes(chapter)) {
        await go(stage, scene);
        found.push({ canvas: still(stage.map, told.frame), year, guess: Boolean(guess) });
      }
      taken.set(chapter.id, found);
    }
    stage.paint(theme);
    await go(stage, player.scene());
    return taken;
  }

  lesson.pictures = { take, still };
})();

// The symbols of the map, each drawn once to a small canvas and stamped from there, and the hatching.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const ratio = () => Math.min(3, window.devicePixelRatio || 1);
  const MOST = 400; // rings kept

  // The pixel of the screen that is nearest: what is stamped there stays sharp, and is not resampled.
  const sharp = (place) => Math.round(place * ratio()) / ratio();

  // Outlines as polygons in a unit square round the origin; a circle is drawn as such.
  function star(points, inner) {
    const corners = [];
    for (let i = 0; i < points * 2; i += 1) {
      const radius = i % 2 ? inner : 0.5;
      const angle = (Math.PI * i) / points - Math.PI / 2;
      corners.push([Math.cos(angle) * radius, Math.sin(angle) * radius]);
    }
    return corners;
  }
  const outlines = {
    triangle: [[0, -0.5], [0.5, 0.42], [-0.5, 0.42]],
    square: [[-0.45, -0.45], [0.45, -0.45], [0.45, 0.45], [-0.45, 0.45]],
    star: star(4, 0.2),
    hatch: [[-0.5, -0.35], [0.5, -0.35], [0.5, 0.35], [-0.5, 0.35]],
  };

  function trace(context, shape, size) {
    context.beginPath();
    if (!outlines[shape]) {
      context.arc(0, 0, size / 2, 0, 2 * Math.PI);
    } else {
      outlines[shape].forEach(([x, y], i) => (i ? context.lineTo(x * size, y * size) : context.moveTo(x * size, y * size)));
    }
    context.closePath();
  }

  // How: "certain" filled, "possible" hollow, "undated" hollow with a dotted outline.
  function paint(context, look, how, rules, theme) {
    context.lineJoin = "round";
    trace(context, look.shape, look.size);
    if (how === "certain") {
      context.lineWidth = 2;
      context.strokeStyle = rules.halo[theme];
      context.stroke();
      context.fillStyle = look.color;
      context.fill();
      return;
    }
    context.fillStyle = rules.hollow[theme];
    context.fill();
    context.lineWidth = how === "undated" ? rules.edge * 0.75 : rules.edge;
    context.strokeStyle = look.color;
    if (how === "undated") context.setLineDash(rules.undated.dash);
    context.stroke();
  }

  // Draw something round the middle of a small picture.
  function print(side, draw) {
    const pixels = Math.ceil(side * ratio());
    const canvas = new OffscreenCanvas(pixels, pixels);
    const context = canvas.getContext("2d");
    context.scale(pixels / side, pixels / side);
    context.translate(side / 2, side / 2);
    draw(context);
    return { image: canvas.transferToImageBitmap(), side: pixels / ratio(), half: pixels / ratio() / 2 };
  }

  const stamps = new Map();
  const rings = new Map();

  // A stamp is {image, side, half}: draw the image so that its middle falls on the mark, which has shape, size, fill.
  function stamp(mark, how, rules, theme) {
    const key = `${mark.layer}|${mark.size}|${how}|${theme}|${ratio()}`;
    let found = stamps.get(key);
    if (!found) {
      found = print(Math.ceil(mark.size + 5), (context) => paint(context, { shape: mark.shape, size: mark.size, color: mark.fill }, how, rules, theme));
      stamps.set(key, found);
    }
    return found;
  }

  // The outline of a circle of whole pixels, stamped too: thousands of dashed ones would take longer than all else.
  function ring(radius, color, width, dash) {
    const key = `${radius}|${color}|${width}|${dash}|${ratio()}`;
    let found = rings.get(key);
    if (!found) {
      if (rings.size >= MOST) {
        for (const { image } of rings.values()) image.close();
        rings.clear();
      }
      found = print(2 * radius + Math.ceil(width) + 2, (context) => {
        context.arc(0, 0, radius, 0, 2 * Math.PI);
        context.lineWidth = width;
        context.strokeStyle = color;
        context.setLineDash(dash);
        context.stroke();
      });
      rings.set(key, found);
    }
    return found;
  }

  function hatch(context, color) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.strokeStyle = color;
    pen.lineWidth = 1.2;
    for (const shift of [-8, 0, 8]) {
      pen.moveTo(shift, 8);
      pen.lineTo(shift + 8, 0);
    }
    pen.stroke();
    return context.createPattern(tile, "repeat");
  }

  // Lay a canvas over a renderer's bounds, sharp on screens with more pixels than CSS counts.
  function fit(canvas, bounds) {
    const size = bounds.getSize();
    canvas.width = Math.round(size.x * ratio());
    canvas.height = Math.round(size.y * ratio());
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(canvas, bounds.min);
  }

  geodash.symbols = { stamp, ring, hatch, ratio, sharp, fit };
})();

// What the canvas of the marks shows of the world: from world pixels at zoom 0 to pixels of the canvas.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  class Frame {
    constructor(map, bounds) {
      this.zoom = map.getZoom();
      const shift = map.getPixelOrigin().add(bounds.min);
      const size = bounds.getSize();
      this.scale = map.options.crs.scale(this.zoom) / 256;
      Object.assign(this, { x: shift.x, y: shift.y, width: size.x, height: size.y });
    }

    // Whether another frame shows the very same.
    same(other) {
      return Boolean(other) && ["zoom", "x", "y", "width", "height"].every((key) => this[key] === other[key]);
    }

    // A mark's middle, and the radius of what it covers.
    place(mark) {
      return [mark.x * this.scale - this.x, mark.y * this.scale - this.y, mark.radius * this.scale];
    }

    // Whether any of what a mark covers can be seen.
    holds(mark) {
      const { scale, x, y, width, height } = this;
      const { box, size: rim } = mark;
      if (box[2] * scale - x <= -rim || box[0] * scale - x >= width + rim) return false;
      return box[3] * scale - y > -rim && box[1] * scale - y < height + rim;
    }

    // Half the width of what a mark covers.
    reach(mark) {
      return ((mark.box[2] - mark.box[0]) / 2) * this.scale;
    }

    // The outline of what a mark covers: its rings, or the circle round its middle.
    trace(pen, mark) {
      const { scale, x, y } = this;
      pen.beginPath();
      if (mark.rings.length === 0) {
        const [px, py, radius] = this.place(mark);
        pen.arc(px, py, radius, 0, 2 * Math.PI);
        return;
      }
      for (const ring of mark.rings) {
        ring.forEach(([rx, ry], i) => (i ? pen.lineTo(rx * scale - x, ry * scale - y) : pen.moveTo(rx * scale - x, ry * scale - y)));
        pen.closePath();
      }
    }
  }

  geodash.Frame = Frame;
})();

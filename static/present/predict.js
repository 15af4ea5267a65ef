// Predict, then reveal: marks that the class puts on the map before it is shown. A click or a tap puts one, Delete takes
// the last away; with the keyboard the arrows move a cross, Enter marks and Escape leaves. The marks stay where they were put.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});
  const { make } = present;
  const MOST = 60;
  const STEP = 16; // CSS pixels an arrow key moves the cross; four times as far with Shift
  const SLIP = 6; // a click that moved further was a drag

  class Marks {
    // `acts` has changed(n), which hears how many marks there are; leave(), which takes the keyboard back; and kept, a
    // Map of chapter: [[lat, lng], …].
    constructor(map, words, acts) {
      this.map = map;
      this.words = words;
      this.acts = acts;
      this.kept = acts.kept;
      this.chapter = "";
      this.node = make("div", "gp-marks", "", { role: "application", "aria-label": words.mark_help });
      this.cross = make("div", "gp-cross", "", { "aria-hidden": "true" });
      this.pins = make("div", "gp-pins");
      this.node.append(this.pins, this.cross);
      map.getContainer().append(this.node);
      this.close();
      map.on("move zoom viewreset resize", () => this.place());
      this.listen();
    }

    listen() {
      const { node } = this;
      let down = null;
      node.addEventListener("pointerdown", (event) => { down = [event.clientX, event.clientY]; });
      node.addEventListener("mousedown", (event) => event.preventDefault()); // who marks by hand leads on by keys
      node.addEventListener("click", (event) => {
        event.stopPropagation();
        if (down && Math.hypot(event.clientX - down[0], event.clientY - down[1]) > SLIP) return;
        const box = node.getBoundingClientRect();
        this.put(event.clientX - box.left, event.clientY - box.top);
      });
      node.addEventListener("dblclick", (event) => event.stopPropagation());
      node.addEventListener("focus", () => this.centre());
      node.addEventListener("keydown", (event) => this.key(event));
    }

    key(event) {
      const far = event.shiftKey ? 4 * STEP : STEP;
      const [dx, dy] = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] }[event.key] || [0, 0];
      if (dx || dy) this.aim(this.at[0] + dx, this.at[1] + dy);
      else if (event.key === "Enter") this.put(...this.at);
      else if (event.key === "Delete" || event.key === "Backspace") this.take();
      else if (event.key === "Escape") this.acts.leave();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    centre() {
      if (this.at) return;
      const { x, y } = this.map.getSize();
      this.aim(x / 2, y / 2);
    }

    aim(x, y) {
      const size = this.map.getSize();
      this.at = [Math.max(0, Math.min(size.x, x)), Math.max(0, Math.min(size.y, y))];
      this.cross.style.transform = `translate(${this.at[0]}px, ${this.at[1]}px)`;
    }

    get list() {
      return this.kept.get(this.chapter) || [];
    }

    put(x, y) {
      if (!this.open || this.list.length >= MOST) return;
      const { lat, lng } = this.map.containerPointToLatLng([x, y]);
      this.kept.set(this.chapter, [...this.list, [lat, lng]]);
      this.draw();
    }

    take() {
      this.kept.set(this.chapter, this.list.slice(0, -1));
      this.draw();
    }

    clear() {
      this.kept.set(this.chapter, []);
      this.draw();
    }

    draw() {
      this.pins.replaceChildren(...this.list.map((_, number) => make("i", "gp-pin", String(number + 1))));
      this.place();
      this.acts.changed(this.list.length);
    }

    place() {
      this.list.forEach(([lat, lng], number) => {
        const { x, y } = this.map.latLngToContainerPoint([lat, lng]);
        this.pins.children[number].style.transform = `translate(${x}px, ${y}px)`;
      });
    }

    // Show a chapter's marks; `open` lets more be put.
    show(chapter, open) {
      this.chapter = chapter;
      this.open = open;
      this.at = null;
      this.node.hidden = false;
      this.node.classList.toggle("gp-open", open);
      if (open) this.node.tabIndex = 0;
      else this.node.removeAttribute("tabindex");
      this.draw();
    }

    close() {
      this.chapter = "";
      this.open = false;
      this.node.hidden = true;
      this.node.removeAttribute("tabindex");
      this.pins.replaceChildren();
    }
  }

  present.Marks = Marks;
})();

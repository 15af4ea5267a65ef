// What hides the whole screen. Black, so that a class looks at who speaks: any key or click draws it back. Or a word while
// something is got ready behind it: then no key leads until it is done.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});
  const { make } = present;
  const HELD = ["Shift", "Control", "Alt", "AltGraph", "Meta"];

  class Curtain {
    // `changed()` hears of black and back. Made before other keys are listened to: it hears them first.
    constructor(host, changed) {
      this.changed = changed;
      this.said = make("p", "", "", { role: "status" });
      this.node = make("dialog", "gp-curtain", "", {}, this.said); // the browser's top layer, over open dialogs and the evidence
      host.append(this.node);
      this.node.addEventListener("click", () => this.touch());
      this.node.addEventListener("cancel", (event) => event.preventDefault());
      window.addEventListener("keydown", (event) => this.key(event), true);
    }

    get drawn() {
      return this.node.open;
    }

    get black() {
      return this.drawn && this.node.classList.contains("gp-black");
    }

    key(event) {
      if (!this.drawn) return;
      event.stopImmediatePropagation();
      if (!/^F\d/.test(event.key)) event.preventDefault(); // the page may be read again
      if (!HELD.includes(event.key)) this.touch();
    }

    touch() {
      if (this.black) this.lift();
    }

    // Black, with `label` for those who do not see it.
    blank(label) {
      this.draw("", label);
      this.changed();
    }

    // Hidden behind a word, which may change meanwhile.
    draw(text, label = text) {
      this.node.classList.toggle("gp-black", !text);
      this.node.setAttribute("aria-label", label);
      this.said.textContent = text;
      if (!this.drawn) this.node.showModal();
    }

    lift() {
      this.node.close();
      this.changed();
    }
  }

  present.Curtain = Curtain;
})();

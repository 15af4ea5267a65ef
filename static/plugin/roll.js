// A small list over the map: the rows of a crowd that nothing parts, or the places abroad. Choosing one opens its
// evidence. roll.open(title, rows, from): rows are {layer, name, note, open, go}; `from` gets the focus back.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const MOST = 200;

  class Roll {
    constructor(host, view) {
      this.view = view;
      this.words = view.words;
      this.node = geodash.element("section", "geodash-roll");
      this.node.setAttribute("role", "dialog");
      this.node.tabIndex = -1;
      this.node.hidden = true;
      host.append(this.node);
      L.DomEvent.disableClickPropagation(this.node);
      L.DomEvent.on(this.node, "click", L.DomEvent.stopPropagation); // a button that is gone by then is no more the list's
      L.DomEvent.disableScrollPropagation(this.node);
      this.node.addEventListener("keydown", (event) => {
        event.stopPropagation(); // the map and its timeline have keys of their own
        if (event.key === "Escape") this.close();
      });
    }

    open(title, rows, from = null) {
      const { element } = geodash;
      this.from = from;
      const heading = element("h2", "", title);
      this.node.setAttribute("aria-label", title);
      const shut = this.button("geodash-close", "×", () => this.close());
      shut.setAttribute("aria-label", this.words.close);
      const list = element("ul", "");
      list.append(...rows.slice(0, MOST).map((row) => this.row(row)));
      if (rows.length > MOST) list.append(element("li", "", this.words.more.replace("{n}", rows.length - MOST)));
      this.node.replaceChildren(shut, heading, list);
      this.node.hidden = false;
      this.node.focus({ preventScroll: true });
    }

    row({ layer, name, note, open, go }) {
      const item = geodash.element("li");
      const main = this.button("geodash-roll-name", "", open);
      const swatch = geodash.element("i");
      swatch.style.background = this.view.styles[layer][this.node.parentElement.dataset.theme || "light"];
      main.append(swatch, geodash.element("span", "", name), geodash.element("small", "", note));
      item.append(main);
      if (go) {
        const there = this.button("geodash-roll-go", this.words.space.go, go);
        there.setAttribute("aria-label", this.words.space.go_to.replace("{name}", name));
        item.append(there);
      }
      return item;
    }

    button(className, text, act) {
      const node = geodash.element("button", className, text);
      node.type = "button";
      node.addEventListener("click", act);
      return node;
    }

    close() {
      if (this.node.hidden) return;
      const held = this.node.contains(document.activeElement);
      this.node.hidden = true;
      this.node.replaceChildren();
      if (held && this.from) this.from.focus();
    }
  }

  geodash.Roll = Roll;
})();

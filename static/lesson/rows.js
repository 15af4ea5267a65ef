// The rows of a chapter as a list: the keyboard's way to the evidence, and the only way to what is listed and not drawn.
// The whole glossary stands below it.
(function () {
  "use strict";
  const lesson = (window.geodashLesson = window.geodashLesson || {});
  const { make, button, say } = window.geodashPresent;

  class Rows {
    // `evidence` is that of the language spoken, by layer and id; `words` are the lesson's own.
    constructor(player, content, evidence, words) {
      Object.assign(this, { player, rows: content.rows, evidence, words });
      this.drawn = new Set(content.view.marks.map((mark) => `${mark.layer} ${mark.id}`));
      this.button = button("gl-list", words.list, words.list_help, () => this.open());
      this.node = make("dialog", "gl-rows geodash-roll", "", { "aria-label": words.list_title });
      document.querySelector(".gp").append(this.node);
      this.node.addEventListener("click", (event) => event.target === this.node && this.node.close());
      window.addEventListener("keydown", (event) => {
        if (event.key.toLowerCase() !== "l" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog")) return;
        event.preventDefault();
        this.open();
      });
    }

    // What the class is still to guess, and what a note stands before, is not told here either.
    get shown() {
      const { chapter, step } = this.player;
      if (!chapter || step === "note") return [];
      const hidden = chapter.predict && step !== "revealed" ? chapter.predict.hidden : [];
      return this.rows[chapter.id].filter(([layer]) => !hidden.includes(layer));
    }

    open() {
      const { told, language } = this.player;
      const rows = this.shown;
      const parts = told.legend.map((entry) => [entry, rows.filter(([layer]) => layer === entry.layer)]).filter(([, found]) => found.length);
      const shut = button("geodash-close", "×", this.player.stage.view.words.close, () => this.node.close());
      const lists = parts.flatMap(([entry, found]) => [
        make("h3", "", `${say(entry.name, language)} · ${found.length}`),
        make("ul", "", "", {}, ...found.map((row) => this.item(row))),
      ]);
      const empty = lists.length ? [] : [make("p", "", this.words.list_empty)];
      this.node.replaceChildren(shut, make("h2", "", this.words.list_title), ...lists, ...empty, ...this.glossary());
      this.node.showModal();
    }

    glossary() {
      const { told, language } = this.player;
      const pairs = told.glossary.flatMap((row) => [make("dt", "", say(row.term, language), { dir: "auto" }), make("dd", "", say(row.meaning, language), { dir: "auto" })]);
      return pairs.length ? [make("h2", "gl-below", this.words.glossary), make("dl", "", "", {}, ...pairs)] : [];
    }

    item([layer, id]) {
      const { title } = this.evidence[layer][id];
      const away = this.drawn.has(`${layer} ${id}`) ? "" : ` · ${this.words.not_drawn}`;
      const open = button("", title + away, "", () => {
        this.node.close();
        this.player.stage.plugin.pick({ layer, id, name: title });
      });
      open.dir = "auto";
      return make("li", "", "", {}, open);
    }
  }

  lesson.Rows = Rows;
})();

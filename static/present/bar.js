// The line of buttons below words and map: back, where in the story, next; and what a teacher needs at hand.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});
  const { make, button, say, fill } = present;

  class Bar {
    // `go` has next, back, to(index), whole, presenter, timeline, dark, speak(language).
    constructor(node, told, words, language, go, options) {
      Object.assign(this, { node, told, words, language, go });
      this.back = button("gp-step", "‹", words.back, go.back);
      this.next = button("gp-step", "›", words.next, go.next);
      this.place = make("button", "gp-place", "", { type: "button", "aria-haspopup": "true", "aria-expanded": "false", "aria-controls": "gp-contents" });
      this.place.addEventListener("click", () => this.open(this.contents.hidden));
      this.contents = this.list();
      this.done = make("i");
      const title = options.leave ? make("a", "gp-leave", say(told.story.title, language), { href: options.leave, title: words.leave }) : make("span", "gp-leave", say(told.story.title, language));
      const tools = make("div", "gp-tool");
      tools.append(...this.languages(), button("gp-timing", words.timeline, words.timeline_help, go.timeline), button("", words.dark, words.dark_help, go.dark), button("gp-presenter", words.presenter, words.presenter_help, go.presenter));
      if (document.fullscreenEnabled) tools.append(button("gp-whole", words.whole, words.whole_help, go.whole));
      node.append(make("div", "gp-done", "", { "aria-hidden": "true" }, this.done), this.back, this.place, this.next, title, tools, this.contents);
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || this.contents.hidden) return;
        this.open(false);
        this.place.focus();
      });
      document.addEventListener("pointerdown", (event) => {
        if (!this.contents.hidden && !node.contains(event.target)) this.open(false);
      });
    }

    languages() {
      return this.told.languages.length < 2 ? [] : this.told.languages.map((code) => {
        const node = button("gp-language", code.toUpperCase(), this.words[`language_${code}`] || code, () => this.go.speak(code));
        node.setAttribute("aria-pressed", String(code === this.language));
        node.lang = code;
        return node;
      });
    }

    list() {
      const rows = this.told.chapters.map((chapter, number) => {
        const row = button("", `${number + 1} · ${say(chapter.title, this.language)}`, "", () => { this.open(false); this.go.to(number); });
        return make("li", "", "", {}, row);
      });
      const cover = make("li", "", "", {}, button("", this.words.cover, "", () => { this.open(false); this.go.to(-1); }));
      const list = make("ol", "gp-contents", "", { id: "gp-contents", "aria-label": this.words.contents }, cover, ...rows);
      list.hidden = true;
      return list;
    }

    open(shown) {
      this.contents.hidden = !shown;
      this.place.setAttribute("aria-expanded", String(shown));
      if (shown) (this.contents.querySelector("[aria-current] ") || this.contents.querySelector("button")).focus();
    }

    show(index, last) {
      if (!this.contents.hidden) this.open(false);
      const all = this.told.chapters.length;
      this.place.textContent = index < 0 ? this.words.cover : fill(this.words.place, { n: index + 1, all });
      this.place.title = this.words.contents;
      this.back.disabled = index < 0;
      this.next.disabled = last;
      this.done.style.width = `${all ? (100 * (index + 1)) / all : 0}%`;
      [...this.contents.querySelectorAll("button")].forEach((row, number) => {
        if (number - 1 === index) row.setAttribute("aria-current", "true");
        else row.removeAttribute("aria-current");
      });
    }
  }

  present.Bar = Bar;
})();

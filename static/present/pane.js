// The words beside the map: the cover, a note on what comes, or a chapter with its year, text, question and sources.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});
  const { make, button, say, paragraphs, fill } = present;

  class Pane {
    // `acts` has next(), skip(), reveal(), mark(), unmark(), clear().
    constructor(node, told, words, language, acts) {
      Object.assign(this, { node, told, words, language, acts });
      this.patterns = present.patterns(told.glossary, language);
      this.meaning = make("aside", "gp-meaning", "", { id: "gp-meaning", "aria-live": "polite" });
      this.meaning.hidden = true;
      node.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.explain(null);
      });
    }

    say(wording) {
      return say(wording, this.language);
    }

    show(stage, chapter) {
      this.explain(null);
      this.used = new Set();
      const nodes = stage === "cover" ? this.cover() : stage === "note" ? this.note(chapter) : this.chapter(chapter, stage);
      this.node.replaceChildren(make("div", "gp-read", "", {}, ...nodes), this.meaning);
      this.node.scrollTop = 0;
      this.node.dataset.stage = stage;
    }

    // ---- the cover

    cover() {
      const { story } = this.told;
      const about = [fill(this.words.minutes, { n: story.minutes }), this.told.chapters.length === 1 ? this.words.chapter_one : fill(this.words.chapters, { n: this.told.chapters.length }), this.say(story.audience)];
      return [
        make("h1", "gp-title", this.say(story.title)),
        ...(this.say(story.summary) === this.say(story.title) ? [] : this.prose(this.say(story.summary))),
        make("p", "gp-about", about.filter(Boolean).join(" · ")),
        ...(story.content_note ? [this.warning(this.words.content_note, story.content_note)] : []),
        make("p", "gp-silence", this.words.silence),
        make("p", "gp-do", "", {}, button("gp-main", this.words.start, "", this.acts.next)),
        make("p", "gp-keys", this.words.keys),
        ...this.end([story.author, story.licence].filter(Boolean).join(", ")),
      ];
    }

    end(text) {
      return text ? [make("p", "gp-about", text)] : [];
    }

    warning(title, text) {
      return make("div", "gp-warning", "", { role: "note" }, make("h3", "", title), ...paragraphs(this.say(text)).map((part) => make("p", "", part)));
    }

    // ---- before a chapter that speaks of violence

    note(chapter) {
      return [
        make("h2", "gp-title", this.words.before),
        this.warning(this.words.content_note, chapter.content_note),
        make("p", "gp-do", "", {}, button("gp-main", this.words.show, "", this.acts.next), button("gp-other", this.words.skip, "", this.acts.skip)),
      ];
    }

    // ---- a chapter

    chapter(chapter, stage) {
      const years = chapter.sides ? `${chapter.sides[0].year} | ${chapter.sides[1].year}` : chapter.year;
      const large = years.length > 11 ? "gp-year gp-long" : "gp-year";
      const head = chapter.sides || present.titled(chapter, this.language) ? [make("p", large, years), make("h2", "gp-title", this.say(chapter.title))] : [make("h2", large, years)];
      const guess = chapter.predict && stage !== "revealed";
      const told = chapter.predict && stage === "revealed" ? this.prose(this.say(chapter.predict.reveal)) : this.prose(this.say(chapter.text));
      const asked = chapter.question && !guess ? [make("div", "gp-question", "", {}, ...this.prose(this.say(chapter.question)))] : [];
      return [...head, ...told, ...(guess ? this.guess(chapter) : []), ...asked, ...this.sources(chapter)];
    }

    guess(chapter) {
      const { acts, words } = this;
      this.count = make("span", "gp-count", "", { role: "status" });
      const tools = [button("gp-main", words.reveal, "", acts.reveal), button("gp-other", words.mark_keys, "", acts.mark), button("gp-other", words.unmark, "", acts.unmark), button("gp-other", words.clear, "", acts.clear)];
      const prompt = make("div", "gp-prompt", "", {}, ...this.prose(this.say(chapter.predict.prompt)));
      return [prompt, make("p", "gp-tools", "", {}, ...tools, this.count)];
    }

    marked(n) {
      if (this.count) this.count.textContent = fill(this.words.marks, { n });
    }

    sources(chapter) {
      if (!chapter.sources.length) return [];
      const items = chapter.sources.map((id) => {
        const { text, url } = this.told.sources[id][this.language] || this.told.sources[id].en;
        const safe = /^https?:\/\//.test(url || "");
        return make("li", "", "", {}, safe ? make("a", "", text, { href: url, target: "_blank", rel: "noopener noreferrer" }) : text);
      });
      return [make("footer", "gp-sources", "", {}, make("h3", "", this.words.sources), make("ul", "", "", {}, ...items))];
    }

    // Paragraphs with the words of the glossary marked.
    prose(text) {
      return paragraphs(text).map((part) => make("p", "gp-text", "", {}, ...present.marked(part, this.patterns, this.used, (word, row) => this.term(word, row))));
    }

    term(word, row) {
      const node = make("button", "gp-term", word, { type: "button", "aria-expanded": "false", "aria-controls": "gp-meaning" });
      node.addEventListener("focus", () => this.explain(row, node));
      node.addEventListener("blur", () => this.explain(null));
      node.addEventListener("click", () => this.explain(row, node));
      return node;
    }

    explain(row, from) {
      this.from?.setAttribute("aria-expanded", "false");
      this.from = row ? from : null;
      this.meaning.hidden = !row;
      if (!row) return;
      from.setAttribute("aria-expanded", "true");
      this.meaning.replaceChildren(make("strong", "", this.say(row.term)), ` ${this.say(row.meaning)}`);
    }
  }

  present.Pane = Pane;
})();

// The lesson on paper: chapters one after another, with their pictures once those are taken, then the glossary and the
// questions. It is always in the page and only printing shows it. Every text is set as text.
(function () {
  "use strict";
  const lesson = (window.geodashLesson = window.geodashLesson || {});

  class Paper {
    // `content` is what the page brings along, `credit` whose work the map is.
    constructor(node, content, language, credit) {
      const { told, words, worksheet } = content;
      Object.assign(this, { node, told, worksheet, credit, language, own: words[language], words: told.words[language] });
      this.lay(new Map());
    }

    say(wording) {
      return window.geodashPresent.say(wording, this.language);
    }

    make(tag, className, text, ...children) {
      return window.geodashPresent.make(tag, className, text, text ? { dir: "auto" } : {}, ...children);
    }

    prose(wording, className = "") {
      return wording ? window.geodashPresent.paragraphs(this.say(wording)).map((text) => this.make("p", className, text)) : [];
    }

    // Lay everything out anew with pictures by chapter: [{canvas, year, guess}].
    lay(pictures) {
      const { told } = this;
      this.illustrated = pictures.size > 0;
      const chapters = told.chapters.map((chapter, number) => this.chapter(chapter, number + 1, pictures.get(chapter.id) || []));
      this.node.lang = this.language;
      this.node.replaceChildren(this.cover(), ...chapters, ...this.glossary(), ...this.questions(), this.colophon());
    }

    cover() {
      const { story, chapters } = this.told;
      const { fill } = window.geodashPresent;
      const about = [fill(this.words.minutes, { n: story.minutes }), fill(this.words.chapters, { n: chapters.length }), this.say(story.audience)];
      return this.make("header", "", "",
        this.make("h1", "", this.say(story.title)),
        ...this.prose(story.summary),
        ...(this.illustrated ? [] : [this.make("p", "gl-bare", this.own.no_maps)]),
        this.make("p", "gl-quiet", about.filter(Boolean).join(" · ")),
        ...this.warning(story.content_note),
        this.make("p", "gl-quiet", this.words.silence),
        this.legend());
    }

    legend() {
      const used = new Set(this.told.chapters.flatMap((chapter) => chapter.order.layers));
      const rows = this.told.legend.filter((row) => used.has(row.layer));
      return this.make("ul", "gl-legend", "", ...window.geodashPresent.legend(rows, this.language, "light"));
    }

    warning(wording) {
      return wording ? [this.make("div", "gl-warning", "", this.make("strong", "", this.words.content_note), ...this.prose(wording))] : [];
    }

    chapter(chapter, number, pictures) {
      const { predict } = chapter;
      const [before, after] = [pictures.filter((one) => one.guess), pictures.filter((one) => !one.guess)];
      const titled = chapter.sides || window.geodashPresent.titled(chapter, this.language);
      const year = chapter.sides ? chapter.sides.map((side) => side.year).join(" | ") : chapter.year;
      const head = [
        ...(titled ? [this.make("h2", "", `${number} · ${this.say(chapter.title)}`), this.make("p", "gl-year", year)] : [this.make("h2", "", `${number} · ${year}`)]),
        ...this.warning(chapter.content_note),
      ];
      const end = [...this.prose(chapter.question, "gl-asked"), ...this.sources(chapter)];
      const parts = predict // what is guessed and what is revealed may stand on two pages
        ? [[...head, ...this.plates(before), ...this.prose(chapter.text), ...this.prose(predict.prompt, "gl-asked")], [...this.plates(after), ...this.prose(predict.reveal), ...end]]
        : [[...head, ...this.plates(after), ...this.prose(chapter.text), ...end]];
      return this.make("section", "gl-chapter", "", ...parts.map((nodes) => this.make("div", "gl-part", "", ...nodes)));
    }

    plates(pictures) {
      if (pictures.length === 0) return [];
      const plates = pictures.map(({ canvas, year }) => {
        canvas.setAttribute("role", "img");
        canvas.setAttribute("aria-label", `${this.words.map}, ${year}`);
        return this.make("figure", "", "", canvas, ...(pictures.length > 1 ? [this.make("figcaption", "", year)] : []));
      });
      return [this.make("div", plates.length > 1 ? "gl-plates" : "gl-plates gl-single", "", ...plates)];
    }

    sources(chapter) {
      const told = chapter.sources.map((id) => this.told.sources[id][this.language] || Object.values(this.told.sources[id])[0]);
      return told.length ? [this.make("p", "gl-quiet", `${this.words.sources}: ${told.map(({ text }) => text).join("; ")}`)] : [];
    }

    glossary() {
      const rows = this.told.glossary;
      if (rows.length === 0) return [];
      const list = rows.flatMap((row) => [this.make("dt", "", this.say(row.term)), this.make("dd", "", this.say(row.meaning))]);
      return [this.make("section", "gl-glossary", "", this.make("h2", "", this.own.glossary), this.make("dl", "", "", ...list))];
    }

    questions() {
      if (this.worksheet.length === 0) return [];
      const items = this.worksheet.map((question) => this.make("li", "", this.say(question)));
      return [this.make("section", "gl-worksheet", "", this.make("h2", "", this.own.worksheet), this.make("ol", "", "", ...items))];
    }

    colophon() {
      const { story } = this.told;
      const told = [[story.author, story.licence].filter(Boolean).join(", "), this.own.rows, ...this.credit];
      return this.make("footer", "gl-quiet", "", ...told.filter(Boolean).map((text) => this.make("p", "", text)));
    }
  }

  lesson.Paper = Paper;
})();

// The presenter's window: notes, the chapter that comes next, the clock; it leads the window that shows the story.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});
  const { make, button, say, paragraphs, fill } = present;
  const PATIENCE = 3; // words without an answer, one a second
  const two = (n) => String(n).padStart(2, "0");

  class Presenter {
    constructor(host, told, words, language, name) {
      Object.assign(this, { told, words, language });
      this.index = -1;
      this.stage = "cover";
      this.memory = new present.Memory(`desk-${name}`, true);
      this.began = this.memory.kept.began || this.reset();
      this.asked = 0; // words to the other window that it has not answered
      this.line = new present.Line(name, (message) => message.at && this.hear(message.at));
      this.clock = make("time", "gp-clock");
      this.spent = make("span", "gp-spent");
      this.now = make("section", "gp-now");
      this.then = make("section", "gp-then");
      const send = (way) => () => this.line.tell({ go: way });
      const go = { next: send("next"), back: send("back"), first: send("first"), last: send("last"), blank: send("blank") };
      const reset = button("gp-other", words.reset, "", () => { this.reset(); this.tick(); });
      this.lost = make("p", "gp-lost", "", { role: "alert" });
      const head = make("header", "gp-watch", "", {}, make("strong", "", say(told.story.title, language)), this.clock, this.spent, reset, this.lost);
      const foot = make("p", "gp-do", "", {}, button("gp-main", words.back, "", go.back), button("gp-main", words.next, "", go.next));
      host.replaceChildren(make("main", "gp-desk", "", { lang: language }, head, this.now, this.then, foot));
      present.keys.listen(go);
      window.addEventListener("hashchange", () => window.location.reload()); // asked for anew in another language
      this.show({ index: -1, stage: "cover" });
      const beat = () => { this.tick(); this.ask(); };
      setInterval(beat, 1000);
      beat();
    }

    reset() {
      this.began = Date.now();
      this.memory.keep({ began: this.began });
      return this.began;
    }

    // The other window answers each word at once, also when its page was read again: silence means that it is gone.
    ask() {
      if (this.asked === PATIENCE) this.lost.textContent = this.words.lost;
      this.asked += 1;
      this.line.tell({ hello: true });
    }

    hear(at) {
      this.asked = 0;
      this.lost.textContent = "";
      const told = JSON.stringify(at);
      if (told !== this.said) this.show(at);
      this.said = told;
    }

    tick() {
      const now = new Date();
      const spent = Math.floor((Date.now() - this.began) / 1000);
      this.clock.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
      this.spent.textContent = fill(this.words.spent, { n: `${Math.floor(spent / 60)}:${two(spent % 60)}`, all: this.told.story.minutes });
    }

    say(wording) {
      return say(wording, this.language);
    }

    title(chapter) {
      return present.titled(chapter, this.language) ? `${chapter.year} · ${this.say(chapter.title)}` : chapter.year;
    }

    part(title, wording) {
      return wording ? [make("h3", "", title), ...paragraphs(this.say(wording)).map((text) => make("p", "", text))] : [];
    }

    show({ index, stage, black }) {
      const { chapters, story } = this.told;
      const { words } = this;
      const [chapter, next] = [chapters[index], chapters[index + 1]];
      Object.assign(this, { index, stage });
      const where = chapter ? [fill(words.place, { n: index + 1, all: chapters.length }), words[`stage_${stage}`]] : [words.cover];
      const plan = chapter && story.plan.find((step) => step.chapters.includes(chapter.id));
      const told = chapter
        ? [
            ...this.part(words.notes, chapter.notes),
            ...this.part(words.question, chapter.question),
            ...this.part(words.reveal, chapter.predict && chapter.predict.reveal),
            ...(plan ? this.part(fill(words.plan, { n: plan.minutes }), plan.text) : []),
          ]
        : [...this.part(words.content_note, story.content_note), ...this.part(words.notes, story.teacher_notes)];
      const title = chapter ? this.title(chapter) : this.say(story.title);
      const text = chapter ? this.say(chapter.text) : this.say(story.summary);
      this.now.replaceChildren(make("p", "gp-about", [...where, black ? words.blank : ""].filter(Boolean).join(" · ")), make("h2", "", title), make("p", "gp-said", text), ...told);
      const note = next && next.content_note ? [make("p", "gp-warning", this.say(next.content_note))] : [];
      this.then.replaceChildren(
        make("p", "gp-about", next ? words.coming : words.end),
        ...(next ? [make("h2", "", this.title(next)), ...note, make("p", "gp-said", this.say(next.text))] : []),
      );
    }
  }

  present.Presenter = Presenter;
})();

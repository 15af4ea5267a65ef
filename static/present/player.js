// The player of a story: words left, map right, one chapter at a time, all in the browser. The app's page of a story and
// the lesson file are both this.
//
// geodashPresent.start(element, options), a promise that holds once the first map is drawn. `element` is filled. Options:
//   told      the story as JSON, made by render/present.py (`tell`): texts in every language, an order and a camera for
//             each chapter, sources, glossary, and the player's own words
//   language  which of `told.languages` is spoken at first, where the address does not say another
//   map       what geodash.start gets beside `timeline` and `keys`: `data` (an address) or `inline` (the view itself),
//             `evidence` or `inlineEvidence`, `base`. May be a function of the language that gives it
//   hashed    true: the address is kept behind # (a page opened from the disk); else in the query
//   leave     an address to go back to from the story's title; none in a page that stands alone
//   pages     names that belong in the address and stay there, {story: "…"}
// geodashPresent.state() says where the story is and how long the last change took, for tests and benchmarks:
//   {chapter, index, stage, language, textMs, restMs, still}
// The page also brings Leaflet, window.geodashPlugin (see `script` in render/present.py), and the sheets of map and player.
// Keys: → PageDown space next, ← PageUp back, Home cover, End last, f full screen, p presenter, t timeline, m marks, b or . black.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});
  const { make, fill, say } = present;
  const DARK = window.matchMedia("(prefers-color-scheme: dark)");
  const LED = ["next", "back", "first", "last", "blank"]; // what the presenter's window may ask for
  let player = null;

  class Player {
    constructor(host, options) {
      Object.assign(this, { host, options, told: options.told });
      this.route = new present.Route(Boolean(options.hashed), () => this.follow());
      const asked = this.route.read("lang");
      this.language = this.told.languages.includes(asked) ? asked : options.language || this.told.languages[0];
      this.words = this.told.words[this.language];
      this.measured = {};
    }

    async start() {
      const { host, words, told, language } = this;
      document.documentElement.lang = language;
      const name = this.route.read("presenter");
      if (name) return new present.Presenter(this.dress(host), told, words, language, name);
      this.remember();
      this.line = new present.Line(this.name, (message) => this.hear(message));
      this.line.tell({ claim: true });
      const acts = { next: () => this.next(), skip: () => this.turn(this.index + 1), reveal: () => this.next(), mark: () => this.mark(), unmark: () => this.stage.marks?.take(), clear: () => this.stage.marks?.clear() };
      const text = make("main", "gp-words", "", { tabindex: "0", "aria-label": words.text });
      const frame = make("section", "gp-stage", "", { "aria-label": words.map });
      this.legend = make("ul", "gp-legend", "", { "aria-label": words.legend });
      this.heard = make("p", "gp-heard", "", { role: "status" });
      const bar = make("nav", "gp-bar", "", { "aria-label": words.bar });
      this.dress(host).replaceChildren(text, frame, bar, this.heard);
      this.curtain = new present.Curtain(host, () => this.uncover());
      this.pane = new present.Pane(text, told, words, language, acts);
      const map = typeof this.options.map === "function" ? this.options.map(language) : this.options.map;
      this.stage = new present.Stage(frame, map, told, words, { kept: this.marks, changed: (n) => this.marked(n), leave: () => this.text.focus({ preventScroll: true }) });
      this.go = { next: acts.next, back: () => this.back(), first: () => this.turn(-1), last: () => this.turn(told.chapters.length - 1), whole: () => this.whole(), presenter: () => this.present(), timeline: () => this.timeline(), dark: () => this.paint(this.theme === "dark" ? "light" : "dark"), mark: acts.mark, blank: () => this.curtain.blank(words.blank), down: () => this.scroll(1), up: () => this.scroll(-1), to: (index) => this.turn(index), speak: (code) => this.speak(code) };
      this.bar = new present.Bar(bar, told, words, language, this.go, this.options);
      frame.append(this.legend);
      this.stage.theme = this.theme;
      this.at(this.find(this.route.read("chapter")));
      this.write(false);
      this.text = text;
      this.draw(); // the words do not wait for the map
      present.keys.listen(this.go, text);
      DARK.addEventListener("change", () => this.paint(DARK.matches ? "dark" : "light"));
      try {
        await this.stage.start(this.scene());
        this.stage.show(this.scene());
      } catch (problem) { // the words go on without a map
        console.warn("geodash: no map", problem);
        frame.append(make("p", "gp-problem", words.failed, { role: "alert" }));
      }
      return this;
    }

    dress(host) {
      host.classList.add("gp");
      this.theme = DARK.matches ? "dark" : "light";
      host.dataset.theme = this.theme;
      return host;
    }

    // What was here before the page was read again; `name` tells this window and its presenter's from others.
    remember() {
      this.memory = new present.Memory(this.told.id);
      const { name, accepted, revealed, marks } = this.memory.kept;
      this.name = name;
      this.accepted = new Set(accepted); // chapters whose note was read
      this.revealed = new Set(revealed);
      this.marks = new Map(marks);
    }

    find(id) {
      return id ? this.told.chapters.findIndex((chapter) => chapter.id === id) : -1;
    }

    // ---- where the story is

    at(index) {
      this.index = Math.max(-1, Math.min(this.told.chapters.length - 1, index));
      this.chapter = this.told.chapters[this.index] || null;
      const { chapter } = this;
      if (!chapter) this.step = "cover";
      else if (chapter.content_note && !this.accepted.has(chapter.id)) this.step = "note";
      else this.step = chapter.predict && this.revealed.has(chapter.id) ? "revealed" : "shown";
    }

    get last() {
      return this.index === this.told.chapters.length - 1 && !(this.step === "note" || (this.chapter?.predict && this.step !== "revealed"));
    }

    // Where Back and Forward led; behind a curtain the story waits until it is drawn back.
    follow() {
      if (!this.text || this.curtain.drawn) return;
      const index = this.find(this.route.read("chapter"));
      if (index !== this.index) this.turn(index, false);
    }

    turn(index, push = true) {
      const began = performance.now();
      this.at(index);
      if (push) this.write(true);
      this.change(began);
    }

    next() {
      if (this.step === "note") {
        this.accepted.add(this.chapter.id);
        this.memory.keep({ accepted: [...this.accepted] });
        this.turn(this.index, false);
      } else if (this.step === "shown" && this.chapter.predict) {
        this.revealed.add(this.chapter.id);
        this.memory.keep({ revealed: [...this.revealed] });
        this.turn(this.index, false);
      } else if (!this.last) {
        this.turn(this.index + 1);
      }
    }

    back() {
      if (this.index >= 0) this.turn(this.index - 1);
    }

    write(step) {
      this.route.write({ ...this.options.pages, chapter: this.chapter ? this.chapter.id : "", lang: this.language }, step);
    }

    // ---- what is seen

    // The words are painted first; only then is the map given its order, which keeps the browser busy for a while.
    change(began) {
      const mine = (this.measured = {});
      const look = () => {
        if (mine !== this.measured) return;
        if (this.stage.resting) mine.rest = performance.now() - began;
        else setTimeout(look, 20);
      };
      this.draw();
      requestAnimationFrame(() => setTimeout(() => {
        mine.text = performance.now() - began;
        if (mine !== this.measured || !this.stage.plugin) return; // the first map asks for its scene when it is there
        this.stage.show(this.scene());
        requestAnimationFrame(look);
      }, 0));
    }

    draw() {
      const { chapter, step, words } = this;
      const held = this.text.contains(document.activeElement);
      this.pane.show(step, chapter);
      if (held) this.text.focus({ preventScroll: true }); // the button that was pressed is gone
      this.bar.show(this.index, this.last);
      this.draw_legend();
      const title = chapter ? say(chapter.title, this.language) : say(this.told.story.title, this.language);
      document.title = chapter ? `${title} · ${say(this.told.story.title, this.language)}` : title;
      this.heard.textContent = chapter ? `${fill(words.place, { n: this.index + 1, all: this.told.chapters.length })}: ${step === "note" ? words.before : title}` : title;
      this.say();
    }

    // Tell the presenter's window where the story is.
    say() {
      this.line.tell({ at: { index: this.index, stage: this.step, black: this.curtain.black } });
    }

    draw_legend() {
      const shown = this.scene().order.layers;
      this.legend.replaceChildren(...present.legend(this.told.legend.filter((row) => shown.includes(row.layer)), this.language, this.theme));
      this.legend.hidden = shown.length === 0;
    }

    // What the map is asked to show here.
    scene() {
      const { chapter, step } = this;
      if (!chapter) return { order: { ...(this.told.chapters[0] || { order: {} }).order, layers: [] }, camera: null };
      const { order, camera, focus, predict, sides } = chapter;
      if (step === "note") return { order: { ...order, layers: [] }, camera };
      if (predict && step === "shown") {
        const layers = order.layers.filter((layer) => !predict.hidden.includes(layer));
        return { order: { ...order, layers }, camera, focus: [], marks: { chapter: chapter.id, open: true } };
      }
      if (sides) return { order: sides[0].order, camera, focus, compare: { order: sides[1].order, left: sides[0].year, right: sides[1].year } };
      return { order, camera, focus, marks: predict ? { chapter: chapter.id, open: false } : null };
    }

    paint(theme) {
      this.theme = this.host.dataset.theme = theme;
      this.stage.paint(theme);
      this.draw_legend();
    }

    timeline() {
      this.host.classList.toggle("gp-timed");
      if (this.stage.plugin) this.stage.fit();
    }

    // Where the words are longer than the screen.
    scroll(by) {
      this.text.scrollBy({ top: by * 0.4 * this.text.clientHeight });
    }

    async whole() {
      try {
        await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
        if (document.fullscreenElement) navigator.wakeLock?.request("screen").catch(() => {}); // a class that talks presses no keys
      } catch {
        this.heard.textContent = this.words.no_whole;
      }
    }

    speak(language) {
      if (language === this.language) return;
      this.route.reload({ lang: language });
    }

    mark() {
      this.stage.marks?.node.focus();
    }

    marked(n) {
      this.pane.marked(n);
      this.memory.keep({ marks: [...this.marks] });
    }

    // The screen went black, or is seen again.
    uncover() {
      this.say();
      this.follow();
    }

    // ---- the presenter's window

    // A tab that was doubled has the other's memory, and must not answer to its name.
    rename() {
      this.line.channel?.close();
      this.name = this.memory.rename();
      this.line = new present.Line(this.name, (message) => this.hear(message));
    }

    present() {
      if (this.line.near) return this.line.other.focus(); // its clock runs on
      const address = this.route.with({ presenter: this.name, chapter: "" });
      this.line.other = window.open(address, `geodash-${this.name}`, "popup,width=1000,height=700");
      if (!this.line.other) this.heard.textContent = this.words.no_window;
    }

    hear({ hello, go, claim, taken }) {
      if (claim) this.line.tell({ taken: true });
      else if (taken) this.rename();
      else if (hello) this.say();
      else if (!LED.includes(go)) return;
      else if (this.curtain.drawn) this.curtain.touch();
      else this.go[go]();
    }
  }

  async function start(element, options) {
    player = new Player(element, options);
    return player.start();
  }

  function state() {
    if (!player || !player.step) return null;
    const { chapter, index, step, language, measured, stage } = player;
    return { chapter: chapter ? chapter.id : "", index, stage: step, language, textMs: measured.text ?? null, restMs: measured.rest ?? null, still: stage.resting && (measured.text === undefined) === (measured.rest === undefined), all: player.told.chapters.length };
  }

  Object.assign(present, { start, state, map: () => player.stage.plugin, second: () => player.stage.compare.over?.plugin });
})();

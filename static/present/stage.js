// The map beside the words: the dashboard's plugin on a frame of its own, given one order a chapter; and a second one
// over it where a chapter compares. window.geodashPlugin() makes a plugin that shares nothing with another.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});
  const { make } = present;
  const POLL = 30; // milliseconds between two looks at whether the map is at rest
  const SOON = 100; // the same where nothing waits for it
  const IDLE = 1500; // milliseconds after the first map until the second is laid out, while the cover is read
  const [ROOMY, LETTERS] = [900, 1.35]; // in a window so wide a class looks on from afar, and names are larger
  const HANDS = ["dragging", "scrollWheelZoom", "touchZoom", "doubleClickZoom"]; // Leaflet's handlers
  const KEYS = ["ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End", " "];

  class Stage {
    // `options` are those of geodash.start but for `timeline`; `told` is the story's JSON; `acts` are those of its marks (see predict.js).
    constructor(frame, options, told, words, acts) {
      Object.assign(this, { frame, options, told, words, acts });
      this.scene = 0;
      this.theme = "light";
      this.node = make("div", "gp-map");
      this.side = make("div", "gp-map gp-second");
      this.over = make("div", "gp-over", "", {}, this.node, this.side);
      frame.append(this.over);
    }

    async start(order) {
      this.view = this.options.inline || (await (await fetch(this.options.data)).json());
      this.current = order;
      const { map, plugin } = await this.plug(this.node, this.order(order), { timeline: true });
      Object.assign(this, { map, plugin });
      this.marks = new present.Marks(map, this.words, this.acts);
      this.compare = new present.Comparison(this.over, map, this.words, (first) => this.plug(this.side, first, {}));
      const sides = this.told.chapters.find((chapter) => chapter.sides);
      if (sides) setTimeout(() => this.compare.ready(this.order({ order: sides.sides[1].order, camera: sides.camera })), IDLE);
      let waiting = null;
      new ResizeObserver(() => {
        clearTimeout(waiting);
        waiting = setTimeout(() => this.fit(), 120);
      }).observe(this.over);
      return this;
    }

    async plug(node, order, more) {
      const plugin = window.geodashPlugin();
      const map = L.map(node, { zoomControl: false, attributionControl: false }).setView([-9.2, -75], 5);
      plugin.command(order);
      const { data, ...rest } = this.options;
      await plugin.start(map, { ...rest, keys: KEYS, over: [...this.frame.querySelectorAll(".gp-legend")], letters: window.innerWidth >= ROOMY ? LETTERS : 1, failed: this.words.failed, ...more, inline: { ...structuredClone(this.view), remember: false } });
      return { map, plugin, node };
    }

    // The camera that shows at least what the story's own frame shows, in eighths of a zoom as the map keeps them.
    camera({ lon, lat, zoom }) {
      const [width, height] = this.told.frame;
      const box = this.node.getBoundingClientRect();
      const ratio = Math.min(Math.max(1, box.width) / width, Math.max(1, box.height) / height);
      return { lon, lat, zoom: Math.max(3, Math.floor((zoom + Math.log2(ratio)) * 8) / 8) };
    }

    order({ order, camera, focus }) {
      const there = camera ? this.camera(camera) : this.view.home;
      return { ...order, theme: this.theme, focus: null, focusIds: focus || [], camera: there, scene: this.scene };
    }

    // A wheel or a hand on the way would leave the map between two chapters: neither moves it until it is there.
    async carry() {
      const mine = this.scene;
      const hands = HANDS.map((name) => this.map[name]);
      hands.forEach((hand) => hand.disable());
      clearTimeout(this.map.scrollWheelZoom._timer); // Leaflet gathers turns of a wheel before it follows them
      await this.still(SOON);
      if (mine === this.scene) hands.forEach((hand) => hand.enable());
    }

    // Show a scene: {order, camera | null for the country, focus, compare: {order, left, right, first} | null,
    // marks: {chapter, open} | null}.
    show(scene) {
      this.current = scene;
      this.scene += 1;
      this.compare.hide();
      for (const plugin of [this.plugin, this.compare.over?.plugin]) {
        if (plugin?.chosen) plugin.choose(null);
      }
      for (const map of [this.map, this.compare.over?.map]) map?.fire("mouseout"); // what the pointer told of was the last scene's
      this.over.classList.toggle("gp-two", Boolean(scene.compare));
      this.frame.classList.toggle("gp-comparing", Boolean(scene.compare));
      this.map._zoomAnimated = !scene.compare && L.Browser.any3d; // two maps cannot zoom in step smoothly
      this.plugin.command(this.order(scene));
      this.carry();
      if (scene.marks) this.marks.show(scene.marks.chapter, scene.marks.open);
      else this.marks.close();
      if (scene.compare) {
        const { order, left, right } = scene.compare;
        this.compare.show({ order: { ...order, theme: this.theme, focus: null, focusIds: scene.focus || [] }, left, right }, () => this.still());
      }
    }

    // A frame of another size shows the same place.
    fit() {
      this.map.invalidateSize({ pan: false });
      this.compare.over?.map.invalidateSize({ pan: false });
      this.plugin.command({ camera: this.order(this.current).camera });
    }

    paint(theme) {
      this.theme = theme;
      this.plugin?.command({ theme });
      this.compare?.over?.plugin.command({ theme });
    }

    // Whether nothing moves any more; without a map nothing ever does.
    get resting() {
      return Boolean(this.plugin) && this.plugin.state().still && (!this.current.compare || this.compare.shown);
    }

    // Promises that the map has come to rest.
    still(poll = POLL) {
      return new Promise((done) => {
        const look = () => (this.plugin.state().still ? done() : setTimeout(look, poll));
        setTimeout(look, poll);
      });
    }
  }

  present.Stage = Stage;
})();

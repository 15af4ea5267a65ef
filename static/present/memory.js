// What a window keeps of a story while its page is read again (F5, another language): the name of the line to the
// presenter's window, marks, what was revealed, which notes were read. It goes with the tab. A story that is begun anew
// by a link begins clean, but for the name: the presenter's window still stands open.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});
  const KEY = "geodash-present";
  const fresh = () => Math.random().toString(36).slice(2);

  class Memory {
    // `lasting` memory is kept however the page was come to.
    constructor(story, lasting = false) {
      this.key = `${KEY}-${story}`;
      const { name, ...rest } = this.read() || {};
      const [entry] = performance.getEntriesByType("navigation");
      this.kept = { name: name || fresh(), ...(!lasting && entry?.type === "navigate" ? {} : rest) };
      this.keep({});
    }

    rename() {
      this.keep({ name: fresh() });
      return this.kept.name;
    }

    // A browser may forbid storage; then a page that is read again begins anew.
    read() {
      try {
        return JSON.parse(window.sessionStorage.getItem(this.key));
      } catch {
        return null;
      }
    }

    keep(changes) {
      Object.assign(this.kept, changes);
      try {
        window.sessionStorage.setItem(this.key, JSON.stringify(this.kept));
      } catch { /* as said above */ }
    }
  }

  present.Memory = Memory;
})();

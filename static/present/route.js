// The address of a chapter: ?story=…&chapter=…&lang=… on the server, #chapter=…&lang=… in a page opened from the disk,
// where only what follows # may change. Each chapter is a step that the browser's Back takes back.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});

  class Route {
    // `hear(chapter)` is told where Back and Forward lead, "" for the cover.
    constructor(hashed, hear) {
      this.hashed = hashed;
      const back = () => hear(this.read("chapter"));
      window.addEventListener("popstate", back);
      if (hashed) window.addEventListener("hashchange", back);
    }

    get parts() {
      return new URLSearchParams(this.hashed ? window.location.hash.slice(1) : window.location.search);
    }

    read(name) {
      return this.parts.get(name) || "";
    }

    // The address with some parts set, or dropped where they are "".
    with(changes) {
      const parts = this.parts;
      for (const [name, value] of Object.entries(changes)) {
        if (value) parts.set(name, value);
        else parts.delete(name);
      }
      const address = new URL(window.location.href);
      if (this.hashed) address.hash = parts.toString();
      else address.search = parts.toString();
      return address.href;
    }

    write(changes, step) {
      const address = this.with(changes);
      if (address === window.location.href) return;
      if (step) window.history.pushState(null, "", address);
      else window.history.replaceState(null, "", address);
    }

    // Another language is another view: the page is read again.
    reload(changes) {
      this.write(changes, false);
      window.location.reload();
    }
  }

  present.Route = Route;
})();

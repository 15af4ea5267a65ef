// The page's address: the camera and the chosen row go into it without a rerun, where the page allows it, and going
// back and forward brings back what was chosen. Filters and years come from the script.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  const OTHERS = ["present", "articles", "export", "about"];

  class Address {
    // `screen` is the last part of its screen's address, "" for the first. `bring(id | null)` chooses what going back
    // brings back.
    constructor(map, allowed, screen, bring) {
      this.map = map;
      this.allowed = allowed;
      this.bring = bring;
      this.screen = screen;
      map.on("moveend", () => this.write());
      if (allowed) this.follow();
    }

    get path() {
      try {
        return window.parent.location.pathname;
      } catch {
        return null; // a frame of another origin
      }
    }

    // The page may already be another screen while this map still stands, or comes: its address is not ours to write.
    get gone() {
      const last = (this.path || "").split("/").pop();
      return this.screen ? last !== this.screen : OTHERS.includes(last);
    }

    // Another choice is a step that going back takes back; the camera never is.
    write(step = false) {
      if (!this.allowed || this.gone) return;
      try {
        const page = window.parent;
        const address = new URL(page.location.href);
        const { lat, lng } = this.map.getCenter();
        address.searchParams.set("at", [lng.toFixed(3), lat.toFixed(3), this.map.getZoom().toFixed(2)].join("_"));
        if (geodash.chosen) address.searchParams.set("focus", geodash.chosen.id);
        else address.searchParams.delete("focus");
        const other = address.searchParams.get("focus") !== new URL(page.location.href).searchParams.get("focus");
        if (step && other && !this.going) page.history.pushState(page.history.state, "", address);
        else if (address.href !== page.location.href) page.history.replaceState(page.history.state, "", address);
      } catch {
        this.allowed = false; // in a frame of another origin (a notebook) there is no address to write to
      }
    }

    follow() {
      const back = () => {
        if (this.gone) return;
        this.going = true; // what is brought back is no new step, or there would be no going forward again
        const id = new URL(window.parent.location.href).searchParams.get("focus");
        if (id !== (geodash.chosen && geodash.chosen.id)) this.bring(id);
        else this.write();
        this.going = false;
      };
      window.parent.addEventListener("popstate", back);
      window.addEventListener("pagehide", () => window.parent.removeEventListener("popstate", back));
    }
  }

  geodash.Address = Address;
})();

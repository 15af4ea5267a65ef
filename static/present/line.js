// Between the window that shows the story and the presenter's: a channel of the same origin, and, where a page has no
// origin (opened from the disk), messages between the two windows themselves. Only small words go over, never markup.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});
  const NEAR = 3000; // milliseconds: the presenter's window says a word each second

  class Line {
    // `name` tells this pair of windows from others; `hear(message)` gets what the other says.
    constructor(name, hear) {
      this.name = name;
      this.hear = hear;
      this.other = window.opener;
      this.told = 0;
      this.me = Math.random().toString(36).slice(2);
      this.known = new Map(); // who told: the last number heard of them
      if ("BroadcastChannel" in window) {
        this.channel = new BroadcastChannel(`geodash-present-${name}`);
        this.channel.addEventListener("message", (event) => this.take(event.data));
      }
      window.addEventListener("message", (event) => {
        if (!event.source || event.origin !== window.origin || event.data?.geodashPresent !== this.name) return;
        this.other = event.source; // a page that was read again has lost the window it opened
        this.take(event.data);
      });
    }

    tell(message) {
      this.told += 1;
      const wrapped = { geodashPresent: this.name, from: this.me, number: this.told, message };
      this.channel?.postMessage(wrapped);
      const target = window.origin === "null" ? "*" : window.origin; // "*" reaches no other than the window that was opened
      if ((!this.channel || window.origin === "null") && this.other && !this.other.closed) this.other.postMessage(wrapped, target);
    }

    // Whether the other window said something just now.
    get near() {
      return Boolean(this.other && !this.other.closed) && Date.now() - (this.heard || 0) < NEAR;
    }

    // Either way may deliver; each message counts once.
    take(wrapped) {
      if (!wrapped || wrapped.geodashPresent !== this.name || wrapped.from === this.me) return;
      if (wrapped.number <= (this.known.get(wrapped.from) || 0)) return;
      this.known.set(wrapped.from, wrapped.number);
      this.heard = Date.now();
      if (wrapped.message && typeof wrapped.message === "object") this.hear(wrapped.message);
    }
  }

  present.Line = Line;
})();

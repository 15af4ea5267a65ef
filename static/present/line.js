// Between the window that shows the story and the presenter's: a channel of the same origin, and, where a page has no
// origin (opened from the disk), messages between the two windows themselves. Only small words go over, never markup.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});

  class Line {
    // `name` tells this pair of windows from others; `hear(message)` gets what the other says.
    constructor(name, hear) {
      this.name = name;
      this.hear = hear;
      this.other = window.opener;
      this.told = 0;
      this.me = Math.random().toString(36).slice(2);
      this.known = new Set();
      if ("BroadcastChannel" in window) {
        this.channel = new BroadcastChannel(`geodash-present-${name}`);
        this.channel.addEventListener("message", (event) => this.take(event.data));
      }
      window.addEventListener("message", (event) => {
        if (this.other && event.source === this.other) this.take(event.data);
      });
    }

    tell(message) {
      this.told += 1;
      const wrapped = { geodashPresent: this.name, from: this.me, number: this.told, message };
      this.channel?.postMessage(wrapped);
      const target = window.origin === "null" ? "*" : window.origin; // "*" reaches no other than the window that was opened
      if (this.other && !this.other.closed) this.other.postMessage(wrapped, target);
    }

    // Either way may deliver; each message counts once.
    take(wrapped) {
      if (!wrapped || wrapped.geodashPresent !== this.name || wrapped.from === this.me) return;
      const key = `${wrapped.from} ${wrapped.number}`;
      if (this.known.has(key)) return;
      this.known.add(key);
      if (wrapped.message && typeof wrapped.message === "object") this.hear(wrapped.message);
    }
  }

  present.Line = Line;
})();

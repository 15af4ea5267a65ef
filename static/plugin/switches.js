// How sure and dated the rows are that the map shows: two choices of which one holds, and a switch for what has no date.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const { make } = geodash;
  const SIGNS = { certainly: "●", possibly: "○" };

  class Switches {
    // `line` is the timeline: it has now, say and change.
    constructor(line) {
      this.line = line;
      this.choices = Object.entries(SIGNS).map(([code, sign]) => this.choice(code, sign));
      this.hollow = make("button", "gt-undated");
      this.hollow.addEventListener("click", () => line.change({ undated: !line.now.undated }));
      const group = make("div", "gt-switch", "", { role: "radiogroup", "aria-label": line.say("certainty") });
      group.append(...this.choices);
      this.node = make("div", "gt-row");
      this.node.append(group, this.hollow);
    }

    choice(code, sign) {
      const { line } = this;
      const node = make("button", `gt-${code}`, "", { role: "radio", title: line.say(`${code}_help`) });
      node.append(make("i", "", sign, { "aria-hidden": "true" }), make("span", "", line.say(code)));
      node.addEventListener("click", () => line.change({ certainty: code }));
      node.addEventListener("keydown", (event) => this.turn(event, code));
      return node;
    }

    // Within a radio group arrows choose.
    turn(event, code) {
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      const other = code === "certainly" ? "possibly" : "certainly";
      this.line.change({ certainty: other });
      this.choices.find((node) => node.classList.contains(`gt-${other}`)).focus();
    }

    place({ certainty, undated }) {
      for (const node of this.choices) {
        const chosen = node.classList.contains(`gt-${certainty}`);
        node.setAttribute("aria-checked", chosen);
        node.tabIndex = chosen ? 0 : -1;
      }
      this.hollow.setAttribute("aria-pressed", undated);
    }

    // How many rows have no date.
    count(undated) {
      const help = this.line.say("undated_help", { n: undated });
      this.hollow.replaceChildren(make("i", "", "◌", { "aria-hidden": "true" }), make("span", "", this.line.say("undated")), make("b", "", String(undated)));
      this.hollow.title = help;
      this.hollow.setAttribute("aria-label", help);
    }
  }

  geodash.Switches = Switches;
})();

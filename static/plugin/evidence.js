// The evidence beside the map. Every text is set with textContent: nothing that an article says is ever markup.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) {
      node.textContent = text;
      node.dir = "auto"; // names in Arabic or Hebrew keep their own direction
    }
    return node;
  }

  function link(url, text) {
    if (!/^https?:\/\//.test(url || "")) return element("span", "", text);
    const node = element("a", "", text);
    node.href = url;
    node.target = "_blank";
    node.rel = "noopener noreferrer";
    return node;
  }

  function section(title, nodes) {
    if (nodes.length === 0) return [];
    return [element("h3", "", title), ...nodes];
  }

  function facts(pairs) {
    const list = element("dl");
    for (const [label, value] of pairs) list.append(element("dt", "", label), element("dd", "", value));
    return list;
  }

  function claim(row, words) {
    const box = element("div", "geodash-claim");
    box.append(told(row));
    const source = element("p", "geodash-source");
    source.append(element("span", "geodash-label", row.label), " · ", link(row.url, row.article));
    if (row.date) source.append(` · ${row.date}`);
    box.append(source, element("p", "geodash-source", row.when));
    if (row.reason || row.candidates.length) box.append(located(row, words));
    return box;
  }

  // The claim with its place marked; quotation marks only round an original's own words.
  function told(row) {
    const [before, place, after] = row.text;
    const line = element("p");
    line.dir = "auto";
    line.append(row.quoted ? "“" : "", before, element("mark", "", place), after, row.quoted ? "”" : "");
    return line;
  }

  function located(row, words) {
    const details = element("details");
    details.append(element("summary", "", words.located), element("p", "", [row.toponym, row.reason].filter(Boolean).join(" · ")));
    const list = element("ol");
    for (const candidate of row.candidates) {
      const item = element("li", "", candidate.name);
      item.append(element("span", "geodash-score", candidate.score), element("span", "geodash-parts", candidate.parts));
      list.append(item);
    }
    details.append(list);
    return details;
  }

  function others(marks, words, choose) {
    const list = element("ul", "geodash-others");
    for (const mark of marks.slice(0, 12)) {
      const button = element("button", "", mark.tooltip);
      button.type = "button";
      button.addEventListener("click", () => choose(mark));
      const item = element("li");
      item.append(button);
      list.append(item);
    }
    if (marks.length > 12) list.append(element("li", "", words.more.replace("{n}", marks.length - 12)));
    return list;
  }

  // The drawer: open(mark, rest) fetches the evidence of one mark and lists the others at the same spot.
  class Drawer {
    constructor(host, options, words) {
      this.options = options;
      this.words = words;
      this.node = element("aside", "geodash-drawer");
      this.status = element("p", "geodash-status");
      this.node.hidden = true;
      this.node.tabIndex = -1;
      host.append(this.node);
      L.DomEvent.disableClickPropagation(this.node);
      L.DomEvent.disableScrollPropagation(this.node);
      this.node.addEventListener("keydown", (event) => event.key === "Escape" && geodash.choose(null));
    }

    async open(mark, rest) {
      this.node.replaceChildren(element("h2", "", mark.name));
      this.node.hidden = false;
      this.asked = mark;
      const found = await this.fetch(mark);
      if (this.asked !== mark) return; // another mark was chosen meanwhile
      this.node.replaceChildren(...this.layOut(mark, found, rest));
      this.node.scrollTop = 0;
      this.node.focus({ preventScroll: true });
    }

    // What the present window makes of the row: it stays open when the window moves on.
    tell(how) {
      this.status.textContent = this.words[`state_${how}`];
    }

    close() {
      this.asked = null;
      this.node.hidden = true;
      this.node.replaceChildren();
    }

    async fetch(mark) {
      if (this.options.inline) return this.options.inline[mark.layer][mark.id];
      const query = new URLSearchParams({ layer: mark.layer, id: mark.id });
      const answer = await fetch(`${this.options.evidence}&${query}`);
      return answer.ok ? answer.json() : null;
    }

    layOut(mark, found, rest) {
      const words = this.words;
      const close = element("button", "geodash-close", "×");
      close.type = "button";
      close.setAttribute("aria-label", words.close);
      close.addEventListener("click", () => geodash.choose(null));
      if (!found) return [close, element("h2", "", mark.name), element("p", "", words.failed)];
      const claims = found.claims.map((row) => claim(row, words));
      const sources = found.sources.map((row) => {
        const item = element("p", "geodash-source");
        item.append(link(row.url, row.text));
        return item;
      });
      const also = rest.length ? [others(rest, words, (other) => geodash.choose(other))] : [];
      return [
        close,
        element("p", "geodash-kind", `${words.layers[mark.layer]} · ${found.subtitle}`),
        element("h2", "", found.title),
        this.status,
        facts(found.facts),
        ...section(words.summary_label, found.summary ? [element("p", "", found.summary)] : []),
        ...found.notes.map((note) => element("p", "geodash-note", note)),
        ...section(words.figures, found.figures.length ? [facts(found.figures)] : []),
        ...section(words.claims, claims),
        ...section(words.sources, sources),
        ...section(words.here.replace("{n}", rest.length + 1), also),
      ];
    }
  }

  geodash.Drawer = Drawer;
  geodash.element = element;
})();

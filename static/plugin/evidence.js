// The evidence beside the map; its nodes come from nodes.js, so nothing that an article says is ever markup.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});
  const { element, link } = geodash;
  const MOST = 12;

  // A part of the evidence under its heading; nothing at all if there is nothing to say.
  function section(title, nodes, className) {
    if (nodes.length === 0) return [];
    const box = element("section", className);
    const heading = element("h3", "", title);
    heading.id = `geodash-part-${(section.count = (section.count || 0) + 1)}`;
    box.setAttribute("aria-labelledby", heading.id);
    box.append(heading, ...nodes);
    return [box];
  }

  function folded(title, nodes, className) {
    const details = element("details", className);
    details.append(element("summary", "", title), ...nodes);
    return details;
  }

  function facts(pairs) {
    const list = element("dl");
    for (const [label, value] of pairs) list.append(element("dt", "", label), element("dd", "", value));
    return list;
  }

  const links = (sources) => sources.flatMap((row, i) => [i ? "; " : "", link(row.url, row.text)]);

  function sourceLine(sources) {
    const line = element("p", "geodash-source");
    line.append(...links(sources));
    return line;
  }

  function claim(row, words) {
    const box = element("article", "geodash-claim");
    box.append(told(row));
    const source = element("p", "geodash-source");
    source.append(element("span", "geodash-label", row.label), " · ", link(row.url, row.article));
    if (row.date) source.append(` · ${row.date}`);
    box.append(source);
    for (const decision of row.decided) box.append(element("p", "geodash-decided", `${words.decided}: ${decision}`));
    const dated = element("p", "geodash-source");
    dated.append(element("span", "geodash-label", row.when), row.dated_by ? ` · ${words.dating}: ${row.dated_by}` : "");
    box.append(dated);
    for (const found of [row, ...row.also]) if (found.reason || found.candidates.length) box.append(located(found, words));
    return box;
  }

  // The claim with its places marked, which are every second part; quotation marks only round an original's own words.
  function told(row) {
    const line = element("p");
    line.dir = "auto";
    const parts = row.text.map((part, i) => (i % 2 ? element("mark", "", part) : part));
    line.append(row.quoted ? "“" : "", ...parts, row.quoted ? "”" : "");
    return line;
  }

  function located(row, words) {
    const list = element("ol");
    for (const candidate of row.candidates) {
      const item = element("li", "", [candidate.name, candidate.kind].filter(Boolean).join(" · "));
      item.append(element("span", "geodash-score", candidate.score), element("span", "geodash-parts", candidate.parts));
      list.append(item);
    }
    const how = [row.toponym, row.sure, row.reason].filter(Boolean).join(" · ");
    return folded(words.located, [element("p", "", how), list]);
  }

  // What sources say of one thing, side by side: value, wording and source in a column each.
  function disagreement(topic, words) {
    const table = element("div", "geodash-sides");
    table.setAttribute("role", "list");
    for (const row of topic.claims) {
      const side = element("div", "geodash-side");
      side.setAttribute("role", "listitem");
      if (row.value) side.append(element("strong", "", row.value));
      side.append(element("p", "", row.text));
      if (row.when) side.append(element("p", "geodash-source", row.when));
      side.append(sourceLine(row.sources));
      table.append(side);
    }
    return [element("h4", "", topic.title), table];
  }

  function moment(row) {
    const item = element("li");
    item.append(element("span", "geodash-label", row.when), row.text ? `: ${row.text}` : "");
    if (row.sources.length) item.append(sourceLine(row.sources));
    return item;
  }

  function bullets(rows, draw, className) {
    if (rows.length === 0) return [];
    const list = element("ul", className);
    list.append(...rows.map(draw));
    return [list];
  }

  // The other rows at the place, by layer and id: those under the click, then those that share it.
  function others(rows, words, choose) {
    const list = element("ul", "geodash-others");
    for (const row of rows.slice(0, MOST)) {
      const button = element("button", "", `${row.text} · ${words.layers[row.layer]}`);
      button.type = "button";
      button.addEventListener("click", () => choose(row));
      const item = element("li");
      item.append(button);
      list.append(item);
    }
    if (rows.length > MOST) list.append(element("li", "", words.more.replace("{n}", rows.length - MOST)));
    return list;
  }

  // A text to take away. Where the browser keeps its clipboard shut, the text is selected for the keyboard instead.
  function copyable(label, text, words) {
    const box = element("div", "geodash-copy");
    const field = element("textarea", "", "");
    field.value = text;
    field.readOnly = true;
    field.rows = Math.min(8, text.split("\n").reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / 38)), 0));
    field.spellcheck = false;
    field.setAttribute("aria-label", label);
    const button = element("button", "geodash-copy-button", words.copy);
    button.type = "button";
    button.setAttribute("aria-label", words.copy_what.replace("{what}", label));
    const said = element("span", "geodash-copied");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = words.copied;
      } catch {
        field.focus();
        field.select();
        said.textContent = document.execCommand("copy") ? words.copied : words.copy_by_hand;
      }
    });
    const head = element("div", "geodash-copy-head");
    head.append(element("span", "geodash-label", label), said, button);
    box.append(head, field);
    return box;
  }

  function citing(found, words) {
    const kinds = [["plain", words.cite_plain], ["bibtex", words.cite_bibtex], ["csl", words.cite_csl]];
    const texts = kinds.map(([kind, label]) => copyable(label, found.cite[kind], words));
    return folded(words.cite, [element("p", "geodash-note", words.cite_help), ...texts], "geodash-foot");
  }

  function doubting(found, words) {
    const { where, how, report, lines } = found.doubt;
    const fields = [[words.doubt_write, report], ...lines].map(([label, text]) => copyable(label, text, words));
    return folded(words.doubt, [element("p", "", where), element("p", "", how), ...fields], "geodash-foot");
  }

  // The drawer: open(mark, rest) fetches the evidence of one mark and lists the others at the same spot. A row that
  // is not drawn has no mark; {layer, id, name} is enough to open it.
  class Drawer {
    constructor(host, options, words) {
      this.options = options;
      this.words = words;
      this.node = element("aside", "geodash-drawer");
      this.node.setAttribute("aria-label", words.drawer);
      this.status = element("p", "geodash-status");
      this.node.hidden = true;
      this.node.tabIndex = -1;
      host.append(this.node);
      // On a narrow map the credits stand on it.
      new ResizeObserver(() => host.style.setProperty("--sheet", `${this.node.offsetHeight}px`)).observe(this.node);
      L.DomEvent.disableClickPropagation(this.node);
      // Leaflet asks where a click came from only afterwards, when its button may be gone from the drawer.
      this.node.addEventListener("click", (event) => event.stopPropagation());
      L.DomEvent.disableScrollPropagation(this.node);
      this.node.addEventListener("keydown", (event) => {
        event.stopPropagation(); // the map and its timeline have keys of their own
        if (event.key === "Escape") geodash.choose(null);
      });
      if (words.language) document.documentElement.lang = words.language;
    }

    async open(mark, rest) {
      if (this.node.hidden) this.from = document.activeElement;
      this.node.replaceChildren(element("h2", "", mark.name));
      this.node.hidden = false;
      this.asked = mark;
      const found = await this.fetch(mark).catch(() => null);
      if (this.asked !== mark) return; // another mark was chosen meanwhile
      if (!found && mark.unmarked) return geodash.choose(null); // an address may ask for what there never was
      this.node.replaceChildren(...this.layOut(mark, found, rest));
      this.node.scrollTop = 0;
      this.node.focus({ preventScroll: true });
    }

    // What the present window makes of the row: it stays open when the window moves on.
    tell(how) {
      this.status.textContent = how ? this.words[`state_${how}`] : "";
    }

    close() {
      this.asked = null;
      const held = this.node.contains(document.activeElement);
      this.node.hidden = true;
      if (held) (this.from?.isConnected && this.from !== document.body ? this.from : this.node.parentElement).focus({ preventScroll: true });
      this.node.replaceChildren();
    }

    async fetch(mark) {
      const { inline } = this.options;
      if (inline && mark.layer) return inline[mark.layer]?.[mark.id];
      if (inline) return Object.values(inline).find((rows) => rows[mark.id])?.[mark.id];
      const query = new URLSearchParams({ layer: mark.layer || "", id: mark.id });
      const answer = await fetch(`${this.options.evidence}&${query}`);
      return answer.ok ? answer.json() : null;
    }

    shut() {
      const close = element("button", "geodash-close", "×");
      close.type = "button";
      close.setAttribute("aria-label", this.words.close);
      close.addEventListener("click", () => geodash.choose(null));
      return close;
    }

    layOut(mark, found, rest) {
      const words = this.words;
      if (!found) return [this.shut(), element("h2", "", mark.name), element("p", "", words.failed)];
      const here = rest.map((other) => ({ layer: other.layer, id: other.id, text: other.tooltip }));
      const known = new Set(here.map((other) => `${other.layer} ${other.id}`));
      here.push(...found.others.filter((other) => !known.has(`${other.layer} ${other.id}`)));
      const open = (other) => geodash.pick({ ...other, name: other.text });
      const claims = found.claims.map((row) => claim(row, words));
      return [
        this.shut(),
        element("p", "geodash-kind", [words.layers[found.layer], found.subtitle].filter(Boolean).join(" · ")),
        element("h2", "", found.title),
        this.status,
        facts(found.facts),
        ...section(words.disagree, this.disagreements(found), "geodash-disagree"),
        ...section(words.summary_label, found.summary ? [element("p", "", found.summary)] : []),
        ...found.notes.map((note) => element("p", "geodash-note", note)),
        ...section(words.claims, claims),
        ...section(words.moments, bullets(found.moments, moment, "geodash-moments")),
        ...section(words.figures, found.figures.length ? [facts(found.figures)] : []),
        ...section(words.others, here.length ? [others(here, words, open)] : []),
        ...section(words.sources, bullets(found.sources, (row) => this.source(row), "geodash-sources")),
        citing(found, words),
        doubting(found, words),
      ];
    }

    disagreements(found) {
      if (found.disagreements.length === 0) return [];
      const topics = found.disagreements.flatMap((topic) => disagreement(topic, this.words));
      return [...topics, element("p", "geodash-note", this.words.disagree_help)];
    }

    source(row) {
      const item = element("li", "geodash-source");
      item.append(link(row.url, row.text));
      return item;
    }
  }

  geodash.Drawer = Drawer;
})();

// The linked table: one page of rows as a real table, which screen readers and keyboards know how to use.
// All text comes from articles and is shown with textContent, never as markup. What the reader asks for goes to
// the server as {order, down}, {page} or {focus}; the server sorts, cuts and sends the next page.
function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, String(value));
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

function head(data, ask) {
  const cells = data.columns.map(([code, name, tip]) => {
    const sorted = data.order === code;
    const arrow = make("i", { "aria-hidden": "true" }, sorted ? (data.down ? "▼" : "▲") : "");
    const button = make("button", { type: "button", "data-key": `sort-${code}`, title: tip }, name, arrow);
    button.onclick = () => ask({ order: code, down: sorted && !data.down });
    return make("th", { role: "columnheader", scope: "col", class: code, "aria-sort": sorted ? (data.down ? "descending" : "ascending") : "none" }, button);
  });
  return make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...cells));
}

// Words that keep together: a date may not be broken at its hyphens.
function unbroken(text) {
  return text.split(" ").flatMap((word, i) => [i ? " " : "", make("span", { class: "word" }, word)]);
}

function line(row, data, wire) {
  const { id, layer, cells, listed, possible } = row;
  const [glyph, name, color] = data.layers[layer];
  const chosen = id === data.focus;
  const texts = Object.fromEntries(data.columns.map(([code], i) => [code, cells[i]]));
  const go = make("button", { type: "button", class: "go", "data-key": `row-${id}`, title: data.texts.go.replace("{name}", texts.name), "aria-current": chosen ? "true" : null }, texts.name || id);
  const swatch = make("i", { class: "swatch", "aria-hidden": "true" }, glyph);
  swatch.style.color = color;
  const told = data.columns.map(([code], i) => {
    if (code === "layer") return make("td", { role: "cell", class: code }, swatch, name);
    if (code === "name") return make("th", { role: "rowheader", scope: "row", class: code }, go, listed ? make("small", {}, listed) : null);
    if (code === "when") return make("td", { role: "cell", class: code }, ...unbroken(texts.when), possible ? make("small", {}, possible) : null);
    if (code === "sources") return make("td", { role: "cell", class: code, "data-label": data.columns[i][1] }, String(cells[i]));
    return make("td", { role: "cell", class: code }, String(texts[code]));
  });
  const made = make("tr", { role: "row", class: [chosen ? "chosen" : "", listed ? "listed" : ""].join(" ").trim() }, ...told);
  const choose = () => wire.open(row, texts.name);
  made.onclick = () => { if (!String(getSelection()).length) choose(); };
  go.onclick = (event) => { event.stopPropagation(); choose(); };
  return made;
}

function pager(data, ask) {
  const { number, pages } = data;
  const step = (key, sign, to, off) => {
    const button = make("button", { type: "button", "data-key": key, "aria-label": data.texts[key], title: data.texts[key], "aria-disabled": off ? "true" : null }, sign);
    button.onclick = () => { if (!off) ask({ page: to }); };
    return button;
  };
  const [start, end] = [number <= 0, number >= pages - 1];
  return make("nav", { "aria-label": data.texts.range },
    step("first_page", "«", 0, start), step("previous", "‹", number - 1, start),
    make("span", { "aria-live": "polite" }, data.texts.range),
    step("next", "›", number + 1, end), step("last_page", "»", pages - 1, end));
}

// Up and down go from row to row, so that Tab need not pass through all of them.
function rove(body) {
  const buttons = [...body.querySelectorAll("button.go")];
  const current = buttons.find((button) => button.hasAttribute("aria-current")) || buttons[0];
  buttons.forEach((button) => { button.tabIndex = button === current ? 0 : -1; });
  body.onkeydown = (event) => {
    const at = buttons.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined || !buttons[to]) return;
    event.preventDefault();
    buttons[at].tabIndex = -1;
    buttons[to].tabIndex = 0;
    buttons[to].focus();
  };
}

// Between the table and the map in its frame: a row that is chosen here opens there at once, and the other way
// round the server turns to the page that holds the row.
const FRAME = "iframe[title*='streamlit_folium']";

class Wire {
  constructor(root) {
    this.root = root;
    this.known = undefined; // the row that the server knows to be chosen, or was just told of
    this.hear = (event) => {
      const told = event.data && event.data.geodash;
      if (!told || told.chosen === undefined || event.origin !== location.origin || event.source !== this.frame?.contentWindow) return;
      this.choose(told.chosen);
      if (told.chosen === null) this.return();
    };
    addEventListener("message", this.hear);
  }

  get frame() {
    return document.querySelector(FRAME);
  }

  // The first time the address knows what was chosen while the table was not there.
  update(data, ask) {
    this.ask = ask;
    const first = this.known === undefined;
    this.known = data.focus;
    if (first && this.frame) this.choose(new URL(location.href).searchParams.get("focus"));
  }

  choose(id) {
    if (id === this.known) return;
    this.known = id;
    this.ask({ focus: id });
  }

  // Evidence that was opened from here gives the keyboard back when it closes.
  return() {
    const row = this.opened && [...this.root.querySelectorAll("[data-key]")].find((node) => node.getAttribute("data-key") === `row-${this.opened}`);
    this.opened = null;
    if (!row || document.activeElement !== this.frame) return;
    window.focus();
    row.focus({ preventScroll: true });
  }

  open(row, name) {
    this.opened = row.id;
    this.choose(row.id);
    const frame = this.frame;
    if (!frame) return;
    frame.contentWindow.postMessage({ geodash: { pick: { id: row.id, layer: row.layer, name } } }, location.origin);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (frame.getBoundingClientRect().top < 0) frame.scrollIntoView({ block: "end", behavior: calm ? "auto" : "smooth" });
  }

  close() {
    removeEventListener("message", this.hear);
  }
}

const wires = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".gd-table");
  const active = parentElement.activeElement || (parentElement.getRootNode && parentElement.getRootNode().activeElement);
  const held = active && root.contains(active) ? active.getAttribute("data-key") : null;
  const ask = (wish) => setTriggerValue("ask", wish);
  const wire = wires.get(root) || new Wire(root);
  wires.set(root, wire);
  wire.update(data, ask);
  const body = make("tbody", { role: "rowgroup" }, ...data.rows.map((row) => line(row, data, wire)));
  rove(body);
  const caption = make("caption", {}, data.texts.caption);
  const table = make("table", { role: "table", "aria-rowcount": data.total }, caption, head(data, ask), body);
  root.replaceChildren(table, ...(data.rows.length ? [pager(data, ask)] : [make("p", {}, data.texts.none)]));
  if (held) {
    const again = [...root.querySelectorAll("[data-key]")].find((node) => node.getAttribute("data-key") === held);
    if (again) again.focus({ preventScroll: true });
  }
  return () => {
    wire.close();
    wires.delete(root);
  };
}

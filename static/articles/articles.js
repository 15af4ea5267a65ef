// The reading screen: a list of articles, or one article's passages with places and dates marked.
// Every text is set with textContent: nothing that an article says is ever markup. The map in the frame beside
// it is told what is pointed at, and tells what was chosen there, by messages of the same origin.
const FRAME = "iframe[title*='streamlit_folium']";

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined && text !== "") {
    node.textContent = text;
    node.dir = "auto"; // names in Arabic or Hebrew keep their own direction
  }
  return node;
}

function link(url, text) {
  if (!/^https?:\/\//.test(url || "")) return make("span");
  const node = make("a", "", text);
  node.href = url;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
}

function byline(article) {
  return make("p", "byline", [article.author, article.publication, article.published].filter(Boolean).join(" · "));
}

function counts(pairs) {
  const list = make("dl", "counts");
  for (const [label, value] of pairs) {
    const pair = make("div");
    pair.append(make("dt", "", label), make("dd", "", String(value)));
    list.append(pair);
  }
  return list;
}

function terms(article, words) {
  const box = make("p", "terms", article.terms);
  if (article.url) box.append(" ", link(article.url, words.original));
  return box;
}

function card(article, words, open) {
  const box = make("li", "card");
  const title = make("button", "title", article.title);
  title.type = "button";
  title.addEventListener("click", () => open(article.id));
  const heading = make("h2");
  heading.append(title);
  box.append(heading, byline(article), counts(article.counts), terms(article, words));
  return box;
}

function list(data, open) {
  const { words } = data;
  const box = make("ul", "cards");
  box.append(...data.articles.map((article) => card(article, words, open)));
  return [make("h1", "", words.title), make("p", "lead", words.lead), box];
}

// One article on the page: knows its place buttons, and what of them is chosen.
class Reader {
  constructor(data, open) {
    this.data = data;
    this.open = open;
    this.words = data.words;
    this.places = new Map();
    this.detail = make("div", "detail");
    this.detail.setAttribute("role", "status");
    this.hear = (event) => this.listen(event);
    window.addEventListener("message", this.hear);
    this.tell({ fit: data.box });
  }

  close() {
    window.removeEventListener("message", this.hear);
  }

  nodes() {
    const { data, words } = this;
    const head = make("header");
    const back = make("button", "back", words.all);
    back.type = "button";
    back.addEventListener("click", () => this.open(""));
    head.append(back, make("h1", "", data.article.title), byline(data.article), counts(data.article.counts), this.source());
    const read = make("section", "passages");
    read.setAttribute("aria-label", words.text);
    read.append(...data.passages.map((passage) => this.passage(passage)));
    if (data.passages.length === 0) read.append(make("p", "", words.no_passages));
    const open = ["unresolved", "undated", "decided"].map((kind) => this.reasons(data[kind], words[kind === "decided" ? "decisions" : kind]));
    return [head, this.legend(), ...open.flat(), read];
  }

  source() {
    const { article } = this.data;
    const box = make("details", "source");
    box.append(make("summary", "", this.words.source), terms(article, this.words));
    if (article.note) box.append(make("p", "terms", article.note));
    return box;
  }

  legend() {
    const line = make("p", "legend");
    for (const how of ["drawn", "listed", "open"]) {
      line.append(make("span", `place ${how}`, this.words[how === "drawn" ? "legend_place" : `legend_${how}`]), " ");
    }
    line.append(make("span", "date", this.words.legend_date), make("span", "hint", this.words.hint));
    return line;
  }

  passage(passage) {
    const box = make("article", "passage");
    const line = make("p");
    line.dir = "auto";
    if (passage.quoted) line.append("“");
    for (const piece of passage.pieces) line.append(this.piece(piece));
    if (passage.quoted) line.append("”");
    box.append(make("p", "label", passage.label), line);
    return box;
  }

  piece(piece) {
    if (typeof piece === "string") return piece;
    return piece.place === undefined ? this.date(piece) : this.place(piece);
  }

  date(piece) {
    const told = this.words.dated.replace("{when}", piece.date);
    const node = make("span", "date", piece.text);
    node.title = told;
    node.append(make("span", "unseen", ` (${told})`));
    return node;
  }

  place(piece) {
    const node = make("button", `place ${piece.how}`, piece.text);
    node.type = "button";
    node.title = piece.heading || piece.text;
    node.setAttribute("aria-expanded", "false");
    const found = this.places.get(piece.place) || [];
    found.push(node);
    this.places.set(piece.place, found);
    const point = (id) => () => this.tell({ point: id });
    if (piece.how === "drawn") {
      for (const [event, id] of [["mouseenter", piece.place], ["focus", piece.place], ["mouseleave", null], ["blur", null]]) {
        node.addEventListener(event, point(id));
      }
    }
    node.addEventListener("click", () => this.choose(piece, node));
    return node;
  }

  // Chosen in the text: say beneath the passage what is known, and send the map there. Chosen again: close.
  choose(piece, node) {
    const again = node.getAttribute("aria-expanded") === "true";
    this.mark(null);
    this.detail.remove();
    if (again) return;
    this.mark(piece.place);
    node.setAttribute("aria-expanded", "true");
    this.detail.replaceChildren(make("p", "heading", piece.heading || piece.text), this.facts(piece.about), ...this.next(piece, node));
    node.closest(".passage").append(this.detail);
    if (piece.how === "drawn") this.tell({ point: piece.place, go: true });
  }

  facts(pairs) {
    const facts = make("dl");
    for (const [label, value] of pairs) facts.append(make("dt", "", label), make("dd", "", value));
    return facts;
  }

  next(piece, node) {
    const all = this.places.get(piece.place);
    if (all.length < 2) return [];
    const at = (all.indexOf(node) + 1) % all.length;
    const button = make("button", "next", this.words.next.replace("{i}", at + 1).replace("{n}", all.length));
    button.type = "button";
    button.addEventListener("click", () => {
      this.show(all[at]);
      all[at].click();
      all[at].focus({ preventScroll: true });
    });
    return [button];
  }

  mark(id) {
    for (const [place, nodes] of this.places) {
      for (const node of nodes) {
        node.classList.toggle("chosen", place === id);
        node.setAttribute("aria-expanded", "false");
      }
    }
  }

  show(node) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    node.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }

  reasons(rows, title) {
    if (rows.length === 0) return [];
    const box = make("details");
    const items = make("ul");
    for (const [name, label, reason] of rows) {
      const item = make("li");
      item.append(make("strong", "", name), " ", make("span", "label", label), " ", make("span", "", reason));
      items.append(item);
    }
    box.append(make("summary", "", title), items);
    return [box];
  }

  get frame() {
    return document.querySelector(FRAME)?.contentWindow;
  }

  tell(order) {
    this.frame?.postMessage({ geodash: order }, window.location.origin);
  }

  // The map says that it is ready, or which place was chosen on it.
  listen(event) {
    const told = event.data && event.data.geodash;
    if (!told || event.origin !== window.location.origin || event.source !== this.frame) return;
    if (told.ready) this.tell({ fit: this.data.box });
    if (told.chosen === undefined) return;
    this.detail.remove();
    this.mark(told.chosen);
    const nodes = this.places.get(told.chosen);
    if (nodes) this.show(nodes[0]);
  }
}

const readers = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".reading");
  readers.get(root)?.close();
  root.style.setProperty("--place", data.color);
  const open = (id) => setTriggerValue("open", id);
  let reader = null;
  if (data.article) {
    reader = new Reader(data, open);
    readers.set(root, reader);
    root.replaceChildren(...reader.nodes());
  } else {
    root.replaceChildren(...list(data, open));
  }
  root.lang = data.language;
  return () => reader && reader.close();
}

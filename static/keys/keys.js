// The keys: a quiet button and "?" show which there are; the map in its frame passes "?" on.
const FRAME = "iframe[title*='streamlit_folium']";
const wires = new WeakMap();

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// "← →" are two keys, "Shift + ←" are keys held together.
function keys(told) {
  return told.split(" ").flatMap((word, i) => [i ? " " : "", i && (word === "+" || word === "·") ? word : make("kbd", {}, word)]);
}

function list(rows) {
  const told = make("dl", {});
  for (const [which, what] of rows) told.append(make("dt", {}, ...keys(which)), make("dd", {}, what));
  return told;
}

// The first thing that Tab reaches leads past the controls, into the map in its frame or the text.
function skip(told, mapped, signal) {
  const main = document.querySelector("[data-testid='stMain']");
  if (main && !main.id) main.id = "main";
  const link = make("a", { class: "gd-skip", href: `#${main?.id || "main"}` }, told);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const map = mapped && document.querySelector(FRAME)?.contentDocument?.querySelector(".leaflet-container");
    (map || main)?.focus();
  });
  document.body.prepend(link);
  signal.addEventListener("abort", () => link.remove());
}

export default function ({ data, parentElement }) {
  const { words, rows, mapped } = data;
  const root = parentElement.querySelector(".keys");
  wires.get(root)?.abort();
  const wire = new AbortController();
  const { signal } = wire;
  wires.set(root, wire);
  const open = root.querySelector("dialog")?.open;
  const heading = make("h2", { id: "keys-title" }, words.title);
  const close = make("button", { type: "button", class: "close", "aria-label": words.close }, "✕");
  const dialog = make("dialog", { "aria-labelledby": "keys-title" }, make("header", {}, heading, close), list(rows));
  const button = make("button", { type: "button", class: "open", "aria-label": words.show, title: words.show, "aria-haspopup": "dialog" }, "?");
  const show = () => dialog.open || dialog.showModal();
  button.addEventListener("click", show);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it
  root.replaceChildren(button, dialog);
  if (open) show();
  skip(words.skip, mapped, signal);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.composedPath()[0].closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    event.stopPropagation();
    show();
  }, { signal, capture: true });

  window.addEventListener("message", (event) => {
    if (!event.data?.geodash?.keys || event.origin !== window.location.origin) return;
    if (![...document.querySelectorAll(FRAME)].some((frame) => frame.contentWindow === event.source)) return;
    window.focus();
    show();
  }, { signal });

  return () => wire.abort();
}

// Between the page and the map's frame for the filters: "/" goes to the search, a rectangle drawn on the map (or all that
// the map shows) goes to the script as {box: [west, south, east, north]}. Only numbers go over.
const FRAME = "iframe[title*='streamlit_folium']";
const wires = new WeakMap();

function frames() {
  return [...document.querySelectorAll(FRAME)].filter((frame) => frame.contentWindow);
}

function plugin() {
  for (const frame of frames()) if (frame.contentWindow.geodash) return frame.contentWindow.geodash;
  return null;
}

function openDrawer() {
  document.querySelector("[data-testid='stExpandSidebarButton']")?.click();
}

function search(patience = 10) {
  const field = document.querySelector(".st-key-search_row input");
  if (field && field.getBoundingClientRect().left >= 0 && field.offsetParent) {
    window.focus();
    field.focus();
    field.select();
    return;
  }
  if (patience === 10) openDrawer();
  if (patience) setTimeout(() => search(patience - 1), 60); // the drawer is still opening
}

export default function ({ parentElement, setTriggerValue }) {
  wires.get(parentElement)?.abort();
  const wire = new AbortController();
  const { signal } = wire;
  wires.set(parentElement, wire);
  const send = (box) => Array.isArray(box) && box.every(Number.isFinite) && setTriggerValue("box", { box });

  window.addEventListener("message", (event) => {
    const told = event.data && event.data.geodash;
    if (!told || event.origin !== window.location.origin) return;
    if (!frames().some((frame) => frame.contentWindow === event.source)) return;
    if (told.box) send(told.box);
    if (told.search) search();
  }, { signal });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    event.stopPropagation();
    search();
  }, { signal, capture: true });

  document.addEventListener("click", (event) => {
    if (event.target.closest(".st-key-box_here button")) send(plugin()?.bounds());
    if (event.target.closest(".st-key-box_draw button")) plugin()?.draw();
    if (event.target.closest(".st-key-hidden_open button")) openDrawer();
  }, { signal, capture: true });

  return () => wire.abort();
}

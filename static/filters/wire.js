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

// A group that the keyboard opens lies at the end of the page, many controls away: the focus goes in with it, and
// comes back to the group's button with Escape or where it would leave.
const GROUP = ".st-key-filter_groups button";
const BODY = "[data-testid='stPopoverBody']";
const FOCUSABLE = "button:not([disabled]), input:not([disabled])";
let opener = null;

function enter(patience = 12) {
  const first = document.querySelector(`${BODY} :is(${FOCUSABLE})`);
  if (first) first.focus();
  else if (patience) setTimeout(() => enter(patience - 1), 60); // it is still opening
}

function walk(event) {
  const { key, target, shiftKey } = event;
  const button = target.closest?.(GROUP);
  if (button && (key === "Enter" || key === " ") && button.getAttribute("aria-expanded") !== "true") {
    opener = button;
    setTimeout(enter, 60);
  }
  const body = target.closest?.(BODY);
  if (!body || !opener?.isConnected) return;
  const inside = [...body.querySelectorAll(FOCUSABLE)].filter((node) => node.tabIndex >= 0 && node.offsetParent);
  const leaves = key === "Tab" && target === inside[shiftKey ? 0 : inside.length - 1];
  if (leaves) event.preventDefault();
  if (leaves || key === "Escape") setTimeout(() => opener.focus(), leaves ? 0 : 60);
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

  document.addEventListener("keydown", walk, { signal, capture: true });

  document.addEventListener("click", (event) => {
    if (event.target.closest(".st-key-box_here button")) send(plugin()?.bounds());
    if (event.target.closest(".st-key-box_draw button")) plugin()?.draw();
    if (event.target.closest(".st-key-hidden_open button")) openDrawer();
  }, { signal, capture: true });

  return () => wire.abort();
}

// From screen to screen with everything that was chosen. Streamlit's own links begin each screen with an empty
// address; these go to the address that the screen was left with in this tab, in the language spoken now, as one
// step that going back takes back.
const LINKS = "[data-testid='stTopNavLink'], [data-testid='stSidebarNavLink'], .st-key-screens a";
const KEPT = "geodash.addresses";
const LANGUAGE = "lang";
const wires = new WeakMap();

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) || {};
  } catch {
    return {}; // the browser keeps nothing, or something else wrote there
  }
}

function leave() {
  const addresses = { ...kept(), [location.pathname]: location.search };
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(addresses));
  } catch {
    // then the screen begins anew when the reader comes back
  }
  return addresses;
}

// Where a link leads: the address that its screen was left with, and the language of now.
function whither(link, addresses) {
  const target = new URL(link.href);
  const choices = new URLSearchParams(addresses[target.pathname] ?? target.search);
  const language = new URLSearchParams(location.search).get(LANGUAGE);
  if (language) choices.set(LANGUAGE, language);
  else choices.delete(LANGUAGE);
  target.search = choices;
  return target;
}

function follow(event) {
  const link = event.target.closest?.(LINKS);
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const target = new URL(link.href);
  if (target.origin !== location.origin || target.pathname === location.pathname) return;
  event.preventDefault();
  event.stopPropagation();
  history.pushState({}, "", whither(link, leave()));
  dispatchEvent(new PopStateEvent("popstate", { state: {} })); // Streamlit then opens what the address names
  if (link.closest("[data-testid='stSidebar']") && matchMedia("(max-width: 768px)").matches) {
    document.querySelector("[data-testid='stSidebarCollapseButton'] button")?.click(); // the drawer lies over all
  }
}

export default function ({ parentElement }) {
  wires.get(parentElement)?.abort();
  const wire = new AbortController();
  wires.set(parentElement, wire);
  document.addEventListener("click", follow, { signal: wire.signal, capture: true });
  return () => wire.abort();
}

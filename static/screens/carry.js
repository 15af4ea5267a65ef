// From screen to screen with everything that was chosen. Streamlit's own links begin each screen with an empty
// address; these go to the address that the screen was left with in this tab, in the language spoken now, as one
// step that going back takes back. Explore and Export show one view: what was chosen on the one holds on the other;
// how the figure is to look belongs to Export alone.
const LINKS = "[data-testid='stTopNavLink'], [data-testid='stSidebarNavLink'], .st-key-screens a";
const KEPT = "geodash.addresses";
const LANGUAGE = "lang";
const EXPORT = /\/export\/?$/;
const OTHERS = /\/(present|articles|about|review)\/?$/;
const FIGURE = "figure";
const VIEW = "view"; // no screen's address: what Explore and Export have in common
const HELD = Symbol.for("geodash.carry");

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) || {};
  } catch {
    return {}; // the browser keeps nothing, or something else wrote there
  }
}

const shows = (path) => !OTHERS.test(path);

function without(search, name) {
  const left = new URLSearchParams(search);
  left.delete(name);
  return String(left);
}

function leave() {
  const addresses = { ...kept(), [location.pathname]: location.search };
  if (shows(location.pathname)) addresses[VIEW] = without(location.search, FIGURE);
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(addresses));
  } catch {
    // then the screen begins anew when the reader comes back
  }
  return addresses;
}

// Where a link leads: the address that its screen was left with, or for a screen that shows the view the view's, and
// the language of now.
function whither(link, addresses) {
  const target = new URL(link.href);
  const own = addresses[target.pathname] ?? target.search;
  const choices = new URLSearchParams(shows(target.pathname) ? addresses[VIEW] ?? own : own);
  const figure = new URLSearchParams(own).get(FIGURE);
  if (figure && EXPORT.test(target.pathname)) choices.set(FIGURE, figure);
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

// It goes on listening while one screen takes the place of another: a reader may be quicker than the next screen.
export default function () {
  document[HELD]?.abort();
  document[HELD] = new AbortController();
  document.addEventListener("click", follow, { signal: document[HELD].signal, capture: true });
}

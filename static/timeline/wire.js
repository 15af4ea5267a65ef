// Between the timeline in the map's frame and the script: what the frame says has come to rest is handed on, once.
// While time runs there the panel beside it still tells of the years before, and says so.
const FRAME = "iframe[title*='streamlit_folium']";
const PANEL = "[data-testid='stSidebarContent']";
const wires = new WeakMap();

function waits(sentence) {
  const panel = document.querySelector(PANEL);
  if (panel && sentence) panel.dataset.waits = sentence;
  else if (panel) delete panel.dataset.waits;
}

export default function ({ parentElement, setTriggerValue }) {
  window.removeEventListener("message", wires.get(parentElement));
  const hear = (event) => {
    const { rest, playing } = (event.data && event.data.geodash) || {};
    if ((!rest && playing === undefined) || event.origin !== window.location.origin) return;
    const frames = [...document.querySelectorAll(FRAME)];
    if (!frames.some((frame) => frame.contentWindow === event.source)) return;
    if (rest) setTriggerValue("rest", rest);
    else waits(playing);
  };
  wires.set(parentElement, hear);
  window.addEventListener("message", hear);
  return () => {
    window.removeEventListener("message", hear);
    waits(null);
  };
}

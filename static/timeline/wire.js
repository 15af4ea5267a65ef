// Between the timeline in the map's frame and the script: what the frame says has come to rest is handed on, once.
const FRAME = "iframe[title*='streamlit_folium']";
const wires = new WeakMap();

export default function ({ parentElement, setTriggerValue }) {
  window.removeEventListener("message", wires.get(parentElement));
  const hear = (event) => {
    const rest = event.data && event.data.geodash && event.data.geodash.rest;
    if (!rest || event.origin !== window.location.origin) return;
    const frames = [...document.querySelectorAll(FRAME)];
    if (frames.some((frame) => frame.contentWindow === event.source)) setTriggerValue("rest", rest);
  };
  wires.set(parentElement, hear);
  window.addEventListener("message", hear);
  return () => window.removeEventListener("message", hear);
}

// "Add this view as a chapter": tells the script where the map looks, in how large a frame, and which row is open. The
// story that is being made is kept in the tab's own storage, so that loading the page anew does not lose it.
const KEPT = "geodash-own-yaml";

function look() {
  const frame = document.querySelector(".st-key-map_frame iframe");
  const map = frame?.contentWindow?.geodash;
  const state = map?.state();
  if (!state?.camera) return null;
  const box = frame.contentDocument.querySelector(".geodash-map").getBoundingClientRect();
  return { camera: state.camera, size: [Math.round(box.width), Math.round(box.height)], focus: state.chosen };
}

function keep(yaml) {
  try {
    if (yaml) sessionStorage.setItem(KEPT, yaml);
    return sessionStorage.getItem(KEPT) || "";
  } catch {
    return ""; // the browser keeps nothing
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const kept = keep(data.yaml);
  const root = parentElement.querySelector(".own");
  const focused = root.contains(parentElement.activeElement || parentElement.getRootNode().activeElement);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = data.words.add;
  button.title = data.words.add_help;
  button.addEventListener("click", () => {
    const seen = look();
    if (seen) setTriggerValue("add", { ...seen, kept });
    else told.textContent = data.words.no_map;
  });
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  root.replaceChildren(button, told);
  if (focused) button.focus();
  setTimeout(() => { told.textContent = data.told; }, 0); // after the status is there, so that it is read out
}

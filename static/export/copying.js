// Figure, link and citation onto the clipboard. Link and citation are at hand; the figure is drawn by the server when
// it is asked for: the clipboard is promised a picture now, while the browser still remembers the press of the
// button, and gets it when it has come.
const PATIENCE = 60000;
const waiting = new WeakMap();

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function picture(base64) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  return new Blob([bytes], { type: "image/png" });
}

// What is to be had later under a token: the server's answer settles it, or time does.
function later(root) {
  const token = `${Date.now()}-${Math.random().toString(36).slice(2, 10)}`;
  const promise = new Promise((settle, refuse) => {
    const timer = setTimeout(() => refuse(new Error("late")), PATIENCE);
    waiting.set(root, { token, settle: (found) => { clearTimeout(timer); settle(found); }, refuse });
  });
  return { token, promise };
}

async function copy(kind, data, root, ask) {
  if (!navigator.clipboard) throw new Error("no clipboard");
  if (kind === "link") return navigator.clipboard.writeText(location.href);
  if (kind === "cite") return navigator.clipboard.writeText(data.citation);
  const { token, promise } = later(root);
  ask(token);
  return navigator.clipboard.write([new ClipboardItem({ "image/png": promise })]);
}

function settle(root, data) {
  const wanted = waiting.get(root);
  if (!wanted || !data.token || data.token !== wanted.token) return;
  waiting.delete(root);
  if (data.picture) wanted.settle(picture(data.picture));
  else wanted.refuse(new Error(data.problem));
}

function draw(root, data, ask) {
  const said = make("span", { role: "status", class: "said" });
  const buttons = ["figure", "link", "cite"].map((kind) => {
    const button = make("button", { type: "button", "data-kind": kind }, data.words[kind]);
    if (kind === "figure" && !data.good) button.disabled = true;
    button.onclick = async () => {
      said.textContent = kind === "figure" ? root.data.words.drawing : "";
      try {
        await copy(kind, root.data, root, ask);
        said.textContent = root.data.words.done;
      } catch {
        said.textContent = root.data.words.failed;
      }
    };
    return button;
  });
  root.replaceChildren(...buttons, said);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".copying");
  const looks = JSON.stringify([data.words, data.good]);
  root.data = data;
  // Drawn anew only where it looks different, so that a button keeps the focus and the line what it says.
  if (root.looks !== looks) draw(root, data, (token) => setTriggerValue("want", token));
  root.looks = looks;
  if (root.copied !== data.citation + data.figure) root.querySelector(".said").textContent = ""; // what was copied is of another view
  root.copied = data.citation + data.figure;
  settle(root, data);
}

// One's own story, ready to be presented: its JSON and its YAML go into this tab's storage, which the window that shows
// it gets a copy of. A tab that still holds a story, where the script has none, gives it back once.
const KEPT = "geodash-own-yaml";
const STORY = "geodash-own-story";
let given = false;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".own");
  const { yaml, told, gone, words, address } = data;
  try {
    if (gone) for (const name of [KEPT, STORY]) sessionStorage.removeItem(name);
    if (yaml) {
      sessionStorage.setItem(KEPT, yaml);
      sessionStorage.setItem(STORY, JSON.stringify(told));
    } else if (!gone && !given && sessionStorage.getItem(KEPT)) {
      given = true;
      setTriggerValue("restore", sessionStorage.getItem(KEPT));
    }
  } catch {
    // the browser keeps nothing: the story lives as long as the page
  }
  if (!yaml || !told.chapters.length) {
    root.replaceChildren();
    return;
  }
  const link = document.createElement("a");
  link.href = address;
  link.target = "_blank";
  link.rel = "opener"; // the new window gets this tab's storage only so; it is the atlas's own page
  link.textContent = words.present;
  root.replaceChildren(link);
}

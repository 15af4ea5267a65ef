// The switch between languages: two quiet buttons, and the page's own language for screen readers and hyphens.
export default function ({ data, parentElement, setTriggerValue }) {
  const { chosen, label, languages } = data;
  document.documentElement.lang = chosen;
  const group = document.createElement("div");
  group.className = "languages";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  for (const [code, name] of languages) {
    const button = document.createElement("button");
    button.type = "button";
    button.lang = code;
    button.textContent = code.toUpperCase();
    button.title = name;
    button.setAttribute("aria-label", name);
    button.setAttribute("aria-pressed", String(code === chosen));
    if (code !== chosen) button.addEventListener("click", () => setTriggerValue("choose", code));
    group.append(button);
  }
  const focused = parentElement.querySelector("button:focus") ? parentElement.querySelector("button:focus").lang : null;
  parentElement.querySelector(".languages").replaceWith(group);
  if (focused) group.querySelector(`[lang="${focused}"]`).focus();
}

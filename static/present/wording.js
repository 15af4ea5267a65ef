// Texts of a story as nodes: nothing in them is ever markup. A wording is {language: text}, paragraphs parted by an
// empty line; words of the glossary become buttons that say what they mean.
(function () {
  "use strict";
  const present = (window.geodashPresent = window.geodashPresent || {});

  // An element with a class, a text and attributes; children come after.
  function make(tag, className = "", text = "", attributes = {}, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  // A button that leaves the keyboard to the story once it was clicked with a pointer.
  function button(className, text, label, act) {
    const node = make("button", className, text, { type: "button", ...(label ? { "aria-label": label, title: label } : {}) });
    node.addEventListener("click", (event) => {
      if (event.detail > 0) node.blur();
      act(event);
    });
    return node;
  }

  const say = (wording, language) => (wording ? wording[language] || wording.en || Object.values(wording)[0] || "" : "");
  // Whether a chapter's title says more than the years that stand above it.
  const titled = (chapter, language) => say(chapter.title, language).trim() !== chapter.year;
  const paragraphs = (text) => text.split(/\n\s*\n/).map((part) => part.replace(/\s+/g, " ").trim()).filter(Boolean);
  const fill = (text, values) => Object.entries(values).reduce((told, [name, value]) => told.replace(`{${name}}`, value), text);
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  // The forms in which a term stands in texts: "CAD (self-defense committee)" is CAD and self-defense committee,
  // "Sierra and selva" is sierra and selva; all with plurals.
  function forms(term) {
    const parts = term.split(/[()/;,]/).map((part) => part.trim()).filter((part) => part.length > 1);
    const pairs = parts.flatMap((part) => part.split(/ (?:and|y|e) /)).map((part) => part.trim()).filter((part) => part.length > 3);
    return [...new Set([...parts, ...pairs])].sort((a, b) => b.length - a.length);
  }

  // Which piece of text means which term: [pattern, row], the longest first.
  function patterns(glossary, language) {
    const found = glossary.flatMap((row) => forms(say(row.term, language)).map((form) => ({ form, row })));
    found.sort((a, b) => b.form.length - a.form.length);
    return found.map(({ form, row }) => {
      const short = form === form.toUpperCase();
      const words = form.split(/\s+/).map((word) => `${escape(word)}${short ? "s?" : "(?:e?s)?"}`);
      return [new RegExp(`(?<![\\p{L}\\p{N}])${words.join("\\s+")}(?![\\p{L}\\p{N}])`, short ? "u" : "iu"), row];
    });
  }

  // Nodes for a text in which each term is a button at its first use; `used` remembers which were.
  function marked(text, found, used, button) {
    let best = null;
    for (const [pattern, row] of found) {
      if (used.has(row)) continue;
      const hit = pattern.exec(text);
      if (hit && (!best || hit.index < best.hit.index)) best = { hit, row };
    }
    if (!best) return text ? [document.createTextNode(text)] : [];
    used.add(best.row);
    const { hit, row } = best;
    const end = hit.index + hit[0].length;
    const before = text.slice(0, hit.index);
    return [...marked(before, found, used, button), button(hit[0], row), ...marked(text.slice(end), found, used, button)];
  }

  // What the marks of layers are: a sign and a name each; where colours are classes, a patch and a name for each.
  function legend(rows, language, theme) {
    return rows.map((row) => {
      const sign = make("i", "", row.glyph, { "aria-hidden": "true" });
      sign.style.color = row[theme];
      const classes = (row.classes || []).map((one) => {
        const patch = make("i", one[theme] ? "gp-patch" : "gp-patch gp-stripes", "", { "aria-hidden": "true" });
        if (one[theme]) patch.style.background = one[theme];
        return make("li", "", "", {}, patch, say(one.name, language));
      });
      return make("li", "", "", {}, sign, say(row.name, language), ...(classes.length ? [make("ul", "", "", {}, ...classes)] : []));
    });
  }

  Object.assign(present, { legend, make, button, say, titled, paragraphs, fill, patterns, marked, forms });
})();

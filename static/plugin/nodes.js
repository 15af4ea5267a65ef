// The nodes that the plugin adds to the page. Every text is set with textContent: nothing that an article says is ever
// markup.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) {
      node.textContent = text;
      node.dir = "auto"; // names in Arabic or Hebrew keep their own direction
    }
    return node;
  }

  // The same with attributes; a button that sends no form.
  function make(tag, className, text, attributes = {}) {
    const node = element(tag, className, text);
    if (tag === "button") node.type = "button";
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  }

  // A link out, where the address is one; otherwise only the text.
  function link(url, text) {
    if (!/^https?:\/\//.test(url || "")) return element("span", "", text);
    return Object.assign(element("a", "", text), { href: url, target: "_blank", rel: "noopener noreferrer" });
  }

  Object.assign(geodash, { element, make, link });
})();

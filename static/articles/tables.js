// Tables of plain text that fold away. Every cell is set with textContent; only web addresses become links.
function cell(tag, value) {
  const node = document.createElement(tag);
  const text = typeof value === "object" ? value.text : String(value);
  if (typeof value === "object" && /^https?:\/\//.test(value.url)) {
    const link = document.createElement("a");
    Object.assign(link, { href: value.url, target: "_blank", rel: "noopener noreferrer", textContent: text });
    node.append(link);
  } else {
    node.textContent = text;
  }
  if (typeof value === "number") node.className = "number";
  node.dir = "auto";
  return node;
}

function row(tag, values) {
  const node = document.createElement("tr");
  node.append(...values.map((value) => cell(tag, value)));
  return node;
}

function table(data) {
  const node = document.createElement("table");
  const [head, body] = [document.createElement("thead"), document.createElement("tbody")];
  const heading = row("th", data.head);
  heading.querySelectorAll("th").forEach((cellNode, i) => {
    cellNode.scope = "col";
    if (data.rows.length && typeof data.rows[0][i] === "number") cellNode.className = "number";
  });
  head.append(heading);
  for (const values of data.rows) {
    const line = row("td", values);
    const first = cell("th", values[0]);
    first.scope = "row";
    line.firstChild.replaceWith(first);
    body.append(line);
  }
  node.append(head, body);
  node.setAttribute("aria-label", data.title);
  const frame = document.createElement("div");
  frame.className = "frame";
  frame.tabIndex = 0; // a wide table scrolls sideways, with the keyboard too
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", data.title);
  frame.append(node);
  return frame;
}

function folded(data) {
  const box = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = data.title;
  box.append(summary);
  box.open = data.open;
  box.append(table(data));
  return box;
}

export default function ({ data, parentElement }) {
  parentElement.querySelector(".tables").replaceChildren(...data.tables.map(folded));
}

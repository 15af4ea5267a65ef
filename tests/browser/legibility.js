// Every piece of text in the timeline that can be seen: what it says, its size, and its contrast to what is behind it.
(() => {
  const channels = (color) => {
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let up = node; up; up = up.parentElement) {
      const [r, g, b, a] = channels(getComputedStyle(up).backgroundColor);
      if (a === 255) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const found = [];
  const walk = document.createTreeWalker(document.querySelector(".geodash-timeline"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    if (!walk.currentNode.data.trim() || box.width < 2 || style.visibility === "hidden" || node.closest("option")) continue;
    const [one, two] = [light(channels(style.color).slice(0, 3)), light(behind(node))];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    found.push([walk.currentNode.data, parseFloat(style.fontSize), contrast]);
  }
  return JSON.stringify(found);
})()

// A map in a notebook brings all its data along, packed: `content` becomes {inline, inlineEvidence, ...} for geodash.start.
(function () {
  "use strict";
  const geodash = (window.geodash = window.geodash || {});

  async function unpack(content) {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  geodash.unpack = unpack;
})();

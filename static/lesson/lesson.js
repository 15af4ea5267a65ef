// A lesson opened from the disk: unpacks what the page brings along, starts the player, and adds the way to paper.
(function () {
  "use strict";
  const lesson = (window.geodashLesson = window.geodashLesson || {});
  const present = window.geodashPresent;
  const content = JSON.parse(document.getElementById("content").textContent);
  const open = lesson.unfold(content.evidence);

  // The view in a language: what all share, with that language's words, names and tooltips.
  function view(language) {
    const { words, names, attribution, said } = content.spoken[language];
    const spoken = (kind) => content.view[kind].map((mark, number) => ({ ...mark, name: said[kind][number][0], tooltip: said[kind][number][1] }));
    const { files, ...rest } = content.ground;
    const basemap = { ...rest, files: { ...lesson.outlines(files), names } };
    return { ...content.view, words, attribution, marks: spoken("marks"), abroad: spoken("abroad"), basemap };
  }

  // The reader's own language, where the lesson speaks it.
  function preferred() {
    const { languages } = content.told;
    return navigator.languages.map((code) => code.slice(0, 2)).find((code) => languages.includes(code)) || languages[0];
  }

  // Lay the paper out with its pictures, once. They are taken of the very map that the class sees: a curtain hides it
  // meanwhile, for it goes through all that is still to come.
  async function lay(player, paper, words) {
    const { curtain } = player;
    if (paper.illustrated || curtain.drawn) return;
    curtain.draw(words.preparing);
    try {
      paper.lay(await lesson.pictures.take(player, (n, all) => curtain.draw(`${words.preparing} ${n} / ${all}`)));
    } finally {
      curtain.lift();
    }
  }

  // The browser's own way to print waits for no pictures: its key goes ours.
  function catchKey(act) {
    window.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      act();
    });
  }

  async function begin() {
    const held = {}; // unpacked once
    const map = (language) => held[language] || (held[language] = { inline: view(language), inlineEvidence: open(content.evidence.codes[language]) });
    const player = await present.start(document.getElementById("lesson"), { told: content.told, language: preferred(), map, hashed: true });
    performance.mark("geodash-lesson"); // for benchmarks/lesson_open.py
    if (!(player.stage && player.stage.plugin)) return null; // the presenter's window has no map and prints nothing
    const { language, words } = player;
    const paper = new lesson.Paper(document.getElementById("paper"), content, language, content.spoken[language].attribution);
    const own = content.words[language];
    const print = async () => {
      await lay(player, paper, own);
      window.print();
    };
    const button = present.button("gl-print", own.print, own.print_help, print);
    catchKey(print);
    const evidence = player.options.map(language).inlineEvidence;
    const rows = new lesson.Rows(player, content, evidence, own);
    document.querySelector(".gp-tool").prepend(rows.button, button);
    return { player, paper, words, lay: () => lay(player, paper, own) };
  }

  lesson.ready = begin();
})();

// The app's page of a story: which story the address asks for, in which language, and where its parts come from. One's
// own story comes from the window that made it, by the tab's own storage; no server keeps it.
(function () {
  "use strict";
  const present = window.geodashPresent;
  const OWN = "geodash-own-story";
  const { version, languages, missing } = JSON.parse(document.getElementById("gp-page").textContent);
  const asked = new URLSearchParams(window.location.search);
  const known = (code) => (languages.includes(code) ? code : null);
  const language = known(asked.get("lang")) || known(navigator.language.slice(0, 2)) || languages[0];
  const spoken = `v=${version}&lang=${language}`;
  const host = document.getElementById("gp");

  async function told(id) {
    if (id === "own") return JSON.parse(window.sessionStorage.getItem(OWN));
    const answer = await fetch(`stories/${encodeURIComponent(id)}.json?${spoken}`);
    return answer.ok ? answer.json() : null;
  }

  async function begin() {
    const id = asked.get("story") || "";
    const found = id ? await told(id) : null;
    const list = `../present?lang=${language}`;
    document.documentElement.lang = language;
    if (!found) {
      host.classList.add("gp");
      host.replaceChildren(present.make("main", "gp-problem", "", {}, present.make("p", "", missing[language][0]), present.make("p", "", "", {}, present.make("a", "", missing[language][1], { href: list }))));
      return;
    }
    const map = { data: `view.json?${spoken}`, evidence: `evidence.json?${spoken}`, base: "" };
    await present.start(host, { told: found, language, map, leave: list, pages: { story: id } });
  }

  present.ready = begin();
})();

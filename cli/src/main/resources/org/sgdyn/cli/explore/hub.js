// What the files of the page share. Each adds what it offers under a name of its own, and hears what the others tell:
// "asking" (for curves), "form" (dials, parts and classes), "problems" (a list), "solved" (the answer), "drawn", "pointed" (the time under the
// pointer), "moment" (the state and the number of a time), "map" (the map, troubles), "mapped" (a map of which more is known), "simulated"
// (charts with replicates), "state" (what is
// kept has changed), "theme".
const explore = (() => {
  const hearers = new Map();
  const data = JSON.parse(document.getElementById("data").textContent);
  const page = Array.from(crypto.getRandomValues(new Uint32Array(2))).join("-");
  return {
    at: (id) => document.getElementById(id),
    presets: data.presets,
    data,

    on(event, hear) {
      if (!hearers.has(event)) hearers.set(event, []);
      hearers.get(event).push(hear);
    },

    tell(event, ...what) {
      for (const hear of hearers.get(event) || []) hear(...what);
    },

    // To those who do not see the page.
    say(words) {
      document.getElementById("said").textContent = words;
    },

    // Asks the server about a text. Questions of the same line overtake each other there; those of different lines do not.
    fetch(path, text, signal, line = "", more = {}) {
      const headers = { "Content-Type": "text/plain;charset=utf-8", "Explore-Page": page + line, ...more };
      return fetch(path, { method: "POST", headers, body: text, signal });
    },

    async request(...question) {
      return (await this.fetch(...question)).json();
    },
  };
})();

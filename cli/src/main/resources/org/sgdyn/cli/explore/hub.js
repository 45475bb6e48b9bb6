// What the files of the page share. Each adds what it offers under a name of its own, and hears what the others tell:
// "asking", "form" (its dials and parts), "problems" (a list), "solved" (answer, since), "drawn", "state" (what is kept has changed), "theme",
// "map" (the map, troubles), "mapped" (a map of which more is known).
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

    // Asks the server about a text. Questions of the same line overtake each other there; those of different lines do not.
    async request(path, text, signal, line = "", more = {}) {
      const headers = { "Content-Type": "text/plain;charset=utf-8", "Explore-Page": page + line, ...more };
      return (await fetch(path, { method: "POST", headers, body: text, signal })).json();
    },
  };
})();

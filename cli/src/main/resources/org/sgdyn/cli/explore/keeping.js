// What is kept: the address that holds the whole state, the file, the command line.
explore.keeping = (() => {
  const { download } = sgdynCharts;
  const { at } = explore;

  const fileName = () => ((/^name:\s*["']?([^"'#\n]+)/m.exec(explore.text.value()) || [])[1] || "experiment").trim().replace(/[^A-Za-z0-9._-]+/g, "-");
  const command = () => "sgdyn run " + fileName() + ".yaml --out " + fileName();

  let keeping = 0;
  function keep() {
    clearTimeout(keeping);
    keeping = setTimeout(() => history.replaceState(null, "", "#" + fragment()), 200);
  }

  const fragment = () => encodeURIComponent(JSON.stringify({ text: explore.text.value(), pins: explore.pins.state(), map: explore.maps.state() }));

  function kept() {
    try {
      const state = JSON.parse(decodeURIComponent(location.hash.slice(1)));
      return typeof state.text === "string" && Array.isArray(state.pins) ? state : null;
    } catch {
      return null;
    }
  }

  async function copied(button, text) {
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "copied";
    } catch {
      button.textContent = "could not copy";
    }
    setTimeout(() => (button.textContent = words), 1500);
  }

  explore.on("state", keep);
  explore.on("solved", () => (at("command").textContent = command()));
  at("save").onclick = () => download(fileName() + ".yaml", "application/yaml", explore.text.value());
  at("link").onclick = () => copied(at("link"), location.href.split("#")[0] + "#" + fragment());
  at("copy").onclick = () => copied(at("copy"), command());

  return { kept };
})();

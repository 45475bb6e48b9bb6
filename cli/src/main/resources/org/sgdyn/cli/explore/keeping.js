// What is kept: the address that holds the whole state, the file, the command line.
explore.keeping = (() => {
  const { download } = sgdynCharts;
  const { at } = explore;

  const fileName = () => ((/^name:\s*["']?([^"'#\n]+)/m.exec(explore.text.value()) || [])[1] || "experiment").trim().replace(/[^A-Za-z0-9._-]+/g, "-");
  const ofFile = () => "sgdyn run " + fileName() + ".yaml --out " + fileName();
  let ofPreset = "";
  const command = () => ofPreset || ofFile();
  let resting = 0;

  // A preset with a few numbers changed needs no file. Asked for while nothing is changed.
  function showCommand() {
    ofPreset = "";
    at("command").textContent = ofFile();
    clearTimeout(resting);
    resting = setTimeout(async () => {
      const text = explore.text.value();
      try {
        const answer = await explore.request("command", text);
        if (text !== explore.text.value()) return;
        ofPreset = answer.command || "";
        at("command").textContent = ofPreset ? ofPreset + ", or " + ofFile() : ofFile();
      } catch {
        // Told when curves are asked for.
      }
    }, 300);
  }

  // A file that the server writes, as sgdyn run would.
  async function fetched(format) {
    const name = fileName() + "." + format;
    const response = await explore.fetch("download?" + format, explore.text.value());
    if (response.ok) download(name, response.headers.get("Content-Type"), await response.blob());
    else at("download-status").textContent = (await response.json()).refused;
  }

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
  explore.on("solved", showCommand);
  explore.on("asking", () => (at("download-status").textContent = ""));
  for (const button of document.querySelectorAll("[data-format]")) {
    button.onclick = () => fetched(button.dataset.format).catch(() => (at("download-status").textContent = "sgdyn does not answer"));
  }
  at("save").onclick = () => download(fileName() + ".yaml", "application/yaml", explore.text.value());
  at("link").onclick = () => copied(at("link"), location.href.split("#")[0] + "#" + fragment());
  at("copy").onclick = () => copied(at("copy"), command());

  return { kept };
})();

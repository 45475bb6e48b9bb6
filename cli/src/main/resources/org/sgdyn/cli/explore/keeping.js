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

  // A file that the server writes, as sgdyn run would. Each comes, whatever else is asked for meanwhile.
  const coming = new Set();
  async function fetched(format) {
    if (coming.has(format)) return;
    coming.add(format);
    try {
      await fetchOne(format);
    } catch {
      at("download-status").textContent = "sgdyn does not answer";
    }
    coming.delete(format);
  }

  async function fetchOne(format) {
    const name = fileName() + "." + format;
    const response = await explore.fetch("download?" + format, explore.text.value());
    const type = response.headers.get("Content-Type");
    if (response.ok && !type.startsWith("application/json;")) download(name, type, await response.blob());
    else at("download-status").textContent = (await response.json()).refused;
  }

  // Sessions are kept apart by what the page begins with.
  const STORE = "sgdyn-explore";
  const given = explore.presets[0].name + "\n" + explore.presets[0].text;

  const state = () => ({ text: explore.text.value(), pins: explore.pins.state(), map: explore.maps.state() });
  const fragment = () => encodeURIComponent(JSON.stringify(state()));

  let keeping = 0;
  function keep() {
    clearTimeout(keeping);
    keeping = setTimeout(keepNow, 200);
  }

  // In the address, which may be given to others, and in the browser, which outlasts the server and its address.
  function keepNow() {
    history.replaceState(null, "", "#" + fragment());
    try {
      localStorage.setItem(STORE, JSON.stringify({ given, steps: explore.text.steps(), ...state() }));
    } catch {
      // A browser that keeps nothing has the address.
    }
  }

  function valid(text) {
    try {
      const state = JSON.parse(text);
      return typeof state.text === "string" && Array.isArray(state.pins) ? state : null;
    } catch {
      return null;
    }
  }

  function stored() {
    try {
      return valid(localStorage.getItem(STORE));
    } catch {
      return null;
    }
  }

  // What the address holds, else the last session of the same experiment; the last one of another stays within reach.
  function kept() {
    let linked = null;
    try {
      linked = valid(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // No address of this page.
    }
    const last = stored();
    const isSame = last !== null && last.given === given;
    if (!linked && isSame) return last;
    if (linked && isSame && last.text === linked.text) return { ...last, ...linked };
    if (!linked && last !== null) {
      at("last").hidden = false;
      at("last").onclick = () => {
        at("last").hidden = true;
        at("preset").focus();
        explore.text.put(last.text, "");
        explore.maps.restore(last.map);
        explore.ask(true);
        explore.pins.restore(last.pins);
      };
    }
    return linked;
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
    button.onclick = () => fetched(button.dataset.format);
  }
  at("save").onclick = () => download(fileName() + ".yaml", "application/yaml", explore.text.value());
  at("link").onclick = () => copied(at("link"), location.href.split("#")[0] + "#" + fragment());
  addEventListener("pagehide", keepNow);
  at("copy").onclick = () => copied(at("copy"), command());

  return { kept };
})();

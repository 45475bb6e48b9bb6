// The experiment's text, sliders for its numbers and menus for its parts; whatever changes, its theory is asked for and drawn.
(() => {
  const { draw, element, number, isDark, root, media, download } = sgdynCharts;
  const at = (id) => document.getElementById(id);
  const presets = JSON.parse(at("data").textContent).presets;
  const [editor, gutter, status] = [at("editor"), at("gutter"), at("status")];
  const page = Array.from(crypto.getRandomValues(new Uint32Array(2))).join("-");
  // How long typing rests before it is solved, and how long an answer may be waited for once there is a newer question.
  const REST = 250;
  const PATIENCE = 150;
  const STEPS = 1000;

  // --- text -----------------------------------------------------------------------------------------------------------

  // Where a line and a column, both from 1, are in the text; columns count characters, of which some take two places.
  function offset(line, column) {
    let start = 0;
    for (let k = 1; k < line; k++) start = editor.value.indexOf("\n", start) + 1;
    const end = editor.value.indexOf("\n", start);
    const text = editor.value.slice(start, end < 0 ? undefined : end);
    return start + Array.from(text).slice(0, column - 1).join("").length;
  }

  function showLines(wrong) {
    const count = editor.value.split("\n").length;
    gutter.textContent = "";
    for (let line = 1; line <= count; line++) element("b", gutter, String(line), wrong.has(line) ? "wrong" : "");
    gutter.scrollTop = editor.scrollTop;
  }

  const past = [];
  const future = [];
  let lastChange = { source: "", time: 0 };

  // Keeps the text as it was, once for each drag or stretch of typing.
  function remember(source, text) {
    const now = performance.now();
    if (source !== lastChange.source || now - lastChange.time > 1000) {
      past.push(text);
      if (past.length > 200) past.shift();
    }
    future.length = 0;
    lastChange = { source, time: now };
    showHistory();
  }

  function showHistory() {
    at("undo").disabled = past.length === 0;
    at("redo").disabled = future.length === 0;
  }

  function travel(from, to) {
    if (!from.length) return;
    to.push(editor.value);
    editor.value = from.pop();
    lastChange = { source: "", time: 0 };
    typed = editor.value;
    showHistory();
    ask(true);
  }

  // --- asking ---------------------------------------------------------------------------------------------------------

  let flying = null;
  let waiting = null;
  let patience = 0;

  // One question at a time, so that curves follow a drag; the newest waits, and one that takes long is given up for it.
  function ask(wantsForm) {
    const since = performance.now();
    if (flying) {
      waiting = { wantsForm: wantsForm || (waiting !== null && waiting.wantsForm) || flying.wantsForm, since };
      clearTimeout(patience);
      patience = setTimeout(() => flying && flying.controller.abort(), Math.max(0, PATIENCE - (since - flying.since)));
      return;
    }
    fly({ wantsForm, since, controller: new AbortController() });
  }

  async function fly(question) {
    flying = question;
    try {
      const response = await fetch(question.wantsForm ? "solve?form" : "solve", {
        method: "POST",
        headers: { "Content-Type": "text/plain;charset=utf-8", "Explore-Page": page },
        body: editor.value,
        signal: question.controller.signal,
      });
      show(await response.json(), question);
    } catch (trouble) {
      if (trouble.name !== "AbortError") refuse("sgdyn does not answer: it has ended, or the connection is lost");
    }
    flying = null;
    clearTimeout(patience);
    if (waiting) {
      const next = waiting;
      waiting = null;
      fly({ ...next, controller: new AbortController() });
    }
  }

  function refuse(words) {
    root.classList.add("stale");
    at("problems").textContent = "";
    element("p", at("problems"), words, "trouble");
    status.textContent = "no curves";
  }

  function show(answer, question) {
    if (answer.refused) return refuse(answer.refused);
    if (answer.form && !waiting) showForm(answer.form);
    const problems = at("problems");
    const wrong = answer.problems || [];
    problems.textContent = "";
    for (const each of wrong) {
      const place = each.line ? "line " + each.line + ", column " + each.column + ": " : "";
      const button = element("button", problems, place + (each.path ? each.path + ": " : "") + each.message);
      button.type = "button";
      if (each.line) button.onclick = () => select(each.line, each.column);
    }
    editor.setAttribute("aria-invalid", String(wrong.length > 0));
    showLines(new Set(wrong.map((each) => each.line)));
    root.classList.toggle("stale", wrong.length > 0);
    keep();
    if (wrong.length) {
      status.textContent = wrong.length === 1 ? "one problem" : wrong.length + " problems";
      return undefined;
    }
    document.title = answer.name + " - sgdyn explore";
    at("command").textContent = command();
    at("remarks").textContent = "";
    for (const words of answer.remarks) element("p", at("remarks"), words, "remark");
    latest = answer;
    drawAll();
    askCritical();
    // A page that nobody sees paints no frames.
    status.textContent = "solved";
    requestAnimationFrame(() => (status.textContent = "solved and drawn in " + Math.round(performance.now() - question.since) + " ms"));
    return undefined;
  }

  function select(line, column) {
    const start = offset(line, column);
    editor.focus();
    editor.setSelectionRange(start, start + 1);
    editor.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(editor).lineHeight));
  }

  // --- charts ---------------------------------------------------------------------------------------------------------

  let latest = null;
  let pins = [];
  const shown = new Map();
  const DASHES = [[8, 5], [2, 4], [12, 4, 2, 4], [4, 8]];

  // A curve at other abscissas, on straight lines between its own; nothing beyond them.
  function moved(xs, ys, targets) {
    let k = 0;
    return targets.map((x) => {
      while (k < xs.length - 2 && xs[k + 1] < x) k++;
      if (x < xs[0] || x > xs[xs.length - 1] || ys[k] === null) return null;
      if (x === xs[k]) return ys[k];
      if (ys[k + 1] === null || ys[k + 1] === undefined) return null;
      return x === xs[k + 1] ? ys[k + 1] : ys[k] + ((ys[k + 1] - ys[k]) * (x - xs[k])) / (xs[k + 1] - xs[k]);
    });
  }

  function withPins(chart) {
    const curves = [...chart.curves];
    pins.forEach((pin, p) => {
      const other = pin.charts.find((each) => each.y.name === chart.y.name);
      for (const curve of other ? other.curves : []) {
        curves.push({
          ...curve,
          name: pin.name + (curve.name ? ": " + curve.name : ""),
          dash: DASHES[p % DASHES.length],
          theory: moved(other.x.values, curve.theory, chart.x.values),
        });
      }
    });
    return { ...chart, curves };
  }

  // The ends of what is shown, if that is a part. The margin that every drawing adds to the abscissas is taken off.
  function zoom({ figure, plot }) {
    if (!figure.zoomed) return null;
    const { x, y } = plot.scales;
    const margin = (0.04 * (x.max - x.min)) / 1.08;
    return { x: { min: x.min + margin, max: x.max - margin }, y: { min: y.min, max: y.max } };
  }

  function drawAll() {
    const names = latest.charts.map((chart) => chart.y.name);
    for (const [name, old] of shown) {
      if (!names.includes(name)) {
        old.plot.destroy();
        old.figure.remove();
        shown.delete(name);
      }
    }
    latest.charts.forEach((chart) => drawOne(chart));
  }

  function drawOne(chart) {
    const name = chart.y.name;
    const old = shown.get(name);
    const figure = old ? old.figure : element("figure", at("charts"));
    const axes = old ? old.axes : {};
    const made = withPins(chart);
    for (const axis of ["x", "y"]) made[axis] = { ...made[axis], log: axis in axes ? axes[axis] : made[axis].log };
    const ends = old ? zoom(old) : null;
    if (old && old.plot.renew(made, ends)) return;
    const hidden = [...figure.querySelectorAll(".reading tbody tr")].flatMap((row, k) => (row.classList.contains("hidden") ? [k] : []));
    if (old) old.plot.destroy();
    const again = (turned) => {
      figure.zoomed = false;
      shown.get(name).axes = { x: turned.x.log, y: turned.y.log };
      drawOne(latest.charts.find((each) => each.y.name === name));
    };
    const plot = draw(figure, made, again);
    shown.set(name, { figure, plot, axes });
    plot.hooks.setSelect = [(u) => (figure.zoomed = u.select.width > 0 || u.select.height > 0)];
    plot.over.addEventListener("dblclick", () => (figure.zoomed = false));
    const rows = figure.querySelectorAll(".reading tbody tr");
    for (const k of hidden) if (rows[k]) rows[k].click();
    if (ends) {
      plot.batch(() => {
        plot.setScale("x", ends.x);
        plot.setScale("y", ends.y);
      });
    }
  }

  function showPins() {
    const list = at("pins");
    list.textContent = "";
    pins.forEach((pin, k) => {
      const item = element("span", list, undefined, "pinned");
      element("span", item, pin.name);
      const button = element("button", item, "unpin");
      button.type = "button";
      button.setAttribute("aria-label", "unpin " + pin.name);
      button.onclick = () => {
        pins.splice(k, 1);
        showPins();
        keep();
        drawAll();
      };
    });
  }

  // --- form -----------------------------------------------------------------------------------------------------------

  let dials = [];
  let parts = [];

  function replace(line, column, length, text, source) {
    const start = offset(line, column);
    remember(source, editor.value);
    editor.value = editor.value.slice(0, start) + text + editor.value.slice(start + length);
    typed = editor.value;
    // What stands after it on its line has moved.
    for (const each of [...dials.map((shownDial) => shownDial.dial), ...parts]) {
      if (each.line === line && each.column > column) each.column += text.length - length;
    }
  }

  const toPlace = (dial, value) => {
    const share = dial.log ? Math.log(value / dial.low) / Math.log(dial.high / dial.low) : (value - dial.low) / (dial.high - dial.low);
    return Math.round(STEPS * Math.max(0, Math.min(1, share)));
  };

  const toValue = (dial, place) => {
    const share = place / STEPS;
    const value = dial.log ? dial.low * Math.pow(dial.high / dial.low, share) : dial.low + (dial.high - dial.low) * share;
    return dial.whole ? Math.round(value) : Number(value.toPrecision(4));
  };

  function turn(dial, value) {
    const start = offset(dial.line, dial.column);
    const old = /^[-+0-9.eE]+/.exec(editor.value.slice(start));
    if (!old) return ask(true);
    dial.value = value;
    replace(dial.line, dial.column, old[0].length, String(value), dial.path);
    return ask(false);
  }

  // The same sliders keep their ends, and the one that has the focus keeps it.
  function showForm(form) {
    const same = form.dials.length === dials.length && form.dials.every((dial, k) => dial.path === dials[k].dial.path && fits(dials[k].dial, dial));
    if (same) {
      form.dials.forEach((dial, k) => {
        Object.assign(dials[k].dial, { line: dial.line, column: dial.column, value: dial.value });
        dials[k].show();
      });
    } else {
      at("dials").textContent = "";
      dials = form.dials.map(addDial);
      markCritical();
    }
    showParts(form.parts);
  }

  const fits = (old, dial) => old.log === dial.log && old.whole === dial.whole && dial.value >= old.low && dial.value <= old.high;

  function addDial(dial, k) {
    const row = element("div", at("dials"), undefined, "dial");
    const label = element("label", row, dial.path);
    label.title = dial.words;
    const field = element("input", row);
    field.type = "number";
    field.id = "dial-" + k;
    field.step = dial.whole ? "1" : "any";
    label.htmlFor = field.id;
    const slider = element("input", row);
    slider.type = "range";
    slider.max = String(STEPS);
    slider.setAttribute("aria-label", dial.path + (dial.words ? ", " + dial.words : ""));
    const show = (except) => {
      if (except !== field) field.value = String(dial.value);
      if (except !== slider) slider.value = String(toPlace(dial, dial.value));
      slider.setAttribute("aria-valuetext", number(dial.value, 4));
    };
    slider.oninput = () => {
      turn(dial, toValue(dial, Number(slider.value)));
      show(slider);
    };
    field.oninput = () => {
      if (field.value === "" || !Number.isFinite(field.valueAsNumber)) return;
      turn(dial, field.valueAsNumber);
      show(field);
    };
    const mark = element("span", row, undefined, "critical");
    element("i", mark);
    mark.title = "critical learning rate";
    mark.hidden = true;
    show();
    return { dial, show, mark };
  }

  // The length of the part that begins here: a word, or all between braces.
  function lengthOfPart(text) {
    const word = /^[A-Za-z][\w-]*/.exec(text);
    if (word) return /^\s*:/.test(text.slice(word[0].length)) ? 0 : word[0].length;
    if (text[0] !== "{") return 0;
    let depth = 0;
    let quote = "";
    for (let k = 0; k < text.length; k++) {
      const c = text[k];
      if (quote) {
        if (c === "\\" && quote === '"') k++;
        else if (c === quote) quote = "";
      } else if (c === '"' || c === "'") quote = c;
      else if (c === "{" || c === "[") depth++;
      else if ((c === "}" || c === "]") && --depth === 0) return k + 1;
    }
    return 0;
  }

  function showParts(found) {
    const focused = document.activeElement && document.activeElement.dataset.part;
    parts = found;
    at("parts").textContent = "";
    parts.forEach((part, k) => {
      const length = () => lengthOfPart(editor.value.slice(offset(part.line, part.column)));
      if (!part.choices.length || !length()) return;
      const row = element("div", at("parts"), undefined, "part");
      const label = element("label", row, part.path + " ");
      const menu = element("select", row);
      menu.id = "part-" + k;
      menu.dataset.part = part.path;
      label.htmlFor = menu.id;
      if (!part.choices.some((choice) => choice.name === part.type)) element("option", menu, part.type).selected = true;
      for (const choice of part.choices) {
        const option = element("option", menu, choice.name);
        option.title = choice.words;
        option.selected = choice.name === part.type;
      }
      const present = part.choices.find((choice) => choice.name === part.type);
      const words = element("p", row, present ? present.words : "", "note");
      words.id = "part-words-" + k;
      menu.setAttribute("aria-describedby", words.id);
      menu.onchange = () => {
        const choice = part.choices.find((each) => each.name === menu.value);
        if (!choice) return;
        replace(part.line, part.column, length(), choice.text, "");
        ask(true);
      };
      if (focused === part.path) menu.focus();
    });
  }

  // --- critical learning rate -------------------------------------------------------------------------------------------

  let critical = null;
  let resting = 0;
  let asked = new AbortController();

  // Asked for while nothing is changed, since it may take longer than the curves.
  function askCritical() {
    clearTimeout(resting);
    asked.abort();
    resting = setTimeout(async () => {
      asked = new AbortController();
      try {
        const request = { method: "POST", headers: { "Explore-Page": page }, body: editor.value, signal: asked.signal };
        const answer = await (await fetch("critical", request)).json();
        critical = typeof answer.critical === "number" ? answer.critical : null;
        at("critical").textContent =
          "method" in answer ? "critical learning rate " + (critical === null ? "none" : number(critical, 4)) + "; " + answer.method : "";
        markCritical();
      } catch {
        // Overtaken, or told when curves are asked for.
      }
    }, 400);
  }

  // On the sliders of constant learning rates, where it lies on them.
  function markCritical() {
    for (const { dial, mark } of dials) {
      const isThere = critical !== null && /(^|\.)learningRate\.value$/.test(dial.path) && critical >= dial.low && critical <= dial.high;
      mark.hidden = !isThere;
      if (isThere) mark.firstChild.style.left = (100 * toPlace(dial, critical)) / STEPS + "%";
    }
  }

  // --- what is kept ---------------------------------------------------------------------------------------------------

  const fileName = () => ((/^name:\s*["']?([^"'#\n]+)/m.exec(editor.value) || [])[1] || "experiment").trim().replace(/[^A-Za-z0-9._-]+/g, "-");
  const command = () => "sgdyn run " + fileName() + ".yaml --out " + fileName();

  let keeping = 0;
  function keep() {
    clearTimeout(keeping);
    keeping = setTimeout(() => history.replaceState(null, "", "#" + fragment()), 200);
  }

  const fragment = () => encodeURIComponent(JSON.stringify({ text: editor.value, pins: pins.map(({ name, text }) => ({ name, text })) }));

  function kept() {
    try {
      const state = JSON.parse(decodeURIComponent(location.hash.slice(1)));
      return typeof state.text === "string" && Array.isArray(state.pins) ? state : null;
    } catch {
      return null;
    }
  }

  // Pinned curves are solved again from their texts.
  async function restore(saved) {
    for (const { name, text } of saved.slice(0, 8)) {
      if (typeof name !== "string" || typeof text !== "string") continue;
      const response = await fetch("solve", { method: "POST", headers: { "Explore-Page": page + "-pins" }, body: text });
      const answer = await response.json();
      if (answer.charts) pins.push({ name, text, charts: answer.charts });
    }
    showPins();
    if (latest) drawAll();
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

  // --- beginning ------------------------------------------------------------------------------------------------------

  root.classList.add("live");
  let rest = 0;
  let typed = "";
  editor.oninput = () => {
    remember("typing", typed);
    typed = editor.value;
    clearTimeout(rest);
    rest = setTimeout(() => ask(true), REST);
  };
  editor.onscroll = () => (gutter.scrollTop = editor.scrollTop);
  const preset = at("preset");
  for (const each of presets) element("option", preset, each.name);
  preset.onchange = () => {
    remember("", editor.value);
    editor.value = presets[preset.selectedIndex].text;
    typed = editor.value;
    ask(true);
  };
  at("undo").onclick = () => travel(past, future);
  at("redo").onclick = () => travel(future, past);
  at("pin").onclick = () => {
    if (!latest || pins.length >= 8) return;
    pins.push({ name: "pinned " + (pins.length + 1), text: editor.value, charts: latest.charts });
    showPins();
    keep();
    drawAll();
  };
  at("save").onclick = () => download(fileName() + ".yaml", "application/yaml", editor.value);
  at("link").onclick = () => copied(at("link"), location.href.split("#")[0] + "#" + fragment());
  at("copy").onclick = () => copied(at("copy"), command());
  at("theme").onclick = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    if (latest) drawAll();
  };
  media.addEventListener("change", () => latest && drawAll());
  const saved = kept();
  editor.value = saved ? saved.text : presets[0].text;
  typed = editor.value;
  showLines(new Set());
  ask(true);
  if (saved) restore(saved.pins);
})();

// Curves that are kept for comparison.
explore.pins = (() => {
  const { element, isDark, keyOf, number: shown } = sgdynCharts;
  const { at } = explore;
  const MOST = 40;
  const DASHES = [[8, 5], [2, 4], [12, 4, 2, 4], [4, 8], [16, 4]];
  const pins = [];

  // Neighbours in number are far apart in hue; the curves of a pin differ in lightness.
  function look(pin, curve) {
    const hue = Math.round((pin.number * 137.508) % 360);
    const step = 9 * (curve % 4);
    return { light: "hsl(" + hue + " 70% " + (28 + step) + "%)", dark: "hsl(" + hue + " 70% " + (74 - step) + "%)", dash: DASHES[pin.number % DASHES.length] };
  }

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

  function added(chart) {
    const curves = [...chart.curves];
    for (const pin of pins) {
      const other = pin.charts.find((each) => each.y.name === chart.y.name);
      (other ? other.curves : []).forEach((curve, c) => {
        curves.push({
          ...curve,
          ...look(pin, c),
          name: curve.name ? pin.number + ": " + curve.name : pin.name,
          theory: moved(other.x.values, curve.theory, chart.x.values),
          // Of what was simulated the theory stays.
          mean: undefined,
        });
      });
    }
    return { ...chart, curves };
  }

  function changed() {
    showPins();
    explore.tell("state");
    explore.curves.redraw();
  }

  function showPins() {
    const list = at("pins");
    list.textContent = "";
    at("pin").disabled = pins.length >= MOST;
    at("unpin").hidden = pins.length < 2;
    pins.forEach((pin, k) => {
      const button = element("button", element("li", list));
      button.type = "button";
      const { light, dark, dash } = look(pin, 0);
      keyOf(button, isDark() ? dark : light, dash);
      element("span", button, pin.name);
      button.setAttribute("aria-label", "unpin " + pin.name);
      button.title = "unpin " + pin.name;
      button.onclick = () => {
        pins.splice(k, 1);
        changed();
        const left = list.querySelectorAll("button");
        (left[Math.min(k, left.length - 1)] || at("pin")).focus();
        explore.say(pin.name + " is unpinned");
      };
    });
  }

  // By the numbers that differ from those of the pin before; the first by the experiment's name.
  function nameOf(number, numbers) {
    const before = pins.length ? pins[pins.length - 1].numbers : null;
    const differ = before ? Object.keys(numbers).filter((path) => numbers[path] !== before[path]) : [];
    const words = differ.slice(0, 2).map((path) => path + " " + shown(numbers[path], 4));
    return number + ": " + (words.length ? words.join(", ") + (differ.length > 2 ? ", ..." : "") : document.title.replace(/ - sgdyn explore$/, ""));
  }

  function add(pin) {
    pins.push({ ...pin, number: Number((/^\d+/.exec(pin.name) || [pins.length + 1])[0]) });
  }

  // Pinned curves are solved again from their texts; until they are, and if they cannot be, they are kept as they were.
  let coming = [];
  async function restore(saved) {
    coming = saved.filter((each) => each && typeof each.name === "string" && typeof each.text === "string").slice(0, MOST);
    while (coming.length) {
      const { name, text, numbers } = coming[0];
      const charts = await chartsOf(text);
      add({ name, text, numbers: numbers || {}, charts });
      coming.shift();
    }
    showPins();
    explore.curves.redraw();
  }

  // What was refused, such as for want of time while the program is young, is asked for again.
  async function chartsOf(text) {
    for (let tries = 0; tries < 3; tries++) {
      try {
        const answer = await explore.request("solve", text, undefined, "-pins");
        if (!answer.refused) return answer.charts || [];
      } catch {
        // The loss of the server is told when curves are asked for.
      }
    }
    return [];
  }

  // What is pinned are the curves of the text as it is, which may be on their way.
  let isWaiting = false;
  function pin() {
    const latest = explore.curves.latest();
    isWaiting = !latest || latest.text !== explore.text.value();
    if (isWaiting || pins.length >= MOST) return;
    const numbers = Object.fromEntries(explore.form.dials().map(({ dial }) => [dial.path, dial.value]));
    const number = 1 + pins.reduce((most, pin) => Math.max(most, pin.number), 0);
    add({ name: nameOf(number, numbers), text: explore.text.value(), numbers, charts: latest.charts });
    changed();
    explore.say("pinned as " + pins[pins.length - 1].name);
  }
  at("pin").onclick = pin;
  explore.on("drawn", () => isWaiting && pin());
  explore.on("problems", (problems) => problems.length && (isWaiting = false));
  at("unpin").onclick = () => {
    pins.length = 0;
    changed();
    at("pin").focus();
  };
  explore.on("theme", showPins);

  return { added, restore, state: () => [...pins, ...coming].map(({ name, text, numbers }) => ({ name, text, numbers })) };
})();

// Curves that are kept for comparison.
explore.pins = (() => {
  const { element } = sgdynCharts;
  const { at } = explore;
  const MOST = 8;
  const DASHES = [[8, 5], [2, 4], [12, 4, 2, 4], [4, 8]];
  const pins = [];

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

  function changed() {
    showPins();
    explore.tell("state");
    explore.curves.redraw();
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
        changed();
      };
    });
  }

  // Pinned curves are solved again from their texts.
  async function restore(saved) {
    for (const { name, text } of saved.slice(0, MOST)) {
      if (typeof name !== "string" || typeof text !== "string") continue;
      const answer = await explore.request("solve", text, undefined, "-pins");
      if (answer.charts) pins.push({ name, text, charts: answer.charts });
    }
    showPins();
    explore.curves.redraw();
  }

  at("pin").onclick = () => {
    const latest = explore.curves.latest();
    if (!latest || pins.length >= MOST) return;
    pins.push({ name: "pinned " + (pins.length + 1), text: explore.text.value(), charts: latest.charts });
    changed();
  };

  return { added, restore, state: () => pins.map(({ name, text }) => ({ name, text })) };
})();

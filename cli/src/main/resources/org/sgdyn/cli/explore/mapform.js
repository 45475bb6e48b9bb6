// Which map is shown: that of a sweep, or one over numbers of the experiment that are chosen here.
explore.maps = (() => {
  const { element, download } = sgdynCharts;
  const { at, data } = explore;
  const MOST_OF_SWEEP = 441;
  const [section, source, kind, statistic, level, points, status] = ["map", "map-of", "map-kind", "map-statistic", "map-level", "map-points", "map-status"].map(at);
  const axes = ["x", "y"].map((name) => ({ key: at("map-" + name), from: at("map-" + name + "-from"), to: at("map-" + name + "-to") }));
  const CHOSEN = "two numbers of the experiment";
  const NOTHING = "nothing: a line";

  let own = null;
  let dials = [];
  let columns = [];
  let wanted = {};
  let shown = null;

  const isOwn = () => own !== null && source.value === own.name;

  function fill(menu, names, value) {
    const before = value === undefined ? menu.value : value;
    menu.textContent = "";
    for (const name of names) element("option", menu, name);
    if (names.includes(before)) menu.value = before;
  }

  // --- the sweep ------------------------------------------------------------------------------------------------------

  const count = (axis) => (axis.values ? axis.values.length : axis.points);
  const axesOf = (map) => (Array.isArray(map.grid) ? map.grid : map.grid.axes || []);
  const nameOf = (measure) => measure.name || measure.type.replace(/-/g, "_") + "_" + String(measure.statistic).replace(/[^A-Za-z0-9]+/g, "_");
  const finer = (axis) => (axis.values || points.value === "as in the sweep" ? axis : { ...axis, points: Number(points.value) });

  const figureOf = (map) => map.figure || {};

  // Measures of the same statistic cost nothing beside one of them.
  function ownSweep() {
    const chosen = own.map.measure.find((each) => nameOf(each) === kind.value) || own.map.measure[0];
    return {
      grid: axesOf(own.map).map(finer),
      ...(own.map.set ? { set: own.map.set } : {}),
      measure: [chosen, ...own.map.measure.filter((each) => each !== chosen && each.statistic === chosen.statistic)],
      ...(figureOf(own.map).boundary ? { figure: { boundary: figureOf(own.map).boundary } } : {}),
    };
  }

  // Evenly, or by equal ratios where the slider has them; whole numbers once each.
  function axisOf({ key, from, to }) {
    const shownDial = dials.find((each) => each.path === key.value);
    if (!shownDial || !Number.isFinite(from.valueAsNumber) || !Number.isFinite(to.valueAsNumber)) return null;
    const [least, most, number] = [from.valueAsNumber, to.valueAsNumber, Number(points.value)];
    const isLog = shownDial.log && least > 0 && most > 0;
    if (!shownDial.whole) return { key: key.value, from: least, to: most, points: number, spacing: isLog ? "log" : "linear" };
    const at = (part) => Math.round(isLog ? least * Math.pow(most / least, part) : least + (most - least) * part);
    return { key: key.value, values: [...new Set(Array.from({ length: number }, (_, k) => at(k / (number - 1))))] };
  }

  function chosenSweep() {
    const found = axes.filter(({ key }) => key.value !== NOTHING).map(axisOf);
    if (!found.length || found.includes(null) || !statistic.value) return null;
    const hasLevel = data.measures.find((each) => each.type === kind.value).hasLevel;
    if (hasLevel && !Number.isFinite(level.valueAsNumber)) return null;
    return { grid: found, measure: [{ type: kind.value, statistic: statistic.value, ...(hasLevel ? { level: level.valueAsNumber } : {}) }] };
  }

  const measureName = () => (isOwn() ? kind.value : "");

  function refresh() {
    explore.mapWork.pause();
    if (!section.open) return;
    const sweep = isOwn() ? ownSweep() : chosenSweep();
    if (sweep) explore.mapWork.begin(explore.text.value(), sweep);
    else status.textContent = dials.length ? "choose numbers, their ends and a measure" : "";
  }

  // --- the menus ------------------------------------------------------------------------------------------------------

  function showSource() {
    for (const each of section.querySelectorAll(".map-chosen")) each.hidden = isOwn();
    const sizes = ["11", "21", "41", "81"];
    if (isOwn()) {
      fill(kind, own.map.measure.map(nameOf), wanted.kind);
      const size = axesOf(own.map).reduce((product, axis) => product * count(axis), 1);
      fill(points, ["as in the sweep", ...sizes], wanted.points || (size <= MOST_OF_SWEEP ? "as in the sweep" : "21"));
    } else {
      fill(kind, data.measures.map((each) => each.type), wanted.kind);
      fill(points, sizes, wanted.points || "21");
    }
    wanted = {};
    showLevel();
  }

  function showLevel() {
    const measure = data.measures.find((each) => each.type === kind.value);
    at("map-levels").hidden = isOwn() || !measure || !measure.hasLevel;
  }

  // Ends of the slider's number, unless they were chosen.
  function showEnds({ key, from, to }, ends) {
    const dial = dials.find((each) => each.path === key.value);
    for (const field of [from, to]) field.disabled = !dial;
    if (!dial) return;
    from.value = String(ends ? ends[0] : dial.low);
    to.value = String(ends ? ends[1] : dial.high);
  }

  // Keys that the experiment still has stay.
  function showKeys() {
    const paths = dials.map((each) => each.path);
    axes.forEach((axis, a) => {
      const before = axis.key.value;
      const other = axes[1 - a].key.value;
      fill(axis.key, a ? [NOTHING, ...paths] : paths);
      const isLost = before !== NOTHING && !paths.includes(before);
      if (isLost) {
        const preferred = paths.find((path) => /learningRate\.value$/.test(path) && path !== other);
        axis.key.value = preferred || paths.find((path) => path !== other) || (a ? NOTHING : "");
        showEnds(axis);
      }
    });
  }

  function usePreset(preset) {
    own = Object.keys(preset.map).length ? { name: preset.name, map: preset.map } : null;
    wanted = { kind: own ? (figureOf(own.map).measures || [])[0] : undefined };
    fill(source, own ? [own.name, CHOSEN] : [CHOSEN], own ? own.name : CHOSEN);
    showSource();
    section.open = own !== null;
  }

  // --- what is kept ---------------------------------------------------------------------------------------------------

  function state() {
    return {
      open: section.open,
      own,
      isOwn: isOwn(),
      kind: kind.value,
      points: points.value,
      statistic: statistic.value,
      level: level.value,
      axes: axes.map(({ key, from, to }) => [key.value, from.value, to.value]),
    };
  }

  function restore(saved) {
    if (!saved || typeof saved !== "object" || !Array.isArray(saved.axes)) return;
    const isSweep = saved.own && typeof saved.own.name === "string" && saved.own.map && Array.isArray(saved.own.map.measure);
    own = isSweep ? saved.own : null;
    fill(source, own ? [own.name, CHOSEN] : [CHOSEN], saved.isOwn && own ? own.name : CHOSEN);
    wanted = { kind: saved.kind, points: saved.points };
    fill(statistic, [saved.statistic]);
    level.value = saved.level;
    axes.forEach((axis, a) => {
      const [key, from, to] = saved.axes[a] || [];
      fill(axis.key, a ? [NOTHING, key] : [key], key);
      axis.from.value = from;
      axis.to.value = to;
    });
    showSource();
    section.open = saved.open === true;
  }

  function changed() {
    showLevel();
    explore.tell("state");
    refresh();
  }

  source.onchange = () => {
    showSource();
    changed();
  };
  for (const field of [kind, statistic, level, points]) field.onchange = changed;
  for (const axis of axes) {
    axis.key.onchange = () => {
      showEnds(axis);
      changed();
    };
    axis.from.onchange = axis.to.onchange = changed;
  }
  section.addEventListener("toggle", changed);
  at("map-csv").onclick = () => shown && download("map.csv", "text/csv", explore.mapView.csv());

  explore.on("form", (form) => {
    dials = form.dials;
    showKeys();
    for (const { key, from, to } of axes) from.disabled = to.disabled = !key.value || key.value === NOTHING;
  });
  explore.on("asking", explore.mapWork.pause);
  explore.on("solved", (answer) => {
    columns = answer.columns;
    fill(statistic, columns, columns.includes(statistic.value) ? statistic.value : columns.includes("risk") ? "risk" : columns[0]);
    refresh();
  });
  explore.on("map", (map, troubles) => {
    shown = map;
    if (troubles.length) status.textContent = troubles.join("; ");
    at("map-csv").disabled = !map;
    explore.mapView.show(map, measureName());
    if (map) told(map);
  });
  explore.on("mapped", (map) => map === shown && told(map));

  function told(map) {
    const all = map.columns * map.rows;
    const words = map.measures[Math.max(0, map.measures.findIndex((each) => each.name === measureName()))].words;
    const troubles = [...map.known.values()].filter((each) => each.outcome).length;
    const isDone = map.known.size === all;
    if (isDone && !map.seconds) map.seconds = (performance.now() - map.since) / 1000;
    status.textContent =
      words + ": " + (isDone ? all + " points in " + map.seconds.toFixed(1) + " s" : map.known.size + " of " + all + " points") + (troubles ? ", " + troubles + " in trouble" : "");
  }

  return { state, restore, usePreset };
})();

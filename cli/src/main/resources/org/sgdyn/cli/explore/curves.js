// Draws the curves of the theory, and again whenever they, the pins or the colours change.
explore.curves = (() => {
  const { element } = sgdynCharts;
  const { at } = explore;
  let latest = null;
  const shown = new Map();

  function drawAll() {
    const names = latest.charts.map((chart) => chart.y.name);
    for (const [name, old] of shown) {
      if (!names.includes(name)) {
        old.remove();
        shown.delete(name);
      }
    }
    latest.charts.forEach((chart) => drawOne(chart));
    explore.tell("drawn");
  }

  function drawOne(chart) {
    const name = chart.y.name;
    if (!shown.has(name)) {
      shown.set(name, explore.figure(element("figure", at("charts")), (plot) => plot.hooks.setCursor.push(() => explore.tell("pointed", plot.abscissa()))));
    }
    shown.get(name).show(explore.pins.added(explore.late.added(chart)));
  }

  function redraw() {
    if (latest) drawAll();
  }

  explore.on("solved", (answer) => {
    latest = answer;
    drawAll();
  });
  explore.on("simulated", (charts) => {
    latest = { ...latest, charts };
    drawAll();
  });
  explore.on("theme", redraw);

  return { redraw, latest: () => latest };
})();

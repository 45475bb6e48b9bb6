// Draws the curves of the theory, and again whenever they, the pins or the colours change; zooms and hidden curves stay.
explore.curves = (() => {
  const { draw, element } = sgdynCharts;
  const { at } = explore;
  let latest = null;
  const shown = new Map();

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
    explore.tell("drawn");
  }

  function drawOne(chart) {
    const name = chart.y.name;
    const old = shown.get(name);
    const figure = old ? old.figure : element("figure", at("charts"));
    const axes = old ? old.axes : {};
    const made = explore.pins.added(chart);
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

  function redraw() {
    if (latest) drawAll();
  }

  explore.on("solved", (answer) => {
    latest = answer;
    drawAll();
  });
  explore.on("theme", redraw);

  return { redraw, latest: () => latest };
})();

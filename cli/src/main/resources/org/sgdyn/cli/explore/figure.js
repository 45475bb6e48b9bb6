// A figure that shows one chart after the other: its zoom, its hidden curves and the axes that its reader has turned stay.
explore.figure = (figure, drawn = () => {}) => {
  const { draw, element } = sgdynCharts;
  const axes = {};
  let plot = null;
  let latest = null;

  // The ends of what is shown, if that is a part. The margin that every drawing adds to the abscissas is taken off.
  function zoom() {
    if (!plot || !figure.zoomed) return null;
    const { x, y } = plot.scales;
    const margin = (0.04 * (x.max - x.min)) / 1.08;
    return { x: { min: x.min + margin, max: x.max - margin }, y: { min: y.min, max: y.max } };
  }

  // What is said below the chart, a paragraph each.
  function say(words) {
    const said = [...figure.querySelectorAll(":scope > .note")];
    if (said.length === words.length && said.every((each, k) => each.textContent === words[k])) return;
    for (const each of said) each.remove();
    for (const each of words) element("p", figure, each, "note");
  }

  function show(chart) {
    render(chart);
    say(chart.words || []);
  }

  function render(chart) {
    latest = chart;
    const made = { ...chart };
    for (const axis of ["x", "y"]) made[axis] = { ...made[axis], log: axis in axes ? axes[axis] : made[axis].log };
    const ends = zoom();
    if (plot && plot.renew(made, ends)) return;
    const hidden = [...figure.querySelectorAll(".reading tbody tr")].flatMap((row, k) => (row.classList.contains("hidden") ? [k] : []));
    if (plot) plot.destroy();
    plot = draw(figure, made, (turned) => {
      figure.zoomed = false;
      Object.assign(axes, { x: turned.x.log, y: turned.y.log });
      show(latest);
    });
    plot.hooks.setSelect = [(u) => (figure.zoomed = u.select.width > 0 || u.select.height > 0)];
    plot.over.addEventListener("dblclick", () => (figure.zoomed = false));
    drawn(plot);
    const rows = figure.querySelectorAll(".reading tbody tr");
    for (const k of hidden) if (rows[k]) rows[k].click();
    if (ends) {
      plot.batch(() => {
        plot.setScale("x", ends.x);
        plot.setScale("y", ends.y);
      });
    }
  }

  function remove() {
    plot.destroy();
    figure.remove();
  }

  return {
    show,
    remove,
    set hidden(isHidden) {
      figure.hidden = isHidden;
    },
  };
};

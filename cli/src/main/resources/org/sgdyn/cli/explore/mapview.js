// Draws a map, in the colours of the figures of sweeps, and says what lies under the pointer.
explore.mapView = (() => {
  const { draw, element, number, css, places, axis } = sgdynCharts;
  const { at, data } = explore;
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const box = at("map-box");
  const read = at("map-read");
  const HEIGHT = 380;

  let map = null;
  let measure = 0;
  let chosen = [0, 0];
  let plot = null;
  let marks = [];

  const valueOf = (cell) => (cell && typeof cell.values[measure] === "number" ? cell.values[measure] : null);
  const colours = (scale) => data.colours[scale.signed ? "signed" : "plain"];

  function share(scale, value) {
    const [least, greatest] = [scale.least, scale.greatest];
    const part = scale.log ? Math.log(Math.max(value, least) / least) / Math.log(greatest / least) : (value - least) / (greatest - least);
    return Math.max(0, Math.min(1, part));
  }

  function colour(scale, value) {
    const all = colours(scale);
    return all[Math.round((all.length - 1) * share(scale, value))];
  }

  function showLegend() {
    at("map-boundary").textContent = map && map.boundary ? "white line: " + map.boundary.label : "";
  }

  const spec = ({ name, log, edges }) => ({ name, log, symbol: name, values: edges });

  function build() {
    if (plot) plot.destroy();
    plot = null;
    box.textContent = "";
    showLegend();
    if (!map) return undefined;
    if (map.axes.length === 1) return drawLine();
    const [x, y] = map.axes.map(spec);
    const [toX, toY] = [x, y].map((each) => places(each, [each.values]).to);
    const ends = (each, to) => [to(each.values[0]), to(each.values[each.values.length - 1])];
    const figure = element("div", box, undefined, "map-plot");
    const fixed = (each, to) => ({ time: false, range: () => ends(each, to) });
    plot = new uPlot(
      {
        width: Math.max(200, figure.clientWidth),
        height: HEIGHT,
        pxAlign: 0,
        series: [{}, { paths: () => null, points: { show: false } }],
        scales: { x: fixed(x, toX), y: fixed(y, toY) },
        axes: [axis(x, places(x, [x.values]), false), { ...axis(y, places(y, [y.values]), true), label: y.name, labelSize: 18 }],
        legend: { show: false },
        cursor: { show: false },
        padding: [10, 12, 0, 0],
        hooks: { draw: [paint] },
      },
      [ends(x, toX), ends(y, toY)],
      figure,
    );
    plot.toX = toX;
    plot.toY = toY;
    makeReadable();
    new ResizeObserver(() => {
      if (plot && figure.isConnected && figure.clientWidth > 0 && figure.clientWidth !== plot.width) {
        plot.setSize({ width: figure.clientWidth, height: HEIGHT });
        showMarks();
      }
    }).observe(figure);
    drawBar(element("div", box, undefined, "map-bar"));
    showMarks();
    return undefined;
  }

  function paint(u) {
    const scale = map.scales[measure];
    if (!scale || !u.toX) return;
    const [xs, ys] = [map.axes[0].edges.map((edge) => u.valToPos(u.toX(edge), "x", true)), map.axes[1].edges.map((edge) => u.valToPos(u.toY(edge), "y", true))];
    const { ctx } = u;
    for (let i = 0; i < map.columns; i++) {
      for (let j = 0; j < map.rows; j++) {
        const cell = explore.mapWork.shown(map, i, j);
        if (!cell) continue;
        const value = valueOf(cell);
        const [left, right, bottom, top] = [xs[i], xs[i + 1], ys[j], ys[j + 1]].map(Math.round);
        ctx.fillStyle = value === null ? css("--grid") : colour(scale, value);
        ctx.fillRect(left, top, right - left, bottom - top);
        if (value === null) {
          ctx.strokeStyle = css("--frame");
          ctx.beginPath();
          ctx.moveTo(left, bottom);
          ctx.lineTo(right, top);
          ctx.stroke();
        }
      }
    }
    paintBoundary(u);
  }

  // The predicted curve, white with a dark rim as in the figures.
  function paintBoundary(u) {
    if (!map.boundary) return;
    const { ctx } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    ctx.clip();
    ctx.beginPath();
    map.boundary.x.forEach((x, k) => {
      const y = map.boundary.y[k];
      if (x === null || y === null) return;
      ctx.lineTo(u.valToPos(u.toX(x), "x", true), u.valToPos(u.toY(y), "y", true));
    });
    for (const [stroke, width] of [["#000", 4], ["#fff", 2]]) {
      ctx.strokeStyle = stroke;
      ctx.lineWidth = width * devicePixelRatio;
      ctx.stroke();
    }
    ctx.restore();
  }

  // The scale of colours with its ends and what lies evenly between them.
  function drawBar(bar) {
    const scale = map.scales[measure];
    bar.textContent = "";
    if (!scale) return;
    const strip = element("div", bar, undefined, "strip");
    strip.style.background = "linear-gradient(to top, " + colours(scale).join(", ") + ")";
    for (let k = 0; k <= 4; k++) {
      const value = scale.log ? scale.least * Math.pow(scale.greatest / scale.least, k / 4) : scale.least + ((scale.greatest - scale.least) * k) / 4;
      const tick = element("span", bar, Math.abs(value) < 1e-12 * scale.greatest ? "0" : number(value, 3));
      tick.style.bottom = 25 * k + "%";
    }
  }

  function drawLine() {
    const [x] = map.axes;
    const values = x.values.map((_, i) => valueOf(map.known.get(i)));
    const scale = map.scales[measure];
    const line = {
      title: "",
      x: { name: x.name, log: x.log, symbol: x.name, values: x.values },
      y: { name: map.measures[measure].words, log: Boolean(scale && scale.log) },
      curves: [{ name: "", light: css("--ink"), dark: css("--ink"), theory: values }],
    };
    const figure = box.firstChild || element("figure", box);
    const again = (turned) => {
      plot.destroy();
      plot = draw(figure, turned, again);
    };
    plot = draw(figure, line, again);
  }

  // --- readings -------------------------------------------------------------------------------------------------------

  function cellAt(event) {
    const { over } = plot;
    const rect = over.getBoundingClientRect();
    const place = (edges, to, name, pixel) => {
      const value = plot.posToVal(pixel, name);
      return Math.max(0, Math.min(edges.length - 2, edges.filter((edge) => to(edge) <= value).length - 1));
    };
    return [
      place(map.axes[0].edges, plot.toX, "x", event.clientX - rect.left),
      place(map.axes[1].edges, plot.toY, "y", event.clientY - rect.top),
    ];
  }

  function makeReadable() {
    const { over } = plot;
    over.id = "map-cells";
    over.tabIndex = 0;
    over.setAttribute("role", "group");
    over.setAttribute("aria-label", "map of " + map.measures[measure].words + ", " + map.columns + " times " + map.rows + " cells: arrow keys read them, Enter shows the curves of one");
    marks = [element("div", over, undefined, "mark"), element("div", over, undefined, "here")];
    over.onpointermove = (event) => choose(cellAt(event));
    over.onclick = (event) => {
      choose(cellAt(event));
      explore.mapWork.place(chosen[0] * map.rows + chosen[1]);
    };
    // Spoken only where the keyboard is.
    over.onfocus = () => {
      read.setAttribute("aria-live", "polite");
      choose(chosen);
    };
    over.onblur = () => read.removeAttribute("aria-live");
    over.onkeydown = (event) => {
      const step = STEPS[event.key];
      if (step) choose([Math.max(0, Math.min(map.columns - 1, chosen[0] + step[0])), Math.max(0, Math.min(map.rows - 1, chosen[1] + step[1]))]);
      else if (event.key === "Enter" || event.key === " ") explore.mapWork.place(chosen[0] * map.rows + chosen[1]);
      else return;
      event.preventDefault();
    };
  }

  function choose(cell) {
    chosen = cell;
    showMarks();
    const [i, j] = cell;
    const found = map.known.get(i * map.rows + j);
    read.textContent = map.axes.map((each, a) => each.name + " = " + number(each.values[a ? j : i], 6)).join(", ") + ": ";
    element("strong", read, found ? (valueOf(found) === null ? "no value" : number(valueOf(found), 6)) : "not computed yet");
    if (found && found.outcome) element("span", read, "; " + found.outcome);
  }

  // The cell that is read off, and where the experiment lies.
  function showMarks() {
    if (!plot || map.axes.length === 1) return;
    const [mark, here] = marks;
    const x = (value) => plot.valToPos(plot.toX(value), "x");
    const y = (value) => plot.valToPos(plot.toY(value), "y");
    const [i, j] = chosen;
    const [left, right] = [x(map.axes[0].edges[i]), x(map.axes[0].edges[i + 1])];
    const [bottom, top] = [y(map.axes[1].edges[j]), y(map.axes[1].edges[j + 1])];
    Object.assign(mark.style, { left: left + "px", top: top + "px", width: right - left + "px", height: bottom - top + "px" });
    const inside = (value, { edges }) => typeof value === "number" && value >= edges[0] && value <= edges[edges.length - 1];
    here.hidden = !map.at.every((value, a) => inside(value, map.axes[a]));
    if (!here.hidden) Object.assign(here.style, { left: x(map.at[0]) + "px", top: y(map.at[1]) + "px" });
  }

  // --- what is shown --------------------------------------------------------------------------------------------------

  // Shows a map and one of its measures, by its name.
  function show(next, name) {
    const found = next ? Math.max(0, next.measures.findIndex((each) => each.name === name)) : 0;
    const isSame = map === next && measure === found && plot;
    map = next;
    measure = found;
    if (!map) read.textContent = "";
    else chosen = [Math.min(chosen[0], map.columns - 1), Math.min(chosen[1], map.rows - 1)];
    if (isSame) renew();
    else build();
  }

  let frame = 0;
  function renew() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (!map || !plot) return;
      if (map.axes.length === 1) {
        plot.destroy();
        drawLine();
        return;
      }
      plot.redraw(false);
      drawBar(box.querySelector(".map-bar"));
      showMarks();
    });
  }

  explore.on("mapped", (mine) => {
    if (mine === map) renew();
  });
  explore.on("theme", build);

  // The values as a table.
  function csv() {
    const head = [...map.axes.map((each) => each.name), map.measures[measure].name].map((name) => '"' + name.replace(/"/g, '""') + '"').join(",");
    const rows = [...map.known.keys()].sort((a, b) => a - b).map((cell) => {
      const where = map.axes.map((each, a) => each.values[a ? cell % map.rows : Math.floor(cell / map.rows)]);
      return [...where, valueOf(map.known.get(cell))].join(",");
    });
    return [head, ...rows].join("\n") + "\n";
  }

  return { show, csv };
})();

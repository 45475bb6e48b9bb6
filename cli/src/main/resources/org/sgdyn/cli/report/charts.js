"use strict";
// Draws charts from data: what every page with charts shares.
const sgdynCharts = (() => {
  const root = document.documentElement;
  const media = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : media.matches);
  const css = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const raised = (n) => String(n).replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);
  const element = (tag, parent, text, name) => {
    const made = parent.appendChild(document.createElement(tag));
    if (text !== undefined) made.textContent = text;
    if (name) made.className = name;
    return made;
  };

  function number(value, digits) {
    if (value === null || value === undefined) return "";
    if (value === 0 || typeof value === "string") return String(value);
    const power = Math.floor(Math.log10(Math.abs(value)));
    if (power >= -4 && power < 6) return String(Number(value.toPrecision(digits)));
    const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
    return (Number(mantissa) === 1 ? "10" : Number(mantissa) + "·10") + raised(Number(exponent));
  }

  function power(tick) {
    const [mantissa, exponent] = tick.toExponential().split("e");
    return (mantissa === "1" ? "10" : mantissa + "·10") + raised(Number(exponent));
  }

  // Powers of ten with a stride that leaves room, or 1, 2 and 5 times them on a short range, or equal steps on one that holds fewer
  // than two of these. The ratio of the ends may be no double; their logarithms always are.
  function decades(least, greatest, room) {
    const from = Math.log10(least);
    const to = Math.log10(greatest);
    const among = (digits) => {
      const stride = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((each) => Math.ceil(to) - Math.floor(from) <= room * each);
      const ticks = [];
      for (let decade = Math.ceil(Math.floor(from) / stride) * stride; decade <= to; decade += stride) {
        for (const digit of digits) {
          const tick = Number(digit + "e" + decade);
          if (tick >= least && tick <= greatest) ticks.push(tick);
        }
      }
      return ticks;
    };
    let ticks = to - from < 1.5 ? [] : among([1]);
    if (ticks.length < 2) ticks = among([1, 2, 5]);
    if (ticks.length < 2) {
      const width = greatest - least;
      const power = Math.floor(Math.log10(width)) - 1;
      const step = [1, 2, 5, 10, 20, 50].map((digit) => Number(digit + "e" + power)).find((each) => width / each <= Math.max(4, room));
      ticks = [];
      for (let k = Math.ceil(least / step); k * step <= greatest; k++) ticks.push(Number((k * step).toPrecision(12)));
    }
    return ticks;
  }

  // The least number of full precision. What is below is zero up to rounding, which a logarithmic axis cannot hold.
  const LEAST = 2 ** -1022;
  const isPositive = (value) => typeof value === "number" && value >= LEAST;

  // From values to places on an axis and back: logarithms, or a unit in which all numbers are of middling size. Thus a chart holds
  // numbers of whatever size.
  function places(spec, lists) {
    if (spec.log) {
      return {
        to: (value) => (isPositive(value) ? Math.log10(value) : null),
        from: (place) => Math.min(Number.MAX_VALUE, Math.max(Number.MIN_VALUE, Math.pow(10, place))),
      };
    }
    const greatest = lists.flat().reduce((most, value) => (typeof value === "number" ? Math.max(most, Math.abs(value)) : most), 0);
    const unit = greatest > 1e-9 && greatest < 1e12 ? 1 : greatest < 1e-300 ? 1 : Math.pow(10, Math.floor(Math.log10(greatest)));
    return { to: (value) => (typeof value === "number" ? value / unit : null), from: (place) => place * unit };
  }

  function axis(spec, place, vertical) {
    let shown = [];
    const made = {
      label: vertical ? "" : spec.name,
      labelSize: vertical ? 0 : 18,
      labelFont: "12px " + css("--font"),
      font: "11px " + css("--font"),
      stroke: css("--ink"),
      grid: { stroke: css("--grid"), width: 1 },
      ticks: { stroke: css("--grid"), width: 1, size: 4 },
      gap: 4,
      size: vertical ? 58 : 30,
      // As many digits as tell neighbours apart.
      values: (u, ticks, i, space, step) => {
        const greatest = Math.max(...ticks.map(Math.abs));
        const digits = Math.max(4, Math.min(12, 1 + Math.ceil(Math.log10(greatest / step))));
        return ticks.map((tick) => number(place.from(tick), digits));
      },
    };
    if (spec.log) {
      made.splits = (u, i, least, greatest) => {
        const room = vertical ? 7 : Math.max(2, Math.min(8, Math.floor(u.width / 60)));
        shown = decades(place.from(least), place.from(greatest), room);
        return shown.map(place.to);
      };
      made.filter = (u, ticks) => ticks;
      made.values = () => {
        const plain = shown.every((tick) => tick >= 1e-3 && tick < 1e5);
        return shown.map((tick) => (plain ? String(tick) : power(tick)));
      };
    }
    return made;
  }

  // With a margin of a twentieth, also on a logarithmic axis.
  function scale(spec) {
    return {
      range: (u, least, greatest) => {
        if (least === null) return spec.log ? [0.1, 1] : [0, 1];
        if (spec.log) {
          const factor = Math.max(1.02, Math.pow(10, 0.04 * (Math.log10(greatest) - Math.log10(least))));
          return [Math.max(least / factor, Number.MIN_VALUE), Math.min(greatest * factor, Number.MAX_VALUE)];
        }
        const margin = greatest > least ? 0.04 * (greatest - least) : Math.abs(least) / 10 || 1;
        return [least - margin, greatest + margin];
      },
    };
  }

  function placed(spec, place, marks, axis) {
    const range = withMarks(scale(spec).range, spec, marks, axis);
    const isEmpty = (end) => end === null || !Number.isFinite(end);
    return {
      time: false,
      range: (u, least, greatest) =>
        (isEmpty(least) || isEmpty(greatest) ? range(u, null, null) : range(u, place.from(least), place.from(greatest))).map(place.to),
    };
  }

  // The feet of curves: triangles where they are 0 up to rounding, below all that a logarithmic axis holds.
  function drawFeet(u, feet, xs) {
    const size = 4 * devicePixelRatio;
    const foot = u.bbox.top + u.bbox.height;
    for (const { at, series, colour } of feet) {
      u.ctx.fillStyle = colour;
      for (const k of u.series[series].show ? at : []) {
        const x = u.valToPos(xs[k], "x", true);
        if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) continue;
        u.ctx.beginPath();
        u.ctx.moveTo(x, foot);
        u.ctx.lineTo(x + size, foot - 1.7 * size);
        u.ctx.lineTo(x - size, foot - 1.7 * size);
        u.ctx.fill();
      }
    }
  }

  // Dashed lines at values of an axis, such as limits and thresholds: chart.marks holds their axis, value and colours.
  function drawMarks(u, marks, places) {
    const { left, top, width, height } = u.bbox;
    const dark = isDark();
    for (const mark of marks || []) {
      const place = places[mark.axis].to(mark.value);
      if (place === null || place < u.scales[mark.axis].min || place > u.scales[mark.axis].max) continue;
      const at = u.valToPos(place, mark.axis, true);
      u.ctx.save();
      u.ctx.strokeStyle = (dark ? mark.dark : mark.light) || css("--ink");
      u.ctx.lineWidth = 1.2 * devicePixelRatio;
      u.ctx.setLineDash([7, 4].map((length) => length * devicePixelRatio));
      u.ctx.beginPath();
      u.ctx.moveTo(mark.axis === "x" ? at : left, mark.axis === "x" ? top : at);
      u.ctx.lineTo(mark.axis === "x" ? at : left + width, mark.axis === "x" ? top + height : at);
      u.ctx.stroke();
      u.ctx.restore();
    }
  }

  // A range that holds the values of marks, too; of ordinates those that are not far off.
  function withMarks(range, spec, marks, axis) {
    return (u, least, greatest) => {
      const inside = (marks() || []).filter((mark) => mark.axis === axis).map((mark) => mark.value);
      const [from, to] = spec.log ? [least, greatest].map(Math.log) : [least, greatest];
      const isNear = (value) => axis === "x" || (value > from - 0.25 * (to - from) && value < to + 0.25 * (to - from));
      const near = least === null ? [] : inside.filter((value) => (spec.log ? isPositive(value) && isNear(Math.log(value)) : isNear(value)));
      return near.length ? range(u, Math.min(least, ...near), Math.max(greatest, ...near)) : range(u, least, greatest);
    };
  }

  // The chart with its axes as they are now: a logarithmic one leaves out the abscissas that it cannot hold.
  function shownPart(chart) {
    const kept = chart.x.values.flatMap((x, k) => (!chart.x.log || isPositive(x) ? [k] : []));
    const part = (values) => values && kept.map((k) => values[k]);
    return {
      x: { ...chart.x, values: part(chart.x.values) },
      curves: chart.curves.map((curve) => ({
        ...curve,
        theory: part(curve.theory),
        mean: part(curve.mean),
        lower: part(curve.lower),
        upper: part(curve.upper),
      })),
    };
  }

  const quoted = (text) => (/[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);

  // What the chart is drawn from, a row for each abscissa.
  function toCsv(chart) {
    const columns = [[chart.x.symbol, chart.x.values]];
    for (const curve of chart.curves) {
      const name = (curve.name ? curve.name + " " : "") + chart.y.name;
      columns.push([name, curve.theory]);
      if (curve.mean) columns.push([name + " simulated mean", curve.mean], [name + " 5 %", curve.lower], [name + " 95 %", curve.upper]);
    }
    const rows = chart.x.values.map((_, k) => columns.map(([, values]) => (values[k] === null ? "" : String(values[k]))));
    return [columns.map(([name]) => quoted(name)), ...rows].map((row) => row.join(",") + "\n").join("");
  }

  // The chart as it is seen now, in vectors.
  function toSvg(u, chart, curves, places) {
    const { left, top, width, height } = u.over.getBoundingClientRect();
    const box = u.root.getBoundingClientRect();
    const [x0, y0] = [left - box.left, top - box.top];
    const made = (tag, attributes, text) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      if (text !== undefined) node.textContent = text;
      return node;
    };
    const legend = 18 * curves.length;
    const svg = made("svg", { xmlns: "http://www.w3.org/2000/svg", width: u.width, height: u.height + legend + 8, viewBox: [0, -8, u.width, u.height + legend + 8].join(" "), "font-family": "sans-serif", "font-size": 11 });
    const put = (tag, attributes, text, parent = svg) => parent.appendChild(made(tag, attributes, text));
    put("rect", { y: -8, width: "100%", height: "100%", fill: css("--ground") });
    put("rect", { x: x0, y: y0, width, height, fill: "none", stroke: css("--grid") });
    const clip = put("clipPath", { id: "plot" });
    put("rect", { x: x0, y: y0, width, height }, undefined, clip);
    ["x", "y"].forEach((name, k) => {
      const axis = u.axes[k];
      const texts = axis._values || [];
      (axis._splits || []).forEach((split, i) => {
        const at = u.valToPos(split, name) + (k ? y0 : x0);
        if (texts[i] === undefined || texts[i] === null || split < u.scales[name].min || split > u.scales[name].max) return;
        const line = k ? { x1: x0, x2: x0 + width, y1: at, y2: at } : { x1: at, x2: at, y1: y0, y2: y0 + height };
        put("line", { ...line, stroke: css("--grid") });
        const place = k ? { x: x0 - 6, y: at + 4, "text-anchor": "end" } : { x: at, y: y0 + height + 15, "text-anchor": "middle" };
        put("text", { ...place, fill: css("--ink") }, texts[i]);
      });
    });
    put("text", { x: x0 + width / 2, y: u.height - 3, "text-anchor": "middle", fill: css("--ink") }, chart.x.name);
    put("text", { x: x0, y: y0 - 5, fill: css("--ink") }, chart.y.name);
    const inside = put("g", { "clip-path": "url(#plot)", fill: "none" });
    for (const mark of chart.marks || []) {
      const place = places[mark.axis].to(mark.value);
      if (place === null || place < u.scales[mark.axis].min || place > u.scales[mark.axis].max) continue;
      const at = u.valToPos(place, mark.axis) + (mark.axis === "x" ? x0 : y0);
      const line = mark.axis === "x" ? { x1: at, x2: at, y1: y0, y2: y0 + height } : { x1: x0, x2: x0 + width, y1: at, y2: at };
      put("line", { ...line, stroke: (isDark() ? mark.dark : mark.light) || css("--ink"), "stroke-dasharray": "7 4" }, undefined, inside);
    }
    const point = (k, values) => {
      const value = values[k];
      if (value === null || value === undefined) return null;
      return [x0 + u.valToPos(u.data[0][k], "x"), y0 + u.valToPos(value, "y")].map((each) => each.toFixed(2)).join(" ");
    };
    const path = (values) => {
      let pen = "M";
      return values.map((_, k) => {
        const at = point(k, values);
        const step = at ? pen + at : "";
        pen = at ? "L" : "M";
        return step;
      }).join("");
    };
    let s = 1;
    curves.forEach((curve, c) => {
      const colour = isDark() ? curve.dark : curve.light;
      const first = s;
      s += curve.mean ? 4 : 1;
      const y = u.height + 18 * c + 12;
      put("line", { x1: x0, x2: x0 + 24, y1: y - 4, y2: y - 4, stroke: colour, "stroke-width": 2, "stroke-dasharray": (curve.dash || []).join(" ") });
      put("text", { x: x0 + 30, y, fill: css("--ink") }, curve.name || chart.y.name);
      if (!u.series[first].show) return;
      if (curve.mean) {
        const there = u.data[0].map((_, k) => k).filter((k) => point(k, u.data[first + 2]) && point(k, u.data[first + 3]));
        const round = [...there.map((k) => point(k, u.data[first + 3])), ...there.reverse().map((k) => point(k, u.data[first + 2]))];
        if (round.length) put("polygon", { points: round.join(" "), fill: colour, "fill-opacity": 0.22 }, undefined, inside);
        u.data[first + 1].forEach((_, k) => {
          const at = point(k, u.data[first + 1]);
          if (at) put("circle", { cx: at.split(" ")[0], cy: at.split(" ")[1], r: 3, stroke: colour, fill: css("--ground") }, undefined, inside);
        });
      }
      put("path", { d: path(u.data[first]), stroke: colour, "stroke-width": 2, "stroke-dasharray": (curve.dash || []).join(" ") }, undefined, inside);
    });
    return new XMLSerializer().serializeToString(svg);
  }

  function download(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function tool(parent, text, words, click, pressed) {
    const button = element("button", parent, text);
    button.type = "button";
    button.title = words;
    button.setAttribute("aria-label", words);
    if (pressed !== undefined) button.setAttribute("aria-pressed", pressed);
    button.onclick = click;
  }

  // A sample of a curve's line.
  function keyOf(parent, colour, dash) {
    const svg = parent.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
    svg.setAttribute("class", "key");
    svg.setAttribute("aria-hidden", "true");
    const line = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "line"));
    for (const [key, value] of Object.entries({ x2: 30, y1: 3, y2: 3, stroke: colour, "stroke-width": 3, "stroke-dasharray": (dash || []).join(" ") })) line.setAttribute(key, value);
  }

  // The keyboard on a chart: arrows and ends move its reading, + and - zoom about it, 0 shows all, and Escape leaves it.
  function useKeys(plot, u, figure, count) {
    plot.tabIndex = 0;
    plot.setAttribute("role", "slider");
    plot.setAttribute("aria-valuemin", "0");
    const to = (k) => u.setCursor({ left: u.valToPos(u.data[0][k], "x"), top: u.over.clientHeight / 2 }, true, true);
    const zoom = (factor) => {
      const { min, max } = u.scales.x;
      const at = u.cursor.idx === null || u.cursor.idx === undefined ? (min + max) / 2 : u.data[0][u.cursor.idx];
      figure.zoomed = true;
      u.setScale("x", { min: at + (min - at) * factor, max: at + (max - at) * factor });
    };
    plot.onkeydown = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const last = count() - 1;
      const k = u.cursor.idx === null || u.cursor.idx === undefined ? last : u.cursor.idx;
      const step = event.shiftKey ? 10 : 1;
      const moves = { ArrowRight: k + step, ArrowUp: k + step, ArrowLeft: k - step, ArrowDown: k - step, Home: 0, End: last };
      if (event.key in moves) to(Math.max(0, Math.min(last, moves[event.key])));
      else if (event.key === "Escape") u.setCursor({ left: -10, top: -10 }, true, true);
      else if (event.key === "+" || event.key === "=") zoom(0.5);
      else if (event.key === "-") zoom(2);
      else if (event.key === "0") {
        figure.zoomed = false;
        u.setData(u.data, true);
      } else return;
      event.preventDefault();
    };
  }

  // What a logarithmic axis shows of a curve as a foot.
  const isZero = (value) => value !== null && Math.abs(value) < LEAST;

  // Draws a chart into a figure; an axis that is turned is told to a function, which draws anew. What comes back is the plot, whose
  // renew(chart, ends) shows other numbers in the same axes, from end to end where a zoom has ends, or answers false if it cannot.
  function draw(figure, chart, again) {
    figure.textContent = "";
    let { x: shownX, curves } = shownPart(chart);
    const caption = element("figcaption", figure);
    element("span", caption, chart.y.name + (chart.title ? ", " + chart.title : ""));
    const tools = element("span", caption, undefined, "tools");
    const file = (document.title + " " + chart.y.name).replace(/[^A-Za-z0-9]+/g, "-").toLowerCase();
    for (const axis of ["x", "y"]) {
      const turn = () => {
        chart[axis].log = !chart[axis].log;
        again(chart);
      };
      tool(tools, "log " + axis, "logarithmic " + axis + " axis of " + chart.y.name, turn, chart[axis].log);
    }
    tool(tools, "CSV", "download the numbers of this chart", () => download(file + ".csv", "text/csv", toCsv(chart)));
    tool(tools, "SVG", "download this chart as it is seen", () => download(file + ".svg", "image/svg+xml", toSvg(chartOf, chart, curves, { x: placeX, y: placeY })));
    const plot = element("div", figure, undefined, "plot");
    const table = element("table", element("div", figure, undefined, "readings"), undefined, "reading");
    const dark = isDark();
    const simulated = curves.some((curve) => curve.mean);
    const placeX = places(shownX, [shownX.values]);
    const placeY = places(chart.y, curves.flatMap((curve) => [curve.theory, curve.mean, curve.lower, curve.upper].filter(Boolean)));
    const series = [{}];
    let xs = shownX.values.map(placeX.to);
    let data = [xs];
    const feet = [];
    const lone = [];
    const bands = [];
    const members = [];
    const markPoints = (curve, c, number, colour) => {
      const zeros = chart.y.log ? curve.theory.flatMap((value, k) => (isZero(value) ? [k] : [])) : [];
      if (zeros.length) feet.push({ at: zeros, series: number, colour });
      // A point that no line reaches is a dot.
      const there = (k) => (chart.y.log ? isPositive(curve.theory[k]) : typeof curve.theory[k] === "number");
      lone[c] = curve.theory.flatMap((value, k) => (there(k) && !there(k - 1) && !there(k + 1) ? [k] : []));
    };
    for (const curve of curves) {
      const colour = dark ? curve.dark : curve.light;
      const member = [series.length];
      const c = members.length;
      markPoints(curve, c, series.length, colour);
      series.push({
        stroke: colour,
        width: 2,
        dash: curve.dash,
        pxAlign: 0,
        points: { show: false, filter: () => (lone[c].length ? lone[c] : null), size: 5, stroke: colour, fill: colour },
      });
      data.push(curve.theory.map(placeY.to));
      if (curve.mean) {
        member.push(series.length, series.length + 1, series.length + 2);
        bands.push({ series: [series.length + 2, series.length + 1], fill: colour + "38" });
        const stride = Math.max(1, Math.ceil(xs.length / 24));
        const marked = curve.mean.map((value, k) => ((curve.mean.length - 1 - k) % stride === 0 ? value : null));
        series.push({
          paths: () => null,
          points: { show: true, size: 6, width: 1.2, stroke: colour, fill: css("--ground") },
        });
        data.push(marked.map(placeY.to));
        for (const bound of [curve.lower, curve.upper]) {
          series.push({ stroke: "transparent", width: 0, points: { show: false } });
          data.push(bound.map(placeY.to));
        }
      }
      members.push(member);
    }

    const head = element("tr", element("thead", table));
    const place = element("th", head, "");
    for (const title of simulated ? ["theory", "mean", "5 %", "95 %"] : [chart.value || "theory"]) element("th", head, title);
    const body = element("tbody", table);
    const names = [];
    const rows = curves.map((curve, c) => {
      const row = element("tr", body);
      const name = element("th", row);
      keyOf(name, dark ? curve.dark : curve.light, curve.dash);
      const button = element("button", name, curve.name || chart.y.name);
      button.type = "button";
      button.setAttribute("aria-pressed", "true");
      names.push(button);
      row.title = "shows or hides the curve";
      // A click on the button is one on its row.
      row.onclick = () => {
        const isHidden = row.classList.toggle("hidden");
        button.setAttribute("aria-pressed", String(!isHidden));
        for (const s of members[c]) chartOf.setSeries(s, { show: !isHidden });
      };
      return ["theory", ...(simulated ? ["mean", "lower", "upper"] : [])].map((part) => [element("td", row), part]);
    });
    const read = (k) => {
      place.textContent = k === null ? "" : chart.x.symbol + " = " + number(shownX.values[k], 4);
      plot.setAttribute("aria-valuemax", String(shownX.values.length - 1));
      plot.setAttribute("aria-valuenow", String(k));
      plot.setAttribute("aria-valuetext", place.textContent + ": " + curves.slice(0, 8).map((curve) => (curve.name ? curve.name + " " : "") + number(curve.theory[k], 4)).join(", "));
      rows.forEach((cells, c) => {
        for (const [cell, part] of cells) cell.textContent = curves[c][part] ? number(curves[c][part][k], 6) : "";
      });
    };

    const chartOf = new uPlot(
      {
        width: Math.max(200, plot.clientWidth),
        height: 280,
        pxAlign: 0,
        series,
        bands,
        scales: { x: placed(chart.x, placeX, () => chart.marks, "x"), y: placed(chart.y, placeY, () => chart.marks, "y") },
        axes: [axis(chart.x, placeX, false), axis(chart.y, placeY, true)],
        legend: { show: false },
        padding: [10, 12, 0, 0],
        cursor: { y: false, drag: { x: true, y: true, uni: 30 }, points: { show: false }, sync: { key: chart.x.name + chart.x.log, scales: ["x", null] } },
        hooks: {
          draw: [(u) => drawFeet(u, feet, xs), (u) => drawMarks(u, chart.marks, { x: placeX, y: placeY })],
          setCursor: [(u) => read(u.cursor.idx === null || u.cursor.idx === undefined ? data[0].length - 1 : u.cursor.idx)],
        },
      },
      data,
      plot,
    );
    read(data[0].length - 1);
    new ResizeObserver(() => {
      if (plot.isConnected && plot.clientWidth > 0 && plot.clientWidth !== chartOf.width) {
        chartOf.setSize({ width: plot.clientWidth, height: 280 });
      }
    }).observe(plot);
    plot.setAttribute("aria-label", "readings of " + chart.y.name + "; arrow keys move, + and - zoom, 0 shows all");
    useKeys(plot, chartOf, figure, () => shownX.values.length);
    chartOf.abscissa = () => (chartOf.cursor.idx === null || chartOf.cursor.idx === undefined ? null : shownX.values[chartOf.cursor.idx]);
    chartOf.renew = (next, ends) => {
      const part = shownPart(next);
      const isAlike =
        dark === isDark() &&
        ["x", "y"].every((each) => next[each].log === chart[each].log && next[each].name === chart[each].name) &&
        part.curves.length === curves.length &&
        part.curves.every((curve, c) => !curve.mean && !curves[c].mean && curve.light === curves[c].light && String(curve.dash) === String(curves[c].dash));
      if (!isAlike) return false;
      chart = next;
      ({ x: shownX, curves } = part);
      Object.assign(placeX, places(shownX, [shownX.values]));
      Object.assign(placeY, places(chart.y, curves.map((curve) => curve.theory)));
      xs = shownX.values.map(placeX.to);
      data = [xs, ...curves.map((curve) => curve.theory.map(placeY.to))];
      feet.length = 0;
      curves.forEach((curve, c) => {
        markPoints(curve, c, c + 1, dark ? curve.dark : curve.light);
        names[c].textContent = curve.name || chart.y.name;
      });
      chartOf.batch(() => {
        chartOf.setData(data, !ends);
        if (ends) for (const each of ["x", "y"]) chartOf.setScale(each, ends[each]);
      });
      const at = chartOf.cursor.idx;
      read(at === null || at === undefined || at >= xs.length ? xs.length - 1 : at);
      return true;
    };
    return chartOf;
  }

  return { draw, element, keyOf, number, isDark, root, media, download, css, places, axis };
})();

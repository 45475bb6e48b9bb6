// Draws the charts of the page from its data. Without scripts the page shows the figure as a picture instead.
(() => {
  const { draw, element, number, isDark, root, media } = sgdynCharts;
  const charts = JSON.parse(document.getElementById("charts").textContent);

  // A map says what lies under the pointer, and all maps mark the same cell.
  function makeReadable(maps) {
    const sheets = [...document.querySelectorAll(".map .sheet")];
    const columns = maps.x.values.length;
    const rows = maps.y.values.length;
    const percent = (share) => 100 * share + "%";
    const cellAt = (edges, share) => Math.max(0, Math.min(edges.length - 2, edges.filter((edge) => edge <= share).length - 1));
    const shown = sheets.map((sheet, m) => {
      const measure = maps.measures[m];
      const cells = element("div", sheet, undefined, "cells");
      cells.tabIndex = 0;
      cells.setAttribute("role", "group");
      cells.setAttribute("aria-label", "map of " + measure.name + ", " + columns + " times " + rows + " cells: arrow keys read them");
      ["left", "top", "width", "height"].forEach((side, k) => (cells.style[side] = percent(maps.place[k])));
      const mark = element("div", cells, undefined, "mark");
      mark.hidden = true;
      const read = document.createElement("p");
      read.className = "read";
      sheet.parentNode.after(read);
      return { measure, cells, mark, read };
    });
    let at = null;
    function show(i, j) {
      at = [i, j];
      const k = i * rows + j;
      for (const { measure, mark, read } of shown) {
        mark.hidden = false;
        mark.style.left = percent(maps.x.edges[i]);
        mark.style.width = percent(maps.x.edges[i + 1] - maps.x.edges[i]);
        mark.style.bottom = percent(maps.y.edges[j]);
        mark.style.height = percent(maps.y.edges[j + 1] - maps.y.edges[j]);
        read.textContent = "";
        const where = [maps.x, maps.y].map((axis, a) => axis.name + " = " + number(axis.values[a ? j : i], 6));
        element("span", read, where.join(", ") + ": " + measure.name + " ");
        const uncertainty = measure.uncertainties ? number(measure.uncertainties[k], 2) : "";
        element("strong", read, (number(measure.values[k], 6) || "has no value") + (uncertainty && " ± " + uncertainty));
        if (maps.outcome[k]) element("span", read, "; " + maps.outcomes[maps.outcome[k]]);
      }
    }
    const keys = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    for (const { cells, read } of shown) {
      const point = (event) => {
        const box = cells.getBoundingClientRect();
        show(
          cellAt(maps.x.edges, (event.clientX - box.left) / box.width),
          cellAt(maps.y.edges, (box.bottom - event.clientY) / box.height),
        );
      };
      cells.onpointermove = point;
      cells.onpointerdown = point;
      // Spoken only where the keyboard is.
      cells.onfocus = () => {
        read.setAttribute("aria-live", "polite");
        if (!at) show(0, 0);
      };
      cells.onblur = () => read.removeAttribute("aria-live");
      cells.onkeydown = (event) => {
        const step = keys[event.key];
        if (!step) return;
        event.preventDefault();
        show(Math.max(0, Math.min(columns - 1, at[0] + step[0])), Math.max(0, Math.min(rows - 1, at[1] + step[1])));
      };
    }
  }

  const main = document.getElementById("main-charts");
  const more = document.getElementById("more-charts");
  const choice = document.getElementById("choice");
  // Before the charts, which take the width that they find.
  root.classList.add("live");
  if (charts.maps.x) makeReadable(charts.maps);
  const drawn = [];
  const figures = charts.main.map((chart) => [element("figure", main), () => chart]);
  if (choice) figures.push([element("figure", more), () => charts.more[choice.selectedIndex]]);
  const redraw = (k) => {
    if (drawn[k]) drawn[k].destroy();
    drawn[k] = draw(figures[k][0], figures[k][1](), () => redraw(k));
  };
  const redrawAll = () => figures.forEach((_, k) => redraw(k));
  redrawAll();
  if (choice) choice.onchange = () => redraw(figures.length - 1);
  media.addEventListener("change", redrawAll);
  document.getElementById("theme").onclick = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    redrawAll();
  };
})();

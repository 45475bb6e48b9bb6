// A map's values, asked for coarse to fine in small batches, which end when the experiment changes.
explore.mapWork = (() => {
  const AT_ONCE = 2;
  const BATCH = 24;
  // How long the server is left alone when it could do nothing, as while curves are asked for.
  const PAUSE = 100;

  let map = null;
  let asking = new AbortController();
  let flying = new AbortController();
  let serial = 0;

  const body = (text, sweep, points) => JSON.stringify({ text, map: sweep, points });
  const counts = (axes) => [axes[0].values.length, axes.length > 1 ? axes[1].values.length : 1];

  // Cells of every 2^k-th value of each axis, then of every 2^(k - 1)-th, and so on; each cell once.
  function levels([columns, rows]) {
    const found = [];
    const seen = new Set();
    let stride = 1;
    while (4 * stride <= Math.max(columns, rows) - 1) stride *= 2;
    for (; stride >= 1; stride /= 2) {
      const level = [];
      for (let i = 0; i < columns; i += stride) {
        for (let j = 0; j < rows; j += stride) {
          if (!seen.has(i * rows + j)) level.push(i * rows + j);
          seen.add(i * rows + j);
        }
      }
      found.push(level);
    }
    return found;
  }

  // The number of a cell's point in the sweep, whose last axis runs fastest.
  function pointOf({ axes, rows }, cell) {
    const first = axes[0].positions[Math.floor(cell / rows)];
    return axes.length > 1 ? first * rows + axes[1].positions[cell % rows] : first;
  }

  // Begins a map, or goes on with the present one if the same is asked for.
  async function begin(text, sweep) {
    pause();
    asking = new AbortController();
    const { signal } = asking;
    let answer;
    try {
      answer = await explore.request("map", body(text, sweep, []), signal, "", { "Explore-Map": "outline" + ++serial });
    } catch (trouble) {
      if (trouble.name !== "AbortError") explore.tell("map", null, ["sgdyn does not answer"]);
      return;
    }
    if (signal.aborted) return;
    if (!answer.axes) {
      map = null;
      explore.tell("map", null, answer.refused ? [answer.refused] : answer.problems.map((each) => (each.path ? each.path + ": " : "") + each.message));
      return;
    }
    if (!map || map.id !== answer.id) {
      const [columns, rows] = counts(answer.axes);
      map = { id: answer.id, axes: answer.axes, measures: answer.measures, columns, rows, known: new Map(), scales: [], left: levels([columns, rows]), since: performance.now() };
    }
    Object.assign(map, { text, sweep, at: answer.at, boundary: answer.boundary });
    explore.tell("map", map, []);
    goOn();
  }

  function goOn() {
    flying = new AbortController();
    serial++;
    for (let k = 0; k < AT_ONCE; k++) run(map, flying.signal, String(serial));
  }

  async function run(mine, signal, name) {
    while (!signal.aborted) {
      const level = mine.left.find((each) => each.length);
      if (!level) return;
      const cells = level.splice(0, Math.min(BATCH, Math.ceil(level.length / AT_ONCE)));
      const points = new Map(cells.map((cell) => [pointOf(mine, cell), cell]));
      let answer = {};
      try {
        answer = await explore.request("map", body(mine.text, mine.sweep, [...points.keys()]), signal, "", { "Explore-Map": name });
      } catch {
        // What is not answered is asked for again.
      }
      for (const each of answer.points || []) {
        mine.known.set(points.get(each.point), each);
        points.delete(each.point);
      }
      level.unshift(...points.values());
      if (signal.aborted) return;
      if (answer.scales && answer.points.length) mine.scales = answer.scales;
      explore.tell("mapped", mine);
      if (points.size === cells.length) await new Promise((done) => setTimeout(done, PAUSE));
    }
  }

  function pause() {
    asking.abort();
    flying.abort();
  }

  // What a cell shows: its own value, or that of the nearest coarser one that is known.
  function shown({ known, columns, rows }, i, j) {
    for (let stride = 1; stride < 2 * Math.max(columns, rows); stride *= 2) {
      const near = (k, count) => Math.min(stride * Math.round(k / stride), stride * Math.floor((count - 1) / stride));
      const found = known.get(near(i, columns) * rows + near(j, rows));
      if (found) return found;
    }
    return null;
  }

  // Sets the numbers of the text to those of a cell.
  async function place(cell) {
    const { text, sweep } = map;
    try {
      const answer = await explore.request("place", body(text, sweep, [pointOf(map, cell)]), undefined);
      if (!answer.text || text !== explore.text.value()) return;
      explore.text.put(answer.text, "");
      explore.ask(true);
    } catch {
      explore.tell("map", null, ["sgdyn does not answer"]);
    }
  }

  return { begin, pause, place, shown };
})();

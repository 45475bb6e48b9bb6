// What curves tend to, marked on the charts and said below them.
explore.late = (() => {
  // Curve by curve, for the text that they belong to.
  let found = [];
  let text = null;
  let isSlow = false;

  const isOf = (column, chart) => column.chart === chart.y.name || (column.classNumber > 0 && chart.curves.some((curve) => curve.name === "class " + column.classNumber) && /^cos/.test(chart.y.name));

  // The curve of a chart that an answer's column is about.
  function curveOf(chart, answer, column) {
    const name = column.chart === chart.y.name ? answer.curve : "class " + column.classNumber;
    return chart.curves.find((curve) => curve.name === name) || chart.curves[0];
  }

  // The chart with its limits and words, if they are known for the text as it is.
  function added(chart) {
    if (text !== explore.text.value()) return chart;
    const rows = found.flatMap((answer) => answer.columns.filter((column) => isOf(column, chart)).map((column) => ({ answer, column, curve: curveOf(chart, answer, column) })));
    const marks = rows.filter(({ column }) => column.limit !== null).map(({ column, curve }) => ({ axis: "y", value: column.limit, light: curve.light, dark: curve.dark }));
    return { ...chart, marks: [...(chart.marks || []), ...marks], words: [...words(rows), ...tooSlow(chart)] };
  }

  // Said once, below the first chart.
  const tooSlow = (chart) => (isSlow && explore.curves.latest().charts[0].y.name === chart.y.name ? ["Late times take too long for this page; sgdyn asymptotics computes them."] : []);

  // A law that holds for all curves is said once.
  function words(rows) {
    const laws = new Set(rows.map(({ answer, column }) => (column.classNumber ? "" : answer.law)));
    const said = rows.map(({ answer, column, curve }) => {
      const name = column.classNumber ? curve.name : answer.curve;
      const law = laws.size > 1 && !column.classNumber ? answer.law : "";
      return (name ? name + ": " : "") + column.words + (law ? " (" + law + ")" : "");
    });
    const notes = rows.flatMap(({ answer, column }) => (column.classNumber ? [] : answer.notes));
    return [...said, ...(laws.size === 1 ? [...laws].filter(Boolean) : []), ...new Set(notes)];
  }

  explore.atRest(async (signal) => {
    const asked = explore.text.value();
    const answers = [];
    let slow = false;
    for (let curve = 0, many = 1; curve < many; curve++) {
      const answer = await explore.request("late?curve=" + curve, asked, signal);
      if (answer.columns) answers.push(answer);
      else if (answer.refused) slow = true;
      many = Math.max(many, answer.many || 1);
    }
    if (signal.aborted) return;
    found = answers;
    isSlow = slow;
    text = asked;
    explore.curves.redraw();
  });

  return { added };
})();

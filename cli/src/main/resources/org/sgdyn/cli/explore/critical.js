// The critical learning rate, marked on the sliders of constant ones.
(() => {
  const { number } = sgdynCharts;
  const { at } = explore;

  let critical = null;

  // On the sliders of constant learning rates, where it lies on them.
  function mark() {
    for (const { dial, mark } of explore.form.dials()) {
      const isThere = critical !== null && /(^|\.)learningRate\.value$/.test(dial.path) && critical >= dial.low && critical <= dial.high;
      mark.hidden = !isThere;
      if (isThere) mark.firstChild.style.left = 100 * explore.form.share(dial, critical) + "%";
    }
  }

  explore.atRest(async (signal) => {
    const answer = await explore.request("critical", explore.text.value(), signal);
    critical = typeof answer.critical === "number" ? answer.critical : null;
    at("critical").textContent = "method" in answer ? "critical learning rate " + (critical === null ? "none" : number(critical, 4)) + "; " + answer.method : "";
    mark();
  });
  explore.on("form", mark);
})();

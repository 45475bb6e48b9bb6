// The critical learning rate, marked on the sliders of constant ones.
(() => {
  const { number } = sgdynCharts;
  const { at } = explore;

  let critical = null;
  let resting = 0;
  let asked = new AbortController();

  // Asked for while nothing is changed, since it may take longer than the curves.
  function askCritical() {
    clearTimeout(resting);
    asked.abort();
    resting = setTimeout(async () => {
      asked = new AbortController();
      try {
        const answer = await explore.request("critical", explore.text.value(), asked.signal);
        critical = typeof answer.critical === "number" ? answer.critical : null;
        at("critical").textContent =
          "method" in answer ? "critical learning rate " + (critical === null ? "none" : number(critical, 4)) + "; " + answer.method : "";
        markCritical();
      } catch {
        // Overtaken, or told when curves are asked for.
      }
    }, 400);
  }

  // On the sliders of constant learning rates, where it lies on them.
  function markCritical() {
    for (const { dial, mark } of explore.form.dials()) {
      const isThere = critical !== null && /(^|\.)learningRate\.value$/.test(dial.path) && critical >= dial.low && critical <= dial.high;
      mark.hidden = !isThere;
      if (isThere) mark.firstChild.style.left = 100 * explore.form.share(dial, critical) + "%";
    }
  }

  explore.on("solved", askCritical);
  explore.on("form", markCritical);
})();

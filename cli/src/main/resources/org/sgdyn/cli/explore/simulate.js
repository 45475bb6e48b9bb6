// Runs replicates of SGD on the server, and shows their mean and spread as they finish. A change of the experiment drops them.
(() => {
  const { at } = explore;
  const [begin, end, count, bar, status] = ["simulate", "end-simulation", "replicates", "simulation-progress", "simulation-status"].map(at);
  // How often the server is asked how far it is.
  const PACE = 300;

  let running = null;
  // The text that is simulated, and what is shown of it.
  let simulated = { text: null, charts: null };

  function show(isRunning, words) {
    begin.hidden = isRunning;
    end.hidden = !isRunning;
    bar.hidden = !isRunning;
    status.textContent = words;
  }

  const seconds = (number) => (number < 1 ? "less than a second" : number < 90 ? Math.round(number) + " s" : Math.round(number / 60) + " min");

  async function run() {
    const mine = new AbortController();
    const text = explore.text.value();
    drop();
    if (!count.value || !count.checkValidity()) {
      count.focus();
      return show(false, "replicates must be a whole number from 1 to " + count.max + "; sgdyn run takes more");
    }
    running = mine;
    simulated = { text, charts: null };
    bar.removeAttribute("value");
    show(true, "beginning");
    try {
      const started = await explore.request("simulate?" + count.valueAsNumber, text, mine.signal);
      if (started.problems) throw new Error(started.problems.map((each) => (each.path ? each.path + ": " : "") + each.message).join("; "));
      if (started.refused) throw new Error(started.refused);
      const remark = started.remark ? "; " + started.remark : "";
      bar.max = started.total;
      const estimate = ", some " + seconds(started.seconds) + " of one processor" + remark;
      status.textContent = "0 of " + started.total + " replicates" + estimate;
      let seen = 0;
      for (;;) {
        const answer = await explore.request("simulation?" + seen, "", mine.signal);
        if (mine.signal.aborted) return;
        if (answer.refused) throw new Error(answer.refused);
        if (answer.charts) {
          simulated.charts = answer.charts;
          explore.tell("simulated", answer.charts);
        }
        seen = answer.done;
        bar.value = seen;
        status.textContent = seen + " of " + answer.total + " replicates" + estimate;
        if (answer.trouble) throw new Error(answer.trouble);
        if (answer.over) {
          running = null;
          return show(false, answer.total + " replicates: circles are their means, bands their 5 % and 95 % quantiles" + remark);
        }
        await new Promise((done) => setTimeout(done, PACE));
      }
    } catch (trouble) {
      if (mine.signal.aborted) return undefined;
      running = null;
      return show(false, trouble.message);
    }
  }

  // Ends what runs; what is shown of it stays until there are new curves.
  function drop() {
    if (!running) return;
    running.abort();
    running = null;
    explore.request("cancel", "").catch(() => {});
  }

  begin.onclick = () => run();
  end.onclick = () => {
    drop();
    show(false, "cancelled");
    begin.focus();
  };
  explore.on("asking", () => {
    if (simulated.text === explore.text.value()) return;
    drop();
    simulated = { text: null, charts: null };
    show(false, "");
  });
  // The same experiment may be asked for again, as for other laws of its logits.
  explore.on("solved", () => simulated.charts && simulated.text === explore.text.value() && explore.tell("simulated", simulated.charts));
})();

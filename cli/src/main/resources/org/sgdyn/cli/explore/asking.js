// Asks for the theory of the text, and tells what comes back.
explore.ask = (() => {
  const { element, root } = sgdynCharts;
  const { at } = explore;
  const status = at("status");
  // How long an answer may be waited for once there is a newer question.
  const PATIENCE = 150;
  // How long a drag rests before its draft is solved as the experiment says.
  const REST = 200;
  // What takes longer is waited for in words.
  const LONG = 1000;

  let flying = null;
  let waiting = null;
  let patience = 0;
  let rest = 0;
  let clock = 0;

  // One question at a time, so that curves follow a drag; the newest waits, and one that takes long is given up for it. A draft has the digits
  // that a chart shows.
  function ask(wantsForm, isDraft = false) {
    const since = performance.now();
    clearTimeout(rest);
    explore.tell("asking");
    if (flying) {
      waiting = { wantsForm: wantsForm || (waiting !== null && waiting.wantsForm) || flying.wantsForm, isDraft, since };
      clearTimeout(patience);
      patience = setTimeout(() => flying && flying.controller.abort(), Math.max(0, PATIENCE - (since - flying.since)));
      return;
    }
    fly({ wantsForm, isDraft, since, controller: new AbortController() });
  }

  async function fly(question) {
    flying = question;
    const begun = performance.now();
    clock = setInterval(() => sayHowLong(Math.round((performance.now() - begun) / 1000)), LONG);
    try {
      const wanted = [
        ...(question.wantsForm ? ["form"] : []),
        ...(question.isDraft ? ["draft"] : []),
        ...explore.moment.query(),
      ];
      const text = explore.text.value();
      show({ text, ...(await explore.request("solve?" + wanted.join("&"), text, question.controller.signal)) }, question);
    } catch (trouble) {
      if (trouble.name !== "AbortError") explore.tell("lost", trouble);
    }
    flying = null;
    clearTimeout(patience);
    clearInterval(clock);
    if (waiting) {
      const next = waiting;
      waiting = null;
      fly({ ...next, controller: new AbortController() });
    }
  }

  // Those who do not see the page hear it once.
  function sayHowLong(seconds) {
    status.textContent = "solving, for " + seconds + " s so far";
    if (seconds === 1) explore.say("this takes longer: solving");
  }

  function refuse(words) {
    root.classList.add("stale");
    at("problems").textContent = "";
    element("p", at("problems"), words, "trouble");
    status.textContent = "no curves";
    explore.tell("state");
  }

  function show(answer, question) {
    clearInterval(clock);
    if (answer.form && !waiting) explore.tell("form", answer.form);
    if (answer.refused) return refuse(answer.refused);
    const wrong = answer.problems || [];
    showProblems(wrong);
    explore.tell("problems", wrong);
    explore.tell("state");
    root.classList.toggle("stale", wrong.length > 0);
    if (wrong.length) {
      status.textContent = wrong.length === 1 ? "one problem" : wrong.length + " problems";
      return undefined;
    }
    document.title = answer.name + " - sgdyn explore";
    at("remarks").textContent = "";
    for (const words of answer.remarks) element("p", at("remarks"), words, "remark");
    explore.tell("solved", answer);
    if (question.isDraft && !waiting) rest = setTimeout(() => ask(false), REST);
    // A page that nobody sees paints no frames.
    status.textContent = "solved";
    requestAnimationFrame(() => (status.textContent = "solved and drawn in " + Math.round(performance.now() - question.since) + " ms"));
    return undefined;
  }

  function showProblems(wrong) {
    const problems = at("problems");
    problems.textContent = "";
    for (const each of wrong) {
      const place = each.line ? "line " + each.line + ", column " + each.column + ": " : "";
      const button = element("button", problems, place + (each.path ? each.path + ": " : "") + each.message);
      button.type = "button";
      if (each.line) button.onclick = () => explore.text.select(each.line, each.column);
    }
  }

  explore.on("lost", () => refuse("sgdyn does not answer: it has ended, or the connection is lost. This page waits for it and keeps what you do."));
  explore.on("replaced", () => refuse("sgdyn has begun anew: open the address that it printed; this session goes on there."));

  return ask;
})();

// The time at which the state is shown: that under the pointer on a chart over time, else that of the slider, which begins at the end.
explore.moment = (() => {
  const { element, number } = sgdynCharts;
  const { at } = explore;
  const [box, slider, shownTime, curveMenu, logitMenu, minusMenu, energyBox] = ["moment", "moment-time", "moment-words", "moment-curve", "moment-logit", "moment-minus", "energy"].map(at);

  let state = null;
  // The last time of all, whatever it is; else a place on the slider.
  let isAtEnd = true;
  let pointed = null;
  const view = { curve: 0, logit: 1, minus: 0 };

  const query = () => ["curve=" + view.curve, "logit=" + view.logit, "minus=" + view.minus, ...(energyBox.open ? ["energy"] : [])];

  // The number of the last time that is not beyond one.
  function before(time) {
    let k = state.times.length - 1;
    while (k > 0 && state.times[k] > time * (1 + 1e-6)) k--;
    return k;
  }

  function show() {
    if (!state) return;
    const k = pointed === null ? Number(slider.value) : before(pointed);
    shownTime.textContent = "t = " + number(state.times[k], 4);
    if (pointed === null) slider.setAttribute("aria-valuetext", shownTime.textContent);
    explore.tell("moment", state, k);
  }

  // Many charts move their readings together.
  let frame = 0;
  function point(time) {
    if (time === pointed) return;
    pointed = time;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(show);
  }

  function fill(menu, names, chosen) {
    const label = menu.closest("label");
    label.hidden = names.length < 2;
    if (menu.options.length !== names.length || names.some((name, k) => menu.options[k].textContent !== name)) {
      menu.textContent = "";
      for (const name of names) element("option", menu, name);
    }
    menu.selectedIndex = chosen;
  }

  const logits = (count) => Array.from({ length: count }, (_, k) => "logit " + (k + 1));

  explore.on("solved", (answer) => {
    state = answer.state || null;
    box.hidden = !state;
    at("moment-none").hidden = Boolean(state);
    if (!state) return;
    fill(curveMenu, state.curves.map((name, k) => name || "curve " + (k + 1)), state.curve);
    fill(logitMenu, logits(state.outputs), state.logit - 1);
    fill(minusMenu, state.outputs > 1 ? ["nothing", ...logits(state.outputs)] : [], state.minus);
    const last = state.times.length - 1;
    const place = isAtEnd ? last : Math.min(Number(slider.value), last);
    slider.max = String(last);
    slider.value = String(place);
    show();
  });
  explore.on("theme", show);
  explore.on("pointed", point);

  slider.oninput = () => {
    isAtEnd = slider.value === slider.max;
    show();
  };
  const choose = () => {
    Object.assign(view, { curve: curveMenu.selectedIndex, logit: logitMenu.selectedIndex + 1, minus: Math.max(0, minusMenu.selectedIndex) });
    explore.ask(false);
  };
  for (const menu of [curveMenu, logitMenu, minusMenu]) menu.onchange = choose;
  energyBox.ontoggle = () => energyBox.open && explore.ask(false);

  return { query };
})();

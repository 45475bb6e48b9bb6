// The form: a slider and a field for each number of the text, a menu for each of its parts.
explore.form = (() => {
  const { element, number: shownNumber } = sgdynCharts;
  const { at } = explore;
  const { offset, put, value } = explore.text;
  const { lengthOfNumber, lengthOfValue } = explore.blocks;
  const STEPS = 1000;

  let dials = [];
  let parts = [];

  function replace(line, column, length, text, source) {
    const start = offset(line, column);
    const whole = value();
    put(whole.slice(0, start) + text + whole.slice(start + length), source);
    // What stands after it on its line has moved.
    for (const each of [...dials.map((shownDial) => shownDial.dial), ...parts]) {
      if (each.line === line && each.column > column) each.column += text.length - length;
    }
  }

  const toPlace = (dial, value) => {
    const share = dial.log ? Math.log(value / dial.low) / Math.log(dial.high / dial.low) : (value - dial.low) / (dial.high - dial.low);
    return Math.round(STEPS * Math.max(0, Math.min(1, share)));
  };

  const toValue = (dial, place) => {
    const share = place / STEPS;
    const value = dial.log ? dial.low * Math.pow(dial.high / dial.low, share) : dial.low + (dial.high - dial.low) * share;
    return dial.whole ? Math.round(value) : Number(value.toPrecision(4));
  };

  function turn(dial, number, isDraft) {
    const length = lengthOfNumber(value().slice(offset(dial.line, dial.column)));
    if (!length) return explore.ask(true);
    dial.value = number;
    replace(dial.line, dial.column, length, String(number), dial.path);
    return explore.ask(false, isDraft);
  }

  // The same sliders keep their ends, and the one that has the focus keeps it.
  function showForm(form) {
    const same = form.dials.length === dials.length && form.dials.every((dial, k) => dial.path === dials[k].dial.path && fits(dials[k].dial, dial));
    if (same) {
      form.dials.forEach((dial, k) => {
        Object.assign(dials[k].dial, { line: dial.line, column: dial.column, value: dial.value });
        dials[k].show();
      });
    } else {
      at("dials").textContent = "";
      dials = form.dials.map(addDial);
    }
    showParts(form.parts);
  }

  const fits = (old, dial) => old.log === dial.log && old.whole === dial.whole && dial.value >= old.low && dial.value <= old.high;

  function addDial(dial, k) {
    const row = element("div", at("dials"), undefined, "dial");
    row.dataset.path = dial.path;
    const label = element("label", row, dial.path);
    label.title = dial.words;
    const field = element("input", row);
    field.type = "number";
    field.id = "dial-" + k;
    field.step = dial.whole ? "1" : "any";
    label.htmlFor = field.id;
    const slider = element("input", row);
    slider.type = "range";
    slider.max = String(STEPS);
    slider.setAttribute("aria-label", dial.path + (dial.words ? ", " + dial.words : ""));
    const show = (except) => {
      if (except !== field) field.value = String(dial.value);
      if (except !== slider) slider.value = String(toPlace(dial, dial.value));
      slider.setAttribute("aria-valuetext", shownNumber(dial.value, 4));
    };
    slider.oninput = () => {
      turn(dial, toValue(dial, Number(slider.value)), true);
      show(slider);
    };
    field.oninput = () => {
      if (field.value === "" || !Number.isFinite(field.valueAsNumber)) return;
      turn(dial, field.valueAsNumber, false);
      show(field);
    };
    const mark = element("span", row, undefined, "critical");
    element("i", mark);
    mark.title = "critical learning rate";
    mark.hidden = true;
    show();
    return { dial, show, mark };
  }

  function showParts(found) {
    const focused = document.activeElement && document.activeElement.dataset.part;
    parts = found;
    at("parts").textContent = "";
    parts.forEach((part, k) => {
      const length = () => lengthOfValue(value().slice(offset(part.line, part.column)));
      if (!part.choices.length || !length()) return;
      const row = element("div", at("parts"), undefined, "part");
      row.dataset.path = part.path;
      const label = element("label", row, part.path + " ");
      const menu = element("select", row);
      menu.id = "part-" + k;
      menu.dataset.part = part.path;
      label.htmlFor = menu.id;
      if (!part.choices.some((choice) => choice.name === part.type)) element("option", menu, part.type).selected = true;
      for (const choice of part.choices) {
        const option = element("option", menu, choice.name);
        option.title = choice.words;
        option.selected = choice.name === part.type;
      }
      const present = part.choices.find((choice) => choice.name === part.type);
      const words = element("p", row, present ? present.words : "", "note");
      words.id = "part-words-" + k;
      menu.setAttribute("aria-describedby", words.id);
      menu.onchange = () => {
        const choice = part.choices.find((each) => each.name === menu.value);
        if (!choice) return;
        replace(part.line, part.column, length(), choice.text, "");
        explore.ask(true);
      };
      if (focused === part.path) menu.focus();
    });
  }

  // Each problem in words below the field or menu of its key path, or of the part that it belongs to.
  function showProblems(problems) {
    const places = [...at("dials").children, ...at("parts").children, at("classes")].map((row) => ({ row, path: row.dataset.path }));
    for (const { row } of places) markRow(row, "");
    for (const { path, message } of problems) {
      const fits = (place) => place.path === path || (path.startsWith(place.path) && /[.[]/.test(path[place.path.length]));
      const nearest = places.filter(fits).sort((a, b) => b.path.length - a.path.length)[0];
      if (nearest) markRow(nearest.row, (nearest.path === path ? "" : path + ": ") + message);
    }
  }

  function markRow(row, words) {
    const old = row.querySelector(":scope > .trouble");
    if (!words) {
      if (old) old.remove();
    } else (old || element("p", row, "", "trouble")).append(old ? "; " + words : words);
    const said = row.querySelector(":scope > .trouble");
    if (said) said.id = "trouble-" + row.dataset.path;
    for (const control of row.querySelectorAll("input, select")) {
      if (said) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      const others = (control.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && !id.startsWith("trouble-"));
      const ids = said ? [...others, said.id] : others;
      if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
      else control.removeAttribute("aria-describedby");
    }
  }

  explore.on("form", showForm);
  explore.on("problems", showProblems);

  return { dials: () => dials, share: (dial, number) => toPlace(dial, number) / STEPS };
})();

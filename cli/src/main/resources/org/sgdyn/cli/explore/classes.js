// The classes, of which some are removed and to which others are added.
(() => {
  const { element } = sgdynCharts;
  const { at, blocks } = explore;
  const { offset, put, value } = explore.text;
  const [box, list, add, note] = [at("classes"), at("class-list"), at("add-class"), at("class-note")];

  let known = { items: [], added: "" };

  const starts = () => known.items.map(({ line, column }) => offset(line, column));

  // Weights of twelve digits, of which the last makes them sum to 1.
  function rounded(weights) {
    const first = weights.slice(0, -1).map((weight) => Number(weight.toPrecision(12)));
    const rest = 1 - first.reduce((sum, weight) => sum + weight, 0);
    return [...first, Number(rest.toPrecision(12))];
  }

  // The changes that give classes other weights; none where not all have one.
  function reweighted(items, weights) {
    return items.map(({ weight }, k) => {
      const from = offset(weight.line, weight.column);
      return { from, to: from + blocks.lengthOfNumber(value().slice(from)), text: String(weights[k]) };
    });
  }

  const areWeighted = () => known.items.every((item) => item.weight);

  function addOne() {
    const found = blocks.items(value(), starts());
    if (!found) return;
    const count = known.items.length + 1;
    let item = known.added;
    let edits = [];
    if (areWeighted()) {
      const weights = rounded([...known.items.map(({ weight }) => (weight.value * (count - 1)) / count), 1 / count]);
      item = "{weight: " + weights[count - 1] + ", " + item.slice(1);
      edits = reweighted(known.items, weights);
    }
    change([...edits, blocks.addition(value(), found, item)]);
  }

  function remove(k) {
    const found = blocks.items(value(), starts());
    if (!found) return;
    const rest = known.items.filter((_, i) => i !== k);
    let edits = [];
    if (areWeighted()) {
      const whole = rest.reduce((sum, { weight }) => sum + weight.value, 0);
      edits = reweighted(rest, rounded(rest.map(({ weight }) => weight.value / whole)));
    }
    change([...edits, blocks.removal(found, k)]);
  }

  // Buttons wait for the text's new form.
  function change(edits) {
    for (const button of box.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    put(blocks.changed(value(), edits), "");
    explore.ask(true);
  }

  const isWaiting = (button) => button.getAttribute("aria-disabled") === "true";

  function show(classes) {
    box.hidden = !classes;
    if (!classes) return;
    const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement);
    known = classes;
    const canChange = blocks.items(value(), starts()) !== null;
    list.textContent = "";
    known.items.forEach((item, k) => {
      const row = element("li", list);
      element("span", row, "class " + (k + 1) + (item.weight ? ", weight " + Number(item.weight.value.toPrecision(4)) : "") + (item.words ? ": " + item.words : ""));
      if (!canChange || known.items.length === 1) return;
      const button = element("button", row, "remove");
      button.type = "button";
      button.setAttribute("aria-label", "remove class " + (k + 1));
      button.onclick = () => isWaiting(button) || remove(k);
    });
    add.hidden = !canChange;
    add.removeAttribute("aria-disabled");
    note.hidden = canChange;
    // Whoever removes classes by the keyboard goes on with the one that has moved up.
    const buttons = list.querySelectorAll("button");
    if (focused >= 0) (buttons[Math.min(focused, buttons.length - 1)] || add).focus();
  }

  add.onclick = () => isWaiting(add) || addOne();
  explore.on("form", (form) => show(form.classes));
})();

// The experiment's text, its history, and places in it.
explore.text = (() => {
  const { element } = sgdynCharts;
  const { at } = explore;
  const [editor, gutter] = [at("editor"), at("gutter")];
  // How long typing rests before it is solved.
  const REST = 250;

  // Where a line and a column, both from 1, are in the text; columns count characters, of which some take two places.
  function offset(line, column) {
    let start = 0;
    for (let k = 1; k < line; k++) start = editor.value.indexOf("\n", start) + 1;
    const end = editor.value.indexOf("\n", start);
    const text = editor.value.slice(start, end < 0 ? undefined : end);
    return start + Array.from(text).slice(0, column - 1).join("").length;
  }

  function showLines(wrong) {
    const count = editor.value.split("\n").length;
    gutter.textContent = "";
    for (let line = 1; line <= count; line++) element("b", gutter, String(line), wrong.has(line) ? "wrong" : "");
    gutter.scrollTop = editor.scrollTop;
  }

  const past = [];
  const future = [];
  let lastChange = { source: "", time: 0 };
  let typed = "";

  // Keeps the text as it was, once for each drag or stretch of typing.
  function remember(source, text) {
    const now = performance.now();
    if (source === "" || source !== lastChange.source || now - lastChange.time > 1000) {
      past.push(text);
      if (past.length > 200) past.shift();
    }
    future.length = 0;
    lastChange = { source, time: now };
    showHistory();
  }

  function showHistory() {
    at("undo").disabled = past.length === 0;
    at("redo").disabled = future.length === 0;
  }

  function travel(from, to) {
    if (!from.length) return;
    to.push(editor.value);
    begin(from.pop());
    lastChange = { source: "", time: 0 };
    showHistory();
    explore.ask(true);
  }

  // A text that no undo leads back from.
  function begin(text) {
    editor.value = text;
    typed = text;
  }

  // Another text, in one step for each stretch of changes by the same source; the source "" makes a step each time.
  function put(text, source) {
    remember(source, editor.value);
    begin(text);
  }

  function select(line, column) {
    const start = offset(line, column);
    editor.focus();
    editor.setSelectionRange(start, start + 1);
    editor.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(editor).lineHeight));
  }

  // The last steps, for whoever goes on later.
  const steps = () => past.slice(-20);

  function resume(texts) {
    past.push(...texts.filter((each) => typeof each === "string"));
    showHistory();
  }

  explore.on("problems", (problems) => {
    editor.setAttribute("aria-invalid", String(problems.length > 0));
    showLines(new Set(problems.map((each) => each.line)));
  });

  let rest = 0;
  editor.oninput = () => {
    remember("typing", typed);
    typed = editor.value;
    clearTimeout(rest);
    rest = setTimeout(() => explore.ask(true), REST);
  };
  editor.onscroll = () => (gutter.scrollTop = editor.scrollTop);
  at("undo").onclick = () => travel(past, future);
  at("redo").onclick = () => travel(future, past);

  return { value: () => editor.value, offset, select, begin, put, steps, resume };
})();

// Where things end in the experiment's text, of which the server tells where they begin.
explore.blocks = (() => {
  // The length of the value that begins here: a word, or all between braces; 0 for others.
  function lengthOfValue(text) {
    const word = /^[A-Za-z][\w-]*/.exec(text);
    if (word) return /^\s*:/.test(text.slice(word[0].length)) ? 0 : word[0].length;
    if (text[0] !== "{") return 0;
    let depth = 0;
    let quote = "";
    for (let k = 0; k < text.length; k++) {
      const c = text[k];
      if (quote) {
        if (c === "\\" && quote === '"') k++;
        else if (c === quote) quote = "";
      } else if (c === '"' || c === "'") quote = c;
      else if (c === "{" || c === "[") depth++;
      else if ((c === "}" || c === "]") && --depth === 0) return k + 1;
    }
    return 0;
  }

  const lengthOfNumber = (text) => (/^[-+0-9.eE]+/.exec(text) || [""])[0].length;

  // The items of a list of which each begins behind a dash on a line of its own: from the beginning of that line to that of the next
  // item's, the last to where the text is no longer indented more than the dashes.
  function behindDashes(text, starts) {
    const lines = starts.map((start) => text.lastIndexOf("\n", start - 1) + 1);
    const dashes = lines.map((line, k) => /^( *)- +(&\S+ +)?$/.exec(text.slice(line, starts[k])));
    if (!dashes.every((dash) => dash && dash[1] === dashes[0][1])) return null;
    const indent = dashes[0][1].length;
    let end = lines[lines.length - 1];
    for (let from = end, isFirst = true; from < text.length; isFirst = false) {
      const next = text.indexOf("\n", from) < 0 ? text.length : text.indexOf("\n", from) + 1;
      const line = text.slice(from, next);
      if (/\S/.test(line) && !isFirst && /^ */.exec(line)[0].length <= indent) break;
      if (/\S/.test(line)) end = next;
      from = next;
    }
    return { indent, items: lines.map((from, k) => ({ from, to: k + 1 < lines.length ? lines[k + 1] : end })) };
  }

  function withinBrackets(text, starts) {
    const items = starts.map((from) => ({ from, to: from + lengthOfValue(text.slice(from)) }));
    return items.every(({ from, to }) => to > from) ? { items } : null;
  }

  // The items of a list that begin at some places; null where what the server tells is no list as it stands, as of what is repeated.
  function items(text, starts) {
    if (starts.some((start, k) => k > 0 && start <= starts[k - 1])) return null;
    return behindDashes(text, starts) || withinBrackets(text, starts);
  }

  // The text without an item, one of several.
  function removal(list, k) {
    const { items: all, indent } = list;
    if (indent !== undefined) return { ...all[k], text: "" };
    return k > 0 ? { from: all[k - 1].to, to: all[k].to, text: "" } : { from: all[0].from, to: all[1].from, text: "" };
  }

  // What puts an item behind the last.
  function addition(text, list, item) {
    const end = list.items[list.items.length - 1].to;
    if (list.indent === undefined) return { from: end, to: end, text: ", " + item };
    return { from: end, to: end, text: (text[end - 1] === "\n" ? "" : "\n") + " ".repeat(list.indent) + "- " + item + "\n" };
  }

  // Changes of different places at once.
  function changed(text, edits) {
    return [...edits].sort((a, b) => b.from - a.from).reduce((whole, { from, to, text: part }) => whole.slice(0, from) + part + whole.slice(to), text);
  }

  return { lengthOfValue, lengthOfNumber, items, removal, addition, changed };
})();

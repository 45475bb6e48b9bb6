// Begins with what is kept, or with the first preset.
(() => {
  const { element, isDark, root, media } = sgdynCharts;
  const { at, presets } = explore;
  root.classList.add("live");
  const preset = at("preset");
  for (const each of presets) element("option", preset, each.name);
  preset.onchange = () => {
    explore.text.put(presets[preset.selectedIndex].text, "");
    explore.maps.usePreset(presets[preset.selectedIndex]);
    explore.ask(true);
  };
  at("theme").onclick = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    explore.tell("theme");
  };
  media.addEventListener("change", () => explore.tell("theme"));
  const saved = explore.keeping.kept();
  explore.text.begin(saved ? saved.text : presets[0].text);
  explore.text.resume((saved && saved.steps) || []);
  explore.maps.usePreset(saved ? { map: {} } : presets[0]);
  if (saved) explore.maps.restore(saved.map);
  explore.tell("problems", []);
  explore.ask(true);
  if (saved) explore.pins.restore(saved.pins);
})();

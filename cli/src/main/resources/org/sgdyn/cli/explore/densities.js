// The densities of a logit on each class, or of the difference of two, at one time: Gaussian, or a mixture of Gaussians.
(() => {
  const { number } = sgdynCharts;
  const { at } = explore;
  const figure = explore.figure(at("density"));
  // Where a Gaussian is drawn, in standard deviations: its density falls to 1 / 3000 of the greatest.
  const REACH = 4;
  const POINTS = 64;

  const low = (n) => String(n).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);

  function symbol({ outputs, logit, minus }) {
    if (outputs === 1) return "r";
    return "r" + low(logit) + (minus ? " − r" + low(minus) : "");
  }

  const gaussian = (x, mean, variance) => Math.exp((-0.5 * (x - mean) * (x - mean)) / variance) / Math.sqrt(2 * Math.PI * variance);

  // All parts that have a density, at one time.
  const spreading = (law, k) => law.parts.map(({ share, mean, variance }) => ({ share, mean: mean[k], variance: variance[k] })).filter(({ mean, variance }) => mean !== null && variance > 0);

  function abscissas(laws, k) {
    const all = laws.flatMap((law) => spreading(law, k)).flatMap(({ mean, variance }) =>
      Array.from({ length: POINTS + 1 }, (_, i) => mean + REACH * ((2 * i) / POINTS - 1) * Math.sqrt(variance)));
    return [...new Set(all)].sort((a, b) => a - b);
  }

  // Of many parts some points in between are enough.
  function thinned(xs, most) {
    const stride = Math.ceil(xs.length / most);
    return xs.filter((_, i) => i % stride === 0 || i === xs.length - 1);
  }

  function words(state, k) {
    const said = [];
    for (const law of state.laws) {
      const { mean, variance } = law.parts[0];
      if (variance[k] === null) said.push(law.name + ": the covariance of these logits is not computed");
      else if (law.parts.every((part) => part.variance[k] === 0)) said.push(law.name + ": " + symbol(state) + " = " + number(mean[k], 4) + " without spread");
    }
    if (state.isDecided) said.push("dashed: the threshold 0, " + (state.minus ? "beyond which logit " + state.logit + " is the larger one" : "beyond which the positive class is predicted"));
    if (state.laws.length < state.classes) said.push(state.laws.length + " of " + state.classes + " classes are shown");
    return said.join("; ");
  }

  explore.on("moment", (state, k) => {
    const xs = thinned(abscissas(state.laws, k), 600);
    const name = symbol(state);
    figure.show({
      title: "",
      x: { name: "logit " + name, symbol: name, values: xs.length ? xs : [-1, 1], log: false },
      y: { name: "density of " + name, log: false },
      value: "density",
      curves: state.laws.map((law) => {
        const parts = spreading(law, k);
        const theory = xs.length ? xs.map((x) => (parts.length ? parts.reduce((sum, { share, mean, variance }) => sum + share * gaussian(x, mean, variance), 0) : null)) : [null, null];
        return { name: law.name, light: law.light, dark: law.dark, dash: law.dash, theory };
      }),
      marks: state.isDecided ? [{ axis: "x", value: 0 }] : [],
    });
    at("density-words").textContent = words(state, k);
  });
})();

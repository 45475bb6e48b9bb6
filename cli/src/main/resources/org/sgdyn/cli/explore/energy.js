// Where in the spectrum the iterate is, at one time: the squared norm of its mean and the trace of its covariance, by eigenvalue.
(() => {
  const { number } = sgdynCharts;
  const { at } = explore;
  const [box, words] = [at("energy"), at("energy-words")];
  const figure = explore.figure(at("energy-figure"));
  // Axes are logarithmic where numbers lie this far apart.
  const WIDE = 10;
  const FAR = 1000;

  // At the end, so that the axis does not turn while time moves.
  function isFar({ shares, mean, spread }) {
    const ends = [...mean, ...spread].map((values, b) => values[values.length - 1] / shares[b % shares.length]).filter((value) => value > 0 && Number.isFinite(value));
    return ends.length > 1 && Math.max(...ends) > FAR * Math.min(...ends);
  }

  // What a linear or logarithmic axis of the continuum cannot show, in words.
  function apart(energy, k, which, phrase) {
    const sum = (parts) => parts.reduce((all, values, b) => all + (which(b) ? values[k] : 0), 0);
    return energy.shares.some((_, b) => which(b)) ? " " + phrase + " hold " + number(sum(energy.mean), 4) + " in the mean and " + number(sum(energy.spread), 4) + " in the covariance." : "";
  }

  explore.on("moment", (state, moment) => {
    if (!box.open) return;
    const { energy } = state;
    figure.hidden = !energy;
    if (!energy) {
      words.textContent = "The state of these classes does not consist of modes.";
      return;
    }
    const later = energy.places.findIndex((place) => place >= moment);
    const k = later < 0 ? energy.places.length - 1 : later;
    const positive = energy.eigenvalues.filter((value) => value > 0);
    const log = positive.length > 1 && positive[positive.length - 1] > WIDE * positive[0];
    const curve = (name, look, parts) => ({ ...look, name, theory: parts.map((values, b) => (energy.shares[b] > 0 && values[k] !== null ? values[k] / energy.shares[b] : null)) });
    figure.show({
      title: "",
      x: { name: "eigenvalue λ", symbol: "λ", values: energy.eigenvalues, log },
      y: { name: "energy of a mode, times d", log: isFar(energy) },
      value: "energy",
      curves: [curve("mean, d |x|²", energy.meanLook, energy.mean), curve("covariance, d tr C", energy.spreadLook, energy.spread)],
    });
    words.textContent =
      (energy.places[k] === moment ? "" : "At t = " + number(state.times[energy.places[k]], 4) + ". ") +
      "By the eigenvalue λ of the classes' average covariance; with the shares of the modes as weights it sums to ‖X‖²." +
      apart(energy, k, (b) => energy.shares[b] === 0, "Modes apart from the continuum") +
      (log ? apart(energy, k, (b) => energy.eigenvalues[b] === 0, "Modes of eigenvalue 0") : "");
  });
})();

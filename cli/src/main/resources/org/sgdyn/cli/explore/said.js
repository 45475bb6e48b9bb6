// What has come of a change, said once it rests: to those who do not see the charts.
(() => {
  const { number } = sgdynCharts;
  const REST = 1200;
  let timer = 0;

  function saySoon(words) {
    clearTimeout(timer);
    timer = setTimeout(() => explore.say(words()), REST);
  }

  function ends({ charts }) {
    const { x, y, curves } = charts[0];
    const last = x.values.length - 1;
    return "solved: " + y.name + " at t = " + number(x.values[last], 4) + ": " + curves.slice(0, 6).map((curve) => (curve.name ? curve.name + " " : "") + number(curve.theory[last], 4)).join(", ");
  }

  explore.on("solved", (answer) => answer.charts.length && saySoon(() => ends(answer)));
})();

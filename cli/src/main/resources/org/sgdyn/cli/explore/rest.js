// What is asked for while nothing changes, since it may take longer than the curves: work(signal) once the text has rested.
explore.atRest = (work) => {
  const REST = 400;
  let resting = 0;
  let asked = new AbortController();

  function stop() {
    clearTimeout(resting);
    asked.abort();
  }

  explore.on("asking", stop);
  explore.on("solved", () => {
    stop();
    resting = setTimeout(async () => {
      asked = new AbortController();
      try {
        await work(asked.signal);
      } catch {
        // Overtaken, or told when curves are asked for.
      }
    }, REST);
  });
};
